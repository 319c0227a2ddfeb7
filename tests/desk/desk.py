"""The desk as a process, over a copy of the sources, and requests to it."""
import filecmp, http.client, json, os, re, shutil, signal, socket, subprocess, tempfile, time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Desk:
    def __init__(self, program, *options, content=None, language='zh_CN.UTF-8', users=None):
        """`users`: {name: (role, password)} of a desk that others reach, through a proxy that is not there."""
        self.program = program
        self.folder = tempfile.mkdtemp(prefix='plangen-desk-')
        self.content = os.path.join(self.folder, 'content')
        self.shipped = content or os.path.join(ROOT, 'content')
        shutil.copytree(self.shipped, self.content, ignore=shutil.ignore_patterns('.plangen'))
        self.environment = environment = {**os.environ, 'SOURCE_DATE_EPOCH': '1767600000', 'LANG': language, 'LC_ALL': language, 'TMPDIR': self.folder,
                       'XDG_CACHE_HOME': os.path.join(self.folder, 'cache')}
        if users:
            self.port = free_port()
            self.site = f'http://127.0.0.1:{self.port}'
            options += ('--listen', '127.0.0.1', '--port', str(self.port), '--public-url', self.site)
            for name, (role, password) in users.items():
                subprocess.run([program, 'serve', '--content', self.content, '--add-user', name, '--role', role], input=password + '\n', text=True, env=environment,
                               check=True, stdout=subprocess.DEVNULL)
        self.users, self.options = users, options
        self.start()

    def restore(self):
        """The sources as they were at first, but for the log: what one story leaves is no other's beginning."""
        for folder, _, names in os.walk(self.content):
            for name in names if '.plangen' not in folder.split(os.sep) else ():
                path = os.path.join(folder, name)
                first = os.path.join(self.shipped, os.path.relpath(path, self.content))
                if not os.path.exists(first):
                    os.unlink(path)
                elif not filecmp.cmp(path, first, shallow=False):
                    shutil.copy(first, path + '.new')
                    os.rename(path + '.new', path)

    def start(self):
        """Starts it, or again after it ended."""
        users = self.users
        self.process = subprocess.Popen([self.program, 'serve', '--content', self.content, *self.options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, env=self.environment)
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if users and self.site in line:
                self.url, self.cookie = self.site, ''
                break
            if found := re.search(r'http://127\.0\.0\.1:(\d+)/\?key=([0-9a-f]{32})', line):
                self.url, self.port, self.key = found[0], int(found[1]), found[2]
                break
        else:
            raise RuntimeError(f'the desk did not start: {self.process.stderr.read()}')
        if not users:
            self.cookie = f'plangen-{self.port}={self.key}'

    def log_in(self, name, password):
        """The status, and the cookie of the session; "" where there is none."""
        status, headers, _ = self.request('POST', '/api/login', json.dumps({'name': name, 'password': password}).encode(), cookie=False)
        return status, headers.get('Set-Cookie', '').split(';')[0]

    def request(self, method, path, body=None, headers=None, cookie=True, origin=True, host=None):
        """(status, headers, bytes) of a request as the page makes it, but for what is said here."""
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        sent = {'Host': host or f'127.0.0.1:{self.port}'}
        if cookie:
            sent['Cookie'] = self.cookie if cookie is True else cookie
        if origin and method == 'POST':
            sent['Origin'] = f'http://127.0.0.1:{self.port}' if origin is True else origin
        if body is not None:
            sent['Content-Length'] = str(len(body))
        for name, value in {**sent, **(headers or {})}.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        result = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return result

    def ask(self, call, cookie=True, **given):
        """(status, JSON) of a call."""
        status, _, body = self.request('POST', f'/api/{call}', json.dumps(given).encode(), cookie=cookie)
        return status, json.loads(body)

    def bring(self, call, file, data, cookie=True, **given):
        from urllib.parse import urlencode
        status, _, body = self.request('POST', f'/api/{call}?{urlencode({"name": file, **given})}', data, cookie=cookie)
        return status, json.loads(body)

    def workers(self):
        found = []
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{pid}/stat') as file:
                    if int(file.read().rsplit(')', 1)[1].split()[1]) == self.process.pid:
                        found.append(int(pid))
            except (FileNotFoundError, ProcessLookupError):
                pass
        return found

    def end(self, how=signal.SIGINT):
        """The exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        rest, self.errors = self.process.communicate(timeout=30)
        self.said.append(rest)
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.process.returncode
