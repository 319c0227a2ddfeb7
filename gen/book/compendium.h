/* content/compendium.xml: which plans a book holds, in which order, and how. */
#ifndef BOOK_COMPENDIUM_H
#define BOOK_COMPENDIUM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/str.h"

struct arena;
struct catalogue;

/* A template text with its place. */
struct compendium_text {
	struct str text;
	struct place place;
};

/* <plan> or <exclude>: names as catalogue_find_variant() and catalogue_find_unit() take them. */
struct compendium_plan {
	const char *variant;
	const char *unit;          /* NULL: the first unit that uses the variant */
	struct place place;
};

struct compendium {
	const char *file;
	struct hash hash;          /* of the file's bytes as they were read */
	const char *page_template; /* name of the page template */
	bool unit_titles;          /* titles name the units, else the variants' representative names */
	bool odd_pages;            /* plans start on odd pages */
	struct compendium_text title;
	bool cover;
	const struct compendium_text *lines; /* of the cover, below the title */
	size_t line_count;
	const struct compendium_text *colophon; /* lines of the last page */
	size_t colophon_count;
	const char *contents;      /* title of the contents; NULL: no contents */
	int depth;                 /* of the contents: 1 = titles … 4 = headings of level 3 */
	bool all;                  /* all plans in the catalogue's order but the excluded ones; else those listed, in their order */
	const struct compendium_plan *plans, *excluded;
	size_t plan_count, excluded_count;
};

/* Path of the file; it need not exist. */
const char *compendium_path(struct arena *arena, const struct catalogue *catalogue);

/* The book of all plans, or that of one organisation. NULL with errors in `diags`. */
const struct compendium *compendium_load(struct arena *arena, const struct catalogue *catalogue, bool of_unit,
					 struct diag_list *diags);

#endif
