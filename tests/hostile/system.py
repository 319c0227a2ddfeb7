"""Hostile files, environments, standard streams and terminals."""
import csv
import fcntl
import io
import json
import os
import pty
import re
import resource
import select
import shutil
import signal
import struct
import subprocess
import termios
import threading
import time

from content import DRAFT, files as sources
from hostile import case, clean, processes, put, refuse, right
from kept import PROGRAM
from paper import BOOK, TEXT, END, instead

RENDER = ['render', 'a.md', '--content', 'content', '-f', 'txt', '-o', 'out']
BUILD = ['build', '--year', '2026', '--content', 'content', '-f', 'txt', '-o', 'out']
COMMANDS = {'list': ['list', '--year', '2026', '--content', 'content'], 'explain': ['explain', '人数', '--unit', '甲局',
    '--year', '2026', '--content', 'content'], 'expand': ['expand', 'a.md'],
            'check': ['check', 'b.md', '--content', 'content'], 'draft': DRAFT, 'merge': ['report', 'merge', 'r.json'],
                'help': ['--help']}


CACHE = tuple('home/%s/plangen/%s' % (c, n) for c in ('c', '.cache') for n in ('fonts', 'valid'))


def plan(**other):
    found = dict(sources(**other), **{'content/compendium.xml': BOOK, 'a.md': TEXT, 'b.md': '# 甲\n\n做好“工作。\n',
        'r.json': '{"counts":{"made":0,"current":0,"failed":0,"crashed":0,"timed-out":0},"seconds":1,"documents":[]}'})
    return found


def files(name, expect, setup=None, argv=RENDER, without=(), **run):
    case('files', name, expect, argv, {k: v for k, v in plan().items() if k not in without}, setup=setup, **run)


def other_user(folder):
    """The program runs as nobody, who may write only where the folder's owner lets it."""
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def open_to_all(folder, *more):
    os.chmod(folder, 0o755)
    for name in ('tmp', 'home') + more:
        os.chmod(os.path.join(folder, name), 0o777)


