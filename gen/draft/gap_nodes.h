/* Gaps of a tree beside the slots of the text that it was made of: blocks that are taken out take their gaps along. */
#ifndef DRAFT_GAP_NODES_H
#define DRAFT_GAP_NODES_H

#include <stddef.h>

struct arena;
struct doc_node;
struct merge_slot;
struct merged;

/* DOC_GAP nodes; begins as { 0 }, lives in the arena that it is given. */
struct gap_nodes {
	const struct doc_node **items;
	size_t count, room;
};

/* Adds those at and below `top`. */
void gap_nodes_add(struct arena *arena, const struct doc_node *top, struct gap_nodes *gaps);

/* Writes the slots of `merged` to `out`, which has room for all, without the gaps that are among `gone` and not among `left`. Returns how many. */
size_t gap_nodes_keep(const struct merged *merged, const struct gap_nodes *gone, const struct gap_nodes *left, struct merge_slot *out);

#endif
