#include "parse/markdown.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/memory.h"
#include "doc/order.h"
#include "table/drawn.h"

static void add_blocks(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent, int depth);

static bool has_many_brackets(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.data[i] == '[';
	return count > LIMIT_BRACKETS;
}

cmark_node *markdown_parse_text(struct str text)
{
	static cmark_mem memory = { memory_serve_zeroed, memory_serve_again, free }; /* cmark takes no constant one */
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_VALIDATE_UTF8, &memory);
	cmark_parser_feed(parser, text.data, text.len);
	cmark_node *document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	cmark_consolidate_text_nodes(document);
	return document;
}

/* Parses a text of whole blocks into `parent`. */
static void add_piece(struct parse *parse, struct str raw, struct spot spot, struct doc_node *parent, int depth)
{
	if (has_many_brackets(raw)) {
		parse_report(parse, DIAG_TOO_MANY_BRACKETS, spot, arena_printf(parse->doc->arena, "%d", LIMIT_BRACKETS), NULL, NULL);
		return;
	}
	struct footnotes *outer;
	struct piece piece = piece_of_blocks(parse->doc->arena, markdown_open_footnotes(parse, raw, spot, &outer), spot);
	cmark_node *document = markdown_parse_text(piece.text);
	markdown_check_dialect(parse, &piece, document);
	add_blocks(parse, &piece, document, parent, depth);
	cmark_node_free(document);
	markdown_close_footnotes(parse, outer);
}

void markdown_add_value(struct parse *parse, const struct merge_slot *slot, struct doc_node *parent, int depth)
{
	const struct doc_node *body = parse->body;
	add_piece(parse, slot->text, (struct spot){ 0, slot }, parent, depth);
	if (parse->body != body)
		parse->opened = (struct opened){ parse->body, slot };
}

/* Reports, once, that an attachment takes in the plan's own text at the spot, for the value of a variable began it. */
static void check_opened(struct parse *parse, struct spot spot)
{
	if (!parse->opened.slot || parse->body != parse->opened.attachment || spot.slot)
		return;
	parse_report(parse, DIAG_VALUE_ATTACHMENT, spot, parse->opened.slot->name, NULL, NULL);
	parse->opened.slot = NULL;
}

/* Offset of the first placeholder of a markdown value in the text, or -1. */
static size_t find_markdown_slot(const struct parse *parse, struct str text, const struct merge_slot **slot, size_t *len)
{
	for (size_t at = 0, found;; at = found + 1) {
		struct str rest = str_from(text, at);
		found = str_find(rest, "\uFDD0");
		if (found == (size_t)-1)
			return found;
		found += at;
		*slot = parse_slot_at(parse, str_from(text, found), len);
		if (*slot && (*slot)->kind == SLOT_MARKDOWN)
			return found;
	}
}

/* A paragraph on its way into the tree; a markdown value ends it and begins a new one. */
struct paragraph {
	struct parse *parse;
	const struct piece *piece;
	struct doc_node *parent, *node;
	int depth;
	bool top; /* belongs to the attachment that is open at the time, which a markdown value may change */
};

static void open_paragraph(struct paragraph *paragraph, struct spot spot)
{
	if (paragraph->top)
		paragraph->parent = paragraph->parse->body;
	paragraph->node = parse_add(paragraph->parse, paragraph->parent, DOC_PARAGRAPH, spot);
	parse_start_text(paragraph->parse);
}

static void close_paragraph(struct paragraph *paragraph)
{
	while (paragraph->node->last && paragraph->node->last->kind == DOC_LINE_BREAK)
		doc_unlink(paragraph->node->last);
	if (!paragraph->node->first)
		doc_unlink(paragraph->node);
}

