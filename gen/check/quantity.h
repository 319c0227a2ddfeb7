/* Figures with their units, and dates, as a text says them. */
#ifndef CHECK_QUANTITY_H
#define CHECK_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { QUANTITY_ONE = 10000 }; /* values are in ten-thousandths */

struct quantity {
	size_t start, end;	/* the figure's bytes */
	size_t unit_end;	/* behind the unit; `end` when there is none that is known */
	long long value;
	struct str unit; /* 名, 万元, %; empty: none that is known */
};

/* A digit or a decimal point; the end of the row of them that begins at the offset. */
bool quantity_is_figure(char byte);
size_t quantity_figure_end(struct str text, size_t at);

/* The next figure from *start on that begins before `stop`: its bytes from *start to *end. */
bool quantity_next_figure(struct str text, size_t stop, size_t *start, size_t *end);

/* The number at the offset in 1/10000; *end behind it; -1: none. */
long long quantity_number(struct str text, size_t at, size_t *end);

/* The next figure from `from` on that begins before `stop`. */
bool quantity_next(struct str text, size_t from, size_t stop, struct quantity *quantity);

/* The value in the unit's smallest step, where units have several: 1 for 元, 10000 for 万元. */
long long quantity_scale(struct str unit);

/* Units without 万 and 亿: 元 of 万元. */
struct str quantity_base(struct str unit);

/* A day that a text names: 2026年3月5日, 3月5日, 3月底; fields that it does not say are 0. */
struct day {
	size_t start, end;
	int year, month, day;
	bool late; /* 底, 末: the month's last day */
};

/* The day that begins at the offset. */
bool day_at(struct str text, size_t at, struct day *day);

/* Whether the line is one day with its year, and nothing else. */
bool day_is(struct str line, struct day *day);

/* The next day from `from` on that begins before `stop`. */
bool day_next(struct str text, size_t from, size_t stop, struct day *day);

/* Days since a fixed one, for differences; the year `year` where the day names none. */
long day_number(const struct day *day, int year);

/* Days of the month. */
int day_count(int month, int year);

#endif
