"""A small content folder that can be changed and broken: the sources of one case."""
import csv
import io
import os
import shutil
from xml.sax.saxutils import escape, quoteattr

LONG = '青石县关于进一步加强和改进新时代基层治理体系和治理能力现代化建设若干重点事项的综合协调办公室及其下设专项工作领导小组'
NAMES = ['甲市科技局', '甲市科技局', '甲市/科技局', '甲市:科技局', '甲市_科技局', '甲市\\科技局', '甲市科技局（001）', '甲市科技局(001)',
         '甲市科技局_001', '甲市科技局-001', '甲市科技局 001', '.局', '..局', '-局', '.plangen', 'store', 'plans', LONG * 2 + '一', LONG * 2 + '二', 'a' * 300,
         'a' * 301, 'ABC', 'abc', '甲“乙”局', '甲"乙\'局', '*?<>|', '{{年度}}局', '%s%n', '甲,乙', '2026', '#一', '~局', 'é局', 'e\u0301局']
# Not 1 beside 001: a spreadsheet has dropped the zeros, and the row is refused.
IDS = ['001', '1a', '2026/001', 'a/b', '..', '.', '-x', 'x y', 'x"y', "x'y", '长' * 80, '长' * 80 + '短', '编号一', 'a:b', 'a_b', 'A_B', '*', '%2F',
       'a%2Fb', 'store', '\\', '#1', '（001）', 'x.txt', 'x.', 'all', '001/v1', 'é', 'e\u0301']
VARIANT_IDS = ['v1', '1', '2-乙', '丙/丁', '..', '-v', 'a%2F', 'v1.txt', 'V1', '长' * 70, '001']
TITLES = ['{{年度}}年工作计划（{{标题名}}）', '{{年度}}年{{标题名}}工作计划', '{{年度}}年工作计划', '{{年度}}年工作/计划', '{{年度}}年工作:计划',
          '{{年度}}年' + LONG + '计划一', '{{年度}}年' + LONG + '计划二', '{{标题名}}{{年度}}', '-{{年度}}', '..{{年度}}', '{{年度}}年工作计划（1）']
TYPES = ['机关', '企业']
YEARS = [2025, 2026, 2027]


def file_name(name):
    """An id as the name of a folder or file of units' own text."""
    return name.replace('%', '%25').replace('/', '%2F').replace('.', '%2E')


