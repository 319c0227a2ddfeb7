"""Saves a DOCX as LibreOffice does: of two controls that touch, the second stands within the first, which has the text of both. What else is said
is replaced: nest.py IN OUT [OLD NEW]..."""
import re
import sys
import zipfile

CONTROL = re.compile(r'<w:sdt>(<w:sdtPr>(?:(?!</w:sdtPr>).)*</w:sdtPr>)<w:sdtContent>((?:(?!<w:sdt>|</w:sdtContent>).)*)</w:sdtContent></w:sdt>'
                     r'<w:sdt>(<w:sdtPr>(?:(?!</w:sdtPr>).)*</w:sdtPr>)<w:sdtContent>((?:(?!<w:sdt>|</w:sdtContent>).)*)</w:sdtContent></w:sdt>')
source, target, edits = sys.argv[1], sys.argv[2], sys.argv[3:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w') as new:
    for name in old.namelist():
        data = old.read(name)
        if name == 'word/document.xml':
            text, count = CONTROL.subn(r'<w:sdt>\1<w:sdtContent>\2<w:sdt>\3<w:sdtContent><w:r/></w:sdtContent></w:sdt>\4</w:sdtContent></w:sdt>',
                                       data.decode())
            print(count, 'nested')
            for before, after in zip(edits[::2], edits[1::2]):
                assert before in text, before
                text = text.replace(before, after)
            data = text.encode()
        new.writestr(name, data)
