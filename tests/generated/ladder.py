#!/usr/bin/env python3
"""A ladder of short notices, and the least number of pages that each may have.

Makes 210 notices (body of 1 to 30 lines, 0 to 6 attachments, with and without seal, head and record block), has the
program set them, reads its pages, and compares each with an exhaustive search of all ways to break its lines into pages.
The search knows nothing of the program: it goes by the rules of GB/T 9704-2012 and CLREQ alone:

  first    page 1 shows body (GB/T 9704, 7.3.3)
  widow    no page opens on the last line of a paragraph of several lines
  heading  no heading at the foot of a page without two lines of what follows, or all of a paragraph that is shorter
  sign     authority and date stay together, on a page with text (body or attachment note)
  seal     a page with a seal carries body (GB/T 9704, 7.3.5.1, 7.3.5.5)
  record   the record block stands at the foot of the last page, which is an even one (7.4)
  area     no ink outside the type area of 225 mm (5.2.1)

Where these contradict each other, they are given up in the order of LEVELS. The first line of a paragraph may stand
alone at the foot of a page: no rule forbids it; --orphans forbids it.

    ladder.py PROGRAM [--home DIR] [--full] [--keep DIR]

DIR, the working folder unless told, holds content/ and templates/. A row needs its ink above the edge of the type area
(5.2.1); --boxes asks for its whole pitch, as word processors do. Needs pdftotext and pdftoppm for the checks on the PDF (--no-pdf leaves them out).
Ends with 1 when a notice has more pages than needed, or breaks a rule that it need not break.
"""

import argparse
import collections
import glob
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

# Page and grid, mm (GB/T 9704, 5.2): 22 lines; 579 twips is the largest pitch at which word processors set 22.
POINT = 25.4 / 72
TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0
PITCH = 28.95 * POINT
TYPE = 16 * POINT
# 7.2: mark 35 mm below the top of the type area, two blank lines, the number, 4 mm, the rule, two blank lines, the title.
# The size of the mark is free: it is read from the page.
MARK_TOP, RULE_GAP, RULE, TITLE_TYPE = 35.0, 4.0, 0.5, 22 * POINT
# 7.4: two lines of 四号 on lines of 24 pt between rules of 0.35, 0.25 and 0.35 mm
RECORD = 2 * 24 * POINT + 0.95

# What is given up, in this order, when the rules leave no way.
LEVELS = [
    ("", frozenset()),
    ("one line of body on page 1, the last one on page 2", frozenset(["first-widow"])),
    ("the same below a heading", frozenset(["first-widow", "first-heading"])),
    ("seal beside the attachment note only", frozenset(["first-widow", "first-heading", "seal"])),
]

KINDS = ["one", "lines", "heads", "pairs", "threes", "chain"]
HAN = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光"
    "果珍李柰菜重芥姜海咸河淡鳞潜羽翔"
)
NAMES = "甲乙丙丁戊己"

# kind: text, heading, note, blank or sign; the line index, from 0, of paragraph par, which is of so many lines
Row = collections.namedtuple("Row", "kind par index of")


