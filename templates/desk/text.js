// Change the text: a passage that is edited becomes the unit's own; the shared text stays.
import { ask, told } from './api.js';
import { add, button, el, put, toast } from './dom.js';
import { undoChange } from './plan.js';
import { desk, planHash, unitOf, variantOf } from './state.js';
import { t } from './words.js';

// The text in pieces that are the same or on one side only: by characters, after what both begin and end with.
export function differ(before, after) {
	const a = [...before], b = [...after];
	let head = 0, tail = 0;
	while (head < a.length && head < b.length && a[head] === b[head])
		head++;
	while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
		tail++;
	const x = a.slice(head, a.length - tail), y = b.slice(head, b.length - tail), pieces = [];
	const push = (side, text) => text && (pieces.at(-1)?.side === side ? (pieces.at(-1).text += text) : pieces.push({ side, text }));
	push(0, a.slice(0, head).join(''));
	if (x.length * y.length > 4e6) { // two long texts: whole
		push(-1, x.join(''));
		push(1, y.join(''));
	} else {
		const common = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1));
		for (let i = x.length - 1; i >= 0; i--)
			for (let k = y.length - 1; k >= 0; k--)
				common[i][k] = x[i] === y[k] ? common[i + 1][k + 1] + 1 : Math.max(common[i + 1][k], common[i][k + 1]);
		let i = 0, k = 0;
		while (i < x.length || k < y.length)
			if (i < x.length && k < y.length && x[i] === y[k]) {
				push(0, x[i++]);
				k++;
			} else if (i < x.length && (k === y.length || common[i + 1][k] >= common[i][k + 1]))
				push(-1, x[i++]);
			else
				push(1, y[k++]);
	}
	push(0, a.slice(a.length - tail).join(''));
	return pieces;
}

export const differing = pieces => pieces.map(({ side, text }) => side ? el(side < 0 ? 'del' : 'ins', null, text) : text);

