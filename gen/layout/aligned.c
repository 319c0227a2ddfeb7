/* Which way a text is broken into lines. */
#include "layout/line.h"

size_t line_break_aligned(struct layout *layout, struct text *text, enum template_align align, double first_width, double width,
			  struct line **lines)
{
	switch (align) {
	case TEMPLATE_CENTER:
		return line_break_title(layout, text, width, lines);
	case TEMPLATE_JUSTIFY:
		return line_break_paragraph(layout, text, first_width, width, lines);
	case TEMPLATE_LEFT:
	case TEMPLATE_RIGHT:
		break;
	}
	return line_break(layout, text, first_width, width, lines);
}
