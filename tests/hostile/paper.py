"""Hostile page templates, grammars of them, and lists of the book."""
import glob
import os
import re

from content import files as sources
from hostile import case, clean, refuse, right

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
END = '末尾之字。'
TEXT = ('---\n标题: 甲乙丙丁\n主送: 各科室\n发文字号: 甲科〔2026〕1号\n抄送: 乙局\n---\n\n# 甲\n\n正文ABC，“甲”**乙**。\n\n## 乙\n\n- 丙\n\n> 丁\n\n'
        '```表格 标题="表"\n甲 | 乙\n丙 | 丁\n```\n\n' + END + '\n\n```落款\n甲局\n2026年3月1日\n```\n')
MINE = r'templates/t/template\.xml'
LINE = MINE + r':\d+'


def templates():
    found = {}
    for name in glob.glob(os.path.join(ROOT, 'templates', '*', '*.xml')) + glob.glob(os.path.join(ROOT, 'templates',
        'schema', '*')):
        with open(name, encoding='utf-8') as file:
            found['templates/' + os.path.relpath(name, os.path.join(ROOT, 'templates'))] = file.read()
    return found


TEMPLATES = templates()
BASE = TEMPLATES['templates/gbt9704/template.xml'].replace('name="gbt9704"', 'name="t"')
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]>' % ''.join(
    '<!ENTITY %s "%s">' % (chr(98 + i), ('&%s;' % chr(97 + i)) * 10) for i in range(12))
RENDER = ['render', 'a.md', '--content', 'content', '--template', 't', '-f', 'txt,pdf,docx', '-o', 'out']


def template(name, text, expect, setup=None, argv=RENDER, group='template', **other):
    found = dict(sources(), **TEMPLATES)
    found['a.md'] = TEXT
    if text is not None:
        found['templates/t/template.xml'] = text
    found.update(other)
    case(group, name, expect, argv, {k: v for k, v in found.items() if v is not None}, setup=setup)


def altered(*pairs):
    """The template of official documents with each pattern replaced once."""
    text = BASE
    for old, new in pairs:
        text, count = re.subn(old, lambda _: new, text, count=1)
        assert count, old
    return text


def instead(what):
    """Puts what (folder, FIFO, or target of a link) where the template is."""
    def setup(folder, _random, path='templates/t/template.xml'):
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            os.unlink(path)
        if what == 'folder':
            os.mkdir(path)
        elif what == 'FIFO':
            os.mkfifo(path)
        else:
            os.symlink(what, path)
    return setup


