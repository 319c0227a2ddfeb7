/* Where a value stands in its unit's row. */
#include "catalogue/internal.h"
#include "vars/tidy.h"

size_t catalogue_column_of(const struct catalogue_units_file *file, const struct catalogue_column *column)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct units_column *found = &file->columns[i];
		if (found->role == column->role && (found->role != UNITS_VARIABLE || (found->variable == column->variable && !found->variant)))
			return i;
	}
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
static struct str text_over(const struct table *row, const struct catalogue_units_file *file, const struct catalogue_column *wanted,
			    struct str text)
{
	size_t column = catalogue_column_of(file, wanted);
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

/* The cell of the unit's row in the column. False with errors in that row. */
static bool find_cell(struct arena *arena, const struct catalogue_unit *unit, const struct catalogue_column *wanted, struct str text,
		      struct catalogue_cell *cell, struct diag_list *diags)
{
	struct table row, over = { .count = 0 };
	bool workbook = unit->file->source->sheet != NULL;
	const struct catalogue_units_file *file = workbook ? unit->file->layer : unit->file;
	const struct table *table = workbook ? &over : &row;
	if (!catalogue_unit_row(&row, arena, unit, diags) || (workbook && unit->layer && !catalogue_layer_row(&over, arena, unit, diags)))
		return false;
	if (workbook)
		text = text_over(&row, unit->file, wanted, text);
	size_t column = file ? catalogue_column_of(file, wanted) : 0;
	bool fresh = !file || column == file->count;
	struct str old = fresh || column >= table->count ? STR("") : table->cells[column].text;
	*cell = (struct catalogue_cell){ .file = catalogue_units_path(arena, unit),
					 .key_name = key_name_of(file ? file : unit->file),
					 .key = arena_copy(arena, unit->id.data, unit->id.len),
					 .column = fresh ? wanted->name : file->columns[column].name,
					 .fresh = fresh,
					 .fresh_row = workbook && !unit->layer,
					 .fresh_file = workbook && !file,
					 .old = arena_copy(arena, old.data, old.len),
					 .text = arena_copy(arena, text.data, text.len) };
	return true;
}

bool catalogue_find_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_setting *setting, struct catalogue_cell *cell, struct diag_list *diags)
{
	if (!catalogue_accepts(arena, catalogue, setting, diags))
		return false;
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_trim(str_of(setting->name)));
	struct catalogue_column wanted = { UNITS_VARIABLE, variable, variable->name };
	return find_cell(arena, unit, &wanted, str_trim(str_of(setting->value)), cell, diags);
}

bool catalogue_find_name_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit, const char *name,
			      struct catalogue_cell *cell, struct diag_list *diags)
{
	struct catalogue_column wanted = { UNITS_NAME, NULL, catalogue_fixed_names[UNITS_NAME] };
	struct str text = str_trim(str_of(name));
	if (!tidy_value(arena, wanted.name, &text, NO_PLACE, diags) || (text.len && !tidy_known(arena, wanted.name, text, NO_PLACE, diags)))
		return false;
	const struct catalogue_unit *other = text.len ? catalogue_unit_called(catalogue, text, unit) : NULL;
	if (!text.len)
		diag_add(diags, DIAG_UNIT_LACKS, NO_PLACE, wanted.name);
	if (other)
		diag_add(diags, DIAG_UNIT_NAME_TAKEN, NO_PLACE, arena_copy(arena, text.data, text.len), arena_copy(arena, other->id.data, other->id.len),
			 arena_copy(arena, other->name.data, other->name.len));
	return text.len && !other && find_cell(arena, unit, &wanted, text, cell, diags);
}

enum units_role catalogue_fixed_role(struct str name)
{
	size_t role = 0;
	while (role < UNITS_FIXED && !str_is(name, catalogue_fixed_names[role]))
		role++;
	return (enum units_role)role;
}

bool catalogue_is_fixed(struct str name)
{
	return catalogue_fixed_role(name) != UNITS_FIXED;
}

struct str catalogue_fixed_of(const struct catalogue_unit *unit, struct str name)
{
	const struct str texts[UNITS_FIXED + 1] = { [UNITS_ID] = unit->id,	     [UNITS_NAME] = unit->name, [UNITS_SHORT] = unit->short_name,
						    [UNITS_ALIASES] = unit->aliases, [UNITS_TYPE] = unit->type, [UNITS_REGION] = unit->region,
						    [UNITS_VARIANTS] = unit->variants };
	return texts[catalogue_fixed_role(name)];
}

bool catalogue_find_fixed_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			       const struct catalogue_setting *setting, struct catalogue_cell *cell, struct diag_list *diags)
{
	struct catalogue_column wanted = { catalogue_fixed_role(str_of(setting->name)), NULL, setting->name };
	struct str text = catalogue_tidy_fixed(arena, catalogue, setting, diags);
	return text.data && find_cell(arena, unit, &wanted, text, cell, diags);
}

bool catalogue_row_cells(struct arena *arena, const struct catalogue_unit *unit, struct catalogue_cell **cells, size_t *count,
			 struct diag_list *diags)
{
	const struct source *source = unit->file->source;
	struct table row;
	*count = 0;
	if (source->sheet) {
		diag_add(diags, DIAG_UNIT_IN_WORKBOOK, unit->place, arena_copy(arena, unit->name.data, unit->name.len), source->name);
		return false;
	}
	if (!catalogue_unit_row(&row, arena, unit, diags))
		return false;
	*cells = ARENA_ARRAY(arena, struct catalogue_cell, row.count + 1);
	for (size_t i = 0; i < row.count; i++) {
		struct str text = row.cells[i].text;
		struct catalogue_cell *cell = &(*cells)[*count];
		*cell = (struct catalogue_cell){ .file = source->name, .key_name = key_name_of(unit->file), .text = "" };
		cell->key = arena_copy(arena, unit->id.data, unit->id.len);
		cell->column = unit->file->columns[i].name;
		cell->old = arena_copy(arena, text.data, text.len);
		*count += unit->file->columns[i].role != UNITS_ID && str_trim(text).len;
	}
	return true;
}

const struct source *catalogue_units_source(const struct catalogue_unit *unit)
{
	return unit->file->source;
}

struct place catalogue_cell_place(struct arena *arena, const struct catalogue_unit *unit, const struct catalogue_variable *variable)
{
	struct table row;
	struct diag_list ignored; /* whoever reads the values hears of it */
	diag_init(&ignored, arena);
	bool read = catalogue_unit_row(&row, arena, unit, &ignored);
	for (size_t i = 0; read && i < row.count; i++)
		if (unit->file->columns[i].variable == variable)
			return table_cell_place(&row, i);
	return unit->place;
}
