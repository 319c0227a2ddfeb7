/* What the contents point to. */
#include "write/docx/internal.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

static int by_node(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct docx_bookmark *)a)->node, y = (uintptr_t)((const struct docx_bookmark *)b)->node;
	return (x > y) - (x < y);
}

const struct docx_bookmark *docx_find_bookmark(const struct docx *docx, const struct doc_node *node)
{
	struct docx_bookmark wanted = { .node = node };
	if (!docx->bookmark_count || !node)
		return NULL;
	return bsearch(&wanted, docx->bookmarks, docx->bookmark_count, sizeof wanted, by_node);
}

static bool is_within(const struct doc_node *node, const struct doc_node *top)
{
	while (node && node != top)
		node = node->parent;
	return node;
}

void docx_collect_bookmarks(struct docx *docx, const struct doc_node *contents)
{
	const struct doc_node *root = docx->input->doc->root;
	size_t capacity = 0;
	for (const struct doc_node *n = contents->first; n; n = n->next)
		if (n->kind == DOC_ENTRY && is_within(n->entry_target, root)) {
			struct docx_bookmark *added = ARENA_PUSH(docx->arena, docx->bookmarks, docx->bookmark_count, capacity);
			*added = (struct docx_bookmark){ n->entry_target, docx->bookmark_count };
		}
	if (docx->bookmark_count)
		qsort(docx->bookmarks, docx->bookmark_count, sizeof *docx->bookmarks, by_node);
}

void docx_add_bookmark_name(struct buf *out, const struct docx_bookmark *bookmark)
{
	buf_printf(out, "_Toc%09zu", bookmark->id);
}

void docx_open_bookmark(struct docx *docx, const struct doc_node *node)
{
	const struct docx_bookmark *bookmark = docx_find_bookmark(docx, node);
	if (!bookmark)
		return;
	buf_printf(&docx->body, "<w:bookmarkStart w:id=\"%zu\" w:name=\"", bookmark->id);
	docx_add_bookmark_name(&docx->body, bookmark);
	buf_add_text(&docx->body, "\"/>");
}

void docx_close_bookmark(struct docx *docx, const struct doc_node *node)
{
	const struct docx_bookmark *bookmark = docx_find_bookmark(docx, node);
	if (bookmark)
		buf_printf(&docx->body, "<w:bookmarkEnd w:id=\"%zu\"/>", bookmark->id);
}
