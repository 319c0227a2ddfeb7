/* What gives each block of a plan: a passage or block of the shared text, or an override; and the tags of the values in it. For those who put
 * an edited document back into a unit's own text. */
#ifndef DRAFT_OWN_PARTS_H
#define DRAFT_OWN_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "draft/own_file.h"

struct arena;
struct diag_list;
struct doc;
struct doc_node;
struct merging;
struct own_match;
struct own_use;

/* A passage that the plan shows. */
struct own_section {
	const char *id; /* that an override names it by */
	int level;      /* of its heading; 0: none */
	size_t outer;   /* that it lies in; PASSAGE_NONE: in none */
};

/* A block of the tree: one of the root's, or of a shared attachment's. */
struct own_part {
	const struct doc_node *node;
	size_t section;            /* that it lies in; PASSAGE_NONE: in none */
	const char *id;            /* of the passage or block; NULL: it has none, and goes with its passage alone */
	enum own_action side;      /* OWN_REPLACE: it is what is called so; else it was put before or behind it */
	bool heads;                /* a heading or the head of an attachment: only its whole passage can be replaced */
	const struct own_use *use; /* NULL: the text is shared */
};

/* A value as the plan's sources write it, where that means the same outside of loops and partials. */
struct own_tag {
	struct place place;
	const char *name, *tag; /* 党员总数, {{党员总数|中文}} */
	struct str text;        /* as it reads; of a gap its label */
	bool gap;
};

struct own_parts {
	struct own_part *parts;
	size_t part_count, part_room;
	struct own_section *sections;
	size_t section_count;
	struct own_tag *tags;
	size_t tag_count, tag_room;
};

/* The parts while overrides are put in. */
struct own_notes;

/* Notes the shared blocks, before the tree is changed. In `arena`, as all else. */
struct own_notes *own_notes_new(struct arena *arena, const struct own_match *match);

/* Notes a block that the override brings. `shown`: the passage that it is about, or lies in; `within`: the block lies in that passage. */
void own_notes_add(struct own_notes *notes, const struct doc_node *block, const struct own_use *use, size_t shown, bool within);

/* The parts of the tree as it is now, without tags. */
struct own_parts *own_notes_finish(struct own_notes *notes, const struct doc *doc);

/* The same parts in the order of the tree, whose blocks were moved since. `parts` is not to be used any more. */
struct own_parts *own_parts_sorted(struct arena *arena, const struct own_parts *parts, const struct doc *doc);

/* Adds the tags that the outline shows. */
void own_add_tags(struct own_parts *parts, struct merging *merging, const struct doc *outline);

#endif