static void add_paragraph_text(struct paragraph *paragraph, cmark_node *node)
{
	struct parse *parse = paragraph->parse;
	struct str text = str_of(cmark_node_get_literal(node));
	struct spot spot = markdown_spot(paragraph->piece, node);
	const struct merge_slot *slot = NULL;
	/* The value of a slot cannot hold slots: inside one there are none to look for. */
	for (size_t at, len = 0; !spot.slot && (at = find_markdown_slot(parse, text, &slot, &len)) != (size_t)-1;) {
		parse_add_text(parse, paragraph->node, DOC_TEXT, (struct str){ text.data, at }, spot);
		close_paragraph(paragraph);
		markdown_add_value(parse, slot, paragraph->parent, paragraph->depth);
		spot = parse_spot_after(spot, at + len);
		text = str_from(text, at + len);
		open_paragraph(paragraph, spot);
	}
	if (paragraph->top && str_trim(text).len)
		check_opened(parse, spot);
	parse_add_text(parse, paragraph->node, DOC_TEXT, text, spot);
}

/* Whether a full-width bar or a tab parts cells in the line, as in what is copied from a spreadsheet. */
static bool has_cells(struct str line)
{
	return str_find(line, "\t") != (size_t)-1 || str_find(line, "｜") != (size_t)-1;
}

/* Whether two lines begin with bars or have cells, or the second is a row of dashes and bars, as in tables of GitHub's Markdown. */
static bool is_pipe_table(const struct piece *piece, cmark_node *node)
{
	int start = cmark_node_get_start_line(node);
	struct str first = str_trim(piece_line(piece, start)), line = str_trim(piece_line(piece, start + 1));
	bool bars = false, dashes = false;
	if (cmark_node_get_end_line(node) == start || str_ends(first, "\\")) /* a line that is ended on purpose is no row */
		return false;
	if ((str_starts(first, "|") && str_starts(line, "|")) || (has_cells(first) && has_cells(line)))
		return true;
	for (size_t i = 0; i < line.len; i++) {
		if (!memchr("|-: \t", line.data[i], 5))
			return false;
		bars |= line.data[i] == '|';
		dashes |= line.data[i] == '-';
	}
	return bars && dashes;
}

/* Whether the node is of a table drawn with signs, which is told where it begins. */
static bool is_drawn(struct parse *parse, const struct piece *piece, cmark_node *node)
{
	struct drawn drawn;
	size_t line = (size_t)cmark_node_get_start_line(node), at = line && line <= piece->line_count ? piece->lines[line - 1] : piece->text.len;
	struct str text = str_from(piece->text, at);
	if (parse->drawn.data && text.data >= parse->drawn.data && text.data < parse->drawn.data + parse->drawn.len)
		return true;
	if (!drawn_read(parse->doc->arena, text, &drawn))
		return false;
	parse->drawn = (struct str){ text.data, drawn.len };
	parse_report(parse, DIAG_DRAWN_TABLE, markdown_spot(piece, node), NULL, NULL, NULL);
	return true;
}

/* Whether the end of a line is that of a paragraph: the next one is indented by full-width blanks, as paragraphs typed by hand are. */
static bool begins_paragraph(cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);
	return cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK && next && cmark_node_get_type(next) == CMARK_NODE_TEXT &&
	       str_starts(str_of(cmark_node_get_literal(next)), "　");
}

void markdown_add_paragraph(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, int depth)
{
	struct paragraph paragraph = { parse, piece, parent, NULL, depth, parent == parse->body };
	bool drawn = is_drawn(parse, piece, node);
	if (!drawn && is_pipe_table(piece, node))
		parse_report(parse, DIAG_PIPE_TABLE, markdown_spot(piece, node), NULL, NULL, NULL);
	else if (!drawn)
		markdown_check_lines(parse, piece, node);
	if (!drawn)
		markdown_check_foreign(parse, piece, node);
	open_paragraph(&paragraph, markdown_spot(piece, node));
	for (cmark_node *n = cmark_node_first_child(node); n;) {
		if (begins_paragraph(n)) {
			close_paragraph(&paragraph);
			open_paragraph(&paragraph, markdown_spot(piece, cmark_node_next(n)));
			n = cmark_node_next(n);
		}
		if (cmark_node_get_type(n) != CMARK_NODE_TEXT) {
			n = markdown_add_inline(parse, piece, n, paragraph.node, depth + 1);
			continue;
		}
		add_paragraph_text(&paragraph, n);
		n = cmark_node_next(n);
	}
	close_paragraph(&paragraph);
}

