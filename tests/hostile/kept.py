"""Hostile records below out/store, products and reports."""
import glob
import json
import os
import re
import socket
import subprocess

from content import files as sources
from hostile import case, clean, put, refuse, right
from paper import BOOK

BUILD = ['build', '--year', '2026', '--content', 'content', '-f', 'txt', '-o', 'out']
PROGRAM = []  # the runner puts the program here
VICTIM = '外面的文件。\n'


def built(folder, *more, out='out'):
    """Build once, as the case's program does."""
    env = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'SOURCE_DATE_EPOCH': '1772323200', 'HOME': folder + '/home'}
    subprocess.run([PROGRAM[0]] + BUILD[:-1] + [out] + list(more), cwd=folder, env=env, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return sorted(glob.glob(os.path.join(folder, out, 'store', '*')))


def products(folder):
    found = {}
    for path in glob.glob(os.path.join(folder, 'out', '**', '*.txt'), recursive=True):
        if '/store/' in path:
            continue
        with open(path, 'rb') as file:
            found[os.path.relpath(path, folder)] = file.read()
    return found


def store(name, alter, expect=None, argv=BUILD, after=None, same=True, **run):
    """After a clean build alter(folder, records, random); the products must be as before."""
    before = {}

    def setup(folder, random):
        put(folder, 'victim.txt', VICTIM)
        put(folder, 'outside/victim.txt', VICTIM)
        records = built(folder)
        before.update({folder: products(folder)})
        alter(folder, records, random)

    def judge(folder, status, stdout, stderr):
        broken = after(folder, status, stdout, stderr) if after else []
        if same and status in (0, 1) and products(folder) != before[folder]:
            broken.append('products unlike those of the clean build')
        for path in ('victim.txt', 'outside/victim.txt'):
            if not os.path.exists(os.path.join(folder, path)) or open(os.path.join(folder, path),
                encoding='utf-8').read() != VICTIM:
                broken.append('%s was changed' % path)
        return broken
    case('store', name, expect or right('末'), argv, dict(sources(), **{'content/compendium.xml': BOOK}), setup=setup,
        after=judge, any_name=True, **run)


def each(change):
    """Alters the bytes of each record."""
    def alter(folder, records, random):
        for path in records:
            with open(path, 'rb') as file:
                data = file.read()
            with open(path, 'wb') as file:
                file.write(change(data, random))
    return alter


def place(what):
    def alter(folder, records, random):
        for path in records:
            os.unlink(path)
            if what == 'folder':
                os.mkdir(path)
            elif what == 'FIFO':
                os.mkfifo(path)
            elif what == 'socket':
                here = os.getcwd()
                os.chdir(os.path.dirname(path))
                socket.socket(socket.AF_UNIX).bind(os.path.basename(path))
                os.chdir(here)
            else:
                os.symlink(os.path.basename(path) if what == 'itself' else what, path)
    return alter


def flip(data, random, count=1):
    data = bytearray(data)
    for _ in range(count):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def flip_at(data, random, at):
    data = bytearray(data)
    data[at] ^= 1 << random.randrange(8)
    return bytes(data)


def swapped(folder, records, random):
    os.rename(records[0], records[0] + '~')
    os.rename(records[1], records[0])
    os.rename(records[0] + '~', records[1])


def product(change):
    """Alters the products."""
    def alter(folder, records, random):
        for path in glob.glob(os.path.join(folder, 'out', '**', '*.txt'), recursive=True):
            change(path)
    return alter


def replace_by(make):
    def change(path):
        os.unlink(path)
        make(path)
    return product(change)


def foreign(prune_in):
    """Records of a build into another folder are put into ours; all units go."""
    def alter(folder, records, random):
        for path in built(folder, out='other'):
            os.rename(path, os.path.join(folder, prune_in, os.path.basename(path)))
        put(folder, 'content/units/u.csv', '编号,名称,类型,人数\n002,丙局,机关,5\n')
    return alter


def registered_others(folder, status, stdout, stderr):
    return [] if len(glob.glob(os.path.join(folder, 'other', '**', '*.txt'),
        recursive=True)) == 2 else ['files of another out folder are gone']


def register_store():
    for name, alter in [
        ('cut at half', each(lambda d, r: d[:len(d) // 2])), ('cut by a byte', each(lambda d, r: d[:-1])),
            ('cut in a line', each(lambda d, r: d[:d.index(b'output') + 30])), ('empty', each(lambda d, r: b'')),
            ('a bit flipped', each(flip)),
        ('five bits flipped', each(lambda d, r: flip(d, r, 5))), ('random bytes', each(lambda d, r: r.randbytes(5000))),
            ('CRLF', each(lambda d, r: d.replace(b'\n', b'\r\n'))), ('version 3',
            each(lambda d, r: d.replace(b'store 4', b'store 3'))),
        ('a huge version', each(lambda d, r: d.replace(b'store 4', b'store 99999999999999999999'))), ('NULs',
            each(lambda d, r: b'\0' * 10000)), ('65 MiB', each(lambda d, r: d + b'x' * (65 << 20))), ('sizes huge',
            each(lambda d, r: d.replace(b'output\t', b'output\t9999999999999999999999999'))),
        ('exchanged', swapped), ('doubled', each(lambda d, r: d + d)), ('no last line',
            each(lambda d, r: d[:d.rindex(b'end')])), ('lines sorted', each(lambda d,
            r: b'\n'.join(sorted(d.split(b'\n'))))), ('a forged path', each(lambda d, r: d.replace(b'out/', b'../x/'))),
        *(('in place of records: ' + what, place(what)) for what in ('folder', 'FIFO', 'socket', 'itself', '/dev/zero',
            '/etc/passwd', '/none/x', '../../victim.txt')),
        ('20,000 files beside', lambda f, rec, r: [put(f, 'out/store/%032x' % i, b'') for i in range(20000)]),
            ('odd names beside', lambda f, rec, r: [put(f, b'out/store/' + n, b'x') for n in (b'a\nb', b'\x1b[2J',
            b'\xff\xfe', b' ', b'-f', b'x' * 255)]),
        ('folders and FIFOs beside', lambda f, rec, r: (os.mkdir(f + '/out/store/' + 'a' * 32),
            os.mkfifo(f + '/out/store/' + 'b' * 32))),
        ('products cut', product(lambda p: os.truncate(p, 5))), ('products gone', product(os.unlink)),
            ('products FIFOs', replace_by(os.mkfifo)), ('products of 2200',
            product(lambda p: os.utime(p, (7258118400, 7258118400)))), ('products of 1902',
            product(lambda p: os.utime(p, (-2145916800, -2145916800)))),
        ('records of 2200', lambda f, rec, r: [os.utime(p, (7258118400, 7258118400)) for p in rec]),
    ]:
        store(name, alter, clean('末', place='B030|out/') if 'FIFO' in name else None)
    store('products that are links outside', replace_by(lambda p: os.symlink(os.path.relpath(p[:p.index('/out/')]
        + '/outside/victim.txt', os.path.dirname(p)), p)), clean('末', place='out/'))
    store('products that are folders', replace_by(os.mkdir), refuse('out/', (4, 2)))
    store('products that link to themselves', replace_by(lambda p: os.symlink(os.path.basename(p), p)), clean('末',
        place='out/'))

    def byte(path):
        info = os.stat(path)
        with open(path, 'r+b') as file:
            file.write(b'X')
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    store('a byte changed, times kept, --verify', product(byte), argv=BUILD + ['--verify'])
    for what, make in [('a file', lambda p: open(p, 'w').close()), ('a FIFO', os.mkfifo), ('a link to itself',
        lambda p: os.symlink('store', p)), ('a link to a folder outside', lambda p: os.symlink('../outside', p)),
        ('/dev/null', lambda p: os.symlink('/dev/null', p)), ('a dangling link', lambda p: os.symlink('../none/x', p))]:
        def alter(folder, records, random, make=make):
            for path in records:
                os.unlink(path)
            os.rmdir(folder + '/out/store')
            make(folder + '/out/store')
        store('store is ' + what, alter, clean('末', place='out/store'), changes=('outside/',))
    toc = ['toc', '--year', '2026', '--content', 'content', '-o', 'out']
    for name, change in [('cut', lambda d, r: d[:len(d) // 2]), ('flipped', flip), ('random', lambda d,
        r: r.randbytes(3000)), ('page 999', lambda d, r: d.replace(b'entry\t0\t', b'entry\t0\t99'))]:
        store('toc of records ' + name, each(change), clean('2026年要点（甲局）\t2', place='out|compendium'), argv=toc)
    toc_lines = []

    def same_toc(folder, status, stdout, stderr):
        """The contents are refused, or those of the sound records, which the first of these cases finds out."""
        if not toc_lines:
            env = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'SOURCE_DATE_EPOCH': '1772323200', 'HOME': folder + '/home'}
            built(folder, '--force')
            toc_lines.append(subprocess.run([PROGRAM[0]] + toc, cwd=folder, env=env, check=True, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL).stdout)
        return ['other contents'] if status in (0, 1) and stdout != toc_lines[0] else []
    for back in range(8, 200, 8):
        store('toc of records flipped %d bytes before the end' % back, each(lambda d, r, b=back: flip_at(d, r, len(d) - b)),
            clean(place='out|compendium'), argv=toc, after=same_toc, changes=('out/',))
    prune = BUILD + ['--prune']
    for name, change in [('cut', lambda d, r: d[:len(d) // 2]), ('flipped', flip), ('forged upwards', lambda d,
        r: d.replace(b'out/', b'out/../victim.txt\0')), ('forged to content', lambda d, r: d.replace(b'out/plans',
        b'content/plans')), ('random', lambda d, r: r.randbytes(3000))]:
        store('prune with records ' + name, each(change), clean('末', place='out/store'), argv=prune)
    store('prune with records of another folder', foreign('out/store'), right('末'), argv=prune, after=registered_others,
        same=False)
    for name, text in [('a newline', 'a\nplangen: error[B001] x'), ('ESC', '\x1b[2J'), ('bad UTF-8', b'\xff\xfe'),
        ('100,000 bytes', 'x' * 100000), ('nothing', ''), ('/dev/zero', '/dev/zero')]:
        store('why ' + name, lambda f, rec, r: None, refuse('.', (2, 3, 4)), argv=['build', '--year', '2026',
            '--content', 'content', '-o', 'out', '--why', text])


DOCUMENT = {'id': '001/01-甲', 'messages': '', 'outputs': [{'bytes': 5, 'hash': '0' * 32, 'path': 'out/a.pdf'}],
    'pages': 1, 'reason': 'new', 'seconds': 0.03, 'status': 'made', 'title': '要点', 'unit': '001', 'variant': '01-甲',
    'year': 2026}
COUNTS = {'made': 1, 'current': 0, 'failed': 0, 'crashed': 0, 'timed-out': 0}


def report(documents=None, **other):
    """A report; a part of a key `document_` alters the document."""
    inner = {k[9:].replace('__', '-'): v for k, v in other.items() if k.startswith('document_')}
    whole = {'counts': COUNTS, 'seconds': 0.06, 'documents': [dict(DOCUMENT,
        **inner)] if documents is None else documents}
    whole.update({k: v for k, v in other.items() if not k.startswith('document_')})
    return json.dumps({k: v for k, v in whole.items() if v is not ...}, ensure_ascii=False)


def merge(name, text, expect, argv=('r.json',), setup=None, **run):
    case('report', name, expect, ['report', 'merge'] + list(argv), {'r.json': text} if text is not None else {},
        setup=setup, **run)


def register_reports():
    whole = report()
    bad = [
        ('nothing in it', ''), ('cut', whole[:200]), ('an array', '[]'), ('null', 'null'), ('an empty object', '{}'),
            ('depth 100,000', '[' * 100000), ('65 MiB', lambda r: '{"a":"' + 'x' * (65 << 20) + '"}'),
            ('counts of text', report(counts='x')), ('counts negative', report(counts=dict(COUNTS, made=-5))),
        ('counts 1e308', whole.replace('"made": 1', '"made": 1e308')), ('counts 1e999',
            whole.replace('"made": 1', '"made": 1e999')), ('documents an object', report({})), ('documents a number',
            report(5)), ('no documents', report(...)), ('a document that is a number', report([5])),
        ('an id that is a number', report(document_id=5)), ('no id', whole.replace('"id"', '"di"')), ('pages -1',
            report(document_pages=-1)), ('pages 1e30', whole.replace('"pages": 1', '"pages": 1e30')), ('pages 1.5',
            report(document_pages=1.5)), ('pages true', report(document_pages=True)), ('seconds text',
            report(seconds='x')),
        ('seconds -1', report(seconds=-1)), ('seconds 1e999', whole.replace('0.06', '1e999')), ('an unknown status',
            report(document_status='\x1b[2J')), ('outputs text', report(document_outputs='x')), ('outputs of numbers',
            report(document_outputs=[1, 2])), ('bytes -1', report(document_outputs=[{'bytes': -1, 'hash': '0',
            'path': 'x'}])),
        *(('part %r of 3' % p, report(shards=3, parts=[p])) for p in (0, -1, 1.5, 'x', 4, None, 4294967297, True)),
            ('parts a number', report(shards=3, parts=1)), ('shards 0', report(shards=0, parts=[1])), ('shards -1',
            report(shards=-1, parts=[1])), ('shards 2^32+2', report(shards=4294967298, parts=[1, 2])),
        ('shards 1e18', report(shards=10 ** 18, parts=[1])), ('shards 1e308', whole.replace('"seconds"',
            '"shards": 1e308, "parts": [1], "seconds"', 1)), ('shards without parts', report(shards=3)),
            ('100,000 parts lacking', report(shards=100000, parts=[1])), ('UTF-16', whole.encode('utf-16')),
            ('not UTF-8', whole.encode().replace('要'.encode(), b'\xff')),
        ('NUL', whole.replace('要', '\0')), ('a plan', '# 甲\n'), ('text behind', whole + 'x'), ('half a pair',
            whole.replace('要', '\\ud800')), ('a comment', '/* */' + whole), ('year 1e9', report(document_year=10 ** 9)),
            ('year text', report(document_year='x')),
    ]
    for name, text in bad:
        merge(name, text, refuse(r'X013' if re.match(r'shards (2\^|1e18)|100,000', name) else r'r\.json', (2, 3, 4)))
    for what in ('folder', 'FIFO', '/dev/zero', 'r.json', '/dev/null', 'none'):
        from paper import instead
        merge('in its place: ' + what, None, refuse(r'r\.json', (2, 4)), setup=lambda f, r, w=what: instead(w)(f, r,
            'r.json'))
    name = 'r\x1b[2J\nx.json'
    merge('a name of controls', None, refuse(r'r', (2, 4)), argv=[name], setup=lambda f, r: put(f, name, '{'))
    merge('a name of bad UTF-8', None, refuse(r'r', (2, 3, 4)), argv=[b'r\xff'],
          setup=lambda f, r: put(f, b'r\xff', '{'))
    for name, text, argv in [
        ('2,000 times', whole, ['r.json'] * 2000), ('seconds 1e308, twice', whole.replace('0.06', '1e308'), ['r.json'] * 2), ('50,000 documents',
            lambda r: report([dict(DOCUMENT, id='%05d' % i) for i in range(50000)]), ['r.json']),
            ('50,000 documents, twice', lambda r: report([dict(DOCUMENT,
            id='%05d' % (i * 7919 % 50000)) for i in range(50000)]), ['r.json', 'r.json']),
        ('one id with unlike states', report([dict(DOCUMENT, status=s) for s in ('made', 'failed', 'crashed',
            'current')]), ['r.json']), ('messages of ESC', report(document_messages='\x1b[2J\x07'), ['r.json']),
            ('messages of U+009B', report(document_messages='a\x9b2Jb'), ['r.json']),
        ('messages of U+202E', report(document_messages='a\u202eb'), ['r.json']), ('ids of controls',
            report(document_id='\x1b\n\x7f\x85'), ['r.json']), ('keys doubled',
            whole.replace('"seconds"', '"seconds": 1, "seconds"', 1), ['r.json']), ('a byte order mark',
            '\ufeff' + whole, ['r.json']), ('unknown members', report(zzz=[{}]), ['r.json']),
        ('an id of 1 MiB', report(document_id='x' * (1 << 20)), ['r.json']), ('no outputs', report(document_outputs=[]),
            ['r.json']), ('all parts of 60,000', report(shards=60000, parts=list(range(1, 60001))), ['r.json']),
            ('parts doubled', report(shards=2, parts=[1, 2, 2, 1]), ['r.json']), ('pages 2^53',
            report(document_pages=2 ** 53), ['r.json']),
    ]:
        merge(name, text, clean('documents', place=r'r\.json'), argv=argv)
    for option in ('--report', '--depfile'):
        for what, to, expect in [('/dev/full', '/dev/full', refuse('/dev/full', (4,))), ('a folder', 'tmp',
            refuse('tmp', (2, 4))), ('a missing folder', 'none/x.json', clean('末', place='none')), ('a source',
            'content/catalogue.xml', refuse('content', (2, 3, 4))), ('a new source', 'content/units/v.csv',
            refuse('content', (2, 3, 4))),
                                 ('a product', 'out/plans/甲局/2026年要点（甲局）.txt', refuse('out', (2, 3, 4))), ('a record',
                                     'out/store/x', clean('末', place='out')), ('itself', 'l', clean('末', place='l')),
                                     ('nothing', '', refuse('.', (2, 3, 4))), ('a template',
                                     'content/../content/plans/a.md', refuse('content', (2, 3, 4)))]:
            case('report', '%s to %s' % (option, what), expect, BUILD + [option, to], dict(sources(),
                **{'content/compendium.xml': BOOK}), any_name=True,
                 setup=lambda f, r, to=to: os.symlink('l', f + '/l') if to == 'l' else None, changes=('none/x.json',
                     'l'))


register_store()
register_reports()
