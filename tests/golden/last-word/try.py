"""try.py PLANGEN: renders a document for each subset of layers and compares what it shows with the last of them and with explain."""

import json
import subprocess
import sys
import zipfile

LAYERS = ["unit", "variant", "document", "date", "data", "set"]
NAMES = {"unit": "unit", "variant": "unit-variant", "document": "document", "date": "--date", "data": "data", "set": "set"}
OF_ALL = [layer for layer in LAYERS if layer != "date"]  # which is of the date alone


def of(pattern, layers=OF_ALL):
	return {layer: pattern % (i + 1) for i, layer in enumerate(layers)}


KEYS = {
	"标题": of("第%d题"), "主送": of("第%d科"), "发文机关": of("第%d局"), "发文字号": of("甲〔2026〕%d号"), "份号": of("00001%d"),
	"保密期限": of("%d年"), "签发人": of("张%d"), "抄送": of("第%d委"), "印发机关": of("第%d室"), "印发日期": of("2026年3月%d日"),
	"成文日期": of("2026年5月%d日", LAYERS), "作者": of("第%d人"), "关键词": of("第%d词"),
	"密级": dict(zip(OF_ALL, ["绝密", "机密", "秘密", "绝密", "机密"])), "紧急程度": dict(zip(OF_ALL, ["特急", "加急", "特提", "平急", "特急"])),
	"编号": dict(zip(OF_ALL, [None, None, "两级", "无", "标准"])), "三级编号": dict(zip(OF_ALL, ["重编", "续编", "重编", "续编", "重编"])),
}
ENDS = {"标题": "%s", "主送": "%s：", "发文机关": "%s文件", "抄送": "抄送：%s。", "印发日期": "%s印发", "签发人": "签发人：%s"}
PLAN = "%s\n# 甲\n\n## 乙\n\n### 丙\n\n# 丁\n\n## 戊\n\n### 己\n\n```落款\n甲局\n%s\n```\n"
NUMBERS = {"标准": "（一）乙", "两级": "1.乙", "无": "乙"}


def run(*command):
	done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})
	return done.returncode, done.stdout.decode(), done.stderr.decode()


def prepare(layers):
	"""Writes unit, source and data that give every key in these layers; returns the options."""
	header, cells = ["编号", "名称", "简称", "类型", "地区"], ["001", "甲单位", "甲", "科室", "甲省/乙市"]
	for layer, prefix in (("unit", ""), ("variant", "1-科室@")):
		for key in KEYS if layer in layers else ():
			if KEYS[key][layer]:
				header.append(prefix + key)
				cells.append(KEYS[key][layer])
	open("content/units/单位.csv", "w").write(",".join(header) + "\n" + ",".join(cells) + "\n")
	front = "".join("%s: %s\n" % (k, KEYS[k]["document"]) for k in KEYS if k != "成文日期") if "document" in layers else ""
	date = KEYS["成文日期"]["document"] if "document" in layers else "{{日期|日期}}"
	open("content/plans/1-科室.md", "w").write(PLAN % ("---\n" + front + "---\n" if front else "", date))
	options = ["--content", "content", "--unit", "001", "--variant", "1-科室"]
	if "date" in layers:
		options += ["--date", iso(KEYS["成文日期"]["date"])]
	names = {"成文日期": "日期"} if len(layers) % 2 else {}  # its other name
	if "data" in layers:
		open("d.json", "w").write(json.dumps({k if "set" in layers else names.get(k, k): KEYS[k]["data"] for k in KEYS}, ensure_ascii=False))
		options += ["--data", "d.json"]
	for key in KEYS if "set" in layers else ():
		options += ["--set", "%s=%s" % (names.get(key, key), KEYS[key]["set"])]
	return options


def shown(key, value, text, properties):
	if key in ("作者", "关键词"):
		return value in properties
	if key == "编号":
		return NUMBERS[value] in text.split("\n")
	if key in ("三级编号", "密级", "保密期限"):
		return key == "三级编号" or value in text.split("\n")[1]
	line = ENDS.get(key, "%s") % value
	return any(line in part.split("　") or part.replace("　", "").endswith(line) or part.endswith(line) for part in text.split("\n"))


def iso(value):
	return value.replace("年", "-0").replace("月", "-0").replace("日", "") if value.startswith("2026年") else value


def try_layers(program, layers):
	options = prepare(layers)
	folder = "-".join(["out"] + layers)
	status, _, err = run(program, "-f", "txt,docx", "-q", "-o", folder, "--template", "gbt9704-head", *options)
	if status:
		return ["status %d: %s" % (status, err)]
	faults = []
	_, files, _ = run("/bin/ls", folder)
	names = files.split()
	text = open(folder + "/" + [n for n in names if n.endswith("txt")][0]).read()
	properties = zipfile.ZipFile(folder + "/" + [n for n in names if n.endswith("docx")][0]).read("docProps/core.xml").decode()
	_, said, _ = run(program, "explain", *KEYS, *options)
	blocks = {b.split(" ")[0]: b for b in said.replace("\n    ", "\r").split("\n") if b}
	for key, values in KEYS.items():
		given = [layer for layer in layers if values.get(layer)]
		if not given:
			continue
		if not shown(key, values[given[-1]], text, properties):
			faults.append("%s from %s is not shown" % (values[given[-1]], given[-1]))
		lines = blocks[key].split(": ", 1)[1].split("\r")
		for layer, line in zip(reversed(given), lines):
			value = line.replace("overrides ", "").split("  ← ")
			if value[0] not in (values[layer], iso(values[layer])) or value[1].split(" ")[0] != NAMES[layer]:
				faults.append("explain %s: ‘%s’ is not %s from %s" % (key, line, values[layer], layer))
	return faults


program, count = sys.argv[1], 0
for number in range(1, 2 ** len(LAYERS)):
	chosen = [layer for i, layer in enumerate(LAYERS) if number >> i & 1]
	for fault in try_layers(program, chosen):
		print("+".join(chosen) + ": " + fault)
	count += 1
print(count, "subsets of layers")
