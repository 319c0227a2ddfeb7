#include "base/format_name.h"
#include "cli/command.h"
#include "cli/message.h"
#include "plangen.h"

int command_expand(struct session *session)
{
	const struct options *options = session->options;
	if (options->argument_count != 1) {
		message_usage("%s", _("expand needs one file: plangen expand FILE --data DATA.json"));
		return USAGE_STATUS;
	}
	if (options->escape && !format_is_among("html, none, markdown", options->escape)) {
		message_usage(_("--escape takes html, none or markdown, not ‘%s’"), options->escape);
		return USAGE_STATUS;
	}
	session_put_document(session, plangen_expand(options->arguments[0], options->data, options->partials, options->escape, session_said(session)), "text");
	return session_finish(session);
}
