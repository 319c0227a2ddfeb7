/* Indents of lists: CommonMark puts below an item what begins below its text; a blank less, and it stands beside the item without a word. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "parse/markdown.h"

/* The column of the screen, from 0, that the node begins in. */
static size_t column_of(const struct piece *piece, cmark_node *node)
{
	enum { TAB = 4 }; /* CommonMark 0.30, section 2.2 */
	struct str line = piece_line(piece, cmark_node_get_start_line(node));
	size_t column = 0, end = (size_t)cmark_node_get_start_column(node);
	for (size_t i = 0; i + 1 < end && i < line.len; i++)
		column = line.data[i] == '\t' ? column / TAB * TAB + TAB : column + 1;
	return column;
}

/* Bytes of the sign of an item, from its first line: "-", "10.". */
static struct str sign_of(const struct piece *piece, cmark_node *item)
{
	struct str text = str_from(piece->text, piece_offset(piece, cmark_node_get_start_line(item), cmark_node_get_start_column(item)));
	size_t len = 0;
	while (len < text.len && text.data[len] >= '0' && text.data[len] <= '9')
		len++;
	return (struct str){ text.data, len < text.len ? len + 1 : len };
}

/* Whether the signs of both items begin in one column, or numbers of two lengths end in one. */
static bool are_aligned(const struct piece *piece, cmark_node *above, cmark_node *item)
{
	size_t first = column_of(piece, above), second = column_of(piece, item);
	return first == second || first + sign_of(piece, above).len == second + sign_of(piece, item).len;
}

static void report(struct parse *parse, const struct piece *piece, cmark_node *node, struct str shown)
{
	shown = piece_raw(parse->doc->arena, shown);
	parse_report(parse, DIAG_LIST_INDENT, markdown_spot(piece, node), parse_plain(parse, shown, markdown_spot(piece, node)).data, NULL, NULL);
}

/* Whether the block stands behind a list, and further in than its items do. */
static bool is_deeper(const struct piece *piece, cmark_node *block)
{
	cmark_node *before = cmark_node_previous(block);
	return before && cmark_node_get_type(before) == CMARK_NODE_LIST && column_of(piece, block) > column_of(piece, cmark_node_last_child(before));
}

void markdown_check_indent(struct parse *parse, const struct piece *piece, cmark_node *block)
{
	enum { SHOWN = 8 }; /* characters */
	if (cmark_node_get_type(block) != CMARK_NODE_LIST) {
		struct str line = piece_line(piece, cmark_node_get_start_line(block));
		line = str_from(line, (size_t)cmark_node_get_start_column(block) - 1);
		if (is_deeper(piece, block))
			report(parse, piece, block, (struct str){ line.data, utf8_prefix(line.data, line.len, SHOWN) });
		return;
	}
	cmark_node *item = cmark_node_first_child(block);
	bool odd = is_deeper(piece, block) && !are_aligned(piece, cmark_node_last_child(cmark_node_previous(block)), item);
	for (cmark_node *above = item; !odd && (item = cmark_node_next(above)); above = item)
		odd = !are_aligned(piece, above, item);
	if (odd)
		report(parse, piece, item, sign_of(piece, item));
}
