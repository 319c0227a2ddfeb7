/* What the cells of a workbook mean: numbers and texts under their number formats. */
#ifndef TABLE_XLSX_CELL_H
#define TABLE_XLSX_CELL_H

#include <stdbool.h>

#include "base/buf.h"
#include "table/xlsx_format.h"

/* What is to be said of a cell. */
enum xlsx_doubt {
	XLSX_CERTAIN,
	XLSX_FORMAT_UNKNOWN, /* its format is not understood: what a person sees is not known */
	XLSX_SHOWS_NOTHING,  /* its format hides what it holds */
	XLSX_NO_MOMENT,      /* its format is of dates or times, and the number is none */
	XLSX_SHOWS_LESS,     /* it holds digits that somebody typed and its format does not show */
};

/* A cell's meaning; the caller frees the buffers. */
struct xlsx_meaning {
	struct buf text;  /* of a number that is measured or counted, its numeral, and %, without what the format puts around it; of a whole date
			   * 2026-03-01; else what is seen */
	struct buf shown; /* what is seen; empty: `text`. Of what shows nothing, what it hides */
	enum xlsx_doubt doubt;
};

/* Reads a number as it is seen under its format (NULL: General). Digits that were `computed` are rounded as they are seen, those that a person typed
 * stay. `from_1904`: days are counted from 1904-01-01. Other texts are as they are. */
void xlsx_read_number(const struct xlsx_format *format, struct str numeral, bool computed, bool from_1904, struct xlsx_meaning *meaning);

/* The same for a text. */
void xlsx_read_text(const struct xlsx_format *format, struct str text, struct xlsx_meaning *meaning);

/* The same for a moment, under a section that shows one (xlsx_moment.c). */
void xlsx_read_moment(const struct xlsx_section *section, const struct xlsx_number *number, bool from_1904, struct xlsx_meaning *meaning);

#endif
