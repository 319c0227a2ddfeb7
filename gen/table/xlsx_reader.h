/* A sheet while it is read: shared by the files that do it. */
#ifndef TABLE_XLSX_READER_H
#define TABLE_XLSX_READER_H

#include "table/xlsx_internal.h"
#include "table/xlsx_remark.h"

/* An area of cells that are shown as one, the first: columns and rows from 1. */
struct xlsx_area {
	size_t column, row, last_column, last_row;
	const char *name; /* "A2:A5" */
};

enum xlsx_content { XLSX_NOTHING, XLSX_VALUE, XLSX_FORMULA, XLSX_RICH };

/* Rows, or columns, that are hidden and hold something. */
struct xlsx_hidden {
	bool now;     /* the row is */
	bool *listed; /* columns, from 1; NULL: none is hidden */
	size_t last, first, ranges; /* of the range that is being counted */
	struct buf names;
};

/* A sheet while it is read. */
struct xlsx_reader {
	struct xlsx_book *book;
	const struct xlsx_sheet *what;
	struct source *source; /* that it becomes; its text is there at the end */
	struct buf out;
	size_t row, column;    /* of the tag that was read last, from 1 */
	struct buf row_digits; /* of the row, as addresses in it have it */
	size_t out_row, out_column, width; /* of the row being written; cells in it; cells that the first row has */
	size_t out_start;      /* where the cell written last begins */
	char type;             /* of the cell: n s S(tr) i b e */
	size_t style;
	bool in_cell, has_value, has_formula;
	enum xlsx_content content;  /* that text is of */
	struct buf value, formula;
	struct xlsx_meaning meaning;
	struct xlsx_reading reading;
	struct xlsx_rich rich; /* the text of an inline string */
	struct xlsx_remarks remarks;
	size_t row_remarks;    /* those of the rows above */
	bool row_filled, row_struck; /* a cell of the row holds something; one did before it was struck out */
	struct xlsx_hidden rows, columns;
	struct xlsx_area *areas;
	size_t area_count, area_room;
	size_t area_rows;      /* that they reach over: areas do not overlap, so that more than a sheet has are none */
};

/* A copy of the text in the book's arena. */
static inline const char *xlsx_sheet_kept(struct xlsx_reader *s, struct str text)
{
	return arena_copy(s->book->arena, text.data ? text.data : "", text.len);
}

/* Takes note of hidden columns, which a tag tells; of the cell at work, which holds something, where it is hidden; tells of them at the end. */
void xlsx_hidden_columns(struct xlsx_reader *s, const struct xml_tag *tag);
void xlsx_hidden_note(struct xlsx_reader *s);
void xlsx_hidden_report(struct xlsx_reader *s);

/* Takes note of an area of merged cells, "A2:A5". */
void xlsx_area_add(struct xlsx_reader *s, struct str name);

/* Copies a table, with the text of each area's first cell in those below it, and without what they hold themselves. */
void xlsx_areas_fill(struct xlsx_reader *s, const struct source *from);

#endif
