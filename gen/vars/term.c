#include "vars/term.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/type.h"
#include "vars/value.h"

/* Whether there is such a day; of year 0, in a leap year. */
static bool is_day(const struct number_date *date)
{
	enum { LEAP_YEAR = 2000 };
	char iso[48];
	struct number_date found;
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", date->year ? date->year : LEAP_YEAR, date->month, date->day);
	return number_read_date(str_of(iso), &found);
}

/* 9/30, 9.30 or 9-30: a month, and a number that is no month. */
static bool read_month_and_day(struct str text, struct number_date *date)
{
	enum { MONTHS = 12 };
	static const char *const signs[] = { "/", ".", "-" };
	size_t len, day_len;
	date->year = 0;
	date->month = input_read_count(text, &len);
	for (size_t i = 0; i < sizeof signs / sizeof *signs && date->month > 0; i++) {
		struct str rest = str_from(text, len);
		if (!str_starts(rest, signs[i]))
			continue;
		rest = str_from(rest, strlen(signs[i]));
		date->day = input_read_count(rest, &day_len);
		return day_len == rest.len && date->day > MONTHS && is_day(date);
	}
	return false;
}

struct str term_normal(struct arena *arena, struct str text, bool from_1904)
{
	enum { FIRST_YEAR = 1000 };
	struct number_date date;
	struct str day = input_narrow(arena, text);
	const char *before = str_ends(day, "前") && !str_ends(day, "之前") ? "前" : "";
	day.len -= strlen(before);
	if (read_month_and_day(day, &date))
		return str_of(arena_printf(arena, "%d月%d日%s", date.month, date.day, before));
	bool read = input_read_serial(day, from_1904, &date) || input_read_date(arena, day, &date);
	if (!read || date.year < FIRST_YEAR || !is_day(&date))
		return text;
	return str_of(arena_printf(arena, "%d年%d月%d日%s", date.year, date.month, date.day, before));
}

struct str term_of_year(struct str term, unsigned year)
{
	char own[32];
	size_t len;
	snprintf(own, sizeof own, "%u年", year);
	struct str rest = str_starts(term, own) ? str_from(term, strlen(own)) : term;
	bool month = rest.len < term.len && input_read_count(rest, &len) > 0 && str_starts(str_from(rest, len), "月");
	return month ? rest : term;
}

static const struct value *cell_settled(struct arena *arena, const struct value *value, unsigned year)
{
	struct str text = value && value->type && value->type->kind == TYPE_TERM ? term_of_year(value->text, year) : STR("");
	if (!text.len || text.len == value->text.len)
		return value;
	struct value *settled = ARENA_NEW(arena, struct value);
	*settled = *value;
	settled->text = text;
	return settled;
}

/* The table with such cells; the same one where none is another. */
static const struct value *table_settled(struct arena *arena, const struct value *table, unsigned year)
{
	struct value_builder rows = { .arena = arena };
	bool same = true;
	for (size_t i = 0; i < table->count; i++) {
		const struct value *row = table->items[i];
		struct value_builder cells = { .arena = arena };
		for (size_t j = 0; j < row->count; j++) {
			const struct value *cell = cell_settled(arena, row->members[j].value, year);
			same &= cell == row->members[j].value;
			value_map_set(&cells, row->members[j].name, cell);
		}
		value_list_add(&rows, value_placed(arena, value_map_finish(&cells), row->place));
	}
	if (same)
		return table;
	struct value *settled = ARENA_NEW(arena, struct value);
	*settled = *value_list_finish(&rows);
	settled->type = table->type;
	settled->place = table->place;
	return settled;
}

/* Whether the table has a column of terms. */
static bool has_terms(const struct value_type *table)
{
	for (size_t i = 0; table->columns && i < table->choice_count; i++)
		if (table->columns[i].kind == TYPE_TERM)
			return true;
	return false;
}

const struct value *term_settle(struct arena *arena, const struct value *value, unsigned year)
{
	if (value->kind == VALUE_LIST)
		return value->type && has_terms(value->type) ? table_settled(arena, value, year) : value;
	return cell_settled(arena, value, year);
}