class Notice:
    """A notice: what it is made of, and its source."""

    def __init__(self, number, body, attachments, kind, seal, head, record, follow, wrap):
        self.number, self.body, self.attachments, self.kind = number, body, attachments, kind
        self.seal, self.head, self.record, self.follow, self.wrap = seal, head, record, follow, wrap
        self.paragraphs = list(paragraphs(kind, body))  # (heading?, lines)
        self.notes = [2 if wrap and i == attachments - 1 else 1 for i in range(attachments)]
        self.places = {}  # line of the source -> (kind, paragraph)
        self.source = self.write()

    @property
    def name(self):
        marks = [w for w, on in (("seal", self.seal), ("head", self.head), ("record", self.record)) if on]
        return f"{self.number:05d}-{self.kind}-{self.body}-{self.attachments}-{'+'.join(marks) or 'bare'}" + (
            "-follow" if self.follow else "") + ("-wrap" if self.wrap else "")

    def write(self):
        lines = ["---", "标题: 关于做好值班工作的通知", "主送: 各科室"]
        if self.head:
            lines += ["发文机关: 县科技局", "发文字号: 青科〔2026〕1号"]
        if self.record:
            lines += ["抄送: 县委办公室", "印发机关: 县科技局办公室", "印发日期: 2026年3月11日"]
        lines += ["---", ""]

        def put(text, kind, par):
            lines.append(text)
            self.places[len(lines)] = (kind, par)

        for i, (heading, count) in enumerate(self.paragraphs):
            put("# 抓好值班" if heading else text(i, count), "heading" if heading else "text", i)
            lines.append("")
        if self.attachments:
            lines.append("```附件说明")
            for i in range(self.attachments):
                put(self.attachment(i), "note", 100 + i)
            lines += ["```", ""]
        lines.append("```落款")
        for i, line in enumerate(("县科技局", "2026年3月11日")):
            put(line, "sign", 200 + i)
        lines += ["```", ""]
        if self.follow:
            for i in range(self.attachments):
                lines += [f'```附件 标题="{self.attachment(i)}"', "```", "", text(i, 3), ""]
        return "\n".join(lines)

    def attachment(self, i):
        long = self.notes[i] == 2
        return "值班安排" + ("及节假日期间应急处置和信息报送工作要求" if long else "") + NAMES[i] + "表"

    def rows(self):
        """All rows from the body to the date, in order."""
        for i, (heading, count) in enumerate(self.paragraphs):
            for j in range(count):
                yield Row("heading" if heading else "text", i, j, count)
        if self.notes:
            yield Row("blank", -1, 0, 1)
            for i, count in enumerate(self.notes):
                for j in range(count):
                    yield Row("note", 100 + i, j, count)
        for j in range(2 if self.seal else 1):  # 7.3.5: room for the seal, whose top is at most a line below the text
            yield Row("blank", -2, j, 1)
        yield Row("sign", 200, 0, 1)
        yield Row("sign", 201, 0, 1)


def paragraphs(kind, left):
    """Cut a body of so many lines into paragraphs: (is it a heading, its lines)."""
    size = {"one": left, "lines": 1, "pairs": 2, "threes": 3, "heads": 2, "chain": 1}[kind]
    while left:
        if kind in ("heads", "chain") and left > 1:
            yield True, 1
            left -= 1
        yield False, min(size, left)
        left -= min(size, left)