def register_files():
    def make(kind, path):
        def setup(folder, random):
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            if kind == 'file':
                open(os.path.join(folder, path), 'w').close()
            else:
                instead(kind)(folder, random, path)
        return setup
    for kind in ('file', 'FIFO', 'out', '/dev/null', '/dev/full', '/proc/self', 'none/x'):
        files('out is ' + kind, clean(END, place='out') if kind == 'none/x' else refuse('out', (2, 3, 4)), make(kind,
            'out'), changes=('none/x',))
    for name, target in [('below /dev/null', '/dev/null/x'), ('5,000 characters', 'x' * 5000), ('700 folders',
        'out/' + 'x/' * 700), ('of nothing', '')]:
        files('out ' + name, refuse('.', (2, 3, 4)) if '700' not in name else right(), argv=RENDER[:-1] + [target])
    for kind in ('folder', 'FIFO', 'a.md', '/dev/zero', '/dev/random', '/proc/self/mem', '/proc/self/environ', '/none'):
        files('the source is ' + kind, refuse('a.md', (2, 4)), make(kind, 'a.md'))
    for path in ('content/plans/a.md', 'content/years/2026.xml', 'content/variables.xml', 'content/catalogue.xml',
        'content/units/u.csv'):
        for kind in ('FIFO', '/dev/zero', os.path.basename(path), 'folder'):
            files('%s is %s' % (path, kind), refuse(os.path.basename(path).split('.')[0], (2, 4)), make(kind, path),
                argv=DRAFT)
    for kind in ('FIFO', '/dev/zero', 'x.csv', 'folder', '/none'):
        files('another units file is ' + kind, clean('末', place=r'x\.csv'), make(kind, 'content/units/x.csv'),
            argv=DRAFT)
    for name, path in [('ESC', b'\x1b[2J.csv'), ('a newline', b'a\nplangen: x.csv'), ('bad UTF-8', b'\xff.csv')]:
        files('a bad units file called by ' + name, clean('末'), lambda f, r, p=path: put(f, b'content/units/' + p,
            'x\n'), argv=BUILD)
        files('a source called by ' + name, clean(END), lambda f, r, p=path: put(f, p[:-4] + b'.md', TEXT),
            argv=['render', path[:-4] + b'.md'] + RENDER[2:])
        files('a content folder called by ' + name, clean('末'), lambda f, r,
            p=path: os.rename(os.fsencode(f) + b'/content', os.fsencode(f) + b'/' + p), argv=DRAFT[:4] + ['--content',
            path] + DRAFT[6:], without=())
    for name, path in [('a dash', '-f.md'), ('blanks', '   .md'), ('255 bytes', 'x' * 252 + '.md'), ('U+202E',
        'a\u202eb.md'), ('U+0085', 'a\x85b.md'), ('quotes', '"\'`$(x).md')]:
        files('a source called by ' + name, clean(END), lambda f, r, p=path: put(f, p, TEXT.replace('标题: 甲乙丙丁', '')),
            argv=['render'] + RENDER[2:] + ['--', path])
    one = RENDER[:-1] + ['out/p.txt']
    for kind in ('FIFO', 'folder', 'p.txt', '/dev/full', '/none/x', '../a.md', '../content/plans/a.md', '/dev/null'):
        files('the product is ' + kind, refuse(r'p\.txt|a\.md', (2, 4)) if kind in ('FIFO', '/dev/full',
            '../a.md') else clean(place=r'p\.txt'), make(kind, 'out/p.txt'), argv=one + ['-q'], any_name=True)
    files('the product is a hard link to the source', clean(END, place='p.txt|a.md'), lambda f,
        r: (os.mkdir(f + '/out'), os.link(f + '/a.md', f + '/out/p.txt')), argv=one)
    files('out may not be written', refuse('out', (4,)), lambda f, r: (os.mkdir(f + '/out', 0o555), open_to_all(f)),
        child=other_user)
    files('the source may not be read', refuse(r'a\.md', (4,)), lambda f, r: (open_to_all(f), os.chmod(f + '/a.md', 0)),
        child=other_user)
    files('content may not be listed', refuse('content', (2, 4)), lambda f, r: (open_to_all(f),
        os.chmod(f + '/content/units', 0)), argv=DRAFT, child=other_user)
    files('a working folder that is gone', refuse('.', (2, 4)), child=lambda f: (os.mkdir(f + '/tmp/gone'),
        os.chdir(f + '/tmp/gone'), os.rmdir(f + '/tmp/gone')))
    files('umask 777', clean(place='.'), child=lambda f: os.umask(0o777))
    for size in (0, 100, 20000):
        for form in ('txt', 'pdf', 'docx'):
            files('files of at most %d bytes, %s' % (size, form), clean(place='out|cannot write'),
                argv=RENDER[:4] + ['-f', form, '-o', 'out'], any_name=size == 100, child=lambda f,
                size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)), stdout='/dev/null',
                stderr='/dev/null', closed=(2,))
    for name, argv in [('/dev/zero', ['/dev/zero']), ('/dev/null', ['/dev/null']), ('a folder', ['tmp'])]:
        files('expand ' + name, clean(place='.'), argv=['expand'] + argv)
    for name, argv in [('/dev/zero as data', ['--data', '/dev/zero']), ('a folder as data', ['--data', 'tmp'])]:
        files(name, refuse('.', (2, 4)), argv=DRAFT + argv)
    files('partials in circles', clean(place='.'), lambda f, r: (os.mkdir(f + '/p'), os.symlink('..', f + '/p/p'),
        put(f, 't', '{{>p/p/p/x}}{{>../a}}')), argv=['expand', 't', '--partials', 'p'])
    files('shared links upwards', right('末'), lambda f, r: os.symlink('../..', f + '/content/shared/up'), argv=DRAFT)
    for name, argv in (('draft', DRAFT), ('build', BUILD), ('check', ['check', '--content', 'content'])):
        files('two links upwards in each part, ' + name, clean(place='.'), lambda f, r: [os.symlink('../..', '%s/content/%s/up%d' % (f, part, n))
            for part in ('shared', 'plans', 'units', 'years') for n in range(2)], argv=argv, findings=True)
    files('20,000 units files', clean('末', place='units'), lambda f, r: [put(f, 'content/units/%05d.csv' % i,
        '编号,名称,类型\n') for i in range(20000)], argv=DRAFT)

    def busy(action, seconds=3):
        """While the program runs, action(folder) is done again and again."""
        def during(folder, process):
            def work():
                end = time.monotonic() + seconds
                while time.monotonic() < end and os.path.isdir(folder) and os.path.exists('/proc/%d/stat'
                    % process.pid):
                    try:
                        action(folder)
                    except OSError:
                        return
            threading.Thread(target=work, daemon=True).start()
        return during
    big = lambda f, r: put(f, 'content/units/v.csv', '编号,名称,类型,人数\n' + ''.join('U%06d,乙%d,机关,5\n' % (i,
        i) for i in range(300000)))  # noqa: E731
    changes = ('content/units/v.csv', 'a.md', 'content/units/u.csv', 'tmp/n')
    files('a units file that is cut while read', clean('末', place='units'), big, argv=DRAFT,
        during=busy(lambda f: (time.sleep(.02), os.truncate(f + '/content/units/v.csv', 0))), changes=changes)
    files('a units file that grows while read', clean('末', place='units'), big, argv=DRAFT,
        during=busy(lambda f: open(f + '/content/units/v.csv', 'a').write('x' * 5000)), changes=changes)
    files('a source cut and grown all the time', clean(place='a.md'), argv=RENDER,
        during=busy(lambda f: (os.truncate(f + '/a.md', 0), put(f, 'a.md', TEXT * 50))), changes=changes)
    files('units exchanged all the time', clean(place='.'), argv=BUILD,
        during=busy(lambda f: (put(f, 'tmp/n', '编号,名称\n'), os.rename(f + '/tmp/n', f + '/content/units/u.csv'), put(f,
        'tmp/n', '编号,名称,类型,人数\n001,甲局,机关,5\n'), os.rename(f + '/tmp/n', f + '/content/units/u.csv'))), changes=changes)
    files('out removed all the time', clean(place='.'), argv=BUILD, during=busy(lambda f: shutil.rmtree(f + '/out',
        ignore_errors=True)))


