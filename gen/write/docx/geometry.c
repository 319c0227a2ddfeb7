#include "write/docx/internal.h"

#include <math.h>

#include "base/utf8.h"

enum { TWIPS = 20 }; /* per pt */

/* Word's gap between Chinese and Latin letters or digits (w:autoSpaceDE, w:autoSpaceDN: on unless said otherwise). */
static const double script_gap_em = 0.25;

int docx_twips(double points)
{
	return (int)lround(points * TWIPS);
}

int docx_border(double points)
{
	return (int)lround(points * 8);
}

int docx_chars(const struct page_template *template, double chars)
{
	return docx_twips(chars * template->char_pitch);
}

int docx_run_spacing(const struct page_template *template, double size)
{
	if (size != template->body_size)
		return 0;
	/* Rounded so that a full line fits; one twip more because LibreOffice rounds through 1/100 mm. */
	double exact = (template->char_pitch - size) * TWIPS;
	return exact < 0 ? (int)floor(exact) - 1 : (int)floor(exact);
}

/* What a character takes part in for the gap between scripts: 1 Han, 2 Latin letter or digit, 0 neither. */
static int script_of(uint32_t c)
{
	if (utf8_is_han(c))
		return 1;
	bool latin = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250);
	return latin ? 2 : 0;
}

double docx_text_width(const struct page_template *template, const struct doc_node *node, double size)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(node, &text);
	double spacing = (double)docx_run_spacing(template, size) / TWIPS;
	double width = 0;
	int before = 0;
	uint32_t c = 0;
	for (size_t i = 0, step; i < text.len && (step = utf8_decode(text.data + i, text.len - i, &c)); i += step) {
		int script = script_of(c);
		width += (utf8_is_cjk(c) ? size : size / 2) + spacing;
		if (before && script && before != script)
			width += script_gap_em * size;
		before = script;
	}
	buf_free(&text);
	return width;
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
