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
#include "layout/text.h"

static const double TOLERANCE = 0.01; /* pt */

/* A table while its columns are measured: the cells' texts, row by row. */
struct measuring {
	struct layout *layout;
	const struct doc_node *node;
	struct text **texts;       /* rows × columns; NULL where a row has no such cell */
	size_t rows;
	int columns;
	double *widths;            /* pt, of the columns */
	bool overfull;             /* has been reported */
	bool *cuts;                /* columns that cut a date or a number; NULL: none yet */
	struct buf cut;            /* the first such text of each, as a list */
	const struct doc_node *cut_node;
};

static const struct template_style *style_of(const struct layout *layout, const struct doc_node *row)
{
	return template_style(layout->template, row->head ? "table-head" : "table-cell");
}

static void shape_row(struct measuring *m, const struct doc_node *row, struct text **texts)
{
	int column = 0;
	for (const struct doc_node *cell = row->first; cell && column < m->columns; cell = cell->next) {
		struct text_look look = text_look_of(m->layout, style_of(m->layout, row), cell);
		texts[column++] = text_of_block(m->layout, cell, &look);
	}
}

static void shape_cells(struct measuring *m)
{
	for (const struct doc_node *row = m->node->first; row; row = row->next)
		m->rows += row->kind == DOC_ROW;
	m->texts = ARENA_ARRAY(m->layout->scratch, struct text *, m->rows * (size_t)m->columns);
	struct text **texts = m->texts;
	for (const struct doc_node *row = m->node->first; row; row = row->next) {
		if (row->kind != DOC_ROW)
			continue;
		shape_row(m, row, texts);
		texts += m->columns;
	}
}

/* What each column's longest cell wants, at least four characters, at most three fifths of the table. */
static double wanted_widths(struct measuring *m, double room)
{
	const struct page_template *t = m->layout->template;
	double total = 0;
	for (int c = 0; c < m->columns; c++) {
		double want = 4 * template_style(t, "table-cell")->size;
		for (size_t r = 0; r < m->rows; r++) {
			const struct text *text = m->texts[r * (size_t)m->columns + (size_t)c];
			want = text ? fmax(want, text_width(text, 0, text->cell_count)) : want;
		}
		m->widths[c] = fmin(want + 2 * t->cell_padding, room * 3 / 5);
		total += m->widths[c];
	}
	return total;
}

/* Width, pt, of the column's widest piece that is not broken, or of its widest character. */
static double least_width(const struct measuring *m, int column, bool pieces)
{
	double least = 0;
	for (size_t r = 0; r < m->rows; r++) {
		const struct text *text = m->texts[r * (size_t)m->columns + (size_t)column];
		for (size_t first = 0, end; text && first < text->cell_count; first = end) {
			end = first + 1;
			while (pieces && end < text->cell_count && !(text->cells[end].breaks & (BREAK_ALLOWED | BREAK_FORCED)))
				end++;
			least = fmax(least, text_width(text, first, end));
		}
	}
	return least + 2 * m->layout->template->cell_padding;
}

/* The least widths of the columns; false when there is no room for them. */
static bool find_least(const struct measuring *m, double room, bool pieces, double least[])
{
	for (int c = 0; c < m->columns; c++) {
		least[c] = least_width(m, c, pieces);
		room -= least[c];
	}
	return room >= 0;
}

/* Columns that are thinner than their widest piece get what they lack from the others. Where there is too little room for all
 * pieces, no column is thinner than its widest character. */
static void keep_least(struct measuring *m, double room)
{
	double least[LIMIT_TABLE_COLUMNS], lack = 0, spare = 0;
	if (!find_least(m, room, true, least))
		find_least(m, room, false, least);
	for (int c = 0; c < m->columns; c++) {
		lack += fmax(0, least[c] - m->widths[c]);
		spare += fmax(0, m->widths[c] - least[c]);
	}
	double moved = fmin(lack, spare);
	if (moved <= 0)
		return;
	for (int c = 0; c < m->columns; c++) {
		double over = m->widths[c] - least[c];
		m->widths[c] -= over * moved / (over < 0 ? lack : spare);
	}
}

/* Columns in the proportion of their longest cells. When those want more than there is room for, the columns that
 * want little more than an even share get what they want, and the others share what is left. */
