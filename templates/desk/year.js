// What holds for all in a year: where it has no profile yet, and where what was taken over from another year waits to be confirmed.
import { ask, told } from './api.js';
import { button, dialog, el, toast } from './dom.js';
import { desk, loadDesk } from './state.js';
import { t } from './words.js';

// Says that the plan's year has no profile, with the way to one.
export function noYearNode(plan) {
	const make = async event => {
		event.target.disabled = true;
		const answer = await ask('year', { year: plan.year });
		toast(answer.ok ? t('year-made', plan.year) : told(answer));
		await loadDesk();
		await plan.reload();
	};
	return el('li.no-year', null, t('year-none', plan.year), ' ', desk.may.text ? button(t('year-make', plan.year), make, { class: 'primary', id: 'year-make' }) : t('year-whom'));
}

export const unconfirmed = plan => plan.needs.filter(need => need.from);

// Lets the person confirm what the plan has from another year: one by one or all, as it is or with another text.
export function confirmYear(plan) {
	return dialog(t('confirm-title', plan.year), close => {
		const needs = unconfirmed(plan);
		const trouble = el('p.error', { role: 'alert' });
		const write = async chosen => {
			const entries = Object.fromEntries(chosen.map(({ need, input }) => [need.name, input.value === need.else ? null : input.value]));
			const answer = await ask('confirm', { year: plan.year, entries });
			if (!answer.ok)
				return trouble.replaceChildren(plan.saidBy(answer));
			close();
			await plan.reload();
			toast(t('confirmed', chosen.length));
			return unconfirmed(plan).length && confirmYear(plan);
		};
		const rows = needs.map(need => ({ need, input: el('textarea', { rows: 2, 'aria-label': need.label, value: need.else }) }));
		return [el('p', null, t('confirm-hint', needs[0].from)), trouble,
			el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': t('confirm-title', plan.year) }, el('table.grid', null, el('tbody', null, rows.map(row =>
				el('tr', { 'data-name': row.need.name }, el('th', { scope: 'row' }, row.need.label), el('td', null, row.input),
					el('td', null, button(t('confirm-one'), () => write([row]), { class: 'quiet', 'aria-label': `${t('confirm-one')} ${row.need.label}` }))))))),
			el('p.actions', null, button(t('close'), () => close()), button(t('confirm-all', needs.length), () => write(rows), { class: 'primary', id: 'confirm-all' }))];
	});
}
