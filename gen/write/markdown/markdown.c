#include "write/markdown/markdown.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/doc.h"
#include "vars/element.h"
#include "write/markdown/inline.h"

/* A document on its way out. */
struct markdown {
	struct diag_list *diags;
	bool book; /* for reading only: a source holds one plan */
};

static void add_blocks(struct markdown *md, const struct doc_node *parent, struct buf *out);

/* What the generated number would not say: see markdown_set_options() of gen/parse. */
static void add_options(const struct doc_node *node, struct buf *out)
{
	if (node->numbered)
		buf_add_text(out, " {编号}");
	else if (node->unnumbered)
		buf_add_text(out, node->restart ? " {不编号 重新编号}" : " {不编号}");
	if (node->restart && !node->unnumbered)
		buf_add_text(out, " {重新编号}");
	if (doc_stands_alone(node))
		buf_add_text(out, " {单独成行}");
}

static void add_heading(const struct markdown *md, const struct doc_node *node, struct buf *out)
{
	for (int i = 0; i < node->level + md->book; i++)
		buf_add_char(out, '#');
	buf_add_char(out, ' ');
	if (md->book && node->number)
		markdown_add_escaped(out, str_of(node->number), IN_HEADING);
	markdown_add_text(node, out, IN_HEADING);
	if (!md->book)
		add_options(node, out);
	buf_add_text(out, "\n\n");
}

/* Adds `text` with `first` before its first line and `rest` before the others that are not blank (all, for quotes). */
static void add_prefixed(struct buf *out, struct str text, const char *first, const char *rest)
{
	const char *prefix = first;
	while (text.len) {
		struct str line = str_cut(&text, "\n");
		if (line.len || *rest == '>')
			buf_add_text(out, prefix);
		buf_add_str(out, line);
		buf_add_char(out, '\n');
		prefix = rest;
	}
}

static void add_container(struct markdown *md, const struct doc_node *node, const char *first, const char *rest,
			  struct buf *out)
{
	struct buf inner = BUF_INIT;
	add_blocks(md, node, &inner);
	while (inner.len && inner.data[inner.len - 1] == '\n')
		inner.len--;
	if (!inner.len)
		buf_add_text(out, first);
	add_prefixed(out, buf_str(&inner), first, rest);
	buf_add_text(out, inner.len ? "" : "\n");
	buf_free(&inner);
}

/* Items of one paragraph each stand close together. */
static bool is_tight(const struct doc_node *list)
{
	for (const struct doc_node *item = list->first; item; item = item->next)
		if (item->first && item->first->next)
			return false;
	return true;
}

/* Whether the list needs the second of the two signs of its kind: a list right behind another one would be joined to it. */
static bool takes_other_sign(const struct doc_node *list)
{
	const struct doc_node *before = list->previous;
	bool beside = before && before->kind == DOC_LIST && before->ordered == list->ordered;
	return beside && !takes_other_sign(before);
}

static void add_list(struct markdown *md, const struct doc_node *list, struct buf *out)
{
	static const char blanks[] = "              ";
	bool tight = is_tight(list), other = takes_other_sign(list);
	for (const struct doc_node *item = list->first; item; item = item->next) {
		struct buf marker = BUF_INIT;
		if (list->ordered)
			buf_printf(&marker, "%d%s ", item->ordinal, other ? ")" : ".");
		else
			buf_add_text(&marker, other ? "* " : "- ");
		size_t width = marker.len < sizeof blanks ? marker.len : sizeof blanks - 1;
		add_container(md, item, marker.data, blanks + sizeof blanks - 1 - width, out);
		if (!tight && item->next)
			buf_add_char(out, '\n');
		buf_free(&marker);
	}
	buf_add_char(out, '\n');
}

/* ---- fenced blocks */

static void open_fence(const char *name, struct buf *out)
{
	buf_printf(out, "```%s", name);
}

static void close_fence(struct buf *out)
{
	buf_add_text(out, "```\n\n");
}

/* A block that holds nothing: what follows is another part of the plan. */
static void add_mark(const char *name, struct buf *out)
{
	buf_printf(out, "```%s\n```\n\n", name);
}

