#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/disk.h"
#include "base/limits.h"
#include "base/utf8.h"

#define TEMPORARY ".plangen-"

/* A new file whose name nothing has, put in the place of the XXXXXX at the end of the path. mkstemp() would make it private, and what mode
 * it should have the umask says only to open(). -1 with errno. */
static int open_new(char *path, mode_t mode)
{
	static const char characters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	enum { PLACES = 6, MOST = 1000 };
	char *end = path + strlen(path);
	int fd = -1;
	errno = EEXIST;
	for (int tries = 0; fd < 0 && errno == EEXIST && tries < MOST; tries++) {
		for (int i = 1; i <= PLACES; i++)
			end[-i] = characters[arc4random_uniform(sizeof characters - 1)];
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	}
	return fd;
}

/* A new file from a name that ends in XXXXXX, locked as long as it is open: file_remove_leftovers() takes what is not
 * locked. Should it come before the lock, another file is made. -1 with errno. */
static int open_temporary(char *path, mode_t mode)
{
	struct stat info;
	for (;;) {
		int fd = open_new(path, mode);
		if (fd < 0 || flock(fd, LOCK_EX) != 0 || fstat(fd, &info) != 0 || info.st_nlink > 0)
			return fd;
		close(fd);
	}
}

static struct file_stamp stamp_of(const struct stat *info)
{
	return (struct file_stamp){ .size = info->st_size,
				    .modified = (long long)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec,
				    .inode = (unsigned long long)info->st_ino };
}

/* A file that is written beside its place and renamed. */
struct replacement {
	const char *path;
	struct str data;
	enum file_sync sync;
	const struct stat *old; /* whose owner, group and mode it keeps; NULL: as a new file */
	struct file_stamp stamp;
	bool lost;              /* the temporary file was no longer there to be renamed */
	bool placed;            /* the new file stands at its path, even when it may not be on the disk yet */
};

/* Fills the temporary file and renames it; false with errno. */
static bool fill(struct replacement *r, const char *temporary, int fd)
{
	struct stat info;
	if (!disk_write(fd, r->data, r->sync))
		return false;
	if (stat(temporary, &info) == 0)
		r->stamp = stamp_of(&info);
	r->placed = rename(temporary, r->path) == 0;
	r->lost = !r->placed && errno == ENOENT;
	return r->placed;
}

/* Writes beside the path and renames; false with errno. */
static bool try_renamed(struct replacement *r)
{
	struct arena *arena = arena_new();
	const char *slash = strrchr(r->path, '/');
	int folder = slash ? (int)(slash - r->path) + 1 : 0;
	char *temporary = arena_printf(arena, "%.*s" TEMPORARY "XXXXXX", folder, r->path);
	int fd = open_temporary(temporary, r->old ? 0600 : 0666), lock = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
	bool kept = fd >= 0 && (!r->old || disk_keep_owner(fd, r->old));
	int error = errno;
	if (fd >= 0 && !kept)
		close(fd);
	r->lost = false;
	bool ok = kept && fill(r, temporary, fd);
	error = kept ? errno : error;
	if (fd >= 0 && !ok)
		unlink(temporary);
	if (ok && r->sync == FILE_SYNC_EACH && !disk_sync_folder(folder ? arena_copy(arena, r->path, (size_t)folder) : ".")) {
		error = errno;
		ok = false;
	}
	if (lock >= 0)
		close(lock);
	arena_free(arena);
	errno = error;
	return ok;
}

enum { TRIES = 20 };

/* On a network file system whose locks hold on one machine only, the batch of another one takes our temporary file for a
 * leftover. It does so once, before it begins: write it again. */
static bool write_renamed(struct replacement *r)
{
	sigset_t before = disk_hold_signals();
	bool ok = false;
	r->lost = true;
	for (int i = 0; i < TRIES && r->lost; i++)
		ok = try_renamed(r);
	disk_release_signals(&before);
	return ok;
}

