/* What plans of units lack, as a text. */
#include "api/table_text.h"
#include "base/arena.h"
#include "base/buf.h"
#include "form/gaps.h"

/* What is shown, and how. */
struct shown {
	const struct gaps *gaps;
	enum words_language language;
	bool all;
};

static void add_optional(const struct shown *shown, const struct gap_sum *sum, struct buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < sum->required + sum->optional; i++) {
		const struct gap *gap = &shown->gaps->items[sum->first + i];
		if (!gap->required)
			buf_printf(out, "%s%s", count++ ? "、" : words_in(shown->language, "  optional and empty: "), gap->variable->label);
	}
	buf_add_text(out, count ? "\n" : "");
}

/* What one unit lacks. */
static void add_unit(const struct shown *shown, const struct gap_sum *sum, struct buf *out)
{
	const struct catalogue_unit *unit = sum->unit;
	buf_printf(out, words_in(shown->language, "%.*s (%.*s): values missing: %zu\n"), (int)unit->name.len, unit->name.data, (int)unit->id.len,
		   unit->id.data, sum->required);
	for (size_t i = 0; i < sum->required + sum->optional; i++) {
		const struct gap *gap = &shown->gaps->items[sum->first + i];
		if (gap->required)
			buf_printf(out, words_in(shown->language, "  %s (%s), e.g. %s  ← %s\n"), gap->variable->label, gap->variable->name,
				   gap->variable->example ? gap->variable->example : "—", gap->plans);
	}
	if (shown->all)
		add_optional(shown, sum, out);
}

static void add_all(struct arena *arena, const struct shown *shown, const struct catalogue *catalogue, struct buf *out)
{
	struct gap_sum *units, *values;
	size_t unit_count = gaps_sum_units(arena, shown->gaps, &units), lacking = 0;
	size_t value_count = gaps_sum_values(arena, shown->gaps, catalogue, &values);
	for (size_t i = 0; i < unit_count; i++) {
		lacking += units[i].required > 0;
		if (units[i].required || shown->all)
			add_unit(shown, &units[i], out);
	}
	if (value_count && values[0].required)
		buf_add_text(out, words_in(shown->language, "By value:\n"));
	for (size_t i = 0; i < value_count && values[i].required; i++)
		buf_printf(out, "%6zu  %s (%s)\n", values[i].required, values[i].variable->label, values[i].variable->name);
	buf_printf(out, words_in(shown->language, "Units: %zu, of them lacking something: %zu; values missing: %zu\n"), shown->gaps->units, lacking,
		   shown->gaps->required);
}

void gaps_add_text(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, enum words_language language, bool all,
		   struct buf *out)
{
	const struct shown shown = { gaps, language, all };
	struct buf text = BUF_INIT;
	add_all(arena, &shown, catalogue, &text);
	buf_add_printable(out, buf_str(&text), "\n");
	buf_free(&text);
}
