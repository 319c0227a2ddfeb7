// Fill in: the values that this plan uses, by what they are about.
import { add, button, el, put } from './dom.js';
import { desk } from './state.js';
import { t } from './words.js';
import { confirmYear, unconfirmed } from './year.js';

const NEEDS_PAUSE = 600; // ms without a key before it is asked again which values the plan uses

// Values that the unit's people are asked for: what holds for a year, a region or a type is given elsewhere. The day of issue is each document's own,
// although the year has one for who says none.
export const DAY_OF_ISSUE = '成文日期';
const isOwn = need => need.missing || need.own !== null || !need.origin || need.name === DAY_OF_ISSUE;
const isFixed = need => need.origin === 'unit-variant' || need.origin === 'document';

function originText(need) {
	const origin = need.origin === 'set' ? (need.own !== null ? 'unit' : null) : need.origin;
	return origin ? t(`origin-${origin}`, need.scope ?? '') : '';
}

// ---- one field: an element to type in, with get() and put(text)

// Letters of an input method count once they are chosen.
const typing = changed => ({ input: event => event.isComposing || changed(), compositionend: changed });

function line(need, changed) {
	const numeric = ['integer', 'decimal', 'percent', 'year'].includes(need.type);
	const input = el('input', { type: 'text', inputmode: numeric ? 'decimal' : null, autocomplete: 'off', spellcheck: 'false', class: numeric || need.type === 'date' ? 'short' : null,
		on: typing(changed) });
	return { node: input, control: input, get: () => input.value, put: text => (input.value = text), hint: text => (input.placeholder = text) };
}

function grow(area) {
	area.rows = Math.max(2, Math.min(12, area.value.split('\n').reduce((rows, row) => rows + 1 + Math.floor(row.length / 34), 0)));
}

// A list is typed one item a line, and kept with | between its items.
function area(need, changed, separator) {
	const input = el('textarea', { rows: 2, spellcheck: 'false', on: typing(changed) });
	input.addEventListener('input', () => grow(input));
	const out = text => (separator ? text.split('\n').map(item => item.trim()).filter(Boolean).join(separator) : text);
	const shown = text => (separator ? text.split(separator).join('\n') : text);
	return { node: input, control: input, get: () => out(input.value), put: text => {
		if (out(input.value) !== text)
			input.value = shown(text);
		grow(input);
	}, hint: text => (input.placeholder = shown(text)) };
}

function choice(need, changed, choices) {
	const none = el('option', { value: '' }, t('empty-choice'));
	const input = el('select', { on: { change: changed } }, none, choices.map(([value, text]) => el('option', { value }, text)));
	return { node: input, control: input, get: () => input.value, put: text => {
		if (text && ![...input.options].some(option => option.value === text))
			input.append(el('option', { value: text }, text));
		input.value = text;
	}, hint: text => (none.textContent = text ? `${t('empty-choice')} ${text}` : t('empty-choice')) };
}

// Rows with a cell for each column; in text a row is a line, with | between its cells.
function rows(need, changed) {
	const body = el('tbody');
	const box = el('div.rows', { role: 'group' });
	const get = () => [...body.children].map(row => [...row.querySelectorAll('textarea')].map(cell => cell.value.replace(/[|\n]/g, ' ').trim()))
		.filter(cells => cells.some(Boolean)).map(cells => cells.join('|')).join('\n');
	const number = () => [...body.children].forEach((row, i) => {
		row.querySelectorAll('textarea').forEach((cell, k) => cell.setAttribute('aria-label', `${need.label} ${i + 1} ${need.choices[k]}`));
		row.querySelector('button').setAttribute('aria-label', t('row-remove', i + 1));
	});
	const addRow = cells => {
		const row = el('tr', null, need.choices.map((column, i) => el('td', null, el('textarea', { rows: 2, value: cells[i] ?? '', on: typing(changed) }))),
			el('td', null, button('×', () => {
				row.remove();
				number();
				changed();
			}, { class: 'quiet' })));
		add(body, row);
		number();
		return row;
	};
	add(box, el('table.grid', null, el('thead', null, el('tr', null, need.choices.map(column => el('th', { scope: 'col' }, column)), el('th'))), body),
		button(t('row-add'), () => addRow([]).querySelector('textarea').focus(), { class: 'quiet' }));
	return { node: box, control: box, get, put: text => {
		if (get() !== text) {
			put(body);
			text.split('\n').filter(Boolean).forEach(row => addRow(row.split('|')));
		}
	}, hint: () => null };
}

