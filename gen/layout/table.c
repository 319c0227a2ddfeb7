#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/table.h"
#include "layout/text.h"

static const double TOLERANCE = 0.01; /* pt */

double flow_row_height(const struct layout *layout, size_t lines, double line_height)
{
	double step = layout->template->row_step * layout->template->line_pitch;
	return ceil((double)lines * line_height / step - 1e-6) * step;
}

static double line_height_of(const struct measuring *m, const struct doc_node *row)
{
	const struct template_style *style = table_style(m->layout, row);
	return (style->line_height > 0 ? style->line_height : m->layout->template->line_pitch) * m->scale;
}

/* One of each table: its other cells lack the same width. */
static void report_overfull(struct measuring *m, const struct doc_node *cell)
{
	if (m->overfull)
		return;
	m->overfull = true;
	struct buf text = BUF_INIT;
	doc_add_plain_text(cell, &text);
	diag_add(m->layout->diags, DIAG_CELL_OVERFULL, cell->place, buf_str(&text).data);
	buf_free(&text);
}

static bool may_end(const struct text *text, size_t at)
{
	return at == text->cell_count || text->cells[at].breaks & (BREAK_ALLOWED | BREAK_FORCED);
}

/* The piece that is not broken but where it must be, around cell `at`. */
static struct str piece_around(const struct text *text, size_t at)
{
	size_t first = at, end = at;
	while (first && !may_end(text, first))
		first--;
	while (!may_end(text, end))
		end++;
	const struct text_cell *last = &text->cells[end - 1];
	size_t start = text->cells[first].start;
	return (struct str){ text->chars.data + start, last->start + last->len - start };
}

static bool has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] >= '0' && text.data[i] <= '9')
			return true;
	return false;
}

/* Notes a date or number that its column cuts in two: the first of each column. */
static void note_cut(struct measuring *m, int column, const struct text *text, const struct line *lines, size_t count)
{
	for (size_t i = 1; i < count && !(m->cuts && m->cuts[column]); i++) {
		if (may_end(text, lines[i].first))
			continue;
		struct str piece = piece_around(text, lines[i].first);
		if (!has_digit(piece))
			continue;
		if (!m->cuts) {
			m->cuts = ARENA_ARRAY(m->layout->scratch, bool, (size_t)m->columns);
			m->cut_node = text->node;
		}
		m->cuts[column] = true;
		buf_add_text(&m->cut, m->cut.len ? ", " : "");
		buf_add_str(&m->cut, piece);
	}
}

static void report_cut(struct measuring *m)
{
	if (m->cut_node)
		diag_add(m->layout->diags, DIAG_CELL_CUT, m->cut_node->place, buf_str(&m->cut).data);
	buf_free(&m->cut);
}

/* Sets one cell's lines; their baselines count from the top of the first line. */
static struct flow_cell set_cell(struct measuring *m, int column, const struct text *text, struct line_place place, double line_height)
{
	struct layout *layout = m->layout;
	struct text_look look = text_look_of(layout, table_style(layout, text->node->parent), text->node);
	double em_top = text_em_top(&look), size = look.size * m->scale, width = place.width;
	struct line *lines;
	struct flow_cell cell = { .count = line_break(layout, text, width, width, &lines) };
	cell.lines = ARENA_ARRAY(layout->arena, struct page_line, cell.count);
	bool overfull = false;
	for (size_t i = 0; i < cell.count; i++) {
		cell.lines[i] = line_set(layout, text, &lines[i], place);
		overfull = overfull || cell.lines[i].right - cell.lines[i].left > width + TOLERANCE;
		cell.lines[i].baseline = (line_height - size) / 2 + em_top * size + (double)i * line_height;
		cell.lines[i].last = i + 1 == cell.count;
	}
	if (overfull)
		report_overfull(m, text->node);
	note_cut(m, column, text, lines, cell.count);
	return cell;
}

/* Sets a cell of the tree into its columns; what it covers has no rules within. */
static void set_place(struct measuring *m, struct flow_table *table, struct flow_row *row, const struct text *text)
{
	const struct doc_node *cell = text->node;
	double padding = m->layout->template->cell_padding;
	int first = cell->column, end = first + doc_cell_columns(cell) < m->columns ? first + doc_cell_columns(cell) : m->columns;
	double left = table->edges[first] + padding, right = table->edges[end] - padding;
	double inset = table_inset(m, table->row_count - 1, first);
	struct line_place place = { left, fmax(1, right - left), table_align(m, row->node, cell) };
	if (inset >= 0) {
		place.width -= inset;
		place.align = TEMPLATE_RIGHT;
	}
	row->cells[first] = set_cell(m, first, text, place, row->line_height);
	for (int c = first + 1; c < end; c++)
		row->cells[c].joins_left = true;
}

static void set_row(struct measuring *m, struct flow_table *table, const struct doc_node *node, struct text **texts)
{
	const struct layout *layout = m->layout;
	struct flow_row *row = &table->rows[table->row_count++];
	row->node = node;
	row->cells = ARENA_ARRAY(layout->arena, struct flow_cell, (size_t)m->columns);
	row->line_height = line_height_of(m, node);
	row->most_lines = 1;
	for (int c = 0; c < m->columns; c++) {
		if (!texts[c])
			continue;
		set_place(m, table, row, texts[c]);
		if (row->cells[c].count > row->most_lines && doc_cell_rows(texts[c]->node) == 1)
			row->most_lines = row->cells[c].count;
	}
	row->height = flow_row_height(layout, row->most_lines, row->line_height);
}

