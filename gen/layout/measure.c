#include "layout/measure.h"

#include <stdlib.h>

#include "base/arena.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/text.h"

struct measure *measure_add(struct layout *layout, const struct doc_node *node)
{
	if (layout->measure_count && layout->measures[layout->measure_count - 1]->node == node)
		return layout->measures[layout->measure_count - 1];
	struct measure *new = ARENA_NEW(layout->arena, struct measure);
	new->node = node;
	*ARENA_PUSH(layout->arena, layout->measures, layout->measure_count, layout->measure_capacity) = new;
	return new;
}

void measure_add_line(const struct layout *layout, struct measure *measure, const struct page_line *line)
{
	measure->left = line->left - layout->template->margin_left;
	if (measure->line_count++)
		return;
	measure->first = measure->left;
	measure->baseline = line->baseline;
}

/* Whether the cell follows a line break of the source. */
static bool is_forced(const struct text *text, size_t cell)
{
	return cell && text->cells[cell - 1].kind == TEXT_BREAK;
}

struct measure *measure_add_breaks(struct layout *layout, const struct text *text, const struct line *lines, size_t count)
{
	struct measure *measure = measure_add(layout, text->node);
	uint32_t *breaks = ARENA_ARRAY(layout->arena, uint32_t, count);
	for (size_t i = 1; i < count; i++)
		if (lines[i].first < text->cell_count && !is_forced(text, lines[i].first))
			breaks[measure->break_count++] = text->cells[lines[i].first].start - (uint32_t)text->own;
	measure->breaks = breaks;
	return measure;
}

static int compare_nodes(const struct doc_node *a, const struct doc_node *b)
{
	return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int by_node(const void *a, const void *b)
{
	return compare_nodes((*(const struct measure *const *)a)->node, (*(const struct measure *const *)b)->node);
}

struct measures measure_all(struct layout *layout)
{
	size_t count = layout->measure_count;
	const struct measure **items = ARENA_ARRAY(layout->arena, const struct measure *, count);
	for (size_t i = 0; i < count; i++)
		items[i] = layout->measures[i];
	if (count)
		qsort(items, count, sizeof *items, by_node);
	return (struct measures){ items, count };
}

const struct measure *measure_find(const struct measures *measures, const struct doc_node *node)
{
	size_t low = 0, high = measures ? measures->count : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_nodes(node, measures->items[middle]->node);
		if (order == 0)
			return measures->items[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
