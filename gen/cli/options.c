#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/message.h"
#include "cli/phrase.h"
#include "vars/suggest.h"
#include "write/writer.h"

static const struct {
	const char *name, *usage, *help;
} commands[COMMAND_COUNT] = {
	[COMMAND_DRAFT] = { "", N_("plangen --unit UNIT [OPTION…]"), N_("draft the plans of one unit as PDF and DOCX") },
	[COMMAND_RENDER] = { "render", N_("plangen render FILE.md|FILE.xml… [-o DIR]"),
			     N_("set any source of one's own in the same formats and page template") },
	[COMMAND_LIST] = { "list", N_("plangen list [--format text|json]"),
			   N_("list variants and units, with what each needs") },
	[COMMAND_EXPLAIN] = { "explain", N_("plangen explain NAME… --unit UNIT"),
			      N_("say a variable's value, where it comes from and what it overrode") },
	[COMMAND_EXPAND] = { "expand", N_("plangen expand FILE --data DATA.json"),
			     N_("run the template engine alone, to standard output") },
	[COMMAND_BUILD] = { "build", N_("plangen build [--units all|UNIT,…] [-j N] [OPTION…]"),
			    N_("make again all plans that changed") },
	[COMMAND_REPORT] = { "report", N_("plangen report merge REPORT.json…"),
			     N_("merge the reports of a build's shards, to standard output") },
	[COMMAND_TOC] = { "toc", N_("plangen toc [--format text|md|json|xml|csv|html|pdf|docx] [--depth 1..4] [-o FILE]"),
			  N_("write the compendium's contents with final page numbers") },
	[COMMAND_CHECK] = { "check", N_("plangen check [VARIANT|FILE…] [--unit UNIT] [--format text|json|sarif] [--fix]"),
			    N_("find what would embarrass the office if it went to print") },
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
	FOR_PLANS = FOR_DRAFT | FOR_RENDER | FOR_BUILD,
	FOR_VALUES = FOR_DRAFT | FOR_RENDER | FOR_EXPLAIN | FOR_BUILD | FOR_TOC,
	FOR_CONTENT = FOR_VALUES | FOR_LIST,
	FOR_ALL = (1 << COMMAND_COUNT) - 1,
};

/* What an option sets: a C string, a flag, or one more entry of `sets`. */
enum target { TEXT, FLAG, SET };

#define OFFSET(member) offsetof(struct options, member)

