#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "plangen.h"

int command_report(struct session *session)
{
	const struct options *options = session->options;
	if (options->argument_count < 2 || strcmp(options->arguments[0], "merge") != 0) {
		message_usage("%s", _("report needs what to do: plangen report merge REPORT.json…"));
		return USAGE_STATUS;
	}
	const char *const *files = (const char *const *)options->arguments + 1;
	session_put_document(session, plangen_report_merge(files, (size_t)options->argument_count - 1, session_said(session)), "json");
	return session_finish(session);
}
