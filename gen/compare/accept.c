/* Values that changed, written into the row of their unit. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "change/change.h"
#include "compare/internal.h"
#include "draft/draft.h"
#include "vars/tidy.h"
#include "vars/type.h"
#include "vars/value.h"

/* What is being taken over. */
struct accepting {
	struct arena *arena;
	struct draft_tools *tools;
	const struct draft_request *request;
	const struct compare_result *result;
	const struct catalogue_values *values; /* that the plan was drafted with; NULL: not known */
	struct accept_values *out;
	struct diag_list *diags;
};

struct draft_request accept_request_with(struct arena *arena, const struct draft_request *base, const struct catalogue_setting *more, size_t count)
{
	struct draft_request request = *base;
	size_t old = request.values.setting_count;
	struct catalogue_setting *settings = ARENA_ARRAY(arena, struct catalogue_setting, old + count + 1);
	if (old)
		memcpy(settings, request.values.settings, sizeof *settings * old);
	if (count)
		memcpy(settings + old, more, sizeof *settings * count);
	request.values.settings = settings;
	request.values.setting_count = old + count;
	return request;
}

/* Whether the variable reads otherwise still; a gap that nobody filled in says nothing. */
static bool still_differs(const struct compare_result *result, const char *name)
{
	for (size_t i = 0; i < result->value_count; i++)
		if (strcmp(result->values[i].name, name) == 0 && !str_starts(str_of(result->values[i].now), DOC_GAP_OPEN))
			return true;
	return false;
}

static struct place place_of(const struct compare_value *value)
{
	return value->spots[0].after->place;
}

/* What goes over the unit's row with a value of the variable: a column for the variant, front matter, an option; NULL: nothing. */
static const char *place_over_row(const struct accepting *a, const char *name)
{
	const struct catalogue_origin *origin = a->values ? catalogue_explain(a->values, str_of(name)) : NULL;
	struct buf out = BUF_INIT;
	if (!origin || origin->layer <= LAYER_UNIT)
		return NULL;
	if (!source_add_place(origin->value->place, &out))
		buf_add_text(&out, catalogue_layer_name(origin->layer));
	return buf_move_to(&out, a->arena);
}

const struct catalogue_values *accept_values_of(struct arena *arena, struct draft_tools *tools, const struct draft_request *given)
{
	struct draft_request request = *given;
	struct draft_result result = { 0 };
	struct diag_list ignored; /* compare_draft() has said it */
	diag_init(&ignored, arena);
	request.policy = POLICY_REVIEW;
	draft_compose(arena, tools, &request, &result, &ignored);
	return result.values;
}

/* Tells that the value is none that the variable can have, or none for the unit's row. */
static bool refuse(struct accepting *a, const struct compare_value *value, enum diag_code code, const char *where)
{
	diag_add(a->diags, code, place_of(value), value->name, value->now, where);
	*ARENA_PUSH(a->arena, a->out->refused, a->out->refused_count, a->out->refused_room) = value;
	return false;
}

/* Whether the text could be a value at all: no error of a spreadsheet, no word for what is not known. */
static bool is_value(struct accepting *a, const struct compare_value *value)
{
	struct str text = str_of(value->now);
	struct diag_list ignored;
	diag_init(&ignored, a->arena);
	return tidy_value(a->arena, value->name, &text, NO_PLACE, &ignored) && tidy_known(a->arena, value->name, text, NO_PLACE, &ignored);
}

/* Whether the variable may have what it was shown as: else it is shown in another form, or is a part of another value. */
static bool shows_itself(struct accepting *a, const struct compare_value *value, const struct catalogue_setting *setting)
{
	struct catalogue_setting shown = { setting->name, value->old, setting->place };
	struct diag_list ignored;
	diag_init(&ignored, a->arena);
	return value->gap || strcmp(setting->value, value->now) != 0 || catalogue_accepts(a->arena, a->tools->catalogue, &shown, &ignored);
}

