/* JSON data files (RFC 8259) as values. */
#ifndef VARS_JSON_H
#define VARS_JSON_H

#include "base/source.h"

struct arena;
struct diag_list;
struct value;

/* The source's text as a value in `arena`. Any JSON value may be the root. Numbers keep the
 * digits they are written with: 12.50, and integers of any length; 1.5e3 is 1500. A member named twice,
 * NUL characters and more than LIMIT_JSON_DEPTH levels are errors. Each value knows its place. NULL after an error; it
 * names line and column. */
const struct value *json_read_value(struct arena *arena, const struct source *source, struct diag_list *diags);

#endif
