#include <math.h>

#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/paginate.h"

static const double TOLERANCE = 0.01; /* pt */

/* A table on its way down the pages. */
struct placing {
	struct pager *pager;
	const struct page_template *template;
	const struct flow_table *table;
	double y, top;             /* pt: next row; start of the part on this page */
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
}

/* Adds the notes of lines [first, first + count) of the row's cells. */
static void need_row(struct footnote_need *need, const struct flow_table *table, const struct flow_row *row, size_t first, size_t count)
{
	bool beside = false; /* to the first of them */
	for (int c = 0; c < table->columns; c++)
		for (size_t i = first; i < row->cells[c].count && i < first + count; i++, beside = true)
			footnote_need_line(need, &row->cells[c].lines[i], beside);
}

/* Points between the next row's top and the bottom of the text area, which the notes move up. */
static double room_with(const struct placing *p, struct footnote_need need)
{
	const struct page_template *t = p->template;
	return t->margin_top + footnote_rows(p->pager, need) * t->line_pitch - p->y;
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
	double height = flow_row_height(p->pager->layout, count, row->line_height);
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
	p->pager->row = (p->y - p->template->margin_top) / p->template->line_pitch;
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

/* Whether lines [first, first + count) of the row, and `tail` points below them, fit on the page. */
static bool part_fits(const struct placing *p, const struct flow_row *row, size_t first, size_t count, double tail)
{
	struct footnote_need need = { 0 };
	need_row(&need, p->table, row, first, count);
	need.spare = tail > 0 ? 0 : need.spare;
	return flow_row_height(p->pager->layout, count, row->line_height) + tail <= room_with(p, need) + TOLERANCE;
}

/* Lines of a row, from `first` on, that fit on the page. */
static size_t count_fitting(const struct placing *p, const struct flow_row *row, size_t first)
{
	size_t count = 0;
	while (count < row->most_lines - first && part_fits(p, row, first, count + 1, 0))
		count++;
	return count;
}

/* Lines of a row, from `first` on, that this page takes; 0: none, go to the next page. A row that does not fit
 * moves there; it is cut between lines when it is taller than what remains and more than half of the page remains, or
 * when it would leave the head alone, or a page empty. */
static size_t lines_here(const struct placing *p, const struct flow_row *row, size_t first, double tail)
{
	double half = p->template->lines * p->template->line_pitch / 2, room = room_with(p, (struct footnote_need){ 0 });
	size_t rest = row->most_lines - first, fits = count_fitting(p, row, first);
	if (part_fits(p, row, first, rest, tail))
		return rest;
	if (p->placed > 0)
		return fits < rest && room > half ? fits : 0;
	if (fits == 0 && p->page_top && !footnote_waits(&p->pager->notes))
		return 1; /* an empty page takes something in any case */
	return fits < rest ? fits : rest;
}

static void place_row(struct placing *p, const struct flow_row *row, double tail)
{
	for (size_t at = 0, take; at < row->most_lines && !p->pager->full; at += take) {
		take = lines_here(p, row, at, tail);
		if (take) {
			put_row(p, row, at, take);
			p->placed++;
			footnote_fill(p->pager, 0); /* not behind the head, whose page must have room for a row */
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
		       height + flow_row_height(layout, 1, table->rows[table->head_count].line_height) : height;
}

void table_place(struct pager *pager, const struct flow_block *block, double tail)
{
	struct placing p = { .pager = pager, .template = pager->layout->template, .table = block->table };
	begin_part(&p);
	struct footnote_need need = { 0 };
	table_need_first_rows(block, &need);
	if (!p.page_top && least_height(pager->layout, block->table) > room_with(&p, need) + TOLERANCE) {
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

void table_need_first_rows(const struct flow_block *block, struct footnote_need *need)
{
	const struct flow_table *table = block->table;
	for (size_t i = 0; i < table->row_count && i <= table->head_count; i++) {
		need_row(need, table, &table->rows[i], 0, table->rows[i].most_lines);
	}
}
