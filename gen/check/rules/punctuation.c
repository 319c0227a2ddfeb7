/* Marks: pairs, width, spaces, order (GB/T 15834-2011). */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

/* ---- pairs */

enum { PAIR_DEPTH = 64, ITEM_DIGITS = 3 };

struct open_mark {
	size_t offset;
	int pair;
};

static const struct pair {
	const char *open, *close;
} pairs[] = {
	{ "“", "”" },	{ "‘", "’" },	{ "（", "）" }, { "《", "》" }, { "〈", "〉" }, { "〔", "〕" },
	{ "【", "】" }, { "「", "」" }, { "『", "』" }, { "(", ")" },	{ "[", "]" },
};

static int pair_at(struct str text, size_t offset, bool *opens)
{
	unsigned char lead = (unsigned char)text.data[offset];
	if (lead >= 0xE4 && lead < 0xEF) /* no mark begins so, nearly all of a text does */
		return -1;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		*opens = scan_is(text, offset, pairs[i].open);
		if (*opens || scan_is(text, offset, pairs[i].close))
			return (int)i;
	}
	return -1;
}

/* ’ in a Latin word. */
static bool is_no_pair(struct str text, size_t offset, int pair, bool opens)
{
	uint32_t before = scan_before(text, offset, NULL);
	return !opens && strcmp(pairs[pair].close, "’") == 0 && before < 0x250 && before > ' ';
}

/* Whether a closing bracket that nothing opened ends the number of an item, 1）, a) or 一）: at the start, behind a mark or a blank, or
 * behind 第. */
static bool ends_item_number(struct str text, size_t offset)
{
	size_t start = scan_back(text, offset, "第，。；：、！？（）“”《》,;:() \t\u3000"), end;
	struct str number = scan_slice(text, start, offset);
	uint32_t first = scan_at(number, 0, NULL);
	if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))
		return number.len == 1;
	return scan_numeral(text, start, &end) > 0 && end == offset && utf8_count(number.data, number.len) <= ITEM_DIGITS;
}

/* Whether the paragraph begins with “. */
static bool begins_quote(const struct check_block *block)
{
	return str_starts(str_trim(block->text), "“");
}

/* Whether the mark that is left open begins one paragraph of a quotation of several: each begins with “, only the last ends in ”
 * (GB/T 15834-2011, 4.8.3.5). */
static bool goes_on(const struct check_text *text, const struct check_block *block, size_t offset)
{
	const struct check_block *next = block + 1;
	return scan_is(block->text, offset, "“") && !str_trim(scan_slice(block->text, 0, offset)).len && next < text->blocks + text->count &&
	       next->kind == block->kind && begins_quote(next);
}

static void report_mark(struct check *check, const struct check_block *block, size_t offset)
{
	size_t size;
	scan_at(block->text, offset, &size);
	check_report(check, DIAG_CHECK_PAIRS, block, offset,
		     check_words_of(check, scan_slice(block->text, offset, offset + size)));
}

/* Takes the closing mark: what was opened within and not closed is reported. False when nothing fits. */
static bool close_mark(struct check *check, const struct check_block *block, struct open_mark *open, size_t *depth,
		       int pair)
{
	size_t at = *depth;
	while (at && open[at - 1].pair != pair)
		at--;
	if (!at)
		return false;
	while (*depth > at)
		report_mark(check, block, open[--*depth].offset);
	--*depth;
	return true;
}

void check_rule_pairs(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		struct open_mark open[PAIR_DEPTH];
		size_t depth = 0, size;
		for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
			bool opens;
			int pair = pair_at(block->text, at, &opens);
			if (pair < 0 || is_no_pair(block->text, at, pair, opens))
				continue;
			if (opens && depth < PAIR_DEPTH)
				open[depth++] = (struct open_mark){ at, pair };
			else if (!opens && !close_mark(check, block, open, &depth, pair) &&
				 !((pairs[pair].close[0] == ')' || strcmp(pairs[pair].close, "）") == 0) && ends_item_number(block->text, at)))
				report_mark(check, block, at);
		}
		while (depth--)
			if (depth || !goes_on(text, block, open[0].offset))
				report_mark(check, block, open[depth].offset);
	}
}

