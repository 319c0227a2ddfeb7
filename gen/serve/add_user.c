#include "serve/add_user.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"
#include "serve/say.h"
#include "serve/users.h"

enum { USAGE_STATUS = 3, SYSTEM_STATUS = 4 };

/* A line of the input without its end; false: there is none, or it is too long. */
static bool read_line(char line[PASSWORD_BYTES])
{
	if (!fgets(line, PASSWORD_BYTES, stdin))
		return false;
	size_t len = strcspn(line, "\r\n");
	bool whole = line[len] || len < PASSWORD_BYTES - 1;
	line[len] = '\0';
	return whole;
}

/* The same, asked for at a terminal that does not show it. */
static bool ask(const char *question, char line[PASSWORD_BYTES])
{
	struct termios before, quiet;
	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return read_line(line);
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	fputs(question, stderr);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	bool good = read_line(line);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fputc('\n', stderr);
	return good;
}

/* False after a message. */
static bool read_password(char password[PASSWORD_BYTES])
{
	char again[PASSWORD_BYTES] = "";
	if (!ask(_("Password: "), password) || utf8_count(password, strlen(password)) < PASSWORD_CHARACTERS) {
		say_error(_("a password has at least %d characters"), PASSWORD_CHARACTERS);
		return false;
	}
	bool same = !isatty(STDIN_FILENO) || (ask(_("Once more: "), again) && strcmp(password, again) == 0);
	explicit_bzero(again, sizeof again);
	if (!same)
		say_error("%s", _("the two passwords differ; nothing was written"));
	return same;
}

/* The folder that the file is to be in, if it is not there. */
static void make_folder(const char *path)
{
	char folder[4096];
	const char *slash = strrchr(path, '/');
	if (!slash || slash == path || (size_t)(slash - path) >= sizeof folder)
		return;
	memcpy(folder, path, (size_t)(slash - path));
	folder[slash - path] = '\0';
	mkdir(folder, 0777);
}

int add_user_run(const struct desk *desk)
{
	char password[PASSWORD_BYTES] = "";
	enum role role = role_find(str_of(desk->role));
	if (!user_may_be_called(desk->add)) {
		say_error(_("nobody can be called ‘%s’: a name is of one line, without ‘:’, and not long"), desk->add);
		return USAGE_STATUS;
	}
	if (!role) {
		say_error(_("--role is look, fill, text or approve, not ‘%s’"), desk->role ? desk->role : "");
		return USAGE_STATUS;
	}
	if (!read_password(password))
		return USAGE_STATUS;
	make_folder(desk->users);
	bool good = users_add(desk->users, desk->add, role, password);
	if (good)
		printf(_("‘%s’ may now log in (%s): %s\n"), desk->add, role_name(role), desk->users);
	else
		say_error(_("‘%s’ cannot be written: %s"), desk->users, strerror(errno));
	explicit_bzero(password, sizeof password);
	return good ? 0 : SYSTEM_STATUS;
}
