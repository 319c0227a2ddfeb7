/* Days against each other: spans, ranges that run backwards, deadlines that are over when the document is signed, periods. */
#include <string.h>

#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { NEAR_BYTES = 60, LONG_AGO = 400 /* days: a date so far before is another year's */ };

/* ---- 5月11日至15日，共5天 */

/* The day behind “至” of a range that begins with `first`: 15日, 6月2日; `month` says whether both are months only. */
static bool range_end(struct str text, const struct day *first, struct day *last)
{
	size_t at = first->end, size;
	if (scan_is(text, at, "（"))
		at = scan_until(text, at, "）") + strlen("）");
	if (!scan_in(scan_at(text, at, &size), "至—～到-"))
		return false;
	at += size;
	if (day_at(text, at, last)) {
		last->year = last->year ? last->year : first->year;
		return true;
	}
	size_t end;
	int number = scan_is_digit(scan_at(text, at, NULL)) ? scan_numeral(text, at, &end) : -1;
	if (number < 1 || number > 31 || !scan_is(text, end, "日") || !first->day)
		return false;
	*last = (struct day){ .start = at, .end = end + strlen("日"), .year = first->year, .month = first->month, .day = number };
	return true;
}

/* “共5天”, “为期3个月” behind a range: the bytes of the number; its value, 0: none. */
static int span_behind(struct str text, size_t at, const char *unit, size_t *start, size_t *end)
{
	static const char *const leads[] = { "共计", "共", "为期", "历时", "会期", "合计", "期限", "工期", "展期", "为时", NULL };
	size_t stop = scan_until(text, at, "。；");
	for (size_t k = 0; leads[k]; k++) {
		size_t found = scan_find(scan_slice(text, 0, stop), at, leads[k]);
		size_t number = found == (size_t)-1 ? 0 : found + strlen(leads[k]);
		if (!number || found - at > NEAR_BYTES)
			continue;
		int value = scan_numeral(text, number, end);
		if (value > 0 && *end > number && scan_is(text, *end, unit)) {
			*start = number;
			*end += strlen(unit);
			return value;
		}
	}
	return 0;
}

static void check_span(struct check *check, const struct check_block *block, const struct day *first, const struct day *last, int year)
{
	size_t start = 0, end = 0;
	bool days = first->day && last->day && !first->late;
	int named = span_behind(block->text, last->end, days ? "天" : "个月", &start, &end);
	long count = days ? day_number(last, year) - day_number(first, year) + 1 : last->month - first->month + 1 + 12 * (last->year && first->year ? last->year - first->year : 0);
	if (named && count > 0 && named != count && !(days && named == count - 1 && scan_ends(block->text, start, "期")))
		check_report(check, DIAG_CHECK_SPAN, block, start, check_words_of(check, scan_slice(block->text, start, end)), check_number(check, count));
}

/* ---- ranges that run backwards */

static void check_range(struct check *check, const struct check_block *block, const struct day *first, const struct day *last, int year)
{
	bool across = (!last->year || !first->year || first->year == last->year) && first->month >= 9 && last->month <= 4 && !first->year;
	long from = day_number(first, year), to = day_number(last, year);
	bool known = (first->day && last->day) || first->month != last->month;
	if (known && to < from && !across)
		check_report(check, DIAG_CHECK_BACKWARDS, block, first->start, check_words_of(check, scan_slice(block->text, first->start, last->end)));
}

void check_rule_span(struct check *check, const struct check_text *text)
{
	int year = text->context.year ? (int)text->context.year : 2026;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		struct day first, last;
		for (size_t at = 0; day_next(block->text, at, block->text.len, &first); at = first.end) {
			if (!range_end(block->text, &first, &last))
				continue;
			check_span(check, block, &first, &last, year);
			check_range(check, block, &first, &last, year);
			first.end = last.end;
		}
	}
}

/* The day of the signature. */
static bool signed_on(const struct check_text *text, struct day *day)
{
	for (size_t i = text->count; i--;) {
		struct str line = str_trim(text->blocks[i].text);
		if (day_is(line, day) && !day->late)
			return true;
	}
	return false;
}

/* ---- 刚刚闭幕的全国两会, in January */

