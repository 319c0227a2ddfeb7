#include "build/guard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"

struct guarded {
	const char *name; /* as a person knows it */
	const char *real; /* of a folder: without links; NULL: a file */
	dev_t device;
	ino_t inode;
};

static void add(struct guard *guard, const char *path, bool folder)
{
	struct stat info;
	if (!path || stat(path, &info) != 0)
		return;
	char *real = folder ? realpath(path, NULL) : NULL;
	*ARENA_PUSH(guard->arena, guard->items, guard->count, guard->capacity) = (struct guarded){
		.name = arena_strdup(guard->arena, path),
		.real = real ? arena_strdup(guard->arena, real) : NULL,
		.device = info.st_dev,
		.inode = info.st_ino,
	};
	free(real);
}

void guard_add_folder(struct guard *guard, const char *folder)
{
	add(guard, folder, true);
}

void guard_add_file(struct guard *guard, const char *path)
{
	add(guard, path, false);
}

/* The path without links, as far as it exists, in `arena`; NULL when that cannot be found out. What is missing of it is made as it
 * is written, so that it leads nowhere else. */
static const char *resolve(struct arena *arena, const char *path)
{
	char *head = arena_strdup(arena, path);
	const char *tail = "";
	for (;;) {
		char *real = realpath(*head ? head : path[0] == '/' ? "/" : ".", NULL);
		const char *found = real ? arena_printf(arena, "%s%s", strcmp(real, "/") == 0 ? "" : real, tail) : NULL;
		free(real);
		if (found || !*head)
			return found;
		char *slash = strrchr(head, '/'), *cut = slash ? slash : head;
		tail = arena_printf(arena, "/%s%s", slash ? slash + 1 : head, tail);
		*cut = '\0';
	}
}

static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);
	return path && strncmp(path, folder, len) == 0 && (!path[len] || path[len] == '/');
}

/* What the path is, or lies in; NULL: nothing that is guarded. The last part of a path is replaced, not followed, so only its folder
 * is resolved. */
static const struct guarded *find(const struct guard *guard, struct arena *arena, const char *path)
{
	struct stat info;
	const char *slash = strrchr(path, '/');
	bool there = stat(path, &info) == 0;
	const char *folder = there && S_ISDIR(info.st_mode) ? path :
			     slash ? arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
	const char *real = resolve(arena, folder);
	for (size_t i = 0; i < guard->count; i++) {
		const struct guarded *item = &guard->items[i];
		if (item->real ? is_below(real, item->real) :
				 there && info.st_dev == item->device && info.st_ino == item->inode)
			return item;
	}
	return NULL;
}

bool guard_allows(const struct guard *guard, const char *path, struct diag_list *diags)
{
	if (!guard)
		return true;
	struct arena *arena = arena_new();
	const struct guarded *item = find(guard, arena, path);
	if (item && item->real)
		diag_add(diags, DIAG_OUTPUT_IN_SOURCES, NO_PLACE, path, item->name);
	else if (item)
		diag_add(diags, DIAG_OUTPUT_IS_SOURCE, NO_PLACE, path);
	arena_free(arena);
	return !item;
}
