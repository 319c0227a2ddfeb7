/* A table: rows and cells, each with its place in the file. Read in one pass, row by row; cells are views into the source, copied to
 * the arena only where they are written in another way than they read. */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct diag_list;

struct table_cell {
	struct str text;   /* without the quotes around it */
	size_t start, end; /* its bytes in the source, quotes included */
};

struct table {
	struct arena *arena;
	const struct source *source;
	size_t at;                /* where the next row starts */
	size_t columns;           /* cells a row must have; 0: not checked. Set by the caller after the header */
	const char *const *names; /* of those columns, for messages; NULL: not known */
	struct table_cell *cells; /* of the row read last: valid until the next table_next() */
	size_t count, capacity;
	size_t start, end;        /* bytes of that row without its line end */
	struct source_row row;    /* the last that a message named */
};

/* At the first row. `arena` takes the cells of all rows. */
void table_start(struct table *table, struct arena *arena, const struct source *source);

/* Reads the next row that has any text in it; false at the end. A row with faults (unclosed or misplaced quote, wrong
 * number of cells) is reported with its place and has `*good` false. */
bool table_next(struct table *table, bool *good, struct diag_list *diags);

/* The first cell of the row read last that has the text, but for blanks around it; (size_t)-1: there is none. */
size_t table_find_cell(const struct table *table, const char *text);

/* Where the cell of the row read last starts, its quote included. */
struct place table_cell_place(const struct table *table, size_t cell);

/* What a person sees in the cell of the row read last: its text, but for a workbook's number that its format shows otherwise: 41人. */
struct str table_cell_shown(const struct table *table, size_t cell);

/* Adds what there is to say of the cell of the row read last as its workbook has it, beside its text. False when it cannot be used. */
bool table_cell_remarks(const struct table *table, size_t cell, struct diag_list *diags);

#endif
