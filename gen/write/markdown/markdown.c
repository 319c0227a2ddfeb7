#include "write/markdown/markdown.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "parse/piece.h"

/* Where inlines are written, which decides how a line break is, and what else is a sign there. */
enum place_kind { IN_PARAGRAPH, IN_HEADING, IN_CELL, IN_LINE, IN_FRONT, IN_QUOTES };

/* A document on its way out. */
struct markdown {
	struct diag_list *diags;
	bool book; /* for reading only: a source holds one plan */
};

static void add_inline(const struct doc_node *node, const struct doc_node *top, struct buf *out, enum place_kind place);
static void add_blocks(struct markdown *md, const struct doc_node *parent, struct buf *out);
static void add_code(struct buf *out, const struct doc_node *node, enum place_kind place);

static uint32_t first_character(struct str text)
{
	uint32_t cp = '\n';
	utf8_decode(text.data, text.len, &cp);
	return cp;
}

static uint32_t last_character(const struct buf *out)
{
	uint32_t cp = '\n';
	utf8_decode_last(out->data, out->len, &cp);
	return cp;
}

/* Characters that mean something anywhere, and those that do at the start of a line. */
static bool is_special(char c, bool line_start)
{
	return c && (strchr("\\`*_[]<>#&|!{", c) || (line_start && strchr("+-=~\"", c)));
}

/* Entities for characters that no backslash makes plain, or that nobody would see. */
static const char *entity_of(struct str text, enum place_kind place, bool line_start)
{
	if (line_start && str_starts(text, " "))
		return "&#32;";
	if (line_start && str_starts(text, "＃"))
		return "&#xFF03;";
	if (str_starts(text, DOC_SOFT_HYPHEN))
		return "&shy;";
	return place != IN_QUOTES ? NULL : str_starts(text, "`") ? "&#96;" : str_starts(text, "\"") ? "&quot;" : NULL;
}

/* Length of digits that, with the '.' or ')' behind them, would begin a list at the start of a line; else 0. */
static size_t list_number(struct str text)
{
	size_t len = 0;
	while (len < text.len && text.data[len] >= '0' && text.data[len] <= '9')
		len++;
	return len && len < text.len && (text.data[len] == '.' || text.data[len] == ')') ? len : 0;
}

static void add_escaped(struct buf *out, struct str text, enum place_kind place)
{
	uint32_t cp;
	for (size_t i = 0, step; i < text.len; i += step) {
		bool start = !out->len || out->data[out->len - 1] == '\n';
		struct str rest = str_from(text, i);
		size_t number = start ? list_number(rest) : 0;
		const char *entity = entity_of(rest, place, start);
		step = number ? number + 1 : utf8_decode(rest.data, rest.len, &cp);
		if (entity) {
			buf_add_text(out, entity);
			continue;
		}
		buf_add(out, rest.data, number);
		if (number || is_special(rest.data[0], start))
			buf_add_char(out, '\\');
		buf_add(out, rest.data + number, step - number);
	}
}

/* Text in which Markdown has no escapes; the template engine takes \\{{ for the braces themselves. */
static void add_literal(struct buf *out, struct str text)
{
	while (text.data) {
		buf_add_str(out, str_cut(&text, "{{"));
		buf_add_text(out, text.data ? "\\{{" : "");
	}
}

