/* Whose a file is that stands where a document is to be written.
 *
 * Names change hands: two units swap theirs, a plan gets the title of another. A document must not replace the file of one that has no
 * other file yet, and, where that one cannot be made, gets none. So a document that finds such files waits until the others of the
 * batch are made; it goes on if those whose files they are were made under their new names or only wait, too, and fails if not. Those
 * that another part of the batch makes are made here as well, but not written, to see whether they can be. */
#ifndef BATCH_OWNERS_H
#define BATCH_OWNERS_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/batch.h"

struct arena;
struct output_file;
struct catalogue;
struct owners;

enum owner_answer {
	OWNER_NONE,  /* the files may be replaced */
	OWNER_WAIT,  /* the documents `first` have some of them and are still to be made */
	OWNER_OTHER, /* the file `path` stays that of the document `whose` */
};

struct owner {
	const struct document_id *first; /* live as long as the owners */
	size_t first_count;
	const char *path, *whose; /* document_id_text() */
};

/* For one run of the jobs, or, with none, for drafts beside the products of batches, which wait for nobody. Of `options`, which lives
 * as long, drafts need the store. Made in `arena`. */
struct owners *owners_new(struct arena *arena, const struct catalogue *catalogue, const struct batch_job *jobs, size_t count,
			  const struct batch_options *options);

/* Whose the files are, of which the paths are asked, when the document `id` wants to write them. */
enum owner_answer owners_ask(struct owners *owners, const struct document_id *id, const struct output_file *files, size_t count,
			     struct owner *owner);

/* How the job ended. Behind the jobs' indices are those of owners_elsewhere(). */
void owners_note(struct owners *owners, size_t job, const struct batch_outcome *outcome);

/* A document that somebody waits for and that is none of the jobs, by its index, from the number of jobs on; NULL: no more. */
const struct document_id *owners_elsewhere(const struct owners *owners, size_t index);

/* After all jobs have ended: settles who of those that wait goes on, so that owners_ask() answers OWNER_WAIT to none of them. */
void owners_settle(struct owners *owners);

#endif
