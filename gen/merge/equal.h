/* What sections compare a variable with: {{#x="a|b"}}, {{#x!="a"}}. Private to gen/merge. */
#ifndef MERGE_EQUAL_H
#define MERGE_EQUAL_H

#include <stdbool.h>

#include "base/str.h"
#include "merge/merge.h"
#include "merge/template.h"

struct arena;
struct value;
struct value_type;

/* Cuts off the next of the texts that | parts, with \| for the sign itself, as the cells of a row are cut (vars/part.h). rest->data is NULL behind
 * the last one. */
struct str equal_cut(struct str *rest);

/* Whether a variable of the type can be what is written: it is read as a cell of the variable is, so that 2026年3月1日 is a day and 是 is true; bounds
 * do not count. */
bool equal_can_be(struct arena *arena, const struct value_type *type, struct str written);

/* Whether the value, or an item of it, is one of those that the tag names. `declared`: the type of the variable, NULL: that of the value
 * counts, if it has one. Numbers are compared as numbers; what no value of the type can be is none; "" is that there is no value. */
bool equal_any(struct arena *arena, const struct value *value, const struct value_type *declared, struct str alternatives);

/* Whether two values are there and one is the other, or an item of it. */
bool equal_each_other(const struct value *value, const struct value *other);

#endif
