#include "build/jobs.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "build/names.h"

static const char *folder_of(struct arena *arena, const char *plans, const struct catalogue_unit *unit, const struct name *name)
{
	return file_join(arena, plans, file_safe_name(arena, unit->name, name->suffix, ""));
}

const char *jobs_folder(struct arena *arena, const char *plans, const struct catalogue *catalogue,
			const struct catalogue_unit *unit)
{
	return folder_of(arena, plans, unit, &names_of_units(arena, catalogue)[unit - catalogue->units]);
}

void jobs_tell_apart(struct jobs *jobs, struct build_tools *tools)
{
	const struct catalogue_unit *unit = NULL;
	const struct name *names = NULL;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < jobs->count; i++) {
		struct build_request *request = &jobs->items[i].request;
		if (request->values.unit != unit) { /* those of a unit stand together */
			arena_reset(arena);
			unit = request->values.unit;
			names = names_of_plans(arena, tools, request);
		}
		request->suffix = arena_strdup(jobs->arena, names[request->values.variant - tools->catalogue->variants].suffix);
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
		const struct catalogue_unit *unit = job->request.values.unit;
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

const struct catalogue_unit *jobs_sample_unit(const struct catalogue *catalogue, const struct catalogue_variant *variant)
{
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (catalogue_unit_uses(catalogue, &catalogue->units[i], variant))
			return &catalogue->units[i];
	return NULL;
}

static void add(struct jobs *jobs, const struct catalogue *catalogue, const struct jobs_request *wanted,
		const struct catalogue_unit *unit, const struct catalogue_variant *variant)
{
	if (!variant->source || (wanted->variant && wanted->variant != variant))
		return;
	struct document_id id = { unit->id, str_of(variant->id), wanted->base->values.year };
	if (!document_id_in_shard(&id, wanted->shard, wanted->shards))
		return;
	struct batch_job *job = ARENA_PUSH(jobs->arena, jobs->items, jobs->count, jobs->capacity);
	*job = (struct batch_job){ .id = id, .request = *wanted->base };
	job->request.values.unit = unit;
	job->request.values.variant = variant;
	job->request.file = file_join(jobs->arena, catalogue->content_folder, variant->source);
	job->request.folder = folder_of(jobs->arena, wanted->folder, unit, &jobs->units[unit - catalogue->units]);
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
		const struct catalogue_unit *unit = variant->source ? jobs_sample_unit(catalogue, variant) : NULL;
		if (unit)
			add(jobs, catalogue, wanted, unit, variant);
	}
}
