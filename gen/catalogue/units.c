/* The CSV files in units/: who the plans are for. One pass; the cells of variables stay text until a unit is drafted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "catalogue/internal.h"
#include "table/xlsx.h"
#include "vars/number.h"
#include "vars/tidy.h"

const char *const catalogue_fixed_names[UNITS_FIXED] = { "编号", "名称", "简称", "别名", "类型", "地区", CATALOGUE_VARIANTS };

/* ---- header */

/* Keeps what was found wrong with a row or column, if anything. */
static void keep_fault(struct loader *loader, struct catalogue_fault fault, const struct diag_list *diags)
{
	struct catalogue *catalogue = loader->catalogue;
	if (!diags->first)
		return;
	fault.diags = ARENA_NEW(loader->arena, struct diag_list);
	*fault.diags = *diags;
	struct catalogue_fault *faults = (struct catalogue_fault *)catalogue->faults;
	*ARENA_PUSH(loader->arena, faults, catalogue->fault_count, loader->fault_capacity) = fault;
	catalogue->faults = faults;
}

/* `named`: it is certain that the row is the unit's. */
static void keep_unit_fault(struct loader *loader, size_t unit, bool named, const struct diag_list *diags)
{
	struct catalogue_fault fault = { .file = loader->catalogue->units[unit].file, .unit = unit, .column = CATALOGUE_NONE, .named = named };
	keep_fault(loader, fault, diags);
}

/* The role of one header cell; `13-党支部@党员总数` holds values for one variant only. */
static void read_column(struct loader *loader, struct str name, struct place place, struct units_column *column,
			struct diag_list *diags)
{
	const struct catalogue *catalogue = loader->catalogue;
	column->name = arena_copy(loader->arena, name.data, name.len);
	column->role = UNITS_UNKNOWN;
	if (!name.len)
		return; /* its cells must be blank */
	for (int i = 0; i < UNITS_FIXED; i++)
		if (str_is(name, catalogue_fixed_names[i])) {
			column->role = (enum units_role)i;
			return;
		}
	if (str_find(name, "@") != (size_t)-1) {
		struct str id = str_trim(str_cut(&name, "@"));
		column->variant = catalogue_variant_of_id(catalogue, id);
		if (!column->variant) {
			catalogue_report_variant(catalogue, id, place, diags);
			return;
		}
	}
	column->variable = catalogue_settable(catalogue, str_trim(name), place, diags);
	if (column->variable)
		column->role = UNITS_VARIABLE;
}

/* What stands between the columns of a header of one cell, quoted or not, when it is no comma: ";", "Tab", "，" … NULL: nothing
 * of the kind. */
static const char *wrong_separator(struct str header)
{
	static const struct {
		const char *sign, *name;
	} separators[] = { { ";", ";" }, { "\t", "Tab" }, { "，", "，" }, { "；", "；" },
			   { "|", "|" }, { "｜", "｜" },   { "、", "、" } };
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (str_find(header, separators[i].sign) != (size_t)-1)
			return separators[i].name;
	return NULL;
}

static int by_name_then_place(const void *a, const void *b)
{
	const struct units_column *x = *(const struct units_column *const *)a, *y = *(const struct units_column *const *)b;
	int order = strcmp(x->name, y->name);
	return order ? order : (x > y) - (x < y);
}

/* Of columns with one name only the first counts. */
static void refuse_twice(struct loader *loader, const struct table *table, struct units_column *columns, struct diag_list *own)
{
	struct units_column **sorted = ARENA_ARRAY(loader->arena, struct units_column *, table->count);
	for (size_t i = 0; i < table->count; i++)
		sorted[i] = &columns[i];
	qsort(sorted, table->count, sizeof *sorted, by_name_then_place);
	for (size_t i = 1; i < table->count; i++) {
		size_t column = (size_t)(sorted[i] - columns);
		if (!*sorted[i]->name || strcmp(sorted[i]->name, sorted[i - 1]->name) != 0)
			continue;
		diag_add(&own[column], DIAG_UNITS_COLUMN_TWICE, table_cell_place(table, column), sorted[i]->name);
		sorted[i]->role = UNITS_UNKNOWN;
	}
}

