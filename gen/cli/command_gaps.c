/* Who still owes what. */
#include "cli/command.h"
#include "plangen.h"

int command_gaps(struct session *session)
{
	const char *format = session_whole(session, session_choose_format(session, "text, csv, xlsx, json, html"));
	struct plangen *plangen = format ? session_open(session) : NULL;
	struct plangen_request *plans = plangen ? session_plans(session) : NULL;
	if (plans)
		session_put_document(session, plangen_gaps_of(plans, format, session_said(session)), format);
	plangen_request_free(plans);
	return session_finish(session);
}
