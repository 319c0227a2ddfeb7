#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/output.h"
#include "batch/toc.h"
#include "cli/command.h"
#include "cli/message.h"

/* --depth 1 … 4; 0 with an error. */
static int read_depth(struct session *session)
{
	const char *text = session->options->depth;
	if (!text)
		return 1;
	if (text[0] >= '1' && text[0] <= '4' && !text[1])
		return text[0] - '0';
	diag_add(&session->diags, DIAG_BAD_NUMBER, NO_PLACE, "depth", "1, 2, 3 or 4", text);
	return 0;
}

/* Whether -o names the folder of a build, whose book is meant, and not the file to write. */
static bool is_build_folder(const char *output)
{
	return output && file_is_folder(output);
}

/* Where the record of the book may be: in the folder of the build, or beside the file to write; else where a build puts it. */
static const char *find_store(struct session *session)
{
	const char *output = session->options->output ? session->options->output : "out";
	const char *slash = strrchr(output, '/');
	const char *beside = slash ? arena_copy(session->arena, output, (size_t)(slash - output)) : NULL;
	if (!is_build_folder(output) && beside && file_is_folder(file_join(session->arena, beside, "store")))
		output = beside;
	return file_join(session->arena, file_is_folder(output) ? output : "out", "store");
}

static void run(struct session *session, struct outputs *outputs, const struct draft_request *base, int depth, const char *format)
{
	const struct toc_wish wish = { .depth = depth, .format = format, .store = find_store(session) };
	struct buf out = BUF_INIT;
	if (session->options->excel && strcmp(format, "csv") == 0)
		buf_add_text(&out, "\xEF\xBB\xBF");
	if (toc_write(session->arena, outputs->tools, base, &wish, &out, &session->diags))
		session_put(session, outputs->guard, is_build_folder(session->options->output) ? NULL : session->options->output, &out);
	buf_free(&out);
}

int command_toc(struct session *session)
{
	const struct options *options = session->options;
	const char *format = session_choose_format(session, CONTENTS_FORMATS);
	struct draft_request base = { .policy = options->final ? POLICY_FINAL : POLICY_DRAFT };
	int depth = read_depth(session);
	if (!format || !depth)
		return session_finish(session);
	const struct catalogue *catalogue = session_load_catalogue(session);
	struct draft_tools tools;
	struct outputs outputs;
	if (!catalogue || !session_fill_request(session, catalogue, &base.values))
		return session_finish(session);
	if (session_open_tools(session, catalogue, &base, &tools, &outputs))
		run(session, &outputs, &base, depth, format);
	session_close_tools(session, &tools);
	return session_finish(session);
}
