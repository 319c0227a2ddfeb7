"""How signs look, which no text tells: ￥ and ￣ are what they are, —— is one line, a soft hyphen is seen where a line ends at it, blocks in a quote
have its font and stand further in, and a character is refused if and only if no installed font has it. Read from the ink of grown pages."""

import json
import os
import unicodedata
import xml.etree.ElementTree as ET

import grow
import laws
import sources

DOCUMENTS, CHARACTERS = 4, 12
DPI = 200
PIXEL = DPI / 72
DARK, GREY = 110, 150
DIGITS = "甲乙丙丁戊己庚辛壬癸"
WORDS = "工作计划安排任务学习组织落实检查提高建设服务"
SYLLABLES = "inter nation contra ration ality pression menta tional cursive formal".split()
SIGNS = ["￥", "￣", "——", "**￥重——点**", "*￥强——调*", "￥￥", "——￣"]
# Blocks of characters: those that the template's fonts have, those of other fonts, those of none.
BLOCKS = [(0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF), (0x1E00, 0x1EFF), (0x10A0, 0x10C5),
          (0x3400, 0x4DBF), (0xA000, 0xA48C), (0xAC00, 0xD7A3), (0x20000, 0x2A6DF), (0x2B740, 0x2CEA1), (0x1F300, 0x1F5FF)]


# ---- growing

