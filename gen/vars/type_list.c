/* Lists and tables: their parts from a text. */
#include <string.h>

#include "base/arena.h"
#include "vars/part.h"
#include "vars/tidy.h"
#include "vars/type_internal.h"

size_t type_split(struct arena *arena, struct str text, const char *separator, const struct str **parts)
{
	struct str *found = NULL;
	size_t count = 0, capacity = 0;
	while (text.data) {
		struct str part = str_trim(str_cut(&text, separator));
		if (part.len)
			*ARENA_PUSH(arena, found, count, capacity) = part;
	}
	*parts = found;
	return count;
}

/* An item or cell as it is printed; NULL after an error. */
static const struct value *part_value(const struct type_parsing *parsing, struct str part)
{
	if (!tidy_part(parsing->arena, parsing->name, part, parsing->place, parsing->diags))
		return NULL;
	part = part_unescape(parsing->arena, part);
	return type_is_truth(part) ? type_fault(parsing, DIAG_VALUE_NO_VALUE, part) : value_string(parsing->arena, part);
}

/* The item without the number typed before it. */
static const struct value *without_number(const struct type_parsing *parsing, const struct value *item, size_t len)
{
	struct value *copy = ARENA_NEW(parsing->arena, struct value);
	*copy = *item;
	copy->text = str_from(item->text, len);
	return copy;
}

/* Takes the numbers 1, 2, 3 … that are typed before each of several items away, as lists number themselves; with a note. False with an error
 * where some are numbered otherwise. */
static bool cut_numbers(const struct type_parsing *parsing, const struct value **items, size_t count)
{
	size_t numbered = 0, wrong = count;
	int value;
	for (size_t i = 0; i < count; i++) {
		bool found = part_number(items[i]->text, &value) > 0;
		numbered += found;
		if (wrong == count && (!found || value != (int)i + 1))
			wrong = i;
	}
	if (count < 2 || (wrong < count && numbered < 2))
		return true;
	if (wrong < count) {
		diag_add(parsing->diags, DIAG_VALUE_ITEM_NUMBER, parsing->place, parsing->name, arena_printf(parsing->arena, "%zu", wrong + 1),
			 type_shown(parsing, items[wrong]->text));
		return false;
	}
	const char *written = type_shown(parsing, items[0]->text);
	for (size_t i = 0; i < count; i++)
		items[i] = without_number(parsing, items[i], part_number(items[i]->text, &value));
	diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, written, type_shown(parsing, items[0]->text));
	return true;
}

/* Whether each item is a value, and no word or sign for one that is not there. */
static bool are_known(const struct type_parsing *parsing, const struct value *const *items, size_t count)
{
	bool known = true;
	for (size_t i = 0; i < count && !parsing->type->names_any; i++) {
		struct place place = items[i]->place.source ? items[i]->place : parsing->place;
		known = tidy_known(parsing->arena, parsing->name, items[i]->text, place, parsing->diags) && known;
	}
	return known;
}

const struct value *type_finish_list(const struct type_parsing *parsing, const struct value **items, size_t count)
{
	struct value_builder list = { .arena = parsing->arena };
	if (!are_known(parsing, items, count) || !cut_numbers(parsing, items, count))
		return NULL;
	for (size_t i = 0; i < count; i++)
		value_list_add(&list, items[i]);
	return type_count_within(parsing, count) ? type_finish(parsing, value_list_finish(&list)) : NULL;
}

const struct value *type_parse_list(const struct type_parsing *parsing, struct str text)
{
	const struct value **items = NULL;
	size_t count = 0, capacity = 0;
	const char *bars = part_of_array(parsing->arena, text);
	bool parted = bars;
	if (bars) {
		diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, type_shown(parsing, text), bars);
		text = str_of(bars);
	}
	while (text.data) {
		struct str part = part_cut(&text, PART_ITEM);
		parted = parted || text.data;
		const struct value *item = part.len ? part_value(parsing, part) : NULL;
		if (item)
			*ARENA_PUSH(parsing->arena, items, count, capacity) = item;
		else if (part.len)
			return NULL;
	}
	if (count == 1 && !parted && part_is_several(items[0]->text))
		type_fault(parsing, DIAG_VALUE_SEVERAL, items[0]->text);
	return type_finish_list(parsing, items, count);
}

bool type_set_cell(const struct type_parsing *parsing, struct value_builder *row, size_t column, const struct value *cell)
{
	struct str name = parsing->type->choices[column];
	const struct value_type *type = type_of_column(parsing->type, column);
	struct place place = cell->place.source ? cell->place : parsing->place;
	if (type && type->kind != TYPE_STRING && cell->text.len)
		cell = parsing->parse(parsing->arena, type, type_column_name(parsing->arena, parsing->name, name), cell->text, place, parsing->diags);
	else if (!parsing->type->names_any)
		tidy_check_cell(parsing->arena, parsing->name, cell->text, place, parsing->diags);
	if (cell)
		value_map_set(row, arena_copy(parsing->arena, name.data, name.len), cell);
	return cell != NULL;
}

const struct value *type_wrong_columns(const struct type_parsing *parsing, size_t row, size_t cells)
{
	struct arena *arena = parsing->arena;
	diag_add(parsing->diags, DIAG_VALUE_COLUMNS, parsing->place, parsing->name, arena_printf(arena, "%zu", row),
		 arena_printf(arena, "%zu", cells), arena_printf(arena, "%zu", parsing->type->choice_count));
	return NULL;
}

/* One row a|b|c; cells may be empty, so the parts are counted as they stand. */
static const struct value *parse_row(const struct type_parsing *parsing, struct str text, size_t number)
{
	struct value_builder row = { .arena = parsing->arena };
	size_t column = 0;
	while (text.data) {
		const struct value *value = part_value(parsing, part_cut(&text, PART_CELL));
		if (!value)
			return NULL;
		if (column < parsing->type->choice_count && !type_set_cell(parsing, &row, column, value))
			return NULL;
		column++;
	}
	if (column != parsing->type->choice_count)
		return type_wrong_columns(parsing, number, column);
	return value_map_finish(&row);
}

const struct value *type_parse_table(const struct type_parsing *parsing, struct str text)
{
	struct value_builder table = { .arena = parsing->arena };
	size_t count = 0;
	while (text.data) {
		struct str part = part_cut(&text, PART_ROW);
		if (!part.len || (!count && part_row_is(part, parsing->type->choices, parsing->type->choice_count)))
			continue;
		const struct value *row = parse_row(parsing, part, ++count);
		if (!row)
			return NULL;
		value_list_add(&table, row);
	}
	return type_count_within(parsing, count) ? type_finish(parsing, value_list_finish(&table)) : NULL;
}
