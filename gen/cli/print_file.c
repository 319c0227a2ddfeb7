#include "cli/print_file.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "batch/batch.h"
#include "batch/store.h"
#include "cli/command.h"
#include "cli/imposer.h"
#include "write/pdf/pdf.h"

/* Appends the paths of the documents' PDF files, a NUL behind each; returns how many. */
static size_t add_paths(const struct batch_job *jobs, size_t count, const char *store, struct buf *paths)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		const struct store_record *record = store_load(arena, store, &jobs[i].id);
		for (size_t k = 0; record && k < record->output_count; k++) {
			struct str path = str_of(record->outputs[k].path);
			if (!str_ends_caseless(path, writer_pdf.extension))
				continue;
			buf_add_str(paths, path);
			buf_add_char(paths, '\0');
			found++;
		}
		arena_free(arena);
	}
	return found;
}

/* The number of documents, and of pages and blank ones as the program says them. */
static void say_result(struct session *session, const char *path, size_t documents, const char *said)
{
	struct arena *arena = session->arena;
	size_t pages = 0, blanks = 0;
	if (sscanf(said, "%zu %zu", &pages, &blanks) == 2)
		diag_add(&session->diags, DIAG_PRINT_FILE, NO_PLACE, path, arena_printf(arena, "%zu", documents), arena_printf(arena, "%zu", pages),
			 arena_printf(arena, "%zu", blanks));
}

void print_file_write(struct session *session, const char *path, const struct batch_job *jobs, size_t count, size_t failed, const char *store,
		      const struct guard *guard)
{
	static const char *const arguments[] = { "plangen-impose", "join", NULL };
	struct buf paths = BUF_INIT, pdf = BUF_INIT, said = BUF_INIT;
	size_t documents = failed ? 0 : add_paths(jobs, count, store, &paths);
	if (!documents) {
		diag_add(&session->diags, DIAG_PRINT_FILE_UNWRITTEN, NO_PLACE, path, arena_printf(session->arena, "%zu", failed));
	} else if (imposer_run(session, arguments, buf_str(&paths), path, &pdf, &said)) {
		size_t errors = diag_errors(&session->diags);
		session_put(session, guard, path, &pdf);
		if (diag_errors(&session->diags) == errors)
			say_result(session, path, documents, said.data);
	}
	buf_free(&paths);
	buf_free(&pdf);
	buf_free(&said);
}
