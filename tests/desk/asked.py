"""Who is let in, what is refused, and what the calls answer."""
import http.client, json, os, re, resource, signal, socket, subprocess, tempfile, threading, time
from urllib.parse import quote, unquote

import kills
from desk import ROOT, Desk, free_port

PLAN = {'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026}
HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'; alert(1); '", '{{名称}}', '</text></svg><script>alert(1)</script>',
           '&lt;b&gt;', '\u202etxt', 'javascript:alert(1)', '${7*7}', ']]>', '<svg onload=alert(1)>', '%3Cscript%3E']


def who_is_let_in(desk, expect):
    expect(desk.request('GET', '/')[0], 200, 'the page with the cookie')
    expect(desk.request('GET', '/', cookie=False)[0], 403, 'the page without')
    expect(desk.request('GET', '/', cookie=f'plangen-{desk.port}={"0" * 32}')[0], 403, 'a wrong key')
    expect(desk.request('GET', '/', cookie=f'plangen-{desk.port}={desk.key[:31]}')[0], 403, 'a part of the key')
    expect(desk.request('GET', f'/?key={"f" * 32}', cookie=False)[0], 403, 'a wrong key in the address')
    status, headers, _ = desk.request('GET', f'/?key={desk.key}', cookie=False)
    expect((status, headers.get('Location')), (303, '/'), 'the address that was given')
    expect(all(word in headers['Set-Cookie'] for word in ('HttpOnly', 'SameSite=Strict', desk.key)), True, 'the cookie')
    expect(desk.request('GET', '/', host='evil.example')[0], 421, 'another host: DNS rebinding')
    expect(desk.request('GET', f'/?key={desk.key}', cookie=False, host=f'evil.example:{desk.port}')[0], 421, 'another host with the key')
    expect(desk.request('GET', '/', host=f'127.0.0.1:{desk.port + 1}')[0], 421, 'another port')
    expect(desk.request('GET', '/', host=f'localhost:{desk.port}')[0], 200, 'localhost')
    for origin in ('http://evil.example', 'null', f'http://127.0.0.1:{desk.port + 1}', f'https://127.0.0.1:{desk.port}', False):
        expect(desk.request('POST', '/api/start', b'{}', origin=origin)[0], 403, f'a form of {origin}')
    expect(desk.request('GET', '/', headers={'Origin': 'http://evil.example'})[0], 403, 'a page of another origin')
    for method in ('PUT', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'):
        expect(desk.request(method, '/')[0], 405, method)


def what_is_there(desk, expect):
    _, headers, _ = desk.request('GET', '/')
    policy = headers['Content-Security-Policy']
    expect("default-src 'none'" in policy and 'unsafe' not in policy and '*' not in policy, True, 'the policy')
    expect((headers['X-Content-Type-Options'], headers['Referrer-Policy']), ('nosniff', 'no-referrer'), 'headers')
    status, headers, _ = desk.request('GET', '/desk.js')
    expect((status, headers['Content-Type']), (200, 'text/javascript; charset=utf-8'), 'a script')
    expect(desk.request('GET', '/desk.js', headers={'If-None-Match': headers['ETag']})[0], 304, 'a script that is known')
    for path in ('/../template.xml', '/..%2f..%2fcontent/catalogue.xml', '/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd', '/./desk.js', '/desk.js/', '/desk.cs',
                 '/content/units', '/api/start', '/api/', '/favicon.ico'):
        expect(desk.request('GET', path)[0], 404, path)
    expect(desk.request('POST', '/api/nothing', b'{}')[0], 404, 'no such call')
    expect(desk.request('POST', '/api/save/../start', b'{}')[0], 404, 'a call by another path')


def the_guides(desk, expect):
    def get(path):
        status, headers, body = desk.request('GET', quote(path))
        return status, headers['Content-Type'], body

    _, _, index = get('/guide/')
    guides = re.findall('<li><a href="([^"]+)">', index.decode())
    folder = os.path.join(ROOT, 'templates', 'guide')
    expect(guides, sorted(f'/guide/{name[:-3]}.html' for name in os.listdir(folder) if name.endswith('.md')), 'each guide is a page')
    shown = []
    for guide in guides:
        status, kind, page = get(guide)
        expect((status, kind), (200, 'text/html; charset=utf-8'), guide)
        shown += re.findall('<img src="([^"]+)"', page.decode())
    for picture in shown:
        status, headers, data = desk.request('GET', f'/guide/{picture}')
        expect((status, headers['Content-Type'], data[8:12]), (200, 'image/webp', b'WEBP'), picture)
    pictures = [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names if not name.endswith('.md')]
    expect(sorted(unquote(picture) for picture in shown), sorted(os.path.relpath(picture, folder) for picture in pictures), 'each picture stands below its heading')
    with open(os.path.join(folder, '办公桌.md')) as guide, open(os.path.join(ROOT, 'templates', 'desk', 'words.js')) as words, \
            open(os.path.join(ROOT, 'templates', 'deploy', 'packages', 'plangen.desktop')) as entry:
        known = words.read() + entry.read()
        expect([label for label in re.findall('“([^”]+)”', guide.read()) if f"'{label}'" not in known and f'={label}\n' not in known], [],
               'what the guide to the desk names is called so there')


def what_is_refused(desk, expect):
    for body in (b'', b'{', b'[]', b'"x"', b'{"unit":1}', b'\xff\xfe', b'{"a":1,"a":2}', b'[' * 5000):
        status, _, _ = desk.request('POST', '/api/draft', body)
        expect(status in (400, 422), True, f'the body {body[:12]}: {status}')
    expect(desk.request('POST', '/api/draft', b'{"unit":"' + b'x' * (5 << 20) + b'"}')[0], 413, 'a large body')
    expect(desk.request('POST', '/api/bring?name=a.xlsx', b'', headers={'Content-Length': str(1 << 40)})[0], 413, 'a body said to be huge')
    expect(desk.request('GET', '/?' + 'x' * 100000)[0] in (400, 413, 414, 431), True, 'a long address')
    expect(desk.bring('bring', 'a.exe', b'MZ', **PLAN)[0], 422, 'a file that is none of those')
    expect(desk.bring('bring', '../../../tmp/evil.xlsx', b'PK\x03\x04nothing', **PLAN)[0], 422, 'a broken workbook')
    expect(desk.ask('draft', unit='没有', variant='11', year=2026)[0], 422, 'no such unit')
    expect(desk.ask('get', **PLAN, format='exe')[0], 400, 'no such format')
    status, answer = desk.ask('draft', **PLAN, template='../../content')
    expect((status, answer['error']), (422, 'plan'), 'a template elsewhere')


def what_calls_answer(desk, expect):
    status, start = desk.ask('start')
    expect((status, start['read_only'], len(start['variants']), start['year']), (200, False, 32, 2026), 'the start')
    unit = next(unit for unit in start['units'] if unit['id'] == 'JG001')
    expect('xkjj' in unit['letters'].split() and 'xiankejiju' in unit['letters'].split(), True, f'letters of pinyin: {unit["letters"]}')
    _, needs = desk.ask('needs', **PLAN)
    members = next(need for need in needs['needs'] if need['name'] == '党员人数')
    expect((members['value'], members['origin'], members['type']), ('41', 'unit', 'integer'), 'a need')
    _, draft = desk.ask('draft', **PLAN, values={'党员人数': '很多'})
    expect([m['arguments'][0] for m in draft['messages'] if m['severity'] == 'error'], ['党员人数'], 'a value that is none is told, and the pages are there')
    told = draft['messages'][0]
    expect((''.join(piece['text'] for piece in told['pieces']), [told['arguments'][piece['argument'] - 1] for piece in told['pieces'] if 'argument' in piece and piece['argument'] < 3]),
           (told['text'], [piece['text'] for piece in told['pieces'] if 'argument' in piece and piece['argument'] < 3]), 'a message in pieces is the message, with its arguments')
    expect(len(draft['sheets']) == draft['pages'] > 3 and 'data-value="党员人数"' in draft['sheets'][0]['svg'], True, 'pages name their values')
    _, again = desk.ask('draft', **PLAN, pages=[sheet['hash'] for sheet in draft['sheets']], fonts=[font['hash'] for font in draft['fonts']], values={'党员人数': '43'})
    expect([i for i, sheet in enumerate(again['sheets']) if 'svg' in sheet], [0], 'only the page that changed is sent')
    status, headers, pdf = desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'pdf', 'final': True}).encode())
    expect((status, headers['Content-Type'], pdf[:5]), (200, 'application/pdf', b'%PDF-'), 'a PDF')
    expect('%E5%85%9A%E5%BB%BA' in headers['Content-Disposition'], True, 'its name')
    _, report = desk.ask('check', **PLAN)
    expect(isinstance(report['messages'], list), True, 'a check')
    _, table = desk.ask('overview', year=2026, units='县级部门')
    expect({row['state'] for row in table['plans']} <= {'final', 'draft', 'failed'} and len(table['plans']) > 3, True, 'the table')


