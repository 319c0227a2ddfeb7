// Bring in: forms that came back and documents that were edited, looked at before anything is written.
import { bringFile, fetchFile, saveFile, told } from './api.js';
import { partsTable } from './changes.js';
import { add, button, el, put, toast } from './dom.js';
import { undoChange } from './plan.js';
import { desk, planHash, unitOf, variantOf } from './state.js';
import { differing } from './text.js';
import { t } from './words.js';

export function bringTab(panel, { plan }) {
	const result = el('div.brought', { 'aria-live': 'polite' });
	const input = el('input', { type: 'file', id: 'file', accept: '.xlsx,.docx,.txt,.md', hidden: true, on: { change: () => input.files[0] && look(input.files[0]) } });
	const place = el('div.drop', { on: {
		dragover: event => {
			event.preventDefault();
			place.classList.add('over');
		},
		dragleave: () => place.classList.remove('over'),
		drop: event => {
			event.preventDefault();
			place.classList.remove('over');
			if (event.dataTransfer.files[0])
				look(event.dataTransfer.files[0]);
		} } }, el('p', null, t('bring-place')), button(t('bring-choose'), () => input.click(), { id: 'choose-file' }), input);
	const given = { unit: plan.unit, variant: plan.variant, year: plan.year };

	function tell(messages) {
		return el('ul.findings', null, messages.filter(message => message.severity !== 'note').map(message =>
			el(`li.${message.severity}`, null, message.cell ? `${message.cell}：` : '', plan.said(message))));
	}

	async function accept(file, more) {
		const answer = await bringFile('accept', file, { ...given, ...more });
		if (answer.ok) {
			toast(t('bring-written'), answer.number && button(t('undo'), () => undoChange(answer.number, () => plan.reload())));
			put(result, el('h2', null, file.name), el('p.done', null, t('bring-written')), tell(answer.messages));
			await plan.reload();
		} else {
			add(result, el('p.error', { role: 'alert' }, told(answer)));
		}
	}

	// What would be written, and the button for it; `wanted` gives what of it is wanted then. `whose`: others than the unit of the page, whom it is written to.
	function offer(file, parts, wanted, whose) {
		if (!parts?.length)
			return el('p', null, t('bring-nothing'));
		return [el('p', null, t('bring-would', parts.length)), partsTable(parts), desk.may.fill &&
			el('p.actions.start', null, button(whose ? t('bring-write-other', whose) : t('bring-write'), () => accept(file, wanted()), { class: whose ? null : 'primary', id: 'bring-write' }))];
	}

	const warning = (...content) => el('p.finding.warning.of-others', { role: 'alert' }, ...content);

	// A form may be another unit's, or of several.
	function showForm(file, answer) {
		const others = [...new Set((answer.parts ?? []).map(part => part.row).filter(row => row && row !== plan.unit))].map(id => unitOf(id)?.name ?? newName(answer.parts, id));
		const whose = others.join(t('comma'));
		put(result, el('h2', null, file.name), tell(answer.messages), others.length ? warning(t('bring-form-other', whose, unitOf(plan.unit).name)) : null,
			offer(file, answer.parts, () => ({}), whose));
	}

	const newName = (parts, id) => parts.find(part => part.row === id && part.column === '名称')?.new ?? id;

	// The document says that it is another plan.
	function otherNode(other) {
		if (!other)
			return null;
		if (!other.unit && !other.variant)
			return warning(t('bring-strange'));
		const name = t('bring-plan', unitOf(other.unit)?.name ?? '', variantOf(other.variant)?.short ?? other.variant, other.year);
		return warning(t('bring-other', name, t('bring-plan', unitOf(plan.unit).name, variantOf(plan.variant).short, plan.year)), ' ',
			el('a', { href: `${planHash(other.unit, other.variant, other.year)}/bring` }, t('bring-other-open')));
	}

	// What was changed here since the document was made, and not in it.
	function sinceNode(since) {
		return since.length > 0 && el('div.since', null, el('p.hint', null, t('bring-since')), el('ul', null, since.map(({ name, then, now }) =>
			el('li', { title: name }, t('bring-since-one', plan.need(name)?.label ?? name, then, now)))));
	}

	function passageNode(change) {
		const pieces = change.pieces?.length ? differing(change.pieces.map(piece => ({ side: { delete: -1, insert: 1 }[piece.op] ?? 0, text: piece.text }))) :
			[change.before && el('del', null, change.before.text), change.after && el('ins', null, change.after.text)];
		return el('li', null, el('p.passage-body', null, pieces));
	}

	function showDocument(file, answer) {
		const { changes, values, since } = answer.diff;
		const box = (id, text) => el('label.choice', { for: id }, el('input', { type: 'checkbox', id, checked: !(id === 'take-text' && !desk.may.text), disabled: id === 'take-text' && !desk.may.text }), t(text));
		const preview = el('div');
		const wanted = () => ({ ...Object.fromEntries(['values', 'text'].filter(name => result.querySelector(`#take-${name}`).checked).map(name => [name, '1'])),
			...answer.other && { other: answer.other.key } });
		const whose = answer.other && (unitOf(answer.other.unit)?.name ?? t('bring-anyway'));
		const show = async () => {
			const seen = await bringFile('bring', file, { ...given, ...wanted() });
			put(preview, tell(seen.messages), offer(file, seen.parts, wanted, whose));
		};
		put(result, el('h2', null, file.name), otherNode(answer.other), sinceNode(since));
		if (!changes.length && !values.length) {
			add(result, el('p', null, t('bring-same')));
			return;
		}
		add(result, el('p', null, t('bring-differs', changes.length)), el('ul.differences', null, changes.map(passageNode)),
			el('p', null, box('take-values', 'bring-values'), box('take-text', 'bring-text')), preview);
		for (const name of ['values', 'text'])
			result.querySelector(`#take-${name}`).addEventListener('change', show);
		show();
	}

	async function look(file) {
		put(result, el('p', null, t('busy')));
		const answer = await bringFile('bring', file, given);
		if (answer.ok)
			(answer.kind === 'form' ? showForm : showDocument)(file, answer);
		else
			put(result, el('h2', null, file.name), el('p.error', { role: 'alert' }, answer.error === 'ending' ? t('bring-ending') : t('failed')), tell(answer.messages));
		input.value = '';
	}

	add(panel, el('p.hint', null, t('bring-hint')), place, el('p', null, button(t('bring-form'), async () => {
		const answer = await fetchFile('form', { units: plan.unit, year: plan.year });
		if (answer.ok)
			saveFile({ ...answer, name: t('form-of', unitOf(plan.unit).name.replaceAll('/', '_'), plan.year) });
	}, { class: 'quiet', id: 'form' })), result);
	return null;
}
