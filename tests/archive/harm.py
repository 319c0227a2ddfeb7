"""Files broken on purpose: each change of a good file breaks the rule named first, which the check must find."""

import base64
import copy
import json
import re
import subprocess


class Broken:
	"""A good file's objects, to be changed and written again by qpdf."""

	def __init__(self, path):
		out = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path], check=True,
				     stdout=subprocess.PIPE).stdout
		self.whole = json.loads(out)

	def fresh(self):
		new = copy.copy(self)
		new.whole = copy.deepcopy(self.whole)
		new.objects = new.whole["qpdf"][1]
		return new

	def get(self, reference):
		o = self.objects["obj:" + reference]
		return o["stream"]["dict"] if "stream" in o else o["value"]

	def root(self):
		return self.get(self.objects["trailer"]["value"]["/Root"])

	def info(self):
		return self.get(self.objects["trailer"]["value"]["/Info"])

	def all(self, test):
		return [v for v in (o["stream"]["dict"] if "stream" in o else o.get("value") for o in self.objects.values())
			if isinstance(v, dict) and test(v)]

	def some(self, **entries):
		return self.all(lambda v: all(v.get("/" + k) == w for k, w in entries.items()))[0]

	def struct(self, kind):
		"""The first element of the type."""
		return self.all(lambda v: v.get("/S") == "/" + kind and "/P" in v)[0]

	def page(self, number=0):
		return self.get(self.objects["obj:" + self.root()["/Pages"]]["value"]["/Kids"][number])

	def stream(self, reference, change):
		stream = self.objects["obj:" + reference]["stream"]
		stream["data"] = base64.b64encode(change(base64.b64decode(stream["data"]))).decode()

	def content(self, change):
		self.stream(self.page()["/Contents"], change)

	def xmp(self, old, new):
		self.stream(self.root()["/Metadata"], lambda data: re.sub(old, new, data, flags=re.DOTALL))

	def write(self, path):
		with open(path + ".json", "w") as f:
			json.dump(self.whole, f)
		done = subprocess.run(["qpdf", "--json-input", path + ".json", "--object-streams=generate", path], stderr=subprocess.PIPE)
		if done.returncode not in (0, 3):
			raise RuntimeError(done.stderr.decode())


def kids(value):
	return value if isinstance(value, list) else [value]


def font(b):
	return b.some(Type="/Font", Subtype="/CIDFontType2")


def descriptor(b):
	return b.get(font(b)["/FontDescriptor"])


def swap_parents(b):
	numbers = b.get(b.get(b.root()["/StructTreeRoot"])["/ParentTree"])["/Nums"]
	numbers[1] = numbers[1][::-1]


def drop_first_kid(kind):
	def change(b):
		b.struct(kind)["/K"] = kids(b.struct(kind)["/K"])[1:]
	return change


def two_parents(b):
	cell = kids(b.struct("TR")["/K"])[0]
	b.struct("TR")["/K"] = kids(b.struct("TR")["/K"]) + [cell]


def set_in(find, key, value):
	def change(b):
		find(b)["/" + key] = value
	return change


def drop_in(find, *keys):
	def change(b):
		for key in keys:
			del find(b)["/" + key]
	return change


def of_kind(kind):
	return lambda b: b.struct(kind)


def of_link(b):
	return b.some(Type="/Annot", Subtype="/Link")


def of_root(b):
	return b.root()


def of_unicode(old, new):
	def change(b):
		for f in b.all(lambda v: v.get("/Subtype") == "/Type0"):
			b.stream(f["/ToUnicode"], lambda data: re.sub(old, new, data))
	return change


def in_content(old, new):
	return lambda b: b.content(lambda data: re.sub(old, new, data, count=1, flags=re.DOTALL))


def in_xmp(old, new):
	return lambda b: b.xmp(old, new)


def in_icc(b):
	b.stream(b.root()["/OutputIntents"][0]["/DestOutputProfile"], lambda data: data.replace(b"acsp", b"none"))


def wider(b):
	font(b)["/DW"] = 900


