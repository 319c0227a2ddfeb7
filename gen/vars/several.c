/* Several items of a list that are typed as one. */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "vars/json.h"
#include "vars/part.h"
#include "vars/value.h"

/* Characters of an item that is a phrase and no clause. */
enum { LONGEST_BY_MARK = 16, LONGEST_BY_COMMA = 10 };

/* Whether the phrase is an ordinal, which 、 joins to the next one: 第三、第五村民小组. */
static bool is_ordinal(struct str phrase)
{
	struct str rest = str_from(phrase, str_starts(phrase, "第") ? sizeof "第" - 1 : 0);
	uint32_t cp;
	for (size_t at = 0, size; (size = utf8_decode(rest.data + at, rest.len - at, &cp)) > 0; at += size)
		if (!utf8_among(cp, "0123456789零〇一二三四五六七八九十百千"))
			return false;
	return true;
}

static bool is_number_sign(uint32_t cp)
{
	return cp < 0x80 && cp > ' ' && !utf8_among(cp, ",");
}

/* Whether the sign at `cp` between the two parts items: a comma not between figures and Latin letters, a blank only beside Chinese characters. */
static bool parts_items(uint32_t before, uint32_t cp, uint32_t after)
{
	if (cp == 0x3001 || cp == 0xFF0C || cp == 0xFF64) /* 、 ， ､ */
		return true;
	if (cp == ',')
		return !(is_number_sign(before) && is_number_sign(after));
	return (cp == ' ' || cp == '\t' || cp == 0x3000) && utf8_is_han(before) && utf8_is_han(after);
}

/* Whether the item is phrases with signs between them, none too long. */
static bool is_phrases(struct str item)
{
	uint32_t before = 0, cp = 0;
	size_t start = 0, phrases = 1, longest = LONGEST_BY_MARK, most = 0;
	int depth = 0;
	for (size_t at = 0, size; at < item.len; at += size, before = cp) {
		size = utf8_decode(item.data + at, item.len - at, &cp);
		if (!size || utf8_among(cp, "。；！？：!?:"))
			return false;
		depth += utf8_among(cp, "（(《〈“‘「『【〔[") - utf8_among(cp, "）)》〉”’」』】〕]");
		if (depth || !parts_items(before, cp, str_first(str_from(item, at + size), 0)))
			continue;
		struct str phrase = str_trim((struct str){ item.data + start, at - start });
		if (!phrase.len || is_ordinal(phrase))
			return false;
		if (cp != 0x3001)
			longest = LONGEST_BY_COMMA;
		size_t count = utf8_count(phrase.data, phrase.len);
		most = count > most ? count : most;
		start = at + size;
		phrases++;
	}
	struct str last = str_trim(str_from(item, start));
	size_t count = utf8_count(last.data, last.len);
	return phrases > 1 && count && count <= longest && most <= longest;
}

/* 1.甲 2.乙, ①甲②乙 */
static bool is_counted(struct str item)
{
	int number = 0;
	uint32_t cp;
	if (!part_number(item, &number) || number != 1)
		return false;
	for (size_t at = 0, size; (size = utf8_decode(item.data + at, item.len - at, &cp)) > 0; at += size)
		if (at && part_number(str_from(item, at), &number) && number == 2)
			return true;
	return false;
}

/* ['甲', '乙'], [甲，乙] */
static bool is_written_list(struct str item)
{
	bool comma = str_find(item, ",") != (size_t)-1 || str_find(item, "，") != (size_t)-1;
	return comma && str_starts(item, "[") && str_find(item, "]") == item.len - 1;
}

bool part_is_several(struct str item)
{
	return is_written_list(item) || is_counted(item) || is_phrases(item);
}

/* The array that the text is; NULL where it is none, or not one of texts alone. */
static const struct value *read_array(struct arena *arena, struct str text)
{
	struct diag_list unread;
	struct source *source = str_starts(text, "[") && str_ends(text, "]") ? source_of_text(arena, "", text) : NULL;
	diag_init(&unread, arena);
	const struct value *array = source && json_is_small(source, &unread) ? json_read_value(arena, source, &unread) : NULL;
	for (size_t i = 0; array && i < array->count; i++)
		if (array->items[i]->kind != VALUE_STRING)
			return NULL;
	return array && array->count ? array : NULL;
}

const char *part_of_array(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;
	const struct value *array = read_array(arena, text);
	for (size_t i = 0; array && i < array->count; i++) {
		if (i)
			buf_add_char(&out, '|');
		part_escape(array->items[i]->text, &out);
	}
	return array ? buf_move_to(&out, arena) : NULL;
}
