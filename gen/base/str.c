#include "base/str.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { SHORT_NEEDLE = 16 }; /* bytes; for longer ones memmem() sets tables up, so that it never compares in vain */

bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool str_is(struct str a, const char *text)
{
	if (!a.len || !text)
		return !a.len && (!text || !*text);
	return *a.data == *text && str_equal(a, str_of(text)); /* mostly the first byte tells */
}

bool str_listed(const char *const *list, const char *text)
{
	for (; *list; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

bool str_starts(struct str text, const char *prefix)
{
	size_t len = strlen(prefix);
	return text.len >= len && memcmp(text.data, prefix, len) == 0;
}

bool str_ends(struct str text, const char *suffix)
{
	size_t len = strlen(suffix);
	return text.len >= len && memcmp(text.data + text.len - len, suffix, len) == 0;
}

size_t str_starts_any(struct str text, const char *const *words)
{
	/* Two bytes, by which most characters differ, are compared before a call. */
	char second = text.len > 1 ? text.data[1] : '\0';
	for (; *words; words++)
		if (text.len && text.data[0] == **words && (!(*words)[1] || (*words)[1] == second) && str_starts(text, *words))
			return strlen(*words);
	return 0;
}

size_t str_ends_any(struct str text, const char *const *words)
{
	for (; text.len && *words; words++) {
		size_t len = strlen(*words);
		if (len && len <= text.len && text.data[text.len - 1] == (*words)[len - 1] && str_ends(text, *words))
			return len;
	}
	return 0;
}

uint32_t str_first(struct str text, uint32_t none)
{
	utf8_decode(text.data, text.len, &none);
	return none;
}

uint32_t str_last(struct str text, uint32_t none)
{
	utf8_decode_last(text.data, text.len, &none);
	return none;
}

struct str str_without_last(struct str text)
{
	uint32_t last;
	text.len -= utf8_decode_last(text.data, text.len, &last);
	return text;
}

bool str_ends_caseless(struct str text, const char *suffix)
{
	size_t len = strlen(suffix);
	return text.len >= len && strncasecmp(text.data + text.len - len, suffix, len) == 0;
}

/* White space, and marks that show nothing at the edge of a text: zero-width ones, those that order text from left to
 * right, and the marks that end such a run. Those that turn text round are not among them. */
static bool is_edge(uint32_t c)
{
	if (c > 0x3000) /* as nearly all are that ask */
		return c == 0xFEFF;
	return c == 0x85 || c == 0xA0 || c == 0x061C || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202A) || c == 0x202C || c == 0x202D || c == 0x202F ||
	       (c >= 0x205F && c <= 0x2064) || c == 0x2066 || c == 0x2068 || c == 0x2069 || c == 0x3000;
}

static bool is_ascii_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Length of what str_trim() takes from the start of `text` (first character only), or 0. */
static size_t space_at_start(struct str text)
{
	uint32_t c;
	if (!text.len || (unsigned char)text.data[0] < 0x80)
		return text.len && is_ascii_space(text.data[0]);
	size_t size = utf8_decode(text.data, text.len, &c);
	return size && is_edge(c) ? size : 0;
}

static size_t space_at_end(struct str text)
{
	uint32_t c;
	if (!text.len || (unsigned char)text.data[text.len - 1] < 0x80)
		return text.len && is_ascii_space(text.data[text.len - 1]);
	size_t wide = text.len < 3 ? 0 : text.len - 3; /* nearly always where the last character begins */
	bool common = utf8_is_common_wide(text.data + wide, text.len - wide);
	size_t size = common ? utf8_decode(text.data + wide, 3, &c) : utf8_decode_last(text.data, text.len, &c);
	return size && is_edge(c) ? size : 0;
}

/* Whether an ideograph stands there, as at both ends of most texts. */
static bool is_ideograph_at(const char *at)
{
	return (unsigned char)at[0] >= 0xE4 && utf8_is_common_wide(at, strlen("一"));
}

struct str str_trim(struct str text)
{
	if (text.len >= strlen("一") && is_ideograph_at(text.data) &&
	    is_ideograph_at(text.data + text.len - strlen("一")))
		return text;
	for (size_t n; (n = space_at_start(text)) > 0; text.len -= n)
		text.data += n;
	for (size_t n; (n = space_at_end(text)) > 0;)
		text.len -= n;
	return text;
}

size_t str_find(struct str text, const char *needle)
{
	size_t len = strlen(needle);
	if (!text.len || len > text.len)
		return (size_t)-1;
	if (len == 1) {
		const char *at = memchr(text.data, *needle, text.len);
		return at ? (size_t)(at - text.data) : (size_t)-1;
	}
	if (!len || len > SHORT_NEEDLE) {
		const char *at = memmem(text.data, text.len, needle, len);
		return at ? (size_t)(at - text.data) : (size_t)-1;
	}
	/* The first byte of a Chinese character is one of few, its third tells most of them apart. */
	size_t telling = len > 2 && (unsigned char)*needle >= 0xE0 ? 2 : 0;
	const char *last = text.data + text.len - len;
	for (const char *at = text.data; at <= last; at++) {
		const char *found = memchr(at + telling, needle[telling], (size_t)(last - at) + 1);
		if (!found)
			break;
		at = found - telling;
		if (memcmp(at, needle, len) == 0)
			return (size_t)(at - text.data);
	}
	return (size_t)-1;
}

struct str str_from(struct str text, size_t start)
{
	if (start > text.len)
		start = text.len;
	return start ? (struct str){ text.data + start, text.len - start } : text; /* that of an empty text may be NULL */
}

struct str str_cut(struct str *rest, const char *separator)
{
	size_t at = str_find(*rest, separator);
	struct str head = *rest;
	if (at == (size_t)-1) {
		*rest = (struct str){ NULL, 0 };
		return head;
	}
	head.len = at;
	*rest = str_from(*rest, at + strlen(separator));
	return head;
}

int str_compare(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.data, b.data, shared) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}
