/* How wide the columns of a table are: by the widths that its source gives, or by what stands in them. */
#include "layout/table.h"

#include <math.h>

#include "base/arena.h"
#include "base/limits.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/text.h"

const struct template_style *table_style(const struct layout *layout, const struct doc_node *row)
{
	return template_style(layout->template, row->head || row->total ? "table-head" : "table-cell");
}

static void shape_row(struct measuring *m, const struct doc_node *row, struct text **texts)
{
	for (const struct doc_node *cell = row->first; cell && cell->column < m->columns; cell = cell->next) {
		struct text_look look = text_look_of(m->layout, table_style(m->layout, row), cell);
		texts[cell->column] = text_of_block(m->layout, cell, &look);
		m->merged = m->merged || cell->columns > 1;
	}
}

void table_shape(struct measuring *m)
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

/* Columns that the text's cell covers. */
static int columns_of(const struct measuring *m, const struct text *text)
{
	int covered = doc_cell_columns(text->node), most = m->columns - text->node->column;
	return covered < most ? covered : most;
}

/* What the text of a cell asks of its columns, pt. */
typedef double asked_width(const struct text *text);

/* Makes columns wider together where the cells that cover several of them ask for more than they have. */
static void spread_merged(const struct measuring *m, asked_width *ask, double widths[])
{
	for (size_t i = 0; m->merged && i < m->rows * (size_t)m->columns; i++) {
		const struct text *text = m->texts[i];
		int covered = text ? columns_of(m, text) : 1;
		if (covered < 2)
			continue;
		double lack = ask(text) + 2 * m->layout->template->cell_padding;
		double *first = &widths[text->node->column];
		for (int c = 0; c < covered; c++)
			lack -= first[c];
		for (int c = 0; c < covered && lack > 0; c++)
			first[c] += lack / covered;
	}
}

static double whole_width(const struct text *text)
{
	return text_width(text, 0, text->cell_count);
}

static double widest_piece(const struct text *text)
{
	double widest = 0;
	for (size_t first = 0, end; first < text->cell_count; first = end) {
		end = first + 1;
		while (end < text->cell_count && !(text->cells[end].breaks & (BREAK_ALLOWED | BREAK_FORCED)))
			end++;
		widest = fmax(widest, text_width(text, first, end));
	}
	return widest;
}

static double widest_character(const struct text *text)
{
	double widest = 0;
	for (size_t i = 0; i < text->cell_count; i++)
		widest = fmax(widest, text_width(text, i, i + 1));
	return widest;
}

/* The most that a cell of this column alone asks for; 0: none does. */
static double most_asked(const struct measuring *m, int column, asked_width *ask)
{
	double most = 0;
	for (size_t r = 0; r < m->rows; r++) {
		const struct text *text = m->texts[r * (size_t)m->columns + (size_t)column];
		if (text && columns_of(m, text) == 1)
			most = fmax(most, ask(text));
	}
	return most;
}

/* What each column's longest cell wants, at least four characters, of 序号 two; at most three fifths of the table. */
static double wanted_widths(struct measuring *m, double room)
{
	const struct page_template *t = m->layout->template;
	double total = 0;
	for (int c = 0; c < m->columns; c++) {
		int least = c == 0 && table_is_numbered(m) ? 2 : 4;
		m->widths[c] = fmax(least * template_style(t, "table-cell")->size, most_asked(m, c, whole_width)) + 2 * t->cell_padding;
	}
	spread_merged(m, whole_width, m->widths);
	for (int c = 0; c < m->columns; c++) {
		m->widths[c] = fmin(m->widths[c], room * 3 / 5);
		total += m->widths[c];
	}
	return total;
}

/* The least widths of the columns; false when there is no room for them. */
static bool find_least(const struct measuring *m, double room, asked_width *ask, double least[])
{
	for (int c = 0; c < m->columns; c++)
		least[c] = most_asked(m, c, ask) + 2 * m->layout->template->cell_padding;
	spread_merged(m, ask, least);
	for (int c = 0; c < m->columns; c++)
		room -= least[c];
	return room >= 0;
}

/* Columns that are thinner than their widest piece get what they lack from the others. Where there is too little room for all
 * pieces, no column is thinner than its widest character. */
static void keep_least(struct measuring *m, double room)
{
	double least[LIMIT_TABLE_COLUMNS], lack = 0, spare = 0;
	if (!find_least(m, room, widest_piece, least))
		find_least(m, room, widest_character, least);
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

/* Columns in the proportion of their longest cells, but 序号, which is as wide as it must be. When those want more than there is room for, the columns that
 * want little more than an even share get what they want, and the others share what is left. */
static void width_by_content(struct measuring *m, double room)
{
	double total = wanted_widths(m, room), left = room;
	int others = m->columns;
	bool fixed[LIMIT_TABLE_COLUMNS] = { table_is_numbered(m) };
	if (fixed[0]) {
		left -= m->widths[0];
		total -= m->widths[0];
		others--;
	}
	for (bool again = total > left; again && others > 1;) {
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
	keep_least(m, room);
}

/* Sets all texts in type that is smaller by the factor. */
static void scale_texts(struct measuring *m, double factor)
{
	m->scale *= factor;
	for (size_t i = 0; i < m->rows * (size_t)m->columns; i++)
		if (m->texts[i])
			text_scale(m->layout, m->texts[i], factor);
}

/* Smaller type, by the sizes of the trade (小四, 五号, 小五 …), until the longest words fit into the table together. */
static void lessen_type(struct measuring *m, double room)
{
	static const double sizes[] = { 18, 16, 15, 14, 12, 10.5, 9, 7.5, 6.5 };
	const struct page_template *t = m->layout->template;
	double least[LIMIT_TABLE_COLUMNS], size = template_style(t, "table-cell")->size;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes && t->least_type > 0; i++) {
		if (sizes[i] >= size * m->scale || sizes[i] < t->least_type)
			continue;
		if (find_least(m, room, widest_piece, least))
			return;
		scale_texts(m, sizes[i] / (size * m->scale));
	}
}

void table_find_widths(struct measuring *m, double room)
{
	m->scale = 1;
	lessen_type(m, room);
	if (m->node->widths)
		width_by_weights(m, room);
	else
		width_by_content(m, room);
}
