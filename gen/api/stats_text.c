/* How far plans are, as a text. */
#include "api/table_text.h"
#include "api/stats.h"
#include "base/buf.h"

static void add_sum(struct buf *out, const struct stats_sum *sum)
{
	buf_printf(out, "%6zu %6zu %6zu %6zu %6zu %8zu %6zu  %s\n", sum->plans, sum->states[STATS_FINAL], sum->states[STATS_DRAFT],
		   sum->states[STATS_FAILED], sum->with_gaps, sum->with_findings, sum->pages, sum->name);
}

static void add_sums(struct buf *out, enum words_language language, const char *heading, const struct stats_sum *sums, size_t count)
{
	buf_printf(out, "%s\n%s\n", heading, words_in(language, " plans  final  draft failed   gaps findings  pages"));
	for (size_t i = 0; i < count; i++)
		add_sum(out, &sums[i]);
}

/* The plans themselves. */
static void add_plans(struct buf *out, enum words_language language, const struct stats *stats)
{
	const char *const states[] = { [STATS_FINAL] = words_in(language, "final"), [STATS_DRAFT] = words_in(language, "draft"), [STATS_FAILED] = words_in(language, "failed") };
	buf_printf(out, "%s\n", words_in(language, "Plans:"));
	for (size_t i = 0; i < stats->count; i++) {
		const struct stats_plan *plan = &stats->plans[i];
		buf_printf(out, words_in(language, "  %.*s %s: %s, pages: %zu, values missing: %zu, findings: %zu\n"), (int)plan->unit->name.len,
			   plan->unit->name.data, plan->variant->id, states[plan->state], plan->pages, plan->gaps, plan->findings);
	}
}

void stats_add_text(struct arena *arena, const struct stats *stats, enum words_language language, bool all_plans, struct buf *out)
{
	struct stats_sum *types, *variants, all = stats_sum_all(stats);
	size_t type_count = stats_sum_types(arena, stats, &types), variant_count = stats_sum_variants(arena, stats, &variants);
	struct buf text = BUF_INIT;
	if (all_plans)
		add_plans(&text, language, stats);
	add_sums(&text, language, words_in(language, "By type:"), types, type_count);
	add_sums(&text, language, words_in(language, "By variant:"), variants, variant_count);
	all.name = words_in(language, "all together");
	add_sum(&text, &all);
	buf_add_printable(out, buf_str(&text), "\n");
	buf_free(&text);
}
