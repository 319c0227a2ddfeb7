"""The steps of a case: each gets the case and its own dice."""
import os
import shutil
import subprocess

import content as sources
from case import Broken, walk


def any_file(case, dice):
    """One of the files in out/ that are no records; None: no unit has a plan."""
    return dice.choice(sorted(case.products()) or [None])


def prune(dice):
    return ['--prune'] if dice.random() < 0.6 else []


def jobs(dice):
    return ['-j', dice.choice('12')]


def build(case, dice):
    case.build(dice.choice(case.options), *prune(dice), *jobs(dice))


def change_and_build(case, dice):
    for _ in range(dice.randint(1, 3)):
        case.change(dice)
    case.build(dice.choice([case.options[0], *case.options]), *prune(dice), *jobs(dice))


def break_and_build(case, dice):
    """A source is broken for one build, often together with a change; then it is mended."""
    options = dice.choice(case.options)
    if dice.random() < 0.4:
        case.change(dice)
        case.clean(options)
    what, all_in_doubt, hidden = sources.break_content(case.path('content'), dice)
    case.say(what)
    case.build(options, '--prune', sound=False, nothing_pruned=all_in_doubt, hidden=hidden)
    if all_in_doubt and case.clean(options, sound=False)[0] < 2:
        raise Broken(f'{what}: taken for sound')
    case.content.write(case.path('content'))
    case.let_stay(options)


def unreadable_and_build(case, dice):
    """As if there were no right to read a file or folder, or it stood on a bad disk."""
    path, kind = dice.choice([('units/a.csv', 'open'), ('units', 'open'), ('catalogue.xml', 'open'), ('variables.xml', 'open'),
                              ('units/b.csv', 'open'), ('plans', 'open'), ('shared', 'open'), ('years', 'open'), ('units', 'stat')])
    state = case.path('state')
    with open(state, 'wb') as file:
        file.write(bytes(512))
    options, env = dice.choice(case.options), {'LD_PRELOAD': case.preload, 'FAULT_STATE': state, 'FAULT_CALL': kind, 'FAULT_AT': '1',
                                               'FAULT_MODE': 'on', 'FAULT_ERRNO': dice.choice(['13', '5']), 'FAULT_PATH': f'content/{path}'}
    case.say(path)
    wanted = case.clean(options)[1]
    # Units that cannot be read may have the names of others: those are called as if there were no such units.
    readable = [case.clean_without(options, path)] if path.startswith('units/') else []
    status, _, errors = case.run_step(lambda: case.finish(case.start(options, '--prune', '--force', env=env)), [wanted, *readable],
                                      nothing_pruned=path.split('/')[0] in ('units', 'catalogue.xml', 'variables.xml'), may_change=['state'])
    with open(state, 'rb') as file:
        fired = any(file.read()[8:16])
    os.remove(state)
    case.let_stay(options)
    if fired and status == 0 and any(case.products().get(name) != wanted[name] for name in wanted):
        raise Broken(f'{path} cannot be read: status 0 with other files\n{errors[:1500]}')


def build_some(case, dice):
    """Only some units, or one plan of each variant: the others' files stay."""
    options = dice.choice(case.options)
    ids = [unit['id'] for unit in case.content.units if ',' not in unit['id'] and unit['id'] != 'all']
    units = dice.choice([['--units', ','.join(dice.sample(ids, min(len(ids), 2)))], []])
    case.say(' '.join(units)[:60])
    case.clean(options)
    before = case.documents()
    case.finish(case.start(options, *prune(dice), units=units))
    lost = {mark for mark in before - case.documents() if mark[:2] in case.content.documents()}
    if lost:
        raise Broken(f'documents of others are lost: {sorted(lost)} (unit, variant, year)')
    case.let_stay(options)


