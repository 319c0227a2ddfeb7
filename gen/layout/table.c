#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/paginate.h"
#include "layout/text.h"

static const double TOLERANCE = 0.01; /* pt */

/* ---- setting */

/* A table while its columns are measured: the cells' texts, row by row. */
struct measure {
	struct layout *layout;
	const struct doc_node *node;
	struct text **texts;       /* rows × columns; NULL where a row has no such cell */
	size_t rows;
	int columns;
	double *widths;            /* pt, of the columns */
};

static const struct template_style *style_of(const struct layout *layout, const struct doc_node *row)
{
	return template_style(layout->template, row->head ? "table-head" : "table-cell");
}

static void shape_row(struct measure *m, const struct doc_node *row, struct text **texts)
{
	int column = 0;
	for (const struct doc_node *cell = row->first; cell && column < m->columns; cell = cell->next) {
		struct text_look look = text_look_of(m->layout, style_of(m->layout, row), cell);
		texts[column++] = text_of_block(m->layout, cell, &look);
	}
}

static void shape_cells(struct measure *m)
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
static double wanted_widths(struct measure *m, double room)
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
static double least_width(const struct measure *m, int column, bool pieces)
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
static bool find_least(const struct measure *m, double room, bool pieces, double least[])
{
	for (int c = 0; c < m->columns; c++) {
		least[c] = least_width(m, c, pieces);
		room -= least[c];
	}
	return room >= 0;
}

/* Columns that are thinner than their widest piece get what they lack from the others. Where there is too little room for all
 * pieces, no column is thinner than its widest character. */
static void keep_least(struct measure *m, double room)
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
static void width_by_content(struct measure *m, double room)
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

static void width_by_weights(struct measure *m, double room)
{
	double total = 0;
	for (int c = 0; c < m->columns; c++)
		total += m->node->widths[c] > 0 ? m->node->widths[c] : 1;
	for (int c = 0; c < m->columns; c++)
		m->widths[c] = room * (m->node->widths[c] > 0 ? m->node->widths[c] : 1) / total;
}

static double round_up(const struct layout *layout, double height)
{
	double step = layout->template->row_step * layout->template->line_pitch;
	return ceil(height / step - 1e-6) * step;
}

static double line_height_of(const struct layout *layout, const struct template_style *style)
{
	return style->line_height > 0 ? style->line_height : layout->template->line_pitch;
}

static void report_overfull(struct layout *layout, const struct doc_node *cell)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(cell, &text);
	diag_add(layout->diags, DIAG_CELL_OVERFULL, cell->place, buf_str(&text).data);
	buf_free(&text);
}

/* Sets one cell's lines; their baselines count from the top of the first line. */
static struct flow_cell set_cell(struct measure *m, const struct text *text, const struct template_style *style,
				 double left,
				 double width)
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
		report_overfull(layout, text->node);
	return cell;
}

static void set_row(struct measure *m, struct flow_table *table, const struct doc_node *node, struct text **texts)
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
		row->cells[c] = set_cell(m, texts[c], style, table->edges[c] + padding, width);
		row->most_lines = row->cells[c].count > row->most_lines ? row->cells[c].count : row->most_lines;
	}
	row->height = round_up(layout, (double)row->most_lines * row->line_height);
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

void flow_add_table(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	struct measure m = { .layout = layout, .node = node, .columns = node->columns };
	if (m.columns < 1 || m.columns > LIMIT_TABLE_COLUMNS) /* the parsers refuse it */
		return;
	m.widths = ARENA_ARRAY(layout->scratch, double, (size_t)m.columns);
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
	count_head(layout, table);
	flow_add(layout, flow, node)->table = table;
}

/* ---- placing */

/* A table on its way down the pages. */
struct placing {
	struct pager *pager;
	const struct page_template *template;
	const struct flow_table *table;
	double y, top;             /* pt: next row; start of the part on this page */
	double bottom;             /* of the text area */
	bool page_top;             /* the part on this page starts it */
	size_t placed;             /* rows, or parts of rows, below the head on this page */
	bool repeated;             /* the head again, on a page after the first: an artifact */
};

/* Half of what a line pitch has beyond the body's em box: the table keeps that distance from the lines around it. */
static double half_leading(const struct page_template *t)
{
	return (t->line_pitch - t->body_size) / 2;
}

static void begin_part(struct placing *p)
{
	const struct page_template *t = p->template;
	p->page_top = p->pager->row <= 0;
	p->placed = 0;
	p->y = p->top = t->margin_top + p->pager->row * t->line_pitch - (p->pager->row > 0 ? half_leading(t) : 0);
	p->bottom = t->margin_top + t->lines * t->line_pitch;
}

static void horizontal_rule(struct placing *p)
{
	double width = p->template->rule_width, left = p->table->edges[0];
	pager_add_rule(p->pager, (struct page_rule){ left - width / 2, p->y - width / 2,
						     p->table->edges[p->table->columns] - left + width, width, 0 });
}

