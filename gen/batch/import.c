#include "batch/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/guard.h"
#include "batch/proposals.h"
#include "doc/doc.h"
#include "read/read.h"
#include "write/writer.h"

/* The path of the plan's source; of two plans with one title the second gets a number behind it. */
static const char *choose_path(struct arena *arena, const struct import_request *request, const struct import_result *result, struct str title)
{
	if (request->path)
		return request->path;
	for (size_t number = 1;; number++) {
		const char *suffix = number > 1 ? arena_printf(arena, "-%zu", number) : "";
		const char *path = file_join(arena, request->folder, file_safe_name(arena, title, suffix, ".md"));
		bool taken = false;
		for (size_t i = 0; i < result->count && !taken; i++)
			taken = strcmp(result->paths[i], path) == 0;
		if (!taken)
			return path;
	}
}

static bool may_write(const struct import_request *request, const char *path, struct diag_list *diags)
{
	if (!guard_allows(request->guard, path, diags))
		return false;
	if (request->force || !file_exists(path))
		return true;
	diag_add(diags, DIAG_IMPORT_THERE, NO_PLACE, path);
	return false;
}

static bool write_source(const struct doc *doc, const struct proposals *proposals, const char *path, struct diag_list *diags)
{
	struct buf out = BUF_INIT, tagged = BUF_INIT;
	struct writer_input input = { .doc = doc };
	bool ok = writer_lookup("md")->write(&input, &out, diags);
	proposals_add_tagged(proposals, buf_str(&out), &tagged);
	ok = ok && file_write(path, buf_str(&tagged), diags);
	buf_free(&out);
	buf_free(&tagged);
	return ok;
}

/* Writes the table of what may be values. */
static bool write_proposals(struct arena *arena, const struct import_request *request, struct doc *const *plans, size_t count,
			    struct import_result *result, struct diag_list *diags)
{
	struct proposals proposals = proposals_find(arena, plans, count, request->catalogue);
	struct buf out = BUF_INIT;
	proposals_add_csv(arena, &proposals, &out);
	bool ok = guard_allows(request->guard, request->variables, diags) && file_write(request->variables, buf_str(&out), diags);
	buf_free(&out);
	if (!ok)
		return false;
	result->paths = ARENA_NEW(arena, const char *);
	result->paths[0] = request->variables;
	result->count = 1;
	diag_add(diags, DIAG_PROPOSALS_WRITTEN, NO_PLACE, request->variables, arena_printf(arena, "%zu", proposals.count));
	return true;
}

/* Puts what the table says into the plans. */
static void mark_plans(const struct proposals *proposals, struct doc **plans, size_t count, struct diag_list *diags)
{
	for (size_t p = 0; p < proposals->count; p++) {
		const struct proposal *proposal = &proposals->items[p];
		bool stands = false;
		for (size_t i = 0; i < count && !stands; i++)
			stands = proposals_has_place(plans[i], proposal);
		if (!stands)
			diag_add(diags, DIAG_PROPOSAL_UNUSED, proposal->place, arena_copy(diags->arena, proposal->text.data, proposal->text.len),
				 proposal->variable);
	}
	for (size_t i = 0; proposals->count && i < count; i++)
		proposals_mark(plans[i], proposals);
}

static const char *folder_of(struct arena *arena, const struct import_request *request)
{
	const char *slash = request->path ? strrchr(request->path, '/') : NULL;
	if (!request->path)
		return request->folder;
	return !slash ? "." : slash == request->path ? "/" : arena_copy(arena, request->path, (size_t)(slash - request->path));
}

/* By place, as a reader goes through the file; what has none stands first. */
static int by_place(const void *a, const void *b)
{
	const struct diag *x = a, *y = b;
	size_t at = x->place.source ? x->place.offset + 1 : 0, other = y->place.source ? y->place.offset + 1 : 0;
	return (at > other) - (at < other);
}

/* Puts the findings in order. */
static void sort_findings(struct arena *arena, struct diag_list *findings)
{
	struct diag *sorted = NULL;
	size_t count = 0, capacity = 0;
	for (const struct diag *d = findings->first; d; d = d->next)
		*ARENA_PUSH(arena, sorted, count, capacity) = *d;
	if (!count)
		return;
	qsort(sorted, count, sizeof *sorted, by_place);
	for (size_t i = 0; i < count; i++)
		sorted[i].next = i + 1 < count ? &sorted[i + 1] : NULL;
	findings->first = sorted;
	findings->last = &sorted[count - 1];
}

/* Reads the plans of the file; 0 with errors. */
static size_t read_file(struct arena *arena, const struct import_request *request, struct doc ***plans, struct diag_list *diags)
{
	struct read_file file;
	struct diag_list findings;
	diag_init(&findings, arena);
	size_t count = 0;
	if (read_open(arena, request->file, request->name, &file, diags, &findings))
		count = read_plans(arena, &file, plans, &findings);
	sort_findings(arena, &findings);
	diag_append(diags, &findings);
	return count;
}

bool import_file(struct arena *arena, const struct import_request *request, struct import_result *result, struct diag_list *diags)
{
	struct doc **plans;
	size_t capacity = 0, errors = diag_errors(diags);
	*result = (struct import_result){ 0 };
	struct proposals proposals = { 0 };
	size_t count = read_file(arena, request, &plans, diags);
	if (count && diag_errors(diags) == errors && request->variables && !file_exists(request->variables))
		return write_proposals(arena, request, plans, count, result, diags);
	if (request->variables && !proposals_read(arena, request->variables, request->catalogue, &proposals, diags))
		return false;
	if (request->path && count > 1)
		diag_add(diags, DIAG_OUTPUT_ONE_FILE, NO_PLACE, request->path);
	for (size_t i = 0; i < count && diag_errors(diags) == errors; i++) {
		const char *title = doc_title(plans[i]), *path;
		path = choose_path(arena, request, result, str_of(*title ? title : "plan"));
		if (may_write(request, path, diags))
			*ARENA_PUSH(arena, result->paths, result->count, capacity) = path;
	}
	bool ok = count && diag_errors(diags) == errors && file_make_folder(folder_of(arena, request), FILE_SYNC_EACH, diags);
	if (ok)
		mark_plans(&proposals, plans, count, diags);
	for (size_t i = 0; i < count && ok; i++)
		ok = write_source(plans[i], &proposals, result->paths[i], diags);
	return ok;
}
