"""Hostile values, JSON, units' files, variables, catalogue and year profiles, and options."""
from hostile import case, clean, refuse, right

CATALOGUE = ('<catalogue><variant id="01-甲" order="1" category="机关" short="甲" source="plans/a.md" name="甲" self="我局" '
             'unit-types="机关"><title>{{年度}}年要点（{{标题名}}）</title></variant></catalogue>')
VARIABLES = ('<variables><group label="甲"><variable name="人数" type="integer" label="总数"/>'
             '<variable name="署名" type="string" label="署名"/></group>'
             '<unit-types><type name="机关"/></unit-types><regions/></variables>')
UNITS = '编号,名称,类型,人数\n001,甲局,机关,5\n'
PLAN = '# 甲\n\n人数{{人数?}}署名{{署名?}}末。\n'
YEAR = '<year value="2026"/>'
DRAFT = ['--unit', '甲局', '--year', '2026', '--content', 'content', '-f', 'txt', '-o', 'out']


def files(**other):
    found = {'content/catalogue.xml': CATALOGUE, 'content/variables.xml': VARIABLES, 'content/units/u.csv': UNITS,
             'content/plans/a.md': PLAN, 'content/years/2026.xml': YEAR, 'content/shared/.keep': ''}
    names = {'catalogue': 'content/catalogue.xml', 'variables': 'content/variables.xml', 'units': 'content/units/u.csv',
             'plan': 'content/plans/a.md', 'year': 'content/years/2026.xml', 'data': 'd.json'}
    found.update({names[k]: v for k, v in other.items()})
    return found


def register_values():
    for name, text, expect in [
        ('no =', '人数', refuse()), ('no name', '=5', refuse()), ('an unknown name', '无此=5', refuse('无此')), ('a huge number', '人数=' + '9' * 5000, clean()),
        ('a negative number', '人数=-5', clean()), ('NaN', '人数=NaN', refuse('人数')), ('hexadecimal', '人数=0x10', refuse('人数')), ('1e308', '人数=1e308', refuse('人数')),
        ('a control', '署名=甲\x1b[2J', refuse('署名')), ('U+202E', '署名=甲\u202e乙', refuse('署名')), ('a newline', '署名=甲\n乙', refuse('署名')),
        ('bytes that are not UTF-8', b'\xe7\xbd\xb2\xe5\x90\x8d=\xff\xfe', refuse()), ('100,000 bytes', '署名=' + '甲' * 33000, refuse('署名')),
        ('tags', '署名={{人数}}{{#', right('{{人数}}{{#')), ('Markdown', '署名=**a**<b>[x](y)', right('**a**<b>[x](y)')), ('a formula', '署名==1+1', refuse('署名')),
        ('a format', '署名=%s%n%99999d', right('%s%n%99999d')), ('a name of 50,000 bytes', 'x' * 50000 + '=1', refuse()), ('what follows from the request', '单位.编号=x', refuse('单位.编号')),
        ('XML', '署名=]]></w:t><x>&amp;', right(']]></w:t><x>&amp;')), ('an unpaired surrogate', b'\xe7\xbd\xb2\xe5\x90\x8d=\xed\xa0\x80', refuse()),
    ]:
        case('--set', name, expect, DRAFT + ['--set', text], files())
    case('--set', '257 of them', refuse(), DRAFT + ['--set', '人数=5'] * 257, files())
    for name, text, expect in [
        ('nothing', '', refuse('d.json')), ('an array', '[]', refuse('d.json')), ('a number', '5', refuse('d.json')), ('cut', '{"人数": ', refuse('d.json')),
        ('arrays of depth 100,000', '{"人数":' + '[' * 100000, refuse('d.json')), ('objects of depth 50,000', '{"a":' * 50000 + '1' + '}' * 50000, refuse('d.json')),
        ('one key twice', '{"人数":1,"人数":2}', refuse('d.json')), ('1e999', '{"人数":1e999}', refuse('d.json')), ('NaN', '{"人数":NaN}', refuse('d.json')),
        ('20 digits', '{"人数":99999999999999999999}', clean('99999999999999999999', place='d.json')), ('a NUL', '{"署名":"a\\u0000b"}', refuse('d.json|署名')),
        ('half a surrogate pair', '{"署名":"\\ud800"}', refuse('d.json')), ('ESC', '{"署名":"\\u001b[2J"}', refuse('d.json|署名')), ('ESC in a name', '{"\\u001b[2J":"a"}', refuse('d.json')),
        ('a newline that forges a message', '{"a\\nplangen: error[B001] x":1}', refuse('d.json')), ('UTF-16', '{"人数":5}'.encode('utf-16'), clean(place='d.json')),
        ('not UTF-8', b'{"\xff":1}', refuse('d.json')), ('100,000 unknown names', '{' + ','.join('"k%d":1' % i for i in range(100000)) + '}', refuse('d.json')),
        ('null', '{"人数":null}', clean('末', place='d.json')), ('a boolean where a number is due', '{"人数":true}', refuse('d.json')), ('an object where a number is due', '{"人数":{"x":1}}', refuse('d.json')),
        ('a comment', '{/* */}', refuse('d.json')), ('text behind the end', '{} x', refuse('d.json')), ('65 MiB', lambda r: b'{"a":"' + b'x' * (65 << 20) + b'"}', refuse('d.json')),
        ('empty names', '{"":1}', refuse('d.json')), ('dots as a name', '{"...":1}', refuse('d.json')),
    ]:
        case('--data', name, expect, DRAFT + ['--data', 'd.json'], files(data=text))


