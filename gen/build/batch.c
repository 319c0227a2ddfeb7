#include "build/batch.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "build/reads.h"
#include "build/store.h"
#include "build/verify.h"
#include "build/worker.h"

const char *batch_status_name(enum batch_status status)
{
	static const char *const names[] = { "current", "made", "failed", "crashed", "timed-out" };
	return names[status];
}

/* Why the document must be made; NULL: it is up to date. */
static const char *why(struct build_tools *tools, const struct batch_job *job, const struct store_record *record, bool thorough)
{
	const char *reason = record ? verify_outputs(tools, record, thorough) : "new";
	return reason ? reason : (job->verify ? job->verify : verify_inputs)(tools, &job->request, record);
}

void batch_verify(struct build_tools *tools, struct batch_job *jobs, size_t count, const struct batch_options *options)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		const struct store_record *record = options->force ? NULL : store_load(arena, options->store, &jobs[i].id);
		jobs[i].reason = options->force ? "forced" : why(tools, &jobs[i], record, options->thorough);
		arena_free(arena);
	}
}

/* What a killed batch left in the folders of this one. Documents of one folder stand together. Those that are up to date
 * count, too: the killed batch may have been about to make them again. */
static void remove_leftovers(const struct batch_job *jobs, size_t count, const char *store)
{
	const char *last = store;
	file_remove_leftovers(store);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(jobs[i].request.folder, last) != 0)
			file_remove_leftovers(jobs[i].request.folder);
		last = jobs[i].request.folder;
	}
}

/* Finds what all workers need (fonts, files of the page templates) before they are started from this process. Documents
 * differ in it only by their page template. */
static void find_shared(struct build_tools *tools, const struct batch_job *const *jobs, size_t count)
{
	struct reads ignored = { .arena = tools->arena };
	for (size_t i = 0; i < count; i++)
		if (i == 0 || jobs[i]->request.page_template)
			verify_add_options(tools, &jobs[i]->request, &ignored);
}

static const struct batch_outcome current = { .status = BATCH_CURRENT, .message = "" };

bool batch_run(struct build_tools *tools, const struct batch_job *jobs, size_t count, const struct batch_options *options,
	       struct diag_list *diags)
{
	const struct batch_job **wanted = ARENA_ARRAY(tools->arena, const struct batch_job *, count + 1);
	size_t wanted_count = 0;
	remove_leftovers(jobs, count, options->store);
	for (size_t i = 0; i < count; i++) {
		if (jobs[i].reason)
			wanted[wanted_count++] = &jobs[i];
		else
			options->done(options->context, &jobs[i], &current);
	}
	find_shared(tools, wanted, wanted_count);
	return !wanted_count || worker_run_all(tools, wanted, wanted_count, options, diags);
}
