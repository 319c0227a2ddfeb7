// What the page knows: units and plans, and the plan at work with what is typed and not saved yet.
import { ask, told } from './api.js';
import { el } from './dom.js';
import { ownWords } from './words.js';

export const desk = { units: [], variants: [], years: [], types: [], year: 0, readOnly: false, who: '', users: false, may: {} };

const roles = ['look', 'fill', 'text', 'approve', 'owner']; // each may what those before it may

export async function loadDesk() {
	const answer = await ask('start', {});
	if (answer.ok)
		Object.assign(desk, answer, { readOnly: answer.read_only,
			may: Object.fromEntries(roles.map((role, i) => [role, i <= roles.indexOf(answer.role) && (role === 'owner' || !answer.read_only)])) });
	return answer;
}

export const unitOf = id => desk.units.find(unit => unit.id === id);
export const variantOf = id => desk.variants.find(variant => variant.id === id);

// The address of a plan's view.
export const planHash = (unit, variant, year) => `#/plan/${encodeURIComponent(unit)}/${encodeURIComponent(variant)}/${year}`;

// Whether something typed in this tab, in whatever plan, is not saved.
export const hasUnsaved = () => Object.keys(sessionStorage).some(key => key.startsWith('edits/'));

// The plan at work. `edits` maps names of values to what is typed, `bases` to what the page showed when it was typed over: what others wrote since is
// another one, however often the page read the plan again. Both survive a reload of the page.
export class Plan {
	constructor(unit, variant, year) {
		Object.assign(this, { unit, variant, year, needs: [], template: null, newest: null, saving: null });
		this.key = `edits/${unit}/${variant}/${year}`;
		const kept = Object.entries(JSON.parse(sessionStorage.getItem(this.key) || '{}'));
		this.edits = new Map(kept.map(([name, [text]]) => [name, text]));
		this.bases = new Map(kept.map(([name, [, base]]) => [name, base]));
		this.listeners = new Set();
	}

	// What the desk is asked about it.
	get given() {
		const given = { unit: this.unit, variant: this.variant, year: this.year, values: Object.fromEntries(this.edits) };
		return this.template ? { ...given, template: this.template } : given;
	}

	get hash() {
		return planHash(this.unit, this.variant, this.year);
	}

	need(name) {
		return this.needs.find(need => need.name === name);
	}

	// The values that a message is about: the one that it names, else those whose labels it names, as where several cannot be true together.
	about(message) {
		const named = this.need(message.arguments[0]);
		const items = message.arguments.filter(Boolean).flatMap(text => text.split(/＋|, /));
		return named ? [named] : this.needs.filter(need => items.includes(need.label));
	}

	// What a message says to people: values by their labels, their names in a title.
	said(message) {
		const named = message.arguments.map(text => this.need(text)).filter(need => need && need.label !== need.name);
		const shown = message.arguments.map(text => this.need(text)?.label);
		const own = ownWords(message.code, ...message.arguments.map((text, i) => shown[i] ?? text));
		return el('span', named.length ? { title: named.map(need => need.name).join(' ') } : null,
			own ?? message.pieces.map(({ text, argument }) => shown[argument - 1] ?? text));
	}

	// The same of all that an answer says; `otherwise` as told() has it.
	saidBy(answer, otherwise) {
		return answer.messages.length ? el('span', null, answer.messages.map(message => [this.said(message), ' '])) : told(answer, otherwise);
	}

	// What its field shows: what is typed, else what the unit's row says.
	text(need) {
		return this.edits.get(need.name) ?? need.own ?? '';
	}

	edit(name, text) {
		this.type(name, text, this.bases.get(name) ?? this.need(name)?.own ?? '');
		this.keep();
		this.tell('edited');
	}

	// What is typed over the base; where it is the base, nothing is.
	type(name, text, base) {
		if (text === base) {
			this.drop(name);
		} else {
			this.edits.set(name, text);
			this.bases.set(name, base);
		}
	}

	drop(name) {
		this.edits.delete(name);
		this.bases.delete(name);
	}

	keep() {
		if (this.edits.size)
			sessionStorage.setItem(this.key, JSON.stringify(Object.fromEntries([...this.edits].map(([name, text]) => [name, [text, this.bases.get(name)]]))));
		else
			sessionStorage.removeItem(this.key);
	}

	// These were saved. What was typed on meanwhile is not, nor that it was typed back.
	settle(values) {
		for (const [name, { old, new: saved }] of Object.entries(values))
			this.type(name, this.edits.get(name) ?? old, saved);
		this.keep();
	}

	discard() {
		this.edits.clear();
		this.bases.clear();
		this.keep();
		this.tell('saved');
	}

	// Listeners get what happened: "edited", "saved" (content changed), "needs", "drafted".
	on(listener) {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	tell(what, detail) {
		for (const listener of [...this.listeners])
			listener(what, detail);
	}

	// Reads again what the plan uses. Not `ok`: it cannot be composed; `trouble` says why. Answers may come in another order than they were asked for:
	// only the newest counts, and who asked before waits for it.
	loadNeeds() {
		const mine = ask('needs', this.given).then(answer => mine === this.newest ? this.takeNeeds(answer) : this.newest);
		return this.newest = mine;
	}

	takeNeeds(answer) {
		this.trouble = answer.ok ? [] : answer.messages;
		if (answer.ok)
			this.needs = answer.needs;
		this.tell('needs');
		return answer;
	}

	// The content changed: what the plan uses is read again, and all is drawn anew.
	async reload() {
		await this.loadNeeds();
		this.tell('saved');
	}

	// What is to be saved: each with what it was when it was typed over.
	get changes() {
		return Object.fromEntries([...this.edits].map(([name, text]) => [name, { old: this.bases.get(name), new: text }]));
	}
}
