"""What people do at the desk, in a browser: each story is one person's, or two people's, way through the page. A story is a function of (desk, browser, expect)."""
import inspect, json, os, time, zipfile

import access
from asked import hostile_texts, plant
from browser import Browser
from desk import Desk

PLAN = '#/plan/JG001/11-县科技局/2026'


def visit(desk, browser, hash='', context=None, width=1280):
    """A tab at the desk, at the view that the hash names."""
    page = browser.page(context)
    page.size(width, 900)
    page.go(desk.url)
    page.wait('document.querySelector("#top nav")')
    if hash:
        page.run(f'location.hash = {json.dumps(hash)}')
        if hash.startswith('#/plan'):
            page.wait('document.querySelectorAll(".sheet svg").length > 0')
            page.wait('document.querySelector("#panel").children.length > 0')
    return page


def field(name):
    return f'[id="value-{name}"]'


def fill_in(page, name, example):
    """A value as a person fills it in: a table by a row, cell by cell."""
    if not page.run(f"document.querySelector('{field(name)}').matches('.rows')"):
        page.fill(field(name), example)
        return
    page.rest()
    page.click(field(name) + ' > button')
    for i, cell in enumerate(example.split('|')):
        page.fill(f'{field(name)} tbody td:nth-child({i + 1}) textarea', cell)


def pages_have(page, text):
    page.wait(f'[...document.querySelectorAll(".sheet svg")].some(svg => svg.textContent.replace(/\\s/g, "").includes({json.dumps(text)}))')
    return True


def a_new_unit_from_nothing_to_a_final_pdf(desk, browser, expect):
    page = visit(desk, browser)
    folder = os.path.join(desk.folder, 'downloads')
    browser.send('Browser.setDownloadBehavior', behavior='allow', downloadPath=folder)
    page.actions = 0
    page.click('#unit-new')
    page.fill('#new-name', '青石县数据局')
    page.choose('#new-type', '县级部门')
    page.fill('#new-region', '云岭省/澜江市/青石县')
    page.press('Enter')
    page.click('.plans a', '机关党建')
    page.wait('document.querySelectorAll(".sheet svg").length > 2')
    missing = '[...document.querySelectorAll(".field.missing")].map(field => [field.dataset.name, /例：(.*)/.exec(field.querySelector(".help").textContent)?.[1] ?? "5"])'
    page.wait(f'{missing}.length')
    while (open_values := page.run(missing)) and page.actions < 80:
        for name, example in open_values:
            fill_in(page, name, example)
        page.rest()  # other values may be asked for now
    page.press('s', control=True)
    page.has('已保存')
    page.click('#tab-get')
    page.click('input[value=final]')
    page.click('#get-pdf')
    for _ in range(200):
        files = [name for name in (os.listdir(folder) if os.path.isdir(folder) else []) if name.endswith('.pdf')]
        if files:
            break
        time.sleep(.05)
    expect(files[:1] and '青石县数据局' in files[0], True, f'a final PDF: {files} {page.run("document.querySelector(`dialog`)?.innerText")}')
    expect(page.actions <= 40, True, f'{page.actions} actions')


def plans_of_a_new_unit_are_picked_and_changed(desk, browser, expect):
    page = visit(desk, browser)
    page.click('#unit-new')
    page.fill('#new-name', '青石县文化馆')
    page.wait('document.querySelector("#new-type").value === "事业单位"')
    offered = lambda: page.run('[...document.querySelectorAll(".pick > .choice small")].map(node => node.textContent)')
    page.wait('document.querySelectorAll(".pick > .choice").length')
    expect(offered(), ['01-通用版', '19-文化'], 'those that its name and type are for')
    page.fill('#new-name', '青石县敬老院')
    page.choose('#new-type', '事业单位')
    page.wait('document.querySelectorAll(".pick > .choice").length === 1')
    expect(offered(), ['01-通用版'], 'none of a field that the name does not say')
    page.click('.pick summary')
    page.click('.pick details .choice', '机关党建')
    page.click('dialog button.primary')
    page.has('已新增')
    listed = lambda: page.run('[...document.querySelectorAll(".plans li strong")].map(node => node.textContent)')
    expect(listed(), ['通用版', '机关党建'], 'what was picked')
    page.click('#pick-change')
    page.click('.pick > .choice', '机关党建')
    page.click('#pick-save')
    page.has('适用的计划已改')
    expect(listed(), ['通用版'], 'what was picked then')
    page.click('.toast button', '撤销')
    page.has('已撤销')
    expect(listed(), ['通用版', '机关党建'], 'taken back')


def typed_letters_find_the_unit(desk, browser, expect):
    page = visit(desk, browser)
    page.wait('document.activeElement.id === "unit"')
    page.type('xkjj')
    page.has('县科技局')
    page.press('Enter')
    expect(page.wait('document.querySelector("[role=option][aria-selected=true]")?.textContent.startsWith("县科技局")'), True, 'it is chosen')
    page.press('Enter')
    page.wait('document.querySelectorAll(".sheet svg").length === 5')
    expect(page.run('decodeURIComponent(location.hash)').startswith(PLAN), True, 'its plan is open')
    page.run('history.back()')
    page.wait('document.querySelector("#unit")')


