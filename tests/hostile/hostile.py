"""What the hostile inputs are made with, and the laws that each run of the program must hold.

A case is one function that writes its files into an empty folder and gives the command; what is expected of it is decided
beside it: a refusal that names the place, or the right result."""
import contextlib
import glob
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time

MEMORY_KIB = 1 << 20  # peak of the process and of those it waited for
SECONDS = 10  # of processor time
PATIENCE = 60  # of wall time; a machine with other work may take longer, as long as something of the run wants to go on
MOST = 60  # of processor time before a run is ended
MESSAGES = 1 << 20  # bytes of messages on standard error

CASES = []


class Expect:
    """What a case must show. status: those allowed; place: a pattern that the messages hold when it is refused; tokens:
    texts that are in the results when it is not."""

    def __init__(self, line, status, place, tokens=()):
        self.line, self.status, self.place, self.tokens = line, status, place, tokens


def refuse(place=r'.', status=(2, 3, 4)):
    """Refused, with a message in which place is found."""
    return Expect('refused; the message names %s' % place, status, place)


def right(*tokens):
    """Taken: status 0 (1 for a check that warns), all tokens in the results."""
    return Expect('taken; the result holds %s' % (', '.join(t[:20] for t in tokens) or 'what was asked'), (0, 1), None,
        tokens)


def clean(*tokens, place=r'.'):
    """Refused with a message that names the place, or taken with nothing lost."""
    return Expect('refused naming %s, or taken with %s kept' % (place, ', '.join(t[:20] for t in tokens) or 'all'),
                  (0, 1, 2, 3, 4), place, tokens)


def case(group, name, expect, argv, files=None, setup=None, **run):
    """Register a case. files: {path: bytes or text}; setup(folder, random): writes what is no plain file, may change
    argv by returning another one; run: env, stdin, stdout, stderr, closed, during(folder, process), child(folder) just
    before the program starts, after(folder, status, stdout, stderr) → faults, free (standard output is the caller's own
    data), findings (messages stand in standard output, too), pipe (the end by SIGPIPE is as good), ends (so is that by
    any signal), mute (messages cannot be read), loader (too few resources to load the program), address_space (it is limited)."""
    CASES.append(dict(group=group, name=name, expect=expect, argv=argv, files=files or {}, setup=setup, run=run))


def put(folder, path, data):
    """Write data to path under folder, with its folders."""
    name = os.path.join(os.fsencode(folder), os.fsencode(path))
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, 'wb') as file:
        if isinstance(data, (bytes, bytearray)):
            file.write(data)
        elif isinstance(data, str):
            file.write(data.encode('utf-8', 'surrogateescape'))
        else:
            for part in data:
                file.write(part if isinstance(part, bytes) else part.encode())


def listing(folder):
    """All names under folder that are no folders, as bytes relative to it, with what tells whether they were changed."""
    found = {}
    base = os.fsencode(folder)
    for path, folders, files in os.walk(base):
        for name in files + [f for f in folders if os.path.islink(os.path.join(path, f))]:
            full = os.path.join(path, name)
            info = os.lstat(full)
            found[os.path.relpath(full, base)] = (info.st_size, info.st_mtime_ns, info.st_ino,
                stat.S_IFMT(info.st_mode))
    return found


CONTROL = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]')


def unprintable(data):
    """The first thing in data that must not reach a terminal, or None."""
    try:
        found = CONTROL.search(data.decode())
    except UnicodeDecodeError as error:
        return 'bytes that are not UTF-8 (%r)' % data[max(0, error.start - 20):error.start + 20]
    return found and 'U+%04X' % ord(found.group())


def processes(group):
    """Number, state and processor time in ticks of each process of the group."""
    for number in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/%s/stat' % number, encoding='utf-8', errors='replace') as file:
                fields = file.read().rsplit(')', 1)[1].split()
        except (OSError, IndexError):  # it has just ended
            continue
        if int(fields[2]) == group:
            yield number, fields[0], int(fields[11]) + int(fields[12])


def left_behind(group):
    """The processes of the group that still run when their parent has long ended. A worker whose parent was ended at once
    finishes its document first: until then its files come and go."""
    running, until = True, time.monotonic() + PATIENCE
    while running and time.monotonic() < until:
        running = [number for number, state, _ in processes(group) if state not in 'ZX']
        time.sleep(.02 if running else 0)
    return running


def for_all_users(program, place):
    """The program, or a copy below `place` with its content and templates where another user could not get at it (a project in
    root's home): some cases run as nobody."""
    program = os.path.realpath(program)
    parents = os.path.dirname(program)
    while os.stat(parents).st_mode & 1 and parents != '/':
        parents = os.path.dirname(parents)
    if os.stat(parents).st_mode & 1:
        return program
    os.chmod(place, 0o755)
    home = os.path.join(place, 'home')
    os.makedirs(os.path.join(home, 'out', 'bin'))
    for name in ('content', 'templates'):
        shutil.copytree(os.path.join(os.path.dirname(program), '..', '..', name), os.path.join(home, name))
    return shutil.copy(program, os.path.join(home, 'out', 'bin'))


