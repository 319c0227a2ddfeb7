#include "cli/office.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

extern char **environ;

bool office_is_needed(const char *path)
{
	static const char *const endings[] = { ".doc", ".wps", ".wpt", ".rtf", ".odt" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends_caseless(str_of(path), endings[i]))
			return true;
	return false;
}

/* Runs LibreOffice, silent, with a profile of its own, so that one that is open does not take the call over. False with errno when it
 * does not start; *done says whether it ended well. */
static bool run(struct arena *arena, const char *path, const char *folder, bool *done)
{
	char *profile = arena_printf(arena, "-env:UserInstallation=file://%s/profile", folder);
	char *arguments[] = { "soffice", profile, "--headless", "--convert-to", "docx", "--outdir", (char *)folder, (char *)path, NULL };
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status, error;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	error = posix_spawnp(&child, "soffice", &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error) {
		errno = error;
		return false;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	*done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return true;
}

/* The name that LibreOffice gives the copy. */
static const char *name_of_copy(struct arena *arena, const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
	return file_join(arena, folder, arena_printf(arena, "%.*s.docx", (int)(dot - name), name));
}

const char *office_convert(struct arena *arena, const char *path, struct diag_list *diags)
{
	const char *temporary = getenv("TMPDIR"), *real = file_real_path(arena, path);
	char *folder = file_join(arena, temporary && *temporary ? temporary : "/tmp", "plangen-XXXXXX");
	bool done = false;
	if (!file_exists(path) || !real) {
		diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(ENOENT));
		return NULL;
	}
	if (!mkdtemp(folder)) {
		diag_add(diags, DIAG_MAKE_DIRECTORY_FAILED, NO_PLACE, folder, strerror(errno));
		return NULL;
	}
	const char *copy = name_of_copy(arena, real, folder);
	bool started = run(arena, real, folder, &done);
	if (started && done && file_exists(copy))
		return copy;
	diag_add(diags, started ? DIAG_OFFICE_FAILED : DIAG_OFFICE_MISSING, NO_PLACE, path);
	office_remove(arena, copy);
	return NULL;
}

/* Removes files and folders below the folder, and the folder. */
static void remove_tree(struct arena *arena, const char *folder)
{
	const char **names;
	size_t count = file_list(arena, folder, &names);
	for (size_t i = 0; i < count; i++) {
		const char *path = file_join(arena, folder, names[i]);
		if (unlink(path) != 0)
			remove_tree(arena, path);
	}
	rmdir(folder);
}

void office_remove(struct arena *arena, const char *converted)
{
	const char *slash = strrchr(converted, '/');
	remove_tree(arena, arena_copy(arena, converted, (size_t)(slash - converted)));
}
