#include "vars/part.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "vars/input.h"

/* What parts rows, cells, and items: all of them. */
static const char *const row_signs[] = { ";", "；", NULL }, *const cell_signs[] = { "|", "｜", NULL };

static size_t any_sign(struct str text)
{
	size_t len = str_starts_any(text, row_signs);
	return len ? len : str_starts_any(text, cell_signs);
}

static size_t separator(struct str text, enum part_kind kind)
{
	char first = text.data[0];
	if (first != ';' && first != '|' && first != '\n' && first != '\xEF') /* what each begins with: most characters end here */
		return 0;
	if (kind == PART_CELL)
		return str_starts_any(text, cell_signs);
	if (str_starts(text, "\n"))
		return 1;
	return kind == PART_ROW ? str_starts_any(text, row_signs) : any_sign(text);
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

bool part_row_is(struct str row, const struct str *cells, size_t count)
{
	size_t same = 0;
	while (row.data && same < count && str_equal(part_cut(&row, PART_CELL), cells[same]))
		same++;
	return same == count && !row.data;
}

struct str part_unescape(struct arena *arena, struct str part)
{
	if (!part.len || !memchr(part.data, '\\', part.len))
		return part;
	char *out = arena_alloc(arena, part.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < part.len; i++)
		if (part.data[i] != '\\' || !any_sign(str_from(part, i + 1)))
			out[len++] = part.data[i];
	out[len] = '\0';
	return (struct str){ out, len };
}

void part_escape(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		if (any_sign(str_from(text, i)))
			buf_add_char(out, '\\');
		buf_add_char(out, text.data[i]);
	}
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
	size_t lead = str_starts_any(item, opens), len;
	if ((*value = circled(item, &len)))
		return len;
	*value = input_read_count(str_from(item, lead), &len);
	struct str rest = str_from(item, lead + len);
	size_t mark = lead ? str_starts_any(rest, closes) : str_starts_any(rest, marks);
	return *value > 0 && mark ? lead + len + mark : 0;
}

/* Whether the number belongs to a name: （1）号楼, （一）期工程, ①号线; （1）号召 and （一）期末 are none. */
static bool is_named_by_number(struct str item, struct str rest)
{
	static const char *const marks[] = { "、", ".", "．", NULL };
	static const char *const counted[] = { "号", "期", "楼", "线", "栋", "幢", "单元", "标段", "组", "级", NULL };
	static const char *const others[] = { "号召", "号令", "期末", "期间", "期初", "线上", "线下", "线索", "楼宇", "组织", "组建", "级别", NULL };
	struct str number = { item.data, (size_t)(rest.data - item.data) };
	return !str_ends_any(number, marks) && str_starts_any(rest, counted) && !str_starts_any(rest, others);
}

size_t part_number(struct str item, int *value)
{
	size_t len = marked_number(item, value), next;
	struct str rest = str_trim(str_from(item, len));
	if (!len || !rest.len || input_read_count(rest, &next) >= 0 || is_named_by_number(item, rest))
		return 0;
	return (size_t)(rest.data - item.data);
}