def environment(name, expect, argv=DRAFT, setup=None, child=None, **env):
    case('environment', name, expect, argv, plan(), setup=setup, child=child, env=env, changes=CACHE)


def register_environment():
    taken = right('末')
    for value in ('zh_CN.UTF-8', '', 'xx_YY.KLINGON', '/etc/passwd', '../../x', 'A' * 100000, '%n%s', 'zh\x1b[2J',
        b'\xff\xfe', 'tr_TR.UTF-8', 'zh_TW.Big5', 'C', 'POSIX'):
        environment('LC_ALL %r' % value[:20], taken, LC_ALL=value)
        environment('LC_ALL %r, an error' % value[:20], refuse(), argv=['--unit', '无此', '--content', 'content'],
            LC_ALL=value)
    for key, values in [('TMPDIR', ('/none', 'a.md', '', 'x' * 5000)), ('HOME',
        (None, '', '/dev/null', 'a/b', 'x' * 100000, '/proc')), ('XDG_CACHE_HOME',
        (None, '', '/dev/null', '/proc', 'a.md', 'x' * 100000)), ('PATH', (None, '', ':')),
                        ('COLUMNS', ('-1', '0', '1', 'x', '99999999999999999999')), ('TZ',
                            ('../../etc/passwd', ':/dev/zero', 'x' * 5000)), ('ICU_DATA', ('/none',)), ('LANGUAGE',
                            ('zh:../../x:%n',)), ('TERM', (None, 'x' * 5000))]:
        for value in values:
            environment('%s %r' % (key, value and value[:20]), clean('末', place='cache') if 'XDG' in key else taken,
                **{key: value})
    environment('nothing set', taken, PATH=None, HOME=None, XDG_CACHE_HOME=None, LC_ALL=None, TMPDIR=None,
        SOURCE_DATE_EPOCH=None)
    for value in ('x', '1e308', '99999999999999999999', '0x10', '1\n2', '-99999999999999999999', ' 5', '\x1b[2J'):
        environment('SOURCE_DATE_EPOCH %r' % value, refuse('SOURCE_DATE_EPOCH'), argv=DRAFT[:2] + DRAFT[4:],
            SOURCE_DATE_EPOCH=value)
    for value in ('-1', '', '253402300800', '0', '9223372036854775807', '67768036191705600'):
        environment('SOURCE_DATE_EPOCH %r' % value, clean('末', place='SOURCE_DATE_EPOCH'),
            argv=DRAFT[:2] + DRAFT[2:6] + ['-f', 'txt,pdf,docx', '-o', 'out'], SOURCE_DATE_EPOCH=value)
    for value in ('/none', '/dev/null', '', 'x' * 100000, '\x1b[2J'):
        environment('PLANGEN_HOME %r' % value[:20], clean('末'), PLANGEN_HOME=value)
    environment('no fonts named', taken, argv=DRAFT[:-3] + ['pdf,txt', '-o', 'out'], FONTCONFIG_FILE='/dev/null',
        XDG_CACHE_HOME='/none')

    pdf = DRAFT[:-3] + ['pdf,txt', '-o', 'out']

    def good(path):
        """What the program remembers of the fonts after a draft by the same person."""
        folder = path[:path.index('/home/')]
        env = {'PATH': os.environ['PATH'], 'HOME': folder + '/home', 'XDG_CACHE_HOME': folder + '/home/c', 'LC_ALL': 'C.UTF-8'}
        subprocess.run([PROGRAM[0]] + pdf[:-1] + ['tmp/first'], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        shutil.rmtree(folder + '/tmp/first')
        with open(path, 'rb') as file:
            data = file.read()
        os.unlink(path)
        return data

    def cache(make):
        def setup(folder, random):
            os.makedirs(folder + '/home/c/plangen')
            make(folder + '/home/c/plangen/fonts', random)
        return setup

    def forged(to):
        """All fonts that are remembered lead to one file, with its own size and time."""
        def make(path, random):
            info, lines = os.stat(to), []
            for line in good(path).decode().split('\n'):
                fields = line.split('\t')
                if fields[-1].endswith(('.ttf', '.ttc', '.otf', '.TTF', '.TTC', '.OTF')):
                    fields[-1] = to
                    fields[1:2] = ['%d.%09d.%d' % (info.st_mtime, info.st_mtime_ns % 10**9, info.st_size)] if fields[0] == 'watch' else fields[1:2]
                lines.append('\t'.join(fields))
            open(path, 'w').write('\n'.join(dict.fromkeys(lines)) + '\n')
        return make
    for to in ('/etc/passwd', '/dev/null', os.path.abspath(__file__)):
        case('environment', 'font cache: all fonts are %s, as it is' % os.path.basename(to), clean('末', place='font|F0'), pdf, plan(),
            setup=cache(forged(to)), env={'XDG_CACHE_HOME': 'home/c'}, any_name=True, changes=CACHE)
    for name, make in [('nothing', lambda p, r: open(p, 'w').close()), ('cut', lambda p,
        r: open(p, 'wb').write(good(p)[:2000])), ('random', lambda p, r: open(p, 'wb').write(r.randbytes(5000))),
        ('FIFO', lambda p, r: os.mkfifo(p)), ('folder', lambda p, r: os.mkdir(p)),
                       ('itself', lambda p, r: os.symlink('fonts', p)), ('/dev/zero', lambda p,
                           r: os.symlink('/dev/zero', p)), ('65 MiB', lambda p, r: open(p,
                           'wb').write(good(p) + b'x' * (65 << 20))), ('fonts of /dev/zero', lambda p,
                           r: open(p,
                           'wb').write(good(p).replace(b'/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc',
                           b'/dev/zero'))),
                       ('fonts that are gone', lambda p, r: open(p, 'wb').write(good(p).replace(b'/fonts/',
                           b'/fontz/'))), ('fonts that are no fonts', lambda p, r: open(p,
                           'wb').write(good(p).replace(b'/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc',
                           b'/etc/passwd'))), ('numbers huge', lambda p, r: open(p,
                           'wb').write(good(p).replace(b'\t0\t', b'\t99999999999999999999\t')))]:
        case('environment', 'font cache: ' + name, right('末'), pdf, plan(), setup=cache(make),
            env={'XDG_CACHE_HOME': 'home/c'}, any_name=True, changes=CACHE)
    limit = lambda kind, value: lambda f: resource.setrlimit(kind, (value, value))  # noqa: E731
    for command, argv in (('draft', pdf), ('build', BUILD)):
        for kind, values in (('NOFILE', (3, 4, 6, 8, 12, 20)), ('AS', (8 << 20, 32 << 20, 64 << 20, 128 << 20,
            192 << 20)), ('STACK', (256 << 10, 1 << 20)), ('DATA', (1 << 20, 16 << 20)), ('CORE', (0,))):
            for value in values:
                case('environment', '%s with %s %d' % (command, kind, value), clean(place='.'), argv, plan(),
                    any_name=False, child=limit(getattr(resource, 'RLIMIT_' + kind), value), loader=True,
                    address_space=kind in ('AS', 'DATA'))
    case('environment', 'build without processes', clean('末', place='.'), BUILD, plan(), setup=lambda f,
        r: (os.mkdir(f + '/out'), open_to_all(f, 'out')), child=lambda f: (limit(resource.RLIMIT_NPROC, 0)(f),
        other_user(f)))


def nobody_reads(folder):
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, 'wb')


