/* What a plan uses, as the users of the library ask people for it. */

#include "api/internal.h"
#include "base/arena.h"
#include "form/form.h"

struct need_kept {
	const char *texts[PLANGEN_NEED_FROM + 1];
	const char *const *choices; /* ended by NULL */
	size_t choice_count;
	unsigned line;
	bool missing;
};

struct plangen_needs {
	struct arena *arena; /* of all of it */
	struct need_kept *items;
	size_t count;
};

void plangen_needs_free(struct plangen_needs *needs)
{
	api_object_free(needs);
}

static const char *keep(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

/* NULL: it is no value. */
static const char *value_of(struct arena *arena, const struct catalogue_origin *origin)
{
	return origin && origin->value->kind != VALUE_NULL ? form_text(arena, origin->value) : NULL;
}

static const struct catalogue_origin *own_of(const struct catalogue_origin *origin)
{
	while (origin && origin->layer != LAYER_UNIT)
		origin = origin->overrode;
	return origin;
}

static const struct catalogue_origin *below_unit(const struct catalogue_origin *origin)
{
	while (origin && (origin->layer == LAYER_UNIT || origin->layer >= LAYER_DOCUMENT))
		origin = origin->overrode;
	return origin;
}

/* What a table has for columns, or an enumeration to choose from. */
static void keep_choices(struct arena *arena, const struct value_type *type, struct need_kept *kept)
{
	const char **choices = ARENA_ARRAY(arena, const char *, type->choice_count + 1);
	for (size_t i = 0; i < type->choice_count; i++)
		choices[i] = arena_copy(arena, type->choices[i].data, type->choices[i].len);
	kept->choices = choices;
	kept->choice_count = type->choice_count;
}

static void keep_need(struct arena *arena, const struct need *need, const struct catalogue_origin *origin, struct need_kept *kept)
{
	const struct catalogue_variable *variable = need->variable;
	const struct source *file = origin ? origin->value->place.source : NULL;
	const char *const texts[] = {
		[PLANGEN_NEED_NAME] = variable->name,
		[PLANGEN_NEED_LABEL] = variable->label,
		[PLANGEN_NEED_GROUP] = variable->group,
		[PLANGEN_NEED_TYPE] = type_name(variable->type.kind),
		[PLANGEN_NEED_KIND] = form_kind(arena, &variable->type),
		[PLANGEN_NEED_HELP] = variable->help,
		[PLANGEN_NEED_EXAMPLE] = variable->example,
		[PLANGEN_NEED_VALUE] = value_of(arena, origin),
		[PLANGEN_NEED_ORIGIN] = origin ? catalogue_layer_name(origin->layer) : NULL,
		[PLANGEN_NEED_SCOPE] = origin ? origin->scope : NULL,
		[PLANGEN_NEED_OWN] = value_of(arena, own_of(origin)),
		[PLANGEN_NEED_ELSE] = value_of(arena, below_unit(origin)),
		[PLANGEN_NEED_FILE] = file && !file->option ? file->name : NULL,
		[PLANGEN_NEED_FROM] = origin ? origin->from : NULL,
	};
	unsigned column;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		kept->texts[i] = keep(arena, texts[i]);
	kept->missing = need->missing;
	if (kept->texts[PLANGEN_NEED_FILE])
		source_position(origin->value->place, &kept->line, &column);
	keep_choices(arena, &variable->type, kept);
}

/* The needs of the plan, and for each where its value comes from. */
static void keep_all(struct api_call *call, const struct catalogue *catalogue, const struct draft_request *plan, const struct needs *found,
		     struct plangen_needs *needs)
{
	struct diag_list ignored; /* the plan itself said it */
	diag_init(&ignored, call->arena);
	const struct catalogue_values *values = catalogue_values(call->arena, catalogue, &plan->values, &ignored);
	needs->items = ARENA_ARRAY(needs->arena, struct need_kept, found->count + 1);
	needs->count = found->count;
	for (size_t i = 0; i < found->count; i++)
		keep_need(needs->arena, &found->items[i], values->origins[found->items[i].variable->index], &needs->items[i]);
}

struct plangen_needs *plangen_needs(struct plangen_request *request, struct plangen_messages *messages)
{
	struct plangen_needs *needs = api_object(sizeof *needs);
	struct draft_request plan;
	struct needs found = { 0 };
	struct api_call call;
	api_enter(&call, messages);
	if (request->kind != DRAFT_PLAN)
		diag_add(&call.diags, DIAG_NEEDS_PLAN, NO_PLACE);
	else if (api_resolve(&call, request, POLICY_REVIEW, &plan))
		needs_find(call.arena, &request->plangen->state->tools, &plan, &found, &call.diags);
	if (found.plans)
		keep_all(&call, request->plangen->state->catalogue, &plan, &found, needs);
	api_leave(&call);
	if (found.plans)
		return needs;
	plangen_needs_free(needs);
	return NULL;
}

size_t plangen_need_count(const struct plangen_needs *needs)
{
	return needs->count;
}

/* The need; where the index is too large, one in which nothing stands. */
static const struct need_kept *need_at(const struct plangen_needs *needs, size_t index)
{
	static const struct need_kept none = { 0 };
	return index < needs->count ? &needs->items[index] : &none;
}

const char *plangen_need(const struct plangen_needs *needs, size_t index, enum plangen_need_field field)
{
	return (unsigned)field <= PLANGEN_NEED_FROM ? need_at(needs, index)->texts[field] : NULL;
}

unsigned plangen_need_line(const struct plangen_needs *needs, size_t index)
{
	return need_at(needs, index)->line;
}

bool plangen_need_missing(const struct plangen_needs *needs, size_t index)
{
	return need_at(needs, index)->missing;
}

const char *plangen_need_choice(const struct plangen_needs *needs, size_t index, size_t choice)
{
	const struct need_kept *need = need_at(needs, index);
	return choice < need->choice_count ? need->choices[choice] : NULL;
}
