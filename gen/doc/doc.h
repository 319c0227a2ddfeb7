/* The document tree: what a plan says, independent of how it is set.
 *
 * Owned by one arena. Every node keeps its place in the original source. Children are a linked list. Inline text is
 * UTF-8 without line breaks; values of variables stay visible as DOC_VALUE and DOC_GAP nodes. */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct buf;
struct diag_list;

enum doc_kind {
	DOC_ROOT,
	/* blocks */
	DOC_TITLE,           /* 标题: first child of the root */
	DOC_RECIPIENT,       /* 主送机关, with its colon */
	DOC_HEADING,         /* level 1 … 4; see run_in */
	DOC_PARAGRAPH,
	DOC_LIST,            /* children DOC_ITEM; ordered or not */
	DOC_ITEM,            /* children blocks */
	DOC_QUOTE,           /* children blocks */
	DOC_TABLE,           /* children DOC_ROW; optional DOC_CAPTION first */
	DOC_CAPTION,         /* of a table */
	DOC_ROW,             /* head = table head row */
	DOC_CELL,            /* inlines; covers `columns` × `rows` of the table's grid, where it begins in `column` */
	DOC_ATTACHMENT_NOTE, /* 附件说明: children DOC_PARAGRAPH, one per attachment, numbers generated */
	DOC_SIGNATURE,       /* 落款: DOC_AUTHORITY one or more, then DOC_DATE */
	DOC_AUTHORITY,       /* 发文机关署名 */
	DOC_DATE,            /* 成文日期 */
	DOC_NOTE,            /* 附注, with its brackets */
	DOC_ATTACHMENT,      /* 附件 body: first child DOC_TITLE, then blocks; starts a new page; `number` "附件1" or "附件", NULL when unmarked */
	DOC_PAGE_BREAK,
	DOC_HEAD,            /* 版头: first child of the root; children DOC_FIELD */
	DOC_RECORD,          /* 版记: behind all that is issued; children DOC_FIELD */
	DOC_FIELD,           /* inlines, as printed; `name`: the meta key (发文字号, 抄送 …) */
	DOC_FOOTNOTES,       /* 脚注: behind all other blocks of a document or plan; children DOC_FOOTNOTE, in the order of their references */
	DOC_FOOTNOTE,        /* children DOC_PARAGRAPH; `ordinal`, `mate` its reference */
	/* parts of a book: the root holds DOC_COVER, DOC_CONTENTS (both optional), DOC_PLANs, and DOC_COVER again (a colophon), nothing else */
	DOC_COVER,           /* children DOC_TITLE, then DOC_PARAGRAPHs; no page number. As the last part: a colophon, without DOC_TITLE */
	DOC_CONTENTS,        /* children DOC_TITLE (目录), then DOC_ENTRYs */
	DOC_ENTRY,           /* inlines; `level` 1 = a plan's title, 2 … 4 = headings; `entry_target`, `page` */
	DOC_PLAN,            /* what the root of one plan's document holds; starts a page; `name`, `numbering`, `continue_level3` */
	/* inlines */
	DOC_TEXT,            /* text */
	DOC_VALUE,           /* text; `name` the variable */
	DOC_GAP,             /* a missing value: text is "〔待填：党员总数〕"; `name` the variable, `label` 党员总数 */
	DOC_STRONG,          /* children inlines */
	DOC_EMPHASIS,        /* children inlines */
	DOC_CODE,            /* text */
	DOC_LINK,            /* children inlines; `target` */
	DOC_LINE_BREAK,
	DOC_REFERENCE,       /* of a footnote: `mate`, `ordinal`; without text, for its number depends on the page it stands on */
	DOC_KIND_COUNT
};

/* Labels for the kinds that a switch has nothing to do with: blocks (DOC_FOOTNOTES apart, which stand in books, too), what stands only within them, parts of a book, inlines. What a switch
 * is about it names one by one, so that a new kind does not compile where it is forgotten. */
#define DOC_CASE_BLOCKS \
	case DOC_TITLE: case DOC_RECIPIENT: case DOC_HEADING: case DOC_PARAGRAPH: case DOC_LIST: case DOC_QUOTE: \
	case DOC_TABLE: case DOC_ATTACHMENT_NOTE: case DOC_SIGNATURE: case DOC_NOTE: case DOC_ATTACHMENT: \
	case DOC_PAGE_BREAK: case DOC_HEAD: case DOC_RECORD