static bool is_han_side(uint32_t character)
{
	return utf8_is_han(character) || scan_in(character, "，。、；：？！（）《》“”‘’〔〕");
}

static bool has_han(struct str text)
{
	size_t size;
	for (size_t at = 0; at < text.len; at += size)
		if (utf8_is_han(scan_at(text, at, &size)) || !size)
			return size > 0;
	return false;
}

/* ---- straight quotes */

enum { MOST_STRAIGHT = 100 }; /* in one block; more are left alone */

/* The straight quotes of a text, which become “ and ” in turn. 24" is a size and none. */
struct straight {
	size_t offsets[MOST_STRAIGHT + 1], count;
};

static void find_straight(struct str text, struct straight *found)
{
	found->count = 0;
	for (size_t at = 0; (at = scan_find(text, at, "\"")) != (size_t)-1 && found->count <= MOST_STRAIGHT; at++)
		if (found->count % 2 || !scan_is_digit(scan_before(text, at, NULL)))
			found->offsets[found->count++] = at;
	if (found->count > MOST_STRAIGHT)
		found->count = 0;
}

/* What the straight quote becomes, NULL within a text that is not Chinese. *sure: its partner is where it must be. */
static const char *curly_quote(struct str text, const struct straight *quotes, size_t index, bool *sure)
{
	const char *curly = index % 2 ? "”" : "“";
	*sure = quotes->count % 2 == 0;
	if (!*sure)
		return curly;
	size_t open = quotes->offsets[index - index % 2], close = quotes->offsets[index - index % 2 + 1];
	struct str inside = scan_slice(text, open + 1, close);
	bool chinese = has_han(inside) || (is_han_side(scan_before(text, open, NULL)) && is_han_side(scan_at(text, close + 1, NULL)));
	*sure = inside.len && !scan_is_blank(scan_at(inside, 0, NULL)) && !scan_is_blank(scan_before(inside, inside.len, NULL));
	return chinese ? curly : NULL;
}

/* Whether the sign at `offset` is one of the quotes and surely becomes a curly one. */
static bool will_be_curly(struct str text, const struct straight *quotes, size_t offset)
{
	bool sure;
	for (size_t i = 0; i < quotes->count; i++)
		if (quotes->offsets[i] == offset)
			return curly_quote(text, quotes, i, &sure) && sure;
	return false;
}

/* ---- half-width marks */

/* What a half-width mark becomes, or NULL when it is right where it stands. */
static const char *full_width(struct str text, const struct straight *quotes, size_t offset, uint32_t mark)
{
	static const char *const wide[][2] = { { ",", "，" }, { ";", "；" }, { ":", "：" },
					       { "?", "？" }, { "!", "！" }, { ".", "。" } };
	uint32_t before = scan_before(text, offset, NULL), after = scan_at(text, offset + 1, NULL);
	bool han_before = is_han_side(before) || (before == '"' && will_be_curly(text, quotes, offset - 1)), han_after = is_han_side(after);
	if (!han_before && !(han_after && before && !scan_is_digit(before)))
		return NULL;
	if (mark == '.' && !(han_before && (han_after || !after)))
		return NULL;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (mark == (unsigned char)wide[i][0][0])
			return wide[i][1];
	return NULL;
}

static void report_width(struct check *check, const struct check_block *block, size_t offset, const char *full)
{
	if (check_is_markup(check, block, offset))
		return;
	const char *half = check_words_of(check, scan_slice(block->text, offset, offset + 1));
	if (check_report(check, DIAG_CHECK_HALF_WIDTH, block, offset, half, full))
		check_mend(check, block, offset, 1, full);
}

/* Coordinates and formulas, (x,y), (a+b): numbers and single letters with marks between them. */
static bool is_formula(struct str text)
{
	bool letter = false, joined = false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		bool now = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (c >= 0x80 || (now && letter))
			return false;
		letter = now;
		joined = joined || strchr(",;=+-*/^<>|", c);
	}
	return joined;
}