static size_t longest_run(struct str text, char c)
{
	size_t longest = 0, run = 0;
	for (size_t i = 0; i < text.len; i++) {
		run = text.data[i] == c ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* One code span of the node and the code nodes right behind it: backticks side by side would become one longer run. */
static void add_code(struct buf *out, const struct doc_node *node, enum place_kind place)
{
	struct buf joined = BUF_INIT;
	for (; node && node->kind == DOC_CODE; node = node->next)
		buf_add_str(&joined, node->text);
	struct str text = buf_str(&joined);
	size_t ticks = longest_run(text, '`') + 1;
	bool pad = str_starts(text, "`") || str_ends(text, "`") || (str_starts(text, " ") && str_ends(text, " "));
	for (size_t i = 0; i < ticks; i++)
		buf_add_char(out, '`');
	buf_add_text(out, pad ? " " : "");
	for (struct str rest = text; rest.data && rest.len; buf_add_text(out, rest.data ? "\\|" : ""))
		add_literal(out, place == IN_CELL ? str_cut(&rest, "|") : str_cut(&rest, "\n"));
	buf_add_text(out, pad ? " " : "");
	for (size_t i = 0; i < ticks; i++)
		buf_add_char(out, '`');
	buf_free(&joined);
}

/* First character of the text that `node` or what follows it in the same block begins with; '\n' at the end. */
static uint32_t character_from(const struct doc_node *node, const struct doc_node *top)
{
	for (; node && node->kind != DOC_LINE_BREAK; node = doc_next(node, top))
		if (node->kind == DOC_LINK)
			return '[';
		else if (node->text.len)
			return node->kind == DOC_CODE ? '`' : first_character(node->text);
	return '\n';
}

/* The node behind all of `node`, or NULL at the end of `top`. */
static const struct doc_node *node_behind(const struct doc_node *node, const struct doc_node *top)
{
	for (; node && node != top; node = node->parent)
		if (node->next)
			return node->next;
	return NULL;
}

static bool is_styled(const struct doc_node *node)
{
	return node && (node->kind == DOC_STRONG || node->kind == DOC_EMPHASIS);
}

static bool has_styled_parent(const struct doc_node *node)
{
	for (node = node->parent; node; node = node->parent)
		if (is_styled(node))
			return true;
	return false;
}

/* Whether a run of stars between these characters can open (outside before, inside behind) or, mirrored, close. */
static bool can_delimit(uint32_t outside, uint32_t inside)
{
	if (piece_is_space(inside))
		return false;
	return !piece_is_punctuation(inside) || piece_is_space(outside) || piece_is_punctuation(outside);
}

/* Stars only where plain CommonMark takes them for emphasis, which beside Chinese punctuation it often does not; else the
 * HTML element, which CommonMark always takes. */
static void add_styled(const struct doc_node *node, const struct doc_node *top, struct buf *out, enum place_kind place)
{
	const char *name = node->kind == DOC_STRONG ? "strong" : "em";
	const char *stars = node->kind == DOC_STRONG ? "**" : "*";
	const struct doc_node *behind = node_behind(node, top);
	struct buf inner = BUF_INIT;
	uint32_t before = out->len ? last_character(out) : '\n', after = character_from(behind, top);
	buf_add_char(&inner, ' '); /* what stands inside is not at the start of a line */
	for (const struct doc_node *n = node->first; n; n = n->next)
		add_inline(n, top, &inner, place);
	struct str text = str_from(buf_str(&inner), 1);
	bool plain = can_delimit(before, first_character(text)) && can_delimit(after, last_character(&inner));
	plain = plain && !has_styled_parent(node) && !str_starts(text, "*") && !str_ends(text, "*") && before != '*' && !is_styled(behind);
	if (plain)
		buf_printf(out, "%s%s%s", stars, text.data, stars);
	else
		buf_printf(out, "<%s>%s</%s>", name, text.data, name);
	buf_free(&inner);
}

static void add_link(const struct doc_node *node, const struct doc_node *top, struct buf *out, enum place_kind place)
{
	buf_add_char(out, '[');
	for (const struct doc_node *n = node->first; n; n = n->next)
		add_inline(n, top, out, place);
	buf_add_text(out, "](<");
	for (const char *at = node->target ? node->target : ""; *at; at++) {
		if (strchr("\\<>&{", *at))
			buf_add_char(out, '\\');
		buf_add_char(out, *at);
	}
	buf_add_text(out, ">)");
}

static void add_inline(const struct doc_node *node, const struct doc_node *top, struct buf *out, enum place_kind place)
{
	switch (node->kind) {
	case DOC_STRONG:
	case DOC_EMPHASIS:
		add_styled(node, top, out, place);
		break;
	case DOC_LINK:
		add_link(node, top, out, place);
		break;
	case DOC_CODE:
		if (!node->previous || node->previous->kind != DOC_CODE)
			add_code(out, node, place);
		break;
	case DOC_LINE_BREAK:
		if (node_behind(node, top)) /* at the end of a block there is nothing to break */
			buf_add_text(out, place == IN_PARAGRAPH ? "\\\n" : "<br>");
		break;
	case DOC_TEXT:
	case DOC_VALUE:
	case DOC_GAP:
	case DOC_ROOT: /* blocks, which never stand in a line */
	DOC_CASE_BLOCKS:
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_BOOK_PARTS:
	case DOC_KIND_COUNT:
		add_escaped(out, node->text, place);
		break;
	}
}

/* The inlines of the node as a text of its own; a blank at its end would be lost. */
static void add_text(const struct doc_node *node, struct buf *out, enum place_kind place)
{
	struct buf text = BUF_INIT;
	if (place == IN_HEADING || place == IN_QUOTES)
		buf_add_char(&text, ' '); /* not at the start of a line */
	size_t start = text.len;
	for (const struct doc_node *n = node->first; n; n = n->next)
		add_inline(n, node, &text, place);
	bool blank = text.len > start && text.data[text.len - 1] == ' ';
	buf_add(out, text.data ? text.data + start : NULL, text.len - start - blank);
	buf_add_text(out, blank ? "&#32;" : "");
	buf_free(&text);
}

/* What the generated number would not say: see markdown_set_options() of gen/parse. */
static void add_options(const struct doc_node *node, struct buf *out)
{
	if (node->numbered)
		buf_add_text(out, " {编号}");
	else if (node->unnumbered)
		buf_add_text(out, node->restart ? " {不编号 重新编号}" : " {不编号}");
	if (node->restart && !node->unnumbered)
		buf_add_text(out, " {重新编号}");
}

static void add_heading(const struct markdown *md, const struct doc_node *node, struct buf *out)
{
	for (int i = 0; i < node->level + md->book; i++)
		buf_add_char(out, '#');
	buf_add_char(out, ' ');
	if (md->book && node->number)
		add_escaped(out, str_of(node->number), IN_HEADING);
	add_text(node, out, IN_HEADING);
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
	add_text(text, out, IN_QUOTES);
	buf_add_char(out, '"');
}

static void add_row(const struct doc_node *row, struct buf *out)
{
	for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
		buf_add_text(out, "| ");
		add_text(cell, out, IN_CELL);
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

static void add_table(const struct markdown *md, const struct doc_node *table, struct buf *out)
{
	const struct doc_node *first = table->first, *rows = first;
	bool captioned = first && first->kind == DOC_CAPTION;
	if (captioned)
		rows = first->next;
	int heads = count_heads(md, rows);
	open_fence("表格", out);
	add_attribute("标题", captioned ? first : NULL, out);
	for (int i = 0; table->widths && i < table->columns; i++)
		buf_printf(out, i ? " %d" : " 列宽=\"%d", table->widths[i]);
	buf_add_text(out, table->widths ? "\"" : "");
	if (heads != 1)
		buf_printf(out, " 表头=\"%d\"", heads);
	buf_add_char(out, '\n');
	for (const struct doc_node *n = rows; n; n = n->next) {
		add_row(n, out);
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
		add_text(n, out, IN_LINE);
		add_options(n, out);
		buf_add_char(out, '\n');
	}
	close_fence(out);
}

static void add_note(const struct doc_node *note, struct buf *out)
{
	open_fence("附注", out);
	buf_add_char(out, '\n');
	add_text(note, out, IN_LINE);
	buf_add_char(out, '\n');
	close_fence(out);
}

static void add_attachment(struct markdown *md, const struct doc_node *node, struct buf *out)
{
	const struct doc_node *title = node->first && node->first->kind == DOC_TITLE ? node->first : NULL;
	open_fence("附件", out);
	add_attribute("标题", title, out);
	buf_add_char(out, '\n');
	close_fence(out);
	add_blocks(md, node, out);
}

/* ---- books, which are to be read */

static void add_book_line(const char *lead, const struct doc_node *node, struct buf *out)
{
	buf_add_text(out, lead);
	add_text(node, out, IN_HEADING);
	buf_add_text(out, "\n\n");
}

/* A line of the contents: an item of a list as deep as its level. */
static void add_entry(const struct doc_node *entry, struct buf *out)
{
	buf_add_text(out, entry->level < 2 ? "- " : entry->level == 2 ? "  - " : entry->level == 3 ? "    - " : "      - ");
	add_text(entry, out, IN_HEADING);
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
		add_text(node, out, IN_PARAGRAPH);
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
		buf_add_text(out, "***\n\n");
		break;
	case DOC_RECORD: /* made from the front matter, at the end unless the place is named */
		if (node->next)
			add_mark("版记", out);
		break;
	case DOC_HEAD: /* made from the front matter */
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
		if (behind && n->kind != DOC_RECORD)
			add_mark("正文", out);
		add_block(md, n, out);
	}
}

/* ---- front matter */

static void add_inline_key(const char *key, const struct doc_node *node, struct buf *out)
{
	buf_printf(out, "%s: ", key);
	add_text(node, out, IN_FRONT);
	buf_add_char(out, '\n');
}

/* Meta data are plain text; quotes around them are taken off. */
static void add_meta(const char *key, struct str value, struct buf *out)
{
	bool quoted = value.len && (value.data[0] == '"' || !str_equal(value, str_trim(value)));
	buf_printf(out, "%s: %s", key, quoted ? "\"" : "");
	add_literal(out, value);
	buf_add_text(out, quoted ? "\"\n" : "\n");
}

/* The issuing authority that the head shows, where no meta data name it. */
static void add_authority(const struct doc *doc, struct buf *out)
{
	const struct doc_node *head = doc->root->first;
	const struct doc_node *mark = head && head->kind == DOC_HEAD ? doc_field(head, "发文机关") : NULL;
	if (!mark || doc_find_meta(doc, "发文机关"))
		return;
	struct buf text = BUF_INIT;
	doc_add_plain_text(mark, &text);
	add_meta("发文机关", buf_str(&text), out);
	buf_free(&text);
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
		out->data[--out->len] = '\0';
	return true;
}

const struct writer writer_markdown = {
	.name = "md",
	.extension = ".md",
	.help = "Markdown as sources are written: plangen render makes the same document of it",
	.write = write_markdown,
};
