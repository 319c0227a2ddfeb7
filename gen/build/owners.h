/* Whose a file is that stands where a document is to be written.
 *
 * Names change hands: two units swap theirs, a plan gets the title of another. A document must not replace the file of one that has no
 * other file yet, and, where that one cannot be made, gets none. So a document that finds such a file waits until the others of the
 * batch are made; it goes on if the other document was made under its new name or only waits, too, and fails if not. */
#ifndef BUILD_OWNERS_H
#define BUILD_OWNERS_H

#include <stdbool.h>
#include <stddef.h>

#include "build/batch.h"

struct arena;
struct catalogue;
struct owners;

enum owner_answer {
	OWNER_NONE,  /* the file may be replaced */
	OWNER_WAIT,  /* the job `waits_for` has it and is still to be made */
	OWNER_OTHER, /* it stays the file of the document `whose` */
};

struct owner {
	size_t waits_for;
	const char *whose; /* document_id_text() */
};

/* For one run of the jobs. Made in `arena`. */
struct owners *owners_new(struct arena *arena, const struct catalogue *catalogue, const struct batch_job *jobs, size_t count,
			  const struct batch_options *options);

/* Whose the file `path` is, when the document `id` wants to write it. */
enum owner_answer owners_ask(struct owners *owners, const struct document_id *id, const char *path, struct owner *owner);

/* How the job ended. */
void owners_note(struct owners *owners, size_t job, const struct batch_outcome *outcome);

/* After all jobs have ended: settles who of those that wait goes on, so that owners_ask() answers OWNER_WAIT to none of them. */
void owners_settle(struct owners *owners);

#endif
