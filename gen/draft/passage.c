#include "draft/passage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

enum { LEVELS = 5 }; /* 1 … 4 of headings; 0: what has none */

/* The passages while the tree is walked. */
struct collecting {
	struct arena *arena;
	struct passages found;
	size_t open[LEVELS]; /* the one that is open on each level; PASSAGE_NONE: none is */
	size_t around;       /* the attachment that is walked; PASSAGE_NONE: none is */
};

/* ---- where they begin and end */

/* The text of a heading as a part of an id: '/', '#' and '[' have a meaning there. */
static const char *title_of(struct arena *arena, const struct doc_node *node)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	doc_add_plain_text(node, &text);
	struct str rest = str_trim(buf_str(&text));
	if (str_ends(rest, "。"))
		rest.len -= strlen("。");
	for (size_t i = 0; i < rest.len; i++) {
		const char *wide = rest.data[i] == '/' ? "／" : rest.data[i] == '#' ? "＃" : rest.data[i] == '[' ? "［" : NULL;
		if (wide)
			buf_add_text(&out, wide);
		else
			buf_add_char(&out, rest.data[i] == '\n' ? ' ' : rest.data[i]);
	}
	buf_free(&text);
	return out.len ? buf_move_to(&out, arena) : "—";
}

/* Ends those that are open on this level or a deeper one. */
static void close_from(struct collecting *c, int level, struct doc_node *at)
{
	for (int i = level; i < LEVELS; i++) {
		if (c->open[i] != PASSAGE_NONE)
			c->found.items[c->open[i]].end = at;
		c->open[i] = PASSAGE_NONE;
	}
}

/* The next heading ends the numbered blocks of all that are open. */
static void end_own(struct collecting *c, struct doc_node *at)
{
	for (int i = 0; i < LEVELS; i++)
		if (c->open[i] != PASSAGE_NONE && !c->found.items[c->open[i]].own_end)
			c->found.items[c->open[i]].own_end = at;
}

static size_t find_outer(const struct collecting *c, int level)
{
	for (int i = level - 1; i > 0; i--)
		if (c->open[i] != PASSAGE_NONE)
			return c->open[i];
	return c->around;
}

static size_t open_passage(struct collecting *c, struct doc_node *first, int level, const char *title)
{
	end_own(c, first);
	close_from(c, level, first);
	if (c->open[0] != PASSAGE_NONE) {
		c->found.items[c->open[0]].end = first;
		c->open[0] = PASSAGE_NONE;
	}
	size_t outer = find_outer(c, level);
	*ARENA_PUSH(c->arena, c->found.items, c->found.count, c->found.room) =
		(struct passage){ .title = title, .parent = first->parent, .first = first, .outer = outer, .level = level };
	c->open[level] = c->found.count - 1;
	return c->open[level];
}

/* What a passage that such a block begins is called; NULL: it begins none. */
static const char *name_of_kind(enum doc_kind kind)
{
	return kind == DOC_ATTACHMENT_NOTE ? "附件说明" : kind == DOC_SIGNATURE ? "落款" : kind == DOC_NOTE ? "附注" : NULL;
}

/* What belongs to the document and is no passage. */
static bool is_apart(enum doc_kind kind)
{
	return kind == DOC_TITLE || kind == DOC_RECIPIENT || kind == DOC_HEAD || kind == DOC_RECORD || kind == DOC_FOOTNOTES;
}

static bool is_any_open(const struct collecting *c)
{
	for (int i = 0; i < LEVELS; i++)
		if (c->open[i] != PASSAGE_NONE)
			return true;
	return false;
}

static void collect_in(struct collecting *c, const struct doc_node *parent);

static void collect_attachment(struct collecting *c, struct doc_node *node)
{
	const struct doc_node *name = node->first && node->first->kind == DOC_TITLE ? node->first : NULL;
	struct collecting inner = *c;
	size_t index = open_passage(c, node, 0, arena_printf(c->arena, "附件：%s", name ? title_of(c->arena, name) : ""));
	close_from(c, 0, node->next);
	inner.found = c->found;
	inner.around = index;
	for (int i = 0; i < LEVELS; i++)
		inner.open[i] = PASSAGE_NONE;
	collect_in(&inner, node);
	c->found = inner.found;
}

