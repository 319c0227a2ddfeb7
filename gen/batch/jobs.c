#include "batch/jobs.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/names.h"
#include "book/book.h"

static const char *folder_of(struct arena *arena, const char *plans, const struct catalogue_unit *unit, const struct name *name)
{
	return file_join(arena, plans, file_safe_name(arena, unit->name, name->suffix, ""));
}

const char *jobs_folder(struct arena *arena, const char *plans, const struct catalogue *catalogue,
			const struct catalogue_unit *unit)
{
	return folder_of(arena, plans, unit, &names_of_units(arena, catalogue)[unit - catalogue->units]);
}

const char *const *jobs_folders(struct arena *arena, const char *plans, const struct catalogue *catalogue)
{
	const struct name *names = names_of_units(arena, catalogue);
	const char **folders = ARENA_ARRAY(arena, const char *, catalogue->unit_count + 1);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		folders[i] = folder_of(arena, plans, &catalogue->units[i], &names[i]);
	return folders;
}

bool jobs_have_file(struct draft_tools *tools, const struct draft_request *base, const char *const *folders, const char *path)
{
	struct arena *arena = arena_new();
	const struct catalogue *catalogue = tools->catalogue;
	bool found = false;
	for (size_t i = 0; !found && i < catalogue->unit_count; i++) {
		size_t len = strlen(folders[i]);
		struct draft_request request = *base;
		request.values.unit = &catalogue->units[i];
		if (strncmp(path, folders[i], len) == 0 && path[len] == '/')
			found = names_has_plan(arena, tools, &request, path + len + 1);
	}
	arena_free(arena);
	return found;
}

void jobs_tell_apart(struct jobs *jobs, struct draft_tools *tools)
{
	const struct catalogue_unit *unit = NULL;
	const struct name *names = NULL;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < jobs->count; i++) {
		struct output_request *request = &jobs->items[i].request;
		const struct catalogue_request *values = &request->draft.values;
		if (values->unit != unit) { /* those of a unit stand together */
			arena_reset(arena);
			unit = values->unit;
			names = names_of_plans(arena, tools, &request->draft);
		}
		request->suffix = arena_strdup(jobs->arena, names[values->variant - tools->catalogue->variants].suffix);
	}
	arena_free(arena);
}

enum { NAMES_SHOWN = 5 };

void jobs_report_names(const struct jobs *jobs, const struct catalogue *catalogue, struct diag_list *diags)
{
	struct buf list = BUF_INIT;
	size_t count = 0;
	for (size_t i = 0; i < jobs->count; i++) {
		const struct batch_job *job = &jobs->items[i];
		const struct catalogue_unit *unit = job->request.draft.values.unit;
		bool told = (job->request.suffix && *job->request.suffix) || (unit && jobs->units && *jobs->units[unit - catalogue->units].suffix);
		if (job->reason && told && count++ < NAMES_SHOWN)
			buf_printf(&list, "%s%s", list.len ? ", " : "", document_id_text(jobs->arena, &job->id));
	}
	if (count > NAMES_SHOWN)
		buf_add_text(&list, " …");
	if (count)
		diag_add(diags, DIAG_NAMES_MEET, NO_PLACE, arena_printf(jobs->arena, "%zu", count), list.data);
	buf_free(&list);
}

static void add(struct jobs *jobs, const struct catalogue *catalogue, const struct jobs_request *wanted,
		const struct catalogue_unit *unit, const struct catalogue_variant *variant)
{
	if (!variant->source || (wanted->variant && wanted->variant != variant))
		return;
	struct batch_job job = { .request.draft = draft_request_of(jobs->arena, catalogue, wanted->base, unit, variant) };
	job.id = draft_id(&job.request.draft);
	if (!document_id_in_shard(&job.id, wanted->shard, wanted->shards))
		return;
	job.request.folder = folder_of(jobs->arena, wanted->folder, unit, &jobs->units[unit - catalogue->units]);
	*ARENA_PUSH(jobs->arena, jobs->items, jobs->count, jobs->capacity) = job;
}

static void add_unit(struct jobs *jobs, const struct catalogue *catalogue, const struct jobs_request *wanted,
		     const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(jobs->arena, catalogue, unit, &variants);
	for (size_t i = 0; i < count; i++)
		add(jobs, catalogue, wanted, unit, variants[i]);
}

void jobs_list(struct jobs *jobs, const struct catalogue *catalogue, const struct jobs_request *wanted)
{
	if (!jobs->units)
		jobs->units = names_of_units(jobs->arena, catalogue);
	if (wanted->unit) {
		add_unit(jobs, catalogue, wanted, wanted->unit);
		return;
	}
	for (size_t i = 0; wanted->all_units && i < catalogue->unit_count; i++)
		add_unit(jobs, catalogue, wanted, &catalogue->units[i]);
	for (size_t i = 0; !wanted->all_units && i < catalogue->variant_count; i++) {
		const struct catalogue_variant *variant = &catalogue->variants[i];
		const struct catalogue_unit *unit = variant->source ? catalogue_sample_unit(catalogue, variant) : NULL;
		if (unit)
			add(jobs, catalogue, wanted, unit, variant);
	}
}

bool jobs_make_book(struct draft_tools *tools, const struct draft_request *base, const char *folder, struct batch_job *job,
		    struct diag_list *diags)
{
	*job = (struct batch_job){ .request.folder = folder };
	struct draft_request *request = &job->request.draft;
	if (!book_request(tools->arena, tools, base, request, diags))
		return false;
	job->id = draft_id(request);
	if (request->values.unit)
		job->request.suffix = names_of_book(tools->arena, tools, request, book_find_title(tools->arena, tools, request));
	return true;
}
