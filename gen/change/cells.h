/* What is changed in a table, said by names: the row by the text of a key column, the cell by its column's header. So it holds for a table
 * that somebody else changed meanwhile, whose rows and columns stand elsewhere. */
#ifndef CHANGE_CELLS_H
#define CHANGE_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "change/hunks.h"

struct arena;
struct diag_list;
struct source;

enum change_step { CHANGE_SET, CHANGE_ADD_ROW, CHANGE_REMOVE_ROW, CHANGE_ADD_COLUMN, CHANGE_REMOVE_COLUMN };

/* One step; all texts as they read, without quotes. */
struct change_cell {
	enum change_step step;
	const char *key_name, *key; /* of the row: header of the column that tells it from others, and its text; NULL of a column */
	const char *column;         /* header; NULL of a row */
	const char *old, *text;     /* SET; NULL of others */
	const char *cell;           /* SET: as spreadsheets name it, "C17", when it was written; else NULL */
};

struct change_cells {
	struct change_cell *items;
	size_t count, room;
};

/* The pieces of the table's text that the steps change, and the name of each cell that is set. A cell must hold the old text or the new one; a
 * row that is removed must be empty but for its key; a column that is removed stays where others wrote into it. What is to be added may be
 * there. All bytes but those of the steps stay. False with errors at the cells that stand against it. */
bool cells_find(struct arena *arena, const struct source *table, struct change_cells *cells, struct change_hunks *hunks,
		struct diag_list *diags);

/* The steps that lead back, in their order. */
struct change_cells cells_reverse(struct arena *arena, const struct change_cells *cells);

#endif
