/* The report of a batch as JSON: what was made, with pages and time. */
#ifndef BUILD_REPORT_H
#define BUILD_REPORT_H

#include <stdbool.h>


#include "build/batch.h"

struct report {
	struct json_t *documents; /* object: id → document */
};

struct report report_new(void);
void report_free(struct report *report);

/* Adds a document; `record` (may be NULL) tells its title and outputs. */
void report_add(struct report *report, const struct batch_job *job, const struct batch_outcome *outcome,
		const struct store_record *record);

/* The report as JSON, documents sorted by id; `seconds` is the whole batch's time. */
void report_write(const struct report *report, double seconds, struct buf *out);

/* Merges reports (of shards) into one: a document that is in several counts as made when any of them made it, as failed only when
 * none did better; the seconds add up. False with an error when a source is not a report. */
bool report_merge(const struct source *const *sources, size_t count, struct buf *out, struct diag_list *diags);

#endif
