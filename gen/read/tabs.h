/* Tables of plain text whose cells are parted by tabs. */
#ifndef READ_TABS_H
#define READ_TABS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The bytes at the start of the text that are lines of a table; 0: there is none. *columns: of its longest row. */
size_t read_find_tabbed(struct str text, size_t *columns);

/* The cells of a line of such a table: parted by tabs; where it has none, by blanks if these part as many, else all of it is the first. Those that it
 * does not have are empty. */
void read_cut_row(struct str line, struct str *cells, size_t columns);

#endif
