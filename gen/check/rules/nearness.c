/* Figures and days of a text that stand against each other over its sentences: two figures with the same digits in another order, a rate and the two
 * figures of its paragraph, stages that overlap, years that are over, bands that share a limit, a list with the same name twice. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { PARAGRAPH_BYTES = 1500 };

/* ---- 符合条件的412个单元, 全县421个单元 */

struct figure {
	const struct check_block *block;
	size_t start, end;
	struct str noun; /* the unit, and the two characters behind it */
	char digits[10]; /* in order of size */
	long long value;
};

enum { MOST_FIGURES = 400, LEAST_DIGITS = 3, MOST_DIGITS = 6 };

static int by_digit(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

/* The figure as a key: false for one that is too short, too long, round, or no whole number. */
static bool figure_of(const struct check_block *block, const struct quantity *q, struct figure *figure)
{
	size_t len = q->end - q->start, size, end = q->unit_end;
	if (len < LEAST_DIGITS || len > MOST_DIGITS || memchr(block->text.data + q->start, '.', len) || scan_in(scan_before(block->text, q->start, NULL), "第〕-—/~号.") || !q->unit.len || str_is(q->unit, "%"))
		return false;
	if (block->text.data[q->end - 1] == '0' && block->text.data[q->end - 2] == '0')
		return false;
	for (int i = 0; i < 2 && utf8_is_han(scan_at(block->text, end, &size)); i++)
		end += size;
	*figure = (struct figure){ .block = block, .start = q->start, .end = q->unit_end, .noun = scan_slice(block->text, q->end, end), .value = q->value };
	memcpy(figure->digits, block->text.data + q->start, len);
	qsort(figure->digits, len, 1, by_digit);
	return true;
}

static void check_turned(struct check *check, const struct check_text *text)
{
	struct figure *all = ARENA_ARRAY(check->arena, struct figure, MOST_FIGURES);
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		struct quantity q;
		for (size_t at = 0; count < MOST_FIGURES && check_is_prose(&text->blocks[i]) && quantity_next(text->blocks[i].text, at, text->blocks[i].text.len, &q); at = q.end) {
			if (!figure_of(&text->blocks[i], &q, &all[count]))
				continue;
			bool said = false;
			for (size_t k = 0; k < count; k++)
				said = said || (all[k].value == all[count].value && str_equal(all[k].noun, all[count].noun));
			for (size_t k = 0; k < count && !said; k++)
				if (all[k].value != all[count].value && strcmp(all[k].digits, all[count].digits) == 0 && str_equal(all[k].noun, all[count].noun) && all[k].noun.len > q.unit.len)
					check_report(check, DIAG_CHECK_TURNED, all[count].block, all[count].start, check_words_of(check, scan_slice(all[count].block->text, all[count].start, all[count].end)),
						     check_words_of(check, scan_slice(all[k].block->text, all[k].start, all[k].end)));
			count++;
		}
	}
}

/* ---- 发现隐患1275处…已整改1142处，整改率98.6% */

/* A figure right behind the word, as 整改1142处. */
static bool counted_behind(struct str text, struct str word, size_t stop, struct quantity *found)
{
	bool any = false;
	for (size_t at = 0; (at = scan_find_view(scan_slice(text, 0, stop), at, word)) != (size_t)-1; at += word.len) {
		struct quantity q;
		if (quantity_next(text, at + word.len, stop, &q) && q.start - at - word.len <= strlen("完成") && q.unit.len && !str_is(q.unit, "%")) {
			*found = q;
			any = true;
		}
	}
	return any;
}

/* The rate whose name ends at `at` (behind 率), in the paragraph before it: one larger figure of the unit must give it. */
static void check_named_rate(struct check *check, const struct check_block *block, size_t at)
{
	struct str text = block->text;
	struct quantity percent, part = { 0 }, q;
	static const char *const links[] = { "为", "达到", "达", "约为", "约", NULL };
	size_t size, name = at - strlen("率"), from = at;
	from += from < text.len ? str_starts_any(str_from(text, from), links) : 0;
	for (int i = 0; i < 2 && utf8_is_han(scan_before(text, name, &size)); i++)
		name -= size;
	struct str word = scan_slice(text, name, at - strlen("率"));
	if (word.len != 2 * strlen("甲") || !quantity_next(text, from, text.len, &percent) || percent.start != from || !str_is(percent.unit, "%") || !counted_behind(text, word, name, &part))
		return;
	size_t stop = scan_until_near(text, percent.end, 60, "。；，");
	if (check_holds_any(scan_slice(text, percent.end, stop), STR("提高|上升|增长|下降|同比|较")) || name - part.end > 60)
		return;
	bool given = false;
	size_t larger = 0;
	for (size_t i = 0; quantity_next(text, i, name, &q); i = q.end) {
		if (!str_equal(q.unit, part.unit) || q.value <= part.value)
			continue;
		double made = 100.0 * (double)part.value / (double)q.value, said = (double)percent.value / QUANTITY_ONE;
		given = given || (made - said < 0.6 && said - made < 0.6);
		larger++;
	}
	if (larger && larger <= 2 && !given)
		check_report(check, DIAG_CHECK_RATE, block, percent.start, check_words_of(check, scan_slice(text, percent.start, percent.unit_end)), check_words_of(check, scan_slice(text, part.start, part.unit_end)));
}