def a_book(desk, expect):
    unit = next(u for u in desk.ask('start')[1]['units'] if len(u['variants']) > 1)
    status, _, pdf = desk.request('POST', '/api/get', json.dumps({'unit': unit['id'], 'year': 2026, 'format': 'pdf', 'book': True}).encode())
    expect((status, pdf[:5]), (200, b'%PDF-'), 'all plans of a unit')


def two_people(desk, expect):
    save = lambda old, new: desk.ask('save', **PLAN, values={'党员人数': {'old': old, 'new': new}})
    status, first = save('41', '44')
    expect((status, first['number']), (200, 1), 'one saves')
    status, second = save('41', '45')
    expect((status, second['error'], second['conflicts'][0]['theirs']), (409, 'conflict', '44'), 'the other one is told')
    expect(save('44', '45')[0], 200, 'and saves when it was seen')
    expect(save('45', '没有数')[0], 422, 'what is no value is not saved')
    status, _ = desk.ask('undo', number=first['number'])
    expect(status, 409, 'what was changed since is not undone')
    expect(desk.ask('undo', number=2)[0], 200, 'the last one is')
    _, log = desk.ask('log')
    expect([(c['undoes'], c['parts'][0]['new']) for c in log['changes']], [(2, '44'), (0, '45'), (0, '44')], 'the log')


