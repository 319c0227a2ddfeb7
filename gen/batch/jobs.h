/* The documents of a batch: which unit's plan of which variant, and where it goes. */
#ifndef BATCH_JOBS_H
#define BATCH_JOBS_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/batch.h"

struct jobs_request {
	const struct draft_request *base;         /* year, data, policy, formats: the same for all */
	const struct catalogue_unit *unit;        /* this unit's plans only; NULL: see all_units */
	const struct catalogue_variant *variant;  /* this variant's plans only; NULL: all that are written */
	bool all_units;                           /* every unit × its variants; else each variant once, with the first unit that uses it */
	const char *folder;                       /* the plans' folder; each unit has its own below it */
	unsigned shard, shards;                   /* only documents whose id falls into shard `shard` (1 …) of `shards`; 0: all */
};

struct name;

struct jobs {
	struct arena *arena;
	const struct name *units; /* their folders, by index; set by jobs_list() */
	struct batch_job *items;
	size_t count, capacity;
};

/* Adds the documents asked for, in the order of the catalogue (units in the order of their files). */
void jobs_list(struct jobs *jobs, const struct catalogue *catalogue, const struct jobs_request *request);

/* The unit's folder below `plans`; see names_of_units(). */
const char *jobs_folder(struct arena *arena, const char *plans, const struct catalogue *catalogue,
			const struct catalogue_unit *unit);

/* Those of all units, by index; in `arena`. */
const char *const *jobs_folders(struct arena *arena, const char *plans, const struct catalogue *catalogue);

/* Whether the path is that of a plan of a unit of the catalogue, made or not yet made. `base`: year, data; `folders`: jobs_folders(). Looks
 * at no file. */
bool jobs_have_file(struct draft_tools *tools, const struct draft_request *base, const char *const *folders, const char *path);

/* Sets the suffixes of file names that tell plans of one unit apart; see names_of_plans(). */
void jobs_tell_apart(struct jobs *jobs, struct draft_tools *tools);

/* The job that makes the book of all plans (id "book"), or, when base->values.unit is set, that organisation's (id "book-JG001"), in
 * `folder`; see book_request(). False with errors in `diags`. */
bool jobs_make_book(struct draft_tools *tools, const struct draft_request *base, const char *folder, struct batch_job *job,
		    struct diag_list *diags);

/* A note that names the documents to be made whose files or folders have an id in their names for that; none: no note. */
void jobs_report_names(const struct jobs *jobs, const struct catalogue *catalogue, struct diag_list *diags);

#endif
