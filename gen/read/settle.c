/* What no source may have, made such as one may: what is written renders. The rules are those of gen/doc. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "read/internal.h"
#include "vars/tidy.h"

static struct str trimmed(struct read_plan *plan, const struct doc_node *node)
{
	return str_trim(read_text_of(plan->arena, node));
}

/* ---- what says nothing */

/* Kinds that a document has only with a text. */
static bool needs_text(enum doc_kind kind)
{
	return kind == DOC_TITLE || kind == DOC_RECIPIENT || kind == DOC_HEADING || kind == DOC_PARAGRAPH || kind == DOC_ITEM || kind == DOC_LIST ||
	       kind == DOC_QUOTE || kind == DOC_TABLE || kind == DOC_NOTE || kind == DOC_ATTACHMENT_NOTE || kind == DOC_ATTACHMENT;
}

static bool has_reference(const struct doc_node *node)
{
	const struct doc_node *n = node;
	while (n && n->kind != DOC_REFERENCE)
		n = doc_next(n, node);
	return n != NULL;
}

static void drop_empty(struct doc_node *root)
{
	for (struct doc_node *n = root->first, *next; n; n = next) {
		next = doc_next(n, root);
		if (!needs_text(n->kind) || !read_is_empty(n) || has_reference(n))
			continue;
		struct doc_node *last = n; /* what is below it goes with it */
		while (last->last)
			last = last->last;
		next = doc_next(last, root);
		doc_unlink(n);
	}
}

/* ---- what the program sets itself */

/* Takes off what does not belong before the text, and says so. */
static void cut_prefix(struct read_plan *plan, struct doc_node *node)
{
	struct str text = trimmed(plan, node);
	for (size_t len; (len = doc_typed_prefix(node, text)); text = trimmed(plan, node)) {
		const char *prefix = arena_copy(plan->arena, text.data, len);
		diag_add(plan->findings, DIAG_READ_PREFIX, node->place, prefix, read_sample(plan->arena, str_trim(str_from(text, len))));
		read_trim(plan->doc, node);
		read_cut_front(node, len);
	}
}

/* A number that is left in the text belongs to it. */
static void keep_number(struct doc_node *node)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(node, &text);
	node->numbered = doc_heading_number(buf_str(&text)) > 0;
	buf_free(&text);
}

/* Names of attachments keep other numbers. */
static void settle_note(struct read_plan *plan, struct doc_node *note)
{
	for (struct doc_node *n = note->first; n; n = n->next) {
		cut_prefix(plan, n);
		keep_number(n);
	}
}

/* ---- attachments */

static void settle_attachment(struct read_plan *plan, struct doc_node *attachment)
{
	struct doc_node *title = attachment->first && attachment->first->kind == DOC_TITLE ? attachment->first : NULL;
	if (title)
		cut_prefix(plan, title);
	if (title && !read_is_empty(title))
		return;
	if (title)
		doc_unlink(title);
	title = read_new(plan->doc, DOC_TITLE, attachment->place);
	doc_add_text(plan->doc, title, DOC_TEXT, STR("附件"), attachment->place);
	diag_add(plan->findings, DIAG_READ_ATTACHMENT, attachment->place, "附件");
	if (attachment->first)
		doc_insert_before(attachment->first, title);
	else
		doc_append(attachment, title);
}

/* ---- headings */

/* A heading in a list or quote is a paragraph of it. */
static void settle_inside(struct read_plan *plan, struct doc_node *heading)
{
	enum doc_kind parent = heading->parent->kind;
	if (parent == DOC_ROOT || parent == DOC_ATTACHMENT)
		return;
	diag_add(plan->findings, DIAG_READ_HEADING_INSIDE, heading->place, read_sample(plan->arena, trimmed(plan, heading)));
	heading->kind = DOC_PARAGRAPH;
	heading->level = 0;
	heading->run_in = heading->restart = heading->unnumbered = heading->numbered = heading->closed = false;
}

/* A heading whose paragraph is gone stands alone. */
static void settle_run_in(struct doc_node *heading)
{
	heading->run_in = heading->run_in && heading->next && heading->next->kind == DOC_PARAGRAPH;
}

