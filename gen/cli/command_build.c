#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/phrase.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/state.h"
#include "batch/depfile.h"
#include "batch/gallery.h"
#include "batch/guard.h"
#include "batch/jobs.h"
#include "batch/report.h"
#include "batch/stale.h"
#include "batch/store.h"
#include "batch/verify.h"
#include "book/book.h"
#include "book/compendium.h"
#include "cli/accept_base.h"
#include "cli/build_diff.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/print_file.h"
#include "cli/progress.h"
#include "cli/watch.h"

enum { DEFAULT_MEMORY_MB = 2048, DEFAULT_TIMEOUT = 120 };

/* A batch as the command sees it. */
struct build_command {
	struct session *session;
	const struct catalogue *catalogue;
	struct draft_tools tools;
	struct outputs outputs;
	struct output_request base;
	struct jobs jobs;
	struct jobs all; /* of all parts of the batch, but for the book; listed when they are needed */
	struct batch_options options;
	struct progress progress;
	struct report report;
	const char *out, *plans; /* folders of all products, and of the plans among them */
	size_t counts[BATCH_TIMED_OUT + 1];
	size_t pages;
	size_t drafts;          /* documents with values missing */
	bool sync_end;          /* one sync at the end, of all that was made */
	unsigned shard, shards; /* of --shard; 0: everything */
	const char **rows; /* of --table, by job; NULL: none is wanted */
	bool book;         /* the first job is the book */
	bool altered;      /* of --diff: a build would alter something */
};

/* ---- options of the command */

enum { MOST = 1000000 }; /* of anything that an option counts */

/* The whole number from 1 to MOST that *text begins with, which is moved behind it; 0 when there is none. */
static unsigned parse_number(const char **text)
{
	char *end = NULL;
	unsigned long number = **text >= '0' && **text <= '9' ? strtoul(*text, &end, 10) : 0;
	*text = end ? end : *text;
	return number <= MOST ? (unsigned)number : 0;
}

/* A whole number of at least 1 from an option's text; `otherwise` when it was not given. 0 with an error. */
static unsigned read_number(struct session *session, const char *option, const char *text, unsigned otherwise)
{
	if (!text)
		return otherwise;
	const char *end = text;
	unsigned number = parse_number(&end);
	if (number && !*end)
		return number;
	diag_add(&session->diags, DIAG_BAD_NUMBER, NO_PLACE, option, "a number from 1", text);
	return 0;
}

/* --shard 3/16. */
static bool read_shard(struct build_command *command)
{
	const char *text = command->session->options->shard, *end = text;
	if (!text)
		return true;
	command->shard = parse_number(&end);
	command->shards = *end == '/' ? (end++, parse_number(&end)) : 0;
	if (command->shard && command->shard <= command->shards && !*end)
		return true;
	diag_add(&command->session->diags, DIAG_BAD_NUMBER, NO_PLACE, "shard", "a part such as 3/16", text);
	return false;
}

/* --sync each, end or none. */
static bool read_sync(struct build_command *command)
{
	const char *text = command->session->options->sync;
	bool each = text && strcmp(text, "each") == 0, none = text && strcmp(text, "none") == 0;
	command->options.sync = each ? FILE_SYNC_EACH : FILE_SYNC_LATER;
	command->sync_end = !each && !none;
	if (!text || each || none || strcmp(text, "end") == 0)
		return true;
	diag_add(&command->session->diags, DIAG_BAD_NUMBER, NO_PLACE, "sync", "each, end or none", text);
	return false;
}

static void report_document(void *context, const struct diag_list *diags, struct buf *out);
/* Lists a document that was not made for the end of the batch; its own messages are printed already. */
static void report_failure(struct session *session, const struct batch_job *job, const struct batch_outcome *outcome)
{
	const struct catalogue_unit *unit = job->request.draft.values.unit;
	const char *id = document_id_text(session->arena, &job->id);
	if (outcome->status == BATCH_CRASHED || outcome->status == BATCH_TIMED_OUT)
		diag_add(&session->diags, DIAG_DOCUMENT_CRASHED, NO_PLACE, id,
			 outcome->status == BATCH_CRASHED ? "ended (out of memory? see --memory)" : "took too long (see --timeout)");
	if (outcome->status != BATCH_FAILED)
		return;
	const char *whose = unit ? arena_copy(session->arena, unit->name.data, unit->name.len) : _("of no unit");
	diag_add(&session->diags, DIAG_DOCUMENT_FAILED, NO_PLACE, id, whose);
	if (outcome->severity == DIAG_SYSTEM)
		session->diags.counts[DIAG_SYSTEM]++; /* it rules the exit status */
}

