"""Values that are not values: what spreadsheets and copying leave in a cell. Each comes out as one of the texts named with it, or is
refused with status 2 and a message that names the variable or the cell. Given in a units file, in --data and in --set."""

import json
import os

import grow
import laws
import sources

REFUSED = ()
SAME = lambda s: (s,)
# variable, as given, the texts it may come out as
ODD = [("串一", e, REFUSED) for e in ("*", "——", "待定", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "########")] + [
    ("串一", '="001234"', SAME("001234")), ("串一", "13800138000.0", SAME("13800138000")),
    ("串一", "甲\u202e乙\u202c", SAME("甲乙")), ("串一", "\u2066甲乙\u2069", SAME("甲乙")), ("串一", "甲\u200b乙", SAME("甲乙")), ("串一", "\ufeff甲乙", SAME("甲乙")),
    ("串一", "\u00a0甲乙\u00a0", SAME("甲乙")), ("串一", " 甲乙 ", SAME("甲乙")), ("串一", "甲\u00ad乙", ("甲\u00ad乙", "甲乙")), ("串一", "甲\u0007乙", REFUSED),
    ("串一", "甲\n乙", REFUSED), ("串一", "甲\r\n乙", REFUSED), ("串一", "甲\u2028乙", ("甲乙", "甲 乙")), ("串一", "甲\t乙", ("甲 乙", "甲\t乙")),
    ("文段", "甲\r\n乙", SAME("甲\n乙")), ("文段", "甲\r乙", SAME("甲\n乙")), ("文段", "甲\n\n乙\n", SAME("甲\n乙")),
    ("整数", "1.2E+05", REFUSED), ("整数", "12.0", SAME("12")), ("整数", "１２", SAME("12")), ("整数", "\u00a012", SAME("12")), ("整数", "十二", REFUSED), ("整数", "12人", REFUSED),
    ("整数", "#N/A", REFUSED), ("整数", "99999999999999999999", ("99999999999999999999",)), ("整数", "-3", SAME("-3")), ("整数", "1,23", REFUSED),
    ("小数", "12.50", SAME("12.50")), ("小数", "0.10", SAME("0.10")), ("小数", "1.2.3", REFUSED), ("小数", "1e400", REFUSED), ("百分数", "85%%", REFUSED),
    ("百分数", "0.5", REFUSED),
    ("某日", "2026-02-30", REFUSED), ("某日", "46082", SAME("2026年3月1日")), ("某日", "2026-13-01", REFUSED), ("某日", "2026年3月1日", SAME("2026年3月1日")), ("某年", "26", REFUSED),
    ("真假", "也许", REFUSED), ("选项", "丙类", REFUSED), ("清单", "甲|#N/A", REFUSED), ("明细", "甲|乙;丙", REFUSED), ("明细", "甲|#REF!", REFUSED),
    ("串一", "null", REFUSED), ("串一", "NaN", REFUSED), ("串一", "TRUE", REFUSED), ("串一", "false", REFUSED), ("某日", "26/3/1", REFUSED),
    ("某日", "2026-03-11印发", SAME("2026年3月11日"))] + [
    ("清单", sign.join(("甲", "乙、丙", "丁。")), SAME("甲、乙、丙、丁。")) for sign in (";", "；", "|", "｜", "\n", "\r\n", "；\n")] + [
    ("清单", mark[0] + "甲；" + mark[1] + "乙", SAME("甲、乙")) for mark in (("1.", "2."), ("1、", "2、"), ("（一）", "（二）"), ("①", "②"))] + [
    ("清单", "1.甲|3.乙", REFUSED), ("清单", "1.5亿元|2.甲", SAME("1.5亿元、2.甲")), ("清单", "甲\\；乙；丙", SAME("甲；乙、丙"))] + [
    ("明细", "甲%s乙%s丙%s丁" % (bar, row, bar), SAME("甲乙丙丁")) for bar in ("|", "｜") for row in (";", "；", "\n", "；\n")]
TAGS = {"文段": "{{文段}}", "某日": "{{某日|日期}}", "真假": "{{#真假}}真{{/真假}}", "清单": "{{清单|顿号}}", "明细": "{{#明细}}{{事项}}{{责任人}}{{/明细}}"}


def source(name):
	tag = TAGS.get(name, "{{%s}}" % name)
	return "---\n标题: 编0号\n---\n\n前%s后\n\n# 题%s目\n\n```表格\n前%s后 | 二\n三 | 四\n```\n" % (tag, tag if name != "文段" else "", tag)


def numbers_of_json(name, given):
	"""A number is written as one in JSON, so that it could go through floating point."""
	return given if name in ("整数", "小数") and given.replace(".", "", 1).replace("-", "", 1).isascii() and given.replace(".", "", 1).replace(
	    "-", "", 1).isdigit() else json.dumps(given, ensure_ascii=False)


def try_one(program, folder, name, given, may, how):
	"""What is wrong with the value given in that way, or None."""
	v = grow.values(grow.rng("odd"))
	content, out = os.path.join(folder, "content"), os.path.join(folder, "out")
	sources.content(content, grow.rng("odd", "cells"), v, odd={name: given} if how == "units" else None)
	file = os.path.join(folder, "编0号.md")
	sources.write(file, source(name))
	command = [program, "render", file, "--content", content, "--unit", "U1", "--year", "2026", "-f", "txt", "-o", out, "--diagnostics", "json", "-q"]
	if how == "data":
		sources.write(os.path.join(folder, "d.json"), '{"%s": %s}' % (name, numbers_of_json(name, given)))
		command += ["--data", os.path.join(folder, "d.json")]
	elif how == "set":
		command += ["--set", name + "=" + given]
	path = os.path.join(out, "编0号.txt")
	if os.path.exists(path):
		os.remove(path)
	done = laws.run(command, env=dict(os.environ, LC_ALL="C.UTF-8"))
	err = done.stderr.decode("utf-8", "replace")
	if done.returncode == 2 and not os.path.exists(path):
		messages = [m for m in json.loads(err[err.index("["):]) if m["severity"] == "error"]
		if any(name in m["text"] or m["place"] and m["place"]["file"].endswith((".csv", "d.json")) for m in messages):
			return None
		return "refused by a message that names neither variable nor cell: " + messages[0]["text"][:100]
	if done.returncode:
		return "status %d: %s" % (done.returncode, err[-200:])
	with open(path, encoding="utf-8", newline="") as f:
		text = f.read()
	if may and any("\n前" + s + "后\n" in text.replace("\n\n乙", "\n乙") for s in may):
		return None
	return "printed as ‘%s’%s" % (text[text.find("前") + 1:text.find("后")], "" if may else ", it must be refused")


def check(job):
	"""[(0, law, how)] for every value that lies when it is given in one way: units, data or set."""
	program, work, how = job
	found = []
	for n, (name, given, may) in enumerate(ODD):
		wrong = try_one(program, os.path.join(work, "odd-%s-%d" % (how, n)), name, given, may, how)
		if wrong:
			found.append((0, "values", "%s=%r in %s: %s" % (name, given, how, wrong)))
	return found
