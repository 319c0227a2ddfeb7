/* A table to be written: a header and rows of texts, for CSV, for a sheet of a workbook and for a page of HTML. */
#ifndef TABLE_GRID_H
#define TABLE_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;

enum grid_kind {
	GRID_TEXT,
	GRID_NUMBER, /* numerals to be added up */
	GRID_BAR,    /* the same, which a page shows as bars, too: of the column's largest, */
	GRID_SHARE   /* and of the row's last one of GRID_BAR, which it is a part of */
};

/* A column: its header, and how many characters of two cells wide it is. */
struct grid_column {
	const char *name;
	unsigned width;
	enum grid_kind kind;
};

struct grid {
	const char *name; /* of the sheet */
	const struct grid_column *columns;
	size_t width;       /* columns */
	const char **cells; /* row by row, without the header; NULL: empty. The texts are borrowed */
	size_t count, room; /* cells */
};

/* Appends a row: grid->width texts, to be filled in; they are NULL at first. */
const char **grid_add_row(struct arena *arena, struct grid *grid);

/* Texts of cells in `arena`: a copy of the view, and the number in digits. */
const char *grid_text(struct arena *arena, struct str text);
const char *grid_number(struct arena *arena, size_t number);

/* Appends the table as CSV with LF at the ends of lines; `bom`: behind a byte order mark, without which Excel takes it for GB 18030. */
void grid_write_csv(const struct grid *grid, bool bom, struct buf *out);

/* Appends one page of HTML with all of the tables. */
void grid_write_html(const char *title, const struct grid *grids, size_t count, struct buf *out);

#endif
