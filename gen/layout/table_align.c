/* How the cells of a table stand in their columns: numbers on their decimal points. */
#include <math.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/table.h"
#include "layout/text.h"

static enum doc_align asked_align(const struct measuring *m, const struct doc_node *row, const struct doc_node *cell)
{
	if (row->head || doc_cell_columns(cell) > 1)
		return DOC_ALIGN_STYLE;
	if (m->node->aligns)
		return m->node->aligns[cell->column];
	return m->centered && m->centered[cell->column] ? DOC_ALIGN_CENTER : DOC_ALIGN_STYLE;
}

enum template_align table_align(const struct measuring *m, const struct doc_node *row, const struct doc_node *cell)
{
	switch (asked_align(m, row, cell)) {
	case DOC_ALIGN_LEFT:
		return TEMPLATE_LEFT;
	case DOC_ALIGN_CENTER:
	case DOC_ALIGN_POINT:
		return TEMPLATE_CENTER;
	case DOC_ALIGN_RIGHT:
		return TEMPLATE_RIGHT;
	case DOC_ALIGN_STYLE:
		break;
	}
	return table_style(m->layout, row)->align;
}

static bool is_digit(const struct text *text, size_t at)
{
	return at < text->cell_count && text->cells[at].codepoint >= '0' && text->cells[at].codepoint <= '9';
}

/* The first cell behind the whole part of the number in the text; 0: it holds none. */
static size_t whole_part(const struct text *text)
{
	size_t at = 0;
	while (at < text->cell_count && !is_digit(text, at))
		at++;
	size_t first = at;
	while (is_digit(text, at) || (at > first && at < text->cell_count && text->cells[at].codepoint == ',' && is_digit(text, at + 1)))
		at++;
	return at > first ? at : 0;
}

/* Width of the text behind the whole part of its number, to its end, pt. */
static double rest_width(const struct text *text, size_t whole)
{
	return text_width(text, 0, text->cell_count) - text_width(text, 0, whole);
}

static void align_column(struct measuring *m, int column)
{
	double whole = 0, rest = 0, room = m->widths[column] - 2 * m->layout->template->cell_padding;
	for (int pass = 0; pass < 2; pass++)
		for (size_t r = 0; r < m->rows; r++) {
			size_t at = r * (size_t)m->columns + (size_t)column;
			const struct text *text = m->texts[at];
			bool asks = text && asked_align(m, text->node->parent, text->node) == DOC_ALIGN_POINT;
			size_t end = asks ? whole_part(text) : 0;
			if (!end || text_width(text, 0, text->cell_count) > room)
				continue;
			double behind = rest_width(text, end);
			whole = fmax(whole, text_width(text, 0, end));
			rest = fmax(rest, behind);
			if (pass && whole + rest <= room)
				m->insets[at] = (room - whole - rest) / 2 + rest - behind;
		}
}

void table_align_points(struct measuring *m)
{
	for (int c = 0; m->node->aligns && c < m->columns; c++) {
		if (m->node->aligns[c] != DOC_ALIGN_POINT)
			continue;
		size_t count = m->rows * (size_t)m->columns;
		if (!m->insets) {
			m->insets = ARENA_ARRAY(m->layout->arena, double, count);
			for (size_t i = 0; i < count; i++)
				m->insets[i] = -1;
		}
		align_column(m, c);
	}
}

double table_inset(const struct measuring *m, size_t row, int column)
{
	return m->insets ? m->insets[row * (size_t)m->columns + (size_t)column] : -1;
}
