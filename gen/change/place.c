#include "change/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/limits.h"

/* ---- writing beside its place */

/* Owner and mode of the old file; where only the owner cannot be kept, the file is written in place. */
static bool keep_owner(struct journal_file *file, int fd)
{
	struct stat old;
	if (stat(file->path, &old) != 0 || access(file->path, W_OK) != 0)
		return false;
	if (disk_keep_owner(fd, &old))
		return true;
	file->in_place = errno == EPERM;
	return file->in_place && fchmod(fd, old.st_mode & 0777) == 0;
}

static bool write_new(struct journal_file *file, struct str bytes)
{
	if (unlink(file->temporary) != 0 && errno != ENOENT)
		return false;
	mode_t mode = file->kind == CHANGE_NEW ? 0666 : 0600;
	int fd = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0)
		return false;
	if (file->kind != CHANGE_NEW && !keep_owner(file, fd)) {
		int error = errno;
		close(fd);
		errno = error;
		return false;
	}
	return disk_write(fd, bytes, FILE_SYNC_EACH);
}

bool place_stage(struct journal_file *file)
{
	return file->kind == CHANGE_GONE || write_new(file, file->text);
}

/* ---- changing places */

/* Whether the bytes at the path have the hash; ESTALE when they have another. */
static bool is_still(const char *path, struct hash wanted)
{
	struct hash hash;
	if (!hash_file(path, &hash))
		return false;
	if (!hash_equal(hash, wanted))
		errno = ESTALE;
	return hash_equal(hash, wanted);
}