/* No level is left out, in the text and in each attachment. */
static void settle_levels(struct read_plan *plan)
{
	const struct doc_node *body = NULL;
	int last = 0;
	for (struct doc_node *n = plan->doc->root; n; n = doc_next(n, plan->doc->root)) {
		last = n->kind == DOC_ATTACHMENT ? 0 : last;
		if (n->kind != DOC_HEADING)
			continue;
		last = n->parent == body ? last : 0;
		body = n->parent;
		if (n->level > last + 1) {
			diag_add(plan->findings, DIAG_READ_LEVEL_JUMP, n->place, read_sample(plan->arena, trimmed(plan, n)),
				 arena_printf(plan->arena, "%d", n->level), arena_printf(plan->arena, "%d", last + 1));
			n->level = last + 1;
		}
		last = n->level;
	}
}

/* ---- signatures */

/* Whether the text can be that of the element. */
static bool is_text_of(struct read_plan *plan, const struct doc_node *node, const char *name)
{
	struct diag_list ignored;
	struct buf buf = BUF_INIT;
	doc_add_plain_text(node, &buf);
	struct str text = str_trim(buf_move_str(&buf, plan->arena));
	diag_init(&ignored, plan->arena);
	return tidy_value(plan->arena, name, &text, node->place, &ignored);
}

/* A title or recipient that certainly is none is a paragraph. */
static void settle_front(struct read_plan *plan, struct doc_node *node)
{
	bool title = node->kind == DOC_TITLE;
	if (node->parent->kind != DOC_ROOT || is_text_of(plan, node, title ? "标题" : "主送"))
		return;
	if (title)
		diag_add(plan->findings, DIAG_READ_TITLE_NONE, node->place);
	node->kind = DOC_PARAGRAPH;
}

static bool is_whole(struct read_plan *plan, const struct doc_node *signature)
{
	const struct doc_node *date = signature->last;
	bool whole = date && date->kind == DOC_DATE && date->previous;
	for (const struct doc_node *n = signature->first; n && whole; n = n->next)
		whole = !read_is_empty(n) && (n == date || is_text_of(plan, n, "署名"));
	return whole;
}

/* What is left of a signature that lacks a part are paragraphs. */
static void settle_signature(struct read_plan *plan, struct doc_node *signature)
{
	if (is_whole(plan, signature))
		return;
	diag_add(plan->findings, DIAG_READ_SIGNATURE, signature->place, read_sample(plan->arena, trimmed(plan, signature)));
	for (struct doc_node *n = signature->first, *next; n; n = next) {
		next = n->next;
		doc_unlink(n);
		n->kind = DOC_PARAGRAPH;
		doc_insert_before(signature, n);
	}
	doc_unlink(signature);
}

/* ---- all */

static void settle_node(struct read_plan *plan, struct doc_node *node)
{
	if (node->kind == DOC_TITLE || node->kind == DOC_RECIPIENT)
		settle_front(plan, node);
	if (node->kind == DOC_RECIPIENT)
		cut_prefix(plan, node);
	else if (node->kind == DOC_ATTACHMENT_NOTE)
		settle_note(plan, node);
	else if (node->kind == DOC_ATTACHMENT)
		settle_attachment(plan, node);
	else if (node->kind == DOC_SIGNATURE)
		settle_signature(plan, node);
	else if (node->kind == DOC_HEADING)
		settle_inside(plan, node);
	if (node->kind == DOC_HEADING)
		settle_run_in(node);
	if (node->kind == DOC_HEADING && !node->unnumbered)
		keep_number(node);
}

void read_settle(struct read_plan *plan)
{
	struct doc_node *root = plan->doc->root;
	drop_empty(root);
	for (struct doc_node *n = root->first, *next; n; n = next) {
		next = n->next;
		settle_node(plan, n);
		next = n->parent ? doc_next(n, root) : next; /* a signature that lacks a part is gone */
	}
	drop_empty(root); /* what said no more than its prefix */
	settle_levels(plan);
}
