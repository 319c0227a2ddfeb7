#include "table/xlsx_numeral.h"

#include <string.h>

#include "base/buf.h"

static void trim_zeros(struct xlsx_number *n)
{
	while (n->count > 0 && n->digits[n->count - 1] == '0')
		n->count--;
	if (n->count <= 0) {
		n->count = n->exponent = 0;
		n->negative = false;
	}
}

/* Keeps that many digits, rounded half away from zero. */
static void round_digits(struct xlsx_number *n, int kept)
{
	bool up = kept >= 0 && n->count > kept && n->digits[kept] >= '5';
	n->count = n->count < kept ? n->count : kept > 0 ? kept : 0;
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

/* Digits at the start of the text. */
static size_t digits(struct str text)
{
	size_t count = 0;
	while (count < text.len && is_digit(text.data[count]))
		count++;
	return count;
}

bool xlsx_number_is_plain(struct str text)
{
	bool negative = text.len && text.data[0] == '-';
	struct str rest = str_from(text, negative);
	size_t whole = digits(rest);
	bool leading = whole && rest.data[0] == '0';
	if (!whole || rest.len > XLSX_DIGITS || (leading && whole > 1))
		return false;
	if (whole == rest.len)
		return !(leading && negative);
	rest = str_from(rest, whole + 1);
	return text.data[negative + whole] == '.' && rest.len && digits(rest) == rest.len && rest.data[rest.len - 1] != '0';
}

bool xlsx_number_read(struct str text, struct xlsx_number *n)
{
	size_t at = 0;
	bool point = false, any = false;
	int shift = 0;
	*n = (struct xlsx_number){ .negative = text.len && text.data[0] == '-' };
	for (at = n->negative; at < text.len && (is_digit(text.data[at]) || (text.data[at] == '.' && !point)); at++) {
		char c = text.data[at];
		if (c == '.') {
			point = true;
			continue;
		}
		any = true;
		if (n->count || c != '0') {
			n->exponent += !point;
			if (n->count < XLSX_DIGIT_ROOM)
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
	round_digits(n, XLSX_DIGITS);
	return true;
}

void xlsx_number_round(struct xlsx_number *n, int places)
{
	if (n->count)
		round_digits(n, n->exponent + places);
}

int xlsx_number_compare(const struct xlsx_number *a, const struct xlsx_number *b)
{
	int sign = a->negative ? -1 : 1, order;
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	if (!a->count || !b->count)
		return sign * ((a->count > 0) - (b->count > 0));
	if (a->exponent != b->exponent)
		return a->exponent > b->exponent ? sign : -sign;
	order = memcmp(a->digits, b->digits, (size_t)(a->count < b->count ? a->count : b->count));
	order = order ? order : a->count - b->count;
	return sign * ((order > 0) - (order < 0));
}

bool xlsx_number_is_cut(const struct xlsx_number *n)
{
	return n->exponent > XLSX_DIGITS;
}

char xlsx_number_digit(const struct xlsx_number *n, int power)
{
	int at = n->exponent - 1 - power;
	return at >= 0 && at < n->count ? n->digits[at] : '0';
}

void xlsx_number_write(const struct xlsx_number *n, struct buf *out)
{
	if (n->negative)
		buf_add_char(out, '-');
	if (xlsx_number_is_cut(n)) {
		buf_printf(out, "%c.%.*sE+%d", n->digits[0], n->count > 1 ? n->count - 1 : 1, n->count > 1 ? n->digits + 1 : "0", n->exponent - 1);
		return;
	}
	for (int power = n->exponent > 1 ? n->exponent - 1 : 0; power >= 0; power--)
		buf_add_char(out, xlsx_number_digit(n, power));
	if (n->count > n->exponent)
		buf_add_char(out, '.');
	for (int power = -1; power >= n->exponent - n->count; power--)
		buf_add_char(out, xlsx_number_digit(n, power));
}
