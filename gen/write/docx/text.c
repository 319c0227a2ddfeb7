#include "write/docx/internal.h"

void docx_add_value(struct buf *out, const char *opening, const char *value)
{
	buf_add_text(out, opening);
	buf_add_xml(out, str_of(value));
	buf_add_text(out, "\"/>");
}

void docx_add_number(struct buf *out, const char *opening, int number)
{
	buf_add_text(out, opening);
	buf_add_number(out, number, 0);
	buf_add_text(out, "\"/>");
}