#define DOC_CASE_BLOCK_PARTS \
	case DOC_ITEM: case DOC_CAPTION: case DOC_ROW: case DOC_CELL: case DOC_AUTHORITY: case DOC_DATE: \
	case DOC_FIELD: case DOC_FOOTNOTE
#define DOC_CASE_BOOK_PARTS \
	case DOC_COVER: case DOC_CONTENTS: case DOC_ENTRY: case DOC_PLAN
#define DOC_CASE_INLINES \
	case DOC_TEXT: case DOC_VALUE: case DOC_GAP: case DOC_STRONG: case DOC_EMPHASIS: case DOC_CODE: \
	case DOC_LINK: case DOC_LINE_BREAK: case DOC_REFERENCE

/* Which numbers level 1 … 4 carry. */
enum doc_numbering {
	DOC_NUMBER_STANDARD,   /* 一、（一）1.（1） */
	DOC_NUMBER_TWO_LEVEL,  /* 一、1.（1）①: documents without the （一） level */
	DOC_NUMBER_NONE,
};

/* How the cells of a column below the head are aligned. */
enum doc_align {
	DOC_ALIGN_STYLE,       /* as the page template says */
	DOC_ALIGN_LEFT,
	DOC_ALIGN_CENTER,
	DOC_ALIGN_RIGHT,
	DOC_ALIGN_POINT,       /* numbers on their decimal points, other texts centred */
};

/* What authenticates a signature (GB/T 9704-2012, 7.3.5). */
enum doc_seal {
	DOC_SEAL_STYLE,        /* as the page template says */
	DOC_SEAL_NONE,         /* 无 */
	DOC_SEAL_SEAL,         /* 印章: those of the authorities */
	DOC_SEAL_STAMP,        /* 签名章: those of the signers, whose offices stand in place of the authorities */
};

struct doc_node {
	enum doc_kind kind;
	struct doc_node *parent, *first, *last, *next, *previous;
	struct place place;
	struct str text;      /* TEXT, VALUE, GAP, CODE; NUL-terminated */
	const char *name;     /* VALUE, GAP: the variable; FIELD, PARAGRAPH made of meta data: the key; PLAN: "11-县科技局", unique within the book */
	const char *label;    /* GAP */
	const char *help;     /* GAP: what to enter, for people, may be ""; NULL: it is none of a variable that is one everywhere */
	const char *target;   /* LINK */
	const char *number;   /* HEADING, ATTACHMENT, ITEM of ordered lists, PARAGRAPH of an ATTACHMENT_NOTE: the generated number with
	                         its mark, as printed ("一、", "（一）", "1.", "附件1"); NULL where there is none */
	int level;            /* HEADING, ENTRY: 1 … 4 */
	int ordinal;          /* HEADING, ATTACHMENT, ITEM: the number's value (1 …); ordered LIST: number of its first item, 0 means 1;
	                         FOOTNOTE, REFERENCE: which of the document's or plan's notes (1 …) */
	int columns;          /* TABLE; CELL: that it covers, 0 as 1 */
	int rows;             /* CELL: that it covers, 0 as 1 */
	int column;           /* CELL: its first, 0 …: that behind the cell before it, until doc_place_cells() */
	int filled;           /* ROW: columns that its cells and those from above cover (doc_place_cells()) */
	bool tied;            /* ROW: a cell from above reaches into it (doc_place_cells()) */
	enum doc_seal seal;   /* SIGNATURE */
	const int *widths;    /* TABLE: relative column widths, `columns` of them; NULL = by content */
	const enum doc_align *aligns; /* TABLE: of its columns, `columns` of them; NULL = none is given */
	bool total;           /* ROW: a 合计 row, set like the head, but for its alignment */
	bool run_in;          /* HEADING: set in one paragraph with the DOC_PARAGRAPH that follows (always there); its text ends in 。 */
	bool restart;         /* HEADING: numbering of its level starts anew here although practice would continue */
	bool unnumbered;      /* HEADING: no number generated */
	bool numbered;        /* HEADING, PARAGRAPH of an ATTACHMENT_NOTE: numbered although its text begins like a number */
	bool closed;          /* HEADING: its section ends with it, or it is to stand alone, so that no paragraph can run on from it */
	bool ordered;         /* LIST */
	bool head;            /* ROW */
	const struct doc_node *entry_target; /* ENTRY: the TITLE, HEADING or ATTACHMENT it names, or NULL; a plan's TITLE: its ENTRY, or NULL */
	struct doc_node *mate; /* REFERENCE: its FOOTNOTE; FOOTNOTE: its REFERENCE */
	const char *page;     /* ENTRY: page number as printed, set once the book is laid out; NULL before */
	enum doc_numbering numbering; /* PLAN: as in struct doc */
	bool continue_level3; /* PLAN: as in struct doc */
	bool odd_page;        /* PLAN: starts on an odd page */
	bool turned;          /* ATTACHMENT: set across (横排), on pages turned on their side */
	bool unmarked;        /* ATTACHMENT: what a notice issues (印发), without mark and number: it begins with its title */
};

