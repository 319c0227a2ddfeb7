"""Chromium, led over its DevTools protocol by a pipe (--remote-debugging-pipe): nothing to install but the browser."""
import base64, json, os, shutil, subprocess, tempfile, threading, time


def find():
    """The browser's program, or None."""
    return next((path for name in ('chromium', 'chromium-browser', 'google-chrome') if (path := shutil.which(name))), None)


class Browser:
    def __init__(self, width=1280, height=900):
        self.home = tempfile.mkdtemp(prefix='plangen-browser-')
        ours, theirs = os.pipe(), os.pipe()  # they read 3, and write 4

        def place():
            # Neither may be one of the other's places while they are put there.
            read, write = os.dup2(ours[0], 103), os.dup2(theirs[1], 104)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [find(), '--headless=new', '--remote-debugging-pipe', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
             '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps', '--no-default-browser-check', '--mute-audio',
             f'--user-data-dir={self.home}', f'--window-size={width},{height}', 'about:blank'],
            close_fds=False, preexec_fn=place, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(ours[0])
        os.close(theirs[1])
        self.out, self.inlet = os.fdopen(ours[1], 'wb', buffering=0), os.fdopen(theirs[0], 'rb', buffering=0)
        self.number, self.answers, self.events, self.pages, self.news = 0, {}, [], [], threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        rest = b''
        while piece := self.inlet.read(1 << 16):
            rest += piece
            *whole, rest = rest.split(b'\0')
            with self.news:
                for text in whole:
                    message = json.loads(text)
                    if 'id' in message:
                        self.answers[message['id']] = message
                    else:
                        self.events.append(message)
                self.news.notify_all()

    def send(self, method, session=None, **parameters):
        with self.news:
            self.number += 1
            number = self.number
            message = {'id': number, 'method': method, 'params': parameters}
            if session:
                message['sessionId'] = session
            self.out.write(json.dumps(message).encode() + b'\0')
            if not self.news.wait_for(lambda: number in self.answers, 60):
                raise TimeoutError(method)
            answer = self.answers.pop(number)
        if 'error' in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer['result']

    def page(self, context=None):
        page = Page(self, context)
        self.pages.append(page)
        return page

    def close_pages(self):
        """All tabs; what they said until now stays among the events."""
        for page in self.pages:
            try:
                self.send('Target.closeTarget', targetId=page.target)
            except RuntimeError:
                pass  # it is gone
        self.pages.clear()

    def context(self):
        """Another person's browser: it shares nothing with others."""
        return self.send('Target.createBrowserContext')['browserContextId']

    def close(self):
        try:
            self.send('Browser.close')
        except (TimeoutError, BrokenPipeError):
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


KEYS = {'Enter': (13, '\r'), 'Tab': (9, ''), 'Escape': (27, ''), 'ArrowDown': (40, ''), 'ArrowUp': (38, ''), 'ArrowRight': (39, ''), 'Backspace': (8, '')}


