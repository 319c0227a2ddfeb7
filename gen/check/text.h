/* What the rules read: one plan as a row of blocks of plain text, each byte with its place in the original source.
 *
 * Plans come from document trees (sources merged with values) and from lines (TXT, DOCX, Markdown that is no template);
 * the rules see no difference. A line-based file may hold several plans and a list of contents. */
#ifndef CHECK_TEXT_H
#define CHECK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct catalogue_scope;
struct catalogue_unit;
struct catalogue_values;
struct catalogue_variant;
struct check_genre;
struct doc;
struct read_file;

enum check_kind {
	CHECK_TITLE,
	CHECK_HEADING,
	CHECK_PARAGRAPH,
	CHECK_ITEM,
	CHECK_CELL,  /* of a table */
	CHECK_LABEL, /* recipient, signature, date, caption, note; headers, footers and footnotes of a DOCX file */
	CHECK_ENTRY, /* of a list of contents; its page number is cut off */
};

/* Typed numbers: “一、”, “（一）”, “1.”, “1、” (the wrong mark), “（1）”, “①”. */
enum check_number {
	NUMBER_NONE,
	NUMBER_COMMA,
	NUMBER_BRACKETS,
	NUMBER_DOT,
	NUMBER_WRONG_DOT,
	NUMBER_ROUND,
	NUMBER_CIRCLED
};

/* Bytes of a block from `start` to the next piece. */
struct check_piece {
	size_t start;
	struct place place;
	const char *name; /* of the variable whose value it is; NULL: text of the source */
};

struct check_block {
	enum check_kind kind;
	struct str text;		  /* NUL-terminated, without generated numbers and marks of markup */
	const struct check_piece *pieces; /* at least one */
	size_t piece_count;
	int level;		  /* HEADING */
	bool marked;		  /* HEADING: by markup (#); then a 。 at its end means a run-in heading */
	enum check_number number; /* typed at the start of the text; of a tree only in paragraphs */
	int ordinal;		  /* its value */
	size_t number_len;	  /* its bytes, with mark */
	unsigned row;		  /* of a table, counted through the text from 1 on, with one between tables; 0: it is in none */
	unsigned column;	  /* of the table, from 0 on */
	uint64_t characters[8];	  /* those of the text, as bits by their slots; see check_may_hold() */
};

/* Who the text is for, as far as it is known. */
struct check_context {
	const struct catalogue_variant *variant;
	const struct catalogue_unit *unit;
	unsigned year; /* 0: the title says it */
	const struct check_genre *genre; /* that was asked for; NULL: the title says it */
	bool finished; /* no template but one document: the names and figures in it are its own */
};

struct check_text {
	const char *name; /* for messages: the title */
	struct check_block *blocks;
	size_t count, capacity;
	unsigned rows; /* begun so far, with one between tables */
	bool composed; /* merged from a source: values are known as such, numbers are generated */
	bool shared;   /* the source is for many units, so that a name or figure of one does not belong in it */
	struct check_context context;
	bool again;   /* the plan of another unit was added before: not compared with others */
	bool own_year;			       /* the year was given, not read in the title */
	const struct catalogue_scope *profile; /* of the year, or NULL */
	const struct catalogue_values *values; /* of the unit (or of the variant without a unit), or NULL */
	const bool *own_types; /* by number of the unit type: the text is for this type; NULL: unknown */
	struct str own_words;  /* everything the values say, a line each */
	struct str issuer;     /* the name of the unit that issues the text, as it says itself */
	const struct check_genre *genre; /* kind of document; NULL: not known */
	const char *kind;      /* of that unit (content/words/kinds.csv); NULL: not known */
};

/* Takes down which characters the block's text has; before check_may_hold() and check_find() are asked, and no more
 * changed then. */
void check_note_characters(struct check_block *block);

/* Whether the word may stand in the block's text: most that do not are told without a look at it. */
bool check_may_hold(const struct check_block *block, struct str word);

/* First offset from `from` on where the word stands in the block's text, or (size_t)-1. */
size_t check_find(const struct check_block *block, size_t from, const char *word);
size_t check_find_view(const struct check_block *block, size_t from, struct str word); /* the same for a view */

/* Whether one of the words, parted by |, stands in the block's text. */
bool check_block_holds(const struct check_block *block, struct str words);

/* Whether the block is sentences; whether it may be one of the lines before and behind them. */
bool check_is_prose(const struct check_block *block);
bool check_is_line(const struct check_block *block);

/* The block's byte in its source; `exact` (may be NULL): the source has this very byte there. */
struct place check_place(const struct check_block *block, size_t offset, bool *exact);

/* The piece that holds the byte. */
const struct check_piece *check_piece_at(const struct check_block *block, size_t offset);

/* Where the piece's bytes end in the block. */
size_t check_piece_end(const struct check_block *block, const struct check_piece *piece);

struct check_block *check_add_block(struct arena *arena, struct check_text *text, enum check_kind kind,
				    struct str content);

/* The number that the text begins with, its value, and its bytes with the mark; NUMBER_NONE: the others may be anything. */
enum check_number check_read_number(struct str text, int *ordinal, size_t *len);

/* Depth of a typed number: 1 for 一、 … 4 for （1）, 0 for none. Both marks behind an Arabic number are one level. */
int check_depth(enum check_number number);

/* The tree's blocks. */
void check_read_doc(struct arena *arena, const struct doc *doc, struct check_text *text);

enum check_lines { CHECK_PLAIN, CHECK_MARKDOWN };

/* The plans in a line-based source, split at their titles; returns their number. Text before the first title makes a
 * plan of its own only when it holds more than white space. Of a document whose kind is given (else NULL) the first lines are the title, however they
 * end. Blocks that are never closed are reported to `findings`. */
size_t check_read_lines(struct arena *arena, const struct source *source, enum check_lines style, const struct check_genre *genre,
			struct check_text ***texts, struct diag_list *findings);

/* Adds the lines of a header, a footer or notes to the text. */
void check_read_margin(struct arena *arena, const struct source *source, struct check_text *text);

/* Sets the rows and columns of the lines that are cells of the DOCX's tables. */
void check_mark_cells(struct check_text *text, const struct read_file *docx);

#endif