static bool rename_to_nothing(const char *path, const char *free_path)
{
	if (renameat2(AT_FDCWD, path, AT_FDCWD, free_path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	struct stat info;
	bool there = lstat(free_path, &info) == 0;
	errno = EEXIST;
	return !there && rename(path, free_path) == 0;
}

static bool swap(const char *a, const char *b)
{
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
}

/* The two files change places, so that the old one can be looked at when nobody else comes near it any more. Where the file system
 * cannot do that, it is looked at before. */
static bool put_edited(struct journal_file *file)
{
	file->swapped = swap(file->temporary, file->path);
	if (!file->swapped && errno != EINVAL && errno != ENOSYS)
		return false;
	if (!file->swapped) {
		file->placed = is_still(file->path, file->before) && rename(file->temporary, file->path) == 0;
		return file->placed;
	}
	file->placed = true;
	return is_still(file->temporary, file->before);
}

/* From its first byte on, the file is one to be taken back. */
static bool put_in_place(struct journal_file *file)
{
	file->placed = is_still(file->path, file->before);
	return file->placed && disk_write_at(file->path, file->text, O_TRUNC);
}

static bool put_away(struct journal_file *file)
{
	file->placed = rename_to_nothing(file->path, file->temporary);
	return file->placed && is_still(file->temporary, file->before);
}

bool place_put(struct journal_file *file)
{
	switch (file->kind) {
	case CHANGE_EDIT:
		return file->in_place ? put_in_place(file) : put_edited(file);
	case CHANGE_NEW:
		file->placed = rename_to_nothing(file->temporary, file->path);
		return file->placed;
	case CHANGE_GONE:
		return put_away(file);
	}
	return false;
}

bool place_take_back(struct journal_file *file)
{
	if (!file->placed)
		return true;
	bool ok = false;
	switch (file->kind) {
	case CHANGE_EDIT:
		if (file->in_place)
			ok = disk_write_at(file->path, file->old, O_TRUNC);
		else if (file->swapped)
			ok = swap(file->temporary, file->path);
		else
			ok = write_new(file, file->old) && rename(file->temporary, file->path) == 0;
		break;
	case CHANGE_NEW:
		ok = rename(file->path, file->temporary) == 0;
		break;
	case CHANGE_GONE:
		ok = rename_to_nothing(file->temporary, file->path);
		break;
	}
	file->placed = !ok;
	return ok;
}

bool place_clear(const struct journal_file *file)
{
	return unlink(file->temporary) == 0 || errno == ENOENT;
}

bool place_sync(struct arena *arena, const struct journal_file *file)
{
	const char *slash = strrchr(file->path, '/');
	return disk_sync_folder(slash ? arena_copy(arena, file->path, (size_t)(slash - file->path) + 1) : ".");
}

/* ---- what another process left */

static bool has_hash(const char *path, struct hash wanted)
{
	struct hash hash;
	return hash_file(path, &hash) && hash_equal(hash, wanted);
}

static bool is_missing(const char *path)
{
	struct stat info;
	return lstat(path, &info) != 0 && errno == ENOENT;
}

/* Reads a file into `out`; false when that does not work. */
static bool read_bytes(const char *path, struct buf *out)
{
	struct arena *arena = arena_new();
	struct diag_list ignored;
	diag_init(&ignored, arena);
	bool good = file_read(path, LIMIT_DATA_BYTES, out, &ignored);
	arena_free(arena);
	return good;
}

/* Whether the file is the beginning of the new one: it was being written in place. A disk may have made room that it had not filled. */
static bool is_torn(const struct journal_file *file)
{
	struct buf now = BUF_INIT, whole = BUF_INIT;
	bool torn = read_bytes(file->path, &now) && read_bytes(file->temporary, &whole);
	while (torn && now.len && now.data[now.len - 1] == '\0')
		now.len--;
	torn = torn && now.len < whole.len && (!now.len || memcmp(now.data, whole.data, now.len) == 0);
	buf_free(&now);
	buf_free(&whole);
	return torn;
}

enum place_state place_state_of(const struct journal_file *file, bool logged)
{
	bool staged = has_hash(file->temporary, file->after);
	switch (file->kind) {
	case CHANGE_EDIT:
		if (has_hash(file->path, file->after) || has_hash(file->temporary, file->before))
			return PLACE_DONE;
		if (staged && (has_hash(file->path, file->before) || is_torn(file)))
			return PLACE_READY;
		return logged && is_missing(file->temporary) ? PLACE_DONE : PLACE_UNREADY;
	case CHANGE_NEW:
		if (has_hash(file->path, file->after))
			return PLACE_DONE;
		if (staged && is_missing(file->path))
			return PLACE_READY;
		return logged && is_missing(file->temporary) ? PLACE_DONE : PLACE_UNREADY;
	case CHANGE_GONE:
		if (has_hash(file->temporary, file->before) || is_missing(file->path))
			return PLACE_DONE;
		return has_hash(file->path, file->before) ? PLACE_READY : PLACE_UNREADY;
	}
	return PLACE_UNREADY;
}

/* Where the new file could not be given the owner of the old one, it is copied into it. */
static bool finish_edited(const struct journal_file *file)
{
	struct stat old, fresh;
	if (stat(file->path, &old) != 0 || stat(file->temporary, &fresh) != 0)
		return false;
	if (old.st_uid == fresh.st_uid && old.st_gid == fresh.st_gid)
		return rename(file->temporary, file->path) == 0;
	struct buf bytes = BUF_INIT;
	bool good = read_bytes(file->temporary, &bytes) && disk_write_at(file->path, buf_str(&bytes), O_TRUNC);
	buf_free(&bytes);
	return good;
}

bool place_finish(const struct journal_file *file)
{
	switch (file->kind) {
	case CHANGE_EDIT:
		return finish_edited(file);
	case CHANGE_NEW:
		return rename_to_nothing(file->temporary, file->path);
	case CHANGE_GONE:
		return unlink(file->path) == 0;
	}
	return false;
}

bool place_restore(const struct journal_file *file)
{
	if (file->kind == CHANGE_NEW)
		return unlink(file->path) == 0;
	if (!has_hash(file->temporary, file->before)) {
		errno = ENOENT;
		return false;
	}
	return file->kind == CHANGE_GONE ? rename_to_nothing(file->temporary, file->path) : rename(file->temporary, file->path) == 0;
}
