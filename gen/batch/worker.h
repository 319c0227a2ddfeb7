/* Worker processes for a batch. */
#ifndef BATCH_WORKER_H
#define BATCH_WORKER_H

#include "batch/batch.h"

/* Makes all jobs in options->workers processes forked from this one; see batch_run(). */
bool worker_run_all(struct outputs *outputs, const struct batch_job *const *jobs, size_t count,
		    const struct batch_options *options, struct diag_list *diags);

/* In a worker: makes one document, records it in the store, and says how it went; `message` receives the report. */
struct batch_outcome worker_make(struct outputs *outputs, const struct batch_job *job, const struct batch_options *options,
				 struct buf *message);

#endif
