/* Texts of workbooks, whose runs may look different (ECMA-376 part 1, 18.4.8): what is struck out does not count, and what stands higher or lower than
 * the line is another value without that. */
#ifndef TABLE_XLSX_TEXT_H
#define TABLE_XLSX_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct arena;
struct xml_tag;

/* What matters of a font. */
enum xlsx_font {
	XLSX_STRUCK = 1,
	XLSX_RAISED = 2,
	XLSX_LOWERED = 4,
};

struct xlsx_run {
	struct str text;
	bool own; /* it has a font of its own, else that of its cell */
	unsigned font;
};

/* A text as a cell or the shared strings have it. */
struct xlsx_string {
	const struct xlsx_run *runs;
	size_t count;
};

/* A text while it is read. Begins as zeros. */
struct xlsx_rich {
	struct buf runs;     /* struct xlsx_run: their texts are one after the other in `texts` */
	struct buf texts;
	struct xlsx_run run; /* that is being read */
	struct buf text;     /* of it */
	bool in_text;
	unsigned phonetic;   /* furigana, which are no part of the text */
};

/* Takes note of a property of a font, if the tag is one. */
void xlsx_read_font(const char *name, const struct xml_tag *tag, unsigned *font);

/* What is in an element of the type CT_Rst: tags and texts, one after the other. */
void xlsx_rich_start(struct xlsx_rich *rich, const char *name, const struct xml_tag *tag);
void xlsx_rich_end(struct xlsx_rich *rich, const char *name);
void xlsx_rich_add(struct xlsx_rich *rich, struct str text);

/* The text that was read, as long as no other is; what follows is another one. */
struct xlsx_string xlsx_rich_take(struct xlsx_rich *rich);
void xlsx_rich_free(struct xlsx_rich *rich);

/* A copy in the arena; the texts of its runs follow one another as one text. */
struct xlsx_string xlsx_string_copy(struct arena *arena, const struct xlsx_string *string);

/* Whether all of the copy's text counts as it stands, in a cell whose font does not matter; *text: that. */
bool xlsx_string_is_plain(const struct xlsx_string *string, struct str *text);

/* What counts of a text. */
struct xlsx_reading {
	struct buf struck; /* what was left out */
	struct buf lost;   /* runs that stand higher or lower and have no characters of that kind */
};

/* Appends what counts of a text in a cell with the font, and what of it does not to `reading`, whose buffers the caller frees. */
void xlsx_add_string(struct buf *out, const struct xlsx_string *string, unsigned font, struct xlsx_reading *reading);

/* Appends a text with _x000D_ and the like as the characters they stand for (22.9.2.19). */
void xlsx_add_text(struct buf *out, struct str text);

#endif
