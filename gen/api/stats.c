#include "api/stats.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "api/checking.h"
#include "api/tables.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "check/check.h"
#include "table/grid.h"
#include "write/writer.h"

/* ---- one plan */

/* Sets the plan in pages; false when it cannot be made so. */
static bool lay_out(struct arena *scratch, struct draft_tools *tools, struct draft_request *request, enum draft_policy policy,
		    struct draft_result *result)
{
	struct diag_list diags;
	diag_init(&diags, scratch);
	request->policy = policy;
	return draft_lay_out(scratch, tools, request, result, &diags) && !diag_errors(&diags);
}

/* How many errors and warnings a check of the plan gives. */
static size_t count_findings(struct arena *scratch, struct draft_tools *tools, const struct draft_request *base,
			     const struct catalogue_variant *variant, const struct check_basis *basis)
{
	struct diag_list findings;
	diag_init(&findings, scratch);
	struct checking checking = {
		.arena = scratch,
		.tools = tools,
		.base = base,
		.check = check_start(scratch, basis, &findings),
		.findings = &findings,
		.diags = &findings,
	};
	checking_add_variant(&checking, variant);
	check_run(checking.check);
	return diag_errors(&findings) + findings.counts[DIAG_WARNING];
}

/* Adds the plan of the unit; one that is not written yet is none. */
static void add_plan_of(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_unit *unit,
			const struct catalogue_variant *variant, const struct check_basis *basis, struct stats *stats)
{
	if (!variant->source)
		return;
	const struct writer *pages = writer_lookup("pages");
	struct arena *scratch = arena_new();
	struct draft_request request = draft_request_of(scratch, tools->catalogue, base, unit, variant), review = *base;
	struct draft_result result = { 0 };
	struct stats_plan plan = { .unit = unit, .variant = variant, .state = STATS_FAILED };
	request.writers = &pages;
	request.writer_count = 1;
	if (lay_out(scratch, tools, &request, POLICY_FINAL, &result)) {
		plan.state = STATS_FINAL;
	} else {
		result = (struct draft_result){ 0 };
		plan.state = lay_out(scratch, tools, &request, POLICY_DRAFT, &result) ? STATS_DRAFT : STATS_FAILED;
	}
	review.policy = POLICY_REVIEW;
	review.values.unit = unit;
	plan.title = arena_strdup(arena, result.title ? result.title : draft_find_title(scratch, tools, &request));
	plan.pages = plan.state == STATS_FAILED ? 0 : result.pages;
	plan.gaps = result.gap_count;
	plan.findings = count_findings(scratch, tools, &review, variant, basis);
	*ARENA_PUSH(arena, stats->plans, stats->count, stats->room) = plan;
	arena_free(scratch);
}

void stats_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *picked,
		struct stats *stats)
{
	const struct catalogue_variant *wanted = base->values.variant;
	const struct check_basis *basis = check_basis_load(arena, tools->catalogue);
	for (size_t i = 0; i < picked->count; i++) {
		const struct catalogue_variant **variants;
		size_t count = catalogue_unit_variants(arena, tools->catalogue, picked->units[i], &variants);
		for (size_t j = 0; j < count; j++)
			if (!wanted || variants[j] == wanted)
				add_plan_of(arena, tools, base, picked->units[i], variants[j], basis, stats);
	}
}

/* ---- sums */

static void add_plan(struct stats_sum *sum, const struct stats_plan *plan)
{
	sum->plans++;
	sum->states[plan->state]++;
	sum->with_gaps += plan->gaps > 0;
	sum->with_findings += plan->findings > 0;
	sum->gaps += plan->gaps;
	sum->findings += plan->findings;
	sum->pages += plan->pages;
}

struct stats_sum stats_sum_all(const struct stats *stats)
{
	struct stats_sum sum = { .name = "合计" };
	for (size_t i = 0; i < stats->count; i++)
		add_plan(&sum, &stats->plans[i]);
	return sum;
}

