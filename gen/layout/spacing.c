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

/* Whether Han meets a letter or digit without a gap: though they are not parted, they stand like Han beside each other. */
static bool meets_closely(const struct text_cell *before, const struct text_cell *cell)
{
	return cell->gap == 0 && ((before->kind == TEXT_HAN && cell->kind == TEXT_LATIN) || (before->kind == TEXT_LATIN && cell->kind == TEXT_HAN));
}

bool spacing_stretches(const struct text *text, size_t at)
{
	const struct text_cell *before = &text->cells[at - 1], *cell = &text->cells[at];
	bool glued = cell->breaks & BREAK_GLUED && !meets_closely(before, cell);
	return !glued && !cell->held && (is_full(before) || is_full(cell) || before->kind == TEXT_SPACE);
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

/* A gap of the program's own: no text has it, so it keeps to its bounds. */
static bool is_gap(const struct text_cell *cell)
{
	return cell->kind != TEXT_SPACE && cell->gap > 0;
}

void spacing_add(struct spacing_places *line, const struct text *text, size_t at)
{
	double gain = spacing_gap_gain(text, at);
	line->gain += gain;
	line->gaps += gain > 0;
	bool stretches = spacing_stretches(text, at), gap = is_gap(&text->cells[at]);
	line->places += stretches && !gap;
	line->bounded += stretches && gap;
}

struct spacing_stretch spacing_share(const struct spacing_places *line, double room)
{
	double shares = (double)SPACING_GAP_SHARE * line->gaps, each = room > 0 ? room / (shares + line->places) : 0;
	if (line->gain > 0 && each * shares <= line->gain)
		return (struct spacing_stretch){ .share = each * shares / line->gain, .each = each };
	double rest = fmax(0, room - line->gain), apart = 2 * line->gain / fmax(1, line->gaps);
	struct spacing_stretch stretch = { .share = line->gain > 0, .each = rest > 0 ? rest / line->places : 0 };
	if (line->bounded && stretch.each > apart)
		stretch.each = stretch.beyond = rest / (line->places + line->bounded);
	return stretch;
}

double spacing_gains(const struct text *text, size_t at, struct spacing_stretch stretch)
{
	double more = is_gap(&text->cells[at]) ? stretch.beyond : stretch.each;
	return stretch.share * spacing_gap_gain(text, at) + (spacing_stretches(text, at) ? more : 0);
}
