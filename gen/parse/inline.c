#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "parse/emphasis.h"
#include "parse/markdown.h"
#include "parse/stars.h"
#include "parse/typed.h"

struct spot markdown_spot(const struct piece *piece, cmark_node *node)
{
	return piece_spot(piece, piece_offset(piece, cmark_node_get_start_line(node), cmark_node_get_start_column(node)));
}

static struct str literal(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

/* A node with inlines of its own; it goes again when nothing came of them. */
static struct doc_node *add_container(struct parse *parse, const struct piece *piece, cmark_node *node,
				      struct doc_node *parent, enum doc_kind kind, int depth)
{
	struct spot spot = markdown_spot(piece, node);
	if (!parse_has_room(parse, depth, spot))
		return NULL;
	struct doc_node *container = parse_add(parse, parent, kind, spot);
	markdown_add_inlines(parse, piece, node, container, depth + 1);
	if (container->first)
		return container;
	doc_unlink(container);
	return NULL;
}

/* A value missing in an address must be seen, so its gap stands in the link's text too. */
static void add_gaps(struct parse *parse, struct doc_node *link, struct str url, struct spot spot)
{
	for (size_t at, len = 0; (at = str_find(url, "\uFDD0")) != (size_t)-1;) {
		url = str_from(url, at);
		const struct merge_slot *slot = parse_slot_at(parse, url, &len);
		if (!slot)
			len = 1;
		else if (slot->kind == SLOT_GAP)
			parse_add_text(parse, link, DOC_TEXT, (struct str){ url.data, len }, spot);
		url = str_from(url, len);
	}
}

static void add_link(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, int depth)
{
	struct spot spot = markdown_spot(piece, node);
	struct arena *arena = parse->doc->arena;
	struct str url = piece_raw(arena, str_of(cmark_node_get_url(node))), title = piece_raw(arena, str_of(cmark_node_get_title(node)));
	size_t at = piece_offset(piece, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
	struct str source = str_from(piece->text, at);
	if (str_starts(source, "[") && markdown_is_note_label(source)) /* reported by markdown_check_dialect() */
		return;
	if (title.len)
		parse_report(parse, DIAG_LINK_TITLE, spot, parse_plain(parse, title, spot).data, NULL, NULL);
	struct doc_node *link = add_container(parse, piece, node, parent, DOC_LINK, depth);
	size_t len;
	if (!link) {
		parse_report(parse, DIAG_LINK_EMPTY, spot, parse_plain(parse, url, spot).data, NULL, NULL);
		return;
	}
	link->target = parse_plain(parse, url, spot).data;
	const struct merge_slot *first = parse_slot_at(parse, url, &len);
	if (!doc_link_is_harmless(link->target) && !(first && first->kind == SLOT_GAP))
		parse_report(parse, DIAG_LINK_SCHEME, spot, link->target, NULL, NULL);
	add_gaps(parse, link, url, spot);
}

/* Inline elements that may be written in HTML, where stars mean nothing or a line must not end. */
static const struct element {
	const char *open, *close; /* close: NULL for <br> */
	enum doc_kind kind;
} elements[] = {
	{ "<strong>", "</strong>", DOC_STRONG },
	{ "<em>", "</em>", DOC_EMPHASIS },
	{ "<br>", NULL, DOC_LINE_BREAK },
	{ "<br/>", NULL, DOC_LINE_BREAK },
	{ "<br />", NULL, DOC_LINE_BREAK },
};

static bool is_html(cmark_node *node, const char *tag)
{
	return cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE && str_is(literal(node), tag);
}

/* The node that closes the element that `node` opens, among those behind it, or NULL. */
static cmark_node *find_close(cmark_node *node, const struct element *element)
{
	int open = 0;
	for (; node; node = cmark_node_next(node)) {
		open += is_html(node, element->open);
		open -= is_html(node, element->close);
		if (!open)
			return node;
	}
	return NULL;
}

static void add_break(struct parse *parse, struct doc_node *parent, struct spot spot)
{
	parse_add(parse, parent, DOC_LINE_BREAK, spot);
	parse_start_text(parse);
}

/* Adds the element whose tag is at `node`; returns its last node. */
static cmark_node *add_html(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			    int depth)
{
	struct spot spot = markdown_spot(piece, node);
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		const struct element *element = &elements[i];
		if (!is_html(node, element->open))
			continue;
		if (!element->close) {
			add_break(parse, parent, spot);
			return node;
		}
		cmark_node *close = find_close(node, element);
		if (!close || !parse_has_room(parse, depth, spot))
			break;
		struct doc_node *container = parse_add(parse, parent, element->kind, spot);
		for (cmark_node *n = cmark_node_next(node); n != close;)
			n = markdown_add_inline(parse, piece, n, container, depth + 1);
		if (!container->first)
			doc_unlink(container);
		return close;
	}
	parse_report(parse, DIAG_RAW_HTML, spot, parse_plain(parse, literal(node), spot).data, NULL, NULL);
	return node;
}

/* Adds what stands between signs, and these, `run`, around it, for they are likely to be no emphasis; `inside`: the text between them. */
static void add_kept(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent, struct str run, struct str inside, int depth)
{
	struct spot spot = markdown_spot(piece, from);
	const char *shown = arena_printf(parse->doc->arena, "%.*s%.*s%.*s", (int)run.len, run.data, (int)inside.len, inside.data, (int)run.len, run.data);
	parse_report(parse, DIAG_STARS_KEPT, spot, parse_plain(parse, str_of(shown), spot).data, NULL, NULL);
	parse_add_text(parse, parent, DOC_TEXT, run, spot);
	markdown_add_inlines(parse, piece, from, parent, depth);
	parse_add_text(parse, parent, DOC_TEXT, run, spot);
}

/* Adds an inline between signs; with these where it is not sure that they are none of the text. */
static void add_emphasis(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			 enum doc_kind kind, int depth)
{
	struct arena *arena = parse->doc->arena;
	struct spot spot = markdown_spot(piece, node);
	const struct stars_pair *pair = stars_of(arena, piece, node);
	struct str words = pair ? pair->inside : typed_of(arena, piece, node).text;
	if (!pair && emphasis_is_doubtful_underscore(piece_raw(arena, words))) {
		add_kept(parse, piece, node, parent, (struct str){ "__", kind == DOC_STRONG ? 2 : 1 }, piece_raw(arena, words), depth);
	} else if (pair && pair->printed) {
		add_kept(parse, piece, pair->from, parent, (struct str){ "***", pair->count }, words, depth);
	} else {
		if (pair && pair->single)
			parse_report(parse, DIAG_STARS_SINGLE, spot, parse_plain(parse, words, spot).data, NULL, NULL);
		add_container(parse, piece, node, parent, kind, depth);
	}
}

cmark_node *markdown_add_inline(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
				int depth)
{
	struct spot spot = markdown_spot(piece, node);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		parse_add_text(parse, parent, DOC_TEXT, literal(node), spot);
		break;
	case CMARK_NODE_CODE:
		parse_add_text(parse, parent, DOC_CODE, piece_raw(parse->doc->arena, literal(node)), spot);
		break;
	case CMARK_NODE_SOFTBREAK:
		parse->soft_break = true;
		break;
	case CMARK_NODE_LINEBREAK:
		add_break(parse, parent, spot);
		break;
	case CMARK_NODE_EMPH:
		add_emphasis(parse, piece, node, parent, DOC_EMPHASIS, depth);
		break;
	case CMARK_NODE_STRONG:
		add_emphasis(parse, piece, node, parent, DOC_STRONG, depth);
		break;
	case CMARK_NODE_LINK:
		add_link(parse, piece, node, parent, depth);
		break;
	case CMARK_NODE_IMAGE:
		parse_report(parse, DIAG_IMAGE, spot, NULL, NULL, NULL);
		break;
	case CMARK_NODE_HTML_INLINE:
		return cmark_node_next(add_html(parse, piece, node, parent, depth));
	case CMARK_NODE_NONE: /* no inlines of CommonMark */
	case CMARK_NODE_DOCUMENT:
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_LIST:
	case CMARK_NODE_ITEM:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_CUSTOM_BLOCK:
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
	case CMARK_NODE_THEMATIC_BREAK:
	case CMARK_NODE_CUSTOM_INLINE:
		parse_report(parse, DIAG_RAW_HTML, spot, parse_plain(parse, literal(node), spot).data, NULL, NULL);
		break;
	}
	return cmark_node_next(node);
}

