/* Columns of a table that hold little: numbers of rows, names of offices, dates. */
#include "base/arena.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/table.h"
#include "layout/text.h"

/* The text of a cell below the head, in this column alone; NULL: there is none. */
static const struct text *body_text(const struct measuring *m, size_t row, int column)
{
	const struct text *text = m->texts[row * (size_t)m->columns + (size_t)column];
	return text && !text->node->parent->head && doc_cell_columns(text->node) == 1 ? text : NULL;
}

static bool is_short(const struct text *text)
{
	static const double SHORT = 9; /* em: 2026年12月31日 */
	for (size_t i = 0; i < text->cell_count; i++)
		if (text->cells[i].kind == TEXT_BREAK)
			return false;
	return !text->cell_count || text_width(text, 0, text->cell_count) <= SHORT * text->spans[0].look.size;
}

void table_find_short(struct measuring *m)
{
	const struct doc_node *first = m->node->first;
	while (first && first->kind != DOC_ROW)
		first = first->next;
	if (m->node->aligns || !first || !first->head)
		return;
	m->centered = ARENA_ARRAY(m->layout->arena, bool, (size_t)m->columns);
	for (int c = 0; c < m->columns; c++) {
		m->centered[c] = true;
		for (size_t r = 0; r < m->rows && m->centered[c]; r++) {
			const struct text *text = body_text(m, r, c);
			m->centered[c] = !text || is_short(text);
		}
	}
}

bool table_is_numbered(const struct measuring *m)
{
	enum { MOST = 4 };
	size_t rows = 0;
	for (size_t r = 0; r < m->rows; r++) {
		const struct text *text = body_text(m, r, 0);
		for (size_t i = 0; text && i < text->cell_count; i++)
			if (text->cells[i].codepoint < '0' || text->cells[i].codepoint > '9' || i == MOST)
				return false;
		rows += text && text->cell_count;
	}
	return rows && m->columns > 1;
}
