#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "cli/message.h"
#include "cli/option_table.h"
#include "cli/quote.h"

enum { ROW_VALUE = 1000 }; /* getopt_long() returns index + ROW_VALUE for a row */

/* What a person may have meant by a word that is no command: a command, a file to set or to check, a unit; or, behind options, a piece
 * of a value. */
static void report_command(const char *word, bool behind)
{
	struct suggestion near = { .wanted = str_of(word) };
	struct buf quoted = BUF_INIT;
	quote_add_word(word, &quoted);
	for (int i = COMMAND_DRAFT + 1; i < COMMAND_COUNT; i++)
		suggest_offer(&near, command_table[i].name);
	if (str_ends(near.wanted, ".md") || str_ends(near.wanted, ".xml"))
		message_usage(_("unknown command ‘%s’; to set a file write: plangen render %s"), word, quoted.data);
	else if (str_ends(near.wanted, ".docx") || str_ends(near.wanted, ".txt"))
		message_usage(_("unknown command ‘%s’; to check a file write: plangen check %s"), word, quoted.data);
	else if (near.best)
		message_usage(_("unknown command ‘%s’; did you mean ‘%s’?"), word, near.best);
	else if (behind)
		message_usage(_("unexpected argument ‘%s’; a value with blanks in it needs quotes around it"), word);
	else
		message_usage(_("unknown command ‘%s’; to draft a unit's plan write: plangen --unit %s"), word, quoted.data);
	buf_free(&quoted);
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
	for (const struct option_row *row = option_table; row->name; row++) {
		bool letter = foreign && row->letter && word.len == 1 && word.data[0] == row->letter;
		if (!letter && !str_is(word, row->name))
			continue;
		if (letter)
			message_usage(_("write -%c, with a half-width hyphen, not ‘%s’"), row->letter, argument);
		else
			message_usage(_("write --%s, with two half-width hyphens, not ‘%s’"), row->name, argument);
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

/* Fills what getopt_long() wants from the table: one entry for each name, `val` is the index of its first row + ROW_VALUE. */
static void make_getopt(struct option *longs, char *shorts)
{
	*shorts++ = ':';
	for (int i = 0; option_table[i].name; i++) {
		const struct option_row *row = &option_table[i];
		if (i && strcmp(row->name, row[-1].name) == 0)
			continue;
		*longs++ = (struct option){ row->name, row->argument ? required_argument : no_argument, NULL, ROW_VALUE + i };
		if (!row->letter)
			continue;
		*shorts++ = row->letter;
		if (row->argument)
			*shorts++ = ':';
	}
	*longs = (struct option){ NULL, 0, NULL, 0 };
	*shorts = '\0';
}

/* The first row of what getopt_long() found; NULL: no option. */
static const struct option_row *row_of(int value)
{
	if (value >= ROW_VALUE)
		return &option_table[value - ROW_VALUE];
	for (const struct option_row *row = option_table; row->name; row++)
		if (value && row->letter == value)
			return row;
	return NULL;
}

/* Takes the command word off argv: the first argument that is not an option. Unknown options before it are reported later. */
static bool take_command(int *argc, char **argv, const struct option *longs, const char *shorts, struct options *options)
{
	char in_order[2 * OPTION_ROWS + 2];
	int value;
	snprintf(in_order, sizeof in_order, "-%s", shorts);
	options->command = COMMAND_DRAFT;
	optind = 0;
	do
		value = getopt_long(*argc, argv, in_order, longs, NULL);
	while (value != 1 && value != '?' && value != -1);
	if (value != 1)
		return true;
	int at = optind - 1, command = option_command_of(argv[at]);
	if (command < 0) {
		report_command(argv[at], at > 1);
		return false;
	}
	options->command = (enum command)command;
	memmove(argv + at, argv + at + 1, sizeof *argv * (size_t)(*argc - at));
	--*argc;
	return true;
}

/* The option's row for the command, or says which commands take it; that of drafting has no name. */
static const struct option_row *find_row(const struct option_row *first, enum command command)
{
	int commands = 0;
	struct buf list = BUF_INIT;
	for (const struct option_row *row = first; row->name && strcmp(row->name, first->name) == 0; row++) {
		if (row->commands & 1 << command)
			return row;
		commands |= row->commands;
	}
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (commands & 1 << i)
			buf_printf(&list, "%splangen%s%s", list.len ? _(", ") : "", *command_table[i].name ? " " : "",
				   command_table[i].name);
	message_usage(_("option --%s does not fit here; it belongs to: %s"), first->name, list.data);
	buf_free(&list);
	return NULL;
}

/* Where the second value of an option goes that the command may be given twice; NULL: once only. */
static const char **second_of(struct options *options, const char *name)
{
	if (options->command != COMMAND_DIFF)
		return NULL;
	return strcmp(name, "unit") == 0 ? &options->other_unit : strcmp(name, "year") == 0 ? &options->other_year : NULL;
}

static bool apply(const struct option_row *first, struct options *options)
{
	/* Those that name what is drafted: of two, one would be left out. Of the others the last counts, so that a script may have its own. */
	static const char *const once[] = { "unit", "variant", "type", "data", NULL };
	const struct option_row *row = find_row(first, options->command);
	if (!row)
		return false;
	if (row->target != OPTION_FLAG && !*optarg) {
		message_usage(_("option ‘--%s’ needs a value"), row->name);
		return false;
	}
	char *field = (char *)options + row->offset;
	const char **second = second_of(options, row->name);
	switch (row->target) {
	case OPTION_FLAG:
		*(bool *)field = true;
		return true;
	case OPTION_TEXT:
		if (second && !*second && *(const char **)field) {
			*second = optarg;
			return true;
		}
		if (*(const char **)field && str_listed(once, row->name)) {
			message_usage(_("option ‘--%s’ is given twice: ‘%s’ and ‘%s’; give it once"), row->name, *(const char **)field, optarg);
			return false;
		}
		*(const char **)field = optarg;
		return true;
	case OPTION_SET:
		break;
	}
	if (!strchr(optarg, '=') && strstr(optarg, "＝")) {
		message_usage(_("write ‘=’ as a half-width sign in ‘%s’"), optarg);
		return false;
	}
	if (options->set_count == MAX_SETS || !strchr(optarg, '=') || optarg[0] == '=') {
		message_usage(_("--set needs NAME=VALUE (at most %d of them), not ‘%s’"), MAX_SETS, optarg);
		return false;
	}
	options->sets[options->set_count++] = optarg;
	return true;
}

/* Options that begin with the word, as a list; their number. */
static int add_beginning(struct str word, struct buf *list)
{
	int count = 0;
	for (const struct option_row *row = option_table; row->name; row++) {
		if ((row > option_table && strcmp(row->name, row[-1].name) == 0) || strlen(row->name) < word.len ||
		    memcmp(row->name, word.data, word.len) != 0)
			continue;
		buf_printf(list, "%s--%s", count++ ? _(", ") : "", row->name);
	}
	return count;
}

/* The option that is nearest to the word; those of the command first. */
static const char *nearest_option(struct str word, enum command command)
{
	struct suggestion near = { .wanted = word };
	for (const struct option_row *row = option_table; row->name; row++)
		if (row->commands & 1 << command)
			suggest_offer(&near, row->name);
	for (const struct option_row *row = option_table; row->name; row++)
		suggest_offer(&near, row->name);
	return near.best;
}

/* An option that getopt_long() did not take: one that takes no value, is cut too short, or is not there. */
static void report_option(const char *argument, enum command command)
{
	const struct option_row *row = row_of(optopt);
	if (row) {
		message_usage(_("option ‘--%s’ takes no value"), row->name);
		return;
	}
	if (optopt) {
		message_usage(_("unknown option ‘-%c’"), optopt);
		return;
	}
	struct str rest = str_of(argument), word = str_cut(&rest, "=");
	struct buf list = BUF_INIT;
	struct str name = str_from(word, 2);
	const char *near = nearest_option(name, command);
	if (name.len && add_beginning(name, &list) > 1)
		message_usage(_("‘%.*s’ may be one of %s; write it out"), (int)word.len, word.data, list.data);
	else if (near)
		message_usage(_("unknown option ‘%.*s’; did you mean ‘--%s’?"), (int)word.len, word.data, near);
	else
		message_usage(_("unknown option ‘%.*s’"), (int)word.len, word.data);
	buf_free(&list);
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

/* “help”, “help COMMAND” and “help GUIDE”. */
static bool read_help(int argc, char **argv, struct options *options)
{
	int command = argc == 3 ? option_command_of(argv[2]) : COMMAND_DRAFT;
	if (argc > 3) {
		message_usage(_("unexpected argument ‘%s’"), argv[3]);
		return false;
	}
	options->help = true;
	if (command < 0)
		options->guide = argv[2];
	else
		options->command = (enum command)command;
	return true;
}

static bool is_docx(const char *word)
{
	return str_ends_caseless(str_of(word), ".docx");
}

/* Of `check --fix OUT.docx` the name of the copy: the word behind --fix, where another DOCX is the one that is checked. */
static void take_copy(int argc, char **argv, struct options *options)
{
	int checked = 0;
	if (optind >= argc || !is_docx(argv[optind]) || strcmp(argv[optind - 1], "--fix") != 0)
		return;
	for (int i = 1; i < argc; i++)
		checked += i != optind && is_docx(argv[i]) && strcmp(argv[i - 1], "--comments") != 0;
	if (checked)
		options->fix_file = argv[optind++];
}

static bool read_all(int argc, char **argv, const struct option *longs, const char *shorts, struct options *options)
{
	optind = 0;
	for (int value; (value = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
		if (value == ':') {
			message_usage(_("option ‘--%s’ needs a value"), row_of(optopt)->name);
			return false;
		}
		if (value == '?') {
			report_option(argv[optind - 1], options->command);
			return false;
		}
		if (value < ROW_VALUE && optarg && *optarg == '=') /* “-f=txt” is “-f txt” */
			optarg++;
		if (!apply(row_of(value), options))
			return false;
		if (options->fix && !options->fix_file)
			take_copy(argc, argv, options);
	}
	options->arguments = argv + optind;
	options->argument_count = argc - optind;
	return true;
}

bool options_read(int argc, char **argv, struct options *options)
{
	struct option longs[OPTION_ROWS];
	char shorts[2 * OPTION_ROWS];
	*options = (struct options){ 0 };
	if (!check_arguments(argc, argv))
		return false;
	if (argc >= 2 && strcmp(argv[1], "help") == 0)
		return read_help(argc, argv, options);
	make_getopt(longs, shorts);
	opterr = 0;
	if (!take_command(&argc, argv, longs, shorts, options) || !read_all(argc, argv, longs, shorts, options))
		return false;
	if (options->help || options->version)
		return true;
	if (options->argument_count && !command_table[options->command].takes_arguments) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[0]);
		return false;
	}
	return check_together(options);
}

void options_add_command(const struct options *options, const char *const *without, struct buf *out)
{
	buf_add_text(out, "plangen");
	if (*command_table[options->command].name)
		buf_printf(out, " %s", command_table[options->command].name);
	for (const struct option_row *row = option_table; row->name; row++) {
		const char *field = (const char *)options + row->offset;
		if (!(row->commands & 1 << options->command) || row->target == OPTION_SET || str_listed(without, row->name))
			continue;
		const char *text = row->target == OPTION_TEXT ? *(const char *const *)field : NULL;
		if (text || (row->target == OPTION_FLAG && *(const bool *)field))
			buf_printf(out, " --%s", row->name);
		if (text) {
			buf_add_char(out, ' ');
			quote_add_word(text, out);
		}
	}
	for (size_t i = 0; i < options->set_count; i++) {
		buf_add_text(out, " --set ");
		quote_add_word(options->sets[i], out);
	}
}
