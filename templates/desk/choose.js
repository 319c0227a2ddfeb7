// Choose: unit, year, plan.
import { ask, told } from './api.js';
import { add, button, dialog, el, put, toast } from './dom.js';
import { undoChange } from './plan.js';
import { desk, loadDesk, planHash, unitOf } from './state.js';
import { t } from './words.js';

const MOST = 60; // that are listed before somebody asks for all
const SUGGEST_PAUSE = 200; // ms without a key before it is asked what the name of a new unit tells
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

// The plans to pick from: `suiting` are those for such units, and seen at once; `picked` those that are chosen. Both are numbers of variants. put(suiting, picked)
// draws them anew; get() gives what is to be written: ids with | between them, "" where it is just what such units have, null where nothing is picked.
function planPicker() {
	let suits = [];
	const box = el('fieldset.pick');
	const chosen = () => [...box.querySelectorAll('input:checked')].map(input => Number(input.value));
	const choice = (i, picked) => el('label.choice', null, el('input', { type: 'checkbox', name: 'plans', value: i, checked: picked.includes(i) }),
		el('span', null, desk.variants[i].short, ' ', el('small', null, desk.variants[i].id)));
	return { node: box, get: () => {
		const now = chosen();
		return !now.length ? null : now.join() === suits.join() ? '' : now.map(i => desk.variants[i].id).join('|');
	}, put: (suiting, picked) => {
		const written = desk.variants.map((variant, i) => variant.written ? i : -1).filter(i => i >= 0);
		const near = written.filter(i => suiting.includes(i) || picked.includes(i)), others = written.filter(i => !near.includes(i));
		suits = suiting;
		put(box, el('legend', null, t('pick-plans')), near.map(i => choice(i, picked)), !near.length && el('p.hint', null, t('choose-no-plans')),
			el('details', { open: !near.length }, el('summary', null, t('pick-others', others.length)), others.map(i => choice(i, picked))));
	} };
}

// Lets somebody change which plans the unit has; resolves to the answer once they are changed, else to null.
async function changePlans(unit) {
	const { variants = [] } = await ask('suits', { name: unit.name, type: unit.type });
	return dialog(t('pick-title', unit.name), close => {
		const trouble = el('p.error', { role: 'alert' });
		const picker = planPicker();
		const save = async () => {
			const plans = picker.get();
			const answer = plans === null ? null : await ask('plans', { unit: unit.id, plans });
			if (answer?.ok)
				close(answer);
			else
				trouble.textContent = answer ? told(answer) : t('pick-none');
		};
		picker.put(variants, unit.variants);
		return [picker.node, trouble, el('p.actions', null, button(t('cancel'), () => close(null)), button(t('save'), save, { class: 'primary', id: 'pick-save' }))];
	});
}

// Asks for a new unit; resolves to its name.
function newUnit(name) {
	return dialog(t('unit-new-title'), close => {
		const trouble = el('p.error', { role: 'alert' });
		const picker = planPicker();
		let typed = false, newest = null, timer = 0, shown = null;
		// What the name tells: the type, unless somebody chose one, and with it the plans. What is picked stays as long as the plans for it are the same.
		const suggest = () => {
			const mine = newest = ask('suits', { name: fields.name.value.trim(), type: typed ? fields.type.value : '' }).then(answer => {
				if (mine !== newest || !answer.ok)
					return;
				if (!typed)
					fields.type.value = answer.type ?? '';
				picker.node.hidden = !fields.type.value;
				if (shown !== (shown = answer.variants.join()))
					picker.put(answer.variants, answer.variants);
			});
			timer = 0;
			return newest;
		};
		const later = () => {
			clearTimeout(timer);
			timer = setTimeout(suggest, SUGGEST_PAUSE);
		};
		const fields = {
			name: el('input', { id: 'new-name', value: name, required: true, autocomplete: 'off', on: { input: event => event.isComposing || later(), compositionend: later } }),
			type: el('select', { id: 'new-type', required: true, on: { change: () => {
				typed = Boolean(fields.type.value);
				suggest();
			} } }, el('option', { value: '' }, t('unit-type-none')), desk.types.map(type => el('option', null, type))),
			region: el('input', { id: 'new-region', list: 'regions', autocomplete: 'off' }),
		};
		const regions = [...new Set(desk.units.map(unit => unit.region).filter(Boolean))];
		const form = el('form', { method: 'dialog', on: { submit: async event => {
			event.preventDefault();
			clearTimeout(timer);
			await (timer ? suggest() : newest);
			const given = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value.trim()]));
			const plans = picker.get();
			if (plans === null && !picker.node.hidden) {
				trouble.textContent = t('pick-none');
				return;
			}
			const answer = await ask('unit', { ...given, plans: plans ?? '' });
			if (answer.ok)
				close(given.name);
			else
				trouble.textContent = told(answer);
		} } },
			el('label', { for: 'new-name' }, t('unit-name')), fields.name, el('label', { for: 'new-type' }, t('unit-type')), fields.type,
			el('label', { for: 'new-region' }, t('unit-region')), fields.region,
			el('datalist', { id: 'regions' }, regions.map(region => el('option', { value: region }))), picker.node, trouble,
			el('p.actions', null, button(t('cancel'), () => close(null)), el('button.primary', { type: 'submit' }, t('unit-add'))));
		picker.node.hidden = true;
		suggest();
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
				el('strong', null, variant.short), el('span', null, `${variant.id} · ${variant.category}`))))) : el('p.hint', null, t('choose-no-plans')),
			desk.may.fill && el('p', null, button(t('pick-change'), () => pickPlans(unit.id), { class: 'quiet', id: 'pick-change' })));
	}

	// What is written is read again.
	async function reload(id) {
		await loadDesk();
		unit = unitOf(id) ?? null;
		found = findUnits(input.value);
		drawList();
		drawPlans();
	}

	async function pickPlans(id) {
		const answer = await changePlans(unitOf(id));
		if (!answer)
			return;
		await reload(id);
		toast(t('pick-changed'), answer.number && button(t('undo'), () => undoChange(answer.number, () => reload(id))));
		plans.querySelector('#pick-change')?.focus();
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
