/* What a cell of a form says: of which unit, of which year, which value. */
#include "form/fill_internal.h"

#include <string.h>

#include "base/arena.h"
#include "form/form.h"
#include "form/lists.h"

bool fill_refuse(struct filling *f, enum diag_code code, struct place place, const char *a, const char *b)
{
	diag_add(f->diags, code, place, a, b);
	f->fill->refused++;
	return false;
}

/* ---- what a form does not ask for */

void fill_tell_beside(struct filling *f, const struct table *table, size_t column)
{
	struct str text = fill_cell_text(table, column);
	if (text.len)
		diag_add(f->diags, DIAG_FILL_BESIDE, table_cell_place(table, column), diag_excerpt(f->arena, text, FILL_CHARS));
}

void fill_tell_rest(struct filling *f, const struct table *table, size_t first)
{
	for (size_t i = first; i < table->count; i++)
		fill_tell_beside(f, table, i);
}

/* ---- units and years */

const struct catalogue_unit *fill_find_unit(struct filling *f, struct str id, struct str name, struct place place)
{
	for (size_t i = 0; i < f->catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &f->catalogue->units[i];
		if (!str_equal(unit->id, id))
			continue;
		if (!name.len || str_equal(name, unit->name))
			return unit;
		fill_refuse(f, DIAG_FILL_RENAMED, place, fill_copy(f, name), fill_copy(f, unit->name));
		return NULL;
	}
	if (catalogue_report_unread(f->catalogue, f->diags))
		fill_refuse(f, DIAG_UNIT_NOT_READ, place, fill_copy(f, id), NULL);
	else
		fill_refuse(f, DIAG_FILL_UNIT, place, fill_copy(f, id), fill_copy(f, name));
	return NULL;
}

struct fill_unit *fill_new_unit_of(const struct fill *fill, const struct catalogue_unit *unit)
{
	for (size_t i = 0; i < fill->unit_count; i++)
		if (fill->units[i]->unit == unit)
			return fill->units[i];
	return NULL;
}

const struct catalogue_unit *fill_take_unit(struct filling *f, struct str name, struct place place)
{
	for (size_t i = 0; i < f->catalogue->unit_count; i++)
		if (str_equal(f->catalogue->units[i].name, name))
			return &f->catalogue->units[i];
	for (size_t i = 0; i < f->fill->unit_count; i++)
		if (str_equal(f->fill->units[i]->unit->name, name))
			return f->fill->units[i]->unit;
	struct fill_unit *fresh = ARENA_NEW(f->arena, struct fill_unit);
	struct catalogue_unit *unit = ARENA_NEW(f->arena, struct catalogue_unit);
	unit->name = str_of(fill_copy(f, name));
	*fresh = (struct fill_unit){ .fresh.name = unit->name.data, .unit = unit, .place = place };
	*ARENA_PUSH(f->arena, f->fill->units, f->fill->unit_count, f->fill->unit_room) = fresh;
	return unit;
}

static bool has_id(const struct filling *f, struct str id)
{
	for (size_t i = 0; i < f->catalogue->unit_count; i++)
		if (str_equal(f->catalogue->units[i].id, id))
			return true;
	return false;
}

const struct catalogue_unit *fill_row_unit(struct filling *f, struct str id, struct str name, struct place place)
{
	const struct catalogue_unit *known = name.len && !has_id(f, id) ? catalogue_unit_called(f->catalogue, name, NULL) : NULL;
	if (known && !id.len)
		return known;
	return name.len && !known && !has_id(f, id) ? fill_take_unit(f, name, place) : fill_find_unit(f, id, name, place);
}

bool fill_is_of_year(struct filling *f, struct str year, struct place place)
{
	const char *wanted = arena_printf(f->arena, "%u", f->year);
	return str_is(year, wanted) || fill_refuse(f, DIAG_FILL_YEAR, place, fill_copy(f, year), wanted);
}

bool fill_are_of_year(struct filling *f, struct str year, struct place place)
{
	bool said = f->wrong_year.len && !f->wrong_id.len && str_equal(year, f->wrong_year);
	if (said || fill_is_of_year(f, year, place))
		return !said;
	f->wrong_year = year;
	f->wrong_id = STR("");
	return false;
}

/* ---- values */

static void take(struct filling *f, const struct fill_item *item)
{
	struct fill *fill = f->fill;
	for (size_t i = 0; i < fill->count; i++) {
		const struct fill_item *other = &fill->items[i];
		if (other->unit != item->unit || other->variable != item->variable)
			continue;
		if (strcmp(other->label, item->label) != 0)
			continue;
		if (!(item->variable ? fill_means_same(f, item->variable, other->text, item->text) : strcmp(other->text, item->text) == 0))
			fill_refuse(f, DIAG_FILL_DISAGREE, item->place, item->label, other->text);
		return;
	}
	*ARENA_PUSH(f->arena, fill->items, fill->count, fill->room) = *item;
}

/* ---- what the row says of the unit besides values */

