/* Private to gen/batch: a report as others hand it in, looked at before it is believed. */
#ifndef BATCH_REPORT_READ_H
#define BATCH_REPORT_READ_H

#include <jansson.h>

#include "batch/batch.h"

struct source;

/* What can become of a document, in the order of the counts. */
enum { REPORT_STATUSES = 5 };
extern const enum batch_status report_statuses[REPORT_STATUSES];

/* The report in the text: each member that plangen writes is there where it must be, is of its type, and says what can be. Members that
 * plangen does not write are let be. Owned by the caller (json_decref()); NULL with an error at the first value that is wrong. */
json_t *report_read(const struct source *source, struct diag_list *diags);

#endif
