/* Where the cells of a line may lose and gain width: the same for breaking (line.c, total_fit.c) and for setting it (set.c). Widths in pt. */
#ifndef LAYOUT_SPACING_H
#define LAYOUT_SPACING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;
struct text_cell;

/* Width, pt, that a cell may lose: half of a full-width mark (CLREQ 3.1.6). Of an opener that is the left half: the first of a line keeps
 * it, as the line begins at the edge of the type area. */
double spacing_mark_give(const struct text_cell *cell, bool first);

/* Width, pt, that the gap before a cell may lose: down to half of its own. */
double spacing_gap_give(const struct text_cell *cell);

/* Width, pt, that the gap before cell `at`, or the cell if it is a space, may gain: up to half an em (CLREQ 3.2.2). */
double spacing_gap_gain(const struct text *text, size_t at);

/* Whether space may be added before cell `at` of a line, at > 0: beside Chinese cells and spaces, not inside units, but for a number beside Han
 * where the page template has no gap there: so a date is as wide as the line around it. */
bool spacing_stretches(const struct text *text, size_t at);

/* Where a line gains width. */
struct spacing_places {
	double gain;               /* pt, that its gaps and spaces may gain together */
	uint32_t gaps;             /* of these */
	uint32_t places;           /* where space may be added without such a bound: spaces, too, but no gap beside a number */
	uint32_t bounded;          /* gaps beside numbers where it may be added when nothing else helps */
};

/* Adds what stands before cell `at`, at > 0, of a line. */
void spacing_add(struct spacing_places *line, const struct text *text, size_t at);

/* How a line gains width. */
struct spacing_stretch {
	double share;              /* 0 … 1, of what each gap may gain */
	double each;               /* pt, at each place */
	double beyond;             /* pt, at each bounded gap */
};

/* Shares `room`, pt, over all of a line: a gap gets SPACING_GAP_SHARE times what a place gets, and no more than it may gain, so that none
 * is a hole in the line; a line of numbers, whose few places would come apart, widens them all alike. Infinite: it has no places to take what is
 * left. */
enum { SPACING_GAP_SHARE = 4 };
struct spacing_stretch spacing_share(const struct spacing_places *line, double room);

/* Width, pt, that the place before cell `at` gains. */
double spacing_gains(const struct text *text, size_t at, struct spacing_stretch stretch);

#endif
