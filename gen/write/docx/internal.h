/* What the files of this folder share: the state of one document being written. */
#ifndef WRITE_DOCX_INTERNAL_H
#define WRITE_DOCX_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "doc/doc.h"
#include "layout/measure.h"
#include "layout/template.h"
#include "write/writer.h"

#define DOCX_NS_WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_NS_RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DOCX_NS_PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
/* Namespace of the custom XML part that holds the variables' values, and its data store id. */
#define DOCX_NS_VALUES "urn:plangen:values"
#define DOCX_STORE_ID "{5C2B8E0A-71F4-4D39-9A6E-3D0F1B7A4C52}"

enum { DOCX_LEVELS = 4 };                        /* of headings */
/* w:numId and w:abstractNumId of the fixed lists; those of headings stand in documents that use them. RUNNING: see
 * docx_heading_list(). */
enum {
	DOCX_NUM_STANDARD = 1,
	DOCX_NUM_STANDARD_RUNNING,
	DOCX_NUM_TWO_LEVEL,
	DOCX_NUM_TWO_LEVEL_RUNNING,
	DOCX_NUM_BULLETS,
	DOCX_NUM_NOTE,
	DOCX_NUM_FIRST_FREE
};

/* How the headings of a plan are numbered. */
struct docx_scheme {
	enum doc_numbering numbering;
	bool continued;                  /* see struct doc, continue_level3 */
};

#define DOCX_EVERY_LEVEL (-1)

/* A w:num beyond the fixed ones. */
struct docx_num {
	const struct doc_node *list;     /* DOC_LIST; NULL for headings */
	size_t abstract;                 /* headings: their list */
	int level;                       /* headings: 0 … 3, where numbering starts anew, or DOCX_EVERY_LEVEL; a list: that of its items */
	int start;                       /* first number */
};

/* Word's counters of the heading list, followed while the headings are written, so that a number that Word would not
 * give by itself gets a w:num of its own. */
struct docx_counters {
	int count[DOCX_LEVELS];
	size_t num[DOCX_LEVELS];         /* w:numId in force */
};

struct docx_nums {
	struct docx_num *items;          /* w:numId DOCX_NUM_FIRST_FREE … */
	size_t count, capacity;
};

struct docx_value;

/* All that parts without text of the document depend on: those of documents of one look are the same (common.h). */
struct docx_look {
	const struct page_template *template;
	bool draft;                      /* has gaps: marked as a draft */
	bool book;                       /* made of plans: titles are headings of level 1, sections of level 2 */
	bool values;                     /* has values of variables: a custom XML part */
	bool gaps;                       /* lacks values that are bound: building blocks for what they show */
	bool notes;                      /* has footnotes */
	bool turned;                     /* has pages turned on their side */
	bool origin;                     /* is a plan: its properties say which */
	struct docx_scheme styled;       /* numbering that the heading styles carry */
	uint64_t nests;                  /* bits: ways in which paragraphs stand in quotes and lists (docx_nest) that have styles of their own */
	unsigned stressed;               /* bits: styles of text that is stressed twice, or code (enum docx_stress), that are used */
	unsigned lists_begun;            /* bits: fixed lists of headings that have been numbered with */
};

/* A section of Word: pages with the same numbering. */
struct docx_section {
	bool numbered;                   /* has page numbers */
	bool odd;                        /* starts on an odd page */
	bool single;                     /* its first page, which is its only one, shows no number */
	bool letter;                     /* its first page is that of a letter, with a footer of its own */
	bool low;                        /* its lines stand at the foot of the page */
	bool turned;                     /* its pages are turned on their side (layout/turn.h): landscape ones of Word */
	int start;                       /* number of its first page; < 0: runs on */
};

/* A footnote, which is written behind the text. */
struct docx_note {
	const struct doc_node *node;
	const char *plan;                /* of a book: that it stands in */
};

/* A heading that the contents point to. */
struct docx_bookmark {
	const struct doc_node *node;
	size_t id;                       /* 1 … */
};

