#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/quote.h"
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

static bool ends_as(const char *file, const char *const *endings)
{
	while (*endings && !str_ends_caseless(str_of(file), *endings))
		endings++;
	return *endings;
}

/* Documents of office programs and plain text are read by another command, which is said, with the command line; tables, values and pages of the
 * web are no texts. Any other file is taken for Markdown or XML. */
static bool is_foreign(struct session *session, const char *file)
{
	static const char *const documents[] = { ".docx", ".docm", ".doc", ".wps", ".txt", NULL };
	static const char *const others[] = { ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".json", ".yaml", ".yml", ".svg",
					      ".html", ".htm", ".rtf", ".odt", ".ofd", NULL };
	if (ends_as(file, others)) {
		diag_add(&session->diags, DIAG_RENDER_NO_TEXT, NO_PLACE, file);
		return true;
	}
	if (!ends_as(file, documents))
		return false;
	struct buf quoted = BUF_INIT;
	quote_add_word(file, &quoted);
	diag_add(&session->diags, DIAG_USE_IMPORT, NO_PLACE, file, quoted.data);
	buf_free(&quoted);
	return true;
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
			if (is_foreign(session, request.draft.file))
				continue;
			render_file(session, &outputs, &request);
		}
	session_close_tools(session, &tools);
	return session_finish(session);
}
