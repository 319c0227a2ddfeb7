/* Files: atomic output, folders, safe names. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct diag_list;
struct stat;

/* When what is written is safe from a loss of power. */
enum file_sync {
	FILE_SYNC_EACH,  /* file and folder are on the disk before the call returns */
	FILE_SYNC_LATER, /* when the kernel gets to it: file_sync_all() follows, or it can be made again */
};

/* Writes `data` to a temporary file beside `path`, checks every step, then renames it to `path`. On failure the
 * previous file is whole, the temporary file is gone, and an error is in `diags`. A target that is not a regular
 * file (/dev/full, a pipe) is written to directly; a pipe that nobody reads is an error. Signals that end the process wait until a
 * regular file is written. FILE_SYNC_EACH. */
bool file_write(const char *path, struct str data, struct diag_list *diags);

/* Brings all that was written to the folder's file system to its disk. False with an error in `diags`. */
bool file_sync_all(const char *folder, struct diag_list *diags);

/* What tells a file from others without reading it. */
struct file_stamp {
	long long size;           /* bytes */
	long long modified;       /* ns since 1970 */
	unsigned long long inode; /* number of the file in its file system: those written in one tick of the clock differ in it */
};

/* file_write(), and the stamp of the very file that was written, whatever another process puts in its place. Zeros for a target that
 * is not a regular file. `stamp` may be NULL. */
bool file_write_stamped(const char *path, struct str data, enum file_sync sync, struct file_stamp *stamp,
			struct diag_list *diags);

/* Replaces the content of a source that a person owns, in the same way: owner, group and mode stay, and a link goes on leading to the
 * file. False with an error in `diags` when the file is not there or may not be written. */
bool file_edit(const char *path, struct str data, struct diag_list *diags);

/* The stamp of a regular file; false when there is none. */
bool file_stat(const char *path, struct file_stamp *stamp);
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

/* Gives the file the name `kept`, which nothing has, beside its own or, where the file system knows no second names, in its place.
 * False with errno; EEXIST: there is a file of that name. */
bool file_keep_as(const char *path, const char *kept);

/* Removes the temporary files that killed processes left in the folder; those of running ones stay. */
void file_remove_leftovers(const char *folder);

/* Makes the folder and its parents; true when it exists in the end. */
bool file_make_folder(const char *path, enum file_sync sync, struct diag_list *diags);

/* Opens a regular file for reading without ever waiting; the caller closes it. -1 with errno, ENXIO for a folder, pipe, socket or
 * device. `info` is that of the open file. */
int file_open_regular(const char *path, struct stat *info);

/* Reads the whole file behind what `out` holds. False with an error in `diags`: not readable, not a regular file, or larger than
 * `limit` bytes. The streams that the process was given (/dev/stdin, /dev/fd/N) are read to their end. */
bool file_read(const char *path, size_t limit, struct buf *out, struct diag_list *diags);

/* The bytes of a regular file, until the arena is freed, without reading them all; empty: there are none to be had. For files of the
 * system that are replaced, not written to: who shortens one meanwhile ends the process. */
struct str file_map(struct arena *arena, const char *path);

bool file_exists(const char *path);   /* anything at all; also when that cannot be told: then reading it says why */
bool file_is_folder(const char *path);
bool file_same(const char *a, const char *b); /* both are there and are one file */

/* File name (no folder) from a title: path separators, control characters and what Windows refuses
 * (\ / : * ? " < > |) become '_'; leading dots and hyphens and surrounding spaces go (a name that is all invisible is none); `suffix`
 * goes behind it, then `ending` (".pdf", or ""). The title is cut at a character, so that all stays within LIMIT_FILE_NAME_BYTES, and at the same one whatever the ending: all files of a
 * document have one name. Never empty, never "." or "..". */
char *file_safe_name(struct arena *arena, struct str title, const char *suffix, const char *ending);

/* The path without links and "..", in `arena`; of a file that is not there its folder's with the name. NULL with errno. */
const char *file_real_path(struct arena *arena, const char *path);

/* Joins folder and name with one '/'. An empty folder gives the name alone. */
char *file_join(struct arena *arena, const char *folder, const char *name);

/* Names in the folder (without "." and ".." and dot files), sorted by bytes. Returns their number; 0 also when the folder cannot be read. */
size_t file_list(struct arena *arena, const char *folder, const char ***names);

/* The same where a folder that cannot be read must not pass for an empty one: false with an error in `diags`, *count then holds what
 * was read. */
bool file_list_all(struct arena *arena, const char *folder, const char ***names, size_t *count, struct diag_list *diags);

/* Paths of all files below the folder (no dot files), each folder entered once however many links lead to it, in the order of
 * file_list(). Returns their number. */
size_t file_list_tree(struct arena *arena, const char *folder, const char ***paths);

#endif
