"""Writes grown documents as sources: Markdown with front matter, XML, and the small content folder that their values come from."""

import csv
import os
import random

import grow

PUNCT = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "\u00a0": "&nbsp;", "\u2003": "&emsp;", "\u00ad": "&shy;"}
WIDE = lambda c: 0x3400 <= ord(c) <= 0x9fff or ord(c) >= 0x20000
NARROW = lambda c: c.isascii() and c.isalnum()


def tag(i):
	return {"#": "{{#%s}}真{{/%s}}{{^%s}}假{{/%s}}" % ((i["name"],) * 4), "": "{{%s}}" % i["name"],
	        "?": "{{%s?}}" % i["name"]}.get(i["how"], "{{%s|%s}}" % (i["name"], i["how"]))


# ---- Markdown

def md_text(r, s, wrap):
	"""The text with everything escaped that could mean something; sometimes as an entity, sometimes broken over lines."""
	out = []
	for k, c in enumerate(s):
		following = s[k + 1] if k + 1 < len(s) else ""
		if c in NAMED and r.random() < 0.3 or c in "\u00a0\u2003":
			out.append(NAMED[c])
		elif c in PUNCT:
			out.append("\\" + c)
		elif c == " " and wrap and r.random() < 0.2 and k and NARROW(s[k - 1]) and following and NARROW(following):
			out.append(wrap)
		elif WIDE(c) and r.random() < 0.01:
			out.append("&#x%x;" % ord(c))
		else:
			out.append(c)
			if wrap and WIDE(c) and following and WIDE(following) and r.random() < 0.01:
				out.append(wrap)
	return "".join(out)


EDGES = set("、，。；：！？（）“”《》,.;:!?() \n")


def stars_are_sure(before, inner, after):
	"""Whether stars around the text are emphasis beyond doubt: between marks, and no product or number left out."""
	text = "".join(i.get("s", "") for i in inner)
	return before in EDGES and after in EDGES and not set(text) & set("=＝×÷%％‰第")


def md_emphasis(r, i, wrap, before, after):
	inner = md_inlines(r, i["in"], wrap, nested=True)
	stars, tag = ("**", "strong") if i["k"] == "strong" else ("*", "em")
	if stars_are_sure(before, i["in"], after):
		return stars + inner + stars
	return "<%s>%s</%s>" % (tag, inner, tag)


def md_inlines(r, inlines, wrap="\n", nested=False):
	out = []
	for n, i in enumerate(inlines):
		k = i["k"]
		if k == "t":
			out.append(md_text(r, i["s"], wrap))
		elif k in ("strong", "em"):
			end = "" if nested else "\n"
			behind = inlines[n + 1].get("s", "")[:1] if n + 1 < len(inlines) else end
			out.append(md_emphasis(r, i, wrap, "".join(out)[-1:] or end, behind))
		elif k == "br":
			out.append(r.choice(["\\\n", "  \n"]))
		elif k == "code":
			fence = "``" if "`" in i["s"] else "`"
			out.append(fence + i["s"].replace("{{", "\\{{") + fence)
		elif k == "link":
			out.append("[" + md_inlines(r, i["in"], "", nested=True) + "](" + i["url"] + ")")
		elif k == "fn":
			out.append("[^%s]" % i["name"])
		else:
			out.append(tag(i))
	return "".join(out)


def indent(s, first, rest):
	lines = s.split("\n")
	return "\n".join((first if k == 0 else rest if line or rest.strip() else "") + line for k, line in enumerate(lines))


def md_row(cells, closed):
	return "| " * closed + " | ".join(cells) + " |" * closed