/* Reads the first rows, as far as the one that names the column of ids; that cell in it, (size_t)-1: none of them does. */
static size_t find_ids(struct table *table, struct arena *arena, const struct source *source)
{
	enum { ROWS = 10 };
	struct diag_list ignored;
	size_t cell = (size_t)-1;
	bool good;
	diag_init(&ignored, arena);
	table_start(table, arena, source);
	for (int row = 0; row < ROWS && cell == (size_t)-1 && table_next(table, &good, &ignored); row++)
		cell = table_find_cell(table, catalogue_fixed_names[UNITS_ID]);
	return cell;
}

/* Whether a title or empty rows stand above the header, with an error that says where it is. `table` has read the first row. */
static bool starts_below(struct arena *arena, const struct table *table, struct diag_list *diags)
{
	const char *name = catalogue_fixed_names[UNITS_ID];
	struct table below;
	struct source_cell where;
	if (table_find_cell(table, name) != (size_t)-1)
		return false;
	size_t cell = find_ids(&below, arena, table->source);
	bool found = cell != (size_t)-1;
	if (found && source_cell(table_cell_place(&below, cell), &where))
		diag_add(diags, DIAG_UNITS_HEADER_BELOW, table_cell_place(table, 0), name, where.name);
	return found;
}

/* Whether the columns are there that every table of units needs; else says which is missing. Of a file over a workbook it is the first. */
static bool has_needed(const struct table *table, const struct units_column *columns, bool is_layer, struct diag_list *diags)
{
	static const enum units_role needed[] = { UNITS_ID, UNITS_NAME, UNITS_TYPE };
	bool good = true;
	for (size_t i = 0; i < (is_layer ? 1 : sizeof needed / sizeof *needed); i++) {
		bool found = false;
		for (size_t j = 0; j < table->count; j++)
			found |= columns[j].role == needed[i];
		if (!found)
			diag_add(diags, DIAG_UNITS_COLUMN_MISSING, table_cell_place(table, 0), catalogue_fixed_names[needed[i]]);
		good &= found;
	}
	return good;
}

/* Reads the header; false when the rows cannot be understood. */
static bool read_header(struct loader *loader, struct table *table, struct catalogue_units_file *file, struct diag_list *diags)
{
	bool good = true;
	struct diag_list faults;
	diag_init(&faults, loader->arena);
	if (!table_next(table, &good, &faults)) {
		diag_add(diags, DIAG_UNITS_COLUMN_MISSING, ((struct place){ file->source, 0 }),
			 catalogue_fixed_names[UNITS_ID]);
		return false;
	}
	struct str header = { file->source->text.data + table->start, table->end - table->start };
	bool one = table->count == 1 && (good || faults.first->code != DIAG_CSV_UNCLOSED);
	const char *separator = one ? wrong_separator(header) : NULL;
	if (separator) {
		diag_add(diags, DIAG_UNITS_SEPARATOR, table_cell_place(table, 0), separator);
		return false;
	}
	if (starts_below(loader->arena, table, diags))
		return false;
	diag_append(diags, &faults);
	struct units_column *columns = ARENA_ARRAY(loader->arena, struct units_column, table->count);
	const char **names = ARENA_ARRAY(loader->arena, const char *, table->count);
	struct diag_list *own = ARENA_ARRAY(loader->arena, struct diag_list, table->count);
	for (size_t i = 0; i < table->count; i++) {
		diag_init(&own[i], loader->arena);
		table_cell_remarks(table, i, &own[i]);
		read_column(loader, str_trim(table_cell_shown(table, i)), table_cell_place(table, i), &columns[i], &own[i]);
		names[i] = columns[i].name;
	}
	refuse_twice(loader, table, columns, own);
	for (size_t i = 0; i < table->count; i++)
		keep_fault(loader, (struct catalogue_fault){ .file = file, .unit = CATALOGUE_NONE, .column = i }, &own[i]);
	file->columns = columns;
	file->count = table->columns = table->count;
	table->names = names;
	return has_needed(table, columns, file->is_layer, diags) && good;
}

