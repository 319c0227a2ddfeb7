/* Runs: literal text. */
#include "write/docx/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

const char docx_gap_style[] = "PlaceholderText";

const char docx_tight[] = "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>";
const char docx_line_end[] = "<w:r><w:br w:type=\"textWrapping\"/></w:r>";

/* Characters that Word sets in the Latin font unless the run says w:hint="eastAsia" (ECMA-376 part 1, 17.3.2.26):
 * quotes, dashes, ellipsis, signs, circled numbers … and some of Latin-1. */
static bool is_ambiguous(uint32_t c)
{
	static const unsigned char latin1[] = { 0xA1, 0xA4, 0xA7, 0xA8, 0xAA, 0xAD, 0xAF, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB6,
						0xB7, 0xB8, 0xB9, 0xBA, 0xBC, 0xBD, 0xBE, 0xBF, 0xD7, 0xF7 };
	return (c >= 0x2000 && c <= 0x2BFF) || (c < 0x100 && memchr(latin1, (int)c, sizeof latin1));
}

/* Whether ambiguous characters at the start of `text` belong to Chinese text: the first character beside them that
 * is not ambiguous is a full-cell one, or there is none, or `before` (0: none) is one. */
static bool is_chinese_context(uint32_t before, struct str text)
{
	if (utf8_is_cjk(before))
		return true;
	uint32_t c = 0;
	for (size_t i = 0, step; i < text.len && (step = utf8_decode(text.data + i, text.len - i, &c)); i += step)
		if (!is_ambiguous(c))
			return utf8_is_cjk(c);
	return before == 0;
}

/* The text of a run; a soft hyphen is an element (ECMA-376 part 1, 17.3.3.29), the character would always show. */
static void add_run_text(struct buf *out, struct str text)
{
	while (text.data) {
		struct str part = str_cut(&text, DOC_SOFT_HYPHEN);
		if (part.len) {
			buf_add_text(out, "<w:t xml:space=\"preserve\">");
			buf_add_xml(out, part);
			buf_add_text(out, "</w:t>");
		}
		buf_add_text(out, text.data ? "<w:softHyphen/>" : "");
	}
}

static void add_run(struct docx *docx, struct str text, const char *style, bool hint)
{
	if (!text.len)
		return;
	buf_add_text(&docx->body, "<w:r>");
	if (style || hint || docx->half_points) {
		buf_add_text(&docx->body, "<w:rPr>");
		if (style)
			docx_add_value(&docx->body, "<w:rStyle w:val=\"", style);
		if (hint)
			buf_add_text(&docx->body, "<w:rFonts w:hint=\"eastAsia\"/>");
		if (docx->half_points) {
			docx_add_number(&docx->body, "<w:sz w:val=\"", docx->half_points);
			docx_add_number(&docx->body, "<w:szCs w:val=\"", docx->half_points);
		}
		if (style == docx_gap_style) /* in a style Word would ignore it */
			buf_add_text(&docx->body, "<w:highlight w:val=\"yellow\"/>");
		buf_add_text(&docx->body, "</w:rPr>");
	}
	add_run_text(&docx->body, text);
	buf_add_text(&docx->body, "</w:r>");
}

/* XML 1.0 has no way to hold these characters (production 2: Char). */
static bool is_forbidden(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

static void refuse_character(struct docx *docx, uint32_t c, struct place place)
{
	char name[16];
	snprintf(name, sizeof name, "U+%04X", (unsigned)c);
	diag_add(docx->diags, DIAG_FORBIDDEN_CHARACTER, place, name);
}

/* The last character of valid text. */
static uint32_t last_character(struct str text)
{
	uint32_t c = 0;
	size_t at = text.len;
	while (at && ((unsigned char)text.data[--at] & 0xC0) == 0x80)
		;
	utf8_decode(text.data + at, text.len - at, &c);
	return c;
}

/* One run, or several where the hint changes: “党建” takes it, don’t does not. */
static void write_part(struct docx *docx, struct str text, const char *style, struct place place)
{
	size_t start = 0, plain = 0; /* plain: end of the last character that is not ambiguous, or 0 */
	uint32_t c = 0;
	bool hint = false, decided = false;
	for (size_t i = 0, step; i < text.len; i += step) {
		step = utf8_plain(text.data + i, text.len - i);
		if (step) {
			plain = i + step;
			continue;
		}
		step = utf8_decode(text.data + i, text.len - i, &c);
		if (!step)
			break;
		if (is_forbidden(c)) {
			refuse_character(docx, c, place);
			add_run(docx, (struct str){ text.data + start, i - start }, style, hint);
			start = i + step;
			continue;
		}
		if (!is_ambiguous(c)) {
			plain = i + step;
			continue;
		}
		bool wanted = is_chinese_context(last_character((struct str){ text.data, plain }),
						 (struct str){ text.data + i, text.len - i });
		if (decided && wanted != hint) {
			add_run(docx, (struct str){ text.data + start, i - start }, style, hint);
			start = i;
		}
		hint = wanted;
		decided = true;
	}
	add_run(docx, (struct str){ text.data + start, text.len - start }, style, hint);
}

bool docx_breaks_within(const struct docx *docx, size_t len)
{
	return docx->break_count && *docx->breaks < docx->text_at + len;
}

void docx_write_due_break(struct docx *docx)
{
	if (!docx->break_count || *docx->breaks > docx->text_at)
		return;
	buf_add_text(&docx->body, docx_line_end);
	docx->breaks++;
	docx->break_count--;
}

void docx_write_run(struct docx *docx, struct str text, const char *style, struct place place)
{
	docx_write_due_break(docx);
	while (docx_breaks_within(docx, text.len)) {
		size_t len = *docx->breaks - docx->text_at;
		write_part(docx, (struct str){ text.data, len }, style, place);
		text = str_from(text, len);
		docx->text_at += len;
		docx_write_due_break(docx);
	}
	write_part(docx, text, style, place);
	docx->text_at += text.len;
}