struct docx {
	const struct writer_input *input;
	struct docx_look look;
	struct arena *arena;             /* of this one call */
	struct diag_list *diags;
	struct buf body;                 /* word/document.xml */
	struct buf links;                /* relationships of the hyperlinks */
	size_t link_count;
	struct docx_note *note_list;     /* footnotes that the text refers to; their w:id from 1 on */
	size_t note_count, note_capacity;
	struct buf notes, note_links;    /* word/footnotes.xml: its footnotes; relationships of their hyperlinks */
	struct docx_scheme scheme;       /* numbering in force */
	struct docx_counters counters;
	struct docx_nums nums;
	struct docx_value **values;      /* hash table */
	size_t value_buckets;
	struct docx_value *first_value, *last_value;
	size_t value_count;              /* elements of the custom XML part */
	const char *plan;                /* of a book: name of the plan being written, or NULL */
	struct docx_bookmark *bookmarks; /* sorted by node */
	size_t bookmark_count;
	struct docx_section section;     /* being written */
	struct page_template turned;     /* of turned pages, while such are written look.template */
	size_t properties_end;           /* body: where the last paragraph's properties end */
	size_t paragraph_end;            /* body: where it ends */
	unsigned control_count;          /* content controls; their ids */
	size_t text_at;                  /* bytes of the paragraph's inlines that have been written */
	const uint32_t *breaks;          /* where its lines still to come begin */
	size_t break_count;
	double below_table;              /* pt from the table just written to the next line of the grid */
	bool page_break;                 /* before the next paragraph */
	int half_points;                 /* w:sz of runs, where not that of the style (0) */
};

/* ---- measures (geometry.c) */

int docx_twips(double points);
/* w:sz of a border so thick: 1/8 pt. */
int docx_border(double points);
/* Adds the border of that side ("top"); `width`: pt. */
void docx_add_border(struct buf *out, const char *side, double width, uint32_t color);
/* `chars` character pitches in twips. */
int docx_chars(const struct page_template *template, double chars);
/* ` w:NAMEChars="…" w:NAME="…"`: Word takes the first, LibreOffice only the second. Nothing for a measure of 0 unless
 * `always`. */
void docx_add_measure(struct buf *out, const struct page_template *template, const char *name, double chars, bool always);
/* ` w:NAMEChars="0" w:NAME="…"`: exactly so many points, whatever the style has in characters. */
void docx_add_points(struct buf *out, const char *name, double points);

/* ---- text.c: elements written often, without printf, which takes several times as long */

/* `opening`, which ends within the quotes of an attribute, the escaped value, and `"/>`. */
void docx_add_value(struct buf *out, const char *opening, const char *value);
void docx_add_number(struct buf *out, const char *opening, int number);

/* ---- parts */

void docx_write_styles(const struct docx_look *look, struct buf *out);
void docx_write_fonts(const struct docx_look *look, struct buf *out);
void docx_write_numbering(const struct docx_look *look, const struct docx_nums *nums, struct buf *out);
void docx_write_settings(const struct docx_look *look, struct buf *out);
void docx_write_header(const struct docx_look *look, struct buf *out);
void docx_write_odd_footer(const struct docx_look *look, struct buf *out);
void docx_write_even_footer(const struct docx_look *look, struct buf *out);
/* Those of turned pages: in frames, where they stand on the upright sheet. */
void docx_write_turned_header(const struct docx_look *look, struct buf *out);
void docx_write_turned_odd_footer(const struct docx_look *look, struct buf *out);
void docx_write_turned_even_footer(const struct docx_look *look, struct buf *out);
/* The footer of a letter's first page. */
void docx_write_letter_footer(const struct docx_look *look, struct buf *out);
/* A red double rule of a letter, in a frame whose top is `y` pt below the page's. */
void docx_add_double_rule(const struct page_template *t, double y, bool thick_first, struct buf *out);
void docx_write_core(const struct docx *docx, struct buf *out);
void docx_write_app(const struct docx *docx, struct buf *out);

/* Which plan it is, as custom properties: Variant, Unit ("" for none), Year, Template, Program. */
void docx_write_origin(const struct docx *docx, struct buf *out);
void docx_write_values(const struct docx *docx, struct buf *out);

