# make.py FOLDER: what a paragraph of Word can show beside plain text, a group a file. Each line says what has to come out.
import os
import sys
import zipfile

NAMES = ' '.join('xmlns:%s="%s"' % pair for pair in (
    ('w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'),
    ('r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'),
    ('m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'),
    ('v', 'urn:schemas-microsoft-com:vml'),
    ('mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'),
    ('a', 'http://schemas.openxmlformats.org/drawingml/2006/main'),
    ('c', 'http://schemas.openxmlformats.org/drawingml/2006/chart'),
    ('dgm', 'http://schemas.openxmlformats.org/drawingml/2006/diagram'),
    ('wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing')))
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'


def run(text, props=''):
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % ('<w:rPr>%s</w:rPr>' % props if props else '', text)


def p(*parts, props=''):
    return '<w:p>%s%s</w:p>' % ('<w:pPr>%s</w:pPr>' % props if props else '',
                                ''.join(t if t.startswith('<') else run(t) for t in parts))


def raised(text):
    return run(text, '<w:vertAlign w:val="superscript"/>')


def lowered(text):
    return run(text, '<w:vertAlign w:val="subscript"/>')


def style(kind, sid, name, more):
    return '<w:style w:type="%s" w:styleId="%s"><w:name w:val="%s"/>%s</w:style>' % (kind, sid, name, more)


def sign(kind, more=''):
    return '<w:r><w:fldChar w:fldCharType="%s">%s</w:fldChar></w:r>' % (kind, more)


def field(code, result=None, data=''):
    return (sign('begin', data) + '<w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>' % code +
            (sign('separate') + result if result is not None else '') + sign('end'))


def form(more):
    return '<w:ffData><w:name w:val="x"/><w:enabled/>%s</w:ffData>' % more


def cell(*blocks):
    return '<w:tc>%s</w:tc>' % (''.join(blocks) or '<w:p/>')


def row(*cells):
    return '<w:tr>%s</w:tr>' % ''.join(cells)


def table(*rows):
    return '<w:tbl><w:tblGrid>%s</w:tblGrid>%s</w:tbl>' % ('<w:gridCol w:w="2000"/>' * rows[0].count('<w:tc>'), ''.join(rows))


