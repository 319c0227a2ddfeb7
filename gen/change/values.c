/* Values of variables, put into their unit's row. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "catalogue/catalogue.h"
#include "change/internal.h"

/* The first of the settings, or the last, that is of the same variable. */
static size_t find_same(const struct catalogue_setting *settings, size_t count, size_t index, bool last)
{
	struct str name = str_trim(str_of(settings[index].name));
	size_t found = index;
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_trim(str_of(settings[i].name)), name) && (last ? i > found : i < found))
			found = i;
	return found;
}

/* The row of a unit that has none yet in the file over its workbook, and that file, each once. */
static void add_place(struct change *change, const struct catalogue_cell *cell)
{
	struct change_wish *wish = change_wish_for(change, cell->file, cell->fresh_file ? CHANGE_NEW : CHANGE_EDIT);
	if (cell->fresh_file && !wish->text.len)
		wish->text = str_of(arena_printf(change->arena, "%s\n", cell->key_name));
	for (size_t i = 0; i < wish->cells.count; i++)
		if (wish->cells.items[i].step == CHANGE_ADD_ROW && strcmp(wish->cells.items[i].key, cell->key) == 0)
			return;
	struct change_cell row = { .step = CHANGE_ADD_ROW, .key_name = cell->key_name, .key = cell->key };
	change_add_step(change, cell->file, &row);
}

void change_add_cell(struct change *change, const struct catalogue_cell *cell)
{
	if (cell->fresh_row && strcmp(cell->old, cell->text) == 0) /* the workbook has the value */
		return;
	if (cell->fresh_row)
		add_place(change, cell);
	struct change_cell add = { .step = CHANGE_ADD_COLUMN, .column = cell->column };
	struct change_cell set = { .step = CHANGE_SET, .key_name = cell->key_name, .key = cell->key, .column = cell->column };
	set.old = cell->old;
	set.text = cell->text;
	if (cell->fresh)
		change_add_step(change, cell->file, &add);
	change_add_step(change, cell->file, &set);
}

/* Whether the settings, with what the change says of the unit already, can all be true. */
static bool keeps_rules(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	struct catalogue_request request = { .unit = unit };
	struct catalogue_setting *all = ARENA_ARRAY(change->arena, struct catalogue_setting, change->said_count + count + 1);
	size_t all_count = 0;
	for (size_t i = 0; i < change->said_count; i++)
		if (change->said[i].unit == unit)
			all[all_count++] = change->said[i].setting;
	for (size_t i = 0; i < count; i++)
		all[all_count++] = settings[i];
	return catalogue_keeps_rules(change->arena, catalogue, &request, all, all_count, diags);
}

/* Remembers a value for those that come behind. */
static void remember(struct change *change, const struct catalogue_unit *unit, const struct catalogue_setting *setting)
{
	struct change_said said = { unit, *setting };
	said.setting.name = arena_strdup(change->arena, setting->name);
	said.setting.value = arena_strdup(change->arena, setting->value);
	*ARENA_PUSH(change->arena, change->said, change->said_count, change->said_room) = said;
}

bool change_set_values(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
		       const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	struct catalogue_cell *cells = ARENA_ARRAY(change->arena, struct catalogue_cell, count + 1);
	bool good = true;
	for (size_t i = 0; i < count; i++)
		good &= catalogue_find_cell(change->arena, catalogue, unit, &settings[i], &cells[i], diags);
	good = good && keeps_rules(change, catalogue, unit, settings, count, diags);
	for (size_t i = 0; i < count && good; i++)
		remember(change, unit, &settings[i]);
	for (size_t i = 0; i < count && good; i++)
		if (find_same(settings, count, i, false) == i) /* of a value that is given twice, the last counts */
			change_add_cell(change, &cells[find_same(settings, count, i, true)]);
	return good;
}

/* The place in the source that stays. */
static struct place known_place(struct place place, const struct source *source)
{
	size_t offset = place.offset < source->text.len ? place.offset : source->text.len;
	return place.source ? (struct place){ source, offset } : NO_PLACE;
}

bool change_can_set_values(const struct catalogue_unit *unit, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	struct diag_list own;
	struct change_cells none = { 0 };
	struct change_hunks hunks = { 0 };
	const char *path = catalogue_units_path(arena, unit);
	diag_init(&own, arena);
	if (catalogue_units_source(unit)->sheet && !file_exists(path)) {
		arena_free(arena);
		return true;
	}
	struct source *now = source_load(arena, path, LIMIT_DATA_BYTES, &own);
	if (now)
		now->table = true;
	bool good = now && cells_find(arena, now, &none, &hunks, &own);
	for (const struct diag *d = own.first; d && !good; d = d->next)
		diag_add(diags, d->code, known_place(d->place, catalogue_units_source(unit)), d->arguments[0], d->arguments[1]);
	arena_free(arena);
	return good;
}
