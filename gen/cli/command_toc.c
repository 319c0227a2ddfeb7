#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/command.h"
#include "plangen.h"

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

int command_toc(struct session *session)
{
	const struct options *options = session->options;
	const char *format = session_choose_format(session, "text, md, json, xml, csv, html, xlsx, pdf, docx");
	int depth = read_depth(session);
	unsigned year = format && depth ? session_year(session) : 0;
	struct plangen *plangen = year ? session_open(session) : NULL;
	const char *unit = NULL;
	if (!plangen || !session_find_unit(session, &unit))
		return session_finish(session);
	struct plangen_request *book = plangen_book(plangen, unit, year, session_said(session));
	const char *output = is_build_folder(options->output) ? NULL : options->output;
	if (book && session_give(session, book)) {
		plangen_set_final(book, options->final);
		session_put_document_to(session, plangen_contents_of_build(book, depth, format, find_store(session), session_said(session)), format, output);
	}
	plangen_request_free(book);
	return session_finish(session);
}