static bool ends_run_in(const struct doc_node *heading)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(heading, &text);
	bool result = str_ends(buf_str(&text), "。");
	buf_free(&text);
	return result;
}

/* What may stand in braces at the end of a heading, or of a line of an attachment note, and the flag it sets. */
static const struct option {
	const char *word;
	size_t flag;
} options[] = {
	{ "编号", offsetof(struct doc_node, numbered) },
	{ "不编号", offsetof(struct doc_node, unnumbered) },
	{ "重新编号", offsetof(struct doc_node, restart) },
	{ "单独成行", offsetof(struct doc_node, closed) },
};

static const struct option *find_option(struct str word)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (str_is(word, options[i].word))
			return &options[i];
	return NULL;
}

/* Whether the brace that ends in front of `end` is text: behind a backslash, or one of two that two others close, of a tag behind a
 * backslash, which merging has taken. */
static bool is_plain_brace(struct str text, size_t end)
{
	return end > 1 && (text.data[end - 2] == '\\' || (text.data[end - 2] == '{' && str_ends(text, "}}")));
}

/* Cuts the braces that end *text off it: *words is what stands in them. False where none do, or a backslash makes them plain. */
static bool cut_braces(struct str *text, struct str *words)
{
	struct str rest = str_trim(*text);
	size_t open = rest.len;
	while (open > 0 && rest.data[open - 1] != '{')
		open--;
	if (!open || !str_ends(rest, "}") || str_ends(rest, "\\}") || is_plain_brace(rest, open))
		return false;
	*words = (struct str){ rest.data + open, rest.len - open - 1 };
	*text = (struct str){ rest.data, open - 1 };
	return true;
}

/* Sets the options that the words name, parted by blanks or commas. False, with nothing set, when one is unknown or there is none. */
static bool set_words(struct doc_node *node, struct str words)
{
	static const char signs[] = " \t,;";
	const struct option *found[sizeof options / sizeof *options];
	size_t count = 0;
	while (words.len) {
		size_t len = 0;
		while (len < words.len && !strchr(signs, words.data[len]))
			len++;
		const struct option *option = len ? find_option((struct str){ words.data, len }) : NULL;
		if (len && (!option || count == sizeof found / sizeof *found))
			return false;
		if (len)
			found[count++] = option;
		words = str_from(words, len < words.len ? len + 1 : len);
	}
	for (size_t i = 0; i < count; i++)
		*(bool *)((char *)node + found[i]->flag) = true;
	return count > 0;
}

void markdown_set_options(struct parse *parse, struct doc_node *node, struct str raw)
{
	struct str words, shown;
	while (node->last && node->last->kind == DOC_TEXT && cut_braces(&raw, &words)) {
		struct doc_node *last = node->last;
		struct str kept = last->text;
		if (!cut_braces(&kept, &shown))
			return;
		if (!set_words(node, words)) {
			diag_add(parse->diags, DIAG_HEADING_BRACES, node->place, arena_copy(parse->doc->arena, shown.data, shown.len));
			return;
		}
		kept = str_trim(kept);
		last->text = (struct str){ arena_copy(parse->doc->arena, kept.data, kept.len), kept.len };
		if (!kept.len)
			doc_unlink(last);
	}
}

/* Reports options in full-width braces, which are text. */
static void check_wide_braces(struct parse *parse, struct spot spot, struct str line)
{
	size_t open = str_find(line, "｛");
	if (open == (size_t)-1 || !str_ends(line, "｝"))
		return;
	struct str words = str_from(line, open + strlen("｛"));
	words = str_trim((struct str){ words.data, words.len - strlen("｝") });
	const struct option *option = find_option(words);
	if (option)
		parse_report(parse, DIAG_WIDE_BRACES, spot, option->word, NULL, NULL);
}