def save(name, *body, styles='', numbering='', parts=(), main='document.xml', more=''):
    rels = ''.join('<Relationship Id="%s" Type="%s%s" Target="%s"/>' % (i, TYPE, kind, part) for i, kind, part, _ in parts)
    rels += '<Relationship Id="s" Type="%sstyles" Target="styles.xml"/><Relationship Id="n" Type="%snumbering" Target="numbering.xml"/>' % (TYPE, TYPE)
    heading = p('2026年工作计划', props='<w:jc w:val="center"/>')
    with zipfile.ZipFile(os.path.join(sys.argv[1], name + '.docx'), 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('word/' + main, '<w:document %s><w:body>%s%s</w:body></w:document>' % (NAMES, heading, ''.join(body)))
        z.writestr('word/styles.xml', '<w:styles %s>%s</w:styles>' % (NAMES, styles))
        z.writestr('word/numbering.xml', '<w:numbering %s>%s</w:numbering>' % (NAMES, numbering))
        z.writestr('word/_rels/%s.rels' % main, '<Relationships>%s</Relationships>' % rels)
        if more:
            z.writestr('_rels/.rels', '<Relationships>%s</Relationships>' % more)
        for _, _, part, text in parts:
            z.writestr('word/' + part, text)


# Raised and lowered: signs of that kind, also by style and run by run; what has none is plain and told.
save('scripts',
     p('绿地120m', raised('2'), '，CO', lowered('2'), '为3.5×10', raised('-'), raised('3'), '。'),
     p('面积30km', run('2', '<w:rStyle w:val="up"/>'), '，一次项x', lowered('max'), '。'),
     p('依据', raised('［1］'), '办理。'),
     p(run('水面8hm', '<w:sz w:val="32"/>'), run('2', '<w:position w:val="8"/><w:sz w:val="20"/>'), run('，H', '<w:sz w:val="32"/>'),
       run('2', '<w:position w:val="-4"/><w:sz w:val="20"/>'), run('O，', '<w:sz w:val="32"/>'), run('升高2', '<w:position w:val="8"/><w:sz w:val="32"/>')),
     p('占地10', run('2', '<w:position w:val="6"/>'), '平方米，x', run('2n+1', '<w:position w:val="6"/>'), '，CO', run('2', '<w:position w:val="-6"/>'), '，一点儿不算高',
       run('2026', '<w:position w:val="2"/>'), '年。'),
     p(run('整段升高的是', '<w:position w:val="6"/>'), run('2026', '<w:position w:val="6"/>'), run('年，再高的是m', '<w:position w:val="6"/>'),
       run('3', '<w:position w:val="14"/>')),
     p(run('样式升高的是2026年，再高的是km'), run('2', '<w:position w:val="14"/>'), props='<w:pStyle w:val="high"/>'),
     styles=style('character', 'up', '上标', '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>') +
     style('paragraph', 'high', '高', '<w:rPr><w:position w:val="6"/></w:rPr>'))

# Struck out, directly, twice, by a style, in a cell: left out and told; a run that says it is not stays.
save('struck',
     p('会议定于', run('3月', '<w:strike/>'), run('1日', '<w:strike/>'), '4月召开。'),
     p('经费', run('五万元', '<w:dstrike/>'), '六万元。'),
     p('由', run('甲科', '<w:rStyle w:val="out"/>'), run('乙科', '<w:rStyle w:val="out"/><w:strike w:val="0"/>'), '负责。'),
     p('整段作废。', run('只有这句有效。', '<w:strike w:val="false"/>'), props='<w:pStyle w:val="void"/>'),
     table(row(cell(p('任务')), cell(p('时限'))), row(cell(p('学习')), cell(p(run('5月', '<w:strike/>'), '6月')))),
     styles=style('character', 'out', '删', '<w:rPr><w:strike/></w:rPr>') + style('paragraph', 'void', '作废', '<w:rPr><w:strike/></w:rPr>'))

# Hidden by a style, its base or the defaults; capitals as they are seen; two styles that hide show (17.7.3).
save('hidden',
     p('看得见。', run('字符样式隐藏。', '<w:rStyle w:val="h"/>'), run('基于它。', '<w:rStyle w:val="h2"/>'), run('又显示。', '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')),
     p('段落样式隐藏。', run('两次隐藏。', '<w:rStyle w:val="h"/>'), props='<w:pStyle w:val="hp"/>'),
     p('推广', run('wto', '<w:caps/>'), '规则，', run('重点', '<w:em w:val="dot"/>'), '落实。'),
     p('标题在前。', props='<w:rPr><w:vanish/><w:specVanish/></w:rPr>'), p('正文在后。'),
     styles=style('character', 'h', '隐', '<w:rPr><w:vanish/></w:rPr>') + style('character', 'h2', '隐二', '<w:basedOn w:val="h"/>') +
     style('paragraph', 'hp', '隐段', '<w:rPr><w:vanish/></w:rPr>'))
save('defaults', p('全文默认隐藏。', run('这一句显示。', '<w:vanish w:val="0"/>')),
     styles='<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>')

# Numbers: of empty cells, of lists that a style has, of lists in quotes; words before a number; empty items count.
numbering = ''.join('<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl></w:abstractNum>' % n
                    for n in ((1, 'decimal', '', '%1'), (2, 'decimal', '<w:pStyle w:val="item"/>', '%1.'), (3, 'decimal', '', '附件%1'),
                              (4, 'decimal', '', '%1.'), (5, 'chineseCounting', '', '（%1）')))
numbering += ''.join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i) for i in range(1, 6))


def num(i):
    return '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>' % i


