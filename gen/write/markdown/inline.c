/* Text and the signs of inlines, so that CommonMark reads back what is meant. */
#include "write/markdown/inline.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "parse/emphasis.h"
#include "parse/foreign.h"
#include "parse/piece.h"

static void add_inline(const struct doc_node *node, const struct doc_node *top, struct buf *out,
		       enum markdown_place place);

/* Characters that mean something anywhere, and those that do at the start of a line. */
static bool is_special(char c, bool line_start)
{
	return c && (strchr("\\`*_[]<>#&|!{", c) || (line_start && strchr("+-=~\"", c)));
}

/* Entities for characters that no backslash makes plain, or that nobody would see. */
static const char *entity_of(struct str text, enum markdown_place place, bool line_start)
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

/* Whether the next character begins a line, or would but for full-width blanks, behind which nobody looks for a sign as text. */
static bool begins_line(struct str text)
{
	size_t end = text.len;
	uint32_t cp;
	for (size_t n; (n = utf8_decode_last(text.data, end, &cp)) > 0 && cp >= 0x80 && piece_is_blank(cp);)
		end -= n;
	return !end || text.data[end - 1] == '\n';
}

void markdown_add_escaped(struct buf *out, struct str text, enum markdown_place place)
{
	uint32_t cp;
	for (size_t i = 0, step; i < text.len; i += step) {
		bool start = begins_line(buf_str(out));
		struct str rest = str_from(text, i);
		size_t number = start ? list_number(rest) : 0;
		const char *entity = entity_of(rest, place, start);
		step = number ? number + 1 : utf8_decode(rest.data, rest.len, &cp);
		if (entity) {
			buf_add_text(out, entity);
			continue;
		}
		buf_add(out, rest.data, number);
		if (number || is_special(rest.data[0], start) || foreign_mark(text, i))
			buf_add_char(out, '\\');
		buf_add(out, rest.data + number, step - number);
	}
}

void markdown_add_footnote(struct buf *out, const struct doc_node *node)
{
	const struct doc_node *plan = node->kind == DOC_FOOTNOTE ? node : node->mate;
	while (plan && plan->kind != DOC_PLAN)
		plan = plan->parent;
	buf_add_text(out, "[^");
	if (plan)
		buf_printf(out, "%d.", plan->ordinal);
	buf_printf(out, "%d]", node->ordinal);
}

void markdown_add_literal(struct buf *out, struct str text)
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
static void add_code(struct buf *out, const struct doc_node *node, enum markdown_place place)
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
		markdown_add_literal(out, place == IN_CELL ? str_cut(&rest, "|") : str_cut(&rest, "\n"));
	buf_add_text(out, pad ? " " : "");
	for (size_t i = 0; i < ticks; i++)
		buf_add_char(out, '`');
	buf_free(&joined);
}

/* First character of the text that `node` or what follows it in the same block begins with; '\n' at the end. */
static uint32_t character_from(const struct doc_node *node, const struct doc_node *top)
{
	for (; node && node->kind != DOC_LINE_BREAK; node = doc_next(node, top))
		if (node->kind == DOC_LINK || node->kind == DOC_REFERENCE)
			return '[';
		else if (node->text.len)
			return node->kind == DOC_CODE ? '`' : str_first(node->text, '\n');
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

/* Adds the text of the node's line before it, and behind it. */
static void add_line(struct buf *before, struct buf *after, const struct doc_node *node, const struct doc_node *top)
{
	const struct doc_node *behind = node_behind(node, top);
	struct buf *out = before;
	for (const struct doc_node *n = doc_next(top, top); n; n = doc_next(n, top)) {
		out = n == node ? NULL : n == behind ? after : out;
		if (n->kind == DOC_LINE_BREAK && out == after)
			break;
		if (n->kind == DOC_LINE_BREAK && out)
			out->len = 0;
		else if (out)
			doc_add_visible(out, n->text);
	}
}

/* Whether our reader, too, takes the stars between these texts for emphasis. */
static bool is_clear(const struct doc_node *node, const struct doc_node *top, const struct buf *out, struct str stars, struct str inside, uint32_t after)
{
	char bytes[5] = { 0 };
	struct str next = { bytes, utf8_encode(after, bytes) };
	if (!(emphasis_roles(buf_str(out), stars, inside, 0) & EMPHASIS_OPENS) || !(emphasis_roles(inside, stars, next, stars.len) & EMPHASIS_CLOSES))
		return false;
	struct buf plain = BUF_INIT, before = BUF_INIT, behind = BUF_INIT;
	doc_add_plain_text(node, &plain);
	add_line(&before, &behind, node, top);
	bool clear = !emphasis_is_doubtful(buf_str(&before), stars.len, buf_str(&plain), buf_str(&behind));
	buf_free(&plain);
	buf_free(&before);
	buf_free(&behind);
	return clear;
}

/* Stars only where plain CommonMark takes them for emphasis, which beside Chinese punctuation it often does not; else the
 * HTML element, which CommonMark always takes. */
static void add_styled(const struct doc_node *node, const struct doc_node *top, struct buf *out,
		       enum markdown_place place)
{
	const char *name = node->kind == DOC_STRONG ? "strong" : "em";
	const char *stars = node->kind == DOC_STRONG ? "**" : "*";
	const struct doc_node *behind = node_behind(node, top);
	struct buf inner = BUF_INIT;
	uint32_t before = str_last(buf_str(out), '\n'), after = character_from(behind, top);
	buf_add_char(&inner, ' '); /* what stands inside is not at the start of a line */
	for (const struct doc_node *n = node->first; n; n = n->next)
		add_inline(n, top, &inner, place);
	struct str text = str_from(buf_str(&inner), 1);
	bool plain = can_delimit(before, str_first(text, '\n')) && can_delimit(after, str_last(buf_str(&inner), '\n'));
	plain = plain && !has_styled_parent(node) && !str_starts(text, "*") && !str_ends(text, "*") && before != '*' && !is_styled(behind);
	plain = plain && text.data[0] != '\\' && is_clear(node, top, out, str_of(stars), text, after);
	if (plain)
		buf_printf(out, "%s%s%s", stars, text.data, stars);
	else
		buf_printf(out, "<%s>%s</%s>", name, text.data, name);
	buf_free(&inner);
}

static void add_link(const struct doc_node *node, const struct doc_node *top, struct buf *out,
		     enum markdown_place place)
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

static void add_inline(const struct doc_node *node, const struct doc_node *top, struct buf *out,
		       enum markdown_place place)
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
	case DOC_REFERENCE:
		markdown_add_footnote(out, node);
		break;
	case DOC_TEXT:
	case DOC_VALUE:
	case DOC_GAP:
	case DOC_ROOT: /* blocks, which never stand in a line */
	case DOC_FOOTNOTES:
	DOC_CASE_BLOCKS:
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_BOOK_PARTS:
	case DOC_KIND_COUNT:
		markdown_add_escaped(out, node->text, place);
		break;
	}
}

void markdown_add_text(const struct doc_node *node, struct buf *out, enum markdown_place place)
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
