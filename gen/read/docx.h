/* A DOCX while it is read: shared by the files docx*.c. */
#ifndef READ_DOCX_H
#define READ_DOCX_H

#include "base/buf.h"
#include "read/internal.h"

enum { DOCX_DEPTH = 256 }; /* elements within each other that are followed */

/* ---- elements (docx_element.c) */

/* What is made of an element. */
enum docx_element {
	ELEMENT_OTHER,   /* it holds others: these are read */
	ELEMENT_NOTHING, /* it holds nothing that is seen: properties, codes */
	ELEMENT_DELETED, /* tracked: deleted or moved away */
	ELEMENT_COMMENT,
	ELEMENT_CHOICE,  /* one thing in several ways, for several programs */
	/* blocks */
	ELEMENT_PARAGRAPH,
	ELEMENT_TABLE,
	ELEMENT_ROW,
	ELEMENT_CELL,
	ELEMENT_BOX,      /* blocks that stand beside the text */
	ELEMENT_CONTROL,  /* blocks, rows, cells or runs */
	/* in a line */
	ELEMENT_IN_LINE,
	ELEMENT_RUN = ELEMENT_IN_LINE,
	ELEMENT_TEXT,
	ELEMENT_LINK,
	ELEMENT_DRAWING,
	ELEMENT_RUBY,
	ELEMENT_FIELD,
	ELEMENT_CODE, /* of a field */
	ELEMENT_MATH,
	/* with nothing in them */
	ELEMENT_TAB,
	ELEMENT_BREAK,
	ELEMENT_SOFT_HYPHEN,
	ELEMENT_HYPHEN,
	ELEMENT_SYMBOL,
	ELEMENT_NOTE,
	ELEMENT_FIELD_SIGN,
	ELEMENT_EMBEDDED, /* a document in a part of its own; among blocks, too */
	ELEMENT_LOST, /* what it shows cannot be known */
	ELEMENT_COUNT
};

enum docx_element docx_element_of(const xmlNode *node);

/* What is left out, counted while the body is read and told at its end. */
enum docx_left {
	LEFT_DELETED,  /* tracked: deleted or moved away */
	LEFT_HIDDEN,   /* hidden text */
	LEFT_COUNT
};

/* A part with text: its blocks, and its text as a source. */
struct docx_part {
	struct source *source; /* filled when the part is read; places point to it from the start */
	struct buf text;
};

/* A footnote or endnote. */
struct docx_note {
	const char *id;
	bool end; /* endnote */
	struct doc_node **paragraphs;
	size_t count, capacity;
	bool used;                 /* a reference has it */
	struct str *texts;         /* of the paragraphs, when it has been used, for others */
};

/* A comment (17.13.4). */
struct docx_comment {
	const char *id, *text;
	bool told;
};

/* A field that is open (17.16.18): its code, then, if it has one, its result. */
struct docx_field {
	struct buf code;
	bool result;         /* this is being read */
	bool loose;          /* it has no end: its code is kept, and all else is text */
	bool parted;         /* its code has ended, and what it shows follows */
	size_t shown;        /* docx_reader's when that began */
	const xmlNode *data; /* w:ffData of a form field, or NULL */
	const char *link;    /* the paragraph's before it */
	size_t outer;        /* docx_reader's code before it */
};

