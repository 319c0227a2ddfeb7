/* Private to gen/build: a report as others hand it in, looked at before it is believed. */
#ifndef BUILD_REPORT_READ_H
#define BUILD_REPORT_READ_H

#include <jansson.h>

struct diag_list;
struct source;

/* Names of what can become of a document, in the order of the counts; then NULL. */
extern const char *const report_statuses[];

/* The report in the text: each member that plangen writes is there where it must be, is of its type, and says what can be. Members that
 * plangen does not write are let be. Owned by the caller (json_decref()); NULL with an error at the first value that is wrong. */
json_t *report_read(const struct source *source, struct diag_list *diags);

#endif
