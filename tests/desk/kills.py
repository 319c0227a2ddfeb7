#!/usr/bin/env python3
"""kills.py PROGRAM [COUNT] [SEED]: server or a worker is killed at random while values are saved; each time the desk is started again where it ended, and the content is
whole, with the last save that was acknowledged, or one that was under way."""
import http.client, os, random, signal, subprocess, sys, threading, time

sys.path.insert(0, os.path.dirname(__file__))
from desk import Desk

PLAN = {'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026}
NAME = '党员人数'


def value_now(desk):
    status, answer = desk.ask('needs', **PLAN)
    return next(need['own'] for need in answer['needs'] if need['name'] == NAME) if status == 200 else None


def save_on(desk, now, numbers, acknowledged, stop):
    """Saves one number after the other until the desk is gone. What was acknowledged last, and what was asked for since, may be there."""
    while not stop.is_set():
        number = str(next(numbers))
        acknowledged.append(number)  # asked for
        try:
            status, _ = desk.ask('save', **PLAN, values={NAME: {'old': now, 'new': number}})
            found = number if status == 200 else value_now(desk)
        except (OSError, http.client.HTTPException, ValueError):
            return
        if found is None:
            continue
        now = found
        acknowledged[:] = [now]


def is_running(pid):
    try:
        with open(f'/proc/{pid}/stat') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for_end(workers):
    """Workers whose server is gone end by themselves, when they wrote what they were at."""
    end = time.time() + 30
    while any(map(is_running, workers)) and time.time() < end:
        time.sleep(.02)


def run(program, count, seed, expect):
    chance = random.Random(seed)
    desk = Desk(program)
    numbers = iter(range(1000, 1000000))
    rows = lambda: sum(text.count(b'\n') for path in sorted(os.listdir(os.path.join(desk.content, 'units'))) if path.endswith('.csv')
                       for text in [open(os.path.join(desk.content, 'units', path), 'rb').read()])
    before, servers = rows(), 0
    try:
        for i in range(count):
            now, stop = value_now(desk), threading.Event()
            may_be = [now]
            thread = threading.Thread(target=save_on, args=(desk, now, numbers, may_be, stop))
            thread.start()
            time.sleep(chance.random() * .3)  # when the kill comes is what is random
            workers = desk.workers()
            if killed := chance.random() < .5 or not workers:
                desk.process.kill()
                servers += 1
            else:
                try:
                    os.kill(chance.choice(workers), signal.SIGKILL)
                except ProcessLookupError:
                    pass
            stop.set()
            thread.join(60)
            if killed:
                desk.process.wait()
                wait_for_end(workers)
                desk.process.stdout.close()
                desk.process.stderr.close()
                desk.start()
            end = time.time() + 60
            while (found := value_now(desk)) is None and time.time() < end:
                time.sleep(.05)
            expect('kills', found in may_be, True, f'kill {i} of seed {seed}: {found} is one of {may_be}')
            expect('kills', rows(), before, f'kill {i} of seed {seed}: no row is lost')
        checked = subprocess.run([program, 'log', '--content', desk.content], capture_output=True, text=True, env=desk.environment)
        expect('kills', checked.returncode, 0, f'the log of seed {seed}: {checked.stderr[:200]}')
    finally:
        desk.end(signal.SIGTERM)
    return servers


if __name__ == '__main__':
    faults = []

    def expect(where, found, wanted, what):
        if found != wanted:
            faults.append(what)
            print(f'{where}: {what}: {found!r}, not {wanted!r}', file=sys.stderr)

    kills, first = int(sys.argv[2]) if len(sys.argv) > 2 else 100, int(sys.argv[3]) if len(sys.argv) > 3 else 1
    servers = run(os.path.abspath(sys.argv[1]), kills, first, expect)
    print(f'desk-kills: {kills} kills, {servers} of the server; {len(faults)} faults')
    sys.exit(bool(faults))
