/* The contents of a book from its record, without making the book unless it has to. */
#ifndef BATCH_TOC_H
#define BATCH_TOC_H

#include <stdbool.h>

#include "book/contents.h"

struct arena;
struct diag_list;
struct draft_request;
struct draft_tools;

/* Fills the contents, whose depth is set, of the book of the request (book_request()): from its record in the folder `store` when that is up to date,
 * else the book is laid out, without writing anything; NULL: there is no record. False with errors in `diags`. */
bool toc_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const char *store, struct contents *contents,
	      struct diag_list *diags);

#endif
