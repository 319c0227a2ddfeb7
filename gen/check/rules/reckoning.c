/* What two figures of one sentence make the third: products, shares, rates, growth, sums. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { MOST = 16 /* figures of a sentence; longer ones say nothing certain */, NEAR_BYTES = 60 };

/* A sentence and its figures. */
struct sentence {
	const struct check_block *block;
	struct str text; /* the block's, to the sentence's end */
	size_t start;
	struct quantity figures[MOST];
	size_t count;
};

static bool is_percent(const struct quantity *q)
{
	return str_is(q->unit, "%");
}

/* Whether there are only words without a mark of a sentence's end between two offsets, and few. */
static bool are_near(size_t from, size_t to)
{
	return to >= from && to - from <= NEAR_BYTES;
}

static const char *said(struct check *check, long long value)
{
	return arena_printf(check->arena, "%g", (double)value / QUANTITY_ONE);
}

/* ---- products: 8000吨，每吨100元，共需80万元; 60盏，每盏800元 */

static bool is_money(const struct quantity *q)
{
	return str_ends(q->unit, "元");
}

/* The price of one: “每吨100元”, “100元/吨”; the unit that it is for. */
static struct str priced_unit(const struct sentence *s, const struct quantity *price)
{
	struct str text = s->text;
	size_t from = scan_back(text, price->start, "，。；：（）、每"), size;
	if (scan_ends(text, from, "每") && price->start - from <= NEAR_BYTES / 2) {
		struct str words = scan_slice(text, from, price->start);
		if (check_holds_any(words, STR("每|天|月|年|日|次|以内|以上|不超过|不低于")))
			return (struct str){ "", 0 };
		scan_at(words, 0, &size);
		return str_starts(words, "平方米") ? scan_slice(words, 0, strlen("平方米")) : scan_slice(words, 0, size);
	}
	if (scan_is(text, price->unit_end, "/") && scan_at(text, price->unit_end + 1, &size))
		return scan_slice(text, price->unit_end + 1, price->unit_end + 1 + size);
	return (struct str){ "", 0 };
}

static void check_product(struct check *check, const struct sentence *s)
{
	static const char *const totals[] = { "共需", "共计", "合计", "总计", "共", "共需资金", "需资金", "所需资金", "总额", "总额为", "总费用", "费用", "经费", "金额", "需经费", "共需经费", "合计为", "小计", "总投资", "共计需", NULL };
	for (size_t p = 0; p + 1 < s->count; p++) {
		struct str unit = is_money(&s->figures[p]) ? priced_unit(s, &s->figures[p]) : (struct str){ "", 0 };
		const struct quantity *amount = NULL;
		size_t amounts = 0;
		for (size_t i = 0; unit.len && i < s->count; i++)
			if (i != p && str_equal(s->figures[i].unit, unit) && i < p) {
				amount = &s->figures[i];
				amounts++;
			}
		const struct quantity *total = &s->figures[p + 1];
		struct str before = scan_slice(s->text, s->start, total->start);
		if (!amount || amounts > 1 || !is_money(total) || !str_ends_any(before, totals))
			continue;
		long long product = amount->value * quantity_scale(amount->unit) / 100 * (s->figures[p].value * quantity_scale(s->figures[p].unit) / 100);
		if (product != total->value * quantity_scale(total->unit))
			check_report(check, DIAG_CHECK_PRODUCT, s->block, total->start, check_words_of(check, scan_slice(s->text, total->start, total->unit_end)),
				     arena_printf(check->arena, "%g%s", (double)product / quantity_scale(total->unit) / QUANTITY_ONE, check_words_of(check, total->unit)));
	}
}

/* ---- shares and rates: 党员168名，占职工672名的25%; 排查724件，化解708件，化解率97.8% */

enum { RATE_SLACK = 6 * QUANTITY_ONE / 10 }; /* of a percentage that may have been rounded to a whole one */

/* Whether m of n is about p per cent. */
static bool is_share(long long m, long long n, long long p)
{
	long long exact = n ? m * 100 * (QUANTITY_ONE / 100) / (n / 100 ? n / 100 : 1) : 0;
	return exact - p <= RATE_SLACK && p - exact <= RATE_SLACK;
}

static struct str words_between(const struct sentence *s, size_t from, size_t to)
{
	return scan_slice(s->text, from, to);
}

