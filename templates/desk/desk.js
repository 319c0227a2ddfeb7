// The page as a whole: its head, and which view the address names.
import { ask } from './api.js';
import { changesView } from './changes.js';
import { chooseView } from './choose.js';
import { button, dialog, el, put, toast } from './dom.js';
import { loginView } from './login.js';
import { overviewView } from './overview.js';
import { planView } from './plan.js';
import { desk, hasUnsaved, loadDesk, unitOf, variantOf } from './state.js';
import { language, setLanguage, t } from './words.js';

const PING_MINUTES = 5; // so that the desk knows that a page is open
const views = { '': chooseView, plan: planView, overview: overviewView, changes: changesView };
const main = document.getElementById('main');
let leave = null; // of the view that is shown

function lastPlan() {
	return localStorage.getItem('last-plan');
}

function link(name, hash, here) {
	return el('a', { href: hash, 'aria-current': here ? 'page' : null }, t(name));
}

function languageButton(then) {
	return button(t('other-language'), () => {
		setLanguage(language() === 'en' ? 'zh' : 'en', true);
		then();
	}, { class: 'quiet', lang: language() === 'en' ? 'zh-CN' : 'en' });
}

// Who is not logged in sees nothing else.
function showLogin() {
	put(document.getElementById('top'), el('span.brand', null, el('strong', null, t('name'))), el('span.space'), languageButton(showLogin));
	put(main);
	loginView(main);
}

function drawHead(view) {
	const last = lastPlan();
	document.getElementById('skip').textContent = t('skip');
	put(document.getElementById('top'),
		el('a.brand', { href: '#/' }, el('strong', null, t('name')), el('small', null, t(desk.users ? 'tagline-office' : 'tagline'))),
		el('nav', { 'aria-label': t('name') }, link('nav-choose', '#/', view === ''), last && link('nav-plan', last, view === 'plan'),
			link('nav-overview', '#/overview', view === 'overview'), link('nav-changes', '#/changes', view === 'changes')),
		(desk.readOnly || !desk.may.fill) && el('span.read-only', null, t('read-only')),
		el('a', { href: 'guide/', target: '_blank', rel: 'noopener' }, t('guides')),
		desk.users && el('span.who', null, t('logged-in', desk.who, t(`role-${desk.role}`))),
		desk.users && button(t('log-out'), async () => {
			await ask('logout', {});
			location.reload();
		}, { class: 'quiet', id: 'log-out' }),
		desk.may.owner && button(t('end'), async () => {
			if (hasUnsaved() && !await mayLose())
				return;
			if ((await ask('end', {})).ok)
				put(document.body, el('p.ended', { role: 'status' }, t('ended')));
		}, { class: 'quiet', id: 'end' }),
		languageButton(show));
}

const mayLose = () => dialog(t('end-unsaved'), close => el('p.actions', null, button(t('cancel'), () => close(false)),
	button(t('end-anyway'), () => close(true), { class: 'primary' })));

async function show() {
	const [, name = '', ...rest] = location.hash.split('/').map(decodeURIComponent);
	const view = views[name] ? name : '';
	leave?.();
	leave = null;
	document.title = t('name');
	if (view === 'plan' && unitOf(rest[0]) && variantOf(rest[1]))
		localStorage.setItem('last-plan', location.hash);
	drawHead(view);
	put(main);
	main.className = `view-${view || 'choose'}`;
	leave = await views[view](main, rest);
}

window.addEventListener('hashchange', () => desk.role && show());
setInterval(() => fetch('api/ping', { method: 'POST' }).catch(() => null), PING_MINUTES * 60000);

const answer = await loadDesk();
setLanguage(answer.language ?? 'zh');
if (answer.ok)
	await show();
else if (answer.status === 401)
	showLogin();
else
	put(main, el('section.trouble', null, el('h1', null, t('failed')),
		el('ul', null, answer.messages.map(message => el('li', null, message.file ? `${message.file}:${message.line} ` : '', message.text)))));
for (const message of answer.ok ? answer.messages.filter(message => message.severity !== 'note').slice(0, 3) : [])
	toast(message.text);