struct docx_reader {
	struct arena *arena;   /* of what stays */
	struct arena *scratch; /* of what the parts' trees need */
	struct package *package;
	struct styles *styles;
	struct numbering *numbering;
	struct read_file *file;
	struct docx_part *part;      /* that is being read */
	struct docx_note *notes;
	size_t note_count, note_capacity;
	struct docx_comment *comments;
	size_t comment_count, comment_capacity;
	struct docx_note *into;      /* the note that is being read; NULL: the body */
	struct doc_node *open;       /* the paragraph whose mark was deleted: the next goes on in it; or NULL */
	bool contents;               /* within a control that holds the list of contents */
	bool page_break;             /* one stands before the next paragraph */
	size_t section;              /* the first block of the section at work */
	size_t sections;             /* that have ended */
	bool turned;                 /* the last of them lies across */
	bool margin;                 /* a part of which only the text is wanted */
	bool cell;                   /* within a cell of a table */
	const xmlNode *asking;       /* the cell that stands for all of the unfilled control at work, or NULL */
	struct docx_field *fields;   /* that are open, outermost first */
	size_t field_count, field_capacity;
	const xmlNode **loose;       /* signs that begin one without an end in the part, by their addresses */
	size_t loose_count, loose_capacity;
	size_t code;                 /* the innermost of these, counted from 1, whose code is being read: nothing is shown meanwhile; or 0 */
	size_t shown;                /* grows with all that is shown or told of */
	size_t paragraphs;
	const xmlNode *data;         /* the values that controls are bound to, or NULL */
	bool data_read;              /* these were looked for */
	bool traced;                 /* it is wanted where the body's text comes from */
	bool full;                   /* more than LIMIT_PARAGRAPHS */
	size_t left[LEFT_COUNT];
	struct diag_list *diags, *findings;
};

/* What stands between two page breaks of a paragraph. */
struct docx_stretch {
	struct doc_node *node;
	size_t lead;     /* bytes of text set as a lead */
	size_t length;   /* bytes of text, as read_add_text() counts */
	bool page_break; /* before it */
	bool begun;      /* there is text in it */
};

/* A paragraph being filled. */
struct docx_fill {
	struct docx_stretch now;      /* its node is NULL when only the text is wanted */
	struct docx_stretch *before;  /* those that are full */
	size_t before_count, before_capacity;
	const xmlNode **box;          /* text boxes in it, which come behind it */
	size_t box_count, box_capacity;
	struct look paragraph;        /* of its text, from its style */
	struct look look;             /* of the run */
	const xmlNode *element;       /* that holds its runs */
	bool based;                   /* `baseline` is known */
	short baseline;               /* the w:position that nearly all of its text has; half points */
	int size;                     /* of the text on the line before it, or its paragraph's; half points, -1: not said */
	bool told_hidden;             /* of the run, that it is hidden was counted */
	bool plain;                   /* bold and italic of all of it are the paragraph's, not the text's */
	const char *link;             /* target, or NULL */
	const char *value;            /* name of the variable whose control is open, or NULL */
	struct docx_nested *nested;   /* whose text it is, where several share one control; else NULL */
	bool gap;                     /* it shows its placeholder */
	bool lead_open;               /* all text so far is a lead */
	bool column;                  /* a column ended before what comes next */
	struct buf struck, scripted;  /* text that waits for its end: struck out; raised or lowered */
	signed char script;           /* of `scripted` */
	struct doc_node *text;        /* that is being added to, or NULL */
	struct buf pieces;            /* its text so far */
};

/* ---- controls (docx_nested.c) */

/* What a control is bound to: …/v:value[@name='年度'][1], in a book below /v:plan[@name='…'][1]. */
struct docx_binding {
	const char *plan, *name; /* or NULL; the name lives as long as the document */
	unsigned long position;  /* of the value among those of its name, from 1 */
};

struct docx_binding docx_binding_of(struct docx_reader *reader, const xmlNode *control);

/* A value whose text stands in the control of the one before it. */
struct docx_nested_value {
	const char *name;   /* NULL: text of none */
	struct str written; /* as the document was written; {NULL}: not known */
	size_t len;         /* bytes of text that are its own and still to come */
};

struct docx_nested {
	struct docx_nested_value *items; /* in the order of the text */
	size_t count, capacity, at;
};

/* LibreOffice saves controls that touch each other within the first of them, which has all their text. Whose it is, from the values that the
 * package holds: all but one must stand there as they were written. It is nobody's where that leaves a doubt: then the text was changed, and
 * no value. NULL: there are no such controls in this one. Lives as long as the reader. */
