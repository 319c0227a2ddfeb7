/* --format and --output: what is written, and where. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/format_name.h"
#include "batch/guard.h"
#include "batch/wish.h"
#include "cli/command.h"
#include "plangen.h"

/* The one of the formats that the file of --output has for its ending; NULL: none, or a folder. */
static const char *named_by_ending(struct session *session, const char *names)
{
	const char *dot = output_wish_dot(session->options->output);
	if (!dot)
		return NULL;
	const char *ending = format_lower(session->arena, str_of(dot + 1));
	return format_is_among(names, ending) ? ending : NULL;
}

const char *session_choose_format(struct session *session, const char *names)
{
	struct str rest = str_of(names), first = str_cut(&rest, ", ");
	const char *given = session->options->formats ? session->options->formats : named_by_ending(session, names);
	const char *name = format_lower(session->arena, given ? str_trim(str_of(given)) : first);
	if (format_is_among(names, name))
		return name;
	format_report(session->arena, name, names, &session->diags);
	return NULL;
}

bool session_choose_writers(struct session *session, const char *otherwise, struct output_request *request)
{
	const struct options *options = session->options;
	const struct output_wish wish = {
		.formats = options->formats,
		.otherwise = otherwise,
		.path = options->output,
		.pictures = options->sheet || options->resolution,
		.also_pictures = options->gallery,
		.also_pdf = options->print_file != NULL,
	};
	return output_wish_take(session->arena, &wish, request, &session->diags);
}

bool session_check_output(struct session *session, const struct output_request *request, size_t documents)
{
	return output_wish_fits(request, documents, &session->diags);
}

void session_put(struct session *session, const struct guard *guard, const char *file, const struct buf *out)
{
	const char *slash = file ? strrchr(file, '/') : NULL;
	const char *folder = slash ? arena_copy(session->arena, file, (size_t)(slash - file)) : "";
	if (!file)
		fwrite(out->data, 1, out->len, stdout);
	else if (guard_allows(guard, file, &session->diags) && file_make_folder(folder, FILE_SYNC_EACH, &session->diags))
		file_write(file, buf_str(out), &session->diags);
}

void session_put_document_to(struct session *session, struct plangen_document *document, const char *format, const char *file)
{
	bool bom = session->options->excel && strcmp(format, "csv") == 0;
	struct buf out = BUF_INIT;
	size_t size;
	if (!document)
		return;
	const char *bytes = plangen_bytes(document, format, &size);
	buf_add_text(&out, bom ? "\xEF\xBB\xBF" : "");
	buf_add(&out, bytes, size);
	session_put(session, session_guard(session), file, &out);
	buf_free(&out);
	plangen_document_free(document);
}

void session_put_document(struct session *session, struct plangen_document *document, const char *format)
{
	session_put_document_to(session, document, format, session->options->output);
}

const char *session_whole(const struct session *session, const char *format)
{
	return format && session->options->verbose && strcmp(format, "text") == 0 ? "text-all" : format;
}
