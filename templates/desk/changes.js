// What was changed in the content, and taking it back.
import { ask } from './api.js';
import { add, button, el, put } from './dom.js';
import { undoChange } from './plan.js';
import { desk } from './state.js';
import { locale, t } from './words.js';

const when = seconds => new Date(seconds * 1000).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });

// What a part says, without more than its first words.
const shown = text => text === null ? '' : text.length > 120 ? `${text.slice(0, 120)}…` : text || t('new-file');

export function partRow(part) {
	const unit = desk.units.find(entry => entry.id === part.row);
	return el('tr', null, el('td', null, unit?.name ?? part.row ?? part.file), el('td', null, part.column ?? ''), el('td.old', null, shown(part.old)),
		el('td.new', null, shown(part.new)));
}

export function partsTable(parts) {
	return el('table.grid.parts', null, el('tbody', null, parts.map(partRow)));
}

export async function changesView(main) {
	const list = el('ol.changes');
	add(main, el('section.wide', null, el('h1', null, t('nav-changes')), list));
	const draw = async () => {
		const answer = await ask('log', {});
		put(list, ...(answer.changes || []).map(change => el('li', null,
			el('p', null, el('strong', null, `#${change.number}`), ' ', t('changes-by', change.who, when(change.when)), ' ',
				el('span.tag', null, t(`what-${change.what}`, change.what)), change.undoes ? ` ${t('changes-undoes', change.undoes)}` : '',
				change.undone ? el('span.tag', null, t('changes-undone', change.undone)) :
					desk.may.fill && button(t('changes-undo'), () => undoChange(change.number, draw), { class: 'quiet' })),
			partsTable(change.parts))));
		if (!answer.changes?.length)
			put(list, el('li.hint', null, t('changes-none')));
	};
	await draw();
}
