/* The pages while they are filled: what blocks and tables put themselves onto. */
#ifndef LAYOUT_PAGER_H
#define LAYOUT_PAGER_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/footnote.h"
#include "layout/page.h"

struct arena;
struct layout;

struct pager_page {
	struct page_line *lines;
	size_t line_count, line_capacity;
	size_t counts[PAGE_REGIONS]; /* of the lines of each region, which are filled in their order */
	double text_top, text_bottom; /* what the head, the notes and the foot leave to the text, pt */
	double notes_bottom;         /* where the notes end, pt */
	struct page_rule *rules;
	size_t rule_count, rule_capacity;
	bool blank;                  /* left free so that the next page's number is odd, or even */
	bool unnumbered;             /* shows no page number */
	bool letter;                 /* the first of a letter: a double rule at its foot */
	double head_top;             /* where lines of the head may begin, pt */
	bool turned;                 /* on its side: all of the above is in its frame (turn.h) */
	enum page_end end;
};

struct pager {
	struct layout *layout;
	struct pager_page *pages;
	size_t count, capacity;
	double row;                  /* first free line of the grid on the last page: 0 … template->lines */
	struct page_outline *outline;
	size_t outline_count, outline_capacity;
	struct footnote_flow notes;
	double opens_with;           /* lines of the grid that the next page begins with: beside rests of notes, too */
	bool opening;                /* on the page where a document begins, before its first text */
	bool crowded;                /* the block before is a heading below which lines stand whose notes no page can hold with them */
	int record_pages;            /* pages begun for the record block: see struct page_list */
	bool turned;                 /* the next page begun is turned on its side */
	bool full;                   /* the page limit was met */
};

/* Starts a page, as pager->turned says; `end`: why the one before, if there is one, ends. */
void pager_new_page(struct pager *pager, enum page_end end);

/* Starts pages until all footnotes are whole. */
void pager_flush_notes(struct pager *pager);

/* Adds a line to a region of a page (fill.c). */
void pager_fill(struct arena *arena, struct pager_page *page, enum page_region region, const struct page_line *line);

/* Adds a rule (fill.c) or a line of text to the last page; this one brings its footnotes. */
void pager_add_rule(struct pager *pager, struct page_rule rule);
void pager_add_line(struct pager *pager, const struct page_line *line);

#endif
