#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "build/book.h"
#include "build/guard.h"
#include "build/toc.h"
#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "cli/message.h"
#include "write/writer.h"

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

static const struct toc_format *find_format(const char *name)
{
	for (const struct toc_format *format = toc_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
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

static void write_file(struct session *session, const char *path, const struct buf *out)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_copy(session->arena, path, (size_t)(slash - path)) : "";
	if (file_make_folder(folder, FILE_SYNC_EACH, &session->diags))
		file_write(path, buf_str(out), &session->diags);
}

/* Standard output carries nothing but the result. */
static void put(struct session *session, const struct build_tools *tools, const struct buf *out)
{
	const char *file = session->options->output;
	if (!file || is_build_folder(file))
		fwrite(out->data, 1, out->len, stdout);
	else if (guard_allows(tools->guard, file, &session->diags))
		write_file(session, file, out);
}

static void write_toc(struct session *session, struct build_tools *tools, const struct batch_job *job, const struct toc *toc,
		      const char *name)
{
	const struct toc_format *format = find_format(name);
	const struct writer *writer = format ? NULL : writer_lookup(name);
	struct buf out = BUF_INIT;
	if (format)
		format->write(toc, &out);
	if (format || toc_write_pages(session->arena, tools, job, toc, writer, &out, &session->diags))
		put(session, tools, &out);
	buf_free(&out);
}

static void run(struct session *session, struct build_tools *tools, const struct build_request *base, int depth,
		const char *format)
{
	struct batch_job job;
	struct toc toc = { .depth = depth };
	if (book_job(tools, base, "", &job, &session->diags) &&
	    toc_find(session->arena, tools, &job, find_store(session), &toc, &session->diags))
		write_toc(session, tools, &job, &toc, format);
}

int command_toc(struct session *session)
{
	const struct options *options = session->options;
	const char *format = session_choose_format(session, "text, md, json, xml, csv, html, pdf, docx");
	struct build_request base = { .policy = options->final ? BUILD_FINAL : BUILD_DRAFT };
	int depth = read_depth(session);
	if (!format || !depth)
		return session_finish(session);
	const struct catalogue *catalogue = session_load_catalogue(session);
	struct build_tools tools;
	if (!catalogue || !session_fill_request(session, catalogue, &base.values))
		return session_finish(session);
	if (session_open_tools(session, catalogue, &tools))
		run(session, &tools, &base, depth, format);
	session_close_tools(session, &tools);
	return session_finish(session);
}
