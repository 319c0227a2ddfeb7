/* Plans of one or two units, in one or two years, each with that of the same variant. */
#ifndef COMPARE_PLANS_H
#define COMPARE_PLANS_H

#include "compare/compare.h"
#include "draft/draft.h"

struct compare_plans {
	struct draft_tools *tools;
	struct draft_request sides[2];         /* before and after: year, unit, values by hand; the first has the page template of both */
	const struct catalogue_variant *named; /* this one alone; NULL: those of both units that are written */
	struct compare_result *results;        /* of the plans that could be compared */
	size_t count;
};

/* Compares them; all lives in `arena`. Their number, with those that could not be compared, which are errors in `diags`; 0: both units have none
 * in common. */
size_t compare_plans(struct arena *arena, struct compare_plans *plans, struct diag_list *diags);

/* Whether some plan differs. */
bool compare_plans_differ(const struct compare_plans *plans);

/* Appends all results as one list in JSON. */
void compare_plans_add_json(const struct compare_plans *plans, struct buf *out);

#endif
