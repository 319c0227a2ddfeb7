#!/usr/bin/env python3
"""Generated tables: tables.py PROGRAM COUNT SEED [NUMBER]

Grows COUNT tables from SEED, or only that of one NUMBER: of 1 to 12 columns and 1 to 300 rows, with dates, amounts, long names, merged cells and cells of 1 to 40
lines, at every height of the page, upright and in attachments set across; some behind a line with a note of up to two pages. Each is rendered by
itself; what the PDF shows is read back:

text     all text of the cells is there, once, with heads that repeat; none of it outside the type area
rules    no sign stands on a rule of the table
pieces   no number is cut in two, with or without its unit, where no message says so
breaks   no page is less than half full because a row does not fit, but the last one but one
"""

import bisect
import collections
import concurrent.futures
import json
import os
import re
import shutil
import sys
import xml.etree.ElementTree as ET

import grow
import laws
import oracle
import sources

PIECE = re.compile(r"\d[\d.,]*[年月日%万]?")
CUT = "L026"


# ---- growing

def text_of(r, kind, width, lines):
	"""The text of a cell whose column takes about `width` characters."""
	if kind == "date":
		return "2026年%d月%d日" % (r.randint(1, 12), r.randint(1, 28))
	if kind == "amount":
		return "{:,.2f}".format(r.random() * 10 ** r.randint(1, 6)) if r.random() < 0.5 else "%.1f%%" % (r.random() * 100)
	if kind == "name":
		return grow.cjk(r, r.randint(2, 12))
	if kind == "short":
		return grow.cjk(r, r.randint(1, 3))
	return grow.cjk(r, max(1, int(width * lines) - 1))


def merge(r, table, first, end):
	"""Makes a cell of rows [first, end) cover others, where they are free."""
	high, wide = r.choice([(1, 2), (2, 1), (2, 2), (r.randint(2, 9), 1), (1, r.randint(2, 5))])
	rows, cols = table["rows"], len(table["rows"][0])
	if end - first < high or cols < wide:
		return
	top, left = r.randint(first, end - high), r.randint(0, cols - wide)
	places = [(i, j) for i in range(top, top + high) for j in range(left, left + wide)]
	if any(place in table["joined"] for place in places):
		return
	for i, j in places:
		table["joined"].add((i, j))
		if (i, j) != (top, left):
			rows[i][j] = "{同左}" if i == top else "{同上}"


def grow_table(seed, number):
	r = grow.rng(seed, "table", number)
	turned = r.random() < 0.5
	cols, count = r.randint(1, 12), r.choice([1, 2, 3, 5, 8, 13, 20, 40, r.randint(1, 300)])
	width = (52 if turned else 36) / cols
	longest = r.choice([1, 1, 3, 10, 40]) if count < 60 else r.choice([1, 2])
	kinds = [r.choice(["text", "date", "amount", "name", "short"]) for _ in range(cols)]
	heads = r.choice([1, 1, 1, 2, 0]) if count > 3 else 1
	table = {"number": number, "turned": turned, "heads": heads, "joined": set(), "before": r.randint(0, 14 if turned else 21), "widths": None,
	         "caption": grow.cjk(r, 6) if r.random() < 0.5 else None, "behind": r.random() < 0.5, "template": r.choice(["gbt9704", "gbt9704", "compendium"])}
	table["rows"] = [[grow.cjk(r, r.randint(1, 6)) for _ in kinds] for _ in range(heads)]
	table["rows"] += [[text_of(r, kind, width, r.randint(1, longest)) for kind in kinds] for _ in range(count)]
	if r.random() < 0.3:
		table["widths"] = [r.randint(1, 5) for _ in kinds]
	for _ in range(r.choice([0, 0, 1, 3])):
		merge(r, table, heads, len(table["rows"]))
	if heads == 2 and r.random() < 0.5:
		merge(r, table, 0, heads)
	table["note"] = grow.cjk(r, r.choice([20, 400, r.randint(1, 3000)])) if r.random() < 0.2 else ""
	if table["note"] and heads and r.random() < 0.5: # a head that is higher than what a note leaves at least
		table["rows"][0] = [cell if cell.startswith("{同") else grow.cjk(r, r.randint(1, int(6 * width))) for cell in table["rows"][0]]
	return table


