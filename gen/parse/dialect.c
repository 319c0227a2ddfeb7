/* What other dialects of Markdown, or a blank less, would make of the text: CommonMark takes it for text, joins it to the line
 * before or drops it, each without a word. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "parse/markdown.h"

enum { HEADING_SIGNS = 6, ITEM_DIGITS = 9 };

/* Length of the run of `c` that `text` starts with. */
static size_t run_of(struct str text, char c)
{
	size_t len = 0;
	while (len < text.len && text.data[len] == c)
		len++;
	return len;
}

static bool is_blank(struct str text, size_t at)
{
	return at >= text.len || strchr(" \t\r\n", text.data[at]);
}

/* ---- footnotes, definitions */

/* Length of "[label]" at the start of `text`, or 0: no brackets or line ends in the label. */
static size_t label_length(struct str text)
{
	for (size_t i = 1; i < text.len && text.data[i] != '[' && text.data[i] != '\n'; i++)
		if (text.data[i] == ']')
			return i > 1 ? i + 1 : 0;
		else if (text.data[i] == '\\')
			i++;
	return 0;
}

/* Whether only the signs of lists and quotes stand before the byte on its line. */
static bool starts_line(struct str text, size_t at)
{
	while (at > 0 && strchr(" \t>", text.data[at - 1]))
		at--;
	return at == 0 || text.data[at - 1] == '\n' || text.data[at - 1] == '\r';
}

static bool is_referred_to(struct str text, size_t at, size_t len)
{
	struct str label = { text.data + at, len };
	for (size_t i = 0; i + len <= text.len; i++)
		if (i != at && text.data[i] == '[' && memcmp(text.data + i, label.data, len) == 0)
			return true;
	return false;
}

/* Whether cmark has kept the bytes as the text of a paragraph. */
static bool is_text(const struct piece *piece, size_t at, size_t len, cmark_node *block)
{
	for (; block; block = cmark_node_next(block)) {
		cmark_node *first = cmark_node_first_child(block);
		if (cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH) {
			if (first && is_text(piece, at, len, first))
				return true;
			continue;
		}
		size_t start = piece_offset(piece, cmark_node_get_start_line(block), cmark_node_get_start_column(block));
		struct str text = str_of(cmark_node_get_literal(first));
		if (start <= at && text.len >= len && memcmp(text.data, piece->text.data + at, len) == 0)
			return true;
	}
	return false;
}

/* Looks at the [ at `at`; returns the offset behind what it belongs to. */
static size_t check_bracket(struct parse *parse, const struct piece *piece, cmark_node *document, size_t at)
{
	struct str text = piece->text, rest = str_from(text, at);
	size_t len = label_length(rest);
	bool definition = len && len < rest.len && rest.data[len] == ':' && starts_line(text, at);
	if (!len)
		return at + 1;
	const char *label = arena_copy(parse->doc->arena, rest.data, len);
	if (rest.data[1] == '^')
		parse_report(parse, DIAG_FOOTNOTE, piece_spot(piece, at), label, NULL, NULL);
	else if (definition && !is_referred_to(text, at, len) && !is_text(piece, at, len, cmark_node_first_child(document)))
		parse_report(parse, DIAG_LINK_UNUSED, piece_spot(piece, at), label, NULL, NULL);
	return at + len;
}

/* Offset behind the code span that starts at `at`, or behind its backticks when nothing closes them in the paragraph. */
static size_t skip_code(struct str text, size_t at)
{
	size_t ticks = run_of(str_from(text, at), '`'), start = at + ticks;
	for (size_t i = start; i < text.len && !(text.data[i] == '\n' && is_blank(text, i + 1)); i++) {
		size_t run = run_of(str_from(text, i), '`');
		if (run == ticks)
			return i + run;
		i += run;
	}
	return start;
}

void markdown_check_dialect(struct parse *parse, const struct piece *piece, cmark_node *document)
{
	struct str text = piece->text;
	for (size_t at = 0; at < text.len;) {
		if (text.data[at] == '\\')
			at += 2;
		else if (text.data[at] == '`')
			at = skip_code(text, at);
		else if (text.data[at] == '[')
			at = check_bracket(parse, piece, document, at);
		else
			at++;
	}
}

/* ---- lines of paragraphs */