/* Whether what the rate counts stands by the two figures: 化解率 behind 排查724件，化解708件, one of its two characters at least. */
static bool speaks_of(const struct sentence *s, struct str words, const struct quantity *a, const struct quantity *b)
{
	enum { LEAD_BYTES = 30 };
	size_t from = a->start < s->start + LEAD_BYTES ? s->start : a->start - LEAD_BYTES;
	struct str near = scan_slice(s->text, from, b->start);
	size_t rate = str_find(words, "率"), size, at = rate;
	for (int i = 0; rate != (size_t)-1 && i < 2 && utf8_is_han(scan_before(words, at, &size)); i++) {
		at -= size;
		if (memmem(near.data, near.len, words.data + at, size))
			return true;
	}
	return false;
}

/* The percentage at `p` with the two figures of one unit before it: “占” and a rate. */
static void check_share(struct check *check, const struct sentence *s, size_t p)
{
	const struct quantity *percent = &s->figures[p], *a = p >= 2 ? &s->figures[p - 2] : NULL, *b = p >= 1 ? &s->figures[p - 1] : NULL;
	if (!a || !a->unit.len || is_percent(a) || !str_equal(a->unit, b->unit) || is_money(a) != is_money(b))
		return;
	struct str words = words_between(s, b->unit_end, percent->start), before = words_between(s, a->unit_end, b->start);
	static const char *const rates[] = { "率", "率为", "率达", "率达到", "率约为", "率约", "率约达", NULL };
	bool of = str_is(words, "的") && str_find(before, "占") != (size_t)-1;
	bool part = str_find(words, "占") != (size_t)-1 && (str_find(before, "其中") != (size_t)-1) && utf8_count(words.data, words.len) <= 8;
	bool rate = str_ends_any(words, rates) && str_find(words, "；") == (size_t)-1 && speaks_of(s, words, a, b) && are_near(b->unit_end, percent->start) && !check_holds_any(words, STR("增长|下降|提高|比|同比")) &&
		    !check_holds_any(before, STR("比|同期|上年|去年|提高到|增加到|新增"));
	if (!of && !part && !rate)
		return;
	long long m = a->value < b->value ? a->value : b->value, n = a->value < b->value ? b->value : a->value;
	if (n && !is_share(m, n, percent->value) && !(rate && is_share(a->value, a->value + b->value, percent->value)))
		check_report(check, DIAG_CHECK_RATE, s->block, percent->start, check_words_of(check, scan_slice(s->text, percent->start, percent->unit_end)),
			     arena_printf(check->arena, "%.1f%%", (double)m * 100 / (double)n));
}

/* ---- growth: 由1050起增长到1260起，增长20%; 1260起，比去年同期的1050起增长20% */

static void check_growth(struct check *check, const struct sentence *s, size_t p)
{
	const struct quantity *percent = &s->figures[p], *a = p >= 2 ? &s->figures[p - 2] : NULL, *b = p >= 1 ? &s->figures[p - 1] : NULL;
	if (!a || !a->unit.len || is_percent(a) || !str_equal(quantity_base(a->unit), quantity_base(b->unit)))
		return;
	static const char *const verbs[] = { "增长", "增长了", "下降", "下降了", "增加", "增加了", "减少", "减少了", "提高", "提高了", "降低", "降低了", "增幅", "增幅为", "增幅达", "降幅", "降幅为", "降幅达", "同比增长", "同比下降", "上升", "上升了", "提升", "提升了", "缩短", "缩短了", "压减", "压减了", NULL };
	struct str words = words_between(s, b->unit_end, percent->start), middle = words_between(s, a->unit_end, b->start);
	struct str lead = words_between(s, s->start, a->start);
	bool down = check_holds_any(words, STR("降|减|缩")), from_to = (str_ends(lead, "由") || str_ends(lead, "从") || check_holds_any(scan_slice(lead, lead.len > 45 ? lead.len - 45 : 0, lead.len), STR("由|从"))) &&
			    check_holds_any(middle, STR("到|至|为"));
	static const char *const links[] = { "，", "，同比", "，比上年", "，较上年", "，比去年", "，较去年", NULL };
	bool compared = check_holds_any(middle, STR("比|较")) && !check_holds_any(middle, STR("其中"));
	size_t verb = str_ends_any(words, verbs);
	struct str link = scan_slice(words, 0, words.len - verb);
	bool plain = !link.len || str_is(link, "，") || (from_to && str_starts_any(link, links) == link.len);
	if (!verb || !plain || (!from_to && !compared))
		return;
	long long first = a->value * quantity_scale(a->unit), second = b->value * quantity_scale(b->unit);
	long long base = from_to ? first : second, now = from_to ? second : first;
	long long change = now > base ? now - base : base - now;
	double exact = base ? (double)change * 100 / (double)base : 0, named = (double)percent->value / QUANTITY_ONE;
	double slack = 0.6 + exact / 100; /* the figures themselves may be rounded */
	if (base && (exact - named > slack || named - exact > slack || (now != base && down != (now < base))))
		check_report(check, DIAG_CHECK_RATE, s->block, percent->start, check_words_of(check, scan_slice(s->text, percent->start, percent->unit_end)),
			     arena_printf(check->arena, "%s%.1f%%", now < base ? "-" : "", exact));
}

