/* The report of a batch as JSON: what was made, with pages and time. */
#ifndef BATCH_REPORT_H
#define BATCH_REPORT_H

#include <stdbool.h>

#include "batch/batch.h"

struct store_record;

struct report {
	struct json_t *documents; /* array */
	unsigned shard, shards;   /* the part of the batch it tells of; 0: the whole */
};

struct report report_new(unsigned shard, unsigned shards);
void report_free(struct report *report);

/* Adds a document; `record` (may be NULL) tells its title and outputs. */
void report_add(struct report *report, const struct batch_job *job, const struct batch_outcome *outcome,
		const struct store_record *record);

/* The report as JSON, documents sorted by id; `seconds` is the whole batch's time. */
void report_write(const struct report *report, double seconds, struct buf *out);

/* Merges reports (of shards) into one: a document that is in several counts as made when any of them made it, as failed only when
 * none did better; the seconds add up. Parts of the batch that no report tells of are an error, too, but the others are merged.
 * False with an error when a source is not a report, or is of a batch cut into another number of parts. */
bool report_merge(const struct source *const *sources, size_t count, struct buf *out, struct diag_list *diags);

#endif
