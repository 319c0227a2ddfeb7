"""The laws, each checked on one document that was written: what the oracle says must come out is read back from every format."""

import glob
import json
import os
import re
import resource
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
import zlib

import oracle

SVG = "{http://www.w3.org/2000/svg}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 262 * MM, 28 * MM, 184 * MM
BODY = 16
NOTE_PITCH = 18
SMALL = 11  # numbers of footnotes in the text are smaller
HANGING = set("、，。；：！？”’）》〉」』】〕］｝,.;:!?)]}'\"%…—·“‘（《〈「『【〔［｛")
NUMBER = re.compile(r"^[—–-]\s*(\d+)\s*[—–-]$")


def run(command, seconds=60, **how):
	"""Runs a program with at most so much processor time (then a signal ends it): on a busy machine the clock says little, but one that
	waits for ever is caught by it, too (subprocess.TimeoutExpired)."""
	def limit():
		resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
	return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20 * seconds, preexec_fn=limit, **how)


# ---- reading back

def docx_lines(path):
	"""Paragraphs of a DOCX as (style, text), rows of tables with tabs between the cells."""
	with zipfile.ZipFile(path) as z:
		bad = z.testzip()
		if bad:
			raise oracle.Mismatch("the package is damaged: " + bad)
		body = ET.fromstring(z.read("word/document.xml")).find(W + "body")
		notes = ET.fromstring(z.read("word/footnotes.xml")) if "word/footnotes.xml" in z.namelist() else []
	referred = [e.get(W + "id") for e in body.iter(W + "footnoteReference")]
	own = [e for e in notes if e.get(W + "type") is None]
	if referred != [e.get(W + "id") for e in own]:
		raise oracle.Mismatch("the text refers to the footnotes %s, there are %s" % (referred, [e.get(W + "id") for e in own]))
	out = []
	for e in body:
		if e.tag == W + "p":
			style = e.find(W + "pPr/" + W + "pStyle")
			style = style.get(W + "val") if style is not None else ""
			text = paragraph(e)
			if style in ("DocumentNumber", "Record"):
				text = text.replace("\t", "\n")
			out += [(style, s) for s in text.split("\n")]
		elif e.tag == W + "tbl":
			for row in e.iter(W + "tr"):
				cells = [" ".join(paragraph(p) for p in c.findall(W + "p")) for c in row.findall(W + "tc")]
				record = row.find(".//" + W + "pStyle[@" + W + "val='Record']") is not None
				out += [("Record", s) for s in cells[0].split("\t")] if record else [("row", "\t".join(oracle.tidy(c) for c in cells))]
	return out + [("FootnoteText", paragraph(p)) for e in own for p in e.iter(W + "p")]


def paragraph(p):
	"""Its text. Word shows the character of a soft hyphen anywhere in a line, so that only the element is one."""
	out = []
	for e in p.iter():
		if e.tag == W + "t":
			out.append((e.text or "").replace("\u00ad", "<U+00AD>"))
		elif e.tag == W + "br" and e.get(W + "type") is None or e.tag == W + "cr": # with a type: pages end, or lines as in the PDF
			out.append("\n")
		elif e.tag == W + "softHyphen":
			out.append("\u00ad")
		elif e.tag == W + "noBreakHyphen":
			out.append("\u2011")
		elif e.tag == W + "tab" and e.get(W + "val") is None:
			out.append("\t")
	return "".join(out)


def stext(path):
	"""Pages of mutool's characters: (character, left, right, baseline, size)."""
	done = run(["mutool", "draw", "-q", "-F", "stext", path])
	if done.returncode:
		raise oracle.Mismatch("mutool cannot read the PDF: " + done.stderr.decode()[:200])
	# the name of the file stands in it as it is
	data = re.sub(rb'(?m)^<document name=.*$', b"<document>", done.stdout, count=1)
	data = re.sub(rb"&#x([0-8bcef]|1[0-9a-f]|fff[ef]);", b"?", data)
	return [Page(page) for page in ET.fromstring(data).iter("page")]


