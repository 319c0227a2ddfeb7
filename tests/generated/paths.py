"""One text, one meaning: a value that is given in one way means what it means in each other: front matter, --set, --data, a cell of CSV, of a workbook, and
of the table over a workbook, of a unit type and of a region. paths.py PROGRAM [NUMBER]: all texts, or NUMBER of them, picked anew with each seed."""

import csv
import io
import json
import os
import random
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from xml.sax.saxutils import quoteattr

import front
import laws
import sources

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "xlsx"))
import book

TYPES = {"串": "string", "段": "text", "整": "integer", "小": "decimal", "百": "percent", "日": "date", "年": "year", "真": "boolean", "选": "enum", "列": "list", "表": "table"}
MORE = {"选": ' values="甲类|乙类"', "表": ' columns="事|人"', "电": ' example="0899-5512036"'}
SHOWN = {"日": "{{日|日期}}", "真": "{{#真}}真{{/真}}{{^真}}假{{/真}}", "列": "{{列|顿号}}", "表": "{{#表}}{{事}}+{{人}}；{{/表}}"}
PLAIN = {"串": "甲乙", "段": "甲乙", "整": "1234", "小": "12.50", "百": "85%", "日": "2026-03-01", "年": "2026", "真": "是", "选": "甲类", "列": "甲；乙", "表": "甲|乙;丙|丁"}
AROUND = ["%s", " %s ", "\u3000%s\u3000", "\u00a0%s", "\u200b%s", "%s\ufeff", "\u202a%s\u202c", "\u2066%s\u2069", "\u2060%s", "%s\u00ad", "%s\n", "%s\r\n", "\n%s", "%s\t", "%s。", "%s，", "%s、",
          "%s；", "%s%%", "%s人", "%s元", "%s万元", "约%s", "%s左右", "“%s”", "\"%s\"", "'%s", "(%s)", "%s.0", "0%s", "+%s", "-%s", "\u2212%s", "%s\u3164", "%s\u2028", "=%s", "=\"%s\"", "#%s"]
OWN = {"整": ["1,234", "1，234", "1 234", "１２３４", "12,34", "1.2E+05", "#N/A", "#REF!", "########", "1234.5", "一千", "无", "0", "000", "1_234", "0x1F", "１，２３４", "1234.00", "1e3"],
       "小": ["0.10", "1,234.50", ".5", "5.", "１２．５", "12。5", "1.2.3", "99999999999999999999.5", "-0", "1/2", "#DIV/0!", "0.1E-3"],
       "百": ["0.85", "85", "８５％", "85 %", "百分之八十五", "85‰", "100%", "0", "1", "85.50%", "85%%"],
       "日": ["2026/3/1", "2026.3.1", "2026年3月1日", "2026年03月01日", "二〇二六年三月一日", "20260301", "46082", "46082.5", "2026-3-1 0:00", "2026-03-01T00:00:00", "2026-03-01T16:00:00Z",
             "26/3/1", "3/1/2026", "2026-02-30", "2026-13-01", "2026年3月", "3月1日", "２０２６－３－１", "2026—3—1", "2026 年 3 月 1 日", "2026-3-1日", "民国115年3月1日", "Mar 1, 2026", "2026-03-01印发", "#VALUE!"],
       "年": ["2026年", "２０２６", "26", "二〇二六", "2026.0", "2026-01-01", "20266"], "真": ["TRUE", "true", "否", "yes", "No", "1", "0", "√", "×", "Y", "有", "是的"],
       "选": ["乙类", "丙类", "甲类 ", "甲 类", "TRUE", "甲类|乙类"],
       "串": ["001234", "13800138000.0", "1.38E+10", "TRUE", "null", "NaN", "无", "待定", "#N/A", "甲\n乙", "甲\r乙", "甲\t乙", "甲|乙", "甲；乙", "甲\\；乙", "\\", "a&b<c>", "{{串}}", "甲\u0007乙", "\u202e乙",
             "甲\u200d乙", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "Err:502", "@甲", "-甲", "+甲", "1-2", "3/4", "0", "2.0", "100%", "1,234", "２０", "甲\u00a0乙", "〔空〕"],
       "段": ["甲\n乙", "甲\r\n乙", "甲\r乙", "甲\n\n乙", "甲\u2028乙", "是", "甲\n- 乙", "# 甲"],
       "列": ["甲|乙", "甲\n乙", "甲；\n乙", "1.甲;2.乙", "1.甲;3.乙", "甲,乙", "甲、乙", ";", "甲;;乙", "甲\\;乙;丙", "甲;待定", "甲;#N/A", "甲;TRUE", "[甲, 乙]", "[\"甲\", \"乙|丙\"]", "1.甲 2.乙", "甲、乙|", "同去年"],
       "表": ["甲|乙", "甲｜乙；丙｜丁", "甲|乙\n丙|丁", "甲|乙|丙", "甲", "甲|", "|乙", "|", "事|人;甲|乙", "甲|#N/A", "甲\\|乙|丙", "甲|待定"]}


