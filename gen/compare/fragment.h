/* Blocks of a document tree as Markdown of our sources, with tags in the place of texts. */
#ifndef COMPARE_FRAGMENT_H
#define COMPARE_FRAGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct compare_passage;
struct diag_list;
struct doc_node;

/* A part of an inline's text, without its soft hyphens, that gives way to a tag. */
struct fragment_tag {
	const struct doc_node *node;
	size_t at, len;
	const char *tag; /* {{党员总数}}; NULL: it goes, as what stands before it is the tag */
};

/* A table or row of the document, and that of the plan which it was. */
struct fragment_like {
	const struct doc_node *node, *source;
};

struct fragment_tags {
	struct fragment_tag *items;
	size_t count, room;
	struct fragment_like *likes;
	size_t like_count, like_room;
};

/* Notes the tag for `len` bytes at `at` of the passage's text, which lies within inlines with text. False: it does not, and nothing is noted. In `arena`. */
bool fragment_add_tag(struct arena *arena, struct fragment_tags *tags, const struct compare_passage *passage, size_t at, size_t len, const char *tag);

/* Notes that the table or row has what its document does not show (widths and alignment of columns, 合计) from `source`. */
void fragment_add_like(struct arena *arena, struct fragment_tags *tags, const struct doc_node *node, const struct doc_node *source);

/* Sorts them, so that they can be used. */
void fragment_sort_tags(struct fragment_tags *tags);

/* The blocks, which stay as they are, as Markdown; those within another one of them are written with it. In `arena`. */
struct str fragment_markdown(struct arena *arena, const struct doc_node *const *blocks, size_t count, const struct fragment_tags *tags,
			     struct diag_list *diags);

#endif
