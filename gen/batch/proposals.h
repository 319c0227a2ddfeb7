/* What of an imported document may be values of variables: its unit's names, year, counts, persons, dates, as a table that people confirm.
 *
 * A row says 采用 (是: it is taken), 变量 (what stands between the braces of the tag), 类别, 前文, 文字, 后文, 处数, 例. The text is a value where it stands
 * between what is before and behind it. */
#ifndef BATCH_PROPOSALS_H
#define BATCH_PROPOSALS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct buf;
struct catalogue;
struct diag_list;
struct doc;

struct proposal {
	bool taken;
	const char *variable, *kind;     /* variable: "" where nobody knows one */
	struct str before, text, after;
	size_t count;                    /* places */
	const char *example;
	struct place place;              /* in a table that was read */
};

struct proposals {
	struct proposal *items;
	size_t count, room;
};

/* What may be values in the documents; those of variables that the catalogue (NULL: none) has, and of the unit's names and the year, are taken. In
 * `arena`. */
struct proposals proposals_find(struct arena *arena, struct doc *const *docs, size_t count, const struct catalogue *catalogue);

/* Appends the table as CSV. */
void proposals_add_csv(struct arena *arena, const struct proposals *proposals, struct buf *out);

/* Reads such a table; rows that are not taken are none of it. A row that cannot be used is an error, a variable that the catalogue (NULL: none)
 * does not have a warning. False with errors. */
bool proposals_read(struct arena *arena, const char *path, const struct catalogue *catalogue, struct proposals *proposals, struct diag_list *diags);

/* Whether the text stands somewhere in the document. */
bool proposals_has_place(const struct doc *doc, const struct proposal *proposal);

/* Puts signs (write/markdown/signs.h) in the place of the texts in the document. proposals_add_tagged() makes tags of them. */
void proposals_mark(struct doc *doc, const struct proposals *proposals);

/* Appends the Markdown of a marked document with tags: {{党员总数}}. */
void proposals_add_tagged(const struct proposals *proposals, struct str markdown, struct buf *out);

#endif