/* ---- percentage points: 由86%提高到92%，提高6% */

static void check_points(struct check *check, const struct sentence *s, size_t p)
{
	const struct quantity *difference = &s->figures[p];
	static const char *const verbs[] = { "提高", "提高了", "上升", "上升了", "增长", "增长了", "下降", "下降了", "降低", "降低了", "提升", "提升了", "增加", "增加了", "回落", NULL };
	if (!is_percent(difference) || !str_ends_any(words_between(s, s->start, difference->start), verbs))
		return;
	const struct quantity *a = p >= 2 ? &s->figures[p - 2] : NULL, *b = p >= 1 ? &s->figures[p - 1] : NULL;
	bool both = a && is_percent(a) && is_percent(b);
	long long change = !both ? 0 : a->value > b->value ? a->value - b->value : b->value - a->value;
	static const char *const rates[] = { "率", "率达", "率达到", "率为", "占比", "比重", "占比达", "占比为", "比重达", "率达到了", NULL };
	bool level = b && is_percent(b) && str_ends_any(words_between(s, s->start, b->start), rates) &&
		     are_near(b->unit_end, difference->start) && check_holds_any(words_between(s, b->unit_end, difference->start), STR("比|较|同比"));
	if ((both && change == difference->value) || level)
		check_report(check, DIAG_CHECK_POINTS, s->block, difference->start, check_words_of(check, scan_slice(s->text, difference->start, difference->unit_end)),
			     said(check, difference->value));
	else if (both && change && check_holds_any(words_between(s, s->start, a->start), STR("由|从")))
		check_growth(check, s, p);
}

/* 合格率102%: there is no more than all. Plans may be fulfilled by more. */
static void check_whole(struct check *check, const struct sentence *s, size_t p)
{
	const struct quantity *percent = &s->figures[p];
	struct str before = words_between(s, s->start, percent->start);
	static const char *const links[] = { "为", "达", "达到", "保持在", "约", "均为", "在", "不低于", "高于", "提高到", "稳定在", "超过", NULL };
	before.len -= str_ends_any(before, links);
	static const char *const wholes[] = { "合格率", "满意率", "满意度", "覆盖率", "出勤率", "参会率", "普及率", "参与率", "到会率", "签约率", "办结率", "及格率", "参训率", "入户率", "知晓率", "整改率", "回访率",
					      "达标率", "入学率", "巩固率", "建档率", "接种率", "治愈率", "成活率", "利用率", "占比", "占", "比重", "参保率", "上线率", "化解率", "调解成功率", "回复率", NULL };
	if (percent->value > 100LL * QUANTITY_ONE && str_ends_any(before, wholes))
		check_report(check, DIAG_CHECK_OVER_ALL, s->block, percent->start, check_words_of(check, scan_slice(s->text, percent->start, percent->unit_end)));
}

/* 分别占40%、35%、30% */
static void check_divided(struct check *check, const struct sentence *s)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t last = i;
		long long sum = s->figures[i].value;
		if (!is_percent(&s->figures[i]))
			continue;
		while (last + 1 < s->count && is_percent(&s->figures[last + 1]) && are_near(s->figures[last].unit_end, s->figures[last + 1].start) &&
		       (str_is(words_between(s, s->figures[last].unit_end, s->figures[last + 1].start), "、") ||
			str_is(words_between(s, s->figures[last].unit_end, s->figures[last + 1].start), "和") ||
			(scan_is(s->text, s->figures[last].unit_end, "、") && scan_ends(s->text, s->figures[last + 1].start, "占"))))
			sum += s->figures[++last].value;
		struct str lead = words_between(s, s->start, s->figures[i].start), behind = str_from(s->text, s->figures[last].unit_end);
		bool parts = str_ends(lead, "分别占") || str_ends(lead, "占") || str_starts(behind, "的比例") || str_starts(behind, "的权重");
		long long all = 100LL * QUANTITY_ONE;
		if (parts && ((last > i && sum > all) || (last > i + 1 && sum != all && sum > 80LL * QUANTITY_ONE)))
			check_report(check, DIAG_CHECK_OVER_ALL, s->block, s->figures[i].start, said(check, sum));
		i = last;
	}
}

