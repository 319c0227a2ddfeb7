#include "vars/part.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "vars/input.h"

static const char *const signs[] = { ";", "；", "|", "｜", NULL };
enum { ROW_SIGNS = 2 }; /* of them part rows, the others cells, all items */

/* Bytes of the first of the words (ended by NULL, at most `count`) that the text starts with, or 0. */
static size_t starts_with_one(struct str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count && words[i]; i++)
		if (str_starts(text, words[i]))
			return strlen(words[i]);
	return 0;
}

static size_t separator(struct str text, enum part_kind kind)
{
	if (kind != PART_CELL && str_starts(text, "\n"))
		return 1;
	if (kind == PART_CELL)
		return starts_with_one(text, signs + ROW_SIGNS, ROW_SIGNS);
	return starts_with_one(text, signs, kind == PART_ROW ? ROW_SIGNS : sizeof signs);
}

struct str part_cut(struct str *rest, enum part_kind kind)
{
	struct str whole = *rest;
	for (size_t at = 0, size; at < whole.len; at++) {
		size = at && whole.data[at - 1] == '\\' && whole.data[at] != '\n' ? 0 : separator(str_from(whole, at), kind);
		if (!size)
			continue;
		*rest = str_from(whole, at + size);
		return str_trim((struct str){ whole.data, at });
	}
	*rest = (struct str){ NULL, 0 };
	return str_trim(whole);
}

struct str part_unescape(struct arena *arena, struct str part)
{
	if (!part.len || !memchr(part.data, '\\', part.len))
		return part;
	char *out = arena_alloc(arena, part.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < part.len; i++)
		if (part.data[i] != '\\' || !starts_with_one(str_from(part, i + 1), signs, sizeof signs))
			out[len++] = part.data[i];
	out[len] = '\0';
	return (struct str){ out, len };
}

/* ①…⑳ */
static int circled(struct str text, size_t *len)
{
	uint32_t c = 0;
	*len = utf8_decode(text.data, text.len, &c);
	return *len && c >= 0x2460 && c <= 0x2473 ? (int)(c - 0x2460) + 1 : 0;
}

/* The number with its marks, without what stands behind it. */
static size_t marked_number(struct str item, int *value)
{
	static const char *const opens[] = { "（", "(", NULL }, *const closes[] = { "）", ")", NULL };
	static const char *const marks[] = { "、", ".", "．", "）", ")", NULL };
	size_t lead = starts_with_one(item, opens, sizeof opens), len;
	if ((*value = circled(item, &len)))
		return len;
	*value = input_read_count(str_from(item, lead), &len);
	struct str rest = str_from(item, lead + len);
	size_t mark = lead ? starts_with_one(rest, closes, sizeof closes) : starts_with_one(rest, marks, sizeof marks);
	return *value > 0 && mark ? lead + len + mark : 0;
}

size_t part_number(struct str item, int *value)
{
	size_t len = marked_number(item, value), next;
	struct str rest = str_trim(str_from(item, len));
	if (!len || !rest.len || input_read_count(rest, &next) >= 0)
		return 0;
	return (size_t)(rest.data - item.data);
}
