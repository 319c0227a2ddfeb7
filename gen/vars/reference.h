/* Document numbers (发文字号): GB/T 9704-2012, 7.2.5. */
#ifndef VARS_REFERENCE_H
#define VARS_REFERENCE_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

/* Appends the number as it is printed: 青科党[2026]第03号 as 青科党〔2026〕3号, without blanks, 第 and leading zeros. False when
 * the text is no name, a year in brackets, a number and 号. */
bool reference_add(struct str text, struct buf *out);

/* Appends the number of an issue (期号) of minutes or a bulletin as it is printed: 第 03 期 as 第3期, 2026年第3期（总第15期） without blanks. False when the text is
 * no such number. */
bool reference_add_issue(struct str text, struct buf *out);

#endif