class Page(list):
	"""The characters of a page. Those of a page that is turned, set from its foot to its head, are as the reader sees them who turns it, moved so that
	their type area begins where that of other pages does."""

	def __init__(self, page):
		self.turned = any(line.get("dir") == "0 -1" for line in page.iter("line"))
		self.sheet = [] # (character, x, baseline) on the sheet as it is
		self.bottom, self.right = (TOP + RIGHT - LEFT, LEFT + BOTTOM - TOP) if self.turned else (BOTTOM, RIGHT)
		for line in page.iter("line"):
			for font in line.iter("font"):
				for c in font.iter("char"):
					self.sheet.append((c.get("c"), float(c.get("x")), float(c.get("y"))))
					self.append(place(c, float(font.get("size")), line.get("dir") == "0 -1"))


def turn(x, y):
	"""A point of a turned page's sheet as the reader sees it. The turned type area begins at `BOTTOM` of the sheet, others at `LEFT` of it."""
	return BOTTOM + LEFT - y, x + TOP - LEFT


def place(c, size, turned):
	q = [float(n) for n in c.get("quad").split()]
	x, y = float(c.get("x")), float(c.get("y"))
	if not turned:
		return c.get("c"), q[0], q[2], y, size
	return c.get("c"), turn(x, q[1])[0], turn(x, q[3])[0], turn(x, y)[1], size


# ---- laws

def first_difference(want, got):
	for n, (a, b) in enumerate(zip(want, got)):
		if a != b:
			k = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
			k = max(0, k - 10)
			return "line %d is ‘%s’ where ‘%s’ is due" % (n + 1, b[k:k + 50], a[k:k + 50])
	if len(want) > len(got):
		return "‘%s’ is missing at the end" % want[len(got)][:60]
	return "‘%s’ stands after the end" % got[len(want)][:60]


def same_lines(want, got):
	got = [s for s in map(oracle.tidy_line, got) if s]
	if want != got:
		raise oracle.Mismatch(first_difference(want, got))


def law_txt(case, path):
	with open(path["txt"], encoding="utf-8", newline="") as f:
		same_lines([s.replace("\u00ad", "") for s in case.oracle.lines(True, True)], f.read().split("\n"))


def law_docx(case, path):
	want = case.oracle.lines(False, False)
	head = len([s for s in case.oracle.items[0][1]]) if case.head else 0
	got = [oracle.tidy_line(s) for _, s in docx_lines(path["docx"])]
	got = [s for s in got if s]
	same_lines(sorted(want[:head]) + want[head:], sorted(got[:head]) + got[head:])


def significant(s):
	return "".join(c for c in s if c.isalnum() and not c.isascii())


def law_md(case, path):
	"""Every Chinese character of the text stands in the Markdown: head, title, recipient and record block in its front matter, all
	else below it, line after line and each in one piece."""
	with open(path["md"], encoding="utf-8") as f:
		parts = f.read().split("---\n", 2)
	front, body = (parts[1], parts[2]) if len(parts) == 3 and not parts[0] else ("", "---\n".join(parts))
	front, at = significant(front), 0
	for s in case.oracle.front():
		if not stands_in(front, re.sub("(印发|文件)$", "", s)):
			raise oracle.Mismatch("‘%s’ is not in the front matter of the Markdown" % s[:60])
	body, _, notes = body.partition("\n[^1]: ")
	notes, found = significant(notes), 0
	for s, _ in case.oracle.notes:
		found = notes.find(significant(s), found) + len(significant(s))
		if found < len(significant(s)):
			raise oracle.Mismatch("‘%s’ is in no footnote of the Markdown" % s[:60])
	# the options of a heading are no text; the block's name stands for 附件：
	body = re.sub(r"(?m) \{(不编号|编号|重新编号| )+\}$", "", body)
	body = significant(body.replace("```附件说明", "```附件"))
	for s in case.oracle.body():
		found = body.find(significant(s), at)
		if found < 0:
			raise oracle.Mismatch("‘%s’ is not in the Markdown behind ‘%s’" % (s[:60], body[max(0, at - 20):at]))
		at = found + len(significant(s))