/* “(群)”, “QQ(群)”: brackets with Chinese in them, or between Chinese. */
static void check_brackets(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "(")) != (size_t)-1; at++) {
		size_t close = scan_until(text, at + 1, "()");
		if (close >= text.len || text.data[close] != ')')
			continue;
		bool between = is_han_side(scan_before(text, at, NULL)) && is_han_side(scan_at(text, close + 1, NULL));
		if ((!between && !has_han(scan_slice(text, at, close))) || is_formula(scan_slice(text, at + 1, close)))
			continue;
		report_width(check, block, at, "（");
		report_width(check, block, close, "）");
	}
}

static void check_quotes(struct check *check, const struct check_block *block, const struct straight *quotes)
{
	size_t count = has_han(block->text) ? quotes->count : 0;
	bool sure;
	for (size_t i = 0; i < count; i++) {
		size_t at = quotes->offsets[i];
		const char *curly = curly_quote(block->text, quotes, i, &sure);
		if (curly && !check_is_markup(check, block, at) && check_report(check, DIAG_CHECK_HALF_WIDTH, block, at, "\"", curly) && sure)
			check_mend(check, block, at, 1, curly);
	}
}

void check_rule_half_width(struct check *check, const struct check_text *text)
{
	struct straight quotes;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		find_straight(block->text, &quotes);
		for (size_t at = block->number_len; at < block->text.len; at++) {
			unsigned char mark = (unsigned char)block->text.data[at];
			const char *full = mark < 0x80 ? full_width(block->text, &quotes, at, mark) : NULL;
			if (full)
				report_width(check, block, at, full);
		}
		check_brackets(check, block);
		check_quotes(check, block, &quotes);
	}
}

/* Whether the half-width mark becomes a full-width one. */
static bool will_be_wide(struct check *check, const struct check_block *block, const struct straight *quotes, size_t offset)
{
	uint32_t mark = scan_at(block->text, offset, NULL);
	return full_width(block->text, quotes, offset, mark) && !check_is_off(check, DIAG_CHECK_HALF_WIDTH, check_place(block, offset, NULL));
}

/* ---- spaces */

enum { NAME_CHARS = 8 }; /* in so short a block spaces align names: 张　三 */

/* Whether the blanks may be left open to be filled in: several, wide ones, one behind a colon or before what wants a number (  年  月, 第 届). */
static bool may_be_room(struct str text, size_t at, size_t end)
{
	size_t size;
	bool one = scan_in(scan_at(text, at, &size), " \u00A0") && at + size == end;
	return !one || scan_room(text, at) || scan_in(scan_before(text, at, NULL), "：:") || scan_in(scan_at(text, end, NULL), "年月日届");
}

/* Whether the text up to the blank is the number of an article or chapter, 第一条, which a blank follows. */
static bool ends_article(struct str text, size_t at)
{
	size_t end;
	return scan_is(text, 0, "第") && scan_numeral(text, strlen("第"), &end) > 0 && scan_in(scan_at(text, end, NULL), "条章节款") &&
	       end + strlen("条") == at;
}

/* Whether the blank parts the single characters of a label that is drawn out to the width of others: 主 持 人：. */
static bool in_drawn_label(struct str text, size_t at)
{
	enum { MOST_CHARS = 9, MOST_BYTES = 40 };
	text.len = text.len < MOST_BYTES ? text.len : MOST_BYTES;
	size_t stop = scan_until(text, 0, "：:，。；、"), size;
	struct str label = scan_slice(text, 0, stop);
	bool blank = true;
	if (at > stop || stop == text.len || utf8_count(label.data, label.len) > MOST_CHARS)
		return false;
	for (size_t i = 0; i < stop; i += size) {
		bool now = scan_is_blank(scan_at(label, i, &size));
		if (!now && !blank)
			return false;
		blank = now;
	}
	return true;
}

/* The blank from `at` to `end` beside Chinese on both sides: a finding, unless it may be left open to be filled in. Between two characters it
 * may part names that nothing else parts, and is nobody's to take away but the writer's. */
static void check_blanks(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str rest = scan_slice(block->text, end, block->text.len);
	uint32_t before = scan_before(block->text, at, NULL);
	if (may_be_room(block->text, at, end) || ends_article(block->text, at) || in_drawn_label(block->text, at))
		return;
	rest.len = utf8_prefix(rest.data, rest.len, 4);
	bool room = scan_in(before, "第（〔【《“(") || scan_in(scan_at(rest, 0, NULL), "）〕】》”)"); /* for something that is missing, perhaps */
	bool parts = utf8_is_han(before) && utf8_is_han(scan_at(rest, 0, NULL));
	if (check_report(check, DIAG_CHECK_SPACE, block, at, check_words_of(check, rest)) && !room && !parts)
		check_mend(check, block, at, end - at, "");
}

