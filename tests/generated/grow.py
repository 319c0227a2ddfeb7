"""Grows documents from a seed. A document is a plain tree of dicts and lists, so that it can be printed, cut down and written
as Markdown or XML. Whoever grows it knows its text, and whether the program must take or refuse it.

Blocks: heading (level, in, runin), p, list (ordered, items), quote, table (caption, widths, rows), attnote, sig, note, break,
mdvar (a value of type markdown), loop (a list or table value printed entry by entry), raw (a fault put in on purpose: text, codes).
Inlines: t (text), strong, em, br, code, link (in, url), var (name, filter), fn (a footnote: in)."""

import random

CJK = ("党的建设工作计划要点认真落实上级决策部署加强组织领导明确责任分工提高思想认识开展学习教育严格监督检查完善制度机制推进乡村振兴"
       "保障安全生产服务群众促进高质量发展深化改革创新夯实基层基础")
RARE = "㐀䶮龘靐齉𠮷鿏囧㙓〇犇猋"
ASCII_HOSTILE = ["*", "**", "_", "`", "<b>", "</p>", "&", "&amp;", "<!--", "]]>", "[a](b)", "![i](j)", "\\", "\\\\", "|", "\\|", "#", "# ",
                 "-", "1.", "1)", "+", ">", "~", "~~~", "```", "{{", "}}", "{{x}}", "{{{y}}}", "{{#", "{", "\"", "'", "---", "===", "$", "%", "<br>",
                 "[^1]", "[x]", "http://e.cn/?a=1&b=2", "a@b.cn", ":", ";", "=", "?", "!", "^"]
MARKS = "，、；：。"
PAIRS = ["“”", "《》", "（）", "〔〕", "「」"]
LATIN = ["GDP", "R&D", "APP", "Wi-Fi", "3.5", "2026", "12%", "N-1", "A4", "covid", "office", "affine", "fi", "x", "Internet", "KPI", "5G"]

URLS = ["http://example.cn/", "https://example.cn/a?b=1", "mailto:a@example.cn"]

# Variables of the small content folder: name, type, further attributes.
VARIABLES = [("串一", "string", ""), ("串二", "string", ""), ("长串", "string", ""), ("文段", "text", ""), ("整数", "integer", ""), ("小数", "decimal", ""),
             ("百分数", "percent", ""), ("某日", "date", ""), ("某年", "year", ""), ("真假", "boolean", ""), ("选项", "enum", ' values="甲类|乙类"'),
             ("清单", "list", ""), ("明细", "table", ' columns="事项|责任人"'), ("段落值", "markdown", ""), ("空值", "string", ""),
             ("缺值", "string", ' required="true" example="某某"')]


def cjk(r, n):
	return "".join(r.choice(CJK) for _ in range(n))


def phrase(r, rare=0.05, hostile=0.1):
	"""A few characters that are certain to be printed as they are."""
	x = r.random()
	if x < hostile:
		return r.choice(ASCII_HOSTILE)
	if x < hostile + rare:
		return r.choice(RARE)
	if x < hostile + rare + 0.12:
		return r.choice(LATIN)
	if x < hostile + rare + 0.2:
		a, b = r.choice(PAIRS)
		return a + cjk(r, r.randint(1, 6)) + b
	if x < hostile + rare + 0.23:
		return cjk(r, 2) + "——" + cjk(r, 2)
	if x < hostile + rare + 0.25:
		return "soft\u00adhyphen" if r.random() < 0.5 else cjk(r, 2) + "\u00ad" + cjk(r, 2)
	if x < hostile + rare + 0.26:
		return cjk(r, 1) + r.choice("\u2003\u00a0") + cjk(r, 1)
	if x < hostile + rare + 0.27:
		return "W" * r.randint(20, 120)
	return cjk(r, r.randint(1, 9))


def text(r, n, **how):
	"""About n phrases, beginning and ending with a Chinese character."""
	out = [cjk(r, 2)]
	last = "字"
	for _ in range(n):
		p = phrase(r, **how)
		if ord(last[-1]) < 128 and ord(p[0]) < 128:
			out.append(" ")
		elif r.random() < 0.15 and ord(last[-1]) > 0x3400:
			out.append(r.choice(MARKS))
		out.append(p)
		last = p
	return "".join(out) + cjk(r, 1)


def length(r):
	return r.choice([0, 1, 2, 3, 5, 8, 13, 30]) if r.random() < 0.95 else r.choice([80, 150])


