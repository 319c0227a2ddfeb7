"""What people type and other programs take for structure: footnotes, signs without a blank, blocks that are never closed, numbers before headings,
blanks before paragraphs, links that run something, cells that are empty. Each is refused where it stands, or stands in the output whole and
as a line of its own, as is right for it; nothing is dropped or joined without a word."""

import json
import os

import grow
import laws
import oracle
import sources

REFUSED = None
BLANKS = ["&emsp;", "&ensp;", "&nbsp;", "\u3000", "\u2003", "\u00a0"]
BLOCKS = ["表格", "附件说明", "落款", "附注", "附件"]
LINKS = ["javascript:alert(1)", "JaVaScRiPt:x", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "//host/x", "a.md", "&#106;avascript:x"]


def han(n):
	return oracle.chinese(n)


def numbered(r):
	"""Beginnings of headings that are numbers typed by hand."""
	n = r.randrange(1, 20)
	return [han(n) + "、", "（%s）" % han(n), "%d." % n, "%d. " % n, "%d、" % n, "（%d）" % n, "%d.%d " % (n, n + 1), "%d.%d.%d" % (n, n, 1), "第%s章 " % han(n),
	        "第%s章" % han(n), "第%s节 " % han(n), "第%s，" % han(n), chr(0x2460 + n - 1), chr(0x3220 + n % 10), chr(0x2160 + n % 12) + ".", "IV、", "%d）" % n]


def counting(r):
	"""Headings that begin with a figure of their own."""
	n = r.randrange(1, 9)
	return ["%s、%s线城市协作" % (han(n), han(n + 1)), "%s、%s季度安排" % (han(n % 3 + 1), han(n % 3 + 2)), "%d、%d号线建设" % (n, n + 1), "第%s季度安排" % han(n % 4 + 1),
	        "%d.5亿元投资" % n, "202%d.3.1前完成" % n, "%d0个项目" % n, "%s级响应" % chr(0x2160 + n), "%s是加强学习" % han(n)]


def alone(n):
	"""Other habits of numbering a heading, each before what is no counted thing."""
	c = han(n)
	return ["%s　总体要求" % c, "%s 总体要求" % c, "%s：总体要求" % c, "%s:总体要求" % c, "%s，总体要求" % c, "%s,总体要求" % c, "【%s】总体要求" % c,
	        "〔%s〕总体要求" % c, "[%d] 总体要求" % n, "（ %s ）总体要求" % c, "%d。总体要求" % n, "0%d 总体要求" % (n % 9 + 1), "%d-总体要求" % n, "第%s 总体要求" % c,
	        "%d 、总体要求" % n, "%s、总体要求" % "壹贰叁肆伍陆柒捌玖"[n % 9], "%s.总体要求" % chr(65 + n % 8), "%s）总体要求" % chr(97 + n % 8)]


def named(n):
	"""Headings that begin like a number and have none."""
	c = han(n % 9 + 1)
	return ["%s图读懂政策" % c, "十%s五规划" % "三四五"[n % 3], "十四五、十五五规划衔接", "%d 个项目" % n, "202%d：开局之年" % (n % 10), "%s级景区" % chr(65 + n % 5),
	        "%s、%s两类项目" % (chr(65 + n % 5), chr(66 + n % 5)), "12345 热线", "1:%d000地形图" % n, "壹基金合作", "〔202%d〕1号文件" % (n % 10), "%d-%d月工作" % (n % 6 + 1, n % 6 + 4)]


def stars(r):
	"""Texts whose stars and underscores are signs, as they must come out."""
	a, b, c = (r.randrange(1, 300) for _ in range(3))
	names = [s + "*" * r.randrange(1, 3) for s in r.sample("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", 3)]
	return ["规格%d*%d*%d米，%d*%d=%d。" % (a, b, c, a, b, a * b), "A%d*%d份，%dm*%dm*%d层。" % (a, b, a, b, c), "%s米*%d米*%d米" % (a, b, c), "、".join(names) + "参加。",
	        "%s、%s同志负责。" % (names[0], names[1]), "（%s）、“%s”。" % ("*" * r.randrange(1, 4), "*" * r.randrange(1, 4)), "1%d****%04d，电话。" % (a, b), "*注：标*的为必填。",
	        "姓名：__，性别：__。", "姓名：%s（签字）%s。" % ("_" * r.randrange(3, 9), "_" * r.randrange(3, 9)), "x*y*z=%d" % a, "长*宽*高"]