/* ---- sums: 甲12个、乙8个，共20个; 共12个（10个村、1个社区）; 满分100分：… */

static bool is_list_mark(struct str between)
{
	return str_starts(between, "、") || str_starts(between, "，") || str_starts(between, "和") || str_starts(between, "；");
}

/* The parts of one unit that stand in a row and end before the figure at `total`. */
static void check_sum_before(struct check *check, const struct sentence *s, size_t total)
{
	static const char *const sums[] = { "共", "共计", "合计", "总计", "一共", "共有", "总共", "共需", NULL };
	const struct quantity *whole = &s->figures[total];
	struct str unit = quantity_base(whole->unit);
	struct str lead = words_between(s, s->start, whole->start);
	size_t first = total, parts = 0;
	long long sum = 0;
	if (!whole->unit.len || is_percent(whole) || !str_ends_any(lead, sums) || total < 2 || check_holds_any(lead, STR("累计|每|其中|另")))
		return;
	while (first && str_equal(quantity_base(s->figures[first - 1].unit), unit) &&
	       is_list_mark(words_between(s, s->figures[first - 1].unit_end, s->figures[first].start)) &&
	       s->figures[first].start - s->figures[first - 1].unit_end <= NEAR_BYTES) {
		first--;
		sum += s->figures[first].value * quantity_scale(s->figures[first].unit);
		parts++;
	}
	if (parts > 1 && first == 0 && sum != whole->value * quantity_scale(whole->unit))
		check_report(check, DIAG_CHECK_PARTS, s->block, whole->start, check_words_of(check, scan_slice(s->text, whole->start, whole->unit_end)),
			     arena_printf(check->arena, "%g", (double)sum / quantity_scale(whole->unit) / QUANTITY_ONE));
}

/* 12个（10个村、1个社区）, 100分：甲40分、乙50分: parts of the same unit to the end of the bracket or the sentence. */
static void check_sum_behind(struct check *check, const struct sentence *s, size_t total)
{
	const struct quantity *whole = &s->figures[total];
	size_t open = scan_until(s->text, whole->unit_end, "（：，。；、"), parts = 0, last = total;
	bool bracket = scan_is(s->text, open, "（");
	struct str lead = words_between(s, s->start, whole->start);
	static const char *const sums[] = { "共", "共计", "合计", "总计", "满分", "总分", "总投资", "总投入", "共有", "共安排", "总额", NULL };
	if (!whole->unit.len || is_percent(whole) || open - whole->unit_end > 24 || (!bracket && (!scan_is(s->text, open, "：") || !str_ends_any(lead, sums))))
		return;
	size_t stop = scan_until(s->text, open + strlen("（"), bracket ? "）" : "。；");
	long long sum = 0;
	for (; last + 1 < s->count && s->figures[last + 1].start < stop; last++) {
		const struct quantity *part = &s->figures[last + 1];
		if (!str_equal(quantity_base(part->unit), quantity_base(whole->unit)) || scan_in(scan_before(s->text, part->start, NULL), "每各第—至"))
			return;
		sum += part->value * quantity_scale(part->unit);
		parts++;
	}
	long long wanted = whole->value * quantity_scale(whole->unit);
	if (parts > 1 && sum != wanted && !check_holds_any(scan_slice(s->text, open, stop), STR("其中|含|包括|等|以上|不少于|至少|原|每|标准")))
		check_report(check, DIAG_CHECK_PARTS, s->block, whole->start, check_words_of(check, scan_slice(s->text, whole->start, whole->unit_end)),
			     arena_printf(check->arena, "%g", (double)sum / quantity_scale(whole->unit) / QUANTITY_ONE));
}

