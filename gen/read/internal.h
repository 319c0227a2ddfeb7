/* Shared by the files of gen/read. */
#ifndef READ_INTERNAL_H
#define READ_INTERNAL_H

#include <libxml/tree.h>

#include "base/str.h"
#include "doc/doc.h"
#include "read/read.h"

struct buf;
struct package;

/* ---- inline text (inline.c). Offsets count bytes of it; a line break is one byte, '\n', a reference of a note none. */

void read_add_text(const struct doc_node *node, struct buf *out);

/* The same in `arena`. */
struct str read_text_of(struct arena *arena, const struct doc_node *node);

/* Takes the first `len` bytes of text out of the node, and blanks behind them. */
void read_cut_front(struct doc_node *node, size_t len);

/* Takes blanks off both ends. */
void read_trim(struct doc *doc, struct doc_node *node);

/* Moves what stands from byte `at` on into a new DOC_PARAGRAPH, which is in no tree. */
struct doc_node *read_split(struct doc *doc, struct doc_node *node, size_t at);

/* Puts the children of strong and emphasised inlines into their place: of a heading the style says how it looks. */
void read_flatten(struct doc_node *node);

/* Takes out the line breaks of a title: they are those of its old page, and the program sets its own. */
void read_join_lines(struct doc_node *title);

/* Whether a reader sees no text of the node, but for numbers of footnotes. */
bool read_is_empty(const struct doc_node *node);

/* The text on one line, in `arena`: of a line break between full-width characters nothing is left, of others a blank. */
struct str read_on_one_line(struct arena *arena, struct str text);

/* Puts the inlines of `from` behind those of `to`. */
void read_append(struct doc_node *to, struct doc_node *from);

/* Puts a node that is in no tree at the end of `parent`'s children. */
void read_put(struct doc_node *parent, struct doc_node *node);

/* A node of the document that is in no tree yet. */
struct doc_node *read_new(struct doc *doc, enum doc_kind kind, struct place place);

struct read_block *read_add_block(struct read_file *file, struct doc_node *node, enum read_role role);

/* ---- numbers (number.c) */

/* Whether letters count: Ⅰ, A, a. One alone is often none. */
bool read_is_letter(enum read_shape shape);

/* The number that the text begins with; SHAPE_NONE where it has none. */
struct read_number read_number_of(struct str text);

/* What a program's number is: `value`, written as `figure` in the format of ECMA-376 17.18.59 (NULL: decimal), between what stands before and
 * behind it. SHAPE_NONE where that is nothing that a heading or item of ours can have: 一是, 第1期, 0. */
struct read_number read_number_set(const char *format, struct str figure, int value, struct str before, struct str behind);

/* Whether nothing but the end of a number stands there: 、 or nothing. */
bool read_ends_number(struct str behind);

/* Puts a number that a program set, and of which nothing else is made, before the node's text. */
void read_put_number(struct doc *doc, struct doc_node *node, const char *label);

/* ---- lines (plans.c): the blocks of a plan with their texts */

enum read_class {
	CLASS_TEXT,
	CLASS_HEADING, /* on a line of its own */
	CLASS_RUN_IN,  /* a heading and, in the same line, its paragraph */
	CLASS_ITEM,    /* of a list */
	CLASS_WHOLE,
	CLASS_TAKEN,   /* it has become something else: title, signature, meta data */
};

struct read_line {
	struct read_block *block;
	struct str text;            /* trimmed */
	struct read_number number;
	enum read_class class;
	int level;                  /* HEADING, RUN_IN: 1 …; 0: not decided */
	bool series;                /* it is one of several that a ； parts: none of them is a heading */
	size_t head;                /* RUN_IN: bytes of the heading in the text, with number */
	bool parted;                /* the page was broken before it, or what stood there was taken out */
};

/* Tells, once each, where lines of pages, and numbers of pages, are paragraphs (wrapped.c). Before any line is taken. */
void read_tell_wrapped(struct arena *arena, const struct read_line *lines, size_t count, struct diag_list *findings);

/* The number that is typed before the line, without blanks (number.c): "（一）"; empty where none is. */
struct str read_typed_label(const struct read_line *line);

/* The number before the line, typed or set by a program, in `arena`; "" where there is none. */
const char *read_label_of(struct arena *arena, const struct read_line *line);

/* A plan being built. */
struct read_plan {
	struct arena *arena;
	struct doc *doc;
	struct read_line *lines;
	size_t count;
	struct diag_list *findings;
	bool styled;  /* read_file.styled */
	bool signers; /* the line of the head that was read last ended in names of 签发人 */
};

/* Whether the line could be the title of a plan: 2026年党建工作计划要点（县科技局）. */
bool read_is_title(struct str line);

/* Whether it is short, without number and without the end of a sentence. */
bool read_is_label(const struct read_line *line, size_t most);

/* Whether it is the mark above an attachment: 附件, 附件1. */
bool read_is_mark(const struct read_line *line);

/* Bytes of 附件 at the start of the text, with blanks in it or without; or 0. */
size_t read_attached_word(struct str text);

/* Whether it is the title of what a notice issues, by its style: no mark stands above it. Those below a mark are taken with it. */
bool read_is_issued(const struct read_line *line);

/* The first `most` characters of a text, for messages. */
const char *read_sample(struct arena *arena, struct str text);

/* Moves footnotes from where a plan can have none to the text nearest to them, and says so (notes.c). */
void read_place_notes(struct read_plan *plan);

/* Makes the tree of a plan such as a source may be: blocks without text go, what the program sets itself is taken off, levels follow each other (settle.c). The
 * last step before all is numbered. */
