#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/stopwatch.h"
#include "batch/looks.h"
#include "batch/store.h"
#include "batch/verify.h"
#include "batch/worker.h"
#include "draft/inputs.h"
#include "layout/page.h"

/* Entries for the contents: the titles and headings with their pages. */
static size_t list_entries(struct arena *arena, const struct draft_result *result, const struct contents_entry **entries)
{
	const struct page_list *pages = result->layout;
	if (result->entries) {
		*entries = result->entries;
		return result->entry_count;
	}
	size_t count = pages ? pages->outline_count : 0;
	struct contents_entry *all = ARENA_ARRAY(arena, struct contents_entry, count + 1);
	for (size_t i = 0; i < count; i++)
		all[i] = (struct contents_entry){ .level = pages->outline[i].level,
					       .page = (unsigned)pages->outline[i].page + 1,
					       .text = pages->outline[i].text };
	*entries = all;
	return count;
}

static bool is_among(const struct store_output *outputs, size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(outputs[i].path, path) == 0)
			return true;
	return false;
}

/* Of `outputs` of the earlier record, those that are still there and not made any more. */
static void add_former(struct store_record *record, struct store_output *former, const struct store_output *outputs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_among(record->outputs, record->output_count, outputs[i].path) && file_exists(outputs[i].path))
			former[record->former_count++] = outputs[i];
}

static void list_former(struct arena *arena, const char *store, struct store_record *record)
{
	const struct store_record *last = store_load(arena, store, &record->id);
	if (!last)
		return;
	struct store_output *former = ARENA_ARRAY(arena, struct store_output, last->output_count + last->former_count + 1);
	add_former(record, former, last->outputs, last->output_count);
	add_former(record, former, last->former, last->former_count);
	record->former = former;
}

/* The values that the document lacks, each once: plans of a book may lack the same. */
static void list_gaps(struct arena *arena, const struct draft_result *result, struct store_record *record)
{
	struct store_gap *gaps = ARENA_ARRAY(arena, struct store_gap, result->gap_count + 1);
	for (size_t i = 0; i < result->gap_count; i++) {
		size_t known = 0;
		while (known < record->gap_count && (strcmp(gaps[known].name, result->gaps[i].name) != 0 ||
							    strcmp(gaps[known].label, result->gaps[i].label) != 0))
			known++;
		if (known == record->gap_count)
			gaps[record->gap_count++] = (struct store_gap){ result->gaps[i].name, result->gaps[i].label };
	}
	record->gaps = gaps;
}

static bool save_record(struct arena *arena, const struct batch_job *job, const struct reads *reads,
			const struct output_result *result, const char *store, struct diag_list *diags)
{
	struct store_output *outputs = ARENA_ARRAY(arena, struct store_output, result->file_count + 1);
	for (size_t i = 0; i < result->file_count; i++) {
		const struct output_file *file = &result->files[i];
		outputs[i] = (struct store_output){ file->path, file->hash, file->stamp };
	}
	struct store_record record = {
		.id = job->id,
		.title = result->draft.title,
		.pages = (unsigned)result->draft.pages,
		.reads = reads->items,
		.read_count = reads->count,
		.outputs = outputs,
		.output_count = result->file_count,
	};
	record.entry_count = list_entries(arena, &result->draft, &record.entries);
	list_gaps(arena, &result->draft, &record);
	record.look_count = looks_of(arena, result->draft.layout, &record.looks);
	list_former(arena, store, &record);
	return store_save(store, &record, diags);
}

struct batch_outcome worker_make(struct outputs *outputs, const struct batch_job *job, const struct batch_options *options,
				 struct buf *message)
{
	double start = stopwatch_now();
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct reads reads = { .arena = arena };
	struct output_request request = job->request;
	request.draft.reads = &reads;
	request.sync = options->sync;
	request.swept = true;
	verify_add_options(outputs->tools, &request, &reads);
	struct output_result result;
	bool ok = output_make(arena, outputs, &request, &result, &diags);
	if (result.draft.gap_count || result.draft.own_changed)
		inputs_add_policy(outputs->tools, &request.draft, &reads);
	ok = ok && (request.trial || save_record(arena, job, &reads, &result, options->store, &diags));
	bool waits = result.first_count && !diag_errors(&diags);
	if (!waits)
		options->report(options->context, &diags, message);
	struct batch_outcome outcome = {
		.first = result.first,
		.first_count = waits ? result.first_count : 0,
		.status = ok ? BATCH_MADE : BATCH_FAILED,
		.severity = diags.counts[DIAG_SYSTEM] ? DIAG_SYSTEM : DIAG_ERROR,
		.pages = (unsigned)result.draft.pages,
		.seconds = stopwatch_now() - start,
		.message = "",
	};
	arena_free(arena);
	return outcome;
}
