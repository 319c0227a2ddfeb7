#!/usr/bin/env python3
"""Generated documents: run.py PROGRAM COUNT SEED [NUMBER]

Grows COUNT documents from SEED, or only that of one NUMBER, renders them in batches in all formats and checks the laws of the design on each. A document
that breaks one is cut down to the part that does and kept in out/generated/. Ends with what stood in what, and how often."""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time

import given
import grow
import laws
import odd
import oracle
import shrink
import signs
import sources
import stars
import typed

BATCH = 20
FORMATS = "pdf,docx,md,txt,svg,pages"
TEMPLATES = ["gbt9704", "gbt9704", "gbt9704-head"]
HERE = os.path.dirname(os.path.abspath(__file__))
SHRUNK = 8
# laws of a whole run, not of a document
WHOLE = ("docx schema", "build", "same bytes", "status", "values", "signs", "stars", "typed", "given")


class Case:
	"""A document with what must come out of it."""

	def __init__(self, doc, v, head):
		self.doc, self.head = doc, head
		self.oracle = oracle.Oracle(doc, v, head)
		self.chars = self.feet = None

	def stext(self, path):
		if self.chars is None:
			self.chars = laws.stext(path["pdf"])
		return self.chars

	def foot_top(self, path, page):
		"""Above the footnotes of a page (from 0), pt; below it when it has none."""
		if self.feet is None:
			self.feet = laws.feet(path["json"])
		return self.feet.get(page, 297 * laws.MM)


class Batch:
	"""Documents that one call renders: they share the unit's values and the page template."""

	def __init__(self, program, seed, number, work):
		self.program, self.seed, self.number = program, seed, number
		self.folder = os.path.join(work, "batch%d" % number)
		r = grow.rng(seed, "batch", number)
		self.template = r.choice(TEMPLATES)
		self.head = self.template.endswith("-head")
		self.values = grow.values(r)
		sources.content(os.path.join(self.folder, "content"), grow.rng(seed, "cells", number), self.values)

	def grow(self, number, coverage):
		r = grow.rng(self.seed, "document", number)
		form = r.choice(["md", "md", "md", "xml", "xml"])
		doc = grow.Grower(r, self.values, coverage).document(number, form, self.head)
		if r.random() < 0.12:
			grow.add_fault(r, doc)
			coverage[("fault", doc["fault"][0])] = coverage.get(("fault", doc["fault"][0]), 0) + 1
		return doc

	def render(self, files, out, formats=FORMATS):
		"""(status, diagnostics or None, standard error); None as a status when it took too long."""
		shutil.rmtree(out, ignore_errors=True)
		command = [self.program, "render"] + files + ["--content", os.path.join(self.folder, "content"), "--unit", "U1", "--year", "2026",
		           "--template", self.template, "-f", formats, "-o", out, "--diagnostics", "json", "-q"]
		env = dict(os.environ, LC_ALL="C.UTF-8")
		try:
			done = laws.run(command, env=env)
		except subprocess.TimeoutExpired:
			return None, [], "it waits for ever"
		err = done.stderr.decode("utf-8", "replace")
		try:
			return done.returncode, json.loads(err[err.index("["):]) if "[" in err else [], err
		except ValueError:
			return done.returncode, None, err

	def judge(self, docs, sub, law=None, repeat=False):
		"""Renders the documents in one call and checks each, by all laws or one. {number: [(law, how)]}"""
		src, out = os.path.join(self.folder, sub + "-src"), os.path.join(self.folder, sub + "-out")
		shutil.rmtree(src, ignore_errors=True)
		files = []
		for doc in docs:
			files.append(os.path.join(src, sources.file_name(doc)))
			sources.write(files[-1], sources.source(doc))
		status, messages, err = self.render(files, out, formats_for(law))
		broken = {doc["number"]: [] for doc in docs}
		if status is None or status < 0 or status not in (0, 2) or messages is None:
			for doc in docs:
				broken[doc["number"]].append(("end", "status %s: %s" % (status, err[-300:])))
			return broken
		errors = [m for m in messages if m["severity"] == "error"]
		os.makedirs(out, exist_ok=True)
		for doc, file in zip(docs, files):
			broken[doc["number"]] += self.judge_one(doc, file, out, [m for m in errors if m["place"] and m["place"]["file"].endswith(sources.file_name(doc))],
			                                        [m for m in errors if not m["place"]] if len(docs) == 1 else [], law)
		if status != (2 if errors else 0):
			broken[docs[0]["number"]].append(("status", "status %d with %d errors" % (status, len(errors))))
		if law is None or law.startswith("again"):
			self.read_again(docs, out, broken, sub)
		if repeat:
			self.repeat(files, out, docs, broken, sub)
		return broken

	def judge_one(self, doc, file, out, errors, placeless, law):
		path = laws.files(out, doc["number"])
		if doc["fault"]:
			codes = {m["code"] for m in errors}
			if path:
				return [("refusal", "written although it has a fault of %s" % "/".join(doc["fault"]))]
			if not codes & set(doc["fault"]):
				return [("refusal", "refused with %s where one of %s is due" % (sorted(codes), doc["fault"]))]
			return self.judge_place(doc, file, errors)
		if not path:
			said = ["%s:%d %s %s" % (m["place"]["file"], m["place"]["line"], m["code"], m["text"][:120]) for m in errors]
			said += ["%s %s" % (m["code"], m["text"][:200]) for m in placeless]
			return [("refusal " + (errors + placeless + [{"code": "without a word"}])[0]["code"], "; ".join(said[:3]) or "nothing was written, no message has a place in it")]
		return laws.check(Case(doc, self.values, self.head), path, law)

	def judge_place(self, doc, file, errors):
		"""The message of the fault stands where the fault is."""
		with open(file, encoding="utf-8") as f:
			text = f.read()
		raw = next(b["s"] for b in doc["blocks"] if b["k"] == "raw")
		framed, alone = "\n\n" + text + "\n\n", "\n\n" + raw + "\n\n"  # a loop may begin with the line of a fault
		at = framed.index(alone) if alone in framed else framed.index("\n" + raw + "\n") - 1
		first = framed[:at + 2].count("\n") - 1
		last = first + raw.count("\n") + 1
		lines = [m["place"]["line"] for m in errors if m["code"] in doc["fault"]]
		if not any(first <= n <= last for n in lines) and "B020" not in doc["fault"]:
			return [("place", "%s is at lines %s, the fault at %d to %d" % (doc["fault"], lines, first, last))]
		return []

	def read_again(self, docs, out, broken, sub):
		"""Our Markdown renders to the same document."""
		again = os.path.join(self.folder, sub + "-again")
		paths = {doc["number"]: laws.files(out, doc["number"]) for doc in docs}
		files, back = [], os.path.join(self.folder, sub + "-md")
		shutil.rmtree(back, ignore_errors=True)
		os.makedirs(back)
		for n, path in paths.items():
			if "md" in path:
				files.append(os.path.join(back, "编%d号.md" % n))
				shutil.copy(path["md"], files[-1])
		if not files:
			return
		status, messages, err = self.render(files, again, "docx,txt")
		os.makedirs(again, exist_ok=True)
		for file in files:
			n = int(os.path.basename(file)[1:-4])
			path = laws.files(again, n)
			if path:
				broken[n] += laws.again(paths[n], path)
			else:
				said = [m for m in messages or [] if m["severity"] == "error" and m["place"] and m["place"]["file"] == file]
				broken[n].append(("again " + (said[0]["code"] if said else "?"), "the Markdown is refused: %s" % (said[0]["text"][:160] if said else err[-200:])))

	def repeat(self, files, out, docs, broken, sub):
		"""The same input gives the same bytes."""
		second = os.path.join(self.folder, sub + "-second")
		self.render(files, second)
		for name in sorted(set(os.listdir(out)) | set(os.listdir(second) if os.path.isdir(second) else [])):
			a, b = (os.path.join(f, name) for f in (out, second))
			if not (os.path.exists(a) and os.path.exists(b)) or open(a, "rb").read() != open(b, "rb").read():
				n = next((d["number"] for d in docs if name.startswith("编%d号" % d["number"])), docs[0]["number"])
				broken[n].append(("same bytes", name + " differs in a second run"))


