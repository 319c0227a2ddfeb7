#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"

/* A document whose tree is filled in by hand. */
static struct doc *new_doc(struct arena **arena)
{
	*arena = arena_new();
	return doc_new(*arena, NULL);
}

static struct doc_node *add(struct doc *doc, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct doc_node *node = doc_add(doc, parent, kind, NO_PLACE);
	if (*text)
		doc_add_text(doc, node, DOC_TEXT, str_of(text), NO_PLACE);
	return node;
}

Test(doc_tree, insert_and_unlink_keep_the_links)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	struct doc_node *a = add(doc, doc->root, DOC_PARAGRAPH, "a");
	struct doc_node *b = add(doc, doc->root, DOC_PARAGRAPH, "b");
	doc_unlink(b);
	cr_assert(doc->root->last == a && !a->next && !b->parent);
	doc_insert_before(a, b);
	cr_assert(doc->root->first == b && b->next == a && a->previous == b && b->parent == doc->root);
	doc_unlink(b);
	cr_assert(doc->root->first == a && !a->previous);
	arena_free(arena);
}

Test(doc_tree, walk_is_in_document_order_and_stays_below_the_top)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	struct doc_node *list = add(doc, doc->root, DOC_LIST, "");
	struct doc_node *item = add(doc, list, DOC_ITEM, "");
	struct doc_node *text = add(doc, item, DOC_PARAGRAPH, "");
	struct doc_node *last = add(doc, doc->root, DOC_PARAGRAPH, "");
	cr_assert(doc_next(doc->root, doc->root) == list && doc_next(list, doc->root) == item);
	cr_assert(doc_next(item, doc->root) == text && doc_next(text, doc->root) == last);
	cr_assert(!doc_next(last, doc->root) && !doc_next(text, list));
	arena_free(arena);
}

Test(doc_tree, title_is_one_line)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	cr_assert_str_eq(doc_title(doc), "");
	struct doc_node *title = add(doc, doc->root, DOC_TITLE, "县科技局2026年");
	add(doc, title, DOC_LINE_BREAK, "");
	doc_add_text(doc, doc_add(doc, title, DOC_STRONG, NO_PLACE), DOC_VALUE, STR("党建"), NO_PLACE);
	cr_assert_str_eq(doc_title(doc), "县科技局2026年党建");
	add(doc, title, DOC_LINE_BREAK, "");
	doc_add_text(doc, title, DOC_TEXT, STR("Plan"), NO_PLACE);
	cr_assert_str_eq(doc_title(doc), "县科技局2026年党建 Plan");
	arena_free(arena);
}

Test(doc_tree, dump_shows_depth_attributes_and_gaps)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	struct doc_node *item = add(doc, add(doc, doc->root, DOC_LIST, ""), DOC_ITEM, "");
	struct doc_node *gap = doc_add_text(doc, item, DOC_GAP, STR("〔待填：党员总数〕"), NO_PLACE);
	gap->name = "党员总数";
	add(doc, doc->root, DOC_HEADING, "")->level = 2;
	struct buf out = BUF_INIT;
	doc_dump(doc, &out);
	cr_assert_str_eq(out.data, "root @0:0\n  list @0:0\n    item @0:0\n"
				   "      gap name=党员总数 \"〔待填：党员总数〕\" @0:0\n  heading level=2 @0:0\n");
	cr_assert_eq(doc->gaps, 1);
	buf_free(&out);
	arena_free(arena);
}
