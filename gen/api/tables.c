#include "api/tables.h"

#include <string.h>

#include "base/arena.h"
#include "form/gaps.h"
#include "table/grid.h"
#include "write/xlsx/book.h"

bool tables_write(struct arena *arena, const char *format, const char *title, unsigned year, const struct grid *grids, size_t count,
		  struct buf *out)
{
	if (strcmp(format, "csv") == 0)
		grid_write_csv(grids, false, out);
	else if (strcmp(format, "xlsx") == 0)
		book_write_grids(arena, title, year, grids, count, out);
	else if (strcmp(format, "html") == 0)
		grid_write_html(title, grids, count, out);
	else
		return false;
	return true;
}

bool tables_write_gaps(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, const char *format, unsigned year,
		       struct buf *out)
{
	struct grid grids[GAPS_GRIDS];
	if (strcmp(format, "json") == 0) {
		gaps_write_json(arena, gaps, catalogue, year, out);
		return true;
	}
	bool one = strcmp(format, "csv") == 0;
	size_t count = one ? 1 : gaps_fill_grids(arena, gaps, catalogue, grids);
	if (one)
		gaps_fill_grid(arena, gaps, &grids[0]);
	return tables_write(arena, format, arena_printf(arena, "%u年计划缺项", year), year, grids, count, out);
}
