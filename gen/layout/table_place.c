#include <math.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/paginate.h"

static const double TOLERANCE = 0.01; /* pt */

/* A table on its way down the pages. */
struct placing {
	struct pager *pager;
	const struct page_template *template;
	const struct flow_table *table;
	double from_row;           /* lines of the grid above the part */
	double y, top;             /* pt: next row; start of the part on this page */
	bool page_top;             /* the part on this page starts it */
	size_t placed;             /* rows, or parts of rows, below the head on this page */
	bool repeated;             /* the head again, on a page after the first: an artifact */
	bool below_head;           /* what is put next stands right below it */
	double *sides;             /* pt: where the vertical rule that goes on at each edge began; < 0: none does */
};

/* Rows of the table, or lines of one of them, that are put on a page together: cells that cover several rows stand across them. */
struct part {
	size_t at, rows;
	size_t first, count;       /* lines of a single row; several rows are whole, and `first` is 0 */
};

/* Half of what a line pitch has beyond the body's em box: the table keeps that distance from the lines around it. */
static double half_leading(const struct page_template *t)
{
	return (t->line_pitch - t->body_size) / 2;
}

/* Points of half of the text area: what rows may leave blank at most. */
static double half_page(const struct page_template *t)
{
	return t->lines * t->line_pitch / 2;
}

