/* Tables of plain text whose cells are parted by tabs. */
#ifndef READ_TABS_H
#define READ_TABS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The bytes at the start of the text that are lines of a table; 0: there is none. *columns: of its longest row. */
size_t read_find_tabbed(struct str text, size_t *columns);

/* Takes the next cell off a row: up to a tab, or, in a row without tabs, up to two blanks. rest->data is NULL behind the last. */
struct str read_cut_cell(struct str *rest, bool tabs);

#endif
