// What the desk is asked. Nothing goes anywhere else.
import { banner } from './dom.js';
import { language, t } from './words.js';

const json = { 'Content-Type': 'application/json' };

async function send(path, init) {
	try {
		const answer = await fetch(path, { method: 'POST', credentials: 'same-origin', ...init });
		const json = answer.headers.get('Content-Type')?.includes('json');
		banner(answer.status === 403 && !json ? t('locked-out') : answer.status === 401 && document.querySelector('#top nav') ? t('logged-out') : '');
		return answer;
	} catch {
		banner(t('closed'));
		return null;
	}
}

async function read(answer) {
	if (!answer)
		return { ok: false, status: 0, error: 'closed', messages: [] };
	try {
		return { ok: answer.ok, status: answer.status, messages: [], ...await answer.json() };
	} catch {
		return { ok: false, status: answer.status, error: 'refused', messages: [] };
	}
}

const post = (name, given) => send(`api/${name}`, { headers: json, body: JSON.stringify({ language: language(), ...given }) });

export async function ask(name, given) {
	return read(await post(name, given));
}

// What an answer says in words; `otherwise` is the key of what is said where it says nothing.
export const told = (answer, otherwise = 'failed') => answer.messages.map(message => message.text).join(' ') ||
	t(['role', 'conflict', 'died'].includes(answer.error) ? answer.error : otherwise);

// Says that a value is missing: its name, its label.
export const MISSING = 'X001';

// The same in few words, for a list of many: what is missing by its labels alone.
export function toldBriefly(answer, otherwise) {
	const missing = [...new Set(answer.messages.filter(message => message.code === MISSING).map(message => message.arguments[1]))];
	const others = answer.messages.filter(message => isFault(message) && message.code !== MISSING);
	return missing.length ? [t('missing-these', missing.length, missing.join(t('comma'))), ...others.map(message => message.text)].join(' ') : told(answer, otherwise);
}

// Whether the message is why something could not be done.
export const isFault = message => message.severity === 'error' || message.severity === 'system';

// A file that the desk makes: { blob, name }, or what is wrong.
export async function fetchFile(name, given) {
	const answer = await post(name, given);
	if (!answer?.ok || answer.headers.get('Content-Type').startsWith('application/json'))
		return read(answer);
	const star = /filename\*=UTF-8''(\S+)/.exec(answer.headers.get('Content-Disposition') || '');
	return { ok: true, blob: await answer.blob(), name: star ? decodeURIComponent(star[1]) : 'plan', messages: [] };
}

// Sends a file of the user's; `name` is "bring", to look at what it would change, or "accept".
export async function bringFile(name, file, given) {
	const query = new URLSearchParams({ language: language(), name: file.name, ...given });
	return read(await send(`api/${name}?${query}`, { headers: { 'Content-Type': 'application/octet-stream' }, body: file }));
}

export function saveFile({ blob, name }) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
