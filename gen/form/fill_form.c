/* The form of one unit: what stands above its rows, and the rows. */
#include "form/fill_internal.h"

#include <string.h>

#include "base/arena.h"
#include "form/form.h"

static struct str behind(const struct table *table, const char *label, struct str otherwise)
{
	size_t column = table_find_cell(table, label);
	return column == FILL_NONE ? otherwise : fill_cell_text(table, column + 1);
}

/* Tells what a row above the head holds beside labels and what stands behind them, or, without a label, beside its first cell. */
static void tell_above(struct filling *f, const struct table *table, size_t *unlabelled)
{
	enum { TITLES = 2 }; /* the title, and how to fill in */
	static const char *const labels[] = { FORM_ID, FORM_NAME, FORM_YEAR, FORM_VARIABLE, FORM_NOW };
	size_t known = 0;
	for (size_t i = 0; i < table->count; i++) {
		bool label = false;
		for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
			label = label || table_find_cell(table, labels[k]) == i;
		if (label)
			known = ++i + 1;
		else if (i >= known && !(i == 0 && (*unlabelled)++ < TITLES))
			fill_tell_beside(f, table, i);
	}
}

void fill_tell_head(struct filling *f, const struct table *head)
{
	struct table table;
	struct diag_list ignored;
	bool good;
	size_t unlabelled = 0;
	diag_init(&ignored, f->arena);
	table_start(&table, f->arena, f->sheet);
	while (table_next(&table, &good, &ignored) && table.start < head->start)
		tell_above(f, &table, &unlabelled);
}

bool fill_read_head(struct table *table, struct form_head *head, struct diag_list *diags)
{
	enum { ROWS = 12 };
	bool good;
	*head = (struct form_head){ .typed = FILL_NONE };
	for (int row = 0; row < ROWS && table_next(table, &good, diags); row++) {
		head->id = behind(table, FORM_ID, head->id);
		head->name = behind(table, FORM_NAME, head->name);
		head->year = behind(table, FORM_YEAR, head->year);
		size_t year = table_find_cell(table, FORM_YEAR);
		if (year != FILL_NONE)
			head->year_place = table_cell_place(table, year + 1 < table->count ? year + 1 : year);
		if (table_find_cell(table, FORM_ID) != FILL_NONE)
			head->place = table_cell_place(table, table_find_cell(table, FORM_ID));
		head->typed = table_find_cell(table, FORM_TYPED);
		head->variable = table_find_cell(table, FORM_VARIABLE);
		if (head->typed != FILL_NONE && head->variable != FILL_NONE)
			return true;
		if (table_find_cell(table, FORM_YEAR) != FILL_NONE)
			head->listed = behind(table, FORM_VARIABLE, head->listed);
		if (!head->listed.len)
			continue;
		head->many = !head->place.source;
		if (head->many)
			head->place = table_cell_place(table, table_find_cell(table, FORM_YEAR));
		return true;
	}
	return false;
}

const struct catalogue_unit *fill_unit_of(struct filling *f, const struct form_head *head)
{
	const struct catalogue_unit *unit = NULL;
	bool new = !head->id.len && head->name.len;
	if (f->wrong_year.len && str_equal(head->year, f->wrong_year) && str_equal(head->id, f->wrong_id))
		return NULL;
	if (fill_is_of_year(f, head->year, head->year_place.source ? head->year_place : head->place))
		unit = new ? fill_take_unit(f, head->name, head->place) : fill_find_unit(f, head->id, head->name, head->place);
	if (!unit) {
		f->wrong_id = head->id;
		f->wrong_year = head->year;
	}
	return unit;
}

/* Tells what the row holds in columns that are none of the form's. */
static void tell_foreign(struct filling *f, const struct table *table, const char *const *heads, size_t columns)
{
	for (size_t i = 0; i < table->count; i++) {
		bool known = false;
		for (size_t k = 0; i < columns && k < FORM_COLUMNS; k++)
			known = known || strcmp(heads[i], form_heads[k]) == 0;
		if (!known)
			fill_tell_beside(f, table, i);
	}
}

/* Whether the text below 现值 is a value of the data: that of the unit's row or, where the form says so, of another layer. */
static bool is_value_now(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable, struct str text, struct str source)
{
	const char *now = fill_value_now(f, unit, variable);
	return now ? fill_means_same(f, variable, now, fill_copy(f, text)) : source.len && form_explains(f->arena, variable, FORM_SOURCE, source);
}

/* Tells what was typed over the cells that explain the row, which nothing reads: a text that is not the form's, or under 现值 a value that the data do
 * not have. */
static void tell_typed_over(struct filling *f, const struct catalogue_unit *unit, struct str name, const struct table *table, const char *const *heads,
			    size_t columns)
{
	const struct catalogue_variable *variable = str_listed(form_identity, fill_copy(f, name)) ? NULL : catalogue_variable(f->catalogue, name);
	struct str source = STR("");
	for (size_t i = 0; i < columns; i++)
		source = strcmp(heads[i], FORM_SOURCE) == 0 ? fill_cell_text(table, i) : source;
	for (size_t i = 0; variable && i < columns && i < table->count; i++) {
		struct str text = fill_cell_text(table, i);
		bool now = strcmp(heads[i], FORM_NOW) == 0;
		if (!text.len || (now ? is_value_now(f, unit, variable, text, source) : form_explains(f->arena, variable, heads[i], text)))
			continue;
		if (now)
			diag_add(f->diags, DIAG_FILL_NOW_OTHER, table_cell_place(table, i), variable->label, heads[i], FORM_TYPED);
		else
			diag_add(f->diags, DIAG_FILL_TYPED_OVER, table_cell_place(table, i), diag_excerpt(f->arena, text, FILL_CHARS), heads[i], FORM_TYPED);
	}
}

void fill_read_form(struct filling *f, struct table *table, const struct form_head *head)
{
	bool good;
	size_t columns = table->count;
	const char **heads = ARENA_ARRAY(f->arena, const char *, columns + 1);
	for (size_t i = 0; i < columns; i++)
		heads[i] = fill_copy(f, fill_cell_text(table, i));
	fill_tell_head(f, table);
	const struct catalogue_unit *unit = fill_unit_of(f, head);
	if (unit)
		tell_foreign(f, table, heads, columns);
	while (unit && table_next(table, &good, f->diags)) {
		struct str name = fill_cell_text(table, head->variable);
		if (name.len && head->typed < table->count)
			fill_take_cell(f, unit, name, table, head->typed);
		if (name.len) {
			tell_foreign(f, table, heads, columns);
			tell_typed_over(f, unit, name, table, heads, columns);
		} else {
			fill_tell_rest(f, table, 0);
		}
	}
}

