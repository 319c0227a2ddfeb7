/* The parts of the Markdown reader. Private to gen/parse. */
#ifndef PARSE_MARKDOWN_H
#define PARSE_MARKDOWN_H

#include <cmark.h>

#include "parse/context.h"
#include "parse/piece.h"

/* Reads the front matter; returns the offset of the text behind it. */
size_t markdown_read_front(struct parse *parse);

/* Adds the inlines below a cmark node to `parent`, which is `depth` deep. */
void markdown_add_inlines(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent,
			  int depth);

/* Adds one inline below a cmark node. */
void markdown_add_inline(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			 int depth);

/* Adds one line of inline Markdown (a cell, an item of a fenced block). */
void markdown_add_line(struct parse *parse, struct str line, struct spot spot, struct doc_node *parent, int depth);

/* Adds what a fenced block stands for (表格, 落款 …) to `parent`. `top`: not within a list or quote. */
void markdown_add_fence(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			int depth, bool top);

/* Adds the blocks of a markdown value. */
void markdown_add_value(struct parse *parse, const struct merge_slot *slot, struct doc_node *parent, int depth);

/* Position where a cmark node starts. */
struct spot markdown_spot(const struct piece *piece, cmark_node *node);

#endif
