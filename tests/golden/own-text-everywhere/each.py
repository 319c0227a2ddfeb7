"""each.py PROGRAM FOLDER EVERY: own text before, and in place of, every EVERYth passage of each plan, for one unit of each variant."""
import json
import os
import re
import shutil
import subprocess
import sys

program, folder, every = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.chdir(folder)
ADDED = '加在前面的话。'


def run(*words):
    return subprocess.run([program, *words, '--content', 'content'], capture_output=True, encoding='utf-8', check=False)


def name(text):
    return text.replace('%', '%25').replace('/', '%2F').replace('.', '%2E')


def draft(unit, variant):
    """The text of the plan, and the codes of messages about own text."""
    done = run('--unit', unit, '--variant', variant, '-f', 'txt', '-o', 'out')
    text = ''.join(open(f'out/{file}', encoding='utf-8').read() for file in os.listdir('out')) if os.path.isdir('out') else ''
    shutil.rmtree('out', ignore_errors=True)
    return text, re.findall(r'\[(T0[5-7]\d)\]', done.stderr)


def override(passage, action, text):
    base = ''.join(f'> {line}\n' for line in passage['text'].rstrip('\n').split('\n'))
    return f'---\n段落: {passage["id"]}\n处理: {action}\n理由: 测试\n基准:\n{base}---\n{text}\n'


def fault(unit, variant, passage, path, before):
    """What is wrong with own text at the passage; None: nothing, or the unit's values do not show it."""
    with open(path, 'w', encoding='utf-8') as file:
        file.write(override(passage, '前加', ADDED))
    text, codes = draft(unit, variant)
    if codes == ['T069']:
        return None if text == before else 'a hidden passage changes the text'
    if codes or text.replace(ADDED + '\n', '', 1) != before or text == before:
        return f'added before it: {codes}'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(override(passage, '删除', ''))
    text, codes = draft(unit, variant)
    plain = passage['level'] and '{' not in passage['heading']
    if codes or plain and text.count(passage['heading']) >= before.count(passage['heading']):
        return f'dropped: {codes}'
    return None


def main():
    seen, tried, faults = set(), 0, 0
    for unit in json.loads(run('list', '--format', 'json').stdout)['units']:
        for variant in [one for one in unit['variants'] if one not in seen]:
            seen.add(variant)
            found = run('explain', '--passages', '--unit', unit['id'], '--variant', variant, '--format', 'json').stdout
            passages = json.loads(found)['plans'][0]['passages'][len(seen) % every::every]
            before, place = draft(unit['id'], variant)[0], f'content/units/{name(unit["id"])}'
            os.mkdir(place)
            for passage in passages:
                wrong = fault(unit['id'], variant, passage, f'{place}/{name(variant)}.md', before)
                tried += 1
                faults += wrong is not None
                if wrong:
                    print(unit['id'], variant, passage['id'], wrong)
            shutil.rmtree(place)
    print(f'{len(seen)} plans, {faults} faults' + ('' if tried >= len(seen) else ', too few passages'))


main()
