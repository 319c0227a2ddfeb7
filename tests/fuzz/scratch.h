/* Files for functions that read from a disk: a folder in memory, made once, whose files each run writes anew. */
#ifndef FUZZ_SCRATCH_H
#define FUZZ_SCRATCH_H

#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static inline int scratch_remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

/* The path of the folder, in $TMPDIR or else in /dev/shm, which goes when the fuzzer ends (make removes that of one that crashes). */
static inline const char *scratch_folder(void);

static inline void scratch_remove(void)
{
	(void)nftw(scratch_folder(), scratch_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline const char *scratch_folder(void)
{
	static char folder[4096];
	if (!*folder) {
		const char *above = getenv("TMPDIR");
		snprintf(folder, sizeof folder, "%s/plangen-fuzz-XXXXXX", above && strlen(above) < 4000 ? above : "/dev/shm");
		if (!mkdtemp(folder) || atexit(scratch_remove) != 0)
			abort();
	}
	return folder;
}

/* Path of `name` in the folder, in `arena`. */
static inline const char *scratch_path(struct arena *arena, const char *name)
{
	return file_join(arena, scratch_folder(), name);
}

/* Puts the bytes into the file `name`; its folder is made when missing. Returns its path. */
static inline const char *scratch_write(struct arena *arena, const char *name, const uint8_t *data, size_t size)
{
	char *path = file_join(arena, scratch_folder(), name);
	for (char *slash = path + 1; *slash; slash++)
		if (*slash == '/') {
			*slash = '\0';
			(void)mkdir(path, 0755);
			*slash = '/';
		}
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size || close(fd) != 0)
		abort();
	return path;
}

#endif
