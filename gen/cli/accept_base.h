/* --accept-base: shared passages that changed under a unit's own text. */
#ifndef CLI_ACCEPT_BASE_H
#define CLI_ACCEPT_BASE_H

#include <stdbool.h>
#include <stddef.h>

struct draft_tools;
struct output_request;
struct session;

/* Writes the shared passages of now into the overrides of the plans, as one change of the content, and says so. False with errors. */
bool accept_base(struct session *session, struct draft_tools *tools, const struct output_request *requests, size_t count);

#endif
