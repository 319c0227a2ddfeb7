"""What people with a screen reader, a keyboard alone, or weak eyes meet: looked at in the browser's accessibility tree, and by what it draws."""

NAMED = {'button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'tab', 'listbox', 'option', 'spinbutton', 'slider', 'progressbar', 'dialog', 'tabpanel', 'tablist',
         'image', 'img', 'columnheader', 'rowheader', 'heading', 'ComboBoxSelect', 'ListBox', 'alertdialog', 'region'}

# Each text that is seen, where it differs too little from what is behind it (WCAG 2, 1.4.3): with the ratio. What cannot be used now is left out, as there.
CONTRAST = '''(() => {
    const parse = text => {
        const [r, g, b, a = 1] = (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
        return [r, g, b, a];
    };
    const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
    const light = colour => {
        const [r, g, b] = colour.map(value => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const ratio = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
        return (x + .05) / (y + .05);
    };
    const behind = node => {
        const layers = [];
        for (let at = node; at; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor);
            layers.push(colour);
            if (colour[3] === 1)
                break;
        }
        return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
    };
    const faint = [];
    const look = (node, style, text) => {
        const opacity = (() => {
            let all = 1;
            for (let at = node; at; at = at.parentElement)
                all *= Number(getComputedStyle(at).opacity);
            return all;
        })();
        const ground = behind(node), colour = parse(style.color);
        colour[3] *= opacity;
        const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const found = ratio(over(colour, ground), ground);
        if (found < (large ? 3 : 4.5))
            faint.push(`${found.toFixed(2)} ${node.tagName}.${node.className} ${text.slice(0, 30)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
        const node = text.parentElement;
        if (!text.data.trim() || node.closest('svg, script, noscript, :disabled, .skip') || !node.checkVisibility({ checkVisibilityCSS: true }))
            continue;
        look(node, getComputedStyle(node), text.data.trim());
    }
    for (const field of document.querySelectorAll('input, textarea, select'))
        if (!field.disabled && field.checkVisibility() && !['checkbox', 'radio', 'file'].includes(field.type))
            look(field, getComputedStyle(field, field.value || field.tagName === 'SELECT' ? null : '::placeholder'), field.value || field.placeholder || '');
    return [...new Set(faint)];
})()'''

# Where the focus is: its place among all that can have it, whether it is in sight, and whether it is seen that it is there.
FOCUS = '''(() => {
    const at = document.activeElement;
    if (!at || at === document.body)
        return null;
    const all = [...document.querySelectorAll('*')];
    const box = at.getBoundingClientRect(), style = getComputedStyle(at);
    return { place: all.indexOf(at), what: `${at.tagName}#${at.id} ${(at.getAttribute('aria-label') ?? at.textContent).slice(0, 20)}`, seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
             marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 };
})()'''


def without_names(page):
    """Controls, headings and regions of the accessibility tree that have no name."""
    page.send('Accessibility.enable')
    nodes = page.send('Accessibility.getFullAXTree')['nodes']
    page.send('Accessibility.disable')
    return [(node['role']['value'], node.get('backendDOMNodeId')) for node in nodes
            if not node['ignored'] and node.get('role', {}).get('value') in NAMED and not str(node.get('name', {}).get('value', '')).strip()]


def faint_texts(page):
    return page.run(CONTRAST)


def wrong_steps(page, most=60):
    """Steps of the Tab key that lead back, out of sight, or where nothing shows that it is there."""
    page.run('document.activeElement?.blur(); window.scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")')
    wrong, last, seen = [], -1, set()
    for _ in range(most):
        page.press('Tab')
        step = page.run(FOCUS)
        if step is None or step['place'] in seen:
            break
        seen.add(step['place'])
        if step['place'] < last:
            wrong.append(f'back to {step["what"]}')
        if not step['seen']:
            wrong.append(f'out of sight: {step["what"]}')
        if not step['marked']:
            wrong.append(f'not marked: {step["what"]}')
        last = step['place']
    return wrong if seen else ['no step']
