/* Which way a text is broken into lines. */
#include <math.h>

#include "layout/flow.h"
#include "layout/line.h"

/* What lines of the grid lack, pt, of the width that they are set in, by the template's profile. */
static double lack_of(const struct page_template *t)
{
	enum { TWIPS = 20 };
	return t->profile.whole_twips ? t->chars * (t->char_pitch - floor(t->char_pitch * TWIPS) / TWIPS) : 0;
}

size_t line_break_aligned(struct layout *layout, struct text *text, enum template_align align, double first_width, double width,
			  struct line **lines)
{
	double lack = lack_of(layout->template);
	switch (align) {
	case TEMPLATE_CENTER:
		return line_break_title(layout, text, width, lines);
	case TEMPLATE_JUSTIFY:
		return line_break_paragraph(layout, text, first_width - lack, width - lack, lines);
	case TEMPLATE_LEFT:
	case TEMPLATE_RIGHT:
		break;
	}
	return line_break(layout, text, first_width - lack, width - lack, lines);
}
