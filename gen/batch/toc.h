/* The contents of a book from its record, without making the book unless it has to. */
#ifndef BATCH_TOC_H
#define BATCH_TOC_H

#include <stdbool.h>

struct arena;
struct contents;
struct diag_list;
struct draft_request;
struct draft_tools;

/* Fills the contents of the book that the request (book_request()) makes: from its record in the folder `store` when that is up to date,
 * else by laying the book out, without writing anything. `depth` is left alone. False with errors in `diags`. */
bool toc_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const char *store,
	      struct contents *contents, struct diag_list *diags);

#endif
