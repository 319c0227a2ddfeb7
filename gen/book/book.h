/* The compendium and one organisation's book: all plans composed into one document, laid out and written like a plan. */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"
#include "draft/reads.h"

/* The request for the book of all plans, or, when base->values.unit is set, for that organisation's. `base`: year, data, policy,
 * formats. Opens the book's page template. The path of the source is in `arena`. False with errors in `diags`. */
bool book_request(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, struct draft_request *request, struct diag_list *diags);

/* The title as far as it is known before the book is made; empty where it is not. In `arena`. */
struct str book_find_title(struct arena *arena, struct draft_tools *tools, const struct draft_request *request);

/* Composes and lays out a book: draft_lay_out() for a request of a book, with the entries of its contents. */
bool book_lay_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct draft_result *result,
		  struct diag_list *diags);

/* The same for a document of any kind. */
bool book_lay_out_document(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			   struct draft_result *result, struct diag_list *diags);

/* The first change among what the book read, as inputs_verify() says it, or NULL. */
const char *book_verify(struct draft_tools *tools, const struct draft_request *request, const struct reading *reads, size_t count);

#endif
