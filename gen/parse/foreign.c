/* Signs that make something in other places, or on another key, and are text here: fences of other signs, marks of other Markdowns, stars and
 * backquotes without a partner. */
#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "parse/foreign.h"
#include "parse/markdown.h"
#include "parse/masks.h"
#include "parse/stars.h"
#include "parse/typed.h"

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

static bool is_word(struct str text, size_t at)
{
	return at < text.len && isalnum((unsigned char)text.data[at]);
}

/* Bytes of a mark of two signs, ~~…~~, ==…==, ++…++, that `rest` begins with; or 0. `before`: the byte before it is a letter or digit, as in 3~~5月,
 * a==b, C++. */
static size_t double_mark(struct str rest, bool before)
{
	const char sign[] = { rest.data[0], '\0' }, both[] = { *sign, *sign, '\0' };
	size_t run = strlen(both), len = str_find(str_from(rest, run), both), end = run + len;
	if (len == (size_t)-1 || !len || run_of(str_from(rest, end), sign) != run)
		return 0;
	bool blank = strchr(" \t\n", rest.data[run]) || strchr(" \t\n", rest.data[end - 1]);
	return blank || (before && (*sign == '+' || is_word(rest, run))) ? 0 : end + run;
}

/* Bytes of a short mark that raises or lowers, x^2^, H~2~O, at `at` of the text; or 0. */
static size_t short_mark(struct str text, size_t at)
{
	enum { SHORT = 4 }; /* characters that are raised or lowered, without a blank */
	struct str rest = str_from(text, at);
	const char sign = rest.data[0], before = at ? text.data[at - 1] : ' ';
	size_t end = 1;
	while (is_word(rest, end) || (end == 1 && end < rest.len && strchr("+-", rest.data[end])))
		end++;
	bool behind = !strchr(" \t\n~^", before) && (sign == '^' || isalpha((unsigned char)before) || before == ')');
	return behind && end > 1 && end - 1 <= SHORT && end < rest.len && rest.data[end] == sign ? end + 1 : 0;
}

/* Bytes of a note as Pandoc has them in the text, ^[…], at the start of the text; or 0. */
static size_t inline_note(struct str text)
{
	size_t end = str_starts(text, "^[") ? str_find(text, "]") : (size_t)-1;
	return end == (size_t)-1 ? 0 : end + 1;
}

size_t foreign_mark(struct str text, size_t at)
{
	struct str rest = str_from(text, at);
	const char sign[] = { rest.data[0], '\0' };
	size_t run = *sign && strchr("~=^+", *sign) ? run_of(rest, sign) : 0;
	if (run == 2 && *sign != '^')
		return double_mark(rest, is_word(text, at - 1));
	return run == 1 && strchr("~^", *sign) ? short_mark(text, at) : 0;
}

/* Reports the first mark of the text that is printed with its signs. */
static void check_marks(struct parse *parse, const struct piece *piece, const struct typed *typed)
{
	struct arena *arena = parse->doc->arena;
	for (size_t at = 0; at < typed->text.len; at++) {
		if (!strchr("~=^+", typed->text.data[at]))
			continue;
		size_t note = inline_note(str_from(typed->text, at)), mark = note ? note : foreign_mark(typed->text, at);
		const char sign[] = { typed->text.data[at], '\0' };
		if (mark && typed->offsets[at] != TYPED_OTHERWISE && typed->offsets[at + mark - 1] != TYPED_OTHERWISE) {
			struct spot spot = piece_spot(piece, typed->offsets[at]);
			struct str shown = piece_raw(arena, (struct str){ typed->text.data + at, mark });
			parse_report(parse, DIAG_FOREIGN_MARK, spot, parse_plain(parse, shown, spot).data, arena_printf(arena, "\\%s", sign), NULL);
			return;
		}
		at += run_of(str_from(typed->text, at), sign) - 1;
	}
}

/* ---- signs without a partner */

/* Whether the bytes were typed as they read. */
static bool are_typed(const struct typed *typed, size_t at, size_t len)
{
	for (size_t i = at; i < at + len; i++)
		if (typed->offsets[i] == TYPED_OTHERWISE)
			return false;
	return true;
}

/* Whether two underscores begin a word, or all of the text does with them, where a later run ends one: __重点__工作; a line to write on, 姓名：__, stands
 * alone. */
static bool opens_word(struct str text, size_t at)
{
	static const char signs[] = "__";
	struct str inside = str_from(text, at + strlen(signs));
	uint32_t before = str_last((struct str){ text.data, at }, '\n'), first = str_first(inside, '\n');
	size_t end = str_find(inside, signs);
	bool edge = piece_is_space(before) || piece_is_punctuation(before), word = !piece_is_space(first) && !piece_is_punctuation(first);
	if (!edge || !word || end == (size_t)-1)
		return false;
	struct str words = { inside.data, end };
	return str_find(words, "：") == (size_t)-1 && !piece_is_space(str_last(words, ' ')) && run_of(str_from(inside, end), "_") == strlen(signs);
}

