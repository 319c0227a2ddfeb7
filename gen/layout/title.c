#include <math.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/text.h"

enum { MOST_LINES = 4, MOST_PLACES = 200 };

/* Costs of what a title should not have; a line that is twice as long as another costs about COST_UNEVEN / 10. */
static const double COST_NAME = 40, COST_WORD = 24, COST_SHAPE = 20, COST_LAST_WORD = 10, COST_MORE_LINES = 4, COST_UNEVEN = 3,
		    COST_LEANS = 2, COST_BLOCK = 0.3, GAIN_BRACKET = 3, GAIN_PHRASE = 0.3;

/* A cell that may start a line, and what that costs. */
struct line_start {
	size_t cell;
	double cost;
};

/* One search for the best places to break. */
struct search {
	const struct text *text;
	double width, mean, cell;          /* pt; cell: of one Chinese character */
	struct line_start *places;
	size_t count;
	size_t lines;                      /* wanted */
	size_t starts[MOST_LINES + 1], best[MOST_LINES + 1];
	double best_cost;
};

/* The value or gap of a variable that the cell is of, or NULL. */
static const struct doc_node *value_of(const struct text *text, size_t cell)
{
	const struct text_look *look = &text->spans[text->cells[cell].span].look;
	return look->variable ? look->node : NULL;
}

/* Whether a word starts at the cell: one of the dictionary, a bracket, a value, or what follows a value. */
static bool starts_word(const struct text *text, size_t cell)
{
	return text->cells[cell].breaks & BREAK_WORD || break_is_opener(text->cells[cell].codepoint) ||
	       value_of(text, cell) != value_of(text, cell - 1);
}

/* Whether a bracket opens at the cell that closes at the end of the title. */
static bool starts_last_bracket(const struct text *text, size_t cell)
{
	int depth = 0;
	for (size_t i = cell; i < text->cell_count; i++) {
		depth += break_is_opener(text->cells[i].codepoint);
		depth -= break_is_closer(text->cells[i].codepoint);
		if (depth <= 0)
			return i > cell && i + 1 == text->cell_count;
	}
	return false;
}

/* Whether the cell is a word alone. */
static bool is_word(const struct text *text, size_t cell)
{
	return (!cell || starts_word(text, cell)) && (cell + 1 == text->cell_count || starts_word(text, cell + 1));
}

/* Adds what a word of the template's list, cells [first, end), costs. */
static void add_word(struct text *text, const struct break_word *word, size_t first, size_t end, double *costs)
{
	for (size_t i = first + 1; i < end; i++)
		costs[i] = fmax(costs[i], COST_WORD);
	text->cells[first].breaks |= BREAK_WORD; /* the dictionary, which does not know the word, may see others that reach into it */
	if (end < text->cell_count)
		text->cells[end].breaks |= BREAK_WORD;
	bool phrase = word->not_last && end - first > 1; /* 以及 and 关于 begin one */
	costs[first] += word->not_first ? COST_LEANS : phrase ? -GAIN_PHRASE : 0;
	costs[end] += word->not_last ? COST_LEANS : 0;
}

/* Adds the words of the template's list wherever they stand: longer ones, or those of one character where they are words and not the
 * ends of longer ones. */
static void add_words(struct layout *layout, struct text *text, bool single, double *costs)
{
	const struct break_words *words = &layout->template->words;
	for (size_t i = 0; i < text->cell_count; i++) {
		struct str rest = str_from(text->chars, text->cells[i].start);
		for (size_t w = 0; w < words->count; w++) {
			struct str word = words->items[w].text;
			if (!str_starts(rest, word.data))
				continue;
			size_t end = i + utf8_count(word.data, word.len);
			if ((end == i + 1) == single && end <= text->cell_count && (!single || is_word(text, i)))
				add_word(text, &words->items[w], i, end, costs);
		}
	}
}

/* What it costs to start a line at each cell: names stay whole, then words; a bracket at the end is the best place. */
static double *find_costs(struct layout *layout, struct text *text)
{
	double *costs = ARENA_ARRAY(layout->scratch, double, text->cell_count + 1);
	for (size_t i = 1; i < text->cell_count; i++) {
		const struct doc_node *value = value_of(text, i);
		costs[i] = value && value == value_of(text, i - 1) ? COST_NAME : starts_last_bracket(text, i) ? -GAIN_BRACKET : 0;
	}
	add_words(layout, text, false, costs);
	add_words(layout, text, true, costs);
	return costs;
}

