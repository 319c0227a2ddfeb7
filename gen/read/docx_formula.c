/* Formulas in a line of text: x², (a+b)/2, √(x+1). */
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "base/buf.h"
#include "base/script.h"
#include "base/utf8.h"
#include "read/docx.h"

bool docx_decompose(uint32_t cp, struct buf *out)
{
	enum { MOST = 32 }; /* UTF-16 units; the longest has 18 */
	UErrorCode status = U_ZERO_ERROR;
	UChar units[MOST];
	const UNormalizer2 *compatible = unorm2_getNFKCInstance(&status);
	int32_t len = U_SUCCESS(status) ? unorm2_getRawDecomposition(compatible, (UChar32)cp, units, MOST, &status) : -1;
	for (int32_t at = 0; U_SUCCESS(status) && at < len;) {
		UChar32 part;
		U16_NEXT(units, at, len, part);
		buf_add_utf8(out, (uint32_t)part);
	}
	return U_SUCCESS(status) && len > 0;
}

/* Whether it is one thing, whatever stands beside it: a number, a letter, a word of Han characters, something in brackets. */
static bool is_one(struct str text)
{
	uint32_t cp, first = str_first(text, 0);
	bool number = true, han = true;
	size_t count = utf8_count(text.data, text.len);
	for (size_t len; (len = utf8_decode(text.data, text.len, &cp)); text = str_from(text, len)) {
		number = number && ((cp >= '0' && cp <= '9') || cp == '.' || cp == '%');
		han = han && utf8_is_han(cp);
	}
	return number || han || (count == 1 && first);
}

static void add_whole(struct str text, struct buf *out)
{
	bool one = is_one(text);
	buf_add_text(out, one ? "" : "(");
	buf_add_str(out, text);
	buf_add_text(out, one ? "" : ")");
}

bool docx_write_fraction(struct str above, struct str below, struct buf *out)
{
	add_whole(above, out);
	buf_add_char(out, '/');
	add_whole(below, out);
	return false;
}

bool docx_write_script(struct str text, bool raised, struct buf *out)
{
	if (script_write(text, raised ? SCRIPT_RAISED : SCRIPT_LOWERED, out))
		return true;
	buf_add_char(out, raised ? '^' : '_');
	add_whole(text, out);
	return false;
}

bool docx_write_root(struct str degree, struct str text, struct buf *out)
{
	bool square = !str_trim(degree).len || str_is(degree, "2");
	bool sure = square || docx_write_script(degree, true, out);
	buf_add_text(out, "√");
	add_whole(text, out);
	return sure && is_one(text);
}