def md_block(r, b):
	k = b["k"]
	if k == "heading":
		return "#" * b["level"] + " " + md_inlines(r, b["in"], "")
	if k == "p":
		return md_inlines(r, b["in"])
	if k == "quote":
		return indent(md_blocks(r, b["blocks"]), "> ", "> ")
	if k == "list":
		items = []
		for n, item in enumerate(b["items"]):
			mark = "%d. " % (n + 1) if b["ordered"] else "- "
			items.append(indent(md_blocks(r, item["blocks"]), mark, " " * len(mark)))
		return "\n".join(items)
	if k == "table":
		head = "```表格" + (' 标题="%s"' % plain(b["caption"]) if b["caption"] else "") + (
		    ' 列宽="%s"' % " ".join(map(str, b["widths"])) if b["widths"] else "")
		rows = [[md_inlines(r, c, "") for c in row] for row in b["rows"]]
		# bars close the rows where an end of the first is empty; then each row may have them or not, but where both of its ends are empty
		closed = not (rows[0][0] and rows[0][-1]) or r.random() < 0.2
		lines = [md_row(cells, closed and (n == 0 or r.random() < 0.9 or not (cells[0] or cells[-1]))) for n, cells in enumerate(rows)]
		return "\n".join([head] + lines[:1] + (["|---" * len(rows[0]) + "|"] if closed and r.random() < 0.5 else []) + lines[1:] + ["```"])
	if k == "attnote":
		return "\n".join(["```附件说明"] + [md_inlines(r, i, "") for i in b["items"]] + ["```"])
	if k == "sig":
		return "\n".join(["```落款"] + [md_inlines(r, i, "") for i in b["who"]] + [md_inlines(r, b["date"], ""), "```"])
	if k == "note":
		return "```附注\n" + md_inlines(r, b["in"], "") + "\n```"
	if k == "break":
		return "---"
	if k == "mdvar":
		return "{{{段落值}}}"
	if k == "loop":
		if b["of"] == "清单":
			return "{{#清单}}\n- 项{{.}}尾\n{{/清单}}"
		return "{{#明细}}\n- 项{{事项}}人{{责任人}}尾\n{{/明细}}"
	return b["s"]


def md_blocks(r, blocks):
	return "\n\n".join(md_block(r, b) for b in blocks)


def name_footnotes(r, doc):
	"""Gives each a name, in no order; their definitions."""
	notes = list(grow.footnotes(doc))
	for n, note in enumerate(notes):
		note["name"] = r.choice(["%d", "注%d", "a-%d", "n_%d", "%d.x"]) % (7 * n + 1)
	out = ["[^%s]%s%s" % (note["name"], r.choice([": ", ":", "：", ":\n    "]), md_inlines(r, note["in"])) for note in notes]
	r.shuffle(out)
	return out


def plain(inlines):
	return "".join(i["s"] for i in inlines)


def front(doc):
	keys = []
	if doc["title"]:
		keys.append(("标题", plain(doc["title"])))
	if doc["recipient"]:
		keys.append(("主送", plain(doc["recipient"])))
	keys += [("编号", doc["numbering"]), ("三级编号", doc["level3"])]
	return keys + list(doc["meta"].items())


def markdown(doc):
	r = grow.rng("md", doc["number"])
	parts = ["---\n" + "".join("%s: %s\n" % kv for kv in front(doc)) + "---"]
	notes = name_footnotes(r, doc)
	if doc["blocks"]:
		parts.append(md_blocks(r, doc["blocks"]))
	for a in doc["attach"]:
		parts.append('```附件 标题="%s"%s\n```' % (plain(a["title"]), ' 方向="横"' if a.get("turned") else ""))
		parts.append(md_blocks(r, a["blocks"]))
	return "\n\n".join(parts + notes) + "\n"


# ---- XML

def xml_text(r, s):
	out = []
	for c in s:
		if c in "&<>":
			out.append({"&": "&amp;", "<": "&lt;", ">": "&gt;"}[c])
		elif c == "{" or WIDE(c) and r.random() < 0.01:
			out.append("&#x%x;" % ord(c))
		else:
			out.append(c)
	return "".join(out)


def xml_inlines(r, inlines):
	out = []
	for i in inlines:
		k = i["k"]
		if k == "t":
			out.append(xml_text(r, i["s"]))
		elif k == "br":
			out.append("<br/>")
		elif k == "var":
			out.append(tag(i))
		elif k == "fn":
			text = xml_inlines(r, i["in"])
			out.append("<footnote>%s</footnote>" % (text if r.random() < 0.7 else "<p>%s</p>" % text))
		else:
			out.append("<%s>%s</%s>" % (k, xml_inlines(r, i["in"]), k))
	return "".join(out)


def element(name, r, inlines, attributes=""):
	return "<%s%s>%s</%s>" % (name, attributes, xml_inlines(r, inlines), name)


