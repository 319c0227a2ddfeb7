/* What is to be said of the cells of a sheet, and what they show, until its text is whole and they have their places in it. */
#ifndef TABLE_XLSX_REMARK_H
#define TABLE_XLSX_REMARK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct source;

struct xlsx_remark {
	size_t row, column;    /* from 1 */
	enum { XLSX_OF_CELL, XLSX_OF_SHEET, XLSX_SHOWN, XLSX_DROPPED } kind; /* for those who use the cell; for all; no message, but what is seen; none any more */
	enum diag_code code;
	const char *first, *second; /* arguments; of XLSX_SHOWN `first` is the text */
	bool placed;                /* it points at `at`, an offset in the text, and not at its cell */
	size_t at;
	bool known;                 /* its cell begins at `start` in the text */
	size_t start;
};

struct xlsx_remarks {
	struct arena *arena;
	struct xlsx_remark *items;
	size_t count, room;
};

void xlsx_remark_add(struct xlsx_remarks *remarks, const struct xlsx_remark *remark);

/* Says of the cells in the rows from `row` + 1 to `last_row` what is said of the one in `row` above them. */
void xlsx_remark_fill(struct xlsx_remarks *remarks, size_t column, size_t row, size_t last_row);

/* Takes away what is said of the cell, and what it shows, among the first `count`, which stand in the order of their cells. */
void xlsx_remark_drop(struct xlsx_remarks *remarks, size_t count, size_t column, size_t row);

/* The cell of the remarks from `first` on begins at `start` in the text. */
void xlsx_remark_place(struct xlsx_remarks *remarks, size_t first, size_t start);

/* No place that was known holds: cells have moved in the text. */
void xlsx_remark_forget_places(struct xlsx_remarks *remarks);

/* Gives the source, whose text is whole, what is said of its cells and what they show; what is for all goes into `diags`. */
void xlsx_remark_settle(struct xlsx_remarks *remarks, struct source *source, struct diag_list *diags);

#endif