save('numbers',
     p('一、任务'), p('按下表执行。'),
     table(row(cell(p('序号')), cell(p('任务'))), *(row(cell(p(props=num(1))), cell(p(t))) for t in ('学习', '调研'))),
     p('二、要求'), p('落实以下要求：'),
     p('及时上报；', props='<w:pStyle w:val="item"/>'), p(props='<w:pStyle w:val="item"/>'), p('专人负责。', props='<w:pStyle w:val="item"/>'),
     p('三、引文'), p('原文如下：'),
     p('引文一；', props='<w:pStyle w:val="q"/>' + num(4)), p('引文二。', props='<w:pStyle w:val="q"/>' + num(4)),
     table(row(cell(p('条')), cell(p('款'))), row(cell(p('3个月', props=num(5))), cell(p('5天', props=num(1))))),
     p(props=num(3) + '<w:pageBreakBefore/>'), p('责任清单', props='<w:jc w:val="center"/>'), p('书记负总责。'),
     styles=style('paragraph', 'item', '编号正文', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>') + style('paragraph', 'q', 'Quote', ''),
     numbering=numbering)

# Words in the place of a sign are text, as numbers with words are, and so are signs that say what was done; other signs are none. A field that no end follows hides nothing.
save('labels',
     p('一、分工'), p('办公室', props=num(6)), p('人事股', props=num(6)), p('为规范工作，制定本办法。', props=num(7)), p('适用于全局。', props=num(7)),
     p('二、要点'), p('早谋划；', props=num(8)), p('早部署。', props=num(8)), p('三、措施'), p('定人；', props=num(9)), p('定责。', props=num(9)),
     p('四、清单'), p('未办', props=num(10)), p('已办', props=num(11)), p('办结', props=num(12)), p('点号', props=num(13)),
     p('五、统计'), p('共有', sign('begin'), '<w:r><w:instrText xml:space="preserve"> REF a </w:instrText></w:r>', sign('separate'), '41名党员。'),
     numbering=''.join('<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>' % n
                       for n in ((6, 'bullet', '责任单位：'), (7, 'chineseCounting', '第%1条　'), (8, 'bullet', '一'), (9, 'bullet', 'o'))) +
     ''.join('<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="%s"/><w:rPr><w:rFonts w:ascii="%s"/></w:rPr></w:lvl></w:abstractNum>' % n
             for n in ((10, '☐', '宋体'), (11, '\uf0fe', 'Wingdings'), (12, '√', '宋体'), (13, '\uf0b7', 'Symbol'))) +
     ''.join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i) for i in range(6, 14)))

# A title of a book that is longer than any: the contents name it, and it begins a page.
long = '关于进一步加强新时代基层党组织建设全面提升政治功能和组织功能' * 2 + '推动党建与业务深度融合高质量发展的工作计划要点'
first = '<w:pStyle w:val="1"/>'
save('book', p('目录'), p('2026年甲工作计划\t1'), p(long + '\t2'),
     p('2026年甲工作计划', props=first), p('甲的正文。'), p(long, props=first), p('乙的正文。'),
     styles=style('paragraph', '1', 'heading 1', '<w:pPr><w:pageBreakBefore/></w:pPr>'))

# What names the table below it becomes its caption: in the middle, by a number, by what tables are called. Another short line stays a paragraph.
tab = table(row(cell(p('任务')), cell(p('时限'))), row(cell(p('甲')), cell(p('6月'))))
save('captions',
     p('一、任务'), p('加强领导'), tab, p('加强领导', props='<w:jc w:val="center"/>'), tab, p('表1 加强领导'), tab, p('经费预算（单位万元）'), tab, p("责任人"), tab)

# Cells that go on below end where a row begins or ends beside them: each cell stays in its column.
def part(text, merge=''):
    return '<w:tc><w:tcPr><w:vMerge%s/></w:tcPr>%s</w:tc>' % (merge, p(text) if text else '<w:p/>')


START = ' w:val="restart"'
save('beside',
     p('一、任务'),
     table(row(cell(p('类别')), cell(p('任务')), cell(p('时限'))), row(part('党建', START), cell(p('任务甲')), part('3月', START)),
           '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>%s</w:tr>' % cell(p('任务乙')),
           row(part(''), cell(p('任务丙')), part('')), row(part(''), cell(p('任务丁')), part(''))))

# Breaks: of pages between two paragraphs, by a style, too; of columns and lines within one.
PAGE, COLUMN = '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:br w:type="column"/></w:r>'
save('breaks',
     p('上一页的话。', PAGE, '下一页的话。'), p('一段。', PAGE), p('新页一段。'),
     p('左栏的话。', COLUMN, '右栏的话。'), p('上行。', '<w:r><w:br/></w:r>', '下行。', '<w:r><w:lastRenderedPageBreak/></w:r>', '同行。'),
     p('样式分页。', props='<w:pStyle w:val="new"/>'),
     table(row(cell(p('任务')), cell(p('时限'))), row(cell(p('甲', PAGE, '乙')), cell(p('6月')))),
     styles=style('paragraph', 'new', '新页', '<w:pPr><w:pageBreakBefore/></w:pPr>'))

