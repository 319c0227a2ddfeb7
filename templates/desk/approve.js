// Approving: the final document as it is saved, by its hash.
import { ask, told } from './api.js';
import { button, el, toast } from './dom.js';
import { undoChange } from './plan.js';
import { locale, t } from './words.js';

// Approves the plan that `given` names; `then` is called when the content changed. Whether it was approved.
export async function approve(given, then) {
	const answer = await ask('approve', given);
	if (answer.ok) {
		await then?.();
		toast(t('approved-now'), answer.number && button(t('undo'), () => undoChange(answer.number, then)));
	} else {
		toast(told(answer));
	}
	return answer.ok;
}

// Who approved it and when; whether it is otherwise now.
export function approvalNode(approval) {
	const when = new Date(approval.when).toLocaleDateString(locale());
	return el(approval.stale ? 'span.state.stale-approval' : 'span.state.final', { title: t('approved-hash', approval.hash) },
		approval.stale ? t('approved-stale', approval.who, when) : t('approved-by', approval.who, when));
}
