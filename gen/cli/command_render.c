#include "base/arena.h"
#include "build/build.h"
#include "cli/command.h"
#include "cli/message.h"

/* Remembers the files for the sources that follow. */
static void keep_taken(struct session *session, struct build_request *request, const struct build_result *result)
{
	for (size_t i = 0; i < result->file_count; i++) {
		struct build_taken *taken = ARENA_NEW(session->arena, struct build_taken);
		*taken = (struct build_taken){ arena_strdup(session->arena, result->files[i].path), request->file, request->taken };
		request->taken = taken;
	}
}

static void render_file(struct session *session, struct build_tools *tools, struct build_request *request)
{
	struct arena *arena = arena_new();
	struct build_result result;
	struct diag_list diags;
	diag_init(&diags, session->arena);
	if (build_document(arena, tools, request, &result, &diags))
		session_print_result(session, &result);
	keep_taken(session, request, &result);
	session_end_document(session, arena, &diags);
}

int command_render(struct session *session)
{
	const struct options *options = session->options;
	if (!options->argument_count) {
		message_usage("%s", _("render needs a file: plangen render FILE.md -o DIR"));
		return USAGE_STATUS;
	}
	struct build_request request = { .policy = options->final ? BUILD_FINAL : BUILD_DRAFT };
	if (!session_choose_writers(session, "pdf,docx", &request) ||
	    !session_check_output(session, &request, (size_t)options->argument_count))
		return session_finish(session);
	if (!request.folder)
		request.folder = "out";
	const struct catalogue *catalogue = session_load_catalogue(session);
	struct build_tools tools;
	if (!catalogue || !session_fill_request(session, catalogue, &request.values))
		return session_finish(session);
	if (session_open_tools(session, catalogue, &tools))
		for (int i = 0; i < options->argument_count; i++) {
			request.file = options->arguments[i];
			render_file(session, &tools, &request);
		}
	session_close_tools(session, &tools);
	return session_finish(session);
}
