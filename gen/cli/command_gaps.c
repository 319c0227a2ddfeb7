/* Who still owes what. */
#include <stdio.h>
#include <string.h>

#include "api/tables.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "cli/command.h"
#include "cli/message.h"
#include "form/gaps.h"

struct gaps_command {
	struct session *session;
	const struct catalogue *catalogue;
	struct gaps gaps;
	struct buf out;
};

static void add_optional(struct gaps_command *command, const struct gap_sum *sum, struct buf *out)
{
	size_t shown = 0;
	for (size_t i = 0; i < sum->required + sum->optional; i++) {
		const struct gap *gap = &command->gaps.items[sum->first + i];
		if (!gap->required)
			buf_printf(out, "%s%s", shown++ ? "、" : _("  optional and empty: "), gap->variable->label);
	}
	buf_add_text(out, shown ? "\n" : "");
}

/* What one unit lacks. */
static void add_unit(struct gaps_command *command, const struct gap_sum *sum, struct buf *out)
{
	const struct catalogue_unit *unit = sum->unit;
	buf_printf(out, _("%.*s (%.*s): values missing: %zu\n"), (int)unit->name.len, unit->name.data, (int)unit->id.len,
		   unit->id.data, sum->required);
	for (size_t i = 0; i < sum->required + sum->optional; i++) {
		const struct gap *gap = &command->gaps.items[sum->first + i];
		if (gap->required)
			buf_printf(out, _("  %s (%s), e.g. %s  ← %s\n"), gap->variable->label, gap->variable->name,
				   gap->variable->example ? gap->variable->example : "—", gap->plans);
	}
	if (command->session->options->verbose)
		add_optional(command, sum, out);
}

static void add_text(struct gaps_command *command, struct buf *out)
{
	struct arena *arena = command->session->arena;
	struct gap_sum *units, *values;
	size_t unit_count = gaps_sum_units(arena, &command->gaps, &units), lacking = 0;
	size_t value_count = gaps_sum_values(arena, &command->gaps, command->catalogue, &values);
	for (size_t i = 0; i < unit_count; i++) {
		lacking += units[i].required > 0;
		if (units[i].required || command->session->options->verbose)
			add_unit(command, &units[i], out);
	}
	if (value_count && values[0].required)
		buf_add_text(out, _("By value:\n"));
	for (size_t i = 0; i < value_count && values[i].required; i++)
		buf_printf(out, "%6zu  %s (%s)\n", values[i].required, values[i].variable->label, values[i].variable->name);
	buf_printf(out, _("Units: %zu, of them lacking something: %zu; values missing: %zu\n"), command->gaps.units, lacking,
		   command->gaps.required);
}

static void add_format(struct gaps_command *command, const char *format, unsigned year)
{
	struct session *session = command->session;
	struct buf text = BUF_INIT;
	if (strcmp(format, "text") != 0) {
		tables_write_gaps(session->arena, &command->gaps, command->catalogue, format, session->options->excel, year, &command->out);
		return;
	}
	add_text(command, &text);
	buf_add_printable(&command->out, buf_str(&text), "\n");
	buf_free(&text);
}

static void find(struct gaps_command *command, struct draft_request *base, const struct catalogue_picked *picked)
{
	struct session *session = command->session;
	struct draft_tools tools = draft_tools_new(session->arena, command->catalogue, session->home.templates, NULL);
	gaps_find(session->arena, &tools, base, picked, &command->gaps, &session->diags);
	cache_free(tools.cache);
}

int command_gaps(struct session *session)
{
	const struct options *options = session->options;
	const char *format = session_choose_format(session, "text, csv, xlsx, json, html");
	struct gaps_command command = { .session = session };
	struct draft_request base = { .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
	struct catalogue_picked picked;
	command.catalogue = format ? session_load_catalogue(session) : NULL;
	if (!command.catalogue || !session_pick_units(session, command.catalogue, &picked))
		return session_finish(session);
	if (session_find_variant(session, command.catalogue, &base.values.variant) &&
	    session_fill_request(session, command.catalogue, &base.values)) {
		find(&command, &base, &picked);
		add_format(&command, format, base.values.year);
		session_put(session, session_guard(session), options->output, &command.out);
	}
	buf_free(&command.out);
	return session_finish(session);
}
