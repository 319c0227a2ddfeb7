/* Rows of tables that hold decisions of the office: approved.csv, words/accepted.csv. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "change/internal.h"
#include "table/table.h"

/* Goes to the header, then to the row that has the key in the column of that name; false: there is none. */
static bool find_row(struct table *table, size_t key_cell, const char *key)
{
	struct diag_list ignored;
	diag_init(&ignored, table->arena);
	for (bool good; table_next(table, &good, &ignored);)
		if (good && key_cell < table->count && str_is(str_trim(table->cells[key_cell].text), key))
			return true;
	return false;
}

/* The table's file as it is, at its header. False: it is not there, with errors where it cannot be read. */
static bool open_table(struct change *change, const char *path, struct table *table, struct diag_list *diags)
{
	bool good;
	struct source *source = file_exists(path) ? source_load(change->arena, path, LIMIT_DATA_BYTES, diags) : NULL;
	if (!source)
		return false;
	source->table = true;
	table_start(table, change->arena, source);
	return table_next(table, &good, diags);
}

/* The steps of a column: it is added where the header does not have it (`at` is -1), and the cell set, whose text was `old`. */
static void add_steps(struct change *change, const char *path, const struct change_row *row, size_t index, size_t at, const char *old)
{
	struct change_cell add = { .step = CHANGE_ADD_COLUMN, .column = row->columns[index] };
	struct change_cell set = { .step = CHANGE_SET, .key_name = row->columns[0], .key = row->texts[0], .column = row->columns[index], .old = old };
	set.text = row->texts[index];
	if (at == (size_t)-1)
		change_add_step(change, path, &add);
	if (index && strcmp(set.old, set.text) != 0)
		change_add_step(change, path, &set);
}

/* A file that is not there begins with the header of the key. */
static void begin_file(struct change *change, const char *path, const char *key_name)
{
	struct change_wish *wish = change_wish_for(change, path, CHANGE_NEW);
	wish->text = str_of(arena_printf(change->arena, "%s\n", key_name));
}

bool change_set_row(struct change *change, const char *path, const struct change_row *row, struct diag_list *diags)
{
	struct table table;
	size_t errors = diag_errors(diags), *at = ARENA_ARRAY(change->arena, size_t, row->count);
	bool there = open_table(change, path, &table, diags);
	if (diag_errors(diags) > errors)
		return false;
	for (size_t i = 0; i < row->count; i++)
		at[i] = there ? table_find_cell(&table, row->columns[i]) : (size_t)-1;
	if (!there) {
		begin_file(change, path, row->columns[0]);
		at[0] = 0;
	}
	bool found = there && at[0] != (size_t)-1 && find_row(&table, at[0], row->texts[0]);
	for (size_t i = 0; i < row->count; i++) {
		struct str now = found && at[i] < table.count ? table.cells[at[i]].text : STR("");
		add_steps(change, path, row, i, at[i], arena_copy(change->arena, now.data, now.len));
		if (!i && !found) {
			struct change_cell fresh = { .step = CHANGE_ADD_ROW, .key_name = row->columns[0], .key = row->texts[0] };
			change_add_step(change, path, &fresh);
		}
	}
	return true;
}
