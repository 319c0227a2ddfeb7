// Many files made one after the other, with progress, and taken away as one archive.
import { saveFile, toldBriefly } from './api.js';
import { add, button, dialog, el, put } from './dom.js';
import { t } from './words.js';
import { zip } from './zip.js';

const AT_ONCE = 2; // so that others at the desk need not wait

// A name for each file, that every system takes and no other one has.
function freeName(taken, name) {
	const [, stem, ending] = /^(.*?)(\.[^./]*)?$/.exec(name.replace(/[\\:*?"<>|]/g, '_'));
	let free = stem + (ending ?? '');
	for (let i = 2; taken.has(free); i++)
		free = `${stem} (${i})${ending ?? ''}`;
	taken.add(free);
	return free;
}

// Makes a file of each item: `make` gives { ok, blob, name } or what is wrong, `label` says in words what it is. `archive` is the name of what is saved. With
// `choices`, which are elements, the person begins; resolves when the dialog is closed.
export function collect({ title, items, make, label, archive, choices }) {
	return dialog(title, close => {
		const meter = el('progress', { max: Math.max(1, items.length), value: 0, 'aria-label': title });
		const state = el('p', { role: 'status', id: 'collected' }, t('collect-of', 0, items.length));
		const faults = el('ul.findings');
		const files = [], taken = new Set(), waiting = [...items];
		let done = 0, stopped = false;

		async function work() {
			for (let item; !stopped && (item = waiting.shift());) {
				const answer = await make(item);
				if (answer.ok)
					files.push({ name: freeName(taken, answer.name), blob: answer.blob });
				else
					add(faults, el('li', null, `${label(item)}：${toldBriefly(answer)}`));
				meter.value = ++done;
				state.textContent = t('collect-of', done, items.length);
			}
		}

		async function run() {
			start.disabled = true;
			await Promise.all(Array.from({ length: AT_ONCE }, work));
			if (stopped)
				return;
			if (files.length)
				saveFile({ blob: await zip(files), name: archive });
			state.textContent = t('collect-done', files.length, items.length - files.length);
			put(end, t('close'));
			end.focus();
		}

		const start = button(t('collect-start'), run, { class: 'primary', id: 'collect-start' });
		const end = button(t('cancel'), () => {
			stopped = true;
			close();
		}, { id: 'collect-end' });
		return [choices ?? '', state, meter, faults, el('p.actions', null, end, start)];
	});
}
