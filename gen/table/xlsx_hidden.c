/* Rows and columns of a sheet that are hidden and hold something (18.3.1.73, 18.3.1.13). */
#include "table/xlsx_reader.h"

static void add_name(struct buf *out, size_t number, bool is_column)
{
	char letters[8];
	size_t at = sizeof letters;
	if (!is_column) {
		buf_printf(out, "%zu", number);
		return;
	}
	for (; number; number = (number - 1) / 26)
		letters[--at] = (char)('A' + (number - 1) % 26);
	buf_add(out, letters + at, sizeof letters - at);
}

/* Writes the range that is being counted behind those before it. */
static void end_range(struct xlsx_hidden *hidden, bool is_column)
{
	enum { MOST = 10 };
	if (!hidden->first || hidden->ranges++ > MOST)
		return;
	buf_add_text(&hidden->names, hidden->names.len ? "、" : "");
	if (hidden->ranges > MOST) {
		buf_add_text(&hidden->names, "…");
		return;
	}
	add_name(&hidden->names, hidden->first, is_column);
	if (hidden->last > hidden->first) {
		buf_add_text(&hidden->names, "–");
		add_name(&hidden->names, hidden->last, is_column);
	}
}

/* Counts a row or column that is hidden and holds something; they come in their order. */
static void count_hidden(struct xlsx_hidden *hidden, size_t number, bool is_column)
{
	if (hidden->first && number <= hidden->last + 1) {
		hidden->last = number;
		return;
	}
	end_range(hidden, is_column);
	hidden->first = hidden->last = number;
}

void xlsx_hidden_columns(struct xlsx_reader *s, const struct xml_tag *tag)
{
	size_t first = xlsx_read_count(xml_tag_attribute(tag, "min"), XLSX_LAST_COLUMN), last = xlsx_read_count(xml_tag_attribute(tag, "max"), XLSX_LAST_COLUMN);
	if (!xlsx_is_true(xml_tag_attribute(tag, "hidden")) || first == (size_t)-1 || last == (size_t)-1)
		return;
	if (!s->columns.listed)
		s->columns.listed = ARENA_ARRAY(s->book->arena, bool, 2 * (XLSX_LAST_COLUMN + 1)); /* hidden ones; those of them that hold something */
	for (size_t i = first; i <= last; i++)
		s->columns.listed[i] = true;
}

void xlsx_hidden_note(struct xlsx_reader *s)
{
	if (s->rows.now && s->rows.last != s->row) /* its first cell, by which a unit's row is known, says so to those who use it */
		xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = s->column, .kind = XLSX_OF_CELL, .code = DIAG_XLSX_HIDDEN_ROW,
								    .first = arena_printf(s->book->arena, "%zu", s->row) });
	if (s->rows.now)
		count_hidden(&s->rows, s->row, false);
	if (s->columns.listed && s->columns.listed[s->column])
		s->columns.listed[XLSX_LAST_COLUMN + 1 + s->column] = true;
}

void xlsx_hidden_report(struct xlsx_reader *s)
{
	for (size_t i = 1; s->columns.listed && i <= XLSX_LAST_COLUMN; i++)
		if (s->columns.listed[XLSX_LAST_COLUMN + 1 + i])
			count_hidden(&s->columns, i, true);
	end_range(&s->rows, false);
	end_range(&s->columns, true);
	if (s->rows.names.len)
		diag_add(s->book->diags, DIAG_XLSX_HIDDEN_ROWS, NO_PLACE, s->book->path, s->what->name, s->rows.names.data);
	if (s->columns.names.len)
		diag_add(s->book->diags, DIAG_XLSX_HIDDEN_COLUMNS, NO_PLACE, s->book->path, s->what->name, s->columns.names.data);
	buf_free(&s->rows.names);
	buf_free(&s->columns.names);
}
