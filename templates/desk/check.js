// Check: what would embarrass the office, beside the passage that it is in.
import { ask, isFault, told } from './api.js';
import { add, button, el, put, toast } from './dom.js';
import { undoChange } from './plan.js';
import { desk } from './state.js';
import { differ, differing } from './text.js';
import { t } from './words.js';

const GAP_NOTE = 'K043'; // names the variable at a place that is not filled in

// Values that are missing are told once, not at each place: “not filled in yet”, and the note beside it that names the variable.
function withoutGaps(findings) {
	const at = finding => `${finding.file}:${finding.line}:${finding.column}`;
	const gaps = new Set(findings.filter(finding => finding.code === GAP_NOTE).map(at));
	return findings.filter(finding => !gaps.has(at(finding)));
}

// The passage that the finding is in: the last that begins before it in its file, which may be that of the unit's own text. Null: it is about the whole.
function passageOf(passages, finding) {
	let found = null, at = 0;
	for (const passage of passages)
		for (const { file, line } of [passage, ...passage.overrides])
			if (finding.file && file === finding.file && line <= finding.line && line >= at) {
				found = passage;
				at = line;
			}
	return found;
}

// Whether the line of the file is the unit's own, which no other plan shows.
const isOwn = (passages, mend) => passages.some(passage => passage.overrides.some(use => use.file === mend.file));

export function checkTab(panel, { plan, pages, open }) {
	const list = el('div.checked');
	const status = el('span', { role: 'status' });
	const all = el('p');
	let asked = 0, mends = [], passages = [];

	// What came of a change, which is said and can be taken back.
	async function tellChange(answer, text) {
		if (answer.ok)
			await plan.reload();
		else
			await run();
		toast(answer.ok ? text : told(answer, answer.error), answer.ok && answer.number && button(t('undo'), () => undoChange(answer.number, () => plan.reload())));
	}

	const mend = async lines => tellChange(await ask('mend', { ...plan.given, lines }), t('check-fixed', lines.length));

	// The finding is right as it stands: why, and who says so, is kept.
	function judgeForm(finding, box) {
		const id = `right-${finding.code}-${finding.line}-${finding.column}`;
		const reason = el('input', { id, required: true });
		const form = el('form.editor', { on: { submit: async event => {
			event.preventDefault();
			if (reason.value.trim())
				await tellChange(await ask('judge', { rule: finding.code, file: finding.file, line: finding.line, column: finding.column, reason: reason.value.trim() }), t('check-right-kept'));
			else
				reason.focus();
		} } }, el('label', { for: id }, t('check-right-why')), reason,
			el('p.actions', null, button(t('cancel'), () => form.remove()), el('button.primary', { type: 'submit' }, t('check-right'))));
		box.querySelector('form')?.remove();
		add(box, form);
		reason.focus();
	}

	// What would stand there, without what stays at both ends of a long line.
	function mendNode(found) {
		const near = 24, pieces = differ(found.old, found.new);
		const cut = (text, i) => i === 0 && text.length > near ? `…${text.slice(-near)}` : i === pieces.length - 1 && text.length > near ? `${text.slice(0, near)}…` : text;
		return el('p.mend', null, differing(pieces.map((piece, i) => piece.side ? piece : { ...piece, text: cut(piece.text, i) })));
	}

	function item(finding, passage) {
		const needs = plan.about(finding);
		const found = mends.find(entry => entry.file === finding.file && entry.line === finding.line &&
			entry.settles.some(settled => settled.code === finding.code && settled.column === finding.column)); // the line may have findings that it leaves
		const box = el(`li.finding.${finding.severity}`, null, el('span.severity', null, t(`severity-${finding.severity}`)), el('p', null, plan.said(finding)),
			el('p.where', null, el('code', null, finding.code), finding.cell ? ` ${finding.file.split('/').pop()} ${finding.cell}` : '',
				needs.map(need => button(needs.length > 1 ? t('check-field-of', need.label) : t('check-field'), () => open('fill', { name: need.name }), { class: 'quiet' })),
				passage && button(t('check-go'), () => pages.markPassage(passage.id), { class: 'quiet' }),
				passage && button(t('text-edit'), () => open('text', { id: passage.id }), { class: 'quiet' }),
				found && desk.may.text && button(t('check-fix'), () => mend([found]), { class: 'quiet fix', title: t(isOwn(passages, found) ? 'check-fix-own' : 'check-fix-shared') }),
				finding.file && finding.code.startsWith('K') && finding.severity !== 'note' && desk.may.text &&
					button(t('check-right'), () => judgeForm(finding, box), { class: 'quiet right-here' })),
			found && mendNode(found));
		return box;
	}

	async function run() {
		const mine = ++asked;
		status.textContent = t('busy');
		const [answer, texts] = await Promise.all([ask('check', plan.given), ask('passages', plan.given)]);
		if (mine !== asked)
			return;
		mends = answer.mends ?? [];
		const findings = withoutGaps(answer.messages).filter(message => message.severity !== 'note' || message.code.startsWith('K'));
		const missing = pages.last?.gaps.length ?? 0;
		passages = texts.passages || [];
		const groups = new Map();
		for (const finding of findings) {
			const passage = passageOf(passages, finding);
			groups.set(passage, [...groups.get(passage) ?? [], finding]);
		}
		put(all, mends.length > 0 && desk.may.text && [button(t('check-fix-all', mends.length), () => mend(mends), { id: 'fix-all' }), ' ', el('small', null, t(mends.every(found => isOwn(passages, found)) ? 'check-fix-own' : 'check-fix-shared'))]);
		const order = [null, ...passages].filter(passage => groups.has(passage));
		status.textContent = findings.length || missing ? t('check-found', findings.length + missing) : t('check-none');
		const stopped = answer.messages.some(message => isFault(message) && !message.code.startsWith('K'));
		put(list, stopped && el('p.hint', { role: 'status' }, t('check-stopped')), missing ? el('p.finding.warning', null, t('missing', missing), ' ', button(t('next-missing'), () => open('fill', { missing: true }), { class: 'quiet' })) : '', ...order.map(passage => el('section', null, el('h2', null, passage ? passage.heading : t('check-whole')),
			el('ul', null, groups.get(passage).map(finding => item(finding, passage))))));
	}

	add(panel, el('div.bar', null, status, el('span.space'), button(t('check-run'), run, { id: 'check-run' })), el('p.hint', null, t('check-hint')), all, list);
	const stop = plan.on(what => what === 'saved' && run());
	run();
	return () => {
		asked++;
		stop();
		pages.markPassage(null);
	};
}
