#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"

struct gap {
	const char *label;
	size_t order; /* of appearance */
};

static int by_label(const void *a, const void *b)
{
	const struct gap *left = a, *right = b;
	int order = strcmp(left->label, right->label);
	return order ? order : (left->order > right->order) - (left->order < right->order);
}

static int by_order(const void *a, const void *b)
{
	const struct gap *left = a, *right = b;
	return (left->order > right->order) - (left->order < right->order);
}

size_t doc_gap_labels(const struct doc *doc, const char *const **labels)
{
	struct gap *gaps = NULL;
	size_t count = 0, capacity = 0, kept = 0;
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (n->kind == DOC_GAP) {
			struct gap *gap = ARENA_PUSH(doc->arena, gaps, count, capacity);
			*gap = (struct gap){ n->label ? n->label : "", count };
		}
	if (count)
		qsort(gaps, count, sizeof *gaps, by_label);
	for (size_t i = 0; i < count; i++)
		if (!i || strcmp(gaps[kept - 1].label, gaps[i].label) != 0)
			gaps[kept++] = gaps[i];
	if (kept)
		qsort(gaps, kept, sizeof *gaps, by_order);
	const char **list = ARENA_ARRAY(doc->arena, const char *, kept + 1);
	for (size_t i = 0; i < kept; i++)
		list[i] = gaps[i].label;
	*labels = list;
	return kept;
}
