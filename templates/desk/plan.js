// A plan at work: its tabs on the left, its pages on the right.
import { ask, told } from './api.js';
import { bringTab } from './bring.js';
import { checkTab } from './check.js';
import { settleConflicts } from './conflict.js';
import { add, button, el, put, toast } from './dom.js';
import { fillTab } from './fill.js';
import { getTab } from './get.js';
import { Pages } from './pages.js';
import { desk, Plan, unitOf, variantOf } from './state.js';
import { textTab } from './text.js';
import { t } from './words.js';

const tabs = { fill: fillTab, check: checkTab, text: textTab, bring: bringTab, get: getTab };

// Saves what is typed, one save after the other: a second one must not meet the first as somebody else's.
export function savePlan(plan) {
	return plan.saving = Promise.resolve(plan.saving).then(() => saveValues(plan, plan.changes));
}

// What others changed meanwhile is shown, never written over.
async function saveValues(plan, values) {
	const count = Object.keys(values).length;
	if (!count) {
		toast(t('saved-nothing'));
		return true;
	}
	const answer = await ask('save', { ...plan.given, values });
	if (answer.ok) {
		plan.settle(values);
		await plan.reload();
		toast(t('saved', count), answer.number && button(t('undo'), () => undoChange(answer.number, () => plan.reload())));
		return true;
	}
	if (answer.conflicts) {
		const settled = await settleConflicts(plan, values, answer.conflicts);
		return settled ? saveChosen(plan, settled) : false;
	}
	toast(plan.saidBy(answer, answer.error || 'failed'));
	return false;
}

// What was chosen of a conflict. Where it is theirs all through, nothing is left to be saved.
async function saveChosen(plan, values) {
	await plan.reload();
	if (Object.keys(values).length)
		return saveValues(plan, values);
	toast(t('all-saved'));
	return true;
}

export async function undoChange(number, then) {
	const answer = await ask('undo', { number });
	await then?.();
	const overlaps = answer.messages.some(message => ['X092', 'X093'].includes(message.code)); // what it says of them is about running a command again
	toast(answer.ok ? t('undone') : overlaps ? t('conflict-undo') : told(answer, 'conflict-undo'));
}

export async function planView(main, [unit, variant, year, tab]) {
	if (!unitOf(unit) || !variantOf(variant)) {
		add(main, el('section.trouble', null, el('h1', null, t('choose-none')), el('a', { href: '#/' }, t('nav-choose'))));
		return null;
	}
	const plan = new Plan(unit, variant, Number(year) || desk.year);
	const pages = new Pages(plan);
	const panel = el('div.panel', { id: 'panel', role: 'tabpanel', tabindex: '-1' });
	const state = el('span.save-state', { role: 'status' });
	const save = button(t('save'), () => savePlan(plan), { class: 'primary', id: 'save', title: t('save-keys'), 'aria-keyshortcuts': 'Control+S' });
	const discard = button(t('discard'), () => plan.discard(), { class: 'quiet', id: 'discard' });
	const bar = el('div.tabs', { role: 'tablist', 'aria-label': t('tabs') }, Object.keys(tabs).map(name =>
		button(t(`tab-${name}`), () => open(name), { role: 'tab', id: `tab-${name}`, 'aria-controls': 'panel', on: {
			keydown: event => step(event, name) } })));
	let current = null, leaveTab = null;

	function step(event, name) {
		const names = Object.keys(tabs), by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (!by)
			return;
		const next = names[(names.indexOf(name) + by + names.length) % names.length];
		open(next);
		document.getElementById(`tab-${next}`).focus();
	}

	function open(name, argument) {
		leaveTab?.();
		current = name;
		for (const entry of bar.children) {
			const here = entry.id === `tab-${name}`;
			entry.setAttribute('aria-selected', String(here));
			entry.tabIndex = here ? 0 : -1;
		}
		panel.setAttribute('aria-labelledby', `tab-${name}`);
		panel.className = `panel panel-${name}`;
		put(panel);
		history.replaceState(null, '', `${plan.hash}/${name}`);
		localStorage.setItem('last-plan', location.hash);
		leaveTab = tabs[name](panel, { plan, pages, open, argument }) || null;
	}

	function drawState() {
		state.textContent = plan.edits.size ? t('unsaved', plan.edits.size) : t('all-saved');
		state.classList.toggle('dirty', plan.edits.size > 0);
		save.disabled = !desk.may.fill || !plan.edits.size;
		discard.hidden = !plan.edits.size;
	}

	const stop = plan.on(what => {
		drawState();
		if (what === 'edited' || what === 'saved')
			pages.draw();
	});
	// A text that is being written is saved by its own button; what there is to say is said there.
	function saveAll() {
		const editor = document.activeElement?.closest('.editor') ?? panel.querySelector('.editor');
		if (!desk.may.fill)
			return toast(t(desk.readOnly ? 'read-only' : 'role'));
		editor?.querySelector('button.primary').click();
		return (!editor || plan.edits.size) && savePlan(plan);
	}

	const keys = event => {
		if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
			event.preventDefault();
			saveAll();
		}
	};
	const ask_first = event => plan.edits.size && event.preventDefault();
	window.addEventListener('keydown', keys);
	window.addEventListener('beforeunload', ask_first);
	const focus = async () => {
		if (!document.hidden)
			await plan.loadNeeds();
	};
	document.addEventListener('visibilitychange', focus);
	pages.onValue = name => open('fill', { name });
	pages.onPassage = id => current === 'text' && open('text', { id });

	const entry = unitOf(unit);
	document.title = `${entry.name} · ${t('name')}`;
	add(main, el('div.work', null,
		el('section.left', { 'aria-label': t('tab-fill') },
			el('div.plan-head', null, el('h1', null, entry.name, el('span', null, `${variantOf(variant).short} · ${plan.year}`)),
				el('div.plan-actions', null, state, discard, save)),
			bar, panel),
		pages.box));
	drawState();
	await plan.loadNeeds();
	open(tabs[tab] ? tab : 'fill');
	pages.draw();
	return () => {
		leaveTab?.();
		stop();
		pages.close();
		window.removeEventListener('keydown', keys);
		window.removeEventListener('beforeunload', ask_first);
		document.removeEventListener('visibilitychange', focus);
	};
}