void check_rule_spaces(struct check *check, const struct check_text *text)
{
	struct straight quotes;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_ENTRY || utf8_count(block->text.data, block->text.len) <= NAME_CHARS)
			continue;
		size_t size, end;
		find_straight(block->text, &quotes);
		for (size_t at = block->number_len; scan_at(block->text, at, &size); at += size) {
			if (!scan_is_blank(scan_at(block->text, at, NULL)) || at == block->number_len)
				continue;
			uint32_t before = scan_before(block->text, at, NULL);
			for (end = at; scan_is_blank(scan_at(block->text, end, &size)); end += size)
				;
			uint32_t after = scan_at(block->text, end, NULL);
			size_t mark = before < 0x80 ? at - 1 : at; /* one that is being made wide counts as such */
			bool wide = utf8_is_cjk(before) || (mark < at && will_be_wide(check, block, &quotes, mark));
			if (after && wide && utf8_is_cjk(after))
				check_blanks(check, block, at, end);
			at = end;
			if (!after)
				break;
		}
	}
}

/* ---- order of marks */

void check_rule_between_items(struct check *check, const struct check_text *text)
{
	static const char *const between[] = { "》、《", "”、“" };
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; k < sizeof between / sizeof *between; k++)
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, between[k])) != (size_t)-1; at++)
				check_report(check, DIAG_CHECK_BETWEEN_ITEMS, &text->blocks[i], at + strlen("》"),
					     between[k]);
}

void check_rule_doubled(struct check *check, const struct check_text *text)
{
	static const char marks[] = "，。、；：";
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size, next;
		for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
			uint32_t mark = scan_at(block->text, at, NULL), after;
			if (utf8_is_ideograph(mark))
				continue;
			after = scan_at(block->text, at + size, &next);
			bool pair = (scan_in(mark, marks) && scan_in(after, "，。、；：？！")) ||
				    (scan_in(mark, "？！") && scan_in(after, marks));
			if (!pair)
				continue;
			check_report(check, DIAG_CHECK_DOUBLED, block, at,
				     check_words_of(check, scan_slice(block->text, at, at + size + next)));
			at += size;
			size = next;
		}
	}
}

/* Words that end in a conjunction's character and are none. */
static const struct conjunction {
	const char *word, *not_behind;
} conjunctions[] = {
	{ "和", "总温缓饱共平柔暖调谈讲议随祥附唱人中亲违失不谐" },
	{ "与", "参给赠授赋相寄施" },
	{ "及", "普涉触顾波遍提企比旁累危念不来" },
	{ "或", "容间" },
	{ "并", "合兼一吞归裁" },
};

void check_rule_dangling(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t k = 0; k < sizeof conjunctions / sizeof *conjunctions; k++) {
			const struct conjunction *c = &conjunctions[k];
			for (size_t at = 0; (at = check_find(block, at, c->word)) != (size_t)-1;
			     at += strlen(c->word)) {
				size_t behind = at + strlen(c->word), size;
				uint32_t before = scan_before(block->text, at, NULL);
				if (!scan_in(scan_at(block->text, behind, &size), "；。，、") || !before ||
				    scan_in(before, c->not_behind))
					continue;
				check_report(check, DIAG_CHECK_DANGLING, block, at,
					     check_words_of(check, scan_slice(block->text, at, behind + size)));
			}
		}
	}
}

/* ---- length of sentences */

enum { LONG_SENTENCE = 150 }; /* characters */

void check_rule_long_sentence(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = 0, end; block->kind == CHECK_PARAGRAPH && at < block->text.len;
		     at = end + strlen("。")) {
			end = scan_until(block->text, at, "。！？；："); /* what a semicolon or a colon parts is read apart */
			size_t count = utf8_count(block->text.data + at, end - at);
			if (count > LONG_SENTENCE)
				check_report(check, DIAG_CHECK_LONG, block, at, check_number(check, (long long)count));
		}
	}
}
