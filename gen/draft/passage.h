/* The passages of a plan: what units may say otherwise, and what it is called.
 *
 * A passage is a heading with all up to the next one of its level or a higher one, what stands before the first heading (开头), 附件说明, 落款
 * and 附注 each with what follows it, and an attachment. Its id is the path of headings, 加强学习/安排好理论学习, so that it stays when something
 * else is added, moved or dropped. Of passages in one place that are called the same, each has its number behind it, 总体要求[2]. A block of a
 * passage, below its heading and before the next one, is known by its number: 加强学习/安排好理论学习#1. */
#ifndef DRAFT_PASSAGE_H
#define DRAFT_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct doc;
struct doc_node;

#define PASSAGE_NONE ((size_t)-1)

struct passage {
	const char *id;
	const char *plain;            /* the id without the numbers of passages that are called the same */
	const char *title;            /* last part of that */
	struct doc_node *parent;      /* of its blocks: the root, or an attachment */
	struct doc_node *first, *end; /* its blocks: first … before end; end NULL: to the last */
	struct doc_node *own_end;     /* where the next heading begins; its blocks with a number are those before it */
	size_t outer;                 /* the passage that it lies in; PASSAGE_NONE: in none */
	int level;                    /* of its heading; 0: it has none */
};

struct passages {
	struct passage *items; /* as they stand in the tree: an outer one before those in it */
	size_t count, room;
};

/* All passages of the tree. In `arena`. */
struct passages passages_of(struct arena *arena, const struct doc *doc);

/* The block of the passage with this number, from 1; NULL: it has none. */
struct doc_node *passage_block(const struct passage *passage, size_t number);

/* The number of the passage's blocks. */
size_t passage_blocks(const struct passage *passage);

/* Appends the text of the blocks `first` … before `end`, a line a piece, headings behind #: what people compare. */
void passage_add_text(const struct doc_node *first, const struct doc_node *end, struct buf *out);

/* The same in `arena`. */
struct str passage_text(struct arena *arena, const struct doc_node *first, const struct doc_node *end);

#endif