def register_files():
    for name, text, place in [
        ('nothing in it', '', MINE), ('cut in the middle', BASE[:len(BASE) // 2], LINE), ('a NUL',
            BASE.replace('>', '>\0', 3), MINE),
        ('a DOCTYPE', BASE.replace('<template', '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><template'), MINE),
        ('a billion laughs', BASE.replace('<template', BOMB + '<template').replace('text="草稿"', 'text="&m;"'), MINE),
        ('depth 100,000', '<template>' * 100000, MINE), ('65 MiB', lambda r: b' ' * (65 << 20), MINE),
        ('a PNG', b'\x89PNG\r\n\x1a\n' + bytes(range(256)), MINE), ('another root', '<plan/>', MINE),
        ('an unknown element', BASE.replace('<page ', '<zzz/><page '), LINE), ('no styles',
            re.sub('(?s)<styles>.*</styles>', '', BASE), MINE),
        ('no body style', altered(('<style name="body".*', '')), MINE), ('an unknown attribute',
            BASE.replace('<page ', '<page x="1" '), LINE),
        ('two pages', BASE.replace('<grid',
            '<page width="1mm" height="1mm" top="1mm" bottom="1mm" left="1mm" right="1mm"/><grid'), LINE),
    ]:
        template(name, text, refuse(place, (2, 4)))
    for what in ('folder', 'FIFO', 'template.xml', '/dev/zero', '/etc/passwd', '../none'):
        template('in its place: %s' % what, None,
                 refuse(MINE if what != '../none' else '‘t’', (2, 3, 4)), setup=instead(what))
    template('UTF-16', BASE.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode('utf-16'), clean(END, place=MINE))
    template('GB 18030', BASE.replace('encoding="UTF-8"', 'encoding="GB18030"').encode('gb18030'), clean(END,
        place=MINE))


MEASURES = [
    ('page width NaN', 'width="210mm"', 'width="NaN"'), ('page width negative', 'width="210mm"', 'width="-5mm"'),
    ('page width 1e308', 'width="210mm"', 'width="1e308mm"'), ('page width beyond 64 bits', 'width="210mm"',
        'width="99999999999999999999mm"'),
    ('page width in inches', 'width="210mm"', 'width="8in"'), ('page width 0', 'width="210mm"', 'width="0mm"'),
    ('margins wider than the page', 'left="28mm"', 'left="300mm"'), ('margins that just meet', 'left="28mm"',
        'left="184mm"'),
    ('margins higher than the page', 'top="37mm"', 'top="400mm"'), ('lines 0', 'lines="22"', 'lines="0"'),
    ('lines 1000', 'lines="22"', 'lines="1000"'), ('chars 0', 'chars="28"', 'chars="0"'), ('body size 0',
        'body-size="16pt"', 'body-size="0pt"'),
    ('body size negative', 'body-size="16pt"', 'body-size="-16pt"'), ('a number format without %d', 'format="— %d —"',
        'format="—"'),
    ('a number format of %s%n', 'format="— %d —"', 'format="%s%n"'), ('a number format of two %d', 'format="— %d —"',
        'format="%d%d"'),
    ('a color of G', 'color="#C00000"', 'color="#GGGGGG"'), ('an indent NaN', 'indent-first="2"', 'indent-first="NaN"'),
    ('align middle', 'align="justify"', 'align="middle"'), ('no font role body', 'role="body"', 'role="bodx"'),
    ('a style of an unknown font', 'font="title"', 'font="&lt;x&gt;"'), ('a signature without its form',
        '<form kind="no-seal"', '<form kind="seal"'),
]


def register_measures():
    for name, old, new in MEASURES:
        template(name, altered((old, new)), refuse(r'template\.xml', (2,)))
    body = '(?<=<style name="body" )font="body" size="16pt"'
    for name, *pairs in [
        ('a page of 9999 mm', ('width="210mm"', 'width="9999mm"'), ('height="297mm"', 'height="9999mm"')),
            ('line pitch 9999', ('line-pitch="[^"]*"', 'line-pitch="9999pt"')),
        ('line pitch 0.000001', ('line-pitch="[^"]*"', 'line-pitch="0.000001pt"')), ('line pitch 0',
            ('line-pitch="[^"]*"', 'line-pitch="0pt"')),
        ('999 lines of 999 characters', ('lines="22" chars="28"', 'lines="999" chars="999"')), ('1 line of 1 character',
            ('lines="22" chars="28"', 'lines="1" chars="1"')),
        ('body size 9999', ('body-size="16pt"', 'body-size="9999pt"')), ('style size 0',
            (body, 'font="body" size="0pt"')), ('style size 0.000001', (body, 'font="body" size="0.000001pt"')),
        ('style size 9999', (body, 'font="body" size="9999pt"')), ('latin gap 9999',
            ('latin-gap="0"', 'latin-gap="9999"')),
        ('indent -9999', ('indent-first="2"', 'indent-first="-9999"')), ('indent 9999',
            ('indent-first="2"', 'indent-first="9999"')),
        ('indents left and right 9999', ('(?<=<style name="body" )font="body"',
            'font="body" indent-left="9999" indent-right="9999"')),
        ('indents left and right 14', ('(?<=<style name="body" )font="body"',
            'font="body" indent-left="14" indent-right="14"')),
        ('space before 9999', ('(?<=<style name="body" )font="body"', 'font="body" space-before="9999"')),
        ('line height 0', ('(?<=<style name="body" )font="body"', 'font="body" line-height="0pt"')),
            ('line height 0.000001', ('(?<=<style name="body" )font="body"', 'font="body" line-height="0.000001pt"')),
        ('line height 9999', ('(?<=<style name="body" )font="body"', 'font="body" line-height="9999pt"')),
            ('page number 9999 mm below', ('gap="7mm"', 'gap="9999mm"')),
        ('page number 9999 characters in', ('indent="1" format', 'indent="9999" format')), ('draft mark of U+202E',
            ('text="草稿"', 'text="草\u202e稿"')),
        ('number format of U+202E', ('format="— %d —"', 'format="\u202e%d\x85"')), ('a locale of dots',
            ('zh@lb=strict', '../../x@lb=%s%n')),
        ('a list mark of 100 characters', ('list-mark="•"', 'list-mark="%s"' % ('•' * 100))), ('kept lines 999',
            ('last-line-chars="2" widow-lines="2" heading-lines="2"',
            'last-line-chars="999" widow-lines="999" heading-lines="999"')),
        ('table padding 9999', ('padding="4pt"', 'padding="9999pt"')), ('table rule 9999',
            ('rule="0.5pt"', 'rule="9999pt"')), ('table row step 0', ('row-step="0.5"', 'row-step="0"')),
        ('signature indent and shift 9999', ('indent="2" shift="2"', 'indent="9999" shift="9999"')),
            ('signature before 9999', ('before="1"', 'before="9999"')),
        ('20,000 styles', ('</styles>', ''.join('<style name="s%d"/>' % i for i in range(20000)) + '</styles>')),
            ('a style twice', ('</styles>', '<style name="body" size="1pt"/></styles>')),
        ('20,000 families', ('<font role="body">', '<font role="body">' + ''.join('<family>F%d</family>' % i
            for i in range(20000)))),
        ('a name unlike the folder', ('name="t"', 'name="../../x"')), ('a style name of 100 characters',
            ('</styles>', '<style name="%s"/></styles>' % ('甲' * 100))),
    ]:
        template(name, altered(*pairs), clean(END, place=r'template\.xml|a\.md|L0\d\d'))
    for name, family in [('no family installed', 'No Such Font'), ('a family that is a path', '/etc/passwd'),
        ('a family that is a pattern', 'x:file=/etc/passwd:size=1e308'), ('a family of commas', 'a,b,c')]:
        text = re.sub(r'<family[^>]*>[^<]*</family>', '', BASE).replace('</font>',
            '<family>%s</family></font>' % family)
        template(name, text, refuse('F002', (2,)))


def register_extends():
    child = '<template name="t" extends="%s"/>'
    for name, text, other in [
        ('extends itself', child % 't', {}), ('two in a circle', child % 'u',
            {'templates/u/template.xml': child.replace('"t"', '"u"') % 't'}),
        ('extends what is not there', child % 'none', {}), ('extends dots', child % '../x', {}),
            ('extends an absolute path', child % '/etc', {}), ('extends .', child % '.', {}), ('extends ..',
            child % '..', {}),
        ('extends nothing', child % '', {}), ('extends a newline', child % 'a&#10;plangen: error', {}),
            ('extends U+009B', child % 'a\x9b2Jb', {}), ('extends U+202E', child % 'a\u202eb', {}),
    ]:
        template(name, text, refuse(r'templates/[tu]/template\.xml', (2, 4)), **other)
    # What is outside of templates/ is sound, so that nothing but its place is wrong.
    for name, to in [('a sound template outside', '../outside'), ('a sound template in a folder of templates', 'u/outside')]:
        template('extends ' + name, child % to, refuse(r'templates/t/template\.xml', (2, 4)), **{
            os.path.normpath('templates/%s/template.xml' % to): BASE.replace('name="t"', 'name="outside"')})
        template('is ' + name, None, refuse('outside', (2, 3, 4)), argv=RENDER[:5] + [to] + RENDER[6:], **{
            os.path.normpath('templates/%s/template.xml' % to): BASE.replace('name="t"', 'name="outside"')})
    template('a chain of 2,000', child % 'c0', clean(END, place=r'template\.xml'), **{
        'templates/c%d/template.xml' % i: '<template name="c%d" extends="%s"/>' % (i,
            'c%d' % (i + 1) if i < 1999 else 'gbt9704') for i in range(2000)})
    head = TEMPLATES['templates/gbt9704-head/template.xml'].replace('name="gbt9704-head"', 'name="t"')
    for name, old, new in [
        ('mark-top 9999', 'mark-top="35mm"', 'mark-top="9999mm"'), ('mark-least 0', 'mark-least="26pt"',
            'mark-least="0pt"'), ('number-lines 9999', 'number-lines="2"', 'number-lines="9999"'),
        ('head rule 9999', 'rule-width="0.5mm"', 'rule-width="9999mm"'), ('record rules 9999', 'outer-rule="0.35mm"',
            'outer-rule="9999mm"'), ('record indent 9999', 'indent="1" even', 'indent="9999" even'),
        ('title-lines 9999', 'title-lines="2"', 'title-lines="9999"'), ('head mark 9999', 'size="48pt"',
            'size="9999pt"'), ('record line height 9999', 'line-height="24pt"', 'line-height="9999pt"'),
    ]:
        assert old in head, old
        template(name, head.replace(old, new), clean(END, place=r'template\.xml|a\.md|L0\d\d'))
    key = 'templates/schema/template.rng'
    grammar = TEMPLATES[key]
    for name, text in [('missing', None), ('empty', ''), ('cut', grammar[:2000]), ('takes in itself',
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="template.rng"/></grammar>'),
                       ('takes in /etc/passwd',
                           '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="file:///etc/passwd"/>'),
                           ('an entity bomb', BOMB + '<grammar>&m;</grammar>')]:
        template('grammar: ' + name, BASE, refuse(r'template\.rng', (2, 4)), **{key: text})
    free = ('<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><define name="a">'
        '<element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/>'
            '<ref name="a"/></choice></zeroOrMore></element></define></grammar>')
    for name, old in [('width', ' width="210mm"'), ('lines', 'lines="22"'), ('format', 'format="— %d —"'),
        ('style name', 'name="recipient"'), ('role', 'role="title"'), ('rule', 'rule="0.5pt"')]:
        template('grammar: all is allowed, no ' + name, BASE.replace(old, ''), refuse(r'template\.xml', (2,)),
            **{key: free})
    for name, old, new in [('width NaN', 'width="210mm"', 'width="NaNmm"'), ('width -1e300', 'width="210mm"',
        'width="-1e300mm"'), ('lines -1', 'lines="22"', 'lines="-1"'), ('size inf', 'size="16pt"', 'size="infpt"'),
                           ('format %s%n', '— %d —', '%s%n%s'), ('chars 2^32', 'chars="28"', 'chars="4294967296"')]:
        template('grammar: all is allowed, ' + name, BASE.replace(old, new), refuse(r'template\.xml', (2,)),
            **{key: free})


BOOK = ('<compendium><book template="compendium" titles="unit"><title>{{年度}}书</title><cover><line>{{年度}}</line>'
    '</cover><contents title="目录" depth="1"/><plans all="true"/></book>'
        '<unit-book><title>{{单位.名称}}书</title><plans all="true"/></unit-book></compendium>')
BUILD = ['build', '--compendium', '--year', '2026', '--content', 'content', '-f', 'txt', '-o', 'out']


def book(name, text, expect, setup=None, argv=BUILD, **other):
    found = dict(sources(), **TEMPLATES)
    found['content/compendium.xml'] = text
    found.update(other)
    case('book', name, expect, argv, {k: v for k, v in found.items() if v is not None}, setup=setup, any_name=True)


def register_book():
    mine = r'compendium\.xml'
    for name, text in [
        ('nothing in it', ''), ('cut', BOOK[:150]), ('a DOCTYPE',
            '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]>' + BOOK), ('a billion laughs',
            BOMB + BOOK.replace('{{年度}}书', '&m;')), ('a NUL', BOOK.replace('书', '\0', 1)),
        ('depth 100,000', '<compendium>' * 100000), ('65 MiB', lambda r: b' ' * (65 << 20)), ('missing', None),
            ('an unknown variant', BOOK.replace('<plans all="true"/>', '<plans><plan variant="99-x&#x202e;"/></plans>',
            1)),
        ('an unknown unit', BOOK.replace('<plans all="true"/>', '<plans><plan variant="01-甲" unit="无此"/></plans>', 1)),
            ('all excluded', BOOK.replace('<plans all="true"/>', '<plans all="true"><exclude variant="01-甲"/></plans>',
            1)),
        ('an unknown one excluded', BOOK.replace('<plans all="true"/>',
            '<plans all="true"><exclude variant="x"/></plans>', 1)), ('no plans',
            BOOK.replace('<plans all="true"/>', '', 1)), ('depth 5', BOOK.replace('depth="1"', 'depth="5"')),
        ('odd-pages maybe', BOOK.replace('titles="unit"', 'odd-pages="maybe"')), ('a template of dots',
            BOOK.replace('template="compendium"', 'template="../x"')), ('a template that is not there',
            BOOK.replace('template="compendium"', 'template="x"')),
        ('titles x', BOOK.replace('titles="unit"', 'titles="x"')), ('two books',
            BOOK.replace('<book', '<book><title>x</title><plans/></book><book', 1)), ('no unit-book',
            BOOK[:BOOK.index('<unit-book>')] + '</compendium>'),
        ('an open tag in the title', BOOK.replace('{{年度}}书', '{{年度书')), ('a partial of dots in the title',
            BOOK.replace('{{年度}}书', '{{>../../../etc/passwd}}')), ('U+202E in the title',
            BOOK.replace('书', '\u202e书', 1)),
        ('an unknown variable in the title', BOOK.replace('{{年度}}书', '{{无此}}')), ('an open section in a line',
            BOOK.replace('<line>{{年度}}', '<line>{{#年度}}')), ('a control by reference', BOOK.replace('书', '&#27;[2J',
            1)),
        ('a newline by reference in the title', BOOK.replace('<plans all="true"/>',
            '<plans><plan variant="a&#10;plangen: error[B001]"/></plans>', 1)),
    ]:
        book(name, text, refuse(mine + r'|templates/' if 'template' in name else mine if name != 'missing'
            else 'compendium', (2, 3, 4)))
    for what in ('folder', 'FIFO', 'compendium.xml', '/dev/zero'):
        book('in its place: %s' % what, None, refuse(mine, (2, 4)), setup=lambda f, r, w=what: instead(w)(f, r,
            'content/compendium.xml'))
    for name, text, tokens in [
        ('an empty title', BOOK.replace('{{年度}}书', ''), ['末']), ('a title of blanks',
            BOOK.replace('{{年度}}书', ' \u3000\u00a0 '), ['末']), ('a title of 100,000 characters',
            BOOK.replace('{{年度}}书', '长' * 100000), ['末', '长' * 1000]),
        ('5,000 cover lines', BOOK.replace('<line>{{年度}}</line>', '<line>{{年度}}行</line>' * 5000), ['末']),
            ('one plan 2,000 times', BOOK.replace('<plans all="true"/>',
            '<plans>' + '<plan variant="01-甲"/>' * 2000 + '</plans>', 1), ['末']),
        ('a unit of 50,000 bytes', BOOK.replace('<plans all="true"/>',
            '<plans><plan variant="01-甲" unit="%s"/></plans>' % ('x' * 50000), 1), ['末']),
        ('the whole book in GB 18030', ('<?xml version="1.0" encoding="GB18030"?>' + BOOK).encode('gb18030'), ['末']),
            ('contents of a title that is 98 wide', BOOK.replace('目录', '目' * 98), ['末']),
    ]:
        book(name, text, clean(*tokens, place=mine))
    for name, title in [('dots and slashes', '../../x'), ('an absolute path', '/tmp/hostile-x'), ('a dash', '-f'),
        ('invisible characters', '\u200b\u2060\u00ad'), ('CON', 'CON'), ('300 characters', '书' * 300), ('a dot', '.'),
        ('a dot and a name', '.txt'), ('quotes and stars', '"*?<>|:')]:
        book('a title of ' + name, BOOK.replace('{{年度}}书', title.replace('<', '&lt;')), clean('末', place=mine))
    lean = TEMPLATES['templates/compendium/template.xml']
    for name, text in [('no style of contents', re.sub('<style name="contents-entry1"[^>]*>', '', lean)),
        ('no styles at all', '<template name="compendium" extends="gbt9704"/>'), ('right indent 9999',
        lean.replace('indent-right="3"', 'indent-right="9999"')),
                       ('cover-title 9999', lean.replace('size="36pt"', 'size="9999pt"')), ('cover space 9999',
                           lean.replace('space-before="4"', 'space-before="9999"'))]:
        book('template with ' + name, BOOK, clean('末', place=r'template\.xml|L0\d\d'),
            **{'templates/compendium/template.xml': text})


register_files()
register_measures()
register_extends()
register_book()
