"""What must come out: the text of a document as plangen(1) and plangen-content(5) promise it, in the order of the pages.

A document becomes a list of items: ("line", number, text, text of a link written out) for a paragraph, ("rows", head, cells)
for a table, ("any", lines) for lines whose order on the page is free, ("page",) where a new page begins."""

import itertools
import re

import grow

NOTE = "\ue000"  # where a text has the number of a footnote, which depends on the page

CHINESE = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


def chinese(n):
	if n <= 10:
		return CHINESE[n]
	tens, ones = divmod(n, 10)
	return (CHINESE[tens] if tens > 1 else "") + "十" + CHINESE[ones]


def circled(n):
	if n > 50:
		return "（%d）" % n
	return chr(0x2460 + n - 1) if n <= 20 else chr(0x3251 + n - 21) if n <= 35 else chr(0x32b1 + n - 36)


STYLES = {"一": lambda n: chinese(n) + "、", "（一）": lambda n: "（" + chinese(n) + "）", "1": lambda n: "%d." % n,
          "（1）": lambda n: "（%d）" % n, "①": circled}
NUMBERING = {"标准": ["一", "（一）", "1", "（1）"], "两级": ["一", "1", "（1）", "①"], "无": []}


def flat(inlines, v, links):
	out = []
	for i in inlines:
		k = i["k"]
		if k in ("t", "code"):
			out.append(i["s"])
		elif k == "br":
			out.append("\n")
		elif k == "fn":
			out.append(NOTE)
		elif k == "var":
			out.append(grow.filtered(v, i["name"], i["how"]))
		else:
			out.append(flat(i["in"], v, links))
			if k == "link" and links:
				out.append("（" + i["url"] + "）")
	return "".join(out)


