/* JSON out, by jansson. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

struct buf;
struct json_t;

/* A string of jansson's; the empty view is "". */
struct json_t *json_of_str(struct str text);

/* Appends the value, indented, its members in their order, with a line end, and releases it. Control characters are escaped, so that no terminal obeys
 * them. */
void json_put(struct json_t *value, struct buf *out);

#endif
