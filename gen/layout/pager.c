#include "layout/pager.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "layout/flow.h"

void pager_new_page(struct pager *pager)
{
	if (pager->count == LIMIT_PAGES && !pager->full) {
		const char *limit = arena_printf(pager->layout->arena, "%d", LIMIT_PAGES);
		diag_add(pager->layout->diags, DIAG_PAGE_LIMIT, NO_PLACE, limit);
		pager->full = true;
	}
	pager->row = 0;
	if (pager->full)
		return;
	const struct page_template *t = pager->layout->template;
	*ARENA_PUSH(pager->layout->arena, pager->pages, pager->count, pager->capacity) =
		(struct pager_page){ .text_top = t->margin_top, .text_bottom = t->margin_top + t->lines * t->line_pitch };
}

void pager_fill(struct arena *arena, struct pager_page *page, enum page_region region, const struct page_line *line)
{
	*ARENA_PUSH(arena, page->lines, page->line_count, page->line_capacity) = *line;
	page->counts[region]++;
}

void pager_add_line(struct pager *pager, const struct page_line *line)
{
	pager_fill(pager->layout->arena, &pager->pages[pager->count - 1], PAGE_TEXT, line);
}

void pager_add_rule(struct pager *pager, struct page_rule rule)
{
	struct pager_page *page = &pager->pages[pager->count - 1];
	*ARENA_PUSH(pager->layout->arena, page->rules, page->rule_count, page->rule_capacity) = rule;
}