class Oracle:
	def __init__(self, doc, v, head):
		self.doc, self.v, self.head = doc, v, head
		self.items = []
		self.notes = []  # footnotes: their text, and with links written out
		self.gap = False
		self.build()

	def line(self, number, inlines):
		self.items.append(("line", number, flat(inlines, self.v, False), flat(inlines, self.v, True)))
		for note in grow.footnotes(inlines):
			self.notes.append((flat(note["in"], self.v, False), flat(note["in"], self.v, True)))
		if any(i.get("name") == "缺值" for i in grow.walk_inlines(inlines)):
			self.gap = True

	def words(self, *lines):
		for s in lines:
			self.items.append(("line", "", s, s))

	def build(self):
		doc = self.doc
		if self.head:
			self.head_lines()
		if doc["title"]:
			self.line("", doc["title"])
		if doc["recipient"]:
			self.line("", doc["recipient"] + [{"k": "t", "s": "："}])
		self.top = len(self.items)
		self.blocks(doc["blocks"])
		for n, a in enumerate(doc["attach"], 1):
			self.items.append(("page",))
			self.words("附件%d" % n if len(doc["attach"]) > 1 else "附件")
			self.line("", a["title"])
			self.blocks(a["blocks"])
		if self.head:
			self.record_lines()
		if self.gap:
			self.words("待填项目", "1. 缺值标（如：某某）")

	def head_lines(self):
		m, lines = self.doc["meta"], []
		if "份号" in m:
			lines.append("%06d" % int(m["份号"]))
		if "密级" in m:
			lines.append(m["密级"] + ("★" + m["保密期限"] if "保密期限" in m else ""))
		if "紧急程度" in m:
			lines.append(m["紧急程度"])
		first = next((flat(b["who"][0], self.v, False) for b in self.doc["blocks"] if b["k"] == "sig"), "甲乙丙局")
		# a soft hyphen is a hint for the line of the signature that it stands in, no part of the name
		lines.append(m.get("发文机关", first.replace("\u00ad", "")) + "文件")
		if "发文字号" in m:
			lines.append(m["发文字号"])
		if "签发人" in m:
			names = m["签发人"].split("、")
			lines += ["签发人：" + "\u3000".join(names[:2])] + ["\u3000".join(names[n:n + 2]) for n in range(2, len(names), 2)]
		self.items.append(("any", lines))

	def record_lines(self):
		m, lines = self.doc["meta"], []
		if "抄送" in m:
			lines.append("抄送：" + m["抄送"] + "。")
		if "印发机关" in m:
			lines += [m["印发机关"], m["印发日期"] + "印发"]
		self.items.append(("any", lines))

	def blocks(self, blocks):
		counts = [0, 0, 0, 0]
		runin = None
		for b in blocks:
			if b["k"] == "heading":
				level = b["level"] - 1
				more = b.get("more")
				counts[level] = counts[level] if more == "numbered" else 1 if more == "restart" else counts[level] + 1
				for deeper in range(level + 1, 4):
					if not (self.doc["level3"] == "续编" and NUMBERING[self.doc["numbering"]][deeper:deeper + 1] == ["1"]):
						counts[deeper] = 0
				styles = NUMBERING[self.doc["numbering"]]
				number = STYLES[styles[level]](counts[level]) if styles and more != "numbered" else ""
				if b["runin"]:
					runin = (number, b["in"])
				else:
					self.line(number, b["in"])
			elif runin:
				self.line(runin[0], runin[1] + b.get("in", []))
				runin = None
				if b["k"] != "p":
					self.block(b, 0)
			else:
				self.block(b, 0)

	def block(self, b, depth, mark=""):
		"""depth: the number of ordered lists around the block; mark: the number of the list item that it begins."""
		k = b["k"]
		if k == "p":
			self.line(mark, b["in"])
		elif k == "quote":
			for c in b["blocks"]:
				self.block(c, depth)
		elif k == "list":
			for n, item in enumerate(b["items"], 1):
				mark = [STYLES["1"], STYLES["（1）"], STYLES["①"]][min(depth, 2)](n) if b["ordered"] else "•"
				for c in item["blocks"]:
					self.block(c, depth + b["ordered"], mark)
					mark = ""
		elif k == "table":
			if b["caption"]:
				self.line("", b["caption"])
			self.items.append(("rows", b["head"], [[flat(c, self.v, False) for c in row] for row in b["rows"]],
			                   [[flat(c, self.v, True) for c in row] for row in b["rows"]]))
			self.gap = self.gap or any(i.get("name") == "缺值" for row in b["rows"] for c in row for i in grow.walk_inlines(c))
		elif k == "attnote":
			for n, item in enumerate(b["items"], 1):
				first = "附件：" if n == 1 else ""
				self.line(first + ("%d. " % n if len(b["items"]) > 1 else ""), item)
		elif k == "sig":
			for w in b["who"]:
				self.line("", w)
			self.line("", b["date"])
		elif k == "note":
			self.line("", [{"k": "t", "s": "（"}] + b["in"] + [{"k": "t", "s": "）"}])
		elif k == "break":
			self.items.append(("page",))
		elif k == "mdvar":
			entries, last = self.v["段落值"]
			for e in entries:
				self.items.append(("line", "•", e, e))
			self.words(last)
		elif k == "loop":
			for e in self.v[b["of"]]:
				s = "项" + e + "尾" if b["of"] == "清单" else "项" + e[0] + "人" + e[1] + "尾"
				self.items.append(("line", "•", s, s))

	def urls(self):
		"""Where the links lead."""
		return {i["url"] for i in links(self.doc)}

	# ---- as lines of a text

	def front(self):
		"""The lines that a source has in its front matter: head, title, recipient, record block."""
		return self.lines(False, False, self.items[:self.top] + [i for i in self.items[self.top:] if i[0] == "any"])

	def body(self):
		"""The other lines, as a source has them: without generated numbers."""
		return self.lines(False, False, [i for i in self.items[self.top:] if i[0] != "any"])

	def lines(self, links, numbers, items=None):
		"""The lines of a format that knows no pages, of all items or of some; with links as plain text has them."""
		out = []
		for item in self.items if items is None else items:
			if item[0] == "line":
				text = item[3] if links else item[2]
				number = item[1] if numbers or item[1] == "附件：" else ""
				out += (number + text).split("\n")
			elif item[0] == "rows":
				for row in item[3 if links else 2]:
					if links:  # plain text keeps the lines of a cell apart
						parts = [c.split("\n") for c in row]
						out += ["\t".join(tidy(c) for c in line) for line in itertools.zip_longest(*parts, fillvalue="")]
					else:
						out.append("\t".join(tidy(c) for c in row))
			elif item[0] == "any":
				out += item[1]
		count = itertools.count(1)
		out = [re.sub(NOTE, lambda _: circled(next(count)) if links else "", s) for s in out]
		if items is None:
			out += [(circled(n) if links else "") + note[links] for n, note in enumerate(self.notes, 1)]
		return [s for s in map(tidy_line, out) if s]


