/* Pages of a finished PDF on sheets to print. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/imposer.h"

/* Sheets that offices have (GB/T 148: A series), in mm. */
static const struct paper {
	const char *name;
	int width, height;
} papers[] = { { "A2", 420, 594 }, { "A3", 297, 420 }, { "A4", 210, 297 }, { "A5", 148, 210 } };

/* The paper of --paper; one of no size without it. NULL after a message. */
static const struct paper *find_paper(const char *name)
{
	static const struct paper as_wide = { "", 0, 0 };
	if (!name)
		return &as_wide;
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (toupper((unsigned char)name[0]) == 'A' && strcmp(name + 1, papers[i].name + 1) == 0)
			return &papers[i];
	message_usage(_("--paper takes A2, A3, A4 or A5, not ‘%s’"), name);
	return NULL;
}

/* The file to write when --output names none: beside the other, named for what it is. */
static const char *name_beside(struct arena *arena, const char *file, const char *how)
{
	struct str name = str_of(file);
	size_t length = str_ends_caseless(name, ".pdf") ? name.len - strlen(".pdf") : name.len;
	return arena_printf(arena, "%.*s-%s.pdf", (int)length, file, how);
}

/* Pages, sides and the size of a sheet, as the program says them. */
static void say_result(struct session *session, const char *file, const char *said)
{
	size_t pages = 0, sides = 0;
	int width = 0, height = 0;
	struct arena *arena = session->arena;
	if (sscanf(said, "%zu %zu %d %d", &pages, &sides, &width, &height) != 4)
		return;
	const char *count = arena_printf(arena, "%zu", pages), *size = arena_printf(arena, "%d × %d", width, height);
	if (session->options->booklet)
		diag_add(&session->diags, DIAG_IMPOSE_BOOKLET, NO_PLACE, count, arena_printf(arena, "%zu", sides / 2), size);
	else
		diag_add(&session->diags, DIAG_IMPOSE_TWO_UP, NO_PLACE, count, arena_printf(arena, "%zu", sides), size);
	diag_add(&session->diags, DIAG_IMPOSE_LOST, NO_PLACE, file);
}

/* Whether the file is there and may be read; else an error. */
static bool is_readable(struct session *session, const char *file)
{
	struct stat info;
	int fd = file_open_regular(file, &info);
	if (fd < 0)
		diag_add(&session->diags, errno == ENXIO ? DIAG_NOT_A_FILE : DIAG_READ_FAILED, NO_PLACE, file, strerror(errno));
	else
		close(fd);
	return fd >= 0;
}

static void impose(struct session *session, const struct paper *paper)
{
	const struct options *options = session->options;
	struct arena *arena = session->arena;
	const char *file = options->arguments[0], *how = options->booklet ? "booklet" : "2up";
	const char *output = options->output ? options->output : name_beside(arena, file, how);
	const struct guard *guard = session_guard(session);
	struct buf pdf = BUF_INIT, said = BUF_INIT;
	const char *const arguments[] = {
		"plangen-impose", how, arena_printf(arena, "%.4f", paper->width / 25.4 * 72), arena_printf(arena, "%.4f", paper->height / 25.4 * 72), file, NULL,
	};
	if (is_readable(session, file) && imposer_run(session, arguments, STR(""), file, &pdf, &said)) {
		size_t errors = diag_errors(&session->diags);
		session_put(session, guard, output, &pdf);
		if (diag_errors(&session->diags) == errors) {
			say_result(session, file, said.data);
			if (!options->quiet)
				message_put(stdout, "%s\n", output);
		}
	}
	buf_free(&pdf);
	buf_free(&said);
}

int command_impose(struct session *session)
{
	const struct options *options = session->options;
	const struct paper *paper = find_paper(options->paper);
	if (!paper)
		return USAGE_STATUS;
	if (options->booklet == options->two_up) {
		message_usage("%s", _("impose needs either --booklet or --2up: plangen impose FILE.pdf --booklet"));
		return USAGE_STATUS;
	}
	if (!options->argument_count) {
		message_usage("%s", _("impose needs a PDF: plangen impose FILE.pdf --booklet"));
		return USAGE_STATUS;
	}
	if (options->argument_count > 1) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[1]);
		return USAGE_STATUS;
	}
	impose(session, paper);
	return session_finish(session);
}
