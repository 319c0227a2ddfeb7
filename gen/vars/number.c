#include "vars/number.h"

#include <stdint.h>

#include "base/buf.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct str take_digits(struct str *rest)
{
	struct str digits = { rest->data, 0 };
	while (digits.len < rest->len && is_digit(rest->data[digits.len]))
		digits.len++;
	rest->data += digits.len;
	rest->len -= digits.len;
	return digits;
}

bool number_read(struct str text, struct numeral *numeral)
{
	bool negative = text.len && text.data[0] == '-';
	struct str rest = negative ? str_from(text, 1) : text;
	struct str whole = take_digits(&rest), fraction = { NULL, 0 };
	if (rest.len && rest.data[0] == '.') {
		rest.data++;
		rest.len--;
		fraction = take_digits(&rest);
		if (!fraction.len)
			return false;
	}
	if (!whole.len || rest.len)
		return false;
	while (whole.len > 1 && whole.data[0] == '0') {
		whole.data++;
		whole.len--;
	}
	while (fraction.len && fraction.data[fraction.len - 1] == '0')
		fraction.len--;
	*numeral = (struct numeral){ negative && (fraction.len || !str_is(whole, "0")), whole, fraction };
	return true;
}

void number_write(const struct numeral *numeral, struct buf *out)
{
	if (numeral->negative)
		buf_add_char(out, '-');
	buf_add_str(out, numeral->whole);
	if (numeral->fraction.len)
		buf_add_char(out, '.');
	buf_add_str(out, numeral->fraction);
}

/* Appends the number without zeros that say nothing; false: it is none. */
static bool write_bare(struct str text, struct buf *out)
{
	struct numeral numeral;
	bool good = number_read(text, &numeral);
	if (good)
		number_write(&numeral, out);
	return good;
}

int number_compare(struct str a, struct str b)
{
	struct numeral left, right;
	if (!number_read(a, &left) || !number_read(b, &right))
		return 0;
	if (left.negative != right.negative)
		return left.negative ? -1 : 1;
	int order = (left.whole.len > right.whole.len) - (left.whole.len < right.whole.len);
	if (!order)
		order = str_compare(left.whole, right.whole);
	if (!order)
		order = str_compare(left.fraction, right.fraction);
	order = (order > 0) - (order < 0);
	return left.negative ? -order : order;
}

bool number_is_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_digit(text.data[i]))
			return false;
	return text.len > 0;
}

/* The digits text[start, start + count) as a number; -1 when one of them is no digit. */
static int read_field(struct str text, size_t start, size_t count)
{
	int number = 0;
	for (size_t i = start; i < start + count; i++) {
		if (!is_digit(text.data[i]))
			return -1;
		number = number * 10 + (text.data[i] - '0');
	}
	return number;
}

bool number_read_date(struct str text, struct number_date *date)
{
	static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-')
		return false;
	int year = read_field(text, 0, 4), month = read_field(text, 5, 2), day = read_field(text, 8, 2);
	if (year < 1 || month < 1 || month > 12 || day < 1)
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (day > days[month - 1] + (month == 2 && leap))
		return false;
	*date = (struct number_date){ year, month, day };
	return true;
}

/* Characters of one way to write counting numbers. */
struct script {
	const char *digits[10], *units[4]; /* units: one, ten, hundred, thousand */
	bool short_ten;                    /* 十 at the very start, not 一十 */
};

