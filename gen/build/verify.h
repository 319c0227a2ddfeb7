/* Is a document up to date? */
#ifndef BUILD_VERIFY_H
#define BUILD_VERIFY_H

#include "build/reads.h"

struct build_request;
struct build_tools;
struct catalogue_values;
struct store_record;

/* Why the document must be made again ("value: 党员人数"), or NULL when record and outputs stand. A NULL record: "new".
 * The text lives in tools->arena. */
const char *verify_record(struct build_tools *tools, const struct build_request *request, const struct store_record *record);

/* The parts of it: the first output that is not as it was written; the input, if it changed. NULL: as it was. */
const char *verify_outputs(struct build_tools *tools, const struct store_record *record);
const char *verify_reading(struct build_tools *tools, const struct build_request *request, const struct catalogue_values *values,
			   const struct reading *reading);

/* Adds what every document depends on: formats, title template, program, page template, fonts. */
void verify_add_options(struct build_tools *tools, const struct build_request *request, struct reads *reads);

/* Adds whether gaps are allowed: only a document that has some depends on it. */
void verify_add_policy(struct build_tools *tools, const struct build_request *request, struct reads *reads);

#endif
