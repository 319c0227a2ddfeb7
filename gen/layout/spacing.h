/* Where the cells of a line may lose and gain width: the same for breaking (line.c, total_fit.c) and for setting it (set.c). Widths in pt. */
#ifndef LAYOUT_SPACING_H
#define LAYOUT_SPACING_H

#include <stdbool.h>
#include <stddef.h>

struct text;
struct text_cell;

/* Width, pt, that a cell may lose: half of a full-width mark (CLREQ 3.1.6). Of an opener that is the left half: the first of a line keeps
 * it, as the line begins at the edge of the type area. */
double spacing_mark_give(const struct text_cell *cell, bool first);

/* Width, pt, that the gap before a cell may lose: down to half of its own. */
double spacing_gap_give(const struct text_cell *cell);

/* Width, pt, that the gap before cell `at`, or the cell if it is a space, may gain before other places do: up to half an em (CLREQ 3.2.2). */
double spacing_gap_gain(const struct text *text, size_t at);

/* Whether space may be added before cell `at` of a line, at > 0: beside Chinese cells and spaces, not inside units. */
bool spacing_stretches(const struct text *text, size_t at);

#endif
