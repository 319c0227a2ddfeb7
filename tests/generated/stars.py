"""Stars in drafts, where they hide names (李**, **局) and make bold: sentences of both, at all places of a document. What each run of stars is, is
known from the growing. No star is lost without a word, bold alone is bold without one, and what is printed although it was meant as bold is told."""

import json
import os
import re

import grow
import laws
import sources

SENTENCES, PARTS = 400, 3
SURNAMES = "王 李 张 刘 陈 杨 赵 周 徐 邱 阎 欧阳 司马".split()
TITLES = "同志 主任 书记 局长 党委书记 教授 医师 一行 等人 等3人 （女）".split()
PERSONS = "同志 同学 先生 女士".split()
BODIES = "局 办 委 镇 村 部 科 院 公司 中心 学校 街道 社区 集团 单位 部门 分局 支队 管委会 党支部 派出所 合作社 研究院 项目".split()
# Other things that are left out: | stands for the stars.
OTHERS = ["《|办法》", "《关于|的通知》", "“|”行动", "“|行动”", "第|次会议", "2026年|月|日", "共|项", "|路|号", "（|）", "138|1234", "尾号|12", "|县|镇", "|镇|村", "|乡|村|组",
          "县|局", "市|公司", "X|局", "某|厂", "金额|元"]
LEADS = "由 请 经 对 与 和 会同 报 听取 根据 责任人： 联系人： 牵头单位： 截至目前， 走访了 群众 原告".split() + [""] * 4
ENDS = "负责 牵头 组织 审核 落实 参加会议 完成整改 抓好落实 提出意见 签字确认 汇总上报 予以通报 列席".split()
JOINTS = "、 和 与 及 以及 ； ，由".split()
# Ordinary bold.
BOLD = """**一是**加强组织领导|**首先，**压实工作责任|**责任单位：**县科技局|**责任人：**张三、李四|**时间要求：**6月底前|**核清底数。**按时报送材料|由**县科技局**负责|由**王明**牵头|
坚持**严**字当头|提高**责任**意识|突出**重点工作**，健全工作机制|**6月底前**完成|于**2026年3月31日前**报送|不少于**3**次|**落实**|严格检查，**限期整改**|实施**“一网通办”**改革|
明确**责任人**和**完成时限**|**不得**擅自离岗|**严禁**弄虚作假|力争**上半年**开工|**张三**同志任组长|见**附件1**|完成**90%**以上|**县委、县政府**决定|
**各单位**要高度重视|坚决**守住底线**|对**李强、王芳**予以表彰|**党支部书记**负责|**局党组**研究决定|由**单位负责人**签字|按**周**调度|**镇村**两级联动|以**项目**为抓手|
把**学校**作为重点|进**社区**、进**学校**|**县、乡、村**三级|**企业落实主体责任。**各企业要自查|**部门联动。**建立机制|**一是加强领导，二是压实责任。**|共**12**个单位、**350**名干部|
**高标准**谋划、**高质量**推进|坚持**问题导向**和**目标导向**|**县局**统一部署|**局机关各科室**和**局属单位**|强化**组织、协调、督办**职能|**李某某**一案|强调*《条例》*要求""".replace("\n", "").split("|")
# Of one pair of two stars, of which one alone hides nothing, as it would in 张三**同志 and 以**项目为抓手.
HALVES = [b for b in BOLD if b.count("*") == 4 and not re.search("张三\\*|\\*项目|\\*周", b)]
# How a sentence stands in a document; what holds no mark that a cell or a heading would take for its own.
PLACES = ["%s", "# %s\n\n正文。", "- %s", "1. %s", "> %s", "```表格\n事项 | 说明\n甲 | %s\n```", "正文[^%d]。\n\n[^%d]: %s"]


def masked(r, stars):
	"""A name or another thing that is left out in part, with | for the stars."""
	kind = r.randrange(5)
	if kind == 0:
		return r.choice(SURNAMES) + "|"
	if kind == 1:
		return r.choice(SURNAMES) + "|" + r.choice(TITLES)
	if kind == 2:
		return "|" + r.choice(PERSONS)
	return "|" + r.choice(BODIES) if kind == 3 else r.choice(OTHERS)


def hide(r, count):
	"""Things left out, joined, with stars; the stars of one draft are mostly of one length."""
	stars = r.choice(["**"] * 4 + ["*"] * 2)
	return [p for n in range(count) for p in ([r.choice(JOINTS)] if n else []) + re.split(r"(\|)", masked(r, stars))], stars