def register_tables():
    stop = refuse(r'u\.csv')
    for name, text, expect in [
        ('nothing', '', stop), ('UTF-16', UNITS.encode('utf-16'), stop), ('GB 18030', UNITS.encode('gb18030'), right('人数5')), ('a NUL', UNITS.replace('甲局', '甲\0局'), stop),
        ('semicolons', UNITS.replace(',', ';'), stop), ('tabs', UNITS.replace(',', '\t'), stop), ('a quote that is never closed', UNITS + '002,"乙局,机关,5\n' + '003,丙,机关,5\n' * 1000, clean('人数5', place=r'u\.csv:[A-Z]*3')),
        ('text behind a quote', UNITS + '002,"乙"局,机关,5\n', clean('人数5', place=r'u\.csv:[A-Z]*3')), ('only carriage returns', UNITS.replace('\n', '\r'), clean('人数5', place=r'u\.csv')),
        ('10,000 columns', '编号,名称,类型' + ','.join('x%d' % i for i in range(10000)) + '\n001,甲局,机关\n', stop), ('a row of 100,000 cells', UNITS + ',' * 100000 + '\n', clean('人数5', place=r'u\.csv')),
        ('one column twice', '编号,名称,类型,人数,人数\n001,甲局,机关,5,6\n', stop), ('one id twice', UNITS + '001,乙局,机关,5\n', stop), ('a name of 100,000 bytes', UNITS + '002,' + '乙' * 33000 + ',机关,5\n', clean('人数5', place=r'u\.csv')),
        ('200,000 bad rows', UNITS + 'x\n' * 200000, clean('人数5', place=r'u\.csv')), ('100,000 units', UNITS + ''.join('U%06d,乙%d,机关,5\n' % (i + 2, i) for i in range(100000)), right('人数5')),
        ('a variant that does not exist', '编号,名称,类型,适用\n001,甲局,机关,../../x\n', refuse(r'u\.csv:[A-Z]*2')), ('a region of dots', '编号,名称,类型,地区\n001,甲局,机关,../../..\n', clean(place=r'u\.csv:[A-Z]*2')),
        ('an id of dots and slashes', UNITS.replace('001', '../../x'), clean('人数5')), ('a name of dots and slashes', UNITS + '002,../../x,机关,5\n', right('人数5')), ('a control in the id', UNITS.replace('001', '\x1b[2J'), stop),
        ('66 MiB', lambda r: UNITS.encode() + b'x' * (66 << 20), stop), ('no newline at the end', UNITS.rstrip(), right('人数5')), ('5 million blank lines', UNITS + '\n' * 5000000, clean('人数5', place=r'u\.csv')),
    ]:
        case('units', name, expect, DRAFT, files(units=text))


