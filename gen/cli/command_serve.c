/* The office desk is a program of its own, which this one becomes: it alone loads what a server needs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"

/* The number of the port, as text; NULL after a message. */
static const char *read_port(const char *text)
{
	if (!text)
		return "0";
	if (strlen(text) <= 5 && strspn(text, "0123456789") == strlen(text) && strtoul(text, NULL, 10) < 65536)
		return text;
	message_usage(_("--port takes a number from 0 (any that is free) to 65535, not ‘%s’"), text);
	return NULL;
}

/* Becomes the desk; comes back only where that cannot be. */
static void become(struct session *session, const char *port, unsigned year)
{
	const struct home *home = &session->home;
	struct arena *arena = session->arena;
	const char *arguments[] = {
		"plangen-serve",
		arena_printf(arena, "program=%s", home->desk),
		arena_printf(arena, "content=%s", file_real_path(arena, home->content)),
		arena_printf(arena, "templates=%s", file_real_path(arena, home->templates)),
		arena_printf(arena, "locale=%s", file_real_path(arena, home->locale)),
		arena_printf(arena, "language=%s", message_language() == WORDS_CHINESE ? "zh" : "en"),
		arena_printf(arena, "who=%s", author_of(session, "serve").who),
		arena_printf(arena, "year=%u", year),
		arena_printf(arena, "port=%s", port),
		arena_printf(arena, "open=%d", session->options->open),
		arena_printf(arena, "read-only=%d", session->options->read_only),
		home->cache ? arena_printf(arena, "cache=%s", home->cache) : NULL,
		NULL,
	};
	execv(home->desk, (char *const *)arguments);
	diag_add(&session->diags, DIAG_SERVE_PROGRAM, NO_PLACE, home->desk, strerror(errno));
}

int command_serve(struct session *session)
{
	const char *port = read_port(session->options->port);
	if (!port)
		return USAGE_STATUS;
	unsigned year = session_year(session);
	if (year && session_content(session) && !session->home.templates)
		diag_add(&session->diags, DIAG_TEMPLATES_NOT_FOUND, NO_PLACE);
	if (!diag_errors(&session->diags))
		become(session, port, year);
	return session_finish(session);
}