def masked(r):
	"""Texts whose stars hide parts of names and numbers, or multiply, in sentences grown around them: none may lose a star."""
	name = lambda: r.choice(["由", "请", "", "经"]) + r.choice("王李张刘陈杨黄赵吴周徐孙") + "**"
	does = lambda: r.choice(["同志负责", "负责审核", "为组长", "配合", "等人参加"])
	letter = lambda: r.choice("ABXYZ") + "**" + r.choice(["局", "县", "公司"])
	count = lambda: r.choice(["年**月**日", "第**次会议", "**路**号", "**号楼**室", "**县**镇", "增长**%", "第**届"])
	for _ in range(8):
		kind, parts = r.choice([name, letter, count]), r.randrange(1, 4)
		joint = r.choice(["，", "、", "和"] if kind is not name else ["，", "、", "；"])
		yield r.choice(["", "经研究，", "20%d" % r.randrange(20, 30)]) + joint.join(kind() + (does() if kind is name else "") for _ in range(parts)) + "。"
	sizes = r.sample(["单价", "数量", "面积", "长度", "宽度", "税率", "总额"], 3)
	yield "*".join(sizes)
	yield "%s*%s=%s，%s*系数" % (sizes[0], sizes[1], sizes[2], sizes[0])


def emphasised(r):
	"""(source, text) of what is emphasis, beside what is none."""
	n = r.randrange(1, 90)
	return [("**重点**工作和*强调*的", "重点工作和强调的"), ("共**%d**项，%d年**%d月**底前" % (n, 2000 + n, n % 12 + 1), "共%d项，%d年%d月底前" % (n, 2000 + n, n % 12 + 1)),
	        ("规格%d*3，*强调*的和**重点。**工作" % n, "规格%d*3，强调的和重点。工作" % n), ("坚持**“%d学一做”**学习，**《办法》**" % n, "坚持“%d学一做”学习，《办法》" % n),
	        ("张**、李**，**重点**的", "张**、李**，重点的"), ("使用**WPS**%d版" % n, "使用WPS%d版" % n), ("提高**责任**意识，坚持**严**字", "提高责任意识，坚持严字")]


def pasted(r):
	"""(source, what must come out) of what is copied from a text or a spreadsheet."""
	n = r.randrange(1, 28)
	yield "　　首段%d。\n　　次段。\n　　末段。" % n, ["首段%d。" % n, "次段。", "末段。"]
	yield "文。\n\n甲局\n2026年3月%d日" % n, REFUSED
	for bar in ("｜", "\t", " ｜ "):
		yield "```表格\n事项%s责任%s%d\n值班%s办公室%s乙\n```" % (bar, bar, n, bar, bar), ["事项\t责任\t%d" % n, "值班\t办公室\t乙"]
		yield "事项%s责任\n值班%s办公室" % (bar, bar), REFUSED
	yield "%d. 甲\n%d. 乙" % (n, n + 2), REFUSED
	yield "1. 甲\n2. 乙\n%d. 丙" % (n + 3), REFUSED
	yield "%d. 甲\n%d. 乙" % (n, n + 1), ["%d.甲" % n, "%d.乙" % (n + 1)]
	yield "1. 甲\n1. 乙\n1. 丙", ["1.甲", "2.乙", "3.丙"]
	yield "# 甲 {不编号}{重新编号}\n\n文。", ["甲"]
	yield "# 甲 { 不编号 }\n\n文。", ["甲"]
	yield "# 甲 {.x%d}\n\n文。" % n, REFUSED
	yield "# 甲 \\{x%d}\n\n文。" % n, ["一、甲 {x%d}" % n]
	for prefix in ("附件：", "附件:", "附件%d：" % n, "附件：1."):
		yield "```附件说明\n%s第一个\n第二个\n```" % prefix, REFUSED
		yield '```附件 标题="%s甲"\n```\n\n文。' % prefix, REFUSED
	rows = [[r.choice(["", "甲", "%d" % n]) for _ in range(3)] for _ in range(3)]
	rows = [row if any(row) else ["", "丁", ""] for row in rows]
	yield "```表格\n%s\n```" % "\n".join("\t".join(row) for row in rows), ["\t".join(row).rstrip("\t") for row in rows]
	yield "```表格\n%s\n甲\t\t\t乙\n```" % "\n".join("\t".join(row) for row in rows), REFUSED
	for sign in "_*-":
		line = r.choice(["", " "]).join(sign * r.randrange(4, 12))
		yield "姓名\n\n%s\n\n日期" % line, REFUSED
		yield "姓名\n\n\\%s\n\n日期" % line, [line]
	for before in ("", "- ", "1. ", "> "):
		yield "文。\n\n%s>%d分为优秀" % (before, n), REFUSED
		yield "文。\n\n%s\\>%d分为优秀" % (before, n), [{"- ": "•", "1. ": "1.", "> ": "　　"}.get(before, "") + ">%d分为优秀" % n]
	yield "202%d. %d. %d召开会议" % (n % 10, n % 12 + 1, n), REFUSED


