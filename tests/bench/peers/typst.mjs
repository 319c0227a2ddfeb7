// typst.mjs TEXT.md FONTS OUT.pdf [COUNT]: sets the text of a plan as Typst does, 22 × 28 characters a page. With COUNT, that many
// different documents in one process; prints the processor milliseconds of each.
import { readFileSync, writeFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [text, fonts, out, count] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace: process.cwd(), fontArgs: [{ fontPaths: [fonts] }] });

const preamble = `#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context [#set text(14pt); #h(1fr) — #counter(page).display() — #h(1em)])
#set text(font: "FandolFang R", fallback: true, size: 16pt, lang: "zh", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: 12.95pt, spacing: 12.95pt, justify: true, first-line-indent: (amount: 2em, all: true))
#show heading: it => block(above: 12.95pt, below: 12.95pt, text(size: 16pt, weight: "regular", h(2em) + it.body))
#show heading.where(level: 1): it => align(center, text(font: "Noto Serif CJK SC", size: 22pt, weight: "regular", it.body))
#show heading.where(level: 2): set text(font: "Noto Sans CJK SC")
#show heading.where(level: 3): set text(font: "LXGW WenKai")
`;

const escape = (line) => line.replace(/[\\#*_@$<>`~[\]=+\/-]/g, '\\$&');

function source(name) {
	const lines = readFileSync(text, 'utf8').split('\n').map((line) => {
		const heading = /^(#+) (.*)$/.exec(line);
		return heading ? '='.repeat(heading[1].length) + ' ' + escape(heading[2]) : escape(line);
	});
	return preamble + lines.join('\n').replaceAll('县科技局', name);
}

if (!count) {
	writeFileSync(out, compiler.pdf({ mainFileContent: source('县科技局') }));
} else {
	const start = process.cpuUsage();
	for (let i = 0; i < Number(count); i++) {
		writeFileSync(out, compiler.pdf({ mainFileContent: source(`第${i}科技局`) }));
		compiler.evictCache(10);
	}
	const { user, system } = process.cpuUsage(start);
	console.log(((user + system) / 1000 / Number(count)).toFixed(2));
}