static void begin_part(struct placing *p)
{
	const struct page_template *t = p->template;
	p->page_top = p->pager->row <= 0;
	p->from_row = p->pager->row;
	p->placed = 0;
	double below = t->margin_top + p->pager->row * t->line_pitch - (p->pager->row > 0 ? half_leading(t) : 0);
	p->y = p->top = fmax(below, p->pager->pages[p->pager->count - 1].text_top); /* behind a head (版头) is no text whose leading there would be */
	for (int c = 0; c <= p->table->columns; c++)
		p->sides[c] = -1;
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

/* A rule from edge `first` to edge `end`. */
static void add_horizontal(struct placing *p, int first, int end)
{
	double width = p->template->rule_width, left = p->table->edges[first];
	pager_add_rule(p->pager, (struct page_rule){ .x = left - width / 2, .y = p->y - width / 2,
						     .width = p->table->edges[end] - left + width, .height = width });
}

/* A rule above the row, on a page that has begun with others but where a cell goes on from above; a repeated head is none of them. */
static void rule_above(struct placing *p, const struct flow_row *row)
{
	int columns = p->table->columns;
	bool begun = p->y > p->top && !p->below_head;
	for (int first = 0, end; first < columns; first = end) {
		bool through = begun && row->cells[first].joins_above;
		end = first + 1;
		while (end < columns && through == (begun && row->cells[end].joins_above))
			end++;
		if (!through)
			add_horizontal(p, first, end);
	}
}

/* Draws the vertical rule at the edge down to where the table is, if one has begun there. */
static void end_side(struct placing *p, int edge)
{
	double width = p->template->rule_width, top = p->sides[edge];
	if (top >= 0 && p->y > top)
		pager_add_rule(p->pager, (struct page_rule){ .x = p->table->edges[edge] - width / 2, .y = top, .width = width,
							     .height = p->y - top, .edge = edge + 1 });
	p->sides[edge] = -1;
}

/* Vertical rules go on beside the row, but within cells that cover several columns. */
static void go_on_sides(struct placing *p, const struct flow_row *row)
{
	for (int c = 0; c <= p->table->columns; c++) {
		if (c < p->table->columns && row->cells[c].joins_left)
			end_side(p, c);
		else if (p->sides[c] < 0)
			p->sides[c] = p->y;
	}
}

/* The row of the grid behind the table, by the space that a DOCX has there: what all its rows lack to whole lines, however they are parted between pages. */
static double office_row(const struct placing *p)
{
	double pitch = p->template->line_pitch, all = flow_rows_height(p->table, 0, p->table->row_count) / pitch;
	return p->from_row + (p->y - p->top) / pitch + ceil(all - 1e-6) - all;
}

static void end_part(struct placing *p)
{
	if (p->y > p->top)
		add_horizontal(p, 0, p->table->columns);
	for (int c = 0; c <= p->table->columns; c++)
		end_side(p, c);
	double used = p->y + half_leading(p->template) - p->template->margin_top;
	p->pager->row = p->template->profile.name ? office_row(p) : ceil(used / p->template->line_pitch - 1e-6);
}

/* Height of the part's row `r`. */
static double height_in(const struct placing *p, const struct part *part, size_t r)
{
	const struct flow_row *row = &p->table->rows[part->at + r];
	return part->rows > 1 ? row->height : flow_row_height(p->pager->layout, part->count, row->line_height);
}

/* Puts the lines of a cell that stand in the part, from its row `r` on, into the middle of what it covers there. */
static void put_cell(struct placing *p, const struct part *part, size_t r, int column)
{
	const struct flow_row *row = &p->table->rows[part->at + r];
	const struct flow_cell *cell = &row->cells[column];
	size_t first = part->first, end = cell->count;
	double height = height_in(p, part, r);
	for (size_t i = 1; r + i < part->rows && row[i].cells[column].joins_above; i++) {
		height += height_in(p, part, r + i);
		end += row[i].cells[column].count;
	}
	if (part->rows == 1)
		end = first + part->count < end ? first + part->count : end;
	double used = end > first ? (double)(end - first) * row->line_height : 0;
	for (size_t i = first; i < end; i++) {
		struct page_line line = cell->lines[i];
		line.artifact = p->repeated;
		line.baseline += p->y + (height - used) / 2 - (double)(cell->above + first) * row->line_height;
		pager_add_line(p->pager, &line);
	}
}

/* Puts rows on the page: their cells in the order of the tree, and the rules around them. */
static void put_part(struct placing *p, const struct part *part)
{
	for (size_t r = 0; r < part->rows; r++) {
		const struct flow_row *row = &p->table->rows[part->at + r];
		rule_above(p, row);
		p->below_head = false;
		go_on_sides(p, row);
		for (int c = 0; c < p->table->columns; c++)
			if (!row->cells[c].joins_left && !(r && row->cells[c].joins_above))
				put_cell(p, part, r, c);
		p->y += height_in(p, part, r);
	}
	p->pager->row = (p->y - p->template->margin_top) / p->template->line_pitch;
}

static void put_head(struct placing *p)
{
	if (p->table->head_count)
		put_part(p, &(struct part){ 0, p->table->head_count, 0, p->table->rows[0].most_lines });
	p->below_head = true;
}

/* Points that the head and a line of the first row behind it need. */
static double least_height(const struct layout *layout, const struct flow_table *table)
{
	double height = flow_rows_height(table, 0, table->head_count);
	return table->head_count < table->row_count ?
		       height + flow_row_height(layout, 1, table->rows[table->head_count].line_height) : height;
}

/* Begins the next page, with room for the head and a line below it. */
static void begin_page(struct placing *p)
{
	p->pager->opens_with = least_height(p->pager->layout, p->table) / p->template->line_pitch;
	pager_new_page(p->pager, PAGE_ENDS_ROW);
	begin_part(p);
}

static void next_page(struct placing *p)
{
	end_part(p);
	begin_page(p);
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
	double half = half_page(p->template), room = room_with(p, (struct footnote_need){ 0 });
	size_t rest = row->most_lines - first, fits = count_fitting(p, row, first);
	if (part_fits(p, row, first, rest, tail))
		return rest;
	if (p->placed > 0)
		return fits < rest && room > half ? fits : 0;
	if (fits == 0 && p->page_top && !footnote_waits(&p->pager->notes))
		return 1; /* an empty page takes something in any case */
	return fits < rest ? fits : rest;
}

/* Puts rows below the head. */
static void put_rows(struct placing *p, const struct part *part)
{
	put_part(p, part);
	p->placed++;
	footnote_fill(p->pager, 0); /* not behind the head, whose page must have room for a row */
}

static void place_row(struct placing *p, const struct flow_row *row, double tail)
{
	for (size_t at = 0, take; at < row->most_lines && !p->pager->full; at += take) {
		take = lines_here(p, row, at, tail);
		if (take) {
			put_rows(p, &(struct part){ (size_t)(row - p->table->rows), 1, at, take });
		}
		if (at + take < row->most_lines)
			next_page(p);
	}
}

/* How many of the rows from `at` to `end` fit on the page; `tail` points below the last of them. */
static size_t rows_fitting(const struct placing *p, size_t at, size_t end, double tail)
{
	struct footnote_need need = { 0 };
	double height = 0;
	for (size_t i = at; i < end; i++) {
		const struct flow_row *row = &p->table->rows[i];
		height += row->height + (i + 1 == end ? tail : 0);
		need_row(&need, p->table, row, 0, row->most_lines);
		if (height > room_with(p, need) + TOLERANCE)
			return i - at;
	}
	return end - at;
}

/* Whether rows from `at` to `end` that do not fit on the page, which has others, move to the next: those that take at most half a page, and those
 * of which not two fit, unless more than half of the page would stay blank. */
static bool rows_move(const struct placing *p, size_t at, size_t end, size_t fits)
{
	double half = half_page(p->template);
	return p->placed && (flow_rows_height(p->table, at, end) <= half || (fits < 2 && room_with(p, (struct footnote_need){ 0 }) <= half));
}

/* How many of the rows from `at` to `end`, which cells tie together, this page takes, where they do not move; 0: the first has to be cut. Two
 * stand on each side where that can be; within a table no more than half of the page stays blank for it. */
static size_t rows_here(const struct placing *p, size_t at, size_t end, size_t fits)
{
	if (end - at - fits != 1 || fits <= 1 + (p->placed > 0))
		return fits;
	double half = half_page(p->template);
	double blank = room_with(p, (struct footnote_need){ 0 }) - flow_rows_height(p->table, at, at + fits - 1);
	return end == p->table->row_count || blank <= half ? fits - 1 : fits;
}

/* Whether the row does not fit, but more than half of the page is free for it: it is cut, as rows of their own are. */
static bool is_cut_here(const struct placing *p, size_t at)
{
	double half = half_page(p->template);
	return room_with(p, (struct footnote_need){ 0 }) > half && !rows_fitting(p, at, at + 1, 0);
}

/* Places rows that cells tie together. */
static void place_tied(struct placing *p, size_t at, size_t end, double tail)
{
	while (at < end && !p->pager->full) {
		size_t fits = rows_fitting(p, at, end, tail);
		bool moves = fits < end - at && rows_move(p, at, end, fits);
		size_t take = moves ? 0 : rows_here(p, at, end, fits);
		if (!take && !moves) {
			place_row(p, &p->table->rows[at], at + 1 == end ? tail : 0);
			at++;
			continue;
		}
		if (take)
			put_rows(p, &(struct part){ at, take, 0, p->table->rows[at].most_lines });
		at += take;
		if (at < end && (moves || !is_cut_here(p, at)))
			next_page(p);
	}
}

/* The first row behind those that cells tie to row `at`. */
static size_t tied_end(const struct flow_table *table, size_t at)
{
	while (++at < table->row_count && table->rows[at].tied)
		continue;
	return at;
}

/* Points that must stay free below row `index`: for the last row below the one that it stays with, where a page holds both and the `tail` that is
 * kept with the table; below the last row for the tail. */
static double room_below(const struct placing *p, size_t index, double tail)
{
	const struct flow_table *table = p->table;
	if (index + 1 == table->row_count)
		return tail;
	if (index + 2 != table->row_count || !table->lasts_together)
		return 0;
	double last = table->rows[index + 1].height + tail;
	double all = flow_rows_height(table, 0, table->head_count) + table->rows[index].height + last;
	return all <= p->template->lines * p->template->line_pitch ? last : 0;
}

/* Puts the head's notes on the page, so that those of the first row find room behind them; a line of that row stays free. */
static void fill_behind_head(struct placing *p)
{
	const struct flow_table *table = p->table;
	if (table->head_count && table->head_count < table->row_count)
		footnote_fill(p->pager, flow_row_height(p->pager->layout, 1, table->rows[table->head_count].line_height) / p->template->line_pitch);
}

void table_place(struct pager *pager, const struct flow_block *block, double tail)
{
	struct placing p = { .pager = pager, .template = pager->layout->template, .table = block->table };
	p.sides = ARENA_ARRAY(pager->layout->arena, double, (size_t)block->table->columns + 1);
	begin_part(&p);
	struct footnote_need need = { 0 };
	table_need_first_rows(block, &need);
	if (!p.page_top && least_height(pager->layout, block->table) > room_with(&p, need) + TOLERANCE)
		begin_page(&p);
	put_head(&p);
	fill_behind_head(&p);
	for (size_t i = block->table->head_count, end; i < block->table->row_count; i = end) {
		end = tied_end(block->table, i);
		double below = room_below(&p, end - 1, tail * p.template->line_pitch);
		if (end == i + 1)
			place_row(&p, &block->table->rows[i], below);
		else
			place_tied(&p, i, end, below);
	}
	end_part(&p);
}

double table_first_rows(const struct layout *layout, const struct flow_block *block, double tail)
{
	const struct flow_table *table = block->table;
	double height = ceil(flow_rows_height(table, 0, table->first_rows) / layout->template->line_pitch);
	if (table->first_rows == table->row_count && height + tail <= layout->template->lines)
		return height + tail;
	return fmin(height, layout->template->lines / 2);
}

void table_need_first_rows(const struct flow_block *block, struct footnote_need *need)
{
	for (size_t i = 0; i < block->table->first_rows; i++)
		need_row(need, block->table, &block->table->rows[i], 0, block->table->rows[i].most_lines);
}
