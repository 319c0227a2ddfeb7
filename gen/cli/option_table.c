#include "cli/option_table.h"

#include <string.h>

#include "cli/message.h"

const struct command_row command_table[COMMAND_COUNT] = {
	[COMMAND_DRAFT] = { "", N_("plangen --unit UNIT [OPTION…]"), "plangen --unit 县科技局 --set 党员人数=41",
			    N_("draft the plans of one unit as PDF and DOCX"), false },
	[COMMAND_RENDER] = { "render", N_("plangen render FILE.md|FILE.xml… [-o DIR|FILE.pdf]"), "plangen render plan.md -o plan.docx",
			     N_("set any source of one's own in the same formats and page template"), true },
	[COMMAND_LIST] = { "list", N_("plangen list [--format text|json]"), "plangen list -v",
			   N_("list variants and units, with what each needs"), false },
	[COMMAND_EXPLAIN] = { "explain", N_("plangen explain NAME… --unit UNIT"), "plangen explain 党员人数 --unit 县科技局",
			      N_("say a variable's value, where it comes from and what it overrode"), true },
	[COMMAND_EXPAND] = { "expand", N_("plangen expand FILE --data DATA.json"),
			     "plangen expand letter.html --data names.json --escape html",
			     N_("run the template engine alone, to standard output"), true },
	[COMMAND_BUILD] = { "build", N_("plangen build [--units all|UNIT,…] [-j N] [OPTION…]"), "plangen build --units all -j 4",
			    N_("make again all plans that changed"), false },
	[COMMAND_REPORT] = { "report", N_("plangen report merge REPORT.json…"), "plangen report merge part1.json part2.json > all.json",
			     N_("merge the reports of a build's shards, to standard output"), true },
	[COMMAND_TOC] = { "toc", N_("plangen toc [--format FORMAT] [--depth N] [-o FILE]"),
			  "plangen toc --depth 2 -f docx -o contents.docx",
			  N_("write the compendium's contents with final page numbers"), false },
	[COMMAND_CHECK] = { "check", N_("plangen check [VARIANT|FILE…] [--unit UNIT] [--fix]"),
			    "plangen check plan.docx --unit 县科技局",
			    N_("find what would embarrass the office if it went to print"), true },
	[COMMAND_LOG] = { "log", N_("plangen log [N] [--format text|json]"), "plangen log",
			  N_("list who changed what in the sources with plangen, when"), true },
	[COMMAND_UNDO] = { "undo", N_("plangen undo [N] [-n]"), "plangen undo -n",
			   N_("take back a change of the sources: the last one, or that of a number"), true },
};

enum {
	FOR_DRAFT = 1 << COMMAND_DRAFT,
	FOR_RENDER = 1 << COMMAND_RENDER,
	FOR_LIST = 1 << COMMAND_LIST,
	FOR_EXPLAIN = 1 << COMMAND_EXPLAIN,
	FOR_EXPAND = 1 << COMMAND_EXPAND,
	FOR_BUILD = 1 << COMMAND_BUILD,
	FOR_TOC = 1 << COMMAND_TOC,
	FOR_CHECK = 1 << COMMAND_CHECK,
	FOR_LOG = 1 << COMMAND_LOG,
	FOR_UNDO = 1 << COMMAND_UNDO,
	FOR_PLANS = FOR_DRAFT | FOR_RENDER | FOR_BUILD,
	FOR_VALUES = FOR_DRAFT | FOR_RENDER | FOR_EXPLAIN | FOR_BUILD | FOR_TOC,
	FOR_CONTENT = FOR_VALUES | FOR_LIST,
	FOR_ALL = (1 << COMMAND_COUNT) - 1,
};

#define OFFSET(member) offsetof(struct options, member)

