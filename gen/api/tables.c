#include "api/tables.h"

#include <string.h>

#include "table/grid.h"
#include "write/xlsx/book.h"

bool tables_write(struct arena *arena, const char *format, bool bom, const char *title, unsigned year, const struct grid *grids, size_t count,
		  struct buf *out)
{
	if (strcmp(format, "csv") == 0)
		grid_write_csv(grids, bom, out);
	else if (strcmp(format, "xlsx") == 0)
		book_write_grids(arena, title, year, grids, count, out);
	else if (strcmp(format, "html") == 0)
		grid_write_html(title, grids, count, out);
	else
		return false;
	return true;
}