def streams(name, expect, argv, **run):
    case('streams', name, expect, argv, plan(), **run)


def register_streams():
    for closed in ((0,), (0, 1), (1,), (2,), (0, 2), (1, 2), (0, 1, 2)):
        for name, argv in (('draft', DRAFT[:-3] + ['pdf,docx,txt', '-o', 'out', '-q']), ('build',
            BUILD[:-3] + ['pdf,docx,txt', '-o', 'out', '-q'])):
            streams('%s -q with %s closed' % (name, closed), right('末'), argv, closed=closed)
    for name, argv in COMMANDS.items():
        quiet = refuse('.', (4,))
        streams(name + ' with 1 closed', quiet, argv, closed=(1,))
        streams(name + ' to /dev/full', quiet, argv, stdout='/dev/full')
        streams(name + ' to a pipe that nobody reads', clean(place='.'), argv, stdout=nobody_reads, pipe=True)
        streams(name + ' to a file open for reading', quiet, argv, stdout=lambda f: open(f + '/a.md', 'rb'))
    streams('messages to /dev/full', clean(place=''), ['--unit', '无此', '--content', 'content'], stderr='/dev/full',
        closed=(), mute=True)
    streams('messages to a pipe that nobody reads', clean(place=''), ['--unit', '无此', '--content', 'content'],
        stderr=nobody_reads, mute=True, pipe=True)
    ask = DRAFT + ['--ask']
    for name, data in [('nothing', b''), ('NULs', b'\0' * 5000), ('bad UTF-8', b'\xff\xfe\n' * 300), ('controls',
        b'\x1b[2J\x07\n' * 300), ('65 MiB of a line', b'x' * (65 << 20)), ('500 empty answers', b'\n' * 500), ('U+202E',
        '甲\u202e\n'.encode() * 10), ('a huge number', b'9' * 100000 + b'\n')]:
        case('streams', 'ask: ' + name, clean('末', place='.'), ask,
            plan(variables=sources()['content/variables.xml'].replace('name="署名"',
            'name="署名" required="true"').replace('name="人数"', 'name="人数" required="true"'),
             units='编号,名称,类型\n001,甲局,机关\n'), stdin=data, changes=('content/units/u.csv',), any_name=True)
    streams('ask: 0 closed', clean('末', place='.'), ask, closed=(0,))
    streams('data from a folder on 0', refuse('.', (2, 4)), DRAFT + ['--data', '/dev/stdin'], stdin=lambda f: os.open(f,
        os.O_RDONLY))
    streams('data endless on 0', refuse('.', (2, 4)), DRAFT + ['--data', '/dev/stdin'],
        stdin=lambda f: open('/dev/zero', 'rb'))
    streams('data of - ', clean(place='.'), DRAFT + ['--data', '-'], stdin='{"人数": 7}'.encode())