def stands_in(have, s):
	"""Whether all significant characters of the line stand there, in order; keys of the front matter may stand between them."""
	at = 0
	for c in significant(s):
		at = have.find(c, at) + 1
		if not at:
			return False
	return True


def bare(s):
	"""Without combining marks, which poppler puts on another character where they stand on none."""
	return "".join(c for c in s if not unicodedata.combining(c))


def law_poppler(case, path):
	done = run(["pdftotext", "-raw", path["pdf"], "-"])
	if done.returncode:
		raise oracle.Mismatch("pdftotext cannot read the PDF: " + done.stderr.decode()[:200])
	pages = done.stdout.decode("utf-8").split("\f")[:-1]
	texts = []
	for page in pages:
		lines = [s for s in page.split("\n") if s.strip()]
		if lines and NUMBER.match(lines[-1].strip()):
			lines.pop()
		if case.oracle.gap and lines and lines[-1].strip() == "草稿":
			lines.pop()
		texts.append("\n".join(lines))
	feet = [foot_of(case, path, n) for n in range(len(texts))]
	for n, foot in enumerate(feet):
		texts[n] = oracle.squeeze(texts[n])
		if not bare(texts[n]).endswith(bare(foot)):
			raise oracle.Mismatch("page %d does not end with its footnotes ‘%s’" % (n + 1, foot[:30]))
		texts[n] = texts[n][:len(texts[n]) - len(foot)]
	oracle.match_pages(case.oracle, texts)


def feet(path):
	"""The tops of the footnotes by the list of lines: {page, from 0: pt}."""
	with open(path, encoding="utf-8") as f:
		data = json.load(f)
	lines = [line for line in data["lines"] if line.get("footnote")]
	shift = {page["page"]: TOP - LEFT if page.get("turned") else 0 for page in data["pages"]}
	return {page: min(line["baseline"] for line in lines if line["page"] == page + 1) * MM + shift[page + 1] - 6 for page in {line["page"] - 1 for line in lines}}


def foot_of(case, path, n):
	"""The footnotes of a page as MuPDF reads them."""
	return oracle.squeeze("".join(c[0] for c in case.stext(path)[n] if in_area(c) and c[3] > case.foot_top(path, n)))


def law_mupdf(case, path):
	texts, notes, full = [], [], []
	for n, page in enumerate(case.stext(path)):
		full.append(any(in_area(c) and c[3] > max(case.foot_top(path, n), page.bottom - NOTE_PITCH) for c in page))
		texts.append("".join(c[0] for c in page if in_area(c) and c[3] <= case.foot_top(path, n)))
		notes.append(foot_of(case, path, n))
	oracle.match_pages(case.oracle, texts)
	oracle.match_notes(case.oracle, notes)
	oracle.match_numbers([[c[0] for c in page if oracle.NUMBER.match(c[0]) and c[4] < SMALL and c[3] <= case.foot_top(path, n)]
	                      for n, page in enumerate(case.stext(path))], notes, full)


def in_area(c):
	return TOP - 2 < c[3] < BOTTOM + 2


def law_area(case, path):
	"""Ink stays inside the type area: baselines and advances, hanging marks apart."""
	for n, page in enumerate(case.stext(path), 1):
		for c, left, right, y, size in page:
			if not oracle.squeeze(c).strip("\u00ad") or not in_area((c, left, right, y, size)):
				continue
			where = "page %d: ‘%s’ of size %g at %.1f, %.1f mm " % (n, c, size, left / MM, y / MM)
			if left < LEFT - 1 or right > page.right + (1 if c not in HANGING else size + 1):
				raise oracle.Mismatch(where + "stands beside the type area")
			if y - 0.88 * min(size, BODY) < TOP - 1 or y + 0.1 * size > page.bottom + 1:
				raise oracle.Mismatch(where + "stands above or below the type area")