def source(table):
	lines = ["# 总体要求"] + [""] if not table["turned"] else []
	lines += ["正文。", "", '```附件 标题="分工表" 方向="横"\n```', ""] if table["turned"] else []
	lines += ["第行文字。\n"] * table["before"]
	lines += ["带注文字。[^注]\n"] if table["note"] else []
	lines.append("```表格" + (' 标题="%s"' % table["caption"] if table["caption"] else "") + ' 表头="%d"' % table["heads"] +
	             (' 列宽="%s"' % " ".join(map(str, table["widths"])) if table["widths"] else ""))
	lines += ["| " + " | ".join(row) + " |" for row in table["rows"]]
	return "---\n标题: 表%d\n---\n\n" % table["number"] + "\n".join(lines + ["```"]) + "\n" + ("\n表后文字。\n" if table["behind"] else "") + (
	       "\n[^注]: %s\n" % table["note"] if table["note"] else "")


# ---- what must come out

def cells(rows):
	return [cell for row in rows for cell in row if not cell.startswith("{同")]


def around(table):
	"""The text beside the table."""
	return ("表%d" % table["number"] + ("正文。附件分工表" if table["turned"] else "一、总体要求") + "第行文字。" * table["before"] +
	        ("带注文字。①①" + table["note"] if table["note"] else "") + (table["caption"] or "") + ("表后文字。" if table["behind"] else ""))


# ---- the laws

def law_text(table, pages):
	drawn = collections.Counter(oracle.squeeze("".join(c[0] for page in pages for c in page if laws.in_area(c))))
	due = collections.Counter(oracle.squeeze(around(table) + "".join(cells(table["rows"]))))
	head = collections.Counter(oracle.squeeze("".join(cells(table["rows"][:table["heads"]]))))
	missing = due - drawn
	if missing:
		return "missing: " + "".join(missing.elements())[:60]
	more, repeats = drawn - due, 0
	while head and more and not head - more:
		more -= head
		repeats += 1
	if more or repeats > len(pages):
		return "%d heads repeated, and more: %s" % (repeats, "".join(more.elements())[:60])
	for n, page in enumerate(pages, 1):
		for c, left, right, y, size in page:
			if c.strip() and laws.in_area((c, left, right, y, size)) and (
			   left < laws.LEFT - 1 or right > page.right + (1 if c not in laws.HANGING else size + 1) or y + 0.1 * size > page.bottom + 1):
				return "page %d: ‘%s’ at %.1f, %.1f mm is outside of the type area" % (n, c, left / laws.MM, y / laws.MM)
	return None


def rules_of(path):
	"""The rules of each page, as laws.Page places characters: (left, top, right, bottom)."""
	done = laws.run(["mutool", "draw", "-q", "-F", "trace", path])
	data = re.sub(rb'(?m)^<document .*$', b"<document>", done.stdout, count=1)
	data = re.sub(rb'unicode="[^"]*"', b"", data)
	pages = []
	for page in ET.fromstring(data).iter("page"):
		rules = []
		for path in page.iter("fill_path"):
			a, b, c, d, e, f = (float(n) for n in path.get("transform").split())
			points = [(float(p.get("x")), float(p.get("y"))) for p in path if p.get("x")]
			points = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
			if b:
				points = [laws.turn(x, y) for x, y in points]
			xs, ys = [p[0] for p in points], [p[1] for p in points]
			rules.append((min(xs), min(ys), max(xs), max(ys)))
		pages.append(rules)
	return pages


