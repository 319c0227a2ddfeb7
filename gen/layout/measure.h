/* What layout measures of the blocks that a word processor cannot set alone: where their lines begin and break, how wide a table's columns
 * are. Pages and the formats that leave their lines to others (DOCX) go by the same figures. Lengths are pt. */
#ifndef LAYOUT_MEASURE_H
#define LAYOUT_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct doc;
struct doc_node;
struct font_library;
struct layout;
struct line;
struct page_line;
struct page_list;
struct page_template;
struct text;

/* Bytes that a reference of a footnote counts for among a block's inlines. */
enum { MEASURE_REFERENCE = 3 };

/* Of one block: a title, a caption, a line of a cover, an item of an attachment note, an authority or date of a signature, a field of a head
 * or record block; a table; a head. */
struct measure {
	const struct doc_node *node;
	size_t line_count;             /* 0: the lines are left to who sets them */
	double first, left;            /* where its first line begins, and the others, from the text area's left */
	double baseline;               /* of the first line of a field, from the block's top */
	double before;                 /* of an authority or date: blank lines above it */
	bool beside;                   /* of an authority: it stands on the line of the one before it */
	double size;                   /* of a mark of several authorities: pt, of its type */
	const double *spread;          /* likewise: pt that each line has between its characters to be as wide as the widest */
	double end;                    /* 发文字号 beside 签发人: where its first line ends, from the text area's left */
	const uint32_t *breaks;        /* bytes of the block's inlines where a line begins, behind no line break of the source */
	size_t break_count;
	int columns;                   /* table: */
	const double *widths;          /* of its columns */
	const double *heights;         /* of its rows, captions apart */
	size_t first_rows;             /* begin it together on a page */
	bool lasts_together;           /* its last row stays with the one before it */
	const double *insets;          /* rows × columns: of a number that is aligned on its point from its column's right edge; -1 elsewhere; NULL: none */
	const bool *centered;          /* of its columns: those whose cells stand in the middle, as the source does not say otherwise; NULL: none do */
	double scale;                  /* of its type */
	double number, rule, height;   /* head: baseline of 发文字号's row, top of the rule, where the title's first line begins */
};

/* Of one document. */
struct measures {
	const struct measure **items;  /* sorted by the address of their nodes */
	size_t count;
};

/* Measures without pages, for formats that need none: `out` gets measures and foreign characters, the same as with pages. Tells nothing:
 * where no font has a character, it is taken to be as wide as such characters are. */
void layout_measure(struct arena *arena, const struct doc *doc, const struct page_template *template, struct font_library *fonts,
		    struct page_list *out);

/* That of a block, or NULL: nothing of it was measured. `measures` may be NULL. */
const struct measure *measure_find(const struct measures *measures, const struct doc_node *node);

/* ---- inside of layout */

/* The measure of a block, new or the one added last. */
struct measure *measure_add(struct layout *layout, const struct doc_node *node);

/* Adds a line of the block that is set. */
void measure_add_line(const struct layout *layout, struct measure *measure, const struct page_line *line);

/* The measure of the text's block, with the breaks between its lines. */
struct measure *measure_add_breaks(struct layout *layout, const struct text *text, const struct line *lines, size_t count);

/* All that were added. */
struct measures measure_all(struct layout *layout);

#endif
