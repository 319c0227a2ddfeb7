#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "parse/markdown.h"

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

/* Whether a reader's program may be sent to the address: to the web or to write a letter, never to run something or to open a file.
 * What a link of a printed plan cannot lead to, a path beside it, is none either. */
static bool is_harmless(const char *target)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:" };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strncasecmp(target, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

static void add_link(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, int depth)
{
	struct spot spot = markdown_spot(piece, node);
	struct str url = str_of(cmark_node_get_url(node)), title = str_of(cmark_node_get_title(node));
	if (title.len)
		parse_report(parse, DIAG_LINK_TITLE, spot, parse_plain(parse, title, spot).data, NULL, NULL);
	struct doc_node *link = add_container(parse, piece, node, parent, DOC_LINK, depth);
	size_t len;
	if (!link)
		return;
	link->target = parse_plain(parse, url, spot).data;
	const struct merge_slot *first = parse_slot_at(parse, url, &len);
	if (!is_harmless(link->target) && !(first && first->kind == SLOT_GAP))
		parse_report(parse, DIAG_LINK_SCHEME, spot, link->target, NULL, NULL);
	add_gaps(parse, link, url, spot);
}

void markdown_add_inline(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			 int depth)
{
	struct spot spot = markdown_spot(piece, node);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		parse_add_text(parse, parent, DOC_TEXT, literal(node), spot);
		break;
	case CMARK_NODE_CODE:
		parse_add_text(parse, parent, DOC_CODE, literal(node), spot);
		break;
	case CMARK_NODE_SOFTBREAK:
		parse->soft_break = true;
		break;
	case CMARK_NODE_LINEBREAK:
		parse_add(parse, parent, DOC_LINE_BREAK, spot);
		parse_start_text(parse);
		break;
	case CMARK_NODE_EMPH:
		add_container(parse, piece, node, parent, DOC_EMPHASIS, depth);
		break;
	case CMARK_NODE_STRONG:
		add_container(parse, piece, node, parent, DOC_STRONG, depth);
		break;
	case CMARK_NODE_LINK:
		add_link(parse, piece, node, parent, depth);
		break;
	case CMARK_NODE_IMAGE:
		parse_report(parse, DIAG_IMAGE, spot, NULL, NULL, NULL);
		break;
	default:
		parse_report(parse, DIAG_RAW_HTML, spot, parse_plain(parse, literal(node), spot).data, NULL, NULL);
		break;
	}
}

void markdown_add_inlines(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent,
			  int depth)
{
	for (cmark_node *n = cmark_node_first_child(from); n; n = cmark_node_next(n))
		markdown_add_inline(parse, piece, n, parent, depth);
}

/* Whether cmark could make anything else of the line than its text. */
static bool is_plain(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (memchr("*_`[]<>&\\!\n\r", line.data[i], sizeof "*_`[]<>&\\!\n\r" - 1))
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
	cmark_node *document = cmark_parse_document(piece.text.data, piece.text.len, CMARK_OPT_VALIDATE_UTF8);
	cmark_consolidate_text_nodes(document);
	for (cmark_node *block = cmark_node_first_child(document); block; block = cmark_node_next(block))
		markdown_add_inlines(parse, &piece, block, parent, depth);
	cmark_node_free(document);
}
