# make.py FOLDER: packages as Word and WPS write them, with what the reader has to find.
import os
import sys
import zipfile

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'


def run(text, props=''):
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % ('<w:rPr>%s</w:rPr>' % props if props else '', text)


def p(text='', style='', num=None, more='', raw=''):
    props = ('<w:pStyle w:val="%s"/>' % style if style else '') + more
    if num:
        props += '<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % num
    return '<w:p><w:pPr>%s</w:pPr>%s%s</w:p>' % (props, run(text) if text else '', raw)


def level(i, fmt, text):
    return ('<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>' % (i, fmt, text))


def style(sid, name, more=''):
    return '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/>%s</w:style>' % (sid, name, more)


def save(name, body, numbering='', styles='', parts=(), extra_rels=''):
    rels = ''.join('<Relationship Id="r%d" Type="%s%s" Target="%s.xml"/>' % (i, TYPE, kind, part)
                   for i, (part, kind, _) in enumerate(parts))
    rels += '<Relationship Id="s" Type="%sstyles" Target="styles.xml"/><Relationship Id="n" Type="%snumbering" Target="numbering.xml"/>' % (TYPE, TYPE)
    with zipfile.ZipFile(os.path.join(sys.argv[1], name), 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('word/document.xml', '<w:document %s><w:body>%s</w:body></w:document>' % (W, body))
        z.writestr('word/styles.xml', '<w:styles %s>%s</w:styles>' % (W, styles))
        z.writestr('word/numbering.xml', '<w:numbering %s>%s</w:numbering>' % (W, numbering))
        z.writestr('word/_rels/document.xml.rels', '<Relationships>%s%s</Relationships>' % (rels, extra_rels))
        for part, _, xml in parts:
            z.writestr('word/%s.xml' % part, xml)


CENTRE, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'

# WPS: styles are numbers, headings are numbered by a list that is bound to them.
save('wps.docx',
     p('某局2026年工作计划', 'a3') +
     p('局属各单位：') +
     p('为做好全年工作，制定本计划。') +
     p('总体要求', '1', (0, 1)) + p('坚持稳中求进。') +
     p('重点任务', '1', (0, 1)) +
     p('抓好学习', '2', (1, 1)) + p('每月学习一次。') +
     p('抓好作风', '2', (1, 1)) + p('每季检查一次。') +
     p('保障措施', '1', (0, 1)) +
     p('加强领导', '2', (1, 1)) + p('主要负责同志负总责。') +
     p('某局', more=RIGHT) + p('2026年1月8日', more=RIGHT),
     numbering='<w:abstractNum w:abstractNumId="5">%s%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>' % (
         level(0, 'chineseCountingThousand', '%1、'), level(1, 'chineseCountingThousand', '（%2）')),
     styles=style('a3', 'Title') + style('1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
     style('2', 'heading 2', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'))

# No styles at all: centred title in two lines, typed numbers with tabs, joined cells, a note, tracked changes, a text box, a picture.
table = ('<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="4000"/><w:gridCol w:w="2000"/></w:tblGrid>'
         '<w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr>'
         '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>%s</w:tc><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr>'
         '<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>%s</w:tc></w:tr></w:tbl>') % tuple(
    p(t) for t in ('类别', '任务', '时限', '党建', '上党课', '6月', '全年坚持'))
note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
picture = '<w:r><w:drawing><wp:inline xmlns:wp="x"><wp:docPr name="组织结构图"/><a:blip xmlns:a="y"/></wp:inline></w:drawing></w:r>'
box = '<w:r><w:pict><v:textbox xmlns:v="z"><w:txbxContent>%s</w:txbxContent></v:textbox></w:pict></w:r>' % p('电话：12345')
changed = '<w:del><w:r><w:delText>旧的</w:delText></w:r></w:del><w:ins>%s</w:ins>' % run('新的')
joined = '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>%s</w:p>' % run('这一段的段落标记已删除，')
save('typed.docx',
     p('秘密★1年') + p('某发〔2026〕3号', more=CENTRE) +
     p('中共某县委', more=CENTRE) + p('2026年党建工作要点', more=CENTRE) +
     p('目　录') + p('一、总体要求', raw='<w:r><w:tab/></w:r>' + run('1')) + p('二、主要任务', raw='<w:r><w:tab/></w:r>' + run('2')) +
     p('　　一、\t总体要求') + p('　　总的要求是稳', raw=note + run('中求进。')) +
     p('二、主要任务') +
     p('（一）抓学习。', raw=run('每月学习', '<w:b/>') + run('一次。')) +
     p('(二)抓作风。每季检查一次。') +
     p('1、检查会风；') + p('2、检查文风；') + p('3、检查学风。') +
     p('（四）抓' + '', raw=changed + run('落实。责任到人。')) +
     joined + p('所以与这一段相连。', raw=picture + box) +
     p('任务分工表', more=CENTRE) + table +
     p('附件：1.责任清单') + p('2.时间安排') +
     p('中共某县委', more=RIGHT) + p('2026年2月1日', more=RIGHT) + p('（联系人：李某，电话：12345）') +
     p('附件1', more='<w:pageBreakBefore/>') + p('责任清单', more=CENTRE) + p('一、书记责任') + p('负总责。') +
     p('附件2', more='<w:pageBreakBefore/>') + p('时间安排', more=CENTRE) + p('全年分四个阶段。') +
     p('抄送：市委办公室。') + p('中共某县委办公室　　2026年2月2日印发'),
     parts=(('footnotes', 'footnotes', '<w:footnotes %s><w:footnote w:id="2">%s</w:footnote></w:footnotes>' % (W, p('见县委全会报告。'))),
            ('header1', 'header', '<w:hdr %s>%s</w:hdr>' % (W, p('内部资料')))))


def note(number):
    return '<w:r><w:footnoteReference w:id="%d"/></w:r>' % number


# Footnotes on the title, above and below the text, before all text of a paragraph: where a plan can have none.
save('notes.docx',
     p('某局文件', more=CENTRE) + p('某局发〔2026〕1号', more=CENTRE, raw=note(9)) +
     p('某局2026年工作计划', 'a3', raw=note(1)) +
     p('局属各单位：', raw=note(2)) +
     p('为做好全年工作，制定本计划。') +
     p('', raw=note(3) + run('坚持稳中求进。')) +
     p('重点任务', '1', raw=note(4)) + p('抓好学习', raw=note(5)) +
     '<w:tbl><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>' % (
         p('任务') + p('', raw=note(10) + run('在前')), p('', raw=note(11))) +
     p('一、保障措施。', raw=note(12)) + p('加强领导。') + p('附件：1.任务清单', raw=note(6)) +
     p('某局', more=RIGHT, raw=note(7)) + p('2026年1月8日', more=RIGHT, raw=note(8)) +
     p('附件1', raw=note(13)) + p('清单', more=CENTRE) + p('见表。'),
     styles=style('a3', 'Title') + style('1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
     parts=[('footnotes', 'footnotes', '<w:footnotes %s>%s</w:footnotes>' % (W, ''.join(
         '<w:footnote w:id="%d">%s</w:footnote>' % (i, p('第%d条脚注。' % i)) for i in range(1, 14))))])
save('title.docx', p('某局2026年工作计划', 'a3', raw=note(1)), styles=style('a3', 'Title'),
     parts=[('footnotes', 'footnotes', '<w:footnotes %s><w:footnote w:id="1">%s</w:footnote></w:footnotes>' % (W, p('只有标题。')))])

# A title typed as two lines behind a head; the title page of a book, then its contents, then a plan.
save('headed.docx',
     p('某县科学技术局文件', more=CENTRE) + p('某科〔2026〕3号', more=CENTRE) + p('签发人：何静', more=CENTRE) +
     p('关于召开2026年科技工作会议', more=CENTRE) + p('有关事项的通知', more=CENTRE) + p('各股室：') + p('为部署工作，现通知如下。'))
save('book.docx',
     p('2026年工作计划汇编', more=CENTRE) + p('目　录') + p('某局2026年工作要点', raw='<w:r><w:tab/></w:r>' + run('1')) +
     p('某局2026年工作要点', more=CENTRE) + p('一、总体要求') + p('稳中求进。'))


def table(*rows):
    return '<w:tbl>%s</w:tbl>' % ''.join('<w:tr>%s</w:tr>' % ''.join('<w:tc>%s</w:tc>' % cell for cell in row) for row in rows)


# Tables of one column, which frame text and tables.
save('frame.docx',
     p('某局2026年工作计划', 'a3') + p('一、任务') + p('分工如下。') +
     table([p('框内第一段。') + table([p('任务'), p('部门')], [p('学习'), p('办公室')]) + p('')]) +
     p('二、名单') + table([p('姓名')], [p('何静') + p('李明')]) + p('完。'), styles=style('a3', 'Title'))
