/* The passages of plans, as people and programs read them. */
#ifndef CLI_SHOW_PASSAGES_H
#define CLI_SHOW_PASSAGES_H

#include <jansson.h>

struct draft_request;
struct own_view;

/* Prints each passage of the plan: id, place, how it begins, and what the unit has otherwise, why, with both versions where the shared one
 * changed. */
void show_passages(const struct draft_request *request, const struct own_view *view);

#endif
