// Choose: unit, year, plan.
import { ask, told } from './api.js';
import { add, button, dialog, el, put, toast } from './dom.js';
import { desk, loadDesk, planHash, unitOf } from './state.js';
import { t } from './words.js';

const MOST = 60; // that are listed before somebody asks for all
const plain = text => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

// How well the unit is what was typed; 0: it is not. The letters are those of pinyin.
function fits(unit, typed) {
	const names = [unit.name, unit.short, unit.id, ...unit.aliases.split('|')].filter(Boolean).map(plain);
	if (names.includes(typed))
		return 5;
	if (names.some(name => name.startsWith(typed)))
		return 4;
	const letters = unit.letters.split(' ').filter(Boolean);
	if (letters.some(word => word.startsWith(typed)))
		return 3;
	if (names.some(name => name.includes(typed)))
		return 2;
	return letters.some(word => word.includes(typed)) ? 1 : 0;
}

export function findUnits(text) {
	const typed = plain(text);
	if (!typed)
		return desk.units;
	return desk.units.map((unit, i) => [fits(unit, typed), i, unit]).filter(([fit]) => fit)
		.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, , unit]) => unit);
}

// Asks for a new unit; resolves to its name.
function newUnit(name) {
	return dialog(t('unit-new-title'), close => {
		const trouble = el('p.error', { role: 'alert' });
		const fields = {
			name: el('input', { id: 'new-name', value: name, required: true, autocomplete: 'off' }),
			type: el('select', { id: 'new-type', required: true }, el('option', { value: '' }, t('unit-type-none')), desk.types.map(type => el('option', null, type))),
			region: el('input', { id: 'new-region', list: 'regions', autocomplete: 'off' }),
		};
		const regions = [...new Set(desk.units.map(unit => unit.region).filter(Boolean))];
		const form = el('form', { method: 'dialog', on: { submit: async event => {
			event.preventDefault();
			const given = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value.trim()]));
			const answer = await ask('unit', given);
			if (answer.ok)
				close(given.name);
			else
				trouble.textContent = told(answer);
		} } },
			el('label', { for: 'new-name' }, t('unit-name')), fields.name, el('label', { for: 'new-type' }, t('unit-type')), fields.type,
			el('label', { for: 'new-region' }, t('unit-region')), fields.region,
			el('datalist', { id: 'regions' }, regions.map(region => el('option', { value: region }))), trouble,
			el('p.actions', null, button(t('cancel'), () => close(null)), el('button.primary', { type: 'submit' }, t('unit-add'))));
		return form;
	});
}

export async function chooseView(main) {
	let found = [], at = -1, unit = null, most = MOST;
	const year = el('select', { id: 'year', on: { change: () => drawPlans() } },
		[...new Set([...desk.years, desk.year, desk.year + 1])].sort().map(value => el('option', { value, selected: value === desk.year }, value)));
	const count = el('p.count', { id: 'unit-count', 'aria-live': 'polite' });
	const list = el('ul.units', { id: 'units', role: 'listbox', 'aria-label': t('choose-unit') });
	const more = el('p.hint', { hidden: true });
	const plans = el('section.plans', { 'aria-live': 'polite' });
	const input = el('input.search', { id: 'unit', type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'true',
		'aria-controls': 'units', 'aria-describedby': 'unit-hint unit-count',
		on: { input: () => search(), keydown: event => move(event) } });

	function option(entry, i) {
		return el('li', { id: `unit-${i}`, role: 'option', 'aria-selected': String(entry === unit), on: { click: () => choose(i) } },
			el('span.unit-name', null, entry.name), el('span.unit-more', null, [entry.type, entry.region.split('/').pop()].filter(Boolean).join(' · ')));
	}

	function search() {
		found = findUnits(input.value);
		at = input.value && found.length ? 0 : -1;
		count.textContent = found.length ? t('choose-count', found.length) : t('choose-none');
		drawList();
		if (found.length === 1)
			choose(0, true);
	}

	function drawList() {
		put(list, ...found.slice(0, most).map(option));
		put(more, found.length > most && [t('choose-more', most, found.length - most), ' ', button(t('choose-all'), () => {
			most = Infinity;
			drawList();
		}, { class: 'quiet', id: 'units-all' })]);
		more.hidden = found.length <= most;
		mark();
	}

	function mark() {
		for (const [i, item] of [...list.children].entries())
			item.classList.toggle('at', i === at);
		if (at >= 0) {
			input.setAttribute('aria-activedescendant', `unit-${at}`);
			list.children[at]?.scrollIntoView({ block: 'nearest' });
		} else {
			input.removeAttribute('aria-activedescendant');
		}
	}

	function move(event) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.isComposing)
			return;
		if (step && found.length) {
			event.preventDefault();
			at = Math.max(0, Math.min(Math.min(found.length, most) - 1, at + step));
			mark();
		} else if (event.key === 'Enter' && at >= 0) {
			event.preventDefault();
			choose(at);
			plans.querySelector('a')?.focus();
		}
	}

	function choose(i, quiet) {
		unit = found[i];
		at = i;
		drawList();
		drawPlans();
		if (!quiet)
			plans.querySelector('a')?.focus();
	}

	function drawPlans() {
		if (!unit) {
			put(plans, el('p.hint', null, t('choose-first')));
			return;
		}
		const suits = unit.variants.map(i => desk.variants[i]).filter(variant => variant.written);
		put(plans, el('h2', null, t('choose-suits', unit.name)), suits.length ?
			el('ul', null, suits.map(variant => el('li', null, el('a', {
				href: planHash(unit.id, variant.id, year.value) },
				el('strong', null, variant.short), el('span', null, `${variant.id} · ${variant.category}`))))) : el('p.hint', null, t('choose-no-plans')));
	}

	async function addUnit() {
		const name = await newUnit(input.value.trim());
		if (!name)
			return;
		await loadDesk();
		toast(t('unit-added', name));
		input.value = name;
		search();
		choose(0);
	}

	add(main, el('section.choose', null, el('h1', null, t('choose-title')),
		el('div.choose-row', null,
			el('div.choose-unit', null, el('label', { for: 'unit' }, t('choose-unit')), input,
				el('p.hint', { id: 'unit-hint' }, t('choose-hint')), count, list, more,
				desk.may.fill && el('p', null, button(t('unit-new'), addUnit, { class: 'quiet', id: 'unit-new' }))),
			el('div.choose-plan', null, el('label', { for: 'year' }, t('choose-year')), year, plans))));
	search();
	drawPlans();
	const last = localStorage.getItem('last-plan')?.split('/').map(decodeURIComponent);
	const before = last && unitOf(last[2]);
	if (before) {
		add(plans, el('p.last', null, t('choose-last'), ' ', el('a', { href: localStorage.getItem('last-plan') }, `${before.name} · ${last[3]} · ${last[4]}`)));
	}
	input.focus();
}
