/* What other dialects of Markdown, or a blank less, would make of the text: CommonMark takes it for text, joins it to the line
 * before or drops it, each without a word. */
#include <limits.h>
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

/* ---- names of footnotes, definitions of links */

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

bool markdown_is_note_label(struct str text)
{
	size_t len = label_length(text);
	for (size_t i = 1; i + 1 < len; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return len && !(len < text.len && strchr("([", text.data[len]));
}

/* Looks at the [ at `at`; returns the offset behind what it belongs to. */
static size_t check_bracket(struct parse *parse, const struct piece *piece, cmark_node *document, size_t at)
{
	struct str text = piece->text, rest = str_from(text, at);
	size_t len = label_length(rest);
	if (!len)
		return at + 1;
	bool note = rest.data[1] == '^', definition = !note && len < rest.len && rest.data[len] == ':' && starts_line(text, at);
	bool used = definition && is_referred_to(text, at, len);
	bool wrong = definition && (!used || markdown_is_note_label(rest)) && !is_text(piece, at, len, cmark_node_first_child(document));
	if (note || wrong)
		parse_report(parse, note ? DIAG_FOOTNOTE_LABEL : used ? DIAG_REFERENCE_LINK : DIAG_LINK_UNUSED, piece_spot(piece, at),
			     arena_copy(parse->doc->arena, rest.data, len), NULL, NULL);
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

static bool is_ascii_word(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether the text begins as \\server\share goes on. Two signs behind a name are how one is written: \\n\\t is no path. */
static bool is_server(struct str text)
{
	size_t len = 0;
	while (len < text.len && (is_ascii_word(text.data[len]) || strchr("-._", text.data[len])))
		len++;
	return len && len + 1 < text.len && text.data[len] == '\\' && text.data[len + 1] != '\\';
}

/* Whether the backslash at `at`, one of two or more signs, belongs to a path and goes: two before a server, or one before a sign behind C:\\. */
static bool is_of_path(struct str text, size_t at)
{
	enum { LONGEST_PATH = 260 }; /* bytes to its drive, as Windows has it */
	char next = at + 1 < text.len ? text.data[at + 1] : '\0', before = at ? text.data[at - 1] : '\n';
	if (next == '\\')
		return !is_ascii_word(before) && !strchr(":\\", before) && is_server(str_from(text, at + 2));
	if (!piece_is_punctuation((unsigned char)next))
		return false;
	for (size_t i = at; i > 2 && at - i < LONGEST_PATH && text.data[i - 1] != '\n'; i--)
		if (text.data[i - 1] == '\\' && text.data[i] != '\\' && text.data[i - 2] == ':' && is_ascii_word(text.data[i - 3]))
			return true;
	return false;
}

void markdown_check_dialect(struct parse *parse, const struct piece *piece, cmark_node *document)
{
	struct str text = piece->text;
	size_t said = 0; /* behind the line of a path that was reported */
	for (size_t at = 0; at < text.len;) {
		if (text.data[at] == '\\') {
			if (at >= said && is_of_path(text, at)) {
				parse_report(parse, DIAG_PATH_BACKSLASH, piece_spot(piece, at), NULL, NULL, NULL);
				size_t end = str_find(str_from(text, at), "\n");
				said = end == (size_t)-1 ? text.len : at + end;
			}
			at += 2;
		} else if (text.data[at] == '`') {
			at = skip_code(text, at);
		} else if (text.data[at] == '[') {
			at = check_bracket(parse, piece, document, at);
		} else {
			at++;
		}
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

/* Bytes of the blanks at the start of the line; 0 where Markdown knows all of them for blanks: a full-width, no-break or invisible one is text to it. */
static size_t wide_blanks(struct str line)
{
	bool wide = false;
	uint32_t cp;
	size_t at = 0;
	for (size_t n; (n = utf8_decode(line.data + at, line.len - at, &cp)) > 0 && piece_is_blank(cp); at += n)
		wide = wide || cp >= 0x80;
	return wide ? at : 0;
}

/* Length of the sign that the line begins with of those that begin a block behind ordinary blanks; or 0. */
static size_t block_sign(struct str line)
{
	static const char *const lines[] = { "```", "~~~", ">", "|", "[^", NULL };
	size_t signs = run_of(line, '#'), digits = 0, found = str_starts_any(line, lines), star = str_starts(line, PIECE_STAR) ? strlen(PIECE_STAR) : 1;
	if (signs || found)
		return found ? found : signs <= HEADING_SIGNS ? signs : 0;
	if (str_is(str_trim(line), "---"))
		return strlen("---");
	while (digits < line.len && line.data[digits] >= '0' && line.data[digits] <= '9')
		digits++;
	bool item = line.len && (strchr("-+*", line.data[0]) || star > 1), number = digits && digits <= ITEM_DIGITS && digits < line.len;
	size_t len = item ? star : number && strchr(".)", line.data[digits]) ? digits + 1 : 0;
	return len && (is_blank(line, len) || wide_blanks(str_from(line, len))) ? len : 0;
}

/* Length of a mark of a list that is no Markdown, or of a number, at the start of the line; or 0. */
static size_t list_sign(struct str line)
{
	size_t bullet = str_starts(line, "□") ? strlen("□") : doc_typed_bullet(line);
	return bullet ? bullet : doc_typed_number(line);
}

/* Length of a letter with its mark and a blank behind it, as items are counted: “a. ”, “B) ”; or 0. */
static size_t letter_sign(struct str line)
{
	static const char *const marks[] = { ".", ")", "）", "．", NULL };
	bool letter = line.len && (line.data[0] | 0x20) >= 'a' && (line.data[0] | 0x20) <= 'z';
	size_t mark = letter ? str_starts_any(str_from(line, 1), marks) : 0;
	return mark && 1 + mark < line.len && is_blank(line, 1 + mark) ? 1 + mark : 0;
}

/* The sign as text: "\\##", "1\\.". */
static const char *escaped(struct arena *arena, struct str sign)
{
	size_t digits = sign.len && strchr(".)", sign.data[sign.len - 1]) ? sign.len - 1 : 0;
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

/* ---- lines that are joined */

/* A line of a paragraph and the one before it. */
struct joint {
	struct parse *parse;
	struct str before, line;
	struct spot spot;
	bool wrapped; /* the paragraph's lines end where they are full */
};

/* Reports a date that would be joined to the line before. True: it has. */
static bool check_date(const struct joint *joint)
{
	struct str date = str_trim(joint->line);
	if (!markdown_is_date(date))
		return false;
	parse_report(joint->parse, DIAG_DATE_JOINED, joint->spot, arena_copy(joint->parse->doc->arena, date.data, date.len), NULL, NULL);
	return true;
}

/* Length of a sign at the start of the line that people begin items with, or of what counts them: √ 甲, 一是甲, a. 甲, 1 甲. */
static size_t item_sign(struct str line)
{
	static const char *const signs[] = { "*", PIECE_STAR, "—", "–", "√", "✓", "✔", "➢", "➤", "►", "▶", "★", "☆", "※", "→", "⇒", NULL };
	uint32_t first = str_first(line, 0);
	size_t sign = str_starts_any(line, signs), word = doc_counting_word(line);
	if (first >= 0xE000 && first <= 0xF8FF) /* bullets of Word's symbol fonts */
		return strlen("\uE000");
	if (sign) {
		struct str rest = str_from(line, sign);
		bool pair = memchr(rest.data, '*', rest.len) || str_find(rest, PIECE_STAR) != (size_t)-1;
		return str_starts(rest, "—") || (strchr("*\xEF", line.data[0]) && pair) ? 0 : sign; /* of emphasis, or a dash */
	}
	return word && str_starts(str_from(line, word), "是") ? word + strlen("是") : doc_heading_number(line);
}

/* Runs of at least two blanks within the line, as between columns. */
static size_t count_gaps(struct str line)
{
	struct str text = str_trim(line);
	size_t gaps = 0, cells = 0;
	for (size_t at = 0; at < text.len; at++) {
		bool wide = str_starts(str_from(text, at), "　");
		size_t before = cells;
		cells = wide ? cells + 2 : text.data[at] == ' ' ? cells + 1 : 0;
		gaps += before < 2 && cells >= 2;
		at += wide ? strlen("　") - 1 : 0;
	}
	return gaps;
}

/* Bytes of what stands before the colon of a label at the start of the line (时间：, 记　录：), or 0. */
static size_t label_of(struct str line)
{
	enum { MOST = 8 }; /* characters */
	uint32_t cp;
	size_t at = 0, count = 0;
	for (size_t n; count <= MOST && (n = utf8_decode(line.data + at, line.len - at, &cp)) > 0; at += n) {
		if (cp == ':' || cp == 0xFF1A)
			return count > 1 ? at : 0;
		count += utf8_is_ideograph(cp);
		if (!utf8_is_ideograph(cp) && !piece_is_space(cp))
			return 0;
	}
	return 0;
}

/* Whether both lines begin with one sign, with the words of one way of counting or with labels, or have as many columns. Bytes of the
 * sign in *len, 0 where it is blanks. */
static bool are_alike(struct str before, struct str line, size_t *len)
{
	size_t other = item_sign(before), gaps = count_gaps(line), label = label_of(line);
	*len = item_sign(line);
	if (label && label_of(before)) {
		*len = label + (line.data[label] == ':' ? 1 : strlen("："));
		return true;
	}
	if (*len && other) {
		bool counts = doc_counting_word(line) || (unsigned char)line.data[0] < 0x80, same = *len == other && !memcmp(line.data, before.data, other);
		return same || (counts && (doc_counting_word(before) > 0) == (doc_counting_word(line) > 0));
	}
	*len = 0;
	return gaps && count_gaps(before) == gaps && str_find(line, "。") == (size_t)-1 && str_find(before, "。") == (size_t)-1;
}

/* Reports a line that is joined to the one before although it is likely to be meant as a paragraph of its own. True: it has. */
static bool check_joint(const struct joint *joint, bool lazy)
{
	/* What ends a sentence, a list of such or what introduces them. */
	static const char *const ends[] = { "。", "：", "；", "！", "？", ":", "。”", "！”", "？”", NULL };
	struct parse *parse = joint->parse;
	struct arena *arena = parse->doc->arena;
	struct str text = str_trim(joint->before);
	size_t end = str_ends_any(text, ends), len;
	if (end && joint->wrapped) {
		return false;
	} else if (end) {
		parse_report(parse, DIAG_LINES_JOINED, joint->spot, arena_copy(arena, text.data + text.len - end, end), NULL, NULL);
	} else if (lazy) {
		parse_report(parse, DIAG_LINE_LAZY, joint->spot, NULL, NULL, NULL);
	} else if (are_alike(joint->before, joint->line, &len)) {
		struct str sign = piece_raw(arena, (struct str){ joint->line.data, len });
		parse_report(parse, DIAG_LINES_ALIKE, joint->spot, len ? sign.data : "  ", NULL, NULL);
	} else {
		return false;
	}
	return true;
}

/* Whether the number between the two is that of a clause that the text refers to: 第三条第 | （二） | 项. */
static bool is_reference(struct str before, struct str after)
{
	static const char *const leads[] = { "第", "条", "款", "章", "节", NULL }, *const units[] = { "项", "款", "条", "目", NULL };
	return str_ends_any(str_trim(before), leads) && str_starts_any(after, units);
}

/* Reports what the line would be with a blank more, or joined to the line `before`, which may be none. True: it has. */
static bool check_line(struct parse *parse, const struct piece *piece, struct str line, struct str before)
{
	struct spot spot = piece_spot(piece, (size_t)(line.data - piece->text.data));
	struct arena *arena = parse->doc->arena;
	size_t lead = wide_blanks(line), sign = block_sign(str_from(line, lead)), len = sign_without_blank(line);
	bool wide = sign && (lead || wide_blanks(str_from(line, sign)));
	struct str raw = piece_raw(arena, (struct str){ line.data + lead, sign });
	if (wide)
		parse_report(parse, lead ? DIAG_SIGN_BEHIND_WIDE : DIAG_SIGN_BEFORE_WIDE, spot, raw.data, escaped(arena, raw), NULL);
	else if (len)
		parse_report(parse, DIAG_SIGN_WITHOUT_BLANK, spot, arena_copy(arena, line.data, len),
			     escaped(arena, (struct str){ line.data, len }), NULL);
	else if (str_starts(line, "＃"))
		parse_report(parse, DIAG_FULL_WIDTH_SIGN, spot, "＃", "#", "&#xFF03;");
	else if (before.len && sign && strchr("-+*#", raw.data[0]))
		parse_report(parse, DIAG_LINE_INDENTED, spot, raw.data, NULL, NULL);
	else if (before.len && ((len = list_sign(line)) || (len = letter_sign(line))) && !is_reference(before, str_from(line, len)))
		parse_report(parse, DIAG_LINE_JOINED, spot, arena_copy(arena, line.data, len), NULL, NULL);
	else
		return false;
	return true;
}

/* Whether the line, not the first of its paragraph, has not the indent or the sign of the item or quote that the paragraph is in. */
static bool is_lazy(cmark_node *paragraph, struct str line)
{
	cmark_node_type type = cmark_node_get_type(cmark_node_parent(paragraph));
	if (type == CMARK_NODE_ITEM) {
		while (str_starts(line, ">")) /* of quotes that the list is in */
			line = str_from(line, str_starts(line, "> ") ? strlen("> ") : strlen(">"));
		return line.len && !strchr(" \t", line.data[0]);
	}
	return type == CMARK_NODE_BLOCK_QUOTE && line.len && !str_starts(str_trim(line), ">");
}

/* Whether all lines but the last are about as long as the longest, as a program wraps them: long ones, of which some end within a sentence. */
static bool is_wrapped(const struct piece *piece, int first, int last)
{
	enum { LONG = 40, SHORTER = 6 }; /* cells of a terminal; a word or a mark may have gone to the next line */
	int least = INT_MAX, most = 0;
	bool within = false;
	for (int number = first; number < last; number++) {
		struct str line = str_trim(piece_line(piece, number));
		int cells = utf8_cells(line.data, line.len);
		least = cells < least ? cells : least;
		most = cells > most ? cells : most;
		within = within || !str_ends(line, "。");
	}
	struct str end = str_trim(piece_line(piece, last));
	return last > first && within && least >= LONG && most - least <= SHORTER && utf8_cells(end.data, end.len) <= most;
}

void markdown_check_lines(struct parse *parse, const struct piece *piece, cmark_node *paragraph)
{
	int first = cmark_node_get_start_line(paragraph), last = cmark_node_get_end_line(paragraph);
	size_t column = (size_t)cmark_node_get_start_column(paragraph);
	struct joint joint = { .parse = parse, .wrapped = is_wrapped(piece, first, last) };
	bool joined = false, said = false;
	for (int number = first; number <= last; number++) {
		struct str line = piece_line(piece, number);
		bool lazy = number > first && is_lazy(paragraph, line);
		if (number == first)
			line = str_from(line, column && column <= line.len ? column - 1 : 0);
		while (line.len && strchr(number == first ? " \t" : " \t>", line.data[0]))
			line = str_from(line, 1);
		joined = joined && !str_starts(line, "　"); /* such a line begins a paragraph */
		joint.line = line;
		joint.spot = piece_spot(piece, (size_t)(line.data - piece->text.data));
		bool marked = check_line(parse, piece, line, joined ? joint.before : STR("")), dated = !marked && joined && number == last && check_date(&joint);
		said = marked || dated || said || (joined && check_joint(&joint, lazy));
		joint.before = line;
		joined = !str_ends(line, "\\") && !str_ends(line, "  "); /* else the line is broken behind it */
	}
}

void markdown_check_bar(struct parse *parse, struct str names, struct spot spot)
{
	bool bar = str_find(names, "|") != (size_t)-1 || str_find(names, "｜") != (size_t)-1;
	if (bar)
		parse_report(parse, DIAG_NAME_BAR, spot, parse_plain(parse, names, spot).data, NULL, NULL);
}

/* ---- signs at the start of blocks */

void markdown_check_quote(struct parse *parse, const struct piece *piece, cmark_node *quote)
{
	int first = cmark_node_get_start_line(quote), last = cmark_node_get_end_line(quote);
	for (int number = first; number <= last; number++) {
		struct str line = piece_line(piece, number);
		size_t start = number == first ? (size_t)cmark_node_get_start_column(quote) - 1 : 0;
		while (start < line.len && strchr(" \t", line.data[start]))
			start++;
		size_t signs = start;
		while (signs < line.len && line.data[signs] == '>')
			signs++;
		if (signs == start)
			continue;
		struct str rest = str_from(line, signs), text = str_trim(rest);
		size_t digits = doc_counting_word(text);
		bool blank = is_blank(rest, 0), number_alone = digits && text.data[0] >= '0' && text.data[0] <= '9';
		static const char *const others[] = { "年", "月", "日", ".", "\\", "．", "、", ")", "）", ":", "：", "-", "/", "号", NULL };
		struct spot spot = piece_spot(piece, (size_t)(line.data - piece->text.data) + start);
		if (!blank)
			parse_report(parse, DIAG_QUOTE_SIGN, spot, NULL, NULL, NULL);
		else if (number == first && first == last && number_alone && !str_starts_any(str_from(text, digits), others))
			parse_report(parse, DIAG_QUOTE_NUMBER, spot, NULL, NULL, NULL);
		else
			continue;
		return;
	}
}

bool markdown_is_page_break(struct parse *parse, const struct piece *piece, cmark_node *rule)
{
	size_t offset = piece_offset(piece, cmark_node_get_start_line(rule), cmark_node_get_start_column(rule));
	struct str rest = str_from(piece->text, offset), line = str_trim(str_cut(&rest, "\n"));
	if (str_is(line, "---"))
		return true;
	parse_report(parse, DIAG_RULE_SIGN, piece_spot(piece, offset), piece_raw(parse->doc->arena, line).data, NULL, NULL);
	return false;
}

void markdown_check_date_list(struct parse *parse, const struct piece *piece, cmark_node *list)
{
	enum { FIRST_YEAR = 1000 };
	cmark_node *item = cmark_node_first_child(list), *inner = cmark_node_first_child(item);
	int line = cmark_node_get_start_line(item);
	bool within = inner && cmark_node_get_type(inner) == CMARK_NODE_LIST && cmark_node_get_list_type(inner) == CMARK_ORDERED_LIST &&
		      cmark_node_get_start_line(inner) == line;
	cmark_node *outer = cmark_node_parent(cmark_node_parent(list));
	bool said = outer && cmark_node_get_start_line(outer) == line && cmark_node_get_type(outer) == CMARK_NODE_LIST;
	if (said || (!within && cmark_node_get_list_start(list) < FIRST_YEAR))
		return;
	size_t offset = piece_offset(piece, line, cmark_node_get_start_column(item));
	struct str rest = str_from(piece->text, offset), text = str_trim(str_cut(&rest, "\n"));
	size_t shown = utf8_prefix(text.data, text.len, 20);
	parse_report(parse, DIAG_LIST_DATE, piece_spot(piece, offset), arena_copy(parse->doc->arena, text.data, shown), NULL, NULL);
}