/* ---- rows */

static void check_unit(struct loader *loader, const struct table *table, const struct catalogue_unit *unit,
		       const size_t *positions, struct diag_list *diags)
{
	const struct {
		struct str text;
		enum units_role role;
	} needed[] = {
		{ unit->id, UNITS_ID },
		{ unit->name, UNITS_NAME },
		{ unit->type, UNITS_TYPE },
	};
	for (size_t i = 0; i < 3; i++)
		if (!needed[i].text.len)
			diag_add(diags, DIAG_UNIT_LACKS, table_cell_place(table, positions[needed[i].role]),
				 catalogue_fixed_names[needed[i].role]);
	if (unit->type.len && !catalogue_type_of_name(loader->catalogue, unit->type))
		catalogue_report_type(loader->catalogue, unit->type, table_cell_place(table, positions[UNITS_TYPE]),
				      diags);
	if (positions[UNITS_REGION] != (size_t)-1)
		catalogue_report_region(loader->catalogue, unit->region, table_cell_place(table, positions[UNITS_REGION]), diags);
	for (struct str rest = unit->variants; rest.len;) {
		struct str id = str_trim(str_cut(&rest, "|"));
		if (id.len && !catalogue_variant_of_id(loader->catalogue, id))
			catalogue_report_variant(loader->catalogue, id, table_cell_place(table, positions[UNITS_VARIANTS]),
						 diags);
	}
}

/* The fixed cells of the row read last; false where they cannot be used. */
static bool read_fixed(struct loader *loader, const struct table *table, const struct units_column *columns, const size_t *positions, struct str *cells,
		       struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < table->columns; i++)
		if (!*columns[i].name && str_trim(table->cells[i].text).len)
			diag_add(diags, DIAG_UNITS_COLUMN_EMPTY, table_cell_place(table, i));
	for (size_t i = 0; i < UNITS_FIXED; i++) {
		cells[i] = (struct str){ NULL, 0 };
		if (positions[i] == (size_t)-1)
			continue;
		cells[i] = table_cell_shown(table, positions[i]);
		good = table_cell_remarks(table, positions[i], diags) && good;
		good = tidy_value(loader->arena, catalogue_fixed_names[i], &cells[i], table_cell_place(table, positions[i]), diags) && good;
		if (i == UNITS_REGION && cells[i].len)
			cells[i] = catalogue_tidy_region(loader->arena, cells[i]);
	}
	return good;
}

/* The workbook that the file's rows are over, by its path. */
static bool is_over(const struct catalogue_units_file *file, const struct catalogue_unit *unit)
{
	struct str own = str_of(file->source->name), base = str_of(unit->file->source->name);
	return unit->file->source->sheet && own.len > base.len && memcmp(own.data, base.data, base.len) == 0 &&
	       strcmp(own.data + base.len, UNITS_LAYER_ENDING) == 0;
}

/* What the layer says of the cells that tell the unit from others. */
static void override_fixed(struct catalogue_unit *unit, const struct str *cells)
{
	struct str *fixed[UNITS_FIXED] = { [UNITS_NAME] = &unit->name,	[UNITS_SHORT] = &unit->short_name, [UNITS_ALIASES] = &unit->aliases,
					   [UNITS_TYPE] = &unit->type, [UNITS_REGION] = &unit->region,	   [UNITS_VARIANTS] = &unit->variants };
	for (size_t i = UNITS_NAME; i < UNITS_FIXED; i++)
		if (cells[i].len)
			*fixed[i] = str_is(cells[i], UNITS_NOTHING) ? STR("") : cells[i];
}