def law_down(case, path):
	"""The text goes down the page in its order: only the next cell of a row, or field of the head, begins higher, and then further right."""
	for n, page in enumerate(case.stext(path), 1):
		page = [(c, left, right, y + size / 3 if oracle.NUMBER.match(c) and size < SMALL else y, size) for c, left, right, y, size in page] # raised numbers
		chars = [c for c in page if oracle.squeeze(c[0]).strip("\u00ad") and in_area(c)]
		for (c, left, _, y, size), (before, _, right, above, _) in zip(chars[1:], chars):
			if y < above - size / 4 and left < right - size:
				raise oracle.Mismatch("page %d: ‘%s’ at %.1f, %.1f mm stands higher than ‘%s’ before it" % (n, c, left / MM, y / MM, before))


def law_furniture(case, path):
	"""Outside of the type area stand the page numbers, in order, right on odd and left on even pages, and in a draft its mark."""
	pages = case.stext(path)
	blank = []
	for n, page in enumerate(pages, 1):
		outside = [c for c in page if c[0].strip() and not in_area(c)]
		text = "".join(c[0] for c in outside if c[3] > BOTTOM)
		above = "".join(c[0] for c in outside if c[3] < TOP)
		if case.oracle.gap:
			above = above.replace("草稿", "", 1) if "草稿" in above else above
			text = text.replace("草稿", "", 1) if "草稿" in text else text
		if above or any(c[3] > 297 * MM - 10 * MM for c in outside):
			raise oracle.Mismatch("page %d: ‘%s%s’ stands outside of the type area" % (n, above, text))
		if text != "—%d—" % n:
			blank.append((n, text))
		elif (outside[-1][1] > 105 * MM) != (n % 2 == 1):
			raise oracle.Mismatch("page %d: its number stands at the inner side" % n)
	# with a record block a blank page and the page behind it have no number; a draft's list of what is missing may follow on one more
	last = [len(pages) - late for late in range(2 if case.oracle.gap else 1)]
	if blank and not (case.head and blank[-1][0] in last and [n for n, _ in blank] == [blank[-1][0] - 1, blank[-1][0]]
	                  and not any(t for _, t in blank) and not "".join(c[0] for c in pages[blank[0][0] - 1]).strip()):
		raise oracle.Mismatch("page %d of %d has ‘%s’ in place of its number" % (blank[0][0], len(pages), blank[0][1][:30]))


def unpacked(pdf):
	"""The objects of a PDF that stand in object streams, behind its bytes."""
	streams = re.finditer(rb"/Type/ObjStm[^>]*/Length (\d+)>>stream\n", pdf)
	bodies = ((s.group(), pdf[s.end():s.end() + int(s.group(1))]) for s in streams)
	return pdf + b"".join(zlib.decompress(body) if b"/FlateDecode" in entries else body for entries, body in bodies)


