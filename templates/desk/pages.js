// See: the pages as they will print, drawn again after each change.
import { ask, isFault } from './api.js';
import { button, el, put } from './dom.js';
import { desk } from './state.js';
import { t } from './words.js';
import { noYearNode } from './year.js';

const DEBOUNCE = 12; // ms: keys that come together make one draft
const SLOW = 200; // ms after which it is said that a draft is being made
const SVG = 'http://www.w3.org/2000/svg';
const loaded = new Map(); // fonts of pages, by their hashes

// Makes the fonts known that the draft brought; done when they can show text.
async function takeFonts(fonts) {
	await Promise.all(fonts.map(async ({ hash, data }) => {
		if (loaded.has(hash))
			return;
		const face = new FontFace(`p${hash}`, Uint8Array.from(atob(data), c => c.charCodeAt(0)));
		loaded.set(hash, face);
		document.fonts.add(await face.load());
	}));
}

// The page as elements. It is our own, but its texts are others': no script comes in with it.
function readPage(text) {
	const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
	for (const node of [...root.querySelectorAll('script, foreignObject, style, image, use')])
		node.remove();
	for (const link of [...root.querySelectorAll('a')])
		link.replaceWith(...link.childNodes);
	return document.importNode(root, true);
}

// Puts what differs in the new page into the old one: most keys change one block, and laying out a block costs less than a page.
function renew(old, page) {
	const before = [...old.childNodes], after = [...page.childNodes];
	let head = 0, tail = 0;
	while (head < before.length && head < after.length && before[head].isEqualNode(after[head]))
		head++;
	while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail].isEqualNode(after[after.length - 1 - tail]))
		tail++;
	for (const node of before.slice(head, before.length - tail))
		node.remove();
	const next = before[before.length - tail] ?? null;
	for (const node of after.slice(head, after.length - tail))
		old.insertBefore(node, next);
}

export class Pages {
	constructor(plan) {
		Object.assign(this, { plan, last: null, marked: null, hashes: [], running: false, again: false, timer: 0, onValue: null, onPassage: null });
		this.count = el('span.page-count', { role: 'status' });
		this.trouble = el('ul.findings', { role: 'alert' });
		this.sheets = el('div.sheets', { tabindex: '0', role: 'region', 'aria-label': t('pages'), on: { click: event => this.click(event) } });
		this.zoom = Number(localStorage.getItem('zoom')) || 1;
		const zoom = by => () => this.setZoom(by ? this.zoom * by : 1);
		this.box = el('div.right', null,
			el('div.bar', null, this.count, el('span.space'), button('−', zoom(1 / 1.15), { class: 'quiet', 'aria-label': t('zoom-out') }),
				button(t('zoom-fit'), zoom(0), { class: 'quiet' }), button('+', zoom(1.15), { class: 'quiet', 'aria-label': t('zoom-in') })),
			this.trouble, this.sheets);
		this.setZoom(this.zoom);
	}

	setZoom(zoom) {
		this.zoom = Math.max(0.4, Math.min(3, zoom));
		localStorage.setItem('zoom', this.zoom);
		this.sheets.style.setProperty('--zoom', this.zoom);
	}

	close() {
		clearTimeout(this.timer);
		clearTimeout(this.slow);
		this.closed = true;
	}

