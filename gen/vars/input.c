#include "vars/input.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "vars/number.h"

struct str input_narrow(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t at = 0, size; at < text.len; at += size) {
		uint32_t c = 0;
		size = utf8_decode(text.data + at, text.len - at, &c);
		size = size ? size : 1;
		if (c >= 0xFF01 && c <= 0xFF5E) {
			out[len++] = (char)(c - 0xFF01 + '!');
		} else {
			memcpy(out + len, text.data + at, size);
			len += size;
		}
	}
	return (struct str){ out, len };
}

/* Appends the digits of 12,345 without separators and leading zeros; false when it is not grouped by three. */
static bool add_whole(struct str text, struct buf *out)
{
	size_t start = out->len, group = 0, groups = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == ',') {
			if (group == 0 || group > 3 || (groups && group != 3))
				return false;
			group = 0;
			groups++;
			continue;
		}
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		group++;
		if (text.data[i] != '0' || out->len > start)
			buf_add_char(out, text.data[i]);
	}
	if (out->len == start)
		buf_add_char(out, '0');
	return groups ? group == 3 : group > 0;
}

bool input_add_numeral(struct str text, bool decimals_allowed, struct buf *out)
{
	bool negative = text.len && text.data[0] == '-';
	if (text.len && (negative || text.data[0] == '+'))
		text = str_from(text, 1);
	if (negative)
		buf_add_char(out, '-');
	struct str decimals = text;
	struct str whole = str_cut(&decimals, ".");
	if (!add_whole(whole, out))
		return false;
	if (whole.len == text.len)
		return true;
	if (!decimals_allowed || !number_is_digits(decimals))
		return false;
	buf_add_char(out, '.');
	buf_add_str(out, decimals);
	return true;
}

bool input_is_scientific(struct str text)
{
	size_t at = text.len && (text.data[0] == '-' || text.data[0] == '+');
	size_t digits = 0, exponent = 0;
	for (; at < text.len && ((text.data[at] >= '0' && text.data[at] <= '9') || text.data[at] == '.'); at++)
		digits++;
	if (!digits || at + 2 >= text.len || (text.data[at] != 'E' && text.data[at] != 'e'))
		return false;
	at++;
	if (text.data[at] != '+' && text.data[at] != '-')
		return false;
	for (at++; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++)
		exponent++;
	return exponent && at == text.len;
}

/* Reads digits (1 to `most`) from *text, then one of the separators; "" ends the text. False when they are not there. */
static bool read_part(struct str *text, size_t most, const char *const *separators, int *number)
{
	size_t digits = 0;
	for (*number = 0; digits < text->len && text->data[digits] >= '0' && text->data[digits] <= '9'; digits++) {
		if (digits == most)
			return false;
		*number = *number * 10 + (text->data[digits] - '0');
	}
	*text = str_from(*text, digits);
	for (; digits && *separators; separators++) {
		if (!**separators && text->len)
			continue;
		if (!str_starts(*text, *separators))
			continue;
		size_t len = strlen(*separators);
		*text = str_from(*text, len);
		return true;
	}
	return false;
}

bool input_read_date(struct str text, struct number_date *date)
{
	static const char *const forms[][3] = {
		{ "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "年", "月", "日" }
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct str rest = text;
		if (read_part(&rest, 4, (const char *const[]){ forms[i][0], NULL }, &date->year) &&
		    read_part(&rest, 2, (const char *const[]){ forms[i][1], NULL }, &date->month) &&
		    read_part(&rest, 2, (const char *const[]){ forms[i][2], NULL }, &date->day) && !rest.len)
			return true;
	}
	return false;
}

int input_read_year(struct str text)
{
	int year;
	return read_part(&text, 4, (const char *const[]){ "年", "", NULL }, &year) && !text.len ? year : 0;
}
