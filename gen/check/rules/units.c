/* How amounts are written: units of law and their signs, percentages, temperatures, dates in text, amounts in capitals (GB 3100—1993,
 * GB/T 15835—2011; 票据法第八条 for amounts in words). */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { CLAUSE_BYTES = 45, SENTENCE_BYTES = 300 };

static void report_unit(struct check *check, const struct check_block *block, size_t start, size_t end, const char *advice)
{
	check_report(check, DIAG_CHECK_UNIT_FORM, block, start, check_words_of(check, scan_slice(block->text, start, end)), advice);
}

/* ---- behind a figure */

/* 300kw: signs whose letters are right but for their size; those of confusables.csv are told there. */
static void check_sign(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	static const struct {
		const char *wrong, *advice;
	} signs[] = { { "kw", "功率单位写“kW”（GB 3100）" }, { "Kw", "功率单位写“kW”（GB 3100）" }, { "KW", "功率单位写“kW”（GB 3100）" }, { "kv", "电压单位写“kV”（GB 3100）" }, { "KV", "电压单位写“kV”（GB 3100）" }, { "Kv", "电压单位写“kV”（GB 3100）" }, { "Mpa", "压力单位写“MPa”（GB 3100）" }, { "mpa", "压力单位写“MPa”（GB 3100）" }, { "Kpa", "压力单位写“kPa”（GB 3100）" }, { "kpa", "压力单位写“kPa”（GB 3100）" }, { "KPa", "压力单位写“kPa”（GB 3100）" }, { "hz", "频率单位写“Hz”（GB 3100）" }, { "HZ", "频率单位写“Hz”（GB 3100）" }, { "Db", "声级单位写“dB”（GB 3102.7）" }, { "db", "声级单位写“dB”（GB 3102.7）" }, { "DB", "声级单位写“dB”（GB 3102.7）" } };
	for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
		size_t behind = end + strlen(signs[k].wrong);
		if (scan_is(block->text, end, signs[k].wrong) && !scan_in(scan_at(block->text, behind, NULL), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_.·"))
			report_unit(check, block, at, behind, signs[k].advice);
	}
}

/* 460平方, 136平米, 35度 of warmth. */
static void check_behind(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t unit = end + (scan_is(text, end, "万") ? strlen("万") : 0), square = unit + strlen("平方");
	if (scan_is(text, unit, "平方") && !scan_in(scan_at(text, square, NULL), "米公千厘分毫尺寸英里根"))
		report_unit(check, block, at, square, "面积单位写全：平方米、平方千米");
	if (scan_is(text, unit, "平米"))
		report_unit(check, block, at, unit + strlen("平米"), "写“平方米”");
	if (scan_is(text, end, "度") && !scan_is(text, end, "度电") && !scan_is(text, end, "度假") &&
	    check_holds_any(scan_near(text, at, CLAUSE_BYTES, 0), STR("零下|气温|高温|低温|温度|体温|室温|水温|低于零")))
		report_unit(check, block, at, end + strlen("度"), "温度写“℃”或者“摄氏度”");
}

/* 下降-5%: what goes down has no sign. ￥240元: one sign of money. 百分之5. */
static void check_before(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	static const char *const downs[] = { "下降-", "减少-", "降低-", "回落-", "下降－", "减少－", "降低－", NULL };
	static const char *const signs[] = { "￥", "¥", NULL };
	struct str text = block->text, before = scan_slice(text, 0, at);
	size_t down = str_ends_any(before, downs), sign = str_ends_any(before, signs);
	if (down)
		report_unit(check, block, at - down, end, "“下降”“减少”后面的数不带负号");
	if (sign && (scan_is(text, end, "元") || scan_is(text, end, "万元")))
		report_unit(check, block, at - sign, end + strlen("元"), "货币符号和“元”只用一个");
	if (str_ends(before, "百分之"))
		report_unit(check, block, at - strlen("百分之"), end, "写阿拉伯数字加“%”（GB/T 15835—2011）");
}

/* 3.1和5.6%: each has its sign. */
static void check_shared_sign(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t size, stop;
	if (!scan_in(scan_at(text, end, &size), "和、与"))
		return;
	stop = quantity_figure_end(text, end + size);
	if (stop > end + size && scan_is(text, stop, "%") && !scan_ends(text, at, "第"))
		check_report(check, DIAG_CHECK_RANGE, block, at, check_words_of(check, scan_slice(text, at, stop + 1)), check_words_of(check, scan_slice(text, at, end)));
}

/* 8000余条左右: rough once. */
static void check_rough_tail(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t rough = end + (scan_in(scan_at(text, end, NULL), "万千百") ? strlen("万") : 0), size;
	if (!scan_in(scan_at(text, rough, &size), "余多"))
		return;
	size_t stop = scan_until(text, rough, "，。；、（）：0123456789"), most = rough + 5 * strlen("甲");
	struct str behind = scan_slice(text, rough, stop < most ? stop : most);
	size_t tail = str_find(behind, "左右");
	tail = tail == (size_t)-1 ? str_find(behind, "上下") : tail;
	if (tail != (size_t)-1)
		check_report(check, DIAG_CHECK_ROUGH, block, at, check_words_of(check, scan_slice(text, at, rough + tail + strlen("左右"))));
}

/* 4月3号: in writing the day is 日. */
static void check_day(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t start;
	if (!scan_ends(text, at, "月") || !scan_is(text, end, "号") || end - at > 2 || scan_in(scan_at(text, end + strlen("号"), NULL), "文楼线令房院机门店井"))
		return;
	int month = scan_number_before(text, at - strlen("月"), &start);
	if (month >= 1 && month <= 12)
		check_report(check, DIAG_CHECK_DATE_FORM, block, start, check_words_of(check, scan_slice(text, start, end + strlen("号"))));
}

/* ---- numbers in Chinese characters among Arabic ones */

static bool is_digit_or_place(uint32_t c)
{
	return scan_is_numeral(c) || c == 0x3007 || c == 0x4E07 || c == 0x4EBF /* 〇万亿 */;
}

/* 三十八万六千亩: an amount of two places or more with its unit. */
static void check_han_number(struct check *check, const struct check_block *block)
{
	static const char *const units[] = { "亩", "元", "人", "户", "吨", "公里", "平方米", "立方米", "株", "名", "公顷", "千米", "公斤", NULL };
	struct str text = block->text;
	size_t size, stop;
	for (size_t at = 0; scan_at(text, at, &size); at += size) {
		int places = 0, length = 0;
		for (stop = at; is_digit_or_place(scan_at(text, stop, &size)); stop += size, length++)
			places += scan_in(scan_at(text, stop, NULL), "十百千万亿");
		scan_at(text, at, &size);
		if (stop == at)
			continue;
		size_t unit = stop < text.len ? str_starts_any(str_from(text, stop), units) : 0;
		if (places >= 2 && length >= 4 && unit && !scan_in(scan_before(text, at, NULL), "第几数上成"))
			report_unit(check, block, at, stop + unit, "统计数字用阿拉伯数字，与全文一致（GB/T 15835—2011）");
		size = stop - at;
	}
}

/* ---- 大写：肆拾捌万元整 */

/* Value of the amount in capitals at the offset in 1/100 yuan, -1: none; *end behind it. */
static long long capital_amount(struct str text, size_t at, size_t *end)
{
	static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
	long long sum = 0, section = 0, digit = 0;
	size_t size, start = at;
	for (uint32_t c; (c = scan_at(text, at, &size)); at += size) {
		int d = 0;
		while (d < 10 && !scan_is(text, at, digits[d]))
			d++;
		if (d < 10) {
			digit = d;
		} else if (scan_in(c, "拾佰仟")) {
			section += (digit || c != 0x62FE ? digit : 1) * (c == 0x62FE ? 10 : c == 0x4F70 ? 100 : 1000);
			digit = 0;
		} else if (scan_in(c, "万亿")) {
			sum = (sum + section + digit) * (c == 0x4E07 ? 10000 : 100000000);
			section = digit = 0;
		} else {
			break;
		}
	}
	long long value = (sum + section + digit) * 100;
	if (at == start || (!scan_is(text, at, "元") && !scan_is(text, at, "圆")))
		return -1;
	at += strlen("元");
	for (int i = 0; i < 2; i++)
		for (int d = 0; d < 10; d++) {
			size_t sub = at + strlen("零");
			if (scan_is(text, at, digits[d]) && (scan_is(text, sub, "角") || scan_is(text, sub, "分"))) {
				value += d * (scan_is(text, sub, "角") ? 10 : 1);
				at = sub + strlen("角");
			}
		}
	*end = at + (scan_is(text, at, "整") || scan_is(text, at, "正") ? strlen("整") : 0);
	return value;
}

/* The figure in yuan nearest before the offset, in 1/100; -1: none. */
static long long figure_before(struct str text, size_t at, struct quantity *found)
{
	struct quantity q;
	long long value = -1;
	size_t near = (size_t)(scan_near(text, at, SENTENCE_BYTES, 0).data - text.data);
	for (size_t from = near; quantity_next(text, from, at, &q); from = q.unit_end)
		if (str_ends(q.unit, "元")) {
			value = q.value * quantity_scale(q.unit) / (QUANTITY_ONE / 100);
			*found = q;
		}
	return value;
}

static void check_capitals(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	size_t end;
	for (size_t at = 0; (at = check_find(block, at, "大写")) != (size_t)-1; at += strlen("大写")) {
		size_t from = at + strlen("大写");
		static const char *const links[] = { "：", "为", "）", "金额：", "人民币", "：人民币", NULL };
		from += from < text.len ? str_starts_any(str_from(text, from), links) : 0;
		from += scan_is(text, from, "人民币") ? strlen("人民币") : 0;
		struct quantity figure = { 0 };
		long long words = capital_amount(text, from, &end), number = words < 0 ? -1 : figure_before(text, at, &figure);
		if (number >= 0 && words != number)
			check_report(check, DIAG_CHECK_CAPITALS, block, from, check_words_of(check, scan_slice(text, from, end)),
				     arena_printf(check->arena, "%g", (double)words / 100), check_words_of(check, scan_slice(text, figure.start, figure.unit_end)));
	}
}

void check_rule_units(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = block->number_len, end; quantity_next_figure(block->text, block->text.len, &at, &end); at = end + 1) {
			check_sign(check, block, at, end);
			check_behind(check, block, at, end);
			check_before(check, block, at, end);
			check_shared_sign(check, block, at, end);
			check_rough_tail(check, block, at, end);
			if (!check_genre_is(text->genre, GENRE_SPOKEN))
				check_day(check, block, at, end);
		}
		for (size_t at = 0; (at = check_find(block, at, "度电")) != (size_t)-1; at += strlen("度电"))
			if (!scan_in(scan_before(block->text, at, NULL), "年月季调限力温速额制"))
				report_unit(check, block, at, at + strlen("度电"), "电量单位写“千瓦时”");
		check_han_number(check, block);
		check_capitals(check, block);
	}
}
