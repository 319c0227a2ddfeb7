#include <math.h>

#include "base/arena.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/text.h"

enum { MOST_LINES = 4, MOST_PLACES = 200 };

/* Costs of what a title should not have; evenness costs at most 1 a line. */
static const double COST_SHAPE = 10, COST_LAST_WORD = 5, COST_MORE_LINES = 2, COST_PARTICLE = 1, GAIN_BRACKET = 0.1;

/* One search for the best places to break. */
struct search {
	const struct text *text;
	double width, mean, cell;          /* pt; cell: of one Chinese character */
	size_t *places, count;             /* cells that may start a line */
	size_t lines;                      /* wanted */
	size_t starts[MOST_LINES + 1], best[MOST_LINES + 1];
	double best_cost;
};

/* Cells that may start a line: words' starts, outside brackets; `strict` off: inside brackets too. */
static void find_places(struct layout *layout, struct search *search, bool strict)
{
	const struct text *text = search->text;
	search->places = ARENA_ARRAY(layout->scratch, size_t, text->cell_count);
	search->count = 0;
	int depth = 0;
	for (size_t i = 0; i < text->cell_count; i++) {
		const struct text_cell *cell = &text->cells[i];
		bool outside = depth == 0 || !strict;
		depth += break_is_opener(cell->codepoint);
		depth -= break_is_closer(cell->codepoint) && depth > 0;
		bool word = cell->breaks & BREAK_WORD || break_is_opener(cell->codepoint);
		if (search->count < MOST_PLACES && i && outside && cell->breaks & BREAK_ALLOWED && word)
			search->places[search->count++] = i;
	}
}

/* Strictly growing, shrinking, or growing then shrinking. */
static bool is_shape(const double *widths, size_t count, double least)
{
	size_t i = 1;
	while (i < count && widths[i] > widths[i - 1] + least)
		i++;
	while (i < count && widths[i] < widths[i - 1] - least)
		i++;
	return i == count;
}

/* Whether the line is one word; a bracketed part counts as a line of its own right. */
static bool is_one_word(const struct text *text, size_t first, size_t end)
{
	if (break_is_opener(text->cells[first].codepoint))
		return false;
	size_t words = 1;
	for (size_t i = first + 1; i < end; i++)
		words += (text->cells[i].breaks & (BREAK_WORD | BREAK_ALLOWED)) == (BREAK_WORD | BREAK_ALLOWED);
	return words == 1;
}

/* Whether the line would start with the last character of a name: 科学技术｜局, 青石｜县. */
static bool parts_name(const struct text *text, size_t start)
{
	static const uint32_t ends[] = U"局委部处科室厅院校所站队会县市省区乡镇村";
	bool single = start + 1 == text->cell_count || text->cells[start + 1].breaks & BREAK_WORD;
	for (const uint32_t *end = ends; single && *end; end++)
		if (*end == text->cells[start].codepoint)
			return true;
	return false;
}

/* Words that lean on what precedes (的, 等, the end of a name) or lead to what follows (和, 与, 及). */
static bool parts_badly(const struct text *text, size_t start)
{
	if (parts_name(text, start))
		return true;
	uint32_t cp = text->cells[start].codepoint, before = text->cells[start - 1].codepoint;
	return cp == U'的' || cp == U'等' || before == U'和' || before == U'与' || before == U'及' || before == U'暨';
}

static double cost_of(const struct search *search)
{
	double widths[MOST_LINES], cost = 0;
	for (size_t i = 0; i < search->lines; i++) {
		widths[i] = text_width(search->text, search->starts[i], search->starts[i + 1]);
		double off = (widths[i] - search->mean) / search->width;
		cost += off * off;
		if (i && parts_badly(search->text, search->starts[i]))
			cost += COST_PARTICLE;
		if (i && break_is_opener(search->text->cells[search->starts[i]].codepoint))
			cost -= GAIN_BRACKET;
	}
	if (!is_shape(widths, search->lines, search->cell / 2))
		cost += COST_SHAPE;
	if (is_one_word(search->text, search->starts[search->lines - 1], search->starts[search->lines]))
		cost += COST_LAST_WORD;
	return cost;
}

/* Tries every way to start line `line` and those after it, from place `from` on. */
static void try_lines(struct search *search, size_t line, size_t from)
{
	if (line == search->lines) {
		if (text_width(search->text, search->starts[line - 1], search->starts[line]) > search->width)
			return;
		double cost = cost_of(search);
		for (size_t i = 0; cost < search->best_cost && i <= search->lines; i++)
			search->best[i] = search->starts[i];
		search->best_cost = fmin(cost, search->best_cost);
		return;
	}
	for (size_t i = from; i < search->count; i++) {
		double width = text_width(search->text, search->starts[line - 1], search->places[i]);
		if (width > search->width)
			break;
		if (width < search->width / 8)
			continue;
		search->starts[line] = search->places[i];
		try_lines(search, line + 1, i + 1);
	}
}

/* Best breaks into `lines` lines; the cost, or INFINITY when there is no way. */
static double search_lines(struct search *search, size_t lines)
{
	search->lines = lines;
	search->mean = text_width(search->text, 0, search->text->cell_count) / (double)lines;
	search->best_cost = INFINITY;
	search->starts[0] = 0;
	/* try_lines() overwrites starts[line] only below `lines`. */
	search->starts[lines] = search->text->cell_count;
	try_lines(search, 1, 0);
	return search->best_cost;
}

static size_t make_lines(struct layout *layout, const struct text *text, const size_t *starts, size_t count,
			 struct line **lines)
{
	*lines = ARENA_ARRAY(layout->scratch, struct line, count);
	for (size_t i = 0; i < count; i++) {
		size_t end = text_trim(text, starts[i], starts[i + 1]);
		(*lines)[i] = (struct line){ .first = starts[i], .end = end, .last = true };
	}
	return count;
}

static bool has_forced_break(const struct text *text)
{
	for (size_t i = 0; i < text->cell_count; i++)
		if (text->cells[i].kind == TEXT_BREAK)
			return true;
	return false;
}

size_t line_break_title(struct layout *layout, struct text *text, double width, struct line **lines)
{
	double total = text_width(text, 0, text->cell_count);
	size_t least = (size_t)ceil(total / width - 1e-6);
	if (least <= 1 || least > MOST_LINES || has_forced_break(text))
		return line_break(layout, text, width, width, lines);
	text_mark_words(layout, text);
	struct search search = { .text = text, .width = width, .cell = text->spans[0].look.size };
	for (int strict = 1; strict >= 0; strict--) {
		size_t starts[MOST_LINES + 1], best_count = 0;
		double best = INFINITY;
		find_places(layout, &search, strict);
		for (size_t n = least; n <= MOST_LINES && n <= least + 1; n++) {
			double cost = search_lines(&search, n) + COST_MORE_LINES * (double)(n - least);
			if (cost >= best)
				continue;
			best = cost;
			best_count = n;
			for (size_t i = 0; i <= n; i++)
				starts[i] = search.best[i];
		}
		if (best_count)
			return make_lines(layout, text, starts, best_count, lines);
	}
	return line_break(layout, text, width, width, lines);
}