static void add_attribute(const char *name, const struct doc_node *text, struct buf *out)
{
	if (!text)
		return;
	buf_printf(out, " %s=\"", name);
	markdown_add_text(text, out, IN_QUOTES);
	buf_add_char(out, '"');
}

/* A row; `owners`: of its columns (doc_find_owners()). What merged cells cover besides their first place is marked. */
static void add_row(const struct doc_node *row, int columns, const struct doc_node *const owners[], struct buf *out)
{
	for (int column = 0; column < columns; column++) {
		const struct doc_node *cell = owners[column];
		buf_add_text(out, "| ");
		if (cell && cell->parent != row)
			buf_add_text(out, "{同上}");
		else if (cell && cell->column != column)
			buf_add_text(out, "{同左}");
		else if (cell)
			markdown_add_text(cell, out, IN_CELL);
		buf_add_char(out, ' ');
	}
	buf_add_text(out, "|\n");
}

static void add_rule(int columns, struct buf *out)
{
	for (int i = 0; i < columns; i++)
		buf_add_text(out, "| --- ");
	buf_add_text(out, "|\n");
}

/* Number of head rows; those below another row cannot be written. */
static int count_heads(const struct markdown *md, const struct doc_node *rows)
{
	enum { MOST = 9 };
	int heads = 0, row = 0;
	for (const struct doc_node *n = rows; n; n = n->next, row++) {
		heads += n->head && heads == row && heads < MOST;
		if (n->head && heads != row + 1)
			diag_add(md->diags, DIAG_MARKDOWN_HEAD_ROW, n->place);
	}
	return heads;
}

/* Number of 合计 rows at the end; those above another row cannot be written. */
static int count_totals(const struct markdown *md, const struct doc_node *rows)
{
	enum { MOST = 9 };
	int totals = 0;
	for (const struct doc_node *n = rows; n; n = n->next) {
		totals = n->total ? totals + 1 : 0;
		if (n->total && ((n->next && !n->next->total) || totals > MOST))
			diag_add(md->diags, DIAG_MARKDOWN_TOTAL_ROW, n->place);
	}
	return totals < MOST ? totals : MOST;
}

static void add_aligns(const struct doc_node *table, struct buf *out)
{
	static const char *const words[] = { "左", "左", "中", "右", "小数点" };
	for (int i = 0; table->aligns && i < table->columns; i++)
		buf_printf(out, i ? " %s" : " 对齐=\"%s", words[table->aligns[i]]);
	buf_add_text(out, table->aligns ? "\"" : "");
}

static void add_table(const struct markdown *md, const struct doc_node *table, struct buf *out)
{
	const struct doc_node *first = table->first, *rows = first;
	bool captioned = first && first->kind == DOC_CAPTION;
	if (captioned)
		rows = first->next;
	int heads = count_heads(md, rows);
	const struct doc_node *owners[LIMIT_TABLE_COLUMNS] = { NULL };
	open_fence("表格", out);
	add_attribute("标题", captioned ? first : NULL, out);
	for (int i = 0; table->widths && i < table->columns; i++)
		buf_printf(out, i ? " %d" : " 列宽=\"%d", table->widths[i]);
	buf_add_text(out, table->widths ? "\"" : "");
	if (heads != 1)
		buf_printf(out, " 表头=\"%d\"", heads);
	add_aligns(table, out);
	int totals = count_totals(md, rows);
	if (totals)
		buf_printf(out, " 合计=\"%d\"", totals);
	buf_add_char(out, '\n');
	for (const struct doc_node *n = rows; n; n = n->next) {
		doc_find_owners(n, owners);
		add_row(n, table->columns, owners, out);
		if (n == rows)
			add_rule(table->columns, out);
	}
	close_fence(out);
}

/* The children as the lines of a block. */
static void add_lines(const char *name, const struct doc_node *node, struct buf *out)
{
	open_fence(name, out);
	buf_add_char(out, '\n');
	for (const struct doc_node *n = node->first; n; n = n->next) {
		markdown_add_text(n, out, IN_LINE);
		add_options(n, out);
		buf_add_char(out, '\n');
	}
	close_fence(out);
}

