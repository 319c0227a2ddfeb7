/* Files: atomic output, folders, safe names. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct diag_list;

/* Writes `data` to a temporary file beside `path`, checks every step, then renames it to `path`. On failure the
 * previous file is whole, the temporary file is gone, and an error is in `diags`. A target that is not a regular
 * file (/dev/full, a pipe) is written to directly. */
bool file_write(const char *path, struct str data, struct diag_list *diags);

/* Removes the temporary files that killed processes left in the folder; those of running ones stay. */
void file_remove_leftovers(const char *folder);

/* Makes the folder and its parents; true when it exists in the end. */
bool file_make_folder(const char *path, struct diag_list *diags);

/* Reads the whole file behind what `out` holds. False with an error in `diags`: not readable, a folder, or larger than `limit`
 * bytes. */
bool file_read(const char *path, size_t limit, struct buf *out, struct diag_list *diags);

bool file_exists(const char *path);   /* anything at all */
bool file_is_folder(const char *path);
bool file_same(const char *a, const char *b); /* both are there and are one file */

/* File name (no folder) from a title: path separators, control characters and what Windows refuses
 * (\ / : * ? " < > |) become '_'; leading dots and surrounding spaces go; cut at a character so that it stays within
 * LIMIT_FILE_NAME_BYTES together with `extension` (".pdf", or ""). Never empty, never "." or "..". */
char *file_safe_name(struct arena *arena, struct str title, const char *extension);

/* Joins folder and name with one '/'. An empty folder gives the name alone. */
char *file_join(struct arena *arena, const char *folder, const char *name);

/* Names in the folder (without "." and ".." and dot files), sorted by bytes. Returns their number; 0 also when the folder cannot be read. */
size_t file_list(struct arena *arena, const char *folder, const char ***names);

#endif
