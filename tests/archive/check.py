"""What a machine can check of ISO 19005 (PDF/A) and ISO 14289-1 (PDF/UA-1), on files as qpdf reads them. The rules are in README.md."""

import base64
import json
import re
import struct
import subprocess
import xml.etree.ElementTree as ET

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH
	TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu RB RT RP WT WP Figure Formula Form""".split())
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"
TOKEN = re.compile(rb"\s+|%[^\r\n]*|\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s()<>\[\]{}/%]*|[^\s()<>\[\]{}/%]+", re.DOTALL)
ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)", re.DOTALL)


def unescape(match):
	what = match.group(1)
	if what[:1].isdigit():
		return bytes([int(what, 8) & 255])
	return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(what, b"" if what.strip() == b"" else what)


def string_of(token):
	"""The bytes of a string token of page content."""
	if token.startswith(b"<"):
		digits = re.sub(rb"\s", b"", token[1:-1])
		return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
	return ESCAPE.sub(unescape, token[1:-1])


class File:
	"""The objects of a PDF: values as in qpdf's JSON, streams with their data."""

	def __init__(self, path):
		with open(path, "rb") as f:
			self.raw = f.read()
		done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path], stdout=subprocess.PIPE,
				      stderr=subprocess.PIPE)
		self.sound = done.returncode == 0
		self.objects = json.loads(done.stdout)["qpdf"][1] if done.stdout else {}
		trailer = self.objects.get("trailer", {}).get("value", {})
		self.trailer = trailer
		self.root = self.get(trailer.get("/Root")) or {}
		self.info = self.get(trailer.get("/Info")) or {}
		self.pages = []
		self.add_pages(self.root.get("/Pages"), {})

	def get(self, value):
		"""What a value is, behind references; of a stream its dictionary."""
		while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
			found = self.objects.get("obj:" + value, {})
			value = found["stream"]["dict"] if "stream" in found else found.get("value")
		return value

	def data(self, reference):
		found = self.objects.get("obj:" + reference, {}) if isinstance(reference, str) else {}
		return base64.b64decode(found["stream"].get("data", "")) if "stream" in found else b""

	def add_pages(self, reference, inherited):
		node = self.get(reference) or {}
		own = {**inherited, **{k: v for k, v in node.items() if k in ("/Resources", "/MediaBox")}}
		if node.get("/Type") == "/Page":
			self.pages.append((reference, {**own, **node}))
		for kid in self.get(node.get("/Kids")) or []:
			self.add_pages(kid, own)

	def streams(self):
		return {name[4:]: o["stream"] for name, o in self.objects.items() if "stream" in o}

	def values(self):
		return {name[4:]: o["stream"]["dict"] if "stream" in o else o.get("value") for name, o in self.objects.items() if name != "trailer"}


def text_of(value):
	return value[2:] if isinstance(value, str) and value.startswith("u:") else None


def strings_in(value):
	if isinstance(value, dict):
		for key, inner in value.items():
			yield key
			yield from strings_in(inner)
	elif isinstance(value, list):
		for inner in value:
			yield from strings_in(inner)
	elif isinstance(value, str):
		yield value