/* How the text of a DOC_GAP begins and ends; the label stands between. */
#define DOC_GAP_OPEN "〔待填："
#define DOC_GAP_CLOSE "〕"

/* The heading above the list of missing values, which ends a draft. */
#define DOC_MISSING_TITLE "待填项目"

/* U+00AD: a hyphen at the end of a line that is broken there, nothing elsewhere. */
#define DOC_SOFT_HYPHEN "\u00AD"

/* Appends the text without its soft hyphens. */
void doc_add_visible(struct buf *out, struct str text);

/* Cuts *text behind the first gap written out in it ("〔待填：党员总数〕"): *before is the text before the gap, *label what it
 * names. False, with nothing changed, when there is none. */
bool doc_cut_gap(struct str *text, struct str *before, struct str *label);

/* Meta data of a document: element contents that are not body text (发文字号, 密级, 抄送 …). */
struct doc_meta {
	const char *key;
	struct str value;
	struct place place;
	const struct doc_meta_part *parts; /* values of variables in it, ended by one without name; NULL: none */
};

/* A value of a variable, or a gap, in meta data, as its source has it. */
struct doc_meta_part {
	const char *name, *label; /* label: of a gap, else NULL */
	struct str text;
	bool gap;
	bool whole; /* there is nothing else in it */
};

struct doc {
	struct arena *arena;
	struct doc_node *root;
	const struct source *source;
	const struct doc_meta *meta;
	size_t meta_count;
	enum doc_numbering numbering;
	struct place numbering_place, level3_place; /* where the source gives 编号 and 三级编号; NO_PLACE: it does not */
	bool continue_level3; /* level-3 numbers (level 2 in TWO_LEVEL) run on across level-1 sections (三级编号：续编) */
	struct doc_node *record_after; /* the block behind which the source puts the record block; NULL: it leaves that to doc_add_record() */
	size_t gaps;          /* missing values: DOC_GAP nodes, and those of meta data */
};

/* A document with nothing but its root, which stands at the start of `source` (may be NULL). */
struct doc *doc_new(struct arena *arena, const struct source *source);

/* Appends a node to the children of `parent`, the second with a copy of the text. */
struct doc_node *doc_add(struct doc *doc, struct doc_node *parent, enum doc_kind kind, struct place place);
struct doc_node *doc_add_text(struct doc *doc, struct doc_node *parent, enum doc_kind kind, struct str text, struct place place);

/* Puts a node that has no parent behind the children of `parent`, before its footnotes. */
void doc_append(struct doc_node *parent, struct doc_node *node);

/* Puts a node that has no parent before `at`. */
void doc_insert_before(struct doc_node *at, struct doc_node *node);

/* Takes the node, with what is below it, out of the tree. */
void doc_unlink(struct doc_node *node);

/* A new footnote, without text yet, with its reference at the end of `parent`'s inlines. It is in no tree until doc_set_footnotes(). */
struct doc_node *doc_add_reference(struct doc *doc, struct doc_node *parent, struct place place);

/* Whether a footnote's number may stand in the inline text below `block`. */
bool doc_takes_references(const struct doc_node *block);

