#include "layout/line.h"

#include "base/arena.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/spacing.h"
#include "layout/text.h"

/* Widths that differ by less are the same, pt: a line of 28 pitches must fit its width after rounding. */
static const double TOLERANCE = 0.01;

static bool is_blank(const struct text_cell *cell)
{
	return cell->kind == TEXT_SPACE || cell->kind == TEXT_BREAK;
}

/* How a line up to the mark `end` gets into its width. */
enum fitting { FITS_NOT, FITS, FITS_HUNG, FITS_SQUEEZED };

/* Whether the mark is the first of its script, where that is set apart from what stands before. */
static bool begins_stretch(const struct layout *layout, const struct text *text, const struct text_cell *mark)
{
	const struct text_cell *before = mark > text->cells ? mark - 1 : NULL;
	return layout->template->profile.plain_ends && before && before->kind != TEXT_HAN && before->kind != TEXT_MARK;
}

/* `shown`: its natural width; `soft`: what its marks may lose. Only marks that must not start a line are worth it. */
static enum fitting fitting_of(const struct layout *layout, const struct text *text, const struct text_cell *end, double shown, double soft,
			       double width)
{
	enum template_overflow overflow = layout->template->overflow;
	bool mark = break_may_hang(end->codepoint);
	if (shown <= width + TOLERANCE)
		return FITS;
	if (mark && text_hangs(layout, text) && !begins_stretch(layout, text, end) && shown - end->width <= width + TOLERANCE)
		return FITS_HUNG;
	if (overflow == TEMPLATE_PUSH_IN && (mark || break_is_closer(end->codepoint)))
		return shown - soft <= width + TOLERANCE ? FITS_SQUEEZED : FITS_NOT;
	return FITS_NOT;
}

/* Where the next line starts behind a line that ends at `next`. */
static size_t next_start(const struct text *text, size_t next)
{
	if (next < text->cell_count && text->cells[next - 1].kind != TEXT_BREAK)
		next = text_skip_spaces(text, next);
	return next;
}

/* The longest line from `first` that fits `width`; *next is the first cell of the line after it. */
static struct line fit(const struct layout *layout, const struct text *text, size_t first, double width, size_t *next)
{
	struct line best = { .first = first };
	bool found = false;
	double set = 0, shown = 0, soft = 0; /* width so far; without blanks at its end; what marks may lose of it */
	double most_over = layout->template->overflow == TEMPLATE_PUSH_IN ? width : 0;
	size_t emergency = first + 1, at = first;
	for (;; at++) {
		const struct text_cell *cell = at < text->cell_count ? &text->cells[at] : NULL;
		bool forced = at > first && (!cell || text->cells[at - 1].kind == TEXT_BREAK);
		if (at > first && (forced || cell->breaks & BREAK_ALLOWED)) {
			size_t end = text_trim(text, first, at);
			const struct text_cell *mark = &text->cells[end - (end > first)];
			double hyphen = mark->kind == TEXT_HYPHEN ? mark->width : 0;
			double last = layout->template->profile.plain_ends ? mark->spacing : 0;
			enum fitting fitting = fitting_of(layout, text, mark, shown + hyphen - last, soft, width);
			if (fitting != FITS_NOT) {
				best = (struct line){ first, end, fitting == FITS_HUNG, forced };
				*next = next_start(text, at);
				found = true;
			}
		}
		if (forced)
			break;
		set += text_cell_width(text, at, at + 2) + (at > first ? cell->gap : 0);
		if (!is_blank(cell) && cell->kind != TEXT_HYPHEN) {
			if (set <= width + TOLERANCE)
				emergency = at + 1;
			else if (shown > width + most_over + TOLERANCE)
				break;
			shown = set;
			soft += spacing_mark_give(cell, at == first);
		}
	}
	if (!found) { /* nothing may be broken here, so it is broken where the edge is */
		best.end = emergency;
		*next = next_start(text, emergency);
		best.last = *next == text->cell_count;
	}
	return best;
}

bool line_is_orphan(const struct layout *layout, const struct text *text, size_t first, size_t end)
{
	int characters = 0, letters = 0;
	if (layout->template->profile.name)
		return false;
	for (size_t i = first; i < end; i++) {
		letters += text->cells[i].kind == TEXT_LATIN;
		characters += text->cells[i].kind == TEXT_HAN;
	}
	return letters < 2 && characters + letters < layout->template->last_line_chars;
}

/* How many cells the line before the last gives at most. */
enum { MOST_PULLED = 40 };

/* Moves the last line's start back into the line before until it has enough characters, unless that line would be
 * less than half of what it was, or the last one wider than `width`. */
static void fill_last_line(const struct layout *layout, const struct text *text, double width, struct line *before,
			   struct line *last)
{
	size_t half = before->first + (before->end - before->first) / 2;
	for (size_t at = last->first - 1; at > half && last->first - at < MOST_PULLED; at--) {
		if (text_width(text, at, last->end) > width + TOLERANCE)
			return;
		if (!(text->cells[at].breaks & BREAK_ALLOWED) || line_is_orphan(layout, text, at, last->end))
			continue;
		before->end = text_trim(text, before->first, at);
		before->hung = false;
		last->first = at;
		return;
	}
}

size_t line_break(struct layout *layout, const struct text *text, double first_width, double width, struct line **lines)
{
	size_t count = 0, capacity = 0;
	*lines = NULL;
	for (size_t at = text_skip_spaces(text, 0), next; at < text->cell_count; at = next) {
		struct line line = fit(layout, text, at, count ? width : first_width, &next);
		*ARENA_PUSH(layout->scratch, *lines, count, capacity) = line;
		struct line *set = *lines + count;
		if (line.last && count > 1 && !set[-2].last && line_is_orphan(layout, text, line.first, line.end))
			fill_last_line(layout, text, width, &set[-2], &set[-1]);
	}
	return count;
}