def register_xml_files():
    for key, group, base, found in (('catalogue', 'catalogue', CATALOGUE, r'catalogue\.xml'), ('variables', 'variables', VARIABLES, r'variables\.xml'), ('year', 'years', YEAR, r'2026\.xml')):
        for name, text in [('nothing', ''), ('cut', base[:-20] + '<'), ('a DOCTYPE', '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]>' + base), ('depth 100,000', '<a>' * 100000), ('a NUL', base + '\0'),
                           ('another root', '<x/>'), ('an unknown element', base.replace('>', '><zzz/>', 1)), ('a namespace', base.replace('>', ' xmlns="urn:x">', 1)), ('a reference to ESC', base.replace('>', '>&#27;', 1))]:
            case(group, name, refuse(found), DRAFT, files(**{key: text}))
    for name, old, new in [('order beyond 64 bits', 'order="1"', 'order="99999999999999999999"'), ('order -1', 'order="1"', 'order="-1"'), ('a source outside', 'plans/a.md', '../../etc/passwd'),
                           ('an absolute source', 'plans/a.md', '/etc/passwd'), ('a source that is a folder', 'plans/a.md', 'plans'), ('no title', '{{年度}}年要点（{{标题名}}）', ''), ('a type unknown', 'unit-types="机关"', 'unit-types="无"')]:
        case('catalogue', name, refuse(), DRAFT, files(catalogue=CATALOGUE.replace(old, new)))
    for name, old, new in [('a type that extends itself', '<type name="机关"/>', '<type name="机关" extends="机关"/>'), ('types in a circle', '<type name="机关"/>', '<type name="机关" extends="乙"/><type name="乙" extends="机关"/>'),
                           ('a name twice', '<variable name="署名"', '<variable name="人数"'), ('min over 64 bits', 'label="总数"', 'label="总数" min="99999999999999999999999"'), ('min that is NaN', 'label="总数"', 'label="总数" min="NaN"'),
                           ('a default that does not fit', 'label="总数"', 'label="总数" default="x"'), ('a name of braces', 'name="署名"', 'name="a}}b"')]:
        case('variables', name, clean('末', place=r'variables\.xml|u\.csv') if name.startswith('min over') else refuse(r'variables\.xml'), DRAFT, files(variables=VARIABLES.replace(old, new)))
    case('years', 'another year within', refuse(r'2026\.xml'), DRAFT, files(year='<year value="2018"/>'))


def register_options():
    for name, argv in [('no command', []), ('an empty argument', ['']), ('an unknown command', ['x\x1b[2J']), ('an unknown option', ['build', '--\x1b]0;x\x07']), ('a year beyond 64 bits', ['list', '--year', '99999999999999999999']),
                       ('year -1', ['list', '--year', '-1']), ('year 0', ['list', '--year', '0']), ('an empty unit', ['--unit', '']), ('a unit that is not UTF-8', ['--unit', b'\xff']), ('a unit of 100,000 bytes', ['--unit', '甲' * 33000]),
                       ('-j beyond 64 bits', ['build', '-j', '99999999999999999999']), ('-j -1', ['build', '-j', '-1']), ('shard 0/0', ['build', '--shard', '0/0']), ('shard 4294967297/4294967297', ['build', '--shard', '4294967297/4294967297']),
                       ('shard 2/1', ['build', '--shard', '2/1']), ('memory 0', ['build', '--memory', '-5']), ('timeout NaN', ['build', '--timeout', 'nan']), ('timeout beyond 64 bits', ['build', '--timeout', '99999999999999999999999']),
                       ('depth 99999999999', ['toc', '--depth', '99999999999']), ('a date that is none', ['--unit', '甲局', '--date', '2026-02-30']), ('an unknown format', ['--unit', '甲局', '-f', 'pdf,,\x1b']), ('a template of dots', ['--unit', '甲局', '--template', '../../x']),
                       ('a template with a newline', ['--unit', '甲局', '--template', 'a\nplangen: x']), ('a content folder that is not there', ['list', '--content', 'none\x1b']), ('an unknown rule', ['check', '--explain', 'K\x1b']), ('no file', ['render'])]:
        case('options', name, refuse(), argv if '--content' in argv or not argv or argv[0] in ('', 'render') else argv + ['--content', 'content'], files())


