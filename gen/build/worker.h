/* Worker processes for a batch. */
#ifndef BUILD_WORKER_H
#define BUILD_WORKER_H

#include "build/batch.h"

/* Makes all jobs in options->workers processes forked from this one; see batch_run(). */
bool worker_run_all(struct build_tools *tools, const struct batch_job *const *jobs, size_t count,
		    const struct batch_options *options, struct diag_list *diags);

/* In a worker: makes one document, records it in the store, and says how it went; `message` receives the report. */
struct batch_outcome worker_make(struct build_tools *tools, const struct batch_job *job, const struct batch_options *options,
				 struct buf *message);

#endif
