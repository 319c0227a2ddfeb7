/* The compendium and one organisation's book: all plans composed into one document, laid out and written like a plan. */
#ifndef BUILD_BOOK_H
#define BUILD_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "build/batch.h"

struct store_entry;
struct store_record;

/* The job that makes the book of all plans (id "book"), or, when base->values.unit is set, that organisation's (id
 * "book-JG001"). `base`: year, data, policy, formats; `folder`: where the files go. Opens the book's page template. False with
 * errors in `diags`. */
bool book_job(struct build_tools *tools, const struct build_request *base, const char *folder, struct batch_job *job,
	      struct diag_list *diags);

/* Composes and lays out a book without writing it: result->title, entries, layout. NULL with errors in `diags`. */
struct doc *book_lay_out(struct arena *arena, struct build_tools *tools, const struct build_request *request,
			 struct build_result *result, struct diag_list *diags);

/* Why the entries of the book's record no longer hold (files and formats written do not matter), or NULL. */
const char *book_verify_entries(struct build_tools *tools, const struct build_request *request,
				const struct store_record *record);

#endif
