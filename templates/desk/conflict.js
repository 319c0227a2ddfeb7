// Values that two people changed at the same time.
import { button, dialog, el } from './dom.js';
import { t } from './words.js';

// Lets the person choose for each value. Resolves to what is to be saved then, each with what the other one wrote as what it was; null: nothing.
export function settleConflicts(plan, values, conflicts) {
	return dialog(t('conflict-title'), close => {
		const choices = conflicts.map((conflict, i) => {
			const pick = (value, text, checked) => el('label.choice', null,
				el('input', { type: 'radio', name: `conflict-${i}`, value, checked }), el('span', null, text || t('new-file')));
			return el('tr', null, el('th', { scope: 'row' }, plan.need(conflict.name)?.label ?? conflict.name),
				el('td', null, conflict.old || t('new-file')), el('td', null, pick('theirs', conflict.theirs, true)),
				el('td', null, pick('mine', conflict.mine)));
		});
		const settle = () => {
			const rest = { ...values };
			conflicts.forEach((conflict, i) => {
				const mine = choices[i].querySelector('input:checked').value === 'mine';
				if (mine) {
					rest[conflict.name] = { old: conflict.theirs, new: conflict.mine };
				} else {
					delete rest[conflict.name];
					plan.drop(conflict.name);
				}
			});
			plan.keep();
			close(rest);
		};
		return [el('p', null, t('conflict-hint')),
			el('table.grid', null, el('thead', null, el('tr', null, el('th'), ['before', 'theirs', 'mine'].map(key => el('th', { scope: 'col' }, t(`conflict-${key}`))))),
				el('tbody', null, choices)),
			el('p.actions', null, button(t('cancel'), () => close(null)), button(t('conflict-save'), settle, { class: 'primary' }))];
	});
}