def broken_json(folder, status, stdout, stderr):
    """What programs read is one array of objects, whatever was wrong with how many documents; nothing when nothing is said."""
    try:
        entries = json.loads(stderr or b'[]')
    except ValueError as error:
        return ['messages are no JSON: %s' % error]
    good = isinstance(entries, list) and all(isinstance(e, dict) and {'code', 'severity', 'text'} <= e.keys() for e in entries)
    return [] if good else ['messages are no array of messages']


def register_json():
    units = '编号,名称,类型,人数\n' + ''.join('%03d,乙局%d,机关,%s\n' % (i, i, 'x' if i % 2 else '5') for i in range(4)) + '999,甲局,机关,5\n'
    commands = dict(COMMANDS, build=BUILD + ['--units', 'all'], render=RENDER, toc=['toc', '--year', '2026', '--content', 'content'])
    for name, argv in commands.items():
        for what, other in [('sound', {}), ('rows that are wrong', {'units': units}), ('a tag that is open', {'plan': '{{#人数}}'})]:
            case('streams', '%s for programs: %s' % (name, what), clean(place=''), argv + ['--diagnostics', 'json'], plan(**other),
                after=broken_json, mute=True, changes=CACHE)


def spreadsheet(folder, status, stdout, stderr):
    """No cell of a table is run by a spreadsheet program: none begins like a formula that is no number."""
    cells = [cell for row in csv.reader(io.StringIO(stdout.decode())) for cell in row]
    return ['a cell that is run: %s' % ascii(cell) for cell in cells
        if cell[:1] in '=+-@\t\r' and cell and not re.fullmatch(r'[+-]?[0-9.,]+%?', cell)]