/* Cells that may start a line: words' starts, outside brackets; `strict` off: inside brackets too. */
static void find_places(struct layout *layout, struct search *search, const double *costs, bool strict)
{
	const struct text *text = search->text;
	search->places = ARENA_ARRAY(layout->scratch, struct line_start, text->cell_count);
	search->count = 0;
	int depth = 0;
	for (size_t i = 0; i < text->cell_count; i++) {
		const struct text_cell *cell = &text->cells[i];
		bool outside = depth == 0 || !strict;
		depth += break_is_opener(cell->codepoint);
		depth -= break_is_closer(cell->codepoint) && depth > 0;
		if (search->count < MOST_PLACES && i && outside && cell->breaks & BREAK_ALLOWED && starts_word(text, i))
			search->places[search->count++] = (struct line_start){ i, costs[i] };
	}
}

/* What the lines' lengths cost: they grow, shrink, or grow and then shrink (GB/T 9704-2012, 7.3.1); two may also be alike. */
static double cost_of_shape(const double *widths, size_t count, double least)
{
	size_t i = 1;
	while (i < count && widths[i] > widths[i - 1] + least)
		i++;
	while (i < count && widths[i] < widths[i - 1] - least)
		i++;
	return i == count ? 0 : count == 2 ? COST_BLOCK : COST_SHAPE;
}

/* Whether the line is one word; a bracketed part counts as a line of its own right. */
static bool is_one_word(const struct search *search, size_t first, size_t end)
{
	bool one = !break_is_opener(search->text->cells[first].codepoint);
	for (size_t i = 0; one && i < search->count; i++)
		one = search->places[i].cell <= first || search->places[i].cell >= end || search->places[i].cost >= COST_WORD;
	return one;
}

/* Without what the places themselves cost. */
static double cost_of_lines(const struct search *search)
{
	double widths[MOST_LINES], cost = 0;
	for (size_t i = 0; i < search->lines; i++) {
		widths[i] = text_width(search->text, search->starts[i], search->starts[i + 1]);
		double off = (widths[i] - search->mean) / search->width;
		cost += COST_UNEVEN * off * off;
	}
	cost += cost_of_shape(widths, search->lines, search->cell / 2);
	if (is_one_word(search, search->starts[search->lines - 1], search->starts[search->lines]))
		cost += COST_LAST_WORD;
	return cost;
}

/* Tries every way to start line `line` and those after it, from place `from` on; `cost`: of the places so far. */
static void try_lines(struct search *search, size_t line, size_t from, double cost)
{
	if (line == search->lines) {
		if (text_width(search->text, search->starts[line - 1], search->starts[line]) > search->width)
			return;
		cost += cost_of_lines(search);
		for (size_t i = 0; cost < search->best_cost && i <= search->lines; i++)
			search->best[i] = search->starts[i];
		search->best_cost = fmin(cost, search->best_cost);
		return;
	}
	for (size_t i = from; i < search->count; i++) {
		double width = text_width(search->text, search->starts[line - 1], search->places[i].cell);
		if (width > search->width)
			break;
		if (width < search->width / 8)
			continue;
		search->starts[line] = search->places[i].cell;
		try_lines(search, line + 1, i + 1, cost + search->places[i].cost);
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
	try_lines(search, 1, 0, 0);
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

void line_keep_words(struct layout *layout, struct text *text)
{
	text_mark_words(layout, text);
	const double *costs = find_costs(layout, text);
	for (size_t i = 1; i < text->cell_count; i++)
		if (!starts_word(text, i) || costs[i] >= COST_WORD)
			text->cells[i].breaks &= (uint8_t)~BREAK_ALLOWED;
}

size_t line_break_title(struct layout *layout, struct text *text, double width, struct line **lines)
{
	double total = text_width(text, 0, text->cell_count);
	size_t least = (size_t)ceil(total / width - 1e-6);
	if (least <= 1 || least > MOST_LINES || has_forced_break(text))
		return line_break(layout, text, width, width, lines);
	text_mark_words(layout, text);
	struct search search = { .text = text, .width = width, .cell = text->spans[0].look.size };
	const double *costs = find_costs(layout, text);
	for (int strict = 1; strict >= 0; strict--) {
		size_t starts[MOST_LINES + 1], best_count = 0;
		double best = INFINITY;
		find_places(layout, &search, costs, strict);
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
