#include "write/docx/internal.h"

#include <math.h>

enum { TWIPS = 20 }; /* per pt */

int docx_twips(double points)
{
	return (int)lround(points * TWIPS);
}

int docx_border(double points)
{
	return (int)lround(points * 8);
}

void docx_add_border(struct buf *out, const char *side, double width, uint32_t color)
{
	buf_printf(out, "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"%06X\"/>", side, docx_border(width), (unsigned)color & 0xFFFFFF);
}

int docx_chars(const struct page_template *template, double chars)
{
	return docx_twips(chars * template->char_pitch);
}

void docx_add_measure(struct buf *out, const struct page_template *template, const char *name, double chars, bool always)
{
	if (chars == 0 && !always)
		return;
	buf_add_text(out, " w:");
	buf_add_text(out, name);
	buf_add_text(out, "Chars=\"");
	buf_add_number(out, (double)lround(chars * 100), 0);
	buf_add_text(out, "\" w:");
	buf_add_text(out, name);
	buf_add_text(out, "=\"");
	buf_add_number(out, docx_chars(template, chars), 0);
	buf_add_char(out, '"');
}

void docx_add_points(struct buf *out, const char *name, double points)
{
	buf_printf(out, " w:%sChars=\"0\" w:%s=\"%d\"", name, name, docx_twips(points));
}
