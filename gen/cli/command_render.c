#include "base/arena.h"
#include "cli/command.h"
#include "cli/message.h"
#include "batch/output.h"

static void render_file(struct session *session, struct outputs *outputs, const struct output_request *request)
{
	struct arena *arena = arena_new();
	struct output_result result;
	struct diag_list diags;
	diag_init(&diags, session->arena);
	if (output_make(arena, outputs, request, &result, &diags))
		session_print_result(session, &result);
	output_remember(outputs, request, &result);
	session_end_document(session, arena, &diags);
}

int command_render(struct session *session)
{
	const struct options *options = session->options;
	if (!options->argument_count) {
		message_usage("%s", _("render needs a file: plangen render FILE.md -o DIR"));
		return USAGE_STATUS;
	}
	struct output_request request = { .draft = { .kind = DRAFT_FILE, .policy = options->final ? POLICY_FINAL : POLICY_DRAFT } };
	if (!session_choose_writers(session, "pdf,docx", &request) ||
	    !session_check_output(session, &request, (size_t)options->argument_count))
		return session_finish(session);
	if (!request.folder)
		request.folder = "out";
	const struct catalogue *catalogue = session_load_catalogue(session);
	struct draft_tools tools;
	struct outputs outputs;
	if (!catalogue || !session_fill_request(session, catalogue, &request.draft.values))
		return session_finish(session);
	if (session_open_tools(session, catalogue, &request.draft, &tools, &outputs))
		for (int i = 0; i < options->argument_count; i++) {
			request.draft.file = options->arguments[i];
			render_file(session, &outputs, &request);
		}
	session_close_tools(session, &tools);
	return session_finish(session);
}
