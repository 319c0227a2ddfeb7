/* Is a document up to date? */
#ifndef BUILD_VERIFY_H
#define BUILD_VERIFY_H

#include "build/reads.h"

struct build_request;
struct build_tools;
struct catalogue_values;
struct store_record;

/* Why a document must be made again: the first output that is not as it was written (see store_output_intact()), or the first input
 * that changed, "value: 党员人数". NULL: all stand. The text lives in tools->arena. */
const char *verify_outputs(struct build_tools *tools, const struct store_record *record, bool thorough);
const char *verify_inputs(struct build_tools *tools, const struct build_request *request, const struct store_record *record);

/* The same of one input. */
const char *verify_reading(struct build_tools *tools, const struct build_request *request, const struct catalogue_values *values,
			   const struct reading *reading);

/* Adds what every document depends on: formats and where the files go, title template, program, page template,
 * fonts. */
void verify_add_options(struct build_tools *tools, const struct build_request *request, struct reads *reads);

/* Adds whether gaps are allowed: only a document that has some depends on it. */
void verify_add_policy(struct build_tools *tools, const struct build_request *request, struct reads *reads);

#endif