static void check_rates(struct check *check, const struct check_block *block)
{
	for (size_t at = 0; block->text.len < PARAGRAPH_BYTES && (at = check_find(block, at, "率")) != (size_t)-1;
	     at += strlen("率"))
		check_named_rate(check, block, at + strlen("率"));
}

/* ---- 每人500元 with 320人, 共计18万元: number, price and total wherever they stand in the sentence */

static void check_priced(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	static const char *const totals[] = { "共计发放", "共发放", "合计发放", "共计", "合计", "总费用", "总投资", "总计", "共需", "共支出", "总金额", "需资金", "共需资金", NULL };
	for (size_t at = 0, size; (at = check_find(block, at, "每")) != (size_t)-1; at += strlen("每")) {
		struct quantity price, count, total;
		scan_at(text, at + strlen("每"), &size);
		struct str unit = scan_slice(text, at + strlen("每"), at + strlen("每") + size);
		size_t start = scan_back(text, at, "。；"), stop = scan_until_near(text, at, 150, "。；"), counts = 0, figures = 0;
		if (text.len > PARAGRAPH_BYTES || !quantity_next(text, at, stop, &price) || price.start - at - strlen("每") - size > strlen("按估算按") || !str_ends(price.unit, "元") ||
		    check_holds_any(scan_slice(text, at, price.start), STR("年|月|天|日|次|学期|季")))
			continue;
		for (size_t i = start; quantity_next(text, i, at, &count); i = count.end) {
			figures++;
			if (str_equal(count.unit, unit) || (str_is(unit, "人") && str_is(count.unit, "名")))
				counts++;
		}
		if (counts != 1 || figures != 1 || !quantity_next(text, price.end, stop, &total) || !str_ends(total.unit, "元") || !str_ends_any(scan_slice(text, 0, total.start), totals))
			continue;
		for (size_t i = start; quantity_next(text, i, at, &count) && !str_equal(count.unit, unit) && !(str_is(unit, "人") && str_is(count.unit, "名")); i = count.end)
			;
		double made = (double)count.value / QUANTITY_ONE * (double)quantity_scale(count.unit) * (double)price.value / QUANTITY_ONE * (double)quantity_scale(price.unit);
		double said = (double)total.value / QUANTITY_ONE * (double)quantity_scale(total.unit);
		if (made - said > said / 200 || said - made > said / 200)
			check_report(check, DIAG_CHECK_PRODUCT, block, total.start, check_words_of(check, scan_slice(text, total.start, total.unit_end)), arena_printf(check->arena, "%g元", made));
	}
}

/* ---- 由2.31∶1缩小到2.50∶1 */

static bool ratio_at(struct str text, size_t from, size_t stop, double *value, size_t *start, size_t *end)
{
	for (size_t at = from, after; quantity_next_figure(text, stop, &at, &after); at = after) {
		size_t size, last;
		long long number = quantity_number(text, at, &last);
		if (scan_in(scan_at(text, after, &size), "∶：:") && scan_is(text, after + size, "1") && !scan_is_digit(scan_at(text, after + size + 1, NULL)) && number > 0) {
			*value = (double)number / QUANTITY_ONE;
			*start = at;
			*end = after + size + 1;
			return true;
		}
	}
	return false;
}

