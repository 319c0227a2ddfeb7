/* Which passages and blocks of a plan are what in an edited document: the edits of a unit's own text that make one of the other. */
#ifndef COMPARE_REGROUP_H
#define COMPARE_REGROUP_H

#include "compare/compare.h"
#include "draft/own_parts.h"

/* What the unit is to have in one place, by the blocks of the edited document. */
struct regroup_edit {
	const char *id;            /* of the passage or block */
	enum own_action side;      /* OWN_BEFORE, OWN_BEHIND, or OWN_REPLACE: what is called so itself */
	const struct own_use *use; /* that has it otherwise already; NULL: none */
	bool whole;                /* overrides of what lies in the passage go */
	size_t from, to;           /* blocks */
	size_t order;              /* of its place in the plan */
	const struct compare_passage *at; /* for messages: in the edited document, or where that has nothing, in the plan */
};

struct regroup {
	const struct doc_node **blocks; /* of the edited document, in its order; those of an attachment behind it */
	size_t block_count, block_room;
	struct regroup_edit *edits; /* in the order of the plan */
	size_t edit_count, edit_room;
	const struct compare_passage **left; /* that no edit can be made for */
	size_t left_count, left_room;
};

/* `result`: the plan, drafted with its parts, and the document. Everything is in `arena`. */
struct regroup regroup_edits(struct arena *arena, const struct compare_result *result);

/* Index of the block that the node stands in, or COMPARE_NONE; `node` may be NULL. */
size_t regroup_block_of(const struct regroup *regroup, const struct doc_node *node);

/* The part of the plan that the node stands in; NULL: in none. */
const struct own_part *regroup_part_of(const struct own_parts *parts, const struct doc_node *node);

#endif