struct docx_nested *docx_part_nested(struct docx_reader *reader, const xmlNode *control);

/* ---- text (docx_text.c) */

/* Adds text of the run. */
void docx_add_text(struct docx_reader *reader, struct docx_fill *fill, struct str text);

/* Whether what comes next, text or not, shows in the paragraph: not where it belongs to the code of a field, is hidden, or struck out, which
 * is counted or told then. */
bool docx_shows(struct docx_reader *reader, struct docx_fill *fill, struct str text);

/* Adds a sign of a font; code points that have no meaning of their own are told. `font` may be NULL. */
void docx_add_symbol(struct docx_reader *reader, struct docx_fill *fill, const char *font, uint32_t cp);

/* Adds a formula as text; one that is seen and not `sure` may be read otherwise than it was drawn, which is told. */
void docx_add_formula(struct docx_reader *reader, struct docx_fill *fill, struct str text, bool sure);

void docx_add_tab(struct docx_reader *reader, struct docx_fill *fill);
void docx_add_line_break(struct docx_reader *reader, struct docx_fill *fill);

/* A page, or a column, ends here. */
void docx_add_page_break(struct docx_reader *reader, struct docx_fill *fill);
void docx_add_column_break(struct docx_reader *reader, struct docx_fill *fill);

/* Adds the note that is referred to. */
void docx_add_reference(struct docx_reader *reader, struct docx_fill *fill, const char *id, bool end);

/* Ends the text that runs are added to, and settles what waits. */
void docx_end_text(struct docx_reader *reader, struct docx_fill *fill);

/* Order of notes, for binary search: footnotes first, by their ids. */
int docx_compare_notes(const void *a, const void *b);

/* ---- runs (docx_run.c) */

/* Adds an element that stands in a line, or what is below it, to the paragraph. */
void docx_read_inline(struct docx_reader *reader, struct docx_fill *fill, const xmlNode *node, int depth);
void docx_read_runs(struct docx_reader *reader, struct docx_fill *fill, const xmlNode *node, int depth);

/* ---- heights (docx_baseline.c) */

/* What a run shows as its properties and styles say, at its own height (17.3.2.24). */
struct look docx_look_of(struct docx_reader *reader, const struct docx_fill *fill, const xmlNode *run);

/* The height that nearly all text of the paragraph stands at, which is its line; 0 where there is none. */
short docx_baseline(struct docx_reader *reader, struct docx_fill *fill);

/* ---- fields (docx_field.c) */

/* A field in one element (w:fldSimple) begins, and ends: what is read between is its result. */
void docx_open_field(struct docx_reader *reader, struct docx_fill *fill, const xmlNode *node);
void docx_close_field(struct docx_reader *reader, struct docx_fill *fill);

/* A sign that begins, parts or ends a field (w:fldChar). */
void docx_read_field_sign(struct docx_reader *reader, struct docx_fill *fill, const xmlNode *node, int depth);

/* Looks for the fields of a part that have no end. */
void docx_find_fields(struct docx_reader *reader, const xmlNode *root);

/* Fields that do not end in their part are told. */
void docx_close_fields(struct docx_reader *reader);

/* ---- equations, in a line of text: docx_equation.c those of the field EQ, docx_math.c those of Office Math (22.1) */

/* Appends what the field's code draws; false when it may be read otherwise than it was drawn. */
bool docx_write_equation(struct str code, struct buf *out);
bool docx_write_math(struct docx_reader *reader, const xmlNode *node, struct buf *out);

/* What both are made of: false as above. */
bool docx_write_fraction(struct str above, struct str below, struct buf *out);
bool docx_write_script(struct str text, bool raised, struct buf *out);
bool docx_write_root(struct str degree, struct str text, struct buf *out);

