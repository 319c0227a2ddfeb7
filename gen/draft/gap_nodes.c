#include "draft/gap_nodes.h"

#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "merge/merge.h"

static bool is_gap_at(const struct doc_node *node, const struct merge_slot *slot)
{
	return node->kind == DOC_GAP && node->place.source == slot->place.source && node->place.offset == slot->place.offset &&
	       strcmp(node->name, slot->name) == 0;
}

void gap_nodes_add(struct arena *arena, const struct doc_node *top, struct gap_nodes *gaps)
{
	for (const struct doc_node *n = top; n; n = doc_next(n, top))
		if (n->kind == DOC_GAP)
			*ARENA_PUSH(arena, gaps->items, gaps->count, gaps->room) = n;
}

static bool has_gap(const struct gap_nodes *gaps, const struct merge_slot *slot)
{
	for (size_t i = 0; i < gaps->count; i++)
		if (is_gap_at(gaps->items[i], slot))
			return true;
	return false;
}

size_t gap_nodes_keep(const struct merged *merged, const struct gap_nodes *gone, const struct gap_nodes *left, struct merge_slot *out)
{
	size_t count = 0;
	for (size_t i = 0; i < merged->slot_count; i++)
		if (merged->slots[i].kind != SLOT_GAP || !has_gap(gone, &merged->slots[i]) || has_gap(left, &merged->slots[i]))
			out[count++] = merged->slots[i];
	return count;
}
