/* Values from JSON, by the rules of texts. */
#include <string.h>

#include "base/arena.h"
#include "vars/tidy.h"
#include "vars/type_internal.h"

static const struct value *wrong_kind(const struct type_parsing *parsing)
{
	diag_add(parsing->diags, DIAG_VALUE_WRONG_KIND, parsing->place, parsing->name, type_name(parsing->type->kind));
	return NULL;
}

static bool is_scalar(const struct value *value)
{
	return value->kind == VALUE_STRING || value->kind == VALUE_NUMBER;
}

/* The same for a part of the value, which may know its own place. */
static struct type_parsing parsing_of(const struct type_parsing *parsing, const struct value *part)
{
	struct type_parsing own = *parsing;
	if (part->place.source)
		own.place = part->place;
	return own;
}

/* A value that is no scalar as JSON writes it. */
static const char *written_kind(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL: return "null";
	case VALUE_BOOL: return value->truth ? "true" : "false";
	case VALUE_LIST: return "[…]";
	case VALUE_MAP: return "{…}";
	case VALUE_STRING:
	case VALUE_NUMBER: break;
	}
	return "";
}

/* A scalar within a list or table, tidied as a value on its own is; NULL after an error. */
static const struct value *check_scalar(const struct type_parsing *parsing, const struct value *value)
{
	struct type_parsing own = parsing_of(parsing, value);
	if (!is_scalar(value)) {
		diag_add(own.diags, DIAG_VALUE_PART_KIND, own.place, own.name, written_kind(value));
		return NULL;
	}
	struct str text = value->text;
	if (!tidy_value(own.arena, own.name, &text, own.place, own.diags))
		return NULL;
	return text.len == value->text.len ? value : value_placed(own.arena, value_string(own.arena, text), value->place);
}

static const struct value *check_list(const struct type_parsing *parsing, const struct value *value)
{
	const struct value **items = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = check_scalar(parsing, value->items[i]);
		struct type_parsing own = parsing_of(parsing, value->items[i]);
		if (!item)
			return NULL;
		if (item->text.len && memchr(item->text.data, '\n', item->text.len))
			return type_fault(&own, DIAG_VALUE_LINES, item->text);
		if (item->text.len)
			*ARENA_PUSH(parsing->arena, items, count, capacity) = item;
	}
	return type_finish_list(parsing, items, count);
}

/* A row as an object: every member must be a column; columns left out are empty. */
static const struct value *check_object_row(const struct type_parsing *parsing, const struct value *object)
{
	struct value_builder row = { .arena = parsing->arena };
	size_t known = 0;
	for (size_t i = 0; i < parsing->type->choice_count; i++) {
		const struct value *cell = value_member(object, parsing->type->choices[i]);
		known += cell != NULL;
		bool given = cell && cell->kind != VALUE_NULL;
		cell = given ? check_scalar(parsing, cell) : value_string(parsing->arena, STR(""));
		if (!cell || !type_set_cell(parsing, &row, i, cell))
			return NULL;
	}
	if (known == object->count)
		return value_map_finish(&row);
	for (size_t i = 0; i < object->count; i++) {
		if (type_find_choice(parsing->type, str_of(object->members[i].name)) == parsing->type->choice_count)
			diag_add(parsing->diags, DIAG_VALUE_NO_COLUMN, parsing->place, parsing->name,
				 object->members[i].name);
	}
	return NULL;
}

static const struct value *check_array_row(const struct type_parsing *parsing, const struct value *array, size_t number)
{
	if (array->count != parsing->type->choice_count)
		return type_wrong_columns(parsing, number, array->count);
	struct value_builder row = { .arena = parsing->arena };
	for (size_t i = 0; i < array->count; i++) {
		const struct value *item = array->items[i];
		const struct value *cell = item->kind == VALUE_NULL ? value_string(parsing->arena, STR("")) : check_scalar(parsing, item);
		if (!cell || !type_set_cell(parsing, &row, i, cell))
			return NULL;
	}
	return value_map_finish(&row);
}

static const struct value *check_table(const struct type_parsing *parsing, const struct value *value)
{
	struct value_builder table = { .arena = parsing->arena };
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = value->items[i], *row;
		struct type_parsing own = parsing_of(parsing, item);
		if (item->kind == VALUE_MAP)
			row = check_object_row(&own, item);
		else
			row = item->kind == VALUE_LIST ? check_array_row(&own, item, i + 1) : wrong_kind(&own);
		if (!row)
			return NULL;
		value_list_add(&table, value_placed(own.arena, row, own.place));
	}
	return type_count_within(parsing, value->count) ? type_finish(parsing, value_list_finish(&table)) : NULL;
}

const struct value *type_check(struct arena *arena, const struct value_type *type, const char *name,
			       const struct value *value, struct diag_list *diags)
{
	struct type_parsing parsing = { arena, type, name, value->place, diags, type_parse };
	if (value->kind == VALUE_NULL)
		return value;
	if (value->kind == VALUE_LIST && type->kind == TYPE_LIST)
		return check_list(&parsing, value);
	if (value->kind == VALUE_LIST && type->kind == TYPE_TABLE)
		return check_table(&parsing, value);
	bool word = value->kind == VALUE_BOOL && (type->kind == TYPE_BOOLEAN || type->kind == TYPE_ENUM); /* of choices, the message lists them */
	if (!is_scalar(value) && !word)
		return wrong_kind(&parsing);
	return type_parse(arena, type, name, value->text, value->place, diags);
}
