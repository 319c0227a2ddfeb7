/* What the plans of a unit need: the values that they use, which of them are missing, and in which plans. Plans are composed to find out, as
 * that alone tells which branches they take; nothing is laid out. */
#ifndef FORM_NEEDS_H
#define FORM_NEEDS_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"

struct arena;
struct diag_list;

/* A value that plans of the unit use. */
struct need {
	const struct catalogue_variable *variable;
	bool missing;    /* some plan shows a gap in its place */
	bool empty;      /* no plan has a value for it */
	bool shown;      /* pages of some plan may show it: it is not only of a head that they do not have */
	const struct catalogue_variant **variants; /* the plans that use it, in order */
	size_t count, room;
};

struct needs {
	struct need *items; /* by the order of their declaration */
	size_t count;
	size_t plans;       /* that could be composed */
};

/* The needs of the plans of base->values.unit (or the unit that is in no file and named there): of its variant where that is set, else of all
 * its variants. Values that a plan gives itself are none. Everything in `needs` is in `arena`; plans that cannot be composed leave their errors in
 * `diags`. */
void needs_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, struct needs *needs,
		struct diag_list *diags);

/* The plans that use the value, "11-县科技局、23-机关党建"; in `arena`. */
const char *needs_plans(struct arena *arena, const struct need *need);

#endif