def a_value_is_typed_marked_saved_and_taken_back(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党员人数'), '57')
    pages_have(page, '党员57名')
    expect(page.wait('document.querySelectorAll(".mark.value").length > 0'), True, 'the value in hand is marked')
    page.press('s', control=True)
    page.has('已保存')
    page.click('.toast button', '撤销')
    page.has('已撤销')
    pages_have(page, '党员41名')
    expect(page.run(f"document.querySelector('{field('党员人数')}').value"), '41', 'the field has the old value again')


def hold(page, call):
    """The next answer to the call waits until release() in the page."""
    page.run(f'''(() => {{
        const fetch = window.fetch, gate = new Promise(open => window.release = open);
        window.held = false;
        window.fetch = async (...given) => {{
            const mine = !window.held && given[0].startsWith('api/{call}');
            window.held ||= mine;
            const answer = await fetch(...given);
            await (mine && gate);
            return answer;
        }};
    }})()''')


def an_answer_that_comes_late_changes_nothing(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党员人数'), '57')
    page.press('s', control=True)
    page.has('已保存')
    page.rest()  # what a change asks for is asked
    hold(page, 'needs')
    page.run("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait('window.held')
    time.sleep(.3)
    page.click('.toast button', '撤销')
    page.has('已撤销')
    page.run('window.release()')
    time.sleep(.3)
    expect(page.run(f"document.querySelector('{field('党员人数')}').value"), '41', 'the newest answer counts')


def what_is_typed_while_it_is_saved_stays(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    for typed in ('58', '58'):  # another one, and then what was there before
        hold(page, 'save')
        page.fill(field('党员人数'), '57')
        page.press('s', control=True)
        page.wait('window.held')
        page.fill(field('党员人数'), typed)
        page.press('s', control=True)
        page.run('window.release()')
        page.wait('document.querySelectorAll(".toast button").length === 2')
        expect(page.run(f"document.querySelector('{field('党员人数')}').value"), typed, 'the field')
        expect(next(n for n in desk.ask('needs', unit='JG001', variant='11-县科技局', year=2026)[1]['needs'] if n['name'] == '党员人数')['value'], typed, 'is saved by the second save')
        for _ in range(2):
            page.run('document.querySelector("#toasts").firstChild.remove()')
    desk.ask('save', unit='JG001', variant='11-县科技局', year=2026, values={'党员人数': {'old': '58', 'new': '41'}})


def visit_empty_table(desk, browser):
    """At a plan whose table 意识.阵地 has lost all of its rows."""
    page = visit(desk, browser, '#/plan/JG007/17-意识形态/2026')
    page.wait(f"document.querySelector('{field('意识.阵地')}')")
    page.run(f"document.querySelectorAll('{field('意识.阵地')} tbody button').forEach(button => button.click())")
    page.wait("document.querySelector('[data-name=\"意识.阵地\"]').classList.contains('missing')")
    return page


def the_next_gap_may_be_a_table(desk, browser, expect):
    page = visit_empty_table(desk, browser)
    page.click('#next-missing')
    expect(page.run("document.activeElement.closest('.field')?.dataset.name"), '意识.阵地', 'the next gap is the table without rows')


def a_row_that_was_added_waits_to_be_filled(desk, browser, expect):
    page = visit_empty_table(desk, browser)
    page.click(field('意识.阵地') + ' > button')
    page.run("document.dispatchEvent(new Event('visibilitychange'))")  # what the plan uses is read again
    time.sleep(1)
    expect(page.run(f"document.querySelectorAll('{field('意识.阵地')} tbody tr').length"), 1, 'rows')
    page.click('#discard')


def who_types_in_a_cell_stays_there(desk, browser, expect):
    page = visit_empty_table(desk, browser)
    page.click(field('意识.阵地') + ' > button')
    page.fill(f'{field("意识.阵地")} tbody td:nth-child(1) textarea', '宣传栏')
    for _ in range(2):
        time.sleep(.9)  # the values that the plan uses are read again
        page.type('和')
    expect(page.run(f"document.querySelector('{field('意识.阵地')} tbody td:nth-child(1) textarea').value"), '宣传栏和和', 'what is typed after a pause')
    page.click('#discard')


def a_row_may_be_filled_in_by_halves(desk, browser, expect):
    page = visit_empty_table(desk, browser)
    page.click(field('意识.阵地') + ' > button')
    page.fill(f'{field("意识.阵地")} tbody td:nth-child(1) textarea', '宣传栏')
    pages_have(page, '宣传栏')
    pages_have(page, '〔待填：管理部门〕')
    expect(page.run("document.querySelector('[data-name=\"意识.阵地\"]').classList.contains('missing')"), True, 'the table still lacks something')
    page.click('#discard')


def the_desk_asks_before_it_ends_with_changes(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党员人数'), '58')
    page.has('1 项没有保存')
    page.click('#end')
    page.wait('document.querySelector("dialog")')
    page.click('dialog button', '取消')
    expect(desk.ask('ping')[0], 200, 'it goes on')
    page.click('#discard')
    page.has('都已保存')


def what_is_no_value_is_told_at_its_field(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党员人数'), '许多')
    page.wait(f"document.querySelector('{field('党员人数')}').hasAttribute('aria-invalid')")
    expect('应为整数' in page.text(), True, 'why')
    pages_have(page, '党员41名')
    page.fill(field('党员人数'), '多；少{{x')
    told = f"document.querySelector('{field('党员人数')}').closest('.field').querySelector('.error').textContent"
    page.wait(f"{told}.includes('多；少{{{{x')")
    expect('应为整数' in page.run(told), True, 'all of what is told, whatever the value is')
    page.fill(field('党员人数'), '41')
    page.wait(f"!document.querySelector('{field('党员人数')}').hasAttribute('aria-invalid')")


def a_click_on_a_value_leads_to_its_field(desk, browser, expect):
    page = visit(desk, browser, PLAN + '/text')
    page.wait('document.querySelector(".passage")')
    page.click('.sheet [data-value="党支部数"]')
    expect(page.wait('document.activeElement.id === "value-党支部数"'), True, 'the field')
    page.click('.sheet [data-value="上级党委"]')
    expect(page.wait('document.activeElement.id === "value-上级党委"'), True, 'a field that was out of sight')


def leave(page, browser, script):
    """Leaves the page by the script, although something is not saved: the browser asks, and the person means it."""
    seen = len(browser.events)
    page.run(f'setTimeout(() => {{ {script} }}) && 0')
    end = time.time() + 30
    while not any(event['method'] == 'Page.javascriptDialogOpening' and event.get('sessionId') == page.session for event in browser.events[seen:]):
        if time.time() > end:
            raise TimeoutError('the browser does not ask')
        time.sleep(.02)
    page.send('Page.handleJavaScriptDialog', accept=True)


def what_is_not_saved_survives_a_reload(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党支部数'), '4')
    page.wait('sessionStorage.length > 0')
    leave(page, browser, 'location.reload()')
    page.has('1 项没有保存')
    pages_have(page, '党支部4个')
    page.click('#discard')
    page.has('都已保存')


def an_input_method_is_waited_for(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('书记姓名'), '')
    page.send('Input.imeSetComposition', text='zhang', selectionStart=5, selectionEnd=5)
    page.rest()  # which values the plan uses is asked again meanwhile
    expect('zhang' in page.run('document.querySelector(".sheets").textContent'), False, 'letters of pinyin are not set')
    expect(page.run(f"document.querySelector('{field('书记姓名')}').value"), 'zhang', 'they are left in the field')
    page.send('Input.imeSetComposition', text='', selectionStart=0, selectionEnd=0)
    page.send('Input.insertText', text='章文')
    page.wait('sessionStorage.getItem(sessionStorage.key(0))?.includes("章文")')
    expect('zhang' in (page.run('sessionStorage.getItem(sessionStorage.key(0))') or ''), False, 'nor kept')
    page.click('#discard')


def two_people_meet_in_one_value(desk, browser, expect):
    first, second = visit(desk, browser, PLAN), visit(desk, browser, PLAN, browser.context())
    first.fill(field('党员人数'), '61')
    second.fill(field('党员人数'), '62')
    second.fill(field('青年党员数'), '13')
    first.press('s', control=True)
    first.has('已保存')
    second.press('s', control=True)
    second.wait('document.querySelector("dialog")')
    expect(all(word in second.run('document.querySelector("dialog").innerText') for word in ('41', '61', '62')), True, 'all three are shown')
    expect(next(n for n in desk.ask('needs', unit='JG001', variant='11-县科技局', year=2026)[1]['needs'] if n['name'] == '党员人数')['value'], '61', 'nothing is written over')
    second.click('dialog input[value=mine]')
    second.click('dialog button.primary')
    second.has('已保存')
    values = {n['name']: n['value'] for n in desk.ask('needs', unit='JG001', variant='11-县科技局', year=2026)[1]['needs']}
    expect((values['党员人数'], values['青年党员数']), ('62', '13'), 'what was chosen is saved')
    desk.ask('save', unit='JG001', variant='11-县科技局', year=2026, values={'党员人数': {'old': '62', 'new': '41'}, '青年党员数': {'old': '13', 'new': '12'}})


def saved_value(desk, name):
    return next(need for need in desk.ask('needs', unit='JG001', variant='11-县科技局', year=2026)[1]['needs'] if need['name'] == name)['value']


def what_was_typed_over_is_kept_however_often_it_is_read_again(desk, browser, expect):
    first, second = visit(desk, browser, PLAN), visit(desk, browser, PLAN)  # two tabs of one person
    second.fill(field('党员人数'), '27')
    second.rest()
    first.fill(field('党员人数'), '21')
    first.press('s', control=True)
    first.has('已保存')
    second.run("document.dispatchEvent(new Event('visibilitychange'))")  # what the plan uses is read again
    second.has('原为：21')
    second.run('window.before = true')
    leave(second, browser, 'location.reload()')
    second.wait('!window.before && document.body.innerText.includes("1 项没有保存")')
    second.press('s', control=True)
    second.wait('document.querySelector("dialog")')
    expect(saved_value(desk, '党员人数'), '21', 'nothing is written over')
    second.click('dialog button', '取消')
    second.has('1 项没有保存')
    second.press('s', control=True)
    second.wait('document.querySelector("dialog")')
    second.click('dialog input[value=theirs]')
    second.click('dialog button.primary')
    second.has('都已保存')
    second.wait('!document.body.innerText.includes("没有保存")')
    expect(second.run(f"document.querySelector('{field('党员人数')}').value"), '21', 'what was chosen is in the field')
    second.fill(field('党员人数'), '41')
    second.press('s', control=True)
    second.has('已保存，共 1 项')
    expect(saved_value(desk, '党员人数'), '41', 'the next save goes on from there')


def the_list_of_units_says_how_many_more_there_are(desk, browser, expect):
    page = visit(desk, browser)
    count = page.run('document.querySelectorAll("#units li").length')
    whole = int(page.run('document.querySelector("#unit-count").textContent.split(" ")[0]'))
    expect(count < whole and f'还有 {whole - count} 个' in page.text(), True, f'{count} of {whole} are listed, and it is said')
    page.click('#units-all')
    expect(page.run('document.querySelectorAll("#units li").length'), whole, 'all are listed')
    page.fill('#unit', 'xkjj')
    page.wait('!document.querySelector("#units-all")')


def values_that_cannot_be_true_together_lead_to_their_fields(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('青年党员数'), '62')
    page.wait("document.querySelector('[data-name=\"青年党员数\"] .error').textContent.includes('党员总数')")
    page.click('#tab-check')
    page.has('别的地方还没有检查')
    page.click('.finding button', '去填写：党员总数')
    expect(page.wait('document.activeElement.id === "value-党员人数"'), True, 'the field')
    page.click('#discard')


def a_final_says_its_day_and_what_it_lacks(desk, browser, expect):
    page = visit_empty_table(desk, browser)
    expect(page.run("document.querySelector('[data-name=\"成文日期\"]').hidden"), False, 'the day of issue is asked for')
    page.click(field('意识.阵地') + ' > button')
    page.fill(f'{field("意识.阵地")} tbody td:nth-child(1) textarea', '宣传栏')
    pages_have(page, '〔待填：管理部门〕')
    page.click('#tab-get')
    expect('成文日期印2026年3月10日' in page.run('document.querySelector("#day-of-issue").textContent'), True, 'the day is said')
    page.click('input[value=final]')
    page.click('#get-pdf')
    page.wait('document.querySelector("dialog")')
    said = page.run('document.querySelector("dialog").innerText')
    expect('管理部门' in said and not any(word in said for word in ('--set', '{{', '.csv', '单位文件')), True, f'what is missing is told to people: {said}')
    page.click('dialog .to-fill button', '去填写')
    expect(page.wait("document.activeElement.closest('.field')?.dataset.name"), '意识.阵地', 'the field')
    page.click('#discard')


def a_year_without_a_profile_gets_one_and_is_confirmed(desk, browser, expect):
    page = visit(desk, browser)
    page.run(f'location.hash = {json.dumps(PLAN.replace("2026", "2027"))}')
    page.has('2027年还没有年度资料')
    expect('{{' in page.text(), False, 'no tags of templates')
    page.click('#year-make')
    page.wait('document.querySelectorAll(".sheet svg").length > 2')
    page.wait('document.querySelector("#confirm-show")')
    expect('可以定稿' in page.text(), False, 'entries wait to be confirmed')
    page.click('#confirm-show')
    page.wait('document.querySelector("dialog")')
    page.click('#confirm-all')
    page.wait('document.querySelector("dialog .error").textContent.includes("成文日期")')
    page.fill('dialog [data-name="成文日期"] textarea', '2027-03-09')
    page.click('#confirm-all')
    page.wait('!document.querySelector("dialog") && !document.querySelector("#confirm-show")')
    page.has('不缺项，可以定稿')
    status, _, body = desk.request('POST', '/api/get', json.dumps(dict(unit='JG001', variant='11-县科技局', year=2027, format='txt', final=True)).encode())
    expect((status, '2027年3月9日' in body.decode()), (200, True), 'the final has the day that was given')


def what_others_changed_since_is_not_undone(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    save = lambda old, new: desk.ask('save', unit='JG001', variant='11-县科技局', year=2026, values={'党员人数': {'old': old, 'new': new}})[1]['number']
    first, second = save('41', '43'), save('43', '44')
    page.run("location.hash = '#/changes'")
    page.wait('document.querySelectorAll(".changes li button").length > 1')
    page.click('.changes li:nth-child(2) button')
    page.has('别人后来改了同一处，不能撤销')
    expect(desk.ask('undo', number=second)[0], 200, f'the newest can be undone, after {first}')


def a_passage_becomes_the_units_own_and_goes_back(desk, browser, expect):
    page = visit(desk, browser, PLAN + '/text')
    page.wait('document.querySelector(".passage")')
    shown = page.run('[...document.querySelectorAll(".passage-body")].map(body => body.textContent).join()')
    expect(('〔离退休党员数不为0时：' in shown, any(sign in shown for sign in ('{{', '#', '!='))), (True, False), 'conditions are in words')
    passage = '[data-id="加强学习和党员管理/办好科技业务讲堂"]'
    page.click(f'{passage} button', '改这一段')
    page.fill(f'{passage} textarea', '讲堂每季度由本局自办一期。')
    page.click(f'{passage} button.primary')
    page.has('请写为什么改')
    page.fill(f'{passage} .editor input', '本局人手少')
    page.click(f'{passage} button.primary')
    page.has('这一段已改')
    pages_have(page, '讲堂每季度由本局自办一期')
    expect(page.wait(f"document.querySelectorAll('{passage} del').length > 0"), True, 'what differs is shown')
    page.click(f'{passage} button', '恢复共用文字')
    pages_have(page, '每两个月由一名股室负责人')


def a_shared_passage_that_changed_is_shown(desk, browser, expect):
    page = visit(desk, browser, PLAN + '/text')
    page.wait('document.querySelector(".passage")')
    passage = '[data-id="加强学习和党员管理/办好科技业务讲堂"]'
    page.click(f'{passage} button', '不要这一段')
    page.fill('#drop-reason', '由市局办')
    page.click(f'{passage} .editor button.primary')
    page.has('本单位不要这一段')
    path = os.path.join(desk.content, 'plans', '11-县科技局.md')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text.replace('每两个月由', '每三个月由'))
    page = visit(desk, browser, PLAN + '/text')
    page.has('共用文字后来变了')
    expect(page.run(f"[...document.querySelectorAll('{passage} .changed del, {passage} .changed ins')].map(node => node.textContent).join()"), '两,三', 'both versions')
    page.click(f'{passage} button', '看过了')
    page.wait("!document.body.innerText.includes('共用文字后来变了')")
    page.click(f'{passage} button', '恢复共用文字')
    pages_have(page, '每三个月由')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def a_long_plan_goes_on(desk, browser, expect):
    page = visit(desk, browser, '#/plan/DZ011/31-区委/2026')
    page.wait('document.querySelectorAll(".sheet svg").length === 14')
    page.click('#tab-check')
    page.wait('document.querySelector("#check-run")')
    page.run('history.back()')
    page.wait('!location.hash.includes("DZ011")')


def a_form_that_came_back_is_looked_at_and_written(desk, browser, expect):
    import io, re, zipfile
    _, _, form = desk.request('POST', '/api/form', json.dumps({'units': 'JG001', 'year': 2026}).encode())
    path = os.path.join(desk.folder, '填报表.xlsx')
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(path, 'w') as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith('xl/worksheets/sheet'):
                text = data.decode()
                row = re.search(r'<row r="(\d+)"(?:(?!</row>).)*?党支部数(?:(?!</row>).)*</row>', text, re.S)
                cell = f'<c r="B{row[1]}"'
                text = re.sub(re.escape(cell) + r'([^>]*?)/>', lambda m: f'{cell}{m[1]}><v>4</v></c>', text)
                data = text.encode()
            new.writestr(name, data)
    page = visit(desk, browser, PLAN + '/bring')
    page.wait('document.querySelector("#file")')
    page.give_file('#file', path)
    page.has('将写入 1 处')
    before = len(desk.ask('log')[1]['changes'])
    page.click('#bring-write')
    page.has('已写入')
    expect(len(desk.ask('log')[1]['changes']), before + 1, 'one change')
    pages_have(page, '党支部4个')
    page.click('.toast button', '撤销')
    pages_have(page, '党支部3个')


def an_edited_document_is_brought_in(desk, browser, expect):
    _, _, text = desk.request('POST', '/api/get', json.dumps({'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026, 'format': 'txt'}).encode())
    path = os.path.join(desk.folder, '计划.txt')
    with open(path, 'wb') as file:
        file.write(text.decode().replace('党员41名', '党员43名').replace('发言提纲提前两天交', '发言提纲提前三天交').encode())
    page = visit(desk, browser, PLAN + '/bring')
    page.wait('document.querySelector("#file")')
    page.give_file('#file', path)
    page.wait('document.querySelector("#bring-write")')
    expect(page.run('[...document.querySelectorAll(".differences ins")].map(node => node.textContent).join()'), '3,三', 'what differs')
    page.click('#bring-write')
    page.has('已写入')
    pages_have(page, '党员43名')
    pages_have(page, '发言提纲提前三天交')
    for change in desk.ask('log')[1]['changes'][:1]:
        expect(desk.ask('undo', number=change['number'])[0], 200, 'undone')


def the_head_of_office_sees_all_plans(desk, browser, expect):
    page = visit(desk, browser, '#/overview', width=1920)
    page.wait('document.querySelectorAll(".overview tbody tr").length > 50', 60)
    page.fill('#filter', '县科技局')
    page.wait('document.querySelectorAll(".overview tbody tr").length < 10')
    page.click('.overview tbody a', '县科技局')
    page.wait('document.querySelectorAll(".sheet svg").length > 2')


def downloaded(page, browser, desk, name, act):
    """The file that the act brings, once it is there whole."""
    folder = os.path.join(desk.folder, f'downloads-{name}')
    browser.send('Browser.setDownloadBehavior', behavior='allow', downloadPath=folder, eventsEnabled=False)
    act()
    end = time.time() + 60
    while time.time() < end:
        files = os.listdir(folder) if os.path.isdir(folder) else []
        if len(files) == 1 and not files[0].endswith('.crdownload'):
            return os.path.join(folder, files[0])
        time.sleep(.05)
    raise TimeoutError(f'no download: {page.text()[:500]}')


def the_head_of_office_approves_and_sees_what_changed(desk, browser, expect):
    page = visit(desk, browser, '#/overview', width=1920)
    row = '.overview tbody tr'
    page.wait(f'document.querySelectorAll("{row}").length > 50', 60)
    page.fill('#filter', 'JG001')
    page.wait(f'document.querySelectorAll("{row}").length < 5')
    page.click(f'{row} button[aria-label$="11-县科技局"]')
    page.wait(f'document.querySelector("{row} .final[title]")', 60)
    values = lambda old, new: desk.ask('save', unit='JG001', variant='11-县科技局', year=2026, values={'党员人数': {'old': old, 'new': new}})
    values('41', '63')
    page.run('location.reload()')
    page.wait(f'document.querySelectorAll("{row}").length > 50', 60)
    page.choose('#state', 'stale')
    page.wait(f'document.querySelectorAll("{row}").length === 1')
    expect('后来变了' in page.run(f'document.querySelector("{row}").innerText'), True, 'it is another document now')
    page.choose('#state', 'all')
    values('63', '41')
    page.click('#top a', '修改记录')
    page.wait('document.querySelector(".changes li")')
    expect([word in page.text() for word in ('“县科技局”的“县科技局”2026年计划', '党员总数', 'JG001', 'approved.csv')], [True, True, False, False], 'it is in the log, in words')
    page.click(".changes li:nth-child(3) button")
    page.has('已撤销')
    expect(desk.ask('overview', year=2026, units='JG001')[1]['approvals'], [], 'and is taken back')


def all_plans_are_made_with_progress(desk, browser, expect):
    page = visit(desk, browser, '#/overview')
    page.wait('document.querySelectorAll(".overview tbody tr").length > 50', 60)
    page.fill('#filter', 'JG002')
    page.wait('document.querySelectorAll(".overview tbody tr").length < 5')
    rows = page.run('document.querySelectorAll(".overview tbody tr").length')
    page.click('#build')
    path = downloaded(page, browser, desk, 'plans', lambda: page.click('#collect-start'))
    page.has(f'做好 {rows} 份')
    with zipfile.ZipFile(path) as archive:
        expect((archive.testzip(), len(archive.namelist()), {name.split('/')[0] for name in archive.namelist()}), (None, rows, {'县财政局'}), 'a PDF of each plan')
        expect(all(archive.read(name)[:5] == b'%PDF-' for name in archive.namelist()), True, 'they are PDF files')
    page.click('#collect-end')
    page.click('#forms-each')
    path = downloaded(page, browser, desk, 'forms', lambda: page.click('#collect-start'))
    with zipfile.ZipFile(path) as archive:
        expect(archive.namelist(), ['县财政局.xlsx'], 'a form for each unit')
        expect(archive.read('县财政局.xlsx')[:2], b'PK', 'a workbook')
    page.click('#collect-end')
    page.wait('!document.querySelector("dialog")')


def a_finding_is_fixed_and_taken_back(desk, browser, expect):
    plant(desk, '每两个月由', '每两个月,由')
    page = visit(desk, browser, PLAN + '/check')
    page.click('.fix', '改好')
    page.has('已改好 1 段')
    page.wait('!document.querySelector(".fix")')
    pages_have(page, '每两个月，由')
    page.click('.toast button', '撤销')
    page.wait('document.querySelector(".fix")')
    plant(desk, '每两个月,由', '每两个月由')


def a_finding_that_stays_has_no_fix(desk, browser, expect):
    plant(desk, '每两个月由', '每两个月,由淮备')
    page = visit(desk, browser, PLAN + '/check')
    page.wait('document.querySelector(".fix")')
    fixes = "[...document.querySelectorAll('.finding')].map(box => [box.querySelector('code')?.textContent, Boolean(box.querySelector('.fix'))]).filter(([code]) => ['K010', 'K154'].includes(code))"
    expect(page.run(fixes), [['K010', True], ['K154', False]], 'the fix is where the finding goes with it')
    page.click('.fix', '改好')
    page.has('已改好 1 段')
    page.wait('!document.querySelector(".fix")')
    expect(page.run(fixes), [['K154', False]], 'what stays')


def a_finding_in_the_units_own_text_has_its_buttons(desk, browser, expect):
    passage = next(p for p in desk.ask('passages', unit='JG001', variant='11-县科技局', year=2026)[1]['passages'] if p['id'].endswith('/办好科技业务讲堂'))
    desk.ask('text', unit='JG001', variant='11-县科技局', year=2026, passage=passage['id'], version=passage['version'], action='替换', reason='本局人手少',
             text='## 办好科技业务讲堂\n\n讲堂每季度,由本局自办一期。\n')
    page = visit(desk, browser, PLAN + '/check')
    page.wait('document.querySelector(".fix")')
    expect(page.run("[...document.querySelectorAll('.checked section')].map(box => [box.querySelector('h2').textContent, [...box.querySelectorAll('button')].map(button => button.textContent)])"),
           [['办好科技业务讲堂', ['看这一段', '改这一段', '改好', '这里没错']]], 'below its passage')
    expect('本单位' in page.run('document.querySelector(".fix").title'), True, 'whose text it is')
    page.click('.finding button', '改这一段')
    page.wait('document.activeElement.closest("[data-id=\'加强学习和党员管理/办好科技业务讲堂\']")')


def who_has_a_shared_passage_is_told_page_by_page(desk, browser, expect):
    plan = {'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026}
    passage = next(p for p in desk.ask('passages', **plan)[1]['passages'] if p['id'].endswith('/办好科技业务讲堂'))
    page = visit(desk, browser, PLAN + '/text')
    page.wait('document.querySelector(".passage")')
    page.click(f'[data-id="{passage["id"]}"] .touch')
    page.wait('document.querySelector(".touched li")', 120)
    users = [unit['name'] for unit in desk.ask('start')[1]['units'] if any(desk.ask('start')[1]['variants'][i]['id'] == '11-县科技局' for i in unit['variants'])]
    shown = page.run('[...document.querySelectorAll(".touched li")].map(item => item.textContent)')
    expect(sorted(text.split(' · ')[0] for text in shown), sorted(users), 'each unit that has the plan')
    expect([text for text in shown if text.startswith('县科技局')], ['县科技局 · 县科技局 第 2 页'], 'and its page')
    desk.ask('text', **plan, passage=passage['id'], version=passage['version'], action='删除', reason='由市局办', text='')
    touched = desk.ask('touch', **plan, passage=passage['id'])[1]['plans']
    expect([entry['unit'] for entry in touched if entry['own']], ['JG001'], 'who has it otherwise is spared')


def ctrl_s_saves_the_text_that_is_being_written(desk, browser, expect):
    page = visit(desk, browser, PLAN + '/text')
    page.wait('document.querySelector(".passage")')
    page.press('s', control=True)
    page.has('没有要保存的改动')
    passage = '[data-id="加强学习和党员管理/办好科技业务讲堂"]'
    page.click(f'{passage} button', '改这一段')
    page.fill(f'{passage} textarea', '讲堂每季度由本局自办一期。')
    page.press('s', control=True)
    page.has('请写为什么改')
    page.fill(f'{passage} .editor input', '本局人手少')
    page.press('s', control=True)
    page.has('这一段已改')
    pages_have(page, '讲堂每季度由本局自办一期')
    page.run('location.hash = "#/changes"')
    page.wait('document.querySelector(".changes li")')
    expect([word in page.text() for word in ('“县科技局”在“县科技局”里改的文字', '理由：本局人手少', 'units/', '段落:')], [True, True, False, False], 'the log says it in words')


def a_message_calls_values_by_their_labels(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党员人数'), '许多')
    page.wait(f"document.querySelector('{field('党员人数')}').hasAttribute('aria-invalid')")
    expect(page.run("[document.getElementById('value-党员人数-error').textContent.includes('“党员总数”'), document.querySelector('[id=\"value-党员人数-error\"] [title]').title]"), [True, '党员人数'],
           'the label, with the name in a title')
    page.click('#discard')


def a_file_is_dragged_onto_the_page(desk, browser, expect):
    page = visit(desk, browser, PLAN + '/bring')
    page.wait('document.querySelector(".drop")')
    path = os.path.join(desk.folder, '拖来.txt')
    with open(path, 'wb') as file:
        file.write(desk.request('POST', '/api/get', json.dumps({'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026, 'format': 'txt'}).encode())[2]
                   .decode().replace('党员41名', '党员46名').encode())
    seen = "(() => { window.seen = []; for (const name of ['dragover', 'drop']) document.querySelector('.drop').addEventListener(name, event => window.seen.push([event.type, [...event.dataTransfer.types].join(), event.isTrusted])); })()"
    page.run(seen)
    page.drag_file('.drop', path, drop=False)
    expect(page.run('document.querySelectorAll(".brought h2").length'), 0, 'what is carried over it is not taken')
    page.drag_file('.drop', path)
    page.wait('document.querySelector("#bring-write")')
    expect([page.run('window.seen.at(-1)'), page.run('document.querySelector(".brought h2").textContent'), page.run('document.querySelector(".drop").classList.contains("over")')],
           [['drop', 'Files', True], '拖来.txt', False], 'what is dropped is')
    expect(page.run('document.querySelector(".differences ins").textContent'), '6', 'what differs')
    page.run('location.hash = "#/overview"')


def a_document_of_another_plan_is_told_before_it_is_written(desk, browser, expect):
    get = lambda **given: desk.request('POST', '/api/get', json.dumps({'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026, 'format': 'docx', **given}).encode())[2]
    path, edited = os.path.join(desk.folder, '别处.docx'), os.path.join(desk.folder, '改过.docx')
    with open(path, 'wb') as file:
        file.write(get(unit='JG002', variant='04-机关单位'))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(edited, 'w') as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.decode().replace('每季度', '每半年').encode() if name == 'word/document.xml' else data)
    with open(edited, 'rb') as file:
        data = file.read()
    wanted = {'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026, 'text': '1'}
    expect(desk.bring('accept', '改过.docx', data, **wanted)[1]['error'], 'other', 'it is not written unseen')
    page = visit(desk, browser, PLAN + '/bring')
    page.wait('document.querySelector("#file")')
    page.give_file('#file', edited)
    page.wait('document.querySelector(".of-others")')
    expect('“县财政局”' in page.run('document.querySelector(".of-others").innerText'), True, 'whose it is')
    page.click('#bring-write', '写入县财政局')
    page.has('已写入')
    expect({part['file'].split('/')[1] for part in desk.ask('log')[1]['changes'][0]['parts']}, {'JG002'}, 'it is the other one\'s')
    with open(path, 'wb') as file:
        file.write(get())
    page.give_file('#file', path)
    page.has('与现在的文稿一致')
    expect(page.run('document.querySelectorAll(".of-others").length'), 0, 'its own document is taken without more ado')


def what_was_changed_here_is_no_change_of_the_document(desk, browser, expect):
    plan = {'unit': 'JG001', 'variant': '11-县科技局', 'year': 2026}
    path = os.path.join(desk.folder, '旧稿.docx')
    with open(path, 'wb') as file:
        file.write(desk.request('POST', '/api/get', json.dumps({**plan, 'format': 'docx'}).encode())[2])
    desk.ask('save', **plan, values={'党员人数': {'old': '41', 'new': '43'}})
    page = visit(desk, browser, PLAN + '/bring')
    page.wait('document.querySelector("#file")')
    page.give_file('#file', path)
    page.has('与现在的文稿一致')
    expect('党员总数：文稿里是“41”，现在是“43”' in page.text(), True, 'it is told apart')
    expect(page.run('document.querySelectorAll("#bring-write").length'), 0, 'and there is nothing to write')


def a_finding_is_right_as_it_stands(desk, browser, expect):
    plant(desk, '每两个月由', '每两个月,由')
    page = visit(desk, browser, PLAN + '/check')
    page.click('.right-here')
    page.wait('document.activeElement.matches(".finding form input")')
    page.press('Enter')
    expect(page.run('document.querySelectorAll(".finding form").length'), 1, 'a reason is needed')
    page.type('照文件原样引用')
    page.press('Enter')
    page.has('已记下')
    page.wait('!document.querySelector(".right-here")')
    page.click('.toast button', '撤销')
    page.wait('document.querySelector(".right-here")')
    plant(desk, '每两个月,由', '每两个月由')


def last_years_value_is_beside_the_field(desk, browser, expect):
    years = os.path.join(desk.content, 'years')
    with open(os.path.join(years, '2026.xml'), encoding='utf-8') as file:
        text = file.read()
    with open(os.path.join(years, '2027.xml'), 'w', encoding='utf-8') as file:
        file.write(text.replace('2026', '2027'))
    page = visit(desk, browser, '#/plan/JG001/11-县科技局/2027')
    page.choose('#which', 'all')
    expect(page.run("document.getElementById('value-成文日期-before').textContent"), '2026年：2026-03-10', 'the value of the year before')
    os.unlink(os.path.join(years, '2027.xml'))


def two_users_with_roles(desk, browser, expect):
    office = Desk(desk.program, users={'何静': ('fill', '填写用的口令一二'), '张主任': ('approve', '批准用的口令一二')})
    try:
        def enter(name, password):
            page = browser.page(browser.context())
            page.size(1280, 900)
            page.go(office.url)
            page.wait('document.querySelector("#login")')
            page.fill('#login-name', name)
            page.fill('#login-password', '不是这个口令')
            page.press('Enter')
            page.has('姓名或口令不对')
            expect((access.without_names(page), access.faint_texts(page), access.wrong_steps(page)), ([], [], []), 'the login can be used by all')
            page.fill('#login-password', password)
            page.press('Enter')
            page.wait('document.querySelector("#top nav")')
            page.run(f'location.hash = {json.dumps(PLAN)}')
            page.wait('document.querySelectorAll(".sheet svg").length > 0')
            return page

        clerk, head = enter('何静', '填写用的口令一二'), enter('张主任', '批准用的口令一二')
        expect('何静（填写）' in clerk.text() and '关闭办公桌' not in clerk.text(), True, 'who it is')
        clerk.fill(field('党员人数'), '57')
        clerk.press('s', control=True)
        clerk.has('已保存')
        clerk.click('#tab-text')
        clerk.wait('document.querySelector(".passage")')
        expect(clerk.run('[...document.querySelectorAll(".passage button")].length'), 0, 'who fills in changes no text')
        clerk.click('#tab-get')
        clerk.wait('document.querySelector("#get-pdf")')
        expect(clerk.run('document.querySelector("#approve")'), None, 'nor approves')
        head.run('document.dispatchEvent(new Event("visibilitychange"))')
        head.wait(f"document.querySelector('{field('党员人数')}').value === '57'")
        head.click('#tab-get')
        head.click('#approve')
        head.has('已批准')
        head.click('#top a', '修改记录')
        head.wait('document.querySelectorAll(".changes > li").length === 2')
        expect('张主任' in head.text() and '何静' in head.text(), True, 'each change under its name')
        head.click('#log-out')
        head.wait('document.querySelector("#login")')
        expect(head.run('document.body.innerText.includes("科技局")'), False, 'who is out sees nothing')
    finally:
        expect(office.end(), 0, 'its end')


def a_unit_of_191_values(desk, browser, expect):
    """A plan that uses nearly all variables that there are: each has a field with a name, and the last one is drawn like the first."""
    import re
    with open(os.path.join(desk.content, 'variables.xml'), encoding='utf-8') as file:
        names = re.findall(r'<variable name="([^"{}]+)" type="(?:integer|string|text|date|phone|decimal|enum)"', file.read())[:200]
    path = os.path.join(desk.content, 'plans', '11-县科技局.md')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text + '\n# 附录\n\n' + '\n\n'.join(f'{name}为{{{{{name}?}}}}。' for name in names) + '\n')
    try:
        page = visit(desk, browser, PLAN)
        page.choose('#which', 'all')
        count = page.run('document.querySelectorAll(".field").length')
        expect(count >= 191, True, f'{count} fields')
        expect(page.run('[...document.querySelectorAll(".field")].filter(field => !field.querySelector("label").textContent.trim()).length'), 0, 'each has a name')
        last = page.run('[...document.querySelectorAll(".field input.short")].at(-1).closest(".field").dataset.name')
        old = page.run(f"document.querySelector('{field(last)}').value")
        page.fill(field(last), '9' if old != '9' else '8')
        page.wait('!document.querySelector(".page-count.busy") && document.querySelectorAll(".mark.value, .error:not(:empty)").length > 0', 30)
        page.rest()
        page.click('#discard')
    finally:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)


def the_server_is_killed_while_drafting(desk, browser, expect):
    other = Desk(desk.program)
    try:
        page = visit(other, browser, PLAN)
        page.fill(field('党员人数'), '58')
        page.wait('sessionStorage.getItem(sessionStorage.key(0))?.includes("58")')
        port = other.port
        other.process.kill()
        other.process.wait()
        other.process.stdout.close()
        other.process.stderr.close()
        page.fill(field('党员人数'), '59')
        page.has('办公桌已经关闭')
        expect(page.run(f"document.querySelector('{field('党员人数')}').value"), '59', 'what was typed stays')
        other.options += ('--port', str(port))
        other.start()
        leave(page, browser, f'location.href = {json.dumps(other.url)}')
        page.wait('document.querySelector("#top nav")')
        page.run(f'location.hash = {json.dumps(PLAN)}')
        page.has('1 项没有保存')
        pages_have(page, '党员59名')
        page.click('#discard')
    finally:
        other.end()


def units_of_any_name_are_only_words(desk, browser, expect):
    other = Desk(desk.program)
    try:
        named = [text for text in hostile_texts()[:60] if other.ask('unit', name=text, type='县级部门', region=text)[0] == 200]
        page = visit(other, browser)
        page.run('window.hurt = () => { window.harm = true; }; 0')
        for text in named[:10]:
            page.fill('#unit', text[:40])
            page.wait('document.querySelector("#units, .units")')
        for hash, ready in (('#/overview', '.overview tbody tr'), ('#/changes', '.changes li, .changes .hint')):
            page.run(f'location.hash = {json.dumps(hash)}')
            page.wait(f'document.querySelector("{ready}")', 90)
        expect((page.run('window.harm ?? null'), page.run('document.querySelectorAll("main img, main script, main svg, main iframe, main style, main link, main base").length')), (None, 0),
               f'{len(named)} names are words')
    finally:
        other.end()


def the_page_speaks_english(desk, browser, expect):
    page = visit(desk, browser, PLAN, browser.context())
    page.click('#top button', 'English')
    page.has('Fill in')
    expect(page.run('document.documentElement.lang'), 'en', 'the language')


def the_desk_ends_while_somebody_works(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    page.fill(field('党员人数'), '58')
    pages_have(page, '党员58名')
    for pid in desk.workers():
        os.kill(pid, 9)
    page.fill(field('党员人数'), '59')
    page.fill(field('党员人数'), '60')
    pages_have(page, '党员60名')
    page.click('#discard')


def all_can_be_done_by_keys(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    expect(page.run('''[...document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]')].filter(node => node.getClientRects().length && node.tabIndex < 0 &&
        node.getAttribute('role') !== 'tab').map(node => node.outerHTML.slice(0, 80))'''), [], 'what can be clicked can be reached')
    expect(page.run('''[...document.querySelectorAll('input, select, textarea')].filter(node => !node.labels?.length && !node.getAttribute('aria-label') && node.type !== 'file')
        .map(node => node.outerHTML.slice(0, 80))'''), [], 'each field has a label')
    expect(page.run('''[...document.querySelectorAll('button')].filter(node => !node.textContent.trim() && !node.getAttribute('aria-label')).length'''), 0, 'each button has a name')
    expect(page.run('''[...document.querySelectorAll('[id]')].map(node => node.id).filter((id, i, all) => all.indexOf(id) !== i)'''), [], 'no id is there twice')


def every_view_can_be_used_by_all(desk, browser, expect):
    """Names for screen readers, texts that can be read, the way of the Tab key: in each view, and in dialogs."""
    plant(desk, '每两个月由', '每两个月,由')
    page = visit(desk, browser, PLAN)  # so that the way to the last plan is there, too
    page.fill(field('党员人数'), '许多')
    page.wait(f"document.querySelector('{field('党员人数')}').hasAttribute('aria-invalid')")
    page.run("""(() => {
        const faint = document.createElement('p'), nameless = document.createElement('button');
        faint.textContent = 'faint';
        faint.style.color = '#999';
        nameless.style.outline = 'none';
        nameless.style.padding = '1px';
        document.getElementById('main').prepend(faint, nameless);
        window.planted = [faint, nameless];
    })()""")
    expect((len(access.without_names(page)), len(access.faint_texts(page)), bool(access.wrong_steps(page))), (1, 1, True), 'what is planted is found')
    page.run('window.planted.forEach(node => node.remove())')
    views = [('a form with a fault', None, None, None), ('check', PLAN + '/check', '.right-here', lambda: page.click('.right-here')), ('text', PLAN + '/text', '.passage', lambda: page.click('.passage button', '改这一段')),
             ('bring', PLAN + '/bring', '#file', None), ('get', PLAN + '/get', '#get-pdf', None), ('choose', '#/', '#unit', None), ('a new unit', '#/', '#unit-new', lambda: page.click('#unit-new')),
             ('overview', '#/overview', '.overview tbody tr', None), ('many files', '#/overview', '.overview tbody tr', lambda: page.click('#build')), ('changes', '#/changes', '.changes li', None)]
    for name, hash, ready, act in views:
        if hash:
            page.run(f'document.querySelector("dialog")?.remove(); location.hash = "#/none"; location.hash = {json.dumps(hash)}; 0')
            page.wait(f'document.querySelector({json.dumps(ready)})', 90)
        if act:
            act()
            page.wait('document.querySelector("dialog, form input, .editor textarea, .editor input")')
        expect(access.without_names(page), [], f'{name}: each control has a name')
        expect(access.faint_texts(page), [], f'{name}: texts that can be read')
        if act is None or not page.run('!!document.querySelector("dialog")'):
            expect(access.wrong_steps(page), [], f'{name}: the way of the Tab key')
    plant(desk, '每两个月,由', '每两个月由')
    page.run('sessionStorage.clear()')


def words_of_others_are_only_words(desk, browser, expect):
    page = visit(desk, browser, PLAN)
    for value in ('<img src=x onerror="window.hurt=1">', '</text></svg><script>window.hurt=1</script>', '"><svg onload=window.hurt=1>'):
        page.fill(field('书记姓名'), value)
        page.wait(f'sessionStorage.getItem(sessionStorage.key(0))?.includes({json.dumps(json.dumps(value)[1:-1])})')
        time.sleep(.2)
    page.press('s', control=True)
    page.has('已保存')
    page.run('location.hash = "#/changes"')
    page.wait('document.querySelector(".changes li")')
    expect(page.run('window.hurt ?? null'), None, 'nothing of it ran')
    expect(page.run('document.querySelectorAll("main img, main script, main svg").length'), 0, 'no element came of it')
    page.click('.changes button')
    page.has('已撤销')


STORIES = [story for story in list(globals().values()) if inspect.isfunction(story) and list(inspect.signature(story).parameters) == ['desk', 'browser', 'expect']]
EXPECTED_FAULTS = ('401', '422', '409', '500')  # answers that the page shows


def run(program, expect, word):
    desk, browser = Desk(program), Browser()
    try:
        for story in STORIES:
            if word not in story.__name__:
                continue
            browser.close_pages()  # a tab of the story before still asks its desk, which may have ended
            desk.restore()
            seen = len(browser.events)
            try:
                story(desk, browser, lambda *given: expect(story.__name__, *given))
            except (RuntimeError, TimeoutError, StopIteration, TypeError, IndexError) as error:
                expect(story.__name__, str(error), '', 'the story went on')
            faults = [event['params'] for event in browser.events[seen:] if event['method'] == 'Runtime.exceptionThrown' or
                      (event['method'] == 'Log.entryAdded' and event['params']['entry']['level'] == 'error' and
                       not any(f'status of {status}' in event['params']['entry']['text'] for status in EXPECTED_FAULTS) and
                       not (story is the_server_is_killed_while_drafting and
                            any(text in event['params']['entry']['text'] for text in ('net::ERR_', 'status of 403'))))]  # its page asks the next desk
            expect(story.__name__, faults, [], 'nothing wrong in the console')
        others = {event['params']['request']['url'] for event in browser.events if event['method'] == 'Network.requestWillBeSent'
                  if not event['params']['request']['url'].startswith(('http://127.0.0.1:', 'data:', 'blob:http://127.0.0.1:', 'about:'))}
        expect('requests', others, set(), 'no other host is asked')
    finally:
        browser.close()
        desk.end()