/* The sum of the name, which is added when it is not there. */
static struct stats_sum *sum_of(struct arena *arena, struct stats_sum *sums, size_t *count, struct str name)
{
	for (size_t i = 0; i < *count; i++)
		if (str_is(name, sums[i].name))
			return &sums[i];
	sums[*count].name = arena_copy(arena, name.data, name.len);
	return &sums[(*count)++];
}

size_t stats_sum_types(struct arena *arena, const struct stats *stats, struct stats_sum **sums)
{
	size_t count = 0;
	*sums = ARENA_ARRAY(arena, struct stats_sum, stats->count + 1);
	for (size_t i = 0; i < stats->count; i++)
		add_plan(sum_of(arena, *sums, &count, stats->plans[i].unit->type), &stats->plans[i]);
	return count;
}

static int by_order(const void *a, const void *b)
{
	const struct stats_plan *x = *(const struct stats_plan *const *)a, *y = *(const struct stats_plan *const *)b;
	if (x->variant != y->variant)
		return x->variant->order < y->variant->order ? -1 : 1;
	return (x > y) - (x < y);
}

size_t stats_sum_variants(struct arena *arena, const struct stats *stats, struct stats_sum **sums)
{
	size_t count = 0;
	const struct stats_plan **sorted = ARENA_ARRAY(arena, const struct stats_plan *, stats->count + 1);
	*sums = ARENA_ARRAY(arena, struct stats_sum, stats->count + 1);
	for (size_t i = 0; i < stats->count; i++)
		sorted[i] = &stats->plans[i];
	if (stats->count)
		qsort(sorted, stats->count, sizeof *sorted, by_order);
	for (size_t i = 0; i < stats->count; i++)
		add_plan(sum_of(arena, *sums, &count, str_of(sorted[i]->variant->id)), sorted[i]);
	return count;
}

/* ---- tables */

static void fill_plans(struct arena *arena, const struct stats *stats, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{ "编号", 6, GRID_TEXT },  { "单位", 16, GRID_TEXT },  { "类型", 6, GRID_TEXT },   { "地区", 14, GRID_TEXT },
		{ "文种", 10, GRID_TEXT }, { "标题", 26, GRID_TEXT },  { "状态", 5, GRID_TEXT },   { "页数", 4, GRID_NUMBER },
		{ "缺项", 4, GRID_NUMBER }, { "问题", 4, GRID_NUMBER },
	};
	static const char *const states[] = { [STATS_FINAL] = "可定稿", [STATS_DRAFT] = "草稿", [STATS_FAILED] = "有错误" };
	*grid = (struct grid){ .name = "全部计划", .columns = columns, .width = sizeof columns / sizeof *columns };
	for (size_t i = 0; i < stats->count; i++) {
		const struct stats_plan *plan = &stats->plans[i];
		const char **row = grid_add_row(arena, grid);
		row[0] = grid_text(arena, plan->unit->id);
		row[1] = grid_text(arena, plan->unit->name);
		row[2] = grid_text(arena, plan->unit->type);
		row[3] = grid_text(arena, plan->unit->region);
		row[4] = plan->variant->id;
		row[5] = plan->title;
		row[6] = states[plan->state];
		row[7] = grid_number(arena, plan->pages);
		row[8] = grid_number(arena, plan->gaps);
		row[9] = grid_number(arena, plan->findings);
	}
}

static void fill_sums(struct arena *arena, const char *name, const struct stats_sum *sums, size_t count, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{ "名称", 14, GRID_TEXT },	{ "计划", 5, GRID_BAR },      { "可定稿", 5, GRID_SHARE },	{ "草稿", 5, GRID_SHARE },
		{ "有错误", 5, GRID_NUMBER },	{ "有缺项", 5, GRID_NUMBER }, { "有问题", 5, GRID_NUMBER }, { "缺项", 5, GRID_NUMBER },
		{ "问题", 5, GRID_NUMBER },	{ "页数", 5, GRID_BAR },
	};
	*grid = (struct grid){ .name = name, .columns = columns, .width = sizeof columns / sizeof *columns };
	for (size_t i = 0; i < count; i++) {
		const struct stats_sum *sum = &sums[i];
		const size_t numbers[] = { sum->plans,	       sum->states[STATS_FINAL], sum->states[STATS_DRAFT], sum->states[STATS_FAILED],
					   sum->with_gaps, sum->with_findings,	 sum->gaps,		   sum->findings,
					   sum->pages };
		const char **row = grid_add_row(arena, grid);
		row[0] = sum->name;
		for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++)
			row[j + 1] = grid_number(arena, numbers[j]);
	}
}

