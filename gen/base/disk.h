/* The steps of writing a file that base/file.h and who writes several files at once put together. All that fails sets errno. */
#ifndef BASE_DISK_H
#define BASE_DISK_H

#include <signal.h>
#include <stdbool.h>

#include "base/file.h"
#include "base/str.h"

/* Writes everything and closes, with FILE_SYNC_EACH only when the disk has it. */
bool disk_write(int fd, struct str data, enum file_sync sync);

/* Writes into the file at `path`, not beside it. `flags`: O_TRUNC for a file, 0 for a device or a pipe. A pipe that nobody reads is an error
 * (ENXIO), not something to wait for; one that is read may be slow. */
bool disk_write_at(const char *path, struct str data, int flags);

/* Gives the new file owner, group and mode of the one that it replaces. */
bool disk_keep_owner(int fd, const struct stat *old);

/* A new name in a folder is on the disk when the folder is. */
bool disk_sync_folder(const char *path);

/* Lets signals that end the process wait until files are written: no temporary file stays, and a file that is written in place is whole.
 * The disk is all that it waits for. What disk_release_signals() wants, which leaves errno as it is. */
sigset_t disk_hold_signals(void);
void disk_release_signals(const sigset_t *before);

#endif