/* Takes what is said of the row of a new unit. Another form may say it, too. */
static bool take_of_new(struct filling *f, struct catalogue_fresh *fresh, const char *label, struct str text, struct place place)
{
	const char **field = strcmp(label, "编号") == 0 ? &fresh->id :
			     strcmp(label, "名称") == 0 ? &fresh->name :
			     strcmp(label, "简称") == 0 ? &fresh->short_name :
			     strcmp(label, "别名") == 0 ? &fresh->aliases :
			     strcmp(label, "类型") == 0 ? &fresh->type :
			     strcmp(label, "地区") == 0 ? &fresh->region :
							    &fresh->variants;
	bool same = !*field || str_is(text, *field) || field == &fresh->name;
	*field = fill_copy(f, text);
	if (field == &fresh->region)
		fresh->region_place = place;
	if (field == &fresh->variants)
		fresh->variants_place = place;
	return same || !fill_refuse(f, DIAG_FILL_DISAGREE, place, label, *field);
}

/* Takes what is said of the row of a unit of the content, where it is another text; its id and its type stay, and for its name there is a command. */
static void take_of_known(struct filling *f, const struct catalogue_unit *unit, const char *label, struct str text, struct place place)
{
	struct str now = catalogue_fixed_of(unit, str_of(label));
	struct catalogue_setting setting = { label, str_is(text, FORM_NOTHING) ? "" : fill_copy(f, text), place };
	struct catalogue_cell cell;
	if (str_equal(now, text) || !fill_is_fixed_edited(f, unit, label, fill_copy(f, now), setting.value, place))
		return;
	if (strcmp(label, "名称") == 0) {
		fill_refuse(f, DIAG_FILL_RENAMED, place, setting.value, fill_copy(f, now));
	} else if (strcmp(label, "编号") == 0 || strcmp(label, "类型") == 0) {
		diag_add(f->diags, DIAG_FILL_FIXED, place, label, fill_copy(f, unit->name), fill_copy(f, now), catalogue_units_source(unit)->name);
		f->fill->refused++;
	} else if (!catalogue_find_fixed_cell(f->arena, f->catalogue, unit, &setting, &cell, f->diags)) {
		f->fill->refused++;
	} else if (strcmp(cell.old, cell.text) != 0) {
		struct fill_item item = { unit, NULL, label, cell.old, setting.value, place };
		take(f, &item);
	}
}

/* Takes what is said of the unit's row besides values; false: the name is none of its columns that are no variables. */
static bool take_identity(struct filling *f, const struct catalogue_unit *unit, struct str name, struct str text, struct place place)
{
	struct fill_unit *new = fill_new_unit_of(f->fill, unit);
	const char *label = fill_copy(f, name);
	if (!catalogue_is_fixed(name))
		return false;
	if (new && text.len)
		take_of_new(f, &new->fresh, label, text, place);
	else if (text.len)
		take_of_known(f, unit, label, text, place);
	return true;
}

void fill_take_value(struct filling *f, const struct catalogue_unit *unit, struct str name, struct str text, struct place place)
{
	const struct catalogue_variable *variable = catalogue_variable(f->catalogue, name);
	if (!text.len)
		return;
	if (!variable || variable->built_in) {
		catalogue_report_undeclared(f->catalogue, name, place, f->diags);
		f->fill->refused++;
		return;
	}
	struct catalogue_setting setting = { variable->name, str_is(text, FORM_NOTHING) ? "" : fill_copy(f, text), place };
	if (!fill_is_edited(f, unit, variable, setting.value, place))
		return;
	struct catalogue_cell cell = { .old = "", .text = setting.value };
	if (unit->file ? !catalogue_find_cell(f->arena, f->catalogue, unit, &setting, &cell, f->diags) :
			 !catalogue_accepts(f->arena, f->catalogue, &setting, f->diags)) {
		f->fill->refused++;
		return;
	}
	struct fill_item item = { unit, variable, variable->label, cell.old, setting.value, place };
	if (strcmp(cell.old, cell.text) != 0 && !fill_means_same(f, variable, cell.old, cell.text))
		take(f, &item);
}

void fill_take_cell(struct filling *f, const struct catalogue_unit *unit, struct str name, const struct table *table, size_t column)
{
	const struct catalogue_variable *variable = catalogue_variable(f->catalogue, name);
	struct str shown = fill_cell_text(table, column), number = str_trim(table->cells[column].text);
	struct place place = table_cell_place(table, column);
	bool elsewhere = variable && form_is_listed(variable) && str_starts(shown, FORM_SEE);
	if (variable && unit && (!shown.len || elsewhere))
		*ARENA_PUSH(f->arena, f->fill->blanks, f->fill->blank_count, f->fill->blank_room) = (struct fill_blank){ unit, variable, place, f->alone };
	if (elsewhere)
		return;
	if (!table_cell_remarks(table, column, f->diags))
		f->fill->refused++;
	else if (!take_identity(f, unit, name, shown, place))
		fill_take_value(f, unit, name, variable && !type_is_words(variable->type.kind) ? number : shown, place);
}
