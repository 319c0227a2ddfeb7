/* One file of a change: written beside its place, put there, and taken back. All that fails sets errno. */
#ifndef CHANGE_PLACE_H
#define CHANGE_PLACE_H

#include "change/journal.h"

/* Writes the new file, with owner and mode of the old one, and syncs it. */
bool place_stage(struct journal_file *file);

/* Puts the new file where it belongs. False with ESTALE, and the file as it was: somebody changed it since it was looked at. */
bool place_put(struct journal_file *file);

/* Puts the old file back; the journal stays where that fails. */
bool place_take_back(struct journal_file *file);

/* Removes what is at `temporary`. */
bool place_clear(const struct journal_file *file);

/* Brings the folder of the file to the disk. */
bool place_sync(struct arena *arena, const struct journal_file *file);

/* A file of an interrupted change, by what is there. */
enum place_state {
	PLACE_DONE,    /* it is the new one, or was, before somebody went on editing it */
	PLACE_READY,   /* it is the old one, and the new one is whole beside it */
	PLACE_UNREADY, /* neither */
};

/* `logged`: the log has the change, so that all new files were whole. */
enum place_state place_state_of(const struct journal_file *file, bool logged);

/* Finishes what is PLACE_READY; takes back what is PLACE_DONE: ENOENT where the old file is gone. */
bool place_finish(const struct journal_file *file);
bool place_restore(const struct journal_file *file);

#endif
