#include "draft/unshown.h"

#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "draft/formal.h"
#include "merge/merge.h"

static bool names(const struct doc_meta *meta, const char *name)
{
	for (const struct doc_meta_part *part = meta->parts; part && part->name; part++)
		if (strcmp(part->name, name) == 0)
			return true;
	return false;
}

static bool has_gap(const struct doc_meta *meta)
{
	for (const struct doc_meta_part *part = meta->parts; part && part->name; part++)
		if (part->gap)
			return true;
	return false;
}

/* Whether the tree, or meta data that is shown, names the variable. */
static bool is_shown(const struct doc *doc, const struct page_template *template, const char *name)
{
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if ((n->kind == DOC_VALUE || n->kind == DOC_GAP) && n->name && strcmp(n->name, name) == 0)
			return true;
	for (size_t i = 0; i < doc->meta_count; i++)
		if (formal_shows(template, doc->meta[i].key) && names(&doc->meta[i], name))
			return true;
	return false;
}

static bool is_listed(const struct draft_result *result, const char *name)
{
	for (size_t i = 0; i < result->unshown_count; i++)
		if (strcmp(result->unshown[i], name) == 0)
			return true;
	return false;
}

/* Lists the variables that only this meta data names, besides others that is not shown. */
static void list_names(const struct doc *doc, const struct page_template *template, const struct doc_meta *meta, struct draft_result *result, size_t *room)
{
	for (const struct doc_meta_part *part = meta->parts; part && part->name; part++)
		if (!is_listed(result, part->name) && !is_shown(doc, template, part->name))
			*ARENA_PUSH(doc->arena, result->unshown, result->unshown_count, *room) = part->name;
}

/* Takes the gaps of the listed variables out of the slots; returns how many slots are left. */
static size_t keep_slots(const struct merged *merged, const struct draft_result *result, struct merge_slot *out)
{
	size_t count = 0;
	for (size_t i = 0; i < merged->slot_count; i++)
		if (merged->slots[i].kind != SLOT_GAP || merged->slots[i].cell || !is_listed(result, merged->slots[i].name))
			out[count++] = merged->slots[i];
	return count;
}

void unshown_take_out(struct doc *doc, const struct page_template *template, struct merged *merged, struct draft_result *result)
{
	struct doc_meta *kept = ARENA_ARRAY(doc->arena, struct doc_meta, doc->meta_count + 1);
	size_t count = 0, room = 0;
	for (size_t i = 0; i < doc->meta_count; i++)
		if (!formal_shows(template, doc->meta[i].key))
			list_names(doc, template, &doc->meta[i], result, &room);
	for (size_t i = 0; i < doc->meta_count; i++)
		if (formal_shows(template, doc->meta[i].key) || !has_gap(&doc->meta[i]))
			kept[count++] = doc->meta[i];
	if (count == doc->meta_count)
		return;
	struct merge_slot *slots = ARENA_ARRAY(doc->arena, struct merge_slot, merged->slot_count + 1);
	merged->slot_count = keep_slots(merged, result, slots);
	merged->slots = slots;
	doc->meta = kept;
	doc->meta_count = count;
}
