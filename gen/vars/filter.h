/* Filters of template tags: {{党员总数|小写}}, {{联系人|默认:"办公室"}}.
 *
 * A filter maps a value to a value. It works on decimal strings and ISO dates, never on floating point. A missing value
 * (null, "" or an empty list) passes through every filter but 默认 unchanged, so that 前缀 and 后缀 add nothing to
 * nothing. Filters of single values map over the items of a list ({{文件|书名号|顿号}}). */
#ifndef VARS_FILTER_H
#define VARS_FILTER_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct filter;
struct value;

/* NULL when there is no such filter. */
const struct filter *filter_find(struct str name);

/* Name of the filter most like `name`, or NULL. */
const char *filter_suggest(struct str name);

const char *filter_name(const struct filter *filter);
const char *filter_usage(const struct filter *filter); /* how it is written: 前缀:"…" */
const char *filter_takes(const struct filter *filter); /* what values it takes, for messages */

/* Whether the filter may be written with this argument (NULL: without one). */
bool filter_accepts(const struct filter *filter, const struct str *argument);

/* The filtered value, in `arena`; NULL when the filter does not take such a value. `argument` must be accepted. */
const struct value *filter_apply(struct arena *arena, const struct filter *filter, const struct str *argument,
				 const struct value *in);

/* Whether the value is null, "" or an empty list. */
bool filter_missing(const struct value *value);

#endif