class Content:
    """Units, variants and the versions of their texts, as lists of dicts; mark numbers say in a product whose it is."""

    def __init__(self, dice):
        self.marks = 0
        self.shared = self.value = 0
        self.years = {year: 0 for year in YEARS}
        self.variants, self.units = [], []
        for _ in range(dice.randint(2, 4)):
            self.add_variant(dice)
        for _ in range(dice.randint(3, 8)):
            self.add_unit(dice)

    def mark(self):
        self.marks += 1
        return self.marks

    def add_variant(self, dice):
        mark = self.mark()
        free = [name for name in VARIANT_IDS if name not in [v['id'] for v in self.variants]]
        own = dice.choice(TITLES) if dice.random() < 0.4 else None
        self.variants.append({'mark': mark, 'id': dice.choice(free), 'title': dice.choice(TITLES), 'own': own, 'text': 0,
                              'types': dice.choice(['机关', '企业', '机关 企业', '机关 企业'])})

    def add_unit(self, dice):
        free = [name for name in IDS if name not in [u['id'] for u in self.units]]
        uses = dice.sample([v['id'] for v in self.variants], min(len(self.variants), dice.randint(1, 2)))
        self.units.append({'mark': self.mark(), 'id': dice.choice(free), 'name': dice.choice(NAMES), 'type': dice.choice(TYPES),
                           'uses': uses if dice.random() < 0.5 else [], 'value': 0, 'file': dice.choice('ab'), 'texts': {}})
        if dice.random() < 0.3:
            self.set_text(self.units[-1], dice)

    def set_text(self, unit, dice):
        """The unit gets a text of its own, or another one: for the plan of a variant (by its mark), or for all (0)."""
        key = dice.choice([0, *(variant['mark'] for variant in self.variants)])
        target, action = dice.choice([('总体安排#2', dice.choice(['替换', '删除', '前加', '后加'])), ('落款', dice.choice(['删除', '前加', '后加'])),
                                      ('总体安排', dice.choice(['前加', '后加']))])
        unit['texts'][key] = {'target': target, 'action': action, 'version': self.mark(), 'shared': dice.choice([None, self.shared])}
        return key

    def own_text(self, text):
        base = '' if text['shared'] is None else f'基准:\n> 共用的话，第{text["shared"]}版。\n'
        body = '' if text['action'] == '删除' else f'# 本单位\n\n自己的话，第{text["version"]}版，数值{{{{数值}}}}。\n'
        return f'---\n段落: {text["target"]}\n处理: {text["action"]}\n理由: 测试\n{base}---\n{body}'

    def documents(self):
        """The marks (unit, variant) of every plan of every unit."""
        return {(unit['mark'], variant['mark']) for unit in self.units for variant in self.variants
                if (variant['id'] in unit['uses'] if unit['uses'] else unit['type'] in variant['types'].split())}

    def files(self):
        """Path and text of every source."""
        found = {'catalogue.xml': self.catalogue(), 'variables.xml': VARIABLES,
                 'shared/共用/落款.md': f'共用的话，第{self.shared}版。\n\n```落款\n{{{{单位.名称}}}}\n{{{{日期|日期}}}}\n```\n'}
        for year, version in self.years.items():
            found[f'years/{year}.xml'] = (f'<year value="{year}"><set name="成文日期">{year}-03-10</set>'
                                          f'<set name="主题">主题{version}</set></year>\n')
        for variant in self.variants:
            own = f'---\n标题: {variant["own"]}\n---\n' if variant['own'] else ''
            found[f'plans/p{variant["mark"]}.md'] = (
                f'{own}# 总体安排\n\n编号D{{{{标记}}}}V{variant["mark"]}Y{{{{年度}}}}止，{{{{主题|默认:"无主题"}}}}，第{variant["text"]:03}版，'
                f'数值{{{{数值}}}}。\n\n{{{{>共用/落款}}}}\n')
        for name in 'ab':
            found[f'units/{name}.csv'] = self.csv([unit for unit in self.units if unit['file'] == name])
        ids = {0: '共同', **{variant['mark']: file_name(variant['id']) for variant in self.variants}}
        for unit in self.units:
            for key, text in unit['texts'].items():
                if key in ids:
                    found[f'units/{file_name(unit["id"])}/{ids[key]}.md'] = self.own_text(text)
        return found

    def csv(self, units):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator='\n')
        writer.writerow(['编号', '名称', '类型', '适用', '标记', '数值'])
        for unit in units:
            writer.writerow([unit['id'], unit['name'], unit['type'], '|'.join(unit['uses']), unit['mark'], 100 + unit['value']])
        return text.getvalue()

    def catalogue(self):
        lines = []
        for variant in self.variants:
            mark = variant['mark']
            lines.append(f'<variant id={quoteattr(variant["id"])} order="{mark}" category="测试" short="简{mark}" source="plans/p{mark}.md" '
                         f'name="名{mark}" self="本局" unit-types="{variant["types"]}"><title>{escape(variant["title"])}</title></variant>')
        return '<catalogue>\n' + '\n'.join(lines) + '\n</catalogue>\n'

    def write(self, folder):
        """Makes the folder hold these sources; files that are right already are not touched."""
        files = self.files()
        for where, folders, names in os.walk(folder):
            for name in names + [name for name in folders if os.path.islink(os.path.join(where, name))]:
                path = os.path.join(where, name)
                if os.path.relpath(path, folder) not in files or os.path.islink(path):
                    os.remove(path)
        for name, text in files.items():
            path = os.path.join(folder, name)
            if os.path.isdir(path):
                shutil.rmtree(path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            data = text.encode()
            if not os.path.exists(path) or os.path.getsize(path) != len(data) or open(path, 'rb').read() != data:
                with open(path, 'wb') as file:
                    file.write(data)


VARIABLES = '''<variables>
<group label="数据">
<variable name="标记" type="integer" label="标记" example="1"/>
<variable name="数值" type="integer" label="数值" example="1"/>
<variable name="主题" type="string" label="主题" example="主题"/>
<variable name="成文日期" type="date" label="成文日期" example="2026-03-10"/>
</group>
<unit-types><type name="机关"/><type name="企业"/></unit-types>
</variables>
'''


# ---- changes: each changes the content and says how; the first ones change one file only

def change_value(content, dice):
    unit = dice.choice(content.units)
    unit['value'] = (unit['value'] + dice.randint(1, 800)) % 900
    return f'value of unit {unit["mark"]}'


def change_text(content, dice):
    variant = dice.choice(content.variants)
    variant['text'] += 1
    return f'text of variant {variant["mark"]}'


def change_shared(content, dice):
    content.shared += 1
    return 'shared block'


def change_year(content, dice):
    year = dice.choice(YEARS)
    content.years[year] += 1
    return f'profile of {year}'


def change_unit_text(content, dice):
    unit = dice.choice(content.units)
    if unit['texts'] and dice.random() < 0.4:
        key = dice.choice(sorted(unit['texts']))
        del unit['texts'][key]
        return f'own text {key} of unit {unit["mark"]} removed'
    return f'own text {content.set_text(unit, dice)} of unit {unit["mark"]}'


def change_name(content, dice):
    unit = dice.choice(content.units)
    unit['name'] = dice.choice(NAMES)
    return f'name of unit {unit["mark"]} is {unit["name"][:20]!r}'


def change_names_swapped(content, dice):
    one, two = dice.sample(content.units, 2) if len(content.units) > 1 else (content.units[0],) * 2
    one['name'], two['name'] = two['name'], one['name']
    return f'names of units {one["mark"]} and {two["mark"]} swapped'


def change_title(content, dice):
    variant = dice.choice(content.variants)
    variant['title'] = dice.choice(TITLES)
    return f'title of variant {variant["mark"]} is {variant["title"][:20]!r}'


def change_own_title(content, dice):
    variant = dice.choice(content.variants)
    variant['own'] = dice.choice([None, *TITLES])
    return f'own title of variant {variant["mark"]} is {(variant["own"] or "none")[:20]!r}'


def change_id(content, dice):
    unit = dice.choice(content.units)
    unit['id'] = dice.choice([name for name in IDS if name not in [u['id'] for u in content.units]])
    return f'id of unit {unit["mark"]} is {unit["id"][:20]!r}'


def change_unit_gone(content, dice):
    if len(content.units) > 2:
        unit = content.units.pop(dice.randrange(len(content.units)))
        return f'unit {unit["mark"]} removed'
    return 'nothing'


def change_unit_new(content, dice):
    content.add_unit(dice)
    return f'unit {content.units[-1]["mark"]} added'


def change_unit_moved(content, dice):
    unit = dice.choice(content.units)
    unit['file'] = 'b' if unit['file'] == 'a' else 'a'
    return f'unit {unit["mark"]} moved to {unit["file"]}.csv'


def change_variant_gone(content, dice):
    if len(content.variants) < 2:
        return 'nothing'
    variant = content.variants.pop(dice.randrange(len(content.variants)))
    for unit in content.units:
        unit['uses'] = [name for name in unit['uses'] if name != variant['id']]
    return f'variant {variant["mark"]} removed'


def change_variant_new(content, dice):
    content.add_variant(dice)
    return f'variant {content.variants[-1]["mark"]} added'


def change_order(content, dice):
    dice.shuffle(content.units)
    return 'units in another order'


SMALL_CHANGES = [change_value, change_text, change_unit_text, change_unit_text, change_shared, change_year, change_name, change_title, change_own_title]
CHANGES = [*SMALL_CHANGES, change_names_swapped, change_id, change_unit_gone, change_unit_gone, change_unit_new, change_unit_moved,
           change_variant_gone, change_variant_new, change_order]


# ---- faults of sources: each breaks the folder; those of the catalogue must keep everything from being pruned

def edit(path, change):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(change(text))


def relink(path, target):
    os.remove(path)
    os.symlink(target, path)


def replace_by_folder(path):
    os.remove(path)
    os.mkdir(path)


def save_as_utf16(path):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'wb') as file:
        file.write(text.encode('utf-16'))


