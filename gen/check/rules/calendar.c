/* The calendar: days of the week, hours, quarters, five-year plans, memorial days. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

static const char *const weekdays[] = { "日", "一", "二", "三", "四", "五", "六" };

/* The day of the week, 0 for Sunday (Sakamoto). */
static int weekday_of(int year, int month, int day)
{
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	year -= month < 3;
	return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
}

/* The year that the last day named before the offset is of (2027年1月23日开始，2月21日…); 0: none is named. */
static int year_before(struct str text, size_t offset)
{
	enum { NEAR_BYTES = 300 };
	struct day day;
	int year = 0;
	size_t near = (size_t)(scan_near(text, offset, NEAR_BYTES, 0).data - text.data);
	for (size_t at = near; day_next(text, at, offset, &day); at = day.end)
		year = day.year ? day.year : year;
	return year;
}

/* 9月1日（星期一）, 2026年9月1日星期一 */
static void check_weekday(struct check *check, const struct check_block *block, size_t day_end, unsigned text_year)
{
	struct str text = block->text;
	size_t at = day_end + strlen("日"), start, month_start, year_start, size;
	at += scan_is(text, at, "（") ? strlen("（") : 0;
	size_t lead = scan_is(text, at, "星期") ? strlen("星期") : scan_is(text, at, "周") ? strlen("周") : 0;
	int named = 0, day = scan_number_before(text, day_end, &start);
	while (named < 7 && !scan_is(text, at + lead, weekdays[named]) && !(named == 0 && scan_is(text, at + lead, "天")))
		named++;
	if (!lead || named == 7 || day < 1 || day > 31 || !scan_ends(text, start, "月"))
		return;
	int month = scan_number_before(text, start - strlen("月"), &month_start);
	int year = scan_ends(text, month_start, "年") ? scan_number_before(text, month_start - strlen("年"), &year_start) : year_before(text, month_start);
	year = year ? year : (int)text_year;
	scan_at(text, at + lead, &size);
	if (month < 1 || month > 12 || year < 1949 || year > 2200 || weekday_of(year, month, day) == named)
		return;
	check_report(check, DIAG_CHECK_WEEKDAY, block, month_start, check_words_of(check, scan_slice(text, month_start, at + lead + size)),
		     weekdays[weekday_of(year, month, day)], check_number(check, year));
}

void check_rule_weekday(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; text->context.year && i < text->count; i++)
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "日")) != (size_t)-1; at += strlen("日"))
			check_weekday(check, &text->blocks[i], at, text->context.year);
}

/* ---- hours */

/* 25:00, 8:75; 下午9:00—11:30, 上午15时 */
static void check_hour(struct check *check, const struct check_block *block, size_t colon)
{
	struct str text = block->text;
	size_t start, end, mark = scan_is(text, colon, "：") ? strlen("：") : 1;
	int hour = scan_number_before(text, colon, &start), minute = scan_numeral(text, colon + mark, &end);
	if (hour < 0 || end - (colon + mark) != 2 || colon - start > 2 || scan_is_digit(scan_at(text, end, NULL)) ||
	    scan_in(scan_at(text, end, NULL), ":："))
		return;
	bool half = scan_ends(text, start, "上午") && hour > 12;
	bool to_noon = scan_ends(text, start, "下午") && hour >= 8 && hour <= 11 &&
		       (scan_is(text, end, "—1") || scan_is(text, end, "至1")) && (scan_is(text, end + 4, "1") || scan_is(text, end + 4, "2"));
	if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
		check_report(check, DIAG_CHECK_DATE, block, start, check_words_of(check, scan_slice(text, start, end)));
	else if (half || to_noon)
		check_report(check, DIAG_CHECK_HOUR, block, start - strlen("上午"),
			     check_words_of(check, scan_slice(text, start - strlen("上午"), end)));
}

