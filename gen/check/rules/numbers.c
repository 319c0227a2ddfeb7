/* Numbers: counts and their lists, units, dates. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

/* A longer list or clause says nothing of its number: it is none that a person would count. */
enum { LIST_BYTES = 1500, NUMERAL_BYTES = 30 };

static const char clause_ends[] = "，。；：！？（）“”《》\n";

/* ---- counts: “七有”（…）, “甲、乙”两大…, 一是……二是……, 甲、乙、丙三项, 共计3项：甲、乙、丙 */

/* Items of a list without the marks' depth: split at ， when there is one (items may hold 、), else at 、. 0: no plain
 * list. */
static int count_items(struct str list)
{
	int commas = 0, pauses = 0, depth = 0;
	size_t size;
	if (str_ends(list, "等"))
		return 0;
	for (size_t at = 0; scan_at(list, at, &size); at += size) {
		uint32_t c = scan_at(list, at, NULL);
		depth += scan_in(c, "（《“") ? 1 : scan_in(c, "）》”") && depth ? -1 : 0;
		if (scan_in(c, "。；：!"))
			return 0;
		commas += !depth && c == 0xFF0C;
		pauses += !depth && c == 0x3001;
	}
	return commas ? commas + 1 : pauses ? pauses + 1 : 0;
}

/* “一书两册三评议” announces several sums. */
static bool second_number(struct str text, size_t from, size_t to)
{
	size_t end;
	for (; from < to; from += utf8_prefix(text.data + from, to - from, 1))
		if (scan_numeral(text, from, &end) > 0)
			return true;
	return false;
}

/* The items of a list without brackets, up to the end of the sentence: each begins with the counted word (“七有”：有甲、有乙), or all are
 * short and parted by 、 only. 0: it may be no list. */
static int count_plain_items(struct str list, struct str counted)
{
	enum { ITEM_CHARS = 12 };
	bool counted_word = counted.len > 0, shorter = scan_until(list, 0, "，") == list.len;
	int items = count_items(list);
	for (size_t at = 0, end; items && at < list.len; at = end) {
		end = scan_until(list, at, "，、");
		counted_word = counted_word && scan_stands(list, at, counted);
		shorter = shorter && utf8_count(list.data + at, end - at) <= ITEM_CHARS;
		end += end < list.len ? strlen("、") : 0;
	}
	return counted_word || shorter ? items : 0;
}

/* What a name such as 七有, 五个避免 counts: 有, 避免. */
static struct str counted_word(struct str text, size_t end, size_t close)
{
	size_t size;
	if (scan_in(scan_at(text, end, &size), "个项条大种类"))
		end += size;
	return scan_slice(text, end, close > end ? close : end);
}

/* Where the list behind the quoted name ends, whose start is *list: “七有”（…）, “七有”：…, “七有”目标，即…. *list is 0 when there is none. */
static size_t find_list(struct str text, size_t close, size_t *list)
{
	enum { BETWEEN = 5 /* characters, the quote among them */ };
	size_t mark = scan_until(text, close + strlen("”"), "（，。、；：“"), from = mark;
	*list = 0;
	if (utf8_count(text.data + close, mark - close) > BETWEEN)
		return 0;
	if (scan_is(text, mark, "，即"))
		from += strlen("，即");
	if (scan_is(text, from, "：") || scan_is(text, mark, "（"))
		from += strlen("：");
	if (from == mark)
		return 0;
	*list = from;
	struct str near = scan_slice(text, 0, from + LIST_BYTES < text.len ? from + LIST_BYTES : text.len);
	return scan_until(near, from, scan_is(text, mark, "（") ? "）" : "。；！？");
}