class Grower:
	def __init__(self, r, values, coverage):
		self.r, self.values, self.coverage = r, values, coverage
		self.xml = False

	def saw(self, parent, child):
		self.coverage[(parent, child)] = self.coverage.get((parent, child), 0) + 1

	# ---- inlines

	def inlines(self, parent, n=None, breaks=True, variables=True, depth=0):
		r = self.r
		out = []
		if n is None:
			n = length(r)
		parts = 1 if r.random() < 0.5 or depth > 1 else r.randint(1, 4)
		out.append({"k": "t", "s": text(r, n // parts)})
		for _ in range(parts - 1):
			kinds = ["strong", "em"] + (["br"] if breaks else []) + (["var"] * 2 if variables else []) + ([] if self.xml else ["code", "link"])
			kinds += ["fn"] if parent in ("p", "heading") else []
			k = r.choice(kinds)
			self.saw(parent, k)
			if k in ("strong", "em"):
				inner = self.inlines(k, n // parts, breaks=False, variables=variables, depth=depth + 1)
				out.append({"k": k, "in": inner})
			elif k == "br":
				out.append({"k": "br"})
			elif k == "code":
				out.append({"k": "code", "s": r.choice(["x = 1", "a*b*", "<i>", "代码", "&lt;", "\\n", "[x](y)", "{{v}}"])})
			elif k == "link":
				out.append({"k": "link", "in": [{"k": "t", "s": text(r, 1)}], "url": r.choice(URLS)})
			elif k == "fn":
				out.append({"k": "fn", "in": self.inlines("footnote", r.choice([0, 1, 3, 8, 30, 30, 150]), breaks=False)})
			else:
				out.append(self.variable(breaks))
			out.append({"k": "t", "s": text(r, n // parts)})
		return out

	def variable(self, breaks):
		r = self.r
		choices = [("串一", ""), ("串二", ""), ("长串", ""), ("整数", ""), ("整数", "千分"), ("整数", "小写"), ("小数", ""), ("百分数", ""), ("百分数", "百分"),
		           ("某日", "日期"), ("某日", "中文日期"), ("某年", ""), ("选项", ""), ("清单", "顿号"), ("空值", "?"), ("空值", '默认:"无"'), ("真假", "#")]
		if breaks:
			choices.append(("文段", ""))
		if self.gaps:
			choices += [("缺值", "")] * 6
		name, how = r.choice(choices)
		self.saw("value", name)
		return {"k": "var", "name": name, "how": how}

	# ---- blocks

	def para(self, parent, n=None):
		self.saw(parent, "p")
		return {"k": "p", "in": self.inlines("p", n)}

	def flow(self, parent, depth, short=False):
		r = self.r
		k = r.choice(["p", "p", "list", "quote"]) if depth < 4 else "p"
		if k == "p":
			return self.para(parent, r.choice([0, 1, 2]) if short else None)
		self.saw(parent, k)
		if k == "quote":
			return {"k": "quote", "blocks": self.flows("quote", depth + 1)}
		return {"k": "list", "ordered": r.random() < 0.5, "items": [self.item(depth) for _ in range(r.randint(1, 4))]}

	def item(self, depth):
		blocks = [self.para("item", self.r.choice([0, 1, 3, 8]))]
		if self.r.random() < 0.4:
			blocks += self.flows("item", depth + 1)
		return {"blocks": blocks}

	def flows(self, parent, depth):
		out = [self.flow(parent, depth, True) for _ in range(self.r.choice([1, 1, 2, 3]))]
		# two lists beside each other are one list in Markdown
		return [b for i, b in enumerate(out) if not (i and b["k"] == out[i - 1]["k"] and b["k"] in ("list", "quote"))]

	def table(self, parent):
		r = self.r
		self.saw(parent, "table")
		cols = r.choice([1, 2, 2, 3, 3, 4, 5, 8])
		rows = r.choice([1, 2, 3, 5, 9, 20, 40, 60, 120] if r.random() < 0.5 else [1, 2, 3, 5, 9])
		long = r.random()
		t = {"k": "table", "rows": [], "head": 1, "caption": None, "widths": None}
		for i in range(rows):
			cells = []
			for _ in range(cols):
				x = r.random()
				if x < 0.12 and cols > 1:
					cells.append([])
					self.saw("cell", "empty")
				elif x < 0.15 and long < 0.3:
					cells.append(self.inlines("cell", r.choice([20, 60, 150] if rows < 20 else [20]), breaks=self.xml))
				else:
					cells.append(self.inlines("cell", r.choice([0, 0, 1, 2]), breaks=self.xml))
			if not any(cells):
				cells[0] = [{"k": "t", "s": text(r, 0)}]
			t["rows"].append(cells)
		if self.xml:
			t["head"] = r.choice([0, 1, 1, 2]) if rows > 2 else r.choice([0, 1])
		if r.random() < 0.6:
			# front matter and attributes are plain text
			t["caption"] = [{"k": "t", "s": self.plain(r.choice([0, 1, 2, 9]))}]
			self.saw("table", "caption")
		if r.random() < 0.5:
			t["widths"] = [r.randint(2, 5) for _ in range(cols)]
			self.saw("table", "widths")
		return t

	def plain(self, n):
		return text(self.r, n, hostile=0).replace('"', "")

	def heading(self, parent, level, runin):
		self.saw(parent, "heading%d%s" % (level, "-run-in" if runin else ""))
		inl = self.inlines("heading", self.r.choice([0, 1, 2, 4, 12]), breaks=False)
		if runin:
			for i in walk_inlines(inl):
				if i["k"] in ("t", "code"):
					i["s"] = i["s"].replace("。", "，")
			inl.append({"k": "t", "s": "。"})
		b = {"k": "heading", "level": level, "in": inl, "runin": runin}
		if self.xml and self.r.random() < 0.15:
			b["more"] = self.r.choice(["numbered", "restart"])
			self.saw("heading", b["more"])
		return b

	def sequence(self, parent, budget):
		"""Blocks with headings in legal order."""
		r = self.r
		out, level = [], 0
		while budget > 0:
			x = r.random()
			if x < 0.25:
				level = r.randint(1, min(4, level + 1))
				runin = r.random() < 0.3
				out.append(self.heading(parent, level, runin))
				budget -= 1
				if runin:
					out.append(self.para(parent, r.choice([0, 3, 20])))
			elif x < 0.55:
				out.append(self.para(parent))
				budget -= 2
			elif x < 0.75:
				b = self.flow(parent, 0)
				if out and out[-1]["k"] == b["k"] and b["k"] in ("list", "quote"):
					continue
				out.append(b)
				budget -= 3
			elif x < 0.85:
				t = self.table(parent)
				out.append(t)
				budget -= 2 + len(t["rows"]) // 3
			elif x < 0.9:
				self.saw(parent, "break")
				out.append({"k": "break"})
				budget -= 1
			elif x < 0.93 and not self.xml:
				self.saw(parent, "mdvar")
				out.append({"k": "mdvar"})
				budget -= 2
			elif x < 0.96 and not (out and out[-1]["k"] == "list"):
				self.saw(parent, "loop")
				out.append({"k": "loop", "of": r.choice(["清单", "明细"])})
				out.append(self.para(parent, 0))
				budget -= 2
		return out

	def ending(self, attachments):
		r = self.r
		out = []
		if attachments and r.random() < 0.7 or r.random() < 0.1:
			self.saw("plan", "attnote")
			out.append({"k": "attnote", "items": [self.inlines("attnote", r.choice([0, 2, 10]), breaks=False) for _ in range(max(1, attachments))]})
		if r.random() < 0.5:
			self.saw("plan", "sig")
			n = r.choice([1, 1, 2, 3])
			out.append({"k": "sig", "who": [self.inlines("authority", r.choice([0, 1]), breaks=False, variables=False) for _ in range(n)],
			            "date": [{"k": "t", "s": r.choice(["2026年3月1日", "2026年11月28日"])}]})
		if r.random() < 0.3:
			self.saw("plan", "note")
			out.append({"k": "note", "in": self.inlines("note", r.choice([0, 2, 15]), breaks=False)})
		return out

	def document(self, number, form, head):
		r = self.r
		self.xml = form == "xml"
		self.gaps = r.random() < 0.08
		doc = {"form": form, "number": number, "title": None, "recipient": None, "meta": {}, "numbering": r.choice(["标准", "标准", "两级", "无"]),
		       "level3": r.choice(["重编", "续编"]), "blocks": [], "attach": [], "fault": None}
		if r.random() < 0.85:
			doc["title"] = [{"k": "t", "s": "编%d号" % number + self.plain(r.choice([0, 1, 3, 8, 20]))}]
			self.saw("plan", "title")
		if r.random() < 0.5:
			doc["recipient"] = [{"k": "t", "s": self.plain(r.choice([0, 1, 12]))}]
			self.saw("plan", "recipient")
		if head and r.random() < 0.8:
			self.meta(doc["meta"])
		size = r.choice(["empty", "small", "small", "middle", "middle", "large"])
		if size == "empty" and doc["title"]:
			self.saw("plan", "nothing")
			return doc
		for _ in range(r.choice([0, 0, r.randint(1, 24)])):
			doc["blocks"].append(self.para("plan", 0))
		doc["blocks"] += self.sequence("plan", {"empty": 1, "small": 5, "middle": 15, "large": 45}[size])
		if not doc["blocks"]:
			doc["blocks"].append(self.para("plan", 0))
		n = r.choice([0, 0, 0, 0, 1, 1, 2, 3])
		doc["blocks"] += self.ending(n)
		if head and any(b["k"] == "sig" and set(str(b["who"][0])) & set("、，；;|｜") for b in doc["blocks"]):
			doc["meta"].setdefault("发文机关", "安河县科技局")  # the mark takes one name, and that of who signs looks like several
		for _ in range(n):
			self.saw("plan", "attachment")
			doc["attach"].append({"title": [{"k": "t", "s": self.plain(r.choice([0, 1, 8]))}],
			                      "blocks": self.sequence("attachment", r.choice([1, 4, 10])) or [self.para("attachment", 0)]})
		self.turn(doc)
		return doc

	def turn(self, doc):
		"""Some attachments are set across, most of these with a table of many columns. With random numbers of its own: other documents of the seed
		stay what they are."""
		r = rng("turned", str(doc))
		for a in doc["attach"]:
			a["turned"] = r.random() < 0.45
			if not a["turned"]:
				continue
			self.saw("attachment", "turned")
			if r.random() < 0.7:
				self.saw("attachment", "wide table")
				a["blocks"].insert(r.choice([0, len(a["blocks"])]), wide_table(r))

	def meta(self, meta):
		r = self.r
		for key, of in [("份号", ["1", "000012", "123456"]), ("紧急程度", ["特急", "加急"]), ("发文机关", [cjk(r, 4), cjk(r, 12), cjk(r, 25)]),
		                ("发文字号", ["甲科〔2026〕3号", "青科党发〔2026〕123号"]), ("签发人", ["张三", "张三、李四", "张三、李四、王五"]),
		                ("抄送", [cjk(r, 4), "，".join(cjk(r, 5) for _ in range(12))])]:
			if r.random() < 0.6:
				meta[key] = r.choice(of)
		if r.random() < 0.5:
			meta["密级"] = r.choice(["秘密", "机密"])
			if r.random() < 0.6:
				meta["保密期限"] = r.choice(["1年", "10年"])
		if r.random() < 0.6:
			meta["印发机关"] = cjk(r, 6)
			meta["印发日期"] = "2026年3月2日"
		for key in meta:
			self.saw("plan", key)


def walk_inlines(inlines):
	for i in inlines:
		yield i
		yield from walk_inlines(i.get("in", []))


def footnotes(node):
	"""Those of a document, in order."""
	if isinstance(node, dict):
		if node.get("k") == "fn":
			yield node
		node = list(node.values())
	if isinstance(node, list):
		for child in node:
			yield from footnotes(child)


# Faults put in on purpose: the codes that plangen(1) gives for them, the lines.
MD_FAULTS = [(["P010"], "<b>粗</b>"), (["P010"], "<div>\n块\n</div>"), (["P011"], "甲 ![图](a.png)"), (["P013"], "    缩进四格"), (["P014"], "```表\n甲 | 乙\n```"),
             (["P014"], "```python\n甲\n```"), (["P015"], "##### 五级"), (["P016"], "甲\n==="), (["P016"], "甲\n---"), (["D002"], "# 一、总体要求"),
             (["D003"], "> # 引文里的标题"), (["P017"], "- 甲\n\n  ```表格\n  甲 | 乙\n  ```"), (["P017"], "> ```落款\n> 甲\n> 2026年3月1日\n> ```"),
             (["P020"], "```表格 标题=甲\n甲 | 乙\n```"), (["P021"], "```表格 颜色=\"红\"\n甲 | 乙\n```"), (["P022"], "```表格 列宽=\"1 2 3\"\n甲 | 乙\n```"),
             (["P023"], "```表格\n甲 | 乙\n丙\n```"), (["P025"], "```附件 标题=\"甲\"\n乙\n```"), (["P026"], "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |"),
             (["D010"], "```落款\n2026年3月1日\n```"), (["D011"], "```附件\n```"), (["T030", "T031"], "甲{{没有的名字}}"), (["T001"], "甲{{串一"), (["T040"], "甲{{空值}}"),
             (["T041"], "甲{{清单}}"), (["T042"], "甲{{真假}}"), (["T012"], "{{#清单}}"), (["T013"], "{{/某年}}"), (["T020", "T021"], "{{串一|没有}}"),
             (["T033"], "{{>没有的块}}"), (["T045"], "甲{{{段落值}}}"), (["T046"], "{{{串一}}}"), (["T047"], "甲{{段落值}}"), (["B007"], "甲\u0001乙"),
             (["P070"], "甲[^没有]"), (["P071"], "[^多余]: 甲"), (["P075"], "[^前]甲\n\n[^前]: 注"), (["P076"], "甲[^外]乙\n\n[^外]: 注[^没有]"),
             (["P077"], "甲[^列]\n\n[^列]: - 项"), (["P078"], "甲[^a b]"),
             (["T023"], "甲{{串一|万元}}"), (["L010"], "甲\U0001D11E乙"), (["P014", "P020", "P021", "P022", "P023"], "```表格表格\n甲\n```")]
XML_FAULTS = [(["B020"], "<p>甲"), (["P030"], "<div>甲</div>"), (["P030"], "<p><table/></p>"), (["P030"], "<list><item><table><row><cell>甲</cell></row></table></item></list>"),
              (["P031"], "<p colour=\"red\">甲</p>"), (["P032"], "甲"), (["P034"], "<section><p>甲</p></section>"), (["P022"], "<table widths=\"1 2\"><row><cell>甲</cell></row></table>"),
              (["P082"], "<table><row><cell>甲</cell></row><row><cell>甲</cell><cell>乙</cell></row></table>"), (["D004"], "<section><heading/><p>甲</p></section>"),
              (["D002"], "<section><heading>一、甲</heading></section>"), (["D010", "P030"], "<signature><date>2026年3月1日</date></signature>"),
              (["D006"], "<section><heading run-in=\"true\">甲。</heading></section>"), (["D007"], "<section><heading run-in=\"true\">甲</heading><p>乙</p></section>"),
              (["T030", "T031"], "<p>{{没有的名字}}</p>"), (["B020"], "<p>&nosuch;</p>"), (["P075"], "<p><footnote>甲</footnote></p>"),
              (["P076"], "<p>甲<footnote>乙<footnote>丙</footnote></footnote></p>"), (["D004"], "<p>甲<footnote/></p>"), (["L010"], "<p>\U0001D11E</p>")]


def add_fault(r, doc):
	"""Puts one fault between two blocks of the document."""
	codes, raw = r.choice(XML_FAULTS if doc["form"] == "xml" else MD_FAULTS)
	if "D002" in codes:
		doc["numbering"] = "标准"
	at = r.randint(0, len(doc["blocks"]))
	# Indented text behind a list is its last item's second paragraph, no fault.
	kept = lambda before: before.get("runin") or "P013" in codes and before["k"] in ("list", "loop", "mdvar")
	while 0 < at < len(doc["blocks"]) and kept(doc["blocks"][at - 1]):
		at += 1
	if at and kept(doc["blocks"][at - 1]):
		at = 0  # all from here to the end are such
	doc["blocks"].insert(at, {"k": "raw", "s": raw, "codes": codes})
	doc["fault"] = codes


# ---- values

def meant(s):
	"""A text that stands for a value: nothing but signs such as * or — says that there is none, and is refused (odd.py)."""
	return s if s.strip("-—－/／\\?？_＿…*＊×X△□○〇 ") else s + "甲"


def values(r):
	"""A value of every type as it is written in a cell, and as it must be printed."""
	hostile = lambda: meant(text(r, r.randint(1, 4), hostile=0.8, rare=0))
	item = lambda: hostile().replace("\\", "")
	v = {}
	for name in ("串一", "串二"):
		v[name] = r.choice([hostile, hostile, lambda: text(r, 3), lambda: r.choice(["*甲", "<", "&amp;", "甲{{x}}", "\\甲", "`", "|", "甲", "#", "1. 甲", "- 甲", "\"", "'"])])()
	v["长串"] = meant(text(r, r.choice([1, 5, 60])))
	v["文段"] = "\n".join(hostile() for _ in range(r.choice([1, 2, 3])))
	v["整数"] = r.choice(["0", "7", "110", "1234567"])
	v["小数"] = r.choice(["12.50", "0.1", "100", "3.14159"])
	v["百分数"] = r.choice(["85", "0.5", "100"])
	v["某日"] = r.choice(["2026-03-01", "2026-12-31", "2024-02-29"])
	v["某年"] = r.choice(["2026", "2018"])
	v["真假"] = r.choice(["是", "否"])
	v["选项"] = r.choice(["甲类", "乙类"])
	v["清单"] = [item() for _ in range(r.choice([1, 2, 3]))]
	v["明细"] = [[item(), item()] for _ in range(r.choice([1, 2, 5, 30]))]
	v["段落值"] = [[text(r, 1, hostile=0) for _ in range(2)], text(r, 2, hostile=0)]
	v["空值"] = ""
	return v


def cell_of(r, name, v):
	"""The value as a cell of a units file."""
	x = v[name]
	if name == "整数" and len(x) == 7:
		return r.choice([x, "1,234,567"])
	if name == "百分数":
		return r.choice(([] if x == "0.5" else [x]) + [x + "%", x + "％"])  # 0.5 alone may mean 50 %: refused, see odd.py
	if name == "某日":
		y, m, d = x.split("-")
		return r.choice([x, "%s/%d/%d" % (y, int(m), int(d)), "%s.%d.%d" % (y, int(m), int(d)), "%s年%d月%d日" % (y, int(m), int(d))])
	if name == "某年":
		return r.choice([x, x + "年"])
	if name == "真假":
		return r.choice({"是": ["是", "true", "yes", "1"], "否": ["否", "false", "no", "0"]}[x])
	if name == "清单":
		return r.choice(["|", ";", "｜", "；", "\n", " ； "]).join(list_escape(e) for e in x)
	if name == "明细":
		bar = r.choice(["|", "｜"])
		return r.choice([";", "；", "\n"]).join(bar.join(list_escape(c) for c in row) for row in x)
	if name == "段落值":
		return "\n".join("- " + e for e in x[0]) + "\n\n" + x[1]
	return x


def list_escape(s):
	for sign in "|｜;；":
		s = s.replace(sign, "\\" + sign)
	return s


def filtered(v, name, how):
	"""What a tag prints, by plangen-content(5), Filters."""
	x = v.get(name, "")
	if name == "缺值":
		return "〔待填：缺值标〕"
	if how == "#":
		return "真" if x == "是" else "假"
	if how == "千分":
		return "{:,}".format(int(x))
	if how == "小写":
		return {"0": "零", "7": "七", "110": "一百一十", "1234567": "一百二十三万四千五百六十七"}[x]
	if how == "百分":
		return x + "%"
	if how == "日期":
		y, m, d = x.split("-")
		return "%s年%d月%d日" % (y, int(m), int(d))
	if how == "中文日期":
		return {"2026-03-01": "二〇二六年三月一日", "2026-12-31": "二〇二六年十二月三十一日", "2024-02-29": "二〇二四年二月二十九日"}[x]
	if how == "顿号":
		return "、".join(x)
	if how.startswith("默认"):
		return "无"
	return x


def wide_table(r):
	"""A task table: numbers, names, dates, amounts, in 6 to 12 columns."""
	cols, rows = r.randint(6, 12), r.choice([2, 5, 14, 30, 60])
	kinds = [r.choice(["name", "text", "date", "amount", "short"]) for _ in range(cols)]
	def cell(kind):
		return {"name": lambda: cjk(r, r.randint(2, 9)), "text": lambda: cjk(r, r.choice([1, 8, 30])), "short": lambda: cjk(r, 2),
		        "date": lambda: "2026年%d月%d日" % (r.randint(1, 12), r.randint(1, 28)), "amount": lambda: "%.1f" % (r.random() * 9000)}[kind]()
	body = [[[{"k": "t", "s": cell(kind)}] for kind in kinds] for _ in range(rows)]
	return {"k": "table", "rows": [[[{"k": "t", "s": cjk(r, 2)}] for _ in kinds]] + body, "head": 1, "caption": None, "widths": None}


def rng(*parts):
	return random.Random("/".join(str(p) for p in parts))