# Fields: results; form fields, buttons, signs and equations, which have none; nested codes do not show.
box, lst = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/>%s</w:checkBox>', '<w:ddList>%s<w:listEntry w:val="每月"/><w:listEntry w:val="每季"/></w:ddList>'
save('fields',
     p('会期', field('FORMTEXT', run('三天')), '，', field('FORMDROPDOWN', None, form(lst % '<w:result w:val="1"/>')), '一次，',
       field('FORMDROPDOWN', '', form(lst % '')), '报送。'),
     p(field('FORMCHECKBOX', None, form(box % '<w:checked/>')), '参加　', field('FORMCHECKBOX', None, form(box % '')), '不参加'),
     p('分', field('EQ \\o\\ac(○,1)'), '、', field('EQ \\o\\ac(○,12)'), '两步，占', field('EQ \\f(1,2)'), '，', field('EQ \\r(3,x+1)'), '。'),
     p('面积', field('EQ \\s\\up 5(2)'), '，', field('eq \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(hàn),汉)'), '字。'),
     p('共', '<w:fldSimple w:instr="NUMPAGES">%s</w:fldSimple>' % run('8'), '页，见第', '<w:fldSimple w:instr="PAGEREF x"/>', '页。'),
     p('如', field('IF ' + '</w:instrText></w:r>' + field('MERGEFIELD 单位', run('某局')) + '<w:r><w:instrText> = "某局" "甲" "乙"', run('甲')), '组。'),
     p(field('MACROBUTTON NoMacro 点此填写'), '，', field('SYMBOL 254 \\f Wingdings'), field('QUOTE "引用的话"'), field('XE "索引"'), field('HYPERLINK "https://example.cn/"', run('网址')), '。'),
     p('没有结束的域', sign('begin'), '<w:r><w:instrText>PAGE</w:instrText></w:r>', '后面的话。'))

# Formulas, annotations, symbols, word art, diagrams, other documents, two ways to show one thing, controls.
frac = '<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>'
power = '<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>'
ruby = ('<w:r><w:ruby><w:rubyPr/><w:rt>%s</w:rt><w:rubyBase>%s</w:rubyBase></w:ruby></w:r>' % (run('hàn'), run('汉')))
art = '<w:r><w:pict><v:shape><v:textpath string="大干快上"/></v:shape></w:pict></w:r>'
drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="%s"/><a:graphic><a:graphicData>%s</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
both = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>%s</w:txbxContent></w:drawing></mc:Choice>'
        '<mc:Choice Requires="wpg"><w:drawing><w:txbxContent>%s</w:txbxContent></w:drawing></mc:Choice>'
        '<mc:Fallback><w:pict><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
save('figures',
     p('设', '<m:oMath>%s</m:oMath>' % power, '与', '<m:oMath>%s</m:oMath>' % frac, '。'),
     '<m:oMathPara><m:oMath><m:r><m:t>y=1</m:t></m:r></m:oMath></m:oMathPara>',
     p(ruby, '字，', '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', '是，', '<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>', '否，误差',
       run('±', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), '5，', '<w:r><w:sym w:font="Wingdings" w:char="F024"/></w:r>', '，一', '<w:r><w:noBreakHyphen/></w:r>', '二',
       '<w:r><w:ptab/></w:r>', '三。'),
     p('标语：', art), p('结构：', drawing % ('图示 1', '<dgm:relIds r:dm="d"/>'), drawing % ('图表 2', '<c:chart r:id="c"/>')),
     p('框：', both % ((p('框里的话。'),) * 3)), '<w:altChunk r:id="h"/>', p('写于', '<w:r><w:dayLong/></w:r>', '日。'),
     p('请', '<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % run('同意'), '，',
       '<w:sdt><w:sdtPr><w:alias w:val="负责人"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % run('单击此处输入'),
       '<w:smartTag><w:customXml>%s</w:customXml></w:smartTag>' % run('标记里'), '<w:dir w:val="ltr"><w:bdo w:val="ltr">%s</w:bdo></w:dir>' % run('方向里'), '。'),
     '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % p('会议地点'),
     p(run('本'), props='<w:framePr w:dropCap="drop"/>'), p('计划自印发之日起施行。'),
     table(row(cell(p('任务')), cell(p('时限')), cell(p('人'))),
           row('<w:sdt><w:sdtContent>%s%s</w:sdtContent></w:sdt>' % (cell(p('控件甲')), cell(p('控件乙'))), '<w:customXml>%s</w:customXml>' % cell(p('标记丙')))),
     parts=(('d', 'diagramData', 'diagrams/data1.xml', '<dgm:dataModel %s><dgm:t><a:p><a:r><a:t>书记</a:t></a:r></a:p><a:p><a:r><a:t>副书记</a:t></a:r></a:p></dgm:t></dgm:dataModel>' % NAMES),
            ('c', 'chart', 'charts/chart1.xml', '<c:chartSpace %s><a:p><a:r><a:t>完成率</a:t></a:r></a:p><c:cat><c:pt><c:v>一季度</c:v></c:pt></c:cat><c:val><c:pt><c:v>25</c:v></c:pt></c:val></c:chartSpace>' % NAMES),
            ('h', 'aFChunk', 'afchunk.htm', '<html>另一份文件</html>')))