/* Takes a row of a file over a workbook for its unit's. False: it is of no unit there, and may be of one of its own. */
static bool take_layer_row(struct loader *loader, const struct table *table, const struct catalogue_units_file *file, const struct str *cells,
			   const size_t *positions, struct diag_list *own)
{
	struct catalogue *catalogue = loader->catalogue;
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		struct catalogue_unit *unit = (struct catalogue_unit *)&catalogue->units[i];
		if (!is_over(file, unit) || !str_equal(unit->id, cells[UNITS_ID]) || unit->layer)
			continue;
		unit->layer = file;
		unit->layer_place = (struct place){ file->source, table->start };
		override_fixed(unit, cells);
		if (cells[UNITS_REGION].len)
			catalogue_report_region(catalogue, unit->region, table_cell_place(table, positions[UNITS_REGION]), own);
		keep_unit_fault(loader, i, true, own);
		return true;
	}
	if (positions[UNITS_NAME] != (size_t)-1 && positions[UNITS_TYPE] != (size_t)-1)
		return false;
	diag_add(own, DIAG_UNITS_LAYER_ROW, (struct place){ file->source, table->start },
		 arena_copy(loader->arena, cells[UNITS_ID].data, cells[UNITS_ID].len));
	keep_fault(loader, (struct catalogue_fault){ .file = file, .unit = CATALOGUE_NONE, .column = CATALOGUE_NONE }, own);
	return true;
}

static void read_rows(struct loader *loader, struct table *table, const struct catalogue_units_file *file)
{
	struct catalogue *catalogue = loader->catalogue;
	struct catalogue_unit *units = (struct catalogue_unit *)catalogue->units;
	size_t positions[UNITS_FIXED];
	for (size_t i = 0; i < UNITS_FIXED; i++)
		positions[i] = (size_t)-1;
	for (size_t i = 0; i < file->count; i++)
		if (file->columns[i].role < UNITS_FIXED)
			positions[file->columns[i].role] = i;
	struct diag_list own;
	diag_init(&own, loader->arena);
	for (bool good; table_next(table, &good, &own); diag_init(&own, loader->arena)) {
		struct str cells[UNITS_FIXED];
		if (!good || !read_fixed(loader, table, file->columns, positions, cells, &own)) {
			struct str row = { file->source->text.data + table->start, table->end - table->start };
			struct catalogue_fault fault = { .file = file, .unit = CATALOGUE_NONE, .column = CATALOGUE_NONE, .row = row };
			keep_fault(loader, fault, &own);
			continue;
		}
		if (file->is_layer && take_layer_row(loader, table, file, cells, positions, &own))
			continue;
		struct catalogue_unit *unit =
			ARENA_PUSH(loader->arena, units, catalogue->unit_count, loader->unit_capacity);
		*unit = (struct catalogue_unit){
			cells[UNITS_ID],
			cells[UNITS_NAME],
			cells[UNITS_SHORT],
			cells[UNITS_ALIASES],
			cells[UNITS_TYPE],
			cells[UNITS_REGION],
			cells[UNITS_VARIANTS],
			file,
			{ file->source, table->start },
			NULL,
			NO_PLACE,
		};
		catalogue->units = units;
		bool named = !diag_errors(&own) && unit->id.len;
		check_unit(loader, table, unit, positions, &own);
		keep_unit_fault(loader, catalogue->unit_count - 1, named, &own);
	}
}

/* ---- checks over many units */

