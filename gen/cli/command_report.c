#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "batch/report.h"
#include "cli/command.h"
#include "cli/message.h"

int command_report(struct session *session)
{
	const struct options *options = session->options;
	if (options->argument_count < 2 || strcmp(options->arguments[0], "merge") != 0) {
		message_usage("%s", _("report needs what to do: plangen report merge REPORT.json…"));
		return USAGE_STATUS;
	}
	size_t count = (size_t)options->argument_count - 1;
	const struct source **sources = ARENA_ARRAY(session->arena, const struct source *, count);
	for (size_t i = 0; i < count; i++) {
		sources[i] = source_load(session->arena, options->arguments[i + 1], LIMIT_REPORT_BYTES, &session->diags);
		if (!sources[i])
			return session_finish(session);
	}
	struct buf out = BUF_INIT;
	if (report_merge(sources, count, &out, &session->diags))
		fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	return session_finish(session);
}