def links(node):
	if isinstance(node, dict):
		if node.get("k") == "link":
			yield node
		node = list(node.values())
	if isinstance(node, list):
		for child in node:
			yield from links(child)


def tidy(s):
	return re.sub(r"[\s\u2003\u3000]+", " ", s).strip()


def tidy_line(s):
	if "\t" in s:
		return "\t".join(tidy(c) for c in s.split("\t")) if s.replace("\t", "").strip() else ""
	return tidy(s)


# ---- text on pages

NUMBER = re.compile("[①-⑳㉑-㉟㊱-㊿]")

def squeeze(s):
	return re.sub(r"[\s\u00a0\u2003\u3000\u200b\ufeff]+", "", s)


class Mismatch(Exception):
	pass


class Pages:
	"""A cursor over the text of pages, without blanks."""

	def __init__(self, pages):
		self.pages = [squeeze(p) for p in pages]
		self.page, self.at = 0, 0

	def skip_empty(self):
		while self.page < len(self.pages) - 1 and self.at >= len(self.pages[self.page]):
			self.page, self.at = self.page + 1, 0

	def rest(self):
		return self.pages[self.page][self.at:]

	def take(self, s, what):
		whole = s
		while True:
			self.skip_empty()
			k, self.at = self.steps(s, self.at)[-1]
			s = s[k:]
			if not s:
				return
			if self.at < len(self.pages[self.page]) or self.page == len(self.pages) - 1:
				raise Mismatch("%s: page %d has ‘%s’ where ‘%s’ of ‘%s’ is due" % (what, self.page + 1, self.rest()[:24], s[:24], whole[:60]))

	def new_page(self):
		self.skip_empty()
		if self.at and self.rest():
			raise Mismatch("page break: page %d goes on with ‘%s’" % (self.page + 1, self.rest()[:24]))

	def take_any(self, lines):
		left = [squeeze(s) for s in lines]
		while left:
			self.skip_empty()
			for s in sorted(left, key=len, reverse=True):
				if self.rest().startswith(s):
					self.take(s, "head or record block")
					left.remove(s)
					break
			else:
				raise Mismatch("head or record block: page %d has ‘%s’ where one of %s is due" % (self.page + 1, self.rest()[:24], left))

	def repeated_head(self, head, page):
		"""Past the head rows that a table repeats on a new page."""
		if self.at == 0 and self.page != page and head:
			taken, end = self.steps(head, 0)[-1]
			self.at = end if taken == len(head) else 0

	def take_table(self, head, rows):
		rows = [[squeeze(c) for c in row] for row in rows]
		repeat = "".join("".join(r) for r in rows[:head])
		self.skip_empty()
		page = self.page
		for n, row in enumerate(rows):
			self.skip_empty()
			if n >= head:
				self.repeated_head(repeat, page)
			page = self.page
			if not self.take_row(row, repeat if n >= head else ""):
				raise Mismatch("table: page %d has ‘%s’ where row %d is due: %s" % (self.page + 1, self.rest()[:24], n + 1, [s[:16] for s in row]))
			page = self.page

	def take_row(self, left, repeat):
		"""Takes the rest of a row's cells: all on this page, or as much of each as fills it and the others on the next. False: not so,
		and the cursor stays."""
		page, at = self.page, self.at
		for ends in self.splits(left, at):
			self.page, self.at = page, ends[-1][1]
			if not any(s[k:].strip("\u00ad") for s, (k, _) in zip(left, ends)):
				return True
			if self.at == len(self.pages[page]) and page + 1 < len(self.pages):
				self.page, self.at = page + 1, 0
				self.repeated_head(repeat, page)
				if self.take_row([s[k:] for s, (k, _) in zip(left, ends)], repeat):
					return True
				self.page = page # where the next way to split it is looked for
		self.page, self.at = page, at
		return False

	def splits(self, left, at):
		"""How the page can go on with a beginning of each cell: lists of (taken of the cell, place behind it on the page), the longest
		first; all cells whole, or up to the end of the page."""
		dead = set()

		def further(c, at, whole):
			if c == len(left):
				if whole or at == len(self.pages[self.page]):
					yield []
				return
			if (c, at, whole) in dead:
				return
			found = False
			for k, n in reversed(self.steps(left[c], at)):
				for more in further(c + 1, n, whole and k == len(left[c])):
					found = True
					yield [(k, n)] + more
			if not found:
				dead.add((c, at, whole))

		return further(0, at, True)

	def steps(self, s, at):
		"""Every beginning of s that stands there on the page, a soft hyphen as a hyphen or nothing: [(taken of s, place behind it)]."""
		page, out, k, n = self.pages[self.page], [(0, at)], 0, at
		while k < len(s):
			if s[k] == "\u00ad":
				k += 1
				if n < len(page) and page[n] in "\u00ad-\u2010" and s[k:k + 1] != page[n]:
					n += 1
			elif s[k] == NOTE and NUMBER.match(page, n):
				n, k = NUMBER.match(page, n).end(), k + 1
			elif n < len(page) and page[n] == "\u00ad":
				n += 1
				continue
			elif n < len(page) and page[n] == s[k]:
				n, k = n + 1, k + 1
			else:
				break
			out.append((k, n))
		return out


