/* One paragraph's text, shaped: characters with their looks, glyphs and widths, ready to be broken into lines. */
#ifndef LAYOUT_TEXT_H
#define LAYOUT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "font/font.h"

struct doc_node;
struct footnote;
struct footnote_mark;
struct layout;
struct template_style;

enum { TEXT_SOFT_HYPHEN = 0xAD };

/* How a stretch of text looks. */
struct text_look {
	struct font_stack *stack; /* of full-width characters; it rules the line */
	struct font_stack *latin; /* of all others: without the families that are for full-width characters only */
	double size;             /* pt */
	uint32_t color;
	const char *link;
	const struct doc_node *target; /* of an internal link, or NULL */
	const struct footnote_mark *mark; /* the number of a footnote, or NULL */
	double rise;             /* pt above the baseline */
	bool variable;           /* what a variable gave, or its gap */
	uint32_t value;          /* layout->values[value - 1] gave it; 0: none did */
	const struct doc_node *node; /* innermost: its place is named in messages */
	const struct doc_node *block; /* whose text it is; NULL: none's */
};

struct text_span {
	size_t end;              /* bytes; a span starts where the one before ends */
	struct text_look look;
};

enum text_kind {
	TEXT_HAN,   /* a full cell of the grid: Han, kana, anything else one em wide */
	TEXT_MARK,  /* a full cell: Chinese punctuation */
	TEXT_LATIN, /* letters and digits of their natural width */
	TEXT_OTHER, /* half-width marks */
	TEXT_SPACE,
	TEXT_HYPHEN, /* a soft hyphen: nothing, or a hyphen as the last cell of a line */
	TEXT_BREAK, /* a line break of the source */
};

/* The smallest thing that moves: a character with its glyphs (or several characters that share a glyph). */
struct text_cell {
	uint32_t start, len;     /* bytes of the text */
	uint32_t codepoint;      /* the first */
	uint32_t span;
	const struct font_face *face;
	const struct font_glyph *glyphs;
	uint32_t glyph_count;
	enum text_kind kind;
	uint8_t breaks;          /* enum break_flag before it */
	double width;            /* pt, of the cell */
	double shift;            /* pt, of the glyph in its cell */
	double spacing;          /* pt, of the width, that a word processor adds to the character; 0 but by a template's profile */
	double gap;              /* pt before it: Chinese meets Latin; void at the start of a line */
	bool held;               /* of a label that lines below hang by: neither it nor what is before it gains or loses width */
};

struct text {
	const struct doc_node *node;
	struct buf building;
	size_t own;              /* bytes before the block's inlines: a number, a label */
	size_t held;             /* bytes at the start of which lines below keep clear (附件：1., 出席：): they keep their width; 0: none do */
	struct str chars;
	struct text_span *spans;
	size_t span_count, span_capacity;
	struct text_cell *cells;
	size_t cell_count, cell_capacity;
	bool leftwards;          /* a character that runs from right to left has been reported */
};

/* The face found for a character that no family of its role has; NULL: none. */
struct text_spare {
	uint32_t codepoint;
	bool foreign;                   /* of a font that the template does not name */
	const struct font_face *face;
};

/* A character that no font has, reported once for each font stack. */
struct text_missing {
	uint32_t codepoint;
	const struct font_stack *stack;
};

/* Look of a style. The stack is opened at first use; NULL (with an error) when no family is installed. */
struct text_look text_look_of(struct layout *layout, const struct template_style *style, const struct doc_node *node);

/* First face of the look for the character, or another font's; NULL: no font has it. */
const struct font_face *text_face(struct layout *layout, const struct text_look *look, uint32_t codepoint);

struct text *text_new(struct layout *layout, const struct doc_node *node);

/* Whether marks at the ends of its lines may stand past the edge: not in lists of names, whose lines end behind a mark. */
bool text_hangs(const struct layout *layout, const struct text *text);

/* Appends characters in one look. */
void text_add(struct layout *layout, struct text *text, struct str chars, const struct text_look *look);

/* A text of these characters in one look, shaped. */
struct text *text_shaped(struct layout *layout, const struct doc_node *node, struct str chars, const struct text_look *look);

/* A text of the block's inlines in one look, shaped. */
struct text *text_of_block(struct layout *layout, const struct doc_node *block, const struct text_look *look);

/* Appends the inlines of a block. */
void text_add_inlines(struct layout *layout, struct text *text, const struct doc_node *block,
		      const struct text_look *look);

/* Appends the number of a footnote: of the text's `anchor`, the REFERENCE, or of the note's, the FOOTNOTE. It leads to the other. */
void text_add_number(struct layout *layout, struct text *text, struct footnote *note, const struct doc_node *anchor,
		     const struct text_look *look);

/* Keeps the width of a shaped text's first bytes and the place of what follows them: lines below hang by it. 0: of none. */
void text_hold(struct text *text, size_t bytes);

/* Ends the building: chars, cells with widths and break flags. */
void text_shape(struct layout *layout, struct text *text);

/* Sets the shaped text in type that is larger or smaller by this factor. */
void text_scale(struct layout *layout, struct text *text, double factor);

/* Adds the starts of words to the cells' break flags. Costs a millisecond the first time: for titles that need it. */
void text_mark_words(struct layout *layout, struct text *text);

/* Width of cell `at` of a line that ends at `end`, pt. */
double text_cell_width(const struct text *text, size_t at, size_t end);

/* The end of cells [first, end) without the spaces and line breaks there. */
size_t text_trim(const struct text *text, size_t first, size_t end);

/* The first cell from `at` on that is no space. */
size_t text_skip_spaces(const struct text *text, size_t at);

/* Natural width of cells [first, end), pt, without spaces at its end. */
double text_width(const struct text *text, size_t first, size_t end);

/* Characters that show nothing and take the face of what precedes: soft hyphens, joiners, marks of direction, variation
 * selectors (UAX #44, Default_Ignorable_Code_Point). */
bool text_is_ignorable(uint32_t codepoint);

/* Those of them that no glyph depends on: they have their effect on line breaks (UAX #14) and are not drawn. */
bool text_is_format(uint32_t codepoint);

/* Top of the em box above the baseline, em, of the face that rules the line; 0 without one. */
double text_em_top(const struct text_look *look);

#endif
