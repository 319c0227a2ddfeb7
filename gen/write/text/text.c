#include "write/text/text.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/doc.h"

/* A line of an official document holds 28 characters; the signature keeps 2 of them free on the right. */
enum { SIGNATURE_CELLS = 2 * (28 - 2) };

static void add_block(const struct doc_node *node, struct buf *out, int indent);

static void add_blocks(const struct doc_node *parent, struct buf *out, int indent)
{
	for (const struct doc_node *n = parent->first; n; n = n->next)
		add_block(n, out, indent);
}

static void add_inlines(const struct doc_node *node, struct buf *out, const char *line_break)
{
	for (const struct doc_node *n = node->first; n; n = n->next) {
		size_t start = out->len;
		if (n->kind == DOC_LINE_BREAK)
			buf_add_text(out, line_break);
		if (n->kind == DOC_REFERENCE)
			doc_add_circled(out, n->ordinal);
		doc_add_visible(out, n->text);
		add_inlines(n, out, line_break);
		if (n->kind == DOC_LINK && n->target && !doc_shows_target(n, str_from(buf_str(out), start)))
			buf_printf(out, "（%s）", n->target);
	}
}

static void add_number(const struct doc_node *node, struct buf *out)
{
	if (node->number)
		buf_add_text(out, node->number);
}

static void add_indent(struct buf *out, int indent)
{
	while (indent-- > 0)
		buf_add_text(out, "　　");
}

/* The node's number and text as one paragraph. */
static void add_line(const struct doc_node *node, struct buf *out)
{
	add_number(node, out);
	add_inlines(node, out, "\n");
	buf_add_char(out, '\n');
}

static void add_item(const struct doc_node *item, struct buf *out, int indent)
{
	add_indent(out, indent);
	buf_add_text(out, item->number ? item->number : "•");
	const struct doc_node *first = item->first;
	if (!first || first->kind != DOC_PARAGRAPH)
		buf_add_char(out, '\n');
	for (const struct doc_node *n = first; n; n = n->next) {
		if (n->kind != DOC_PARAGRAPH) {
			add_block(n, out, indent + 1);
			continue;
		}
		if (n != first)
			add_indent(out, indent + 1);
		add_line(n, out);
	}
}

/* The row, a tab between its columns; cells of several lines go on below, each in its first column. */
static void add_row(const struct doc_node *row, struct buf *out)
{
	struct buf texts[LIMIT_TABLE_COLUMNS] = { 0 };
	struct str left[LIMIT_TABLE_COLUMNS];
	size_t columns = (size_t)row->parent->columns;
	for (const struct doc_node *cell = row->first; cell; cell = cell->next)
		add_inlines(cell, &texts[cell->column], "\n");
	for (size_t i = 0; i < columns; i++)
		left[i] = buf_str(&texts[i]);
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < columns; i++) {
			buf_add_str(out, str_cut(&left[i], "\n"));
			buf_add_char(out, i + 1 < columns ? '\t' : '\n');
			more = more || left[i].data;
		}
	}
	for (size_t i = 0; i < columns; i++)
		buf_free(&texts[i]);
}

static void add_attachment_note(const struct doc_node *note, struct buf *out)
{
	for (const struct doc_node *n = note->first; n; n = n->next) {
		buf_add_text(out, n == note->first ? "附件：" : "　　　");
		add_line(n, out);
	}
}

static void add_signature_line(const struct doc_node *node, struct buf *out)
{
	struct buf text = BUF_INIT;
	add_inlines(node, &text, " ");
	for (int cells = utf8_cells(text.data, text.len); cells + 2 <= SIGNATURE_CELLS; cells += 2)
		buf_add_text(out, "　");
	buf_add_str(out, buf_str(&text));
	buf_add_char(out, '\n');
	buf_free(&text);
}

/* Without pages, the notes stand behind the text, numbered through. */
static void add_footnote(const struct doc_node *note, struct buf *out)
{
	for (const struct doc_node *n = note->first; n; n = n->next) {
		if (n == note->first)
			doc_add_circled(out, note->ordinal);
		else
			add_indent(out, 1);
		add_line(n, out);
	}
}

static void add_block(const struct doc_node *node, struct buf *out, int indent)
{
	switch (node->kind) {
	case DOC_TITLE:
		add_line(node, out);
		buf_add_char(out, '\n');
		break;
	case DOC_HEADING:
		add_number(node, out);
		add_inlines(node, out, "\n");
		if (!node->run_in) /* else the paragraph goes on in the line */
			buf_add_char(out, '\n');
		break;
	case DOC_LIST:
	case DOC_TABLE:
	case DOC_SIGNATURE:
		add_blocks(node, out, indent);
		break;
	case DOC_ITEM:
		add_item(node, out, indent);
		break;
	case DOC_QUOTE:
		add_blocks(node, out, indent + 1);
		break;
	case DOC_ROW:
		add_row(node, out);
		break;
	case DOC_ATTACHMENT_NOTE:
		add_attachment_note(node, out);
		break;
	case DOC_AUTHORITY:
	case DOC_DATE:
		add_signature_line(node, out);
		break;
	case DOC_ATTACHMENT:
		buf_add_char(out, '\n');
		if (!node->unmarked)
			buf_printf(out, "%s\n", node->number ? node->number : "附件");
		add_blocks(node, out, indent);
		break;
	case DOC_FOOTNOTE:
		add_footnote(node, out);
		break;
	case DOC_FOOTNOTES:
	case DOC_RECORD:
		buf_add_char(out, '\n');
		add_blocks(node, out, indent);
		break;
	case DOC_COVER:
	case DOC_CONTENTS:
	case DOC_PLAN:
	case DOC_HEAD:
		add_blocks(node, out, indent);
		buf_add_char(out, '\n');
		break;
	case DOC_ENTRY:
		add_indent(out, node->level - 1);
		add_inlines(node, out, " ");
		buf_printf(out, "\t%s\n", node->page ? node->page : "");
		break;
	case DOC_PAGE_BREAK:
		buf_add_char(out, '\n');
		break;
	case DOC_RECIPIENT:
	case DOC_PARAGRAPH:
	case DOC_CAPTION:
	case DOC_NOTE:
	case DOC_FIELD:
	case DOC_ROOT: /* never a block of its own; its text would be shown all the same */
	case DOC_CELL:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		add_indent(out, indent);
		add_line(node, out);
		break;
	}
}

static bool write_text(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	(void)diags;
	add_blocks(input->doc->root, out, 0);
	return true;
}

const struct writer writer_text = {
	.name = "txt",
	.extension = ".txt",
	.help = "plain text, one paragraph a line, numbers written out",
	.write = write_text,
};
