// Who sits at the desk: name and password, where an office shares one.
import { ask } from './api.js';
import { add, el } from './dom.js';
import { t } from './words.js';

export function loginView(main) {
	const name = el('input', { id: 'login-name', autocomplete: 'username', required: true });
	const password = el('input', { id: 'login-password', type: 'password', autocomplete: 'current-password', required: true });
	const trouble = el('p.error', { role: 'alert' });
	const enter = el('button.primary', { type: 'submit', id: 'login' }, t('log-in'));
	add(main, el('form.login', { on: { submit: async event => {
		event.preventDefault();
		enter.disabled = true;
		const answer = await ask('login', { name: name.value.trim(), password: password.value });
		if (answer.ok) {
			location.reload();
			return;
		}
		enter.disabled = false;
		trouble.textContent = answer.error === 'password' ? t('login-wrong') : t(`login-${answer.error}`, t('failed'));
		password.select();
	} } },
		el('h1', null, t('login-title')), el('label', { for: 'login-name' }, t('login-name')), name,
		el('label', { for: 'login-password' }, t('login-password')), password, trouble, el('p.actions', null, enter)));
	name.focus();
}