/* word/glossary/document.xml: what is shown where values are missing. */
void docx_write_glossary(const struct docx *docx, struct buf *out);
/* Relationships of the package, of the document (`links`: of its hyperlinks) and of the values. */
void docx_write_package_links(const struct docx_look *look, struct buf *out);
void docx_write_document_links(const struct docx_look *look, struct str links, struct buf *out);
void docx_write_values_links(const struct docx_look *look, struct buf *out);
/* word/footnotes.xml and its relationships. */
void docx_write_footnotes(const struct docx *docx, struct buf *out);
void docx_write_footnote_links(const struct docx *docx, struct buf *out);
/* word/document.xml into docx->body; fills look, nums, values, links and footnotes. */
void docx_write_document(struct docx *docx);

/* ---- fonts.c */

/* Fonts of a role as a w:rFonts element. */
void docx_add_fonts(struct buf *out, const struct template_font *font);
/* ` w:NAME="…"`, escaped. */
void docx_add_attribute(struct buf *out, const char *name, const char *value);

/* ---- numbering.c */

/* The fixed list that numbers headings of the level (0 … 3). A level whose numbers run on across the sections above it,
 * and the levels below it, form a list of their own (…_RUNNING): LibreOffice ignores w:lvlRestart, and so the numbers run
 * on there, too. */
size_t docx_heading_list(struct docx_scheme scheme, int level);
/* Level (from 0) whose numbers may run on across level-1 sections: the one written `1.`. */
int docx_running_level(enum doc_numbering numbering);
/* Starts the numbering of a document or of the next plan of a book; a list that has been used before goes on in a w:num of
 * its own, from the start. */
void docx_start_numbering(struct docx *docx, struct docx_scheme scheme);
/* The w:numId for this numbered heading; moves the counters. */
size_t docx_number_heading(struct docx *docx, const struct doc_node *heading);
/* A w:num for an ordered list, whose items stand on that level (0 … 8). */
size_t docx_number_list(struct docx *docx, const struct doc_node *list, int level);

/* ---- run.c */

/* Character style of gaps; their runs are highlighted besides. */
extern const char docx_gap_style[];
/* A run that ends a line where layout ends it. Its type, which it would have without saying so, tells it from the line breaks of
 * sources. */
extern const char docx_line_end[];

/* Of a paragraph: no space between Han and letters or digits (doc_is_formula()). */
extern const char docx_tight[];

/* A run with literal text. */
void docx_write_run(struct docx *docx, struct str text, const char *style, struct place place);

/* A line break that is due before the next character. */
void docx_write_due_break(struct docx *docx);
/* Whether a line ends inside the next `len` bytes. */
bool docx_breaks_within(const struct docx *docx, size_t len);

/* ---- inline.c */

/* The inline children of `node` as runs; `style` is the character style of plain runs, or NULL. */
void docx_write_inlines(struct docx *docx, const struct doc_node *node, const char *style);
/* Those of a block whose lines end where layout ends them. */
void docx_write_lines(struct docx *docx, const struct doc_node *node);

/* ---- footnote.c */

/* Numbers of footnotes: ① …, from 1 on each page; for a section and for the document's settings, which also name the `separators`. */
void docx_add_footnote_properties(struct buf *out, bool separators);
/* All footnotes that the text refers to, into docx->notes. */
void docx_write_notes(struct docx *docx);

/* ---- table.c */

void docx_write_table(struct docx *docx, const struct doc_node *table);

/* ---- head.c, record.c: head (版头) and record block (版记) */

void docx_write_head(struct docx *docx, const struct doc_node *head);
/* It stands on the page that the layout found for it, else (no layout) on the last one. */
void docx_write_record(struct docx *docx, const struct doc_node *record);

/* ---- styles.c */

/* How a heading stands: on a line of its own, or in one paragraph with text (then its text has a style of its own). */
enum docx_heading_form { DOCX_OWN_LINE, DOCX_RUN_IN, DOCX_RUN_IN_TEXT, DOCX_HEADING_FORMS };

/* w:styleId of headings of a plan's level (1 … 4; 0: the title of a plan in a book). In a book they are Word's headings one
 * level deeper, so that Word's own contents field finds titles at level 1. */
/* Ways in which a paragraph stands in quotes and lists: a bit for each, the outermost first, 1 a quote, 0 a list, behind a 1; those that are this or more
 * have no style that tells them. */
enum { DOCX_NEST_NONE = 1, DOCX_NEST_MOST = 64 };