function inputFor(need, changed) {
	switch (need.type) {
	case 'boolean':
		return choice(need, changed, [['是', t('yes')], ['否', t('no')]]);
	case 'enum':
		return choice(need, changed, need.choices.map(text => [text, text]));
	case 'list':
		return area(need, changed, '|');
	case 'text':
	case 'markdown':
		return area(need, changed, null);
	case 'table':
		return rows(need, changed);
	default:
		return need.name.length && (need.value ?? need.example ?? '').length > 30 ? area(need, changed, null) : line(need, changed);
	}
}

class Field {
	constructor(need, plan, pages) {
		const id = `value-${need.name}`;
		Object.assign(this, { need, plan, composing: false });
		this.input = inputFor(need, () => plan.edit(need.name, this.input.get()));
		this.mark = el('span.required', { hidden: true }, t('required'));
		this.origin = el('span.origin');
		this.error = el('p.error', { id: `${id}-error`, role: 'alert' });
		const help = [need.help, need.type === 'list' ? t('list-hint') : null, need.example ? t('example', need.example.replaceAll('\n', '；')) : null].filter(Boolean);
		this.input.control.id = id;
		this.input.control.setAttribute('aria-describedby', `${id}-help ${id}-before ${id}-error`);
		if (need.type === 'table')
			this.input.control.setAttribute('aria-label', need.label);
		this.before = el('p.help.before', { id: `${id}-before` });
		this.node = el('div.field', { 'data-name': need.name, on: { focusin: () => pages.mark(need.name), focusout: () => pages.mark(null),
			compositionstart: () => (this.composing = true), compositionend: () => (this.composing = false) } },
			el('div.field-head', null, el('label', { for: id }, need.label), this.mark, this.origin), this.input.node,
			el('p.help', { id: `${id}-help` }, help.join('　')), this.before, this.error);
	}

	// The same value, read again. What an input method is at is left alone.
	update(need) {
		const fixed = isFixed(need), edited = this.plan.edits.has(need.name);
		this.need = need;
		if (!this.composing)
			this.input.put(this.plan.text(need));
		this.input.hint(need.else ?? '');
		for (const control of this.node.querySelectorAll('input, textarea, select, .rows button'))
			control.disabled = fixed;
		this.origin.textContent = fixed ? t('by-plan', originText(need)) : edited ? t('was', (need.own ?? t('new-file')).replaceAll('\n', '；')) :
			need.own === null && need.else ? t('inherited', originText(need)) : originText(need);
		this.before.textContent = need.before === undefined ? '' : t('last-year', this.plan.year - 1, need.before.replaceAll('\n', '；'));
		this.node.classList.toggle('edited', edited);
	}

	setMissing(missing) {
		this.mark.hidden = !missing;
		this.node.classList.toggle('missing', missing);
	}

	setErrors(messages) {
		put(this.error, messages.map(message => [this.plan.said(message), ' ']));
		this.input.control.toggleAttribute('aria-invalid', messages.length > 0);
	}
}