def own_text(desk, expect):
    _, answer = desk.ask('passages', **PLAN)
    passage = next(p for p in answer['passages'] if p['heading'] == '办好科技业务讲堂')
    write = lambda version, **given: desk.ask('text', **PLAN, passage=passage['id'], version=version, **given)
    status, _ = write(passage['version'], action='替换', reason='本局自办', text='## 办好科技业务讲堂。\n\n讲堂由本局自办。\n')
    expect(status, 200, 'a passage becomes the unit’s own')
    expect(write(passage['version'], action='删除', reason='不办')[1]['error'], 'conflict', 'who saw it before is told')
    _, answer = desk.ask('passages', **PLAN)
    now = next(p for p in answer['passages'] if p['id'] == passage['id'])
    expect('讲堂由本局自办。' in now['overrides'][0]['text'], True, 'its text')
    expect('讲堂由本局自办' in desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'txt'}).encode())[2].decode(), True, 'it is in the plan')
    expect(write(now['version'], action='替换', reason='', text='甲。')[0], 422, 'no reason')
    expect(write(now['version'], action='共用')[0], 200, 'the shared text again')


def forms_and_documents(desk, expect):
    _, _, form = desk.request('POST', '/api/form', json.dumps({'units': 'JG001', 'year': 2026}).encode())
    status, seen = desk.bring('bring', '表.xlsx', form, **PLAN)
    expect((status, seen['parts']), (200, []), 'a form that nobody filled in')
    _, _, text = desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'txt'}).encode())
    edited = text.decode().replace('每次确定1名领学人', '每次确定2名领学人').replace('党员44名', '党员48名').encode()
    status, seen = desk.bring('bring', 'a.txt', edited, **PLAN, values='1', text='1')
    expect((status, len(seen['diff']['changes']), [v['new'] for v in seen['diff']['values']]), (200, 2, ['48']), 'an edited document')
    expect(desk.ask('needs', **PLAN)[1]['needs'][0] is not None and len(seen['parts']) >= 2, True, 'what would be written')
    before = len(desk.ask('log')[1]['changes'])
    expect(desk.bring('accept', 'a.txt', edited, **PLAN, values='1')[0], 200, 'its values are taken')
    expect(len(desk.ask('log')[1]['changes']), before + 1, 'one change')
    value = next(n for n in desk.ask('needs', **PLAN)[1]['needs'] if n['name'] == '党员人数')
    expect(value['value'], '48', 'the value')


def a_document_of_a_word_processor(desk, expect):
    import io, zipfile
    _, _, docx = desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'docx'}).encode())
    status, seen = desk.bring('bring', '计划.docx', docx, **PLAN)
    expect((status, seen['diff']['changes']), (200, []), 'a document that nobody edited')
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(edited, 'w') as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace('发言提纲提前两天交'.encode(), '发言提纲提前五天交'.encode()))
    status, seen = desk.bring('bring', '计划.docx', edited.getvalue(), unit='JG002', variant='23-机关党建', year=2026, text='1')
    expect((status, len(seen['diff']['changes']), '五天' in json.dumps(seen['parts'], ensure_ascii=False)), (200, 1, True), 'one that was edited says which plan it is')
    expect(('采自计划.docx' in json.dumps(seen['parts'], ensure_ascii=False), seen['diff']['after']), (True, '计划.docx'), 'where it came from is kept by its name')
    _, seen = desk.bring('bring', '../..\\外\x1b\n来' + '长' * 300 + '.DOCX', edited.getvalue(), **PLAN, text='1')
    expect(re.fullmatch(r'外[\\\w]*来长+\.docx', seen['diff']['after']) is not None and len(seen['diff']['after']) < 80, True, f'no folder, no sign that is none, no end: {seen["diff"]["after"]}')
    _, seen = desk.bring('bring', '坏的.docx', b'PK nothing', **PLAN)
    expect((any('plangen-' in json.dumps(m, ensure_ascii=False) for m in seen['messages']), any('坏的.docx' in json.dumps(m, ensure_ascii=False) for m in seen['messages'])), (False, True), 'what is wrong of it is told by its name')
    status, answer = desk.bring('accept', '计划.docx', edited.getvalue(), **PLAN, text='1')
    expect(status, 200, 'its text becomes the unit’s own')
    _, _, text = desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'txt'}).encode())
    expect('提前五天交' in text.decode(), True, 'it is in the plan')
    expect(desk.ask('undo', number=answer['number'])[0], 200, 'undone')


def approving(desk, expect):
    plan = {'unit': 'JG002', 'variant': '23-机关党建', 'year': 2026}
    seen = lambda: [(a['unit'], a['variant'], a['stale']) for a in desk.ask('overview', year=2026, units='JG002')[1]['approvals']]
    status, first = desk.ask('approve', **plan)
    expect((status, seen()), (200, [('JG002', '23-机关党建', False)]), 'a final plan is approved')
    now = next(n for n in desk.ask('needs', **plan)[1]['needs'] if n['type'] == 'integer' and n['own'])
    other = str(int(now['own']) + 1)
    desk.ask('save', **plan, values={now['name']: {'old': now['own'], 'new': other}})
    expect(seen(), [('JG002', '23-机关党建', True)], 'stale when a value is another one')
    desk.ask('save', **plan, values={now['name']: {'old': other, 'new': now['own']}})
    expect(seen(), [('JG002', '23-机关党建', False)], 'and not, when it is as it was')
    expect((desk.ask('undo', number=first['number'])[0], seen()), (200, []), 'taken back')
    desk.ask('unit', name='红石县水文局', type='县级部门', region='云岭省/澜江市/红石县')
    unit = next(u for u in desk.ask('start')[1]['units'] if u['name'] == '红石县水文局')
    status, answer = desk.ask('approve', unit=unit['id'], variant='23-机关党建', year=2026)
    expect((status, answer['error'], len(answer['messages']) > 0), (422, 'approve', True), 'not while something is missing')


