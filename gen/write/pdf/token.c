#include "write/pdf/token.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void pdf_add_hex(struct buf *out, uint32_t value, int digits)
{
	char text[8];
	for (int i = digits; i-- > 0; value >>= 4)
		text[i] = "0123456789ABCDEF"[value & 15];
	buf_add(out, text, (size_t)digits);
}

void pdf_add_utf16_hex(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c;
		size_t size = utf8_decode(text.data + at, text.len - at, &c);
		if (!size) {
			c = 0xFFFD;
			size = 1;
		}
		at += size;
		if (c < 0x10000) {
			pdf_add_hex(out, c, 4);
			continue;
		}
		pdf_add_hex(out, 0xD800 + ((c - 0x10000) >> 10), 4);
		pdf_add_hex(out, 0xDC00 + ((c - 0x10000) & 0x3FF), 4);
	}
}

void pdf_add_text_string(struct buf *out, struct str text)
{
	buf_add_text(out, "<FEFF");
	pdf_add_utf16_hex(out, text);
	buf_add_char(out, '>');
}

void pdf_add_literal(struct buf *out, const void *bytes, size_t len)
{
	const char *text = bytes;
	buf_reserve(out, 2 * len + 2);
	char *to = out->data + out->len;
	*to++ = '(';
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (c == '(' || c == ')' || c == '\\' || c == '\r')
			*to++ = '\\';
		*to++ = c == '\r' ? 'r' : c; /* a bare CR would be read as LF */
	}
	*to++ = ')';
	*to = '\0';
	out->len = (size_t)(to - out->data);
}

void pdf_add_name(struct buf *out, const char *name)
{
	buf_add_char(out, '/');
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		if (c > ' ' && c < 0x7F && !strchr("#/%()<>[]{}", c)) {
			buf_add_char(out, *name);
			continue;
		}
		buf_add_char(out, '#');
		pdf_add_hex(out, c, 2);
	}
}

void pdf_add_box(struct buf *out, const char *name, double width, double height, double beyond)
{
	const double corners[] = { -beyond, -beyond, width + beyond, height + beyond };
	buf_printf(out, "/%s[", name);
	for (int i = 0; i < 4; i++) {
		if (i)
			buf_add_char(out, ' ');
		buf_add_number(out, corners[i], 3);
	}
	buf_add_char(out, ']');
}

void pdf_add_reference(struct buf *out, unsigned number)
{
	buf_add_number(out, number, 0);
	buf_add_text(out, " 0 R");
}

enum { DAY = 86400 };

static const long long YEAR_0 = -62167219200LL;    /* 0000-01-01T00:00:00Z */
static const long long YEAR_10000 = 253402300800LL; /* 10000-01-01T00:00:00Z */

bool pdf_date_is_valid(long long seconds)
{
	return seconds >= YEAR_0 && seconds < YEAR_10000;
}

struct date {
	int year, month, day, hour, minute, second;
};

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* The Gregorian date in UTC. */
static struct date date_of(long long seconds)
{
	long long days = (seconds - YEAR_0) / DAY, rest = (seconds - YEAR_0) % DAY;
	struct date date = { .year = (int)(days / 146097) * 400, .month = 1, .day = 1, .hour = (int)(rest / 3600),
			     .minute = (int)(rest / 60 % 60), .second = (int)(rest % 60) };
	int left = (int)(days % 146097); /* days of the 400-year cycle */
	while (left >= 365 + (days_in_month(date.year, 2) == 29))
		left -= 365 + (days_in_month(date.year++, 2) == 29);
	while (left >= days_in_month(date.year, date.month))
		left -= days_in_month(date.year, date.month++);
	date.day += left;
	return date;
}

void pdf_add_date(struct buf *out, long long seconds)
{
	struct date d = date_of(seconds);
	buf_printf(out, "(D:%04d%02d%02d%02d%02d%02dZ)", d.year, d.month, d.day, d.hour, d.minute, d.second);
}

void pdf_add_iso_date(struct buf *out, long long seconds)
{
	struct date d = date_of(seconds);
	buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, d.hour, d.minute, d.second);
}
