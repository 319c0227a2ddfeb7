#include "batch/guard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "write/writer.h"

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
	return strncmp(path, folder, len) == 0 && (!path[len] || path[len] == '/');
}

static bool holds(struct arena *arena, const char *folder, const char *name)
{
	return file_exists(file_join(arena, folder, name));
}

/* Whether `path` is the content folder or in one of its parts: what else is in it, such as out/, holds no sources. */
static bool is_source(const char *path, const char *content)
{
	static const char *const parts[] = { "plans", "shared", "units", "years", "words", ".plangen" };
	const char *part = path + strlen(content) + (path[strlen(content)] == '/');
	size_t len = strcspn(part, "/");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (len == strlen(parts[i]) && strncmp(part, parts[i], len) == 0)
			return true;
	return !len;
}

static bool is_content(struct arena *arena, const char *folder)
{
	return holds(arena, folder, "catalogue.xml") && holds(arena, folder, "variables.xml");
}

/* The folder of sources or page templates that `path`, without links, is or lies in; NULL: none. */
static const char *find_folder(const struct guard *guard, struct arena *arena, const char *path)
{
	for (size_t i = 0; i < guard->count; i++)
		if (guard->items[i].real && is_below(path, guard->items[i].real) &&
		    (!is_content(arena, guard->items[i].real) || is_source(path, guard->items[i].real)))
			return guard->items[i].name;
	for (char *folder = arena_strdup(arena, path), *slash; *folder; *slash = '\0') {
		if ((is_content(arena, folder) && is_source(path, folder)) || holds(arena, folder, "template.xml"))
			return folder;
		slash = strrchr(folder, '/');
	}
	return NULL;
}

/* `path`: the folder, or the file in it, as the message names it. */
static bool allows_in(const struct guard *guard, const char *folder, const char *path, struct diag_list *diags)
{
	if (!guard)
		return true;
	struct arena *arena = arena_new();
	const char *real = resolve(arena, folder);
	const char *found = real ? find_folder(guard, arena, real) : NULL;
	if (found)
		diag_add(diags, DIAG_OUTPUT_IN_SOURCES, NO_PLACE, path, found);
	arena_free(arena);
	return !found;
}

bool guard_allows_folder(const struct guard *guard, const char *folder, struct diag_list *diags)
{
	return allows_in(guard, folder, folder, diags);
}

bool guard_allows_file(const struct guard *guard, const char *path, struct diag_list *diags)
{
	struct stat info;
	if (!guard || stat(path, &info) != 0)
		return true;
	for (size_t i = 0; i < guard->count; i++)
		if (guard->items[i].device == info.st_dev && guard->items[i].inode == info.st_ino) {
			diag_add(diags, DIAG_OUTPUT_IS_SOURCE, NO_PLACE, path);
			return false;
		}
	return true;
}

/* The folder of the file, in `arena`. */
static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	return !slash ? "." : slash == path ? "/" : arena_copy(arena, path, (size_t)(slash - path));
}

bool guard_allows(const struct guard *guard, const char *path, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	bool allowed = allows_in(guard, folder_of(arena, path), path, diags) && guard_allows_file(guard, path, diags);
	arena_free(arena);
	return allowed;
}

bool guard_is_document(const char *path, const char *out, const struct writer *const *writers, size_t writer_count)
{
	struct arena *arena = arena_new();
	const char *folder = resolve(arena, folder_of(arena, path)), *top = resolve(arena, out);
	const char *plans = resolve(arena, file_join(arena, out, "plans"));
	bool found = folder && plans && is_below(folder, plans);
	for (size_t i = 0; !found && folder && top && strcmp(folder, top) == 0 && i < writer_count; i++)
		found = str_ends(str_of(path), writers[i]->extension);
	arena_free(arena);
	return found;
}
