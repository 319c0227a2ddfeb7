/* A table to be written: a header and rows of texts, for CSV and for a sheet of a workbook. */
#ifndef TABLE_GRID_H
#define TABLE_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

/* A column: its header, how many characters of two cells wide it is, and whether its cells are numerals to be added up. */
struct grid_column {
	const char *name;
	unsigned width;
	bool numeric;
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

/* Appends the table as CSV with LF at the ends of lines; `bom`: behind a byte order mark, without which Excel takes it for GB 18030. */
void grid_write_csv(const struct grid *grid, bool bom, struct buf *out);

#endif