/* Removes the file unless a running process holds its lock. Over NFS an exclusive lock needs a file that is open for writing. */
static void remove_unlocked(const char *path)
{
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
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

bool file_write_stamped(const char *path, struct str data, enum file_sync sync, struct file_stamp *stamp,
			struct diag_list *diags)
{
	struct stat info;
	struct replacement r = { .path = path, .data = data, .sync = sync };
	bool special = stat(path, &info) == 0 && !S_ISREG(info.st_mode);
	bool ok = special ? disk_write_at(path, data, 0) : write_renamed(&r);
	if (stamp)
		*stamp = r.stamp;
	if (!ok && special && errno == ENXIO)
		diag_add(diags, DIAG_WRITE_UNREAD, NO_PLACE, path);
	else if (!ok)
		diag_add(diags, r.placed ? DIAG_SYNC_FAILED : DIAG_WRITE_FAILED, NO_PLACE, path, strerror(errno));
	return ok;
}

/* Where the file's owner cannot be kept by renaming, its content is replaced in place. */
static bool edit(const char *path, struct str data)
{
	struct stat info;
	if (stat(path, &info) != 0 || access(path, W_OK) != 0)
		return false;
	if (!S_ISREG(info.st_mode))
		return disk_write_at(path, data, 0);
	struct replacement r = { .path = path, .data = data, .sync = FILE_SYNC_EACH, .old = &info };
	if (write_renamed(&r))
		return true;
	if (errno != EPERM)
		return false;
	sigset_t before = disk_hold_signals();
	bool ok = disk_write_at(path, data, O_TRUNC);
	disk_release_signals(&before);
	return ok;
}

bool file_edit(const char *path, struct str data, struct diag_list *diags)
{
	char *target = realpath(path, NULL);
	bool ok = target && edit(target, data);
	int error = errno;
	free(target);
	if (!ok)
		diag_add(diags, DIAG_WRITE_FAILED, NO_PLACE, path, strerror(error));
	return ok;
}

bool file_stat(const char *path, struct file_stamp *stamp)
{
	struct stat info;
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return false;
	*stamp = stamp_of(&info);
	return true;
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
	return a->size == b->size && a->modified == b->modified && a->inode == b->inode;
}

bool file_write(const char *path, struct str data, struct diag_list *diags)
{
	return file_write_stamped(path, data, FILE_SYNC_EACH, NULL, diags);
}

bool file_sync_all(const char *folder, struct diag_list *diags)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && syncfs(fd) == 0;
	if (!ok)
		diag_add(diags, DIAG_SYNC_FAILED, NO_PLACE, folder, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Whether the path names a stream that this process was given: it may be waited for, as nobody else can put it there. */
static bool is_own_stream(const char *path)
{
	static const char *const starts[] = { "/dev/stdin", "/dev/fd/", "/proc/self/fd/" };
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (str_starts(str_of(path), starts[i]))
			return true;
	return false;
}

int file_open_regular(const char *path, struct stat *info)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int error = fstat(fd, info) != 0 ? errno : S_ISREG(info->st_mode) ? 0 : ENXIO;
	if (!error)
		return fd;
	close(fd);
	errno = error;
	return -1;
}

/* What file_read() reads; -1 with errno, ENXIO for what is no file. */
static int open_input(const char *path, struct stat *info)
{
	if (!is_own_stream(path))
		return file_open_regular(path, info);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && fstat(fd, info) == 0 && !S_ISDIR(info->st_mode))
		return fd;
	if (fd >= 0) {
		close(fd);
		errno = ENXIO;
	}
	return -1;
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
	int fd = open_input(path, &info);
	if (fd < 0 && errno == ENXIO)
		diag_add(diags, DIAG_NOT_A_FILE, NO_PLACE, path);
	else if (fd < 0)
		diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno));
	if (fd < 0)
		return false;
	bool ok = false;
	char number[32];
	snprintf(number, sizeof number, "%zu", limit);
	if (read_all(fd, (size_t)info.st_size, limit, out))
		ok = true;
	else if (errno)
		diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno));
	else
		diag_add(diags, DIAG_FILE_TOO_LARGE, NO_PLACE, path, number);
	close(fd);
	return ok;
}

struct mapping {
	void *bytes;
	size_t len;
};

static void unmap(void *handle)
{
	const struct mapping *mapping = handle;
	munmap(mapping->bytes, mapping->len);
}

struct str file_map(struct arena *arena, const char *path)
{
	struct stat info;
	int fd = file_open_regular(path, &info);
	void *bytes = fd >= 0 && info.st_size > 0 ? mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	if (fd >= 0)
		close(fd);
	if (bytes == MAP_FAILED)
		return (struct str){ "", 0 };
	struct mapping *mapping = ARENA_NEW(arena, struct mapping);
	*mapping = (struct mapping){ bytes, (size_t)info.st_size };
	arena_on_free(arena, unmap, mapping);
	return (struct str){ bytes, mapping->len };
}

bool file_exists(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG);
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

/* Makes one folder; the one it stands in, "." or a part of `path`, then has a new name. */
static bool make_one(const char *path, enum file_sync sync)
{
	if (mkdir(path, 0777) != 0)
		return errno == EEXIST;
	if (sync != FILE_SYNC_EACH)
		return true;
	struct arena *arena = arena_new();
	bool ok = disk_sync_folder(file_join(arena, path, ".."));
	int error = errno;
	arena_free(arena);
	errno = error;
	return ok;
}

bool file_make_folder(const char *path, enum file_sync sync, struct diag_list *diags)
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
		ok = make_one(partial, sync);
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

