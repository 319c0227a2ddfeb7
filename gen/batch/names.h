/* Names of folders and files that would meet are told apart by ids: two documents never have one file.
 *
 * Names meet when they are one after what cannot stand in file names is replaced and long ones are cut, on file systems too that
 * know no capitals and no composed characters. Who comes first in the catalogue keeps the name, the others have "-" and the id behind
 * it. That depends on nothing but the content, so that a part of a batch, a draft and a shard find the same names. */
#ifndef BATCH_NAMES_H
#define BATCH_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct draft_request;
struct draft_tools;
struct catalogue;

struct name {
	struct str text, id;
	unsigned year;      /* of a document, see names_file(); 0: the name of a folder */
	const char *suffix; /* what goes behind the text: "" or "-11-县科技局"; set by names_tell_apart() */
};

/* The file name of a document, in `arena`. "-2026" stands behind a title that does not name the year, as 2026 or 二〇二六, and no other:
 * documents of two years never have one file. */
char *names_file(struct arena *arena, struct str title, unsigned year, const char *suffix, const char *ending);

/* What stands behind the name of a page's file, in `arena`: "-03.svg", with so many digits; page 0 is the first. */
const char *names_page_ending(struct arena *arena, size_t page, int digits, const char *extension);

/* Whether both are files of pages of one document in one format, as their names tell. */
bool names_are_of_one(const char *page, const char *other);

/* Sets the suffixes, in `arena`. */
void names_tell_apart(struct arena *arena, struct name *names, size_t count);

/* The folder names of all units, by index. In `arena`. */
const struct name *names_of_units(struct arena *arena, const struct catalogue *catalogue);

/* The suffix of the folder of a unit that is in no table. In `arena`. */
const char *names_of_unlisted(struct arena *arena, const struct catalogue *catalogue, struct str name);

/* The names of the written plans of request->values.unit, by the index of the variant in the catalogue; others have no suffix.
 * `request`: year, data, settings. Faults of plans are not reported. In `arena`. */
const struct name *names_of_plans(struct arena *arena, struct draft_tools *tools, const struct draft_request *request);

/* Whether a written plan of request->values.unit has the file name, in one of the request's formats. */
bool names_has_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const char *file);

/* The suffix of the book of request->values.unit with that title, which stands beside the unit's plans. In `arena`. */
const char *names_of_book(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct str title);

#endif
