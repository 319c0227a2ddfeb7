#include "write/markdown/markdown.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "parse/piece.h"

/* Where inlines are written, which decides how a line break is. */
enum place_kind { IN_PARAGRAPH, IN_HEADING, IN_CELL };

static void add_inline(const struct doc_node *node, const struct doc_node *top, struct buf *out, enum place_kind place);
static void add_blocks(const struct doc_node *parent, struct buf *out);

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
	return c && (strchr("\\`*_[]<>#&|!", c) || (line_start && strchr("+-=~", c)));
}

/* Length of digits that, with the '.' or ')' behind them, would begin a list at the start of a line; else 0. */
static size_t list_number(struct str text)
{
	size_t len = 0;
	while (len < text.len && text.data[len] >= '0' && text.data[len] <= '9')
		len++;
	return len && len < text.len && (text.data[len] == '.' || text.data[len] == ')') ? len : 0;
}

static void add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool start = !out->len || out->data[out->len - 1] == '\n';
		size_t number = start ? list_number(str_from(text, i)) : 0;
		buf_add(out, text.data + i, number);
		i += number;
		if (start && !number && text.data[i] == ' ') {
			buf_add_text(out, "&#32;");
			continue;
		}
		if (number || is_special(text.data[i], start))
			buf_add_char(out, '\\');
		buf_add_char(out, text.data[i]);
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
static void add_code(struct buf *out, const struct doc_node *node)
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
	buf_add_str(out, text);
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
		if (strchr("\\<>&", *at))
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
			add_code(out, node);
		break;
	case DOC_LINE_BREAK:
		if (node_behind(node, top)) /* at the end of a block there is nothing to break */
			buf_add_text(out, place == IN_PARAGRAPH ? "\\\n" : "<br>");
		break;
	default:
		add_escaped(out, node->text);
		break;
	}
}

/* Text behind `lead` (already Markdown) as a block of its own: a blank at its end would be lost. */
static void add_text(const struct doc_node *node, const char *lead, struct buf *out, enum place_kind place)
{
	struct buf text = BUF_INIT;
	if (place != IN_PARAGRAPH || *lead)
		buf_add_char(&text, ' ');
	size_t start = text.len;
	buf_add_text(&text, lead);
	if (node->number)
		add_escaped(&text, str_of(node->number));
	for (const struct doc_node *n = node->first; n; n = n->next)
		add_inline(n, node, &text, place);
	bool blank = text.len > start && text.data[text.len - 1] == ' ';
	buf_add(out, text.data ? text.data + start : NULL, text.len - start - blank);
	buf_add_text(out, blank ? "&#32;" : "");
	buf_free(&text);
}

static void add_heading(const struct doc_node *node, int level, struct buf *out)
{
	for (int i = 0; i < level; i++)
		buf_add_char(out, '#');
	buf_add_char(out, ' ');
	add_text(node, "", out, IN_HEADING);
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

static void add_container(const struct doc_node *node, const char *first, const char *rest, struct buf *out)
{
	struct buf inner = BUF_INIT;
	add_blocks(node, &inner);
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

static void add_list(const struct doc_node *list, struct buf *out)
{
	static const char blanks[] = "              ";
	bool tight = is_tight(list);
	if (list->previous && list->previous->kind == DOC_LIST) /* else cmark would join the two */
		buf_add_text(out, "<!-- -->\n\n");
	for (const struct doc_node *item = list->first; item; item = item->next) {
		struct buf marker = BUF_INIT;
		if (list->ordered)
			buf_printf(&marker, "%d. ", item->ordinal);
		else
			buf_add_text(&marker, "- ");
		size_t width = marker.len < sizeof blanks ? marker.len : sizeof blanks - 1;
		add_container(item, marker.data, blanks + sizeof blanks - 1 - width, out);
		if (!tight && item->next)
			buf_add_char(out, '\n');
		buf_free(&marker);
	}
	buf_add_char(out, '\n');
}

static void add_row(const struct doc_node *row, int columns, struct buf *out)
{
	for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
		buf_add_text(out, "| ");
		add_text(cell, "", out, IN_CELL);
		buf_add_char(out, ' ');
	}
	buf_add_text(out, "|\n");
	if (row->previous && row->previous->kind == DOC_ROW)
		return;
	for (int i = 0; i < columns; i++)
		buf_add_text(out, "| --- ");
	buf_add_text(out, "|\n");
}

static void add_table(const struct doc_node *table, struct buf *out)
{
	for (const struct doc_node *n = table->first; n; n = n->next) {
		if (n->kind == DOC_ROW) {
			add_row(n, table->columns, out);
			continue;
		}
		add_text(n, "", out, IN_PARAGRAPH);
		buf_add_text(out, "\n\n");
	}
	buf_add_char(out, '\n');
}

/* The children as the lines of one paragraph. */
static void add_lines(const struct doc_node *node, const char *lead, struct buf *out)
{
	for (const struct doc_node *n = node->first; n; n = n->next) {
		add_text(n, n == node->first ? lead : "", out, IN_PARAGRAPH);
		buf_add_text(out, n->next ? "\\\n" : "\n\n");
	}
}

/* A line of the contents: an item of a list as deep as its level. */
static void add_entry(const struct doc_node *entry, struct buf *out)
{
	add_text(entry, entry->level < 2 ? "- " : entry->level == 2 ? "  - " : entry->level == 3 ? "    - " : "      - ", out,
		 IN_HEADING);
	buf_printf(out, " — %s\n%s", entry->page ? entry->page : "", entry->next ? "" : "\n");
}

static void add_block(const struct doc_node *node, struct buf *out)
{
	switch (node->kind) {
	case DOC_TITLE:
		add_heading(node, 1, out);
		break;
	case DOC_HEADING:
		add_heading(node, node->level + 1, out);
		break;
	case DOC_LIST:
		add_list(node, out);
		break;
	case DOC_QUOTE:
		add_container(node, "> ", "> ", out);
		buf_add_char(out, '\n');
		break;
	case DOC_TABLE:
		add_table(node, out);
		break;
	case DOC_ATTACHMENT_NOTE:
		add_lines(node, "附件：", out);
		break;
	case DOC_SIGNATURE:
	case DOC_HEAD:
	case DOC_RECORD:
		add_lines(node, "", out);
		break;
	case DOC_ATTACHMENT:
		buf_printf(out, "%s\n\n", node->number ? node->number : "附件");
		add_blocks(node, out);
		break;
	case DOC_COVER:
	case DOC_CONTENTS:
	case DOC_PLAN:
		add_blocks(node, out);
		break;
	case DOC_ENTRY:
		add_entry(node, out);
		break;
	case DOC_PAGE_BREAK:
		buf_add_text(out, "***\n\n");
		break;
	default:
		add_text(node, "", out, IN_PARAGRAPH);
		buf_add_text(out, "\n\n");
		break;
	}
}

static void add_blocks(const struct doc_node *parent, struct buf *out)
{
	for (const struct doc_node *n = parent->first; n; n = n->next)
		add_block(n, out);
}

static bool write_markdown(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	(void)diags;
	add_blocks(input->doc->root, out);
	while (out->len > 1 && out->data[out->len - 1] == '\n' && out->data[out->len - 2] == '\n')
		out->data[--out->len] = '\0';
	return true;
}

const struct writer writer_markdown = {
	.name = "md",
	.extension = ".md",
	.help = "Markdown (CommonMark, tables as in GFM), numbers written out",
	.write = write_markdown,
};
