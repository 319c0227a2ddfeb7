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
#include "base/hash.h"
#include "base/str.h"

struct UBreakIterator;
struct arena;
struct diag_list;
struct doc_node;
struct known;

enum template_align { TEMPLATE_JUSTIFY, TEMPLATE_LEFT, TEMPLATE_CENTER, TEMPLATE_RIGHT };
enum template_overflow { TEMPLATE_HANG, TEMPLATE_PUSH_IN, TEMPLATE_PUSH_OUT };
enum template_breaking { TEMPLATE_TOTAL_FIT, TEMPLATE_GREEDY };
enum template_punctuation { TEMPLATE_GRID, TEMPLATE_COMPRESS };
enum template_signature { TEMPLATE_NO_SEAL, TEMPLATE_SEAL, TEMPLATE_STAMP };

struct template_font {
	const char *role;               /* "title", "body", "heading1", "number" … */
	const char *const *families;    /* in order of preference */
	size_t family_count;
	const char *const *wrong;       /* of each family: characters that it draws as others, "￥￣"; NULL = none */
	const char *const *latin_families; /* those that serve letters and digits too, in the same order; may be none */
	size_t latin_family_count;
	const char *latin;              /* family for DOCX w:ascii; NULL = the first family */
};

struct template_style {
	const char *name;               /* "title", "recipient", "body", "heading1" … "heading4", "list", "quote",
	                                   "signature",
	                                   "attachment-note", "attachment-mark", "attachment-title", "note", "caption",
	                                   "table-head", "table-cell", "footnote", "page-number", "draft-mark"; of the head and
	                                   record block: "head-line", "head-security", "head-mark", "head-number",
	                                   "record"; of books: "cover-title",
	                                   "cover-line", "contents-title", "contents-entry1" … "contents-entry4"; of inlines
	                                   (font and colour; size 0 = that of the text around): "strong", "emphasis", "gap" */
	const struct template_font *font;
	double size;                    /* pt; 0 only in styles of inlines */
	enum template_align align;
	double indent_first, indent_left, indent_right; /* chars; indent_first < 0: the other lines hang */
	double space_before, space_after;               /* lines */
	double line_height;             /* pt; 0 = the grid's line pitch; tables' cells, footnotes */
	bool keep_with_next;
	uint32_t color;                 /* 0xRRGGBB */
};

/* Where the signature stands in one of the three seal cases (GB/T 9704-2012, 7.3.5). */
struct template_signature_form {
	double space_before;            /* blank lines between the body and the first authority */
	double space_between;           /* blank lines between the last authority and the date */
	double indent_right;            /* chars, of the longer or ruling line */
	double date_shift;              /* chars that the date starts right of the authority's start; unused with a seal */
	bool centered;                  /* authorities are centred on the date, and the date is indented */
	double seal_width, seal_height; /* pt: of the room of a seal, over the name, or of a stamp, beside the office; 0: none is left */
	double seal_gap;                /* pt: least between two of them */
	double seal_beside;             /* chars between an office and its stamp; 0: a seal, which covers the name */
	bool given;                     /* the template describes this case */
};

/* The head (版头) of the first page; its colour is that of the style "head-mark" (GB/T 9704-2012, 7.2). */
struct template_head {
	bool shown;
	double mark_top;                /* pt from the text area's top to the mark's */
	const char *mark_suffix;        /* behind the authority: "文件"; "" = nothing */
	double mark_least;              /* pt: the size that a long mark shrinks to before it has two lines */
	double joint_height;            /* pt: most that a mark of several authorities is high; 0: no bound */
	double number_lines;            /* blank lines between the mark and 发文字号 */
	double number_indent;           /* chars at both sides, beside 签发人 */
	double rule_gap;                /* pt from 发文字号 to the rule */
	double rule_width;              /* pt */
	double title_lines;             /* blank lines between the rule and the title */
};

/* A letter (信函格式, GB/T 9704-2012, 10.1): its head has measures of its own beside those of template_head, and the leading authority's mark alone. Lengths are
 * pt. */
struct template_letter {
	bool shown;
	double rule_length;             /* of both double rules, centred on the page */
	double thick, thin, between;    /* of their lines, and what lies between: the upper one is thick above thin, the lower one thin above thick */
	double foot;                    /* from the lower one's bottom to the paper's bottom edge */
	double gap;                     /* from the upper one to the first of 份号 … 发文字号 */
};

/* The record block (版记), whose last rule is the text area's bottom (GB/T 9704-2012, 7.4). */
struct template_record {
	bool shown;
	double outer_rule, inner_rule;  /* pt: first and last; between; 0: none */
	double indent;                  /* chars of its own size at both sides */
	bool printing;                  /* has 印发机关 and 印发日期 */
	bool even_page;                 /* stands on a page with an even number */
};

