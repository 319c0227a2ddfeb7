// The documents to take away.
import { fetchFile, saveFile } from './api.js';
import { add, button, dialog, el } from './dom.js';
import { t } from './words.js';

const formats = ['pdf', 'docx', 'md', 'txt'];
const templates = [['', 'get-plain'], ['gbt9704-head', 'get-head']];

function tellRefusal(messages, open) {
	return dialog(t('get-refused'), close => [
		el('ul.findings', null, messages.filter(message => message.severity === 'error' || message.severity === 'system').map(message =>
			el('li', null, message.text))),
		el('p.actions', null, button(t('next-missing'), () => {
			close();
			open('fill', { missing: true });
		}), button(t('close'), () => close(), { class: 'primary' }))]);
}

export function getTab(panel, { plan, pages, open }) {
	const final = (value, hint, checked) => el('label.choice.wide', null, el('input', { type: 'radio', name: 'final', value, checked }),
		el('span', null, t(`get-${value}`), el('small', null, t(hint))));
	const choice = el('fieldset', null, el('legend', null, t('overview-state')), final('draft', 'get-draft-hint', true), final('final', 'get-final-hint'));
	const template = el('select', { id: 'template', on: { change: () => {
		plan.template = template.value || null;
		pages.draw();
	} } }, templates.map(([value, key]) => el('option', { value, selected: (plan.template || '') === value }, t(key))));
	const take = async (format, at) => {
		at.disabled = true;
		const answer = await fetchFile('get', { ...plan.given, format, final: choice.querySelector(':checked').value === 'final' });
		at.disabled = false;
		if (answer.ok)
			saveFile(answer);
		else
			await tellRefusal(answer.messages, open);
	};
	add(panel, choice, el('p.field', null, el('label', { for: 'template' }, t('get-template')), template),
		el('div.get', null, formats.map(format => {
			const at = button(t(`get-${format}`), () => take(format, at), { id: `get-${format}`, class: format === 'pdf' ? 'primary' : null });
			return at;
		})), plan.edits.size ? el('p.hint', null, t('get-unsaved')) : null);
}