def plant(desk, old, new):
    """Puts words into a shared text behind the desk's back."""
    path = os.path.join(desk.content, 'plans', '11-县科技局.md')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text.replace(old, new))


def settling(desk, expect):
    found = lambda: [m for m in desk.ask('check', **PLAN)[1]['messages'] if m['code'] == 'K010']
    plant(desk, '每两个月由', '每两个月,由')
    _, report = desk.ask('check', **PLAN)
    expect([(m['line'], '月，由' in m['new']) for m in report['mends']], [(found()[0]['line'], True)], 'how it is mended')
    place = {name: found()[0][name] for name in ('file', 'line', 'column')}
    expect(desk.ask('judge', rule='K010', **place, reason=' ')[0], 422, 'right without a reason')
    expect(desk.ask('judge', rule='K010', **{**place, 'file': '/etc/passwd'}, reason='对')[0], 422, 'in a file of no content')
    expect(desk.ask('judge', rule='K010', **{**place, 'file': desk.content + '/../../etc/passwd'}, reason='对')[0], 422, 'in one that a path leads out to')
    status, right = desk.ask('judge', rule='K010', **place, reason='原文, 如此')
    expect((status, found()), (200, []), 'right as it stands')
    with open(os.path.join(desk.content, 'words', 'accepted.csv'), encoding='utf-8') as file:
        expect('"原文, 如此"' in file.read(), True, 'its reason is kept')
    expect((desk.ask('undo', number=right['number'])[0], len(found())), (200, 1), 'and is not')
    expect(desk.ask('mend', **PLAN, lines=[{**report['mends'][0], 'new': '别的'}])[1]['error'], 'conflict', 'only what the page showed')
    status, mended = desk.ask('mend', **PLAN, lines=report['mends'])
    expect((status, found()), (200, []), 'mended')
    expect((desk.ask('undo', number=mended['number'])[0], len(found())), (200, 1), 'and taken back')
    plant(desk, '每两个月,由', '每两个月由')


def the_year_before(desk, expect):
    years = os.path.join(desk.content, 'years')
    with open(os.path.join(years, '2026.xml'), encoding='utf-8') as file:
        text = file.read()
    with open(os.path.join(years, '2027.xml'), 'w', encoding='utf-8') as file:
        file.write(text.replace('2026', '2027'))
    _, answer = desk.ask('needs', **{**PLAN, 'year': 2027})
    expect([n['before'] for n in answer['needs'] if n['name'] == '成文日期'], ['2026-03-10'], 'a value of the year before that was another one')
    expect([n['name'] for n in answer['needs'] if n['name'] == '党员人数' and 'before' in n], [], 'not one that is the same')
    expect(['before' in n for n in desk.ask('needs', **PLAN)[1]['needs'] if 'before' in n], [], 'no year before')
    os.unlink(os.path.join(years, '2027.xml'))


def new_unit(desk, expect):
    status, answer = desk.ask('unit', name='安河县科技局', type='县级部门', region='云岭省/澜江市/安河县')
    expect(status, 200, 'a new unit')
    expect(any(unit['name'] == '安河县科技局' for unit in desk.ask('start')[1]['units']), True, 'it is there')
    expect(desk.ask('unit', name='安河县科技局', type='县级部门')[0], 422, 'nobody is called so twice')
    expect(plans_of(desk, '安河县科技局'), ['01-通用版', '04-机关单位', '11-县科技局', '17-意识形态', '23-机关党建'], 'what is for its type and name, and no other field')


def plans_of(desk, name):
    start = desk.ask('start')[1]
    return [start['variants'][i]['id'] for i in next(unit['variants'] for unit in start['units'] if unit['name'] == name)]


def plans_of_a_unit(desk, expect):
    ids = [variant['id'] for variant in desk.ask('start')[1]['variants']]
    _, answer = desk.ask('suits', name='安河县水利局')
    expect((answer['type'], [ids[i] for i in answer['variants']]), ('县级部门', ['01-通用版', '04-机关单位', '17-意识形态', '23-机关党建']), 'the name tells the type, and no plan of another field is for it')
    _, answer = desk.ask('suits', name='安河县水利局', type='学校')
    expect([ids[i] for i in answer['variants']], ['10-学校'], 'the type that is chosen counts')
    expect(desk.ask('suits', name='甲')[1]['variants'], [], 'of a name that tells nothing, none')
    expect(desk.ask('unit', name='安河县水利局', type='县级部门', plans='23-机关党建|19-文化')[0], 200, 'a new unit with plans that were picked')
    expect(plans_of(desk, '安河县水利局'), ['19-文化', '23-机关党建'], 'it has these')
    unit = next(unit['id'] for unit in desk.ask('start')[1]['units'] if unit['name'] == '安河县水利局')
    status, answer = desk.ask('plans', unit=unit, plans='')
    expect((status, plans_of(desk, '安河县水利局')), (200, ['01-通用版', '04-机关单位', '17-意识形态', '23-机关党建']), 'those for its type again')
    expect((desk.ask('undo', number=answer['number'])[0], plans_of(desk, '安河县水利局')), (200, ['19-文化', '23-机关党建']), 'taken back')
    expect([desk.ask('plans', unit=unit, plans='99-没有')[0], desk.ask('plans', unit='没有', plans='')[0], desk.ask('plans', unit=unit)[0]], [422, 422, 422], 'no such plan, no such unit, no plans')