def table(r):
	"""A table with empty cells, its rows without bars at their ends or with both; and the lines of it."""
	columns = r.randrange(2, 5)
	rows = [["题%d" % c for c in range(columns)]] + [[r.choice(["", "甲", "乙丙"]) for _ in range(columns)] for _ in range(3)]
	rows = [row if any(row) else ["丁"] + row[1:] for row in rows]
	bars = r.random() < 0.5
	lines = [("| %s |" if bars or not row[0] and not row[-1] else "%s") % " | ".join(row) for row in rows]
	return "\n".join(["```表格"] + lines + ["```"]), ["\t".join(row).rstrip("\t") for row in rows]


def wide(r):
	"""Signs of blocks beside blanks that Markdown takes for text: full-width, no-break, em."""
	blank = lambda among="\u3000\u00a0\u2003": "".join(r.choice(among) for _ in range(r.randrange(1, 4)))
	place = lambda line: r.choice(["文。\n\n%s", "%s", "# 题\n%s\n", "- 项\n\n%s"]) % line
	for sign in ("#", "##", "-", "+", "*", "%d." % r.randrange(1, 30), "1)", ">"):
		yield place("%s%s 标题" % (blank("\u3000\u00a0\ufeff\u200b"), sign)), REFUSED
		yield place("%s%s%s标题" % (r.choice(["", " ", blank()]), sign, blank())), REFUSED
		kept, text = blank(), sign[:-1] + "\\" + sign[-1] if sign[0].isdigit() else "\\" + sign
		yield place("%s%s%s标题" % (r.choice(["", blank()]), text, kept)), [sign + kept + "标题"]
	for sign in "-*+#":
		for before, least in (("- 甲", 6), ("%d. 甲" % r.randrange(1, 10), 7), ("> 甲", 4), ("甲", 4), ("- 甲\n  - 乙", 8)):
			yield "%s\n%s%s 丙" % (before, " " * r.randrange(least, 12), sign), REFUSED
	for line in ("---", "```表格\n甲 | 乙\n丙 | 丁\n```", "| 甲 | 乙 |", "> 引文", "[^1]: 注。"):
		yield "文。\n\n%s%s\n\n文。" % (blank(), line), REFUSED


def fenced(r):
	"""Blocks between other signs than three half-width backquotes."""
	for name in BLOCKS:
		for sign in ("｀｀｀", "``", "`", "'''", "’’’", ":::", "···"):
			place = r.choice(["文。\n\n%s", "- 项\n\n%s", "# 题\n%s"])
			yield place % "\n".join([sign + r.choice(["", " "]) + name + r.choice(["", " 标题=“甲”"]), "甲局", "2026年1月2日", sign]), REFUSED
			yield "%s\\%s和%s。" % ("甲", "`", name), ["甲`和%s。" % name]


def probes(r):
	"""(source, what must come out): REFUSED, or the lines that must stand in the text, by a tuple where either is right."""
	for number in numbered(r):
		yield "# %s总体要求\n\n正文。" % number, REFUSED
	for number in alone(r.randrange(1, 20)):
		yield "# %s\n\n正文。" % number, REFUSED
	for text in stars(r):
		yield text, [text]
	for text in masked(r):
		yield text, [text]
	for text, want in emphasised(r):
		yield text, [want]
	yield from pasted(r)
	yield from wide(r)
	for heading in counting(r) + named(r.randrange(1, 9)):
		yield "# %s\n\n正文。" % heading, ["一、" + heading]
	for blanks in BLANKS:
		yield "首段。\n\n%s缩进的段。" % ("".join(r.choice(BLANKS) for _ in range(r.randrange(3))) + blanks), ["缩进的段。"]
	for target in LINKS:
		yield "见[此处](%s)。" % target, REFUSED
	for sign in ("#", "##", "1.", "2)", "-", "+"):
		for before in ("上一行", "> 上一行", "- 上一行"):
			yield "%s\n%s%s标题" % (before, "> " if before[0] == ">" else "  " if before[0] == "-" else "", sign), (sign + "标题",)
	for name in ("1", "注", "a_b", "第-2.3"):
		for note in ("甲[^%s]乙。\n\n[^%s]: 注释的文。", "甲[^%s]乙。\n[^%s]：注释的\n文。\n", "甲[^%s]乙。\n\n[^%s]:\n    注释的文。\n"):
			yield note % (name, name), ["甲①乙。", "①注释的文。"]
	for note in ("甲。\n\n[^2]: 注释的文。", "甲[^2]。\n\n> [^2]: 注释的文。", "甲[^2]。\n\n- 乙\n- [^2]: 注释的文。", "甲。[^注 2]", "甲[^2]", "[^2]甲\n\n[^2]: 注释的文。"):
		yield note, REFUSED
	for block in BLOCKS:
		yield "# 一\n\n```%s\n甲局\n\n2026年1月2日\n\n# 题\n\n很重要的正文。" % block, ("二、题", "很重要的正文。")
	for kept in ("甲{{乙}}", "{{甲}}乙", "甲{{不编号}}", "甲{{乙}}、{{丙}}"):
		yield "# %s\n\n正文。" % kept.replace("{{", "\\{{"), ["一、" + kept]
		yield "# %s {不编号}\n\n正文。" % kept.replace("{{", "\\{{"), [kept]
	yield from fenced(r)
	for _ in range(6):
		yield table(r)