class Page:
    """One tab. `actions` counts what a person did in it: clicks, filled fields, keys."""

    def __init__(self, browser, context=None):
        self.browser, self.actions = browser, 0
        more = {'browserContextId': context} if context else {}
        self.target = browser.send('Target.createTarget', url='about:blank', **more)['targetId']
        self.session = browser.send('Target.attachToTarget', targetId=self.target, flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Network', 'Log'):
            self.send(f'{domain}.enable')

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def size(self, width, height, scale=1):
        self.send('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=scale, mobile=False)

    def go(self, url):
        self.send('Page.navigate', url=url)
        self.wait('document.readyState === "complete"')

    def run(self, script):
        """The value of the expression, which may be a promise."""
        answer = self.send('Runtime.evaluate', expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        if 'exceptionDetails' in answer:
            raise RuntimeError(answer['exceptionDetails'].get('exception', {}).get('description', str(answer['exceptionDetails'])))
        return answer['result'].get('value')

    def wait(self, script, seconds=40):
        end = time.time() + seconds
        while True:
            try:
                if value := self.run(f'(async () => {{ const value = await ({script}); return value instanceof Node ? true : value; }})()'):
                    return value
            except RuntimeError as error:
                if time.time() > end:
                    raise
            if time.time() > end:
                raise TimeoutError(f'{script}\n{self.text()[:1500]}')
            time.sleep(.03)

    def rest(self):
        """Waits until what a change in the form asks for was asked."""
        self.wait('document.querySelector("#panel") && !document.querySelector("#panel[aria-busy]")')

    def text(self):
        return self.run('document.body?.innerText') or ''

    def has(self, text, seconds=40):
        return self.wait(f'document.body.innerText.includes({json.dumps(text)})', seconds)

    def place(self, selector, text=None):
        """The middle of the first visible element that the selector finds, with the text in it."""
        return self.wait(f'''(() => {{
            const text = {json.dumps(text)};
            const found = [...document.querySelectorAll({json.dumps(selector)})].find(node => (!text || node.textContent.includes(text)) && node.getClientRects().length);
            if (!found || found.disabled) return null;
            found.scrollIntoView({{ block: 'center', inline: 'nearest', behavior: 'instant' }});
            window.missed = true;
            found.addEventListener('click', () => (window.missed = false), {{ once: true, capture: true }});
            const box = found.getClientRects()[0];
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()''')

    def click(self, selector, text=None):
        """A click; once more, where the page moved under it."""
        self.actions += 1
        for _ in range(5):
            x, y = self.place(selector, text)
            for kind in ('mousePressed', 'mouseReleased'):
                self.send('Input.dispatchMouseEvent', type=kind, x=x, y=y, button='left', clickCount=1)
            if not self.run('window.missed'):
                return

    def type(self, text):
        """Types into what has the focus, as an input method does."""
        self.actions += 1
        self.send('Input.insertText', text=text)

    def fill(self, selector, text):
        """Puts the text into the field, in place of what is there."""
        self.wait(f'document.querySelector({json.dumps(selector)})')
        self.run(f'(() => {{ const field = document.querySelector({json.dumps(selector)}); field.scrollIntoView({{ block: "center" }}); field.focus(); field.select?.(); }})()')
        self.actions += 1
        if text:
            self.send('Input.insertText', text=text)
        else:
            self.press('Backspace')
            self.actions -= 1

    def choose(self, selector, value):
        self.actions += 1
        self.wait(f'''(() => {{ const list = document.querySelector({json.dumps(selector)}); if (!list) return false;
            list.value = {json.dumps(value)}; list.dispatchEvent(new Event('change', {{ bubbles: true }})); return list.value === {json.dumps(value)}; }})()''')

    def press(self, key, control=False):
        code, text = KEYS[key] if key in KEYS else (ord(key.upper()), key)
        self.actions += 1
        common = {'key': key, 'windowsVirtualKeyCode': code, 'modifiers': 2 if control else 0}
        self.send('Input.dispatchKeyEvent', type='keyDown' if text and not control else 'rawKeyDown', **common, **({'text': text} if text and not control else {}))
        self.send('Input.dispatchKeyEvent', type='keyUp', **common)

    def give_file(self, selector, path):
        self.actions += 1
        root = self.send('DOM.getDocument')['root']['nodeId']
        node = self.send('DOM.querySelector', nodeId=root, selector=selector)['nodeId']
        self.send('DOM.setFileInputFiles', nodeId=node, files=[path])

    def drag_file(self, selector, path, drop=True):
        """Drags the file from another program over the middle of the element, and drops it there, or goes away with it."""
        self.actions += 1
        x, y = self.place(selector)
        data = {'items': [], 'files': [path], 'dragOperationsMask': 1}
        for kind in ('dragEnter', 'dragOver', 'drop' if drop else 'dragCancel'):
            self.send('Input.dispatchDragEvent', type=kind, x=x, y=y, data=data)

    def picture(self, path, **how):
        """The view as a picture; `how`: as the protocol has it, e.g. format='webp', quality=60."""
        with open(path, 'wb') as file:
            file.write(base64.b64decode(self.send('Page.captureScreenshot', **{'format': 'png', **how})['data']))

    def requests(self):
        """Addresses that this page asked for."""
        return [event['params']['request']['url'] for event in self.browser.events
                if event['method'] == 'Network.requestWillBeSent' and event.get('sessionId') == self.session]

    def faults(self):
        """What the console said that is wrong: exceptions, what the policy refused."""
        said = []
        for event in self.browser.events:
            if event.get('sessionId') != self.session:
                continue
            if event['method'] == 'Runtime.exceptionThrown':
                said.append(event['params']['exceptionDetails'].get('exception', {}).get('description', 'exception'))
            if event['method'] == 'Log.entryAdded' and event['params']['entry']['level'] == 'error':
                said.append(f"{event['params']['entry']['text']} {event['params']['entry'].get('url', '')}")
        return said