static const struct option_row {
	const char *name;
	char letter; /* 0: none */
	const char *argument;
	int commands;
	enum target target;
	size_t offset;
	const char *help;
} table[] = {
	{ "unit", 'u', N_("UNIT"), FOR_VALUES | FOR_CHECK, TEXT, OFFSET(unit),
	  N_("the organisation: id, name, short name or alias") },
	{ "type", 0, N_("TYPE"), FOR_VALUES, TEXT, OFFSET(type), N_("unit type of a unit that is in no units file") },
	{ "variant", 0, N_("VARIANT"), FOR_DRAFT | FOR_EXPLAIN | FOR_BUILD, TEXT, OFFSET(variant),
	  N_("the plan variant: order, id or unique name; default: those of the unit") },
	{ "year", 'y', N_("YEAR"), FOR_CONTENT | FOR_CHECK, TEXT, OFFSET(year), N_("the plan's year; default: the current one") },
	{ "date", 0, N_("DATE"), FOR_VALUES, TEXT, OFFSET(date), N_("date of the document; default: the variable 成文日期") },
	{ "set", 's', N_("NAME=VALUE"), FOR_VALUES, SET, 0, N_("give a variable a value (may be repeated)") },
	{ "data", 0, N_("FILE"), FOR_VALUES | FOR_EXPAND, TEXT, OFFSET(data), N_("values from a JSON file") },
	{ "format", 'f', N_("LIST"), FOR_PLANS | FOR_LIST | FOR_TOC | FOR_CHECK, TEXT, OFFSET(formats),
	  N_("formats, separated by commas: pdf, docx, xml, md, txt, pages; default: pdf,docx. list: text or json; toc: one, default: text; check: text, json or sarif") },
	{ "output", 'o', N_("DIR"), FOR_PLANS | FOR_TOC, TEXT, OFFSET(output), N_("put the files into DIR; default: out/plans/<unit>; build: the folder of all products, default: out; toc: the file, default: standard output, or the folder of a build") },
	{ "template", 0, N_("NAME"), FOR_PLANS, TEXT, OFFSET(page_template), N_("page template; default: gbt9704; gbt9704-head: with head and record block") },
	{ "content", 0, N_("DIR"), FOR_CONTENT | FOR_CHECK, TEXT, OFFSET(content), N_("folder with the sources") },
	{ "depth", 0, N_("N"), FOR_TOC, TEXT, OFFSET(depth), N_("levels of the contents, 1 (titles) to 4; default: 1") },
	{ "draft", 0, NULL, FOR_PLANS | FOR_TOC, FLAG, OFFSET(draft), N_("allow missing values: print visible gaps and list them") },
	{ "final", 0, NULL, FOR_PLANS | FOR_TOC, FLAG, OFFSET(final), N_("refuse to write with missing values") },
	{ "ask", 0, NULL, FOR_DRAFT, FLAG, OFFSET(ask), N_("ask for missing values one by one") },
	{ "units", 0, N_("LIST"), FOR_BUILD, TEXT, OFFSET(units), N_("all, or units separated by commas: every one of their plans") },
	{ "compendium", 0, NULL, FOR_BUILD, FLAG, OFFSET(compendium), N_("only the book of all plans; with --unit: that unit's book") },
	{ "table", 0, NULL, FOR_BUILD, FLAG, OFFSET(table), N_("end with a table of the documents: pages, seconds, title") },
	{ "jobs", 'j', N_("N"), FOR_BUILD, TEXT, OFFSET(jobs), N_("worker processes; default: all cores") },
	{ "shard", 0, N_("I/N"), FOR_BUILD, TEXT, OFFSET(shard), N_("only part I of N of the documents, for several machines") },
	{ "dry-run", 'n', NULL, FOR_BUILD | FOR_CHECK, FLAG, OFFSET(dry_run), N_("only list what would be made, and why; check: only show what --fix would change") },
	{ "fix", 0, NULL, FOR_CHECK, FLAG, OFFSET(fix), N_("mend half-width marks, stray spaces and straight quotes; shows a diff") },
	{ "explain", 0, N_("ID"), FOR_CHECK, TEXT, OFFSET(explain), N_("say what a rule means") },
	{ "list-rules", 0, NULL, FOR_CHECK, FLAG, OFFSET(list_rules), N_("list the rules") },
	{ "why", 0, N_("FILE"), FOR_BUILD, TEXT, OFFSET(why), N_("say which input of a product changed") },
	{ "force", 0, NULL, FOR_BUILD, FLAG, OFFSET(force), N_("make everything, changed or not") },
	{ "verify", 0, NULL, FOR_BUILD, FLAG, OFFSET(verify), N_("read the products, too, and make again those that were changed by hand") },
	{ "prune", 0, NULL, FOR_BUILD, FLAG, OFFSET(prune), N_("remove products of units that are gone") },
	{ "watch", 0, NULL, FOR_BUILD, FLAG, OFFSET(watch), N_("stay and build again at every change") },
	{ "report", 0, N_("FILE"), FOR_BUILD, TEXT, OFFSET(report), N_("write what was made, with pages and times, as JSON") },
	{ "depfile", 0, N_("FILE"), FOR_BUILD, TEXT, OFFSET(depfile), N_("write dependencies for make and ninja") },
	{ "progress", 0, N_("json"), FOR_BUILD, TEXT, OFFSET(progress), N_("progress as JSON lines") },
	{ "memory", 0, N_("MB"), FOR_BUILD, TEXT, OFFSET(memory), N_("memory a worker may use; default: 2048") },
	{ "timeout", 0, N_("S"), FOR_BUILD, TEXT, OFFSET(timeout), N_("seconds a document may take; default: 120") },
	{ "partials", 0, N_("DIR"), FOR_EXPAND, TEXT, OFFSET(partials), N_("folder with the partials") },
	{ "escape", 0, N_("HOW"), FOR_EXPAND, TEXT, OFFSET(escape), N_("html, none or markdown; default: none") },
	{ "strict", 0, NULL, FOR_ALL, FLAG, OFFSET(strict), N_("exit with status 1 when there were warnings") },
	{ "diagnostics", 0, N_("FORMAT"), FOR_ALL, TEXT, OFFSET(diagnostics), N_("messages as text or json; default: text") },
	{ "quiet", 'q', NULL, FOR_ALL, FLAG, OFFSET(quiet), N_("only warnings and errors; no list of files") },
	{ "verbose", 'v', NULL, FOR_ALL, FLAG, OFFSET(verbose), N_("say more: page counts, which fonts stand in for which; build: notes too") },
	{ "help", 'h', NULL, FOR_ALL, FLAG, OFFSET(help), N_("this help") },
	{ "version", 'V', NULL, FOR_ALL, FLAG, OFFSET(version), N_("print the version") },
};

