/* The order of parts: lists of one item, headings that stand twice, parts that are announced and not there, words and rows that count. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

/* The text behind the number, without its mark. */
static struct str heading_of(const struct check_block *block)
{
	struct str text = str_trim(scan_slice(block->text, block->number_len, block->text.len));
	return scan_slice(text, 0, scan_until(text, 0, "。"));
}

/* ---- （一） without （二） */

/* Whether an item of the list that the block begins comes behind it. */
static bool has_second(const struct check_text *text, size_t index)
{
	int depth = check_depth(text->blocks[index].number);
	for (size_t i = index + 1; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_TITLE || block->kind == CHECK_LABEL)
			return false;
		if (block->number && check_depth(block->number) < depth)
			return false;
		if (block->number && (check_depth(block->number) == depth || block->ordinal == 2))
			return true;
	}
	return false;
}

static void check_single(struct check *check, const struct check_text *text)
{
	bool below = false; /* a numbered heading above, as official texts have */
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		below = below || block->number == NUMBER_COMMA;
		bool listed = block->number == NUMBER_BRACKETS || block->number == NUMBER_DOT || block->number == NUMBER_ROUND;
		if (listed && below && block->ordinal == 1 && check_is_prose(block) && !has_second(text, i))
			check_report(check, DIAG_CHECK_SINGLE, block, 0, check_words_of(check, scan_slice(block->text, 0, block->number_len)));
	}
}

/* ---- a heading twice */

static void check_headings_twice(struct check *check, const struct check_text *text)
{
	enum { BACK = 60, LEAST_CHARS = 4 };
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *b = &text->blocks[i];
		struct str own = heading_of(b);
		if (b->number != NUMBER_COMMA || !check_is_prose(b) || utf8_count(own.data, own.len) < LEAST_CHARS)
			continue;
		for (size_t k = i; k-- > (i > BACK ? i - BACK : 0) && text->blocks[k].kind != CHECK_TITLE;)
			if (text->blocks[k].number == NUMBER_COMMA && text->blocks[k].ordinal < b->ordinal && str_equal(heading_of(&text->blocks[k]), own)) {
				check_report(check, DIAG_CHECK_HEADING_TWICE, b, b->number_len, check_words_of(check, own));
				break;
			}
	}
}

/* ---- 现将主要工作、存在的问题和下步打算报告如下 */

/* Whether a numbered line, or the start of a paragraph, behind the block speaks of one of the words. */
static bool is_treated(const struct check_text *text, size_t index, struct str words)
{
	enum { HEAD_BYTES = 150 };
	for (size_t i = index + 1; i < text->count; i++) {
		struct str head = scan_near(text->blocks[i].text, 0, 0, HEAD_BYTES);
		if (check_holds_any(head, words))
			return true;
	}
	return false;
}

static void check_announced_parts(struct check *check, const struct check_text *text)
{
	static const char *const kinds[] = { "下步|下一步|打算|安排|计划|思路|设想|方向|举措|措施", "问题|不足|短板|困难|薄弱|差距", "体会|启示|经验|做法" };
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		size_t start = str_find(words, "现将"),
		       stop = start == (size_t)-1 ? start : check_find(&text->blocks[i], start, "如下");
		if (!check_is_prose(&text->blocks[i]) || stop == (size_t)-1 || scan_until(words, start, "。；") < stop)
			continue;
		struct str list = scan_slice(words, start + strlen("现将"), stop);
		if (scan_until(list, 0, "、和及") == list.len)
			continue;
		for (size_t at = 0, end; at < list.len; at = end + strlen("、")) {
			end = scan_until(list, at, "、和及");
			struct str part = scan_slice(list, at, end);
			for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
				if (check_holds_any(part, str_of(kinds[k])) && !is_treated(text, i, str_of(kinds[k])))
					check_report(check, DIAG_CHECK_PART_MISSING, &text->blocks[i], start + strlen("现将") + at, check_words_of(check, part));
		}
	}
}

/* ---- 第一，第二，第三; 科目一, 科目二; 其一, 其二 */

enum { MOST_SERIES = 32 };

/* Words that count at the start of clauses: what stands before and behind the numeral. */
struct series {
	struct str before, behind;
	int last;
	struct str words; /* of the last one */
};

