/* The passages of a plan and a unit's own text, for programs. */
#ifndef DRAFT_OWN_JSON_H
#define DRAFT_OWN_JSON_H

#include <jansson.h>
#include <stdbool.h>

struct draft_request;
struct own_use;
struct own_view;

/* Whether the override is about the passage of this id, or a block of it. */
bool own_is_about(const struct own_use *use, const char *id);

/* The view as an object, which the caller owns: unit, variant, passages with their overrides, and those that fit no passage. */
json_t *own_json(const struct own_view *view, const struct draft_request *request);

#endif
