/* Workbooks of Excel, WPS and LibreOffice (.xlsx, .xlsm; ECMA-376 part 1, 18) as tables: each sheet becomes a source whose text is the CSV of what its
 * cells say, row for row and column for column, so that whoever reads CSV reads it, and its places are those of the sheet: "units.xlsx 表1!C17".
 *
 * A cell is what a person sees in it: codes and telephone numbers with the zeros and signs of their number format, parts of dates as the format has
 * them, what a condition shows. Where the format only dresses a number, the text is the number, and what is seen stands beside it
 * (table_cell_shown()): whole dates are 2026-03-01, percentages 85%, measures and amounts numerals with the 15 digits that Excel keeps, rounded as they
 * are seen when they were computed. Truth is 是 and 否. A number with more digits, or in an error, is written so that vars/tidy.h refuses it, and so
 * is a formula that was never calculated. Furigana are left out, and so is what is struck out; superscripts become characters of that kind; of what
 * cannot be known, table_cell_remarks() tells. A cell that reaches over several rows counts for each of them, with a warning; what the cells hold
 * that it covers is left out, with one, too. Hidden rows and columns are read, with a note. Nothing of a workbook is run or written. */
#ifndef TABLE_XLSX_H
#define TABLE_XLSX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct arena;
struct diag_list;

/* Whether the name has the ending of such a workbook. */
bool xlsx_has_name(const char *path);

/* Reads the workbook: its sheets that can be seen and hold something, in their order; hidden ones are named in a note where they hold something. False
 * with errors when it is none, is protected by a password, is damaged, or one of the limits is met. All in `arena`. */
bool xlsx_load(struct arena *arena, const char *path, const struct source ***sheets, size_t *count, struct diag_list *diags);

/* The hidden sheet of the name; NULL: there is none, or it cannot be read. It lives in `arena`. */
const struct source *xlsx_load_hidden(struct arena *arena, const char *path, const char *name);

#endif
