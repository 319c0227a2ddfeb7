#include "vars/input.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "vars/number.h"

struct str input_narrow(struct arena *arena, struct str text)
{
	size_t ascii = 0;
	while (ascii < text.len && (unsigned char)text.data[ascii] < 0x80)
		ascii++;
	char *out = arena_copy(arena, text.data, text.len);
	size_t len = ascii;
	for (size_t at = ascii, size; at < text.len; at += size) {
		uint32_t c = 0;
		size = utf8_decode(text.data + at, text.len - at, &c);
		size = size ? size : 1;
		if ((c >= 0xFF01 && c <= 0xFF5E) || c == 0x2212 || c == 0x3000) {
			out[len++] = c == 0x2212 ? '-' : c == 0x3000 ? ' ' : (char)(c - 0xFF01 + '!');
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

/* Whether the numeral is zero, whose sign says nothing. */
static bool is_zero(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] >= '1' && text.data[i] <= '9')
			return false;
	return true;
}

bool input_add_numeral(struct str text, bool decimals_allowed, struct buf *out)
{
	bool negative = text.len && text.data[0] == '-';
	if (text.len && (negative || text.data[0] == '+'))
		text = str_from(text, 1);
	if (negative && !is_zero(text))
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

struct str input_whole(struct str text)
{
	size_t point = str_find(text, ".");
	if (point == (size_t)-1 || !point || point + 1 == text.len)
		return text;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';
		bool sign = i == 0 && (text.data[i] == '-' || text.data[i] == '+');
		if (i > point ? text.data[i] != '0' : i < point && !digit && !sign && text.data[i] != ',')
			return text;
	}
	return (struct str){ text.data, point };
}

/* Whether a time says a zone in which the day may be another one than here: programs write 2026-03-09T16:00:00Z for 10 March in China. */
static bool has_other_zone(struct str time)
{
	if (str_ends(time, "+08:00") || str_ends(time, "+0800") || str_ends(time, "+08"))
		return false;
	return str_ends(time, "Z") || str_ends(time, "z") || str_find(time, "+") != (size_t)-1 || str_find(time, "-") != (size_t)-1;
}

/* The day of a date with a time behind it (2026/3/1 0:00, 2026-03-01T08:30:00), without blanks in it; with a time of another zone the whole, which
 * is no date. */
static struct str day_of(struct arena *arena, struct str text)
{
	size_t colon = str_find(text, ":"), end = text.len;
	for (size_t i = 0; colon != (size_t)-1 && i < colon; i++)
		if ((text.data[i] == ' ' || text.data[i] == 'T') && end == text.len)
			end = i;
	if (end < text.len && has_other_zone(str_from(text, end)))
		return text;
	char *out = arena_alloc(arena, end + 1);
	size_t len = 0;
	for (size_t i = 0; i < end; i++)
		if (text.data[i] != ' ')
			out[len++] = text.data[i];
	return (struct str){ out, len };
}

/* Value of a Chinese digit, 10 for 十, -1 for another character. */
static int chinese_digit(uint32_t c)
{
	static const uint32_t digits[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };
	for (int i = 0; i < (int)(sizeof digits / sizeof *digits); i++)
		if (c == digits[i])
			return i;
	return c == 0x96F6 || c == 0x25CB ? 0 : -1; /* 零, and the circle that stands for 〇 */
}

/* Reads 二〇二六, digit by digit, or with 十 a number below 100; *count is the number of characters. -1 when it is neither. */
static int chinese_number(struct str text, size_t *count)
{
	int number = 0;
	bool ten = false, unit = false; /* read: 十, and a digit behind it */
	*count = 0;
	for (size_t at = 0, size; at < text.len && *count < 4; at += size, ++*count) {
		uint32_t c = 0;
		size = utf8_decode(text.data + at, text.len - at, &c);
		int digit = chinese_digit(c);
		if (!size || digit < 0 || unit || (ten && digit == 10) || (digit == 10 && *count > 1) || (ten && digit == 0))
			return -1;
		unit = ten;
		number = digit < 10 ? (ten ? number : number * 10) + digit : number ? number * 10 : 10;
		ten = ten || digit == 10;
	}
	return utf8_count(text.data, text.len) == *count && *count && !(*count > 1 && *count < 4 && !ten) ? number : -1;
}

/* The ASCII or full-width digit, or -1. */
static int digit_of(uint32_t c)
{
	return c >= '0' && c <= '9' ? (int)(c - '0') : c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

int input_read_count(struct str text, size_t *len)
{
	enum { MOST_DIGITS = 2 };
	int number = 0, count = 0;
	uint32_t c = 0;
	*len = 0;
	for (size_t size; (size = utf8_decode(text.data + *len, text.len - *len, &c)) > 0 && digit_of(c) >= 0; *len += size, count++)
		number = count < MOST_DIGITS ? number * 10 + digit_of(c) : -1;
	if (count)
		return number;
	for (size_t size; (size = utf8_decode(text.data + *len, text.len - *len, &c)) > 0 && chinese_digit(c) >= 0;)
		*len += size;
	size_t characters;
	number = chinese_number((struct str){ text.data, *len }, &characters);
	return number < 100 ? number : -1;
}

/* 二〇二六年三月十一日 */
static bool read_chinese_date(struct str text, struct number_date *date)
{
	static const char *const units[] = { "年", "月", "日" };
	int *const parts[] = { &date->year, &date->month, &date->day };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t at = str_find(text, units[i]), count;
		if (at == (size_t)-1)
			return false;
		*parts[i] = chinese_number((struct str){ text.data, at }, &count);
		if (*parts[i] < 0 || (count == 4) != (i == 0))
			return false;
		text = str_from(text, at + strlen(units[i]));
	}
	return !text.len;
}

static int number_of(struct str digits)
{
	int number = 0;
	for (size_t i = 0; i < digits.len; i++)
		number = number * 10 + (digits.data[i] - '0');
	return number;
}

bool input_read_date(struct arena *arena, struct str text, struct number_date *date)
{
	static const char *const forms[][3] = {
		{ "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "年", "月", "日" }
	};
	text = day_of(arena, text);
	if (str_ends(text, "印发"))
		text.len -= strlen("印发");
	if (text.len == 8 && number_is_digits(text)) { /* 20260301 */
		*date = (struct number_date){ number_of((struct str){ text.data, 4 }), number_of((struct str){ text.data + 4, 2 }),
					      number_of((struct str){ text.data + 6, 2 }) };
		return true;
	}
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct str rest = text;
		if (read_part(&rest, 4, (const char *const[]){ forms[i][0], NULL }, &date->year) &&
		    read_part(&rest, 2, (const char *const[]){ forms[i][1], NULL }, &date->month) &&
		    read_part(&rest, 2, (const char *const[]){ forms[i][2], NULL }, &date->day) && !rest.len)
			return true;
	}
	return read_chinese_date(text, date);
}

const char *input_possible_days(struct arena *arena, const struct number_date *read, bool year_first)
{
	const struct number_date orders[] = { *read, { read->day, read->year, read->month }, { read->day, read->month, read->year } };
	const char *days = "";
	for (size_t i = 0; i < (year_first ? 1 : sizeof orders / sizeof *orders); i++) {
		char day[48];
		struct number_date date;
		snprintf(day, sizeof day, "20%02d-%02d-%02d", orders[i].year, orders[i].month, orders[i].day);
		if (number_read_date(str_of(day), &date) && str_find(str_of(days), day) == (size_t)-1)
			days = arena_printf(arena, "%s%s%s", days, *days ? " / " : "", day);
	}
	return days;
}

bool input_read_serial(struct str text, bool from_1904, struct number_date *date)
{
	enum { FIRST_SERIAL = 36526, LAST_SERIAL = 73050, DAYS_TO_1904 = 1462 }; /* 2000-01-01 … 2099-12-31 */
	struct str digits = text, fraction;
	size_t point = str_find(text, ".");
	if (point != (size_t)-1) {
		fraction = str_from(text, point + 1);
		digits.len = point;
		if (!number_is_digits(fraction))
			return false;
	}
	if (digits.len != 5 || !number_is_digits(digits))
		return false;
	int days = number_of(digits) + (from_1904 ? DAYS_TO_1904 : 0);
	if (days < FIRST_SERIAL || days > LAST_SERIAL)
		return false;
	/* Every fourth of these years is a leap year; the years of the count begin in March, so that the leap day is their last. */
	enum { FIRST_OF_MARCH_2000 = 36586, FOUR_YEARS = 1461, YEAR = 365 };
	int since = days - FIRST_OF_MARCH_2000 + FOUR_YEARS;
	int cycle = since / FOUR_YEARS, rest = since % FOUR_YEARS;
	int year = rest / YEAR < 3 ? rest / YEAR : 3, day = rest - year * YEAR;
	int month = (5 * day + 2) / 153; /* from March: lengths 31 30 31 30 31 repeat every 153 days */
	date->day = day - (153 * month + 2) / 5 + 1;
	date->month = month < 10 ? month + 3 : month - 9;
	date->year = 1996 + 4 * cycle + year + (month >= 10);
	return true;
}

int input_read_year(struct str text)
{
	int year;
	return read_part(&text, 4, (const char *const[]){ "年", "", NULL }, &year) && !text.len ? year : 0;
}
