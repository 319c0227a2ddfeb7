/* Cells of a sheet that are shown as one (18.3.1.55). */
#include <stdlib.h>

#include "table/csv.h"
#include "table/table.h"
#include "table/xlsx_reader.h"

void xlsx_area_add(struct xlsx_reader *s, struct str name)
{
	struct str rest = name, first = str_cut(&rest, ":");
	struct xlsx_area area = { 0 };
	if (xlsx_read_address(first, &area.column, &area.row) && xlsx_read_address(rest, &area.last_column, &area.last_row) &&
	    area.last_row >= area.row && area.last_row - area.row < XLSX_LAST_ROW - s->area_rows) {
		s->area_rows += area.last_row - area.row + 1;
		area.name = arena_copy(s->book->arena, name.data, name.len);
		*ARENA_PUSH(s->book->arena, s->areas, s->area_count, s->area_room) = area;
	}
}

static int by_row(const void *a, const void *b)
{
	const struct xlsx_area *x = a, *y = b;
	return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x->column > y->column) - (x->column < y->column);
}

/* An area that reaches into the row at work. */
struct reach {
	const struct xlsx_area *area;
	struct str text; /* what its first cell says, which is all that is seen of it */
	size_t start;    /* of its first row in the text */
};

/* Those of a row. */
struct reaches {
	struct reach *items; /* room for all areas */
	size_t count;
	size_t next;         /* area that begins next */
	size_t own;          /* remarks that were there before */
};

/* Takes in the areas that begin in the row. */
static void begin_areas(struct xlsx_reader *s, struct reaches *reaches, const struct table *table, size_t row)
{
	for (; reaches->next < s->area_count && s->areas[reaches->next].row <= row; reaches->next++) {
		const struct xlsx_area *area = &s->areas[reaches->next];
		struct str text = area->column <= table->count ? table->cells[area->column - 1].text : STR("");
		const char *first = xlsx_sheet_kept(s, text);
		reaches->items[reaches->count++] = (struct reach){ area, { first, text.len }, s->out.len };
		if (!text.len || area->last_row == area->row)
			continue;
		xlsx_remark_fill(&s->remarks, area->column, area->row, area->last_row);
		diag_add(s->book->diags, DIAG_XLSX_MERGED, ((struct place){ s->source, s->out.len }), area->name, first);
	}
}

/* Takes out what the row's cells hold under the first one of the area: nobody sees it. */
static void clear_covered(struct xlsx_reader *s, const struct reaches *reaches, const struct reach *reach, struct table *table, size_t row)
{
	const struct xlsx_area *area = reach->area;
	for (size_t column = area->column + (row == area->row); column <= area->last_column && column <= table->count; column++) {
		struct table_cell *cell = &table->cells[column - 1];
		if (!cell->text.len)
			continue;
		xlsx_remark_drop(&s->remarks, reaches->own, column, row);
		if (!str_equal(cell->text, reach->text))
			xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = row, .column = column, .kind = XLSX_OF_CELL, .code = DIAG_XLSX_COVERED,
									    .first = xlsx_sheet_kept(s, cell->text), .second = area->name });
		cell->text = STR("");
	}
}

/* Gives the row's cells that areas cover the text of their first one, and says so to those who use them: as of the area, so that it is said once. */
static void fill_row(struct xlsx_reader *s, struct reaches *reaches, struct table *table, size_t row)
{
	size_t left = 0;
	for (size_t i = 0; i < reaches->count; i++) {
		struct reach *reach = &reaches->items[i];
		const struct xlsx_area *area = reach->area;
		struct table_cell *cell = area->column <= table->count ? &table->cells[area->column - 1] : NULL;
		clear_covered(s, reaches, reach, table, row);
		if (cell && !cell->text.len && reach->text.len) {
			cell->text = reach->text;
			xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = row, .column = area->column, .kind = XLSX_OF_CELL, .code = DIAG_XLSX_MERGED,
									    .first = area->name, .second = xlsx_sheet_kept(s, cell->text), .placed = true,
									    .at = reach->start });
		}
		if (area->last_row > row)
			reaches->items[left++] = *reach;
	}
	reaches->count = left;
}

void xlsx_areas_fill(struct xlsx_reader *s, const struct source *from)
{
	struct arena *scratch = arena_new();
	struct table table;
	struct diag_list ignored;
	struct reaches reaches = { .items = ARENA_ARRAY(scratch, struct reach, s->area_count), .own = s->remarks.count };
	bool good = true;
	diag_init(&ignored, scratch);
	qsort(s->areas, s->area_count, sizeof *s->areas, by_row);
	table_start(&table, scratch, from);
	for (size_t row = 1; table.at < from->text.len; row++) {
		csv_read_row(&table, &good, &ignored);
		begin_areas(s, &reaches, &table, row);
		fill_row(s, &reaches, &table, row);
		for (size_t i = 0; i < table.count; i++) {
			buf_add_text(&s->out, i ? "," : "");
			csv_add_cell(&s->out, table.cells[i].text);
		}
		buf_add_char(&s->out, '\n');
	}
	arena_free(scratch);
}
