/* Cells as programs write nearly all of them, <c r="C17" s="2" t="s"><v>41</v></c>, read at once from the text of a sheet. */
#ifndef TABLE_XLSX_PLAIN_H
#define TABLE_XLSX_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct xlsx_plain {
	size_t column;    /* from 1 */
	struct str row;   /* its digits, "17" */
	size_t style;
	char type;        /* 's': `value` is the index of a shared string; 'n': a number, or nothing; 'S': a text that means what it says */
	struct str value;
};

/* Reads the cell that begins at *at, behind which *at is moved; false where it is written otherwise, or not all there. A NUL stands at the end of the text. */
bool xlsx_read_plain(const char **at, struct xlsx_plain *cell);

#endif