/* The heading's line without the signs that may close it. */
static struct str heading_line(const struct piece *piece, cmark_node *node)
{
	struct str line = str_trim(piece_line(piece, cmark_node_get_end_line(node)));
	size_t end = line.len;
	while (end && line.data[end - 1] == '#')
		end--;
	return str_trim((struct str){ line.data, end });
}

static void add_heading(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, int depth)
{
	struct spot spot = markdown_spot(piece, node);
	int level = cmark_node_get_heading_level(node);
	size_t offset = piece_offset(piece, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
	bool typed = offset < piece->text.len && piece->text.data[offset] == '#';
	if (!typed && !is_drawn(parse, piece, node))
		parse_report(parse, DIAG_UNDERLINED_HEADING, spot, NULL, NULL, NULL);
	if (level > 4)
		parse_report(parse, DIAG_HEADING_LEVEL, spot, arena_printf(parse->doc->arena, "%d", level), NULL, NULL);
	struct doc_node *heading = parse_add(parse, parent, DOC_HEADING, spot);
	heading->level = level > 4 ? 4 : level;
	parse_start_text(parse);
	markdown_check_signs(parse, piece, node);
	markdown_add_inlines(parse, piece, node, heading, depth + 1);
	markdown_set_options(parse, heading, heading_line(piece, node));
	check_wide_braces(parse, spot, heading_line(piece, node));
	heading->run_in = !heading->closed && ends_run_in(heading);
}

/* Number typed at the item; -1 where the source shows none. */
static int typed_number(const struct piece *piece, cmark_node *item)
{
	size_t at = piece_offset(piece, cmark_node_get_start_line(item), cmark_node_get_start_column(item));
	int number = -1;
	for (; at < piece->text.len && piece->text.data[at] >= '0' && piece->text.data[at] <= '9'; at++)
		number = (number < 0 ? 0 : number * 10) + (piece->text.data[at] - '0');
	return number;
}

/* The numbers of a list are generated from its first one. Those that are typed must be the same; or all are 1, which says nothing. */
static void check_numbers(struct parse *parse, const struct piece *piece, cmark_node *list)
{
	struct arena *arena = parse->doc->arena;
	int start = cmark_node_get_list_start(list), printed = start ? start : 1;
	bool ones = true;
	for (cmark_node *n = cmark_node_first_child(list); n && ones; n = cmark_node_next(n))
		ones = typed_number(piece, n) == 1;
	for (cmark_node *n = cmark_node_first_child(list); n && !ones; n = cmark_node_next(n), printed++) {
		int typed = typed_number(piece, n);
		if (typed < 0 || typed == printed)
			continue;
		parse_report(parse, DIAG_LIST_NUMBER, markdown_spot(piece, n), arena_printf(arena, "%d", typed),
			     arena_printf(arena, "%d", printed), NULL);
		return;
	}
}

static bool is_ordered(cmark_node *node)
{
	return node && cmark_node_get_type(node) == CMARK_NODE_LIST && cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
}

/* Whether the list is typed with 1) where 1. is printed. Right behind another list the sign only says that a new one begins. */
static bool has_other_sign(cmark_node *list)
{
	if (cmark_node_get_list_delim(list) != CMARK_PAREN_DELIM || is_ordered(cmark_node_previous(list)))
		return false;
	for (cmark_node *up = cmark_node_parent(list); up; up = cmark_node_parent(up))
		if (is_ordered(up))
			return false;
	return true;
}

static void add_container(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			  enum doc_kind kind, int depth)
{
	struct doc_node *container = parse_add(parse, parent, kind, markdown_spot(piece, node));
	if (kind == DOC_LIST && cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) {
		container->ordered = true;
		container->ordinal = cmark_node_get_list_start(node);
		check_numbers(parse, piece, node);
		markdown_check_date_list(parse, piece, node);
		if (has_other_sign(node))
			parse_report(parse, DIAG_LIST_SIGN, markdown_spot(piece, node), NULL, NULL, NULL);
	}
	if (kind == DOC_LIST)
		markdown_check_indent(parse, piece, node);
	if (kind == DOC_QUOTE)
		markdown_check_quote(parse, piece, node);
	add_blocks(parse, piece, node, container, depth + 1);
	if (!container->first && kind != DOC_ITEM)
		doc_unlink(container);
}

static void add_page_break(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, struct spot spot)
{
	if (!markdown_is_page_break(parse, piece, node))
		return;
	if (parent == parse->body)
		parse_add(parse, parent, DOC_PAGE_BREAK, spot);
	else
		parse_report(parse, DIAG_BLOCK_PLACE, spot, "---", NULL, NULL);
}

static void add_block(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, int depth)
{
	struct spot spot = markdown_spot(piece, node);
	if (!parse_has_room(parse, depth, spot))
		return;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
		markdown_check_indent(parse, piece, node);
		markdown_add_paragraph(parse, piece, node, parent, depth);
		break;
	case CMARK_NODE_HEADING:
		add_heading(parse, piece, node, parent, depth);
		break;
	case CMARK_NODE_LIST:
		add_container(parse, piece, node, parent, DOC_LIST, depth);
		break;
	case CMARK_NODE_ITEM:
		add_container(parse, piece, node, parent, DOC_ITEM, depth);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		add_container(parse, piece, node, parent, DOC_QUOTE, depth);
		break;
	case CMARK_NODE_CODE_BLOCK:
		markdown_add_fence(parse, piece, node, parent, depth, parent == parse->body);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		if (is_drawn(parse, piece, node))
			break;
		add_page_break(parse, piece, node, parent, spot);
		break;
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_NONE: /* no blocks of CommonMark */
	case CMARK_NODE_DOCUMENT:
	case CMARK_NODE_CUSTOM_BLOCK:
	case CMARK_NODE_TEXT:
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_CUSTOM_INLINE:
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		parse_report(parse, DIAG_RAW_HTML, spot,
			     parse_plain(parse, str_trim(str_of(cmark_node_get_literal(node))), spot).data, NULL, NULL);
		break;
	}
}

