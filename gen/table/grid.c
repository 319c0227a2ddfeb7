#include "table/grid.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/html.h"
#include "base/memory.h"
#include "table/csv.h"

const char **grid_add_row(struct arena *arena, struct grid *grid)
{
	for (size_t i = 0; i < grid->width; i++)
		*ARENA_PUSH(arena, grid->cells, grid->count, grid->room) = NULL;
	return grid->cells + grid->count - grid->width;
}

const char *grid_text(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.data, text.len);
}

const char *grid_number(struct arena *arena, size_t number)
{
	return arena_printf(arena, "%zu", number);
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

/* ---- HTML */

static unsigned long number_of(const char *cell)
{
	return cell ? strtoul(cell, NULL, 10) : 0;
}

/* The largest number of a column. */
static unsigned long most_of(const struct grid *grid, size_t column)
{
	unsigned long most = 0;
	for (size_t i = column; i < grid->count; i += grid->width) {
		unsigned long number = number_of(grid->cells[i]);
		most = number > most ? number : most;
	}
	return most;
}

/* A number with a bar as long as it is of `most`. */
static void add_bar(struct buf *out, unsigned long number, unsigned long most)
{
	buf_printf(out, "<td class=\"bar\" style=\"background-size:%lu%% 100%%\">%lu</td>\n", most ? number * 100 / most : 0, number);
}

static const char *class_of(const struct grid_column *column)
{
	return column->kind == GRID_NUMBER ? "number" : NULL;
}

static void add_row(const struct grid *grid, const char *const *cells, const unsigned long *most, struct buf *out)
{
	unsigned long whole = 0;
	buf_add_text(out, "<tr>\n");
	for (size_t i = 0; i < grid->width; i++) {
		unsigned long number = number_of(cells[i]);
		if (grid->columns[i].kind == GRID_BAR)
			whole = number;
		if (grid->columns[i].kind == GRID_BAR || grid->columns[i].kind == GRID_SHARE)
			add_bar(out, number, grid->columns[i].kind == GRID_BAR ? most[i] : whole);
		else
			html_add(out, "td", class_of(&grid->columns[i]), str_of(cells[i]));
	}
	buf_add_text(out, "</tr>\n");
}

static void add_table(const struct grid *grid, struct buf *out)
{
	unsigned long *most = memory_alloc(grid->width * sizeof *most);
	buf_add_text(out, "<table>\n<thead><tr>\n");
	for (size_t i = 0; i < grid->width; i++) {
		most[i] = most_of(grid, i);
		html_add(out, "th", class_of(&grid->columns[i]), str_of(grid->columns[i].name));
	}
	buf_add_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < grid->count; i += grid->width)
		add_row(grid, grid->cells + i, most, out);
	buf_add_text(out, "</tbody>\n</table>\n");
	free(most);
}

void grid_write_html(const char *title, const struct grid *grids, size_t count, struct buf *out)
{
	html_begin(out, "zh-CN", str_of(title),
		   ".bar{min-width:8em;background:linear-gradient(#9dc3e6,#9dc3e6) no-repeat;print-color-adjust:exact}");
	html_add(out, "h1", NULL, str_of(title));
	for (size_t i = 0; i < count; i++) {
		html_add(out, "h2", NULL, str_of(grids[i].name));
		add_table(&grids[i], out);
	}
	html_end(out);
}
