#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/command.h"
#include "cli/message.h"
#include "draft/expand.h"

static bool read_sink(const char *name, enum merge_sink *sink)
{
	static const struct {
		const char *name;
		enum merge_sink sink;
	} sinks[] = { { "none", MERGE_PLAIN }, { "html", MERGE_HTML }, { "markdown", MERGE_MARKDOWN } };
	for (size_t i = 0; i < sizeof sinks / sizeof *sinks; i++)
		if (strcmp(name ? name : "none", sinks[i].name) == 0) {
			*sink = sinks[i].sink;
			return true;
		}
	message_usage(_("--escape takes html, none or markdown, not ‘%s’"), name);
	return false;
}

int command_expand(struct session *session)
{
	const struct options *options = session->options;
	struct expand_request request = { .data = options->data, .partials = options->partials, .dialect = MERGE_SPEC };
	if (options->argument_count != 1) {
		message_usage("%s", _("expand needs one file: plangen expand FILE --data DATA.json"));
		return USAGE_STATUS;
	}
	if (!read_sink(options->escape, &request.sink))
		return USAGE_STATUS;
	request.file = options->arguments[0];
	struct buf out = BUF_INIT;
	if (expand_file(&request, &out, &session->diags))
		fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	return session_finish(session);
}
