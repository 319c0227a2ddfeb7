/* The batch: which documents changed, and making them in worker processes.
 *
 * A document's key is everything it read (see reads.h); it is made again when one of these inputs or one of its outputs
 * changed. Each worker is a process of its own with limits of memory and time: a document that fails, fails alone. */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "batch/output.h"

struct buf;

struct batch_job {
	struct document_id id;
	struct output_request request; /* `reads`, `sync` and `swept` are set by the batch */
	const char *reason;            /* set by batch_verify(): why it must be made; NULL: up to date */
};

enum batch_status { BATCH_CURRENT, BATCH_MADE, BATCH_FAILED, BATCH_CRASHED, BATCH_TIMED_OUT };
const char *batch_status_name(enum batch_status status);

struct batch_outcome {
	enum batch_status status;
	unsigned pages;
	double seconds;
	enum diag_severity severity; /* of a document that failed: DIAG_ERROR, or DIAG_SYSTEM when that was none of its fault */
	const struct document_id *first; /* not made yet: these have to be made first; see owners.h */
	size_t first_count;
	const char *message; /* what `report` wrote in the worker, "" for none */
};

struct batch_options {
	const char *store;       /* folder of the records */
	unsigned workers;        /* at least 1 */
	size_t memory;           /* bytes a worker may map; 0: no limit */
	double seconds;          /* a document may take; 0: no limit */
	enum file_sync sync;     /* of the documents' files */
	bool force;              /* make everything */
	bool thorough;           /* read the outputs to see whether they are as they were written */
	/* In the worker: puts the document's messages into words. */
	void (*report)(void *context, const struct diag_list *diags, struct buf *out);
	/* In the parent, after each document, in order of completion. */
	void (*done)(void *context, const struct batch_job *job, const struct batch_outcome *outcome);
	/* The job of a document that is made by another part of the batch, in the tools' arena; false: none makes it. NULL: the jobs are all
	 * of the batch. */
	bool (*elsewhere)(void *context, const struct document_id *id, struct batch_job *job);
	void *context;
};

/* Sets `reason` of each job: what changed since its record. `reason` lives in tools->arena. No layout is done. */
void batch_verify(struct draft_tools *tools, struct batch_job *jobs, size_t count, const struct batch_options *options);

/* Appends the paths of the PDF files of the documents, by their records, a NUL behind each; returns how many. */
size_t batch_list_pdf(const struct batch_job *jobs, size_t count, const char *store, struct buf *paths);

/* Makes the jobs that have a reason; calls `done` for those without one first. False when the workers could not be
 * started. Faults of documents are in their outcomes. Sets outputs->owners. */
bool batch_run(struct outputs *outputs, const struct batch_job *jobs, size_t count, const struct batch_options *options,
	       struct diag_list *diags);

#endif