class Paper:
	"""A document: its source, and of each text the mark that it begins with, what it is, and the quotes around it."""

	def __init__(self, r, title):
		self.r, self.texts = r, []
		self.lines = ["---", "标题: %s——￥%s" % (title, self.words(3)), "---", ""]
		for _ in range(r.randrange(4, 8)):
			r.choice([self.paragraph, self.paragraph, self.latin, self.heading, self.table, self.quote, self.quote])("", 0)
		self.latin("", 0)  # in each, or no line may end at a soft hyphen

	def mark(self, kind, depth):
		n = len(self.texts)
		mark = "".join(DIGITS[n // k % 10] for k in (100, 10, 1))
		self.texts.append((mark, kind, depth))
		return mark

	def words(self, count):
		return "".join(self.r.choice(WORDS) for _ in range(count))

	def text(self, kind, depth, least):
		out = self.mark(kind, depth) + self.words(self.r.randrange(least, least + 30))
		for _ in range(self.r.randrange(3)):
			at = self.r.randrange(5, len(out) - 2)
			if not set("*—￥￣") & set(out[at - 2:at + 2]):
				out = out[:at] + self.r.choice(SIGNS) + out[at:]
		return out

	def add(self, prefix, line):
		self.lines += [prefix + line, prefix.rstrip()]

	def paragraph(self, prefix, depth):
		self.add(prefix, self.text("quote" if depth else "body", depth, 70))

	def latin(self, prefix, depth):
		words = ["\u00ad".join(self.r.choice(SYLLABLES) for _ in range(self.r.randrange(2, 5))) for _ in range(30)]
		self.add(prefix, self.mark("latin", depth) + "，".join(words))

	def heading(self, prefix, depth):
		self.add(prefix, "# " + self.text("heading", depth, 6))

	def table(self, prefix, depth):
		caption = self.text("caption", depth, 6).replace("*", "")
		rows = ["%s | %s" % (self.text("cell", depth, 6), self.text("cell", depth, 6)) for _ in range(3)]
		self.lines += ['```表格 标题="%s"' % caption] + rows + ["```", ""]

	def quote(self, prefix, depth):
		prefix, depth = prefix + "> ", depth + 1
		self.paragraph(prefix, depth)
		items = 0
		for _ in range(self.r.randrange(1, 3)):
			how = self.r.choice(["list", "list", "quote", "p"])
			if how == "list":
				for _ in range(2):
					items += 1  # lists beside each other are one
					self.add(prefix, "%d. " % items + self.text("item", depth, 70))
			elif how == "quote" and depth < 3:
				self.quote(prefix, depth)
			else:
				self.paragraph(prefix, depth)
		self.lines.append("")


# ---- reading back

class Page:
	"""The ink of a page, one byte a pixel."""

	def __init__(self, path):
		with open(path, "rb") as f:
			_, size, _, self.data = f.read().split(b"\n", 3)
		self.width, self.height = map(int, size.split())

	def rows(self, left, top, right, bottom):
		"""The pixels of a rectangle, pt."""
		first, last = max(0, int(left * PIXEL)), min(self.width, int(right * PIXEL) + 1)
		return [self.data[y * self.width + first:y * self.width + last]
		        for y in range(max(0, int(top * PIXEL)), min(self.height, int(bottom * PIXEL) + 1))]


def read(pdf, folder):
	"""The characters inside the type area, in order: (page, character, left, right, baseline, size, font); and the pages' ink."""
	done = laws.run(["mutool", "draw", "-q", "-F", "stext", pdf])
	chars, pages = [], []
	for n, page in enumerate(ET.fromstring(done.stdout).iter("page")):
		for font in page.iter("font"):
			for c in font.iter("char"):
				quad = [float(x) for x in c.get("quad").split()]
				one = (n, c.get("c"), quad[0], quad[2], float(c.get("y")), float(font.get("size")), font.get("name"))
				if laws.in_area(one[1:]) and one[1].strip():
					chars.append(one)
		pages.append(os.path.join(folder, "%d.pgm" % (n + 1)))
	laws.run(["mutool", "draw", "-q", "-r", str(DPI), "-c", "gray", "-o", os.path.join(folder, "%d.pgm"), pdf])
	return chars, [Page(path) for path in pages]


def runs(row, level):
	"""How many stretches of the row are dark."""
	return sum(row[n] < level and (n == 0 or row[n - 1] >= level) for n in range(len(row)))


def ink_of(page, char):
	"""The rows of a character's cell, from the first dark one."""
	_, _, left, right, y, size, _ = char
	rows = page.rows(left, y - 0.9 * size, right, y + 0.15 * size)
	first = next((n for n, row in enumerate(rows) if min(row) < DARK), len(rows))
	return rows[first:], first / PIXEL / size - 0.9


# ---- laws

def law_yen(pages, chars):
	"""￥ has two arms at its top, where $ has one stroke; ￣ is above all small letters, where - is in the middle."""
	for c in chars:
		if c[1] == "￥":
			rows, _ = ink_of(pages[c[0]], c)
			at = int(0.06 * c[5] * PIXEL)
			if len(rows) <= at or runs(rows[at], DARK) != 2:
				yield "￥ of %s is drawn as another sign" % c[6]
		elif c[1] == "￣":
			_, top = ink_of(pages[c[0]], c)
			if top > -0.6:
				yield "￣ of %s is drawn as another sign" % c[6]


def law_dash(pages, chars):
	"""There is ink all the way between the two halves of ——."""
	for a, b in zip(chars, chars[1:]):
		if a[1] == b[1] == "—" and a[0] == b[0] and a[4] == b[4]:
			rows = pages[a[0]].rows((a[2] + a[3]) / 2, a[4] - 0.7 * a[5], (b[2] + b[3]) / 2, a[4])
			if any(min(column) >= GREY for column in zip(*rows)):
				yield "—— of %s has a gap" % a[6]


def lines_of(chars):
	"""The characters by line."""
	out = []
	for c in chars:
		if not out or out[-1][-1][0] != c[0] or abs(out[-1][-1][4] - c[4]) > 2:
			out.append([])
		out[-1].append(c)
	return out


def law_hyphen(pages, lines, seen):
	"""Words stand with commas between them, so a line that ends in a letter ends at a soft hyphen."""
	for line, following in zip(lines, lines[1:]):
		last = line[-1]
		if not following[0][1].isascii() or last[1] == "，" or not line[0][1].strip():
			continue
		seen.append(1)
		ink = min(min(row) for row in pages[last[0]].rows(last[2], last[4] - 0.45 * last[5], last[3], last[4] - 0.1 * last[5]))
		if last[1] not in "-\u00ad\u2010" or ink >= GREY:
			yield "no hyphen behind ‘%s’ at a line's end" % "".join(c[1] for c in line[-8:])


def usual(values):
	return max(sorted(set(values)), key=values.count)


def law_quote(parts):
	"""All texts in quotes have one font; each quote in a quote stands further in, its paragraphs in one line below each other."""
	fonts, lefts = {}, {}
	for mark, kind, depth, chars, lines in parts:
		if kind in ("quote", "item"):
			fonts.setdefault(usual([c[6] for c in chars if c[1] in WORDS]), mark)
			if len(lines) > 2:
				lefts.setdefault(depth, {}).setdefault(round(lines[1][0][2]), mark)
	if len(fonts) > 1:
		yield "texts in quotes have several fonts: %s" % fonts
	edges = [min(lefts[depth]) for depth in sorted(lefts)]
	if any(len(at) > 1 for at in lefts.values()) or any(b - a < 16 for a, b in zip(edges, edges[1:])):
		yield "quotes in quotes begin at %s pt" % lefts


def judge(paper, pdf, folder, seen):
	chars, pages = read(pdf, folder)
	text = "".join(c[1] for c in chars)
	starts = [text.find(mark) for mark, _, _ in paper.texts] + [len(text)]
	if -1 in starts or sorted(starts) != starts:
		return ["the texts are not in order"]
	found = list(law_yen(pages, chars)) + list(law_dash(pages, chars))
	parts = [(*t, chars[a:b], lines_of(chars[a:b])) for t, a, b in zip(paper.texts, starts, starts[1:])]
	for _, kind, _, _, lines in parts:
		if kind == "latin":
			found += law_hyphen(pages, lines, seen)
	return found + list(law_quote(parts))


# ---- characters that the template's fonts lack

def has_font(character):
	"""Whether a font that can be embedded has it: outlines, no variations."""
	done = laws.run(["fc-list", ":charset=%x:outline=true:variable=false" % ord(character), "fontformat", "index"])
	fonts = [dict(part.split("=") for part in line.split(":") if "=" in part) for line in done.stdout.decode().splitlines()]
	return any(f.get("fontformat") in ("TrueType", "CFF") and int(f.get("index", 0)) < 1 << 16 for f in fonts)


def law_foreign(r, render, folder):
	"""What a font has is printed; what none has is refused by name."""
	wanted = {}
	while len(wanted) < CHARACTERS:
		c = chr(r.randrange(*r.choice(BLOCKS)))
		if unicodedata.category(c) in ("Lo", "Lu", "Ll", "Sm", "So"):
			wanted.setdefault(c, "编%d号" % len(wanted))
	files = {}
	for c, name in wanted.items():
		files[c] = os.path.join(folder, name + ".md")
		sources.write(files[c], "---\n标题: %s\n---\n\n前%s后。\n" % (name, c))
	_, messages = render(list(files.values()), "pages")
	refused = {m["place"]["file"] for m in messages if m["code"] == "L010"}
	for c, file in files.items():
		made = os.path.exists(os.path.join(folder, "out", wanted[c] + ".json"))
		if made != has_font(c) or made == (file in refused):
			yield "U+%04X is %s, and %s font has it" % (ord(c), "taken" if made else "refused", "a" if has_font(c) else "no")


def check(program, work, seed):
	"""[(0, law, how)] of the documents grown from the seed."""
	folder = os.path.join(work, "signs")
	sources.content(os.path.join(folder, "content"), grow.rng(seed, "signs", "cells"), grow.values(grow.rng(seed, "signs", "values")))

	def render(files, formats):
		done = laws.run([program, "render", *files, "--content", os.path.join(folder, "content"), "--unit", "U1", "--year", "2026", "-f", formats,
		                 "-o", os.path.join(folder, "out"), "--diagnostics", "json", "-q"], env=dict(os.environ, LC_ALL="C.UTF-8"))
		err = done.stderr.decode("utf-8", "replace")
		return done.returncode, json.loads(err[err.index("["):]) if "[" in err else []

	papers = [Paper(grow.rng(seed, "signs", n), "第%d篇" % n) for n in range(DOCUMENTS)]
	files = [os.path.join(folder, "篇%d.md" % n) for n in range(DOCUMENTS)]
	for paper, file in zip(papers, files):
		sources.write(file, "\n".join(paper.lines))
	status, messages = render(files, "pdf")
	found, seen = [], []
	if status:
		return [(0, "signs", "status %d: %s" % (status, [m["text"] for m in messages if m["severity"] == "error"][:3]))]
	made = sorted(f for f in os.listdir(os.path.join(folder, "out")) if f.endswith(".pdf"))
	for paper, file, name in zip(papers, files, made):
		found += ["%s: %s" % (file, how) for how in judge(paper, os.path.join(folder, "out", name), folder, seen)]
	if not seen:
		found.append("no line ends at a soft hyphen")
	return [(0, "signs", how) for how in found + list(law_foreign(grow.rng(seed, "signs", "foreign"), render, folder))]
