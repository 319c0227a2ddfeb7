"""Two small DOCX files, one without prefixes, and a text."""
import zipfile

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>')


def links(*pairs):
    body = ''.join('<Relationship Id="r%d" Type="%s/%s" Target="%s"/>' % (i, R, kind, to) for i, (kind, to) in enumerate(pairs))
    return '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>' % body


def p(text, properties=''):
    return '<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (properties and '<w:pPr>%s</w:pPr>' % properties, text)


def row(*texts):
    return '<w:tr>%s</w:tr>' % ''.join('<w:tc>%s</w:tc>' % p(text) for text in texts)


def table(*rows):
    return '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>%s</w:tbl>' % ''.join(rows)


def style(number, name, more=''):
    return '<w:style w:type="paragraph" w:styleId="%s"%s><w:name w:val="%s"/></w:style>' % (number, more, name)


def write(name, body, styles, lists, root='<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'):
    parts = {
        '[Content_Types].xml': TYPES,
        '_rels/.rels': links(('officeDocument', 'word/document.xml')),
        'word/_rels/document.xml.rels': links(('styles', 'styles.xml'), ('numbering', 'numbering.xml')),
        'word/document.xml': root % (W, body),
        'word/styles.xml': '<w:styles xmlns:w="%s">%s</w:styles>' % (W, styles),
        'word/numbering.xml': '<w:numbering xmlns:w="%s">%s</w:numbering>' % (W, lists),
    }
    with zipfile.ZipFile(name, 'w') as package:
        for part, text in parts.items():
            package.writestr(part, text)


normal = style('a', 'Normal', ' w:default="1"') + style('1', 'heading 1')
item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
drawing = '<w:p><w:r><w:drawing/></w:r></w:p>'
listed = ('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
          '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>')
write('a.docx',
      p('工作计划', '<w:pStyle w:val="1"/>') + p('全年开展培训三次，参加 120 人，每次不少于两天。') + p('这一段后来不要了，因为工作有调整。') + p('一季度抓部署。') +
      table(row('任务', '时限'), row('调研', '三月'), row('督查', '六月')) + p('请认真落实。'), normal, '')
write('b.docx',
      p('工作计划', '<w:pStyle w:val="1"/>') + p('全年开展培训四次，参加 180 人，每次不少于两天。') + p('一季度抓部署。', '<w:pStyle w:val="x"/>') +
      p('新的一项', item) + drawing + table(row('任务', '时限'), row('调研', '四月'), row('总结', '十二月')) + p('请认真落实。') + p('此件公开。'),
      normal + style('x', '引文', ' w:customStyle="1"'), listed)
write('bare.docx', '<p><r><t>全年开展培训三次。</t></r></p>', normal, '', '<document xmlns="%s"><body>%s</body></document>')
with open('b.md', 'w', encoding='utf-8') as file:
    file.write('# 工作计划\n\n全年开展培训四次。\n')