/* Takes the footnotes off the tree, so that doc_set_footnotes() can put those back that are referred to. */
void doc_take_footnotes(struct doc *doc);

/* Puts the footnotes whose references are in the tree behind its blocks, in the order of the references, and numbers both. */
void doc_set_footnotes(struct doc *doc);

/* Appends the number of a footnote: ① … ㊿, then （51） …. */
void doc_add_circled(struct buf *out, int number);

/* Moves all blocks of `plan` (numbered and checked; of the same arena) into a new DOC_PLAN at the end of `book`, with its
 * numbering and gaps. `name` is not copied. `plan` is empty afterwards. */
struct doc_node *doc_add_plan(struct doc *book, struct doc *plan, const char *name);

const char *doc_kind_name(enum doc_kind kind);  /* "paragraph", for dumps and XML */
static inline bool doc_is_inline(enum doc_kind kind)
{
	return kind >= DOC_TEXT && kind < DOC_KIND_COUNT;
}

/* Columns or rows that a cell covers. */
static inline int doc_cell_columns(const struct doc_node *cell)
{
	return cell->columns > 1 ? cell->columns : 1;
}

static inline int doc_cell_rows(const struct doc_node *cell)
{
	return cell->rows > 1 ? cell->rows : 1;
}

/* Puts the cells of a table into its grid, each in the first column that is free (as HTML does), and counts its columns. Returns the
 * first cell that covers another one, reaches from the head into the rows below it or beyond the last row; NULL: none does. */
struct doc_node *doc_place_cells(struct doc_node *table);

/* Makes owners[c], for each column of the table, the cell of `row`, or of a row above, that covers it there; NULL: none does. `owners` holds
 * what it was made for the row above, or NULL in each column before the first row. */
void doc_find_owners(const struct doc_node *row, const struct doc_node *owners[]);

/* Next node in document order (children before siblings) below `top`, or NULL. */
struct doc_node *doc_next(const struct doc_node *node, const struct doc_node *top);

/* Value of a meta key ("发文字号"), or an empty view. */
struct str doc_meta_value(const struct doc *doc, const char *key);

/* The meta data itself; NULL where the document has none of that key. */
const struct doc_meta *doc_find_meta(const struct doc *doc, const char *key);

/* Meta keys of the head and of the record block, ended by NULL. */
extern const char *const doc_head_keys[];
extern const char *const doc_record_keys[];

/* Those of who was at a meeting (minutes: GB/T 9704-2012, 10.3). */
extern const char *const doc_attendance_keys[];

/* Whether it is one of the head or the record block. */
bool doc_is_formal_key(const char *key);

/* Of the head, what stands at the left below each other on its first lines (GB/T 9704-2012, 7.2.1 to 7.2.3), in that order. Ended by NULL. */
extern const char *const doc_label_keys[];

/* Whether the block is a fixed formula, written without any space between its characters and figures: 密级 (机密★1年), 发文字号 or 期号, the number of an
 * attachment (附件1), 成文日期, 印发日期 (2026年3月1日印发). */
bool doc_is_formula(const struct doc_node *block);

/* What stands behind the authority in a mark: 文件, 纪要. */
extern const char *const doc_mark_suffixes[];

/* What the meta data say of a key of the head or the record block, without what print puts around it: 签发人 as names with 、 between
 * them, 份号 with six digits, 密级 and 保密期限 each alone, 抄送 without 。; in the document's arena. That of any other key as it is. */
struct str doc_meta_bare(const struct doc *doc, const char *key);

/* The authorities of the head's mark (发文机关) with 、 between them, in the document's arena; empty where the document has no head. */
struct str doc_mark(const struct doc *doc);

/* Adds who attended, was excused and sat in (出席, 请假, 列席), from the meta data, as paragraphs that have the key for their name: behind the text and the attachment note. */
void doc_add_attendance(struct doc *doc);

/* Whether the paragraph is one of these; the first of them. */
bool doc_is_attendance(const struct doc_node *node);
bool doc_begins_attendance(const struct doc_node *node);

/* Whether the block is a list of names of persons or bodies with 、 between them: who attended, 抄送. */
bool doc_is_name_list(const struct doc_node *block);