def hostile_texts():
    """200 texts that mean harm where a text is taken for markup, script, header, or path."""
    bodies = ['<script>hurt()</script>', '<img src=x onerror=hurt()>', '<svg onload=hurt()>', '<svg><script>hurt()</script></svg>', '<iframe src="javascript:hurt()">', '<a href="javascript:hurt()">x</a>',
              '<body onload=hurt()>', '<math><mtext><img src=x onerror=hurt()></mtext></math>', '<details open ontoggle=hurt()>', '<style>@import "//evil.example"</style>', '<link rel=stylesheet href=//evil.example>',
              '<base href=//evil.example>', '<form action=//evil.example><input autofocus onfocus=hurt()>', '<foreignObject><body onload=hurt()></foreignObject>', '<use href="data:image/svg+xml,x#x">',
              '<image href=x onerror=hurt()>', '<animate onbegin=hurt() attributeName=x>', '<set attributeName=onmouseover to=hurt()>', '${hurt()}', '{{hurt}}', "';hurt();//", '\\u003cscript>hurt()']
    around = ['%s', '"%s', "'>%s", '</text></svg>%s', ']]>%s', '-->%s', '</script>%s', '&lt;%s', 'x" y="%s', '%%0d%%0aSet-Cookie:a=b%s']
    return [frame % body for frame in around for body in bodies][:200]


def hostile_values(desk, expect):
    texts = hostile_texts()
    expect(len(texts), 200, '200 texts')
    for i in range(0, 200, 4):
        names = ('联系人', '分管领导', '结对村', '书记姓名')
        status, draft = desk.ask('draft', **PLAN, values=dict(zip(names, texts[i:i + 4])))
        pages = ''.join(sheet.get('svg', '') for sheet in draft['sheets'])
        tags = set(re.findall(r'<([A-Za-z][A-Za-z:]*)', pages))
        expect((status, tags - {'svg', 'text', 'tspan', 'rect', 'path', 'line', 'g', 'title', 'defs', 'style', 'circle'}, re.findall(r'<[^>]*\son[a-z]+=', pages)), (200, set(), []), f'{texts[i:i + 4]} is text on the pages')
    for i in range(0, 200, 10):
        status, headers, _ = desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'txt', 'values': {'标题名': texts[i], '联系人': texts[i]}}).encode())
        expect((status in (200, 422), '<' in headers.get('Content-Disposition', ''), 'Set-Cookie' in headers, '\n' in str(headers.get('Content-Disposition'))), (True, False, False, False), f'{texts[i]} in a file\'s name')
        status, answer = desk.ask('draft', unit=texts[i], variant=texts[i], year=2026, template=texts[i])
        expect((status, answer['error']), (422, 'plan'), f'{texts[i]} as a unit')
    for value in HOSTILE:
        _, draft = desk.ask('draft', **PLAN, values={'联系人': value, '分管领导': value, '结对村': value})
        pages = ''.join(sheet.get('svg', '') for sheet in draft['sheets'])
        expect('<script' not in pages and '<img' not in pages and '<svg onload' not in pages, True, f'{value} is text on the pages')


def slow_and_large(desk, expect):
    """Bodies that come byte by byte, or never: others do not wait for them, and they are ended."""
    def half(size, body):
        s = socket.create_connection(('127.0.0.1', desk.port), timeout=60)
        s.sendall(f'POST /api/bring?name=a.xlsx HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nCookie: {desk.cookie}\r\nOrigin: http://127.0.0.1:{desk.port}\r\n'
                  f'Content-Length: {size}\r\n\r\n'.encode() + body)
        return s

    slow = [half(1000, b'P') for _ in range(20)]
    for _ in range(10):
        for s in slow:
            s.sendall(b'K')
        expect(desk.ask('needs', **PLAN)[0], 200, 'others are served meanwhile')
    cut = half(33 << 20, b'')
    expect(b' 413 ' in cut.recv(100), True, 'a body that is said to be too large is refused before it comes')
    chunked = socket.create_connection(('127.0.0.1', desk.port), timeout=60)
    chunked.sendall(f'POST /api/save HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nCookie: {desk.cookie}\r\nOrigin: http://127.0.0.1:{desk.port}\r\nTransfer-Encoding: chunked\r\n\r\n'.encode())
    piece = b'10000\r\n' + b'x' * 0x10000 + b'\r\n'
    try:
        for _ in range(100):
            chunked.sendall(piece)
        chunked.sendall(b'0\r\n\r\n')
    except OSError:
        pass
    expect(b' 413 ' in chunked.recv(100), True, 'one that does not say its size ends at the limit')
    for s in slow:
        try:
            left = s.recv(100)
        except ConnectionResetError:
            left = b''
        expect(left == b'' or b' 408 ' in left, True, f'a body that stays out is ended: {left}')
    for s in (*slow, cut, chunked):
        s.close()