def register_checks():
    many = UNITS + ''.join('U%06d,乙%d,机关,5\n' % (i + 2, i) for i in range(100000))
    case('units', '100,000 units, checked', clean(place='.'), ['check', '--content', 'content'], files(units=many), findings=True, free=True)


def register_own_text():
    def own(name, text, expect, plan=PLAN + '\n第二段。\n', unit='001', file='01-甲.md'):
        case('own text', name, expect, DRAFT, dict(files(plan=plan), **{f'content/units/{unit}/{file}': text}))
    head, last = '---\n段落: %s\n处理: %s\n理由: 乙\n---\n', '末尾之字。'
    own('10,000 overrides of one passage', (head % ('甲#2', '后加') + '丙。\n\n') * 10000, refuse('01-甲'))
    own('500 overrides of one passage', (head % ('甲#2', '后加') + '丙。\n\n') * 500 + last, right('末', last))
    own('3,000 that replace one passage', (head % ('甲#2', '删除')) * 3000, refuse('01-甲'))
    own('a passage of 300,000 bytes', head % ('甲' * 100000, '删除'), refuse('01-甲'))
    own('a path of 50,000 steps', head % ('甲/' * 50000, '删除'), refuse('01-甲'))
    own('block 99999999999999999999', head % ('甲#99999999999999999999', '删除'), refuse('01-甲'))
    own('block 0', head % ('甲#0', '删除'), refuse('01-甲'))
    own('a base of 900,000 bytes', '---\n段落: 甲#2\n处理: 删除\n理由: 乙\n基准:\n' + '> 丙丙丙\n' * 60000 + '---\n', right('末'))
    own('2 MiB', head % ('甲#2', '后加') + '丙。\n' * 400000, refuse('01-甲'))
    own('ESC in the reason', '---\n段落: 甲#2\n处理: 删除\n理由: \x1b[2J\n基准:\n> 丁\n---\n', clean('末'))
    own('a line end in the middle of a head', '---\n段落: 甲#2\r处理: 删除\r理由: 乙\r---\r', clean('末'))
    own('U+202E in the passage', head % ('甲\u202e#2', '删除'), refuse('01-甲'))
    own('placeholders', head % ('甲#2', '后加') + '\ufdd00\ufdd1\n', refuse('01-甲'))
    own('NUL', head % ('甲#2', '后加') + '甲\0乙\n', refuse('01-甲'))
    own('a value that is markup', head % ('甲#2', '替换') + '{{署名?}}{{人数}}' + last + '\n', right('末', last))
    own('an include of itself', head % ('甲#2', '替换') + '{{>../units/001/01-甲}}\n', refuse('01-甲'))
    own('5,000 headings called the same', head % ('丙', '删除'), refuse('01-甲'), plan='# 丙\n\n丁。\n\n' * 5000)
    own('3,000 headings, each dropped', ''.join(head % (f'丙{i}', '删除') for i in range(500)), right(last),
        plan=''.join(f'# 丙{i}\n\n丁。\n\n' for i in range(3000)) + last)
    own('everything dropped', head % ('甲', '删除'), refuse())
    own('a folder above', head % ('甲#2', '删除'), right('末', '第二段'), unit='..', file='01-甲.md')


register_own_text()
register_values()
register_tables()
register_checks()
register_xml_files()
register_options()
