/* The pages while they are filled: what blocks and tables put themselves onto. */
#ifndef LAYOUT_PAGINATE_H
#define LAYOUT_PAGINATE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/page.h"

struct flow;
struct flow_block;
struct layout;

struct pager_page {
	struct page_line *lines;
	size_t line_count, line_capacity;
	struct page_rule *rules;
	size_t rule_count, rule_capacity;
	bool blank;                  /* left free so that the next page's number is odd, or even */
	bool unnumbered;             /* shows no page number */
};

struct pager {
	struct layout *layout;
	struct pager_page *pages;
	size_t count, capacity;
	double row;                  /* first free line of the grid on the last page: 0 … template->lines */
	struct page_outline *outline;
	size_t outline_count, outline_capacity;
	bool opening;                /* on the page of the head, before the first text */
	int record_pages;            /* pages begun for the record block: see struct page_list */
	bool full;                   /* the page limit was met */
};

/* Cuts the flow into pages without page numbers. The first page counts as an odd one. False with an error (page limit). */
bool pager_run(struct pager *pager, const struct flow *flow);

/* Makes a page of what fills it: `page` has its index, number and label. */
void pager_finish(struct layout *layout, struct pager_page *filled, struct page *page);

/* Starts a page. */
void pager_new_page(struct pager *pager);

/* Adds a line or a rule to the last page. */
void pager_add_line(struct pager *pager, const struct page_line *line);
void pager_add_rule(struct pager *pager, struct page_rule rule);

/* Places a table from the pager's row on, on as many pages as it needs; `tail`: lines of the grid that must stay free
 * below its last row for what is kept with it. */
void table_place(struct pager *pager, const struct flow_block *block, double tail);

/* Lines of the grid that a table needs on the page where it starts: its head and first row; when that is all of it, with
 * the `tail` that is kept with it. */
double table_first_rows(const struct layout *layout, const struct flow_block *block, double tail);

#endif
