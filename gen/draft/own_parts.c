#include "draft/own_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "draft/merging.h"
#include "draft/own.h"
#include "draft/own_match.h"

struct own_notes {
	struct arena *arena;
	const struct own_match *match;
	struct own_parts *parts;
	struct own_part *items; /* in no order */
	size_t count, room;
};

/* ---- shared blocks */

static size_t passes_of(const struct own_match *match, size_t outline)
{
	size_t count = 0;
	for (size_t i = 0; outline != PASSAGE_NONE && i < match->shown.count; i++)
		count += match->of_shown[i] == outline;
	return count;
}

static void add_section(struct own_notes *notes, size_t shown)
{
	const struct own_match *match = notes->match;
	const struct passage *passage = &match->shown.items[shown];
	size_t outline = match->of_shown[shown];
	bool single = passes_of(match, outline) == 1;
	const char *id = single ? match->outline.items[outline].id : passage->id;
	notes->parts->sections[shown] = (struct own_section){ id, passage->level, passage->outer };
}

/* The number that an override knows the block by; 0: none. `index`: its place in the shown passage. */
static size_t number_of(const struct own_match *match, size_t shown, const struct doc_node *block, size_t index)
{
	size_t outline = match->of_shown[shown], found = 0;
	if (passes_of(match, outline) != 1)
		return index;
	const struct passage *passage = &match->outline.items[outline];
	size_t blocks = passage_blocks(passage);
	for (size_t i = 1; i <= blocks && !found; i++) {
		struct own_stretch stretch = own_match_stretch(passage, i);
		found = own_match_has(&stretch, block) ? i : 0;
	}
	return found;
}

static void add_shared(struct own_notes *notes, size_t shown)
{
	const struct passage *passage = &notes->match->shown.items[shown];
	const char *id = notes->parts->sections[shown].id;
	size_t index = 0;
	if (passage->first->kind == DOC_HEADING || passage->first->kind == DOC_ATTACHMENT)
		*ARENA_PUSH(notes->arena, notes->items, notes->count, notes->room) =
			(struct own_part){ .node = passage->first, .section = shown, .id = id, .heads = true };
	if (passage->first->kind == DOC_ATTACHMENT) /* what it holds are passages of their own */
		return;
	for (const struct doc_node *n = passage_block(passage, 1); n && n != passage->own_end; n = n->next) {
		size_t number = number_of(notes->match, shown, n, ++index);
		const char *block = number ? arena_printf(notes->arena, "%s#%zu", id, number) : NULL;
		*ARENA_PUSH(notes->arena, notes->items, notes->count, notes->room) =
			(struct own_part){ .node = n, .section = shown, .id = block };
	}
}

struct own_notes *own_notes_new(struct arena *arena, const struct own_match *match)
{
	struct own_notes *notes = ARENA_NEW(arena, struct own_notes);
	*notes = (struct own_notes){ .arena = arena, .match = match, .parts = ARENA_NEW(arena, struct own_parts) };
	notes->parts->sections = ARENA_ARRAY(arena, struct own_section, match->shown.count + 1);
	notes->parts->section_count = match->shown.count;
	for (size_t i = 0; i < match->shown.count; i++) {
		add_section(notes, i);
		add_shared(notes, i);
	}
	return notes;
}

/* ---- overrides */

void own_notes_add(struct own_notes *notes, const struct doc_node *block, const struct own_use *use, size_t shown, bool within)
{
	enum own_action side = use->override->action;
	size_t section = shown == PASSAGE_NONE || within ? shown : notes->parts->sections[shown].outer;
	*ARENA_PUSH(notes->arena, notes->items, notes->count, notes->room) = (struct own_part){
		.node = block, .section = section, .id = use->id, .use = use,
		.side = side == OWN_BEFORE || side == OWN_BEHIND ? side : OWN_REPLACE,
	};
}

/* ---- the tree */

static int by_node(const void *a, const void *b)
{
	const struct own_part *x = a, *y = b;
	return ((uintptr_t)x->node > (uintptr_t)y->node) - ((uintptr_t)x->node < (uintptr_t)y->node);
}

static void add_blocks(struct own_notes *notes, const struct doc_node *parent)
{
	struct own_parts *parts = notes->parts;
	for (const struct doc_node *n = parent->first; n; n = n->next) {
		struct own_part key = { .node = n }, *found = bsearch(&key, notes->items, notes->count, sizeof key, by_node);
		if (!found)
			continue;
		*ARENA_PUSH(notes->arena, parts->parts, parts->part_count, parts->part_room) = *found;
		if (n->kind == DOC_ATTACHMENT && !found->use)
			add_blocks(notes, n);
	}
}

struct own_parts *own_notes_finish(struct own_notes *notes, const struct doc *doc)
{
	if (!notes->count)
		return notes->parts;
	qsort(notes->items, notes->count, sizeof *notes->items, by_node);
	add_blocks(notes, doc->root);
	return notes->parts;
}

struct own_parts *own_parts_sorted(struct arena *arena, const struct own_parts *parts, const struct doc *doc)
{
	struct own_parts *out = ARENA_NEW(arena, struct own_parts);
	*out = *parts;
	out->parts = NULL;
	out->part_count = out->part_room = 0;
	if (!parts->part_count)
		return out;
	qsort(parts->parts, parts->part_count, sizeof *parts->parts, by_node);
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		struct own_part key = { .node = n }, *found = bsearch(&key, parts->parts, parts->part_count, sizeof key, by_node);
		if (found)
			*ARENA_PUSH(arena, out->parts, out->part_count, out->part_room) = *found;
	}
	return out;
}

/* ---- tags */

/* The tag of one value, not of a section or partial; an unescaped one gives blocks. */
static bool is_value_tag(struct str text)
{
	return str_starts(text, "{{") && text.len > strlen("{{}}") && str_ends(text, "}}") && !strchr("{#^/>$<!@&", text.data[2]) &&
	       str_find(str_from(text, 2), "{{") == (size_t)-1;
}

/* What the tag gives where it stands alone. False: no value. */
static bool read_tag(struct merging *merging, struct own_tag *tag)
{
	struct merged merged;
	struct diag_list *diags = merging->diags, ignored;
	struct arena *arena = merging->arena;
	diag_init(&ignored, arena);
	merging->diags = &ignored;
	bool good = merging_expand(arena, merging, source_of_text(arena, "", str_of(tag->tag)), MERGE_PLACEHOLDERS, &merged);
	merging->diags = diags;
	if (!good || merged.slot_count != 1 || merged.slots->kind == SLOT_MARKDOWN)
		return false;
	tag->name = merged.slots->name;
	tag->text = merged.slots->text;
	tag->gap = merged.slots->kind == SLOT_GAP;
	return true;
}

void own_add_tags(struct own_parts *parts, struct merging *merging, const struct doc *outline)
{
	struct arena *arena = merging->arena;
	for (const struct doc_node *n = outline->root; n; n = doc_next(n, outline->root)) {
		if (n->kind != DOC_VALUE || !is_value_tag(n->text))
			continue;
		struct own_tag tag = { .place = n->place, .tag = arena_copy(arena, n->text.data, n->text.len) };
		if (read_tag(merging, &tag))
			*ARENA_PUSH(arena, parts->tags, parts->tag_count, parts->tag_room) = tag;
	}
}