/* The counting word at the offset: its numeral, *end behind the word with its mark; 0: none. */
static int counting_at(struct str text, size_t at, struct str *before, struct str *behind, size_t *end)
{
	static const char *const labels[] = { "第", "其", "科目", "任务", "步骤", "阶段", "环节", "措施", "模块", "单元", "专题", "场景", "情景", "板块", "案例", "路线", "工程", "行动", "附表", NULL };
	enum { MOST_CHARS = 4 };
	size_t label = str_starts_any(str_from(text, at), labels), stop;
	int number = label ? scan_numeral(text, at + label, &stop) : -1;
	if (number < 1 || number > 20 || scan_is_digit(scan_at(text, at + label, NULL)))
		return 0;
	*end = scan_until_near(text, stop, 30, "，：、。；（");
	*before = scan_slice(text, at, at + label);
	*behind = scan_slice(text, stop, *end);
	bool ordinal = str_is(*before, "第");
	if (*end == text.len || utf8_count(behind->data, behind->len) > (ordinal ? MOST_CHARS : 0) || check_holds_any(*behind, STR("章|节|条|款|届|次|年|季|号|期|批|轮|名|步走|产业|课堂|书记|时间|责任|议题|方|者|线")))
		return 0;
	return number;
}

static struct series *series_of(struct series *all, size_t *count, struct str before, struct str behind)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(all[i].before, before) && str_equal(all[i].behind, behind))
			return &all[i];
	if (*count == MOST_SERIES)
		return NULL;
	all[*count] = (struct series){ .before = before, .behind = behind };
	return &all[(*count)++];
}

static void check_counting(struct check *check, const struct check_text *text)
{
	struct series all[MOST_SERIES];
	size_t count = 0, size, end = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_TITLE || block->number == NUMBER_COMMA)
			count = 0;
		if (!check_is_prose(block))
			continue;
		for (size_t at = block->number_len; scan_at(block->text, at, &size); at += size) {
			if (at > block->number_len && !scan_is_mark(scan_before(block->text, at, NULL), "。；：！？"))
				continue;
			struct str before, behind;
			int number = counting_at(block->text, at, &before, &behind, &end);
			struct series *one = number ? series_of(all, &count, before, behind) : NULL;
			struct str words = scan_slice(block->text, at, end);
			if (one && one->last && number != one->last + 1 && number != 1)
				check_report(check, DIAG_CHECK_ARTICLE, block, at, check_words_of(check, words), check_words_of(check, one->words));
			if (one) {
				one->last = number;
				one->words = words;
			}
		}
	}
}

/* ---- tables drawn with bars: cells of a row, numbers of the first column */

/* The line of the source that the cell stands in. */
static struct str row_of(const struct check_block *cell)
{
	struct place place = cell->pieces[0].place;
	return place.source ? str_trim(source_line(place)) : (struct str){ "", 0 };
}

static size_t count_bars(struct str row)
{
	size_t bars = 0;
	for (size_t i = 0; i < row.len; i++)
		bars += row.data[i] == '|';
	return bars;
}

static void check_rows(struct check *check, const struct check_text *text)
{
	size_t head = 0;
	struct str last = { "", 0 };
	int number = 0;
	const struct check_block *before = NULL;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *cell = &text->blocks[i];
		struct str row = cell->kind == CHECK_CELL ? row_of(cell) : (struct str){ "", 0 };
		if (!str_starts(row, "|") || !str_ends(row, "|")) {
			head = 0;
			number = 0;
			continue;
		}
		if (row.data == last.data && head)
			continue;
		last = row;
		size_t bars = count_bars(row), end = 0;
		if (head && bars != head)
			check_report(check, DIAG_CHECK_ROW, cell, 0, check_number(check, (long long)bars - 1), check_number(check, (long long)head - 1));
		int own = scan_is_digit(scan_at(cell->text, 0, NULL)) ? scan_numeral(cell->text, 0, &end) : 0;
		own = own > 0 && end == cell->text.len ? own : 0;
		if (own && number && own != number + 1 && bars == head)
			check_report(check, DIAG_CHECK_ARTICLE, cell, 0, check_words_of(check, cell->text), check_words_of(check, before->text));
		number = head ? own : 0;
		before = cell;
		head = head ? head : bars;
	}
}

/* ---- 甲、乙、丙四个预案; 说两个词, 第三个词 */