/* Lines that a row has room for at the height it has without this cell. */
static size_t room_of(const struct flow_row *row)
{
	size_t lines = (size_t)(row->height / row->line_height + 1e-6);
	return lines > row->most_lines ? lines : row->most_lines;
}

/* Parts the lines of a cell that covers rows [at, end) between these: each gets what it has room for, and when that is too little, all get
 * higher alike. So a page break may be between any two of them. */
static void part_lines(const struct layout *layout, struct flow_table *table, size_t at, size_t end, int column)
{
	struct flow_cell cell = table->rows[at].cells[column];
	size_t room = 0, rows = end - at, left = cell.count;
	for (size_t r = at; r < end; r++)
		room += room_of(&table->rows[r]);
	size_t more = left > room ? left - room : 0;
	for (size_t r = at; r < end; r++) {
		struct flow_row *row = &table->rows[r];
		size_t most = room_of(row) + more / rows + (r - at < more % rows), take = left < most ? left : most;
		row->cells[column] = (struct flow_cell){ .lines = cell.lines + (cell.count - left), .count = take, .above = cell.count - left,
							 .joins_above = r > at };
		row->most_lines = take > row->most_lines ? take : row->most_lines;
		row->height = fmax(row->height, flow_row_height(layout, row->most_lines, row->line_height));
		row->tied = row->tied || r > at;
		left -= take;
	}
}

/* Joins the places of a cell that covers several rows, whose lines stand in the first of them. */
static void join_rows(const struct layout *layout, struct flow_table *table, size_t at, const struct doc_node *cell)
{
	size_t end = at + (size_t)doc_cell_rows(cell);
	end = end < table->row_count ? end : table->row_count;
	part_lines(layout, table, at, end, cell->column);
	for (int c = cell->column + 1; c < cell->column + doc_cell_columns(cell) && c < table->columns; c++)
		for (size_t r = at + 1; r < end; r++)
			table->rows[r].cells[c] = (struct flow_cell){ .joins_left = true, .joins_above = true };
}

static void join_all_rows(const struct layout *layout, struct flow_table *table)
{
	for (size_t r = 0; r < table->row_count; r++)
		for (const struct doc_node *cell = table->rows[r].node->first; cell; cell = cell->next)
			if (cell->rows > 1 && cell->column < table->columns)
				join_rows(layout, table, r, cell);
}

/* The head is repeated on each page unless it leaves less than half a page. */
static void count_head(const struct layout *layout, struct flow_table *table)
{
	while (table->head_count < table->row_count && table->rows[table->head_count].node->head)
		table->head_count++;
	double half = layout->template->lines * layout->template->line_pitch / 2;
	if (flow_rows_height(table, 0, table->head_count) > half || table->head_count == table->row_count)
		table->head_count = 0;
}

double flow_rows_height(const struct flow_table *table, size_t first, size_t end)
{
	double height = 0;
	for (size_t i = first; i < end; i++)
		height += table->rows[i].height;
	return height;
}

/* Two rows stand on each side of a break: its head and two more begin a table, or all where three follow the head, but for rows that take more
 * than half a page; no page opens on a lone last row, where a page holds the last two. */
static void keep_rows(const struct layout *layout, struct flow_table *table)
{
	enum { SIDE = 2 };
	double page = layout->template->lines * layout->template->line_pitch;
	size_t head = table->head_count, rows = table->row_count - head, last = table->row_count - 1;
	table->first_rows = head + (rows < 2 * SIDE ? rows : SIDE);
	if (rows && ceil(flow_rows_height(table, 0, table->first_rows) / layout->template->line_pitch) > layout->template->lines / 2)
		table->first_rows = head + 1;
	table->lasts_together = rows > SIDE && table->rows[last].height < page / 2 &&
				flow_rows_height(table, 0, head) + flow_rows_height(table, last - 1, table->row_count) <= page;
}

static void keep_measure(const struct measuring *m, const struct flow_table *table)
{
	double *heights = ARENA_ARRAY(m->layout->arena, double, table->row_count);
	for (size_t i = 0; i < table->row_count; i++)
		heights[i] = table->rows[i].height;
	struct measure *measure = measure_add(m->layout, m->node);
	measure->columns = m->columns;
	measure->widths = m->widths;
	measure->heights = heights;
	measure->first_rows = table->first_rows;
	measure->lasts_together = table->lasts_together;
	measure->insets = m->insets;
	measure->centered = m->centered;
	measure->scale = m->scale;
}

void flow_add_table(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	struct measuring m = { .layout = layout, .node = node, .columns = node->columns };
	if (m.columns < 1 || m.columns > LIMIT_TABLE_COLUMNS) /* the parsers refuse it */
		return;
	m.widths = ARENA_ARRAY(layout->arena, double, (size_t)m.columns);
	table_shape(&m);
	table_find_short(&m);
	table_find_widths(&m, layout->text_width);
	table_align_points(&m);
	struct flow_table *table = ARENA_NEW(layout->arena, struct flow_table);
	table->columns = m.columns;
	table->edges = ARENA_ARRAY(layout->arena, double, (size_t)m.columns + 1);
	table->edges[0] = layout->template->margin_left;
	for (int c = 0; c < m.columns; c++)
		table->edges[c + 1] = table->edges[c] + m.widths[c];
	table->rows = ARENA_ARRAY(layout->arena, struct flow_row, m.rows);
	for (const struct doc_node *row = node->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			set_row(&m, table, row, m.texts + table->row_count * (size_t)m.columns);
	report_cut(&m);
	join_all_rows(layout, table);
	count_head(layout, table);
	keep_rows(layout, table);
	flow_add(layout, flow, node)->table = table;
	keep_measure(&m, table);
}
