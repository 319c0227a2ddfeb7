"""try.py PLANGEN COUNT: what import writes of odd documents, render takes."""

import os
import random
import re
import subprocess
import sys

import grow

PROGRAM, COUNT = sys.argv[1], int(sys.argv[2])


def run(*command):
	done = subprocess.run([PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, LC_ALL="C.UTF-8"))
	return done.returncode, done.stderr.decode()


def write(kind, number):
	dice, path = random.Random("%d%s" % (number, kind)), "%d.%s" % (number, kind)
	if kind == "docx":
		grow.docx(dice, path)
	else:
		open(path, "w", newline="").write(getattr(grow, kind)(dice))
	return path


# What a reader is told of the text itself, as it was written: front matter, items with a number of their own, bars between recipients, what ends a document
# amid it.
OF_THE_TEXT = {"P089", "P092", "P097", "P113", "P128", "P129"}
# What import told and did: lines it joined, numbers it changed.
DONE = {"P063", "P065"}


def told(said):
	return set(re.findall(r"(?:warning|note)\[(P\d+)\]", said))


def try_one(kind, number):
	path, folder = write(kind, number), "%d-%s" % (number, kind)
	status, said = run("import", path, "-o", folder, "-q")
	names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
	if status not in (0, 2) or (status == 2 and "error[" not in said) or (status == 0 and not names):
		print("import %s: status %d: %s" % (path, status, said[:300]))
	before, after = told(said), set()
	for name in names:
		status, said = run("render", os.path.join(folder, name), "-f", "txt", "-o", folder + "-txt", "-q")
		if status:
			print("render %s of %s: %s" % (name, path, [line for line in said.split("\n") if "error[" in line][:2]))
		after |= told(said)
	if names and (before - after - DONE or after - before - OF_THE_TEXT):
		print("%s: import says %s, its sources then %s" % (path, sorted(before - after), sorted(after - before)))
	return len(names)


made = {kind: sum(try_one(kind, number) for number in range(COUNT)) > COUNT / 12 for kind in ("txt", "md", "docx")}
print("sources were made of", ", ".join(kind for kind in made if made[kind]))
