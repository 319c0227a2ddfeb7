#include "cli/diff_plans.h"

#include <string.h>

#include "api/diff_html.h"
#include "base/arena.h"
#include "base/buf.h"
#include "batch/output.h"
#include "cli/command.h"
#include "cli/show_diff.h"
#include "cli/terminal.h"
#include "compare/plans.h"

/* The request of one side; false with errors. */
static bool fill_side(struct session *session, const struct catalogue *catalogue, const char *unit, const char *year, struct draft_request *side)
{
	const struct options *given = session->options;
	struct options own = *given;
	own.unit = unit;
	own.year = year;
	session->options = &own;
	*side = (struct draft_request){ .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
	bool good = session_fill_request(session, catalogue, &side->values);
	session->options = given;
	return good && side->values.unit;
}

/* ---- what is printed */

static void add_text(const struct session *session, const struct compare_plans *plans, struct buf *out)
{
	for (size_t i = 0; i < plans->count; i++) {
		const struct compare_result *result = &plans->results[i];
		buf_add_printable(out, str_of(result->before->name), "");
		buf_add_text(out, " → ");
		buf_add_printable(out, str_of(result->after->name), "");
		buf_add_char(out, '\n');
		show_diff(result, terminal_has_colours(session->options->output), out);
	}
}

static void put(struct session *session, const struct compare_plans *plans, const char *format)
{
	struct buf out = BUF_INIT;
	if (strcmp(format, "json") == 0)
		compare_plans_add_json(plans, &out);
	else if (strcmp(format, "html") == 0)
		diff_add_html(plans->results, plans->count, message_language(), &out);
	else
		add_text(session, plans, &out);
	session_put(session, session_guard(session), session->options->output, &out);
	buf_free(&out);
}

/* Compares all plans and prints what differs. */
static void compare_all(struct session *session, const struct catalogue *catalogue, struct compare_plans *plans, const char *format)
{
	const struct options *options = session->options;
	struct draft_tools tools = { 0 };
	struct outputs outputs;
	plans->tools = &tools;
	if (session_open_tools(session, catalogue, &plans->sides[0], &tools, &outputs)) {
		if (!compare_plans(session->arena, plans, &session->diags))
			diag_add(&session->diags, DIAG_COMPARE_NO_PLAN, NO_PLACE, options->unit, options->other_unit ? options->other_unit : options->unit);
		if (plans->count)
			put(session, plans, format);
	}
	session_close_tools(session, &tools);
}

int diff_plans(struct session *session)
{
	const struct options *options = session->options;
	struct compare_plans plans = { .count = 0 };
	const char *format = session_choose_format(session, "text, json, html");
	const char *unit = options->other_unit ? options->other_unit : options->unit;
	const char *year = options->other_year ? options->other_year : options->year;
	const struct catalogue *catalogue = format ? session_load_catalogue(session) : NULL;
	if (catalogue && fill_side(session, catalogue, options->unit, options->year, &plans.sides[0]) &&
	    fill_side(session, catalogue, unit, year, &plans.sides[1]) && session_find_variant(session, catalogue, &plans.named))
		compare_all(session, catalogue, &plans, format);
	int status = session_finish(session);
	return status ? status : compare_plans_differ(&plans);
}
