/* Workbooks of Excel, WPS and LibreOffice (.xlsx, .xlsm; ECMA-376 part 1, 18) as tables: each sheet becomes a source whose text is the CSV of what its
 * cells say, row for row and column for column, so that whoever reads CSV reads it, and its places are those of the sheet: "units.xlsx 表1!C17".
 *
 * A cell is what a person sees who looks at its value: dates are 2026-03-01, percentages 85%, truth 是 and 否, numbers plain with the 15 digits that
 * Excel keeps; one with more, or in an error, is written so that vars/tidy.h refuses it, and so is a formula that was never calculated. Furigana are
 * left out. A cell that reaches over several rows counts for each of them, with a warning. Nothing of a workbook is run or written. */
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

#endif
