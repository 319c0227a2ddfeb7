/* Families of the template's roles, and word/fontTable.xml. */
#include "write/docx/internal.h"

#include <string.h>

void docx_add_attribute(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, " w:%s=\"", name);
	buf_add_xml(out, str_of(value));
	buf_add_char(out, '"');
}

void docx_add_fonts(struct buf *out, const struct template_font *font)
{
	const char *chinese = font->families[0], *latin = font->latin ? font->latin : chinese;
	buf_add_text(out, "<w:rFonts");
	docx_add_attribute(out, "ascii", latin);
	docx_add_attribute(out, "eastAsia", chinese);
	docx_add_attribute(out, "hAnsi", latin);
	docx_add_attribute(out, "cs", latin);
	buf_add_text(out, "/>");
}

/* Whether an earlier role names the family first. */
static bool is_listed(const struct page_template *template, size_t role)
{
	for (size_t i = 0; i < role; i++)
		if (strcmp(template->fonts[i].families[0], template->fonts[role].families[0]) == 0)
			return true;
	return false;
}

void docx_write_fonts(const struct docx_look *look, struct buf *out)
{
	const struct page_template *template = look->template;
	buf_add_text(out, "<w:fonts xmlns:w=\"" DOCX_NS_WORD "\">");
	for (size_t i = 0; i < template->font_count; i++) {
		const struct template_font *font = &template->fonts[i];
		if (is_listed(template, i))
			continue;
		buf_add_text(out, "<w:font");
		docx_add_attribute(out, "name", font->families[0]);
		buf_add_char(out, '>');
		if (font->family_count > 1) {
			/* What Word takes where the first choice is not installed. */
			buf_add_text(out, "<w:altName");
			docx_add_attribute(out, "val", font->families[1]);
			buf_add_text(out, "/>");
		}
		buf_add_text(out, "<w:charset w:val=\"86\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>");
	}
	buf_add_text(out, "</w:fonts>");
}
