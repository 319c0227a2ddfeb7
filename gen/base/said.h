/* Messages as data: copies of diagnostics that need their sources no more. What programs hold as `struct plangen_messages` (plangen.h). */
#ifndef BASE_SAID_H
#define BASE_SAID_H

#include "base/diag.h"

/* A place as people and programs are told it. */
struct said_place {
	const char *shown; /* "plan.md:3:12", see source_add_place(); NULL: it is of no file */
	const char *file;  /* as it was read, or the option's name; NULL: of no file */
	const char *cell;  /* see source_add_cell(); NULL: of no table */
	unsigned line, column;
	bool option;
};

/* One step of the chain that led to a place, see diag_frame. */
struct said_frame {
	const char *what; /* may be NULL */
	struct said_place place;
	const struct said_frame *outer;
};

struct said {
	struct diag diag;    /* code, severity, arguments */
	struct said_place place;
	const char *excerpt; /* of the line, around the place; NULL: none */
	int mark;            /* cells of a terminal before the place in it */
	const struct said_frame *frames; /* innermost first, or NULL */
};

struct plangen_messages {
	struct arena *arena; /* of all of it */
	struct said *items;
	size_t count, capacity;
	size_t counts[DIAG_SYSTEM + 1]; /* by severity, those that lists dropped, too */
};

/* Appends copies of all entries; of those that the list dropped, the message that there are more. */
void said_keep(struct plangen_messages *messages, const struct diag_list *diags);

#endif
