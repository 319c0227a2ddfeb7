#include "compare/plans.h"

#include "base/arena.h"
#include "base/buf.h"

/* The variants to be compared; their number. */
static size_t find_variants(struct arena *arena, const struct compare_plans *plans, const struct catalogue_variant ***variants)
{
	const struct catalogue *catalogue = plans->tools->catalogue;
	if (plans->named) {
		*variants = ARENA_ARRAY(arena, const struct catalogue_variant *, 1);
		**variants = plans->named;
		return 1;
	}
	size_t count = catalogue_unit_variants(arena, catalogue, plans->sides[0].values.unit, variants), kept = 0;
	for (size_t i = 0; i < count; i++)
		if ((*variants)[i]->source && catalogue_unit_uses(catalogue, plans->sides[1].values.unit, (*variants)[i]))
			(*variants)[kept++] = (*variants)[i];
	return kept;
}

/* Compares the plan of the variant. False with errors. */
static bool compare_variant(struct arena *arena, const struct compare_plans *plans, const struct catalogue_variant *variant,
			    struct compare_result *result, struct diag_list *diags)
{
	struct compare_side *sides = ARENA_ARRAY(arena, struct compare_side, 2);
	for (size_t i = 0; i < 2; i++) {
		struct draft_request plan =
			draft_request_of(arena, plans->tools->catalogue, &plans->sides[i], plans->sides[i].values.unit, variant);
		if (!plan.file) {
			diag_add(diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
			return false;
		}
		plan.page_template = plans->sides[0].page_template;
		if (!compare_draft(arena, plans->tools, &plan, &sides[i], diags))
			return false;
	}
	bool good = compare_sides(arena, &sides[0], &sides[1], result, diags);
	if (good && result->coarse)
		diag_add(diags, DIAG_COMPARE_COARSE, NO_PLACE, sides[0].name, sides[1].name);
	return good;
}

size_t compare_plans(struct arena *arena, struct compare_plans *plans, struct diag_list *diags)
{
	const struct catalogue_variant **variants;
	size_t count = find_variants(arena, plans, &variants);
	plans->results = ARENA_ARRAY(arena, struct compare_result, count + 1);
	for (size_t i = 0; i < count; i++)
		plans->count += compare_variant(arena, plans, variants[i], &plans->results[plans->count], diags);
	return count;
}

bool compare_plans_differ(const struct compare_plans *plans)
{
	for (size_t i = 0; i < plans->count; i++)
		if (!compare_is_same(&plans->results[i]))
			return true;
	return false;
}

void compare_plans_add_json(const struct compare_plans *plans, struct buf *out)
{
	buf_add_text(out, "[\n");
	for (size_t i = 0; i < plans->count; i++) {
		buf_add_text(out, i ? ",\n" : "");
		compare_add_json(&plans->results[i], out);
	}
	buf_add_text(out, "]\n");
}
