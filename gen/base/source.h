/* A source text in memory: its name, its UTF-8 text and the map from byte offsets to lines. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/hash.h"
#include "base/str.h"

struct arena;
struct buf;
struct diag_list;

/* What a person sees in a cell of a workbook whose text in the table is the number behind it. */
struct source_shown {
	size_t offset; /* where the cell begins */
	struct str text;
};

/* What there is to say of a cell of a workbook to those who use it. */
struct source_remark {
	size_t offset;              /* where the cell begins */
	size_t at;                  /* where the message points: there, or at what it is of, which several cells share */
	int code;                   /* enum diag_code */
	const char *first, *second; /* its arguments */
};

struct source {
	const char *name;          /* path as a person knows it, NUL-terminated */
	struct str text;           /* valid UTF-8 without BOM, line ends as in the file (but see `bare_returns`); NUL-terminated */
	const size_t *line_starts; /* byte offset of each line */
	size_t lines;
	struct hash hash;          /* of the file's bytes as they were read; zero for text in memory */
	bool option;               /* what an option of the command line gives: its places show its name alone, "--set" */
	const char *sheet;         /* of a workbook, which `text` is the CSV of; NULL: of none */
	const struct source_shown *shown;     /* of a workbook, by offset */
	const struct source_remark *remarks;  /* likewise */
	size_t shown_count, remark_count;
	bool from_1904;            /* a workbook that counts its days from 1904-01-01 (date1904) */
	bool table;                /* CSV: people know its places by cells, C17 */
	bool bom;                  /* the file begins with a byte order mark, as spreadsheets write it */
	bool gb18030;              /* the file is GB 18030 */
	bool bare_returns;         /* the file has CR for line ends; in `text` they are LF */
};

/* A position in a source. `source` is NULL where there is none (a message about no file). */
struct place {
	const struct source *source;
	size_t offset; /* bytes from the start of source->text */
};

/* Reads a file of at most `limit` bytes. A BOM is left out, GB 18030 is converted, with a note in
 * `diags`; other bytes, a directory, an unreadable or too large file are errors: NULL.
 * Everything lives in `arena`. */
struct source *source_load(struct arena *arena, const char *path, size_t limit, struct diag_list *diags);

/* Appends `text` as the bytes of the source's file: in its encoding, with its BOM and its line ends. False with an error in `diags`, and
 * nothing of use in `out`, where the file would not be the same but for what differs in the text. */
bool source_encode(const struct source *source, struct str text, struct buf *out, struct diag_list *diags);

/* A source from text in memory (not copied; it must be valid UTF-8 and outlive the source). */
struct source *source_of_text(struct arena *arena, const char *name, struct str text);

/* Gives a source that was made with a text another one, likewise not copied. */
void source_set_text(struct arena *arena, struct source *source, struct str text);

/* Whether no character stands in the source that must not: NUL and the placeholder noncharacters. Else an error at the first. */
bool source_check(const struct source *source, struct diag_list *diags);

/* The place of the byte at `offset` in the text that an option was given; text that is not UTF-8 is left out. */
struct place source_of_option(struct arena *arena, const char *option, const char *text, size_t offset);

/* Line and column of a place, both from 1; columns count characters. 0, 0 without a source. */
void source_position(struct place place, unsigned *line, unsigned *column);

/* A cell as spreadsheets name it, "C17". */
struct source_cell {
	char name[16];
};

/* The cell of a table that holds the place; false in other sources. Rows count as a spreadsheet counts them: a line end in
 * quotes starts none. */
bool source_cell(struct place place, struct source_cell *cell);

/* Where a row of a table starts, and its number from 1. */
struct source_row {
	size_t offset;
	unsigned row;
};
#define SOURCE_FIRST_ROW ((struct source_row){ 0, 1 })

/* The cell in this column (from 0) of the row that holds the place, whether or not the row reaches it. `known`: a row at or before
 * the place; it becomes the place's, so that a pass over a table counts its rows once. */
bool source_cell_of(struct place place, size_t column, struct source_row *known, struct source_cell *cell);

/* Appends the place as the user sees it: "plan.md:3:12", in tables "units.csv:C17", "units.xlsx 表1!C17", of an option "--set". False, and nothing, without a source. */
bool source_add_place(struct place place, struct buf *out);

/* Appends the cell of a table that holds the place: "C17", of a workbook "表1!C17". False, and nothing, in other sources. */
bool source_add_cell(struct place place, struct buf *out);

/* Place of the byte column `column` (from 1) of line `line` (from 1), clamped to the text. */
struct place source_place(const struct source *source, size_t line, size_t column);

/* Index of the last of `count` ascending offsets that is not behind `offset`, or 0: the line or piece that holds it. The
 * offsets are `size` bytes apart, so that they may be members of structs. */
size_t source_find(const size_t *offsets, size_t count, size_t size, size_t offset);

/* The line that holds the place, without its line end. */
struct str source_line(struct place place);

#endif