def text(start, count):
    """A paragraph that fills so many lines: 26 characters, then 28, the last one three short with 。"""
    length = 26 + 28 * (count - 1) - 4
    start = start * 5 % len(HAN)
    return (HAN * (length // len(HAN) + 2))[start:start + length] + "。"


def ladder(full):
    """The 210 notices: each of the 8 forms with each of the 6 kinds of body; full: all of them for each rung."""
    for body in range(1, 31):
        for attachments in range(7):
            rung = (body - 1) * 7 + attachments
            forms = range(48) if full else [rung % 48]
            for form in forms:
                number = rung * 48 + form if full else rung
                yield Notice(number, body, attachments, KINDS[form // 8 % 6], bool(form & 1), bool(form & 2), bool(form & 4),
                             attachments > 0 and number % 3 == 0, attachments > 2 and number % 5 == 0)


# --- the search ---------------------------------------------------------------------------------------------------------


def row_count(top, bottom, pitch, boxes):
    """Rows from top to bottom: by their ink, or with boxes by the whole pitch of each."""
    return math.floor((bottom - top) / pitch + 1e-6) if boxes else math.floor((bottom - top - TYPE) / pitch + 1e-6) + 1


class Rules:
    """What a page holds and where it may end.

    Names of rules as in the head of this file; first-widow and first-heading are widow and heading at the end of a page 1
    that shows only one line that is not a heading; orphan is that of --orphans.
    """

    def __init__(self, notice, mark, args, pitch=PITCH):
        self.rows = list(notice.rows())
        self.notice, self.orphans = notice, args.orphans
        first = TOP
        if notice.head:
            rule = TOP + MARK_TOP + mark + 2 * pitch + TYPE + RULE_GAP + RULE
            first = rule + 2 * pitch + 0.88 * (TITLE_TYPE - TYPE)  # the top of the title's letters is two lines below
        self.first = row_count(first, BOTTOM, pitch, args.boxes) - 3  # title, blank line, recipient
        self.page = row_count(TOP, BOTTOM, pitch, args.boxes)
        seal = args.seal_row if notice.seal else 0
        self.after = seal  # rows below the date that the seal takes
        self.record = row_count(TOP, BOTTOM - RECORD, pitch, args.boxes)

    def broken(self, pages):
        """The rules that this way of breaking (the first rows of pages, and the end) does not keep."""
        return set().union(*(self.faults(i, *page) for i, page in enumerate(zip(pages, pages[1:]), 1)))

    def faults(self, number, begin, end):
        """The rules that this page does not keep, with the turn at its end."""
        found = set()
        kinds = [row.kind for row in self.rows[begin:end]]
        if number == 1 and not {"text", "heading"} & set(kinds):
            found.add("first")
        if "sign" in kinds:
            if kinds.count("sign") != 2 or not {"text", "note"} & set(kinds):
                found.add("sign")
            elif self.notice.seal and "text" not in kinds:
                found.add("seal")
        if end == len(self.rows):
            return found
        last, after = self.rows[end - 1], self.rows[end]
        first = "first-" if number == 1 and kinds.count("text") == 1 else ""
        if after.of > 1 and after.index == after.of - 1:
            found.add(first + "widow")
        if self.orphans and after.of > 1 and after.index == 1 and not first:
            found.add("orphan")
        if last.kind == "heading":
            found.add("heading")
        elif end - begin > 1 and self.rows[end - 2].kind == "heading" and last.index + 1 < last.of:
            found.add(first + "heading")
        return found

    def height(self, begin, end):
        """Rows that these take on a page: the blank line before the attachment note is not needed at an end of a page."""
        while begin < end and self.rows[begin].kind == "blank":
            begin += 1
        stop = end
        while stop > begin and self.rows[stop - 1].kind == "blank":
            stop -= 1
        return stop - begin + (self.after if end == len(self.rows) else 0)

    def way(self, count, last_rows, given_up):
        """A way to put the rows on count pages, the last of which has last_rows rows, as broken() takes it; or None.
        All ways are tried, full pages first."""

        def go(begin, number):
            room = self.first if number == 1 else self.page
            if number == count:
                end = len(self.rows)
                fits = self.height(begin, end) <= min(room, last_rows)
                return [end] if fits and self.faults(number, begin, end) <= given_up else None
            for end in range(min(len(self.rows) - 1, begin + room + 3), begin, -1):
                if self.height(begin, end) > room or self.rows[end].kind == "blank":
                    continue  # a page that ends before a blank line is the same as one that ends behind it
                if self.faults(number, begin, end) <= given_up:
                    rest = go(end, number + 1)
                    if rest:
                        return [end] + rest
            return None

        found = go(0, 1)
        return found and [0] + found

    def least(self):
        """(level, pages, one way): the fewest pages of the whole notice at the first level that has a way."""
        notice = self.notice
        more = notice.attachments if notice.follow else 0
        for level, (_, given_up) in enumerate(LEVELS):
            best = None
            for count in range(1, 6):
                sizes = [self.page]
                if notice.record and not more and count % 2 == 0:
                    sizes = [self.record, self.page]
                for size in sizes:
                    total = count + more
                    if notice.record:
                        if total % 2:
                            total += 1
                        elif not more and size == self.page:
                            total += 2
                    if best and best[0] <= total:
                        continue
                    way = self.way(count, size, given_up)
                    if way:
                        best = total, way
            if best:
                return level, *best
        return None


# --- the program's pages ------------------------------------------------------------------------------------------------


class Pages:
    """What the program made of a notice: pages, and what is wrong with them on their own."""

    def __init__(self, notice, folder, with_pdf):
        self.notice, self.faults = notice, []
        with open(glob.glob(glob.escape(folder) + "/*.json")[0], encoding="utf-8") as file:
            data = json.load(file)
        self.count = len(data["pages"])
        self.ends = [(page.get("end"), page.get("blank")) for page in data["pages"]]
        self.lines = [line for line in data["lines"] if not line.get("artifact")]
        self.mark = next((line["size"] * POINT for line in self.lines if line["text"].endswith("文件")), 0)
        self.numbered = {line["page"] for line in data["lines"] if line.get("artifact") and "—" in line["text"]}
        self.read()
        self.check()
        if with_pdf:
            self.check_pdf(glob.glob(glob.escape(folder) + "/*.pdf")[0])

    def read(self):
        """self.breaks: the first rows of pages, as Rules has them."""
        rows = list(self.notice.rows())
        seen = [(*self.notice.places[line["line"]], line) for line in self.lines if line.get("line") in self.notice.places]
        counts = collections.Counter(par for _, par, _ in seen)
        for row in rows:
            if row.par >= 0 and counts[row.par] != row.of:
                self.faults.append(f"lines: paragraph {row.par} has {counts[row.par]} lines, not {row.of}")
        solid = [i for i, row in enumerate(rows) if row.par >= 0]
        self.breaks, self.seen = [0], seen
        if len(solid) != len(seen):
            return
        for before, after, row in zip(seen, seen[1:], solid[1:]):
            if before[2]["page"] != after[2]["page"]:
                self.breaks.append(row)
            else:
                steps = (after[2]["baseline"] - before[2]["baseline"]) / PITCH
                blank = rows[row - 1].par < 0
                want = 1 + (sum(r.par == rows[row - 1].par for r in rows[row - 2:row]) if blank else 0)
                if abs(steps - want) > 0.01:
                    self.faults.append(f"place: {steps:.2f} lines above ‘{after[2]['text']}’, not {want}")
        self.breaks.append(len(rows))

    def check(self):
        for line in self.lines:
            if line["baseline"] - 0.88 * line["size"] * POINT < TOP - 1 and line["block"] != "title":
                self.faults.append(f"area: ‘{line['text']}’ above the type area")
            low = line["baseline"] + 0.12 * line["size"] * POINT
            if low > BOTTOM or line["left"] < LEFT - 0.1 or line["right"] > RIGHT + 6:
                self.faults.append(f"area: ‘{line['text']}’ outside the type area")
        if not any(kind in ("text", "heading") and line["page"] == 1 for kind, _, line in self.seen):
            self.faults.append("first: page 1 shows no body")
        signed = [line for kind, _, line in self.seen if kind == "sign"]
        beside = {kind for kind, _, line in self.seen if signed and line["page"] == signed[0]["page"]}
        if not beside & {"text", "note"}:
            self.faults.append("sign: the signature's page has no text")
        if len(signed) == 2 and not self.notice.seal and abs(signed[1]["left"] - signed[0]["left"] - 2 * 156 / 28) > 0.05:
            self.faults.append("sign: the date is not two characters to the right")
        if len(signed) == 2 and self.notice.seal and abs(sum(signed[0][k] - signed[1][k] for k in ("left", "right"))) > 0.1:
            self.faults.append("sign: the authority is not centred on the date")
        record = [line for line in self.lines if line["text"].startswith("抄送") or line["text"].endswith("印发")]
        if self.notice.record:
            if {line["page"] for line in record} != {self.count}:
                self.faults.append("record: not on the last page")
            elif self.count % 2:
                self.faults.append("record: the last page is odd")
            else:
                top = BOTTOM - RECORD
                low = [line for line in self.lines if line["page"] == self.count and line not in record
                       and not line["text"].startswith("县科技局办公室")]
                if any(line["baseline"] + 0.12 * line["size"] * POINT > top for line in low):
                    self.faults.append("record: text below its upper rule")
                if low and self.count not in self.numbered:
                    self.faults.append("number: missing on the last page")
        elif record:
            self.faults.append("record: there is one")
        used = {line["page"] for line in self.lines}
        blank = [page for page in range(1, self.count + 1) if page not in used]
        for page in blank:
            if page in self.numbered or (page + 1 == self.count and self.count in self.numbered):
                self.faults.append("number: a blank page, or the record block behind it, has one")
        if set(range(1, self.count + 1)) - self.numbered - set(blank) - ({self.count} if blank else set()):
            self.faults.append("number: missing on a page")

    def check_pdf(self, path):
        """The same pages in the PDF: as many, with the same text, and the record block's rule on the area's edge."""
        out = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
        sheets = out.split("<page ")[1:]
        if len(sheets) != self.count:
            self.faults.append(f"pdf: {len(sheets)} pages, not {self.count}")
        for number, sheet in enumerate(sheets, 1):
            words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', sheet)
            want = collections.Counter("".join(line["text"] for line in self.lines if line["page"] == number).replace(" ", ""))
            have = collections.Counter("".join(word[4] for word in words if float(word[1]) * POINT < BOTTOM))
            if want != have:
                self.faults.append(f"pdf: page {number} has other text")
            if any(float(word[0]) * POINT < LEFT - 0.1 or float(word[2]) * POINT > RIGHT + 6 for word in words):
                self.faults.append(f"pdf: page {number} has text beside the type area")
        if self.notice.record:
            rules = dark_rows(path, self.count)
            if not rules or abs(rules[-1] - BOTTOM) > 0.4 or abs(rules[0] - (BOTTOM - RECORD)) > 0.5:
                self.faults.append(f"record: rules at {[round(rule, 1) for rule in rules]} mm")


def dark_rows(path, page, dpi=200):
    """Places, mm from the top, of the rules across the type area at the foot of a page of a PDF."""
    start = int((BOTTOM - RECORD - 10) / 25.4 * dpi)  # only the foot of the page
    data = subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-x", "0", "-y", str(start),
                           "-W", str(int(210 / 25.4 * dpi)), "-H", str(int(297 / 25.4 * dpi) - start), path],
                          capture_output=True, check=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(head[1]), int(head[2])
    left, right = (int(x / 25.4 * dpi) for x in (LEFT + 1, RIGHT - 1))
    rules = []
    for y in range(height):
        begin = head.end() + y * width
        if max(data[begin + left:begin + right]) < 192:
            place = (start + y + 0.5) / dpi * 25.4
            if rules and place - rules[-1][-1] < 0.5:
                rules[-1].append(place)
            else:
                rules.append([place])
    return [sum(rule) / len(rule) for rule in rules]


# --- running ------------------------------------------------------------------------------------------------------------


def make_home(home, folder):
    """A folder with the content and the templates, and with our own: every choice of seal, head and record block."""
    for part in "content", "templates":  # the program looks for templates beside the real place of the content
        os.makedirs(f"{folder}/{part}", exist_ok=True)
        for name in os.listdir(f"{home}/{part}"):
            if not os.path.exists(f"{folder}/{part}/{name}"):
                os.symlink(f"{os.path.abspath(home)}/{part}/{name}", f"{folder}/{part}/{name}")
    plain = xml.parse(home + "/templates/gbt9704/template.xml").getroot()
    formal = xml.parse(home + "/templates/gbt9704-head/template.xml").getroot()
    for seal in (False, True):
        for head in (False, True):
            for record in (False, True):
                name = template(seal, head, record)
                root = xml.Element("template", name=name, extends="gbt9704")  # nothing extends gbt9704-head
                root.extend(formal.find(part) for part, on in (("head", head), ("record", record)) if on)
                signature = plain.find("signature")
                signature.set("kind", "seal" if seal else "no-seal")
                root.append(signature)
                if head or record:
                    root.append(formal.find("styles"))
                os.makedirs(f"{folder}/templates/{name}", exist_ok=True)
                xml.ElementTree(root).write(f"{folder}/templates/{name}/template.xml", "utf-8", xml_declaration=True)


def template(seal, head, record):
    return f"ladder-{seal:d}{head:d}{record:d}"


def render(program, home, notice, folder, with_pdf):
    os.makedirs(folder, exist_ok=True)
    source = folder + "/notice.md"
    with open(source, "w", encoding="utf-8") as file:
        file.write(notice.source)
    run = subprocess.run([program, "render", source, "-q", "--content", home + "/content", "--template",
                          template(notice.seal, notice.head, notice.record), "-f", "pages,pdf" if with_pdf else "pages",
                          "-o", folder], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if run.returncode:
        sys.exit(f"{notice.name}: status {run.returncode}\n{run.stderr}")
    return run.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--home", default=".", help="folder with content/ and templates/")
    parser.add_argument("--full", action="store_true", help="all 10,080 notices: every form and body on each rung")
    parser.add_argument("--keep", help="leave sources and pages in this folder")
    parser.add_argument("--no-pdf", action="store_true", help="only what the program says of its pages")
    parser.add_argument("--orphans", action="store_true", help="no first line of a paragraph alone at the foot of a page")
    parser.add_argument("--boxes", action="store_true", help="a row needs its whole pitch above the edge, not only its ink")
    parser.add_argument("--seal-row", type=int, default=0, metavar="N", help="rows below the date for the seal (0 or 1)")
    parser.add_argument("--tight", type=float, metavar="PT", help="also tell how many pages a pitch of PT points would save")
    parser.add_argument("--verbose", "-v", action="store_true", help="a line for each notice")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or scratch
        make_home(args.home, folder + "/home")
        total, shown, least, level_same, saved = 0, 0, 0, 0, 0
        classes = collections.defaultdict(list)
        for notice in ladder(args.full):
            place = f"{folder}/{notice.name}"
            warnings = render(args.program, folder + "/home", notice, place, not args.no_pdf)
            pages = Pages(notice, place, not args.no_pdf)
            rules = Rules(notice, pages.mark, args)
            level, count, way = rules.least()
            total += 1
            shown += not any(fault.startswith("first") for fault in pages.faults)
            least += pages.count <= count
            for fault in pages.faults:
                classes[re.sub(r"‘.*?’|[\d.]+", "…", fault)].append(notice.name)
            for warning in re.findall(r"(?:warning|error)\[\w+\]", warnings):
                classes["message " + warning].append(notice.name)
            if pages.count != count:
                classes[f"pages: {pages.count - count:+d}"].append(f"{notice.name} {pages.count} not {count}")
            broken = rules.broken(pages.breaks)
            needless = broken - LEVELS[level][1] - {"first-widow"}  # two lines may always be parted to show one on page 1
            level_same += not needless
            for rule in sorted(needless):
                classes["needless: " + rule].append(notice.name)
            if args.tight:
                saved += Rules(notice, pages.mark, args, args.tight * POINT).least()[1] < count
            if args.verbose:
                print(notice.name, "pages", pages.count, "least", count, "breaks", pages.breaks, "way", way,
                      LEVELS[level][0] or "-", *pages.ends)
            if not args.keep:
                for path in glob.glob(glob.escape(place) + "/*"):
                    os.remove(path)
        print(f"page 1 shows body: {shown}/{total}")
        print(f"at the least number of pages: {least}/{total}")
        print(f"no rule broken that can be kept: {level_same}/{total}")
        if args.tight:
            print(f"fewer pages with a pitch of {args.tight:g} pt: {saved}/{total}")
        for name, notices in sorted(classes.items()):
            print(f"{len(notices):6d}  {name}: {', '.join(notices[:4])}{' …' if len(notices) > 4 else ''}")
        return 1 if classes else 0


if __name__ == "__main__":
    sys.exit(main())
