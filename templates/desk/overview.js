// The head of office's table: all plans, how far they are.
import { ask, fetchFile, saveFile, told } from './api.js';
import { approvalNode, approve } from './approve.js';
import { collect } from './collect.js';
import { add, button, el, put, toast } from './dom.js';
import { desk, planHash } from './state.js';
import { locale, t } from './words.js';

const columns = ['unit', 'type', 'plan', 'state', 'pages', 'gaps', 'findings', 'approved', 'last'];
const numbers = ['pages', 'gaps', 'findings'];
const states = ['all', 'draft', 'final', 'failed', 'approved', 'stale', 'unapproved'];

export async function overviewView(main, [year]) {
	let rows = [], sortBy = null, down = false;
	const wanted = Number(year) || desk.year;
	const filter = el('input', { type: 'search', id: 'filter', 'aria-label': t('overview-filter'), placeholder: t('overview-filter'), on: { input: () => draw() } });
	const state = el('select', { id: 'state', 'aria-label': t('overview-state'), on: { change: () => draw() } },
		states.map(name => el('option', { value: name }, t(name === 'all' ? 'overview-all' : `state-${name}`))));
	const years = el('select', { id: 'overview-year', 'aria-label': t('choose-year'), on: { change: () => (location.hash = `#/overview/${years.value}`) } },
		[...new Set([...desk.years, desk.year, wanted])].sort().map(value => el('option', { value, selected: value === wanted }, value)));
	const sum = el('p.hint', { role: 'status' }, t('overview-loading'));
	const body = el('tbody');
	const heads = columns.map(name => el(numbers.includes(name) ? 'th.number' : 'th', { scope: 'col' }, button(t(`overview-${name}`), () => {
		down = sortBy === name && !down;
		sortBy = name;
		draw();
	}, { class: 'sort' })));
	const forms = button(t('overview-forms'), async () => {
		const units = [...new Set(picked().map(row => row.id))];
		const answer = units.length ? await fetchFile('form', { units: units.join(','), year: wanted }) : null;
		if (answer?.ok)
			saveFile(answer);
		else
			toast(t('failed'));
	}, { id: 'forms' });
	const each = button(t('overview-forms-each'), () => {
		const units = [...new Map(picked().map(row => [row.id, row])).values()];
		return collect({ title: t('overview-forms-each'), items: units, label: row => row.unit, archive: t('forms-archive', wanted), make: async row => {
			const answer = await fetchFile('form', { units: row.id, year: wanted });
			return answer.ok ? { ...answer, name: `${row.unit.replaceAll('/', '_')}.xlsx` } : answer;
		} });
	}, { id: 'forms-each' });
	const build = button(t('overview-build'), () => {
		const format = el('select', { id: 'build-format' }, ['pdf', 'docx'].map(name => el('option', { value: name }, t(`get-${name}`))));
		const final = el('input', { type: 'checkbox', id: 'build-final' });
		return collect({ title: t('overview-build'), items: picked(), label: row => `${row.unit} ${row.variant}`, archive: t('build-archive', wanted),
			choices: [el('label', { for: 'build-format' }, t('build-format')), format, el('p', null, el('label.choice', { for: 'build-final' }, final, t('build-final')))],
			make: async row => {
				const answer = await fetchFile('get', { unit: row.id, variant: row.variant, year: wanted, format: format.value, final: final.checked });
				return answer.ok ? { ...answer, name: `${row.unit.replaceAll('/', '_')}/${answer.name.replaceAll('/', '_')}` } : answer;
			} });
	}, { id: 'build' });

	const value = (row, name) => ({ ...row, plan: row.variant, last: row.last?.when ?? 0, approved: row.approval?.when ?? '' })[name];

	const address = row => planHash(row.id, row.variant, wanted);

	const isIn = (row, name) => ({ all: true, approved: row.approval && !row.approval.stale, stale: row.approval?.stale,
		unapproved: row.state === 'final' && (!row.approval || row.approval.stale) })[name] ?? row.state === name;

	function picked() {
		const text = filter.value.trim();
		return rows.filter(row => isIn(row, state.value) &&
			(!text || [row.unit, row.type, row.variant, row.id].some(cell => cell.includes(text))));
	}

	// What was approved, and the button for it where the plan could be final.
	function approvalCell(row) {
		const open = row.state === 'final' && (!row.approval || row.approval.stale) && desk.may.approve;
		return el('td', null, row.approval && approvalNode(row.approval), open && button(t('approve'), () =>
			approve({ unit: row.id, variant: row.variant, year: wanted }, () => load(row.id)), { class: 'quiet', 'aria-label': `${t('approve')} ${row.unit} ${row.variant}` }));
	}

	function draw() {
		const shown = picked();
		if (sortBy)
			shown.sort((a, b) => {
				const x = value(a, sortBy), y = value(b, sortBy);
				return (typeof x === 'number' ? x - y : x.localeCompare(y, 'zh-CN')) * (down ? -1 : 1);
			});
		columns.forEach((name, i) => heads[i].setAttribute('aria-sort', sortBy !== name ? 'none' : down ? 'descending' : 'ascending'));
		put(body, ...shown.map(row => el('tr', null,
			el('th', { scope: 'row' }, el('a', { href: address(row) }, row.unit)),
			el('td', null, row.type), el('td', null, row.variant), el('td', null, el(`span.state.${row.state}`, null, t(row.state === 'draft' && !row.gaps ? 'state-unconfirmed' : `state-${row.state}`))),
			el('td.number', null, row.pages || ''), el('td.number', null, row.gaps ? el('a', { href: `${address(row)}/fill` }, row.gaps) : ''),
			el('td.number', null, row.findings ? el('a', { href: `${address(row)}/check` }, row.findings) : ''),
			approvalCell(row),
			el('td', null, row.last ? `${row.last.who} ${new Date(row.last.when * 1000).toLocaleDateString(locale())}` : ''))));
		sum.textContent = t('overview-sum', shown.length, shown.filter(row => row.state === 'final').length, shown.filter(row => row.approval && !row.approval.stale).length);
	}

	add(main, el('section.wide', null, el('h1', null, t('nav-overview')),
		el('div.bar', null, years, filter, state, sum),
		el('div.bar', null, forms, each, build),
		el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': t('nav-overview') },
			el('table.grid.overview', null, el('thead', null, el('tr', null, heads)), body))));
	// Reads all plans, or again those of one unit.
	async function load(unit) {
		const answer = await ask('overview', unit ? { year: wanted, units: unit } : { year: wanted });
		if (!answer.ok) {
			sum.textContent = told(answer);
			return;
		}
		const approvals = new Map(answer.approvals.map(approval => [`${approval.unit}/${approval.variant}`, approval]));
		const read = answer.plans.map(row => ({ ...row, last: answer.changes[row.id], approval: approvals.get(`${row.id}/${row.variant}`) }));
		rows = unit ? rows.map(row => read.find(other => other.id === row.id && other.variant === row.variant) ?? row) : read;
		draw();
	}

	await load();
}