/* Whether the plan reads as the document does when the variable has the value; else a warning. */
static bool is_proven(struct accepting *a, const struct compare_value *value, const struct catalogue_setting *setting)
{
	struct draft_request request = accept_request_with(a->arena, a->request, setting, 1);
	struct compare_side side;
	struct compare_result result;
	struct diag_list said;
	diag_init(&said, a->arena);
	if (!compare_draft(a->arena, a->tools, &request, &side, &said)) {
		if (shows_itself(a, value, setting))
			return refuse(a, value, DIAG_VALUE_OF_NO_TYPE, NULL);
		diag_add(a->diags, DIAG_VALUE_UNPROVEN, place_of(value), value->name, value->now);
		return false;
	}
	if (!compare_sides(a->arena, &side, a->result->after, &result, a->diags))
		return false;
	if (still_differs(&result, value->name)) {
		diag_add(a->diags, DIAG_VALUE_UNPROVEN, place_of(value), value->name, value->now);
		return false;
	}
	return true;
}

/* The variable that a row of units may have for the value: of the document's date the one that it follows. NULL: none. */
static const char *home_of(const struct accepting *a, const struct compare_value *value)
{
	const struct catalogue_variable *variable = catalogue_variable(a->tools->catalogue, str_of(value->name));
	if (!variable || !variable->built_in)
		return value->name;
	return a->values && a->values->date_follows && strcmp(value->name, "日期") == 0 ? "成文日期" : NULL;
}

/* Whether the unit's row has, or can get, a cell for it. */
static bool has_cell(struct accepting *a, const struct catalogue_setting *setting)
{
	struct catalogue_cell cell;
	struct diag_list ignored;
	diag_init(&ignored, a->arena);
	return catalogue_find_cell(a->arena, a->tools->catalogue, a->request->values.unit, setting, &cell, &ignored);
}

/* Where the year's profile gives the variable: "years/2026.xml:12"; NULL where the unit's row may. A date says itself which year it is of. */
static const char *place_in_profile(const struct accepting *a, const struct catalogue_origin *origin)
{
	unsigned line, column;
	const struct value *value = origin && origin->layer == LAYER_YEAR ? origin->value : NULL;
	if (!value || !value->place.source || (value->type && value->type->kind == TYPE_DATE))
		return NULL;
	source_position(value->place, &line, &column);
	return arena_printf(a->arena, "%s:%u", value->place.source->name, line);
}

/* The text of the value's cell; NULL, with a warning, where none can give what the document says. */
static const char *text_for(struct accepting *a, const struct compare_value *value, const char *name)
{
	const struct catalogue_origin *origin = a->values ? catalogue_explain(a->values, str_of(name)) : NULL;
	const char *profile = place_in_profile(a, origin);
	if (profile) {
		refuse(a, value, DIAG_VALUE_OF_YEAR, profile);
		return NULL;
	}
	const char *over = place_over_row(a, name);
	if (over) {
		diag_add(a->diags, DIAG_VALUE_UNDER, place_of(value), value->name, value->now, over);
		return NULL;
	}
	const char *text = accept_cell_text(a->arena, origin && !value->gap ? origin->value : NULL, value->old, value->now);
	if (!text)
		diag_add(a->diags, DIAG_VALUE_LIST, place_of(value), value->name, value->old, value->now);
	return text;
}

static void take_agreed(struct accepting *a, const struct compare_value *value)
{
	struct catalogue_setting setting = { home_of(a, value), NULL, place_of(value) };
	if (!setting.name) {
		diag_add(a->diags, DIAG_VALUE_NO_HOME, place_of(value), value->name, value->now);
		return;
	}
	setting.value = text_for(a, value, setting.name);
	if (setting.value && is_proven(a, value, &setting) && has_cell(a, &setting))
		*ARENA_PUSH(a->arena, a->out->settings, a->out->count, a->out->room) = setting;
}

