"""numbers.py PLANGEN COUNT [FIRST]: the number that Word shows before a paragraph of a list is printed, or named by a message."""

import os
import random
import re
import shutil
import subprocess
import sys
import zipfile

PROGRAM, COUNT = sys.argv[1], int(sys.argv[2])
FIRST = int(sys.argv[3]) if len(sys.argv) > 3 else 0
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
HAN = "零一二三四五六七八九"


def han(n):
	if n < 10:
		return HAN[n]
	return (HAN[n // 10] if n > 19 else "") + "十" + (HAN[n % 10] if n % 10 else "")


def letters(n):
	return chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1)


def roman(n):
	out = ""
	for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
		out += sign * (n // value)
		n %= value
	return out


FORMATS = {
	"decimal": str, "chineseCounting": han, "lowerLetter": letters, "upperLetter": lambda n: letters(n).upper(), "lowerRoman": roman,
	"upperRoman": lambda n: roman(n).upper(), "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if n < 21 else str(n),
	"ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10], "decimalZero": lambda n: "%02d" % n,
}
ONE = ["%1.", "%1、", "（%1）", "(%1)", "%1)", "%1", "[%1]", "%1是", "%1要", "第%1期", "%1项", "%1年", "其%1，", "（%1）是", "%1%", "%1.0", "第%1条", "任务%1："]
TWO = ["%1.%2", "（%1.%2）", "[%1-%2]", "%1/%2", "%1(%2)", "%1、%2", "%1-%2", "%1.%2."]


class Level:
	def __init__(self, dice, depth):
		self.format = dice.choice(list(FORMATS))
		self.start = dice.choice([1, 1, 1, 1, 0, 3, 8, 25])
		if self.start == 0 or (self.start == 25 and self.format == "decimalEnclosedCircle"):
			self.format = "decimal" # others have no sign for it
		one = [text.replace("%1", "%" + str(depth + 1)) for text in ONE]
		self.text = dice.choice(TWO if depth and dice.random() < .5 else one)
		self.hidden, self.legal = dice.random() < .06, dice.random() < .1

	def xml(self, depth):
		return '<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/>%s</w:lvl>' % (
			depth, self.start, self.format, "<w:isLgl/>" if self.legal else "", self.text, "<w:rPr><w:vanish/></w:rPr>" if self.hidden else "")


class List:
	"""One list of the file; its counters are its own."""

	def __init__(self, dice, number):
		self.number, self.levels, self.counts = number, [Level(dice, 0), Level(dice, 1)], [None, None]
		self.override = dice.choice([None, None, None, 2, 5])

	def xml(self):
		override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride>' % self.override if self.override else ""
		return ('<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>' % (self.number, "".join(level.xml(i) for i, level in enumerate(self.levels))),
			'<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>' % (self.number, self.number, override))

	def shown(self, depth):
		"""The number of the next paragraph there, and its value."""
		start = self.override if depth == 0 and self.override else self.levels[depth].start
		self.counts[depth] = start if self.counts[depth] is None else self.counts[depth] + 1
		self.counts[depth + 1:] = [None] * (1 - depth)
		level = self.levels[depth]

		def figure(match):
			of = int(match.group(1)) - 1
			count = self.levels[of].start if self.counts[of] is None else self.counts[of]
			return FORMATS["decimal" if level.legal else self.levels[of].format](count) if count else "0"
		return "" if level.hidden else re.sub("%([12])", figure, level.text), self.counts[depth]


def make(dice, path):
	"""Writes the file; what is shown before each text, with the value."""
	lists, body, shown = [List(dice, i + 1) for i in range(4)], ["2026年试验工作计划", "开头一段，说明情况。"], {}
	body = ['<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % text for text in body]
	for kind in lists:
		body.append("<w:p><w:r><w:t>下面是一组，逐条列出：</w:t></w:r></w:p>")
		depth = 0
		for _ in range(dice.choice([1, 3, 5, 9])):
			text = "编办事项%s" % "".join(chr(0x4E00 + 2 * (len(shown) * 7 + i)) for i in range(3))
			shown[text] = kind.shown(depth)
			text += dice.choice(["", "，要办好。", "；"])
			body.append('<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>' % (
				depth, kind.number, text))
			if dice.random() < .1:
				body.append("<w:p><w:r><w:t>中间有一段话，说明上面的事。</w:t></w:r></w:p>")
			depth = dice.choice([0, 0, 1])
	parts = [kind.xml() for kind in lists]
	with zipfile.ZipFile(path, "w") as file:
		file.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" '
			'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
			'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
		for name, kind, target in (("_rels/.rels", "officeDocument", "word/document.xml"), ("word/_rels/document.xml.rels", "numbering", "numbering.xml")):
			file.writestr(name, '<?xml version="1.0"?><Relationships xmlns="%srelationships"><Relationship Id="r1" Type="%s/%s" Target="%s"/>'
				'</Relationships>' % (PACKAGE, OFFICE, kind, target))
		file.writestr("word/numbering.xml", '<?xml version="1.0"?><w:numbering %s>%s%s</w:numbering>' % (
			SPACE, "".join(part[0] for part in parts), "".join(part[1] for part in parts)))
		file.writestr("word/document.xml", '<?xml version="1.0"?><w:document %s><w:body>%s</w:body></w:document>' % (SPACE, "".join(body)))
	return shown


def run(*command):
	done = subprocess.run([PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, LC_ALL="C.UTF-8"))
	return done.returncode, done.stderr.decode()


def read(front):
	"""Form and value of a number as the program sets it."""
	for form, pattern in (("一、", "([%s十]+)、" % HAN), ("（一）", "（([%s十]+)）" % HAN), ("1.", "([0-9]+)[.]"), ("（1）", "（([0-9]+)）"), ("①", "([①-⑳])")):
		match = re.fullmatch(pattern, front)
		if match:
			figure = match.group(1)
			return form, int(figure) if figure.isdigit() and figure.isascii() else next(
				(i for i in range(1, 99) if figure in (han(i), chr(0x2460 + i - 1))), 0)
	return None, 0


def same_form(shown, form):
	plain = re.sub("[0-9]+", "1", re.sub("[%s十]+" % HAN, "一", shown))
	return plain in {"1.": ("1.", "1、", "1"), "（1）": ("（1）", "(1)", "[1]"), "一、": ("一、", "一.", "一"), "（一）": ("（一）", "(一)", "[一]", "一)")}.get(form, ())


def is_told(said, shown, value, front, shifts):
	"""Whether messages tell what is printed; of headings that count on behind one whose number changes, that one."""
	form, own = read(front)
	if "[R033] the number ‘%s’" % shown in said:
		shifts.add(value - own)
	return form and value - own in shifts | {0} and (same_form(shown, form) or re.search(r"\[R035\].*printed as ‘%s’" % form, said))


def check(number):
	path, folder = "%d.docx" % number, str(number)
	shown = make(random.Random(number), path)
	status, said = run("import", path, "-o", folder)
	name = sorted(os.listdir(folder))[0]
	status = run("render", os.path.join(folder, name), "-f", "txt", "-o", folder + "-txt", "-q")[0] or status
	printed = open(os.path.join(folder + "-txt", os.listdir(folder + "-txt")[0])).read()
	shifts = set()
	for text, (label, value) in shown.items():
		line = next((line for line in printed.split("\n") if text in line), None)
		front = re.sub(r"[\s　]", "", line.split(text)[0]) if line else ""
		if line is None or (front != re.sub(r"\s", "", label) and not is_told(said, label, value, front, shifts)):
			print("%s: ‘%s’ is shown, ‘%s’ is printed: %s" % (path, label, front, line))
	if status:
		print("%s: status %d" % (path, status))
	if not os.environ.get("KEEP"):
		shutil.rmtree(folder)
		shutil.rmtree(folder + "-txt")
	return len(shown)


print("numbers were looked at:", sum(check(number) for number in range(FIRST, FIRST + COUNT)))