static void document_done(void *context, const struct batch_job *job, const struct batch_outcome *outcome);
static bool find_elsewhere(void *context, const struct document_id *id, struct batch_job *job);

static bool read_batch_options(struct build_command *command)
{
	struct session *session = command->session;
	const struct options *options = session->options;
	unsigned cores = (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
	unsigned memory = read_number(session, "memory", options->memory, DEFAULT_MEMORY_MB);
	unsigned seconds = read_number(session, "timeout", options->timeout, DEFAULT_TIMEOUT);
	command->out = options->output ? options->output : "out";
	command->plans = file_join(session->arena, command->out, "plans");
	command->options = (struct batch_options){
		.store = file_join(session->arena, command->out, "store"),
		.workers = read_number(session, "jobs", options->jobs, cores ? cores : 1),
		.memory = (size_t)memory << 20,
		.seconds = seconds,
		.force = options->force,
		.thorough = options->verify,
		.report = report_document,
		.done = document_done,
		.context = command,
	};
	bool good = memory && seconds && read_sync(command) && command->options.workers && read_shard(command);
	command->options.elsewhere = command->shards ? find_elsewhere : NULL;
	return good;
}

/* ---- which documents */

static bool add_named_units(struct build_command *command, struct jobs *jobs, struct jobs_request *wanted)
{
	struct session *session = command->session;
	struct catalogue_picked picked;
	if (!session_pick_units(session, command->catalogue, &picked))
		return false;
	for (size_t i = 0; i < picked.count; i++) {
		wanted->unit = picked.units[i];
		jobs_list(jobs, command->catalogue, wanted);
	}
	if (!picked.count)
		diag_add(&session->diags, DIAG_UNIT_UNKNOWN, NO_PLACE, session->options->units);
	return picked.count > 0;
}

/* The plans of the batch that are of that part; 0 shards: all. */
static bool list_plans(struct build_command *command, struct jobs *jobs, unsigned shard, unsigned shards)
{
	struct session *session = command->session;
	const struct options *options = session->options;
	struct jobs_request wanted = {
		.base = &command->base.draft,
		.folder = command->plans,
		.shard = shard,
		.shards = shards,
	};
	if (!session_find_variant(session, command->catalogue, &wanted.variant))
		return false;
	wanted.all_units = options->units && strcmp(options->units, "all") == 0;
	*jobs = (struct jobs){ .arena = session->arena };
	if (options->compendium)
		return true;
	if (options->unit || (options->units && !wanted.all_units))
		return add_named_units(command, jobs, &wanted);
	jobs_list(jobs, command->catalogue, &wanted);
	return true;
}

static bool find_elsewhere(void *context, const struct document_id *id, struct batch_job *job)
{
	struct build_command *command = context;
	if (!command->all.arena && !list_plans(command, &command->all, 0, 0))
		return false;
	for (size_t i = 0; i < command->all.count; i++)
		if (document_id_equal(&command->all.items[i].id, id)) {
			struct jobs one = { command->session->arena, command->all.units, &command->all.items[i], 1, 1 };
			jobs_tell_apart(&one, &command->tools);
			*job = command->all.items[i];
			return true;
		}
	return false;
}

/* Whether the book is wanted too: when all plans are. A content folder need not have one. */
static bool wants_book(const struct build_command *command)
{
	const struct options *options = command->session->options;
	bool all = !options->unit && !options->variant && (!options->units || strcmp(options->units, "all") == 0);
	return options->compendium ||
	       (all && file_exists(compendium_path(command->session->arena, command->catalogue)));
}

/* Adds the book, first of all: it takes longest. */
static bool add_book(struct build_command *command)
{
	struct session *session = command->session;
	struct jobs *jobs = &command->jobs;
	const struct catalogue_unit *unit = command->base.draft.values.unit;
	const char *folder = unit ? jobs_folder(session->arena, command->plans, command->catalogue, unit) : command->out;
	struct batch_job book;
	if (!wants_book(command))
		return true;
	if (!jobs_make_book(&command->tools, &command->base.draft, folder, &book, &session->diags))
		return false;
	if (!document_id_in_shard(&book.id, command->shard, command->shards))
		return true;
	(void)ARENA_PUSH(session->arena, jobs->items, jobs->count, jobs->capacity);
	memmove(jobs->items + 1, jobs->items, sizeof *jobs->items * (jobs->count - 1));
	jobs->items[0] = book;
	command->book = true;
	return true;
}

/* ---- what happens to each document */

/* In the worker: the messages as the person will read them. Regions that no list has are said once, with what is wrong with the content. */
static void report_document(void *context, const struct diag_list *diags, struct buf *out)
{
	const struct build_command *command = context;
	const struct options *options = command->session->options;
	bool json = session_speaks_json(command->session);
	struct diag_list own;
	diag_init(&own, diags->arena);
	diag_append(&own, diags);
	if (!json && !options->verbose) {
		diag_take_out(&own, DIAG_REGION_UNKNOWN);
		diag_take_out(&own, DIAG_REGION_UNKNOWN_NEAR);
	}
	message_add(&own, json ? "json" : "text", options->verbose, out);
}

/* What a draft lacks, whether or not it was made again. */
static void print_gaps(const struct session *session, const struct store_record *record)
{
	struct buf names = BUF_INIT;
	if (!record || !record->gap_count || !session_says(session))
		return;
	for (size_t i = 0; i < record->gap_count; i++)
		buf_printf(&names, "%s%s", i ? _(", ") : "", record->gaps[i].label);
	message_put(stderr, _("%s: draft, values missing: %zu: %s\n"), record->title, record->gap_count, names.data);
	buf_free(&names);
}

/* A row of --table; the batch's seconds are those of the worker that made the document. */
static const char *make_row(struct arena *arena, const struct batch_outcome *outcome, const char *title, unsigned pages)
{
	return arena_printf(arena, "%6u %9.3f  %s  %s\n", pages, outcome->seconds, _(batch_status_name(outcome->status)), title);
}

static void document_done(void *context, const struct batch_job *job, const struct batch_outcome *outcome)
{
	struct build_command *command = context;
	struct session *session = command->session;
	struct arena *arena = arena_new();
	command->counts[outcome->status]++;
	const struct store_record *record = store_load(arena, command->options.store, &job->id);
	const char *title = record ? record->title : document_id_text(session->arena, &job->id);
	command->pages += record ? record->pages : 0;
	progress_clear(&command->progress);
	if (session_speaks_json(session))
		message_add_array(&session->array, outcome->message);
	else
		fputs(outcome->message, stderr);
	if (outcome->status == BATCH_MADE || outcome->status == BATCH_CURRENT) {
		command->drafts += record && record->gap_count;
		print_gaps(session, record);
	}
	report_failure(session, job, outcome);
	if (command->rows)
		command->rows[job - command->jobs.items] = make_row(session->arena, outcome, title, record ? record->pages : 0);
	if (session->options->report)
		report_add(&command->report, job, outcome, record);
	if (job->reason)
		progress_step(&command->progress, title, batch_status_name(outcome->status));
	arena_free(arena);
}

/* ---- before and after the batch */

/* A line "subject, separator, reason". */
static void print_reason(const char *subject, const char *separator, const char *reason)
{
	struct buf out = BUF_INIT;
	phrase_add_reason(words_language_of(message_language()), reason, &out);
	message_put(stdout, "%s%s%s\n", subject, separator, out.data);
	buf_free(&out);
}

static void print_dry_run(const struct build_command *command)
{
	for (size_t i = 0; i < command->jobs.count; i++) {
		const struct batch_job *job = &command->jobs.items[i];
		if (job->reason)
			print_reason(document_id_text(command->session->arena, &job->id), "\t", job->reason);
	}
}

/* Whether both name the same file, which need not be there: "./" before a path means nothing. */
static bool same_path(const char *a, const char *b)
{
	char real_a[PATH_MAX], real_b[PATH_MAX];
	while (strncmp(a, "./", 2) == 0)
		a += 2;
	while (strncmp(b, "./", 2) == 0)
		b += 2;
	return strcmp(a, b) == 0 || (realpath(a, real_a) && realpath(b, real_b) && strcmp(real_a, real_b) == 0);
}

static bool makes_file(void *file, const struct store_record *record)
{
	for (size_t i = 0; i < record->output_count; i++)
		if (same_path(record->outputs[i].path, file))
			return true;
	return false;
}

/* --why FILE: the document that made the file, and what changed since. */
static void explain_file(struct build_command *command)
{
	struct session *session = command->session;
	const struct store_record *const *records;
	char *file = arena_strdup(session->arena, session->options->why);
	if (!store_find(session->arena, command->options.store, makes_file, file, &records, NULL)) {
		diag_add(&session->diags, DIAG_NO_RECORD, NO_PLACE, file);
		return;
	}
	const char *reason = _("its document is no longer made");
	for (size_t i = 0; i < command->jobs.count; i++)
		if (document_id_equal(&command->jobs.items[i].id, &records[0]->id))
			reason = command->jobs.items[i].reason ? command->jobs.items[i].reason : _("up to date");
	print_reason(file, ": ", reason);
}

static void write_report(struct build_command *command)
{
	struct buf out = BUF_INIT;
	report_write(&command->report, progress_seconds(&command->progress), &out);
	file_write(command->session->options->report, buf_str(&out), &command->session->diags);
	buf_free(&out);
}

/* In the order of the catalogue, whatever was ready first; the book last. */
static void print_table(const struct build_command *command)
{
	size_t count = command->jobs.count;
	if (!command->rows || !count)
		return;
	puts(_(" pages   seconds"));
	for (size_t i = 0; i < count; i++) {
		const char *row = command->rows[(i + command->book) % count];
		message_put(stdout, "%s", row ? row : "");
	}
}

static size_t count_failed(const struct build_command *command)
{
	return command->counts[BATCH_FAILED] + command->counts[BATCH_CRASHED] + command->counts[BATCH_TIMED_OUT];
}

/* --print-file: the plans, without the book that may stand before them; where the book is all there is, the book. */
static void write_print_file(struct build_command *command)
{
	size_t skipped = command->book && command->jobs.count > 1;
	print_file_write(command->session, command->session->options->print_file, command->jobs.items + skipped, command->jobs.count - skipped,
			 count_failed(command), command->options.store, command->outputs.guard);
}

static void print_summary(const struct build_command *command)
{
	size_t failed = count_failed(command);
	if (!session_says(command->session))
		return;
	const char *format = ngettext("%zu made, %zu up to date, %zu failed; %zu page; %.2f s; in %s\n",
				      "%zu made, %zu up to date, %zu failed; %zu pages; %.2f s; in %s\n", command->pages);
	message_put(stderr, format, command->counts[BATCH_MADE],
		command->counts[BATCH_CURRENT], failed, command->pages, progress_seconds(&command->progress), command->out);
	if (command->drafts)
		message_put(stderr, _("Drafts among them, with values missing: %zu. They are marked as drafts; plangen gaps%s lists what is missing\n"),
			    command->drafts, session_where(command->session));
}

/* The outputs of documents that are gone, which a build removes or names. */
static void report_stale(struct build_command *command)
{
	struct stale_request stale = {
		.tools = command->outputs.tools,
		.base = &command->base.draft,
		.store = command->options.store,
		.out = command->out,
		.plans = command->plans,
		.shard = command->shard,
		.shards = command->shards,
		.prune = command->session->options->prune && !build_diff_is_wanted(command->session),
	};
	stale_report(&stale, &command->session->diags);
}

static void run(struct build_command *command)
{
	struct session *session = command->session;
	const struct options *options = session->options;
	size_t wanted = 0;
	for (size_t i = 0; i < command->jobs.count; i++)
		wanted += command->jobs.items[i].reason != NULL;
	command->progress = progress_start(wanted, !session_says(session), options->progress != NULL);
	command->report = report_new(command->shard, command->shards);
	if (options->table)
		command->rows = ARENA_ARRAY(session->arena, const char *, command->jobs.count);
	batch_run(&command->outputs, command->jobs.items, command->jobs.count, &command->options, &session->diags);
	jobs_report_names(&command->jobs, command->catalogue, &session->diags);
	report_stale(command);
	if (options->report)
		write_report(command);
	if (options->depfile)
		depfile_write(options->depfile, command->jobs.items, command->jobs.count, command->options.store,
			      command->outputs.guard, &session->diags);
	if (options->gallery)
		gallery_write(options->gallery, command->jobs.items, command->jobs.count, command->options.store,
			      strcmp(message_language(), "zh") == 0 ? "zh-CN" : "en", _("All pages"), command->outputs.guard, &session->diags);
	if (options->print_file)
		write_print_file(command);
	report_free(&command->report);
	if (command->sync_end && command->counts[BATCH_MADE])
		file_sync_all(command->out, &session->diags);
	print_table(command);
	print_summary(command);
}

/* --diff: what a build would alter. */
static void show_altered(struct build_command *command)
{
	struct session *session = command->session;
	command->altered = build_diff(session, &command->tools, command->jobs.items, command->jobs.count, command->base.draft.values.year,
				      command->options.store, command->outputs.guard);
	report_stale(command);
}

/* Whether the file, --report's, --depfile's, --gallery's, --print-file's, --altered's or --redlines', lies neither among sources nor among documents. */
static bool may_write_file(const struct build_command *command, const char *path)
{
	const struct draft_request *base = &command->base.draft;
	if (!guard_is_document(path, command->out, base->writers, base->writer_count))
		return guard_allows(command->outputs.guard, path, &command->session->diags);
	diag_add(&command->session->diags, DIAG_OUTPUT_AMONG_DOCUMENTS, NO_PLACE, path, command->out);
	return false;
}

/* Whether nothing that the batch writes lies among the sources: known before the first document is made. */
static bool may_write(const struct build_command *command)
{
	struct session *session = command->session;
	const char *const files[] = { session->options->report, session->options->depfile, session->options->gallery,
				      session->options->print_file, session->options->altered, session->options->redlines };
	bool good = guard_allows_folder(command->outputs.guard, command->out, &session->diags);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		good = (!files[i] || may_write_file(command, files[i])) && good;
	return good;
}

/* The documents of this part of the batch, what their files are called, and the book, which comes first. */
static bool list_jobs(struct build_command *command)
{
	if (!list_plans(command, &command->jobs, command->shard, command->shards))
		return false;
	jobs_tell_apart(&command->jobs, &command->tools);
	return add_book(command);
}

/* --accept-base, for the plans of the batch. False with errors. */
static bool accept_bases(struct build_command *command)
{
	struct session *session = command->session;
	const struct options *options = session->options;
	if (!options->accept_base || options->why || options->dry_run || build_diff_is_wanted(session))
		return true;
	struct output_request *requests = ARENA_ARRAY(session->arena, struct output_request, command->jobs.count + 1);
	for (size_t i = 0; i < command->jobs.count; i++)
		requests[i] = command->jobs.items[i].request;
	return accept_base(session, &command->tools, requests, command->jobs.count);
}

/* One whole batch, from reading the content to the summary. */
static int build_once(struct session *session)
{
	const struct options *options = session->options;
	struct build_command command = { .session = session };
	command.base.draft.policy = options->final ? POLICY_FINAL : POLICY_DRAFT;
	if (!read_batch_options(&command) || !session_choose_writers(session, "pdf,docx", &command.base) ||
	    !session_check_output(session, &command.base, SIZE_MAX))
		return session_finish(session);
	command.catalogue = session_load_catalogue(session);
	if (!command.catalogue || !session_fill_request(session, command.catalogue, &command.base.draft.values))
		return session_finish(session);
	if (session_open_tools(session, command.catalogue, &command.base.draft, &command.tools, &command.outputs) && may_write(&command) &&
	    list_jobs(&command) && accept_bases(&command)) {
		batch_verify(&command.tools, command.jobs.items, command.jobs.count, &command.options);
		if (options->why)
			explain_file(&command);
		else if (build_diff_is_wanted(session))
			show_altered(&command);
		else if (options->dry_run)
			print_dry_run(&command);
		else
			run(&command);
	}
	session_close_tools(session, &command.tools);
	int status = session_finish(session);
	return status ? status : command.altered;
}

int command_build(struct session *session)
{
	const struct options *options = session->options;
	if (!options->watch || !session->home.content || !session->home.templates)
		return build_once(session);
	for (;;) {
		struct session turn = *session;
		struct hash state = state_of_files(session->home.content, session->home.templates);
		turn.arena = arena_new();
		turn.messages = NULL;
		diag_init(&turn.diags, turn.arena);
		build_once(&turn);
		fflush(stdout);
		arena_free(turn.arena);
		watch_wait(session->home.content, session->home.templates, state);
	}
}