void check_rule_hour(struct check *check, const struct check_text *text)
{
	static const char *const marks[] = { ":", "：" };
	static const char *const words[] = { "上午", "下午", "时间", "晚上", "每日", "日", "）", "前", "于", "至", "—", NULL };
	for (size_t i = 0; i < text->count; i++)
		for (size_t m = 0; m < 2; m++)
			for (size_t at = 0, start; (at = check_find(&text->blocks[i], at, marks[m])) != (size_t)-1;
			     at += strlen(marks[m])) {
				struct str words_before = { text->blocks[i].text.data, at };
				scan_number_before(text->blocks[i].text, at, &start);
				words_before.len = start;
				if (start < at && (str_ends_any(words_before, words) || !start))
					check_hour(check, &text->blocks[i], at);
			}
}

/* ---- quarters: 5月底前（第三季度）, 第四季度（9月至12月） */

void check_rule_quarter(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "季度")) != (size_t)-1;
		     at += strlen("季度")) {
			size_t digit = at < 3 ? at : at - 3, end, stop, open = at + strlen("季度");
			int quarter = at < 3 ? 0 : scan_numeral(words, digit, &end);
			if (quarter < 1 || quarter > 4 || !scan_ends(words, digit, "第"))
				continue;
			int month = scan_is(words, open, "（") ? scan_numeral(words, open + strlen("（"), &stop) : -1;
			bool behind = month > 0 && month <= 12 && scan_is(words, stop, "月") && month != quarter * 3 - 2 &&
				      (scan_is(words, stop, "月至") || scan_is(words, stop, "月—"));
			if (month == quarter * 3 - 2 && scan_is(words, stop, "月")) { /* 第二季度（4月至7月） */
				struct day last;
				size_t to = stop + strlen("月"), mark;
				bool range = scan_in(scan_at(words, to, &mark), "至—～到-") &&
					     day_at(words, to + mark, &last) && last.month &&
					     scan_is(words, last.end, "）");
				behind = range && last.month != quarter * 3;
			}
			size_t before = scan_ends(words, digit, "（第") ? digit - strlen("（第") : 0, start;
			before -= before && scan_ends(words, before, "底前") ? strlen("底前") : 0;
			month = before && scan_ends(words, before, "月") ? scan_number_before(words, before - strlen("月"), &start) : -1;
			if (behind || (month > 0 && month <= 12 && (month + 2) / 3 != quarter))
				check_report(check, DIAG_CHECK_QUARTER, &text->blocks[i], digit - strlen("第"),
					     check_words_of(check, scan_slice(words, digit - strlen("第"), open)));
		}
	}
}

/* ---- five-year plans */

/* The first year of 十五 … 十九五; 0: no plan. 十五五 begins in 2026. */
static int first_year_of(struct str text, size_t offset, size_t *end)
{
	static const char *const plans[] = { "十一五", "十二五", "十三五", "十四五", "十五五", "十六五", NULL };
	for (int i = 0; plans[i]; i++)
		if (scan_is(text, offset, plans[i])) {
			*end = offset + strlen(plans[i]);
			return 2006 + 5 * i;
		}
	return 0;
}

/* The number in 第二年, 规划实施的第二年 at the start of the text; 0: there is none. */
static int year_of_plan(struct str rest)
{
	static const char *const leads[] = { "规划实施的", "规划的", "规划实施", "规划", "的", "时期的", "时期", NULL };
	size_t at = str_starts_any(rest, leads), end;
	int number = scan_is(rest, at, "第") ? scan_numeral(rest, at + strlen("第"), &end) : 0;
	return number > 0 && number <= 5 && scan_is(rest, end, "年") ? number : 0;
}

