#include "compare/fragment.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compare/compare.h"
#include "doc/doc.h"
#include "write/markdown/markdown.h"
#include "write/markdown/signs.h"

/* ---- tags */

static struct str visible(struct buf *out, const struct doc_node *node)
{
	buf_reset(out);
	doc_add_visible(out, node->text);
	return buf_str(out);
}

bool fragment_add_tag(struct arena *arena, struct fragment_tags *tags, const struct compare_passage *passage, size_t at, size_t len, const char *tag)
{
	struct buf text = BUF_INIT;
	size_t noted = tags->count, done = at;
	for (size_t i = 0; i < passage->inline_count && done < at + len; i++) {
		const struct compare_inline *part = &passage->inlines[i];
		long end = part->at + (long)visible(&text, part->node).len;
		if (end <= (long)done || part->at > (long)done)
			continue;
		size_t to = end < (long)(at + len) ? (size_t)end : at + len;
		const char *first = tags->count == noted ? tag : NULL;
		*ARENA_PUSH(arena, tags->items, tags->count, tags->room) =
			(struct fragment_tag){ part->node, (size_t)((long)done - part->at), to - done, first };
		done = to;
	}
	buf_free(&text);
	if (done < at + len)
		tags->count = noted;
	return done == at + len;
}

static int by_node(const void *a, const void *b)
{
	const struct fragment_tag *x = a, *y = b;
	if (x->node != y->node)
		return (uintptr_t)x->node < (uintptr_t)y->node ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static int by_copy(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct fragment_like *)a)->node, y = (uintptr_t)((const struct fragment_like *)b)->node;
	return (x > y) - (x < y);
}

void fragment_add_like(struct arena *arena, struct fragment_tags *tags, const struct doc_node *node, const struct doc_node *source)
{
	*ARENA_PUSH(arena, tags->likes, tags->like_count, tags->like_room) = (struct fragment_like){ node, source };
}

void fragment_sort_tags(struct fragment_tags *tags)
{
	if (tags->count)
		qsort(tags->items, tags->count, sizeof *tags->items, by_node);
	if (tags->like_count)
		qsort(tags->likes, tags->like_count, sizeof *tags->likes, by_copy);
}

/* Index of the node's first tag, or of what stands behind all before it. */
static size_t find_tag(const struct fragment_tags *tags, const struct doc_node *node)
{
	size_t low = 0, high = tags->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if ((uintptr_t)tags->items[middle].node < (uintptr_t)node)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- copies */

struct copying {
	struct doc *doc;
	const struct fragment_tags *tags;
	struct buf text; /* scratch */
};

static struct doc_node *copy_node(struct copying *c, struct doc_node *parent, const struct doc_node *node)
{
	struct doc_node *copy = ARENA_NEW(c->doc->arena, struct doc_node);
	*copy = *node;
	copy->parent = copy->first = copy->last = copy->next = copy->previous = NULL;
	if (parent)
		doc_append(parent, copy);
	return copy;
}

/* A text with the signs of its tags. */
static void copy_tagged(struct copying *c, struct doc_node *parent, const struct doc_node *node, size_t tag)
{
	struct str text = visible(&c->text, node);
	struct buf out = BUF_INIT;
	size_t done = 0;
	for (; tag < c->tags->count && c->tags->items[tag].node == node; tag++) {
		const struct fragment_tag *item = &c->tags->items[tag];
		buf_add(&out, text.data + done, item->at - done);
		if (item->tag)
			signs_add(&out, tag);
		done = item->at + item->len;
	}
	buf_add_str(&out, str_from(text, done));
	if (out.len)
		doc_add_text(c->doc, parent, DOC_TEXT, buf_str(&out), node->place);
	buf_free(&out);
}

/* What a document does not show of tables and rows it has from those that they were in the plan. */
static void keep_attributes(const struct copying *c, const struct doc_node *node, struct doc_node *copy)
{
	struct fragment_like key = { node, NULL };
	const struct fragment_tags *tags = c->tags;
	const struct fragment_like *like = tags->like_count ? bsearch(&key, tags->likes, tags->like_count, sizeof key, by_copy) : NULL;
	if (!like)
		return;
	if (node->kind == DOC_TABLE && node->columns == like->source->columns) {
		copy->widths = like->source->widths;
		copy->aligns = copy->aligns ? copy->aligns : like->source->aligns;
	}
	copy->total = copy->total || like->source->total;
}

static void copy_tree(struct copying *c, struct doc_node *parent, const struct doc_node *node)
{
	size_t tag = find_tag(c->tags, node);
	if (tag < c->tags->count && c->tags->items[tag].node == node) {
		copy_tagged(c, parent, node, tag);
		return;
	}
	struct doc_node *copy = copy_node(c, parent, node);
	keep_attributes(c, node, copy);
	for (const struct doc_node *n = node->first; n; n = n->next)
		copy_tree(c, copy, n);
	if (node->kind != DOC_REFERENCE || !node->mate)
		return;
	copy->mate = copy_node(c, NULL, node->mate);
	copy->mate->mate = copy;
	for (const struct doc_node *n = node->mate->first; n; n = n->next)
		copy_tree(c, copy->mate, n);
}

static bool is_within(const struct doc_node *node, const struct doc_node *const *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (node->parent == blocks[i])
			return true;
	return false;
}

/* ---- Markdown */

/* Puts the tags where their signs stand. */
static struct str put_tags(struct arena *arena, const struct fragment_tags *tags, struct str text)
{
	struct buf out = BUF_INIT;
	for (size_t tag; signs_next(&text, &out, tags->count, &tag);)
		buf_add_text(&out, tags->items[tag].tag);
	return buf_move_str(&out, arena);
}

struct str fragment_markdown(struct arena *arena, const struct doc_node *const *blocks, size_t count, const struct fragment_tags *tags,
			     struct diag_list *diags)
{
	struct copying c = { doc_new(arena, NULL), tags, BUF_INIT };
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		if (!is_within(blocks[i], blocks, count))
			copy_tree(&c, c.doc->root, blocks[i]);
	doc_set_footnotes(c.doc);
	struct writer_input input = { .doc = c.doc };
	writer_markdown.write(&input, &out, diags);
	struct str text = put_tags(arena, tags, buf_str(&out));
	buf_free(&out);
	buf_free(&c.text);
	return text;
}
