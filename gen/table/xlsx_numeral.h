/* Numbers of workbooks as their digits: no floating point, so that none changes on the way. */
#ifndef TABLE_XLSX_NUMERAL_H
#define TABLE_XLSX_NUMERAL_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

enum {
	XLSX_DIGITS = 15, /* that Excel keeps */
	XLSX_DIGIT_ROOM = 40,
};

/* ±0.DIGITS × 10^exponent */
struct xlsx_number {
	bool negative;
	char digits[XLSX_DIGIT_ROOM]; /* without zeros at either end; "" is 0 */
	int count, exponent;
};

/* -12.5, 1.38E+10, with the digits that Excel keeps: a program that wrote 17 meant these. False for another text. */
bool xlsx_number_read(struct str text, struct xlsx_number *number);

/* Whether the text is what xlsx_number_write() makes of its number: 41, -12.5. */
bool xlsx_number_is_plain(struct str text);

/* Rounds half away from zero to `places` digits behind the point. */
void xlsx_number_round(struct xlsx_number *number, int places);

/* -1, 0, 1: how a stands to b. */
int xlsx_number_compare(const struct xlsx_number *a, const struct xlsx_number *b);

/* Whether it has more digits before the point than Excel keeps, so that its last ones are zeros that nobody meant. */
bool xlsx_number_is_cut(const struct xlsx_number *number);

/* The digit that stands for 10^power, '0' where there is none. */
char xlsx_number_digit(const struct xlsx_number *number, int power);

/* Plain digits; of one that is cut 1.5E+17, which no value may be. */
void xlsx_number_write(const struct xlsx_number *number, struct buf *out);

#endif