/* A numeral in Chinese digits with 个, 项, 大, 类 and a noun behind it: what sums up. */
static int summing_at(struct str text, size_t at, size_t *end)
{
	static const char *const measures[] = { "个方面", "个", "项", "大", "类", "种", NULL };
	size_t stop = at, size;
	if (!scan_is_numeral(scan_at(text, at, &size)) || !scan_in(scan_at(text, at, NULL), "两三四五六七八九十") ||
	    scan_in(scan_before(text, at, NULL), "第一二三四五六七八九十百千每各前后这那另几近约"))
		return 0;
	int number = scan_is(text, at, "两") ? 2 : scan_numeral(text, at, &stop);
	stop = number == 2 && stop == at ? at + size : stop;
	size_t measure = number > 1 && stop < text.len ? str_starts_any(str_from(text, stop), measures) : 0;
	*end = stop + measure;
	return measure && utf8_is_han(scan_at(text, *end, NULL)) && !scan_in(scan_at(text, *end, NULL), "以月年小工多左") ? number : 0;
}

/* The items of the list before the offset; *joined: those parted by 和, 与, 及 counted as one. */
static int items_before(struct str text, size_t at, int *joined)
{
	enum { MOST_ITEM = 10, MOST_FIRST = 16, LIST_BYTES = 300 };
	struct str list = scan_near(text, at, LIST_BYTES, 0);
	list = scan_slice(list, scan_back(list, list.len, "，。；：！？（）“”《》0123456789"), list.len);
	size_t end;
	int count = 0, parts = 0;
	if (check_holds_any(list, STR("等|的|各|其中|以及")))
		return 0;
	for (size_t i = 0; i < list.len; i = end + strlen("、"), parts++) {
		end = scan_until(list, i, "、和与及");
		count += end < list.len && scan_is(list, end, "、");
		if (utf8_count(list.data + i, end - i) > (parts ? MOST_ITEM : MOST_FIRST) || end == i)
			return 0;
	}
	*joined = count + 1;
	return count ? parts : 0;
}

/* The number that sums up from `at` to `end`, and the list before it. */
static void check_summed(struct check *check, const struct check_block *block, size_t at, size_t end, int number)
{
	int joined = 0, items = items_before(block->text, at, &joined);
	if (items > 2 && number != items && number != joined && number <= items + 2)
		check_report_count(check, block, at, end, number, items);
}

/* How many blocks behind the index begin with 第一个词, 第二个词 … : the highest of them in a row. */
static int ordinals_behind(const struct check_text *text, size_t index, struct str noun)
{
	int highest = 0;
	for (size_t i = index; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		size_t end, at = text->blocks[i].number_len;
		int number = scan_is(words, at, "第") ? scan_numeral(words, at + strlen("第"), &end) : 0;
		if (number == highest + 1 && scan_is(words, end, "个") && scan_stands(words, end + strlen("个"), noun))
			highest = number;
	}
	return highest;
}

/* The number that sums up from `at` to `end`, and what counts behind it. */
static void check_ordinals(struct check *check, const struct check_text *text, size_t index, size_t at, size_t end, int number)
{
	enum { NOUN_BYTES = 60 };
	const struct check_block *block = &text->blocks[index];
	size_t stop = scan_until_near(block->text, end, NOUN_BYTES, "，。；：！");
	struct str noun = scan_slice(block->text, end, stop);
	if (!noun.len || utf8_count(noun.data, noun.len) > 4 || !scan_ends(block->text, end, "个"))
		return;
	int listed = ordinals_behind(text, index + 1, noun);
	if (listed > 1 && listed != number)
		check_report_count(check, block, at, stop, number, listed);
}

static void check_sums(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	size_t size, end = 0;
	for (size_t at = block->number_len; scan_at(block->text, at, &size); at += size) {
		int number = summing_at(block->text, at, &end);
		if (!number)
			continue;
		check_summed(check, block, at, end, number);
		check_ordinals(check, text, index, at, end, number);
	}
}

void check_rule_structure(struct check *check, const struct check_text *text)
{
	if (text->composed)
		return;
	check_single(check, text);
	check_headings_twice(check, text);
	check_announced_parts(check, text);
	check_counting(check, text);
	check_rows(check, text);
	for (size_t i = 0; i < text->count; i++)
		if (check_is_prose(&text->blocks[i]))
			check_sums(check, text, i);
}