def a_worker_dies(desk, expect):
    desk.ask('draft', **PLAN)
    for pid in desk.workers():
        os.kill(pid, signal.SIGKILL)
    statuses = [desk.ask('draft', **PLAN)[0] for _ in range(4)]
    expect(statuses[-1], 200, f'the desk goes on when workers die: {statuses}')
    stop = threading.Event()
    killed = []

    def kill():
        while not stop.is_set():
            for pid in desk.workers()[:1]:
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                except ProcessLookupError:
                    pass
            time.sleep(.11)

    thread = threading.Thread(target=kill)
    thread.start()
    # A save whose worker died before it could answer may be there, or not: `possible` is what the content may hold.
    now = next(n for n in desk.ask('needs', **PLAN)[1].get('needs', [{'name': '青年党员数', 'own': '12'}]) if n['name'] == '青年党员数')['own']
    possible, lost = {now}, []
    for i in range(20):
        status, answer = desk.ask('save', **PLAN, values={'青年党员数': {'old': now, 'new': str(20 + i)}})
        if status == 200:
            now, possible = str(20 + i), {str(20 + i)}
            continue
        if status != 409:
            possible.add(str(20 + i))
        status, answer = desk.ask('needs', **PLAN)
        if status == 200:
            now = next(n for n in answer['needs'] if n['name'] == '青年党员数')['own']
            lost += [] if now in possible else [(now, possible)]
            possible = {now}
    stop.set()
    thread.join()
    answers = [desk.ask('needs', **PLAN) for _ in range(4)]
    value = next(n for n in answers[-1][1]['needs'] if n['name'] == '青年党员数')['own']
    expect((value in possible, lost), (True, []), f'the last acknowledged save is there ({len(killed)} kills): {value} of {possible}')


def answers(desk, seconds=60):
    """The status of the page, once there is one."""
    end = time.time() + seconds
    while True:
        try:
            return desk.request('GET', '/')[0]
        except (OSError, http.client.HTTPException) as error:
            if time.time() > end:
                return str(error)
            time.sleep(.05)