	// Drafts soon. While one is made, what is typed goes into the next one.
	draw() {
		clearTimeout(this.slow);
		this.slow = setTimeout(() => this.count.classList.add('busy'), SLOW);
		if (!this.last && !this.count.textContent)
			this.count.textContent = t('drafting');
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.run(), DEBOUNCE);
	}

	async run() {
		if (this.running) {
			this.again = true;
			return;
		}
		this.running = true;
		this.again = false;
		const answer = await ask('draft', { ...this.plan.given, pages: this.hashes, fonts: [...loaded.keys()] });
		if (!this.closed)
			await (answer.ok ? this.show(answer) : this.fail(answer));
		this.running = false;
		if (this.again && !this.closed)
			await this.run();
	}

	async show(answer) {
		await takeFonts(answer.fonts);
		this.lay([]);
		answer.sheets.forEach((sheet, i) => {
			if (sheet.svg)
				this.put(i, readPage(sheet.svg));
			this.hashes[i] = sheet.hash;
		});
		while (this.sheets.children.length > answer.sheets.length)
			this.sheets.lastChild.remove();
		this.hashes.length = answer.sheets.length;
		put(this.trouble);
		this.sheets.classList.remove('stale');
		this.rest();
		this.count.textContent = t('page-count', answer.pages);
		this.last = answer;
		this.mark(this.marked, true);
		this.plan.tell('drafted', answer);
	}

	fail(answer) {
		const unmade = !desk.years.includes(this.plan.year) && answer.messages.length;
		put(this.trouble, unmade ? noYearNode(this.plan) : [el('li', null, t('no-pages')), ...answer.messages.filter(isFault).map(message => el('li', null, this.plan.said(message)))]);
		if (!answer.messages.length)
			this.trouble.append(el('li', null, t(answer.error || 'failed')));
		this.sheets.classList.add('stale');
		this.rest();
		this.plan.tell('drafted', { failed: true, gaps: this.last?.gaps ?? [], messages: answer.messages });
	}

	rest() {
		clearTimeout(this.slow);
		this.count.classList.remove('busy');
	}

	put(i, svg) {
		let sheet = this.sheets.children[i];
		if (!sheet) {
			sheet = el('div.sheet');
			this.sheets.append(sheet);
		}
		sheet.setAttribute('role', 'group');
		sheet.setAttribute('aria-label', t('page-n', i + 1));
		const old = sheet.firstElementChild;
		if (old && ['width', 'height'].every(name => old.getAttribute(name) === svg.getAttribute(name))) {
			renew(old, svg);
			return;
		}
		sheet.style.aspectRatio = svg.getAttribute('viewBox').split(' ').slice(2).join(' / ');
		put(sheet, svg);
	}

	// Pieces of the pages that the value gave.
	pieces(name) {
		return name ? [...this.sheets.querySelectorAll('[data-value]')].filter(piece => piece.getAttribute('data-value') === name) : [];
	}

	blocks(id) {
		return [...this.sheets.querySelectorAll('text[data-passage]')].filter(block => {
			const passage = block.getAttribute('data-passage');
			return passage === id || passage.startsWith(`${id}#`) || passage.startsWith(`${id}/`);
		});
	}

	lay(pieces, name, quiet) {
		for (const old of [...this.sheets.querySelectorAll('.mark')])
			old.remove();
		for (const piece of pieces) {
			const box = piece.getBBox();
			const rect = document.createElementNS(SVG, 'rect');
			for (const [key, value] of Object.entries({ x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2, class: `mark ${name}` }))
				rect.setAttribute(key, value);
			(piece.closest('text') ?? piece).before(rect);
		}
		if (pieces.length && !quiet)
			this.reveal(pieces);
	}

	// The value in hand is marked, and brought into sight.
	mark(name, quiet) {
		this.marked = name;
		this.lay(this.pieces(name), 'value', quiet);
	}

	markPassage(id) {
		this.marked = null;
		this.lay(id ? this.blocks(id) : [], 'passage');
	}

	reveal(pieces) {
		const frame = this.sheets.getBoundingClientRect();
		const inSight = piece => {
			const box = piece.getBoundingClientRect();
			return box.top >= frame.top && box.bottom <= frame.bottom;
		};
		if (!pieces.some(inSight)) {
			const box = pieces[0].getBoundingClientRect();
			this.sheets.scrollBy({ top: box.top - frame.top - frame.height / 3 });
		}
	}

	click(event) {
		const value = event.target.closest?.('[data-value]'), passage = event.target.closest?.('[data-passage]');
		if (String(getSelection()))
			return;
		if (value && this.plan.need(value.getAttribute('data-value')))
			this.onValue?.(value.getAttribute('data-value'));
		else if (passage)
			this.onPassage?.(passage.getAttribute('data-passage').split('#')[0]);
	}
}
