/* JSON data files (RFC 8259) as values. */
#ifndef VARS_JSON_H
#define VARS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct arena;
struct diag_list;
struct value;

/* The source's text as a value in `arena`. Any JSON value may be the root. Numbers keep the
 * digits they are written with: 12.50, and integers of any length; 1.5e3 is 1500. A member named twice,
 * NUL characters and more than LIMIT_JSON_DEPTH levels are errors. Each value knows its place. NULL after an error; it
 * names line and column. */
const struct value *json_read_value(struct arena *arena, const struct source *source, struct diag_list *diags);

/* Whether the text has no NUL, and no more than LIMIT_JSON_VALUES values, told from its commas and brackets; else an error. To be asked before any reader
 * of JSON is: it makes hundreds of bytes of each. */
bool json_is_small(const struct source *source, struct diag_list *diags);

/* A step to a value within another: a member by its name, or, without a name, an item by its number from 0. */
struct json_step {
	const char *name;
	size_t item;
};

/* Where the value stands that the steps lead to from the root; where a step leads nowhere, the value in which it would stand. The text is
 * valid JSON. */
struct place json_place(const struct source *source, const struct json_step *steps, size_t count);

#endif
