/* Cells in the grid of their table: which column each begins in, with merged cells (合并单元格) around it. */
#include "base/limits.h"
#include "doc/doc.h"

/* Of each column, the cell that reaches into the row at hand from above, and in how many rows it still does. */
struct grid {
	struct doc_node *above[LIMIT_TABLE_COLUMNS];
	int below[LIMIT_TABLE_COLUMNS];
	struct doc_node *wrong;
};

static bool is_taken(const struct grid *grid, int column)
{
	return column < LIMIT_TABLE_COLUMNS && grid->below[column] > 0;
}

static int first_free(const struct grid *grid, int column)
{
	while (is_taken(grid, column))
		column++;
	return column;
}

static void note_wrong(struct grid *grid, struct doc_node *cell)
{
	grid->wrong = grid->wrong ? grid->wrong : cell;
}

/* Puts a cell at `column` of the row; `next` is the grid of the row below. Returns the column behind it. */
static int place_cell(struct grid *grid, struct grid *next, struct doc_node *cell, int column)
{
	cell->column = column;
	for (int end = column + doc_cell_columns(cell); column < end; column++) {
		if (is_taken(grid, column))
			note_wrong(grid, cell);
		if (column >= LIMIT_TABLE_COLUMNS)
			continue;
		next->above[column] = cell;
		next->below[column] = doc_cell_rows(cell) - 1;
	}
	return column;
}

static void place_row(struct grid *grid, struct doc_node *row, const struct doc_node *before)
{
	struct grid next = { 0 };
	int column = 0;
	row->tied = false;
	for (int c = 0; c < LIMIT_TABLE_COLUMNS; c++) {
		if (!is_taken(grid, c))
			continue;
		row->tied = true;
		if (before->head != row->head)
			note_wrong(grid, grid->above[c]);
		next.above[c] = grid->above[c];
		next.below[c] = grid->below[c] - 1;
	}
	for (struct doc_node *cell = row->first; cell; cell = cell->next)
		column = place_cell(grid, &next, cell, first_free(grid, column));
	row->filled = first_free(grid, column);
	next.wrong = grid->wrong;
	*grid = next;
}

struct doc_node *doc_place_cells(struct doc_node *table)
{
	struct grid grid = { 0 };
	const struct doc_node *before = NULL;
	table->columns = 0;
	for (struct doc_node *row = table->first; row; row = row->next) {
		if (row->kind != DOC_ROW)
			continue;
		place_row(&grid, row, before);
		table->columns = row->filled > table->columns ? row->filled : table->columns;
		before = row;
	}
	for (int c = 0; c < LIMIT_TABLE_COLUMNS; c++)
		if (is_taken(&grid, c))
			note_wrong(&grid, grid.above[c]);
	return grid.wrong;
}

/* Whether the cell covers something of `row`, which is that of its own or one below it. */
static bool reaches(const struct doc_node *cell, const struct doc_node *row)
{
	const struct doc_node *at = cell->parent;
	for (int below = doc_cell_rows(cell) - 1; at != row && below > 0; below--)
		at = at->next;
	return at == row;
}

void doc_find_owners(const struct doc_node *row, const struct doc_node *owners[])
{
	int columns = row->parent->columns;
	for (int c = 0; c < columns; c++)
		if (owners[c] && !reaches(owners[c], row))
			owners[c] = NULL;
	for (const struct doc_node *cell = row->first; cell; cell = cell->next)
		for (int c = cell->column; c < cell->column + doc_cell_columns(cell) && c < columns; c++)
			owners[c] = cell;
}
