/* Which passages and blocks of a merged plan are those of its outline, and which an id names. Private to own.c. */
#ifndef DRAFT_OWN_MATCH_H
#define DRAFT_OWN_MATCH_H

#include "doc/doc.h"
#include "draft/passage.h"

struct diag_list;
struct own_override;

/* A plan before values are put in, and with them. */
struct own_match {
	struct passages outline, shown; /* shown: without items where there is no tree */
	size_t *of_shown;               /* by shown passage: that of the outline, or PASSAGE_NONE */
};

/* What an id names. */
struct own_target {
	const struct passages *in; /* the outline, or what is shown: a pass of a loop has a name of its own only there */
	size_t passage;
	size_t block;              /* number of the block; 0: the whole passage */
};

/* Finds out which is which, by the places in the sources. */
void own_match_passages(struct arena *arena, struct own_match *match);

/* Where in a source the blocks stand that a block of the outline gives, and of which kind they are. */
struct own_stretch {
	enum doc_kind kind;
	struct place start;
	size_t end; /* offset behind it */
};

/* The stretch of the block of the outline's passage with this number. */
struct own_stretch own_match_stretch(const struct passage *outline, size_t block);

/* Whether the block of a shown passage was made of that block of the outline. */
bool own_match_has(const struct own_stretch *stretch, const struct doc_node *block);

/* What the id names: a whole one, or the end of only one. False with an error. `variant`, `unit`: for messages. */
bool own_find_target(struct arena *arena, const struct own_match *match, const struct own_override *override, const char *variant,
		     const char *unit, struct own_target *target, struct diag_list *diags);

#endif
