#include "cli/diff_plans.h"

#include <string.h>

#include "cli/command.h"
#include "cli/terminal.h"
#include "plangen.h"

/* The plans of one side, of the variant named or all; NULL with errors. */
static struct plangen_request *make_side(struct session *session, const char *unit, const char *year)
{
	const struct options *given = session->options;
	struct options own = *given;
	struct plangen_request *side = NULL;
	const char *id;
	own.unit = unit;
	own.year = year;
	session->options = &own;
	unsigned number = session_year(session);
	if (number && session_find_unit(session, &id))
		side = plangen_plans(session->plangen, id, own.variant, number, session_said(session));
	if (side && !session_give(session, side)) {
		plangen_request_free(side);
		side = NULL;
	}
	session->options = given;
	return side;
}

/* Compares all plans and prints what differs; whether something does. */
static bool compare_all(struct session *session, struct plangen_request *before, struct plangen_request *after, const char *format)
{
	const struct options *options = session->options;
	bool colours = strcmp(format, "text") == 0 && terminal_has_colours(options->output), differ = false;
	size_t plans = 0;
	if (!plangen_set_template(before, options->page_template, session_said(session)))
		return false;
	format = colours ? "text-colour" : format;
	struct plangen_document *document = plangen_diff_plans(before, after, format, &plans, &differ, session_said(session));
	if (!plans)
		diag_add(&session->diags, DIAG_COMPARE_NO_PLAN, NO_PLACE, options->unit, options->other_unit ? options->other_unit : options->unit);
	session_put_document(session, document, format);
	return differ;
}

int diff_plans(struct session *session)
{
	const struct options *options = session->options;
	const char *format = session_choose_format(session, "text, json, html");
	const char *unit = options->other_unit ? options->other_unit : options->unit;
	const char *year = options->other_year ? options->other_year : options->year;
	struct plangen_request *before = format && session_open(session) ? make_side(session, options->unit, options->year) : NULL;
	struct plangen_request *after = before ? make_side(session, unit, year) : NULL;
	bool differ = after && compare_all(session, before, after, format);
	plangen_request_free(before);
	plangen_request_free(after);
	int status = session_finish(session);
	return status ? status : differ;
}