# Signs of symbol fonts that the run's style, its paragraph's, or what these are based on gives; another font said nearer takes them back.
tick = '<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr>'
save('ticks',
     p(run('R', '<w:rStyle w:val="tick"/>'), '同意', run('£', '<w:rStyle w:val="tick2"/>'), '不同意，', run('R', '<w:rStyle w:val="tick"/><w:rFonts w:ascii="宋体"/>'), '类。'),
     p('R', run('选', '<w:rFonts w:eastAsia="宋体"/>'), run('A', '<w:rFonts w:asciiTheme="minorHAnsi"/>'), props='<w:pStyle w:val="ticks"/>'),
     styles=style('character', 'tick', '勾', tick) + style('character', 'tick2', '勾二', '<w:basedOn w:val="tick"/>') + style('paragraph', 'ticks', '勾选', tick))

# Controls that nobody has filled in around cells and rows ask for their text as those in the text do; in a row, only what has the style of
# such a prompt does, and a control within one settles it anew.
def control(*inner, title='', asks=True):
    return '<w:sdt><w:sdtPr>%s%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % (
        '<w:alias w:val="%s"/>' % title if title else '', '<w:showingPlcHdr/>' if asks else '', ''.join(inner))


prompt = p(run('单击此处输入文字', '<w:rStyle w:val="a3"/>'))
save('controls',
     table(row(cell(p('任务')), cell(p('时限')), cell(p('人'))),
           row(cell(p('甲')), control(cell(p('单击此处输入日期')), title='完成时限'), control(cell(p('填责任人')))),
           control(row(cell(prompt), cell(p('6月')), cell(prompt)), title='任务'),
           control(row(cell(p('填一')), control(cell(p('已填')), asks=False), cell(p('填三')))),
           row(cell(p('乙')), control(control(cell(prompt), title='内层')), control(cell(), title='空格'))))

# A section's type says how it begins itself: 甲 goes on in 乙 (continuous), 丙 has a page of its own, though the section before is
# continuous; one without text passes its page on.
def section(kind=''):
    return '<w:sectPr>%s<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>' % ('<w:type w:val="%s"/>' % kind if kind else '')


save('sections', p('甲节。', props=section()), p('乙节与甲同页。', props=section('continuous')), p('丙节另页。', props=section('oddPage')),
     p('丁节同页。', props=section('continuous')), p(props=section('nextPage')), p('戊节随空节另页。'), section('continuous'))

# The main part may have another name, in another folder, and strict names of relations; one that is not there is none.
STRICT = '<Relationship Id="r%d" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="%s"/>'
save('online', p('主文档另有其名，样式仍在', run('不印', '<w:rStyle w:val="h"/>'), '。'),
     styles=style('character', 'h', '隐', '<w:rPr><w:vanish/></w:rPr>'), main='document2.xml',
     more=STRICT % (1, 'word/gone.xml') + STRICT % (2, '/word/document2.xml'))

# Lists with letters are printed with figures, which is said of each form, in lists and headings; 壹、 stands below 一、.
numbering = ''.join('<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>' % n
                    for n in ((1, 'lowerLetter', '%1)'), (2, 'chineseLegalSimplified', '%1、')))
numbering += ''.join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i) for i in (1, 2))
save('letters', p('一、任务'), p('落实以下要求：'), p('及时上报，见第b)项；', props=num(1)), p('专人负责。', props=num(1)),
     p('二、要求'), p('学习', props=num(2)), p('每月一次。'), p('调研', props=num(2)), p('每季一次。'), p('三、保障'), p('落实责任。'), numbering=numbering)


# Pages that lie across in the midst of the text, though their section is continuous: upright, on pages of their own, and told.
def across(on):
    return '<w:sectPr><w:type w:val="continuous"/><w:pgSz %s/></w:sectPr>' % ('w:orient="landscape"' if on else '')