/* How a word processor breaks lines and pages, so that pages are those of the DOCX (`--template NAME:PROFILE`): line by line, what fits; a mark may
 * hang past the edge; breaks where Word's Chinese edition has them; nothing keeps numbers with their units, names, or a last line's few characters
 * together; neither the first nor the last line of a paragraph stands alone on a page. */
struct template_profile {
	const char *name;               /* "word", "libreoffice"; NULL: the page template's own lines */
	double latin_gap;               /* em, that it sets between Chinese and Latin or digits where the DOCX asks for none */
	bool plain_ends;                /* the spacing of a run is not set behind the last character of a line, nor where script or font change; a mark
	                                   that begins a stretch of one script does not hang */
	bool whole_keeps;               /* a paragraph that stays with the next one is not cut */
	bool whole_twips;               /* a line is as many characters of whole twips wide as the grid has, and not the type area */
	bool even_cells;                /* in cells of tables no mark hangs */
	bool natural_marks;             /* marks are as wide as the font has them, and not a full cell */
};

/* A word of titles that stays whole, and whether no line of a title should begin or end with it. */
struct break_word {
	struct str text;                /* ended by NUL */
	bool not_first, not_last;
};

/* The words of a content folder (words/break.csv): what is at home in titles and in no dictionary. */
struct break_words {
	const char *file;               /* NULL: no content */
	bool found;                     /* the file is there */
	struct hash hash;               /* of the bytes that were read */
	const struct break_word *items;
	size_t count;
};

struct page_template {
	const char *name;               /* "gbt9704", "gbt9704:word" */
	const char *file;               /* template.xml it was read from */
	const char *base_file;          /* that of the template it extends, or NULL */
	struct hash file_hash, base_hash; /* of the bytes that were read */
	double page_width, page_height; /* pt */
	double margin_top, margin_bottom, margin_left, margin_right; /* pt */
	int lines, chars;               /* the grid: 22 × 28; char pitch = text width / chars */
	double line_pitch;              /* pt */
	double char_pitch;              /* pt, derived */
	double body_size;               /* pt */
	enum template_punctuation punctuation;
	enum template_overflow overflow;
	enum template_breaking breaking; /* of justified paragraphs */
	double latin_gap;               /* em, between Chinese and Latin or digits; that of a profile is set in its place (template_gap()) */
	struct template_profile profile;
	enum template_signature signature;
	double number_gap;              /* page number: pt from the text area's bottom to the dash's top */
	double number_indent;           /* chars from the outer edge */
	const char *number_format;      /* "— %d —" */
	struct template_signature_form forms[TEMPLATE_STAMP + 1]; /* by `signature` */
	const char *draft_mark;         /* "草稿"; "" = none */
	double draft_gap;               /* pt from the mark's bottom to the text area's top */
	struct template_head head;
	struct template_letter letter;  /* of the head */
	struct template_record record;
	double rule_width;              /* tables: pt */
	double cell_padding;            /* tables: pt left and right of the text */
	double least_type;              /* tables: pt that type of a table is lessened to where words do not fit their columns; 0: never */
	double row_step;                /* tables: row heights are multiples of this, lines */
	int widow_lines;                /* least lines of a paragraph at the top of a page */
	int heading_lines;              /* lines of what follows that stay on a heading's page */
	int last_line_chars;            /* least Han characters on a paragraph's last line */
	const char *list_mark;          /* of items without numbers */
	const char *locale;             /* of line breaking, "zh@lb=strict" */
	struct break_words words;       /* of the content that is set with it */
	const struct UBreakIterator *breaker; /* opened for `locale` once, cloned by each layout; NULL: each opens its own */
	const struct template_style *styles;
	size_t style_count;
	const struct template_font *fonts;
	size_t font_count;
};

/* What parts the name of a page template from that of its profile. */
#define TEMPLATE_PROFILE_SIGN ":"

/* Reads templates/NAME/template.xml below `folder`, validated against templates/schema/template.rng. One that extends another
 * takes over all that it does not say itself. NAME:PROFILE is the same with lines by that profile, which the file must describe. `known` as in xml_load(). NULL with errors in `diags`. */
const struct page_template *template_load(struct arena *arena, const char *folder, const char *name,
					  struct known *known, struct diag_list *diags);

/* The form that the signature has: its own, or that of the template. */
const struct template_signature_form *template_form(const struct page_template *template, const struct doc_node *signature);

/* Gap that is set between Chinese and Latin or digits, em. */
double template_gap(const struct page_template *template);

/* What a DOCX adds to each character of this size, twips, so that a line of the grid fits (w:spacing): rounded down, and one less because LibreOffice
 * rounds through 1/100 mm. 0 for other sizes than the body's. */
int template_run_spacing(const struct page_template *template, double size);

/* Style by name; falls back to "body" (which the schema requires). Never NULL. */
const struct template_style *template_style(const struct page_template *template, const char *name);

/* Family list of a role ("number"), or of "body". Never NULL. */
const struct template_font *template_font(const struct page_template *template, const char *role);

#endif