def many_at_once(desk, expect):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 10000 if most == resource.RLIM_INFINITY or most > 10500 else most - 500
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted + 500, most))
    sockets = []
    for i in range(wanted):
        s = socket.socket()
        s.setblocking(False)
        s.connect_ex(('127.0.0.1', desk.port))  # a part of a request is sent by those that are through at once
        sockets.append(s)
        try:
            s.send(b'GET / HTTP/1.1\r\nHost: ')
        except OSError:
            pass
    for s in sockets:
        s.close()
    expect(answers(desk), 200, f'after {len(sockets)} connections that said nothing')
    results = []
    threads = [threading.Thread(target=lambda: results.append(desk.ask('needs', **PLAN)[0])) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(results, [200] * 50, '50 browsers at once')


USERS = {'许看': ('look', 'look-password'), '何静': ('fill', '填写用的口令一二'), '文员': ('text', 'text-password'), '张主任': ('approve', 'approve-password')}


def roles(desk, expect):
    cookies = {}
    for name, (role, password) in USERS.items():
        status, cookies[role] = desk.log_in(name, password)
        expect(status, 200, f'{name} logs in')
    expect(desk.request('GET', '/', cookie=False)[0], 200, 'the page that asks who it is')
    passages = desk.ask('passages', cookie=cookies['look'], **PLAN)[1]['passages']
    passage = next(p for p in passages if p['heading'] == '办好科技业务讲堂')
    save = {**PLAN, 'values': {'党员人数': {'old': '41', 'new': '45'}}}
    text = {**PLAN, 'passage': passage['id'], 'version': passage['version'], 'action': '删除', 'reason': '不办', 'text': ''}
    calls = [('start', 'look', {}), ('needs', 'look', PLAN), ('draft', 'look', PLAN), ('check', 'look', PLAN), ('passages', 'look', PLAN), ('log', 'look', {}), ('get', 'look', {**PLAN, 'format': 'txt'}),
             ('overview', 'look', {'year': 2026, 'units': 'JG001'}), ('form', 'look', {'units': 'JG001', 'year': 2026}), ('ping', 'look', {}),
             ('save', 'fill', save), ('unit', 'fill', {'name': '甲县乙局', 'type': '县级部门'}), ('text', 'text', text), ('base', 'text', PLAN), ('mend', 'text', {**PLAN, 'lines': []}),
             ('judge', 'text', {}), ('year', 'text', {'year': 2026}), ('confirm', 'text', {}), ('approve', 'approve', PLAN), ('end', 'owner', {})]
    order = ['look', 'fill', 'text', 'approve', 'owner']
    for call, least, given in calls:
        body = json.dumps(given).encode()
        expect(desk.request('POST', f'/api/{call}', body, cookie=False)[0], 401, f'{call} of nobody')
        for role in order[:order.index(least)]:
            status, _, answer = desk.request('POST', f'/api/{call}', body, cookie=cookies[role])
            expect((status, json.loads(answer)['error']), (403, 'role'), f'{call} of who may {role}')
        if least != 'owner':
            expect(desk.request('POST', f'/api/{call}', body, cookie=cookies[least])[0] not in (401, 403), True, f'{call} of who may {least}')
    log = desk.ask('log', cookie=cookies['look'])[1]['changes']
    expect([change['who'] for change in reversed(log)], ['何静', '何静', '文员', '张主任'], 'each change under the name of its user')
    number = {change['who']: change['number'] for change in log if change['who'] != '何静'}
    for role, whose in (('look', '文员'), ('fill', '文员'), ('fill', '张主任'), ('text', '张主任')):
        expect(desk.ask('undo', cookie=cookies[role], number=number[whose])[1].get('error'), 'role', f'who may {role} does not undo what takes more')
    expect(desk.ask('undo', cookie=cookies['approve'], number=number['张主任'])[0], 200, 'who may, does')
    edited = desk.request('POST', '/api/get', json.dumps({**PLAN, 'format': 'txt'}).encode(), cookie=cookies['look'])[2].replace('每次确定1名领学人'.encode(), '每次确定2名领学人'.encode())
    expect(desk.bring('bring', 'a.txt', edited, cookie=cookies['look'], **PLAN)[0], 403, 'who looks brings nothing in')
    expect(desk.bring('accept', 'a.txt', edited, cookie=cookies['fill'], **PLAN, text='1')[1]['error'], 'role', 'who fills in brings no text in')
    expect(desk.bring('accept', 'a.txt', edited, cookie=cookies['text'], **PLAN, text='1')[0], 200, 'who edits text does')


def logging_in(desk, expect):
    for given in (b'', b'{}', b'[]', b'{"name":1,"password":2}', b'{"name":"\xe4"}', json.dumps({'name': '何静'}).encode(), json.dumps({'name': '何静', 'password': 'x' * 100000}).encode(),
                  json.dumps({'name': '何静:fill', 'password': ''}).encode(), json.dumps({'name': '../../etc/passwd', 'password': 'x'}).encode()):
        status, headers, _ = desk.request('POST', '/api/login', given, cookie=False)
        expect((status in (400, 401), 'Set-Cookie' in headers), (True, False), f'the login {given[:40]}: {status}')
    status, cookie = desk.log_in('许看', 'look-password')
    status, headers, _ = desk.request('POST', '/api/login', json.dumps({'name': '许看', 'password': 'look-password'}).encode(), cookie=f'plangen-{desk.port}={"a" * 32}')
    expect((status, all(word in headers['Set-Cookie'] for word in ('HttpOnly', 'SameSite=Strict', 'Path=/')), 'a' * 32 in headers['Set-Cookie']), (200, True, False), 'a session has a key of its own')
    for wrong in (cookie[:-1], cookie[:-1] + ('0' if cookie[-1] != '0' else '1'), f'plangen-{desk.port}=', f'plangen-{desk.port}', 'plangen=' + cookie.split('=')[1]):
        expect(desk.ask('start', cookie=wrong)[0], 401, f'the cookie {wrong}')
    for origin in ('http://evil.example', 'null', False, f'https://127.0.0.1:{desk.port}'):
        expect(desk.request('POST', '/api/login', b'{}', cookie=False, origin=origin)[0], 403, f'a login from {origin}')
    for host in ('evil.example', 'localhost:%d' % desk.port, '127.0.0.1', '127.0.0.1:%d.evil.example' % desk.port):
        expect(desk.request('GET', '/', host=host)[0], 421, f'the host {host}')
    expect(desk.request('GET', '/?key=' + '0' * 32, cookie=False)[0], 200, 'no key in the address opens anything')
    expect([desk.log_in('文员', 'wrong-password')[0] for _ in range(6)], [401] * 5 + [429], 'guesses')
    expect(desk.log_in('文员', 'text-password')[0], 429, 'then also what is right has to wait')
    users = os.path.join(desk.content, '.plangen', 'users')
    with open(users, encoding='utf-8') as file:
        lines = file.read()
    expect((oct(os.stat(users).st_mode & 0o777), 'look-password' in lines, lines.count('$y$')), ('0o600', False, 4), 'the file of users')
    with open(users, 'w', encoding='utf-8') as file:
        file.write(lines.replace('许看:look', '许看:fill'))
    expect(desk.ask('start', cookie=cookie)[1]['role'], 'fill', 'another role counts at once')
    with open(users, 'w', encoding='utf-8') as file:
        file.write(''.join(line + '\n' for line in lines.splitlines() if not line.startswith('许看')))
    expect(desk.ask('start', cookie=cookie)[0], 401, 'who is taken out is out at once')
    with open(users, 'w', encoding='utf-8') as file:
        file.write(lines)
    _, cookie = desk.log_in('许看', 'look-password')
    expect((desk.ask('logout', cookie=cookie)[0], desk.ask('start', cookie=cookie)[0]), (200, 401), 'who logs out is out')


def what_is_no_desk_for_others(program, expect):
    """Options that do not stand together, and files that do not."""
    with tempfile.TemporaryDirectory() as folder:
        users = os.path.join(folder, 'users')

        def run(*options, given=''):
            done = subprocess.run([program, 'serve', '--content', os.path.join(ROOT, 'content'), *options], input=given, capture_output=True, text=True, timeout=20,
                                  env={**os.environ, 'LC_ALL': 'C.UTF-8', 'SOURCE_DATE_EPOCH': '1767600000', 'XDG_DATA_HOME': folder})
            return done.returncode, done.stderr
        port = str(free_port())
        for options in (('--listen', '127.0.0.1'), ('--public-url', 'https://a.example'), ('--listen', '127.0.0.1', '--public-url', 'https://a.example'), ('--role', 'fill'), ('--add-user', 'a'),
                        ('--users', users), ('--listen', '127.0.0.1', '--port', port, '--public-url', 'https://a.example', '--open')):
            expect('options', run(*options)[0], 3, ' '.join(options))
        for name, role, password in (('a:b', 'fill', 'long-enough'), ('', 'fill', 'long-enough'), ('#a', 'fill', 'long-enough'), ('甲', 'owner', 'long-enough'), ('甲', 'fill', 'short'), ('甲', 'fill', '')):
            expect('options', run('--add-user', name, '--role', role, '--users', users, given=password + '\n')[0], 3, f'the user {name} {role} {password}')
        listen = ('--listen', '0.0.0.0', '--port', port, '--users', users, '--public-url')
        for site in ('http://desk.example', 'ftp://desk.example', 'https://', 'https://desk.example/plans', 'https://a@desk.example', 'desk.example', 'https://' + 'a' * 300):
            expect('options', run(*listen, site)[0], 3, f'the site {site[:40]}')
        expect('options', run(*listen, 'https://desk.example')[0], 3, 'no users')
        expect('options', run('--add-user', '甲', '--role', 'fill', '--users', users, given='first-password\n')[0], 0, 'a user')
        expect('options', run('--add-user', '甲', '--role', 'look', '--users', users, given='second-password\n')[0], 0, 'again')
        with open(users, encoding='utf-8') as file:
            expect('options', [line.split(':')[:2] for line in file], [['甲', 'look']], 'has one line')
        os.chmod(users, 0o644)
        status, said = run(*listen, 'https://desk.example')
        expect('options', (status, 'chmod 600' in said), (3, True), 'a file that others may read')


def an_end_in_the_middle(desk, expect):
    """A worker that has only a part of a large file when the desk ends still gets the rest, and both end."""
    desk.ask('needs', **PLAN)
    workers = desk.workers()
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)

    def accept():
        try:
            desk.bring('accept', 'a.xlsx', b'PK\x03\x04' + bytes(4 << 20), **PLAN)
        except (OSError, http.client.HTTPException):
            pass

    thread = threading.Thread(target=accept)
    thread.start()
    time.sleep(.5)
    desk.process.send_signal(signal.SIGTERM)
    time.sleep(.3)
    for pid in workers:
        os.kill(pid, signal.SIGCONT)
    try:
        status = desk.process.wait(20)
    except subprocess.TimeoutExpired:
        status = 'it does not end'
        desk.process.kill()
    thread.join()
    expect((len(workers) > 0, status), (True, 0), 'the desk ends')