static void add_note(const struct doc_node *note, struct buf *out)
{
	open_fence("附注", out);
	buf_add_char(out, '\n');
	markdown_add_text(note, out, IN_LINE);
	buf_add_char(out, '\n');
	close_fence(out);
}

static void add_attachment(struct markdown *md, const struct doc_node *node, struct buf *out)
{
	const struct doc_node *title = node->first && node->first->kind == DOC_TITLE ? node->first : NULL;
	open_fence("附件", out);
	add_attribute("标题", title, out);
	if (node->turned)
		buf_add_text(out, " 方向=\"横\"");
	if (node->unmarked)
		buf_add_text(out, " 序号=\"无\"");
	buf_add_char(out, '\n');
	close_fence(out);
	add_blocks(md, node, out);
}

/* The notes under the names that their references have. */
static void add_footnotes(const struct doc_node *notes, struct buf *out)
{
	for (const struct doc_node *note = notes->first; note; note = note->next) {
		markdown_add_footnote(out, note);
		buf_add_text(out, ": ");
		for (const struct doc_node *n = note->first; n; n = n->next) {
			buf_add_text(out, n == note->first ? "" : "    ");
			markdown_add_text(n, out, IN_PARAGRAPH);
			buf_add_text(out, "\n\n");
		}
	}
}

/* ---- books, which are to be read */

static void add_book_line(const char *lead, const struct doc_node *node, struct buf *out)
{
	buf_add_text(out, lead);
	markdown_add_text(node, out, IN_HEADING);
	buf_add_text(out, "\n\n");
}

/* A line of the contents: an item of a list as deep as its level. */
static void add_entry(const struct doc_node *entry, struct buf *out)
{
	buf_add_text(out, entry->level < 2 ? "- " : entry->level == 2 ? "  - " : entry->level == 3 ? "    - " : "      - ");
	markdown_add_text(entry, out, IN_HEADING);
	buf_printf(out, " — %s\n%s", entry->page ? entry->page : "", entry->next ? "" : "\n");
}

static void add_title(const struct markdown *md, const struct doc_node *title, struct buf *out)
{
	bool attachment = title->parent && title->parent->kind == DOC_ATTACHMENT;
	if (md->book && !attachment) /* else front matter and attributes hold it */
		add_book_line("# ", title, out);
}

static void add_block(struct markdown *md, const struct doc_node *node, struct buf *out)
{
	switch (node->kind) {
	case DOC_TITLE:
		add_title(md, node, out);
		break;
	case DOC_RECIPIENT:
		if (md->book)
			add_book_line("", node, out);
		break;
	case DOC_HEADING:
		add_heading(md, node, out);
		break;
	case DOC_PARAGRAPH:
		if (doc_is_attendance(node)) /* stands in the front matter */
			break;
		markdown_add_text(node, out, IN_PARAGRAPH);
		buf_add_text(out, "\n\n");
		break;
	case DOC_LIST:
		add_list(md, node, out);
		break;
	case DOC_QUOTE:
		add_container(md, node, "> ", "> ", out);
		buf_add_char(out, '\n');
		break;
	case DOC_TABLE:
		add_table(md, node, out);
		break;
	case DOC_ATTACHMENT_NOTE:
		add_lines("附件说明", node, out);
		break;
	case DOC_SIGNATURE:
		add_lines("落款", node, out);
		break;
	case DOC_NOTE:
		add_note(node, out);
		break;
	case DOC_ATTACHMENT:
		add_attachment(md, node, out);
		break;
	case DOC_COVER:
	case DOC_CONTENTS:
	case DOC_PLAN:
		add_blocks(md, node, out);
		break;
	case DOC_ENTRY:
		add_entry(node, out);
		break;
	case DOC_PAGE_BREAK:
		buf_add_text(out, out->len ? "---\n\n" : "\n---\n\n"); /* on the first line it would begin front matter */
		break;
	case DOC_RECORD: /* made from the front matter, at the end unless the place is named */
		if (node->next && node->next->kind != DOC_FOOTNOTES)
			add_mark("版记", out);
		break;
	case DOC_HEAD: /* made from the front matter */
		break;
	case DOC_FOOTNOTES:
		add_footnotes(node, out);
		break;
	case DOC_ROOT: /* these stand in the blocks above, never here */
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		diag_add(md->diags, DIAG_KIND_UNWRITTEN, node->place, doc_kind_name(node->kind), "md");
		break;
	}
}

