"""Front matter as people and other programs write it: each key with each odd form of a value. What is written stands in every format that
shows it, or a message names the key at its line: front.py PROGRAM [--every]. Without --every, PDF is asked of one in eight."""

import html
import os
import re
import sys
import tempfile
import unicodedata
import zipfile
from concurrent.futures import ThreadPoolExecutor

import laws

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
TEXTS = {"标题": "关于甲乙的通知", "主送": "丙县局", "发文机关": "丙县局", "发文字号": "丙局发〔2026〕12号", "份号": "000012", "密级": "机密", "保密期限": "15年", "紧急程度": "特急",
         "签发人": "左秀英", "抄送": "丙县局", "印发机关": "丙县局", "印发日期": "2026年3月12日", "成文日期": "2026年3月11日", "作者": "左秀英", "关键词": "甲乙学习"}
CHOICES = {"编号": "两级", "三级编号": "续编", "印章": "无", "印发通知": "否", "版式": "gbt9704-head"}
UNSEEN = {"txt": ("作者", "关键词")}  # a text has no properties
OTHER = "丁市委"
DAYS = {"印发日期": (r"^\s*(2026/03/12|二〇二六年三月十二日|20260312|2026年3月12日印发)$", ["2026", "3", "12"]),
        "成文日期": (r"^\s*二〇二六年三月十一日$", ["2026", "3", "11"])}
RIGHT = {"编号": ("无",), "印发通知": ("true", "0")}
# How the value %s may be written; {} is another one.
FORMS = ["%s", "\"%s\"", "'%s'", "[%s]", "[\"%s\"]", "%s,{}", "%s， {}", "%s、{}", "%s;{}", "%s；{}", "%s {}", "%s　{}", "%s|{}", "[%s, {}]", "['%s', \"{}\"]", "\n- %s\n- {}",
         "\n  - \"%s\"", "|\n  %s", ">-\n  %s\n  {}", "%s\n  {}", "%s。", "（%s）", "\u200b%s\u202c", "\u00a0%s\u00a0", "%s # {}", "%s\t{}", "无", "没有", "待定", "-", "null", "true",
         "0", "{}：%s", "《%s》", "[%s", "%s]", "{%s}"]
KEYS = ["%s：", " %s :", "%s　:", "\u200b%s:", "%s机关:", "%s1:", "本文%s:"]
HEADS = {"发文字号": ["丙局发[2026]12号", "丙局发〔2026〕012号", "丙局发（2026）第12号", "丙局发〔2025〕12号", "丙局发〔2026〕0号", "丙局发2026年12号", "丙局发〔２０２６〕１２号"],
         "份号": ["12", "１２", "第12号", "No.12", "1234567"], "密级": ["机密★15年", "机密*十五年", "机密 15年", "内部", "商密"], "保密期限": ["十五年", "15", "★15年", "１５年", "长期"],
         "印发日期": ["2026-3-12", "2026/03/12", "2026.3.12", "二〇二六年三月十二日", "20260312", "2026年3月12日印发", "3月12日", "2026年3月", "2026-02-30", "2026-3-10", "46093"],
         "成文日期": ["2026-3-11", "二〇二六年三月十一日", "46092", "2026年3月", "3/11/2026"], "签发人": ["左秀英 李四光", "左秀英/李四光", "李　四"], "紧急程度": ["急", "加急件"]}


def cases():
	"""(key, its line as it is written)"""
	for key, text in {**TEXTS, **CHOICES}.items():
		for form in FORMS:
			yield key, "%s: %s" % (key, form.replace("%s", text).replace("{}", OTHER))
		for written in KEYS:
			yield key, (written % key) + text
		for value in HEADS.get(key, ()):
			yield key, "%s: %s" % (key, value)
		yield key, "%s: %s\n%s：%s" % (key, text, key, OTHER)


def source(key, line):
	"""The text, and the number of the key's line."""
	front = ["标题: 考查", "版式: gbt9704-head", "密级: 机密"]
	front = [f for f in front if not f.startswith(key + ":") and not (key == "保密期限" and "★" in f)]
	return "---\n%s\n%s\n---\n\n戊段。\n" % ("\n".join(front), line), len(front) + 2


def shown(path):
	"""All text of a file, its properties too, without blanks."""
	if path.endswith(".docx"):
		with zipfile.ZipFile(path) as z:
			text = "".join(z.read(n).decode("utf-8") for n in z.namelist() if n.endswith(".xml"))
		text = html.unescape(re.sub("<[^>]*>", "", text))
	elif path.endswith(".pdf"):
		text = "".join(laws.run([tool, path, *more]).stdout.decode("utf-8", "replace") for tool, more in (("pdftotext", ["-raw", "-"]), ("pdfinfo", [])))
	else:
		with open(path, encoding="utf-8") as f:
			text = f.read()
	return re.sub(r"\s", "", text)


def words_of(key, line):
	"""What must be found of the value: its words; of a date that is one, its numbers."""
	value = unicodedata.normalize("NFKC", line[re.search("[:：]", line).end():])
	if key in DAYS and re.search(DAYS[key][0], value):
		return DAYS[key][1]
	return [w for w in re.findall(r"[\u3400-\u9fff]+|[A-Za-z]+|\d+", value) if w != key]


def try_one(program, formats, key, line):
	"""What is wrong, or nothing."""
	text, number = source(key, line)
	with tempfile.TemporaryDirectory() as folder:
		file = os.path.join(folder, "甲.md")
		with open(file, "w", encoding="utf-8", newline="") as f:
			f.write(text)
		done = laws.run([program, "render", file, "--final", "--content", os.path.join(ROOT, "tests", "data", "small"), "--year", "2026", "-f", formats, "-o", folder + "/o"],
		                env=dict(os.environ, LC_ALL="C.UTF-8"))
		err = done.stderr.decode("utf-8", "replace")
		last = number + line.count("\n")
		at = [int(n) for n in re.findall(r"甲\.md:(\d+):\d+: (?:note|warning|error)\[", err)]
		if any(number <= n <= last for n in at) and (key in err or "key: value" in err):
			return None
		if done.returncode not in (0, 1):
			return "status %d and no word of %s at line %d: %s" % (done.returncode, key, number, err[:300])
		if key in CHOICES:
			words = words_of(key, line)
			right = not words or words == words_of(key, ":" + CHOICES[key]) or "".join(words) in RIGHT.get(key, ())
			return None if right else "taken without a word"
		for name in os.listdir(folder + "/o"):
			have = shown(os.path.join(folder, "o", name))
			lost = [w for w in words_of(key, line) if w not in have and key not in UNSEEN.get(name.rsplit(".")[-1], ())]
			if lost:
				return "%s is not in %s, and nothing is said" % (" ".join(lost), name)
	return None


def main():
	program, every = os.path.abspath(sys.argv[1]), "--every" in sys.argv
	jobs = list(cases())
	with ThreadPoolExecutor(2) as pool:
		found = list(pool.map(lambda n: try_one(program, "txt,md,docx" + (",pdf" if every or n % 8 == 0 else ""), *jobs[n]), range(len(jobs))))
	for job, wrong in zip(jobs, found):
		if wrong:
			print("front matter %r: %s" % (job[1], wrong))
	print("front matter: %d lines tried, %d wrong" % (len(jobs), sum(w is not None for w in found)))
	return 1 if any(found) else 0


if __name__ == "__main__":
	sys.exit(main())
