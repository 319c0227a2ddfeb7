// What was changed in the content, and taking it back.
import { ask } from './api.js';
import { add, button, el, put } from './dom.js';
import { undoChange } from './plan.js';
import { desk, unitOf, variantOf } from './state.js';
import { locale, t } from './words.js';

const when = seconds => new Date(seconds * 1000).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });

// What a part says, without more than its first words.
const shown = text => text === null ? '' : text.length > 120 ? `${text.slice(0, 120)}…` : text || t('new-file');

const variantName = id => variantOf(id)?.short ?? id;

// What a file of the content is to people; its path where it is nothing that they know.
function fileName(path) {
	const [, folder, rest] = /^([^/]+)\/(.*?)(?:\.[^./]*)?$/.exec(path) ?? [];
	const [unit, variant] = (rest ?? '').split('/');
	switch (folder) {
	case 'units':
		return variant ? t('part-own', unitOf(unit)?.name ?? unit, variant === '共同' ? t('part-own-all') : variantName(variant)) : t('part-units', rest);
	case 'plans':
		return t('part-plan', variantName(rest));
	case 'shared':
		return t('text-part', rest);
	case 'years':
		return t('part-year', rest);
	default:
		return path === 'approved.csv' ? t('part-approved') : path === 'words/accepted.csv' ? t('part-accepted') : path;
	}
}

// An own text as its file has it: its head says which passage it is for, what is done with it, and why.
function ownText(text) {
	const [, head, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text ?? '') ?? [];
	const field = name => head && new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(head)?.[1];
	return head ? t('part-passage', (field('段落') ?? '').split('/').pop(), field('处理') ?? '', field('理由') ?? '') + body.replace(/^#+\s*/gm, '').trim() : text;
}

// Whose row it is.
function rowName(part) {
	if (part.file === 'approved.csv' && part.row) {
		const [unit, variant, year] = part.row.split('/');
		return t('bring-plan', unitOf(unit)?.name ?? unit, variantName(variant), year);
	}
	return part.file.startsWith('units/') && part.row ? unitOf(part.row)?.name ?? part.row : fileName(part.file);
}

// The name of a value that one plan alone has says which: 13-党支部@党员人数.
function columnName({ file, column, label }) {
	if (file === 'approved.csv')
		return t('part-approver');
	const [, variant, name] = /^(.*)@(.*)$/.exec(column) ?? [];
	return variant ? t('part-only', label ?? name, variantName(variant)) : label ?? column;
}

// `parts`: all of the change.
function partRow(part, parts) {
	const whole = part.row !== null && part.column === null;
	const added = whole && parts.some(other => other.file === part.file && other.row === part.row && other.column && other.new);
	return el('tr', { title: [part.file, part.cell, part.row, part.column].filter(Boolean).join(' ') }, el('td', null, rowName(part)),
		el('td', null, whole ? t(added ? 'part-row-new' : 'part-row-gone') : part.column === null ? '' : columnName(part)),
		el(part.old ? 'td.old' : 'td', null, shown(part.row === null ? ownText(part.old) : part.old)), el('td.new', null, shown(part.row === null ? ownText(part.new) : part.new)));
}

// What programs keep for themselves is no news to people.
const isNews = part => !(part.file === 'words/accepted.csv' && ['编号', '文件'].includes(part.column)) &&
	!(part.file === 'approved.csv' && part.column !== '人');

export function partsTable(parts) {
	return el('table.grid.parts', null, el('tbody', null, parts.filter(isNews).map(part => partRow(part, parts))));
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