def build_shards(case, dice):
    """All parts of a batch, one after another or at once."""
    options, count, pruned = dice.choice(case.options), dice.randint(2, 3), prune(dice)
    at_once = dice.random() < 0.5
    case.say(f'{count} at once' if at_once else str(count))
    wanted = case.clean(options)[1]

    def run():
        parts = []
        for part in range(1, count + 1):
            parts.append(case.start(options, *pruned, '--shard', f'{part}/{count}'))
            if not at_once:
                case.finish(parts[-1])
        return [case.finish(part)[0] for part in parts] if at_once else [part.returncode for part in parts]
    statuses = case.run_step(run, [wanted])
    if any(statuses):
        raise Broken(f'shards end with status {statuses}')
    case.build(options)


def edit_by_hand(case, dice):
    """A product is edited; it may keep size and time. Often it is soon no document's any more."""
    name = any_file(case, dice)
    if not name:
        return
    path = os.path.join(case.out, name)
    state = os.stat(path)
    if dice.random() < 0.5:
        with open(path, 'ab') as file:
            file.write('手改'.encode())
        case.say(f'{name[:40]} longer')
    else:
        with open(path, 'r+b') as file:
            file.seek(-1, os.SEEK_END)
            file.write(b'#')
        # An edit that keeps size and time goes unseen while the document is made, but must not be pruned.
        second = state.st_mtime_ns // 10**9 * 10**9
        os.utime(path, ns=(state.st_atime_ns, second + (state.st_mtime_ns + 1000) % 10**9))
        case.say(f'{name[:40]} same size, within a second')
    case.edited[name] = case.products()[name]
    if dice.random() < 0.6:
        case.change(dice, [sources.change_unit_gone, sources.change_variant_gone, sources.change_name, sources.change_title])
    case.build(case.options[0], *prune(dice))


def edit_unseen(case, dice):
    """A product keeps size and time in an edit, and then is no document's any more: it is not removed."""
    unit = dice.choice(case.content.units)
    case.build(case.options[0])
    if len(case.content.units) < 3:
        return
    for name in sorted(case.products()):
        path = os.path.join(case.out, name)
        if name.endswith('.txt') and any(mark[0] == unit['mark'] for mark in case.marks(path)):
            state = os.stat(path)
            with open(path, 'r+b') as file:
                file.seek(-1, os.SEEK_END)
                file.write(b'#')
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
            case.edited[name] = case.products()[name]
    case.say(f'unit {unit["mark"]} edited and removed')
    case.content.units.remove(unit)
    case.content.write(case.path('content'))
    case.build(case.options[0], '--prune')


def make_by_hand(case, dice):
    """A file of somebody else lies among the products."""
    folders = sorted({os.path.dirname(name) for name in case.products()})
    name = os.path.join(dice.choice(folders), dice.choice(['说明.txt', '2026年说明.docx', 'x.md']))
    with open(os.path.join(case.out, name), 'w', encoding='utf-8') as file:
        file.write('别人的文件')
    case.edited[name] = case.products()[name]
    case.say(name[:50])
    if dice.random() < 0.5:
        case.change(dice, [sources.change_unit_gone])
    case.build(case.options[0], '--prune')


def remove_product(case, dice):
    name = any_file(case, dice)
    if not name:
        return
    os.remove(os.path.join(case.out, name))
    case.edited.pop(name, None)
    case.say(name[:50])
    case.build(dice.choice(case.options), *prune(dice))


def move_clock(case, dice):
    """Sources or products get another time; a source may change within it."""
    folder = dice.choice([case.path('content'), case.out])
    by = dice.choice([-10**6, -1, 1, 10**6]) * 10**9
    for name in sorted(walk(folder)):
        path = os.path.join(folder, name)
        if folder == case.out and not name.startswith('store/'):
            case.may_stay.add(name)
        state = os.stat(path)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + by))
    case.say(f'{os.path.basename(folder)} by {by // 10**9} s')
    case.build(case.options[0], *prune(dice))


