#include "batch/batch.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/owners.h"
#include "batch/store.h"
#include "batch/verify.h"
#include "batch/worker.h"
#include "draft/reads.h"
#include "write/pdf/pdf.h"

const char *batch_status_name(enum batch_status status)
{
	static const char *const names[] = { "current", "made", "failed", "crashed", "timed-out" };
	return names[status];
}

void batch_verify(struct draft_tools *tools, struct batch_job *jobs, size_t count, const struct batch_options *options)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		const struct store_record *record = options->force ? NULL : store_load(arena, options->store, &jobs[i].id);
		jobs[i].reason = options->force ? "forced" :
				 record	? verify_document(tools, &jobs[i].request, record, options->thorough) : "new";
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
static void find_shared(struct draft_tools *tools, const struct batch_job *const *jobs, size_t count)
{
	struct reads ignored = { .arena = tools->arena };
	for (size_t i = 0; i < count; i++)
		if (i == 0 || jobs[i]->request.draft.page_template != jobs[i - 1]->request.draft.page_template)
			verify_add_options(tools, &jobs[i]->request, &ignored);
}

/* The runs of the jobs by the workers. */
struct batch_turn {
	const struct batch_options *options;
	const struct batch_job *jobs;
	struct owners *owners;
	const struct batch_job **waiting; /* to be run again */
	size_t waiting_count;
	const struct batch_job *trials; /* documents of other parts of the batch: whether they can be made */
	size_t first_trial;             /* the number of the first of them */
};

static void note_done(void *context, const struct batch_job *job, const struct batch_outcome *outcome)
{
	struct batch_turn *turn = context;
	owners_note(turn->owners, (size_t)(job - turn->jobs), outcome);
	if (outcome->first_count)
		turn->waiting[turn->waiting_count++] = job;
	else
		turn->options->done(turn->options->context, job, outcome);
}

static void report_to_command(void *context, const struct diag_list *diags, struct buf *out)
{
	const struct batch_turn *turn = context;
	turn->options->report(turn->options->context, diags, out);
}

/* ---- documents of other parts of the batch */

static void note_trial(void *context, const struct batch_job *job, const struct batch_outcome *outcome)
{
	const struct batch_turn *turn = context;
	owners_note(turn->owners, turn->first_trial + (size_t)(job - turn->trials), outcome);
}

/* What is wrong with a document, the part that makes it says. */
static void report_nothing(void *context, const struct diag_list *diags, struct buf *out)
{
	(void)context, (void)diags, (void)out;
}

/* The documents that are waited for, from turn->first_trial on; their number. One that no part makes has no reason. */
static size_t list_trials(struct draft_tools *tools, const struct batch_turn *turn, struct batch_job **jobs)
{
	const struct batch_options *options = turn->options;
	const struct document_id *id;
	size_t count = 0, room = 0;
	for (*jobs = NULL; (id = owners_elsewhere(turn->owners, turn->first_trial + count));) {
		struct batch_job *job = ARENA_PUSH(tools->arena, *jobs, count, room);
		*job = (struct batch_job){ 0 };
		job->reason = options->elsewhere(options->context, id, job) ? "tried" : NULL;
		job->request.trial = true;
	}
	return count;
}

/* Tries them; then those for which they wait. */
static bool try_elsewhere(struct outputs *outputs, struct batch_turn *turn, struct batch_options options, struct diag_list *diags)
{
	static const struct batch_outcome none = { .status = BATCH_FAILED, .message = "" };
	struct batch_job *jobs;
	bool ok = true;
	options.report = report_nothing;
	options.done = note_trial;
	for (size_t count; ok && (count = list_trials(outputs->tools, turn, &jobs)) > 0; turn->first_trial += count) {
		const struct batch_job **wanted = ARENA_ARRAY(outputs->tools->arena, const struct batch_job *, count);
		size_t wanted_count = 0;
		turn->trials = jobs;
		for (size_t i = 0; i < count; i++)
			if (jobs[i].reason)
				wanted[wanted_count++] = &jobs[i];
			else
				note_trial(turn, &jobs[i], &none);
		ok = !wanted_count || worker_run_all(outputs, wanted, wanted_count, &options, diags);
	}
	return ok;
}

/* Makes the jobs; then those that had to wait until the names of others were free. */
static bool run_turns(struct outputs *outputs, struct batch_turn *turn, const struct batch_job *const *wanted, size_t count,
		      struct diag_list *diags)
{
	struct batch_options options = *turn->options;
	options.report = report_to_command;
	options.done = note_done;
	options.context = turn;
	bool ok = worker_run_all(outputs, wanted, count, &options, diags);
	size_t waiting = turn->waiting_count;
	turn->waiting_count = 0;
	if (!ok || !waiting)
		return ok;
	if (!try_elsewhere(outputs, turn, options, diags))
		return false;
	owners_settle(turn->owners);
	return worker_run_all(outputs, turn->waiting, waiting, &options, diags);
}

static const struct batch_outcome current = { .status = BATCH_CURRENT, .message = "" };

bool batch_run(struct outputs *outputs, const struct batch_job *jobs, size_t count, const struct batch_options *options,
	       struct diag_list *diags)
{
	struct draft_tools *tools = outputs->tools;
	tools->threads = options->workers;
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
	if (!wanted_count)
		return true;
	outputs->owners = owners_new(tools->arena, tools->catalogue, jobs, count, options);
	struct batch_turn turn = { .options = options, .jobs = jobs, .owners = outputs->owners, .first_trial = count };
	turn.waiting = ARENA_ARRAY(tools->arena, const struct batch_job *, count);
	return run_turns(outputs, &turn, wanted, wanted_count, diags);
}

size_t batch_list_pdf(const struct batch_job *jobs, size_t count, const char *store, struct buf *paths)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		const struct store_record *record = store_load(arena, store, &jobs[i].id);
		for (size_t k = 0; record && k < record->output_count; k++) {
			struct str path = str_of(record->outputs[k].path);
			if (!str_ends_caseless(path, writer_pdf.extension))
				continue;
			buf_add_str(paths, path);
			buf_add_char(paths, '\0');
			found++;
		}
		arena_free(arena);
	}
	return found;
}