/* Where one numeric id of a file starts with 0, none may be shorter: a spreadsheet has dropped the zeros. */
static void check_zeros(struct loader *loader, size_t first)
{
	const struct catalogue *catalogue = loader->catalogue;
	struct str longest = { NULL, 0 };
	for (size_t i = first; i < catalogue->unit_count; i++) {
		struct str id = catalogue->units[i].id;
		if (number_is_digits(id) && id.data[0] == '0' && id.len > longest.len)
			longest = id;
	}
	for (size_t i = first; i < catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &catalogue->units[i];
		if (!number_is_digits(unit->id) || unit->id.len >= longest.len)
			continue;
		struct diag_list own;
		diag_init(&own, loader->arena);
		diag_add(&own, DIAG_UNIT_LOST_ZEROS, unit->place, arena_copy(loader->arena, unit->id.data, unit->id.len),
			 arena_copy(loader->arena, longest.data, longest.len));
		keep_unit_fault(loader, i, false, &own);
	}
}

/* FNV-1a; of A–Z as of a–z. */
static size_t hash(struct str text)
{
	size_t value = 14695981039346656037u;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		value = (value ^ (c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)) * 1099511628211u;
	}
	return value;
}

/* Tells the unit's documents that the other has its id: which of the two the id means, nobody knows. */
static void report_twice(struct loader *loader, const struct catalogue_unit *unit, const struct catalogue_unit *other)
{
	struct diag_list own;
	struct buf where = BUF_INIT;
	diag_init(&own, loader->arena);
	source_add_place(other->place, &where);
	const char *id = arena_copy(loader->arena, unit->id.data, unit->id.len);
	if (str_equal(unit->id, other->id))
		diag_add(&own, DIAG_UNIT_TWICE, unit->place, id, where.data);
	else
		diag_add(&own, DIAG_UNIT_ALIKE, unit->place, id, arena_copy(loader->arena, other->id.data, other->id.len), where.data);
	keep_unit_fault(loader, (size_t)(unit - loader->catalogue->units), false, &own);
	buf_free(&where);
}

/* Reports ids used twice, in any file, or but for capitals, which names of files and people do not tell apart; open addressing, so that 10,000 units cost a millisecond. */
static void check_ids(struct loader *loader)
{
	const struct catalogue *catalogue = loader->catalogue;
	size_t size = 16;
	while (size < catalogue->unit_count * 2)
		size *= 2;
	const struct catalogue_unit **slots = ARENA_ARRAY(loader->arena, const struct catalogue_unit *, size);
	bool *told = ARENA_ARRAY(loader->arena, bool, size); /* the first of them */
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &catalogue->units[i];
		size_t at = hash(unit->id) & (size - 1);
		while (slots[at] && !catalogue_same_id(slots[at]->id, unit->id))
			at = (at + 1) & (size - 1);
		if (!slots[at])
			slots[at] = unit;
		if (slots[at] == unit || !unit->id.len)
			continue;
		if (!told[at])
			report_twice(loader, slots[at], unit);
		told[at] = true;
		report_twice(loader, unit, slots[at]);
	}
}

/* A file that cannot be read as a table is a fault of the units that may be in it, and of no other. */
static void keep_unread(struct loader *loader, const struct catalogue_units_file *file, const char *path, const struct diag_list *own)
{
	struct catalogue_fault fault = { .file = file, .unit = CATALOGUE_NONE, .column = CATALOGUE_NONE, .path = path };
	keep_fault(loader, fault, own);
}

/* The units of a table; NULL where it cannot be read as one. `own` has what was said of the file so far. */
static const struct catalogue_units_file *load_table(struct loader *loader, const struct source *source, bool is_layer, struct diag_list *own)
{
	struct catalogue_units_file *file = ARENA_NEW(loader->arena, struct catalogue_units_file);
	struct table table;
	file->source = source;
	file->is_layer = is_layer;
	table_start(&table, loader->arena, source);
	if (!read_header(loader, &table, file, own)) {
		keep_unread(loader, file, source->name, own);
		return NULL;
	}
	diag_append(loader->diags, own);
	size_t first = loader->catalogue->unit_count;
	read_rows(loader, &table, file);
	check_zeros(loader, first);
	return file;
}

