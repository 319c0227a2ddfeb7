/* Shared by the files of this folder only. */
#ifndef CHANGE_INTERNAL_H
#define CHANGE_INTERNAL_H

#include "catalogue/catalogue.h"
#include "base/arena.h"
#include "base/diag.h"
#include "change/change.h"

/* What is wanted of one file. */
struct change_wish {
	const char *path;
	const char *name; /* below the content folder; NULL: outside */
	enum change_kind kind;
	bool exact;                /* `hunks` hold for the file with the hash `from` */
	struct hash from;          /* GONE: the file must have it */
	struct change_hunks hunks;
	struct change_cells cells; /* of a table */
	struct str base, text;     /* else: the text that was opened, and the new one */
};

/* A value that a change sets. */
struct change_said {
	const struct catalogue_unit *unit;
	struct catalogue_setting setting; /* its texts are the change's */
};

struct change {
	struct arena *arena;
	const char *content;
	struct change_author author;
	unsigned undoes;
	bool dry_run; /* set when it is written: nothing is made */
	struct catalogue_fresh *fresh; /* units that it adds, for those that come behind */
	size_t fresh_count, fresh_room;
	struct change_said *said;      /* values that it sets, for those that come behind: rules look at all of a unit */
	size_t said_count, said_room;
	struct change_wish *wishes;
	size_t count, room;
};

/* The wish for this file: the one that is there, or a new one. */
struct change_wish *change_wish_for(struct change *change, const char *path, enum change_kind kind);

struct catalogue_cell;

/* The steps that put the cell's text where it belongs, with its column, row and file where they are not there. */
void change_add_cell(struct change *change, const struct catalogue_cell *cell);

/* A file as it is to be written. */
struct change_outcome {
	const char *path;       /* without links */
	struct change_file log;
	struct str old, text;   /* bytes */
};

/* Finds out what a wish means for the file as it is now. 1: `outcome` is it; 0: nothing is to be done; -1 with errors. */
int change_find_outcome(struct change *change, struct change_wish *wish, struct change_outcome *outcome, struct diag_list *diags);

/* change_commit() for who has the lock. `last`: the highest number in the log. */
const struct change_entry *change_commit_locked(struct change *change, unsigned last, bool dry_run, struct diag_list *diags);

#endif