/* Whether the block is a new page or another attachment, as may stand behind one. */
static bool may_follow_attachment(cmark_node *node)
{
	const char *name = cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK ? markdown_block_name(str_of(cmark_node_get_fence_info(node))) : NULL;
	return cmark_node_get_type(node) == CMARK_NODE_THEMATIC_BREAK || (name && strcmp(name, "附件") == 0);
}

/* Blocks outside lists and quotes go to the attachment that is open at the time. */
static void add_blocks(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent, int depth)
{
	bool top = parent == parse->body;
	for (cmark_node *n = cmark_node_first_child(from); n; n = cmark_node_next(n)) {
		if (top && !may_follow_attachment(n))
			check_opened(parse, markdown_spot(piece, n));
		add_block(parse, piece, n, top ? parse->body : parent, depth);
	}
}

/* Reports a date that ends the plan, before its attachments and what else stands below a signature, as a paragraph. */
static void check_last(struct parse *parse)
{
	const struct doc_node *last = parse->doc->root->last;
	while (last && doc_is_below_signature(last))
		last = last->previous;
	if (!last || last->kind != DOC_PARAGRAPH || !last->previous)
		return;
	struct buf text = BUF_INIT;
	doc_add_plain_text(last, &text);
	struct str date = str_trim(buf_str(&text));
	if (markdown_is_date(date))
		diag_add(parse->diags, DIAG_DATE_AS_TEXT, last->place, arena_copy(parse->doc->arena, date.data, date.len));
	buf_free(&text);
}

bool parse_markdown(struct parse *parse)
{
	struct str text = parse->merged->text;
	size_t start = markdown_read_front(parse);
	struct spot spot = { start, NULL };
	add_piece(parse, str_from(text, start), spot, parse->body, 1);
	check_last(parse);
	return true;
}
