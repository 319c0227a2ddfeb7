// Check: what would embarrass the office, beside the passage that it is in.
import { ask } from './api.js';
import { add, button, el, put } from './dom.js';
import { t } from './words.js';

const GAP_NOTE = 'K043'; // names the variable at a place that is not filled in

// Values that are missing are told once, not at each place: “not filled in yet”, and the note beside it that names the variable.
function withoutGaps(findings) {
	const at = finding => `${finding.file}:${finding.line}:${finding.column}`;
	const gaps = new Set(findings.filter(finding => finding.code === GAP_NOTE).map(at));
	return findings.filter(finding => !gaps.has(at(finding)));
}

// The passage that the finding is in: the last that begins before it in its file. Null: it is about the whole.
function passageOf(passages, finding) {
	let found = null;
	for (const passage of passages)
		if (finding.file && passage.file === finding.file && passage.line <= finding.line && (!found || passage.line >= found.line))
			found = passage;
	return found;
}

export function checkTab(panel, { plan, pages, open }) {
	const list = el('div.checked');
	const status = el('span', { role: 'status' });
	let asked = 0;

	function item(finding, passage) {
		const need = finding.about && plan.need(finding.about);
		return el(`li.finding.${finding.severity}`, null, el('span.severity', null, t(`severity-${finding.severity}`)), el('p', null, finding.text),
			el('p.where', null, el('code', null, finding.code), finding.cell ? ` ${finding.file.split('/').pop()} ${finding.cell}` : '',
				need && button(t('check-field'), () => open('fill', { name: finding.about }), { class: 'quiet' }),
				passage && button(t('check-go'), () => pages.markPassage(passage.id), { class: 'quiet' }),
				passage && button(t('text-edit'), () => open('text', { id: passage.id }), { class: 'quiet' })));
	}

	async function run() {
		const mine = ++asked;
		status.textContent = t('busy');
		const [answer, texts] = await Promise.all([ask('check', plan.given), ask('passages', plan.given)]);
		if (mine !== asked)
			return;
		const findings = withoutGaps(answer.messages).filter(message => message.severity !== 'note' || message.code.startsWith('K'));
		const missing = pages.last?.gaps.length ?? 0;
		const passages = texts.passages || [];
		const groups = new Map();
		for (const finding of findings) {
			const passage = passageOf(passages, finding);
			groups.set(passage, [...groups.get(passage) ?? [], finding]);
		}
		const order = [null, ...passages].filter(passage => groups.has(passage));
		status.textContent = findings.length || missing ? t('check-found', findings.length + missing) : t('check-none');
		put(list, missing ? el('p.finding.warning', null, t('missing', missing), ' ', button(t('next-missing'), () => open('fill', { missing: true }), { class: 'quiet' })) : '', ...order.map(passage => el('section', null, el('h2', null, passage ? passage.heading : t('check-whole')),
			el('ul', null, groups.get(passage).map(finding => item(finding, passage))))));
	}

	add(panel, el('div.bar', null, status, el('span.space'), button(t('check-run'), run, { id: 'check-run' })), el('p.hint', null, t('check-hint')), list);
	const stop = plan.on(what => what === 'saved' && run());
	run();
	return () => {
		asked++;
		stop();
		pages.markPassage(null);
	};
}
