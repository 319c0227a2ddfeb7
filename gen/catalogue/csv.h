/* CSV (RFC 4180) with the place of every cell.
 *
 * One pass over the source; cells are views into it, copied to the arena only where a quote inside a quoted cell is
 * doubled. Rows end with LF, CR LF or CR; quoted cells may hold them. ="0012" without quotes around it is a cell, too. */
#ifndef CATALOGUE_CSV_H
#define CATALOGUE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct buf;
struct diag_list;

struct csv_cell {
	struct str text;   /* without the quotes around it */
	size_t start, end; /* its bytes in the source, quotes included */
};

struct csv {
	struct arena *arena;
	const struct source *source;
	size_t at;              /* where the next row starts */
	size_t columns;         /* cells a row must have; 0: not checked. Set by the caller after the header */
	const char *const *names; /* of those columns, for messages; NULL: not known */
	struct csv_cell *cells; /* of the row read last: valid until the next csv_next() */
	size_t count, capacity;
	size_t start, end;      /* bytes of that row without its line end */
	struct source_row row;  /* the last that a message named */
};

/* At the first row. `arena` takes the cells of all rows. */
void csv_start(struct csv *csv, struct arena *arena, const struct source *source);

/* Reads the next row that has any text in it; false at the end. A row with faults (unclosed or misplaced quote, wrong
 * number of cells) is reported with its place and has `*good` false. */
bool csv_next(struct csv *csv, bool *good, struct diag_list *diags);

/* Where the cell of the row read last starts, its quote included. */
struct place csv_place(const struct csv *csv, size_t cell);

/* Spreadsheets take a cell that begins with =, +, -, @, a tab or a return, and is no number, for a formula, and run it. Ours get an
 * apostrophe before it: csv_add_cell() writes a cell, quoted where it must be, and csv_next() takes the apostrophe off again, so that
 * every text comes back as it was. csv_unguard() is that second half. */
void csv_add_cell(struct buf *out, struct str text);
struct str csv_unguard(struct str text);

#endif
