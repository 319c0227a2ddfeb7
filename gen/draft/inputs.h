/* What a document was made from, as it is now. */
#ifndef DRAFT_INPUTS_H
#define DRAFT_INPUTS_H

#include <stdbool.h>

#include "draft/reads.h"

struct catalogue_values;
struct draft_request;
struct draft_tools;

/* Adds what every document depends on: title template, program, page template, fonts, profile of PDF, form of DOCX. */
void inputs_add_options(struct draft_tools *tools, const struct draft_request *request, struct reads *reads);

/* Adds whether gaps, and overrides whose shared passage changed, are allowed: only a document that has some depends on it. */
void inputs_add_policy(struct draft_tools *tools, const struct draft_request *request, struct reads *reads);

/* How a reading changed, "value: 党员人数"; NULL: it stands, or is none of those that are known here. The text lives in tools->arena. */
const char *inputs_find_change(struct draft_tools *tools, const struct draft_request *request, const struct catalogue_values *values,
			       const struct reading *reading);

/* The same for all that a plan read: the first change. */
const char *inputs_verify(struct draft_tools *tools, const struct draft_request *request, const struct reading *reads, size_t count);

#endif