static void add_blocks(struct markdown *md, const struct doc_node *parent, struct buf *out)
{
	for (const struct doc_node *n = parent->first; n; n = n->next) {
		bool behind = n->previous && n->previous->kind == DOC_ATTACHMENT && n->kind != DOC_ATTACHMENT;
		if (behind && n->kind != DOC_RECORD && n->kind != DOC_FOOTNOTES)
			add_mark("正文", out);
		add_block(md, n, out);
	}
}

/* ---- front matter */

static void add_inline_key(const char *key, const struct doc_node *node, struct buf *out)
{
	buf_printf(out, "%s: ", key);
	markdown_add_text(node, out, IN_FRONT);
	buf_add_char(out, '\n');
}

/* Meta data are plain text; quotes around them are taken off. What has a gap is read as it is written: names in it are parted once it is filled. */
static void add_meta(const char *key, struct str value, struct buf *out)
{
	bool quoted = value.len && (value.data[0] == '"' || !str_equal(value, str_trim(value)));
	struct buf text = BUF_INIT;
	if (str_find(value, DOC_GAP_OPEN) == (size_t)-1)
		element_write(key, value, &text);
	else
		buf_add_str(&text, value);
	buf_printf(out, "%s: %s", key, quoted ? "\"" : "");
	markdown_add_literal(out, buf_str(&text));
	buf_add_text(out, quoted ? "\"\n" : "\n");
	buf_free(&text);
}

/* The issuing authority that the head shows, where no meta data name it. */
static void add_authority(const struct doc *doc, struct buf *out)
{
	struct str mark = doc_find_meta(doc, "发文机关") ? STR("") : doc_mark(doc);
	mark.len -= str_ends_any(mark, doc_mark_suffixes);
	if (mark.len)
		add_meta("发文机关", mark, out);
}

static void add_front(const struct doc *doc, struct buf *out)
{
	struct buf front = BUF_INIT;
	for (const struct doc_node *n = doc->root->first; n; n = n->next)
		if (n->kind == DOC_TITLE || n->kind == DOC_RECIPIENT)
			add_inline_key(n->kind == DOC_TITLE ? "标题" : "主送", n, &front);
	if (doc->numbering != DOC_NUMBER_STANDARD)
		buf_printf(&front, "编号: %s\n", doc->numbering == DOC_NUMBER_TWO_LEVEL ? "两级" : "无");
	if (doc->continue_level3)
		buf_add_text(&front, "三级编号: 续编\n");
	for (size_t i = 0; i < doc->meta_count; i++)
		add_meta(doc->meta[i].key, doc->meta[i].value, &front);
	add_authority(doc, &front);
	if (front.len)
		buf_printf(out, "---\n%s---\n\n", front.data);
	buf_free(&front);
}

static bool write_markdown(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	struct markdown md = { .diags = diags };
	for (const struct doc_node *n = input->doc->root->first; n; n = n->next)
		md.book = md.book || n->kind == DOC_PLAN || n->kind == DOC_COVER || n->kind == DOC_CONTENTS;
	if (!md.book)
		add_front(input->doc, out);
	add_blocks(&md, input->doc->root, out);
	while (out->len > 1 && out->data[out->len - 1] == '\n' && out->data[out->len - 2] == '\n')
		buf_cut(out, out->len - 1);
	return true;
}

const struct writer writer_markdown = {
	.name = "md",
	.extension = ".md",
	.help = "Markdown as sources are written: plangen render makes the same document of it",
	.write = write_markdown,
};
