/* Decimal numerals and dates as text: reading and the Chinese ways of writing them (GB/T 15835—2011). */
#ifndef VARS_NUMBER_H
#define VARS_NUMBER_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

/* -?digits[.digits]: whole without leading zeros (but at least "0"), fraction without trailing zeros. */
struct numeral {
	bool negative; /* never for zero */
	struct str whole, fraction;
};

/* False when the text is no such numeral; exponents and thousands separators are not. Views of `text`. */
bool number_read(struct str text, struct numeral *numeral);
void number_write(const struct numeral *numeral, struct buf *out);

/* Order of two numerals as numbers: -1, 0, 1; 0 also when one of them is none. */
int number_compare(struct str a, struct str b);

/* Whether the text is ASCII digits and nothing else, at least one. */
bool number_is_digits(struct str text);

struct number_date {
	int year, month, day;
};

/* ISO 8601 date YYYY-MM-DD that exists in the calendar (Gregorian, years 0001–9999). */
bool number_read_date(struct str text, struct number_date *date);

/* The writers append to `out`; false, with nothing appended, when the text is not what they take. */
bool number_write_chinese(struct str text, struct buf *out); /* 110 → 一百一十; whole, at most 16 digits; 负 for minus */
bool number_write_formal(struct str text, struct buf *out);  /* 12345 → 壹万贰仟叁佰肆拾伍; the same */
bool number_write_digits(struct str text, struct buf *out);  /* 2026 → 二〇二六; digits only */
bool number_write_circled(struct str text, struct buf *out); /* 1 → ①; 1 to 50 */
bool number_write_grouped(struct str text, struct buf *out); /* 1234567.50 → 1,234,567.50 */

/* The number divided by ten to the power `places`: 1234567, 4 → 123.4567. */
bool number_write_shifted(struct str text, size_t places, struct buf *out);

/* The sum of two numbers, neither of which is negative: 0.5, 12 → 12.5. */
bool number_write_sum(struct str a, struct str b, struct buf *out);

/* The number times ten to the power `places`: 0.85, 2 → 85. */
bool number_write_multiplied(struct str text, size_t places, struct buf *out);

#endif
