#include "draft/bare.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "doc/doc.h"

/* Whether the source has a tag between the block's first line and the block that follows it in the document, or in the source where that is not
 * below it, as of another pass of a loop. */
static bool has_tag_below(const struct doc_node *block, const struct doc_node *next)
{
	const struct source *source = block->place.source;
	if (!source)
		return false;
	struct str rest = str_from(source->text, block->place.offset);
	if (next && next->place.source == source && next->place.offset > block->place.offset)
		rest.len = next->place.offset - block->place.offset;
	(void)str_cut(&rest, "\n");
	return rest.data && str_find(rest, "{{") != (size_t)-1;
}

/* Whether the block may be what a heading announces. */
static bool is_text(const struct doc_node *block)
{
	return block->kind == DOC_PARAGRAPH || block->kind == DOC_LIST || block->kind == DOC_QUOTE || block->kind == DOC_TABLE;
}

/* The heading has nothing of its own: no text, and no heading of a deeper level. */
static bool is_bare(const struct doc_node *heading, const struct doc_node *next)
{
	if (next && next->kind == DOC_HEADING)
		return next->level <= heading->level;
	return !next || !is_text(next);
}

static void report_heading(const struct doc_node *heading, struct diag_list *diags)
{
	const struct doc_node *next = heading->next;
	while (next && next->kind == DOC_PAGE_BREAK)
		next = next->next;
	if (heading->run_in || !is_bare(heading, next) || !has_tag_below(heading, next))
		return;
	struct buf text = BUF_INIT;
	doc_add_plain_text(heading, &text);
	diag_add(diags, DIAG_HEADING_BARE, heading->place, buf_str(&text).data);
	buf_free(&text);
}

static void report_table(const struct doc_node *table, struct diag_list *diags)
{
	bool head = false;
	for (const struct doc_node *row = table->first; row; row = row->next) {
		if (row->kind == DOC_ROW && !row->head)
			return;
		head = head || row->kind == DOC_ROW;
	}
	if (head && has_tag_below(table, table->next))
		diag_add(diags, DIAG_TABLE_BARE, table->place);
}

void bare_report(const struct doc *doc, struct diag_list *diags)
{
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		if (n->kind == DOC_HEADING)
			report_heading(n, diags);
		else if (n->kind == DOC_TABLE)
			report_table(n, diags);
	}
}
