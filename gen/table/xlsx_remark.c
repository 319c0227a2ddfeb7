#include "table/xlsx_remark.h"

#include <stdlib.h>

#include "base/arena.h"
#include "table/csv.h"
#include "table/table.h"

void xlsx_remark_add(struct xlsx_remarks *remarks, const struct xlsx_remark *remark)
{
	*ARENA_PUSH(remarks->arena, remarks->items, remarks->count, remarks->room) = *remark;
}

void xlsx_remark_fill(struct xlsx_remarks *remarks, size_t column, size_t row, size_t last_row)
{
	for (size_t i = 0, count = remarks->count; i < count; i++) {
		struct xlsx_remark copy = remarks->items[i];
		if (copy.row != row || copy.column != column || copy.kind == XLSX_OF_SHEET || copy.kind == XLSX_DROPPED)
			continue;
		for (copy.row++; copy.row <= last_row; copy.row++)
			xlsx_remark_add(remarks, &copy);
	}
}

void xlsx_remark_drop(struct xlsx_remarks *remarks, size_t count, size_t column, size_t row)
{
	size_t from = 0;
	for (size_t end = count, middle; from < end;) {
		const struct xlsx_remark *remark = &remarks->items[middle = from + (end - from) / 2];
		if (remark->row < row || (remark->row == row && remark->column < column))
			from = middle + 1;
		else
			end = middle;
	}
	for (; from < count && remarks->items[from].row == row && remarks->items[from].column == column; from++)
		if (remarks->items[from].kind != XLSX_OF_SHEET)
			remarks->items[from].kind = XLSX_DROPPED;
}

static int by_cell(const void *a, const void *b)
{
	const struct xlsx_remark *x = a, *y = b;
	if (x->row != y->row)
		return x->row > y->row ? 1 : -1;
	if (x->column != y->column)
		return x->column > y->column ? 1 : -1;
	return (x > y) - (x < y);
}

void xlsx_remark_place(struct xlsx_remarks *remarks, size_t first, size_t start)
{
	for (size_t i = first; i < remarks->count; i++) {
		remarks->items[i].known = true;
		remarks->items[i].start = start;
	}
}

void xlsx_remark_forget_places(struct xlsx_remarks *remarks)
{
	for (size_t i = 0; i < remarks->count; i++)
		remarks->items[i].known = false;
}

/* Finds where the cells begin of which that is not known, in the order of cells; past the end of a row that does not reach the cell. */
static void find_places(struct xlsx_remarks *remarks, const struct source *source)
{
	struct arena *scratch = arena_new();
	struct table table;
	struct diag_list ignored;
	bool good = true;
	diag_init(&ignored, scratch);
	table_start(&table, scratch, source);
	for (size_t i = 0, row = 0; i < remarks->count; i++) {
		struct xlsx_remark *remark = &remarks->items[i];
		for (; !remark->known && row < remark->row; row++) {
			table.count = 0;
			table.end = table.at;
			if (table.at < source->text.len)
				csv_read_row(&table, &good, &ignored);
		}
		if (!remark->known)
			remark->start = remark->column <= table.count ? table.cells[remark->column - 1].start : table.end;
	}
	arena_free(scratch);
}

void xlsx_remark_settle(struct xlsx_remarks *remarks, struct source *source, struct diag_list *diags)
{
	struct source_shown *shown = ARENA_ARRAY(remarks->arena, struct source_shown, remarks->count);
	struct source_remark *said = ARENA_ARRAY(remarks->arena, struct source_remark, remarks->count);
	qsort(remarks->items, remarks->count, sizeof *remarks->items, by_cell);
	find_places(remarks, source);
	for (size_t i = 0; i < remarks->count; i++) {
		const struct xlsx_remark *remark = &remarks->items[i];
		size_t offset = remark->start;
		if (remark->kind == XLSX_DROPPED)
			continue;
		if (remark->kind == XLSX_SHOWN)
			shown[source->shown_count++] = (struct source_shown){ offset, str_of(remark->first) };
		else if (remark->kind == XLSX_OF_CELL)
			said[source->remark_count++] = (struct source_remark){ offset, remark->placed ? remark->at : offset, (int)remark->code,
										       remark->first, remark->second };
		else
			diag_add(diags, remark->code, ((struct place){ source, offset }), remark->first, remark->second);
	}
	source->shown = shown;
	source->remarks = said;
}
