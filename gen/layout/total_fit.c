#include <float.h>
#include <math.h>

#include "base/arena.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/spacing.h"
#include "layout/text.h"

/* Widths that differ by less are the same, pt. */
static const double TOLERANCE = 0.01;

/* What a line costs. Stretch is space between two characters beyond their own, em; squeeze and spread are shares of what the line's
 * marks and gaps may lose, and its gaps may gain. */
static const double STRETCH_UNIT = 0.03;   /* stretch that costs 1; it grows with its square */
static const double SQUEEZE_COST = 3;       /* of all that may be lost; it grows with its square */
static const double SQUEEZED_COST = 1;      /* of losing anything */
static const double PUSHED_IN = 0.2;       /* part of these where the template pushes marks in */
static const double SPREAD_COST = 0.5;     /* of all that gaps may gain */
static const double LINE_COST = 0.05;      /* of a line more */
static const double OFF_GRID_COST = 2;     /* of a line of full cells that do not stand on the grid */
static const double ORPHAN_COST = 1000;    /* of a last line with too few characters */

enum { LOOSEST = 2 }; /* em that a line may lack while there is a fuller one */

/* Sums over the cells before one, so that a line is measured in a step. */
struct sums {
	double set;                 /* pt, widths and gaps */
	double give;                /* pt, that may be lost */
	struct spacing_places places;
};

/* A place where a line may end. */
struct stop {
	size_t at;                  /* the first cell behind it */
	bool forced;                /* a line must end here */
	double cost;                /* of the best lines up to here; DBL_MAX: none */
	size_t from;                /* the stop where the last of them starts */
	bool hung;                  /* that line's last mark */
};

/* A line between two stops. */
struct trial {
	size_t first, end;
	double natural;             /* pt */
	double room;                /* pt, of the width, that it leaves; < 0: it is too long by that */
	double give;
	struct spacing_places places;
	bool hung;
};

struct fit {
	const struct layout *layout;
	const struct text *text;
	double first_width, width;  /* pt */
	double em;                  /* pt */
	struct sums *sums;
	struct stop *stops;
	size_t count;
};

static void add_up(struct fit *fit)
{
	const struct text *text = fit->text;
	fit->sums = ARENA_ARRAY(fit->layout->scratch, struct sums, text->cell_count + 1);
	for (size_t i = 0; i < text->cell_count; i++) {
		const struct text_cell *cell = &text->cells[i];
		const struct sums *sum = &fit->sums[i];
		fit->sums[i + 1] = (struct sums){
			.set = sum->set + cell->gap + text_cell_width(text, i, i + 2),
			.give = sum->give + spacing_mark_give(cell, false) + spacing_gap_give(cell),
			.places = sum->places,
		};
		if (i)
			spacing_add(&fit->sums[i + 1].places, text, i);
	}
}

static void find_stops(struct fit *fit)
{
	const struct text *text = fit->text;
	fit->stops = ARENA_ARRAY(fit->layout->scratch, struct stop, text->cell_count + 2);
	for (size_t i = 0; i <= text->cell_count; i++) {
		bool forced = i == text->cell_count || (i && text->cells[i - 1].kind == TEXT_BREAK);
		if (i && !forced && !(text->cells[i].breaks & BREAK_ALLOWED))
			continue;
		if (i && i < text->cell_count && !forced && text->cells[i].kind == TEXT_SPACE)
			continue;
		fit->stops[fit->count++] = (struct stop){ .at = i, .forced = forced, .cost = i ? DBL_MAX : 0 };
	}
}

static size_t line_start(const struct fit *fit, size_t stop)
{
	const struct stop *start = &fit->stops[stop];
	return start->forced ? start->at : text_skip_spaces(fit->text, start->at);
}

static struct spacing_places between(const struct spacing_places *start, const struct spacing_places *end)
{
	return (struct spacing_places){ end->gain - start->gain, end->gaps - start->gaps, end->places - start->places,
					 end->bounded - start->bounded };
}

