"""try.py PLANGEN: plants one difference in one element after the other and compares it with what diff finds.

Which elements and page templates there are, the program says itself; one that is not in the tables here is a fault."""

import json
import os
import re
import subprocess
import sys
import zipfile

PROGRAM = sys.argv[1]
ENV = dict(os.environ, LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1767600000")
# Two values of each as they are written, and as diff shows them.
VALUES = {
	"发文机关": ("中共青石县恒泰机械制造有限公司委员会", "甲县科技局、乙县农业农村局"), "发文字号": ("甲科〔2026〕5号", "甲科〔2026〕15号"), "份号": ("12", "13"), "密级": ("机密", "秘密"),
	"保密期限": ("1年", "2年"), "紧急程度": ("特急", "加急"), "签发人": ("何静", "李 四、王小明、张三"), "印章": ("无", "印章"),
	"抄送": ("县委办公室，县政府办公室", "县人大办公室"), "印发机关": ("甲县科技局办公室", "甲县科技局综合股"), "印发日期": ("2026-03-11", "2026年3月12日"),
	"成文日期": ("2026年3月9日", "2026年3月8日"), "作者": ("甲", "乙"), "关键词": ("党建，计划", "学习"),
	"出席": ("何静、陆明远、赵国安", "何静、陆明远"), "请假": ("左秀英", "许念真（出差）"), "列席": ("王小明", "王小明、李四"),
}
SHOWN = {
	"12": "000012", "13": "000013", "2026-03-11": "2026年3月11日", "李 四、王小明、张三": "李　四、王小明、张三",
}
UNSEEN = {"印章", "成文日期", "作者", "关键词"} # no page shows them as texts
CHOICES = {"印发通知", "版式"} # what is to be made, of which other passages tell
EVERYWHERE = {"出席", "请假", "列席"} # below the text, with a head or without
HIDDEN = {"gbt9704-letter": {"签发人", "印发机关", "印发日期"}} # what a page template has no place for
LEADING = {"gbt9704-letter": {"发文机关"}} # and of which it shows the first
BODY = "各科室要认真开展检查，重要情况随时报告。\n\n# 总体要求\n\n检查不走过场。\n\n# 重点任务\n\n检查结果公开。\n"
faults, tries = [], 0


def run(*command, good=(0,)):
	done = subprocess.run([PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
	if done.returncode not in good:
		faults.append("%s: status %d: %s" % (" ".join(command), done.returncode, done.stderr.decode()))
	return done.stdout.decode(), done.stderr.decode()


def elements():
	open("x.md", "w").write("---\n标题: 甲\n没有: 乙\n---\n正文。\n")
	said = run("render", "x.md", "-f", "txt", "-o", "x")[1]
	return [name for name in re.search("发文机关.*", said).group(0).split() if name not in CHOICES]


def templates():
	said = run("render", "x.md", "--template", "没有", "-f", "txt", "-o", "x", good=(2, 3))[1]
	return re.findall("gbt9704[-a-z]*", said)


def source(values, title="关于开展检查的通知"):
	return "---\n标题: %s\n主送: 各科室\n%s---\n%s" % (title, "".join("%s: %s\n" % item for item in values.items()), BODY)


def make(name, template, text, formats="docx,md,txt"):
	open(name + ".md", "w").write(text)
	run("render", name + ".md", "--template", template, "-f", formats, "-o", name, "-q")
	return {f.rsplit(".", 1)[1]: name + "/" + f for f in os.listdir(name)}


def texts(values, name, template=None):
	"""What diff shows of an element; 发文机关, which every head has, may come from nobody here."""
	value = values.get(name)
	value = value.split("、")[0] if value and name in LEADING.get(template, ()) else value
	return SHOWN.get(value, value)


def check(what, wanted, *command):
	"""The differences that diff gives must be the wanted (element, before, after)."""
	global tries
	tries += 1
	out = run("diff", *command, "-f", "json", good=(0, 1))[0]
	found = json.loads(out) if out else {"changes": [], "same": None}
	found = found[0] if isinstance(found, list) else found
	got = [(c["before"] or c["after"]).get("element", "?") + ": %s > %s" % tuple(c[s] and c[s]["text"] for s in ("before", "after"))
	       for c in found["changes"]]
	if got != wanted or found["same"] != (not wanted):
		faults.append("%s: %s in place of %s" % (what, got, wanted))


def difference(name, before, after, template=None):
	return ["%s: %s > %s" % (name, texts(before, name, template), texts(after, name, template))]


def cases(names, full):
	"""Name, state, values before and after."""
	for name in names:
		other = dict(full, **{name: VALUES[name][1]})
		none = {k: v for k, v in full.items() if k != name}
		if name == "密级": # a term is none without it
			del none["保密期限"]
		yield name, "changed", full, other
		if name != "密级":
			yield name, "added", none, full
			yield name, "removed", full, none
		else:
			none_with = dict(none, 密级=full["密级"])
			yield name, "added", none, none_with
			yield name, "removed", none_with, none


def key(values):
	return "-".join(str(sorted(VALUES).index(k)) + ("b" if v == VALUES[k][1] else "a") for k, v in sorted(values.items()))


def try_files(template, names):
	"""Documents made from front matter, against each other."""
	made = {}
	full = {name: VALUES[name][0] for name in names}
	for name, state, before, after in cases(names, full):
		for values in (before, after):
			if key(values) not in made:
				made[key(values)] = make("%s-%d" % (template, len(made)), template, source(values))
		for form in ("docx", "md", "txt"):
			pages = form != "md"
			seen = not pages or (name not in UNSEEN and shows(template, name))
			if state in ("added", "removed") and name == "发文机关" and pages:
				continue # a head is never without: that of nobody is tried with plans
			if form == "txt" and name in LEADING.get(template, ()):
				continue # nothing tells a letter's mark in text
			a, b = made[key(before)][form], made[key(after)][form]
			wanted = difference(name, before, after, template if pages else None) if seen else []
			check("%s %s %s %s" % (template, form, name, state), wanted, a, b)
			check("%s %s %s unchanged" % (template, form, name), [], a, a)


def shows(template, name):
	return name in EVERYWHERE or heads[template] and name not in HIDDEN.get(template, ())


def has_head(template):
	files = make("head-" + template, template, source({"发文字号": VALUES["发文字号"][0]}), "txt")
	return VALUES["发文字号"][0] in open(files["txt"]).read()


# ---- plans of units

def write_unit(row, front):
	header = ["编号", "名称", "简称", "类型", "地区", *row]
	cells = ["001", "甲县科技局", "甲", "科室", "甲省/乙市", *row.values()]
	quote = lambda cells: ",".join('"%s"' % c for c in cells) + "\n"
	other = [VALUES[n][1] for n in row]
	open("content/units/单位.csv", "w").write(quote(header) + quote(cells) + quote(["002", "甲县科技局", "乙", "科室", "甲省/乙市", *other]))
	open("content/plans/1-科室.md", "w").write("---\n标题: 检查方案\n主送: 各科室\n%s---\n%s" % ("".join("%s: %s\n" % i for i in front.items()), BODY))


PLAN = ["--content", "content", "--variant", "1", "--year", "2026", "--date", "2026-03-09"]


def draft(template, name, *more):
	run(*PLAN, "--unit", "001", "--template", template, "-f", "docx", "-o", name, "-q", *more)
	return without_marks(name + "/" + os.listdir(name)[0])


def without_marks(path):
	"""The document without what says which values it was drafted with: as if what was changed in the plan since were changed in it."""
	with zipfile.ZipFile(path) as package:
		parts = [(name, package.read(name)) for name in package.namelist()]
	with zipfile.ZipFile(path, "w") as package:
		for name, data in parts:
			package.writestr(name, data.replace(b'name="Drafted"', b'name="Other"'))
	return path


def unit_values():
	return open("content/units/单位.csv").read()


def try_plans(template, names):
	"""A draft against a plan whose unit, or whose front matter, says otherwise since."""
	names = [n for n in names if n not in UNSEEN]
	for name in names:
		rows = {n: VALUES[n][0] for n in names}
		other = dict(rows, **{name: VALUES[name][1]})
		for way, pair in (("row", (other, {}, rows, {})), ("front matter", ({}, other, {}, rows))):
			write_unit(pair[0], pair[1])
			made = draft(template, "%s-%s-%s" % (template, name, way[0]))
			what = "%s plan %s in %s" % (template, name, way)
			check(what + " unchanged", [], *PLAN, "--unit", "001", made)
			write_unit(pair[2], pair[3])
			wanted = difference(name, rows, other, template) if shows(template, name) else []
			check(what + " changed", wanted, *PLAN, "--unit", "001", made)
			if shows(template, name):
				try_accept(what, name, way, made)
		if template == "gbt9704": # units differ, whether or not pages show it
			write_unit({name: VALUES[name][0]}, {})
			check("units " + name, difference(name, {name: VALUES[name][0]}, {name: VALUES[name][1]}), *PLAN[:4], "--unit", "001", "--unit", "002")
		write_unit({}, {})
		given = ["--set", "%s=%s" % (name, VALUES[name][0])] + (["--set", "密级=机密"] if name == "保密期限" else []) # no term without what it is of
		made = draft(template, "%s-%s-set" % (template, name), *given)
		if shows(template, name) and name not in ("保密期限", "发文机关"):
			check("--set " + name, difference(name, {}, {name: VALUES[name][0]}), *PLAN, "--unit", "001", made)
		check("--set %s again" % name, [], *PLAN, "--unit", "001", made, *given)


def try_accept(what, name, way, made):
	global tries
	tries += 1
	said = run("diff", *PLAN, "--unit", "001", made, "--accept-values")[1]
	if way == "row":
		check(what + " accepted", [], *PLAN, "--unit", "001", made)
	elif "R076" not in said or name not in said or "plans/1-科室.md:" not in said:
		faults.append("%s: nothing is said of it: %s" % (what, said))


def try_parts(template):
	"""An element of which a variable is a part: missing, filled in, and written otherwise around it."""
	front = "甲科〔{{年度}}〕%s号"
	made = {}
	for count in ("", "6", "7"):
		write_unit({}, {"发文字号": front % "{{党员总数}}"})
		text = unit_values().replace("地区", "地区\",\"党员总数", 1).replace("甲省/乙市", "甲省/乙市\",\"%s" % count)
		open("content/units/单位.csv", "w").write(text)
		made[count] = draft(template, "%s-part%s" % (template, count))
		check("%s part ‘%s’ unchanged" % (template, count), [], *PLAN, "--unit", "001", made[count])
		check("%s part ‘%s’ changed" % (template, count), ["发文字号: 甲科〔2026〕%s号 > 甲科〔2026〕〔待填：党员总数〕号" % count] if count else [],
		      *PLAN, "--unit", "001", made[""])
	run("diff", *PLAN, "--unit", "001", made["6"], "--accept-values")
	check(template + " part accepted", [], *PLAN, "--unit", "001", made["6"])


names = elements()
if set(names) != set(VALUES):
	faults.append("elements that are not tried: %s" % sorted(set(names) ^ set(VALUES)))
heads = {template: has_head(template) for template in templates()}
print({t: h for t, h in sorted(heads.items())})
for template in heads:
	try_files(template, names)
	try_plans(template, names)
	if heads[template]:
		try_parts(template)
for fault in faults:
	print(fault)
print(len(names), "elements; what was tried was found, and nothing else" if not faults else "%d faults of %d" % (len(faults), tries))
