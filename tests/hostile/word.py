"""Hostile DOCX files, given to check."""
import gzip
import io
import struct
import zipfile

from hostile import case, clean, refuse
from paper import BOMB

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
FOUND = 'K009'  # what check finds in TEXT: a quote without a partner
TEXT = '<w:p><w:r><w:t>各科室要做好“工作。</w:t></w:r></w:p>'
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')


def relations(*pairs):
    return '<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE, ''.join(
        '<Relationship Id="r%d" Type="%s/%s" Target="%s"%s/>' % (i, R, kind, target,
            ' TargetMode="External"' if '://' in target else '')
        for i, (kind, target) in enumerate(pairs)))


def document(body=TEXT, head=DECLARED, root='xmlns:w="%s" xmlns:r="%s"' % (W, R)):
    return '%s<w:document %s><w:body>%s<w:sectPr/></w:body></w:document>' % (head, root, body)


def pack(*parts, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', method) as package:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = method
            info._compresslevel = 1 if method == zipfile.ZIP_DEFLATED else None
            with package.open(info, 'w', force_zip64=False) as file:
                for piece in ([data] if isinstance(data, (bytes, str)) else data):
                    file.write(piece.encode('utf-8', 'surrogatepass') if isinstance(piece, str) else piece)
    return buffer.getvalue()


def docx(main=None, *other, **options):
    main = document() if main is None else main
    parts = [('[Content_Types].xml', TYPES), ('_rels/.rels', relations(('officeDocument', 'word/document.xml')))]
    parts += [('word/document.xml', main)] if main is not False else []
    return pack(*parts, *other, **options)


def patch(data, name, local=(), central=()):
    """Changes fields (offset, format, value) of the entry's local and central headers."""
    data, wanted = bytearray(data), name.encode()
    for mark, fields, size in ((b'PK\3\4', local, 30), (b'PK\1\2', central, 46)):
        at = data.find(mark)
        while at >= 0 and data[at + size:at + size + len(wanted)] != wanted:
            at = data.find(mark, at + 1)
        for offset, form, value in fields:
            struct.pack_into(form, data, at + offset, value)
    return bytes(data)


def end_of(data, *fields):
    data = bytearray(data)
    at = data.rfind(b'PK\5\6')
    for offset, form, value in fields:
        struct.pack_into(form, data, at + offset, value)
    return bytes(data)


def huge(size, piece=b'\0' * (1 << 20)):
    return (piece for _ in range(size // len(piece)))


def overlapping(count):
    """Entries whose central records all point to one local entry."""
    base = docx(None, ('word/x.xml', b'<x/>' * 200000))
    start, end = base.find(b'PK\1\2'), base.rfind(b'PK\5\6')
    one = base[base.rfind(b'PK\1\2'):end]
    central = base[start:end] + b''.join(one.replace(b'word/x.xml', b'word/%05d' % i)[:len(one)] for i in range(count))
    return base[:start] + central + end_of(base[end:], (8, '<H', count + 4), (10, '<H', count + 4), (12, '<I',
        len(central)))


def check(name, data, expect, setup=None, argv=('check', 'a.docx', '--content', 'content'), file='a.docx', **run):
    from content import files
    found = dict(files())
    if data is not None:
        found[file] = data
    case('docx', name, expect, list(argv), found, setup=setup, findings='render' not in argv, **run)


def register_broken():
    whole, main = docx(), 'word/document.xml'
    big = lambda size: lambda r: docx(huge(size))  # noqa: E731
    for name, data in [
        ('nothing in it', b''), ('text', '正文。\n'), ('a cut ZIP', whole[:len(whole) // 2]), ('only an end record',
            b'PK\5\6' + b'\0' * 18), ('no document.xml', docx(False)),
        ('document.xml of nothing', docx('')), ('not well-formed', docx(document()[:-30])), ('XXE',
            docx(document('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>',
            DECLARED + '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))),
        ('a billion laughs', docx(document('<w:p><w:r><w:t>&m;</w:t></w:r></w:p>', DECLARED + BOMB))),
            ('an external DTD', docx(document(TEXT, DECLARED + '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'))),
        ('depth 100,000', docx(document('<w:p>' * 100000))), ('method 99', patch(whole, main, [(8, '<H', 99)],
            [(10, '<H', 99)])),
        ('a wrong checksum', patch(whole, main, [(14, '<I', 1)], [(16, '<I', 1)])), ('a size too small',
            patch(whole, main, [(22, '<I', 10)], [(24, '<I', 10)])), 
        ('a packed size beyond the end', patch(whole, main, [(18, '<I', 0x7fffffff)], [(20, '<I', 0x7fffffff)])),
            ('an offset beyond the end', patch(whole, main, [], [(42, '<I', 0x7fffffff)])), ('an offset of -2',
            patch(whole, main, [], [(42, '<I', 0xfffffffe)])),
        ('ZIP64 marks without its field', patch(whole, main, [(22, '<I', 0xffffffff)], [(24, '<I', 0xffffffff),
            (42, '<I', 0xffffffff)])), ('1.5 GiB of zeros', big(3 << 29)), ('300 MiB of text',
            lambda r: docx(p for p in [document('<w:p><w:r><w:t>').split('<w:sectPr')[0]] + ['甲' * 1000000] * 100
            + ['</w:t></w:r></w:p></w:body></w:document>'])),
        ('200 MiB of paragraphs', lambda r: docx(p for p in [document('').split('<w:sectPr')[0]] + ['<w:p><w:r><w:t>'
            + '甲' * 20000 + '</w:t></w:r></w:p>'] * 3500 + ['</w:body></w:document>'])),
        ('3 million elements', lambda r: docx(document('<w:p/>' * 3000000))), ('a NUL in the XML',
            docx(document(TEXT.replace('工', '\0')))), ('a gzip', gzip.compress(whole, mtime=0)), ('an old .doc',
            b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 5000),
        ('a directory cut', whole[:-60] + whole[-22:]), ('a directory of 65,535 entries', end_of(whole,
            (8, '<H', 65534), (10, '<H', 65534))), ('a directory of 4 GiB', end_of(whole, (12, '<I', 0xfffffff0))),
            ('a directory beyond the end', end_of(whole, (16, '<I', 0xfffffff0))),
        ('a reference to ESC', docx(document(TEXT.replace('工', '&#27;[2J')))), ('bytes that are not UTF-8',
            docx(document(TEXT).encode().replace('工'.encode(), b'\xff\xfe'))),
        ('a million attributes', lambda r: docx(document('<w:p %s/>' % ' '.join('a%d=""' % i
            for i in range(1000000))))), ('50 MiB in one attribute',
            lambda r: docx(document('<w:p a="%s"/>' % ('x' * (50 << 20))))),
    ]:
        check(name, data, refuse(r'a\.docx', (2, 4)))
    for name, what in [('in its place: folder', 'folder'), ('in its place: FIFO', 'FIFO'), ('in its place: /dev/zero',
        '/dev/zero'), ('in its place: itself', 'a.docx')]:
        from paper import instead
        check(name, None, refuse(r'a\.docx', (2, 4)), setup=lambda f, r, w=what: instead(w)(f, r, 'a.docx'))
    check('render takes none', docx(), refuse(r'a\.docx', (2,)), argv=['render', 'a.docx', '--content', 'content', '-f',
        'txt', '-o', 'out'])
    check('render takes none that is called .md', docx(), refuse(r'a\.md', (2,)), argv=['render', 'a.md', '--content',
        'content', '-f', 'txt', '-o', 'out'], file='a.md')
    check('--fix', docx(), clean(place=r'a\.docx'), argv=['check', '--fix', 'a.docx', '--content', 'content'])


def register_odd():
    whole, main = docx(), 'word/document.xml'
    styles = lambda text: ('word/styles.xml', DECLARED + '<w:styles xmlns:w="%s">%s</w:styles>' % (W,
        text))  # noqa: E731
    numbering = lambda text: ('word/numbering.xml', DECLARED + '<w:numbering xmlns:w="%s">%s</w:numbering>' % (W,
        text))  # noqa: E731
    rels = ('word/_rels/document.xml.rels', relations(('styles', 'styles.xml'), ('numbering', 'numbering.xml'),
        ('footnotes', 'footnotes.xml')))
    styled = document('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' + TEXT)
    listed = document(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
        + TEXT)
    level = ('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="%s"/><w:numFmt w:val="%s"/>'
        '<w:lvlText w:val="%s"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    for name, data in [
        ('a mark of encryption', patch(whole, main, [(6, '<H', 1)], [(8, '<H', 1)])),
        ('a size of 4 GiB', patch(whole, main, [(22, '<I', 0xfffffffe)], [(24, '<I', 0xfffffffe)])),
        ('no content types', pack(('word/document.xml', document()))), ('names of dots',
            docx(None, ('../../../tmp/hostile-x', 'x'), ('/etc/x', 'x'), ('..\\..\\x', 'x'))),
            ('names of ESC and newline', docx(None, ('word/\x1b[2J\n.xml', 'x'))),
        ('a name with NUL', docx(None, ('word/documentQxml', 'x')).replace(b'documentQxml', b'document\0xml')),
            ('two unlike document.xml', docx(document('<w:p/>'), ('word/documenX.xml', document())).replace(b'documenX',
            b'document')),
        ('data before it', b'#!/bin/sh\nexit 0\n' + whole), ('data behind it', whole + b'x' * 30000), ('a long comment',
            end_of(whole, (20, '<H', 65535)) + b'PK\5\6' + b'x' * 65531), ('60,000 entries',
            lambda r: docx(None, *(('x/%d' % i, b'') for i in range(60000)))),
        ('overlapping entries', lambda r: overlapping(50000)), ('UTF-16',
            docx(document(head='<?xml version="1.0" encoding="UTF-16"?>').encode('utf-16'))), ('GB 18030',
            docx(document(head='<?xml version="1.0" encoding="GB18030"?>').encode('gb18030'))),
        ('another prefix', docx(document().replace('w:', 'q:'))), ('the strict namespace',
            docx(document().replace(W, 'http://purl.oclc.org/ooxml/wordprocessingml/main'))), ('no namespace',
            docx(document(root='').replace('w:', ''))),
        ('stored, not packed', docx(method=zipfile.ZIP_STORED)), ('bzip2', docx(method=zipfile.ZIP_BZIP2)), ('LZMA',
            docx(method=zipfile.ZIP_LZMA)),
        ('relations that point out', docx(None, ('word/_rels/document.xml.rels',
            relations(('styles', '../../../../etc/passwd'), ('footnotes', 'file:///etc/passwd'), ('header',
            'http://127.0.0.1:9/x'), ('numbering', '/../../x'), ('header', 'document.xml'))))),
        ('the main part elsewhere', pack(('[Content_Types].xml', TYPES.replace('/word/document', '/q/main')),
            ('_rels/.rels', relations(('officeDocument', 'q/main.xml'))), ('q/main.xml', document()))),
        ('the main part outside', pack(('[Content_Types].xml', TYPES), ('_rels/.rels',
            relations(('officeDocument', '../../../etc/passwd'))), ('word/document.xml', document()))),
        ('styles in a circle', docx(styled, rels,
            styles('<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style '
                'w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'))),
        ('a style based on itself', docx(styled, rels,
            styles('<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/><w:link w:val="a"/><w:next '
                'w:val="a"/></w:style>'))),
        ('a chain of 20,000 styles', docx(styled.replace('"a"', '"s0"'), rels,
            styles(''.join('<w:style w:type="paragraph" w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>' % (i,
            i + 1) for i in range(20000))))),
        ('styles not well-formed', docx(styled, rels, ('word/styles.xml', '<w:styles'))), ('styles of XXE',
            docx(styled, rels, ('word/styles.xml', '<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>'))),
            ('styles of 200 MiB', lambda r: docx(styled, rels, ('word/styles.xml', huge(200 << 20, b' ' * (1 << 20))))),
        ('numbering in a circle', docx(listed, rels,
            numbering(
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/><w:styleLink w:val="a"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'), styles('<w:style w:type="numbering" '
            'w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'))),
        ('level 999999999', docx(listed.replace('<w:ilvl w:val="0"', '<w:ilvl w:val="999999999"'), rels,
            numbering(level % ('1', 'decimal', '%1.')))), ('level -1',
            docx(listed.replace('<w:ilvl w:val="0"', '<w:ilvl w:val="-1"'), rels,
            numbering(level % ('1', 'decimal', '%1.')))),
        ('levels 99 defined', docx(listed, rels, numbering(level.replace('w:ilvl="0"', 'w:ilvl="99"') % ('1', 'decimal',
            '%99.')))), ('numId -1', docx(listed.replace('numId w:val="1"', 'numId w:val="-1"'), rels,
            numbering(level % ('1', 'decimal', '%1.')))),
        ('numId beyond 64 bits', docx(listed.replace('numId w:val="1"', 'numId w:val="99999999999999999999"'), rels,
            numbering(level % ('1', 'decimal', '%1.')))), ('start 1e10', docx(listed, rels,
            numbering(level % ('10000000000', 'chineseCounting', '%1、')))),
        ('start 2147483647', docx(listed, rels, numbering(level % ('2147483647', 'lowerRoman', '%1、')))), ('start -5',
            docx(listed, rels, numbering(level % ('-5', 'upperLetter', '%1、')))), ('lvlText of %',
            docx(listed, rels, numbering(level % ('1', 'decimal', '%9%99%%s%n%0')))),
        ('lvlText of 1 MiB', docx(listed, rels, numbering(level % ('1', 'decimal', '%1' * 500000)))),
            ('lvlText of U+202E', docx(listed, rels, numbering(level % ('1', 'decimal', '\u202e%1\x9b')))),
            ('numbering of depth 100,000', docx(listed, rels, ('word/numbering.xml', '<a>' * 100000))),
        ('10,000 numbers of 300 levels', lambda r: docx(listed, rels,
            numbering(''.join(
            '<w:abstractNum w:abstractNumId="%d"/><w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i,
            i) for i in range(10000))))),
        ('footnotes that are missing', docx(document('<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>' + TEXT),
            rels)), ('altChunk of itself', docx(document('<w:altChunk r:id="r0"/>' + TEXT),
            ('word/_rels/document.xml.rels', relations(('aFChunk', 'document.xml'))))),
        ('gridSpan 99999999',
            docx(document(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
            + TEXT))), ('60 tables within each other', docx(document('<w:tbl><w:tr><w:tc>' * 60 + TEXT
            + '</w:tc></w:tr></w:tbl>' * 60))),
        ('10,000 tables within each other', docx(document('<w:tbl><w:tr><w:tc>' * 10000 + TEXT
            + '</w:tc></w:tr></w:tbl>' * 10000))), ('AlternateContent 10,000 deep',
            docx(document('<w:p>' + '<mc:AlternateContent><mc:Choice Requires="x">' * 10000
            + '</mc:Choice></mc:AlternateContent>' * 10000 + '</w:p>' + TEXT,
            root='xmlns:w="%s" xmlns:mc="urn:m"' % W))),
        ('U+202E in the text', docx(document(TEXT.replace('做', '\u202e做')))), ('U+009B in the text',
            docx(document(TEXT.replace('做', '\x9b2J做')))), ('newlines and tabs in the text',
            docx(document(TEXT.replace('做', '\nplangen: error[B001] x\t做')))),
        ('a paragraph of 5 MiB', docx(document('<w:p><w:r><w:t>' + '甲乙丙，' * 400000 + '</w:t></w:r></w:p>' + TEXT))),
            ('100,000 paragraphs', docx(document('<w:p><w:r><w:t>甲乙丙丁。</w:t></w:r></w:p>' * 100000 + TEXT))),
            ('20,000 findings', docx(document(TEXT * 20000))),
        ('20,000 quotes in one paragraph', docx(document('<w:p><w:r><w:t>' + '“' * 20000 + '</w:t></w:r></w:p>'))),
            ('400,000 runs', docx(document('<w:p>' + '<w:r/>' * 400000 + '</w:p>' + TEXT))),
            ('100,000 runs of one character', docx(document('<w:p>' + '<w:r><w:t>甲</w:t></w:r>' * 100000 + '</w:p>'
            + TEXT))),
        ('deleted and inserted text',
            docx(document(
            '<w:p><w:del><w:r><w:delText>“</w:delText></w:r></w:del><w:ins><w:r><w:t>甲</w:t></w:r></w:ins></w:p>'
            + TEXT))), ('fields without end', docx(document('<w:p>'
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000 + '</w:p>' + TEXT))),
        ('a comment of 10 MiB', docx(document('<!--' + 'x' * (10 << 20) + '-->' + TEXT))), ('CDATA',
            docx(document('<w:p><w:r><w:t><![CDATA[<w:p>&“]]></w:t></w:r></w:p>'))), ('processing instructions',
            docx(document('<?xml-stylesheet href="file:///etc/passwd"?>' + TEXT))),
        ('a DOCX in it', docx(document(), ('word/embeddings/a.docx', docx()))), ('text in a text box in a text box',
            docx(document('<w:p><w:r><w:pict><w:txbxContent>' * 50 + TEXT
            + '</w:txbxContent></w:pict></w:r></w:p>' * 50))),
    ]:
        check(name, data, clean(FOUND, place=r'a\.docx'))
    for i in range(12):
        def flip(random, data=docx(styled, rels, styles('<w:style w:styleId="a"/>'),
            numbering(level % ('1', 'decimal', '%1.')))):
            data = bytearray(data)
            for _ in range(3):
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            return bytes(data)
        check('bits flipped, %d' % i, flip, clean(place=r'a\.docx'))
    for i in range(12):
        def damage(random, xml=styled.encode()):
            xml = bytearray(xml)
            for _ in range(2):
                at = random.randrange(len(xml))
                xml[at:at + random.randrange(9)] = xml[random.randrange(len(xml)):][:random.randrange(9)]
            return docx(bytes(xml))
        check('XML damaged, %d' % i, damage, clean(place=r'a\.docx'))
    for i in range(4):
        def cut(random):
            at = random.randrange(len(whole))
            return whole[:at] + whole[at + random.randrange(1, 40):]
        check('bytes cut, %d' % i, cut, clean(place=r'a\.docx'))
    for form in ('text', 'json', 'sarif'):
        name = 'a\x1b[2J\n\u202e.docx'
        check('a name of controls, %s' % form, docx(), clean(place='.'), argv=['check', name, '--content', 'content',
            '--format', form], file=name)


register_broken()
register_odd()