const struct option_row option_table[] = {
	{ "unit", 'u', N_("UNIT"), FOR_VALUES | FOR_CHECK, OPTION_TEXT, OFFSET(unit),
	  N_("the organisation: id, name, short name or alias") },
	{ "type", 0, N_("TYPE"), FOR_DRAFT | FOR_RENDER | FOR_EXPLAIN, OPTION_TEXT, OFFSET(type), N_("unit type of a unit that is in no units file") },
	{ "variant", 0, N_("VARIANT"), FOR_DRAFT | FOR_EXPLAIN | FOR_BUILD, OPTION_TEXT, OFFSET(variant),
	  N_("the plan variant: order, id or unique name; default: those of the unit") },
	{ "year", 'y', N_("YEAR"), FOR_CONTENT | FOR_CHECK, OPTION_TEXT, OFFSET(year), N_("the plan's year; default: the current one") },
	{ "date", 0, N_("DATE"), FOR_VALUES, OPTION_TEXT, OFFSET(date), N_("date of the document; default: the variable 成文日期") },
	{ "set", 's', N_("NAME=VALUE"), FOR_VALUES, OPTION_SET, 0, N_("give a variable a value (may be repeated)") },
	{ "data", 0, N_("FILE"), FOR_VALUES | FOR_EXPAND, OPTION_TEXT, OFFSET(data), N_("values from a JSON file") },
	{ "format", 'f', N_("LIST"), FOR_PLANS, OPTION_TEXT, OFFSET(formats),
	  N_("formats, separated by commas (see below); default: pdf,docx") },
	{ "format", 'f', N_("FORMAT"), FOR_LIST | FOR_LOG | FOR_UNDO, OPTION_TEXT, OFFSET(formats), N_("text or json; default: text") },
	{ "format", 'f', N_("FORMAT"), FOR_TOC, OPTION_TEXT, OFFSET(formats),
	  N_("text, md, json, xml, csv, html, pdf or docx; default: text") },
	{ "format", 'f', N_("FORMAT"), FOR_CHECK, OPTION_TEXT, OFFSET(formats), N_("text, json or sarif; default: text") },
	{ "output", 'o', N_("DIR|FILE"), FOR_DRAFT, OPTION_TEXT, OFFSET(output),
	  N_("put the files into the folder DIR; or write the one document to FILE, whose ending (.pdf, .docx …) is the "
	     "format; default: out/plans/<unit>") },
	{ "output", 'o', N_("DIR|FILE"), FOR_RENDER, OPTION_TEXT, OFFSET(output),
	  N_("put the files into the folder DIR; or write the one document to FILE, whose ending (.pdf, .docx …) is the "
	     "format; default: out") },
	{ "output", 'o', N_("DIR"), FOR_BUILD, OPTION_TEXT, OFFSET(output), N_("the folder of all products; default: out") },
	{ "output", 'o', N_("FILE|DIR"), FOR_TOC, OPTION_TEXT, OFFSET(output),
	  N_("write to FILE; or the folder DIR of a build, for the contents of its book on standard output; default: "
	     "standard output") },
	{ "template", 0, N_("NAME"), FOR_PLANS, OPTION_TEXT, OFFSET(page_template), N_("page template; default: gbt9704; gbt9704-head: with head and record block") },
	{ "content", 0, N_("DIR"), FOR_CONTENT | FOR_CHECK | FOR_LOG | FOR_UNDO, OPTION_TEXT, OFFSET(content), N_("folder with the sources") },
	{ "depth", 0, N_("N"), FOR_TOC, OPTION_TEXT, OFFSET(depth), N_("levels of the contents, 1 (titles) to 4; default: 1") },
	{ "draft", 0, NULL, FOR_PLANS | FOR_TOC, OPTION_FLAG, OFFSET(draft), N_("allow missing values: print visible gaps and list them") },
	{ "final", 0, NULL, FOR_PLANS | FOR_TOC, OPTION_FLAG, OFFSET(final), N_("refuse to write with missing values") },
	{ "ask", 0, NULL, FOR_DRAFT, OPTION_FLAG, OFFSET(ask), N_("ask for missing values one by one") },
	{ "units", 0, N_("LIST"), FOR_BUILD, OPTION_TEXT, OFFSET(units), N_("all, or units separated by commas: every one of their plans") },
	{ "compendium", 0, NULL, FOR_BUILD, OPTION_FLAG, OFFSET(compendium), N_("only the book of all plans; with --unit: that unit's book") },
	{ "table", 0, NULL, FOR_BUILD, OPTION_FLAG, OFFSET(table), N_("end with a table of the documents: pages, seconds, title") },
	{ "jobs", 'j', N_("N"), FOR_BUILD, OPTION_TEXT, OFFSET(jobs), N_("worker processes; default: all cores") },
	{ "shard", 0, N_("I/N"), FOR_BUILD, OPTION_TEXT, OFFSET(shard), N_("only part I of N of the documents, for several machines") },
	{ "dry-run", 'n', NULL, FOR_BUILD, OPTION_FLAG, OFFSET(dry_run), N_("only list what would be made, and why") },
	{ "dry-run", 'n', NULL, FOR_CHECK, OPTION_FLAG, OFFSET(dry_run), N_("only show what --fix would change") },
	{ "dry-run", 'n', NULL, FOR_UNDO, OPTION_FLAG, OFFSET(dry_run), N_("only show what would be taken back") },
	{ "fix", 0, NULL, FOR_CHECK, OPTION_FLAG, OFFSET(fix), N_("mend half-width marks, stray spaces and straight quotes; shows a diff") },
	{ "explain", 0, N_("ID"), FOR_CHECK, OPTION_TEXT, OFFSET(explain), N_("say what a rule means") },
	{ "list-rules", 0, NULL, FOR_CHECK, OPTION_FLAG, OFFSET(list_rules), N_("list the rules") },
	{ "why", 0, N_("FILE"), FOR_BUILD, OPTION_TEXT, OFFSET(why), N_("say which input of a product changed") },
	{ "force", 0, NULL, FOR_BUILD, OPTION_FLAG, OFFSET(force), N_("make everything, changed or not") },
	{ "verify", 0, NULL, FOR_BUILD, OPTION_FLAG, OFFSET(verify), N_("read the products, too, and make again those that were changed by hand") },
	{ "prune", 0, NULL, FOR_BUILD, OPTION_FLAG, OFFSET(prune), N_("remove products of units that are gone") },
	{ "watch", 0, NULL, FOR_BUILD, OPTION_FLAG, OFFSET(watch), N_("stay and build again at every change") },
	{ "report", 0, N_("FILE"), FOR_BUILD, OPTION_TEXT, OFFSET(report), N_("write what was made, with pages and times, as JSON") },
	{ "sync", 0, N_("WHEN"), FOR_BUILD, OPTION_TEXT, OFFSET(sync), N_("what is on the disk when: each (document), end (of the build; default) or none") },
	{ "depfile", 0, N_("FILE"), FOR_BUILD, OPTION_TEXT, OFFSET(depfile), N_("write dependencies for make and ninja") },
	{ "progress", 0, N_("json"), FOR_BUILD, OPTION_TEXT, OFFSET(progress), N_("progress as JSON lines") },
	{ "memory", 0, N_("MB"), FOR_BUILD, OPTION_TEXT, OFFSET(memory), N_("memory a worker may use; default: 2048") },
	{ "timeout", 0, N_("S"), FOR_BUILD, OPTION_TEXT, OFFSET(timeout), N_("seconds a document may take; default: 120") },
	{ "partials", 0, N_("DIR"), FOR_EXPAND, OPTION_TEXT, OFFSET(partials), N_("folder with the partials") },
	{ "escape", 0, N_("HOW"), FOR_EXPAND, OPTION_TEXT, OFFSET(escape), N_("html, none or markdown; default: none") },
	{ "strict", 0, NULL, FOR_ALL, OPTION_FLAG, OFFSET(strict), N_("exit with status 1 when there were warnings") },
	{ "diagnostics", 0, N_("FORMAT"), FOR_ALL, OPTION_TEXT, OFFSET(diagnostics), N_("messages as text or json; default: text") },
	{ "quiet", 'q', NULL, FOR_ALL, OPTION_FLAG, OFFSET(quiet), N_("only warnings and errors; no list of files") },
	{ "verbose", 'v', NULL, FOR_DRAFT | FOR_RENDER | FOR_TOC, OPTION_FLAG, OFFSET(verbose),
	  N_("say more: page counts, which fonts stand in for which") },
	{ "verbose", 'v', NULL, FOR_LIST, OPTION_FLAG, OFFSET(verbose), N_("also what each variant needs") },
	{ "verbose", 'v', NULL, FOR_BUILD, OPTION_FLAG, OFFSET(verbose), N_("say more: notes on each document, too") },
	{ "verbose", 'v', NULL, FOR_ALL & ~(FOR_PLANS | FOR_TOC | FOR_LIST), OPTION_FLAG, OFFSET(verbose),
	  N_("taken by every command; nothing more is said here") },
	{ "help", 'h', NULL, FOR_ALL, OPTION_FLAG, OFFSET(help), N_("this help") },
	{ "version", 'V', NULL, FOR_ALL, OPTION_FLAG, OFFSET(version), N_("print the version") },
	{ 0 },
};

int option_command_of(const char *word)
{
	for (int i = COMMAND_DRAFT + 1; i < COMMAND_COUNT; i++)
		if (strcmp(command_table[i].name, word) == 0)
			return i;
	return -1;
}