def clause(r):
	"""[(text, is a mask)] of a clause with names left out."""
	parts, stars = hide(r, r.choice([1, 1, 2, 3]))
	return [(r.choice(LEADS), None)] + [(stars, "mask") if p == "|" else (p, None) for p in parts] + [(r.choice(ENDS), None)]


def bold(r):
	return [(p, "bold" if p[:1] == "*" else None) for p in re.split(r"(\*+)", r.choice(BOLD))]


def half(r):
	"""Bold of which one run of stars was forgotten."""
	parts = [(p, "half" if p[:1] == "*" else None) for p in re.split(r"(\*+)", r.choice(HALVES))]
	stars = [i for i, (_, kind) in enumerate(parts) if kind]
	del parts[r.choice(stars)]
	return parts


def sentence(r):
	"""[(text, None, mask, bold or half)]; runs of stars do not touch."""
	kinds, parts = r.choice([[clause], [clause], [bold], [clause, bold], [half], [half, bold]]), []
	for n in range(r.randrange(1, PARTS + 1)):
		kind = r.choice([k for k in kinds if k != half or not any(what == "half" for _, what in parts)] or [bold])
		parts += ([(r.choice("，；。"), None)] if n else []) + kind(r)
	parts += [("。", None)] if r.random() < 0.7 else []
	return [p for p in parts if p[0]]


def gaps(text):
	"""The text without stars, and how many stood before each of its characters and at the end."""
	counts, rest = [0], ""
	for c in text:
		if c == "*":
			counts[-1] += 1
		else:
			rest += c
			counts.append(0)
	return rest, counts


def runs(parts):
	"""(gap, what it is) of each run of stars; the gap counts the characters before it that are no stars."""
	at = 0
	for text, kind in parts:
		if kind:
			yield at, kind
		else:
			at += len(text)


def judge(parts, printed, told):
	"""What is wrong with the line that came of a sentence, or None."""
	source, counts = gaps("".join(text for text, _ in parts))
	found = [gaps(line) for line in printed if source in line.replace("*", "")]
	if not found:
		return "is not printed"
	text, there = found[0]
	start = text.index(source)
	kept = [(kind, there[start + at] == counts[at]) for at, kind in runs(parts)]
	if any(kind == "mask" and not is_kept for kind, is_kept in kept) and not told:
		return "lost a star without a word: " + "".join(printed)
	if any(kind == "bold" and is_kept for kind, is_kept in kept) and not told:
		return "shows stars without a word"
	if any(kind == "half" for kind, _ in kept) and not told:
		return "has a run of stars without a partner, and is not told"
	if all(kind == "bold" for kind, _ in kept) and told:
		return "is bold, and told: " + told
	return None


def document(r, n):
	"""A source with one sentence, and the sentence."""
	while True:
		parts = sentence(r)
		text = "".join(p for p, _ in parts)
		if "***" not in text and any(kind for _, kind in parts):
			break
	place = PLACES[n % len(PLACES)]
	return "---\n标题: 星%d号\n---\n\n%s\n" % (n, place % ((n, n, text) if "[^" in place else text)), parts


def check(program, work, seed):
	"""[(0, law, how)] of sentences with stars."""
	r, found = grow.rng(seed, "stars"), []
	folder = os.path.join(work, "stars")
	sources.content(os.path.join(folder, "content"), grow.rng(seed, "stars", "cells"), grow.values(grow.rng(seed, "stars", "values")))
	grown = [document(r, n) for n in range(SENTENCES)]
	files = [os.path.join(folder, "星%d号.md" % n) for n in range(SENTENCES)]
	for file, (source, _) in zip(files, grown):
		sources.write(file, source)
	out = os.path.join(folder, "out")
	done = laws.run([program, "render", *files, "--content", os.path.join(folder, "content"), "--unit", "U1", "--year", "2026", "-f", "txt", "-o", out,
	                 "--diagnostics", "json", "-q"], env=dict(os.environ, LC_ALL="C.UTF-8"))
	err = done.stderr.decode("utf-8", "replace")
	told = {}
	for message in json.loads(err[err.index("["):]):
		if message["code"] in ("P061", "P103", "P126") and message["place"]:
			told.setdefault(message["place"]["file"], message["text"])
	for file, (source, parts) in zip(files, grown):
		path = os.path.join(out, os.path.basename(file)[:-2] + "txt")
		lines = []
		if os.path.exists(path):
			with open(path, encoding="utf-8") as f:
				lines = f.read().split("\n")
		how = judge(parts, lines, told.get(file, ""))
		if how:
			found.append((0, "stars", "%r %s" % (source.split("---\n\n")[1], how)))
	return found
