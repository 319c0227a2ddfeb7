#include "table/grid.h"

#include "base/arena.h"
#include "base/buf.h"
#include "table/csv.h"

const char **grid_add_row(struct arena *arena, struct grid *grid)
{
	for (size_t i = 0; i < grid->width; i++)
		*ARENA_PUSH(arena, grid->cells, grid->count, grid->room) = NULL;
	return grid->cells + grid->count - grid->width;
}

void grid_write_csv(const struct grid *grid, bool bom, struct buf *out)
{
	buf_add_text(out, bom ? "\xEF\xBB\xBF" : "");
	for (size_t i = 0; i < grid->width; i++) {
		buf_add_text(out, i ? "," : "");
		csv_add_cell(out, str_of(grid->columns[i].name));
	}
	buf_add_char(out, '\n');
	for (size_t i = 0; i < grid->count; i++) {
		csv_add_cell(out, str_of(grid->cells[i]));
		buf_add_char(out, (i + 1) % grid->width ? ',' : '\n');
	}
}
