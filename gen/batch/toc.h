/* The contents of a book from its record, without making the book unless it has to. */
#ifndef BATCH_TOC_H
#define BATCH_TOC_H

#include <stdbool.h>

#include "book/contents.h"

struct arena;
struct buf;
struct diag_list;
struct draft_request;
struct draft_tools;

struct toc_wish {
	int depth;          /* 1 … 4 */
	const char *format; /* one of CONTENTS_FORMATS */
	const char *store;  /* folder with the record of the book, when it was made before */
};

/* Appends the contents of the book that the request (book_request()) of `base` makes. They come from its record when that is up to date, else the
 * book is laid out, without writing anything. False with errors in `diags`. */
bool toc_write(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct toc_wish *wish, struct buf *out,
	       struct diag_list *diags);

#endif
