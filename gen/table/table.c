#include "table/table.h"

#include "base/arena.h"
#include "base/diag.h"
#include "table/csv.h"

void table_start(struct table *table, struct arena *arena, const struct source *source)
{
	*table = (struct table){ .arena = arena, .source = source, .row = SOURCE_FIRST_ROW };
}

size_t table_find_cell(const struct table *table, const char *text)
{
	for (size_t i = 0; i < table->count; i++)
		if (str_is(str_trim(table->cells[i].text), text))
			return i;
	return (size_t)-1;
}

struct place table_cell_place(const struct table *table, size_t cell)
{
	return (struct place){ table->source, table->cells[cell].start };
}

struct str table_cell_shown(const struct table *table, size_t cell)
{
	const struct source *source = table->source;
	size_t offset = table->cells[cell].start;
	size_t found = source->shown_count ? source_find(&source->shown->offset, source->shown_count, sizeof *source->shown, offset) : 0;
	return source->shown_count && source->shown[found].offset == offset ? source->shown[found].text : table->cells[cell].text;
}

bool table_cell_remarks(const struct table *table, size_t cell, struct diag_list *diags)
{
	const struct source *source = table->source;
	size_t offset = table->cells[cell].start, errors = diag_errors(diags), count = source->remark_count;
	size_t i = count ? source_find(&source->remarks->offset, count, sizeof *source->remarks, offset) : 0;
	while (i && source->remarks[i - 1].offset == offset)
		i--;
	for (; i < count && source->remarks[i].offset <= offset; i++)
		if (source->remarks[i].offset == offset)
			diag_add(diags, (enum diag_code)source->remarks[i].code, ((struct place){ source, source->remarks[i].at }), source->remarks[i].first,
				 source->remarks[i].second);
	return diag_errors(diags) == errors;
}

/* Spreadsheets leave rows of nothing but commas behind. */
static bool is_blank(const struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (str_trim(table->cells[i].text).len)
			return false;
	return true;
}

/* Cells behind those of the header do not count while they are blank. */
static void check_count(struct table *table, bool *good, struct diag_list *diags)
{
	while (table->columns && table->count > table->columns && !str_trim(table->cells[table->count - 1].text).len)
		table->count--;
	if (!table->columns || table->count == table->columns || !*good)
		return;
	const char *cells = arena_printf(table->arena, "%zu", table->count);
	const char *columns = arena_printf(table->arena, "%zu", table->columns);
	struct place end = { table->source, table->end };
	struct source_cell missing;
	if (table->count < table->columns && table->names && source_cell_of(end, table->count, &table->row, &missing))
		diag_add(diags, DIAG_CSV_SHORT, end, missing.name, table->names[table->count], cells, columns);
	else
		diag_add(diags, table->source->sheet ? DIAG_SHEET_COUNT : DIAG_CSV_COUNT, table->count > table->columns ? table_cell_place(table, table->columns) : end, cells, columns);
	*good = false;
}

/* The first line of a cell, below the one where it begins, that has as many commas as a row; empty: there is none. */
static struct str find_row(struct str cell, size_t commas)
{
	for (str_cut(&cell, "\n"); cell.data;) {
		struct str line = str_cut(&cell, "\n");
		size_t found = 0;
		for (size_t i = 0; i < line.len; i++)
			found += line.data[i] == ',';
		if (found == commas)
			return line;
	}
	return STR("");
}

/* A quote that was forgotten, or typed, is closed by another one rows below, and all between them is one cell. */
static void check_swallowed(const struct table *table, struct diag_list *diags)
{
	enum { LEAST = 2 /* commas that a line of a cell may have by chance */, SHOWN = 20 };
	for (size_t i = 0; i < table->count && table->columns > LEAST && !table->source->sheet; i++) {
		const struct table_cell *cell = &table->cells[i];
		struct str raw = { table->source->text.data + cell->start, cell->end - cell->start };
		struct str row = raw.len && raw.data[0] == '"' ? find_row(raw, table->columns - 1) : STR("");
		if (row.len)
			diag_add(diags, DIAG_CSV_SWALLOWED, table_cell_place(table, i), diag_excerpt(table->arena, str_trim(row), SHOWN));
	}
}

bool table_next(struct table *table, bool *good, struct diag_list *diags)
{
	while (table->at < table->source->text.len) {
		*good = true;
		csv_read_row(table, good, diags);
		if (*good && is_blank(table))
			continue;
		if (*good)
			check_swallowed(table, diags);
		check_count(table, good, diags);
		return true;
	}
	return false;
}