static const struct catalogue_units_file *load_csv(struct loader *loader, const char *path, bool is_layer)
{
	struct diag_list own;
	diag_init(&own, loader->arena);
	struct source *source = source_load(loader->arena, path, LIMIT_DATA_BYTES, &own);
	if (!source) {
		keep_unread(loader, NULL, path, &own);
		return NULL;
	}
	source->table = true;
	return load_table(loader, source, is_layer, &own);
}

/* ---- workbooks */

/* Keeps what is worth knowing about tables, for those who ask about all of them. */
static void keep_notes(struct loader *loader, const struct diag_list *notes)
{
	struct catalogue *catalogue = loader->catalogue;
	if (!notes->first)
		return;
	if (!catalogue->notes) {
		catalogue->notes = ARENA_NEW(loader->arena, struct diag_list);
		diag_init(catalogue->notes, loader->arena);
	}
	diag_append(catalogue->notes, notes);
}

/* The sheets of a workbook that are tables of units, and the file over it. */
static void load_workbook(struct loader *loader, const char *path)
{
	struct diag_list own;
	const struct source **sheets;
	size_t count, first = loader->catalogue->unit_count;
	diag_init(&own, loader->arena);
	if (!xlsx_load(loader->arena, path, &sheets, &count, &own)) {
		keep_unread(loader, NULL, path, &own);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		struct diag_list header;
		struct table table;
		diag_init(&header, loader->arena);
		if (count > 1 && find_ids(&table, loader->arena, sheets[i]) == (size_t)-1)
			diag_add(&own, DIAG_UNITS_SHEET_OTHER, NO_PLACE, path, sheets[i]->sheet);
		else
			load_table(loader, sheets[i], false, &header);
	}
	keep_notes(loader, &own);
	const char *over = arena_printf(loader->arena, "%s" UNITS_LAYER_ENDING, path);
	size_t end = loader->catalogue->unit_count;
	const struct catalogue_units_file *layer = file_exists(over) ? load_csv(loader, over, true) : NULL;
	for (size_t i = first; layer && i < end; i++)
		((struct catalogue_units_file *)loader->catalogue->units[i].file)->layer = layer;
}

/* Whether the name ends in one of the endings, in capitals or not. */
static bool ends_in(const char *name, const char *const *endings)
{
	for (; *endings; endings++)
		if (str_ends_caseless(str_of(name), *endings))
			return true;
	return false;
}

/* The name without its last ending and with another. */
static const char *with_ending(struct arena *arena, const char *name, const char *ending)
{
	return arena_printf(arena, "%.*s%s", (int)(strrchr(name, '.') - name), name, ending);
}