def texts():
	for name, plain in PLAIN.items():
		for text in [a % plain for a in AROUND] + OWN.get(name, []):
			yield name, text


def table(columns, cells):
	out = io.StringIO()
	csv.writer(out).writerows([columns, cells])
	return out.getvalue()


def content(folder, name, given):
	"""The content, with the value in the place; returns options of the command."""
	os.makedirs(folder + "/units")
	scopes, options = {"types": "", "regions": ""}, []
	way, text = given
	columns, cells = ["编号", "名称", "类型", "地区"], ["U1", "甲局", "局", "省/市"]
	setting = "<set name=%s>%s</set>" % (quoteattr(name), text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;"))
	if way in ("types", "regions"):
		scopes[way] = setting
	if way == "csv":
		columns, cells = columns + [name], cells + [text]
	if way in ("xlsx", "over"):
		rows = columns + ([name] if way == "xlsx" else []), cells + ([text] if way == "xlsx" else [])
		book.write(folder + "/units/甲.xlsx", book.parts([book.sheet("".join(book.row(*[book.inline("ABCDE"[x] + str(y), escape(t)) for x, t in enumerate(r)]) for y, r in enumerate(rows, 1)))]))
		if way == "over":
			sources.write(folder + "/units/甲.xlsx.csv", table(["编号", name], ["U1", text]))
	else:
		sources.write(folder + "/units/甲.csv", table(columns, cells))
	if way == "set":
		options = ["--set", name + "=" + text]
	if way == "data":
		sources.write(folder + "/d.json", json.dumps({name: text}, ensure_ascii=False))
		options = ["--data", folder + "/d.json"]
	sources.write(folder + "/catalogue.xml", '<catalogue><variant id="1-样" order="1" category="样" short="样" source="plans/1.md" name="样" self="我局" unit-types="局"><title>样</title></variant></catalogue>')
	sources.write(folder + "/plans/1.md", "甲\n")
	sources.write(folder + "/years/2026.xml", '<year value="2026"/>')
	sources.write(folder + "/variables.xml", '<variables><group label="样">%s</group><unit-types><type name="局">%s</type></unit-types><regions><region path="省/市">%s</region></regions></variables>' % (
	    "".join('<variable name="%s" type="%s" label="%s"%s/>' % (n, t, n, MORE.get(n, "")) for n, t in TYPES.items()), scopes["types"], scopes["regions"]))
	return options


def escape(text):
	"""As text of a workbook's XML; what XML has no character for, as workbooks write it."""
	text = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\r]", lambda m: "_x%04X_" % ord(m[0]), text)
	return text.replace("&", "&amp;").replace("<", "&lt;")


