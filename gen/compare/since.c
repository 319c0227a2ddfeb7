/* Values that were changed here since a document was drafted, which it says itself (doc/drafted.h): they are no changes of the document. */
#include <string.h>

#include "base/arena.h"
#include "compare/internal.h"
#include "doc/drafted.h"

static bool was_drafted(const struct compare_side *side, const char *name, const char *text)
{
	return drafted_has(side->drafted, name, str_of(text));
}

/* Whether the document has the value as it was drafted, and the plan does not. */
static bool is_since(const struct compare_side *after, const struct compare_value *value)
{
	return was_drafted(after, value->name, value->now) && !was_drafted(after, value->name, value->old);
}

/* The setting with which the plan has the value that the document was drafted with; of a gap: none. */
static struct catalogue_setting setting_of(struct arena *arena, const struct catalogue_values *values, const struct compare_value *value)
{
	const struct catalogue_origin *origin = values ? catalogue_explain(values, str_of(value->name)) : NULL;
	bool gap = str_starts(str_of(value->now), DOC_GAP_OPEN);
	const char *text = gap ? "" : accept_cell_text(arena, origin ? origin->value : NULL, value->old, value->now);
	return (struct catalogue_setting){ value->name, text ? text : value->now, value->spots[0].after->place };
}

/* The plan as it was drafted then, as far as it is known. */
struct then {
	struct catalogue_setting *settings;
	size_t count;
	struct compare_side before;
	struct compare_result result;
};

/* Whether a value of the variable still reads as it was drafted then, and the plan otherwise. */
static bool is_open(const struct compare_side *after, const struct compare_result *result, const char *name)
{
	for (size_t i = 0; i < result->value_count; i++)
		if (strcmp(result->values[i].name, name) == 0 && is_since(after, &result->values[i]))
			return true;
	return false;
}

static bool is_settled(const struct then *then, const char *name)
{
	for (size_t i = 0; i < then->count; i++)
		if (strcmp(then->settings[i].name, name) == 0)
			return true;
	return false;
}

/* Takes the setting, where the plan with it has the variable as the document does: of a value that is shown in several forms one gives all. */
static void try_setting(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_side *after,
			const struct catalogue_setting *setting, struct then *then)
{
	struct diag_list ignored;
	struct compare_side side;
	struct compare_result result = { 0 };
	diag_init(&ignored, arena);
	then->settings[then->count] = *setting;
	struct draft_request tried = accept_request_with(arena, request, then->settings, then->count + 1);
	if (!compare_draft(arena, tools, &tried, &side, &ignored) || !compare_sides(arena, &side, after, &result, &ignored) ||
	    is_open(after, &result, setting->name))
		return;
	then->count++;
	then->before = side;
	then->result = result;
}

/* Tells the values that are settled, each in the form that the plan shows first. */
static void tell(struct arena *arena, const struct compare_side *after, const struct compare_result *now, struct then *then, struct diag_list *diags)
{
	struct compare_result *result = &then->result;
	for (size_t i = 0; i < now->value_count; i++) {
		const struct compare_value *value = &now->values[i];
		bool told = !is_since(after, value) || !is_settled(then, value->name);
		for (size_t k = 0; k < result->since_count; k++)
			told = told || strcmp(result->since[k].name, value->name) == 0;
		if (told)
			continue;
		*ARENA_PUSH(arena, result->since, result->since_count, result->since_room) = (struct compare_since){ value->name, value->now, value->old };
		diag_add(diags, DIAG_VALUE_SINCE, NO_PLACE, value->name, value->now, value->old);
	}
}

/* Marks the values that were changed in the document and here. */
static void find_both(const struct compare_side *after, struct compare_result *result)
{
	for (size_t i = 0; i < result->value_count; i++) {
		struct compare_value *value = &result->values[i];
		value->both = !was_drafted(after, value->name, value->now) && !was_drafted(after, value->name, value->old);
	}
}

void since_settle(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *before,
		  struct compare_side *after, struct compare_result *result, struct diag_list *diags)
{
	const struct catalogue_values *values = NULL;
	struct then then = { .settings = ARENA_ARRAY(arena, struct catalogue_setting, result->value_count + 1) };
	if (!after->drafted)
		return;
	for (size_t i = 0; i < result->value_count; i++) {
		const struct compare_value *value = &result->values[i];
		if (!is_since(after, value) || is_settled(&then, value->name))
			continue;
		values = values ? values : accept_values_of(arena, tools, request);
		struct catalogue_setting setting = setting_of(arena, values, value);
		try_setting(arena, tools, request, after, &setting, &then);
	}
	if (then.count) {
		tell(arena, after, result, &then, diags);
		*before = then.before;
		*result = then.result;
		result->before = before;
		result->then = then.settings;
		result->then_count = then.count;
	}
	find_both(after, result);
}
