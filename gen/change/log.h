/* The log of a content folder's changes, content/.plangen/log: who changed what, when, in which files, and all that undo needs. One line of JSON
 * for each change, behind the hash of the line. The file only grows. Lines that do not have their hash, as the last one after a loss of
 * power, are passed over. */
#ifndef CHANGE_LOG_H
#define CHANGE_LOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/hash.h"
#include "change/cells.h"
#include "change/hunks.h"

struct arena;
struct buf;
struct diag_list;

enum change_kind { CHANGE_EDIT, CHANGE_NEW, CHANGE_GONE }; /* a file changed, made, removed */

/* What was changed in a file. */
struct change_file {
	const char *name; /* below the content folder, with '/' */
	enum change_kind kind;
	struct hash before, after;  /* of the file's bytes; zero where there is no file */
	struct change_hunks hunks;  /* in the text before, decoded, with LF for CR alone; of a file made or removed one piece, the whole */
	struct change_cells cells;  /* of a table */
	struct str text;            /* of another file: all of it before */
};

struct change_entry {
	unsigned number;      /* from 1 */
	unsigned undoes;      /* number of the change that it undoes; 0: none */
	unsigned undone;      /* number of the last change that undoes it and is not undone itself; 0: none. Not in the file */
	long long when;       /* seconds since 1970 */
	const char *who, *command;
	struct change_file *files;
	size_t count;
};

struct change_log {
	struct change_entry *entries; /* the oldest first */
	size_t count, room;
	size_t damaged; /* lines that were passed over */
	unsigned last;  /* change_log_last() */
};

/* The folder in which log, journal and lock of a content folder are, in `arena`. */
const char *change_folder(struct arena *arena, const char *content);

/* Reads the log; one that is not there is empty. False with an error when it cannot be read. */
bool change_log_read(struct arena *arena, const char *content, struct change_log *log, struct diag_list *diags);

/* Warns of lines that were passed over, for who shows the log. */
void change_log_report_damage(struct arena *arena, const char *content, const struct change_log *log, struct diag_list *diags);

/* The highest number of all lines that have their hash; 0: none. What else stands in them is not looked at: a change needs no more of a log that may
 * be long. False with an error when it cannot be read. */
bool change_log_last(struct arena *arena, const char *content, unsigned *last, struct diag_list *diags);

/* The entry of the number; NULL: there is none. */
const struct change_entry *change_log_find(const struct change_log *log, unsigned number);

/* The line of an entry, its end included. */
void change_log_add_line(const struct change_entry *entry, struct buf *out);

/* Reads such a line; false when it is damaged. */
bool change_log_read_line(struct arena *arena, struct str line, struct change_entry *entry);

#endif