def row(text, change):
    """The text with its second line changed (the first one when there is no other)."""
    lines = text.split('\n')
    at = 1 if len(lines) > 2 else 0
    lines[at] = change(lines[at])
    return '\n'.join(lines)


UNITS_FAULTS = {
    'in UTF-16': save_as_utf16,
    'header misspelt': lambda path: edit(path, lambda text: text.replace('编号', '编 号', 1)),
    'quote not closed': lambda path: edit(path, lambda text: row(text, lambda line: '"' + line.replace('"', ''))),
    'cell too many': lambda path: edit(path, lambda text: row(text, lambda line: line + ',x') if text.count('\n') > 1 else 'x' + text),
    'unknown type': lambda path: edit(path, lambda text: text + 'new,新局,没有的类型,,1,1\n'),
    'unknown variant': lambda path: edit(path, lambda text: text + 'new,新局,机关,没有的,1,1\n'),
    'id twice': lambda path: edit(path, lambda text: text + 'new,新局,机关,,1,1\nnew,新局,机关,,1,1\n'),
    'dangling link': lambda path: relink(path, '/nonexistent/file.csv'),
    'link to itself': lambda path: relink(path, os.path.basename(path)),
    'a folder': replace_by_folder,
    'empty': lambda path: os.truncate(path, 0),
    'binary': lambda path: open(path, 'wb').write(b'\x00\xff\xfe\x01' * 50),
    'too large': lambda path: os.truncate(path, 70 << 20),
}
CATALOGUE_FAULTS = {
    'units/ gone': lambda folder: shutil.rmtree(os.path.join(folder, 'units')),
    'units/ a dangling link': lambda folder: (shutil.rmtree(os.path.join(folder, 'units')),
                                              os.symlink('/nonexistent', os.path.join(folder, 'units'))),
    'units/ a file': lambda folder: (shutil.rmtree(os.path.join(folder, 'units')), open(os.path.join(folder, 'units'), 'w').close()),
    'catalogue.xml gone': lambda folder: os.remove(os.path.join(folder, 'catalogue.xml')),
    'catalogue.xml cut': lambda folder: edit(os.path.join(folder, 'catalogue.xml'), lambda text: text[:len(text) // 2]),
    'catalogue.xml with another element': lambda folder: edit(os.path.join(folder, 'catalogue.xml'),
                                                              lambda text: text.replace('<catalogue>', '<catalogue><x/>')),
    'variables.xml gone': lambda folder: os.remove(os.path.join(folder, 'variables.xml')),
    'variables.xml cut': lambda folder: edit(os.path.join(folder, 'variables.xml'), lambda text: text[:len(text) // 2]),
    'type renamed': lambda folder: edit(os.path.join(folder, 'variables.xml'), lambda text: text.replace('name="机关"', 'name="机构"')),
    'source attribute gone': lambda folder: edit(os.path.join(folder, 'catalogue.xml'), lambda text: text.replace(' source=', ' order2=', 1)),
}
PLAN_FAULTS = {
    'plan gone': os.remove,
    'plan a dangling link': lambda path: relink(path, '/nonexistent/plan.md'),
    'plan in UTF-16': save_as_utf16,
    'plan with an open tag': lambda path: edit(path, lambda text: text + '\n{{#数值}}\n'),
    'plan a folder': replace_by_folder,
    'plan empty': lambda path: os.truncate(path, 0),
}
OWN_FAULTS = {
    'own text a dangling link': lambda path: relink(path, '/nonexistent/own.md'),
    'own text in UTF-16': save_as_utf16,
    'own text a folder': replace_by_folder,
    'own text with an open head': lambda path: edit(path, lambda text: text[:text.rindex('---')]),
    'own text without a reason': lambda path: edit(path, lambda text: text.replace('理由: 测试\n', '')),
    'own text of no passage': lambda path: edit(path, lambda text: text.replace('段落: ', '段落: 没有的')),
    'own text with an open tag': lambda path: edit(path, lambda text: text.replace('处理: 删除', '处理: 后加') + '\n{{#数值}}\n'),
}
SHARED_FAULTS = {
    'shared/ gone': lambda folder: shutil.rmtree(os.path.join(folder, 'shared')),
    'profiles cut': lambda folder: [edit(os.path.join(folder, 'years', name), lambda text: text[:30])
                                    for name in os.listdir(os.path.join(folder, 'years'))],
}


NAMED_FAULTS = ['unknown type', 'unknown variant']  # it is certain whose the row is


def break_content(folder, dice):
    """Breaks one source; returns what, whether the whole catalogue is in doubt, and whether units are hidden."""
    kind = dice.choice(['units'] * 4 + ['catalogue'] * 3 + ['plan'] * 2 + ['own'] * 2 + ['shared'])
    if kind == 'units':
        what, path = dice.choice(sorted(UNITS_FAULTS)), f'units/{dice.choice("ab")}.csv'
        UNITS_FAULTS[what](os.path.join(folder, path))
        return f'{path} {what}', True, what not in NAMED_FAULTS
    if kind == 'plan':
        what, path = dice.choice(sorted(PLAN_FAULTS)), dice.choice(sorted(os.listdir(os.path.join(folder, 'plans'))))
        PLAN_FAULTS[what](os.path.join(folder, 'plans', path))
        return f'{path}: {what}', False, False
    own = sorted(os.path.join(where, name) for where, _, names in os.walk(os.path.join(folder, 'units')) for name in names if name.endswith('.md'))
    if kind == 'own' and own:
        what, path = dice.choice(sorted(OWN_FAULTS)), dice.choice(own)
        OWN_FAULTS[what](path)
        return f'{os.path.basename(path)}: {what}', False, False
    table = CATALOGUE_FAULTS if kind == 'catalogue' else SHARED_FAULTS
    what = dice.choice(sorted(table))
    table[what](folder)
    return what, kind == 'catalogue', kind == 'catalogue'
