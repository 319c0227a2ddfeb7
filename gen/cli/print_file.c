#include "cli/print_file.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "batch/batch.h"
#include "cli/command.h"
#include "cli/imposer.h"

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
	size_t documents = failed ? 0 : batch_list_pdf(jobs, count, store, &paths);
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
