/* What the readers of all types have in common: what they say, bounds, what a value becomes. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "vars/number.h"
#include "vars/type_internal.h"

const char *type_shown(const struct type_parsing *parsing, struct str text)
{
	/* Long values are cut in messages. */
	return diag_excerpt(parsing->arena, text, 60);
}

const struct value *type_fault(const struct type_parsing *parsing, enum diag_code code, struct str text)
{
	diag_add(parsing->diags, code, parsing->place, parsing->name, type_shown(parsing, text));
	return NULL;
}

const struct value *type_finish(const struct type_parsing *parsing, const struct value *made)
{
	struct value *value = ARENA_NEW(parsing->arena, struct value);
	*value = *made;
	value->type = parsing->type;
	value->place = parsing->place;
	return value;
}

/* ---- bounds */

int type_compare(const struct value_type *type, struct str measure, const char *bound)
{
	bool text = type->kind == TYPE_DATE || type->kind == TYPE_YEAR;
	return text ? str_compare(measure, str_of(bound)) : number_compare(measure, str_of(bound));
}

bool type_within(const struct type_parsing *parsing, struct str measure)
{
	const struct value_type *type = parsing->type;
	if (type->min && type_compare(type, measure, type->min) < 0) {
		diag_add(parsing->diags, DIAG_VALUE_BELOW, parsing->place, parsing->name,
			 type_shown(parsing, measure), type->min);
		return false;
	}
	if (type->max && type_compare(type, measure, type->max) > 0) {
		diag_add(parsing->diags, DIAG_VALUE_ABOVE, parsing->place, parsing->name,
			 type_shown(parsing, measure), type->max);
		return false;
	}
	return true;
}

bool type_count_within(const struct type_parsing *parsing, size_t count)
{
	char number[32];
	if (!parsing->type->min && !parsing->type->max)
		return true;
	snprintf(number, sizeof number, "%zu", count);
	return type_within(parsing, str_of(number));
}

bool type_is_word(struct str text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

bool type_is_truth(struct str text)
{
	return type_is_word(text, "true") || type_is_word(text, "false");
}

/* ---- columns */

const struct value_type *type_of_column(const struct value_type *table, size_t column)
{
	return table->columns ? &table->columns[column] : NULL;
}

const char *type_column_name(struct arena *arena, const char *table, struct str column)
{
	return arena_printf(arena, "%s.%.*s", table, (int)column.len, column.data);
}
