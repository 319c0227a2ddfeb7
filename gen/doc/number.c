#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "vars/number.h"

enum { LEVELS = 4 };

/* Shapes of generated numbers (GB/T 9704 clause 7.3.3 names the first four in this order). */
enum style { STYLE_COMMA, STYLE_BRACKETS, STYLE_DOT, STYLE_ROUND, STYLE_CIRCLED };

static const enum style heading_styles[][LEVELS] = {
	[DOC_NUMBER_STANDARD] = { STYLE_COMMA, STYLE_BRACKETS, STYLE_DOT, STYLE_ROUND },
	[DOC_NUMBER_TWO_LEVEL] = { STYLE_COMMA, STYLE_DOT, STYLE_ROUND, STYLE_CIRCLED },
};

/* Ordered lists within each other; the last one serves all deeper levels. */
static const enum style item_styles[] = { STYLE_DOT, STYLE_ROUND, STYLE_CIRCLED };

/* Appends the number in the writer's form; in brackets as a plain number where it has none (above ㊿). */
static void add_written(struct buf *out, bool (*write)(struct str, struct buf *), int number)
{
	char digits[16];
	int len = snprintf(digits, sizeof digits, "%d", number);
	if (!write((struct str){ digits, (size_t)len }, out))
		buf_printf(out, "（%d）", number);
}

void doc_add_circled(struct buf *out, int number)
{
	add_written(out, number_write_circled, number);
}

static const char *format_number(struct doc *doc, enum style style, int number)
{
	static const char *const before[] = { "", "（", "", "（", "" }, *const after[] = { "、", "）", ".", "）", "" };
	struct buf out = BUF_INIT;
	buf_add_text(&out, before[style]);
	if (style == STYLE_DOT || style == STYLE_ROUND)
		buf_printf(&out, "%d", number);
	else
		add_written(&out, style == STYLE_CIRCLED ? number_write_circled : number_write_chinese, number);
	buf_add_text(&out, after[style]);
	return buf_move_to(&out, doc->arena);
}

static void check_typed(struct doc *doc, const struct doc_node *node, struct diag_list *diags)
{
	struct buf text = BUF_INIT;
	if (!node->numbered)
		doc_add_plain_text(node, &text);
	size_t len = doc_heading_number(buf_str(&text));
	if (len)
		diag_add(diags, DIAG_TYPED_NUMBER, node->place, arena_copy(doc->arena, text.data, len));
	buf_free(&text);
}

/* Running counts of one body (the plan itself, or one attachment). */
struct counts {
	int of_level[LEVELS + 1];
	int last; /* level of the heading before, 0 at the start */
};

static void number_heading(struct doc *doc, struct doc_node *node, struct counts *counts, struct diag_list *diags)
{
	if (node->level > 1 && !counts->last)
		diag_add(diags, DIAG_FIRST_LEVEL, node->place, arena_printf(doc->arena, "%d", node->level));
	else if (node->level > counts->last + 1)
		diag_add(diags, DIAG_SKIPPED_LEVEL, node->place, arena_printf(doc->arena, "%d", node->level),
			 arena_printf(doc->arena, "%d", counts->last));
	counts->last = node->level;
	int continued = !doc->continue_level3 ? 0 : doc->numbering == DOC_NUMBER_TWO_LEVEL ? 2 : 3;
	for (int level = node->level + 1; level <= LEVELS; level++)
		if (level != continued)
			counts->of_level[level] = 0;
	if (node->unnumbered || doc->numbering == DOC_NUMBER_NONE)
		return;
	check_typed(doc, node, diags);
	if (node->restart)
		counts->of_level[node->level] = 0;
	node->ordinal = ++counts->of_level[node->level];
	node->number = format_number(doc, heading_styles[doc->numbering][node->level - 1], node->ordinal);
}

static void number_item(struct doc *doc, struct doc_node *item)
{
	const struct doc_node *list = item->parent;
	if (!list->ordered)
		return;
	size_t depth = 0;
	for (const struct doc_node *up = list->parent; up; up = up->parent)
		depth += up->kind == DOC_LIST && up->ordered;
	size_t last = sizeof item_styles / sizeof *item_styles - 1;
	item->ordinal = item->previous ? item->previous->ordinal + 1 : list->ordinal ? list->ordinal : 1;
	item->number = format_number(doc, item_styles[depth < last ? depth : last], item->ordinal);
}

/* “1. ” … in front of the attachments' names; a single one has no number (GB/T 9704 clause 7.3.4). */
static void number_note(struct doc *doc, struct doc_node *note, struct diag_list *diags)
{
	int ordinal = 0;
	for (struct doc_node *line = note->first; line; line = line->next) {
		check_typed(doc, line, diags);
		if (note->first == note->last)
			return;
		line->ordinal = ++ordinal;
		line->number = arena_printf(doc->arena, "%d. ", ordinal);
	}
}

static int count_attachments(const struct doc *doc)
{
	int count = 0;
	for (const struct doc_node *n = doc->root->first; n; n = n->next)
		count += n->kind == DOC_ATTACHMENT && !n->unmarked;
	return count;
}

void doc_number(struct doc *doc, struct diag_list *diags)
{
	struct counts counts = { { 0 }, 0 };
	int attachments = count_attachments(doc), attachment = 0;
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		if (n->kind == DOC_HEADING) {
			number_heading(doc, n, &counts, diags);
		} else if (n->kind == DOC_ITEM) {
			number_item(doc, n);
		} else if (n->kind == DOC_ATTACHMENT_NOTE) {
			number_note(doc, n, diags);
		} else if (n->kind == DOC_ATTACHMENT) {
			counts = (struct counts){ { 0 }, 0 };
			if (n->unmarked)
				continue;
			n->ordinal = ++attachment;
			n->number = attachments == 1 ? "附件" : arena_printf(doc->arena, "附件%d", attachment);
		}
	}
}
