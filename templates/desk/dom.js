// Elements. Text of others only ever becomes text: nothing here takes HTML.

// el('p.class', {attribute: value, on: {click}}, child…): children are nodes or texts; null and false are left out.
export function el(name, properties, ...children) {
	const [tag, ...classes] = name.split('.');
	const node = document.createElement(tag);
	if (classes.length)
		node.className = classes.join(' ');
	for (const [key, value] of Object.entries(properties || {})) {
		if (value === null || value === undefined || value === false)
			continue;
		if (key === 'on')
			for (const [event, listener] of Object.entries(value))
				node.addEventListener(event, listener);
		else if (key === 'value')
			node.value = value;
		else
			node.setAttribute(key, value === true ? '' : value);
	}
	return add(node, ...children);
}

const nodes = children => children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false && child !== '');

export function add(node, ...children) {
	node.append(...nodes(children));
	return node;
}

// In place of what the node holds.
export function put(node, ...children) {
	node.replaceChildren(...nodes(children));
	return node;
}

export function button(text, click, { on, ...properties } = {}) {
	return el('button', { type: 'button', on: { click, ...on }, ...properties }, text);
}

// Words that come and go, with buttons; what is no button is left out.
export function toast(text, ...given) {
	const actions = given.filter(Boolean);
	const box = el('div.toast', null, el('span', null, text), ...actions);
	document.getElementById('toasts').append(box);
	const close = () => box.remove();
	for (const action of actions)
		action.addEventListener('click', close);
	setTimeout(close, actions.length ? 12000 : 5000);
}

export function banner(text) {
	const box = document.getElementById('banner');
	box.textContent = text || '';
	box.hidden = !text;
}

// A dialog with a title; `fill` gets a function that closes it and gives the content. Resolves when it is closed, to what it was closed with.
export function dialog(title, fill) {
	return new Promise(resolve => {
		const before = document.activeElement;
		const box = el('dialog', { 'aria-labelledby': 'dialog-title' });
		const close = result => {
			box.close();
			box.remove();
			before?.focus?.();
			resolve(result);
		};
		add(box, el('h2', { id: 'dialog-title' }, title), fill(close));
		box.addEventListener('cancel', event => {
			event.preventDefault();
			close(null);
		});
		document.body.append(box);
		box.showModal();
	});
}