static void check_ratio(struct check *check, const struct check_block *block)
{
	static const struct {
		const char *verb;
		bool up;
	} verbs[] = { { "缩小到", false }, { "缩小至", false }, { "降至", false }, { "降到", false }, { "下降到", false }, { "下降至", false }, { "收窄至", false }, { "扩大到", true }, { "上升到", true }, { "提高到", true } };
	for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) {
		size_t verb = check_find(block, 0, verbs[k].verb), start, end, first, unused;
		double a, b;
		if (verb == (size_t)-1)
			continue;
		size_t from = scan_back(block->text, verb, "，。；"), stop = scan_until_near(block->text, verb, 60, "，。；");
		if (ratio_at(block->text, from, verb, &a, &first, &unused) && ratio_at(block->text, verb, stop, &b, &start, &end) && (verbs[k].up ? b < a : b > a))
			check_report(check, DIAG_CHECK_DIRECTION, block, first, check_words_of(check, scan_slice(block->text, first, end)));
	}
}

/* ---- 参训45人，其中男28人，女19人: two that are all */

static void check_two_kinds(struct check *check, const struct check_block *block)
{
	static const struct {
		const char *first, *second;
	} pairs[] = { { "男", "女" }, { "男性", "女性" }, { "男生", "女生" }, { "男职工", "女职工" }, { "正式党员", "预备党员" }, { "高中", "初中" } };
	struct str text = block->text;
	for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
		struct quantity a, b, whole;
		size_t first = str_find(text, pairs[k].first), at = first == (size_t)-1 ? first : first + strlen(pairs[k].first);
		if (first == (size_t)-1 || !quantity_next(text, at, text.len, &a) || a.start != at)
			continue;
		size_t second = check_find(block, a.unit_end, pairs[k].second),
		       behind = second + strlen(pairs[k].second);
		if (second == (size_t)-1 || second - a.unit_end > strlen("，") || !quantity_next(text, behind, text.len, &b) || b.start != behind || !str_equal(a.unit, b.unit))
			continue;
		size_t start = scan_back(text, first, "。；");
		bool any = false;
		for (size_t i = start; quantity_next(text, i, first, &whole); i = whole.end)
			any = true;
		for (size_t i = start; any && quantity_next(text, i, first, &whole) && scan_find(scan_slice(text, 0, first), whole.end, "0") != (size_t)-1; i = whole.end)
			;
		if (any && str_equal(whole.unit, a.unit) && first - whole.unit_end <= 30 && a.value + b.value != whole.value)
			check_report(check, DIAG_CHECK_PARTS, block, whole.start, check_words_of(check, scan_slice(text, whole.start, whole.unit_end)), check_number(check, (a.value + b.value) / QUANTITY_ONE));
	}
}

/* ---- （二）（4月16日至5月20日）, （三）（5月11日至6月20日） */

/* The period in the bracket, or behind the colon, of the head of a numbered block. */
static bool period_of(const struct check_block *block, struct day *first, struct day *last)
{
	struct str text = block->text;
	size_t open = scan_until_near(text, block->number_len, 90, "（。；：，");
	size_t from = open + strlen("（"), size;
	if (!block->number || !(scan_is(text, open, "（") || scan_is(text, open, "：")) || !day_at(text, from, first) || !first->day)
		return false;
	size_t dash = first->end;
	if (!scan_in(scan_at(text, dash, &size), "至—～-"))
		return false;
	if (!day_at(text, dash + size, last)) {
		size_t end;
		int day = scan_numeral(text, dash + size, &end);
		if (day < 1 || day > 31 || !scan_is(text, end, "日"))
			return false;
		*last = (struct day){ .start = dash + size, .end = end + strlen("日"), .year = first->year, .month = first->month, .day = day };
	}
	return last->day > 0;
}

static void check_stages(struct check *check, const struct check_text *text)
{
	struct day first, last, before = { 0 };
	const struct check_block *block = NULL;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *own = &text->blocks[i];
		if (!period_of(own, &first, &last)) {
			if (own->number && block && check_depth(own->number) <= check_depth(block->number))
				block = NULL;
			continue;
		}
		bool next = block && own->number == block->number && own->ordinal == block->ordinal + 1 && check_holds_any(scan_slice(own->text, 0, first.start), STR("阶段|整改|整治|部署|动员|实施|总结|验收|自查|检查|排查|提升|巩固|评估|推进|宣传|准备|清查|登记|审核|汇总|申报|评审|公示"));
		int year = first.year ? first.year : 2001;
		if (next && !first.year == !before.year && day_number(&first, year) < day_number(&before, before.year ? before.year : year))
			check_report(check, DIAG_CHECK_BACKWARDS, own, first.start, check_words_of(check, scan_slice(own->text, first.start, last.end)));
		before = last;
		before.year = before.year ? before.year : first.year;
		block = own;
	}
}