/* “十四五”规划收官之年 in another year than its last, 开局之年 in another than its first, 期间 in a plan for the time behind it. */
void check_rule_plan_period(struct check *check, const struct check_text *text)
{
	static const char *const last[] = {"收官之年",	 "规划收官之年",   "最后一年",		 "规划最后一年",
					   "的收官之年", "规划的收官之年", "规划实施的收官之年", NULL};
	static const char *const first[] = {"开局之年",	   "开好局",	   "开好局起好步",   "良好开局",
					    "实现“开门红", "规划开局之年", "第一年",	     "规划第一年",
					    "起步之年",	   "的开局之年",   "规划的开局之年", "规划实施的开局之年",
					    NULL};
	static const char *const ahead[] = { "期间，我局将", "期间，我县将", "期间，全县将", "期间将", "期间，计划", "期间计划", "期间，要", NULL };
	int year = (int)text->context.year;
	for (size_t i = 0; year && i < text->count; i++) {
		struct str words = text->blocks[i].text;
		for (size_t at = 0, end; (at = check_find(&text->blocks[i], at, "“十")) != (size_t)-1;
		     at += strlen("“")) {
			int start = first_year_of(words, at + strlen("“"), &end);
			if (!start || !scan_is(words, end, "”"))
				continue;
			struct str rest = str_from(words, end + strlen("”")).data ? scan_slice(words, end + strlen("”"), words.len) : words;
			bool past = scan_ends(words, at, "去年是") || scan_ends(words, at, "上年是") || scan_ends(words, at, "年是");
			int named = 0;
			if (past) {
				size_t number;
				named = scan_ends(words, at, "年是") ? scan_number_before(words, at - strlen("年是"), &number) : year - 1;
			}
			if (scan_ends(words, at, "明年是") || scan_ends(words, at, "来年是"))
				named = year + 1;
			else if (scan_ends(words, at, "去年是") || scan_ends(words, at, "上年是"))
				named = year - 1;
			int meant = named > 0 ? named : year;
			static const char *const hopes[] = { "为实现", "确保", "力争实现", "奋力实现", "全力实现", NULL };
			bool hoped = str_starts(rest, "圆满收官") && str_ends_any(scan_slice(words, 0, at), hopes) && year > start + 4;
			int number = year_of_plan(rest);
			bool wrong = hoped || (number && meant != start + number - 1) || (str_starts_any(rest, last) && meant != start + 4) || (str_starts_any(rest, first) && meant != start) ||
				     (str_starts_any(rest, ahead) && (year > start + 4 || year < start - 1));
			if (wrong)
				check_report(check, DIAG_CHECK_PLAN_PERIOD, &text->blocks[i], at,
					     check_words_of(check, scan_slice(words, at, end + strlen("”"))), check_number(check, start),
					     check_number(check, start + 4));
		}
	}
}

/* ---- 《…（2021—2025年）》 in a plan for 2026 */

void check_rule_title_period(struct check *check, const struct check_text *text)
{
	int year = (int)text->context.year;
	const struct check_block *title = check_title(text);
	static const char *const kinds[] = { "要点", "计划", "方案", "安排", "通知", "意见", NULL };
	for (size_t i = 0; year && title && str_ends_any(title->text, kinds) && i < text->count; i++) {
		struct str words = text->blocks[i].text;
		for (size_t at = 0, end; (at = check_find(&text->blocks[i], at, "年）》")) != (size_t)-1;
		     at += strlen("年）》")) {
			size_t start, open = scan_back(words, at, "《");
			int last = scan_number_before(words, at, &start);
			bool range = last > 1949 && at - start == 4 && (scan_ends(words, start, "—") || scan_ends(words, start, "-") || scan_ends(words, start, "～"));
			static const char *const verbs[] = { "总结", "评估", "回顾", "修订", "终期", NULL };
			end = at + strlen("年）》");
			if (range && last < year && !(open >= 6 && str_ends_any(scan_slice(words, 0, open - strlen("《")), verbs)))
				check_report(check, DIAG_CHECK_TITLE_PERIOD, &text->blocks[i], open - strlen("《"), check_words_of(check, scan_slice(words, open - strlen("《"), end)), check_number(check, last));
		}
	}
}

/* ---- memorial days and anniversaries */

