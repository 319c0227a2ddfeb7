#include "build/jobs.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"

const char *jobs_folder(struct arena *arena, const char *plans, const struct catalogue_unit *unit)
{
	return file_join(arena, plans, file_safe_name(arena, unit->name, ""));
}

const char *jobs_suffix(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			const struct catalogue_variant *variant)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(arena, catalogue, unit, &variants);
	for (size_t i = 0; i < count && variants[i] != variant; i++)
		if (strcmp(variants[i]->title, variant->title) == 0)
			return arena_printf(arena, "-%s", variant->id);
	return "";
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
	job->request.folder = jobs_folder(jobs->arena, wanted->folder, unit);
	job->request.suffix = jobs_suffix(jobs->arena, catalogue, unit, variant);
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
