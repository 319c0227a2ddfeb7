#include "layout/spacing.h"

#include <math.h>

#include "layout/break.h"
#include "layout/text.h"

static bool is_full(const struct text_cell *cell)
{
	return cell->kind == TEXT_HAN || cell->kind == TEXT_MARK;
}

double spacing_mark_give(const struct text_cell *cell, bool first)
{
	uint32_t cp = cell->codepoint;
	bool mark = cell->kind == TEXT_MARK && (break_may_hang(cp) || break_is_closer(cp) || (!first && break_is_opener(cp)));
	return mark && !cell->held ? cell->width / 2 : 0; /* nothing of dashes, dots and Han */
}

double spacing_gap_give(const struct text_cell *cell)
{
	return cell->held ? 0 : cell->gap / 2;
}

bool spacing_stretches(const struct text *text, size_t at)
{
	const struct text_cell *before = &text->cells[at - 1], *cell = &text->cells[at];
	return !(cell->breaks & BREAK_GLUED) && !cell->held && (is_full(before) || is_full(cell) || before->kind == TEXT_SPACE);
}

static double em_of(const struct text *text, const struct text_cell *cell)
{
	return text->spans[cell->span].look.size;
}

double spacing_gap_gain(const struct text *text, size_t at)
{
	const struct text_cell *cell = &text->cells[at];
	double has = cell->kind == TEXT_SPACE ? cell->width : cell->gap;
	return has > 0 && !cell->held ? fmax(0, em_of(text, cell) / 2 - has) : 0;
}