save('across', p('一、任务', props=across(False)), p('二、分工'), table(row(cell(p('任务')), cell(p('时限'))), row(cell(p('学习')), cell(p('5月')))),
     p('横排的段落。', props=across(True)), p('三、保障'), p('同样竖排。', props=across(False)), p('加强领导。'), across(False))

# Characters that nobody can print, those among them that stand for values inside of the program, are left out, and told.
save('noncharacters', p('一、任务'), p('照\uFDD07\uFDD1旧\u202e办理。'), p('附', '<w:r><w:sym w:font="Arial" w:char="FDD0"/></w:r>', '后。'))

# References to numbers that change are told; an enumeration in the text and the items of a law are none.
numbering = ''.join('<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>' % n
                    for n in ((1, 'lowerLetter', '%1)'), (2, 'chineseCounting', '（%1）')))
numbering += ''.join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i) for i in (1, 2))
save('references', p('一、任务'), p('落实以下要求：'), p('上报，见第b)项、第（2）项；', props=num(1)), p('专人负责；', props=num(1)), p('存档。', props=num(1)),
     p('第a）项或者a)、c)两项，前款b项除外，包括a)新建、b)改建的AB项、d)项。'), p('下列人员：'), p('甲；', props=num(2)), p('乙；', props=num(2)),
     p('第（一）项人员，《条例》第七条第（二）项除外。'), numbering=numbering)

# What stands in a cell that is merged with the one above is seen by nobody: it is left out and told; an empty one is not.
merged = '<w:tcPr><w:vMerge%s/></w:tcPr>'
save('covered', p('一、任务'), table(row(cell(p('科室')), cell(p('任务'))), row(cell(merged % ' w:val="restart"', p('办公室')), cell(p('文电'))),
     row(cell(merged % '', p('人事股（旧）')), cell(p('会务'))), row(cell(merged % '', p()), cell(p('值班')))))

# Lists with levels: most of their lines have nothing of their own behind them, so that they are items, in what goes on behind a paragraph and begins
# anew, too; signs above numbers let these begin anew. A list with a text behind each line is one of headings.
levels = (('decimal', '%1.'), ('lowerLetter', '%2)')), (('bullet', '•'), ('decimal', '（%2）')), (('decimal', '%1.'), ('decimal', '%2)'))
numbering = ''.join('<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>' % (i + 1, ''.join(
    '<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>' % (at, *form) for at, form in enumerate(forms)))
    for i, forms in enumerate(levels))
numbering += ''.join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i) for i in (1, 2, 3))
numbering += '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'


def item(text, list_id, level=0):
    return p(text, props='<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (level, list_id))


save('levels', p('落实以下要求：'), item('及时上报', 1), item('先报科室', 1, 1), item('再报领导', 1, 1), item('专人负责', 1), p('以上两项每月检查一次。'),
     item('按期归档', 1), item('定期销毁', 1), p('另有两项要求如下。'), item('不得外传', 4), item('不得拖延', 4), p('分工如下。'),
     item('办公室', 2), item('收文', 2, 1), item('发文', 2, 1), item('人事股', 2), item('考勤', 2, 1), p('其他事项按原规定办理。'),
     item('指导思想', 3), p('坚持正确方向。'), item('工作目标', 3), p('完成全年任务。'), numbering=numbering)

# Line ends part headings and items; numbers of two parts are text; tabs are told, and numbers typed among those that Word sets; a note that is
# referred to twice stands twice.
BREAK, REFERENCE = '<w:r><w:br/></w:r>', '<w:r><w:footnoteReference w:id="2"/></w:r>'
numbering = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
heading = '<w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
save('typed', p('总体要求', props=heading), p('坚持实事求是', REFERENCE, '，改进作风', REFERENCE, '。'),
     p('二、重点任务', BREAK, '（一）抓学习', BREAK, '每月一次。', BREAK, '（二）抓调研', BREAK, '每季一次。'), p('1-1 文电'), p('1-2 会务'), p('1-3 督办'),
     p('姓名', '<w:r><w:tab/></w:r>', '职务'), p('联系地址：', BREAK, '本市中山路'), p('保障措施', props=heading), p('落实经费。'),
     styles=style('paragraph', 'h', 'heading 1', ''), numbering=numbering,
     parts=[('f', 'footnotes', 'footnotes.xml', '<w:footnotes %s><w:footnote w:id="2">%s</w:footnote></w:footnotes>' % (NAMES, p('见报告。')))])
