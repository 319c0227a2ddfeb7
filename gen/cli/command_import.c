#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "batch/guard.h"
#include "batch/import.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/office.h"

/* -o names one file by the ending of our sources, unless there is a folder of that name. */
static bool is_file(const char *output)
{
	return output && str_ends_caseless(str_of(output), ".md") && !file_is_folder(output);
}

static void import_document(struct session *session, struct import_request *request)
{
	struct import_result result;
	const char *converted = NULL;
	if (office_is_needed(request->file)) {
		request->name = request->file;
		request->file = converted = office_convert(session->arena, request->file, &session->diags);
	}
	if (request->file && import_file(session->arena, request, &result, &session->diags) && !session->options->quiet)
		for (size_t i = 0; i < result.count; i++)
			message_put(stdout, "%s\n", result.paths[i]);
	if (converted)
		office_remove(session->arena, converted);
}

int command_import(struct session *session)
{
	const struct options *options = session->options;
	struct guard guard = { .arena = session->arena };
	struct import_request request = { .force = options->force, .guard = &guard };
	if (!options->argument_count) {
		message_usage("%s", _("import needs a file: plangen import FILE.docx -o DIR"));
		return USAGE_STATUS;
	}
	bool one = is_file(options->output);
	if (one && options->argument_count > 1) {
		diag_add(&session->diags, DIAG_OUTPUT_ONE_FILE, NO_PLACE, options->output);
		return session_finish(session);
	}
	if (options->variables && options->argument_count > 1) {
		message_usage("%s", _("--variables is for one document at a time"));
		return USAGE_STATUS;
	}
	request.variables = options->variables;
	if (options->variables && !(request.catalogue = session_load_catalogue(session)))
		return session_finish(session);
	request.path = one ? options->output : NULL;
	request.folder = options->output && !one ? options->output : "out";
	guard_add_folder(&guard, session->home.templates);
	for (int i = 0; i < options->argument_count; i++)
		guard_add_file(&guard, options->arguments[i]);
	for (int i = 0; i < options->argument_count; i++) {
		request.file = options->arguments[i];
		request.name = NULL;
		import_document(session, &request);
	}
	return session_finish(session);
}