/* “七有”要求（有…、有…）, “五个避免”（…）, “七有”：有…、有…: the list behind a quoted name that begins with a number. */
static void check_quoted(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "“")) != (size_t)-1; at += strlen("“")) {
		size_t name = at + strlen("“"), end, close = scan_until(text, name, "“”");
		int announced = scan_numeral(text, name, &end);
		if (announced < 2 || scan_is_digit((unsigned char)text.data[name]) || !scan_is(text, close, "”"))
			continue;
		size_t list, stop = find_list(text, close, &list);
		if (!list || utf8_count(text.data + end, close - end) > 4)
			continue;
		struct str items = scan_slice(text, list, stop);
		bool brackets = scan_ends(text, list, "（");
		int listed = brackets ? count_items(items) : count_plain_items(items, counted_word(text, end, close));
		if (listed > 1 && listed != announced && !second_number(text, end, close))
			check_report_count(check, block, name, close, announced, listed);
	}
}

/* “讲党课、当先锋、聚民心”三大活动 */
static void check_behind_quote(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "”")) != (size_t)-1; at += strlen("”")) {
		size_t number = at + strlen("”"), end, size;
		int announced = scan_numeral(text, number, &end);
		if (announced < 2 || !scan_in(scan_at(text, end, &size), "大个项种类"))
			continue;
		size_t open = scan_back(text, at, "“”");
		int listed = count_items(scan_slice(text, open, at));
		if (listed > 1 && listed != announced)
			check_report_count(check, block, number, end + size, announced, listed);
	}
}

/* 一是……二是……三是……: where it begins, and the number that comes next. */
struct series {
	const struct check_block *block; /* NULL: it has no 一是 */
	size_t first;
	int expected;
};

/* The series of a section may go over paragraphs, and one within a paragraph may stand in one of those. */
struct all_series {
	struct series outer, inner; /* whose members begin paragraphs; the one that was last gone on with */
};

static const struct all_series no_series = { { NULL, 0, 1 }, { NULL, 0, 1 } };

/* The number that announces the series, in the clause up to the ： before it (抓好三项工作：一是), which may end the paragraph above. */
static void finish_series(struct check *check, const struct check_text *text, const struct series *series)
{
	const struct check_block *block = series->block;
	size_t first = series->first;
	if (series->expected < 3 || !block)
		return;
	if (!str_trim(scan_slice(block->text, 0, first)).len && block > text->blocks && block[-1].kind == CHECK_PARAGRAPH)
		first = (--block)->text.len;
	if (!scan_ends(block->text, first, "："))
		return;
	size_t start = scan_back(block->text, first - strlen("："), "，。；：！？");
	for (size_t at = start; at < first; at += utf8_prefix(block->text.data + at, block->text.len - at, 1)) {
		size_t end, size;
		int announced = scan_numeral(block->text, at, &end);
		if (announced > 1 && !scan_ends(block->text, at, "第") && scan_in(scan_at(block->text, end, &size), "项个点条类方") &&
		    announced != series->expected - 1)
			check_report_count(check, block, at, end + size, announced, series->expected - 1);
		if (end > at)
			return;
	}
}

static void finish_all_series(struct check *check, const struct check_text *text, struct all_series *all)
{
	finish_series(check, text, &all->inner);
	finish_series(check, text, &all->outer);
	*all = no_series;
}

/* A member of a series at the bytes from `start` to `end`: 二是. */
static void take_member(struct check *check, const struct check_text *text, const struct check_block *block, size_t start, size_t end,
			int ordinal, struct all_series *all)
{
	bool begins = !str_trim(scan_slice(block->text, 0, start)).len;
	struct series *inner = &all->inner, *outer = &all->outer;
	if (ordinal == 1) {
		finish_series(check, text, begins ? outer : inner);
		*inner = (struct series){ block, start, 1 };
	} else if (begins && ordinal == outer->expected) {
		if (inner->block != outer->block || inner->first != outer->first)
			finish_series(check, text, inner);
		*inner = *outer;
	} else if (ordinal != inner->expected) {
		check_report_count(check, block, start, end, ordinal, inner->expected);
	}
	inner->expected = ordinal + 1;
	if (begins)
		*outer = *inner;
}