def formats_for(law):
	"""The formats that one law looks at."""
	if law is None or law.startswith(("refusal", "end", "status")):
		return FORMATS
	return {"poppler": "pdf", "mupdf": "pdf", "area": "pdf", "down": "pdf", "furniture": "pdf", "pages": "pdf,pages", "svg": "pdf,svg,pages", "links": "pdf,docx", "turned": "pdf,docx"}.get(law, law if law in ("txt", "docx", "md") else "md,txt,docx")


def work_on(job):
	"""Grows and judges one batch. ([(document number, law, how)], coverage, a DOCX file)"""
	program, seed, number, numbers, work = job
	coverage = {}
	batch = Batch(program, seed, number, work)
	docs = [batch.grow(n, coverage) for n in numbers]
	broken = batch.judge(docs, "all", repeat=number % 4 == 0)
	found = [(n, law, how) for n in numbers for law, how in broken[n]]
	samples = [f["docx"] for f in (laws.files(os.path.join(batch.folder, "all-out"), n) for n in numbers) if "docx" in f]
	return found, coverage, samples[:1]


def cut_down(job):
	"""The small source of one document that breaks one law."""
	program, seed, number, law, work = job
	batch = Batch(program, seed, number // BATCH, os.path.join(work, "shrink-" + law.replace(" ", "-")))
	doc = batch.grow(number, {})
	small = shrink.shrink(doc, lambda d: next((h for l, h in batch.judge([d], "one", law)[number] if l == law), None))
	return number, law, small


def validate(samples, ooxml, limit):
	"""DOCX files against the schemas, where they are there."""
	validator = os.path.join(ooxml, "validate-docx")
	if not os.path.exists(validator):
		print("generated: %s is missing; the DOCX files were not validated" % validator)
		return []
	done = laws.run([validator, "-q"] + samples[:limit], seconds=600)
	return [(0, "docx schema", s) for s in done.stdout.decode().splitlines()] if done.returncode else []


def jobs_law(program, seed, work):
	"""A build gives the same bytes for any number of workers."""
	batch = Batch(program, seed, 0, work)
	docs = [d for d in (batch.grow(n, {}) for n in range(BATCH)) if not d["fault"]]
	for d in docs:
		d["title"] = [{"k": "t", "s": "编%d号" % d["number"]}]
	folder = os.path.join(work, "build", "content")
	sources.content(folder, grow.rng(seed, "cells", 0), batch.values, [(sources.file_name(d), sources.source(d)) for d in docs])
	made = {}
	for jobs in ("1", "2"):
		out = os.path.join(work, "build", "out" + jobs)
		shutil.rmtree(out, ignore_errors=True)
		done = laws.run([program, "build", "--content", folder, "--units", "all", "--year", "2026", "-j", jobs, "-o", out, "-q"], seconds=300)
		if done.returncode not in (0, 2):
			return [(0, "build", "build -j %s ends with %d: %s" % (jobs, done.returncode, done.stderr.decode()[-300:]))]
		made[jobs] = {}
		for at, _, names in os.walk(os.path.join(out, "plans")):
			for name in names:
				with open(os.path.join(at, name), "rb") as f:
					made[jobs][os.path.relpath(os.path.join(at, name), out)] = f.read()
	if not made["1"]:
		return [(0, "build", "build made nothing: " + done.stderr.decode()[-300:])]
	return [(0, "same bytes", "%s differs between -j 1 and -j 2" % n)
	        for n in sorted(set(made["1"]) | set(made["2"])) if made["1"].get(n) != made["2"].get(n)]


def table(coverage):
	"""What stood in what, and how often."""
	parents = {}
	for (parent, child), n in sorted(coverage.items()):
		parents.setdefault(parent, []).append("%s %d" % (child, n))
	for parent, children in parents.items():
		print("  %-12s %s" % (parent, ", ".join(children)))


def note(found, more, seed):
	"""Adds what was found, and says the first of each law at once: a long run may be stopped."""
	for number, law, how in more:
		found.append((number, law, how))
		if sum(f[1] == law for f in found) <= 3:
			print("seed %s, document %d: %s: %s" % (seed, number, law, how), flush=True)


def report(found, program, seed, keep, pool):
	"""Cuts down the first document of each law that was broken, and counts."""
	counts, first = {}, {}
	for number, law, how in found:
		counts[law] = counts.get(law, 0) + 1
		first.setdefault(law, number)
	jobs = [(program, seed, number, law, os.path.join(keep, "work")) for law, number in first.items() if law not in WHOLE][:SHRUNK]
	for number, law, small in pool.imap(cut_down, jobs):
		path = os.path.join(keep, "%s-%d-%s.%s" % (seed, number, law.replace(" ", "-"), small["form"]))
		sources.write(path, sources.source(small))
		print("seed %s, document %d: %s: cut down to %s" % (seed, number, law, path))
	if counts:
		print("broken: " + ", ".join("%s %d" % c for c in sorted(counts.items())))


def main():
	program, count, seed = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
	only = int(sys.argv[4]) if len(sys.argv) > 4 else None
	missing = [tool for tool in ("mutool", "pdftotext") if not shutil.which(tool)]
	if missing:
		print("generated: skipped, without " + ", ".join(missing))
		return
	keep = os.path.abspath(os.path.join("out", "generated"))
	work = os.path.join(keep, "work")
	shutil.rmtree(work, ignore_errors=True)
	start = time.time()
	numbers = list(range(count) if only is None else [only])
	batches = {}
	for n in numbers:
		batches.setdefault(n // BATCH, []).append(n)
	found, coverage, samples = [], {}, []
	with multiprocessing.Pool(os.cpu_count()) as pool:
		for more, seen, docx in pool.imap(work_on, [(program, seed, b, ns, work) for b, ns in batches.items()]):
			note(found, more, seed)
			samples += docx
			for pair, n in seen.items():
				coverage[pair] = coverage.get(pair, 0) + n
		if only is None:
			note(found, validate(samples, os.path.join(HERE, "../../../shared/ooxml"), max(1, count // 200)), seed)
			note(found, jobs_law(program, seed, work), seed)
			note(found, signs.check(program, work, seed), seed)
			note(found, typed.check(program, work, seed), seed)
			note(found, stars.check(program, work, seed), seed)
			note(found, given.check(program, work, seed), seed)
			for more in pool.imap(odd.check, [(program, work, how) for how in ("units", "data", "set")]):
				note(found, more, seed)
		table(coverage)
		report(found, program, seed, keep, pool)
	if not found:
		shutil.rmtree(work)
	print("generated: %d documents, seed %s: laws broken %d times; %.1f s" % (len(numbers), seed, len(found), time.time() - start))
	sys.exit(1 if found else 0)


if __name__ == "__main__":
	main()
