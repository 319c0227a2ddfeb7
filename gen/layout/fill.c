/* What is put onto the pages. */
#include "base/arena.h"
#include "layout/flow.h"
#include "layout/pager.h"

void pager_fill(struct arena *arena, struct pager_page *page, enum page_region region, const struct page_line *line)
{
	*ARENA_PUSH(arena, page->lines, page->line_count, page->line_capacity) = *line;
	page->counts[region]++;
}

void pager_add_rule(struct pager *pager, struct page_rule rule)
{
	struct pager_page *page = &pager->pages[pager->count - 1];
	*ARENA_PUSH(pager->layout->arena, page->rules, page->rule_count, page->rule_capacity) = rule;
}