/* 一是……二是……, or 一要……二要…… where `verb` is 要. */
static void check_series(struct check *check, const struct check_text *text, const struct check_block *block, const char *verb, struct all_series *all)
{
	struct scan_last last = { 0 };
	for (size_t at = 0; (at = check_find(block, at, verb)) != (size_t)-1; at += strlen(verb)) {
		size_t start = scan_back_on(block->text, at, "，。；：！？（“、", &last), end = 0;
		while (start < at && scan_is(block->text, start, "\u3000"))
			start += strlen("\u3000");
		int ordinal = at - start <= NUMERAL_BYTES ? scan_numeral(block->text, start, &end) : 0;
		if (ordinal >= 1 && end == at && !scan_is_digit((unsigned char)block->text.data[start]))
			take_member(check, text, block, start, at + strlen(verb), ordinal, all);
	}
}

/* 标语、标牌、标识三种: items without any other word, right before the number. Shorter lists than announced, and longer
 * ones when they are all there is in the clause. */
static void check_before_number(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	struct scan_last last = { 0 };
	size_t step;
	for (size_t at = 0; scan_at(text, at, &step); at += step) {
		size_t end, size;
		int announced = scan_numeral(text, at, &end);
		if (end == at)
			continue;
		step = end - at;
		uint32_t measure = scan_at(text, end, &size), before = scan_before(text, at, NULL);
		if (announced < 2 || announced > 12 || scan_is_digit((unsigned char)text.data[at]) ||
		    !scan_in(measure, "项类种") || !utf8_is_han(before) ||
		    scan_in(before, "第每等这那前后上下首各共有")) /* 第三项, 每两类: no sum of a list */
			continue;
		size_t start = scan_back_on(text, at, clause_ends, &last);
		start = start < block->number_len && block->number_len <= at ? block->number_len : start; /* 一、 is no item */
		int pauses = 0, joins = 0;
		if (at - start > LIST_BYTES || scan_in(scan_before(text, start, NULL), "）”》")) /* the list began before it */
			continue;
		for (size_t i = start; i < at; i += utf8_prefix(text.data + i, at - i, 1)) {
			pauses += scan_is(text, i, "、");
			joins += scan_is(text, i, "和") || scan_is(text, i, "与");
		}
		if (pauses && pauses + 1 + joins < announced)
			check_report_count(check, block, at, end + size, announced, pauses + 1 + joins);
		else if (pauses && utf8_count(text.data + start, scan_until(text, start, "、") - start) <= 6 &&
			 pauses + 1 > announced)
			check_report_count(check, block, at, end + size, announced, pauses + 1 + joins);
	}
}

/* 共计5个：甲、乙、丙、丁 */
static void check_sum(struct check *check, const struct check_block *block)
{
	static const char *const sums[] = { "共计", "总计", "合计", "共有", "共", NULL };
	enum { BETWEEN = 4 /* characters behind the measure */, MOST = 30 };
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "：")) != (size_t)-1; at += strlen("：")) {
		size_t start = scan_back(text, at, clause_ends), sum = str_starts_any(str_from(text, start), sums), end, size;
		int announced = sum ? scan_numeral(text, start + sum, &end) : 0;
		if (announced < 2 || announced > MOST || !utf8_is_han(scan_at(text, end, &size)) ||
		    utf8_count(text.data + end, at - end) > BETWEEN)
			continue;
		size_t list = at + strlen("："), near = list + LIST_BYTES < text.len ? list + LIST_BYTES : text.len;
		struct str items = scan_slice(text, list, scan_until(scan_slice(text, 0, near), list, "。；！？"));
		int listed = count_plain_items(items, STR(""));
		struct str last = scan_slice(items, scan_back(items, items.len, "、"), items.len);
		bool joined = scan_until(last, 0, "和与及") < last.len; /* 丙和丁: one item or two */
		if (listed > 1 && listed != announced && listed + joined != announced)
			check_report_count(check, block, start, end + size, announced, listed + joined);
	}
}

