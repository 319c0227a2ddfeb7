#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"

/* Writes everything and closes; false with errno set. */
static bool write_all(int fd, struct str data)
{
	size_t done = 0;
	while (done < data.len) {
		ssize_t wrote = write(fd, data.data + done, data.len - done);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			break;
		done += (size_t)wrote;
	}
	int error = done < data.len ? errno : 0;
	if (close(fd) != 0 && !error)
		error = errno;
	errno = error;
	return error == 0;
}

/* mkstemp() makes the file private; give it the mode that open() would have given. */
static void apply_umask(int fd)
{
	mode_t mask = umask(0);
	umask(mask);
	(void)fchmod(fd, 0666 & ~mask);
}

static bool write_direct(const char *path, struct str data)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	return fd >= 0 && write_all(fd, data);
}

#define TEMPORARY ".plangen-"

/* A new file from a name that ends in XXXXXX, locked as long as it is open: file_remove_leftovers() takes what is not
 * locked. Should it come before the lock, another file is made. -1 with errno. */
static int open_temporary(char *path)
{
	size_t len = strlen(path);
	struct stat info;
	for (;;) {
		int fd = mkstemp(path);
		if (fd < 0 || flock(fd, LOCK_EX) != 0 || fstat(fd, &info) != 0 || info.st_nlink > 0)
			return fd;
		close(fd);
		memcpy(path + len - 6, "XXXXXX", 6);
	}
}

/* Writes beside `path` and renames; false with errno. `lost` when the temporary file was no longer there to be renamed. */
static bool try_renamed(const char *path, struct str data, bool *lost)
{
	struct arena *arena = arena_new();
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;
	char *temporary = arena_printf(arena, "%.*s" TEMPORARY "XXXXXX", folder, path);
	int fd = open_temporary(temporary), lock = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
	bool ok = fd >= 0;
	*lost = false;
	if (ok) {
		apply_umask(fd);
		ok = write_all(fd, data);
		if (ok && rename(temporary, path) != 0) {
			ok = false;
			*lost = errno == ENOENT;
		}
		int error = errno;
		if (!ok)
			unlink(temporary);
		errno = error;
	}
	int error = errno;
	if (lock >= 0)
		close(lock);
	arena_free(arena);
	errno = error;
	return ok;
}

enum { TRIES = 20 };

/* On a network file system whose locks hold on one machine only, the batch of another one takes our temporary file for a
 * leftover. It does so once, before it begins: write it again. */
static bool write_renamed(const char *path, struct str data)
{
	bool lost = true, ok = false;
	for (int i = 0; i < TRIES && lost; i++)
		ok = try_renamed(path, data, &lost);
	return ok;
}

/* Removes the file unless a running process holds its lock. Over NFS an exclusive lock needs a file that is open for writing. */
static void remove_unlocked(const char *path)
{
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlink(path);
	close(fd);
}

void file_remove_leftovers(const char *folder)
{
	DIR *dir = opendir(folder);
	if (!dir)
		return;
	struct arena *arena = arena_new();
	for (struct dirent *entry; (entry = readdir(dir));)
		if (strncmp(entry->d_name, TEMPORARY, strlen(TEMPORARY)) == 0 &&
		    strlen(entry->d_name) == strlen(TEMPORARY "XXXXXX"))
			remove_unlocked(file_join(arena, folder, entry->d_name));
	arena_free(arena);
	closedir(dir);
}

bool file_write(const char *path, struct str data, struct diag_list *diags)
{
	struct stat info;
	bool special = stat(path, &info) == 0 && !S_ISREG(info.st_mode);
	if (special ? write_direct(path, data) : write_renamed(path, data))
		return true;
	diag_add(diags, DIAG_WRITE_FAILED, NO_PLACE, path, strerror(errno));
	return false;
}

/* Reads the whole file into `out`; `size` is what it probably has. False with errno set on failure, with errno 0 when it is
 * too large. */
static bool read_all(int fd, size_t size, size_t limit, struct buf *out)
{
	for (size_t step = size < limit ? size + 1 : limit + 1;; step = 4096) {
		buf_reserve(out, step);
		ssize_t got = read(fd, out->data + out->len, step);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		out->len += (size_t)got;
		out->data[out->len] = '\0';
		if (out->len > limit) {
			errno = 0;
			return false;
		}
		if (got == 0)
			return true;
	}
}

bool file_read(const char *path, size_t limit, struct buf *out, struct diag_list *diags)
{
	struct stat info;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &info) != 0) {
		diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	bool ok = false;
	char number[32];
	snprintf(number, sizeof number, "%zu", limit);
	if (S_ISDIR(info.st_mode))
		diag_add(diags, DIAG_NOT_A_FILE, NO_PLACE, path);
	else if (read_all(fd, (size_t)info.st_size, limit, out))
		ok = true;
	else if (errno)
		diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno));
	else
		diag_add(diags, DIAG_FILE_TOO_LARGE, NO_PLACE, path, number);
	close(fd);
	return ok;
}

bool file_exists(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0;
}

bool file_same(const char *a, const char *b)
{
	struct stat one, other;
	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

bool file_is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_make_folder(const char *path, struct diag_list *diags)
{
	if (!*path || file_is_folder(path))
		return true;
	struct arena *arena = arena_new();
	char *partial = arena_strdup(arena, path);
	bool ok = true;
	for (char *at = partial + 1; ok; at++) {
		char end = *at;
		if (end != '/' && end != '\0')
			continue;
		*at = '\0';
		ok = mkdir(partial, 0777) == 0 || errno == EEXIST;
		*at = end;
		if (!end)
			break;
	}
	if (!ok || !file_is_folder(path)) {
		diag_add(diags, DIAG_MAKE_DIRECTORY_FAILED, NO_PLACE, path, strerror(ok ? ENOTDIR : errno));
		ok = false;
	}
	arena_free(arena);
	return ok;
}

char *file_safe_name(struct arena *arena, struct str title, const char *extension)
{
	title = str_trim(title);
	while (title.len && title.data[0] == '.') {
		title.data++;
		title.len--;
	}
	size_t room = LIMIT_FILE_NAME_BYTES - strlen(extension);
	size_t len = 0;
	while (len < title.len) {
		size_t next = len + utf8_prefix(title.data + len, title.len - len, 1);
		if (next > room)
			break;
		len = next;
	}
	char *name = arena_printf(arena, "%.*s%s", (int)len, title.data ? title.data : "", extension);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F || strchr("\\/:*?\"<>|", name[i]))
			name[i] = '_';
	return len ? name : arena_printf(arena, "untitled%s", extension);
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder);
	const char *separator = len == 0 || folder[len - 1] == '/' ? "" : "/";
	return arena_printf(arena, "%s%s%s", folder, separator, name);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t file_list(struct arena *arena, const char *folder, const char ***names)
{
	size_t count = 0, capacity = 0;
	*names = NULL;
	DIR *dir = opendir(folder);
	if (!dir)
		return 0;
	for (struct dirent *entry; (entry = readdir(dir));)
		if (entry->d_name[0] != '.')
			*ARENA_PUSH(arena, *names, count, capacity) = arena_strdup(arena, entry->d_name);
	closedir(dir);
	if (count)
		qsort(*names, count, sizeof **names, by_name);
	return count;
}