def elements(r):
	"""Lines of the front matter of a formal document, and the line that is printed for each."""
	y, m, d, n = r.randrange(2020, 2030), r.randrange(1, 13), r.randrange(1, 29), r.randrange(1, 200)
	for written in ("%d-%02d-%02d" % (y, m, d), "%d-%d-%d" % (y, m, d), "%d.%d.%d" % (y, m, d), "%d/%02d/%02d" % (y, m, d), "%d年%02d月%02d日" % (y, m, d)):
		yield "印发机关: 甲局\n印发日期: " + written, ["%d年%d月%d日印发" % (y, m, d)]
	for written in ("%d" % n, "%06d" % n, "%03d" % n):
		yield "份号: " + written, ["%06d" % n]
	for written in ("甲科[%d]%d号", "甲科〔%d〕%d号", "甲科（%d）%03d号", "甲科【%d】%d号", "甲科[%d]0%d号"):
		yield "发文字号: " + written % (y, n), ["甲科〔%d〕%d号" % (y, n)]
	yield "印发机关: 甲局\n印发日期: %d-02-30" % y, REFUSED
	yield "份号: 第%d份" % n, REFUSED
	yield "签发人: 签发人：张三", ["签发人：张三"]
	yield "抄送: 抄送:甲局", ["抄送：甲局。"]


def wrong(source, want, messages, path):
	"""What is wrong with what became of a source, or None."""
	if not os.path.exists(path):
		places = [m["place"]["line"] for m in messages if m["severity"] == "error" and m["place"]]
		if isinstance(want, list):
			return "refused: %s" % [m["text"][:80] for m in messages][:1]
		return None if any(2 < n <= source.count("\n") + 1 for n in places) else "refused without a word on where it stands"
	with open(path, encoding="utf-8") as f:
		lines = [line.rstrip("\t") for line in f.read().split("\n")]
	if want is REFUSED:
		return "printed as %s" % lines[2:4]
	lost = [line for line in want if line not in lines]
	return "no line of the text is ‘%s’" % lost[0] if lost else None


def try_all(program, folder, template, documents):
	"""[how] of documents, each a source and what must come out, rendered in one call."""
	files = [os.path.join(folder, "试%d号.md" % n) for n in range(len(documents))]
	for file, (source, _) in zip(files, documents):
		sources.write(file, source)
	out = os.path.join(folder, "out")
	done = laws.run([program, "render", *files, "--content", os.path.join(folder, "content"), "--unit", "U1", "--year", "2026", "--template", template,
	                 "-f", "txt", "-o", out, "--diagnostics", "json", "-q"], env=dict(os.environ, LC_ALL="C.UTF-8"))
	err = done.stderr.decode("utf-8", "replace")
	if "[" not in err or done.returncode not in (0, 2):
		return ["status %d: %s" % (done.returncode, err[-200:])]
	by_file = {}
	for message in json.loads(err[err.index("["):]):
		if message["place"]:
			by_file.setdefault(message["place"]["file"], []).append(message)
	tried = [(source, wrong(source, want, by_file.get(file, []), os.path.join(out, os.path.basename(file)[:-2] + "txt")))
	         for file, (source, want) in zip(files, documents)]
	return ["%r: %s" % (source[:90], how) for source, how in tried if how]


def check(program, work, seed):
	"""[(0, law, how)] of what was typed."""
	r, found = grow.rng(seed, "typed"), []
	for template, head, grown in (("gbt9704", "---\n标题: 试%d号\n---\n\n%s\n", probes(r)),
	                              ("gbt9704-head", "---\n标题: 试%d号\n%s\n---\n\n正文。\n", elements(r))):
		folder = os.path.join(work, "typed", template)
		sources.content(os.path.join(folder, "content"), grow.rng(seed, "typed", "cells"), grow.values(grow.rng(seed, "typed", "values")))
		found += try_all(program, folder, template, [(head % (n, source), want) for n, (source, want) in enumerate(grown)])
	return [(0, "typed", how) for how in found]
