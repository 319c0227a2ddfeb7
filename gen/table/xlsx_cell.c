#include "table/xlsx_cell.h"

#include <string.h>

#include "base/buf.h"

/* ---- formats */

enum xlsx_format xlsx_format_of_id(unsigned id)
{
	if (id == 9 || id == 10)
		return XLSX_PERCENT;
	if ((id >= 18 && id <= 21) || id == 45 || id == 46 || id == 47 || (id >= 32 && id <= 35) || id == 55 || id == 56)
		return XLSX_TIME;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		return XLSX_DATE;
	return XLSX_PLAIN;
}

/* The code without what is literal in it: "text", \c, _c, *c and [colours], but for [h] and [$-804]; and without the formats for negative
 * numbers and texts behind its first ‘;’. */
static size_t strip(struct str code, char *out, size_t room)
{
	size_t len = 0;
	for (size_t i = 0; i < code.len && code.data[i] != ';' && len + 1 < room; i++) {
		char c = code.data[i];
		if (c == '"') {
			for (i++; i < code.len && code.data[i] != '"'; i++)
				;
		} else if (c == '\\' || c == '_' || c == '*') {
			i++;
		} else if (c == '[') {
			size_t end = i;
			while (end < code.len && code.data[end] != ']')
				end++;
			bool elapsed = end == i + 2 || (end > i + 1 && code.data[i + 1] == code.data[end - 1]);
			if (elapsed && end > i + 1 && strchr("hHmMsS", code.data[i + 1]))
				out[len++] = 'h';
			i = end;
		} else {
			out[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		}
	}
	out[len] = '\0';
	return len;
}

enum xlsx_format xlsx_format_of_code(struct str code)
{
	enum { CODE_BYTES = 256, MOST_ZEROS = 15 };
	char bare[CODE_BYTES];
	size_t len = strip(code, bare, sizeof bare);
	if (strcmp(bare, "general") == 0 || strchr(bare, '@'))
		return XLSX_PLAIN;
	if (strpbrk(bare, "yd") || (strchr(bare, 'm') && !strpbrk(bare, "hs")) || strstr(bare, "e年") || strstr(bare, "aaa"))
		return XLSX_DATE;
	if (strpbrk(bare, "hs"))
		return XLSX_TIME;
	if (strchr(bare, '%'))
		return XLSX_PERCENT;
	if (len > 1 && len <= MOST_ZEROS && strspn(bare, "0") == len)
		return (enum xlsx_format)(XLSX_ZEROS + (int)len);
	return XLSX_PLAIN;
}

/* ---- numbers: no floating point, the digits are worked on as they stand */

enum { DIGITS = 15, ROOM = 40 };

/* ±0.DIGITS × 10^exponent */
struct number {
	bool negative;
	char digits[ROOM]; /* without zeros at either end; "" is 0 */
	int count, exponent;
};

static void trim_zeros(struct number *n)
{
	while (n->count && n->digits[n->count - 1] == '0')
		n->count--;
	if (!n->count)
		n->exponent = 0;
}

/* Rounds to the digits that Excel keeps: a program that wrote 17 meant these. */
static void round_digits(struct number *n)
{
	bool up = n->count > DIGITS && n->digits[DIGITS] >= '5';
	n->count = n->count < DIGITS ? n->count : DIGITS;
	for (int i = n->count; up && i-- > 0;) {
		up = n->digits[i] == '9';
		n->digits[i] = up ? '0' : (char)(n->digits[i] + 1);
	}
	if (up) {
		n->digits[0] = '1';
		n->count = 1;
		n->exponent++;
	}
	trim_zeros(n);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_exponent(struct str text, size_t at, int *exponent)
{
	bool negative = at < text.len && text.data[at] == '-';
	int value = 0;
	at += at < text.len && strchr("+-", text.data[at]) && text.data[at];
	if (at >= text.len || text.len - at > 3)
		return false;
	for (; at < text.len; at++) {
		if (!is_digit(text.data[at]))
			return false;
		value = value * 10 + (text.data[at] - '0');
	}
	*exponent = negative ? -value : value;
	return true;
}

/* -12.5, 1.38E+10; false for another text. */
static bool read_number(struct str text, struct number *n)
{
	size_t at = 0;
	bool point = false, any = false;
	int shift = 0;
	*n = (struct number){ .negative = text.len && text.data[0] == '-' };
	for (at = n->negative; at < text.len && (is_digit(text.data[at]) || (text.data[at] == '.' && !point)); at++) {
		char c = text.data[at];
		if (c == '.') {
			point = true;
			continue;
		}
		any = true;
		if (n->count || c != '0') {
			n->exponent += !point;
			if (n->count < ROOM)
				n->digits[n->count++] = c;
		} else if (point) {
			n->exponent--;
		}
	}
	if (!any || (at < text.len && text.data[at] != 'e' && text.data[at] != 'E'))
		return false;
	if (at < text.len && !read_exponent(text, at + 1, &shift))
		return false;
	n->exponent += shift;
	trim_zeros(n);
	return true;
}

/* Plain digits; with more of them before the point than Excel keeps, 1.5E+17, which no value may be. */
static void add_plain(struct buf *out, const struct number *n, int least)
{
	if (n->negative && n->count)
		buf_add_char(out, '-');
	if (n->exponent > DIGITS) {
		buf_printf(out, "%c.%.*sE+%d", n->digits[0], n->count > 1 ? n->count - 1 : 1, n->count > 1 ? n->digits + 1 : "0", n->exponent - 1);
		return;
	}
	for (int i = n->exponent > 1 ? n->exponent : 1; i < least; i++)
		buf_add_char(out, '0');
	for (int i = 0; i < n->exponent; i++)
		buf_add_char(out, i < n->count ? n->digits[i] : '0');
	if (n->exponent <= 0)
		buf_add_char(out, '0');
	if (n->count > n->exponent) {
		buf_add_char(out, '.');
		for (int i = n->exponent; i < 0; i++)
			buf_add_char(out, '0');
		for (int i = n->exponent > 0 ? n->exponent : 0; i < n->count; i++)
			buf_add_char(out, n->digits[i]);
	}
}

/* ---- dates */

enum { LAST_DAY = 2958465, LAST_DIGITS = 7, SECONDS = 86400 }; /* 9999-12-31 */

/* The whole days of a number, and the seconds of the day; false for one that is no date. */
static bool read_days(const struct number *n, long *days, long *seconds)
{
	long long fraction = 0, scale = 1;
	*days = 0;
	if (n->negative || n->exponent > LAST_DIGITS)
		return false;
	for (int i = 0; i < n->exponent; i++)
		*days = *days * 10 + (i < n->count ? n->digits[i] - '0' : 0);
	for (int i = 0; i < 9; i++, scale *= 10) {
		int at = n->exponent + i;
		fraction = fraction * 10 + (at >= 0 && at < n->count ? n->digits[at] - '0' : 0);
	}
	*seconds = (long)((fraction * SECONDS + scale / 2) / scale);
	*days += *seconds / SECONDS;
	*seconds %= SECONDS;
	return *days <= LAST_DAY;
}

/* The date of the days since 0000-03-01 in the Gregorian calendar. */
static void add_date(struct buf *out, long days)
{
	long era = days / 146097, of_era = days % 146097;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
	long day = of_year - (153 * month + 2) / 5 + 1;
	month += month < 10 ? 3 : -9;
	buf_printf(out, "%04ld-%02ld-%02ld", year + era * 400 + (month <= 2), month, day);
}

static void add_time(struct buf *out, long seconds)
{
	buf_printf(out, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
	if (seconds % 60)
		buf_printf(out, ":%02ld", seconds % 60);
}

/* Day 60 of 1900 is a 29 February that there never was; what comes before is a day off (18.17.4.1). */
static void add_moment(struct buf *out, const struct number *n, enum xlsx_format format, bool from_1904)
{
	enum { DAYS_TO_1900 = 693899, DAYS_TO_1904 = 695361, LEAP_DAY = 60 }; /* 1899-12-30 and 1904-01-01, from 0000-03-01 */
	long days, seconds;
	if (!read_days(n, &days, &seconds)) {
		buf_add_text(out, "########");
		return;
	}
	if (format == XLSX_TIME && !days) {
		add_time(out, seconds);
		return;
	}
	if (!from_1904 && days == LEAP_DAY)
		buf_add_text(out, "1900-02-29");
	else
		add_date(out, days + (from_1904 ? DAYS_TO_1904 : DAYS_TO_1900 + (days < LEAP_DAY)));
	if (seconds) {
		buf_add_char(out, ' ');
		add_time(out, seconds);
	}
}

void xlsx_add_number(struct buf *out, struct str numeral, enum xlsx_format format, bool from_1904)
{
	struct number n;
	if (!read_number(numeral, &n)) {
		buf_add_str(out, numeral);
		return;
	}
	round_digits(&n);
	if (format == XLSX_DATE || format == XLSX_TIME) {
		add_moment(out, &n, format, from_1904);
		return;
	}
	if (format == XLSX_PERCENT && n.count)
		n.exponent += 2;
	add_plain(out, &n, format > XLSX_ZEROS ? (int)format - (int)XLSX_ZEROS : 0);
	if (format == XLSX_PERCENT)
		buf_add_char(out, '%');
}
