#include "form/needs.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "draft/reads.h"
#include "merge/merge.h"

/* What needs_find() gathers; `by_variable` holds an entry for each variable of the catalogue. */
struct gathering {
	struct arena *arena;
	struct draft_tools *tools;
	struct needs *needs;
	struct need *by_variable;
	struct diag_list *diags;
};

static void add_use(struct gathering *g, const struct catalogue_variable *variable, const struct catalogue_variant *variant)
{
	struct need *need = &g->by_variable[variable->index];
	if (!need->variable)
		need->empty = true;
	need->variable = variable;
	*ARENA_PUSH(g->arena, need->variants, need->count, need->room) = variant;
}

/* Whether content may give the variable a value and somebody declared it: not the year, nor the key words of a file. */
static bool is_asked_for(const struct catalogue_variable *variable)
{
	return variable && !variable->built_in && variable->place.source;
}

static bool is_unshown(const struct draft_result *result, const char *name)
{
	for (size_t i = 0; i < result->unshown_count; i++)
		if (strcmp(result->unshown[i], name) == 0)
			return true;
	return false;
}

/* The values that the plan read, but for those that it gives itself. */
static void add_reads(struct gathering *g, const struct reads *reads, const struct draft_result *result,
		      const struct catalogue_variant *variant)
{
	for (size_t i = 0; i < reads->count; i++) {
		const struct reading *r = &reads->items[i];
		const struct catalogue_variable *variable =
			r->kind == READ_VALUE ? catalogue_variable(g->tools->catalogue, str_of(r->name)) : NULL;
		const struct catalogue_origin *origin = variable ? result->values->origins[variable->index] : NULL;
		if (!is_asked_for(variable) || (origin && origin->layer == LAYER_DOCUMENT))
			continue;
		add_use(g, variable, variant);
		g->by_variable[variable->index].shown |= !is_unshown(result, r->name);
		if (result->values->faults && result->values->faults[variable->index] && !origin)
			g->by_variable[variable->index].missing |= diag_errors(result->values->faults[variable->index]) > 0;
		if (origin && origin->value->kind != VALUE_NULL)
			g->by_variable[variable->index].empty = false;
	}
	for (size_t i = 0; i < result->gap_count; i++) {
		const struct draft_gap *gap = &result->gaps[i];
		const struct catalogue_variable *variable = catalogue_variable(g->tools->catalogue, str_of(gap->cell ? gap->cell->variable : gap->name));
		if (variable && g->by_variable[variable->index].variable)
			g->by_variable[variable->index].missing = true;
	}
}

static void add_plan(struct gathering *g, const struct draft_request *base, const struct catalogue_variant *variant)
{
	struct arena *scratch = arena_new();
	struct diag_list own;
	struct reads reads = { .arena = scratch };
	struct draft_result result = { 0 };
	diag_init(&own, scratch);
	struct draft_request plan = draft_request_of(scratch, g->tools->catalogue, base, base->values.unit, variant);
	plan.policy = POLICY_REVIEW;
	plan.reads = &reads;
	if (!plan.file) {
		arena_free(scratch);
		return;
	}
	bool good = draft_compose(scratch, g->tools, &plan, &result, &own) != NULL, read = good || (result.values && reads.count);
	if (read)
		add_reads(g, &reads, &result, variant);
	if (!good)
		diag_append_new(g->diags, &own);
	g->needs->plans += read;
	if (good)
		arena_free(scratch);
	else
		arena_on_free(g->arena, (void (*)(void *))arena_free, scratch); /* messages name places in it */
}

void needs_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, struct needs *needs,
		struct diag_list *diags)
{
	const struct catalogue *catalogue = tools->catalogue;
	struct gathering g = { .arena = arena, .tools = tools, .needs = needs, .diags = diags };
	const struct catalogue_variant **variants = ARENA_ARRAY(arena, const struct catalogue_variant *, 1);
	size_t count = 1;
	*needs = (struct needs){ 0 };
	g.by_variable = ARENA_ARRAY(arena, struct need, catalogue->variable_count + 1);
	variants[0] = base->values.variant;
	const struct catalogue_unit alike = { .type = str_of(base->values.unit_type), .variants = str_of(base->values.unit_variants) };
	if (!variants[0])
		count = catalogue_unit_variants(arena, catalogue, base->values.unit ? base->values.unit : &alike, &variants);
	for (size_t i = 0; i < count; i++)
		add_plan(&g, base, variants[i]);
	needs->items = g.by_variable;
	for (size_t i = 0; i < catalogue->variable_count; i++)
		if (g.by_variable[i].variable)
			needs->items[needs->count++] = g.by_variable[i];
}

const char *needs_plans(struct arena *arena, const struct need *need)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < need->count; i++)
		buf_printf(&out, "%s%s", i ? "、" : "", need->variants[i]->id);
	return buf_move_to(&out, arena);
}
