#include "cli/home.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

#ifndef PLANGEN_SHARE
#define PLANGEN_SHARE "/usr/local/share/plangen"
#endif

/* Folder of the running program, without a '/' at the end. */
static const char *program_folder(struct arena *arena)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	if (len <= 0)
		return ".";
	path[len] = '\0';
	char *slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	return arena_strdup(arena, path);
}

/* Folders that may hold content/ and templates/, in order of preference, ended by NULL: those of who set the environment or works in the sources … */
static const char *const *near(struct arena *arena)
{
	const char *beside = program_folder(arena);
	const char *home = getenv("PLANGEN_HOME");
	const char **list = ARENA_ARRAY(arena, const char *, 5);
	size_t count = 0;
	if (home && *home)
		list[count++] = home;
	list[count++] = beside;
	list[count++] = arena_printf(arena, "%s/..", beside);
	list[count++] = arena_printf(arena, "%s/../..", beside);
	return list;
}

/* … and those of the installed program. */
static const char *const *installed(struct arena *arena)
{
	const char **list = ARENA_ARRAY(arena, const char *, 3);
	list[0] = arena_printf(arena, "%s/../share/plangen", program_folder(arena));
	list[1] = PLANGEN_SHARE;
	return list;
}

/* The cleanest name of an existing folder: without "x/..". */
static const char *real(struct arena *arena, const char *path)
{
	char *resolved = realpath(path, NULL);
	if (!resolved)
		return path;
	const char *copy = arena_strdup(arena, resolved);
	free(resolved);
	return copy;
}

static const char *shortened(struct arena *arena, const char *path)
{
	char *here = realpath(".", NULL);
	const char *absolute = real(arena, path);
	size_t len = here ? strlen(here) : 0;
	bool inside = len && strncmp(absolute, here, len) == 0 && absolute[len] == '/';
	free(here);
	return inside ? absolute + len + 1 : absolute;
}

/* First candidate that holds `probe`; the folder returned is that candidate's `sub` folder. */
static const char *find(struct arena *arena, const char *const *list, const char *sub, const char *probe, struct buf *tried)
{
	for (; *list; list++) {
		const char *folder = file_join(arena, *list, sub);
		if (tried)
			buf_printf(tried, "  %s\n", folder);
		if (file_exists(file_join(arena, folder, probe)))
			return shortened(arena, folder);
	}
	return NULL;
}

/* A folder of the user's: below the one that the environment names, else below `otherwise` of the home; NULL without a home. */
static const char *user_folder(struct arena *arena, const char *variable, const char *otherwise)
{
	const char *named = getenv(variable);
	const char *user = getenv("HOME");
	if (named && *named)
		return arena_printf(arena, "%s/plangen", named);
	return user && *user ? arena_printf(arena, "%s/%s/plangen", user, otherwise) : NULL;
}

static bool has_catalogue(struct arena *arena, const char *content)
{
	return content && file_exists(file_join(arena, content, "catalogue.xml"));
}

/* The office's own folder: the user's where it is, else that which serves all users of the machine, else where the user's would be. */
static const char *own_folder(struct arena *arena)
{
	const char *user = user_folder(arena, "XDG_DATA_HOME", ".local/share");
	const char *own = user ? file_join(arena, user, "content") : NULL;
	const char *office = "/etc/plangen/content";
	return !has_catalogue(arena, own) && has_catalogue(arena, office) ? office : own;
}

/* Of an installed program. */
static void find_installed(struct arena *arena, struct home *home, struct buf *tried)
{
	home->own = own_folder(arena);
	if (home->own)
		buf_printf(tried, "  %s\n", home->own);
	home->shipped = find(arena, installed(arena), "content", "catalogue.xml", tried);
	home->content = has_catalogue(arena, home->own) ? home->own : home->shipped;
}

struct home home_find(struct arena *arena, const char *given)
{
	struct home home = { 0 };
	struct buf tried = BUF_INIT;
	if (given) {
		buf_printf(&tried, "  %s\n", given);
		if (has_catalogue(arena, given))
			home.content = given;
		const char *beside[] = { file_join(arena, given, ".."), NULL };
		home.templates = find(arena, beside, "templates", "schema", NULL);
		home.shipped = find(arena, installed(arena), "content", "catalogue.xml", NULL);
		home.own = given;
	} else {
		home.content = find(arena, near(arena), "content", "catalogue.xml", &tried);
		if (!home.content)
			find_installed(arena, &home, &tried);
	}
	if (!home.templates)
		home.templates = find(arena, near(arena), "templates", "schema", NULL);
	if (!home.templates)
		home.templates = find(arena, installed(arena), "templates", "schema", NULL);
	home.locale = shortened(arena, arena_printf(arena, "%s/../share/locale", program_folder(arena)));
	home.desk = arena_printf(arena, "%s/../libexec/plangen/plangen-serve", program_folder(arena));
	home.imposer = arena_printf(arena, "%s/../libexec/plangen/plangen-impose", program_folder(arena));
	home.cache = user_folder(arena, "XDG_CACHE_HOME", ".cache");
	home.tried = buf_move_to(&tried, arena);
	return home;
}
