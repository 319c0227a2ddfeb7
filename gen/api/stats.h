/* How far the plans of a year are: which could be final, what the others lack, how many pages they take. */
#ifndef API_STATS_H
#define API_STATS_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"

struct buf;

enum stats_state {
	STATS_FINAL, /* nothing keeps it from being a final document */
	STATS_DRAFT, /* values are missing or not confirmed */
	STATS_FAILED, /* it cannot be made */
	STATS_STATES
};

/* A plan of a unit. */
struct stats_plan {
	const struct catalogue_unit *unit;
	const struct catalogue_variant *variant;
	const char *title;
	enum stats_state state;
	size_t pages;    /* of the final document, else of the draft; 0: it cannot be made */
	size_t gaps;     /* values that are missing */
	size_t findings; /* errors and warnings of plangen check */
};

struct stats {
	struct stats_plan *plans; /* by unit, then variant */
	size_t count, room;
};

/* Adds all plans of the units, or, where it is set, those of the variant of base->values, with base->page_template and the tools' fonts. A plan
 * that is not written yet is none. What they are made of is in `arena`; what is wrong with a plan is only counted. */
struct catalogue_picked;
void stats_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *picked,
		struct stats *stats);

/* Plans that have something in common: a unit type, a variant; of all of them. */
struct stats_sum {
	const char *name;
	size_t plans, states[STATS_STATES];
	size_t with_gaps, with_findings; /* plans */
	size_t gaps, findings, pages;
};
struct stats_sum stats_sum_all(const struct stats *stats);
size_t stats_sum_types(struct arena *arena, const struct stats *stats, struct stats_sum **sums);    /* in the order of plans */
size_t stats_sum_variants(struct arena *arena, const struct stats *stats, struct stats_sum **sums); /* in order */

/* Appends the plans and these sums: as "json", or as tables (api/tables.h), 全部计划, 合计, 按类型, 按文种. False: the format is none of these. */
bool stats_write(struct arena *arena, const struct stats *stats, const char *format, unsigned year, struct buf *out);

#endif