HARM = [
	("6.2.3", "no output intent", drop_in(of_root, "OutputIntents")),
	("6.2.3", "output intent of another kind", lambda b: b.root()["/OutputIntents"][0].update({"/S": "/GTS_PDFX"})),
	("6.2.3", "damaged colour profile", in_icc),
	("6.2.4.3", "CMYK text", in_content(rb"BT\n", rb"BT\n0 0 0 1 k\n")),
	("6.2.10", "transparent page", lambda b: b.page().update({"/Group": {"/S": "/Transparency"}, "/SMask": "/None"})),
	("6.2.11.4.1", "font that is not embedded", drop_in(descriptor, "FontFile2")),
	("6.2.11.4.1", "font without a subset tag", set_in(descriptor, "FontName", "/LXGWWenKai")),
	("6.2.11.3.2", "no map from codes to glyphs", drop_in(font, "CIDToGIDMap")),
	("6.2.11.3.3", "another encoding", lambda b: [f.update({"/Encoding": "/Identity-V"}) for f in b.all(lambda v: v.get("/Subtype") == "/Type0")]),
	("6.2.11.5", "other widths than the font's", wider),
	("6.2.11.7.2", "codes without Unicode", of_unicode(rb"beginbfchar\n<[0-9A-F]+><[0-9A-F]+>", rb"beginbfchar")),
	("6.2.11.7.2", "a code that is U+FEFF", of_unicode(rb"(<[0-9A-F]{4}>)<[0-9A-F]+>", rb"\1<FEFF>")),
	("6.2.11.7.3", "private characters", of_unicode(rb"(<[0-9A-F]{4}>)<[0-9A-F]+>", rb"\1<E000>")),
	("6.2.11.8", "a glyph of no character", in_content(rb"(\d Td\n)", rb"\1<0000>Tj ")),
	("6.3.2", "a link that is not printed", set_in(of_link, "F", 0)),
	("6.3.2", "a hidden link", set_in(of_link, "F", 6)),
	("6.3.1", "a note in the margin", set_in(of_link, "Subtype", "/FileAttachment")),
	("6.5.1", "a script", lambda b: of_link(b).update({"/A": {"/S": "/JavaScript", "/JS": "u:0"}, "/S": "/JavaScript"})),
	("6.5.2", "actions of the file", lambda b: b.root().update({"/AA": {}})),
	("6.4.1", "a form", lambda b: b.root().update({"/AcroForm": {"/Fields": []}})),
	("6.6.2.1", "no XMP", drop_in(of_root, "Metadata")),
	("6.6.2.1", "XMP that is no XML", in_xmp(rb"</rdf:RDF>", rb"")),
	("6.6.2.3", "PDF/UA's schema not described", in_xmp(rb"<pdfaSchema:prefix>pdfuaid", rb"<pdfaSchema:prefix>ua")),
	("6.6.3", "another title in XMP", in_xmp(rb"(<dc:title>.*?x-default\">)[^<]*", rb"\1Plan")),
	("6.6.3", "another date in XMP", in_xmp(rb"<xmp:ModifyDate>2026", rb"<xmp:ModifyDate>2025")),
	("6.6.3", "another program in Info", lambda b: b.info().update({"/Producer": "u:other"})),
	("6.6.4", "another level", in_xmp(rb"conformance>A<", rb"conformance>B<")),
	("5", "no PDF/UA", in_xmp(rb"<pdfuaid:part>1", rb"<pdfuaid:part>2")),
	("6.7.2", "not marked", drop_in(of_root, "MarkInfo")),
	("6.7.2", "suspects", lambda b: b.root()["/MarkInfo"].update({"/Suspects": True})),
	("6.7.3", "no structure", drop_in(of_root, "StructTreeRoot")),
	("6.7.3", "an element of another parent", set_in(of_kind("P"), "P", "1 0 R")),
	("6.7.3", "an element with two parents", two_parents),
	("6.7.3.4", "a type that nobody knows", set_in(of_kind("P"), "S", "/Absatz")),
	("6.7.3.4", "no role map", lambda b: b.get(b.root()["/StructTreeRoot"]).pop("/RoleMap")),
	("6.7.4", "no language", drop_in(of_root, "Lang")),
	("6.7.4", "no such language", set_in(of_root, "Lang", "u:中文")),
	("7.1 title", "the file's name as the window's title", drop_in(of_root, "ViewerPreferences")),
	("7.1 all", "text that is not tagged", in_content(rb"/P<</MCID 0>>BDC(.*?)EMC", rb"\1")),
	("7.1 marks", "a mark that is used twice", in_content(rb"/MCID [1-9](?=[/>])", rb"/MCID 0")),
	("7.1 marks", "a mark of no element", drop_first_kid("P")),
	("7.1 nested", "an artifact in the text", in_content(rb"/P<</MCID 0>>BDC", rb"/P<</MCID 0>>BDC /Artifact BMC EMC ")),
	("7.1 nested", "a mark that does not end", in_content(rb"EMC", rb"")),
	("7.1 parents", "the way back mixed up", swap_parents),
	("7.18.1", "a link of no element", drop_in(of_link, "StructParent")),
	("7.18.3", "links in no order", lambda b: [v.pop("/Tabs", 0) for v in b.all(lambda v: v.get("/Type") == "/Page")]),
	("7.18.5", "a link without description", drop_in(of_link, "Contents")),
	("7.18.5", "a link that is a paragraph", set_in(of_kind("Link"), "S", "/P")),
	("7.4.2", "a heading level left out", set_in(of_kind("H2"), "S", "/H4")),
	("7.4.2", "no heading of level 1", lambda b: b.get(b.root()["/StructTreeRoot"])["/RoleMap"].update({"/Title": "/P"})),
	("7.5", "a head cell without scope", drop_in(of_kind("TH"), "A")),
	("7.5", "a row with a cell too few", drop_first_kid("TR")),
	("7.5", "a cell over two columns too many", set_in(of_kind("TD"), "A", {"/O": "/Table", "/ColSpan": 3})),
	("7.6", "a list of paragraphs", set_in(of_kind("LI"), "S", "/P")),
	("7.6", "a list that does not say how it is numbered", drop_in(of_kind("L"), "A")),
	("7.9", "a note without id", drop_in(of_kind("Note"), "ID")),
	("7.9", "notes that no tree names", lambda b: b.get(b.root()["/StructTreeRoot"]).pop("/IDTree")),
]
