#include "vars/stand_in.h"

#include <stddef.h>

#include "base/utf8.h"

static bool is_word(struct str text)
{
	static const char *const words[] = { "待定", "待填", "待补", "待补充", "待明确", "待核", "待核实", "待确认", "待确定", "未定", "暂缺", "暂无",
					     "同上", "某某", "空", "N/A", "n/a", "xx", "xxx", NULL };
	for (size_t i = 0; words[i]; i++)
		if (str_is(text, words[i]))
			return true;
	return false;
}

/* Signs that are drawn where something is still to be written. */
static bool is_sign(uint32_t cp)
{
	static const uint32_t signs[] = U"-—－/／\\?？_＿…*＊×X△□";
	for (size_t i = 0; signs[i]; i++)
		if (signs[i] == cp)
			return true;
	return false;
}

static bool is_all_signs(struct str text)
{
	uint32_t cp;
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		if (!size || !is_sign(cp))
			return false;
	}
	return text.len > 0;
}

static bool is_opener(uint32_t cp)
{
	return cp == '(' || cp == 0xFF08 || cp == '[' || cp == 0xFF3B || cp == 0x3010 || cp == 0x3014;
}

static bool is_closer(uint32_t cp)
{
	return cp == ')' || cp == 0xFF09 || cp == ']' || cp == 0xFF3D || cp == 0x3011 || cp == 0x3015;
}

/* What stands in the brackets that end the text; empty when none do. */
static struct str in_last_brackets(struct str text)
{
	uint32_t cp = 0;
	size_t size = text.len ? utf8_decode_last(text.data, text.len, &cp) : 0, end = text.len - size;
	if (!is_closer(cp))
		return STR("");
	for (size_t at = end; at > 0; at -= size) {
		size = utf8_decode_last(text.data, at, &cp);
		if (!size)
			break;
		if (is_opener(cp))
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
	return is_word(text) || is_all_signs(text) || is_word(inner) || holds_crosses(text);
}
