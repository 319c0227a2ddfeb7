/* Is a document up to date? */
#ifndef BATCH_VERIFY_H
#define BATCH_VERIFY_H

#include <stdbool.h>

struct draft_tools;
struct output_request;
struct reads;
struct store_record;

/* Why a document must be made again: the first output that is not as it was written (see store_output_intact()), or the first input
 * that changed, "value: 党员人数". NULL: all stand. The text lives in tools->arena. */
const char *verify_document(struct draft_tools *tools, const struct output_request *request, const struct store_record *record,
			    bool thorough);

/* Adds what every document that becomes files depends on: which formats and where the files go, and inputs_add_options(). */
void verify_add_options(struct draft_tools *tools, const struct output_request *request, struct reads *reads);

#endif