/* w:styleId of paragraphs that stand so in quotes and lists, which the document has from now on. */
const char *docx_nest_style(struct docx *docx, unsigned nest);

/* The letters of the way: L a list, Q a quote. `letters` has room for DOCX_NEST_LETTERS. */
enum { DOCX_NEST_LETTERS = 8 };
void docx_nest_letters(unsigned nest, char *letters);

/* Styles of text that is more than one thing: what stands outermost comes first. */
enum docx_stress { DOCX_STRONG_EMPHASIS, DOCX_EMPHASIS_STRONG, DOCX_CODE, DOCX_STRESS_COUNT };

/* w:styleId of a run of the node's text in text of the style (NULL: plain), which the document has from now on. */
const char *docx_inline_style(struct docx *docx, const struct doc_node *node, const char *around);

const char *docx_heading_style(const struct docx_look *look, int level, enum docx_heading_form form);
/* Lines above paragraphs of the style. */
double docx_style_before(const struct docx_look *look, const char *id);

/* ---- section.c: pages, margins, grid, page numbers */

/* Ends the section of what has been written so far, and starts the next. */
void docx_start_section(struct docx *docx, struct docx_section next);
/* w:sectPr of the last section; look.template is that of upright pages again. */
void docx_write_section(struct docx *docx);
/* Starts a section where what follows stands on turned pages, or on upright ones, and the section at work does not. False: it does. */
bool docx_turn_pages(struct docx *docx, bool turned);

/* ---- book.c */

/* Finds out whether the document is a book, its numbering and what its contents point to. */
void docx_open_book(struct docx *docx);
void docx_write_cover(struct docx *docx, const struct doc_node *cover);
void docx_write_contents(struct docx *docx, const struct doc_node *contents);

/* ---- bookmark.c */

/* The headings that entries of the contents name and that stand in this document (contents may be written alone). */
void docx_collect_bookmarks(struct docx *docx, const struct doc_node *contents);
/* That of a heading, or NULL. */
const struct docx_bookmark *docx_find_bookmark(const struct docx *docx, const struct doc_node *node);
/* Word's own names for what its contents point to; hidden in its list of bookmarks. */
void docx_add_bookmark_name(struct buf *out, const struct docx_bookmark *bookmark);
/* Around the text of a heading; nothing when no entry of the contents points to it. */
void docx_open_bookmark(struct docx *docx, const struct doc_node *node);
void docx_close_bookmark(struct docx *docx, const struct doc_node *node);

/* ---- paragraph.c */

#define DOCX_NO_NUMBER ((size_t)-1)

struct docx_paragraph {
	const char *style;
	size_t num;                      /* w:numId; 0 = as the style says; DOCX_NO_NUMBER = none */
	int num_level;
	enum { DOCX_AS_STYLE, DOCX_IN_CHARS, DOCX_IN_POINTS } indents; /* what the measures below, which replace the style's, are in */
	double left, first, right;       /* first < 0: hanging */
	const char *justification;       /* w:jc in place of the style's, or NULL */
	double before;                   /* lines above it, where not those of the style (0) */
	double line_height;              /* pt, of its lines, where not that of the style (0) */
	const double *stops;             /* tabs, pt from the text area's left */
	size_t stop_count;
	bool keep_with_next;
};

/* Opens a w:p with its properties (and a pending page break); the caller writes runs and "</w:p>". */
void docx_open_paragraph(struct docx *docx, const struct docx_paragraph *paragraph);
void docx_close_paragraph(struct docx *docx);
/* A run that goes to the next tab. */
void docx_write_tab(struct docx *docx);
/* w:tabs of stops to which text is flush left, pt. */
void docx_add_stops(struct buf *out, const double *stops, size_t count);
/* A paragraph of the node's inlines. */
void docx_write_paragraph(struct docx *docx, const struct doc_node *node, const struct docx_paragraph *paragraph);
/* A page break that no paragraph can carry: before a table, at the end, or the second of two. */
void docx_flush_page_break(struct docx *docx);
/* An empty paragraph as low as Word allows, where its format wants one. */
void docx_write_low_paragraph(struct docx *docx);

/* ---- values.c */

/* A content control around the text of a DOC_VALUE or DOC_GAP node. */
void docx_write_control(struct docx *docx, const struct doc_node *node, const char *style);

#endif
