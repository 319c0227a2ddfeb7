/* The content folder's tables of words, words/NAME.csv: what is written for what, set phrases with their members, names of documents.
 * A table that is not there is empty: an office keeps those it wants. */
#ifndef CHECK_TABLES_H
#define CHECK_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct diag_list;

/* A row of a table of words (错,对,除外,后接,起,止,理由; only the first two must be there). */
struct check_entry {
	struct str wrong;
	const char *right, *reason;
	struct str except;    /* longer words with the wrong one in them that are right, parted by | */
	struct str behind;    /* what must follow at once, parted by |, 0 for any digit; empty: anything */
	unsigned from, until; /* years in which it is wrong; 0: no limit */
	const struct check_entry *next; /* in its chain */
};

enum { TABLE_CHAINS = 1024 };

/* Rows by their first character. */
struct check_table {
	const struct check_entry *chains[TABLE_CHAINS];
};

/* A row of phrases.csv (名称,成员,间隔,起): members that belong together since the year `from` (0: always), in their order, with at most
 * `gap` characters between two. */
struct check_phrase {
	const char *name;
	const struct str *members;
	size_t count, gap;
	unsigned from;
};

struct check_tables {
	struct check_table confusables, names, own; /* confusables.csv, names.csv, wrong.csv (an office's own) */
	const struct check_phrase *phrases;
	size_t phrase_count;
	const struct str *titles; /* titles.csv (名称): of laws and regulations, as they are written */
	size_t title_count;
};

/* Reads the tables; faults in them are reported to `diags`. Everything in `arena`. */
const struct check_tables *check_load_tables(struct arena *arena, const char *content_folder, struct diag_list *diags);

/* The longest entry that stands at the offset in the year (0: not known; then only entries without limits), and is right nowhere
 * there; NULL: none. */
const struct check_entry *check_entry_at(const struct check_table *table, struct str text, size_t offset, unsigned year);

#endif