/* The line from cell `first`, which stop `from` starts, to stop `to`. */
static struct trial try_line(const struct fit *fit, size_t from, size_t first, size_t to)
{
	const struct text *text = fit->text;
	struct trial trial = { .first = first, .end = text_trim(text, first, fit->stops[to].at) };
	const struct sums *start = &fit->sums[first], *end = &fit->sums[trial.end];
	const struct text_cell *cell = &text->cells[first];
	trial.natural = end->set - start->set;
	trial.give = end->give - start->give;
	if (trial.end > first) {
		trial.natural -= cell->gap;
		trial.give -= spacing_gap_give(cell) + spacing_mark_give(cell, false) - spacing_mark_give(cell, true);
		trial.places = between(&fit->sums[first + 1].places, &end->places);
		const struct text_cell *last = &text->cells[trial.end - 1];
		trial.natural += last->kind == TEXT_HYPHEN ? last->width : 0;
	}
	trial.room = (from ? fit->width : fit->first_width) - trial.natural;
	return trial;
}

/* The same line with its last mark past the edge. */
static struct trial hang(const struct fit *fit, struct trial trial)
{
	const struct text_cell *mark = &fit->text->cells[trial.end - 1];
	trial.natural -= mark->width;
	trial.room += mark->width;
	trial.give -= spacing_mark_give(mark, false);
	trial.places = between(&fit->sums[trial.first + 1].places, &fit->sums[trial.end - 1].places);
	trial.hung = true;
	return trial;
}

static bool may_hang(const struct fit *fit, const struct trial *trial)
{
	return text_hangs(fit->layout, fit->text) && trial->end > trial->first + 1 &&
	       break_may_hang(fit->text->cells[trial->end - 1].codepoint) && trial->room < -TOLERANCE;
}

static bool fits(const struct trial *trial)
{
	return trial->room + trial->give >= -TOLERANCE;
}

/* What a line costs that fits: nothing when it has its natural width. */
static double cost_of(const struct fit *fit, const struct trial *trial, bool last)
{
	if (trial->room < -TOLERANCE) {
		double share = -trial->room / trial->give;
		double part = fit->layout->template->overflow == TEMPLATE_PUSH_IN ? PUSHED_IN : 1;
		return part * (SQUEEZED_COST + SQUEEZE_COST * share * share);
	}
	if (last || trial->room <= TOLERANCE)
		return 0;
	struct spacing_stretch stretch = spacing_share(&trial->places, trial->room);
	double each = fmin(stretch.each, trial->room) / fit->em / STRETCH_UNIT;
	return SPREAD_COST * stretch.share * stretch.share + each * each;
}

/* Whether the line is of full cells alone, which stand on the grid when they have their natural width. */
static bool is_full_cells(const struct fit *fit, const struct trial *trial)
{
	const struct page_template *t = fit->layout->template;
	return t->punctuation == TEMPLATE_GRID &&
	       fabs(trial->natural - (double)(trial->end - trial->first - trial->hung) * t->char_pitch) <= TOLERANCE;
}

static void take(struct fit *fit, size_t from, size_t to, const struct trial *trial)
{
	struct stop *stop = &fit->stops[to];
	double cost = fit->stops[from].cost + LINE_COST + cost_of(fit, trial, stop->forced);
	if (trial->room < -TOLERANCE || (trial->room > TOLERANCE && !stop->forced))
		cost += is_full_cells(fit, trial) ? OFF_GRID_COST : 0;
	if (stop->forced && from && !fit->stops[from].forced && line_is_orphan(fit->layout, fit->text, trial->first, trial->end))
		cost += ORPHAN_COST;
	if (cost >= stop->cost)
		return;
	stop->cost = cost;
	stop->from = from;
	stop->hung = trial->hung;
}

