"""What is given, and what a final document makes of it: a unit whose row has a fault gets none, and the fault is said with the cell as a
spreadsheet names it; faults of other rows keep nobody from theirs; of the layers that give an element or a value, the last wins."""

import csv
import io
import json
import os
import shutil

import grow
import laws
import oracle
import sources

COLUMNS = ["编号", "名称", "文段", "类型", "适用", "串一", "空值", "整数", "某日", "选项", "清单"]
USED = "前{{整数}}位、{{某日|日期}}、{{选项}}、{{清单|顿号}}后"
# Columns, and cells that no document may be made of.
FAULTY = {"名称": ["", "#N/A"], "类型": ["司", ""], "适用": ["99-无"], "整数": ["十二", "########", "1.2E+05"], "某日": ["2026-02-30", "2月"],
          "选项": ["丙类", "#REF!"], "清单": ["甲|#N/A"]}
UNUSED = ["#REF!", "=A1+1", "########"]
ROWS, LAYERS, TRIES = 12, ["unit", "front", "data", "set"], 12
ELEMENTS = {"标题": ("第%d题", "%s"), "主送": ("第%d科", "%s："), "发文字号": ("甲科〔2026〕%d号", "%s"), "份号": ("00%04d", "%s"), "印发日期": ("2026年3月%d日", "%s印发")}
WAYS = ["%s=%s", "%s=%s", "%s = %s", " %s =%s", "%s=  %s "]


def cell_name(column, row):
	"""As spreadsheets do, the header being row 1."""
	return "%s%d" % (chr(ord("A") + column), row + 2)


def grow_row(r, n):
	lines = "\n".join(oracle.chinese(r.randrange(1, 99)) for _ in range(r.randrange(1, 4)))
	day = r.randrange(1, 29)
	return {"编号": "U%d" % n, "名称": "甲%s局" % oracle.chinese(n + 1), "文段": lines, "类型": "局", "适用": "", "串一": r.choice(["甲,乙", "“丙”", '"丁"']),
	        "空值": "", "整数": str(r.randrange(1000)), "某日": "2026-01-%02d" % day, "选项": r.choice(["甲类", "乙类"]), "清单": "戊|己"}


def line_of(row):
	return "前%s位、2026年1月%d日、%s、戊、己后" % (row["整数"], int(row["某日"][-2:]), row["选项"])


def units(folder, rows):
	text = io.StringIO()
	writer = csv.writer(text)
	writer.writerows([COLUMNS] + [[row[c] for c in COLUMNS] for row in rows])
	sources.write(os.path.join(folder, "content", "units", "单位.csv"), text.getvalue())


def render(program, folder, file, unit, *options):
	"""(status, standard error, lines of the document or None)"""
	out = os.path.join(folder, "out")
	shutil.rmtree(out, ignore_errors=True)
	done = laws.run([program, "render", file, "--content", os.path.join(folder, "content"), "--unit", unit, "--year", "2026", "--final", "-f", "txt",
	                 "-o", out, *options], env=dict(os.environ, LC_ALL="C.UTF-8"))
	lines = None
	for name in os.listdir(out) if os.path.isdir(out) else ():
		with open(os.path.join(out, name), encoding="utf-8") as f:
			lines = [part for line in f.read().split("\n") for part in [line.strip()] + line.split("\u3000")]
	return done.returncode, done.stderr.decode("utf-8", "replace"), lines


def law_rows(program, folder, r):
	"""Of a table in which rows have faults, each of another kind, every unit gets what is right for its own row."""
	rows, faults = [grow_row(r, n) for n in range(ROWS)], {}
	for n in r.sample(range(ROWS), ROWS // 2):
		column = r.choice(sorted(FAULTY))
		rows[n][column] = r.choice(FAULTY[column])
		faults[n] = cell_name(COLUMNS.index(column), n)
	for row in r.sample(rows, 3):
		row["空值"] = r.choice(UNUSED)
	units(folder, rows)
	file = os.path.join(folder, "定稿.md")
	sources.write(file, "---\n标题: 定稿\n---\n\n%s\n" % USED)
	for n, row in enumerate(rows):
		status, err, lines = render(program, folder, file, row["编号"])
		if n not in faults:
			if status or not lines or line_of(row) not in lines:
				yield "a row without a fault: status %d, %s" % (status, err[-200:] or lines)
		elif status != 2 or lines is not None:
			yield "a final document is made of a row with a fault at %s" % faults[n]
		elif "单位.csv:%s: error" % faults[n] not in err:
			yield "no error is said to be at %s: %s" % (faults[n], err[:200])


def law_layers(program, folder, r):
	"""An element given by several layers is that of the last; --set means the same with blanks around what it names and gives."""
	for _ in range(TRIES):
		name = r.choice(sorted(ELEMENTS))
		pattern, end = ELEMENTS[name]
		given = {layer: pattern % n for n, layer in enumerate(LAYERS, 1) if r.random() < 0.6} or {"set": pattern % 4}
		number, day = str(r.randrange(1000)), r.randrange(1, 29)
		row = grow_row(r, 0)
		with open(os.path.join(folder, "d.json"), "w", encoding="utf-8") as f:
			json.dump({name: given["data"]} if "data" in given else {}, f)
		header = COLUMNS + [name] if "unit" in given else COLUMNS
		text = io.StringIO()
		csv.writer(text).writerows([header, [row[c] for c in COLUMNS] + [given[k] for k in ("unit",) if k in given]])
		sources.write(os.path.join(folder, "content", "units", "单位.csv"), text.getvalue())
		front = {"标题": "层", "印发机关": "甲室"}
		front.pop("标题" if name == "标题" else "", None)
		front.update({name: given["front"]} if "front" in given else {})
		file = os.path.join(folder, "层次.md")
		sources.write(file, "---\n%s---\n\n%s\n" % ("".join("%s: %s\n" % kv for kv in front.items()), USED))
		sets = [r.choice(WAYS) % kv for kv in [("整数", number), ("某日", "2026-01-%02d" % day)] + [(name, given[k]) for k in ("set",) if k in given]]
		status, err, lines = render(program, folder, file, "U0", "--template", "gbt9704-head", "--data", os.path.join(folder, "d.json"),
		                            *[part for s in sets for part in ("--set", s)])
		want = end % list(given.values())[-1]
		if status:
			yield "%s of %s, %s: status %d, %s" % (name, list(given), sets, status, err[-200:])
		elif want not in lines or line_of(dict(row, 整数=number, 某日="2026-01-%02d" % day)) not in lines:
			yield "%s of %s is not that of the last, or %s do not count: %s" % (name, list(given), sets, lines[:8])


def check(program, work, seed):
	"""[(0, law, how)] of what was given."""
	folder, found = os.path.join(work, "given"), []
	sources.content(os.path.join(folder, "content"), grow.rng(seed, "given", "cells"), grow.values(grow.rng(seed, "given", "values")))
	for law in (law_rows, law_layers):
		found += ["%s" % how for how in law(program, folder, grow.rng(seed, "given", law.__name__))]
	return [(0, "given", how) for how in found]
