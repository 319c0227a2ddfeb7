/* Merged cells (合并单元格) in Markdown: {同左} and {同上} stand in the cells that the one on the left, or the one above, covers, so that
 * every row has as many cells as the head. */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "parse/markdown.h"

static const char MARK_LEFT[] = "{同左}", MARK_ABOVE[] = "{同上}";

/* A cell while others are joined to it. */
struct joined {
	struct doc_node *cell;
	int row, column;      /* of its first place */
	int places;           /* that are its own: a rectangle when they are as many as it covers */
	struct doc_node *mark; /* the last one that joined a place to it */
};

/* A table while its marks are read, row by row. */
struct joining {
	struct parse *parse;
	struct joined *places[2][LIMIT_TABLE_COLUMNS]; /* whose place each column is, in the row above and in the one at hand */
	struct joined **all;
	size_t count, capacity;
	bool wrong;
};

const char *markdown_merge_mark(struct parse *parse, struct str cell, struct spot spot)
{
	if (str_is(cell, "｛同左｝") || str_is(cell, "｛同上｝"))
		parse_report(parse, DIAG_WIDE_BRACES, spot, str_is(cell, "｛同左｝") ? "同左" : "同上", NULL, NULL);
	return str_is(cell, MARK_LEFT) ? MARK_LEFT : str_is(cell, MARK_ABOVE) ? MARK_ABOVE : NULL;
}

static struct joined *begin_cell(struct joining *j, struct doc_node *cell, int row, int column)
{
	struct joined *joined = ARENA_NEW(j->parse->doc->arena, struct joined);
	*joined = (struct joined){ .cell = cell, .row = row, .column = column, .places = 1 };
	*ARENA_PUSH(j->parse->doc->arena, j->all, j->count, j->capacity) = joined;
	return joined;
}

static void report(struct joining *j, const struct doc_node *mark)
{
	j->wrong = true;
	diag_add(j->parse->diags, DIAG_CELL_MERGED_MARK, mark->place, mark->label);
}

/* Makes the place of the mark one of `joined`, the cell on its left or above; NULL: there is none. */
static void join(struct joining *j, struct joined *joined, struct doc_node *mark, int row, int column)
{
	if (!joined || joined->cell->parent->head != mark->parent->head) {
		report(j, mark);
		return;
	}
	int rows = row - joined->row + 1, columns = column - joined->column + 1;
	joined->cell->rows = rows > doc_cell_rows(joined->cell) ? rows : joined->cell->rows;
	joined->cell->columns = columns > doc_cell_columns(joined->cell) ? columns : joined->cell->columns;
	joined->places++;
	joined->mark = mark;
	j->places[1][column] = joined;
}

static void read_row(struct joining *j, struct doc_node *row, int number)
{
	memcpy(j->places[0], j->places[1], sizeof j->places[0]);
	memset(j->places[1], 0, sizeof j->places[1]);
	struct doc_node *cell = row->first, *next;
	for (int column = 0; cell && column < LIMIT_TABLE_COLUMNS; cell = next, column++) {
		next = cell->next;
		if (!cell->label) {
			j->places[1][column] = begin_cell(j, cell, number, column);
			continue;
		}
		bool left = cell->label == MARK_LEFT;
		join(j, left ? (column ? j->places[1][column - 1] : NULL) : j->places[0][column], cell, number, column);
	}
}

static void check_shapes(struct joining *j)
{
	for (size_t i = 0; i < j->count; i++) {
		const struct joined *joined = j->all[i];
		if (joined->places != doc_cell_rows(joined->cell) * doc_cell_columns(joined->cell))
			report(j, joined->mark);
	}
}

/* Takes the marks out; with a fault they stay as empty cells beside others that are not merged, so that rows are as long as they were. */
static void finish_row(const struct joining *j, struct doc_node *row)
{
	for (struct doc_node *cell = row->first, *next; cell; cell = next) {
		next = cell->next;
		if (j->wrong)
			cell->rows = cell->columns = 0;
		else if (cell->label)
			doc_unlink(cell);
		cell->label = NULL;
	}
}

void markdown_merge_cells(struct parse *parse, struct doc_node *table)
{
	struct joining joining = { .parse = parse };
	int number = 0;
	for (struct doc_node *row = table->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			read_row(&joining, row, number++);
	check_shapes(&joining);
	for (struct doc_node *row = table->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			finish_row(&joining, row);
}
