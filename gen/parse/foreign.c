/* Signs that make something in other places, or on another key, and are text here: fences of other signs. */
#include <string.h>

#include "base/arena.h"
#include "parse/markdown.h"

/* Bytes of the run of `sign` that the text begins with. */
static size_t run_of(struct str text, const char *sign)
{
	size_t len = 0;
	while (str_starts(str_from(text, len), sign))
		len += strlen(sign);
	return len;
}

/* Bytes of the signs at the start of a line that are typed for ```, as input methods and other Markdowns have them; or 0. Half-width
 * backquotes only where nothing closes them on the line, as code is. */
static size_t fence_signs(struct str line)
{
	static const char *const signs[] = { "｀", "·", "'", "’", "‘", "＇", ":" };
	size_t ticks = run_of(line, "`");
	if (ticks)
		return ticks < strlen("```") && !memchr(line.data + ticks, '`', line.len - ticks) ? ticks : 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t len = run_of(line, signs[i]);
		if (len > strlen(signs[i]))
			return len;
	}
	return 0;
}

/* Reports a line that would begin a block if its signs were those of a fence. True: it has. */
static bool check_fence(struct parse *parse, struct str line, struct spot spot)
{
	size_t signs = fence_signs(line);
	const char *name = signs ? markdown_block_name(str_trim(str_from(line, signs))) : NULL;
	if (!name)
		return false;
	parse_report(parse, DIAG_FENCE_SIGNS, spot, arena_copy(parse->doc->arena, line.data, signs), name, NULL);
	return true;
}

/* The paragraph's line without what stands before its text: signs of lists and quotes, blanks. */
static struct str text_of_line(const struct piece *piece, cmark_node *paragraph, int number)
{
	bool first = number == cmark_node_get_start_line(paragraph);
	struct str line = piece_line(piece, number);
	size_t column = (size_t)cmark_node_get_start_column(paragraph);
	line = str_from(line, first && column && column <= line.len ? column - 1 : 0);
	while (line.len && strchr(first ? " \t" : " \t>", line.data[0]))
		line = str_from(line, 1);
	return str_trim(line);
}

void markdown_check_foreign(struct parse *parse, const struct piece *piece, cmark_node *paragraph)
{
	int first = cmark_node_get_start_line(paragraph), last = cmark_node_get_end_line(paragraph);
	for (int number = first; number <= last; number++) {
		struct str line = text_of_line(piece, paragraph, number);
		if (check_fence(parse, line, piece_spot(piece, (size_t)(line.data - piece->text.data))))
			return;
	}
}
