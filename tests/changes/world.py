"""A content folder that is changed, and what must be in it: shared by `run` (seeded sequences) and `faults` (every call fails in turn).

The model knows each file by its bytes. Whatever the program did, it is in the log; so the law is: the files are those of the model with what the
log says put into them, to the byte, all of an entry or nothing, and beside them there is only the log and the lock."""
import errno
import json
import os
import shutil
import signal
import struct
import subprocess
import time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..'))
BOM = b'\xef\xbb\xbf'
SECONDS = 60


class Broken(Exception):
    """A law does not hold."""


def decode(data):
    """Text as the program's sources hold it, and what makes bytes of it again."""
    mark = data.startswith(BOM)
    body = data[len(BOM):] if mark else data
    try:
        text, encoding = body.decode('utf-8'), 'utf-8'
    except UnicodeDecodeError:
        text, encoding = body.decode('gb18030'), 'gb18030'
    returns = '\n' not in text and '\r' in text
    if returns:
        text = text.replace('\r', '\n')
    return text, lambda t: (BOM if mark else b'') + (t.replace('\n', '\r') if returns else t).encode(encoding)


def apply_pieces(data, pieces):
    """The bytes with the pieces of a log entry put in; None where they do not fit."""
    text, encode = decode(data)
    raw, out, done = text.encode(), b'', 0
    for piece in pieces:
        at, old, new = piece['offset'], piece['old'].encode(), piece['new'].encode()
        if at < done or raw[at:at + len(old)] != old:
            return None
        out += raw[done:at] + new
        done = at + len(old)
    return encode((out + raw[done:]).decode())


class World:
    def __init__(self, program, preload, folder):
        self.program, self.preload, self.folder = program, preload, folder
        self.content = os.path.join(folder, 'content')
        self.env = dict(os.environ, SOURCE_DATE_EPOCH='1767225600', LC_ALL='C.UTF-8', PLANGEN_HOME=ROOT,
                        XDG_CACHE_HOME=os.path.join(folder, 'cache'))
        self.files, self.entries, self.killed = {}, 0, False
        self.fault_path = 'content'  # only calls that name a path with this in it fail

    # ---- files

    def path(self, name):
        return os.path.join(self.content, name)

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def write(self, name, data, rename=False):
        """As one editor writes, or another."""
        path = os.path.realpath(self.path(name))
        with open(path + '~' if rename else path, 'wb') as file:
            file.write(data)
        if rename:
            shutil.copymode(path, path + '~')
            os.rename(path + '~', path)

    def now(self):
        """All files, links followed, but what the program keeps for itself."""
        found = {}
        for where, folders, names in os.walk(self.content, followlinks=True):
            if '.plangen' in folders:
                folders.remove('.plangen')
            for name in names:
                path = os.path.join(where, name)
                with open(path, 'rb') as file:
                    found[os.path.relpath(path, self.content)] = file.read()
        return found

    # ---- running

    def run(self, *words, fault=None, given='', meanwhile=None):
        """Status, output and messages. `fault`: (kind, number, how); `meanwhile` is called when the call of the fault `pause` stands."""
        env, state = dict(self.env), os.path.join(self.folder, 'state')
        if fault:
            kind, number, how = fault
            with open(state, 'wb') as file:
                file.write(bytes(512))
            code = getattr(signal, how, None) if how.startswith('SIG') else getattr(errno, how, 0)
            mode = 'signal' if how.startswith('SIG') else how if how in ('pause', 'short') else 'once'
            env.update(LD_PRELOAD=self.preload, FAULT_STATE=state, FAULT_CALL=kind, FAULT_AT=str(number), FAULT_ERRNO=str(int(code)),
                       FAULT_MODE=mode, FAULT_PATH=self.fault_path)
        process = subprocess.Popen([self.program, *words, '--content', 'content'], cwd=self.folder, env=env, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8', errors='replace')
        if meanwhile:
            process.stdin.write(given)
            process.stdin.close()
            process.stdin, given = None, None
            self.wait_for_pause(process, state)
            meanwhile()
            with open(state, 'r+b') as file:
                file.seek(16)
                file.write(struct.pack('=Q', 1))
        try:
            out, errors = process.communicate(given, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Broken(f'{words} {fault} hangs')
        self.killed |= process.returncode == -signal.SIGKILL
        return process.returncode, out, errors

    def wait_for_pause(self, process, state):
        end = time.monotonic() + SECONDS
        while process.poll() is None and not self.state(state)[1]:
            if time.monotonic() > end:
                process.kill()
                raise Broken('does not come to the call at which it is to be stopped')
            time.sleep(0.001)

    def state(self, path=None):
        """How many calls of the fault's kind there were, how many of them failed."""
        with open(path or os.path.join(self.folder, 'state'), 'rb') as file:
            return struct.unpack('=QQ', file.read(16))

    # ---- laws

    def settle(self):
        """The next command, which finishes or takes back what was interrupted: the new entries, the oldest first."""
        status, out, errors = self.run('log', '--format', 'json')
        if status != 0:
            raise Broken(f'the next command ends with status {status}: {errors}')
        entries = list(reversed(json.loads(out)))
        if [entry['number'] for entry in entries] != list(range(1, len(entries) + 1)):
            raise Broken('the numbers of the log are not in order')
        kept = set(os.listdir(self.path('.plangen'))) if os.path.isdir(self.path('.plangen')) else set()
        fresh, self.entries = entries[self.entries:], len(entries)
        if self.killed:  # a journal that was being written then goes with the next change
            kept = {name for name in kept if not name.startswith('.plangen-')}
        if kept - {'log', 'lock'}:
            raise Broken(f'left in .plangen: {sorted(kept)}')
        self.killed = self.killed and not fresh
        return fresh

    def expect(self, fresh):
        """Puts the entries into the model; then the files must be those of the model."""
        for entry in fresh:
            for file in entry['files']:
                after = apply_pieces(self.files[file['file']], file['pieces'])
                if after is None:
                    raise Broken(f"change {entry['number']} does not fit {file['file']} as it was")
                self.files[file['file']] = after
        now = self.now()
        names = sorted(name for name in now.keys() | self.files.keys() if now.get(name) != self.files.get(name))
        if names:
            raise Broken(f'not as the log says: {names}')