def register_tables():
    for name in ('=1+1', '+1+1', '-1-1', '@SUM(1)', '\'=1+1', '=cmd|x', '-甲'):
        case('streams', 'a table with %s' % name, clean(place='.'), ['toc', '--year', '2026', '--content', 'content', '--format', 'csv'],
            plan(units='编号,名称,类型,人数\n001,"%s",机关,5\n' % name), after=spreadsheet, changes=CACHE)


def running(group):
    """The processes of a group that have not ended."""
    return [(number, state) for number, state, _ in processes(group) if state not in 'ZX']


class Terminal:
    """A pseudo-terminal that is all three standard streams of a run; a thread reads what comes."""

    def __init__(self, width):
        self.master, self.slave = pty.openpty()
        self.said = b''
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, width, 0, 0))

    def read(self):
        try:
            while True:
                # a read that waits would keep the terminal open when its end is closed
                if not select.select([self.master], [], [], .02)[0]:
                    continue
                part = os.read(self.master, 65536)
                if not part:
                    return
                self.said += part
        except (OSError, ValueError):
            return


def terminal(name, expect, argv, act=None, width=80, env=None, again=True, **run):
    """act(terminal, process) does what the user does. Afterwards no worker is left and the next run is right."""
    now = {}

    def during(folder, process):
        threading.Thread(target=now[0].read, daemon=True).start()
        os.close(now[0].slave)
        if act:
            threading.Thread(target=act, args=(now[0], process), daemon=True).start()

    def after(folder, status, stdout, stderr):
        time.sleep(.3)
        broken = []
        left = running(now[1])
        if left:
            broken.append('processes are left: %s' % left)
        if again and not broken:
            said = subprocess.run([PROGRAM[0]] + argv, cwd=folder, env={'PATH': os.environ['PATH'],
                'LC_ALL': 'C.UTF-8'}, stdin=subprocess.DEVNULL, capture_output=True)
            if said.returncode or not any(f.endswith('.txt') for _, _, n in os.walk(folder + '/out') for f in n):
                broken.append('the next run: status %d' % said.returncode)
        # what an end at once leaves behind, the next run removes
        left = [p for p, _, n in os.walk(os.path.join(folder, 'out')) for x in n if x.startswith('.')]
        if left and again:
            broken.append('temporary files in %r' % left[:2])
        return broken

    def stream(folder):
        if 0 not in now:
            now[0] = Terminal(width)
        return os.dup(now[0].slave)

    def child(folder):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def begin(folder, process):
        now[1] = process.pid
        during(folder, process)
    case('terminal', name, expect, argv, plan(units='编号,名称,类型\n' + ''.join('%03d,甲局%d,机关\n' % (i,
        i) for i in range(60)) + '999,甲局,机关\n'), stdin=stream, stdout=stream, stderr=stream,
         child=child, during=begin, after=after, env=env or {}, ends=True, mute=True, changes=('content/units/u.csv',),
             any_name=True, **run)