/* Whether the text begins a word: with no blank, sign or digit. */
static bool begins_word(struct str text)
{
	uint32_t cp = str_first(text, 0);
	return cp >= 0x80 ? !piece_is_space(cp) : (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Length of a sign that would begin a heading or an item if a blank stood behind it, or 0. */
static size_t sign_without_blank(struct str line)
{
	size_t signs = run_of(line, '#'), digits = 0;
	if (signs)
		return signs <= HEADING_SIGNS && !is_blank(line, signs) ? signs : 0;
	if (line.len && strchr("-+", line.data[0]))
		return begins_word(str_from(line, 1)) && !str_starts(str_from(line, 1), "—") ? 1 : 0;
	while (digits < line.len && line.data[digits] >= '0' && line.data[digits] <= '9')
		digits++;
	if (!digits || digits > ITEM_DIGITS || digits == line.len || !strchr(".)", line.data[digits]))
		return 0;
	return begins_word(str_from(line, digits + 1)) ? digits + 1 : 0;
}

/* Length of a mark of a list that is no Markdown, or of a number, at the start of the line; or 0. */
static size_t foreign_mark(struct str line)
{
	static const char *const marks[] = { "•", "●", "○", "◆", "◇", "■", "□", "▪", "·", NULL };
	size_t len = str_starts_any(line, marks);
	return len ? len : doc_typed_number(line);
}

/* The sign as text: "\\##", "1\\.". */
static const char *escaped(struct arena *arena, struct str sign)
{
	size_t digits = sign.data[0] == '#' ? 0 : sign.len - 1;
	return arena_printf(arena, "%.*s\\%.*s", (int)digits, sign.data, (int)(sign.len - digits), sign.data + digits);
}

bool markdown_is_date(struct str text)
{
	static const char characters[] = "0123456789０１２３４５６７８９〇○零一二三四五六七八九十年月日 　";
	uint32_t cp;
	if (!str_ends(text, "日") || str_find(text, "年") == (size_t)-1 || str_find(text, "月") == (size_t)-1)
		return false;
	for (size_t i = 0, n; (n = utf8_decode(text.data + i, text.len - i, &cp)) > 0; i += n)
		if (!utf8_among(cp, characters))
			return false;
	return true;
}

/* Reports a line that is joined to the one before although it is likely to be meant as a paragraph of its own. True: it has. */
static bool check_joint(struct parse *parse, struct str before, struct str line, struct spot spot, bool last)
{
	/* What ends a sentence, a list of such or what introduces them. */
	static const char *const ends[] = { "。", "：", "；", "！", "？", ":", "。”", "！”", "？”", NULL };
	struct arena *arena = parse->doc->arena;
	struct str date = str_trim(line), text = str_trim(before);
	size_t end = str_ends_any(text, ends);
	if (last && markdown_is_date(date))
		parse_report(parse, DIAG_DATE_JOINED, spot, arena_copy(arena, date.data, date.len), NULL, NULL);
	else if (end)
		parse_report(parse, DIAG_LINES_JOINED, spot, arena_copy(arena, text.data + text.len - end, end), NULL, NULL);
	else
		return false;
	return true;
}

/* Reports what the line would be with a blank more. True: it has. */
static bool check_line(struct parse *parse, const struct piece *piece, struct str line, bool joined)
{
	struct spot spot = piece_spot(piece, (size_t)(line.data - piece->text.data));
	struct arena *arena = parse->doc->arena;
	size_t len = sign_without_blank(line);
	if (len)
		parse_report(parse, DIAG_SIGN_WITHOUT_BLANK, spot, arena_copy(arena, line.data, len),
			     escaped(arena, (struct str){ line.data, len }), NULL);
	else if (str_starts(line, "＃"))
		parse_report(parse, DIAG_FULL_WIDTH_SIGN, spot, "＃", "#", "&#xFF03;");
	else if (joined && (len = foreign_mark(line)))
		parse_report(parse, DIAG_LINE_JOINED, spot, arena_copy(arena, line.data, len), NULL, NULL);
	else
		return false;
	return true;
}

void markdown_check_lines(struct parse *parse, const struct piece *piece, cmark_node *paragraph)
{
	int first = cmark_node_get_start_line(paragraph), last = cmark_node_get_end_line(paragraph);
	size_t column = (size_t)cmark_node_get_start_column(paragraph);
	struct str before = { NULL, 0 };
	bool joined = false, said = false;
	for (int number = first; number <= last; number++) {
		struct str line = piece_line(piece, number);
		if (number == first)
			line = str_from(line, column && column <= line.len ? column - 1 : 0);
		while (line.len && strchr(number == first ? " \t" : " \t>", line.data[0]))
			line = str_from(line, 1);
		joined = joined && !str_starts(line, "　"); /* such a line begins a paragraph */
		said = check_line(parse, piece, line, joined) || said;
		struct spot spot = piece_spot(piece, (size_t)(line.data - piece->text.data));
		said = said || (joined && check_joint(parse, before, line, spot, number == last));
		before = line;
		joined = !str_ends(line, "\\") && !str_ends(line, "  "); /* else the line is broken behind it */
	}
}
