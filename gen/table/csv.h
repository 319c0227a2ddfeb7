/* CSV (RFC 4180): rows end with LF, CR LF or CR; quoted cells may hold them. ="0012" without quotes around it is a cell, too. */
#ifndef TABLE_CSV_H
#define TABLE_CSV_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct diag_list;
struct table;

/* Reads the row at table->at, also one without text; *good is false, with errors, when a quote is wrong in it. */
void csv_read_row(struct table *table, bool *good, struct diag_list *diags);

/* Spreadsheets take a cell that begins with =, +, -, @, a tab or a return, and is no number, for a formula, and run it. Ours get an
 * apostrophe before it: csv_add_cell() writes a cell, quoted where it must be, and csv_read_row() takes the apostrophe off again, so that
 * every text comes back as it was. csv_unguard() is that second half. */
void csv_add_cell(struct buf *out, struct str text);
struct str csv_unguard(struct str text);

#endif
