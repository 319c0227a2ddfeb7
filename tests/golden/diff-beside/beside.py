# beside.py PLAN.docx FOLDER: copies of a plan to which somebody who read it added what is no text of it: comments, a header, a line in the footer.
import os
import sys
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
CONTENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'


def before(text, end, more):
    at = text.rindex(end)
    return text[:at] + more + text[at:]


def paragraph(text):
    return '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % text


def part(parts, kind, name, text):
    parts['word/' + name] = text
    relations, types = 'word/_rels/document.xml.rels', '[Content_Types].xml'
    parts[relations] = before(parts[relations], '</Relationships>', '<Relationship Id="beside" Type="%s%s" Target="%s"/>' % (TYPE, kind, name))
    parts[types] = before(parts[types], '</Types>', '<Override PartName="/word/%s" ContentType="%s%s+xml"/>' % (name, CONTENT, kind))


def comments(parts):
    said = ('时限改为2月', '同意。', '')
    part(parts, 'comments', 'comments.xml', '<w:comments %s>%s</w:comments>' % (WORD, ''.join(
        '<w:comment w:id="%d" w:author="何静">%s</w:comment>' % (i, paragraph(text)) for i, text in enumerate(said))))
    body = 'word/document.xml'
    at = parts[body].index('</w:p>', parts[body].index('修订制度'))
    parts[body] = parts[body][:at] + '<w:r><w:commentReference w:id="0"/></w:r>' * 2 + parts[body][at:]


def header(parts):
    part(parts, 'header', 'beside.xml', '<w:hdr %s>%s</w:hdr>' % (WORD, paragraph('征求意见稿')))


def footer(parts):
    name = 'word/footer1.xml'
    parts[name] = before(parts[name], '</w:p>', '<w:r><w:t>内部资料</w:t></w:r>')


for change in (comments, header, footer):
    with zipfile.ZipFile(sys.argv[1]) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(os.path.join(sys.argv[2], change.__name__ + '.docx'), 'w') as package:
        for name, text in parts.items():
            package.writestr(name, text)
