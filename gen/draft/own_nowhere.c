#include "draft/own_nowhere.h"

#include "base/arena.h"
#include "draft/draft.h"
#include "draft/own.h"

/* Takes those off that the plan of the variant has a passage for, or may have. */
static void sort_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		     const struct catalogue_variant *variant, const struct own_absent *absent, bool *found, size_t count)
{
	struct draft_request other = draft_request_of(arena, tools->catalogue, request, request->values.unit, variant);
	struct draft_result result = { 0 };
	struct diag_list ignored;
	diag_init(&ignored, arena);
	other.policy = POLICY_REVIEW;
	other.reads = NULL;
	if (other.file)
		draft_compose(arena, tools, &other, &result, &ignored);
	for (size_t i = 0; i < count; i++)
		found[i] = found[i] || (other.file && (!result.own || !own_is_absent(result.own, absent[i].override)));
}

static bool are_all(const bool *found, size_t count)
{
	while (count && found[count - 1])
		count--;
	return !count;
}

void own_report_nowhere(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct draft_result *result,
			struct diag_list *diags)
{
	const struct own_view *view = result->own;
	const struct catalogue_unit *unit = request->values.unit;
	const struct catalogue_variant **variants;
	if (!view || !view->absent_count || !unit)
		return;
	bool *found = ARENA_ARRAY(arena, bool, view->absent_count);
	size_t count = catalogue_unit_variants(arena, tools->catalogue, unit, &variants);
	for (size_t i = 0; i < count && !are_all(found, view->absent_count); i++)
		if (variants[i] != request->values.variant)
			sort_out(arena, tools, request, variants[i], view->absent, found, view->absent_count);
	for (size_t i = 0; i < view->absent_count; i++) {
		const struct own_absent *absent = &view->absent[i];
		if (!found[i] && absent->near)
			diag_add(diags, DIAG_OWN_NOWHERE_NEAR, absent->override->place, absent->override->target, absent->near);
		else if (!found[i])
			diag_add(diags, DIAG_OWN_NOWHERE, absent->override->place, absent->override->target,
				 arena_copy(arena, unit->id.data, unit->id.len));
	}
}
