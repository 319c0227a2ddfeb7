/* Footnotes (脚注): their numbers in the text, which depend on the page, and their lines at the foot of pages. A note begins on the page of its
 * reference; what does not fit there goes on at the foot of the next. */
#ifndef LAYOUT_FOOTNOTE_H
#define LAYOUT_FOOTNOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/page.h"
#include "layout/text.h"

struct doc_node;
struct layout;
struct pager;

/* A note, set: its lines stand at their final x, baselines count from each line's top. */
struct footnote {
	const struct doc_node *node;   /* DOC_FOOTNOTE */
	struct page_line *lines;
	size_t count;
	int number;                    /* on the page of its reference; 0: that is on no page yet */
};

/* Sets the notes whose references have been added to texts since the last call. */
void footnote_set_new(struct layout *layout);

/* The number of a footnote as a text shows it. */
struct footnote_mark {
	struct footnote *note;
	const struct doc_node *anchor; /* see struct page_run */
	struct text_look look;
};

/* The note whose number the run is, or NULL. */
static inline struct footnote *footnote_of(const struct page_run *run)
{
	return run->mark ? run->mark->note : NULL;
}

/* ---- on the pages (footnote_page.c) */

/* The notes of the page that is being filled, and those that go on from it. */
struct footnote_flow {
	struct page_line *lines;       /* that stand on the page */
	size_t line_count, line_capacity;
	int given;                     /* numbers on this page */
	struct footnote **notes;       /* whose references stand on pages, in their order; the first `done` are whole */
	size_t count, capacity, done;
	size_t shown;                  /* lines of notes[done] that stand on pages */
	bool late;                     /* a note begins behind the page of its reference */
};

/* Lines of notes that lines of text which are not placed yet bring to the foot of their page. */
struct footnote_need {
	size_t all;
	size_t spare;                  /* of these, what may go on on the next page: all but the first line of the last note, where the number
	                                * of that is on the last line of text, or the last but one, which may have to stand together */
	size_t below;                  /* lines of text below the last number */
	bool ruled;                    /* rows of a table are among the lines: they end with a rule, which stands no lower than the last line of the grid */
};

/* Adds a line of text to what is needed, below the lines before it or `beside` them (cells of a row). */
void footnote_need_line(struct footnote_need *need, const struct page_line *line, bool beside);

/* Lines of the grid that a page has for text besides so many lines of notes. */
double footnote_rows_left(const struct layout *layout, size_t lines);

/* The same of the last page, with more notes than it has; -1: it cannot take them. */
double footnote_rows(const struct pager *pager, struct footnote_need need);

/* Numbers the references of a line that is put on the last page, and changes the line. */
void footnote_number_line(struct pager *pager, struct page_line *line);

/* Puts notes on the last page, as long as `free_rows` lines of the grid stay free below the text. */
void footnote_fill(struct pager *pager, double free_rows);

/* Begins the last page with what goes on from the one before. */
void footnote_open_page(struct pager *pager);

/* Ends the last page: its notes stand at its foot, below a rule. */
void footnote_close_page(struct pager *pager);

/* Whether some note is not whole yet. */
static inline bool footnote_waits(const struct footnote_flow *flow)
{
	return flow->done < flow->count;
}

/* ---- between those two */

/* Makes the runs of the line that are numbers show those of their notes; in a line that is repeated on a page they go. */
void footnote_show_numbers(struct layout *layout, struct page_line *line);

/* Height of a line of notes, pt. */
double footnote_pitch(const struct layout *layout);

#endif