def outcome(program, name, way, text):
	"""What is printed, and the ids of the messages that are no note."""
	with tempfile.TemporaryDirectory() as folder:
		options = content(folder, name, (way, text))
		text = "%s: %s\n" % (name, text) if way == "front" else ""
		text += "密级: 机密\n" if name == "保密期限" else ""
		sources.write(folder + "/样.md", "---\n版式: gbt9704-head\n%s---\n己。\n" % text if name in ELEMENTS else "前%s后\n" % SHOWN.get(name, "{{%s}}" % name))
		done = laws.run([program, "render", folder + "/样.md", "--content", folder, "--unit", "U1", "--year", "2026", "-f", "txt", "-o", folder + "/o", "--diagnostics", "json", "-q",
		                *(["--final"] if name in ELEMENTS else []), *options],
		                env=dict(os.environ, LC_ALL="C.UTF-8"))
		err = done.stderr.decode("utf-8", "replace")
		try:
			told = {m["code"] for m in json.loads(err[err.index("["):]) if m["severity"] != "note"} if "[" in err else set()
		except (ValueError, KeyError):
			told = {err[:200]}
		files = [os.path.join(folder, "o", n) for n in os.listdir(folder + "/o")] if os.path.isdir(folder + "/o") else []
		if name in ELEMENTS:  # of front matter also its own messages, which begin with P or are about unfilled text
			told = {m for m in told if m[0] == "V"} if files else set()
		return (open(files[0], encoding="utf-8").read() if files and done.returncode < 2 else done.returncode, tuple(sorted(told)))


ELEMENTS = {"发文机关": "丙县局", "发文字号": "丙局发〔2026〕12号", "份号": "000012", "密级": "机密", "保密期限": "15年", "紧急程度": "特急", "签发人": "左秀英", "抄送": "丙县局", "印发机关": "丙县局",
            "印发日期": "2026年3月12日", "主送": "丙县局", "标题": "关于甲乙的通知", "印章": "无"}
FORMS = ["%s", " %s ", "\u3000%s", "\u00a0%s\u00a0", "\u200b%s", "%s\u202c", "%s。", "%s，丁市委", "%s,丁市委", "%s、丁市委", "%s;丁市委", "%s；丁市委", "%s|丁市委", "%s 丁市委", "（%s）", "无", "待定", "某某",
         "#N/A", "########", "null", "=A1", "12.0", "1.2E+05", "012", "%s\u0007"]


def element_texts():
	for name, plain in ELEMENTS.items():
		truth = [] if name in ("主送", "标题") else ["TRUE", "false", "是"]  # texts of their own, in front matter
		for text in [f.replace("%s", plain) for f in FORMS] + truth + front.HEADS.get(name, []):
			yield name, text


WAYS = ["front", "set", "data", "csv", "xlsx", "over", "types", "regions"]


def may_be_given(way, name, text):
	"""What a way cannot carry: XML has no control characters, and a cell that is empty or 〔空〕 is none."""
	control = re.search("[\0-\x08\x0b\x0c\x0e-\x1f]", text)
	lines = way == "front" and re.search("[\n\r\u2028\u2029]|^['\"\[]|^\s*$", text)  # of front matter a line is a value, and quotes and brackets are YAML's
	return not (way in ("types", "regions") and control) and not (text == "〔空〕" and way == "over") and not lines


def main():
	program = os.path.abspath(sys.argv[1])
	all_texts = list(texts()) + list(element_texts())
	if len(sys.argv) > 2:
		all_texts = random.Random(4).sample(all_texts, int(sys.argv[2]))
	def differs(job):
		name, text = job
		got = {}
		for way in WAYS:
			if may_be_given(way, name, text) and (way != "front" or name in ELEMENTS):
				got.setdefault(outcome(program, name, way, text), []).append(way)
		return "%s %r: %s" % (name, text, "; ".join("%s %r" % ("+".join(w), o) for o, w in got.items())) if len(got) > 1 else None
	with ThreadPoolExecutor(3) as pool:
		wrong = [w for w in pool.map(differs, all_texts) if w]
	print("\n".join(wrong + ["paths: %d texts in %d ways, %d wrong" % (len(all_texts), len(WAYS), len(wrong))]))
	return 1 if wrong else 0


if __name__ == "__main__":
	sys.exit(main())
