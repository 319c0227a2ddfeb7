/* Inside of layout: what its parts share, and the flow of set blocks that pagination cuts into pages. */
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/layout.h"
#include "layout/template.h"
#include "layout/text.h"

struct breaker;
struct footnote;

/* What stands before the first item of an attachment note (GB/T 9704-2012, 7.3.4). */
#define FLOW_NOTE_LABEL "附件："

struct flow_fixed;

/* One layout_document() call. */
struct layout {
	struct arena *arena;
	struct arena *scratch;         /* for texts and what is found out about them, until their block is set */
	const struct doc *doc;
	const struct page_template *upright;
	struct page_template turned;   /* of pages turned on their side */
	const struct page_template *template; /* of the pages at work: one of these */
	struct font_library *fonts;
	struct diag_list *diags;
	struct breaker *breaker;
	struct font_stack **stacks;    /* two for each of template->fonts: full-width, latin; NULL until used */
	bool *stack_missing;           /* one for each of template->fonts: it has no family here, which has been reported */
	double em_top;                 /* of the body's first face, em: rules every baseline */
	double text_width;             /* pt */
	struct text_missing *missing;  /* characters already reported */
	size_t missing_count, missing_capacity;
	struct text_spare *spares;     /* characters whose role's families lack them */
	size_t spare_count, spare_capacity;
	const struct doc_node **values; /* that text shows, in the order of setting: again where it is set again */
	size_t value_count, value_capacity;
	struct measure **measures;     /* in the order of setting */
	size_t measure_count, measure_capacity;
	struct footnote **notes;       /* in the order of their references */
	size_t note_count, note_capacity, notes_set;
	bool measuring;                /* without pages: nothing is told, a character that no font has is as wide as its like */
	unsigned threads;              /* that may set plans of a book; 0 or 1: this one alone */
	bool ahead;                    /* sets a plan before its turn (ahead.h): no font is opened, nothing looked for or told; */
	bool unsure;                   /* that was needed: what was set is not as it should be */
};

/* A place of a table, set: the lines of its cell stand at their final x; `baseline` counts from the cell's first line's top. A cell that
 * covers several rows has its lines parted between them. */
struct flow_cell {
	struct page_line *lines;
	size_t count;
	size_t above;                  /* lines of the cell in the rows above */
	bool joins_left, joins_above;  /* of the same cell as the place there */
};

struct flow_row {
	const struct doc_node *node;
	struct flow_cell *cells;       /* `columns` of the table */
	size_t most_lines;             /* of its longest place */
	bool tied;                     /* a cell of the row above goes on in it */
	double height;                 /* pt */
	double line_height;            /* pt */
};

struct flow_table {
	int columns;
	double *edges;                 /* columns + 1 x of the vertical rules, pt */
	struct flow_row *rows;
	size_t row_count, head_count;  /* the first head_count rows are repeated on each page */
	size_t first_rows;             /* begin it together on a page */
	bool lasts_together;           /* the last row stays with the one before it */
};

/* Something that is placed as a whole or cut between lines (rows, for tables). */
struct flow_block {
	const struct doc_node *node;
	struct page_line *lines;       /* x and runs are final; the baseline is set on the page */
	size_t line_count;
	struct flow_table *table;      /* or NULL */
	struct flow_fixed *fixed;      /* or NULL */
	double before, after;          /* blank lines around it */
	double pitches;                /* lines of the grid that one of its lines takes */
	size_t first_lines;            /* least lines of it on the page where it starts; 0 = 1 */
	bool new_page;                 /* starts a page */
	bool odd_page;                 /* starts a page with an odd number */
	bool turned;                   /* set for pages turned on their side: starts a page where the block before it is not */
	bool sunk;                     /* keeps its `before` at the top of a page */
	bool whole;                    /* never cut */
	bool beside;                   /* its lines stand beside each other, on one line of the grid */
	bool keep_next;                /* a heading, a caption: stays with the lines that follow */
	bool keep_previous;            /* signature, date, note: stays with the end of what precedes */
	int outline_level;
	const char *outline;           /* text of its outline entry, or NULL */
	const struct doc_node *outline_node;
};

struct flow {
	struct flow_block *blocks;
	size_t count, capacity;
	bool page_break;               /* the next block starts a page, */
	bool odd_page;                 /* with an odd number */
};

/* Appends an empty block (pitches 1); it starts a page when a page break is pending. */
struct flow_block *flow_add(struct layout *layout, struct flow *flow, const struct doc_node *node);

/* Before what stays with the block before it is added: that block is not cut, where the template's profile has it so. */
void flow_keep_whole(const struct layout *layout, struct flow *flow);

/* Sets the blocks below a document's root or a part of a book, in order. */
void flow_add_part(struct layout *layout, struct flow *flow, const struct doc_node *part);

/* Sets the title of a document, a part of a book, or an attachment. */
struct flow_block *flow_add_title(struct layout *layout, struct flow *flow, const struct doc_node *node);

/* Sets the blocks whose lines a word processor cannot set alone (measure.h), for their measures. */
void flow_measure(struct layout *layout);

/* Sets an entry of the contents with its page number. */
void flow_add_entry(struct layout *layout, struct flow *flow, const struct doc_node *node, const char *page);

/* Sets a table (caption apart) as one block. */
void flow_add_table(struct layout *layout, struct flow *flow, const struct doc_node *node);

/* Points that the table's rows [first, end) take. */
double flow_rows_height(const struct flow_table *table, size_t first, size_t end);

/* Height, pt, of a table row whose longest cell has so many lines. */
double flow_row_height(const struct layout *layout, size_t lines, double line_height);

/* Sets a signature: authorities and date where the template's seal case wants them (GB/T 9704-2012, 7.3.5). */
void flow_add_signature(struct layout *layout, struct flow *flow, const struct doc_node *node);

/* Cuts the flow into pages, with page numbers and draft marks. False with an error (page limit). */
bool flow_paginate(struct layout *layout, const struct flow *flow, struct page_list *out);

/* Lays out a document whose root holds the parts of a book. False with errors. */
bool layout_book(struct layout *layout, struct page_list *out);

#endif
