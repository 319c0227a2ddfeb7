// merge.mjs LIBRARY PLAN.docx OUT.docx COUNT: merges COUNT sets of values into a drafted DOCX whose numbers have become tags, with
// docxtemplater or easy-template-x, in one process; prints the processor milliseconds of each.
import { readFileSync, writeFileSync } from 'node:fs';
import PizZip from 'pizzip';

const [library, plan, out, count] = process.argv.slice(2);
const zip = new PizZip(readFileSync(plan));
let tags = 0;
const body = zip.file('word/document.xml').asText().replace(/(<w:t[^>]*>)([^<]*)/g,
	(all, tag, text) => tag + text.replace(/\d+/g, () => `{v${tags++}}`));
zip.file('word/document.xml', body);
const template = zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
const data = (i) => Object.fromEntries(Array.from({ length: tags }, (_, n) => [`v${n}`, String((i * 7919 + n * 104729) % 1000)]));

async function docxtemplater() {
	const { default: Docxtemplater } = await import('docxtemplater');
	return (values) => {
		const doc = new Docxtemplater(new PizZip(template));
		doc.render(values);
		return doc.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
	};
}
async function easyTemplateX() {
	const { TemplateHandler } = await import('easy-template-x');
	const handler = new TemplateHandler();
	return (values) => handler.process(template, values);
}

const merge = await (library === 'docxtemplater' ? docxtemplater() : easyTemplateX());
const start = process.cpuUsage();
for (let i = 0; i < Number(count); i++)
	writeFileSync(out, await merge(data(i)));
const { user, system } = process.cpuUsage(start);
console.log(((user + system) / 1000 / Number(count)).toFixed(2));
