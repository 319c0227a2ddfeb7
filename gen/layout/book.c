#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "doc/doc.h"
#include "layout/ahead.h"
#include "layout/flow.h"
#include "layout/paginate.h"
#include "layout/settle.h"

/* A book while it is laid out. Each part is cut into pages by itself; only the contents more than once. */
struct book {
	struct layout *layout;
	const struct doc_node *contents_node;      /* or NULL */
	struct pager cover, contents, plans, colophon;
	const struct page_outline **targets;       /* of the plans' outline, by node */
	size_t target_count;
	bool odd;                                  /* some plan starts on an odd page */
	bool ok;
};

static int by_node(const void *a, const void *b)
{
	const struct doc_node *x = (*(const struct page_outline *const *)a)->node;
	const struct doc_node *y = (*(const struct page_outline *const *)b)->node;
	return ((uintptr_t)x > (uintptr_t)y) - ((uintptr_t)x < (uintptr_t)y);
}

/* Page of the plans (from 0) on which the node starts; false when it stands on none. */
static bool page_of(const struct book *book, const struct doc_node *node, size_t *page)
{
	struct page_outline key = { .node = node };
	const struct page_outline *wanted = &key, *const *found = NULL;
	if (node && book->target_count)
		found = bsearch(&wanted, book->targets, book->target_count, sizeof *book->targets, by_node);
	if (found)
		*page = (*found)->page;
	return found != NULL;
}

static void list_targets(struct book *book)
{
	book->target_count = book->plans.outline_count;
	book->targets = ARENA_ARRAY(book->layout->arena, const struct page_outline *, book->target_count + 1);
	for (size_t i = 0; i < book->target_count; i++)
		book->targets[i] = &book->plans.outline[i];
	if (book->target_count)
		qsort(book->targets, book->target_count, sizeof *book->targets, by_node);
}

/* Sets the contents for plans that start behind `kept` pages; the pages they need. With plans on odd pages an even number,
 * so that the plans, whose first page counts as odd, need not be cut again. */
static size_t set_contents(void *context, size_t kept)
{
	struct book *book = context;
	struct layout *layout = book->layout;
	struct flow flow = { 0 };
	for (const struct doc_node *n = book->contents_node->first; n; n = n->next) {
		size_t page;
		if (n->kind == DOC_TITLE)
			flow_add_title(layout, &flow, n);
		else if (page_of(book, n->entry_target, &page))
			flow_add_entry(layout, &flow, n, arena_printf(layout->arena, "%zu", kept + (book->odd && kept % 2) + page + 1));
		else
			flow_add_entry(layout, &flow, n, n->page ? n->page : "");
		arena_reset(layout->scratch);
	}
	book->contents = (struct pager){ .layout = layout };
	book->ok = paginate_run(&book->contents, &flow) && book->ok;
	return book->contents.count + (book->odd && book->contents.count % 2);
}

/* Adds a part's pages, numbered from *number on when that is not 0, and its outline. */
static void add_pages(struct book *book, struct pager *part, int *number, struct page_list *out, struct page *pages,
		      struct page_outline *outline)
{
	struct arena *arena = book->layout->arena;
	for (size_t i = 0; i < part->outline_count; i++) {
		outline[out->outline_count] = part->outline[i];
		outline[out->outline_count++].page += out->page_count;
	}
	for (size_t i = 0; i < part->count; i++) {
		struct page *page = &pages[out->page_count];
		page->index = (int)out->page_count++;
		page->number = *number;
		if (*number && !part->pages[i].blank)
			page->label = arena_printf(arena, "%d", *number);
		*number += *number > 0;
		paginate_finish(book->layout, &part->pages[i], page);
	}
}

/* Adds blank pages to the part until it has `count`. */
static void pad(struct pager *part, size_t count)
{
	while (part->count < count && !part->full) {
		pager_new_page(part, PAGE_ENDS_FORCED);
		part->pages[part->count - 1].blank = true;
	}
}