/* Meetings of every year, and the month before which none of that year is over. */
static void check_yearly_meetings(struct check *check, const struct check_text *text)
{
	static const struct {
		const char *name;
		int month;
	} meetings[] = { { "全国两会", 3 }, { "中央经济工作会议", 12 }, { "中央农村工作会议", 12 } };
	struct day signature;
	if (text->composed || !signed_on(text, &signature))
		return;
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; k < sizeof meetings / sizeof *meetings; k++) {
			struct str words = text->blocks[i].text;
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, meetings[k].name)) != (size_t)-1;
			     at += strlen(meetings[k].name)) {
				static const char *const over[] = { "刚刚闭幕的", "刚刚结束的", "胜利闭幕的", "圆满闭幕的", "刚刚召开的", "今年", NULL };
				size_t lead = str_ends_any(scan_slice(words, 0, at), over);
				struct str sentence = scan_around(words, at, "。；");
				bool last_winter = meetings[k].month == 12 && signature.month < 4;
				if (lead && signature.month < meetings[k].month && !last_winter && !check_holds_any(sentence, STR("将召开|即将|召开期间|迎接|保障|前后")))
					check_report(check, DIAG_CHECK_STILL_TO_COME, &text->blocks[i], at - lead, check_words_of(check, scan_slice(words, at - lead, at + strlen(meetings[k].name))));
			}
		}
}

/* ---- a deadline that is over */

/* Whether a day asks for something to come: 3月5日前报送, 定于3月5日, 请于3月5日. */
static bool is_to_come(struct str text, const struct day *day)
{
	static const char *const behind[] = { "前", "之前", "以前", "止", "起施行", "前完成", NULL };
	static const char *const leads[] = { "定于", "请于", "务于", "应于", "拟于", "将于", "须于", "截止时间为", "报名时间为", "截止", NULL };
	struct str before = scan_slice(text, 0, day->start);
	size_t after = day->end;
	if (scan_is(text, after, "（"))
		after = scan_until(text, after, "）") + strlen("）");
	bool due = after < text.len && str_starts_any(str_from(text, after), behind) > 0 && !scan_is(text, after, "前期") && !scan_is(text, after, "前后");
	return due || str_ends_any(before, leads) > 0;
}

/* Whether the sentence tells of what was done, or of rules for more than one year. */
static bool is_told(struct str text, size_t at)
{
	struct str words = scan_around(text, at, "。；！？");
	return check_holds_any(words, STR("已于|已经|前已|曾|以来|出生|成立于|去年|上年|次年|明年|下一年|来年|每年|翌年|《|此前|参加工作|已在|上一年|逾期|出台|以前年度|建成的|历年|未|了"));
}

void check_rule_deadline(struct check *check, const struct check_text *text)
{
	struct day signature, day;
	check_yearly_meetings(check, text);
	if (text->composed || !text->genre || check_genre_is(text->genre, GENRE_BACK) || !signed_on(text, &signature))
		return;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = 0; check_is_prose(block) && day_next(block->text, at, block->text.len, &day); at = day.end) {
			long late = day_number(&signature, 0) - day_number(&day, signature.year);
			if (late > 0 && late < LONG_AGO && day.day && is_to_come(block->text, &day) && !is_told(block->text, day.start))
				check_report(check, DIAG_CHECK_OVERDUE, block, day.start, check_words_of(check, scan_slice(block->text, day.start, day.end)),
					     arena_printf(check->arena, "%d年%d月%d日", signature.year, signature.month, signature.day));
		}
	}
}

/* ---- 本办法自2024年6月1日起施行, in 2026 */

void check_rule_in_force(struct check *check, const struct check_text *text)
{
	int year = (int)text->context.year;
	struct day day;
	for (size_t i = 0; year && !text->composed && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = 0; day_next(block->text, at, block->text.len, &day); at = day.end) {
			static const char *const behind[] = { "起施行", "起实施", "起执行", "起试行", "起生效", NULL };
			if (!day.year || day.year >= year || day.end >= block->text.len || !str_starts_any(str_from(block->text, day.end), behind))
				continue;
			size_t start = scan_back(block->text, day.start, "。；");
			bool own = scan_is(block->text, start, "本") || (scan_is(block->text, start, "第") && scan_find(scan_slice(block->text, 0, day.start), start, "本") != (size_t)-1);
			if (own)
				check_report(check, DIAG_CHECK_IN_FORCE, block, day.start, check_words_of(check, scan_slice(block->text, day.start, day.end)),
					     check_number(check, year));
		}
	}
}