/* Appends what the character is another form of: its compatibility decomposition (UAX 15). False, and nothing, where it has none. */
bool docx_decompose(uint32_t cp, struct buf *out);

/* ---- comments (docx_comment.c) */

/* Reads what they say. */
void docx_load_comments(struct docx_reader *reader);

/* Says, at the place that is reached, what the comment says that the element refers to; no more than once. */
void docx_tell_comment(struct docx_reader *reader, const xmlNode *reference);

/* Says it, at the start of the body, of those that nothing referred to. */
void docx_tell_comments_left(struct docx_reader *reader);

/* ---- drawings (docx_drawing.c) */

/* Text boxes in the drawing come behind the paragraph; what else is in it is told. */
void docx_add_drawing(struct docx_reader *reader, struct docx_fill *fill, const xmlNode *node, int depth);

/* ---- signs of symbol fonts (docx_symbol.c) */

bool docx_is_symbol_font(const char *font);

/* The character that the font shows for the code (itself, or from U+F000 on); 0: none that is known. */
uint32_t docx_symbol(const char *font, uint32_t cp);

/* ---- tables (docx_table.c) */

/* Reads a table; `blocks` reads what is below an element into blocks, `unfilled` a control as a paragraph that asks for its text. */
typedef void docx_block_reader(struct docx_reader *reader, const xmlNode *node, int depth);
void docx_read_table(struct docx_reader *reader, const xmlNode *table, int depth, docx_block_reader *blocks, docx_block_reader *unfilled);

/* ---- all of them (docx_element.c, docx_common.c) */

/* Whether a reader does not see what is below the element; counts what is left out. */
bool docx_is_hidden(struct docx_reader *reader, const xmlNode *node);

/* The element whose children are read for it: of an ELEMENT_CHOICE the first way that shows something; itself else. */
const xmlNode *docx_inside(const xmlNode *node);

/* Whether a control shows what is to be filled in there. */
bool docx_is_unfilled(const xmlNode *control);

/* Whether all that a cell in such a control says is what is to be filled in: in a row that is one control, only the text with a style of its
 * own is, if any has one (17.5.2.39). */
bool docx_is_prompt(const xmlNode *control, const xmlNode *cell);

/* Says what is lost, at the place that is reached; arguments that are not there are NULL. */
void docx_tell(struct docx_reader *reader, enum diag_code code, const char *first, const char *second);

/* Says that text directly in the element, where none belongs, is left out; or all text in the element. Nothing when there is none. */
void docx_tell_stray(struct docx_reader *reader, const xmlNode *node);
void docx_tell_lost(struct docx_reader *reader, const xmlNode *node);

/* Says that a document which is a part of its own is left out. */
void docx_tell_embedded(struct docx_reader *reader, const xmlNode *node);

/* The text of the elements w:t, a:t, m:t, c:v below the node; `part` behind each paragraph or point of a chart. */
void docx_add_texts(const xmlNode *node, const char *part, struct buf *out, int depth);

/* The relationship of the main part that the element's attribute names; NULL: none. */
const struct package_link *docx_link(struct docx_reader *reader, const xmlNode *node, const char *name);

/* The start of a text, for messages. */
const char *docx_extract(struct docx_reader *reader, struct str text);

/* Counts a paragraph or cell; true, with an error, when there are more than LIMIT_PARAGRAPHS. */
bool docx_is_full(struct docx_reader *reader);

/* Adds to the code of the innermost field whose code is being read. */
void docx_add_code(struct docx_reader *reader, struct str text);

/* Numbers the elements called t in the tree, in its order, for docx_trace(). */
void docx_number_texts(xmlNode *root);

/* Notes that the text of the element was added behind the first `before` bytes of the body, where it stands there as it is. */
void docx_trace(struct docx_reader *reader, const xmlNode *node, struct str text, size_t before);

struct place docx_place(const struct docx_reader *reader);

#endif