enum { ROWS = sizeof table / sizeof *table };

static int command_of(const char *word)
{
	for (int i = COMMAND_DRAFT + 1; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, word) == 0)
			return i;
	return -1;
}

static void report_command(const char *word)
{
	struct suggestion near = { .wanted = str_of(word) };
	for (int i = COMMAND_DRAFT + 1; i < COMMAND_COUNT; i++)
		suggest_offer(&near, commands[i].name);
	if (near.best)
		message_usage(_("unknown command ‘%s’; did you mean ‘%s’?"), word, near.best);
	else
		message_usage(_("unknown command ‘%s’; to draft a unit's plan write: plangen --unit %s"), word, word);
}

/* What input methods and word processors make of “--unit”, and “-unit”. Other single letters go to getopt_long(). */
static bool check_dashes(const char *argument)
{
	static const char *const dashes[] = { "－", "—", "–", "―", "‐", "−" };
	const char *name = argument;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		while (str_starts(str_of(name), dashes[i]))
			name += strlen(dashes[i]);
	bool foreign = name != argument;
	if (!foreign && argument[0] == '-' && argument[1] != '-')
		name++;
	if (name == argument)
		return true;
	struct str word = str_of(name), value = word;
	word = str_cut(&value, "=");
	for (int i = 0; i < ROWS; i++) {
		bool letter = foreign && table[i].letter && word.len == 1 && word.data[0] == table[i].letter;
		if (!letter && !str_is(word, table[i].name))
			continue;
		if (letter)
			message_usage(_("write -%c, with a half-width hyphen, not ‘%s’"), table[i].letter, argument);
		else
			message_usage(_("write --%s, with two half-width hyphens, not ‘%s’"), table[i].name, argument);
		return false;
	}
	return true;
}

/* Arguments are text; a terminal that is not set to UTF-8 sends other bytes. */
static bool check_arguments(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0)
			break;
		if (!utf8_valid(argv[i], strlen(argv[i]), NULL)) {
			message_usage(_("argument %d is not UTF-8 text; set the terminal to UTF-8, and rename files that have such names"),
				      i);
			return false;
		}
		if (!check_dashes(argv[i]))
			return false;
	}
	return true;
}

/* The first argument that is not an option is the command word. Removes it from argv. */
static bool take_command(int *argc, char **argv, struct options *options)
{
	options->command = COMMAND_DRAFT;
	if (*argc < 2 || argv[1][0] == '-')
		return true;
	int command = command_of(argv[1]);
	if (command < 0) {
		report_command(argv[1]);
		return false;
	}
	options->command = (enum command)command;
	memmove(argv + 1, argv + 2, sizeof *argv * (size_t)(*argc - 1));
	--*argc;
	return true;
}

/* Says which commands take the option; that of drafting has no name. */
static void report_misplaced(const struct option_row *row)
{
	struct buf list = BUF_INIT;
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (row->commands & 1 << i)
			buf_printf(&list, "%splangen%s%s", list.len ? _(", ") : "", *commands[i].name ? " " : "", commands[i].name);
	message_usage(_("option --%s does not fit here; it belongs to: %s"), row->name, list.data);
	buf_free(&list);
}

static bool apply(const struct option_row *row, struct options *options)
{
	if (!(row->commands & 1 << options->command)) {
		report_misplaced(row);
		return false;
	}
	if (row->target != FLAG && !*optarg) {
		message_usage(_("option ‘--%s’ needs a value"), row->name);
		return false;
	}
	char *field = (char *)options + row->offset;
	switch (row->target) {
	case FLAG:
		*(bool *)field = true;
		return true;
	case TEXT:
		*(const char **)field = optarg;
		return true;
	case SET:
		break;
	}
	if (options->set_count == MAX_SETS || !strchr(optarg, '=') || optarg[0] == '=') {
		message_usage(_("--set needs NAME=VALUE (at most %d of them), not ‘%s’"), MAX_SETS, optarg);
		return false;
	}
	options->sets[options->set_count++] = optarg;
	return true;
}