/* Tries the line between two stops, its mark hung or not. False when it is too long in any case. */
static bool try_stop(struct fit *fit, size_t from, size_t first, size_t to)
{
	struct trial trial = try_line(fit, from, first, to);
	bool fitted = fits(&trial);
	if (fitted)
		take(fit, from, to, &trial);
	if (!may_hang(fit, &trial))
		return fitted;
	trial = hang(fit, trial);
	if (!fits(&trial))
		return fitted;
	take(fit, from, to, &trial);
	return true;
}

/* Tries all lines that start at a stop and are not too loose; where all others are too long, the longest that is too loose. `tight`: the
 * first stop that is worth a try; it only grows. */
static void try_from(struct fit *fit, size_t from, size_t *tight)
{
	size_t first = line_start(fit, from), to = *tight > from ? *tight : from + 1;
	while (to + 1 < fit->count && !fit->stops[to].forced && try_line(fit, from, first, to).room > LOOSEST * fit->em)
		to++;
	*tight = to;
	bool any = false;
	for (bool more = true; more && to < fit->count; to++) {
		more = try_stop(fit, from, first, to);
		any = any || more;
		more = more && !fit->stops[to].forced;
	}
	if (!any && *tight > from + 1)
		try_stop(fit, from, first, *tight - 1);
}

static size_t trace(const struct fit *fit, struct line **lines)
{
	size_t count = 0, last = fit->count - 1;
	if (fit->stops[last].cost == DBL_MAX)
		return 0;
	for (size_t at = last; at; at = fit->stops[at].from)
		count++;
	*lines = ARENA_ARRAY(fit->layout->scratch, struct line, count);
	size_t n = count;
	for (size_t at = last; at; at = fit->stops[at].from) {
		const struct stop *stop = &fit->stops[at];
		size_t first = line_start(fit, stop->from);
		(*lines)[--n] = (struct line){ first, text_trim(fit->text, first, stop->at), stop->hung, stop->forced };
	}
	return count;
}

/* Total fit (Knuth and Plass 1981): the lines whose stretched gaps and squeezed marks together disturb least. 0 when a piece that is not
 * broken is wider than a line. */
static size_t fit_lines(struct layout *layout, const struct text *text, double first_width, double width, struct line **lines)
{
	struct fit fit = { .layout = layout, .text = text, .first_width = first_width, .width = width };
	if (!text->cell_count)
		return 0;
	fit.em = text->spans[text->cells[0].span].look.size;
	add_up(&fit);
	find_stops(&fit);
	for (size_t from = 0, tight = 0; from + 1 < fit.count; from++)
		if (fit.stops[from].cost < DBL_MAX)
			try_from(&fit, from, &tight);
	return trace(&fit, lines);
}

/* Whether each line of the paragraph but the last has its natural width and the last has enough characters. */
static bool is_perfect(const struct layout *layout, const struct text *text, const struct line *lines, size_t count,
		       double first_width, double width)
{
	for (size_t i = 0; i < count; i++) {
		const struct line *line = &lines[i];
		double room = (i ? width : first_width) - text_width(text, line->first, line->end - line->hung);
		if (room < -TOLERANCE || (!line->last && room > TOLERANCE))
			return false;
		if (line->last && i && !lines[i - 1].last && line_is_orphan(layout, text, line->first, line->end))
			return false;
	}
	return true;
}

size_t line_break_paragraph(struct layout *layout, const struct text *text, double first_width, double width,
			    struct line **lines)
{
	struct line *whole;
	size_t count = line_break(layout, text, first_width, width, lines);
	bool greedy = layout->template->breaking == TEMPLATE_GREEDY || layout->template->profile.name;
	if (greedy || is_perfect(layout, text, *lines, count, first_width, width))
		return count;
	size_t fitted = fit_lines(layout, text, first_width, width, &whole);
	if (!fitted)
		return count;
	*lines = whole;
	return fitted;
}
