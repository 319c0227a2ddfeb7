#include "change/cells.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "table/csv.h"
#include "table/table.h"

/* A row of the file, or one that is added. */
struct grid_row {
	size_t start, end, next; /* bytes: of the row, its line end, the next row */
	struct table_cell *cells;
	const char **fresh;      /* by column: the new text; NULL: as it was */
	size_t fresh_count;      /* columns that it has entries of */
	size_t count;            /* cells that it has in the file, 0 of a row that is added */
	bool removed;
};

/* A table while its steps are taken. */
struct grid {
	struct arena *arena;
	const struct source *source;
	struct grid_row *rows; /* the header first; those that are added last */
	size_t count, room, in_file;
	const char **columns;  /* headers; those that are added last */
	bool *gone;            /* by column of the file: it is removed */
	size_t width, width_room, width_in_file;
	struct source_row known; /* the last row that was named */
	const char *missing;     /* key of the last row that was not found: said once, not for each of its cells */
	struct diag_list *diags;
};

/* ---- reading */

static bool fits(const struct grid *grid, const struct table *table)
{
	size_t filled = table->count;
	while (filled && !str_trim(table->cells[filled - 1].text).len)
		filled--;
	return !grid->count || (table->count >= grid->width_in_file && filled <= grid->width_in_file);
}

static void add_file_row(struct grid *grid, const struct table *table)
{
	struct grid_row *row = ARENA_PUSH(grid->arena, grid->rows, grid->count, grid->room);
	*row = (struct grid_row){ .start = table->start, .end = table->end, .next = table->at, .count = table->count };
	row->cells = ARENA_ARRAY(grid->arena, struct table_cell, table->count + 1);
	memcpy(row->cells, table->cells, sizeof *row->cells * table->count);
}

/* False with an error: a row whose cells cannot be told from each other would be spoilt. */
static bool read_grid(struct grid *grid)
{
	struct table table;
	struct diag_list own;
	bool good;
	diag_init(&own, grid->arena);
	table_start(&table, grid->arena, grid->source);
	while (table_next(&table, &good, &own)) {
		if (!good || !fits(grid, &table)) {
			diag_add(grid->diags, DIAG_KEEP_FAULTY, ((struct place){ grid->source, table.start }), grid->source->name);
			return false;
		}
		add_file_row(grid, &table);
		for (size_t i = 0; grid->count == 1 && i < table.count; i++) {
			struct str name = str_trim(table.cells[i].text);
			*ARENA_PUSH(grid->arena, grid->columns, grid->width, grid->width_room) =
				arena_copy(grid->arena, name.data, name.len);
			grid->width_in_file = grid->width;
		}
	}
	grid->in_file = grid->count;
	grid->gone = ARENA_ARRAY(grid->arena, bool, grid->width + 1);
	if (!grid->count)
		diag_add(grid->diags, DIAG_KEEP_FAULTY, ((struct place){ grid->source, 0 }), grid->source->name);
	return grid->count > 0;
}

/* ---- looking up */

enum { NOT_FOUND = -1 };

static size_t find_column(const struct grid *grid, const char *name)
{
	for (size_t i = 0; i < grid->width; i++)
		if (strcmp(grid->columns[i], name) == 0 && (i >= grid->width_in_file || !grid->gone[i]))
			return i;
	return (size_t)NOT_FOUND;
}

/* What the steps so far put into a cell; NULL: nothing. */
static const char *fresh_of(const struct grid_row *row, size_t column)
{
	return column < row->fresh_count ? row->fresh[column] : NULL;
}

/* The text of a cell as the steps so far left it. */
static struct str text_of(const struct grid *grid, const struct grid_row *row, size_t column)
{
	const char *fresh = fresh_of(row, column);
	if (fresh)
		return str_of(fresh);
	return column < row->count && column < grid->width_in_file ? row->cells[column].text : STR("");
}

/* How many rows have the key; *found is the last of them. */
static size_t find_rows(const struct grid *grid, size_t key_column, const char *key, size_t *found)
{
	size_t count = 0;
	for (size_t i = 1; i < grid->count; i++)
		if (!grid->rows[i].removed && str_is(str_trim(text_of(grid, &grid->rows[i], key_column)), key)) {
			*found = i;
			count++;
		}
	return count;
}

static struct place place_of(const struct grid *grid, const struct grid_row *row, size_t column)
{
	return (struct place){ grid->source, column < row->count ? row->cells[column].start : row->end };
}