/* Puts the head before the document's first block, from its meta data; `authority` where they name none (""), `suffix`
 * behind it in the mark ("文件"); a mark of several has a line for each, and the suffix as a field of its own. NULL: the head is that of a letter
 * (GB/T 9704-2012, 10.1), of several authorities the leading one, without suffix, and no 签发人. Nothing without any of its fields. */
void doc_add_head(struct doc *doc, struct str authority, const char *suffix);

/* Adds the record block, from the meta data: behind doc->record_after, else at the end. Nothing without any of its fields, of which 印发机关 and
 * 印发日期 are left out where it is without `printing` (10.1). */
void doc_add_record(struct doc *doc, bool printing);

/* Name of the field behind a mark of several authorities: 文件. */
#define DOC_MARK_SUFFIX "发文机关后缀"

/* The head's or record block's field of this meta key, or NULL. */
const struct doc_node *doc_field(const struct doc_node *block, const char *key);

/* Whether a reader's program may be sent to the address of a link: to the web or to write a letter, never to run something or to open a file.
 * What a link of a printed plan cannot lead to, a path beside it, is none either. */
bool doc_link_is_harmless(const char *target);

/* Whether the link's text, as it is shown, is its address, with or without mailto:. */
bool doc_shows_target(const struct doc_node *link, struct str text);

/* All text of the node's inlines, with values and gaps, without generated numbers and soft hyphens. A line break beside a full-width
 * character gives nothing, else a space; blocks below the node are separated by '\n'. */
void doc_add_plain_text(const struct doc_node *node, struct buf *out);

/* Whether the node is a heading on a line of its own that ends in 。, as if it ran into the paragraph behind it. */
bool doc_stands_alone(const struct doc_node *node);

/* Text of a TITLE, HEADING or ATTACHMENT as contents and bookmarks show it: number and text, without the 。 of a run-in
 * heading; "附件1 重点任务分工表". */
void doc_add_entry_text(const struct doc_node *node, struct buf *out);

/* Text of the document's title (of a book: its cover's) on one line; "" when it has none. In the document's arena. */
const char *doc_title(const struct doc *doc);

/* Length of a number typed by hand at the start of `text` ("一、", "（一）", "1.", "1.1 ", "第一章", "①"), or 0: 二、三线城市,
 * 1.5亿元 and 2026年 have none. */
size_t doc_typed_number(struct str text);

/* The same at the start of a heading or of an attachment's name, where other habits are numbers, too: “一 总体”, “一：甲”, “【一】甲”,
 * “[1] 甲”, “A.甲”, “1。甲”, “01 甲”; 一图读懂, 十五五规划, 3 个项目 and 2026：开局 are none. */
size_t doc_heading_number(struct str text);

/* Bytes at the start of `text`, that of a name or title of an attachment or of a recipient, which do not belong to it, as the program sets them or
 * they only name the element: 附件：, 附件1, 附件：1., 主送：, before a title any number; or 0. */
size_t doc_typed_prefix(const struct doc_node *node, struct str text);

/* Bytes of the number ("12", "十二", "二〇二六") at the start of `text`, or 0. */
size_t doc_counting_word(struct str text);

/* Bytes of the bullet typed by hand ("•", "■") at the start of `text`, or 0; □ is none, which is to be ticked. */
size_t doc_typed_bullet(struct str text);

/* Value of that number; 0 where there is none. */
int doc_count(struct str text);

/* Gives `number` and `ordinal` to headings, ordered items, attachments. Reports skipped levels and numbers typed by hand. */
void doc_number(struct doc *doc, struct diag_list *diags);

/* Structure rules every document must follow (run-in headings have their paragraph, one title, a signature's parts …). */
bool doc_check(struct doc *doc, struct diag_list *diags);

/* A note, once, that pages on paper show no address where the text of a link is another; PDF and DOCX have it for screens. */
void doc_note_links(struct doc *doc, struct diag_list *diags);

/* Debug dump: one node a line, indented by two spaces a level, with its attributes and "@line:column". */
void doc_dump(const struct doc *doc, struct buf *out);

/* The same without places and names of variables, values as part of the text around them: equal for two documents that say
 * the same. Meta data and the kind of numbering come first. */
void doc_dump_content(const struct doc *doc, struct buf *out);

#endif
