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

/* Candidates for the folder that holds content/ and templates/, in order of preference; ended by NULL. */
static const char *const *candidates(struct arena *arena)
{
	const char *beside = program_folder(arena);
	const char *home = getenv("PLANGEN_HOME");
	const char **list = ARENA_ARRAY(arena, const char *, 7);
	size_t count = 0;
	if (home && *home)
		list[count++] = home;
	list[count++] = beside;
	list[count++] = arena_printf(arena, "%s/..", beside);
	list[count++] = arena_printf(arena, "%s/../..", beside);
	list[count++] = arena_printf(arena, "%s/../share/plangen", beside);
	list[count] = PLANGEN_SHARE;
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

static const char *cache_folder(struct arena *arena)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *user = getenv("HOME");
	if (cache && *cache)
		return arena_printf(arena, "%s/plangen", cache);
	return user && *user ? arena_printf(arena, "%s/.cache/plangen", user) : NULL;
}

struct home home_find(struct arena *arena, const char *given)
{
	struct home home = { 0 };
	struct buf tried = BUF_INIT;
	const char *const *list = candidates(arena);
	if (given) {
		buf_printf(&tried, "  %s\n", given);
		if (file_exists(file_join(arena, given, "catalogue.xml")))
			home.content = given;
		const char *beside[] = { file_join(arena, given, ".."), NULL };
		home.templates = find(arena, beside, "templates", "schema", NULL);
	} else {
		home.content = find(arena, list, "content", "catalogue.xml", &tried);
	}
	if (!home.templates)
		home.templates = find(arena, list, "templates", "schema", NULL);
	home.locale = shortened(arena, arena_printf(arena, "%s/../share/locale", program_folder(arena)));
	home.cache = cache_folder(arena);
	home.tried = buf_move_to(&tried, arena);
	return home;
}
