/* Headings whose numbers were typed: order, marks; and marks at the end. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { STYLES = NUMBER_CIRCLED + 1, BARE_CHARS = 24, SLIP_CHARS = 14 };

static const char *number_text(struct check *check, const struct check_block *block)
{
	return check_words_of(check, scan_slice(block->text, 0, block->number_len));
}

/* A short line without mark at its end, with a paragraph below it: a heading, had it a number. */
static bool is_bare_heading(const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	if (block->number || block->kind == CHECK_TITLE || (text->composed && block->kind == CHECK_HEADING) || index + 1 >= text->count || text->blocks[index + 1].number)
		return false;
	size_t size = 0;
	uint32_t last = scan_before(block->text, block->text.len, &size);
	return utf8_count(block->text.data, block->text.len) <= BARE_CHARS && !scan_in(last, "，。；：！？、") &&
	       utf8_is_han(last) && (block->kind == CHECK_PARAGRAPH || block->kind == CHECK_HEADING);
}

/* An article, a chapter, an attachment, or a sentence that announces a list: numbers start anew below it. */
static bool is_section(const struct check_block *block)
{
	size_t end;
	bool article = scan_is(block->text, 0, "第") && scan_numeral(block->text, strlen("第"), &end) > 0 &&
		       scan_in(scan_at(block->text, end, NULL), "条章节部编");
	return !block->number && (article || str_starts(block->text, "附件") || str_ends(block->text, "："));
}

/* One walk through the typed numbers. */
struct walk {
	const struct check_block *last[STYLES]; /* of each depth, since a shallower one */
	const struct check_block *running[STYLES]; /* the last one of the depth, whatever stood between */
	bool goes_on;				/* numbers of depth 2 run on across sections: （一） to （十三） */
	const struct check_block *heading;	/* the last one with a generated number */
};

/* Whether the numbers of the depth run on across sections: none begins anew at 1, and at least one goes on. */
static bool run_on(const struct check_text *text, int depth)
{
	int last = 0;
	bool between = false, seen = false;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		int at = block->number ? check_depth(block->number) : 0;
		between = between || (at && at < depth);
		if (at != depth)
			continue;
		if (between && last && block->ordinal != last + 1)
			return false;
		seen = seen || (between && last);
		last = block->ordinal;
		between = false;
	}
	return seen;
}

/* The number before this one, as far as the order goes. Numbers of depth 3 may run on across sections, and those of depth 2 where all do; a list of
 * sentences may start again at 1 anywhere, the others below a heading. */
static const struct check_block *expect(const struct walk *walk, const struct check_block *block, int *wanted)
{
	int depth = check_depth(block->number);
	const struct check_block *before = walk->last[depth];
	if (!before && ((depth == 3 && block->ordinal != 1) || (depth == 2 && walk->goes_on)))
		before = walk->running[depth];
	bool anew = block->ordinal == 1 && (depth >= 3 || (walk->heading && before && before < walk->heading));
	*wanted = before && !anew ? before->ordinal + 1 : 1;
	return before;
}

static void step(struct walk *walk, const struct check_block *block)
{
	int depth = check_depth(block->number);
	walk->last[depth] = block;
	for (int deeper = depth + 1; deeper < STYLES; deeper++)
		walk->last[deeper] = NULL;
	walk->running[depth] = block;
}

/* Bare headings between two blocks; `report` tells each. */
static int bare_between(struct check *check, const struct check_text *text, size_t from, size_t to, bool report)
{
	int count = 0;
	for (size_t i = from + 1; i < to; i++) {
		if (!is_bare_heading(text, i))
			continue;
		count++;
		if (report)
			check_report(check, DIAG_CHECK_HEADING_NUMBER, &text->blocks[i], 0,
				     check_words_of(check, text->blocks[i].text),
				     number_text(check, &text->blocks[from]));
	}
	return count;
}

static void walk_numbers(struct check *check, const struct check_text *text, bool bare)
{
	struct walk walk = { .goes_on = run_on(text, 2) };
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if ((text->composed && block->kind == CHECK_HEADING) || is_section(block))
			walk.heading = block;
		if (!block->number)
			continue;
		int wanted;
		const struct check_block *before = expect(&walk, block, &wanted);
		int gap = block->ordinal - wanted;
		bool explained = gap > 0 && before &&
				 bare_between(check, text, (size_t)(before - text->blocks), i, false) == gap;
		if (bare && explained)
			bare_between(check, text, (size_t)(before - text->blocks), i, true);
		const struct check_block *other = i ? block - 1 : NULL; /* 1. before （二）: the number of another level was typed */
		bool slip = !before && block->ordinal == 2 && other && other->number && other->ordinal == 1 && check_depth(other->number) > check_depth(block->number);
		if (!bare && slip)
			check_report(check, DIAG_CHECK_HEADING_ORDER, other, 0, number_text(check, other), number_text(check, block));
		else if (!bare && gap && !explained)
			check_report(check, DIAG_CHECK_HEADING_ORDER, block, 0, number_text(check, block),
				     before ? number_text(check, before) : "—");
		step(&walk, block);
	}
}

