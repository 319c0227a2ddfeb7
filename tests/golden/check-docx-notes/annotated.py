"""What a copy with comments and tracked changes has of the DOCX that it is of: annotated.py DOCX COPY"""
import sys
import zipfile
import xml.etree.ElementTree as tree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {item.filename: package.read(item) for item in package.infolist()}


def text(xml, accepted):
    out = []

    def walk(node, gone):
        kind = node.tag[len(W):]
        if kind in ("ins", "del") and node.find(W + "r") is not None:
            gone = gone or (kind == "ins") != accepted
        if kind in ("t", "delText") and not gone:
            out.append(node.text or "")
        for child in node:
            walk(child, gone)
        if kind == "p":
            out.append("\n")

    walk(tree.fromstring(xml), False)
    return "".join(out)


def ranges(xml):
    """The text below each comment, by its id."""
    open_ones, found = {}, {}
    for node in tree.fromstring(xml).iter():
        if node.tag == W + "commentRangeStart":
            open_ones[node.get(W + "id")] = []
        elif node.tag == W + "commentRangeEnd":
            found[node.get(W + "id")] = "".join(open_ones.pop(node.get(W + "id")))
        elif node.tag in (W + "t", W + "delText"):
            for pieces in open_ones.values():
                pieces.append(node.text or "")
    return found


before, after = parts(sys.argv[1]), parts(sys.argv[2])
main = "word/document.xml"
print("other parts changed:", sorted(name for name in before if before[name] != after[name] and name != main) or "none")
print("rejected, the text is the same:", text(before[main], True) == text(after[main], False))
print("accepted:", text(after[main], True).replace("\n\n", "\n").strip())
marked = ranges(after[main])
if "word/comments.xml" in after:
    for comment in tree.fromstring(after["word/comments.xml"]).iter(W + "comment"):
        said = ["".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p")]
        print("‘%s’" % marked.get(comment.get(W + "id"), "nowhere"), "|", " / ".join(said[:2] + said[3:]))