void markdown_add_inlines(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent,
			  int depth)
{
	for (cmark_node *n = cmark_node_first_child(from); n;)
		n = markdown_add_inline(parse, piece, n, parent, depth);
}

/* Whether cmark could make anything else of the line than its text, and no mark of other Markdowns is in it. */
static bool is_plain(struct str line)
{
	static const char signs[] = "*_`[]<>&\\!~=^+\n\r";
	for (size_t i = 0; i < line.len; i++)
		if (memchr(signs, line.data[i], sizeof signs - 1))
			return false;
	return true;
}

void markdown_add_line(struct parse *parse, struct str line, struct spot spot, struct doc_node *parent, int depth)
{
	parse_start_text(parse);
	if (is_plain(line)) {
		parse_add_text(parse, parent, DOC_TEXT, line, spot);
		return;
	}
	struct piece piece = piece_of_inlines(parse->doc->arena, line, spot);
	cmark_node *document = markdown_parse_text(piece.text);
	for (cmark_node *block = cmark_node_first_child(document); block; block = cmark_node_next(block)) {
		markdown_check_signs(parse, &piece, block);
		markdown_add_inlines(parse, &piece, block, parent, depth);
	}
	cmark_node_free(document);
}

void markdown_add_text_block(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str line,
			     struct spot spot, int depth)
{
	struct doc_node *node = parse_add(parse, parent, kind, spot);
	markdown_add_line(parse, line, spot, node, depth + 1);
	if (!node->first)
		doc_unlink(node);
}
