/* Positioned pages: the back-end neutral result of layout.
 *
 * Unit: pt (1/72 inch). Origin: top left corner of the page, y downwards. Every line points back to its tree node.
 *
 * What stands on a turned page is in the frame of the sheet as it is held to be read: turned clockwise by a right angle, the origin at what
 * then is its top left corner, the bottom left one of the upright sheet. The furniture of such a page is in the frame of all pages. */
#ifndef LAYOUT_PAGE_H
#define LAYOUT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "font/font.h"
#include "layout/measure.h"

struct doc_node;
struct footnote_mark;

#define PAGE_PT_PER_MM (72 / 25.4)

/* One glyph at its final place relative to the run's origin. */
struct page_glyph {
	uint32_t id;      /* glyph of the face */
	float x, y;       /* pt from the run's origin; y downwards */
	float advance;    /* pt, as set (after grid and justification) */
	uint32_t start;   /* bytes [start, start + len) of the run's text that this glyph stands for; len 0: part of the glyph before */
	uint32_t len;
	uint32_t variable : 1; /* of text that a variable gave: differs between documents of one source */
	uint32_t value : 31; /* page_list.values[value - 1] gave it; 0: none did */
};

/* Glyphs of one face, size and colour, of one block, on one baseline. */
struct page_run {
	const struct doc_node *node; /* the block whose text it is: heading, paragraph, item (its number or mark) …; NULL: none's, as
	                              * leaders and page numbers */
	const struct font_face *face;
	double size;             /* pt */
	uint32_t color;          /* 0xRRGGBB */
	double x;                /* pt, of the run's origin: that of the run before where only their nodes differ */
	struct str text;         /* UTF-8 that the glyphs show */
	const struct page_glyph *glyphs;
	size_t glyph_count;
	const char *link;        /* URL, or NULL */
	const struct doc_node *target; /* internal link to this node, or NULL */
	const struct doc_node *anchor; /* a footnote's number: in the text its REFERENCE, before the note its FOOTNOTE; else NULL */
	const struct footnote_mark *mark; /* of such a number; layout's own */
};

struct page_line {
	double baseline;         /* y, pt */
	double left, right;      /* ink-independent edges of the text: first cell's left, last cell's right (hung marks apart), pt */
	double size;             /* largest font size on the line, pt */
	const struct page_run *runs;
	size_t run_count;
	const struct doc_node *node; /* the block this line belongs to; NULL for page numbers and the like */
	struct str text;         /* the whole line, as read */
	bool hung;               /* its last mark stands past the right edge */
	bool last;               /* last line of its block */
	bool artifact;           /* page number, running head: not part of the text */
};

/* A filled rectangle: table rules, red separator, 版记 rules. */
struct page_rule {
	double x, y, width, height; /* pt, y of the top edge */
	uint32_t color;
	int edge;                /* vertical rules of tables: which of its edges, from the left, 1 …; else 0 */
};

/* What stands on a page, from its top to its bottom, and then around it. */
enum page_region {
	PAGE_HEAD,      /* the head (版头) */
	PAGE_TEXT,      /* the text on its grid */
	PAGE_NOTES,     /* footnotes, at the foot of the text */
	PAGE_FOOT,      /* what stands on the text area's bottom: the record block (版记) */
	PAGE_FURNITURE, /* outside the text area: page number, draft mark */
	PAGE_REGIONS
};

/* One of them: a part of the page's lines, and the room that they may take. */
struct page_part {
	const struct page_line *lines;
	size_t line_count;
	double top, bottom;      /* pt */
};

/* Why a page ends before its text area is full: what comes next stands on the next page. */
enum page_end {
	PAGE_ENDS_FULL,       /* it does not, or it is the last one */
	PAGE_ENDS_HEADING,    /* a heading or caption that needs lines below it */
	PAGE_ENDS_LINES,      /* a paragraph that must not be parted there (孤行) */
	PAGE_ENDS_ROW,        /* a table's head, or a row */
	PAGE_ENDS_SIGNATURE,  /* a signature with the text that it takes along */
	PAGE_ENDS_NOTES,      /* footnotes of the next line */
	PAGE_ENDS_ATTACHMENT, /* an attachment */
	PAGE_ENDS_FORCED,     /* a page break, a plan or part of a book, a record block */
	PAGE_ENDS
};

struct page {
	int index;               /* 0 … */
	int number;              /* page number, 1 …: also of blank pages, which do not show it; 0: not counted (a cover) */
	const char *label;       /* page number as printed, "1"; NULL on a page without number */
	double width, height;    /* pt, of the upright sheet */
	bool turned;             /* its text, rules and places of its outline are in the turned frame */
	const struct page_line *lines; /* of all regions, in their order */
	size_t line_count;
	struct page_part regions[PAGE_REGIONS];
	const struct page_rule *rules;
	size_t rule_count;
	enum page_end end;
	int blank_lines;         /* of the grid, below the text, where it ends early */
};

/* One entry of the outline (PDF bookmarks, contents). */
struct page_outline {
	const struct doc_node *node; /* DOC_TITLE, DOC_HEADING, DOC_ATTACHMENT */
	int level;               /* 0 = title, 1 … 4 */
	const char *text;        /* with its number */
	size_t page;             /* index */
	double y;                /* top of its first line, pt, in the page's frame */
};

struct page_list {
	const struct page *pages;
	size_t page_count;
	const struct page_outline *outline;
	size_t outline_count;
	const struct doc_node *const *values; /* VALUE and GAP nodes that the glyphs name */
	size_t value_count;
	const uint32_t *foreign; /* characters that no font of the page template has */
	size_t foreign_count;
	struct measures measures;    /* of the blocks that a word processor cannot set alone */
	bool notes_late;         /* a footnote begins behind the page of its reference, which has no room for it */
	int record_pages;        /* pages begun for the record block (版记): 0 = it stands below text; 1; 2 = after a blank page */
};

#endif