/* The one row of the key. False with an error when it is gone or there are several. */
static bool find_row(struct grid *grid, const struct change_cell *step, size_t *row)
{
	size_t column = find_column(grid, step->key_name);
	size_t count = column == (size_t)NOT_FOUND ? 0 : find_rows(grid, column, step->key, row);
	if (count != 1 && !(grid->missing && strcmp(grid->missing, step->key) == 0))
		diag_add(grid->diags, DIAG_CHANGE_ROW, ((struct place){ grid->source, 0 }), grid->source->name, step->key_name, step->key);
	if (count != 1)
		grid->missing = step->key;
	return count == 1;
}

/* ---- the steps */

static void put(struct grid *grid, struct grid_row *row, size_t column, const char *text)
{
	if (column >= row->fresh_count) {
		const char **more = ARENA_ARRAY(grid->arena, const char *, grid->width);
		for (size_t i = 0; i < row->fresh_count; i++)
			more[i] = row->fresh[i];
		row->fresh = more;
		row->fresh_count = grid->width;
	}
	row->fresh[column] = text;
}

static bool set_cell(struct grid *grid, struct change_cell *step)
{
	size_t row, column = find_column(grid, step->column);
	if (!find_row(grid, step, &row))
		return false;
	if (column == (size_t)NOT_FOUND) {
		diag_add(grid->diags, DIAG_CHANGE_COLUMN, ((struct place){ grid->source, 0 }), grid->source->name, step->column);
		return false;
	}
	struct source_cell name;
	struct grid_row *found = &grid->rows[row];
	struct str now = text_of(grid, found, column);
	if (found->count && source_cell_of(place_of(grid, found, column), column, &grid->known, &name))
		step->cell = arena_strdup(grid->arena, name.name);
	if (str_is(now, step->text))
		return true;
	if (!str_is(now, step->old)) {
		diag_add(grid->diags, DIAG_CHANGE_CELL, place_of(grid, found, column), step->column,
			 arena_copy(grid->arena, now.data, now.len), step->old, step->text);
		return false;
	}
	put(grid, found, column, step->text);
	return true;
}

static bool add_row(struct grid *grid, const struct change_cell *step)
{
	size_t column = find_column(grid, step->key_name), row;
	if (column == (size_t)NOT_FOUND) {
		diag_add(grid->diags, DIAG_CHANGE_COLUMN, ((struct place){ grid->source, 0 }), grid->source->name, step->key_name);
		return false;
	}
	if (find_rows(grid, column, step->key, &row)) {
		diag_add(grid->diags, DIAG_CHANGE_ROW_TAKEN, place_of(grid, &grid->rows[row], column), step->key_name, step->key);
		return false;
	}
	struct grid_row *fresh = ARENA_PUSH(grid->arena, grid->rows, grid->count, grid->room);
	put(grid, fresh, column, step->key);
	return true;
}

static bool remove_row(struct grid *grid, const struct change_cell *step)
{
	size_t row, key = find_column(grid, step->key_name);
	if (!find_row(grid, step, &row))
		return false;
	for (size_t i = 0; i < grid->width; i++) {
		struct str now = text_of(grid, &grid->rows[row], i);
		if (i == key || !str_trim(now).len)
			continue;
		diag_add(grid->diags, DIAG_CHANGE_CELL, place_of(grid, &grid->rows[row], i), grid->columns[i],
			 arena_copy(grid->arena, now.data, now.len), "", "");
		return false;
	}
	grid->rows[row].removed = true;
	return true;
}

static bool add_column(struct grid *grid, const struct change_cell *step)
{
	if (find_column(grid, step->column) != (size_t)NOT_FOUND)
		return true;
	if (grid->width == LIMIT_DATA_COLUMNS) {
		diag_add(grid->diags, DIAG_CSV_COLUMNS, ((struct place){ grid->source, 0 }),
			 arena_printf(grid->arena, "%d", LIMIT_DATA_COLUMNS));
		return false;
	}
	*ARENA_PUSH(grid->arena, grid->columns, grid->width, grid->width_room) = step->column;
	return true;
}

static bool remove_column(struct grid *grid, const struct change_cell *step)
{
	size_t column = find_column(grid, step->column);
	if (column == (size_t)NOT_FOUND || !column || column >= grid->width_in_file)
		return true;
	for (size_t i = 1; i < grid->count; i++)
		if (!grid->rows[i].removed && str_trim(text_of(grid, &grid->rows[i], column)).len)
			return true;
	grid->gone[column] = true;
	return true;
}

