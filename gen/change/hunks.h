/* What differs between two texts, as pieces of the first that are replaced; and two such lists made one. */
#ifndef CHANGE_HUNKS_H
#define CHANGE_HUNKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;

/* A piece of a text and what comes in its place. */
struct change_hunk {
	size_t at; /* where it begins, in bytes of the text before */
	struct str old, text;
};

/* In the order of the text; no two overlap. */
struct change_hunks {
	struct change_hunk *items;
	size_t count, room;
};

/* Appends one, behind those that are there. */
void hunks_add(struct arena *arena, struct change_hunks *hunks, size_t at, struct str old, struct str text);

/* What makes `after` of `before`: lines that differ, cut down to the characters that do. They are views of both. */
struct change_hunks hunks_between(struct arena *arena, struct str before, struct str after);

/* Appends the text with the pieces replaced. False, when the text does not hold what they replace. */
bool hunks_apply(const struct change_hunks *hunks, struct str text, struct buf *out);

/* What leads back from the text after to the one before. */
struct change_hunks hunks_reverse(struct arena *arena, const struct change_hunks *hunks);

/* The pieces of `mine`, made for a text, in that text as `theirs` made it: those that are in it already are left out. False where a piece of
 * mine overlaps or touches one of theirs: these two are in *my_hunk and *their_hunk, of which `at` is then where it is in their text. */
bool hunks_merge(struct arena *arena, const struct change_hunks *mine, const struct change_hunks *theirs, struct change_hunks *merged,
		 struct change_hunk *my_hunk, struct change_hunk *their_hunk);

#endif
