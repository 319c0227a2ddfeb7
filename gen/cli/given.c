/* What the options give: content, unit, values. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"
#include "cli/message.h"
#include "plangen.h"

/* Whether all units are asked for, and so the faults of all. */
static bool is_about_all(const struct options *options)
{
	return options->command == COMMAND_LIST || ((options->command == COMMAND_BUILD || options->command == COMMAND_TOC) && !options->unit);
}

struct plangen *session_open(struct session *session)
{
	const struct home *home = &session->home;
	if (!session_content(session))
		return NULL;
	if (!home->templates) {
		diag_add(&session->diags, DIAG_TEMPLATES_NOT_FOUND, NO_PLACE);
		return NULL;
	}
	struct plangen *plangen = session->plangen = plangen_open(home->content, home->templates, home->cache, session_said(session));
	if (!plangen)
		return NULL;
	plangen_set_language(plangen, message_language());
	plangen_set_font_key(plangen, session_font_key(session));
	if (is_about_all(session->options))
		plangen_report_units(plangen, session_said(session));
	return plangen;
}

/* Whether the messages say that no unit is called so. */
static bool is_unknown(const struct plangen_messages *messages)
{
	const char *last = plangen_message(messages, plangen_messages_count(messages) - 1, PLANGEN_MESSAGE_CODE);
	return last && (strcmp(last, diag_id(DIAG_UNIT_UNKNOWN)) == 0 || strcmp(last, diag_id(DIAG_UNIT_UNKNOWN_NEAR)) == 0);
}

bool session_find_unit(struct session *session, const char **unit)
{
	const struct options *options = session->options;
	*unit = NULL;
	if (!options->unit)
		return true;
	struct plangen_messages *said = session_said(session), *tried = plangen_messages_new();
	bool unread = plangen_find_unit(session->plangen, options->unit, options->type, tried) < 0 && is_unknown(tried) &&
		      plangen_messages_worse(said, PLANGEN_ERROR);
	plangen_messages_free(tried);
	long found = unread ? -1 : plangen_find_unit(session->plangen, options->unit, options->type, said);
	if (unread)
		diag_add(&session->diags, DIAG_UNIT_NOT_READ, NO_PLACE, options->unit);
	*unit = found < 0 ? NULL : plangen_unit(session->plangen, (size_t)found, PLANGEN_UNIT_ID);
	return found >= 0;
}

/* Tells who makes plans of a profile that was taken over. */
static void note_unconfirmed(struct session *session, unsigned year)
{
	struct plangen *plangen = session->plangen;
	size_t count = plangen_entry_count(plangen, year, NULL);
	if (count && session->options->command != COMMAND_CHECK && session->options->command != COMMAND_EXPLAIN)
		diag_add(&session->diags, DIAG_YEAR_UNCONFIRMED, NO_PLACE, plangen_entry(plangen, year, 0, PLANGEN_ENTRY_PROFILE),
			 plangen_entry(plangen, year, 0, PLANGEN_ENTRY_FROM), arena_printf(session->arena, "%zu", count));
}

bool session_give(struct session *session, struct plangen_request *request)
{
	const struct options *options = session->options;
	const char *data = options->data && strcmp(options->data, "-") == 0 ? "/dev/stdin" : options->data;
	if (!plangen_set_date(request, options->date, session_said(session)))
		return false;
	note_unconfirmed(session, plangen_request_year(request));
	if (options->issue)
		plangen_give(request, "--issue", "印发通知=是");
	for (size_t i = 0; i < options->set_count; i++)
		plangen_give(request, "--set", options->sets[i]);
	return !data || plangen_set_data(request, data, session_said(session));
}

struct plangen_request *session_plans(struct session *session)
{
	const struct options *options = session->options;
	const char *units = options->units ? options->units : options->unit ? options->unit : "all", *unit;
	unsigned year = session_year(session);
	struct plangen_request *plans = year ? plangen_plans(session->plangen, units, options->variant, year, session_said(session)) : NULL;
	if (plans && session_give(session, plans) && session_find_unit(session, &unit))
		return plans;
	plangen_request_free(plans);
	return NULL;
}

struct plangen_log *session_write(struct session *session, struct plangen_change *change)
{
	if (session->options->dry_run)
		return plangen_change_preview(change, session_said(session));
	return plangen_change_commit(change, session_said(session)) ? plangen_change_written(change) : NULL;
}
