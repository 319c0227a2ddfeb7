#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "plangen.h"

int command_list(struct session *session)
{
	const struct options *options = session->options;
	bool types = options->argument_count == 1 && strcmp(options->arguments[0], "types") == 0;
	if (options->argument_count && !types) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[options->argument_count - 1]);
		return USAGE_STATUS;
	}
	const char *format = session_whole(session, session_choose_format(session, "text, json, csv, xlsx, html"));
	unsigned year = format ? session_year(session) : 0;
	struct plangen *plangen = year ? session_open(session) : NULL;
	if (plangen)
		session_put_document(session, plangen_list(plangen, types ? "types" : "units", year, format, session_said(session)), format);
	return session_finish(session);
}