static bool is_listed(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Whether an editor or a spreadsheet program keeps an earlier or an open version under the name. */
static bool is_left_over(const char *name)
{
	static const char *const endings[] = { "~", ".bak", ".tmp", ".orig", NULL };
	return strncmp(name, "~$", 2) == 0 || ends_in(name, endings);
}

/* Whether the file says something of the folder to people. */
static bool is_note(const char *name)
{
	static const char *const names[] = { "README", "Readme", "readme", "说明", NULL };
	return str_starts_any(str_of(name), names);
}

/* Reads the file by its ending. A table that was saved as CSV beside its workbook stands for it. */
static void load_file(struct loader *loader, const char *folder, const char *const *names, size_t count, const char *name)
{
	static const char *const csv_endings[] = { ".csv", NULL }, *const layer_endings[] = { ".xlsx.csv", ".xlsm.csv", NULL };
	static const char *const spreadsheets[] = { ".xls", ".et", ".ods", NULL };
	const char *path = file_join(loader->arena, folder, name);
	if (ends_in(name, layer_endings)) {
		if (!is_listed(names, count, with_ending(loader->arena, name, "")))
			load_csv(loader, path, true); /* its rows are of no unit that is there, and say so */
	} else if (ends_in(name, csv_endings)) {
		load_csv(loader, path, false);
	} else if (xlsx_has_name(name)) {
		const char *csv = with_ending(loader->arena, name, ".csv");
		if (is_listed(names, count, csv))
			diag_add(loader->diags, DIAG_UNITS_BOTH, NO_PLACE, path, csv);
		else
			load_workbook(loader, path);
	} else if (ends_in(name, spreadsheets)) {
		diag_add(loader->diags, DIAG_UNITS_SPREADSHEET, NO_PLACE, path);
	} else if (!is_note(name)) {
		diag_add(loader->diags, DIAG_UNITS_FILE_UNREAD, NO_PLACE, path);
	}
}

/* ---- folders of units' own text */

/* A unit by the name of its folder. */
struct own_folder {
	struct str name; /* its id as names of files are (draft/own.h) */
	size_t unit;
};

static int by_name(const void *a, const void *b)
{
	return str_compare(((const struct own_folder *)a)->name, ((const struct own_folder *)b)->name);
}

/* The variant whose id is the name of a file, without its ending; NULL: none. */
static const struct catalogue_variant *variant_of_file(struct loader *loader, struct str name)
{
	const struct catalogue *catalogue = loader->catalogue;
	for (size_t i = 0; i < catalogue->variant_count; i++)
		if (str_is(name, catalogue_id_as_name(loader->arena, str_of(catalogue->variants[i].id))))
			return &catalogue->variants[i];
	return NULL;
}

/* Warns of a file that has only the wrong ending; where one has the right one, it is to go. */
static void report_name(struct loader *loader, const char *path, struct str stem, struct diag_list *diags)
{
	const char *name = arena_printf(loader->arena, "%.*s.md", (int)stem.len, stem.data);
	const char *right = arena_printf(loader->arena, "%.*s%s", (int)(strrchr(path, '/') + 1 - path), path, name);
	if (file_exists(right))
		diag_add(diags, DIAG_UNITS_OWN_BESIDE, NO_PLACE, path, right);
	else
		diag_add(diags, DIAG_UNITS_OWN_NAME, NO_PLACE, path, name);
}

/* Warns of a file in a unit's folder that is not one of a plan of it. */
static void check_own_file(struct loader *loader, const struct catalogue_unit *unit, const char *path, const char *name, struct diag_list *diags)
{
	static const char *const text_endings[] = { ".md", ".markdown", ".txt", NULL };
	const char *dot = strrchr(name, '.');
	struct str stem = { name, dot ? (size_t)(dot - name) : strlen(name) };
	const struct catalogue_variant *variant = variant_of_file(loader, stem);
	bool common = str_is(stem, CATALOGUE_OWN_COMMON), folder = file_is_folder(path), good = dot && strcmp(dot, ".md") == 0;
	if (folder || !(good || ((variant || common) && (!dot || ends_in(name, text_endings)))))
		diag_add(diags, DIAG_UNITS_OWN_UNREAD, NO_PLACE, path);
	else if (!variant && !common)
		diag_add(diags, DIAG_UNITS_OWN_VARIANT, NO_PLACE, path);
	else if (!good)
		report_name(loader, path, stem, diags);
	else if (variant && !catalogue_unit_uses(loader->catalogue, unit, variant))
		diag_add(diags, DIAG_UNITS_OWN_UNUSED, NO_PLACE, path, variant->id);
}

static void check_own_files(struct loader *loader, const struct catalogue_unit *unit, const char *folder, struct diag_list *diags)
{
	const char **names;
	size_t count = file_list(loader->arena, folder, &names);
	for (size_t i = 0; i < count; i++)
		if (!is_left_over(names[i]) && !is_note(names[i]))
			check_own_file(loader, unit, file_join(loader->arena, folder, names[i]), names[i], diags);
}

/* The unit whose name or short name the folder has, in place of its id, or whose id but for capitals; CATALOGUE_NONE: none's. */
static size_t unit_meant(struct loader *loader, struct str folder)
{
	const struct catalogue *catalogue = loader->catalogue;
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &catalogue->units[i];
		if (str_equal(unit->name, folder) || str_equal(unit->short_name, folder) ||
		    catalogue_same_id(str_of(catalogue_id_as_name(loader->arena, unit->id)), folder))
			return i;
	}
	return CATALOGUE_NONE;
}

