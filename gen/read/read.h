/* Documents made elsewhere: DOCX, plain text and Markdown with typed numbers, first as a row of blocks with what the file says of
 * each, then as document trees, one for each plan.
 *
 * Nothing is lost in silence: what is left out, and what the reader is not sure of, is told in `findings`, with its place. Places in a
 * DOCX are those of its text, a paragraph a line: “plan.docx:12:3” is the third character of the twelfth paragraph. */
#ifndef READ_READ_H
#define READ_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"

struct arena;
struct doc;
struct doc_node;

/* What the file itself says that a block is, by style or markup. */
enum read_role {
	READ_TEXT, /* nothing: it is told from number, place and text */
	READ_TITLE,
	READ_SUBTITLE,
	READ_HEADING,  /* `level` */
	READ_LIST,     /* an item of a list; `level` from 0 */
	READ_QUOTE,
	READ_QUOTE_LIST, /* an item of a list in a quote */
	READ_CONTENTS, /* the list of contents: not read, as the program makes it */
	READ_CAPTION,
	READ_RECIPIENT,
	READ_ATTACHED, /* a line of 附件说明 */
	READ_AUTHORITY,
	READ_DATE,
	READ_NOTE,
	READ_ATTENDANCE, /* who was at a meeting, below the text */
	READ_MARK, /* 附件1 above an attachment */
	READ_ATTACHMENT_TITLE,
	READ_HEAD,   /* a line of the head (版头) */
	READ_RECORD, /* a line of the record block (版记) */
	READ_WHOLE,  /* a block of the tree as it is: a table, a list, a signature */
};

enum read_align { READ_LEFT, READ_CENTRE, READ_RIGHT };

/* Shapes of numbers, in the order in which practice puts them below each other. */
enum read_shape {
	SHAPE_NONE,
	SHAPE_PART,    /* 第一编、第一篇、第一部分 */
	SHAPE_CHAPTER, /* 第一章 */
	SHAPE_SECTION, /* 第一节 */
	SHAPE_COMMA,   /* 一、 */
	SHAPE_BRACKET, /* （一） */
	SHAPE_FORMAL,  /* 壹、 */
	SHAPE_ROMAN,   /* Ⅰ. */
	SHAPE_DOT,     /* 1. */
	SHAPE_DOTS2,   /* 1.1 */
	SHAPE_DOTS3,   /* 1.1.1 */
	SHAPE_ROUND,   /* （1） */
	SHAPE_HALF,    /* 1） */
	SHAPE_CIRCLED, /* ① */
	SHAPE_CAPITAL, /* A. */
	SHAPE_LETTER,  /* a. a) (a) */
	SHAPE_ARTICLE, /* 第一条: never restarts, belongs to no level */
	SHAPE_COUNT
};

struct read_number {
	enum read_shape shape;
	int ordinal;
	size_t len; /* bytes of the typed number, with its mark and the blanks behind it; 0: a program sets it */
};

struct read_block {
	struct doc_node *node; /* a DOC_PARAGRAPH with its inlines, or (READ_WHOLE) any block; in no tree */
	enum read_role role;
	int level;
	const char *nest;   /* QUOTE, QUOTE_LIST: quotes (Q) and lists (L) that it stands in, the outermost first, its own the last; NULL: one quote */
	enum read_align align;
	bool bullet;        /* the file sets a sign before it, no number */
	bool listed;        /* the number is one of a list of the file, not of its headings */
	int list;           /* which of the file's lists sets number or sign; 0: none */
	int indent;         /* of its left side, twips, as far as the block says it itself */
	bool page_break;    /* a page begins with it */
	bool turned;        /* its page is a landscape one */
	bool apart;         /* a blank line stands before it */
	size_t lead;        /* bytes at its start that are set otherwise than the rest (bold); 0: none, or all */
	const char *number; /* that a program sets before it ("（一）"), or NULL */
	struct read_number set; /* what that number is */
	bool worded;        /* its text begins with one that a program set and that no heading or item of ours has: 一是, （1-1） */
};

/* Where bytes of a DOCX's text come from: they are all that one of the elements <w:t> says. */
struct read_trace {
	size_t at, len; /* bytes of read_file.text */
	size_t element; /* which of all elements of the main part that are called t, from 1 */
};

struct read_file {
	const struct source *text;      /* of the body, a paragraph a line, under the file's name */
	const struct source **margins;  /* headers, footers, footnotes, endnotes that say something, each text once; named by file and
	                                 * part: “plan.docx/word/header1.xml” */
	size_t margin_count;
	struct read_block *blocks;
	size_t block_count, block_capacity;
	bool styled;   /* a DOCX that the program made: styles say which of its paragraphs are headings, items and who was there, a number that a person typed is text */
	bool composed; /* Markdown that is a source of ours already: the blocks are as they have to be */
	bool plain;    /* plain text: what a block is, is told from its text alone */
	struct doc *doc; /* that the nodes were made for; with `composed` the whole tree */
	const char *main_part; /* of read_docx_traced(): the name of the part with the body; else NULL */
	struct read_trace *traces; /* in the order of the text */
	size_t trace_count, trace_capacity;
};

/* Reads a DOCX file, which has that name for messages (NULL: its path). False with errors in `diags`. Everything lives in `arena`. */
bool read_docx(struct arena *arena, const char *path, const char *name, struct read_file *file, struct diag_list *diags, struct diag_list *findings);

/* The same, and where its text comes from: for who writes into the document. What a program makes of marks, formulas and the like has no trace. */
bool read_docx_traced(struct arena *arena, const char *path, struct read_file *file, struct diag_list *diags, struct diag_list *findings);

/* Which plan a DOCX of ours says that it is, in its properties, which word processors keep (ECMA-376 part 1, 22.3). */
struct read_origin {
	const char *variant, *unit, *year, *page_template; /* NULL: it does not say; "": of none */
	const char *drafted; /* marks of the values that it was drafted with, parted by blanks (doc/drafted.h); NULL: not all are there */
	const char *issued; /* "true": the notice stands before the plan; NULL: it does not */
};

/* Reads them. False with errors where the file is no package; a DOCX of others says nothing. */
bool read_docx_origin(struct arena *arena, const char *path, const char *name, struct read_origin *origin, struct diag_list *diags);

/* Reads text (UTF-8 or GB 18030) a paragraph a line, or Markdown. */
bool read_lines(struct arena *arena, const struct source *source, struct read_file *file, struct diag_list *findings);
bool read_markdown(struct arena *arena, const struct source *source, struct read_file *file, struct diag_list *findings);

/* The file by its ending: .docx, .md (.markdown), .txt; `name` is its name for messages, NULL: the path. False with errors in `diags`, also for a file of another kind. */
bool read_open(struct arena *arena, const char *path, const char *name, struct read_file *file, struct diag_list *diags, struct diag_list *findings);

/* Of what readers find, says again what was left out, to those who do not import the document but read it for another end; `text`: only
 * what a reader of the document sees as text. */
void read_tell_losses(struct diag_list *diags, const struct diag_list *findings, bool text);

/* The plans of the file as trees, numbered (doc_number()); returns their number, 0 with an error when it says nothing. */
size_t read_plans(struct arena *arena, struct read_file *file, struct doc ***plans, struct diag_list *findings);

#endif