void check_rule_counts(struct check *check, const struct check_text *text)
{
	check_rule_lists(check, text);
	struct all_series series = no_series, demands = no_series;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_HEADING || block->kind == CHECK_TITLE) {
			finish_all_series(check, text, &series);
			finish_all_series(check, text, &demands);
		}
		if (block->kind == CHECK_ENTRY || block->kind == CHECK_LABEL)
			continue;
		check_quoted(check, block);
		check_behind_quote(check, block);
		check_series(check, text, block, "是", &series);
		check_series(check, text, block, "要", &demands);
		check_before_number(check, block);
		check_sum(check, block);
	}
	finish_all_series(check, text, &series);
	finish_all_series(check, text, &demands);
}

/* ---- missing units */

/* What may follow a number of four digits that looks like a year. */
static const char measures[] = "年个名人元万亿余多户亩吨公米千百家条件次项学课平级届版号册本台套辆株头只立度里份字美期"
			       "篇场座处所间组村支位盏根分小天日页幢"
			       "栋班盒枚面块片批类种路以左上至到和及与的美英时秒毫升克斤两周岁宗起例张道棵口艘架把双对";

static void check_year(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	size_t size;
	uint32_t after = scan_at(block->text, end, &size), before = scan_before(block->text, at, NULL);
	int year = scan_numeral(block->text, at, &(size_t){ 0 });
	if (end - at != 4 || year < 1990 || year > 2050 || !utf8_is_han(after) || scan_in(after, measures) ||
	    (before < 0x80 && before > ' ') || scan_in(before, "—〔第"))
		return;
	check_report(check, DIAG_CHECK_MISSING_UNIT, block, at,
		     check_words_of(check, scan_slice(block->text, at, end + size)));
}

/* 不少于2， */
static void check_bare(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	static const char *const leads[] = { "不少于", "不低于", "不超过", "不高于", "超过", "增长", "达到", "控制在" };
	if (!scan_in(scan_at(block->text, end, NULL), "，。；、"))
		return;
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (scan_ends(block->text, at, leads[i])) {
			size_t start = at - strlen(leads[i]);
			check_report(check, DIAG_CHECK_MISSING_UNIT, block, at,
				     check_words_of(check, scan_slice(block->text, start, end)));
			return;
		}
}

void check_rule_missing_unit(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = block->number_len, end; quantity_next_figure(block->text, block->text.len, &at, &end); at = end + 1) {
			check_year(check, block, at, end);
			check_bare(check, block, at, end);
		}
	}
}

/* ---- dates */

static void check_month(struct check *check, const struct check_block *block, size_t at)
{
	struct str text = block->text;
	size_t start, year_start = 0, end = at + strlen("月");
	int month = scan_number_before(text, at, &start);
	if (start == at)
		return;
	int year = scan_ends(text, start, "年") ? scan_number_before(text, start - strlen("年"), &year_start) : 0;
	size_t day_end = end;
	int day = scan_is_digit(scan_at(text, end, NULL)) ? scan_numeral(text, end, &day_end) : 0;
	bool has_day = day_end > end && (scan_is(text, day_end, "日") || scan_is(text, day_end, "号"));
	if (month >= 1 && month <= 12 && (!has_day || (day >= 1 && day <= day_count(month, year > 0 ? year : 0))))
		return;
	check_report(check, DIAG_CHECK_DATE, block, start,
		     check_words_of(check, scan_slice(text, year > 0 && has_day && month == 2 ? year_start : start,
						      has_day ? day_end + strlen("日") : end)));
}

static void check_quarter(struct check *check, const struct check_block *block, size_t at)
{
	size_t end;
	int quarter = scan_numeral(block->text, at + strlen("第"), &end);
	if (end > at + strlen("第") && scan_is(block->text, end, "季度") && (quarter < 1 || quarter > 4))
		check_report(check, DIAG_CHECK_DATE, block, at,
			     check_words_of(check, scan_slice(block->text, at, end + strlen("季度"))));
}

void check_rule_date(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "月")) != (size_t)-1; at += strlen("月"))
			check_month(check, &text->blocks[i], at);
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "第")) != (size_t)-1; at += strlen("第"))
			check_quarter(check, &text->blocks[i], at);
	}
}
