/* The contents of a book for other programs: with final page numbers, without making the book unless it has to. */
#ifndef BUILD_TOC_H
#define BUILD_TOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct batch_job;
struct buf;
struct build_tools;
struct store_entry;
struct writer;

struct toc {
	const char *title;    /* of the book */
	const char *heading;  /* of the contents, "目录" */
	unsigned year;
	unsigned pages;       /* of the book, with cover and contents */
	int depth;            /* 1 = titles … 4 = headings of level 3: deeper entries are not written */
	const struct store_entry *entries; /* of all levels */
	size_t entry_count;
};

/* Fills the contents of the book that `job` (book_job()) makes: from its record in the folder `store` when that is up to date,
 * else by laying the book out, without writing anything. `depth` is left alone. False with errors in `diags`. */
bool toc_find(struct arena *arena, struct build_tools *tools, const struct batch_job *job, const char *store, struct toc *toc,
	      struct diag_list *diags);

/* A format of its own: text, md, json, xml, csv or html. */
struct toc_format {
	const char *name;
	void (*write)(const struct toc *toc, struct buf *out);
};
extern const struct toc_format toc_formats[]; /* ended by a NULL name */

/* The contents' pages alone, in a document format (pdf, docx …). False with errors in `diags`. */
bool toc_write_pages(struct arena *arena, struct build_tools *tools, const struct batch_job *job, const struct toc *toc,
		     const struct writer *writer, struct buf *out, struct diag_list *diags);

#endif