export function fillTab(panel, { plan, pages, argument }) {
	const fields = new Map();
	const groups = el('div.groups');
	const meter = el('progress', { id: 'meter', max: 1, value: 0, 'aria-label': t('filled-of', 0, 0) });
	const missing = el('span.missing-count', { role: 'status' });
	const next = button(t('next-missing'), () => goMissing(), { class: 'quiet', id: 'next-missing' });
	const filter = el('select', { id: 'which', 'aria-label': t('show-label'), on: { change: () => sift() } },
		['own', 'missing', 'all'].map(name => el('option', { value: name }, t(`show-${name}`))));
	const none = el('p.hint', { hidden: true }, t('no-fields'));
	const waits = el('p.waits', { role: 'status' });
	const trouble = el('ul.findings', { role: 'alert' });
	let shape = null, timer = 0, later = 0, gaps = new Set(), failed = false;

	// Fields are made anew only when there are others: who types must not lose the place.
	function draw() {
		if ([...fields.values()].some(field => field.composing)) {
			clearTimeout(later);
			later = setTimeout(draw, NEEDS_PAUSE); // to move a field would end what an input method is at
			return;
		}
		const now = plan.needs.map(need => need.name).join('\n');
		if (now !== shape) {
			const names = [...new Set(plan.needs.map(need => need.group ?? ''))];
			const held = groups.contains(document.activeElement) ? document.activeElement : null;
			shape = now;
			for (const need of plan.needs)
				if (!fields.has(need.name))
					fields.set(need.name, new Field(need, plan, pages));
			const order = names.map(name => el('fieldset', null, el('legend', null, name),
				plan.needs.filter(need => (need.group ?? '') === name).map(need => fields.get(need.name).node)));
			put(groups, ...order);
			held?.focus({ preventScroll: true });
		}
		for (const need of plan.needs)
			fields.get(need.name).update(need);
		put(trouble, ...(plan.trouble || []).filter(message => message.severity === 'error').map(message => el('li', null, plan.said(message))));
		gaps = pages.last ? new Set(pages.last.gaps.map(gap => gap.name)) : new Set(plan.needs.filter(need => need.missing).map(need => need.name));
		count();
		sift();
	}

	function count() {
		const own = plan.needs.filter(isOwn), open = plan.needs.filter(need => gaps.has(need.name));
		for (const need of plan.needs)
			fields.get(need.name).setMissing(gaps.has(need.name));
		meter.max = Math.max(1, own.length);
		meter.value = own.length - open.length;
		meter.setAttribute('aria-label', t('filled-of', meter.value, own.length));
		const waiting = unconfirmed(plan).length;
		put(waits, waiting > 0 && [t('unconfirmed', waiting), ' ', desk.may.text ? button(t('confirm-show'), () => confirmYear(plan), { class: 'quiet', id: 'confirm-show' }) : t('year-whom')]);
		missing.textContent = waiting && !open.length ? t('not-yet') : open.length ? t('missing', open.length) : t(failed ? 'not-yet' : 'complete');
		missing.classList.toggle('complete', !open.length && !failed && !waiting);
		next.hidden = !open.length;
	}

	// A field that somebody is in, or has changed, stays in sight.
	function sift() {
		let shown = 0;
		for (const need of plan.needs) {
			const { node } = fields.get(need.name);
			const open = gaps.has(need.name) || need.missing;
			const wanted = filter.value === 'all' || open || plan.edits.has(need.name) || node.contains(document.activeElement) ||
				(filter.value === 'own' && isOwn(need));
			node.hidden = !wanted;
			shown += wanted;
		}
		for (const group of groups.children)
			group.hidden = ![...group.querySelectorAll('.field')].some(node => !node.hidden);
		none.hidden = shown > 0;
	}

	function go(name) {
		const field = fields.get(name);
		if (!field)
			return;
		if (field.node.hidden) {
			filter.value = 'all';
			sift();
		}
		field.node.scrollIntoView({ block: 'center' });
		(field.node.querySelector('input, textarea, select') ?? field.node.querySelector('.rows > button'))?.focus({ preventScroll: true });
	}

	function goMissing() {
		const open = plan.needs.filter(need => gaps.has(need.name)).map(need => need.name);
		const at = open.indexOf(document.activeElement?.closest?.('.field')?.dataset.name);
		go(open[(at + 1) % open.length]);
	}

	function drafted(result) {
		gaps = new Set(result.gaps.map(gap => gap.name));
		failed = Boolean(result.failed);
		for (const [name, field] of fields)
			field.setErrors(result.messages.filter(message => message.severity === 'error' && plan.about(message).some(need => need.name === name)));
		count();
	}

	const stop = plan.on((what, detail) => {
		if (what === 'needs' || what === 'saved')
			draw();
		if (what === 'drafted')
			drafted(detail);
		if (what === 'edited') {
			for (const name of plan.edits.keys())
				fields.get(name)?.node.classList.add('edited');
			clearTimeout(timer);
			panel.setAttribute('aria-busy', 'true');
			timer = setTimeout(async () => {
				const mine = timer;
				await plan.loadNeeds();
				if (mine === timer)
					panel.removeAttribute('aria-busy');
			}, NEEDS_PAUSE);
		}
	});
	add(panel, el('div.bar', null, meter, missing, next, filter), waits, trouble, groups, none);
	draw();
	if (pages.last)
		drafted(pages.last);
	if (argument?.name)
		go(argument.name);
	if (argument?.missing)
		goMissing();
	return () => {
		clearTimeout(timer);
		clearTimeout(later);
		panel.removeAttribute('aria-busy');
		stop();
		pages.mark(null);
	};
}