static void collect_in(struct collecting *c, const struct doc_node *parent)
{
	for (struct doc_node *n = parent->first; n; n = n->next) {
		const char *name = name_of_kind(n->kind);
		if (is_apart(n->kind)) {
			end_own(c, n);
			close_from(c, 0, n);
		} else if (n->kind == DOC_ATTACHMENT) {
			collect_attachment(c, n);
		} else if (n->kind == DOC_HEADING) {
			open_passage(c, n, n->level < LEVELS ? n->level : LEVELS - 1, title_of(c->arena, n));
		} else if (name || !is_any_open(c)) {
			close_from(c, 0, n);
			open_passage(c, n, 0, name ? name : "开头");
		}
	}
}

/* ---- what they are called */

/* The passages of one place that are called the same, beside each other, in their order. */
static int by_place_and_title(const void *a, const void *b)
{
	const struct passage *x = *(struct passage *const *)a, *y = *(struct passage *const *)b;
	int order = strcmp(x->title, y->title);
	if (x->outer != y->outer)
		return x->outer < y->outer ? -1 : 1;
	return order ? order : (x > y) - (x < y);
}

/* Gives each its id without that of the outer one, with its number where others are called so. */
static void number_titles(struct arena *arena, struct passages *passages)
{
	struct passage **sorted = ARENA_ARRAY(arena, struct passage *, passages->count + 1);
	for (size_t i = 0; i < passages->count; i++)
		sorted[i] = &passages->items[i];
	if (passages->count)
		qsort(sorted, passages->count, sizeof *sorted, by_place_and_title);
	for (size_t i = 0, next; i < passages->count; i = next) {
		next = i + 1;
		while (next < passages->count && sorted[next]->outer == sorted[i]->outer && strcmp(sorted[next]->title, sorted[i]->title) == 0)
			next++;
		for (size_t k = i; k < next; k++)
			sorted[k]->id = next == i + 1 ? sorted[k]->title : arena_printf(arena, "%s[%zu]", sorted[k]->title, k - i + 1);
	}
}

struct passages passages_of(struct arena *arena, const struct doc *doc)
{
	struct collecting c = { .arena = arena, .around = PASSAGE_NONE };
	for (int i = 0; i < LEVELS; i++)
		c.open[i] = PASSAGE_NONE;
	collect_in(&c, doc->root);
	number_titles(arena, &c.found);
	for (size_t i = 0; i < c.found.count; i++) {
		struct passage *passage = &c.found.items[i];
		if (!passage->own_end)
			passage->own_end = passage->end;
		const struct passage *outer = passage->outer != PASSAGE_NONE ? &c.found.items[passage->outer] : NULL;
		passage->plain = outer ? arena_printf(arena, "%s/%s", outer->plain, passage->title) : passage->title;
		if (outer) /* which stands before it and has its whole id */
			passage->id = arena_printf(arena, "%s/%s", outer->id, passage->id);
	}
	return c.found;
}

/* ---- blocks */

/* The first block with a number; own_end: there is none. */
static struct doc_node *first_block(const struct passage *passage)
{
	return passage->first->kind == DOC_HEADING ? passage->first->next : passage->first;
}

struct doc_node *passage_block(const struct passage *passage, size_t number)
{
	struct doc_node *node = first_block(passage);
	while (node && node != passage->own_end && --number)
		node = node->next;
	return node == passage->own_end ? NULL : node;
}

size_t passage_blocks(const struct passage *passage)
{
	size_t count = 0;
	for (const struct doc_node *n = first_block(passage); n && n != passage->own_end; n = n->next)
		count++;
	return count;
}

/* Cells, items and what else stands within a block, a line each, then its footnotes. */
static void add_block(const struct doc_node *block, struct buf *out)
{
	for (int i = 0; block->kind == DOC_HEADING && i < block->level; i++)
		buf_add_text(out, i + 1 < block->level ? "#" : "# ");
	doc_add_plain_text(block, out);
	if (block->kind == DOC_PAGE_BREAK)
		buf_add_text(out, "---");
	buf_add_char(out, '\n');
	for (const struct doc_node *n = block; n; n = doc_next(n, block))
		if (n->kind == DOC_REFERENCE) {
			buf_add_text(out, "[^] ");
			doc_add_plain_text(n->mate, out);
			buf_add_char(out, '\n');
		}
}

void passage_add_text(const struct doc_node *first, const struct doc_node *end, struct buf *out)
{
	for (const struct doc_node *n = first; n && n != end; n = n->next)
		add_block(n, out);
}

struct str passage_text(struct arena *arena, const struct doc_node *first, const struct doc_node *end)
{
	struct buf out = BUF_INIT;
	passage_add_text(first, end, &out);
	return buf_move_str(&out, arena);
}