enum { STATS_GRIDS = 4 };

static void fill_grids(struct arena *arena, const struct stats *stats, struct grid grids[STATS_GRIDS])
{
	struct stats_sum all = stats_sum_all(stats), *types, *variants;
	size_t type_count = stats_sum_types(arena, stats, &types), variant_count = stats_sum_variants(arena, stats, &variants);
	fill_plans(arena, stats, &grids[0]);
	fill_sums(arena, "合计", &all, 1, &grids[1]);
	fill_sums(arena, "按类型", types, type_count, &grids[2]);
	fill_sums(arena, "按文种", variants, variant_count, &grids[3]);
}

/* ---- JSON */

static json_t *plan_json(const struct stats_plan *plan)
{
	static const char *const states[] = { [STATS_FINAL] = "final", [STATS_DRAFT] = "draft", [STATS_FAILED] = "failed" };
	return json_pack("{s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:I, s:I, s:I}", "id", json_of_str(plan->unit->id), "unit",
			 json_of_str(plan->unit->name), "type", json_of_str(plan->unit->type), "region", json_of_str(plan->unit->region), "variant",
			 plan->variant->id, "title", plan->title, "state", states[plan->state], "pages", (json_int_t)plan->pages, "gaps",
			 (json_int_t)plan->gaps, "findings", (json_int_t)plan->findings);
}

static json_t *sum_json(const struct stats_sum *sum)
{
	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "name", sum->name, "plans", (json_int_t)sum->plans, "final",
			 (json_int_t)sum->states[STATS_FINAL], "draft", (json_int_t)sum->states[STATS_DRAFT], "failed",
			 (json_int_t)sum->states[STATS_FAILED], "with_gaps", (json_int_t)sum->with_gaps, "with_findings",
			 (json_int_t)sum->with_findings, "gaps", (json_int_t)sum->gaps, "findings", (json_int_t)sum->findings, "pages",
			 (json_int_t)sum->pages);
}

static json_t *sums_json(const struct stats_sum *sums, size_t count)
{
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, sum_json(&sums[i]));
	return all;
}

static void write_json(struct arena *arena, const struct stats *stats, unsigned year, struct buf *out)
{
	struct stats_sum all = stats_sum_all(stats), *types, *variants;
	size_t type_count = stats_sum_types(arena, stats, &types), variant_count = stats_sum_variants(arena, stats, &variants);
	json_t *plans = json_array();
	for (size_t i = 0; i < stats->count; i++)
		json_array_append_new(plans, plan_json(&stats->plans[i]));
	json_t *root = json_pack("{s:i, s:o, s:o, s:o, s:o}", "year", (int)year, "all", sum_json(&all), "by_type", sums_json(types, type_count),
				 "by_variant", sums_json(variants, variant_count), "plans", plans);
	json_put(root, out);
}

bool stats_write(struct arena *arena, const struct stats *stats, const char *format, unsigned year, struct buf *out)
{
	struct grid grids[STATS_GRIDS];
	if (strcmp(format, "json") == 0) {
		write_json(arena, stats, year, out);
		return true;
	}
	fill_grids(arena, stats, grids);
	struct grid sums_first[STATS_GRIDS] = { grids[1], grids[2], grids[3], grids[0] }; /* what who opens a page looks for */
	bool page = strcmp(format, "html") == 0;
	return tables_write(arena, format, arena_printf(arena, "%u年计划统计", year), year, page ? sums_first : grids, STATS_GRIDS, out);
}