static void width_by_content(struct measuring *m, double room)
{
	double total = wanted_widths(m, room), left = room;
	int others = m->columns;
	bool fixed[LIMIT_TABLE_COLUMNS] = { false };
	for (bool again = total > room; again && others > 1;) {
		again = false;
		for (int c = 0; c < m->columns; c++)
			if (!fixed[c] && others > 1 && m->widths[c] <= 1.2 * left / others) {
				fixed[c] = again = true;
				left -= m->widths[c];
				total -= m->widths[c];
				others--;
			}
	}
	for (int c = 0; c < m->columns; c++)
		if (!fixed[c])
			m->widths[c] *= left / total;
	keep_least(m, room);
}

static void width_by_weights(struct measuring *m, double room)
{
	double total = 0;
	for (int c = 0; c < m->columns; c++)
		total += m->node->widths[c] > 0 ? m->node->widths[c] : 1;
	for (int c = 0; c < m->columns; c++)
		m->widths[c] = room * (m->node->widths[c] > 0 ? m->node->widths[c] : 1) / total;
}

double flow_row_height(const struct layout *layout, size_t lines, double line_height)
{
	double step = layout->template->row_step * layout->template->line_pitch;
	return ceil((double)lines * line_height / step - 1e-6) * step;
}

static double line_height_of(const struct layout *layout, const struct template_style *style)
{
	return style->line_height > 0 ? style->line_height : layout->template->line_pitch;
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
static struct flow_cell set_cell(struct measuring *m, int column, const struct text *text, const struct template_style *style,
				 double left, double width)
{
	struct layout *layout = m->layout;
	struct text_look look = text_look_of(layout, style, text->node);
	double em_top = text_em_top(&look);
	double line_height = line_height_of(layout, style);
	struct line *lines;
	struct flow_cell cell = { .count = line_break(layout, text, width, width, &lines) };
	cell.lines = ARENA_ARRAY(layout->arena, struct page_line, cell.count);
	bool overfull = false;
	for (size_t i = 0; i < cell.count; i++) {
		cell.lines[i] = line_set(layout, text, &lines[i], (struct line_place){ left, width, style->align });
		overfull = overfull || cell.lines[i].right - cell.lines[i].left > width + TOLERANCE;
		cell.lines[i].baseline = (line_height - look.size) / 2 + em_top * look.size + (double)i * line_height;
		cell.lines[i].last = i + 1 == cell.count;
	}
	if (overfull)
		report_overfull(m, text->node);
	note_cut(m, column, text, lines, cell.count);
	return cell;
}

static void set_row(struct measuring *m, struct flow_table *table, const struct doc_node *node, struct text **texts)
{
	const struct layout *layout = m->layout;
	const struct template_style *style = style_of(layout, node);
	double padding = layout->template->cell_padding;
	struct flow_row *row = &table->rows[table->row_count++];
	row->node = node;
	row->cells = ARENA_ARRAY(layout->arena, struct flow_cell, (size_t)m->columns);
	row->line_height = line_height_of(layout, style);
	row->most_lines = 1;
	for (int c = 0; c < m->columns; c++) {
		if (!texts[c])
			continue;
		double width = fmax(1, m->widths[c] - 2 * padding);
		row->cells[c] = set_cell(m, c, texts[c], style, table->edges[c] + padding, width);
		row->most_lines = row->cells[c].count > row->most_lines ? row->cells[c].count : row->most_lines;
	}
	row->height = flow_row_height(layout, row->most_lines, row->line_height);
}

/* The head is repeated on each page unless it leaves less than half a page. */
static void count_head(const struct layout *layout, struct flow_table *table)
{
	double height = 0;
	for (size_t i = 0; i < table->row_count && table->rows[i].node->head; i++)
		height += table->rows[table->head_count++].height;
	double half = layout->template->lines * layout->template->line_pitch / 2;
	if (height > half || table->head_count == table->row_count)
		table->head_count = 0;
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
}

void flow_add_table(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	struct measuring m = { .layout = layout, .node = node, .columns = node->columns };
	if (m.columns < 1 || m.columns > LIMIT_TABLE_COLUMNS) /* the parsers refuse it */
		return;
	m.widths = ARENA_ARRAY(layout->arena, double, (size_t)m.columns);
	shape_cells(&m);
	if (node->widths)
		width_by_weights(&m, layout->text_width);
	else
		width_by_content(&m, layout->text_width);
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
	count_head(layout, table);
	flow_add(layout, flow, node)->table = table;
	keep_measure(&m, table);
}