void read_settle(struct read_plan *plan);

/* Takes title, head, recipient, record block and signature (front.c); the lines become CLASS_TAKEN, and what has its place in the body
 * is put there by read_add_body(). */
void read_take_front(struct read_plan *plan);
void read_take_ends(struct read_plan *plan);

/* Makes 附件说明 of its lines (attached.c): the first becomes CLASS_WHOLE, the others CLASS_TAKEN. Behind read_take_ends(), before lines are classified. */
void read_take_attached(struct read_plan *plan);

/* Decides what numbers make of lines, and which levels they have (level.c). */
void read_classify(struct read_plan *plan);

/* Cuts *rest behind its first line, which comes without its end (line_end.c). */
struct str read_next_line(struct str *rest);

/* The body of the plan as blocks of its tree (body.c). */
void read_add_body(struct read_plan *plan);

/* A number that is printed otherwise from now on. */
struct read_renamed {
	const char *label; /* "a)" */
	const char *now;   /* "1." */
};

/* Tells where the text of the finished plan refers to one of the numbers, each of another label (refer.c). */
void read_tell_references(struct read_plan *plan, const struct read_renamed *all, size_t count);

/* Adds meta data. */
void read_set_meta(struct read_plan *plan, const char *key, struct str value, struct place place);

/* ---- Word's numbering (numbering.c) */

struct numbering;

/* Reads word/numbering.xml; never NULL. */
struct numbering *numbering_load(struct package *package, struct arena *arena);

/* The level of the list that is bound to the paragraph style (w:pStyle); 0 where none is. */
int numbering_level_of_style(const struct numbering *numbering, const char *style, int num);

/* The number of the next paragraph of that list and level as it is shown ("（三）"), in `arena`; NULL where none is, or one that is hidden.
 * *number: what it is, without looking at the text again. *bullet: it is a sign;
 * words in the place of one (责任单位：) are a label like others. */
const char *numbering_next(struct numbering *numbering, struct arena *arena, int num, int level, struct read_number *number, bool *bullet);

/* ---- how text looks, as far as its meaning hangs on it (look.c) */

enum look_sign {
	LOOK_BOLD,
	LOOK_ITALIC,
	LOOK_STRUCK, /* by one line */
	LOOK_STRUCK_TWICE,
	LOOK_HIDDEN,
	LOOK_CAPITALS,
	LOOK_SMALL_CAPITALS,
	LOOK_DOTTED, /* 着重号 */
	LOOK_ITALIC_AROUND, /* of text that is bold and italic, by style alone: the bold part stands in an italic one */
	LOOK_CODE,   /* by style alone */
	LOOK_COUNT
};

/* What one w:rPr says, or several together; what none of them says is -1. */
struct look {
	signed char signs[LOOK_COUNT]; /* 0, 1 */
	signed char script;            /* enum script, or LOOK_LEVEL: on the line */
	short size, position;          /* of the letters, and how much above the line they stand; half points */
	const char *symbols;           /* the font of Latin text where it is one of symbols, in which each letter is a sign; "": it is another; NULL */
};
enum { LOOK_UNSAID = -1, LOOK_LEVEL = 2 };

/* One that says nothing, and that of the properties (NULL: nothing). */
struct look look_none(void);
struct look look_read(struct arena *arena, const xmlNode *properties);

/* Fills in what `look` does not say from what stands under it. */
void look_lay_over(struct look *look, const struct look *under);

/* What a run shows whose own properties, character style and paragraph say so: nothing is left unsaid. */
struct look look_of_run(const struct look *own, const struct look *character, const struct look *paragraph);

bool look_is_struck(const struct look *look);

/* Text that is set higher or lower than that before it, of `size` (-1: nobody knows), so much that it is seen, is raised or lowered, too; where
 * it is smaller, always. */
void look_set_script(struct look *look, int size);

/* Whether the package's properties say that the program made the document (origin.c). */
bool read_is_ours(struct arena *arena, struct package *package);

/* ---- styles (style.c) */

struct styles;

/* What a paragraph has from its style. */
struct style_facts {
	enum read_role role;
	const char *nest;   /* read_block.nest */
	int level;
	int num, num_level; /* num 0: no list */
	enum read_align align;
	bool page_break;    /* a page begins with it */
	struct look look;   /* of its text, with the document's defaults */
};

/* Reads word/styles.xml; never NULL. */
struct styles *styles_load(struct package *package, struct arena *arena);

/* Facts of a paragraph style; of the default one with NULL. */
struct style_facts styles_paragraph(const struct styles *styles, const char *id);

/* What a character style says of text; one whose name says that it stresses is bold or italic. */
struct look styles_character(const struct styles *styles, const char *id);

/* ---- XML of a DOCX (docx_common.c) */

/* Value of an attribute, whatever its prefix: w:val, r:id. NULL: the element does not have it. */
const char *docx_attribute(struct arena *arena, const xmlNode *node, const char *name);

/* w:val of the child of that name below `node`; NULL when there is no such child, "" when it has no value. */
const char *docx_value_of(struct arena *arena, const xmlNode *node, const char *child);
const xmlNode *docx_child(const xmlNode *node, const char *name);

/* A property that is on unless its w:val says otherwise (17.17.4); `otherwise` where it is not there. */
bool docx_is_on(const xmlNode *properties, const char *name, bool otherwise);

/* The number in the text; `otherwise` where there is none, or one that no numbering or level has. */
int docx_number(const char *text, int otherwise);

/* enum read_align of a w:jc; `otherwise` with NULL. */
int docx_align(const char *value, int otherwise);

#endif
