/* The command line: one table of commands, one table of options. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum command {
	COMMAND_DRAFT, /* no command word: draft a unit's plans */
	COMMAND_RENDER,
	COMMAND_LIST,
	COMMAND_EXPLAIN,
	COMMAND_EXPAND,
	COMMAND_IMPORT,
	COMMAND_BUILD,
	COMMAND_REPORT,
	COMMAND_TOC,
	COMMAND_CHECK,
	COMMAND_LOG,
	COMMAND_UNDO,
	COMMAND_GAPS,
	COMMAND_FORM,
	COMMAND_FILL,
	COMMAND_YEAR,
	COMMAND_UNIT,
	COMMAND_DIFF,
	COMMAND_STATS,
	COMMAND_UPGRADE,
	COMMAND_SERVE,
	COMMAND_IMPOSE,
	COMMAND_COUNT
};

enum { USAGE_STATUS = 3, INTERRUPTED_STATUS = 130, MAX_SETS = 256 };

struct options {
	enum command command;
	bool help, version;
	const char *guide; /* with help: a word that is no command */
	const char *unit, *type, *variant, *year, *date, *data, *formats, *output, *content, *page_template, *profile, *output_intent;
	const char *other_unit, *other_year; /* of diff: --unit and --year given a second time */
	const char *docx; /* its form */
	const char *resolution, *gallery, *print_file, *altered, *redlines;
	const char *comments, *fix_file; /* of check: copies of the DOCX */
	const char *partials, *escape, *diagnostics;
	const char *units, *jobs, *shard, *report, *sync, *depfile, *why, *progress, *memory, *timeout, *depth, *explain, *genre, *from, *region, *id, *short_name;
	const char *reason; /* of --accept-text */
	const char *variables; /* of import */
	const char *port;      /* of serve */
	const char *paper;     /* of impose */
	const char *listen, *public_url, *users_file, *add_user, *role; /* of a desk that others reach */
	const char *sets[MAX_SETS]; /* NAME=VALUE, in order */
	size_t set_count;
	bool diff, draft, final, ask, strict, quiet, verbose, dry_run, force, verify, prune, watch, compendium, table, fix, list_rules, excel, each, yes, partial, accept_values, accept_text, accept_base, passages, sheet, issue, open, read_only, booklet, two_up;
	char **arguments; /* what is left: files, names */
	int argument_count;
};

/* Reads the arguments into `options`. False after a message on standard error: exit with USAGE_STATUS. */
bool options_read(int argc, char **argv, struct options *options);

/* Appends the command line that gives these options, ready to be pasted into a shell; arguments that are no options and the options
 * named in `without` (ended by NULL) are left out. */
void options_add_command(const struct options *options, const char *const *without, struct buf *out);

#endif
