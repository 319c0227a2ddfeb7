/* The plans that stand in a book. */
#ifndef BOOK_SHELF_H
#define BOOK_SHELF_H

#include <stddef.h>

#include "book/compendium.h"
#include "draft/document_id.h"
#include "draft/draft.h"

/* One plan of a book. */
struct shelf_plan {
	const struct catalogue_variant *variant;
	const struct catalogue_unit *unit; /* whose values it shows; NULL: no unit uses the variant */
	const char *title_name;            /* what its title calls whom it is for (标题名); NULL: as the unit has it */
	struct document_id id;             /* scope of its values among the book's inputs */
	struct draft_request request;
};

struct shelf {
	struct shelf_plan *plans;
	size_t count, capacity;
};

/* Lists the plans of the book, in its order. Where titles name kinds of organisations, those that would be alike have the variant's short name (企业, 企业简版); one that
 * stands for any name (X县) gives way to the unit's in a final book, and is an error there without a unit. Plans that are not written yet are left out with a note; names that do not exist
 * are errors in `diags`. */
struct shelf shelf_list(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			const struct compendium *compendium, struct diag_list *diags);

/* What the catalogue says of the plans in the book: a change of it changes the book. */
struct hash shelf_identity(const struct shelf *shelf);

#endif
