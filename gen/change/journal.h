/* Several files changed as one. What is to be done is written into content/.plangen/journal, synced, before anything is touched; then the new
 * files beside the old ones; then the line of the log; then they change places. Whatever ends the process, the next start finds the journal and
 * sees by the hashes of what is there whether all can be finished or nothing was begun. Nobody looks at the content in between. */
#ifndef CHANGE_JOURNAL_H
#define CHANGE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "change/log.h"

struct diag_list;

/* A file on its way. */
struct journal_file {
	const char *path;      /* without links */
	const char *temporary; /* beside it: the new file, and, once they have changed places, the old one */
	enum change_kind kind;
	struct hash before, after;
	struct str old, text;  /* the bytes; unknown to who finds the journal of another */
	bool in_place;         /* its owner cannot be kept but by writing into the file itself */
	bool placed, swapped;  /* the new one is at its path; the old one at `temporary` */
};

/* A change that is written. */
struct journal {
	struct arena *arena;
	const char *content, *folder; /* folder: change_folder() */
	const struct change_entry *entry;
	struct str line;              /* of the log */
	size_t log_size;              /* bytes of the log before the line */
	struct journal_file *files;
	size_t count;
};

/* Takes the one lock for changes of the content, waiting a few seconds for who has it, and finishes what was interrupted. The descriptor, to be
 * closed; -1 with an error. The folder for the log is made. */
int journal_lock(struct arena *arena, const char *content, struct diag_list *diags);

/* Writes the change, for who has the lock: arena, content, entry and files (path, kind, hashes and bytes) are given. False with an error:
 * then all files are as they were. */
bool journal_commit(struct journal *journal, struct diag_list *diags);

/* Whether the path, without links, is that of the file of the content: a journal must not lead anywhere else. What is made or removed lies in the
 * content folder itself, and not behind a link out of it. */
bool journal_may_hold(struct arena *arena, const char *content, const char *path, const struct change_file *file);

/* Looks whether a change was interrupted; then journal_lock() sees to it. False with an error when that cannot be seen: nothing is to be written
 * then, not even a lock. */
bool journal_look(struct arena *arena, const char *content, bool *exists, struct diag_list *diags);

#endif