/* ---- half years, and years that a number counts */

/* 上半年（8月底前）, 下半年的3月, 一季度（5月）: the month right behind a part of the year. */
static void check_half(struct check *check, const struct check_block *block, size_t at, int first, int last, size_t len)
{
	struct str text = block->text;
	static const char *const links[] = { "（", "，即", "的", "：", "（即", "（截至", NULL };
	size_t from = at + len, link = str_starts_any(str_from(text, from), links), stop;
	int month = link ? scan_numeral(text, from + link, &stop) : -1;
	if (month >= 1 && month <= 12 && stop > from + link && scan_is(text, stop, "月") && (month < first || month > last))
		check_report(check, DIAG_CHECK_QUARTER, block, at, check_words_of(check, scan_slice(text, at, from)));
	size_t before = scan_ends(text, at, "（") ? at - strlen("（") : 0, start;
	static const char *const due[] = { "底前", "底", "日前", "日", NULL };
	before -= before ? str_ends_any(scan_slice(text, 0, before), due) : 0;
	start = scan_digits_before(text, before);
	if (before && start < before && scan_ends(text, start, "月"))
		before = start;
	before -= before && scan_ends(text, before, "月") ? strlen("月") : before;
	start = scan_digits_before(text, before);
	month = before && start < before ? scan_numeral(text, start, &stop) : -1;
	if (month >= 1 && month <= 12 && (month < first || month > last))
		check_report(check, DIAG_CHECK_QUARTER, block, at, check_words_of(check, scan_slice(text, at, from)));
}

/* 近三年（2023—2026年）, 五年规划（2026—2029年）: as many years as it says. */
static void check_years(struct check *check, const struct check_block *block, size_t dash)
{
	struct str text = block->text;
	size_t start = scan_digits_before(text, dash), end, size, open;
	int from = dash - start == 4 ? scan_numeral(text, start, &end) : -1;
	scan_at(text, dash, &size);
	int to = scan_numeral(text, dash + size, &end);
	if (from < 1949 || to < from || to > 2100 || end - dash - size != 4 || !scan_is(text, end, "年"))
		return;
	open = scan_ends(text, start, "（") ? start - strlen("（") : 0;
	struct str before = scan_slice(text, 0, open);
	struct str plan = scan_slice(before, before.len > 30 ? scan_back(before, before.len, "，。；：、（《“") : 0, before.len);
	static const struct {
		const char *word;
		int years, first;
	} periods[] = { { "“十四五”", 5, 2021 }, { "“十五五”", 5, 2026 }, { "“十三五”", 5, 2016 }, { "三年行动", 3, 0 }, { "近三年", 3, 0 }, { "五年规划", 5, 0 }, { "近五年", 5, 0 }, { "近两年", 2, 0 }, { "过去五年", 5, 0 }, { "今后五年", 5, 0 }, { "未来三年", 3, 0 }, { "未来五年", 5, 0 }, { "今后三年", 3, 0 } };
	for (size_t k = 0; open && k < sizeof periods / sizeof *periods; k++)
		if (memmem(plan.data, plan.len, periods[k].word, strlen(periods[k].word)) &&
		    (to - from + 1 != periods[k].years || (periods[k].first && from != periods[k].first)))
			check_report(check, DIAG_CHECK_YEARS, block, start, check_words_of(check, scan_slice(text, start, end + strlen("年"))), periods[k].word);
}

void check_rule_half_year(struct check *check, const struct check_text *text)
{
	static const struct {
		const char *word;
		int first, last;
	} parts[] = { { "上半年", 1, 6 }, { "下半年", 7, 12 }, { "一季度", 1, 3 }, { "二季度", 4, 6 }, { "三季度", 7, 9 }, { "四季度", 10, 12 } };
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, parts[k].word)) != (size_t)-1;
			     at += strlen(parts[k].word))
				if (!scan_ends(words, at, "第"))
					check_half(check, &text->blocks[i], at, parts[k].first, parts[k].last, strlen(parts[k].word));
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "—")) != (size_t)-1; at += strlen("—"))
			check_years(check, &text->blocks[i], at);
	}
}
