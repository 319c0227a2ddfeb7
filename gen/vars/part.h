/* The parts of a list or table that is given as one text: "甲;乙", "甲|乙;丙|丁", one item or row a line. */
#ifndef VARS_PART_H
#define VARS_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;

/* What is parted, and by which signs; a line break parts items and rows, too. */
enum part_kind {
	PART_ITEM, /* of a list: ; ； | ｜ */
	PART_ROW,  /* of a table: ; ； */
	PART_CELL, /* of a row: | ｜ */
};

/* Cuts off what stands before the next separator without a backslash before it, trimmed, as str_cut() does; rest->data is NULL behind
 * the last part. */
struct str part_cut(struct str *rest, enum part_kind kind);

/* Whether the row holds just these cells: the names of a table's columns, copied along with the table. */
bool part_row_is(struct str row, const struct str *cells, size_t count);

/* The part with \; \； \| \｜ as the signs themselves; any other backslash stays. Copied to the arena where that changes it. */
struct str part_unescape(struct arena *arena, struct str part);

/* Appends the text with a backslash before each of the signs, as part_unescape() takes it off again. */
void part_escape(struct str text, struct buf *out);

/* Bytes of the number that is typed before an item ("1.", "1、", "（1）", "一、", "（一）", "①"), with the blanks behind it, and its value;
 * 0 when there is none. 1.5亿元, 二、三线城市, （1）号楼 and 一、 alone have none. */
size_t part_number(struct str item, int *value);

/* Whether the only item of a list is likely to be several: short phrases that 、 or commas or blanks part (甲、乙和丙; 甲，乙; 甲 乙), numbers that are
 * counted within it (1.甲 2.乙, ①甲②乙), or a list as programs write one (['甲', '乙']). What stands in brackets or quotes parts nothing, nor does a
 * clause of a sentence. */
bool part_is_several(struct str item);

/* The items of a list as JSON writes it, ["甲","乙"], with | between them as they are typed; NULL where the text is none, or not one of texts alone. */
const char *part_of_array(struct arena *arena, struct str text);

#endif
