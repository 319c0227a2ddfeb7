// The documents to take away.
import { fetchFile, isFault, MISSING, saveFile } from './api.js';
import { approve } from './approve.js';
import { add, button, dialog, el } from './dom.js';
import { DAY_OF_ISSUE } from './fill.js';
import { desk, unitOf } from './state.js';
import { t } from './words.js';

const formats = ['pdf', 'docx', 'md', 'txt'];
const templates = [['', 'get-plain'], ['gbt9704-head', 'get-head']];

// A day as documents print it; as it is typed where it is written otherwise.
const dayText = typed => typed.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, (...[, year, month, day]) => t('day', year, month, day));

// What is missing, each with the way to its field; and what else is wrong.
function tellRefusal(messages, { plan, pages, open }) {
	const wrong = messages.filter(isFault);
	const named = wrong.map(message => ({ message, names: plan.about(message).map(need => need.name) }));
	const isMissing = ({ message, names }) => message.code === MISSING && names.length > 0;
	const missing = [...new Set(named.filter(isMissing).flatMap(({ names }) => names))];
	const others = named.filter(entry => !isMissing(entry));
	const labels = name => [...new Set(pages.last?.gaps.filter(gap => gap.name === name).map(gap => gap.label))].join(t('comma')) || plan.need(name).label;
	return dialog(t('get-refused'), close => {
		const go = name => () => {
			close();
			open('fill', { name });
		};
		return [others.length ? el('ul.findings', null, others.map(({ message, names }) => el('li', null, plan.said(message), ' ',
			names.map(name => button(t('check-field-of', plan.need(name).label), go(name), { class: 'quiet' }))))) : '',
			missing.length ? [el('p.missing-count', null, t('missing', missing.length)),
				el('ul.to-fill', null, missing.map(name => el('li', null, labels(name), ' ', button(t('check-field'), go(name), { class: 'quiet' }))))] : '',
			el('p.actions', null, button(t('close'), () => close(), { class: 'primary' }))];
	});
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
		const answer = await fetchFile('get', { ...plan.given, format, final: choice.querySelector(':checked').value === 'final', book: book.checked });
		at.disabled = false;
		if (answer.ok)
			saveFile(answer);
		else
			await tellRefusal(answer.messages, { plan, pages, open });
	};
	const day = plan.need(DAY_OF_ISSUE);
	const plans = unitOf(plan.unit).variants.filter(i => desk.variants[i].written).length;
	const book = el('input', { type: 'checkbox', id: 'book' });
	add(panel, choice, day && el('p.hint', { id: 'day-of-issue' }, plan.text(day) || day.value ? t('get-day', dayText(plan.text(day) || day.value)) : t('get-no-day'), ' ',
		button(t('get-day-change'), () => open('fill', { name: DAY_OF_ISSUE }), { class: 'quiet' })), el('p.field', null, el('label', { for: 'template' }, t('get-template')), template),
		plans > 1 && el('label.choice', { for: 'book' }, book, t('get-book', plans)),
		el('div.get', null, formats.map(format => {
			const at = button(t(`get-${format}`), () => take(format, at), { id: `get-${format}`, class: format === 'pdf' ? 'primary' : null });
			return at;
		})), plan.edits.size ? el('p.hint', null, t('get-unsaved')) :
			desk.may.approve && el('p', null, button(t('get-approve'), async event => {
				const at = event.target;
				at.disabled = true;
				await approve({ unit: plan.unit, variant: plan.variant, year: plan.year, template: plan.template ?? undefined }, () => plan.reload());
				at.disabled = false;
			}, { id: 'approve' }), ' ', el('small', null, t('get-approve-hint'))));
}