/* Warns of a folder that is no unit's, or holds files that are no plan's: of one that a unit is meant by, that unit; else who asks for all. */
static void check_folder(struct loader *loader, const char *path, struct str name, const struct own_folder *own)
{
	struct diag_list diags;
	diag_init(&diags, loader->arena);
	size_t unit = own ? own->unit : unit_meant(loader, name);
	const char *id = unit == CATALOGUE_NONE ? NULL : catalogue_id_as_name(loader->arena, loader->catalogue->units[unit].id);
	if (own)
		check_own_files(loader, &loader->catalogue->units[own->unit], path, &diags);
	else if (id && catalogue_same_id(str_of(id), name))
		diag_add(&diags, DIAG_UNITS_FOLDER_CAPITALS, NO_PLACE, path, id);
	else
		diag_add(&diags, DIAG_UNITS_FOLDER, NO_PLACE, path);
	if (unit == CATALOGUE_NONE)
		keep_notes(loader, &diags);
	else if (diags.first)
		keep_unit_fault(loader, unit, true, &diags);
}

static void check_folders(struct loader *loader, const char *folder, const char *const *folders, size_t count)
{
	const struct catalogue *catalogue = loader->catalogue;
	struct own_folder *owns = ARENA_ARRAY(loader->arena, struct own_folder, catalogue->unit_count + 1);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		owns[i] = (struct own_folder){ str_of(catalogue_id_as_name(loader->arena, catalogue->units[i].id)), i };
	if (catalogue->unit_count)
		qsort(owns, catalogue->unit_count, sizeof *owns, by_name);
	for (size_t i = 0; i < count; i++) {
		struct own_folder key = { .name = str_of(folders[i]) };
		const struct own_folder *own = catalogue->unit_count ? bsearch(&key, owns, catalogue->unit_count, sizeof *owns, by_name) : NULL;
		check_folder(loader, file_join(loader->arena, folder, folders[i]), key.name, own);
	}
}

void catalogue_load_units(struct loader *loader)
{
	char *folder = file_join(loader->arena, loader->catalogue->content_folder, "units");
	const char **names;
	size_t count;
	file_list_all(loader->arena, folder, &names, &count, loader->diags);
	const char **folders = ARENA_ARRAY(loader->arena, const char *, count + 1);
	size_t folder_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!strchr(names[i], '.') && file_is_folder(file_join(loader->arena, folder, names[i])))
			folders[folder_count++] = names[i];
		else if (!is_left_over(names[i]))
			load_file(loader, folder, names, count, names[i]);
	check_ids(loader);
	if (folder_count)
		check_folders(loader, folder, folders, folder_count);
}

static bool read_row_at(struct table *table, struct arena *arena, const struct catalogue_units_file *file, struct place place,
			struct diag_list *diags)
{
	bool good;
	table_start(table, arena, file->source);
	table->columns = file->count;
	table->at = place.offset;
	return table_next(table, &good, diags) && good;
}

bool catalogue_unit_row(struct table *table, struct arena *arena, const struct catalogue_unit *unit,
			struct diag_list *diags)
{
	return read_row_at(table, arena, unit->file, unit->place, diags);
}

bool catalogue_layer_row(struct table *table, struct arena *arena, const struct catalogue_unit *unit, struct diag_list *diags)
{
	return unit->layer && read_row_at(table, arena, unit->layer, unit->layer_place, diags);
}