static bool take_step(struct grid *grid, struct change_cell *step)
{
	switch (step->step) {
	case CHANGE_SET:
		return set_cell(grid, step);
	case CHANGE_ADD_ROW:
		return add_row(grid, step);
	case CHANGE_REMOVE_ROW:
		return remove_row(grid, step);
	case CHANGE_ADD_COLUMN:
		return add_column(grid, step);
	case CHANGE_REMOVE_COLUMN:
		return remove_column(grid, step);
	}
	return false;
}

/* ---- the pieces that the steps change */

static struct str written(struct grid *grid, const char *text)
{
	struct buf out = BUF_INIT;
	csv_add_cell(&out, str_of(text));
	return buf_move_str(&out, grid->arena);
}

static void add_piece(const struct grid *grid, struct change_hunks *hunks, size_t start, size_t end, struct str text)
{
	struct str old = { grid->source->text.data + start, end - start };
	if (!str_equal(old, text))
		hunks_add(grid->arena, hunks, start, old, text);
}

/* What is new in a row of the file. A row may have blank cells behind those of the header; the first columns that are added take these. */
static void add_row_pieces(struct grid *grid, size_t index, struct change_hunks *hunks)
{
	const struct grid_row *row = &grid->rows[index];
	struct buf more = BUF_INIT;
	if (row->removed) {
		add_piece(grid, hunks, row->start, row->next, STR(""));
		return;
	}
	for (size_t i = 0; i < grid->width; i++) {
		const char *text = fresh_of(row, i);
		if (!index && i >= grid->width_in_file)
			text = grid->columns[i];
		if (i < grid->width_in_file && grid->gone[i]) {
			add_piece(grid, hunks, row->cells[i - 1].end, row->cells[i].end, STR("")); /* with the comma before it */
		} else if (i < row->count) {
			if (text)
				add_piece(grid, hunks, row->cells[i].start, row->cells[i].end, written(grid, text));
		} else {
			buf_add_char(&more, ',');
			csv_add_cell(&more, str_of(text));
		}
	}
	if (more.len)
		add_piece(grid, hunks, row->end, row->end, buf_move_str(&more, grid->arena));
	buf_free(&more);
}

/* The rows that are added, behind the last line. */
static void add_new_rows(struct grid *grid, struct change_hunks *hunks)
{
	struct str text = grid->source->text, end = { text.data + grid->rows[0].end, grid->rows[0].next - grid->rows[0].end };
	bool ended = str_ends(text, "\n");
	struct buf out = BUF_INIT;
	if (!end.len)
		end = STR("\n");
	for (size_t i = grid->in_file; i < grid->count; i++) {
		if (grid->rows[i].removed)
			continue;
		if (!ended)
			buf_add_str(&out, end);
		for (size_t j = 0, shown = 0; j < grid->width; j++) {
			if (j < grid->width_in_file && grid->gone[j])
				continue;
			if (shown++)
				buf_add_char(&out, ',');
			csv_add_cell(&out, text_of(grid, &grid->rows[i], j));
		}
		if (ended)
			buf_add_str(&out, end);
	}
	if (out.len)
		add_piece(grid, hunks, text.len, text.len, buf_move_str(&out, grid->arena));
	buf_free(&out);
}

bool cells_find(struct arena *arena, const struct source *table, struct change_cells *cells, struct change_hunks *hunks,
		struct diag_list *diags)
{
	struct grid grid = { .arena = arena, .source = table, .diags = diags, .known = SOURCE_FIRST_ROW };
	if (!read_grid(&grid))
		return false;
	bool good = true;
	for (size_t i = 0; i < cells->count; i++) {
		grid.known = SOURCE_FIRST_ROW;
		good &= take_step(&grid, &cells->items[i]);
	}
	for (size_t i = 0; good && i < grid.in_file; i++)
		add_row_pieces(&grid, i, hunks);
	if (good)
		add_new_rows(&grid, hunks);
	return good;
}

struct change_cells cells_reverse(struct arena *arena, const struct change_cells *cells)
{
	static const enum change_step back[] = { [CHANGE_SET] = CHANGE_SET,
						 [CHANGE_ADD_ROW] = CHANGE_REMOVE_ROW,
						 [CHANGE_REMOVE_ROW] = CHANGE_ADD_ROW,
						 [CHANGE_ADD_COLUMN] = CHANGE_REMOVE_COLUMN,
						 [CHANGE_REMOVE_COLUMN] = CHANGE_ADD_COLUMN };
	struct change_cells reverse = { 0 };
	for (size_t i = cells->count; i-- > 0;) {
		struct change_cell *step = ARENA_PUSH(arena, reverse.items, reverse.count, reverse.room);
		*step = cells->items[i];
		step->step = back[step->step];
		step->old = cells->items[i].text;
		step->text = cells->items[i].old;
	}
	return reverse;
}