/* 46名，其中女党员52名: a part is no larger than the whole. */
static void check_part(struct check *check, const struct sentence *s, size_t i)
{
	const struct quantity *whole = &s->figures[i], *part = &s->figures[i + 1];
	struct str between = words_between(s, whole->unit_end, part->start);
	size_t in = str_find(between, "其中");
	if (in != (size_t)-1 && i && !str_equal(quantity_base(whole->unit), quantity_base(part->unit)))
		whole = &s->figures[i - 1]; /* 活动36场次，服务5万人次，其中线上18场次 */
	if (!whole->unit.len || is_percent(whole) || in == (size_t)-1 || !str_equal(quantity_base(whole->unit), quantity_base(part->unit)) ||
	    scan_until(between, 0, "。；") < in || between.len - in > NEAR_BYTES || check_holds_any(between, STR("每|其他|累计|以上|以下|以内|超过|不足|高于|低于|达到|突破"))) /* limits are no amounts */
		return;
	long long all = part->value * quantity_scale(part->unit); /* with further parts of the list: together no more than the whole */
	for (size_t k = i + 2; k < s->count && str_equal(quantity_base(s->figures[k].unit), quantity_base(part->unit)); k++) {
		struct str link = words_between(s, s->figures[k - 1].unit_end, s->figures[k].start);
		if (!str_starts(link, "、") || utf8_count(link.data, link.len) > 10)
			break;
		all += s->figures[k].value * quantity_scale(s->figures[k].unit);
	}
	if (all > whole->value * quantity_scale(whole->unit) && (all == part->value * quantity_scale(part->unit) || !check_holds_any(words_between(s, s->start, s->figures[s->count - 1].start), STR("同时|兼|交叉|重复"))))
		check_report(check, DIAG_CHECK_PARTS, s->block, whole->start, check_words_of(check, scan_slice(s->text, whole->start, whole->unit_end)),
			     check_words_of(check, scan_slice(s->text, part->start, part->unit_end)));
}

/* 12个书屋配送图书9800册，平均每个800册: the average times the number is about the whole. */
static void check_average(struct check *check, const struct sentence *s, size_t p)
{
	const struct quantity *average = &s->figures[p], *whole = NULL, *number = NULL;
	size_t from = scan_back(s->text, average->start, "，。；：（）"), size;
	struct str words = words_between(s, from, average->start);
	size_t each = str_find(words, "平均每");
	if (each == (size_t)-1 || !average->unit.len || is_percent(average) || check_holds_any(words, STR("每年|每月|每天|每日|每周|每季")))
		return;
	size_t measure = from + each + strlen("平均每");
	scan_at(s->text, measure, &size);
	struct str unit = scan_slice(s->text, measure, measure + size);
	for (size_t i = 0; i < p; i++) {
		if (str_equal(s->figures[i].unit, average->unit)) {
			if (whole)
				return;
			whole = &s->figures[i];
		} else if (str_equal(s->figures[i].unit, unit)) {
			if (number)
				return;
			number = &s->figures[i];
		}
	}
	double made = whole && number ? (double)number->value / QUANTITY_ONE * (double)average->value / QUANTITY_ONE : 0, said_whole = whole ? (double)whole->value / QUANTITY_ONE : 0;
	if (made > 0 && (made > said_whole * 1.015 || made < said_whole * 0.985))
		check_report(check, DIAG_CHECK_PRODUCT, s->block, whole->start, check_words_of(check, scan_slice(s->text, whole->start, whole->unit_end)),
			     arena_printf(check->arena, "%g%s", made, check_words_of(check, whole->unit)));
}

static void check_sentence(struct check *check, const struct sentence *s)
{
	check_product(check, s);
	check_divided(check, s);
	for (size_t i = 0; i < s->count; i++) {
		if (is_percent(&s->figures[i])) {
			check_share(check, s, i);
			check_growth(check, s, i);
			check_points(check, s, i);
			check_whole(check, s, i);
		} else {
			check_sum_before(check, s, i);
			check_sum_behind(check, s, i);
		}
		if (i + 1 < s->count)
			check_part(check, s, i);
		if (i)
			check_average(check, s, i);
	}
}

/* Sentence by sentence; one with more figures than are looked at is passed over. */
void check_rule_reckoning(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_ENTRY || block->kind == CHECK_CELL)
			continue;
		for (size_t at = block->number_len, end; at < block->text.len; at = end + strlen("。")) {
			struct sentence s = { .block = block, .start = at };
			end = scan_until(block->text, at, "。！？");
			s.text = scan_slice(block->text, 0, end < block->text.len ? end : block->text.len);
			for (size_t from = at; s.count < MOST && quantity_next(s.text, from, end, &s.figures[s.count]); from = s.figures[s.count++].unit_end)
				;
			if (s.count > 1 && s.count < MOST)
				check_sentence(check, &s);
			else if (s.count == 1 && is_percent(&s.figures[0]))
				check_whole(check, &s, 0);
		}
	}
}
