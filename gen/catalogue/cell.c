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

const char *catalogue_units_path(struct arena *arena, const struct catalogue_unit *unit)
{
	const struct source *source = unit->file->source;
	return source->sheet ? arena_printf(arena, "%s" UNITS_LAYER_ENDING, source->name) : source->name;
}

/* What a cell over a workbook must hold, so that the unit has the value: nothing where the workbook has it. */
static struct str text_over(const struct table *row, const struct catalogue_units_file *file, const struct catalogue_variable *variable,
			    struct str text)
{
	size_t column = column_of(file, variable);
	struct str base = column < file->count ? str_trim(row->cells[column].text) : STR("");
	if (str_equal(base, text))
		return STR("");
	return text.len ? text : STR(UNITS_NOTHING);
}

bool catalogue_accepts(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_setting *setting,
		       struct diag_list *diags)
{
	const struct catalogue_variable *variable = catalogue_settable(catalogue, str_trim(str_of(setting->name)), setting->place, diags);
	return variable && catalogue_value_of_text(arena, variable, str_trim(str_of(setting->value)), setting->place, diags);
}

bool catalogue_find_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_setting *setting, struct catalogue_cell *cell, struct diag_list *diags)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_trim(str_of(setting->name)));
	struct str text = str_trim(str_of(setting->value));
	struct table row, over = { .count = 0 };
	if (!catalogue_accepts(arena, catalogue, setting, diags) || !catalogue_unit_row(&row, arena, unit, diags))
		return false;
	bool workbook = unit->file->source->sheet != NULL;
	const struct catalogue_units_file *file = workbook ? unit->file->layer : unit->file;
	const struct table *table = workbook ? &over : &row;
	if (workbook && unit->layer && !catalogue_layer_row(&over, arena, unit, diags))
		return false;
	if (workbook)
		text = text_over(&row, unit->file, variable, text);
	size_t column = file ? column_of(file, variable) : 0;
	bool fresh = !file || column == file->count;
	struct str old = fresh || column >= table->count ? STR("") : table->cells[column].text;
	*cell = (struct catalogue_cell){ .file = catalogue_units_path(arena, unit),
					 .key_name = key_name_of(file ? file : unit->file),
					 .key = arena_copy(arena, unit->id.data, unit->id.len),
					 .column = fresh ? variable->name : file->columns[column].name,
					 .fresh = fresh,
					 .fresh_row = workbook && !unit->layer,
					 .fresh_file = workbook && !file,
					 .old = arena_copy(arena, old.data, old.len),
					 .text = arena_copy(arena, text.data, text.len) };
	return true;
}

const struct source *catalogue_units_source(const struct catalogue_unit *unit)
{
	return unit->file->source;
}