void check_rule_heading_number(struct check *check, const struct check_text *text)
{
	walk_numbers(check, text, true);
}

void check_rule_heading_order(struct check *check, const struct check_text *text)
{
	walk_numbers(check, text, false);
}

void check_rule_heading_mark(struct check *check, const struct check_text *text)
{
	const struct check_block *first = NULL;
	long long count = 0;
	for (size_t i = 0; i < text->count; i++) {
		if (text->blocks[i].number != NUMBER_WRONG_DOT)
			continue;
		first = first ? first : &text->blocks[i];
		count++;
	}
	if (!first)
		return;
	char right[24] = { 0 };
	size_t digits = strspn(first->text.data, "0123456789");
	memcpy(right, first->text.data, digits < sizeof right - 2 ? digits : 0);
	strcat(right, ".");
	check_report(check, DIAG_CHECK_HEADING_MARK, first, 0, number_text(check, first), right,
		     check_number(check, count));
}

/* Whether most of the headings with such a number carry no mark: then a mark is a slip, not the text's way of lists. */
static bool others_end_bare(const struct check_text *text, const struct check_block *block)
{
	size_t bare = 0, marked = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *other = &text->blocks[i];
		if (check_depth(other->number) != check_depth(block->number) || other == block)
			continue;
		uint32_t last = scan_before(other->text, other->text.len, NULL);
		bool ends = scan_in(last, "，；：、。,;:.");
		marked += ends;
		bare += !ends;
	}
	return bare > marked;
}

/* Whether another heading with such a number ends in a mark. */
static bool others_are_marked(const struct check_text *text, const struct check_block *block)
{
	size_t bare = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *other = &text->blocks[i];
		if (other == block || check_depth(other->number) != check_depth(block->number))
			continue;
		if (scan_in(scan_before(other->text, other->text.len, NULL), "。；，："))
			return true;
		bare++;
	}
	return bare < 2;
}

/* ---- headings without text */

/* Whether something belongs to the heading: a deeper number, or text. */
static bool has_text(const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index], *next = index + 1 < text->count ? block + 1 : NULL;
	struct day day;
	if (!next || next->kind == CHECK_TITLE || (str_starts(next->text, "特此") && next->text.len <= strlen("特此报告，请审阅。")) || day_is(str_trim(next->text), &day))
		return false;
	if (next->number)
		return check_depth(next->number) > check_depth(block->number) || next->number == NUMBER_DOT;
	bool line = utf8_count(next->text.data, next->text.len) <= BARE_CHARS && scan_until(next->text, 0, "，。；：") == next->text.len;
	bool signature = index + 2 < text->count && day_is(str_trim(text->blocks[index + 2].text), &day);
	return !(line && signature);
}

/* A heading 一、 or （一） with nothing below it, where most of the others have text. */
static void check_empty(struct check *check, const struct check_text *text, enum check_number number)
{
	size_t full = 0, empty = 0, last = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		bool heading = number == NUMBER_COMMA && utf8_count(block->text.data, block->text.len) <= SLIP_CHARS;
		bool bare = scan_until(block->text, block->number_len, heading ? "。；：" : "。；，：") == block->text.len;
		if (block->number != number || (!bare && number == NUMBER_COMMA))
			continue;
		bool is_empty = bare && !has_text(text, i);
		full += !is_empty;
		empty += is_empty;
		last = is_empty ? i : last;
	}
	if (empty == 1 && full >= 2)
		check_report(check, DIAG_CHECK_EMPTY_SECTION, &text->blocks[last], 0, check_words_of(check, text->blocks[last].text));
}

void check_rule_empty_section(struct check *check, const struct check_text *text)
{
	check_empty(check, text, NUMBER_COMMA);
	check_empty(check, text, NUMBER_BRACKETS);
}

/* Headings of plangen's own sources are checked with their trees (doc_check). */
void check_rule_heading_end(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count && !text->composed; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size = 0;
		if (block->kind != CHECK_HEADING && block->kind != CHECK_TITLE)
			continue;
		uint32_t last = scan_before(block->text, block->text.len, &size);
		bool typed_alone =
			block->number && !block->marked && i + 1 < text->count && !text->blocks[i + 1].number;
		bool clauses = scan_until(block->text, block->number_len, "，") < block->text.len; /* a sentence, no heading */
		bool mark = scan_in(last, "，；：、,;:.") || (last == 0x3002 && typed_alone && !clauses);
		bool slip = last == 0x3002 && block->number && !block->marked && utf8_count(block->text.data, block->text.len) <= SLIP_CHARS && !others_are_marked(text, block);
		mark = mark || (slip && !clauses);
		if (!mark || (block->number && !block->marked && !others_end_bare(text, block)))
			continue;
		size_t at = block->text.len - size;
		check_report(check, DIAG_CHECK_HEADING_END, block, at,
			     check_words_of(check, scan_slice(block->text, at, block->text.len)));
	}
}
