#include "layout/turn.h"

#include <math.h>

static const double TOLERANCE = 1e-6; /* lines, characters */

static int count_pitches(double room, double pitch)
{
	return (int)fmax(1, floor(room / pitch + TOLERANCE));
}

struct page_template template_turned(const struct page_template *upright)
{
	struct page_template t = *upright;
	t.page_width = upright->page_height;
	t.page_height = upright->page_width;
	t.margin_top = upright->margin_left;
	t.margin_bottom = upright->margin_right;
	t.margin_left = upright->margin_bottom;
	t.margin_right = upright->margin_top;
	double width = t.page_width - t.margin_left - t.margin_right;
	t.lines = count_pitches(t.page_height - t.margin_top - t.margin_bottom, t.line_pitch);
	t.chars = count_pitches(width, t.char_pitch);
	t.char_pitch = width / t.chars;
	return t;
}

const struct page_template *layout_template_of(const struct layout *layout, bool turned)
{
	return turned ? &layout->turned : layout->upright;
}

void layout_turn(struct layout *layout, bool turned)
{
	const struct page_template *t = layout->template = layout_template_of(layout, turned);
	layout->text_width = t->page_width - t->margin_left - t->margin_right;
}
