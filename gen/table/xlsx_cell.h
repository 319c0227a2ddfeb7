/* What the cells of a workbook mean: number formats and the texts of numbers. */
#ifndef TABLE_XLSX_CELL_H
#define TABLE_XLSX_CELL_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

/* What a number format (18.8.30) makes of a number. */
enum xlsx_format {
	XLSX_PLAIN,
	XLSX_PERCENT,
	XLSX_DATE,      /* with a year, month or day in it */
	XLSX_TIME,      /* only hours and minutes */
	XLSX_ZEROS      /* from here on: as many digits as zeros in the format "0000", from XLSX_ZEROS + 2 */
};

/* The format of a number format's built-in id, or of its code. */
enum xlsx_format xlsx_format_of_id(unsigned id);
enum xlsx_format xlsx_format_of_code(struct str code);

/* Appends the number as it is seen; `from_1904`: days are counted from 1904-01-01. Other texts are appended as they are. */
void xlsx_add_number(struct buf *out, struct str numeral, enum xlsx_format format, bool from_1904);

#endif