static void assemble(struct book *book, struct page_list *out)
{
	struct arena *arena = book->layout->arena;
	size_t count = book->cover.count + book->contents.count + book->plans.count + book->colophon.count;
	size_t entries = book->cover.outline_count + book->contents.outline_count + book->plans.outline_count + book->colophon.outline_count;
	struct page *pages = ARENA_ARRAY(arena, struct page, count + 1);
	struct page_outline *outline = ARENA_ARRAY(arena, struct page_outline, entries + 1);
	int uncounted = 0, number = 1;
	*out = (struct page_list){ .pages = pages, .outline = outline };
	add_pages(book, &book->cover, &uncounted, out, pages, outline);
	add_pages(book, &book->contents, &number, out, pages, outline);
	add_pages(book, &book->plans, &number, out, pages, outline);
	add_pages(book, &book->colophon, &uncounted, out, pages, outline);
	out->notes_late = book->plans.notes.late;
}

/* Rows of the grid that the blocks take, one below the other. */
static double rows_of(const struct flow *flow)
{
	double rows = 0;
	for (size_t i = 0; i < flow->count; i++)
		rows += flow->blocks[i].before + (double)flow->blocks[i].line_count * flow->blocks[i].pitches + flow->blocks[i].after;
	return rows;
}

/* The lines of a cover stay on it: what a title of many lines takes too much, it takes of the room below it, while there is enough. */
static void fit_cover(const struct layout *layout, struct flow *cover)
{
	double excess = rows_of(cover) - layout->template->lines;
	if (cover->count && excess > 0 && excess <= cover->blocks[0].after)
		cover->blocks[0].after -= excess;
}

/* Sets the lines of a colophon at the foot of the page. */
static void sink(const struct layout *layout, struct flow *colophon)
{
	if (!colophon->count)
		return;
	colophon->blocks[0].before += fmax(0, layout->template->lines - rows_of(colophon));
	colophon->blocks[0].sunk = true;
}

bool layout_book(struct layout *layout, struct page_list *out)
{
	struct book book = { .layout = layout, .ok = true };
	struct flow cover = { 0 }, plans = { 0 }, colophon = { 0 };
	struct layout_ahead *ahead = NULL;
	bool tried = false;
	for (const struct doc_node *part = layout->doc->root->first; part; part = part->next) {
		if (part->kind == DOC_PLAN && plans.count && !tried) { /* the first plan opens the fonts that most have */
			ahead = ahead_set(layout, part);
			tried = true;
		}
		if (part->kind == DOC_CONTENTS)
			book.contents_node = part;
		else if (!ahead_take(ahead, &plans, part))
			flow_add_part(layout, part->kind != DOC_COVER ? &plans : part->previous ? &colophon : &cover, part);
		book.odd = book.odd || part->odd_page;
	}
	book.cover = book.contents = book.plans = book.colophon = (struct pager){ .layout = layout };
	fit_cover(layout, &cover);
	sink(layout, &colophon);
	if (cover.count)
		book.ok = paginate_run(&book.cover, &cover);
	if (colophon.count)
		book.ok = paginate_run(&book.colophon, &colophon) && book.ok;
	/* In a bound book page 1 is the front of a sheet: numbers at the outer edge are not in the fold. */
	pad(&book.cover, book.cover.count + book.cover.count % 2);
	if (plans.count)
		book.ok = paginate_run(&book.plans, &plans) && book.ok;
	list_targets(&book);
	if (book.contents_node)
		pad(&book.contents, layout_settle(set_contents, &book));
	if (book.ok && book.cover.count + book.contents.count + book.plans.count + book.colophon.count > LIMIT_PAGES) {
		diag_add(layout->diags, DIAG_PAGE_LIMIT, NO_PLACE, arena_printf(layout->arena, "%d", LIMIT_PAGES));
		book.ok = false;
	}
	assemble(&book, out);
	return book.ok;
}