def law_rules(pages, rules):
	for n, (page, drawn) in enumerate(zip(pages, rules), 1):
		upright = sorted(rule for rule in drawn if rule[3] - rule[1] > rule[2] - rule[0])
		level = sorted((rule[1], rule) for rule in drawn if rule[3] - rule[1] <= rule[2] - rule[0])
		lefts, tops = [rule[0] for rule in upright], [rule[0] for rule in level]
		for c, left, right, y, size in page:
			if not c.strip() or not laws.in_area((c, left, right, y, size)):
				continue
			ink = (left + 0.06 * size, y - 0.8 * size, right - 0.06 * size, y + 0.08 * size)
			near = upright[bisect.bisect_left(lefts, ink[0]):bisect.bisect_right(lefts, ink[2])]
			near += [rule for _, rule in level[bisect.bisect_left(tops, ink[1]):bisect.bisect_right(tops, ink[3])]]
			for rule in near:
				if rule[0] < ink[2] and rule[2] > ink[0] and rule[1] < ink[3] and rule[3] > ink[1]:
					return "page %d: ‘%s’ at %.1f, %.1f mm stands on a rule" % (n, c, left / laws.MM, y / laws.MM)
	return None


def law_pieces(table, data, codes):
	due = collections.Counter(piece for cell in cells(table["rows"][table["heads"]:]) for piece in PIECE.findall(cell))
	shown = collections.Counter(piece for line in data["lines"] if line["block"] == "cell" and not line.get("artifact") for piece in PIECE.findall(line["text"]))
	lost = due - shown
	return "cut without a message: " + ", ".join(list(lost)[:5]) if lost and CUT not in codes else None


def law_breaks(data):
	"""A page that ends early before a row leaves at most half of it blank, but where two rows open the last page."""
	rows = [(line["line"], line["page"]) for line in data["lines"] if line["block"] == "cell" and not line.get("artifact")]
	last = max(rows)[1]
	for page in data["pages"]:
		half = 7.5 if page.get("turned") else 11
		if page.get("end") == "table-row" and page["blank"] > half + 1 and page["page"] + 1 != last:
			return "page %d leaves %d lines blank before a row" % (page["page"], page["blank"])
	return None


# ---- running

def judge(program, seed, number, work):
	table = grow_table(seed, number)
	folder = os.path.join(work, "table%d" % number)
	shutil.rmtree(folder, ignore_errors=True)
	file = os.path.join(folder, "表%d.md" % number)
	sources.write(file, source(table))
	done = laws.run([program, "render", file, "--template", table["template"], "-f", "pdf,pages", "-o", folder + "/", "--diagnostics", "json", "-q"])
	err = done.stderr.decode("utf-8", "replace")
	said = json.loads(err[err.index("["):]) if "[" in err else []
	codes = {m["code"] for m in said}
	path = {f.rsplit(".", 1)[1]: os.path.join(folder, f) for f in os.listdir(folder)}
	if done.returncode not in (0, 1) or "pdf" not in path:
		return [("refused", "status %d, %s" % (done.returncode, sorted(codes)))] if not codes & {"L011"} else []
	with open(path["json"], encoding="utf-8") as f:
		data = json.load(f)
	pages = laws.stext(path["pdf"])
	found = [("text", law_text(table, pages)), ("rules", law_rules(pages, rules_of(path["pdf"]))), ("pieces", law_pieces(table, data, codes)), ("breaks", None if table["note"] else law_breaks(data))]
	found = [(law, how) for law, how in found if how]
	if not found:
		shutil.rmtree(folder)
	return found


def main():
	program, count, seed = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
	numbers = [int(sys.argv[4])] if len(sys.argv) > 4 else range(1, count + 1)
	work = os.path.join(os.path.dirname(os.path.dirname(program)), "generated", "tables")
	os.makedirs(work, exist_ok=True)
	broken = 0
	with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
		for number, found in zip(numbers, pool.map(lambda n: judge(program, seed, n, work), numbers)):
			for law, how in found:
				print("seed %s, table %d: %s: %s" % (seed, number, law, how))
				broken += 1
	print("generated: %d tables, seed %s: laws broken %d times" % (len(numbers), seed, broken))
	sys.exit(1 if broken else 0)


if __name__ == "__main__":
	main()
