"""One case: a content folder, a sequence of steps, and the laws that hold after each of them."""
import hashlib
import mmap
import os
import random
import re
import shutil
import struct
import subprocess
import time

import content as sources

EXTENSIONS = {'txt': '.txt', 'md': '.md', 'docx': '.docx'}
SECONDS = 300  # what takes longer hangs, on a busy machine too


class Broken(Exception):
    """A law does not hold."""


class Options:
    """What a build is asked for."""

    def __init__(self, dice, rich):
        self.formats = dice.choice([['txt'], ['txt', 'md'], ['txt', 'md', 'docx'] if rich else ['txt', 'md']])
        self.year = dice.choice([2026, 2026, 2026, 2025, 2027])
        self.template = dice.choice([None, None, 'gbt9704', 'gbt9704-head'])
        self.date = dice.choice([None, None, '2026-05-05'])

    def arguments(self):
        return ['-f', ','.join(self.formats), '--year', str(self.year), *(['--template', self.template] if self.template else []),
                *(['--date', self.date] if self.date else [])]


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def walk(folder):
    """Paths of all files below the folder, from there."""
    for where, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(where, name), folder)


class Case:
    def __init__(self, program, preload, folder, seed, number):
        self.program, self.preload, self.folder = program, preload, folder
        self.name = f'{seed}/{number}'
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, 'tmp'))
        self.out = os.path.join(folder, 'out')
        dice = random.Random(f'{self.name} content')
        self.content = sources.Content(dice)
        self.content.write(self.path('content'))
        rich = dice.random() < 0.3
        self.options = [Options(dice, rich), Options(dice, rich)]
        self.steps_count = dice.randint(4, 9)
        self.spelling = dice.choice(['out', 'out', './out', 'out/', self.out])
        self.log = []
        self.ids = {}  # of units by their mark, when the last step was checked
        self.edited = {}      # path in out -> digest: edited or made by hand
        self.may_stay = set()  # paths in out that a build need not know: their record was damaged, or they are of other options
        self.cleans = {}
        self.made = {}        # by the same keys: the documents of which there is a text

    def path(self, *names):
        return os.path.join(self.folder, *names)

    # ---- running the program

    def environment(self, more=None):
        # Libraries are inputs of documents: were only the builds that are stopped preloaded, the next would make all anew.
        return dict({'LD_PRELOAD': self.preload}, **os.environ, SOURCE_DATE_EPOCH='1767225600', LC_ALL='C.UTF-8', TMPDIR=self.path('tmp'),
                    XDG_CACHE_HOME=os.path.join(os.path.dirname(self.folder), 'cache'), **(more or {}))

    def start(self, options, *more, out=None, env=None, units=('--units', 'all')):
        command = [self.program, 'build', '--content', 'content', *units, '-o', out or self.spelling, *options.arguments(), *more]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment(env), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, encoding='utf-8', errors='replace')

    def finish(self, process):
        try:
            out, errors = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Broken('a build hangs')
        if process.returncode < 0 or process.returncode in (1, 3):
            raise Broken(f'a build ends with status {process.returncode}\n{errors}')
        if process.returncode and not errors.strip():
            raise Broken(f'status {process.returncode} without a message')
        return process.returncode, out, errors

    def clean(self, options, sound=True):
        """Status and files of a build in an empty folder, from the content as it is now."""
        key = (tuple(options.arguments()), self.content_state())
        if key not in self.cleans:
            folder = self.path('clean')
            shutil.rmtree(folder, ignore_errors=True)
            status, _, errors = self.finish(self.start(options, '-q', out='clean'))
            self.cleans[key] = status, self.products('clean'), errors
            self.made[key] = {mark for name in self.cleans[key][1] if name.endswith('.txt') for mark in self.marks(self.path('clean', name))}
            if sound:
                self.check_clean(options, status, errors)
        return self.cleans[key]

    def clean_without(self, options, path):
        """Files of a build in an empty folder without that source."""
        os.rename(self.path('content', path), self.path('away'))
        files = self.clean(options, False)[1]
        os.rename(self.path('away'), self.path('content', path))
        return files

    def content_state(self):
        state = []
        for where, folders, names in os.walk(self.path('content')):
            for name in sorted(folders + names):
                path = os.path.join(where, name)
                state.append((path, os.readlink(path) if os.path.islink(path) else digest(path) if os.path.isfile(path) else ''))
        return str(sorted(state))

    def check_clean(self, options, status, errors):
        """Sound content: every document is made, each into files of its own."""
        if status:
            raise Broken(f'sound content is refused with status {status}\n{errors[:1500]}')
        found = [mark for name in walk(self.path('clean')) if name.endswith('.txt') for mark in self.marks(self.path('clean', name))]
        wanted = {(unit, variant, options.year) for unit, variant in self.content.documents()}
        if sorted(found) != sorted(wanted):
            raise Broken(f'a clean build lacks {sorted(wanted - set(found))} (unit, variant, year) of {len(wanted)} documents: '
                         f'they have {len(set(found))} files')
        count = sum(1 for name in self.products('clean'))
        if count != len(wanted) * len(options.formats):
            raise Broken(f'{len(wanted)} documents in {len(options.formats)} formats have {count} files')
        strange = [name for name in self.products('clean') if os.path.basename(name)[0] in '-.']
        if strange:
            raise Broken(f'file names begin with - or .: {strange}')

    @staticmethod
    def marks(path):
        """The documents that a text is of: unit, variant, year."""
        with open(path, encoding='utf-8', errors='replace') as file:
            return [tuple(map(int, found)) for found in re.findall(r'编号D(\d+)V(\d+)Y(\d+)止', file.read())]

    def products(self, folder='out'):
        return {name: digest(self.path(folder, name)) for name in walk(self.path(folder)) if not name.startswith('store/')}

    def documents(self):
        """Those of which out/ holds a text."""
        return {mark for name in walk(self.out) if name.endswith('.txt') for mark in self.marks(os.path.join(self.out, name))}

    @staticmethod
    def stem(name):
        return os.path.splitext(name)[0]

    def documents_of_files(self):
        """Those whose files are in out/, by the names of the files without the ending."""
        return {self.stem(name): {mark for mark in self.marks(os.path.join(self.out, name)) if mark[:2] in self.content.documents()}
                for name in self.products() if name.endswith('.txt')}

    def of_other_years(self, year):
        """Names, without the ending, of the files in out/ that hold documents of other years only."""
        marks = {self.stem(name): self.marks(os.path.join(self.out, name)) for name in self.products() if name.endswith('.txt')}
        return {stem for stem, found in marks.items() if found and all(mark[2] != year for mark in found)}

    def not_made(self, options):
        """Documents in use that a clean build does not make now, because of faults: whoever else wants their file does not get it."""
        self.clean(options, False)
        made = self.made[tuple(options.arguments()), self.content_state()]
        return {(unit, variant, options.year) for unit, variant in self.content.documents()} - made

    # ---- laws

    def outside(self):
        """All that a build must not touch: inode, size, time and mode of each file outside of out/."""
        found = {}
        for where, folders, names in os.walk(self.folder):
            if where == self.folder:
                folders[:] = [name for name in folders if name not in ('out', 'clean')]
            for name in folders + names:
                state = os.lstat(os.path.join(where, name))
                found[os.path.join(where, name)] = (state.st_ino, state.st_size, state.st_mtime_ns if name in names else 0, state.st_mode)
        return found

    def is_same_unit(self, mark):
        """A unit with another id is another unit: its documents are new, and those of the former id are gone."""
        return mark not in self.ids or self.ids[mark] in [unit['id'] for unit in self.content.units if unit['mark'] == mark]

    def check_step(self, before, after, documents, cleans, nothing_pruned):
        """What holds after any step, however it ended."""
        lost = {mark for mark in documents - self.documents() if mark[:2] in self.content.documents() and self.is_same_unit(mark[0])}
        if lost:
            raise Broken(f'documents that are in use are lost: {sorted(lost)} (unit, variant, year)')
        self.ids = {unit['mark']: unit['id'] for unit in self.content.units}
        self.check_kept(before, after)
        for name in after:
            wanted = [clean[name] for clean in cleans if name in clean]
            if after[name] != before.get(name) and after[name] not in wanted and self.edited.get(name) != after[name]:
                raise Broken(f'{name} is neither as before nor as a clean build makes it')
        for name in before.keys() - after.keys():
            if nothing_pruned:
                raise Broken(f'{name} was removed although the catalogue has errors')
            if self.edited.get(name) == before[name]:
                raise Broken(f'{name} was edited by hand and is removed')
        for name in before.keys() & after.keys():
            if after[name] != before[name] and name in self.edited:
                del self.edited[name]  # a document's file was made again
        hidden = [name for name in walk(self.out) if os.path.basename(name).startswith('.plangen')] + list(walk(self.path('tmp')))
        if hidden:
            raise Broken(f'temporary files are left: {hidden}')

    def check_kept(self, before, after):
        """A DOCX that somebody went on editing stays beside the new one, under a name that says so."""
        for name in [name for name in self.edited if name.endswith('.docx') and before.get(name) == self.edited[name] != after.get(name)]:
            kept = [other for other in after if after[other] == before[name] and other.startswith(f'{self.stem(name)}（改')]
            if not kept:
                raise Broken(f'{name} was edited by hand and is replaced')
            self.edited[kept[0]] = before[name]

    def run_step(self, run, cleans, nothing_pruned=False, may_change=()):
        """Runs builds by run(), which returns what they return, and checks what always holds."""
        before, documents, outside = self.products(), self.documents(), self.outside()
        answer = run()
        now = self.outside()
        touched = [name for name in outside.keys() | now.keys() if outside.get(name) != now.get(name)
                   and not any(name.startswith(self.path(folder)) for folder in may_change)]
        if touched:
            raise Broken(f'outside of the output folder: {touched[:5]}')
        self.check_step(before, self.products(), documents, cleans, nothing_pruned)
        return answer

    def may_keep(self, name, options, alive, hidden, errors):
        """Whether a file may be as before although a clean build makes another document there: it is the only one of a document in use
        that cannot be made now, or, where rows of units cannot be read, of one that they may hide. The build says so."""
        others = alive.get(self.stem(name), set()) & self.not_made(options)
        return f'{self.stem(name)}.' in ''.join(re.findall('X081.*? is still the file of', errors)) and (hidden or others)

    def build(self, options, *more, sound=True, nothing_pruned=False, hidden=False):
        """One build alone: it must leave what a clean build of the same content leaves. `hidden`: there are rows that cannot be read."""
        status, wanted, _ = self.clean(options, sound)
        before = self.products()
        alive, others = self.documents_of_files(), self.of_other_years(options.year)
        ours, _, errors = self.run_step(lambda: self.finish(self.start(options, *more)), [wanted], nothing_pruned)
        self.log[-1] += f' [{ours}]'
        if (ours >= 2) != (status >= 2):
            raise Broken(f'status {ours}, but {status} in an empty folder\n{errors[:1500]}')
        now = self.products()
        removed = sorted(name for name in before.keys() - now.keys() if self.stem(name) in others)
        if removed:
            raise Broken(f'a build for {options.year} removes files of another year: {removed[:5]}')
        differing = sorted(name for name in wanted if now.get(name) != wanted[name] and not (
            now.get(name) == before.get(name) and self.may_keep(name, options, alive, hidden, errors)))
        if differing:
            raise Broken(f'status {ours}, but not as in an empty folder: {differing[:5]}')
        if sound:
            self.let_stay(options)
        if ours == 0:
            _, more, _ = self.run_step(lambda: self.finish(self.start(options, '--dry-run')), [wanted])
            if more:
                raise Broken(f'the next run would make\n{more}')

    def let_stay(self, *options):
        """A build with other options may have left files that those of the last build do not name."""
        if any(one is not self.options[0] for one in options):
            self.may_stay |= set(self.products()) - set(self.clean(self.options[0])[1])

    def end(self):
        """The last build: incremental is as clean, and then nothing is left to do."""
        options = self.options[0]
        self.log.append('last build')
        self.build(options, '--prune')
        wanted, now = self.clean(options)[1], self.products()
        extra = [name for name in now if name not in wanted and self.edited.get(name) != now[name] and name not in self.may_stay]
        if extra:
            raise Broken(f'files of no document: {sorted(extra)[:5]}')
        times = {name: os.lstat(os.path.join(self.out, name)).st_mtime_ns for name in now}
        self.run_step(lambda: self.finish(self.start(options, '--prune')), [])
        if times != {name: os.lstat(os.path.join(self.out, name)).st_mtime_ns for name in self.products()}:
            raise Broken('a second run makes files again')

    # ---- steps

    def run(self, skip=()):
        """Runs all steps but those to skip; None, or the law that was broken."""
        import steps
        try:
            self.log.append('first build')
            self.build(self.options[0])
            for number in range(self.steps_count):
                if number in skip:
                    continue
                dice = random.Random(f'{self.name} step {number}')
                step = dice.choice(steps.STEPS)
                self.log.append(f'{number}: {step.__name__}')
                step(self, dice)
            self.end()
        except Broken as broken:
            return str(broken)
        return None

    def say(self, text):
        self.log[-1] += f' {text};'

    def change(self, dice, changes=sources.CHANGES):
        self.say(dice.choice(changes)(self.content, dice))
        self.content.write(self.path('content'))

    # ---- a process that is stopped in the middle

    def start_paused(self, dice, options, *more):
        """A build that stands still at a random call, or has ended before; go on with the returned function."""
        kind, at = dice.choice([('open', 70), ('read', 50), ('rename', 12), ('stat', 120), ('write', 20), ('close', 70), ('readdir', 12)])
        at = dice.randint(1, at)
        path = self.path('state')
        with open(path, 'wb') as file:
            file.write(bytes(512))
        file = open(path, 'r+b')
        state = mmap.mmap(file.fileno(), 512)
        process = self.start(options, *more, env={'LD_PRELOAD': self.preload, 'FAULT_STATE': path, 'FAULT_CALL': kind, 'FAULT_AT': str(at),
                                                  'FAULT_MODE': 'pause'})
        end = time.monotonic() + SECONDS
        while process.poll() is None and state[8:16] == bytes(8) and time.monotonic() < end:
            time.sleep(0.001)
        what = state[24:].split(b'\0')[0].decode(errors='replace')
        self.say(f'stopped at {kind} {at} {os.path.relpath(what, self.folder) if what.startswith("/") else what}')

        def go_on():
            state[16:24] = struct.pack('=Q', 1)
            answer = self.finish(process)
            state.close()
            file.close()
            os.remove(path)
            return answer
        return go_on