/* Whether the text shows anything at all. */
static bool is_visible(struct str text)
{
	uint32_t cp;
	for (size_t i = 0, size; i < text.len; i += size ? size : 1) {
		size = utf8_decode(text.data + i, text.len - i, &cp);
		if (!size || !utf8_is_invisible(cp))
			return true;
	}
	return false;
}

/* The text with '_' for every character that must not stand in a name. */
static void add_safe(struct buf *out, struct str text)
{
	uint32_t cp;
	for (size_t i = 0, size; i < text.len; i += size ? size : 1) {
		size = utf8_decode(text.data + i, text.len - i, &cp);
		if (!size || utf8_is_control(cp) || (cp < 0x80 && strchr("\\/:*?\"<>|", (int)cp)))
			buf_add_char(out, '_');
		else
			buf_add(out, text.data + i, size);
	}
}

char *file_safe_name(struct arena *arena, struct str title, const char *suffix, const char *ending)
{
	title = str_trim(title);
	while (title.len && (title.data[0] == '.' || title.data[0] == '-'))
		title = str_trim(str_from(title, 1));
	if (!is_visible(title))
		title.len = 0;
	size_t room = LIMIT_FILE_NAME_BYTES - LIMIT_FILE_ENDING_BYTES - strlen(suffix);
	size_t len = 0;
	while (len < title.len) {
		size_t next = len + utf8_prefix(title.data + len, title.len - len, 1);
		if (next > room)
			break;
		len = next;
	}
	struct buf name = BUF_INIT;
	add_safe(&name, len ? (struct str){ title.data, len } : STR("untitled"));
	buf_printf(&name, "%s%s", suffix, ending);
	return buf_move_to(&name, arena);
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

/* The next entry; NULL at the end with errno 0, else with what is wrong. */
static struct dirent *next_entry(DIR *dir)
{
	errno = 0;
	return readdir(dir);
}

bool file_list_all(struct arena *arena, const char *folder, const char ***names, size_t *count, struct diag_list *diags)
{
	size_t capacity = 0;
	*names = NULL;
	*count = 0;
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = next_entry(dir));)
		if (entry->d_name[0] != '.')
			*ARENA_PUSH(arena, *names, *count, capacity) = arena_strdup(arena, entry->d_name);
	int error = errno;
	if (dir)
		closedir(dir);
	if (error)
		diag_add(diags, DIAG_LIST_FAILED, NO_PLACE, folder, strerror(error));
	if (*count)
		qsort(*names, *count, sizeof **names, by_name);
	return !error;
}

size_t file_list(struct arena *arena, const char *folder, const char ***names)
{
	struct diag_list ignored;
	size_t count;
	diag_init(&ignored, arena);
	file_list_all(arena, folder, names, &count, &ignored);
	return count;
}

/* A walk through a tree of folders. */
struct walk {
	struct arena *arena;
	struct folder_seen {
		dev_t device;
		ino_t number;
	} *seen;
	size_t seen_count, seen_room;
	const char **paths;
	size_t count, room;
};

/* Whether it is a folder that the walk has not been in. */
static bool enter(struct walk *walk, const struct stat *info)
{
	for (size_t i = 0; i < walk->seen_count; i++)
		if (walk->seen[i].device == info->st_dev && walk->seen[i].number == info->st_ino)
			return false;
	*ARENA_PUSH(walk->arena, walk->seen, walk->seen_count, walk->seen_room) = (struct folder_seen){ info->st_dev, info->st_ino };
	return true;
}

static void walk_through(struct walk *walk, const char *folder)
{
	const char **names;
	size_t count = file_list(walk->arena, folder, &names);
	struct stat info;
	for (size_t i = 0; i < count; i++) {
		const char *path = file_join(walk->arena, folder, names[i]);
		if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
			*ARENA_PUSH(walk->arena, walk->paths, walk->count, walk->room) = path;
		else if (enter(walk, &info))
			walk_through(walk, path);
	}
}

size_t file_list_tree(struct arena *arena, const char *folder, const char ***paths)
{
	struct walk walk = { .arena = arena };
	struct stat info;
	if (stat(folder, &info) == 0 && enter(&walk, &info))
		walk_through(&walk, folder);
	*paths = walk.paths;
	return walk.count;
}

const char *file_real_path(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *real = realpath(path, NULL);
	if (!real && errno == ENOENT) {
		char *folder = realpath(slash ? arena_copy(arena, path, (size_t)(slash - path) + 1) : ".", NULL);
		const char *joined = folder ? file_join(arena, folder, slash ? slash + 1 : path) : NULL;
		free(folder);
		return joined;
	}
	const char *copy = real ? arena_strdup(arena, real) : NULL;
	free(real);
	return copy;
}

bool file_keep_as(const char *path, const char *kept)
{
	if (link(path, kept) == 0)
		return true;
	if (errno == EEXIST)
		return false;
	return renameat2(AT_FDCWD, path, AT_FDCWD, kept, RENAME_NOREPLACE) == 0;
}