def match_pages(oracle, pages):
	p = Pages(pages)
	for item in oracle.items:
		if item[0] == "line":
			p.take(squeeze(item[1] + item[2]), "text")
		elif item[0] == "rows":
			p.take_table(item[1], item[2])
		elif item[0] == "any":
			p.take_any(item[1])
		else:
			p.new_page()
	match_end(p)


def match_notes(oracle, pages):
	"""The notes at the feet of the pages: all of them, in order, each behind its number."""
	p = Pages(pages)
	for note, _ in oracle.notes:
		p.take(NOTE + squeeze(note), "footnote")
	match_end(p)


def match_numbers(pages, notes, full):
	"""The numbers of footnotes in each page's text are ① ② ③ …, and the notes that begin on it have the same, or, where a note goes on on
	the next page or the foot is full, begin there."""
	late = []
	for n, (numbers, note) in enumerate(zip(pages, notes), 1):
		at = 0
		if numbers != [circled(k) for k in range(1, len(numbers) + 1)]:
			raise Mismatch("page %d: the footnotes are numbered %s" % (n, "".join(numbers)))
		due, late = late + numbers, []
		goes_on = n < len(notes) and notes[n] and not NUMBER.match(notes[n])
		for i, number in enumerate(due):
			at = note.find(number, at) + 1
			if not at:
				late = due[i:]
				break
		if late and not goes_on and not full[n - 1]:
			raise Mismatch("page %d: the footnote %s is not at its foot" % (n, late[0]))


def match_end(p):
	p.skip_empty()
	if p.rest():
		raise Mismatch("page %d holds ‘%s’ after the end of the text" % (p.page + 1, p.rest()[:40]))
