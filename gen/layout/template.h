/* A page template (templates/NAME/template.xml) as data: geometry, styles, fonts by role, marks and rules.
 *
 * C code knows none of GB/T 9704's numbers: they are here. Lengths are pt unless said otherwise; "chars" are character
 * pitches of the grid, "lines" are line pitches. */
#ifndef LAYOUT_TEMPLATE_H
#define LAYOUT_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"

struct arena;

enum template_align { TEMPLATE_JUSTIFY, TEMPLATE_LEFT, TEMPLATE_CENTER, TEMPLATE_RIGHT };
enum template_overflow { TEMPLATE_HANG, TEMPLATE_PUSH_IN, TEMPLATE_PUSH_OUT };
enum template_punctuation { TEMPLATE_GRID, TEMPLATE_COMPRESS };
enum template_signature { TEMPLATE_NO_SEAL, TEMPLATE_SEAL, TEMPLATE_STAMP };

struct template_font {
	const char *role;               /* "title", "body", "heading1", "number" … */
	const char *const *families;    /* in order of preference */
	size_t family_count;
	const char *latin;              /* family for DOCX w:ascii; NULL = the first family */
};

struct template_style {
	const char *name;               /* "title", "recipient", "body", "heading1" … "heading4", "list", "quote", "signature",
	                                   "attachment-note", "attachment-mark", "attachment-title", "note", "caption",
	                                   "table-head", "table-cell", "page-number", "strong", "gap" */
	const struct template_font *font;
	double size;                    /* pt */
	enum template_align align;
	double indent_first, indent_left, indent_right; /* chars */
	double space_before, space_after;               /* lines */
	double line_height;             /* pt; 0 = the grid's line pitch; tables' cells */
	bool keep_with_next;
	uint32_t color;                 /* 0xRRGGBB */
};

struct page_template {
	const char *name;               /* "gbt9704" */
	const char *folder;
	double page_width, page_height; /* pt */
	double margin_top, margin_bottom, margin_left, margin_right; /* pt */
	int lines, chars;               /* the grid: 22 × 28; char pitch = text width / chars */
	double line_pitch;              /* pt */
	double char_pitch;              /* pt, derived */
	double body_size;               /* pt */
	enum template_punctuation punctuation;
	enum template_overflow overflow;
	double latin_gap;               /* em, between Chinese and Latin or digits */
	enum template_signature signature;
	double number_gap;              /* page number: pt from the text area's bottom to the dash's top */
	double number_indent;           /* chars from the outer edge */
	const char *number_format;      /* "— %d —" */
	const struct template_style *styles;
	size_t style_count;
	const struct template_font *fonts;
	size_t font_count;
};

/* Reads templates/NAME/template.xml below `folder`, validated against templates/schema/template.rng. NULL with errors in `diags`. */
const struct page_template *template_load(struct arena *arena, const char *folder, const char *name, struct diag_list *diags);

/* Style by name; falls back to "body" (which the schema requires). Never NULL. */
const struct template_style *template_style(const struct page_template *template, const char *name);

/* Family list of a role ("number"), or of "body". Never NULL. */
const struct template_font *template_font(const struct page_template *template, const char *role);

#endif
