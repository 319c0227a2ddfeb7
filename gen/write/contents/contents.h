/* The contents of a book, for people and for other programs: text, Markdown, JSON, XML, CSV, HTML, and a workbook. */
#ifndef WRITE_CONTENTS_CONTENTS_H
#define WRITE_CONTENTS_CONTENTS_H

#include <stddef.h>

struct buf;

/* A plan of a book. The texts are never NULL. */
struct contents_plan {
	unsigned order;  /* in the book, from 1 */
	unsigned pages;  /* it takes, without blank ones */
	const char *id;  /* of the variant */
	const char *source; /* path inside the content folder */
	const char *unit, *unit_name; /* id and name of the unit whose values it shows; "" for none */
	const char *hash; /* of its text, hexadecimal */
};

/* One entry of the contents: the title, or a heading. */
struct contents_entry {
	int level;       /* 0 = the plan's title */
	unsigned page;   /* its number, from 1 */
	const char *text;
	const struct contents_plan *plan; /* that it belongs to, in a book; else NULL */
};

struct contents {
	const char *title;    /* of the book */
	const char *heading;  /* of the contents, "目录" */
	unsigned year;
	unsigned pages;       /* of the book, with cover and contents */
	int depth;            /* 1 = titles … 4 = headings of level 3: deeper entries are not written */
	const struct contents_entry *entries; /* of all levels */
	size_t entry_count;
};

/* A format of its own: text, md, json, xml, csv, html or xlsx. */
struct contents_format {
	const char *name;
	void (*write)(const struct contents *contents, struct buf *out);
};
extern const struct contents_format contents_formats[]; /* ended by a NULL name */

/* By name, or NULL. */
const struct contents_format *contents_format_lookup(const char *name);

#endif
