/* The order of what ends a document: attachment note, signature, 附注, attachments (GB/T 9704-2012, 7.3.4 to 7.3.7). */
#include "doc/order.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"

bool doc_is_below_signature(const struct doc_node *node)
{
	static const char *const starts[] = { "抄送", "抄报", "分送", "主送", "印发", "附件", "（", "(", "联系", NULL };
	if (node->kind != DOC_PARAGRAPH)
		return node->kind == DOC_ATTACHMENT || node->kind == DOC_NOTE;
	struct buf text = BUF_INIT;
	doc_add_plain_text(node, &text);
	bool found = str_starts_any(str_trim(buf_str(&text)), starts) || str_ends(str_trim(buf_str(&text)), "印发");
	buf_free(&text);
	return found;
}

/* Whether the block is text that a signature ends. */
static bool is_text(const struct doc_node *node)
{
	bool text = node->kind == DOC_HEADING || node->kind == DOC_PARAGRAPH || node->kind == DOC_LIST || node->kind == DOC_QUOTE || node->kind == DOC_TABLE;
	return text && !doc_is_below_signature(node);
}

/* Reports the signature where text follows it before a new page. */
static void check_signature(const struct doc_node *signature, struct diag_list *diags)
{
	enum { SHOWN = 60 }; /* bytes */
	const struct doc_node *next = signature->next;
	while (next && next->kind != DOC_PAGE_BREAK && !is_text(next))
		next = next->next;
	if (!next || next->kind == DOC_PAGE_BREAK)
		return;
	struct buf text = BUF_INIT;
	doc_add_plain_text(next, &text);
	diag_add(diags, DIAG_SIGNATURE_AMID, signature->place, diag_excerpt(diags->arena, str_trim(buf_str(&text)), SHOWN));
	buf_free(&text);
}

/* Reports an attachment note in an attachment, or behind the signature. */
static void check_note(const struct doc_node *note, struct diag_list *diags)
{
	bool behind = note->parent && note->parent->kind == DOC_ATTACHMENT;
	for (const struct doc_node *n = note->previous; n && !behind; n = n->previous)
		behind = n->kind == DOC_SIGNATURE;
	if (behind)
		diag_add(diags, DIAG_ATTACHMENT_NOTE_PLACE, note->place);
}

void doc_check_order(const struct doc *doc, struct diag_list *diags)
{
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		if (n->kind == DOC_SIGNATURE)
			check_signature(n, diags);
		else if (n->kind == DOC_ATTACHMENT_NOTE)
			check_note(n, diags);
	}
}
