"""Hostile plan sources: Markdown, front matter, XML, template tags, and files for expand."""
from hostile import case, clean, refuse, right

HEAD = '---\n标题: 甲\n---\n\n'
ALL = ['-f', 'txt,pdf,docx,md', '-o', 'out']
END = '末尾之字。'  # stands at the end of what must not be lost


def markdown(name, text, expect, options=ALL, group='markdown', **run):
    case(group, name, expect, ['render', 'a.md'] + options, {'a.md': text}, **run)


def many(text, count):
    return text * count


def register_markdown():
    keep = clean(END, place=r'a\.md')
    for name, text in [
        ('5,000 quotes within each other', '>' * 5000 + ' 甲\n'),
        ('3,000 lists within each other', ''.join('  ' * i + '- 甲\n' for i in range(600))),
        ('20,000 opening brackets', '[' * 20000 + '\n'),
        ('20,000 stars', '*甲' * 20000 + '\n'),
        ('50,000 stars alone', '甲' + '*' * 50000 + '乙\n'),
        ('20,000 underscores nested', '_甲 ' * 20000 + '\n'),
        ('30,000 backquote runs of growing length', ''.join('`' * i + '甲' for i in range(1, 700)) + '\n'),
        ('10,000 unclosed links', '[甲](' * 10000 + '\n'),
        ('10,000 unclosed autolinks', '甲 <http://a ' * 10000 + '\n'),
        ('10,000 reference definitions', ''.join('[甲%d]: http://a/%d\n' % (i, i) for i in range(10000)) + '\n'),
        ('entities by the thousand', '&amp;' * 20000 + '\n'),
        ('an entity beyond Unicode', '甲&#x110000;乙&#xFFFFFFFFFF;丙\n'),
        ('the entity of NUL', '甲&#0;乙\n'),
        ('an entity of ESC', '甲&#27;[2J乙\n'),
        ('an entity of U+202E', '甲&#x202e;乙\n'),
        ('an entity of U+FFFE', '甲&#xFFFE;乙\n'),
        ('an entity of a surrogate', '甲&#xD800;乙\n'),
        ('a fence that is never closed', '```表格\n甲 | 乙\n'),
        ('a fence of 50,000 backquotes', '`' * 50000 + '表格\n甲 | 乙\n' + '`' * 50000 + '\n'),
        ('an unknown block name of 100,000 characters', '```' + '甲' * 33000 + '\n乙\n```\n'),
        ('a block with an attribute without end', '```表格 标题="' + '甲' * 20000 + '\n乙\n```\n'),
        ('a table of 33 columns', '```表格\n' + ' | '.join('甲' * 33) + '\n```\n'),
        ('a table of 10,000 columns', '```表格\n' + ' | '.join('甲' * 10000) + '\n```\n'),
        ('a table of 3,000 rows', '```表格\n' + '甲 | 乙\n' * 3000 + '```\n'),
        ('a cell of 30,000 characters', '```表格\n甲 | 乙\n' + '丙' * 30000 + ' | 丁\n```\n'),
        ('a cell of one word of 5,000 letters', '```表格\n甲 | 乙\n' + 'a' * 5000 + ' | 丁\n```\n'),
        ('column widths of 0', '```表格 列宽="0 0"\n甲 | 乙\n```\n'),
        ('column widths beyond 64 bits', '```表格 列宽="99999999999999999999999 1"\n甲 | 乙\n```\n'),
        ('column widths that are negative', '```表格 列宽="-1 2"\n甲 | 乙\n```\n'),
        ('column widths 1 and 1000', '```表格 列宽="1 1000"\n甲甲甲甲甲 | 乙\n```\n'),
        ('an attachment title of 10,000 characters', '```附件 标题="' + '甲' * 10000 + '"\n```\n\n乙。\n'),
        ('300 attachments', ''.join('```附件 标题="甲%d"\n```\n\n乙。\n\n' % i for i in range(300))),
        ('a signature that is only a date', '```落款\n2026年3月1日\n```\n'),
        ('a signature of 500 authorities', '```落款\n' + '甲局\n' * 500 + '2026年3月1日\n```\n'),
        ('a signature with a date that is none', '```落款\n甲局\n2026年13月45日\n```\n'),
        ('a signature of one authority of 5,000 characters', '```落款\n' + '甲' * 5000 + '\n2026年3月1日\n```\n'),
        ('a list that begins at 4294967296', '4294967296. 甲\n5. 乙\n'),
        ('a list that begins at 999999999', '999999999. 甲\n1. 乙\n'),
        ('20,000 list items', '- 甲\n' * 5000),
        ('5,000 headings', '# 甲\n' * 3000),
        ('headings of level 6', '# 甲\n\n###### 乙\n'),
        ('a heading of 20,000 characters', '# ' + '甲' * 20000 + '\n'),
        ('a word of 50,000 letters', 'a' * 50000 + '\n'),
        ('20,000 combining marks on one letter', 'a' + '\u0301' * 20000 + '\n'),
        ('5,000 joined emoji', '👨\u200d👩\u200d👧' * 2000 + '\n'),
        ('variation selectors alone', '\ufe0f' * 500 + '\U000e0100' * 500 + '\n'),
        ('tag characters', '甲' + ''.join(chr(0xe0041 + i) for i in range(26)) + '乙\n'),
        ('private use characters', '甲\ue000\U0010fffd乙\n'),
        ('characters that no font has', '甲\U00013000\U00018b00\U0001e900乙\n'),
        ('Arabic and Hebrew', '甲 مرحبا שלום 乙\n'),
        ('Thai and Tibetan in one word', 'กำน้ำ' * 300 + 'བོད' * 300 + '\n'),
        ('a line of 900,000 bytes', '甲' * 300000 + '\n'),
        ('300,000 empty lines', '\n' * 300000),
        ('90,000 hard breaks', '甲\\\n' * 30000),
        ('page breaks by the thousand', '---\n\n' * 2000),
        ('only carriage returns', '# 甲\r\r乙。\r\r'),
        ('every line end in turn', '甲。\r\n\r\n乙。\r\r丙。\n\n'),
        ('form feed and vertical tab', '甲\x0c乙\x0b丙\n'),
        ('tabs by the thousand', '甲' + '\t' * 20000 + '乙\n'),
        ('blanks by the hundred thousand', '甲' + ' ' * 200000 + '乙\n'),
        ('full-width blanks by the thousand', '甲' + '\u3000' * 20000 + '乙\n'),
        ('only punctuation that may not begin a line', '，。、；：？！' * 2000 + '\n'),
        ('only opening marks', '（《“' * 3000 + '\n'),
        ('dashes and dots that may not be divided', '——' * 5000 + '……' * 5000 + '\n'),
        ('an image', '![甲](/etc/passwd)\n'),
        ('raw HTML with a script', '<script>alert(1)</script>\n'),
        ('an HTML comment that is never closed', '<!-- 甲\n'),
        ('a link to javascript', '[甲](javascript:alert(1))\n'),
        ('a link to javascript with entities', '[甲](java&#115;cript&colon;alert(1))\n'),
        ('a link to JaVaScRiPt in capitals', '[甲](JaVaScRiPt:alert(1))\n'),
        ('a link with a tab in its scheme', '[甲](<java\tscript:alert(1)>)\n'),
        ('a link to a file', '[甲](file:///etc/passwd)\n'),
        ('a link to a share of Windows', '[甲](\\\\\\\\server\\\\share)\n'),
        ('a link to data', '[甲](data:text/html,x)\n'),
        ('a link of 200,000 bytes', '[甲](http://a/' + 'b' * 200000 + ')\n'),
        ('a link with a newline by entity', '[甲](http://a/&#10;b)\n'),
        ('a link with parentheses and quotes', '[甲](<http://a/()"\'\\\\>>)\n'),
        ('a mail address that forges headers', '[甲](mailto:a@b?cc=c%0d%0aX:1)\n'),
    ]:
        markdown(name, HEAD + '正文。\n\n' + text + '\n' + END + '\n', keep)
    for name, text in [('100,000 inches', '1"' * 100000), ('straight quotes by the thousand', 'a "b" ' * 20000)]:
        case('markdown', name + ', checked', clean(place=r'a\.md'), ['check', 'a.md'], {'a.md': HEAD + text + '甲。\n'}, findings=True, free=True)
    for name, data in [
        ('NUL in the middle', HEAD.encode() + b'a\0b\n'), ('only NUL', b'\0' * 5000), ('nothing', b''), ('one newline', b'\n'),
        ('only a byte order mark', b'\xef\xbb\xbf'), ('two byte order marks', b'\xef\xbb\xbf' * 2 + '甲。\n'.encode()),
        ('UTF-16LE', b'\xff\xfe' + '甲。\n'.encode('utf-16le')), ('UTF-16BE', b'\xfe\xff' + '甲。\n'.encode('utf-16be')),
        ('UTF-32', b'\xff\xfe\0\0' + '甲。\n'.encode('utf-32le')), ('UTF-7', '甲。\n'.encode('utf-7') + b'\xff'),
        ('overlong UTF-8', HEAD.encode() + b'a\xc0\xafb\xe0\x80\xaf\n'), ('a surrogate in UTF-8', HEAD.encode() + b'\xed\xa0\x80\n'),
        ('beyond U+10FFFF', HEAD.encode() + b'\xf4\x90\x80\x80\n'), ('cut in a character', HEAD.encode() + '甲乙'.encode()[:-1]),
        ('Latin-1', 'na\xefve caf\xe9\n'.encode('latin-1')), ('Shift JIS', '日本語の文章です。ｱｲｳ\n'.encode('shift_jis')),
        ('a PDF under the name of Markdown', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n'), ('an ELF file', b'\x7fELF\2\1\1' + bytes(300)),
        ('a ZIP', b'PK\3\4' + bytes(300)), ('larger than the limit', b'a b c d\n' * 140000), ('random bytes', lambda r: r.randbytes(50000)),
        ('random bytes below 128', lambda r: bytes(r.randrange(1, 128) for _ in range(50000))),
        ('a C1 control in UTF-8', HEAD.encode() + '甲\u009b2J乙\n'.encode()), ('DEL', HEAD.encode() + b'a\x7fb\n'),
        ('ESC in the title', '---\n标题: 甲\x1b]0;x\x07乙\n---\n\n丙。\n'.encode()),
    ]:
        expect = right() if name.startswith(('two byte', 'one')) else refuse(r'a\.md')
        if name in ('Shift JIS', 'Latin-1', 'UTF-7', 'one newline', 'two byte order marks'):
            expect = clean(place=r'a\.md')
        markdown(name, data, expect, group='bytes')
    markdown('GB 18030 of four bytes', '甲㐀乙。\n'.encode('gb18030'), right('甲', '㐀乙'), group='bytes')


def register_front_matter():
    keep = clean(END, place=r'a\.md')
    for name, head in [
        ('never closed', '---\n标题: 甲\n'), ('no colon', '---\n标题\n---\n'), ('an empty key', '---\n: 甲\n---\n'),
        ('a key of 100,000 bytes', '---\n' + 'k' * 100000 + ': 甲\n---\n'),
        ('10,000 unknown keys', '---\n' + ''.join('k%d: 甲\n' % i for i in range(10000)) + '---\n'),
        ('one key 5,000 times', '---\n' + '标题: 甲\n' * 5000 + '---\n'),
        ('a title of 300,000 bytes', '---\n标题: ' + '甲' * 100000 + '\n---\n'),
        ('a title of slashes and dots', '---\n标题: ../../../../tmp/x\n---\n'), ('the title ..', '---\n标题: ..\n---\n'),
        ('the title .', '---\n标题: .\n---\n'), ('a title of blanks', '---\n标题: "   "\n---\n'),
        ('a title that begins with -', '---\n标题: -rf\n---\n'), ('a title of invisible characters', '---\n标题: \u2060\u2060\u2063\n---\n'),
        ('a title of combining marks', '---\n标题: \u0301\u0302\u0303\n---\n'),
        ('the title CON', '---\n标题: CON\n---\n'), ('a title with quotes and |', '---\n标题: 甲"|<>*?:乙\n---\n'),
        ('a title of an emoji sequence cut at 200 bytes', '---\n标题: ' + '👨\u200d👩\u200d👧' * 20 + '\n---\n'),
        ('numbering by 99', '---\n编号: 99\n---\n'), ('third level by -1', '---\n三级编号: -1\n---\n'),
        ('份号 of 10,000 digits', '---\n份号: ' + '9' * 10000 + '\n---\n'), ('份号 -1', '---\n份号: -1\n---\n'),
        ('发文字号 of no form', '---\n发文字号: 甲科[[2026]]x\n---\n'), ('发文字号 with the year 99999999999', '---\n发文字号: 甲科〔99999999999〕1号\n---\n'),
        ('印发日期 the 30th of February', '---\n印发日期: 2026年2月30日\n---\n'), ('印发日期 in the year 0', '---\n印发日期: 0000-01-01\n---\n'),
        ('成文日期 beyond 64 bits', '---\n成文日期: 99999999999999999999-01-01\n---\n'),
        ('200 signers', '---\n签发人: ' + '、'.join(['张三'] * 200) + '\n---\n'), ('抄送 of 20,000 characters', '---\n抄送: ' + '甲局、' * 7000 + '\n---\n'),
        ('发文机关 of 3,000 characters', '---\n发文机关: ' + '甲' * 3000 + '\n---\n'), ('密级 with a table', '---\n密级: a|b;c\n---\n'),
        ('主送 of 10,000 characters', '---\n主送: ' + '各科室、' * 2500 + '\n---\n'),
        ('YAML tags and anchors', '---\n标题: !!python/object:os.system [x]\n作者: &a *a\n---\n'),
        ('a tag in the title', '---\n标题: "{{年度}}{{#年度}}"\n---\n'), ('关键词 with XML', '---\n关键词: "</a><b>&\x27\n---\n'),
        ('作者 with parentheses and backslashes', '---\n标题: 甲\n作者: )(\\\\(\n---\n'),
    ]:
        markdown(name, head + '\n正文。\n\n' + END + '\n', keep, ALL + ['--template', 'gbt9704-head'], 'front matter')


def register_xml():
    plan = '<plan><title>甲</title>%s<p>' + END + '</p></plan>'
    keep = clean(END, place=r'a\.xml')
    doctype = '<!DOCTYPE plan [%s]>'
    for name, text, expect in [
        ('a billion laughs', doctype % ('<!ENTITY a "甲">' + ''.join('<!ENTITY a%d "%s">' % (i, ('&a%d;' % (i - 1) if i else '&a;') * 10)
                                                                   for i in range(10))) + plan % '<p>&a9;</p>', refuse(r'a\.xml')),
        ('quadratic blow-up', doctype % ('<!ENTITY a "%s">' % ('甲' * 30000)) + plan % ('<p>' + '&a;' * 20000 + '</p>'), refuse(r'a\.xml')),
        ('an external entity', doctype % '<!ENTITY a SYSTEM "file:///etc/passwd">' + plan % '<p>&a;</p>', refuse(r'a\.xml')),
        ('an external entity of a device', doctype % '<!ENTITY a SYSTEM "file:///dev/zero">' + plan % '<p>&a;</p>', refuse(r'a\.xml')),
        ('a parameter entity', doctype % '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;' + plan % '', refuse(r'a\.xml')),
        ('an external DTD', '<!DOCTYPE plan SYSTEM "/dev/stdin">' + plan % '', refuse(r'a\.xml')),
        ('XInclude', '<plan xmlns:xi="http://www.w3.org/2001/XInclude"><title>甲</title><xi:include href="/etc/passwd" parse="text"/></plan>', refuse(r'a\.xml')),
        ('a style sheet instruction', '<?xml-stylesheet href="file:///etc/passwd"?>' + plan % '', keep),
        ('an entity that is not declared', plan % '<p>&nbsp;</p>', refuse(r'a\.xml:1')),
        ('elements of depth 100,000', '<plan>' + '<section>' * 100000, refuse(r'a\.xml')),
        ('quotes of depth 3,000', plan % ('<quote>' * 3000 + '<p>甲</p>' + '</quote>' * 3000), keep),
        ('strong of depth 10,000', plan % ('<p>' + '<strong>' * 10000 + '甲' + '</strong>' * 10000 + '</p>'), keep),
        ('sections of depth 5', plan % ('<section><heading>甲</heading>' * 5 + '<p>乙</p>' + '</section>' * 5).replace('%', '%%'), refuse(r'a\.xml')),
        ('an element of 10,000 attributes', plan % ('<p ' + ' '.join('a%d="1"' % i for i in range(10000)) + '>甲</p>'), refuse(r'a\.xml')),
        ('an attribute of 500,000 bytes', plan % ('<table widths="' + '1 ' * 250000 + '"><row><cell>甲</cell></row></table>'), refuse(r'a\.xml')),
        ('an element name of 300,000 bytes', '<plan><' + 'a' * 300000 + '/></plan>', refuse(r'a\.xml')),
        ('one attribute twice', plan % '<list ordered="true" ordered="false"><item><p>甲</p></item></list>', refuse(r'a\.xml:1')),
        ('a comment that is never closed', '<plan><!-- ', refuse(r'a\.xml:1')), ('CDATA that is never closed', '<plan><![CDATA[甲', refuse(r'a\.xml:1')),
        ('CDATA with markup', plan % '<p><![CDATA[<b>甲&乙</b>]]></p>', right('<b>甲&乙</b>', END)),
        ('cut in a tag', '<plan><title>甲</ti', refuse(r'a\.xml:1')), ('text behind the end', plan % '' + '甲', refuse(r'a\.xml:1')),
        ('two roots', plan % '' + '<plan/>', refuse(r'a\.xml:1')), ('another root', '<html/>', refuse(r'a\.xml:1')), ('nothing', '', refuse(r'a\.xml')),
        ('only the declaration', '<?xml version="1.0"?>', refuse(r'a\.xml')), ('version 9.9', '<?xml version="9.9"?>' + plan % '', keep),
        ('XML 1.1 with controls', '<?xml version="1.1"?>' + plan % '<p>甲&#1;乙</p>', refuse(r'a\.xml')),
        ('an encoding that is unknown', '<?xml version="1.0" encoding="KLINGON"?>' + plan % '', clean(END, place=r'a\.xml')),
        ('a declared GBK in UTF-8', '<?xml version="1.0" encoding="GBK"?>' + plan % '<p>甲乙丙</p>', clean('甲乙丙', END, place=r'a\.xml')),
        ('a declared UTF-16 in UTF-8', '<?xml version="1.0" encoding="UTF-16"?>' + plan % '', clean(END, place=r'a\.xml')),
        ('real UTF-16', (plan % '').encode('utf-16'), clean(END, place=r'a\.xml')), ('real GB 18030', ('<?xml version="1.0" encoding="GB18030"?>' + plan % '<p>乙㐀</p>').encode('gb18030'), right('乙㐀', END)),
        ('a NUL', (plan % '<p>甲\0乙</p>').encode(), refuse(r'a\.xml')), ('a reference to NUL', plan % '<p>&#0;</p>', refuse(r'a\.xml:1')),
        ('a reference to ESC', plan % '<p>&#27;</p>', refuse(r'a\.xml:1')), ('a reference beyond 64 bits', plan % '<p>&#x10000000000000041;</p>', refuse(r'a\.xml:1')),
        ('a reference to U+202E', plan % '<p>甲&#x202e;乙</p>', refuse(r'a\.xml')), ('a reference to U+009B', plan % '<p>甲&#x9b;乙</p>', refuse(r'a\.xml')),
        ('namespaces', '<p:plan xmlns:p="urn:x"><p:title>甲</p:title></p:plan>', refuse(r'a\.xml')),
        ('a prefix that is not bound', '<plan><x:title>甲</x:title></plan>', refuse(r'a\.xml:1')),
        ('text beside blocks', plan % '甲乙', refuse(r'a\.xml:1')), ('an empty section', plan % '<section/>', refuse(r'a\.xml:1')),
        ('an empty table', plan % '<table/>', refuse(r'a\.xml:1')), ('a row without cells', plan % '<table><row/></table>', refuse(r'a\.xml:1')),
        ('rows of unlike length', plan % '<table><row><cell>甲</cell><cell>乙</cell></row><row><cell>丙</cell></row></table>', refuse(r'a\.xml:1')),
        ('a table of 40 columns', plan % ('<table><row>' + '<cell>甲</cell>' * 40 + '</row></table>'), refuse(r'a\.xml:1')),
        ('20,000 breaks', plan % ('<p>甲' + '<br/>' * 20000 + '乙</p>'), keep), ('1,000 page breaks', plan % ('<page-break/>' * 1000), keep),
        ('meta of unknown name', plan % '<meta name="\x27&quot;&lt;">甲</meta>', clean(END, place=r'a\.xml')),
        ('two titles', '<plan><title>甲</title><title>乙</title><p>丙</p></plan>', refuse(r'a\.xml:1')),
        ('a title of an instruction only', '<plan><title><?x y?></title><p>%s</p></plan>' % END, keep),
        ('200,000 errors', '<plan>' + '<x/>' * 200000 + '</plan>', refuse(r'a\.xml:1')),
    ]:
        case('xml', name, expect, ['render', 'a.xml'] + ALL, {'a.xml': text})


def register_tags():
    for name, text, expect in [
        ('a partial named by ..', '{{>../../../etc/passwd}}\n', refuse(r'a\.md:\d+')), ('an absolute partial', '{{>/etc/passwd}}\n', refuse(r'a\.md:\d+')),
        ('a skeleton named by ..', '{{<../a}}{{/../a}}\n', refuse(r'a\.md:\d+')), ('a partial of 5,000 bytes', '{{>' + 'x' * 5000 + '}}\n', refuse(r'a\.md:\d+')),
        ('a partial with a control', '{{>a\x01b}}\n', refuse(r'a\.md:\d+')), ('20,000 tags that are not closed', '{{' * 20000 + '\n', refuse(r'a\.md:\d+')),
        ('100 sections within each other', ''.join('{{#年度}}' for _ in range(100)) + '甲' + '{{/年度}}' * 100 + '\n', refuse(r'a\.md:\d+')),
        ('100,000 braces', '{' * 100000 + '}' * 100000 + '\n', refuse(r'a\.md:\d+')), ('a name of 100,000 bytes', '{{' + 'x' * 100000 + '}}\n', refuse(r'a\.md:\d+')),
        ('500 filters', '{{年度' + '|后缀:"甲"' * 500 + '}}\n', clean(place=r'a\.md:\d+')), ('a filter with an argument of 100,000 bytes', '{{年度|后缀:"' + 'x' * 100000 + '"}}\n', clean('x' * 100000, place=r'a\.md:\d+')),
        ('a filter that writes a control', '{{年度|后缀:"\x1b[2J"}}\n', refuse(r'a\.md:\d+')), ('a filter that does not exist', '{{年度|printf:"%n%s"}}\n', refuse(r'a\.md:\d+')),
        ('a format in a filter', '{{年度|后缀:"%n%s%n"}}\n', right('%n%s%n')), ('other delimiters', '{{=<% %>=}}<%年度%>\n', refuse(r'a\.md:\d+')),
        ('delimiters that are empty', '{{=  =}}\n', refuse(r'a\.md:\d+')), ('sections that cross', '{{#年度}}{{#标题名}}{{/年度}}{{/标题名}}\n', refuse(r'a\.md:\d+')),
        ('20,000 sections that are closed only', '{{/年度}}' * 20000 + '\n', refuse(r'a\.md:\d+')), ('a comment that is never closed', '{{! 甲\n\n乙\n', refuse(r'a\.md:\d+')),
        ('@ names outside loops', '{{@序号}}{{@上级}}{{@x}}\n', refuse(r'a\.md:\d+')), ('a name that is a format', '{{%s%n}}\n', refuse(r'a\.md:\d+')),
    ]:
        markdown(name, HEAD + '正文。\n\n' + text + '\n', expect, group='tags')
    for name, template, data, expect in [
        ('a partial that takes in itself', '{{>a}}', {'p/a.md': '甲{{>a}}'}, refuse()),
        ('two partials in a circle', '{{>a}}', {'p/a.md': '{{>b}}', 'p/b.md': '{{>a}}'}, refuse()),
        ('partials that double 30 times', '{{>a0}}', {'p/a%d.md' % i: '{{>a%d}}{{>a%d}}' % (i + 1, i + 1) for i in range(30)}, refuse()),
        ('loops that multiply', '{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}x{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}', {'d.json': '{"a":[%s]}' % ','.join(['1'] * 200)}, refuse()),
        ('a value that doubles the text', '{{#a}}{{b}}{{/a}}', {'d.json': '{"a":[%s],"b":"%s"}' % (','.join(['1'] * 9000), 'x' * 60000)}, refuse()),
        ('a partial that is a folder', '{{>a}}', {'p/a.md/x': ''}, clean()), ('a partial with a NUL', '{{>a}}', {'p/a.md': b'a\0b'}, refuse()),
    ]:
        files = {'t.txt': template, 'd.json': '{}', 'p/x': ''}
        files.update(data)
        case('tags', name, expect, ['expand', 't.txt', '--data', 'd.json', '--partials', 'p'], files)


register_markdown()
register_front_matter()
register_xml()
register_tags()
