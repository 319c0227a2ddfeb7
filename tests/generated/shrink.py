"""Cuts a document down to a small one that still breaks the same law."""

import copy
import json

LISTS = ("blocks", "items", "rows", "in", "attach", "who")
TRIES = 60


def lists(node):
	"""Every list in the tree whose entries may be taken out, the outermost first."""
	if isinstance(node, dict):
		for key, child in node.items():
			if key in LISTS and isinstance(child, list):
				yield child
			yield from lists(child)
	elif isinstance(node, list):
		for child in node:
			yield from lists(child)


def texts(node):
	if isinstance(node, dict):
		if node.get("k") == "t":
			yield node
		for child in node.values():
			yield from texts(child)
	elif isinstance(node, list):
		for child in node:
			yield from texts(child)


def sound(doc):
	"""Whether the document is still one that the program must take: headings in order, run-in ones with a paragraph, nothing empty."""
	for blocks in [doc["blocks"]] + [a["blocks"] for a in doc["attach"]]:
		level = 0
		for n, b in enumerate(blocks):
			if b["k"] == "heading":
				if b["level"] > level + 1:
					return False
				level = b["level"]
				if b["runin"] and (n + 1 >= len(blocks) or blocks[n + 1]["k"] != "p"):
					return False
				if b["runin"] and not (b["in"] and b["in"][-1].get("s", "").endswith("。")):
					return False
	return (doc["blocks"] or doc["title"]) and filled(doc)


def filled(node):
	if isinstance(node, dict):
		for key, child in node.items():
			if key in ("items", "rows", "in", "who") and child == [] or key == "blocks" and child == [] and "form" not in node and "title" not in node:
				return False
			if not filled(child):
				return False
	elif isinstance(node, list):
		return all(filled(c) for c in node)
	return True


def shrink(doc, breaks):
	"""breaks: says how a document breaks the law, or None. Returns the smallest found, the document itself at worst."""
	best = copy.deepcopy(doc)
	tries = 0
	if not breaks(best):
		return best

	def attempt(change):
		nonlocal best, tries
		tries += 1
		smaller = copy.deepcopy(best)
		change(smaller)
		if smaller == best or not sound(smaller) or bool(smaller["fault"]) != any(b["k"] == "raw" for b in smaller["blocks"]):
			return False
		if breaks(smaller):
			best = smaller
			return True
		return False

	for key, empty in (("attach", []), ("recipient", None), ("meta", {}), ("title", None)):
		if best[key]:
			attempt(lambda d: d.__setitem__(key, empty))
	size = len(json.dumps(best))
	while tries < TRIES:
		for which in range(1000):
			all_lists = list(lists(best))
			if which >= len(all_lists) or tries >= TRIES:
				break
			step = max(1, len(all_lists[which]) // 2)
			while step and tries < TRIES:
				at = 0
				while tries < TRIES:
					current = list(lists(best))
					if which >= len(current) or at >= len(current[which]):
						break
					if not attempt(lambda d: list(lists(d))[which].__delitem__(slice(at, at + step))):
						at += step
				step //= 2
		for which in range(len(list(texts(best)))):
			while tries < TRIES:
				s = list(texts(best))[which]["s"]
				if len(s) < 2 or not (attempt(lambda d: list(texts(d))[which].__setitem__("s", s[:len(s) // 2])) or
				                      attempt(lambda d: list(texts(d))[which].__setitem__("s", s[len(s) // 2:]))):
					break
		now = len(json.dumps(best))
		if now >= size:
			break
		size = now
	return best