static const struct script common = { { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" },
				      { "", "十", "百", "千" },
				      true };
static const struct script banking = { { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" },
				       { "", "拾", "佰", "仟" },
				       false };

/* A number from 1 to 9999. A gap within it, and one before it where something higher was written, is one zero. */
static void write_group(const struct script *script, unsigned number, bool higher, struct buf *out)
{
	static const unsigned powers[] = { 1, 10, 100, 1000 };
	bool gap = false, started = higher;
	for (int place = 3; place >= 0; place--) {
		unsigned digit = number / powers[place] % 10;
		if (!digit) {
			gap = started;
			continue;
		}
		if (gap)
			buf_add_text(out, script->digits[0]);
		if (!(script->short_ten && place == 1 && digit == 1 && !started))
			buf_add_text(out, script->digits[digit]);
		buf_add_text(out, script->units[place]);
		gap = false;
		started = true;
		if (number % powers[place] == 0)
			break;
	}
}

/* A number from 1 to 9999 9999 9999 9999, by 亿, then 万. */
static void write_number(const struct script *script, uint64_t number, bool higher, struct buf *out)
{
	static const struct {
		uint64_t size;
		const char *name;
	} groups[] = { { 100000000, "亿" }, { 10000, "万" } };
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		uint64_t size = groups[i].size;
		if (number < size)
			continue;
		write_number(script, number / size, higher, out);
		buf_add_text(out, groups[i].name);
		number %= size;
		if (!number)
			return;
		if (size > 10000 && number >= 1000 && number < 10000) /* no 万 group: 一亿零一千 */
			buf_add_text(out, script->digits[0]);
		higher = true;
	}
	write_group(script, (unsigned)number, higher, out);
}

enum { COUNTING_DIGITS = 16 };

static bool write_counting(const struct script *script, struct str text, struct buf *out)
{
	struct numeral numeral;
	if (!number_read(text, &numeral) || numeral.fraction.len || numeral.whole.len > COUNTING_DIGITS)
		return false;
	uint64_t number = 0;
	for (size_t i = 0; i < numeral.whole.len; i++)
		number = number * 10 + (uint64_t)(numeral.whole.data[i] - '0');
	if (numeral.negative)
		buf_add_text(out, "负");
	if (number)
		write_number(script, number, false, out);
	else
		buf_add_text(out, script->digits[0]);
	return true;
}

bool number_write_chinese(struct str text, struct buf *out)
{
	return write_counting(&common, text, out);
}

bool number_write_formal(struct str text, struct buf *out)
{
	return write_counting(&banking, text, out);
}

bool number_write_digits(struct str text, struct buf *out)
{
	if (!number_is_digits(text))
		return false;
	for (size_t i = 0; i < text.len; i++)
		buf_add_text(out, text.data[i] == '0' ? "〇" : common.digits[text.data[i] - '0']);
	return true;
}

bool number_write_circled(struct str text, struct buf *out)
{
	/* Unicode keeps them in three runs. */
	static const struct {
		int first, last;
		uint32_t character;
	} runs[] = { { 1, 20, 0x2460 }, { 21, 35, 0x3251 }, { 36, 50, 0x32B1 } };
	int number = text.len && text.len <= 2 ? read_field(text, 0, text.len) : -1;
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		if (number >= runs[i].first && number <= runs[i].last) {
			buf_add_utf8(out, runs[i].character + (uint32_t)(number - runs[i].first));
			return true;
		}
	return false;
}

bool number_write_grouped(struct str text, struct buf *out)
{
	struct numeral numeral;
	if (!number_read(text, &numeral))
		return false;
	if (numeral.negative)
		buf_add_char(out, '-');
	for (size_t i = 0; i < numeral.whole.len; i++) {
		if (i && (numeral.whole.len - i) % 3 == 0)
			buf_add_char(out, ',');
		buf_add_char(out, numeral.whole.data[i]);
	}
	size_t point = str_find(text, ".");
	buf_add_str(out, point == (size_t)-1 ? STR("") : str_from(text, point));
	return true;
}

bool number_write_shifted(struct str text, size_t places, struct buf *out)
{
	struct numeral numeral;
	if (!number_read(text, &numeral))
		return false;
	struct buf digits = BUF_INIT;
	for (size_t i = numeral.whole.len; i <= places; i++)
		buf_add_char(&digits, '0');
	buf_add_str(&digits, numeral.whole);
	size_t point = digits.len - places;
	buf_add_str(&digits, numeral.fraction);
	while (digits.len > point && digits.data[digits.len - 1] == '0')
		digits.len--;
	if (numeral.negative)
		buf_add_char(out, '-');
	buf_add(out, digits.data, point);
	if (digits.len > point)
		buf_add_char(out, '.');
	buf_add(out, digits.data + point, digits.len - point);
	buf_free(&digits);
	return true;
}

/* The digit at a place of the numeral: 0 is the one before the point, 1 that of the tens, -1 that of the tenths. */
static int digit_at(const struct numeral *numeral, long place)
{
	struct str digits = place >= 0 ? numeral->whole : numeral->fraction;
	size_t at = place >= 0 ? numeral->whole.len - 1 - (size_t)place : (size_t)(-place - 1);
	bool there = place >= 0 ? (size_t)place < digits.len : at < digits.len;
	return there ? digits.data[at] - '0' : 0;
}

bool number_write_sum(struct str a, struct str b, struct buf *out)
{
	struct numeral x, y;
	if (!number_read(a, &x) || !number_read(b, &y) || x.negative || y.negative)
		return false;
	size_t whole = (x.whole.len > y.whole.len ? x.whole.len : y.whole.len) + 1;
	size_t fraction = x.fraction.len > y.fraction.len ? x.fraction.len : y.fraction.len;
	struct buf digits = BUF_INIT; /* the last first */
	int carry = 0;
	for (long place = -(long)fraction; place < (long)whole; place++) {
		int sum = digit_at(&x, place) + digit_at(&y, place) + carry;
		carry = sum / 10;
		if (place == 0 && digits.len)
			buf_add_char(&digits, '.');
		buf_add_char(&digits, (char)('0' + sum % 10));
	}
	struct buf text = BUF_INIT;
	while (digits.len)
		buf_add_char(&text, digits.data[--digits.len]);
	bool good = write_bare(buf_str(&text), out);
	buf_free(&digits);
	buf_free(&text);
	return good;
}

bool number_write_multiplied(struct str text, size_t places, struct buf *out)
{
	struct numeral numeral;
	if (!number_read(text, &numeral))
		return false;
	struct buf digits = BUF_INIT;
	buf_add_text(&digits, numeral.negative ? "-" : "");
	buf_add_str(&digits, numeral.whole);
	for (size_t i = 0; i < places; i++)
		buf_add_char(&digits, i < numeral.fraction.len ? numeral.fraction.data[i] : '0');
	if (numeral.fraction.len > places) {
		buf_add_char(&digits, '.');
		buf_add_str(&digits, str_from(numeral.fraction, places));
	}
	bool good = write_bare(buf_str(&digits), out);
	buf_free(&digits);
	return good;
}