def edit_within_a_second(case, dice):
    """A source changes and keeps size and time."""
    times = {name: os.stat(case.path('content', name)) for name in walk(case.path('content'))}
    case.change(dice, [sources.change_value, sources.change_text])
    for name, state in times.items():
        os.utime(case.path('content', name), ns=(state.st_atime_ns, state.st_mtime_ns))
    case.build(case.options[0], *prune(dice))


def damage_store(case, dice):
    """Records are torn, flipped, removed, swapped, or no longer files."""
    store = os.path.join(case.out, 'store')
    names = sorted(os.listdir(store))
    if not names:
        return
    path = os.path.join(store, dice.choice(names))
    what = dice.choice(['flipped'] * 4 + ['cut', 'removed', 'swapped', 'all removed', 'a folder'])
    if what == 'flipped' and os.path.getsize(path):
        at = dice.randrange(os.path.getsize(path))
        with open(path, 'r+b') as file:
            file.seek(at)
            byte = file.read(1)[0] ^ 1 << dice.randrange(8)
            file.seek(at)
            file.write(bytes([byte]))
        what += f' at {at}'
    elif what == 'cut':
        os.truncate(path, dice.randrange(os.path.getsize(path) + 1))
    elif what == 'removed':
        os.remove(path)
    elif what == 'swapped':
        other = os.path.join(store, dice.choice(names))
        if other != path:
            shutil.copy2(other, path)
    elif what == 'all removed':
        shutil.rmtree(store)
    else:
        os.remove(path)
        os.mkdir(path)
        case.say(what)
        case.finish(case.start(case.options[0], *prune(dice)))
        if os.path.isdir(path):
            os.rmdir(path)
    case.say(f'{what} {os.path.basename(path)[:8]}')
    case.may_stay |= set(case.products())
    case.build(case.options[0], *prune(dice))


def copy_and_prune(case, dice):
    """The output folder is copied, and units that are gone are pruned in the copy: the first one stays."""
    case.build(case.options[0])
    copy = case.path('clean')
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(case.out, copy)
    before = case.products()
    case.change(dice, [sources.change_unit_gone, sources.change_name])
    case.finish(case.start(case.options[0], '--prune', out='clean'))
    if case.products() != before:
        raise Broken('pruning in a copy of the output folder changes the first one')
    case.build(case.options[0], *prune(dice))


def two_at_once(case, dice):
    """A build stands still in its middle while another one, with the same or other options, runs to its end."""
    one, two = dice.choice(case.options), dice.choice(case.options)
    if dice.random() < 0.3:
        case.change(dice)
    cleans = [case.clean(one)[1], case.clean(two)[1]]

    def run():
        go_on = case.start_paused(dice, one, *prune(dice))
        other = case.start(two, *prune(dice))
        try:
            other.wait(timeout=2)
        except subprocess.TimeoutExpired:
            case.say('the other waits')
        return [go_on()[0], case.finish(other)[0]]
    statuses = case.run_step(run, cleans, may_change=['state'])
    if any(statuses):
        raise Broken(f'two builds at once end with status {statuses}')
    case.let_stay(one, two)
    case.build(case.options[0], *prune(dice))


def edit_while_building(case, dice):
    """A source changes while a build stands still in its middle."""
    options = case.options[0]
    if dice.random() < 0.5:
        case.change(dice, sources.SMALL_CHANGES)
    first = case.clean(options)[1]
    before, documents = case.products(), case.documents()
    go_on = case.start_paused(dice, options, *prune(dice), *jobs(dice))
    case.change(dice, sources.SMALL_CHANGES)
    status = go_on()[0]
    case.say(f'status {status}')
    case.check_step(before, case.products(), documents, [first, case.clean(options)[1]], False)
    case.build(options, *prune(dice))


STEPS = [build] * 2 + [change_and_build] * 4 + [break_and_build] * 4 + [two_at_once] * 3 + [edit_while_building] * 3 + [
    unreadable_and_build, build_some, build_shards, edit_by_hand, edit_by_hand, edit_unseen, make_by_hand, remove_product, move_clock,
    edit_within_a_second, damage_store, damage_store, copy_and_prune]