/* Fills what getopt_long() wants from the table: `val` is the row's index + 1000. */
static void make_getopt(struct option *longs, char *shorts)
{
	*shorts++ = ':';
	for (int i = 0; i < ROWS; i++) {
		int has = table[i].argument ? required_argument : no_argument;
		longs[i] = (struct option){ table[i].name, has, NULL, 1000 + i };
		if (!table[i].letter)
			continue;
		*shorts++ = table[i].letter;
		if (table[i].argument)
			*shorts++ = ':';
	}
	longs[ROWS] = (struct option){ NULL, 0, NULL, 0 };
	*shorts = '\0';
}

static const struct option_row *row_of(int value)
{
	if (value >= 1000)
		return &table[value - 1000];
	for (int i = 0; i < ROWS; i++)
		if (table[i].letter == value)
			return &table[i];
	return NULL;
}

static bool check_together(const struct options *options)
{
	if (options->draft && options->final) {
		message_usage(_("--draft and --final exclude each other"));
		return false;
	}
	if (options->diagnostics && strcmp(options->diagnostics, "json") != 0 && strcmp(options->diagnostics, "text") != 0) {
		message_usage(_("--diagnostics takes text or json, not ‘%s’"), options->diagnostics);
		return false;
	}
	if (options->progress && strcmp(options->progress, "json") != 0) {
		message_usage(_("--progress takes json, not ‘%s’"), options->progress);
		return false;
	}
	return true;
}

bool options_read(int argc, char **argv, struct options *options)
{
	*options = (struct options){ 0 };
	if (!check_arguments(argc, argv))
		return false;
	if (argc == 2 && strcmp(argv[1], "help") == 0) {
		options->help = true;
		return true;
	}
	if (!take_command(&argc, argv, options))
		return false;
	struct option longs[ROWS + 1];
	char shorts[2 * ROWS + 2];
	make_getopt(longs, shorts);
	opterr = 0;
	for (int value; (value = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
		if (value == ':') {
			message_usage(_("option ‘%s’ needs a value"), argv[optind - 1]);
			return false;
		}
		if (value == '?') {
			message_usage(_("unknown option ‘%s’"), argv[optind - 1]);
			return false;
		}
		if (!apply(row_of(value), options))
			return false;
	}
	options->arguments = argv + optind;
	options->argument_count = argc - optind;
	return options->help || options->version || check_together(options);
}

static void print_options(int mask)
{
	for (int i = 0; i < ROWS; i++) {
		if (!(table[i].commands & mask))
			continue;
		char letter[5] = "    ";
		if (table[i].letter)
			snprintf(letter, sizeof letter, "-%c, ", table[i].letter);
		const char *argument = table[i].argument ? _(table[i].argument) : "";
		printf("  %s--%s%s%s", letter, table[i].name, *argument ? " " : "", argument);
		int width = 8 + (int)strlen(table[i].name) + (*argument != 0) + utf8_cells(argument, strlen(argument));
		printf("%*s %s\n", width < 27 ? 27 - width : 1, "", _(table[i].help));
	}
}

static void print_formats(void)
{
	printf("\n%s\n", _("Formats:"));
	for (const struct writer *const *writer = writer_table; *writer; writer++)
		printf("  %-8s %s\n", (*writer)->name, phrase_of_word((*writer)->help));
}

void options_print_help(enum command command)
{
	if (command != COMMAND_DRAFT) {
		printf(_("Usage: %s\n"), _(commands[command].usage));
		printf("%s\n\n%s\n", _(commands[command].help), _("Options:"));
		print_options(1 << command);
		if (FOR_PLANS & 1 << command)
			print_formats();
		return;
	}
	printf("%s\n\n%s\n", _("plangen drafts yearly work plans to GB/T 9704 as PDF and DOCX."), _("Usage:"));
	for (int i = 0; i < COMMAND_COUNT; i++)
		printf("  %s\n      %s\n", _(commands[i].usage), _(commands[i].help));
	printf("\n%s\n", _("Options for drafting (plangen COMMAND --help lists those of a command):"));
	print_options(FOR_DRAFT);
	print_formats();
	printf("\n%s\n", _("Exit status: 0 done, 1 warnings (with --strict), 2 errors in the input, 3 wrong usage, 4 system."));
	printf("%s\n", _("See plangen(1) and plangen-content(5)."));
}