static void take(struct accepting *a, const struct compare_value *value)
{
	if (str_starts(str_of(value->now), DOC_GAP_OPEN))
		return;
	if (value->both)
		diag_add(a->diags, DIAG_VALUE_BOTH, place_of(value), value->name, value->now, value->old);
	if (!is_value(a, value))
		refuse(a, value, DIAG_VALUE_OF_NO_TYPE, NULL);
	else if (!value->agreed)
		diag_add(a->diags, DIAG_VALUE_DISAGREES, place_of(value), value->name, value->now, arena_printf(a->arena, "%zu", value->spot_count),
			 arena_printf(a->arena, "%zu", value->places));
	else
		take_agreed(a, value);
}

struct accept_values accept_collect(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
				    const struct compare_result *result, struct diag_list *diags)
{
	struct accept_values out = { 0 };
	struct accepting a = { .arena = arena, .tools = tools, .request = request, .result = result, .out = &out, .diags = diags };
	a.values = accept_values_of(arena, tools, request);
	for (size_t i = 0; i < result->value_count; i++)
		take(&a, &result->values[i]);
	return out;
}

/* ---- named elements that no value gives */

/* Whether a value of the element was refused, with a word of its own. */
static bool is_told(const struct accepting *a, const struct compare_passage *element)
{
	for (size_t i = 0; i < a->result->value_count; i++) {
		const struct compare_value *value = &a->result->values[i];
		bool taken = false, open = str_starts(str_of(value->now), DOC_GAP_OPEN);
		for (size_t k = 0; k < a->out->count; k++)
			taken |= strcmp(a->out->settings[k].name, value->name) == 0;
		for (size_t k = 0; k < value->spot_count && !taken && !open; k++)
			if (value->spots[k].before->element && strcmp(value->spots[k].before->element, element->element) == 0)
				return true;
	}
	return false;
}

/* "plans/27-医院.md:3", where the plan has the element. */
static const char *home_of_element(struct arena *arena, const struct compare_passage *element)
{
	return element->file ? arena_printf(arena, "%s:%u", element->file, element->line) : "—";
}

static void tell_element(struct accepting *a, const struct compare_change *change)
{
	const struct compare_passage *before = change->before, *after = change->after;
	if (is_told(a, before ? before : after))
		return;
	if (!before)
		diag_add(a->diags, DIAG_ELEMENT_ADDED, after->place, after->element, after->text.data);
	else if (!after)
		diag_add(a->diags, DIAG_ELEMENT_REMOVED, before->place, before->element, before->text.data, home_of_element(a->arena, before));
	else
		diag_add(a->diags, DIAG_ELEMENT_CHANGED, after->place, before->element, before->text.data, after->text.data,
			 home_of_element(a->arena, before));
}

/* Tells which elements still differ once the plan has the values. */
static void tell_elements(struct accepting *a)
{
	struct draft_request request = accept_request_with(a->arena, a->request, a->out->settings, a->out->count);
	struct compare_side side;
	struct compare_result left;
	if (!compare_draft(a->arena, a->tools, &request, &side, a->diags) || !compare_sides(a->arena, &side, a->result->after, &left, a->diags))
		return;
	for (size_t i = 0; i < left.change_count; i++) {
		const struct compare_passage *passage = left.changes[i].before ? left.changes[i].before : left.changes[i].after;
		if (passage->element)
			tell_element(a, &left.changes[i]);
	}
}

size_t compare_accept(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
		      struct change *change, struct diag_list *diags)
{
	const struct catalogue_unit *unit = request->values.unit;
	if (!unit) {
		diag_add(diags, DIAG_VALUES_OF_NO_UNIT, NO_PLACE, result->after->name);
		return 0;
	}
	struct draft_request then = accept_request_with(arena, request, result->then, result->then_count);
	request = &then;
	struct accept_values accepted = accept_collect(arena, tools, request, result, diags);
	struct accepting a = { .arena = arena, .tools = tools, .request = request, .result = result, .out = &accepted, .diags = diags };
	tell_elements(&a);
	bool good = change_set_values(change, tools->catalogue, unit, accepted.settings, accepted.count, diags);
	return good ? accepted.count : 0;
}