class Runner:
    def __init__(self, program, seed, cache, keep=None):
        self.program, self.seed, self.cache, self.keep = os.path.abspath(program), seed, cache, keep

    def start(self, one, folder, argv):
        run = one['run']
        env = {'PATH': os.environ['PATH'], 'HOME': os.path.join(folder, 'home'), 'XDG_CACHE_HOME': self.cache,
               'LC_ALL': 'C.UTF-8', 'TMPDIR': os.path.join(folder, 'tmp'), 'SOURCE_DATE_EPOCH': '1772323200',
               'ASAN_OPTIONS': 'detect_leaks=0:abort_on_error=1', 'UBSAN_OPTIONS': 'print_stacktrace=1'}
        env.update(run.get('env', {}))
        env = {k: v for k, v in env.items() if v is not None}
        closed = run.get('closed', ())

        def child():
            for number in closed:
                os.close(number)
            os.setsid()
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)  # whoever runs this in the background may have them ignored
            if run.get('child'):
                run['child'](folder)
        if run.get('stdin') is None:
            stdin = subprocess.DEVNULL
        elif callable(run['stdin']):
            stdin = run['stdin'](folder)
        else:
            stdin = open(os.path.join(folder, 'tmp', '.stdin'), 'wb+')
            stdin.write(run['stdin'])
            stdin.seek(0)
        out, err = self.open(run, 'stdout', folder), self.open(run, 'stderr', folder)
        process = subprocess.Popen([os.fsencode(a) for a in [self.program] + argv], stdin=stdin, stdout=out, stderr=err,
                                   cwd=folder, env={os.fsencode(k): os.fsencode(v) for k, v in env.items()},
                                       preexec_fn=child)
        return process, out, err

    def open(self, run, which, folder):
        """Where standard output or error of the run goes: a file of ours, a path, or what a function opens."""
        if callable(run.get(which)):
            return run[which](folder)
        return open(run[which], 'wb') if which in run else open(os.path.join(folder, 'tmp', '.' + which), 'wb+')

    def wait(self, process):
        """The status, what was used, and whether it had to be ended: it computed for too long, or nothing of it could go on."""
        done, ended, most = threading.Event(), threading.Event(), MOST * os.sysconf('SC_CLK_TCK')

        def watch():
            asleep = 0
            while not done.wait(1):
                group = list(processes(process.pid))
                asleep = 0 if any(state in 'RD' for _, state, _ in group) else asleep + 1
                if asleep >= PATIENCE or sum(ticks for _, _, ticks in group) >= most:
                    ended.set()
                    with contextlib.suppress(ProcessLookupError):  # it has just ended
                        os.killpg(process.pid, signal.SIGKILL)
                    return
        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        done.set()
        watcher.join()
        process.returncode = status
        return os.waitstatus_to_exitcode(status), usage, ended.is_set()

    def run(self, one, sanitized):
        """Run one case; gives a list of the laws it broke and a line of figures."""
        folder = tempfile.mkdtemp(prefix='hostile-')
        try:
            for name in ('tmp', 'home'):
                os.mkdir(os.path.join(folder, name))
            for path, data in one['files'].items():
                put(folder, path, data(random.Random('%d %s' % (self.seed, one['name']))) if callable(data) else data)
            argv = list(one['argv'])
            if one['setup']:
                changed = one['setup'](folder, random.Random('%d %s' % (self.seed, one['name'])))
                argv = changed if isinstance(changed, list) and changed and isinstance(changed[0], (str,
                    bytes)) else argv
            os.makedirs(os.path.join(folder, 'tmp'), exist_ok=True)
            put(folder, 'tmp/.stdin', b'')
            put(folder, 'tmp/.stdout', b'')
            put(folder, 'tmp/.stderr', b'')
            before = listing(folder)
            process, out, err = self.start(one, folder, argv)
            if one['run'].get('during'):
                one['run']['during'](folder, process)
            status, usage, ended = self.wait(process)
            for stream in (out, err):
                os.close(stream) if isinstance(stream, int) else stream.close()
            left = left_behind(process.pid)
            after = listing(folder)
            stdout = open(os.path.join(folder, 'tmp', '.stdout'), 'rb').read()
            stderr = open(os.path.join(folder, 'tmp', '.stderr'), 'rb').read()
            broken, facts = self.judge(one, folder, sanitized, status, usage, ended, before, after, stdout, stderr)
            return broken + (['processes are left behind: %s' % ' '.join(left)] if left else []), facts
        finally:
            if self.keep:
                shutil.rmtree(self.keep, ignore_errors=True)
                shutil.copytree(folder, self.keep, symlinks=True, ignore=lambda d, names: [
                    n for n in names if not stat.S_ISREG(os.lstat(os.path.join(d, n)).st_mode)
                    and not os.path.isdir(os.path.join(d, n))])
            for path, folders, _ in os.walk(os.fsencode(folder)):
                for name in folders:
                    if not os.path.islink(os.path.join(path, name)):
                        os.chmod(os.path.join(path, name), 0o700)
            shutil.rmtree(os.fsencode(folder), ignore_errors=True)

    def judge(self, one, folder, sanitized, status, usage, ended, before, after, stdout, stderr):
        expect, run, broken = one['expect'], one['run'], []
        said = stderr + (stdout if run.get('findings') else b'')
        seconds = usage.ru_utime + usage.ru_stime
        if run.get('ends') or status == -signal.SIGPIPE and run.get('pipe'):
            pass
        elif status < 0:
            broken.append('ended by signal %d' % -status)
        elif status > 4:
            if not (run.get('loader') and status == 127):  # the program could not even be loaded
                broken.append('status %d' % status)
        elif status not in expect.status and not (run.get('loader') and status == 127):
            broken.append('status %d, not %s' % (status, ' or '.join(map(str, expect.status))))
        if b'Sanitizer' in stderr or b'runtime error' in stderr:
            broken.append('sanitizer')
        if re.search(rb'(?i)internal error|\bL02[012]\b|[\xe5]\x86\x85\xe9\x83\xa8\xe9\x94\x99\xe8\xaf\xaf', stderr):
            broken.append('an internal error')
        if usage.ru_maxrss > MEMORY_KIB * (3 if sanitized else 1):
            broken.append('memory %d MiB' % (usage.ru_maxrss >> 10))
        if seconds > SECONDS * (5 if sanitized else 1):
            broken.append('processor %.1f s' % seconds)
        if ended:
            broken.append('no end within %d s of sleep or %d s of processor time' % (PATIENCE, MOST))
        if status and not said.strip() and 2 not in run.get('closed', ()) and status > 0 \
                and not run.get('mute'):
            broken.append('status %d without a message' % status)
        if len(stderr) > MESSAGES:
            broken.append('%d bytes of messages' % len(stderr))
        for name, data in (('messages', stderr), ('output', stdout)):
            wrong = unprintable(data)
            if wrong and not (name == 'output' and run.get('free')):
                broken.append('%s hold %s' % (name, wrong))
        if status in (2, 3, 4) and expect.place and not re.search(expect.place, said.decode('utf-8', 'replace')) \
                and 2 not in run.get('closed', ()):
            broken.append('no message with %s' % expect.place)
        if run.get('after'):
            broken += run['after'](folder, status, stdout, stderr)
        broken += self.judge_files(one, folder, status, before, after, stdout)
        if status in (0, 1):
            broken += self.judge_tokens(expect, folder, stdout)
        return broken, dict(status=status, seconds=seconds, memory=usage.ru_maxrss >> 10, stderr=stderr, stdout=stdout)

    def judge_files(self, one, folder, status, before, after, stdout):
        run, broken = one['run'], []
        known = [n for n in set(before) | set(after) if any(os.fsdecode(n) == c or c.endswith('/') and os.fsdecode(n).startswith(c)
            for c in run.get('changes', ()))]
        outside = [n for n in sorted(set(before) | set(after)) if before.get(n) != after.get(n)
                   and not n.startswith((b'out/', b'tmp/.std')) and n not in known]
        if outside:
            broken.append('outside of out: %r' % outside[:3])
        temporary = [n for n in after if n not in before and n not in known and not n.startswith((b'tmp/.std', b'out/store/'))
                     and (os.path.basename(n).startswith(b'.') or not re.search(
                         rb'\.(pdf|docx|txt|md|json|xml|csv|html|d)$', n, re.I)) and not run.get('any_name')]
        if temporary:
            broken.append('left behind: %r' % temporary[:3])
        if one['argv'][:1] in (['render'], ['--unit']) and '-q' not in one['argv'] and 'stdout' not in run \
                and 1 not in run.get('closed', ()):
            new = {n for n in after if n.startswith(b'out/') and after[n] != before.get(n)}
            said = {os.path.relpath(os.path.join(os.fsencode(folder), n),
                os.fsencode(folder)) for n in stdout.split(b'\n') if n}
            if new != said:
                broken.append('written %r, said %r' % (sorted(new)[:3], sorted(said)[:3]))
        return broken

    def judge_tokens(self, expect, folder, stdout):
        if not expect.tokens:
            return []
        text = stdout
        for name in glob.glob(os.path.join(glob.escape(folder), 'out', '**', '*.txt'), recursive=True):
            text += open(name, 'rb').read() if os.path.isfile(name) else b''
        return ['lost: %s' % t[:40] for t in expect.tokens if t.encode() not in text]