// What a tag of a template says to people: a name is its value; what holds only sometimes is in brackets that say when.
function spoken(tag, typeOf) {
	const [, sign, name, comparison, value, other] = /^([#^/>]?)\s*([^!=]+?)\s*(?:(!?=)\s*(?:"([^"]*)"|([^"!=]+?)))?\s*$/.exec(tag) ?? [null, '', tag];
	const either = other || value && value.split('|').map(one => one || t('new-file')).join(t('text-or'));
	switch (sign) {
	case '/':
		return '〕';
	case '>':
		return t('text-part', name.split(/\s/)[0]);
	case '^':
		return t('text-unless', name);
	case '#':
		return comparison ? t(comparison === '=' ? 'text-if' : 'text-if-not', name, either || t('new-file')) :
			t(['list', 'table'].includes(typeOf(name)) ? 'text-each' : 'text-when', name);
	default:
		return name;
	}
}

// The text with its tags set apart.
const tagged = (text, typeOf) => text.split(/(\{\{[^{}]*\}\})/).map((piece, i) => i % 2 ? el('span.tag', null, spoken(piece.slice(2, -2), typeOf)) : piece);

const paragraphs = text => text.replace(/^#+ .*\n?/, '').trim();

export function textTab(panel, { plan, pages, argument }) {
	const list = el('div.passages');
	const only = el('input', { type: 'checkbox', id: 'only-changed', on: { change: () => sift() } });
	const typeOf = name => plan.need(name)?.type;
	let passages = [];

	async function write(passage, given) {
		const answer = await ask('text', { ...plan.given, passage: passage.id, version: passage.version, ...given });
		if (answer.ok) {
			toast(t('text-saved'), answer.number && button(t('undo'), () => undoChange(answer.number, load)));
			await load();
			plan.tell('saved');
		} else {
			toast(answer.error === 'conflict' ? t('text-conflict') : told(answer));
			if (answer.error === 'conflict')
				await load();
		}
		return answer.ok;
	}

	function editor(passage, own, close) {
		const id = `text-${passages.indexOf(passage)}`;
		const text = el('textarea.passage-text', { id, rows: Math.max(3, Math.min(16, Math.ceil(passage.text.length / 30) + 1)), value: own?.text ? paragraphs(own.text) : paragraphs(passage.text) });
		const reason = el('input', { id: `${id}-reason`, value: own?.reason ?? '', required: true });
		const trouble = el('p.error', { role: 'alert' });
		const heading = /^#+ .*/.exec(passage.text)?.[0];
		const save = async () => {
			if (!reason.value.trim()) {
				trouble.textContent = t('text-need-reason');
				reason.focus();
			} else {
				await write(passage, { action: '替换', reason: reason.value.trim(), text: `${heading ? `${heading}\n\n` : ''}${text.value.trim().split(/\n+/).join('\n\n')}\n` });
			}
		};
		return el('div.editor', null, el('label', { for: id }, t('text-words')), text, el('label', { for: `${id}-reason` }, t('text-reason')), reason, trouble,
			el('p.actions', null, button(t('cancel'), close), button(t('save'), save, { class: 'primary' })));
	}

	function useNodes(passage, use) {
		const dropped = use.action === '删除';
		return el('div.own', null,
			el('p', null, el('span.tag.own-tag', null, dropped ? t('text-dropped') : t('text-own')), ' ', use.reason),
			!dropped && el('p.passage-body', null, differing(differ(paragraphs(passage.text), paragraphs(use.text)))),
			use.base_changed && el('div.changed', null, el('p', null, el('strong', null, t('text-changed'))),
				el('p.passage-body', null, differing(differ(use.base ?? '', use.now ?? ''))),
				desk.may.text && button(t('text-accept-base'), async () => {
					const answer = await ask('base', plan.given);
					if (answer.ok) {
						await load();
						plan.tell('saved');
					}
				})));
	}

	// One that has others in it is their heading: they are what is changed.
	function card(passage) {
		if (passages.some(other => other.id.startsWith(`${passage.id}/`)) && !passage.overrides.length)
			return el('div.passage-group', { 'data-id': passage.id }, el('h2', null, tagged(passage.heading, typeOf)), passage.blocks.map(text => el('p.passage-body', null, tagged(text, typeOf))));
		const own = passage.overrides.find(use => use.passage === passage.id);
		const box = el('article.passage', { 'data-id': passage.id, tabindex: '-1', on: { focusin: () => pages.markPassage(passage.id), click: () => pages.markPassage(passage.id) } });
		const draw = editing => put(box,
			el(passage.level > 1 ? 'h3' : 'h2', null, tagged(passage.heading, typeOf)),
			editing ? editor(passage, own, () => draw(false)) : [
				passage.overrides.map(use => useNodes(passage, use)),
				!own && el('p.passage-body', null, tagged(paragraphs(passage.text), typeOf)),
				desk.may.text && el('p.actions.start', null, button(t('text-edit'), () => {
					draw(true);
					box.querySelector('textarea').focus();
				}, { class: 'quiet' }),
					button(t('text-touch'), event => showTouched(passage, event.target), { class: 'quiet touch', title: t('text-touch-why') }),
					own ? button(t('text-back'), () => write(passage, { action: '共用' }), { class: 'quiet' }) :
						button(t('text-drop'), () => dropForm(passage, box, draw), { class: 'quiet' }))]);
		draw(false);
		return box;
	}

	// The plans of all units that have the passage, page by page: what a change of its shared text would touch.
	async function showTouched(passage, at) {
		const list = el('div.touched', { role: 'status' }, t('busy'));
		at.disabled = true;
		at.closest('.passage').querySelector('.touched')?.remove();
		at.closest('.passage').append(list);
		const answer = await ask('touch', { ...plan.given, passage: passage.id });
		at.disabled = false;
		if (!answer.ok)
			return put(list, el('p.error', null, told(answer)));
		const touched = answer.plans.filter(entry => !entry.own), spared = answer.plans.length - touched.length;
		put(list, el('p.hint', null, t('text-touches', touched.length), spared ? t('text-touches-not', spared) : ''), el('ul', null, touched.map(entry =>
			el('li', null, el('a', { href: `${planHash(entry.unit, entry.variant, plan.year)}/text` }, `${unitOf(entry.unit)?.name ?? entry.unit} · ${variantOf(entry.variant)?.short ?? entry.variant}`), ' ',
				t('text-touch-pages', entry.pages.join(t('comma')))))));
	}

	// A passage is left out with a reason, too.
	function dropForm(passage, box, draw) {
		const reason = el('input', { id: 'drop-reason', required: true });
		add(box, el('div.editor', null, el('label', { for: 'drop-reason' }, t('text-reason')), reason,
			el('p.actions', null, button(t('cancel'), () => draw(false)), button(t('text-drop'), () => reason.value.trim() ?
				write(passage, { action: '删除', reason: reason.value.trim(), text: '' }) : reason.focus(), { class: 'primary' }))));
		reason.focus();
	}

	function sift() {
		for (const box of list.children) {
			const passage = passages.find(entry => entry.id === box.dataset.id);
			box.hidden = only.checked && !passage.overrides.length;
		}
	}

	// Passages whose text is all in those below them are headings only.
	async function load() {
		const answer = await ask('passages', plan.given);
		passages = answer.passages || [];
		put(list, ...passages.map(card));
		if (!answer.ok)
			put(list, el('p.error', null, told(answer)));
		sift();
	}

	add(panel, el('div.bar', null, el('label.choice', { for: 'only-changed' }, only, t('text-only-changed'))), el('p.hint', null, t('text-hint')), list);
	load().then(() => {
		const box = argument?.id && [...list.children].find(entry => entry.dataset.id === argument.id);
		if (box) {
			box.scrollIntoView({ block: 'start' });
			box.focus({ preventScroll: true });
		}
	});
	return () => pages.markPassage(null);
}