def xml_block(r, b):
	k = b["k"]
	if k == "p":
		return element("p", r, b["in"])
	if k == "quote":
		return "<quote>" + "".join(xml_block(r, c) for c in b["blocks"]) + "</quote>"
	if k == "list":
		return '<list ordered="%s">' % ("true" if b["ordered"] else "false") + "\n".join(
		    "<item>" + "".join(xml_block(r, c) for c in i["blocks"]) + "</item>" for i in b["items"]) + "</list>"
	if k == "table":
		widths = ' widths="%s"' % " ".join(map(str, b["widths"])) if b["widths"] else ""
		rows = ["<row%s>" % (' head="true"' if n < b["head"] else "") + "".join(element("cell", r, c) for c in row) + "</row>"
		        for n, row in enumerate(b["rows"])]
		return "<table%s>" % widths + (element("caption", r, b["caption"]) if b["caption"] else "") + "\n".join(rows) + "</table>"
	if k == "attnote":
		return "<attachment-note>" + "".join(element("item", r, i) for i in b["items"]) + "</attachment-note>"
	if k == "sig":
		return "<signature>" + "".join(element("authority", r, i) for i in b["who"]) + element("date", r, b["date"]) + "</signature>"
	if k == "note":
		return element("note", r, b["in"])
	if k == "break":
		return "<page-break/>"
	if k == "loop":
		if b["of"] == "清单":
			return "<list>\n{{#清单}}\n<item><p>项{{.}}尾</p></item>\n{{/清单}}\n</list>"
		return "<list>\n{{#明细}}\n<item><p>项{{事项}}人{{责任人}}尾</p></item>\n{{/明细}}\n</list>"
	return b["s"]


def xml_blocks(r, blocks):
	out, level = [], 0
	for b in blocks:
		if b["k"] == "heading":
			while level >= b["level"]:
				out.append("</section>")
				level -= 1
			level += 1
			more = {"numbered": ' numbered="false"', "restart": ' restart="true"'}.get(b.get("more"), "")
			out.append("<section>" + element("heading", r, b["in"], more))
		else:
			out.append(xml_block(r, b))
	return "\n".join(out + ["</section>"] * level)


def xml(doc):
	r = grow.rng("xml", doc["number"])
	out = ['<plan numbering="%s" level3="%s">' % (doc["numbering"], doc["level3"])]
	for name in ("title", "recipient"):
		if doc[name]:
			out.append(element(name, r, doc[name]))
	for k, v in doc["meta"].items():
		out.append('<meta name="%s">%s</meta>' % (k, v))
	out.append(xml_blocks(r, doc["blocks"]))
	for a in doc["attach"]:
		out.append("<attachment%s>" % (' turned="true"' if a.get("turned") else "") + element("title", r, a["title"]) + xml_blocks(r, a["blocks"]) + "</attachment>")
	return "\n".join(out + ["</plan>"]) + "\n"


def source(doc):
	return xml(doc) if doc["form"] == "xml" else markdown(doc)


def file_name(doc):
	return "编%d号.%s" % (doc["number"], doc["form"])


# ---- the content folder

def write(path, s):
	os.makedirs(os.path.dirname(path), exist_ok=True)
	with open(path, "w", encoding="utf-8", newline="") as f:
		f.write(s)


def content(folder, r, v, variants=(), odd=None):
	"""One unit with the values, given in a units file. odd: the cells that go over those of the values."""
	lines = ['<catalogue>']
	for n, (file, _) in enumerate(variants, 1):
		lines.append('<variant id="%02d-样" order="%d" category="样" short="样%d" source="plans/%s" name="样%d" self="我局" unit-types="局"><title>样%d</title></variant>'
		             % (n, n, n, file, n, n))
	if not variants:
		lines.append('<variant id="1-样" order="1" category="样" short="样" source="plans/1.md" name="样" self="我局" unit-types="局"><title>样</title></variant>')
	write(folder + "/catalogue.xml", "\n".join(lines + ["</catalogue>"]))
	write(folder + "/plans/1.md", "甲\n")
	for file, s in variants:
		write(folder + "/plans/" + file, s)
	write(folder + "/variables.xml", '<variables><group label="样">%s</group><unit-types><type name="局"/></unit-types></variables>' % "".join(
	    '<variable name="%s" type="%s" label="%s标"%s/>' % (n, t, n, more) for n, t, more in grow.VARIABLES))
	write(folder + "/years/2026.xml", '<year value="2026"/>')
	names = [n for n, _, _ in grow.VARIABLES if n in v]
	os.makedirs(folder + "/units", exist_ok=True)
	cells = [grow.cell_of(r, n, v) for n in names]
	if odd:
		cells = [odd.get(n, c) for n, c in zip(names, cells)]
	with open(folder + "/units/单位.csv", "w", encoding="utf-8", newline="") as f:
		w = csv.writer(f)
		w.writerow(["编号", "名称", "类型"] + names)
		w.writerow(["U1", "甲乙丙局", "局"] + cells)