/* 11月19日为全国消防日, 5月20日全国科技工作者日 */
static void check_memorial(struct check *check, const struct check_block *block, size_t day_end)
{
	struct str text = block->text;
	size_t at = day_end + strlen("日"), start, month_start;
	static const char *const links[] = { "为", "是", "第", NULL };
	at += str_starts_any(str_from(text, at), links);
	int day = scan_number_before(text, day_end, &start);
	int month = day > 0 && scan_ends(text, start, "月") ? scan_number_before(text, start - strlen("月"), &month_start) : -1;
	for (size_t i = 0; month > 0 && i < check->tables->memorial_count; i++) {
		const struct check_memorial *memorial = &check->tables->memorials[i];
		if (memorial->month && scan_is(text, at, memorial->name) && (memorial->month != month || memorial->day != day)) {
			check_report(check, DIAG_CHECK_MEMORIAL, block, month_start, memorial->name,
				     arena_printf(check->arena, "%d月%d日", memorial->month, memorial->day));
			return;
		}
	}
}

/* 建党104周年 in 2026 */
static void check_anniversary(struct check *check, const struct check_block *block, size_t at, int year)
{
	static const struct founding {
		const char *lead;
		int year;
	} foundings[] = {
		{ "建党", 1921 }, { "中国共产党成立", 1921 }, { "建国", 1949 }, { "新中国成立", 1949 }, { "中华人民共和国成立", 1949 }, { "建军", 1927 },
		{ "长征胜利", 1936 }, { "抗战胜利", 1945 }, { "抗日战争胜利", 1945 }, { "改革开放", 1978 },
	};
	struct str text = block->text;
	size_t start;
	int count = scan_number_before(text, at, &start);
	for (size_t i = 0; count > 0 && i < sizeof foundings / sizeof *foundings; i++)
		if (scan_ends(text, start, foundings[i].lead) && foundings[i].year + count != year && foundings[i].year + count > year - 3 &&
		    foundings[i].year + count < year)
			check_report(check, DIAG_CHECK_ANNIVERSARY, block, start,
				     check_words_of(check, scan_slice(text, start, at + strlen("周年"))), check_number(check, year),
				     check_number(check, year - foundings[i].year));
}

/* 第41个教师节 in 2026: the first one was in 1985. */
static void check_ordinal(struct check *check, const struct check_block *block, size_t at, int year)
{
	struct str text = block->text;
	size_t from = at + strlen("第"), end;
	int number = scan_numeral(text, from, &end);
	if (number < 1 || end == from || (!scan_is(text, end, "个") && !scan_is(text, end, "届")))
		return;
	size_t name = end + strlen("个");
	static const char *const leads[] = { "全国“", "全国", "中国", "“", NULL };
	size_t lead = name < text.len ? str_starts_any(str_from(text, name), leads) : 0;
	for (size_t i = 0; i < check->tables->memorial_count; i++) {
		const struct check_memorial *memorial = &check->tables->memorials[i];
		int right = year - memorial->first + 1;
		if (memorial->first && right != number && (scan_is(text, name, memorial->name) || (lead && scan_is(text, name + lead, memorial->name)))) {
			check_report(check, DIAG_CHECK_ANNIVERSARY, block, at, check_words_of(check, scan_slice(text, at, end + strlen("个"))),
				     check_number(check, year), check_number(check, right));
			return;
		}
	}
}

void check_rule_memorial(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "日")) != (size_t)-1; at += strlen("日"))
			check_memorial(check, &text->blocks[i], at);
		for (size_t at = 0; text->context.year && (at = check_find(&text->blocks[i], at, "第")) != (size_t)-1;
		     at += strlen("第"))
			check_ordinal(check, &text->blocks[i], at, (int)text->context.year);
		for (size_t at = 0; text->context.year && (at = check_find(&text->blocks[i], at, "周年")) != (size_t)-1;
		     at += strlen("周年"))
			check_anniversary(check, &text->blocks[i], at, (int)text->context.year);
	}
}