class Check:
	def __init__(self, path, profile):
		self.file = File(path)
		self.profile = profile
		self.broken = []
		self.used = {}      # font reference: codes
		self.marks = {}     # (page reference, MCID): times

	def rule(self, name, good, what=""):
		if not good:
			self.broken.append("%s %s" % (name, what))

	# ---- the file

	def syntax(self):
		f = self.file
		version = b"%PDF-1.4" if self.profile == "a-1b" else b"%PDF-1.7"
		lines = f.raw.split(b"\n", 2)
		self.rule("6.1.2", lines[0] == version, "first line %r" % lines[0][:12])
		self.rule("6.1.2", len(lines) > 1 and lines[1][:1] == b"%" and len(lines[1]) >= 5 and all(c > 127 for c in lines[1][1:5]), "second line")
		self.rule("6.1.3", "/Encrypt" not in f.trailer, "encrypted")
		self.rule("6.1.3", len(f.trailer.get("/ID", [])) == 2, "no /ID")
		self.rule("6.1.7.1", f.sound, "qpdf has warnings")
		for name, stream in f.streams().items():
			self.rule("6.1.7.1", not {"/F", "/FFilter"} & set(stream["dict"]), "stream %s is elsewhere" % name)
			self.rule("6.1.7.2", "LZW" not in str(stream["dict"].get("/Filter", "")), "stream %s by LZW" % name)
		for name, value in f.values().items():
			for text in strings_in(value):
				limit = 127 if text.startswith("/") else 32767
				size = (len(text) - 2) // 2 if text.startswith("b:") else len(text.encode("utf-8", "surrogatepass"))
				self.rule("6.1.13", size <= limit, "a string in %s" % name)
		if self.profile == "a-1b":
			self.rule("6.1.4", b"/ObjStm" not in f.raw and b"/Type/XRef" not in f.raw and b"/Type /XRef" not in f.raw, "objects are packed")

	def output_intent(self):
		f = self.file
		intents = [self.file.get(i) for i in f.get(f.root.get("/OutputIntents")) or []]
		mine = [i for i in intents if i.get("/S") == "/GTS_PDFA1"]
		self.rule("6.2.3", len(mine) == 1, "%d output intents" % len(mine))
		for intent in mine:
			reference = intent.get("/DestOutputProfile")
			profile = f.data(reference)
			self.rule("6.2.3", len(profile) > 128 and struct.unpack(">I", profile[:4])[0] == len(profile) and profile[36:40] == b"acsp" and
				  profile[8] <= 4 and profile[12:16] in (b"mntr", b"prtr") and profile[16:20] == b"RGB " and
				  (f.get(reference) or {}).get("/N") == 3, "its profile")
			self.rule("6.2.3", text_of(intent.get("/OutputConditionIdentifier")), "its name")

	def objects(self):
		for name, value in self.file.values().items():
			if not isinstance(value, dict):
				continue
			self.rule("6.2.10", value.get("/S") != "/Transparency" and "/SMask" not in value, "transparency in %s" % name)
			self.rule("6.2.9", value.get("/Subtype") not in ("/PS",) and value.get("/Type") != "/XObject", "an XObject: %s" % name)
			self.rule("6.5.1", value.get("/S") not in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide"),
				  "an action in %s" % name)
			self.rule("6.5.2", "/AA" not in value, "actions of %s" % name)
		self.rule("6.4.1", "/AcroForm" not in self.file.root, "a form")
		self.rule("6.8", "/EmbeddedFiles" not in (self.file.get(self.file.root.get("/Names")) or {}), "embedded files")

	def annotations(self):
		for reference, page in self.file.pages:
			annotations = self.file.get(page.get("/Annots")) or []
			if annotations and self.profile == "a-2a+ua":
				self.rule("7.18.3", page.get("/Tabs") == "/S", "page %s" % reference)
			for name in annotations:
				a = self.file.get(name)
				flags = a.get("/F", 0)
				self.rule("6.3.1", a.get("/Subtype") == "/Link", "annotation %s" % name)
				self.rule("6.3.2", flags & 4 and not flags & (1 | 2 | 32 | 256), "flags of %s: %d" % (name, flags))
				if self.profile == "a-2a+ua":
					self.rule("7.18.5", text_of(a.get("/Contents")), "link %s has no description" % name)

	# ---- fonts

	def unicode_map(self, reference):
		known = {}
		for block in re.findall(rb"beginbfchar(.*?)endbfchar", self.file.data(reference), re.DOTALL):
			for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
				known[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
		return known

	def widths(self, font):
		known, array = {}, self.file.get(font.get("/W")) or []
		at = 0
		while at + 1 < len(array):
			if isinstance(array[at + 1], list):
				known.update({array[at] + i: w for i, w in enumerate(array[at + 1])})
				at += 2
			else:
				known.update({code: array[at + 2] for code in range(array[at], array[at + 1] + 1)})
				at += 3
		return known

	def true_type_widths(self, program):
		"""In 1/1000 em, by glyph."""
		count = struct.unpack(">H", program[4:6])[0]
		tables = {program[12 + 16 * i:16 + 16 * i]: struct.unpack(">II", program[20 + 16 * i:28 + 16 * i]) for i in range(count)}
		units = struct.unpack(">H", program[tables[b"head"][0] + 18:][:2])[0]
		long = struct.unpack(">H", program[tables[b"hhea"][0] + 34:][:2])[0]
		start = tables[b"hmtx"][0]
		return [struct.unpack(">H", program[start + 4 * i:][:2])[0] * 1000 / units for i in range(long)]

	def font(self, reference, codes):
		f = self.file
		font = f.get(reference)
		name = font.get("/BaseFont", reference)
		below = f.get((f.get(font.get("/DescendantFonts")) or [None])[0]) or {}
		descriptor = f.get(below.get("/FontDescriptor")) or {}
		two, three = descriptor.get("/FontFile2"), descriptor.get("/FontFile3")
		program = f.data(two or three)
		kind = below.get("/Subtype")
		self.rule("6.2.11.2", font.get("/Subtype") == "/Type0" and kind in ("/CIDFontType0", "/CIDFontType2"), name)
		self.rule("6.2.11.3.3", font.get("/Encoding") == "/Identity-H", name)
		self.rule("6.2.11.3.2", kind != "/CIDFontType2" or below.get("/CIDToGIDMap") == "/Identity", name)
		self.rule("6.2.11.4.1", len(program) > 100 and bool(two) == (kind == "/CIDFontType2"), "%s is not embedded" % name)
		self.rule("6.2.11.4.1", re.match(r"/[A-Z]{6}\+", str(descriptor.get("/FontName"))), "%s has no subset tag" % name)
		self.rule("6.2.11.8", 0 not in codes, "%s shows .notdef" % name)
		if self.profile != "a-1b":
			known = self.unicode_map(font.get("/ToUnicode"))
			lost = [c for c in codes if not known.get(c) or known[c][0] in "\0\uFEFF\uFFFE\uFFFD"]
			self.rule("6.2.11.7.2", not lost, "%s: no Unicode for %s" % (name, lost[:5]))
			if self.profile == "a-2a+ua":
				private = [c for c in codes if any("\uE000" <= u <= "\uF8FF" or u >= "\U000F0000" for u in known.get(c, ""))]
				self.rule("6.2.11.7.3", not private, "%s: private characters for %s" % (name, private[:5]))
		if two and len(program) > 100:
			widths, default, real = self.widths(below), below.get("/DW", 1000), self.true_type_widths(program)
			wrong = [c for c in codes if abs(widths.get(c, default) - real[min(c, len(real) - 1)]) > 1]
			self.rule("6.2.11.5", not wrong, "%s: widths of %s" % (name, wrong[:5]))
		if self.profile == "a-1b":
			bits = f.data(descriptor.get("/CIDSet"))
			lost = [c for c in codes if c // 8 >= len(bits) or not bits[c // 8] & 0x80 >> c % 8]
			self.rule("6.3.5", bits and not lost, "%s: /CIDSet lacks %s" % (name, lost[:5]))

	# ---- content

	def content(self, reference, page):
		f = self.file
		contents = page.get("/Contents")
		data = b"\n".join(f.data(c) for c in (contents if isinstance(contents, list) else [contents]) if c)
		fonts = f.get((f.get(page.get("/Resources")) or {}).get("/Font")) or {}
		stack, operands, font, tagged = [], [], None, self.profile == "a-2a+ua"
		for token in TOKEN.findall(data):
			if not token.strip() or token.startswith(b"%"):
				continue
			if re.match(rb"[-+.\d(<\[/]|>>|\]", token):
				operands.append(token)
				continue
			if token in (b"k", b"K", b"cs", b"CS", b"sc", b"scn", b"SC", b"SCN", b"sh", b"gs", b"Do", b"BI"):
				self.rule("6.2.4.3", False, "operator %s on page %s" % (token.decode(), reference))
			if token == b"Tf":
				font = fonts.get(operands[-2].decode())
				self.used.setdefault(font, set())
			elif token in (b"BDC", b"BMC"):
				mcid = re.search(rb"/MCID (\d+)", b" ".join(operands))
				artifact = operands[0] == b"/Artifact"
				inside = [kind for kind in stack if kind is not None]
				self.rule("7.1 nested", not inside or not (artifact or mcid), "page %s: %s within %s" % (reference, operands[0], inside))
				if mcid:
					key = (reference, int(mcid.group(1)))
					self.marks[key] = self.marks.get(key, 0) + 1
				stack.append("artifact" if artifact else key if mcid else None)
			elif token == b"EMC":
				self.rule("7.1 nested", stack, "EMC without BDC on page %s" % reference)
				stack = stack[:-1]
			elif token in (b"Tj", b"TJ", b"f", b"S", b"B", b"f*", b"s"):
				self.rule("7.1 all", not tagged or any(kind is not None for kind in stack), "page %s shows what is not tagged" % reference)
				for operand in operands if token in (b"Tj", b"TJ") else []:
					if operand[:1] in (b"(", b"<") and operand != b"<<":
						codes = string_of(operand)
						self.used.setdefault(font, set()).update(struct.unpack(">%dH" % (len(codes) // 2), codes))
			operands = []
		self.rule("7.1 nested", not stack, "page %s: marks that do not end" % reference)

	# ---- what the file says of itself

	def metadata(self):
		f = self.file
		reference = f.root.get("/Metadata")
		dictionary = f.get(reference) or {}
		self.rule("6.6.2.1", dictionary.get("/Type") == "/Metadata" and dictionary.get("/Subtype") == "/XML", "no XMP")
		self.rule("6.6.2.1", "/Filter" not in dictionary, "XMP is compressed")
		try:
			tree = ET.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", f.data(reference)).strip())
		except ET.ParseError:
			self.rule("6.6.2.1", False, "XMP is no XML")
			return
		def text(tag, inner=""):
			found = tree.find(".//" + tag)
			found = found if found is None or not inner else found.find(".//" + inner)
			return found.text if found is not None else None
		part, level = {"a-2a+ua": ("2", "A"), "a-2u": ("2", "U"), "a-1b": ("1", "B")}[self.profile]
		self.rule("6.6.4", text(PDFAID + "part") == part and text(PDFAID + "conformance") == level, "part and level")
		pairs = (("/Title", text(DC + "title", RDF + "li")), ("/Author", text(DC + "creator", RDF + "li")), ("/Producer", text(PDF + "Producer")),
			 ("/Creator", text(XMP + "CreatorTool")), ("/Keywords", text(PDF + "Keywords")))
		for key, value in pairs:
			self.rule("6.6.3", text_of(f.info.get(key)) == value, "%s is %r, in XMP %r" % (key, f.info.get(key), value))
		for key, tag in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
			date = re.sub(r"[-:TZ]", "", text(XMP + tag) or "")
			self.rule("6.6.3", re.sub(r"[D:Z]", "", text_of(f.info.get(key)) or "") == date, key)
		self.rule("6.7.4", re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text_of(f.root.get("/Lang")) or ""), "/Lang")
		if self.profile != "a-2a+ua":
			return
		self.rule("5", text(PDFUAID + "part") == "1", "pdfuaid:part")
		schema = "{http://www.aiim.org/pdfa/ns/schema#}"
		self.rule("6.6.2.3", text(schema + "namespaceURI") == PDFUAID[1:-1] and text(schema + "prefix") == "pdfuaid", "PDF/UA's schema is not described")
		self.rule("7.1 title", text(DC + "title", RDF + "li"), "no dc:title")
		self.rule("7.1 title", (f.get(f.root.get("/ViewerPreferences")) or {}).get("/DisplayDocTitle") is True, "/DisplayDocTitle")

	# ---- the structure

	def structure(self):
		f = self.file
		info = f.get(f.root.get("/MarkInfo")) or {}
		self.rule("6.7.2", info.get("/Marked") is True and not info.get("/Suspects"), "/MarkInfo")
		self.tree = f.get(f.root.get("/StructTreeRoot")) or {}
		self.rule("6.7.3", self.tree.get("/Type") == "/StructTreeRoot", "no structure tree")
		self.roles = f.get(self.tree.get("/RoleMap")) or {}
		for name, role in self.roles.items():
			self.rule("6.7.3.4", name[1:] not in STANDARD and role[1:] in STANDARD, "role %s of %s" % (role, name))
		self.shown, self.objr, self.levels, self.ids, self.seen = {}, {}, [], [], set()
		for kid in self.kids(self.tree):
			self.element(kid, f.root.get("/StructTreeRoot"), None)
		for key, times in self.marks.items():
			self.rule("7.1 marks", times == 1, "%s marks twice" % (key,))
			self.rule("7.1 marks", key in self.shown, "no element has %s" % (key,))
		for key in self.shown:
			self.rule("7.1 marks", key in self.marks, "%s is on no page" % (key,))
		self.headings()
		self.parents()
		names = (f.get(self.tree.get("/IDTree")) or {}).get("/Names", [])
		self.rule("7.9", len(set(self.ids)) == len(self.ids) and set(self.ids) <= set(names), "ids of notes")

	def kids(self, element):
		kids = self.file.get(element.get("/K"))
		kids = kids if isinstance(element.get("/K"), list) or isinstance(kids, list) else [element["/K"]] if "/K" in element else []
		return kids

	def type_of(self, element):
		name = element.get("/S", "/")
		return self.roles.get(name, name)[1:]

	def element(self, reference, parent, above):
		f = self.file
		e = f.get(reference) or {}
		self.rule("6.7.3", reference not in self.seen, "%s has two parents" % reference)
		if reference in self.seen:
			return
		self.seen.add(reference)
		kind = self.type_of(e)
		self.rule("6.7.3", e.get("/P") == parent, "/P of %s" % reference)
		self.rule("6.7.3.4", kind in STANDARD, "type %s" % kind)
		below = []
		for kid in self.kids(e):
			value = f.get(kid)
			if isinstance(value, int):
				self.show((e.get("/Pg"), value), reference)
			elif value.get("/Type") == "/MCR":
				self.show((value.get("/Pg"), value["/MCID"]), reference)
			elif value.get("/Type") == "/OBJR":
				self.rule("7.18.5", kind == "Link", "%s holds an annotation" % kind)
				self.objr[value["/Obj"]] = reference
			else:
				below.append(value)
				self.element(kid, reference, kind)
		self.shape(reference, kind, [self.type_of(b) for b in below], above, e)
		if kind == "Table":
			self.grid(reference, below)
		if kind == "Note":
			self.rule("7.9", "/ID" in e, "a note without id")
			self.ids.append(e.get("/ID"))

	def show(self, key, reference):
		self.rule("7.1 marks", key not in self.shown, "%s in two elements" % (key,))
		self.shown[key] = reference

	def shape(self, reference, kind, below, above, e):
		"""What may stand in what (ISO 32000-1, 14.8.4)."""
		inner = {"L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"},
			 "TOC": {"TOCI", "TOC", "Caption"}}
		outer = {"LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "TOCI": {"TOC"}}
		number = "7.6" if kind in ("L", "LI", "LBody") else "7.5" if kind in ("Table", "TR", "TH", "TD") else "7.7"
		if kind in inner:
			self.rule(number, set(below) <= inner[kind], "%s %s holds %s" % (kind, reference, below))
		if kind in outer:
			self.rule(number, above in outer[kind], "%s %s stands in %s" % (kind, reference, above))
		if kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
			# shape() comes behind the children, of which headings have none: document order
			self.levels.append(int(kind[1]))
		attributes = self.file.get(e.get("/A")) or {}
		if kind == "TH":
			self.rule("7.5", attributes.get("/Scope") in ("/Column", "/Row", "/Both"), "TH %s has no scope" % reference)
		if kind == "L":
			self.rule("7.6", attributes.get("/ListNumbering"), "L %s has no /ListNumbering" % reference)

	def grid(self, reference, rows):
		"""No holes, no overlaps: each column of each row is of one cell."""
		taken = set()
		rows = [r for r in rows if self.type_of(r) == "TR"]
		for y, row in enumerate(rows):
			x = 0
			for kid in self.kids(row):
				a = self.file.get((self.file.get(kid) or {}).get("/A")) or {}
				while (x, y) in taken:
					x += 1
				cells = {(x + i, y + j) for i in range(a.get("/ColSpan", 1)) for j in range(a.get("/RowSpan", 1))}
				self.rule("7.5", not cells & taken, "cells of %s overlap" % reference)
				taken |= cells
		if rows:
			width = max((x for x, _ in taken), default=-1) + 1
			self.rule("7.5", taken == {(x, y) for x in range(width) for y in range(len(rows))}, "table %s has holes" % reference)

	def headings(self):
		last = 0
		for level in self.levels:
			self.rule("7.4.2", level <= last + 1, "H%d follows H%d" % (level, last))
			last = level
		self.rule("7.4.2", not self.levels or self.levels[0] == 1, "the first heading is H%d" % (self.levels or [0])[0])

	def parents(self):
		f = self.file
		numbers = (f.get(self.tree.get("/ParentTree")) or {}).get("/Nums", [])
		tree = dict(zip(numbers[::2], numbers[1::2]))
		own = {reference: f.get(tree.get(page.get("/StructParents"))) or [] for reference, page in f.pages}
		for (page, mcid), element in self.shown.items():
			back = own.get(page, [])
			self.rule("7.1 parents", mcid < len(back) and back[mcid] == element, "mark %d of page %s" % (mcid, page))
		for reference, page in f.pages:
			for name in f.get(page.get("/Annots")) or []:
				key = f.get(name).get("/StructParent")
				self.rule("7.18.1", name in self.objr and tree.get(key) == self.objr[name], "annotation %s" % name)

	def run(self):
		self.syntax()
		self.output_intent()
		self.objects()
		self.annotations()
		for reference, page in self.file.pages:
			self.content(reference, page)
		for reference, codes in self.used.items():
			if codes:
				self.font(reference, codes)
		self.metadata()
		if self.profile == "a-2a+ua":
			self.structure()
		return self.broken


if __name__ == "__main__":
	import sys
	for path in sys.argv[2:]:
		for line in Check(path, sys.argv[1]).run():
			print("%s: %s" % (path, line))
