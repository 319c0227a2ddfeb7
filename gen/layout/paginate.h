/* Cutting the flow into pages, and tables on their way down them. */
#ifndef LAYOUT_PAGINATE_H
#define LAYOUT_PAGINATE_H

#include <stdbool.h>

#include "layout/pager.h"

struct flow;
struct flow_block;

/* Cuts the flow into pages without page numbers. The first page counts as an odd one. False with an error (page limit). */
bool paginate_run(struct pager *pager, const struct flow *flow);

/* Makes a page of what fills it: `page` has its index, number and label. */
void paginate_finish(struct layout *layout, struct pager_page *filled, struct page *page);

/* Places a table from the pager's row on, on as many pages as it needs; `tail`: lines of the grid that must stay free
 * below its last row for what is kept with it. */
void table_place(struct pager *pager, const struct flow_block *block, double tail);

/* Lines of the grid that a table needs on the page where it starts: its head and two rows, or all where no more than
 * three follow the head, with the `tail` that is kept with it; its head and one row where that is more than half a page. */
double table_first_rows(const struct layout *layout, const struct flow_block *block, double tail);

/* Adds the notes of these rows. */
void table_need_first_rows(const struct flow_block *block, struct footnote_need *need);

#endif
