/* Workbooks of our own (ECMA-376 part 1, 18), in memory: sheets of texts and numbers, cells to be filled in, what may be typed there. The same calls give the
 * same bytes. */
#ifndef WRITE_XLSX_BOOK_H
#define WRITE_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct arena;
struct grid;

enum book_style {
	BOOK_PLAIN,   /* text */
	BOOK_NUMBER,
	BOOK_TITLE,
	BOOK_HEAD,
	BOOK_EXPLAIN, /* what the person who fills in only reads: such cells and heads are locked on a sheet that is guarded */
	BOOK_TYPED,   /* to be filled in with text, */
	BOOK_COUNTED, /* a number, */
	BOOK_DATED    /* a date */
};

/* What may be typed into cells. Texts in the form values are kept in; NULL: no bound. */
enum book_rule_kind { BOOK_WHOLE, BOOK_DECIMAL, BOOK_CHOICE };
struct book_rule {
	enum book_rule_kind kind;
	const char *min, *max;
	const char *const *choices;
	size_t choice_count;
	bool open; /* something else may be typed, after a warning */
	const char *prompt, *refusal; /* shown beside the cell, and when something else was typed */
};

struct book_sheet {
	struct arena *arena;
	const char *name;
	struct buf rows, widths, rules, merges;
	size_t row, column, rule_count, merge_count; /* of the cell written last; rows from 1 */
	size_t frozen_rows, frozen_columns;
	size_t width_count; /* columns up to the last that has a width */
	bool guarded, hidden;
	bool open; /* cells that were not written are to be filled in, too, with text: rows can be inserted and deleted though it is guarded. Set before widths */
};

struct book {
	struct arena *arena;
	struct book_sheet **sheets;
	size_t count, room;
	struct book_sheet *choices; /* lists of choices that are too long for a rule; NULL: none */
	size_t choice_columns;
};

#define BOOK_CHOICES "选项" /* the name of that sheet, which is hidden */

/* An empty sheet at the end. Sheets live in book->arena and are written, and freed, by book_write(). */
struct book_sheet *book_add_sheet(struct book *book, const char *name);

/* The width of a column, from 0, in half-width characters. */
void book_set_width(struct book_sheet *sheet, size_t column, unsigned width);

/* Begins the next row; `height` in points, 0: as its text needs. */
void book_start_row(struct book_sheet *sheet, unsigned height);

/* The next cell of the row; NULL text: an empty one. Numbers are decimal numerals. */
void book_put(struct book_sheet *sheet, const char *text, enum book_style style);

/* Joins the cell written last with the `more` ones behind it. */
void book_join(struct book_sheet *sheet, size_t more);

/* The rule of a column's cells in the rows from `first` to `last` (from 1). */
void book_add_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const struct book_rule *rule);

/* A sheet with the grid: head frozen, widths that fit. */
void book_add_grid(struct book *book, const struct grid *grid);

/* Appends the workbook's bytes; `date`: ISO, when it was made. */
void book_write(struct book *book, const char *title, const char *date, struct buf *out);

/* The same of a workbook with nothing but the grids; `year`: it tells of. */
void book_write_grids(struct arena *arena, const char *title, unsigned year, const struct grid *grids, size_t count, struct buf *out);

#endif
