/* The documents of a batch: which unit's plan of which variant, and where it goes. */
#ifndef BUILD_JOBS_H
#define BUILD_JOBS_H

#include <stdbool.h>
#include <stddef.h>

#include "build/batch.h"

struct jobs_request {
	const struct build_request *base;         /* year, data, policy, formats: the same for all */
	const struct catalogue_unit *unit;        /* this unit's plans only; NULL: see all_units */
	const struct catalogue_variant *variant;  /* this variant's plans only; NULL: all that are written */
	bool all_units;                           /* every unit × its variants; else each variant once, with the first unit that uses it */
	const char *folder;                       /* the plans' folder; each unit has its own below it */
	unsigned shard, shards;                   /* only documents whose id falls into shard `shard` (1 …) of `shards`; 0: all */
};

struct jobs {
	struct arena *arena;
	struct batch_job *items;
	size_t count, capacity;
};

/* Adds the documents asked for, in the order of the catalogue (units in the order of their files). */
void jobs_list(struct jobs *jobs, const struct catalogue *catalogue, const struct jobs_request *request);

/* The first unit that uses the variant, or NULL. */
const struct catalogue_unit *jobs_sample_unit(const struct catalogue *catalogue, const struct catalogue_variant *variant);

/* Folder and file-name suffix of a unit's plan; `suffix` is "" unless the unit has an earlier variant with the same title. */
const char *jobs_folder(struct arena *arena, const char *plans, const struct catalogue_unit *unit);
const char *jobs_suffix(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			const struct catalogue_variant *variant);

#endif
