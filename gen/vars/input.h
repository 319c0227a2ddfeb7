/* Numbers and dates as people type them and spreadsheets write them. */
#ifndef VARS_INPUT_H
#define VARS_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct number_date;

/* Full-width ASCII (U+FF01–U+FF5E, U+3000) and the minus sign U+2212 as ASCII, in the arena: input methods produce
 * １２，３４５ easily. The others take such text. */
struct str input_narrow(struct arena *arena, struct str text);

/* Appends the numeral as values keep it: +0,012,345.60 gives 12345.60. False, with part of it appended, when the text is
 * none, is not grouped by three, or has decimals that are not allowed. */
bool input_add_numeral(struct str text, bool decimals_allowed, struct buf *out);

/* What a spreadsheet makes of long numbers: 1.2E+05. */
bool input_is_scientific(struct str text);

/* 41.0 and 1,234.00 without their decimals, which are all 0; other text as it is. */
struct str input_whole(struct str text);

/* 2026-3-1, 2026/3/1, 2026.3.1, 2026年3月1日, 二〇二六年三月一日, 20260301, also with blanks between, a time behind (2026/3/1 0:00) or
 * 印发, which the record block puts behind its date, whether or not there is such a day. */
bool input_read_date(struct arena *arena, struct str text, struct number_date *date);

/* The days that three short numbers, read as input_read_date() does, may mean: year first, as here, or last, as abroad, unless `year_first` says
 * which; "2026-03-11 / 2003-11-26", "" where no order makes a day. In the arena. */
const char *input_possible_days(struct arena *arena, const struct number_date *read, bool year_first);

/* Days since 1899-12-30, as spreadsheets keep dates, or since 1904-01-01, from 2000 to 2099: 46082 and 44620 are 2026-03-01. Decimals, the time of
 * day, do not count. False for other text. */
bool input_read_serial(struct str text, bool from_1904, struct number_date *date);

/* The number below 100 that the text begins with, in digits of any width (12) or Chinese ones (十二), and its bytes; -1 when there is none,
 * or a longer one. */
int input_read_count(struct str text, size_t *len);

/* 2026 and 2026年; 0 when it is no number of at most four digits. */
int input_read_year(struct str text);

#endif
