#include "layout/pager.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "layout/flow.h"
#include "layout/turn.h"

void pager_new_page(struct pager *pager, enum page_end end)
{
	if (pager->count && !pager->full) {
		footnote_close_page(pager);
		pager->pages[pager->count - 1].end = end;
	}
	if (pager->count == LIMIT_PAGES && !pager->full) {
		const char *limit = arena_printf(pager->layout->arena, "%d", LIMIT_PAGES);
		diag_add(pager->layout->diags, DIAG_PAGE_LIMIT, NO_PLACE, limit);
		pager->full = true;
	}
	pager->row = 0;
	if (pager->full)
		return;
	layout_turn(pager->layout, pager->turned);
	const struct page_template *t = pager->layout->template;
	double bottom = t->margin_top + t->lines * t->line_pitch;
	*ARENA_PUSH(pager->layout->arena, pager->pages, pager->count, pager->capacity) =
		(struct pager_page){ .head_top = t->margin_top, .text_top = t->margin_top, .text_bottom = bottom, .notes_bottom = bottom, .turned = pager->turned };
	footnote_open_page(pager);
}

void pager_add_line(struct pager *pager, const struct page_line *line)
{
	struct page_line numbered = *line;
	footnote_number_line(pager, &numbered);
	pager_fill(pager->layout->arena, &pager->pages[pager->count - 1], PAGE_TEXT, &numbered);
}

void pager_flush_notes(struct pager *pager)
{
	footnote_fill(pager, 0);
	while (footnote_waits(&pager->notes) && !pager->full)
		pager_new_page(pager, PAGE_ENDS_FORCED);
}
