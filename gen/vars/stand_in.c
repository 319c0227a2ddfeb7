#include "vars/stand_in.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

static bool is_word(struct str text)
{
	static const char *const words[] = { "待定", "待填", "待补", "待补充", "待明确", "待核", "待核实", "待确认", "待确定", "未定", "暂缺", "暂无",
					     "同上", "某某", "空", "N/A", "n/a", "xx", "xxx", NULL };
	enum { LONGEST = sizeof "待补充" - 1 }; /* bytes; of the longest of them */
	for (size_t i = 0; text.len <= LONGEST && words[i]; i++)
		if (str_is(text, words[i]))
			return true;
	return false;
}

/* Whether the text is nothing but signs that are drawn where something is still to be written. */
static bool is_all_signs(struct str text)
{
	uint32_t cp;
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size || !utf8_among(cp, "-—－/／\\?？_＿…*＊×X△□"))
			return false;
	}
	return text.len > 0;
}

/* What stands in the brackets that end the text; empty when none do. */
static struct str in_last_brackets(struct str text)
{
	uint32_t cp = 0;
	size_t size = text.len ? utf8_decode_last(text.data, text.len, &cp) : 0, end = text.len - size;
	if (!utf8_among(cp, ")）]］】〕"))
		return STR("");
	for (size_t at = end; at > 0; at -= size) {
		size = utf8_decode_last(text.data, at, &cp);
		if (!size)
			break;
		if (utf8_among(cp, "(（[［【〔"))
			return str_trim((struct str){ text.data + at, end - at });
	}
	return STR("");
}

static bool is_latin(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
}

/* Whether two or more X or × stand together, with no Latin letter or digit beside them. */
static bool holds_crosses(struct str text)
{
	uint32_t before = 0, cp;
	size_t crosses = 0;
	bool beside = false; /* a letter before the crosses */
	if (!text.len || (!memchr(text.data, 'X', text.len) && str_find(text, "×") == (size_t)-1))
		return false; /* most values */
	for (size_t at = 0, size; at < text.len; at += size, before = cp) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size)
			return false;
		if (cp == 'X' || cp == 0xD7) {
			beside = crosses ? beside : is_latin(before);
			crosses++;
			continue;
		}
		if (crosses > 1 && !beside && !is_latin(cp))
			return true;
		crosses = 0;
	}
	return crosses > 1 && !beside;
}

bool stand_in_is(struct str text)
{
	struct str inner = in_last_brackets(text);
	return is_word(inner.len ? inner : text) || is_all_signs(text) || holds_crosses(text);
}
