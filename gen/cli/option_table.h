/* The commands and the options they take, as data: read by options.c, shown by help.c. */
#ifndef CLI_OPTION_TABLE_H
#define CLI_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

struct command_row {
	const char *name;            /* "" for drafting, which has no command word */
	const char *usage, *example; /* lines that can be typed; the example works with the project's own content */
	const char *help;
	bool takes_arguments; /* files or names beside the options */
};

/* By enum command. */
extern const struct command_row command_table[COMMAND_COUNT];

/* What an option sets: a flag, a C string, or one more entry of `sets`. */
enum option_target { OPTION_FLAG, OPTION_TEXT, OPTION_SET };

/* An option that means different things to different commands has a row for each, with the same letter, kind and member. */
struct option_row {
	const char *name;
	char letter;          /* 0: none */
	const char *argument; /* NULL: it is a flag */
	int commands;         /* bits 1 << COMMAND_… */
	enum option_target target;
	size_t offset; /* of the member of struct options */
	const char *help;
};

/* All options, ended by a row without a name; with it OPTION_ROWS at most. */
enum { OPTION_ROWS = 160 };
extern const struct option_row option_table[];

/* COMMAND_… of a command word; -1: there is none. */
int option_command_of(const char *word);

#endif