def beside(program, story, expect):
    """Runs the story at a desk of its own while others go on; what is to be joined."""
    def work():
        desk = Desk(program)
        try:
            story(desk, lambda *given: expect(story.__name__, *given))
        finally:
            expect(story.__name__, desk.end(), 0, 'its end')

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def run(program, expect):
    waiting = beside(program, slow_and_large, expect)
    desk = Desk(program)
    try:
        for story in (who_is_let_in, what_is_there, the_guides, what_is_refused, what_calls_answer, a_book, two_people, own_text, forms_and_documents, a_document_of_a_word_processor, approving, settling, the_year_before, new_unit, plans_of_a_unit, hostile_values, a_worker_dies,
                      many_at_once):
            story(desk, lambda *given: expect(story.__name__, *given))
        workers = desk.workers()
    finally:
        status = desk.end()
    expect('the end', status, 0, 'Ctrl-C')
    expect('the end', [pid for pid in workers if os.path.exists(f'/proc/{pid}')], [], 'no worker is left')
    expect('the end', desk.errors, '', 'nothing on standard error')
    expect('languages', '办公桌' in ''.join(desk.said), True, 'it speaks Chinese')
    reader = Desk(program, '--read-only', language='C.UTF-8')
    try:
        expect('languages', 'The desk is open' in ''.join(reader.said), True, 'it speaks English')
        for call in ('save', 'undo', 'text', 'base', 'unit', 'accept', 'mend', 'judge', 'approve'):
            expect('read-only', reader.request('POST', f'/api/{call}', b'{}')[0], 403, call)
        expect('read-only', reader.ask('draft', **PLAN)[0], 200, 'pages')
        taken = subprocess.run([program, 'serve', '--port', str(reader.port), '--content', reader.content], capture_output=True, text=True, env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        expect('the port', (taken.returncode, str(reader.port) in taken.stderr), (4, True), 'one that is taken')
    finally:
        expect('the end', reader.end(signal.SIGTERM), 0, 'SIGTERM')
    waiting.join()
    kills.run(program, 5, 1, expect)
    what_is_no_desk_for_others(program, expect)
    office = Desk(program, users=USERS)
    try:
        roles(office, lambda *given: expect('roles', *given))
        logging_in(office, lambda *given: expect('logging_in', *given))
    finally:
        expect('the end', office.end(), 0, 'of the office\'s desk')
    expect('the end', office.errors, '', 'nothing on standard error')
    ended = Desk(program)
    try:
        an_end_in_the_middle(ended, lambda *given: expect('an_end_in_the_middle', *given))
    finally:
        ended.end()
    asked = Desk(program)
    try:
        expect('the end', (asked.ask('ping')[0], asked.ask('end')[0], asked.process.wait(10)), (200, 200, 0), 'the page ends the desk')
    finally:
        asked.end()