def law_links(case, path):
	"""Each link leads in PDF and DOCX where it led in the source."""
	want = case.oracle.urls()
	with open(path["pdf"], "rb") as f:
		pdf = {u.decode() for u in re.findall(rb"/URI *\(([^)]*)\)", unpacked(f.read()))}
	with zipfile.ZipFile(path["docx"]) as z:
		parts = [name for name in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels") if name in z.namelist()]
		relations = [r for name in parts for r in ET.fromstring(z.read(name))]
	docx = {r.get("Target") for r in relations if r.get("TargetMode") == "External"}
	for name, have in (("PDF", pdf), ("DOCX", docx)):
		if have != want:
			raise oracle.Mismatch("links of the %s lead to %s, those of the source to %s" % (name, sorted(have), sorted(want)))


def furniture(text, gap):
	return NUMBER.match(text) or gap and text == "草稿"


def shows_text(page):
	"""Whether the page holds anything but its number: nothing tells of a blank one whether it is turned."""
	return any(in_area(c) for c in page)


def law_pages(case, path):
	"""The list of lines names each line once, on the pages of the PDF, inside the type area."""
	with open(path["json"], encoding="utf-8") as f:
		data = json.load(f)
	folders = [line["file"] for line in data["lines"] if "/" in line.get("file", "")]
	if folders:
		raise oracle.Mismatch("the list names a folder of this machine: " + folders[0])
	count = len(case.stext(path))
	if [p["page"] for p in data["pages"]] != list(range(1, count + 1)):
		raise oracle.Mismatch("the list has pages %s, the PDF has %d" % ([p["page"] for p in data["pages"]], count))
	if any(page.turned != bool(p.get("turned")) for p, page in zip(data["pages"], case.stext(path)) if shows_text(page)):
		raise oracle.Mismatch("the list has other pages turned than the PDF")
	area = [line for line in data["lines"] if not furniture(line["text"], case.oracle.gap)]
	for line in area:
		top, bottom = (28, 184.2) if 1 <= line["page"] <= count and case.stext(path)[line["page"] - 1].turned else (37, 262.2)
		if not 1 <= line["page"] <= count or not top < line["baseline"] < bottom:
			raise oracle.Mismatch("‘%s’ stands at %s mm of page %s" % (line["text"][:30], line["baseline"], line["page"]))
	seen = oracle.squeeze("".join(line["text"] for line in area)).replace("\u00ad", "")
	drawn = oracle.squeeze("".join(c[0] for page in case.stext(path) for c in page if in_area(c))).replace("\u00ad", "")
	if "\u00ad" in "".join(case.oracle.lines(True, False)):
		# the hyphen of a soft one is drawn, but no text of the line
		seen, drawn = (re.sub("[-\u2010]", "", s) for s in (seen, drawn))
	if sorted(seen) != sorted(drawn):
		more = list(seen)
		for c in drawn:
			if c in more:
				more.remove(c)
		raise oracle.Mismatch("the list has %d characters, the PDF %d; only in the list: ‘%s’" % (len(seen), len(drawn), "".join(more)[:40]))


def sections(path):
	"""Of each mark above an attachment in the DOCX, whether its section is landscape."""
	with zipfile.ZipFile(path["docx"]) as z:
		body = ET.fromstring(z.read("word/document.xml")).find(W + "body")
	marks, waiting = [], 0
	for node in body.iter():
		if node.tag == W + "pStyle" and node.get(W + "val") == "AttachmentMark":
			waiting += 1
		# the properties of a section stand in its last paragraph, before the text of that
		if node.tag == W + "sectPr":
			marks += [node.find(W + "pgSz").get(W + "orient") == "landscape"] * waiting
			waiting = 0
	return marks


def seen(s):
	"""The text without what may differ at the ends of lines and in readers."""
	return bare(oracle.squeeze(s)).replace("\u00ad", "").replace("-", "").replace("\u2010", "")


def law_turned(case, path):
	"""Attachments that are set across, and nothing else, stand on turned pages and in landscape sections."""
	want = [bool(a.get("turned")) for a in case.doc["attach"]]
	if sections(path) != want:
		raise oracle.Mismatch("the DOCX has landscape sections %s, due are %s" % (sections(path), want))
	at = 0
	marks = [oracle.squeeze("附件%d" % n if len(want) > 1 else "附件") + seen(a["title"][0]["s"]) for n, a in enumerate(case.doc["attach"], 1)]
	for n, page in enumerate(case.stext(path), 1):
		text = seen("".join(c[0] for c in page if in_area(c)))
		at += at < len(marks) and text.startswith(marks[at])
		behind = at and at == len(marks) and not page.turned # the record block, a draft's list
		if shows_text(page) and not behind and page.turned != (at > 0 and want[at - 1]):
			raise oracle.Mismatch("page %d is %sturned" % (n, "" if page.turned else "not "))
	if at < len(marks):
		raise oracle.Mismatch("no page begins with %s; they begin with %s" % (marks[at], [seen("".join(c[0] for c in page if in_area(c)))[:len(marks[at])] for page in case.stext(path)]))


def svg_text(path):
	"""The text of an SVG page, and where its characters stand that fonts show: (character, x, y), turned pages as the sheet has them."""
	text, places = [], []
	root = ET.parse(path).getroot()
	for group in root:
		turned = group.tag == SVG + "g"
		for e in group.findall(SVG + "text") if turned else [group] if group.tag == SVG + "text" else []:
			for span in e.iter(SVG + "tspan"):
				shown = span.text or ""
				text.append(shown)
				x, y = [float(n) for n in span.get("x").split()], float(span.get("y"))
				if len(shown.rstrip(" ")) > len(x) and not span.get("fill-opacity"):
					raise oracle.Mismatch("‘%s’ has %d places" % (shown[:30], len(x)))
				height = float(root.get("viewBox").split()[3])
				places += [(c, y, height - at) if turned else (c, at, y) for c, at in zip(shown, x)]
	return "".join(text), places


def law_svg(case, path):
	"""SVG pages have the text of the list of lines, page by page, and each character stands where the PDF has one."""
	with open(path["json"], encoding="utf-8") as f:
		data = json.load(f)
	stem = path["pdf"][:-len(".pdf")]
	pages = sorted(p for p in glob.glob(glob.escape(stem) + "-*.svg"))
	if len(pages) != len(data["pages"]):
		raise oracle.Mismatch("%d SVG pages, the PDF has %d" % (len(pages), len(data["pages"])))
	for number, page in enumerate(pages, 1):
		text, places = svg_text(page)
		want = oracle.squeeze("".join(line["text"] for line in data["lines"] if line["page"] == number))
		text = oracle.squeeze(text)
		if "\u00ad" not in text:
			want = want.replace("\u00ad", "")
		if text != want:
			raise oracle.Mismatch("page %d: %s" % (number, first_difference([want], [text])))
		drawn = {}
		for c in case.stext(path)[number - 1].sheet:
			drawn.setdefault(c[0], []).append(c[1:])
		for c, x, y in places:
			if c in drawn and min(max(abs(x - u), abs(y - v)) for u, v in drawn[c]) > 0.1 * MM:
				raise oracle.Mismatch("page %d: ‘%s’ stands at %.2f, %.2f pt, where the PDF has none" % (number, c, x, y))


LAWS = [("turned", law_turned), ("txt", law_txt), ("docx", law_docx), ("md", law_md), ("poppler", law_poppler), ("mupdf", law_mupdf), ("area", law_area), ("down", law_down),
        ("furniture", law_furniture), ("pages", law_pages), ("svg", law_svg), ("links", law_links)]


def check(case, path, only=None):
	"""The laws, or that one, that a document's files {extension: path} break: [(law, how)]."""
	broken = []
	for name, law in LAWS:
		if only and name != only:
			continue
		try:
			law(case, path)
		except oracle.Mismatch as e:
			broken.append((name, str(e)))
		except (OSError, ValueError, KeyError, ET.ParseError, zipfile.BadZipFile) as e:
			broken.append((name, "%s: %s" % (type(e).__name__, e)))
	return broken


def of_no_page(lines):
	"""Without what holds a blank page before a record block: whether it is due goes by where lines end, and values of a few characters, which are kept
	whole, are plain text in Markdown."""
	return [line for line in lines if line not in ("Normal: ", "Record: ")]


def again(first, second):
	"""What we write we read: the texts and structures of two renderings."""
	broken = []
	with open(first["txt"], encoding="utf-8") as f, open(second["txt"], encoding="utf-8") as g:
		a, b = f.read().split("\n"), g.read().split("\n")
	if a != b:
		broken.append(("again-txt", first_difference(a, b)))
	a, b = (of_no_page(["%s: %s" % p for p in docx_lines(p["docx"])]) for p in (first, second))
	if a != b:
		broken.append(("again-docx", first_difference(a, b)))
	if sections(first) != sections(second):
		broken.append(("again-docx", "other attachments are set across"))
	return broken


def files(folder, number):
	"""The files of a document: {extension: path}. (A long title is cut to another length for each.)"""
	return {f.rsplit(".", 1)[1]: os.path.join(folder, f) for f in os.listdir(folder) if f.startswith("编%d号" % number)}
