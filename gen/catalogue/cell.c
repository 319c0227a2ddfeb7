/* Where a value stands in its unit's row. */
#include "catalogue/internal.h"

/* The column that holds the variable for all variants; file->count: there is none. */
static size_t column_of(const struct catalogue_units_file *file, const struct catalogue_variable *variable)
{
	for (size_t i = 0; i < file->count; i++)
		if (file->columns[i].role == UNITS_VARIABLE && file->columns[i].variable == variable && !file->columns[i].variant)
			return i;
	return file->count;
}

static const char *key_name_of(const struct catalogue_units_file *file)
{
	size_t i = 0;
	while (file->columns[i].role != UNITS_ID)
		i++;
	return file->columns[i].name;
}

bool catalogue_find_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_setting *setting, struct catalogue_cell *cell, struct diag_list *diags)
{
	const struct catalogue_variable *variable =
		catalogue_settable(catalogue, str_trim(str_of(setting->name)), setting->place, diags);
	struct str text = str_trim(str_of(setting->value));
	struct table row;
	if (!variable || !catalogue_value_of_text(arena, variable, text, setting->place, diags) ||
	    !catalogue_unit_row(&row, arena, unit, diags))
		return false;
	size_t column = column_of(unit->file, variable);
	bool fresh = column == unit->file->count;
	struct str old = fresh ? STR("") : row.cells[column].text;
	*cell = (struct catalogue_cell){ .file = unit->file->source->name,
					 .key_name = key_name_of(unit->file),
					 .key = arena_copy(arena, unit->id.data, unit->id.len),
					 .column = fresh ? variable->name : unit->file->columns[column].name,
					 .fresh = fresh,
					 .old = arena_copy(arena, old.data, old.len),
					 .text = arena_copy(arena, text.data, text.len) };
	return true;
}

const struct source *catalogue_units_source(const struct catalogue_unit *unit)
{
	return unit->file->source;
}
