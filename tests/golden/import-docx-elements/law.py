# law.py PLANGEN FOLDER [SCHEMA]: for every element that ECMA-376 allows in a run, a paragraph, a body, a table, a row and a cell, a document
# that holds text in it: as a run, as a paragraph, and bare. All of it is read, or a message names it. What is in neither is "-": it may only
# be so where the text is no text (`silent`). With SCHEMA (wml.xsd) the lists of elements are compared with it.
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

NAMES = ' '.join('xmlns:%s="%s"' % pair for pair in (
    ('w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'),
    ('r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'),
    ('m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'),
    ('x', 'urn:nobody-knows')))
XSD = '{http://www.w3.org/2001/XMLSchema}'

# Deleted text, codes of fields, properties: a reader of the document does not see them, either.
SILENT = ('del moveFrom delText delInstrText instrText pPr rPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr sectPr customXmlPr '
          'smartTagPr commentReference').split()

TYPES = {'run': 'CT_R', 'paragraph': 'CT_P', 'body': 'CT_Body', 'table': 'CT_Tbl', 'row': 'CT_Row', 'cell': 'CT_Tc'}

# {} is where the element stands; around it, what makes the document one.
PLACES = {
    'run': '<w:p><w:r>{}</w:r></w:p>',
    'paragraph': '<w:p>{}</w:p>',
    'body': '{}',
    'table': '<w:tbl>{}<w:tr><w:tc><w:p><w:r><w:t>左</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>右</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    'row': '<w:tbl><w:tr>{}<w:tc><w:p><w:r><w:t>左</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>右</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    'cell': '<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p><w:r><w:t>右</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
}


def local(name):
    return name.split(':')[-1]


def children(schema, node, seen):
    """Names of the elements that a type or group of the schema allows."""
    for n in node:
        if n.tag == XSD + 'element':
            yield n.get('ref') if n.get('ref') else 'w:' + n.get('name')
        elif n.tag == XSD + 'group' and n.get('ref'):
            name = local(n.get('ref'))
            if name not in seen and ('group', name) in schema:
                seen.add(name)
                yield from children(schema, schema['group', name], seen)
        elif n.tag == XSD + 'extension':
            yield from children(schema, schema['complexType', local(n.get('base'))], seen)
            yield from children(schema, n, seen)
        else:
            yield from children(schema, n, seen)


def of_schema(path):
    schema = {(n.tag[len(XSD):], n.get('name')): n for n in ET.parse(path).getroot()}
    # the group of math elements is in another file: m:oMath, m:oMathPara
    return {place: sorted(set(children(schema, schema['complexType', kind], set()))) for place, kind in TYPES.items()}


def stands_in(place, element, n):
    probe = '<w:r><w:t>走%d</w:t></w:r><w:p><w:r><w:t>段%d</w:t></w:r></w:p>字%d' % (n, n, n)
    if local(element) == 't':
        probe = '走%d段%d字%d' % (n, n, n)
    return PLACES[place].format('<%s>%s</%s>' % (element, probe, element))


def read(plangen, folder, place, elements):
    body = '<w:p><w:r><w:t>2026年工作计划</w:t></w:r></w:p><w:p><w:r><w:t>开头。</w:t></w:r></w:p>'
    body += ''.join(stands_in(place, e, 100 + i) for i, e in enumerate(elements))
    name = os.path.join(folder, place)
    with zipfile.ZipFile(name + '.docx', 'w') as z:
        z.writestr('word/document.xml', '<w:document %s><w:body>%s<w:p><w:r><w:t>结尾。</w:t></w:r></w:p></w:body></w:document>' % (NAMES, body))
    done = subprocess.run([plangen, 'import', name + '.docx', '-o', name + '.md', '--force'], capture_output=True, text=True)
    if done.returncode:
        print(place, 'status', done.returncode, done.stderr)
        return '', ''
    said = '\n'.join(line for line in done.stderr.splitlines() if ': warning[' in line or ': note[' in line)
    return open(name + '.md', encoding='utf-8').read(), said


def main():
    plangen, folder = sys.argv[1:3]
    lists = {}
    for line in open('elements', encoding='utf-8'):
        place, elements = line.split(':', 1)
        lists[place] = elements.split()
    if len(sys.argv) > 3 and os.path.exists(sys.argv[3]):
        for place, elements in of_schema(sys.argv[3]).items():
            known = set(e for e in lists[place] if not e.startswith('x:'))
            if set(elements) != known:
                print(place, 'differs from the schema:', ' '.join(sorted(set(elements) ^ known)))
    for place, elements in lists.items():
        text, said = read(plangen, folder, place, elements)
        for i, element in enumerate(elements):
            marks = ['read' if m + str(100 + i) in text else 'told' if m + str(100 + i) in said else '-' for m in '走段字']
            wrong = '-' in marks and local(element) not in SILENT
            print('%-10s %-28s %s%s' % (place, element, ' '.join(marks), '  LOST' if wrong else ''))


main()