static void end_part(struct placing *p)
{
	double width = p->template->rule_width;
	for (int c = 0; p->y > p->top && c <= p->table->columns; c++)
		pager_add_rule(p->pager,
			       (struct page_rule){ p->table->edges[c] - width / 2, p->top, width, p->y - p->top, 0 });
	double used = p->y + half_leading(p->template) - p->template->margin_top;
	p->pager->row = ceil(used / p->template->line_pitch - 1e-6);
}

/* Puts lines [first, first + count) of each of the row's cells into a row of their height. */
static void put_row(struct placing *p, const struct flow_row *row, size_t first, size_t count)
{
	double height = round_up(p->pager->layout, (double)count * row->line_height);
	if (p->y == p->top)
		horizontal_rule(p);
	for (int c = 0; c < p->table->columns; c++) {
		const struct flow_cell *cell = &row->cells[c];
		size_t end = first + count < cell->count ? first + count : cell->count;
		double used = end > first ? (double)(end - first) * row->line_height : 0;
		for (size_t i = first; i < end; i++) {
			struct page_line line = cell->lines[i];
			line.artifact = p->repeated;
			line.baseline += p->y + (height - used) / 2 - (double)first * row->line_height;
			pager_add_line(p->pager, &line);
		}
	}
	p->y += height;
	horizontal_rule(p);
}

static void put_head(struct placing *p)
{
	for (size_t i = 0; i < p->table->head_count; i++)
		put_row(p, &p->table->rows[i], 0, p->table->rows[i].most_lines);
}

static void next_page(struct placing *p)
{
	end_part(p);
	pager_new_page(p->pager);
	begin_part(p);
	p->repeated = true;
	put_head(p);
	p->repeated = false;
}

/* Lines of a row that fit into `room`. */
static size_t lines_in(const struct layout *layout, const struct flow_row *row, double room)
{
	size_t count = 0;
	while (count < row->most_lines && round_up(layout, (double)(count + 1) * row->line_height) <= room + TOLERANCE)
		count++;
	return count;
}

/* Lines of a row, `rest` of which are left, that this page takes; 0: none, go to the next page. A row that does not fit
 * moves there; it is cut between lines when it is taller than what remains and more than half of the page remains, or
 * when it would leave the head alone, or a page empty. */
static size_t lines_here(const struct placing *p, const struct flow_row *row, size_t rest, double tail)
{
	double half = p->template->lines * p->template->line_pitch / 2;
	double room = p->bottom - p->y, height = round_up(p->pager->layout, (double)rest * row->line_height);
	if (height + tail <= room + TOLERANCE)
		return rest;
	size_t fits = lines_in(p->pager->layout, row, room);
	if (p->placed > 0)
		return fits < rest && room > half ? fits : 0;
	if (fits == 0 && p->page_top)
		return 1; /* an empty page takes something in any case */
	return fits < rest ? fits : rest;
}

static void place_row(struct placing *p, const struct flow_row *row, double tail)
{
	for (size_t at = 0, take; at < row->most_lines && !p->pager->full; at += take) {
		take = lines_here(p, row, row->most_lines - at, tail);
		if (take) {
			put_row(p, row, at, take);
			p->placed++;
		}
		if (at + take < row->most_lines)
			next_page(p);
	}
}

/* Points that must stay free below row `index`: for the row after the last but one, so that no page opens on a lone last
 * row; below the last row for the `tail` that is kept with the table. */
static double room_below(const struct placing *p, size_t index, double tail)
{
	const struct flow_table *table = p->table;
	double half = p->template->lines * p->template->line_pitch / 2;
	if (index + 1 == table->row_count)
		return tail;
	bool keeps = index + 2 == table->row_count && index > table->head_count && table->rows[index + 1].height < half;
	return keeps ? table->rows[index + 1].height + tail : 0;
}

/* Points that the head and a line of the first row behind it need. */
static double least_height(const struct layout *layout, const struct flow_table *table)
{
	double height = 0;
	for (size_t i = 0; i < table->head_count; i++)
		height += table->rows[i].height;
	return table->head_count < table->row_count ?
		       height + round_up(layout, table->rows[table->head_count].line_height) : height;
}

void table_place(struct pager *pager, const struct flow_block *block, double tail)
{
	struct placing p = { .pager = pager, .template = pager->layout->template, .table = block->table };
	begin_part(&p);
	if (!p.page_top && p.y + least_height(pager->layout, block->table) > p.bottom + TOLERANCE) {
		pager_new_page(pager);
		begin_part(&p);
	}
	put_head(&p);
	for (size_t i = block->table->head_count; i < block->table->row_count; i++)
		place_row(&p, &block->table->rows[i], room_below(&p, i, tail * p.template->line_pitch));
	end_part(&p);
}

double table_first_rows(const struct layout *layout, const struct flow_block *block, double tail)
{
	const struct flow_table *table = block->table;
	double height = 0, pitch = layout->template->line_pitch;
	for (size_t i = 0; i < table->row_count && i <= table->head_count; i++)
		height += table->rows[i].height;
	double all = ceil(height / pitch) + tail;
	if (table->row_count <= table->head_count + 1 && all <= layout->template->lines)
		return all;
	return fmin(ceil(height / pitch), layout->template->lines / 2);
}