/* Whether a run of the sign at `at` is one that would mark something had it a partner; stars that hide a part of a name (李**) would not. */
static bool wants_partner(struct str text, size_t at, size_t run)
{
	struct str after = str_from(text, at + run);
	if (text.data[at] == '_')
		return run == strlen("__") && opens_word(text, at);
	if (text.data[at] == '*')
		return run > 1 && !masks_alone((struct str){ text.data, at }, str_cut(&after, "\n"));
	bool line = !at || text.data[at - 1] == '\n';
	return !(line && fence_signs(str_from(text, at)) && markdown_block_name(after));
}

/* Whether it is told of stars of the block that they are printed, or that one is single. */
static bool has_told_stars(struct parse *parse, const struct piece *piece, cmark_node *block)
{
	bool told = false;
	cmark_iter *iter = cmark_iter_new(block);
	for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool emphasis = cmark_node_get_type(node) == CMARK_NODE_STRONG || cmark_node_get_type(node) == CMARK_NODE_EMPH;
		const struct stars_pair *pair = event == CMARK_EVENT_ENTER && emphasis ? stars_of(parse->doc->arena, piece, node) : NULL;
		told = told || (pair && (pair->printed || pair->single));
	}
	cmark_iter_free(iter);
	return told;
}

/* Reports the first run of stars, underscores or backquotes that marks nothing, for it has no partner. */
static void check_partners(struct parse *parse, const struct piece *piece, const struct typed *typed, cmark_node *block)
{
	struct arena *arena = parse->doc->arena;
	for (size_t at = 0, run; at < typed->text.len; at += run) {
		const char sign[] = { typed->text.data[at], '\0' };
		run = 1;
		if (!*sign || !strchr("*_`", *sign) || typed->offsets[at] == TYPED_OTHERWISE)
			continue;
		run = run_of(str_from(typed->text, at), sign);
		if (!are_typed(typed, at, run) || !wants_partner(typed->text, at, run) || (*sign == '*' && has_told_stars(parse, piece, block)))
			continue;
		struct buf escaped = BUF_INIT;
		for (size_t i = 0; i < run; i++)
			buf_printf(&escaped, "\\%s", sign);
		const char *shown = arena_copy(arena, typed->text.data + at, run);
		parse_report(parse, DIAG_SIGN_ALONE, piece_spot(piece, typed->offsets[at]), shown, *sign == '`' ? "`…`" : "**…**", buf_move_to(&escaped, arena));
		return;
	}
}

/* Whether a sign that may mark something is text of the block, for it marked nothing. */
static bool shows_signs(cmark_node *block)
{
	static const char signs[] = "*_`~=^+";
	bool shown = false;
	cmark_iter *iter = cmark_iter_new(block);
	for (cmark_event_type event; !shown && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		shown = event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_TEXT && strpbrk(cmark_node_get_literal(node), signs);
	}
	cmark_iter_free(iter);
	return shown;
}

void markdown_check_signs(struct parse *parse, const struct piece *piece, cmark_node *block)
{
	if (!shows_signs(block))
		return;
	struct typed typed = typed_of(parse->doc->arena, piece, block);
	check_marks(parse, piece, &typed);
	check_partners(parse, piece, &typed, block);
}

/* ---- lines */

/* Reports a line that other Markdowns take for an order and no text: [TOC], ::: note, \newpage. True: it has. */
static bool check_order(struct parse *parse, struct str line, struct spot spot)
{
	static const char *const whole[] = { "[TOC]", "[toc]", "[[TOC]]", "[[_TOC_]]", "@[TOC]", "@[toc]", "[目录]", "[!NOTE]", "[!TIP]", "[!IMPORTANT]",
					     "[!WARNING]", "[!CAUTION]", "\\newpage", "\\pagebreak", "\\clearpage", NULL };
	struct str shown = piece_raw(parse->doc->arena, line);
	size_t colons = run_of(line, ":");
	bool order = str_listed(whole, shown.data) || (colons >= strlen(":::") && colons < line.len) || str_starts(line, "!!! ");
	if (order)
		parse_report(parse, DIAG_FOREIGN_ORDER, spot, shown.data, arena_printf(parse->doc->arena, "\\%c", *line.data), NULL);
	return order;
}

/* Reports the box of a task at the start of an item. */
static void check_box(struct parse *parse, struct str line, struct spot spot)
{
	static const char *const boxes[] = { "[ ]", "[x]", "[X]", NULL };
	size_t len = str_starts_any(line, boxes);
	if (len && (len == line.len || strchr(" \t", line.data[len])))
		parse_report(parse, DIAG_FOREIGN_BOX, spot, arena_copy(parse->doc->arena, line.data, len), NULL, NULL);
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
		struct spot spot = piece_spot(piece, (size_t)(line.data - piece->text.data));
		bool item = number == first && cmark_node_get_type(cmark_node_parent(paragraph)) == CMARK_NODE_ITEM;
		if (check_fence(parse, line, spot) || check_order(parse, line, spot))
			return;
		if (item)
			check_box(parse, line, spot);
	}
	markdown_check_signs(parse, piece, paragraph);
}