/* ---- 到2025年年底 in a plan of 2026 */

static void check_past_aims(struct check *check, const struct check_text *text, const struct check_block *block)
{
	static const char *const ends[] = { "年年底", "年底", "年末", NULL };
	int year = (int)text->context.year;
	for (size_t at = 0; (at = check_find(block, at, "到20")) != (size_t)-1; at += strlen("到")) {
		size_t end, from = at + strlen("到");
		int named = scan_numeral(block->text, from, &end);
		size_t behind = end < block->text.len ? str_starts_any(str_from(block->text, end), ends) : 0;
		static const char *const aims[] = {"力争", "争取", "确保", "力求", "努力", "计划", "要", "将", NULL};
		bool begins = !at || scan_in(scan_before(block->text, at, NULL), "，。；：、 \u3000") ||
			      str_ends_any(scan_slice(block->text, 0, at), aims);
		if (named > 1990 && named < year && behind && begins && !check_holds_any(scan_around(block->text, at, "。；"), STR("已|了|截至|实现率|曾|原计划|回顾|去年")))
			check_report(check, DIAG_CHECK_STALE_YEAR, block, from, check_number(check, named), check_number(check, year));
	}
}

/* ---- 顺延至 an earlier day, a term of years */

static void check_put_off(struct check *check, const struct check_block *block)
{
	static const char *const words[] = { "顺延至", "推迟至", "延期至", "延长至", "改期至", "推迟到", "延期到", "延至", "顺延到" };
	struct str text = block->text;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		size_t at = str_find(text, words[k]), from = at == (size_t)-1 ? 0 : at + strlen(words[k]);
		struct day later, day, before = { 0 };
		if (!from || !day_at(text, from, &later) || !later.day)
			continue;
		for (size_t i = scan_back(text, at, "。；"); day_next(text, i, at, &day); i = day.end)
			if (day.day)
				before = day;
		int year = before.year ? before.year : 2001;
		if (before.day && day_number(&later, later.year ? later.year : year) <= day_number(&before, year))
			check_report(check, DIAG_CHECK_BACKWARDS, block, later.start, check_words_of(check, scan_slice(text, from - strlen(words[k]), later.end)));
	}
}

/* 上半年总结 that is signed before the half year is over. */
static void check_too_early(struct check *check, const struct check_text *text)
{
	static const struct {
		const char *word;
		int month;
	} parts[] = { { "上半年", 6 }, { "一季度", 3 }, { "第一季度", 3 }, { "二季度", 6 }, { "三季度", 9 }, { "前三季度", 9 } };
	const struct check_block *title = check_title(text);
	struct day day;
	if (!title || !str_ends(title->text, "总结") || !text->count)
		return;
	for (size_t i = text->count; i-- && text->count - i <= 4;)
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			if (day_is(str_trim(text->blocks[i].text), &day) && str_find(title->text, parts[k].word) != (size_t)-1 && (day.month < parts[k].month || (day.month == parts[k].month && day.day < 20)) &&
			    str_find(title->text, check_number(check, day.year)) != (size_t)-1) {
				check_report(check, DIAG_CHECK_TOO_EARLY, &text->blocks[i], 0, check_words_of(check, str_trim(text->blocks[i].text)), parts[k].word);
				return;
			}
}

/* ---- 90分以上为优秀，80分以上至90分为良好 */

static void check_bands(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	static const char *const units[] = { "分", "万元", "元", "天", "个工作日", "小时", "分钟", "人", "亩", "%", NULL };
	for (size_t at = 0; text.len < PARAGRAPH_BYTES && (at = check_find(block, at, "以上")) != (size_t)-1;
	     at += strlen("以上")) {
		size_t start = 0, unit = str_ends_any(scan_slice(text, 0, at), units);
		int limit = unit ? scan_number_before(text, at - unit, &start) : -1;
		if (limit < 1)
			continue;
		struct str number = scan_slice(text, start, at);
		for (size_t k = 0; (k = check_find_view(block, k, number)) != (size_t)-1; k += number.len) {
			size_t sentence = scan_back(text, k, "。"), end = k + number.len;
			bool to = (scan_ends(text, k, "至") || scan_ends(text, k, "—") || scan_ends(text, k, "－") || scan_ends(text, k, "到") || scan_ends(text, k, "～")) && !scan_is(text, end, "以上") && !scan_is(text, end, "（不含");
			bool graded = scan_is(text, end, "的为") || scan_is(text, end, "为") || scan_is(text, end, "（含") || scan_is(text, end, "的，");
			if (to && graded && sentence == scan_back(text, at, "。"))
				check_report(check, DIAG_CHECK_LIMITS, block, k, check_words_of(check, scan_slice(text, start, at + strlen("以上"))), check_words_of(check, scan_slice(text, scan_back(text, k, "，；。："), end)));
		}
	}
}

