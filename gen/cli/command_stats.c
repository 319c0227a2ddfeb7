/* How far the plans are. */
#include <stdio.h>
#include <string.h>

#include "api/stats.h"
#include "base/arena.h"
#include "base/buf.h"
#include "batch/output.h"
#include "cli/command.h"
#include "cli/message.h"

static void add_sum(struct buf *out, const struct stats_sum *sum)
{
	buf_printf(out, "%6zu %6zu %6zu %6zu %6zu %8zu %6zu  %s\n", sum->plans, sum->states[STATS_FINAL], sum->states[STATS_DRAFT],
		   sum->states[STATS_FAILED], sum->with_gaps, sum->with_findings, sum->pages, sum->name);
}

static void add_sums(struct buf *out, const char *heading, const struct stats_sum *sums, size_t count)
{
	buf_printf(out, "%s\n%s\n", heading, _(" plans  final  draft failed   gaps findings  pages"));
	for (size_t i = 0; i < count; i++)
		add_sum(out, &sums[i]);
}

/* The plans themselves, with --verbose. */
static void add_plans(struct buf *out, const struct stats *stats)
{
	const char *const states[] = { [STATS_FINAL] = _("final"), [STATS_DRAFT] = _("draft"), [STATS_FAILED] = _("failed") };
	buf_printf(out, "%s\n", _("Plans:"));
	for (size_t i = 0; i < stats->count; i++) {
		const struct stats_plan *plan = &stats->plans[i];
		buf_printf(out, _("  %.*s %s: %s, pages: %zu, values missing: %zu, findings: %zu\n"), (int)plan->unit->name.len,
			   plan->unit->name.data, plan->variant->id, states[plan->state], plan->pages, plan->gaps, plan->findings);
	}
}

static void add_text(struct session *session, const struct stats *stats, struct buf *out)
{
	struct stats_sum *types, *variants, all = stats_sum_all(stats);
	size_t type_count = stats_sum_types(session->arena, stats, &types), variant_count = stats_sum_variants(session->arena, stats, &variants);
	struct buf text = BUF_INIT;
	if (session->options->verbose)
		add_plans(&text, stats);
	add_sums(&text, _("By type:"), types, type_count);
	add_sums(&text, _("By variant:"), variants, variant_count);
	all.name = _("all together");
	add_sum(&text, &all);
	buf_add_printable(out, buf_str(&text), "\n");
	buf_free(&text);
}

static void put(struct session *session, const char *format, const struct stats *stats, unsigned year, struct guard *guard)
{
	struct arena *arena = session->arena;
	struct buf out = BUF_INIT;
	struct grid grids[STATS_GRIDS];
	stats_fill_grids(arena, stats, grids);
	if (strcmp(format, "json") == 0) {
		stats_write_json(arena, stats, year, &out);
	} else if (strcmp(format, "html") == 0) { /* the sums are what a reader looks for first */
		struct grid sums_first[STATS_GRIDS] = { grids[1], grids[2], grids[3], grids[0] };
		session_add_grids(session, format, arena_printf(arena, "%u年计划统计", year), year, sums_first, STATS_GRIDS, &out);
	} else if (!session_add_grids(session, format, arena_printf(arena, "%u年计划统计", year), year, grids, STATS_GRIDS, &out)) {
		add_text(session, stats, &out);
	}
	session_put(session, guard, session->options->output, &out);
	buf_free(&out);
}

static void find(struct session *session, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_variant *wanted,
		 const struct catalogue_picked *picked, struct stats *stats)
{
	for (size_t i = 0; i < picked->count; i++) {
		const struct catalogue_variant **variants;
		size_t count = catalogue_unit_variants(session->arena, tools->catalogue, picked->units[i], &variants);
		for (size_t j = 0; j < count; j++)
			if (!wanted || variants[j] == wanted)
				stats_add(session->arena, tools, base, picked->units[i], variants[j], stats);
	}
}

int command_stats(struct session *session)
{
	const char *format = session_choose_format(session, "text, csv, xlsx, json, html");
	const struct catalogue *catalogue = format ? session_load_catalogue(session) : NULL;
	const struct catalogue_variant *wanted = NULL;
	struct draft_request base = { .kind = DRAFT_PLAN };
	struct catalogue_picked picked;
	struct draft_tools tools = { 0 };
	struct outputs outputs;
	struct stats stats = { 0 };
	if (!catalogue || !session_pick_units(session, catalogue, &picked) || !session_find_variant(session, catalogue, &wanted) ||
	    !session_fill_request(session, catalogue, &base.values))
		return session_finish(session);
	if (session_open_tools(session, catalogue, &base, &tools, &outputs)) {
		find(session, &tools, &base, wanted, &picked, &stats);
		put(session, format, &stats, base.values.year, outputs.guard);
	}
	session_close_tools(session, &tools);
	return session_finish(session);
}