def after_seconds(seconds, action):
    def act(term, process):
        time.sleep(seconds)
        try:
            action(term, process)
        except OSError:
            pass
    return act


def resize(term, process):
    for i in range(300):
        try:
            fcntl.ioctl(term.master, termios.TIOCSWINSZ, struct.pack('HHHH', i % 7, i * 37 % 200, 0, 0))
        except OSError:
            return
        time.sleep(.002)


def register_terminals():
    build = ['build', '--units', 'all', '--year', '2026', '--content', 'content', '-f', 'txt,pdf', '-o', 'out', '-j',
        '2']
    ask = DRAFT + ['--ask']
    done = clean(place='')
    for value in ('', None, 'dumb', '\x1b[2J', 'x' * 10000, 'xterm'):
        terminal('TERM %r' % (value and value[:10]), right(), build, env={'TERM': value})
    for width in (0, 1, 2, 3, 65535):
        terminal('width %d' % width, right(), build, width=width)
    terminal('resized all the time', right(), build, act=resize)
    for command, argv in (('build', build), ('draft', DRAFT)):
        for seconds in (.003, .01, .03, .1, .3):
            for key, what in ((b'\x03', 'Ctrl-C'), (b'\x1c', 'Ctrl-\\')):
                terminal('%s: %s after %g s' % (command, what, seconds), done, argv, after_seconds(seconds, lambda t, p,
                    k=key: os.write(t.master, k)))
            terminal('%s: hang-up after %g s' % (command, seconds), done, argv, after_seconds(seconds, lambda t,
                p: os.close(t.master)))
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
                terminal('%s: %s to it alone after %g s' % (command, number.name, seconds), done, argv,
                    after_seconds(seconds, lambda t, p, n=number: os.kill(p.pid, n)))
    terminal('stopped and continued', right(), build, after_seconds(.05, lambda t, p: (os.killpg(p.pid, signal.SIGSTOP),
        time.sleep(.5), os.killpg(p.pid, signal.SIGCONT))))
    for what, action in [('Ctrl-C', lambda t, p: os.write(t.master, b'\x03')), ('Ctrl-D', lambda t,
        p: os.write(t.master, b'\x04')), ('hang-up', lambda t, p: os.close(t.master)), ('5,000 characters', lambda t,
        p: os.write(t.master, b'x' * 4000 + b'\n\x04\x04')),
                         ('cursor keys', lambda t, p: os.write(t.master, b'\x1b[A\x1b[D\n\x04\x04')), ('bad UTF-8',
                             lambda t, p: os.write(t.master, b'\xff\xfe\n\x04\x04'))]:
        terminal('ask: ' + what, done, ask, after_seconds(.3, action), again=False)
    for what, action in [('Ctrl-C', lambda t, p: os.write(t.master, b'\x03')), ('hang-up', lambda t,
        p: os.close(t.master)), ('SIGTERM', lambda t, p: os.kill(p.pid, signal.SIGTERM))]:
        terminal('watch: ' + what, done, build + ['--watch'], after_seconds(2, action), again=False)


register_files()
register_terminals()
register_environment()
register_streams()
register_json()
register_tables()