/* ---- 出席：甲、乙、甲 */

/* The item without what those of the list do, which stands behind the last one: 区财政局派人参加. Only a body's name is cut off so. */
static struct str last_item(struct str item, size_t len, bool last)
{
	static const char *const bodies[] = { "局", "委员会", "大队", "办公室", "中心", "公司", "办事处", "学校", NULL };
	static const char *const verbs[] = { "派", "参加", "负责", "按", "分别", "等", "配合", "共同", "要", "应", "牵头", "组成", "的负责人", NULL };
	bool cut = last && item.len > len && str_ends_any(scan_slice(item, 0, len), bodies) && str_starts_any(str_from(item, len), verbs);
	return cut ? scan_slice(item, 0, len) : item;
}

static void check_listed_twice(struct check *check, const struct check_block *block)
{
	enum { MOST_ITEM = 60, LIST_BYTES = 600 };
	struct str text = block->text;
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		end = scan_until(text, at, "，。；：！？（）“”《》\n");
		struct str list = scan_slice(text, at, end);
		for (size_t i = 0, stop; list.len < LIST_BYTES && i < list.len; i = stop + strlen("、")) {
			stop = scan_until(list, i, "、");
			struct str item = scan_slice(list, i, stop);
			for (size_t k = stop + strlen("、"), next; item.len > strlen("甲") && item.len < MOST_ITEM && k < list.len; k = next + strlen("、")) {
				next = scan_until(list, k, "、");
				struct str other = last_item(scan_slice(list, k, next), item.len, next == list.len);
				if (str_equal(item, other) && scan_until(item, 0, "0123456789") == item.len)
					check_report(check, DIAG_CHECK_WORD_TWICE, block, at + k, check_words_of(check, item));
			}
		}
	}
}

/* ---- 总指挥：副院长；副总指挥：院长 */

static void check_ranks(struct check *check, const struct check_block *block)
{
	static const char *const heads[] = { "总指挥：", "组长：", "主任：", "指挥长：" }, *const offices[] = { "院长", "局长", "校长", "县长", "区长", "镇长", "乡长", "书记", "总经理", "主席", "厂长", "园长" };
	struct str text = block->text;
	for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
		size_t at = str_find(text, heads[k]), from = at == (size_t)-1 ? 0 : at + strlen(heads[k]);
		size_t stop = from ? scan_until_near(text, from, 60, "；。") : 0, second = stop + strlen("；副");
		if (!from || scan_ends(text, at, "副") || !scan_is(text, stop, "；副") || !scan_is(text, second, heads[k]))
			continue;
		size_t end = scan_until_near(text, second, 90, "；。");
		for (size_t o = 0; o < sizeof offices / sizeof *offices; o++) {
			size_t deputy = scan_find(scan_slice(text, 0, stop), from, offices[o]), head = scan_find(scan_slice(text, 0, end), second + strlen(heads[k]), offices[o]);
			if (deputy == (size_t)-1 || head == (size_t)-1 || !scan_ends(text, deputy, "副") || scan_ends(text, head, "副") || scan_is(text, head + strlen(offices[o]), "办") || scan_is(text, head + strlen(offices[o]), "助理"))
				continue;
			check_report(check, DIAG_CHECK_RANK, block, head, check_words_of(check, scan_slice(text, second - strlen("副"), head + strlen(offices[o]))), check_words_of(check, scan_slice(text, at, stop)));
		}
	}
}

void check_rule_nearness(struct check *check, const struct check_text *text)
{
	if (text->composed)
		return;
	bool ahead = text->context.year && check_genre_is(text->genre, GENRE_PLANS);
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_CELL || block->kind == CHECK_ENTRY || block->kind == CHECK_TITLE)
			continue;
		check_listed_twice(check, block);
		check_ranks(check, block);
		if (!check_is_prose(block))
			continue;
		check_rates(check, block);
		check_priced(check, block);
		check_ratio(check, block);
		check_two_kinds(check, block);
		check_put_off(check, block);
		check_bands(check, block);
		if (ahead)
			check_past_aims(check, text, block);
	}
	check_turned(check, text);
	check_stages(check, text);
	check_too_early(check, text);
}
