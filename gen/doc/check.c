#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"

struct check {
	struct doc *doc;
	struct diag_list *diags;
	struct buf text; /* of the node at hand */
};

/* Plain text of the node, trimmed; valid until the next call. */
static struct str text_of(struct check *check, const struct doc_node *node)
{
	buf_reset(&check->text);
	doc_add_plain_text(node, &check->text);
	return str_trim(buf_str(&check->text));
}

static void check_run_in(struct check *check, struct doc_node *heading, struct str text)
{
	size_t end = str_find(text, "。");
	if (!str_ends(text, "。"))
		diag_add(check->diags, DIAG_RUN_IN_END, heading->place);
	else if (end + sizeof "。" - 1 < text.len)
		diag_add(check->diags, DIAG_RUN_IN_SENTENCES, heading->place);
	if (!heading->closed && heading->next && heading->next->kind == DOC_PARAGRAPH)
		return;
	diag_add(check->diags, DIAG_RUN_IN_ALONE, heading->place);
	heading->run_in = false;
}

/* A heading on its own line carries no end mark (reference: office practice after GB/T 9704). ？ and ！ may be meant. */
static void check_end_mark(struct check *check, const struct doc_node *heading, struct str text)
{
	static const char *const marks[] = { "。", "：", "；", "，", "、", ".", ":", ";", "," };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends(text, marks[i]))
			diag_add(check->diags, DIAG_HEADING_END_MARK, heading->place, marks[i]);
}

static void check_heading(struct check *check, struct doc_node *heading)
{
	enum doc_kind parent = heading->parent->kind;
	if (parent != DOC_ROOT && parent != DOC_PLAN && parent != DOC_ATTACHMENT)
		diag_add(check->diags, DIAG_HEADING_PLACE, heading->place);
	struct str text = text_of(check, heading);
	if (!text.len)
		diag_add(check->diags, DIAG_NODE_EMPTY, heading->place, doc_kind_name(heading->kind));
	else if (heading->run_in)
		check_run_in(check, heading, text);
	else
		check_end_mark(check, heading, text);
}

static void check_title(struct check *check, const struct doc_node *title)
{
	if (title->previous)
		diag_add(check->diags, DIAG_TITLE_TWICE, title->place);
	if (!text_of(check, title).len)
		diag_add(check->diags, DIAG_NODE_EMPTY, title->place, doc_kind_name(title->kind));
}

static void check_signature(struct check *check, const struct doc_node *signature)
{
	const struct doc_node *date = signature->last;
	bool whole = date && date->kind == DOC_DATE && date->previous;
	for (const struct doc_node *n = signature->first; n && whole; n = n->next)
		whole = n->kind == (n == date ? DOC_DATE : DOC_AUTHORITY) && text_of(check, n).len > 0;
	if (!whole)
		diag_add(check->diags, DIAG_SIGNATURE_PARTS, signature->place);
}

static void check_node(struct check *check, struct doc_node *node)
{
	switch (node->kind) {
	case DOC_HEADING:
		check_heading(check, node);
		break;
	case DOC_TITLE:
		check_title(check, node);
		break;
	case DOC_SIGNATURE:
		check_signature(check, node);
		break;
	case DOC_TABLE:
	case DOC_ATTACHMENT_NOTE:
	case DOC_NOTE:
	case DOC_RECIPIENT:
		if (!text_of(check, node).len)
			diag_add(check->diags, DIAG_NODE_EMPTY, node->place, doc_kind_name(node->kind));
		break;
	case DOC_ATTACHMENT:
		if (!node->first || node->first->kind != DOC_TITLE)
			diag_add(check->diags, DIAG_ATTACHMENT_TITLE, node->place);
		break;
	case DOC_ROOT: /* no rules */
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_ITEM:
	case DOC_QUOTE:
	case DOC_PAGE_BREAK:
	case DOC_HEAD:
	case DOC_RECORD:
	case DOC_CAPTION:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_AUTHORITY:
	case DOC_DATE:
	case DOC_FIELD:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		break;
	}
}

/* The attachment note against the attachments themselves. A note alone is in order: attachments may be separate files. */
static void check_attachments(struct check *check)
{
	const struct doc_node *note = NULL;
	int noted = 0, there = 0;
	for (const struct doc_node *n = check->doc->root->first; n; n = n->next) {
		there += n->kind == DOC_ATTACHMENT;
		if (n->kind == DOC_ATTACHMENT_NOTE)
			note = n;
	}
	for (const struct doc_node *n = note ? note->first : NULL; n; n = n->next)
		noted++;
	if (note && there && noted != there)
		diag_add(check->diags, DIAG_ATTACHMENT_COUNT, note->place, arena_printf(check->doc->arena, "%d", noted),
			 arena_printf(check->doc->arena, "%d", there));
}

bool doc_check(struct doc *doc, struct diag_list *diags)
{
	size_t before = diag_errors(diags);
	struct check check = { .doc = doc, .diags = diags, .text = BUF_INIT };
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		check_node(&check, n);
	check_attachments(&check);
	buf_free(&check.text);
	return diag_errors(diags) == before;
}
