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
	struct buf out = BUF_INIT;
	if (strcmp(format, "text") == 0)
		add_text(session, stats, &out);
	else
		stats_write(session->arena, stats, format, session->options->excel, year, &out);
	session_put(session, guard, session->options->output, &out);
	buf_free(&out);
}

int command_stats(struct session *session)
{
	const char *format = session_choose_format(session, "text, csv, xlsx, json, html");
	const struct catalogue *catalogue = format ? session_load_catalogue(session) : NULL;
	struct draft_request base = { .kind = DRAFT_PLAN };
	struct catalogue_picked picked;
	struct draft_tools tools = { 0 };
	struct outputs outputs;
	struct stats stats = { 0 };
	if (!catalogue || !session_pick_units(session, catalogue, &picked) || !session_find_variant(session, catalogue, &base.values.variant) ||
	    !session_fill_request(session, catalogue, &base.values))
		return session_finish(session);
	if (session_open_tools(session, catalogue, &base, &tools, &outputs)) {
		stats_find(session->arena, &tools, &base, &picked, &stats);
		put(session, format, &stats, base.values.year, outputs.guard);
	}
	session_close_tools(session, &tools);
	return session_finish(session);
}
