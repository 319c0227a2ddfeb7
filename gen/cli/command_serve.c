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

/* Whether the options of a desk that others reach stand together; else a message. */
static bool fit_together(const struct options *options)
{
	if (!options->listen != !options->public_url || (options->listen && (!options->port || options->open))) {
		message_usage("%s", _("--listen needs --public-url and --port, and does not open a browser: plangen serve --listen 127.0.0.1 --port 8321 --public-url https://desk.example"));
		return false;
	}
	if (options->users_file && !options->listen && !options->add_user)
		message_usage("%s", _("--users is for --listen and --add-user"));
	else if (!options->role != !options->add_user)
		message_usage("%s", _("a user has a name and a role: plangen serve --add-user NAME --role fill"));
	else
		return true;
	return false;
}

/* NAME=VALUE for the desk; NULL: there is none. */
static const char *say(struct arena *arena, const char *name, const char *value)
{
	return value ? arena_printf(arena, "%s=%s", name, value) : NULL;
}

/* Becomes the desk; comes back only where that cannot be. */
static void become(struct session *session, const char *port, unsigned year)
{
	const struct home *home = &session->home;
	const struct options *options = session->options;
	struct arena *arena = session->arena;
	const char *users = options->users_file ? options->users_file : file_join(arena, home->content, ".plangen/users");
	const char *const wanted[] = {
		say(arena, "program", home->desk),
		say(arena, "content", file_real_path(arena, home->content)),
		say(arena, "templates", file_real_path(arena, home->templates)),
		say(arena, "locale", file_real_path(arena, home->locale)),
		say(arena, "language", message_language()),
		say(arena, "who", author_of(session, "serve").who),
		arena_printf(arena, "year=%u", year),
		say(arena, "port", port),
		say(arena, "open", options->open ? "1" : "0"),
		say(arena, "read-only", options->read_only ? "1" : "0"),
		say(arena, "cache", home->cache),
		say(arena, "listen", options->listen),
		say(arena, "site", options->public_url),
		say(arena, "users", options->listen || options->add_user ? users : NULL),
		say(arena, "add", options->add_user),
		say(arena, "role", options->role),
	};
	enum { COUNT = sizeof wanted / sizeof *wanted };
	const char *arguments[COUNT + 2] = { "plangen-serve" };
	size_t count = 1;
	for (size_t i = 0; i < COUNT; i++)
		if (wanted[i])
			arguments[count++] = wanted[i];
	execv(home->desk, (char *const *)arguments);
	diag_add(&session->diags, DIAG_SERVE_PROGRAM, NO_PLACE, home->desk, strerror(errno));
}

int command_serve(struct session *session)
{
	const char *port = read_port(session->options->port);
	if (!port || !fit_together(session->options))
		return USAGE_STATUS;
	unsigned year = session_year(session);
	if (year && session_content(session) && !session->home.templates)
		diag_add(&session->diags, DIAG_TEMPLATES_NOT_FOUND, NO_PLACE);
	if (!diag_errors(&session->diags))
		become(session, port, year);
	return session_finish(session);
}
