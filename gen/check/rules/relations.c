/* Figures and days of a text against each other: from … to, more than … by, a share of what is named elsewhere; years and days that cannot follow
 * each other; set phrases in quotes that are nearly written (content/words/sayings.csv). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { NEAR_BYTES = 60 };

/* The last figure that begins in the text from `from` on, before `stop`. */
static bool last_quantity(struct str text, size_t from, size_t stop, struct quantity *quantity)
{
	struct quantity one;
	bool found = false;
	for (size_t at = from; quantity_next(text, at, stop, &one); at = one.end) {
		if (scan_is(text, one.end, "年") || scan_is(text, one.end, "月"))
			continue;
		*quantity = one;
		found = true;
	}
	return found;
}

/* The sign behind the figure: its unit, or 万, 亿 where no unit is known. */
static struct str unit_of(struct str text, const struct quantity *q)
{
	bool power = !q->unit.len && (scan_is(text, q->end, "万") || scan_is(text, q->end, "亿"));
	return power ? scan_slice(text, q->end, q->end + strlen("万")) : q->unit;
}

/* ---- 由78吨降至86吨 */

static void check_direction(struct check *check, const struct check_block *block)
{
	/* 降至 is found in 下降至, too, 升到 in 提升到, 减至 in 压减至 */
	static const struct {
		const char *verb;
		bool up;
	} verbs[] = { { "降至", false }, { "降到", false }, { "减至", false }, { "减到", false }, { "减少至", false }, { "减少到", false }, { "降低至", false }, { "降低到", false }, { "缩短至", false }, { "缩短到", false }, { "缩短为", false }, { "压缩至", false }, { "压缩到", false }, { "压缩为", false }, { "精简至", false }, { "精简到", false }, { "精简为", false }, { "升至", true }, { "升到", true }, { "提高到", true }, { "提高至", true }, { "增至", true }, { "增到", true }, { "增加到", true }, { "增加至", true }, { "增长到", true }, { "增长至", true }, { "扩大到", true }, { "扩大至", true }, { "延长至", true }, { "延长到", true } };
	struct str text = block->text;
	struct quantity a, b;
	for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
		for (size_t at = 0; (at = check_find(block, at, verbs[k].verb)) != (size_t)-1;
		     at += strlen(verbs[k].verb)) {
			size_t start = scan_back(text, at, "，。；、：（"), behind = at + strlen(verbs[k].verb);
			struct str before = scan_slice(text, start, at);
			if ((str_find(before, "由") == (size_t)-1 && str_find(before, "从") == (size_t)-1) || !last_quantity(text, start, at, &a) ||
			    !quantity_next(text, behind, text.len, &b) || b.start != behind || !str_equal(unit_of(text, &a), unit_of(text, &b)))
				continue;
			if (scan_is(text, a.unit_end, "年") || (verbs[k].up ? b.value >= a.value : b.value <= a.value))
				continue;
			check_report(check, DIAG_CHECK_DIRECTION, block, a.start, check_words_of(check, scan_slice(text, a.start, b.unit_end)));
		}
}

/* ---- 达3.12万，较2020年的1.95万增加1.27万 */

static void check_difference(struct check *check, const struct check_block *block)
{
	static const char *const mores[] = { "增加", "增长", "提高", "减少", "下降", "降低" }, *const links[] = { "较", "比" };
	struct str text = block->text;
	struct quantity a, b, c;
	for (size_t n = 0; n < sizeof links / sizeof *links; n++)
		for (size_t at = 0; (at = check_find(block, at, links[n])) != (size_t)-1; at += strlen(links[n])) {
			size_t stop = scan_until_near(text, at, NEAR_BYTES * 2, "，。；"), start = scan_back(text, at, "。；");
			for (size_t k = 0; k < sizeof mores / sizeof *mores; k++) {
				size_t verb = scan_find(scan_slice(text, 0, stop), at, mores[k]), behind = verb + strlen(mores[k]);
				if (verb == (size_t)-1 || !last_quantity(text, at, verb, &b) || b.end + 2 * strlen("甲") < verb || !quantity_next(text, behind, stop, &c) || c.start > behind + strlen("了") ||
				    !last_quantity(text, start, at, &a) || at - a.end > NEAR_BYTES / 3)
					continue;
				struct str unit = unit_of(text, &a);
				long long made = llabs(a.value - b.value);
				if (!unit.len || !str_equal(unit, unit_of(text, &b)) || !str_equal(unit, unit_of(text, &c)) || str_is(unit, "%") || made == c.value)
					continue;
				check_report(check, DIAG_CHECK_RATE, block, c.start, check_words_of(check, scan_slice(text, c.start, c.end)), arena_printf(check->arena, "%g", (double)made / QUANTITY_ONE));
			}
		}
}

/* ---- 寄宿生1730人，占在校学生的68.6%; 在校学生2598人 */

/* The figure that the text gives right behind the words, in the unit; 0: none, or several. */
static long long figure_of(const struct check_text *text, struct str words, struct str unit)
{
	long long found = 0;
	for (size_t i = 0; i < text->count; i++) {
		struct str all = text->blocks[i].text;
		struct quantity q;
		for (size_t at = 0; (at = check_find_view(&text->blocks[i], at, words)) != (size_t)-1;
		     at += words.len) {
			size_t behind = at + words.len;
			if (!quantity_next(all, behind, all.len, &q) || q.start - behind > strlen("共有") || !str_equal(q.unit, unit))
				continue;
			if (found && found != q.value)
				return 0;
			found = q.value;
		}
	}
	return found;
}

static void check_share(struct check *check, const struct check_text *text, const struct check_block *block)
{
	struct str words = block->text;
	struct quantity part, share;
	for (size_t at = 0; (at = check_find(block, at, "，占")) != (size_t)-1; at += strlen("，占")) {
		size_t from = at + strlen("，占"), mark = scan_until(words, from, "的，。；0123456789");
		struct str base = scan_slice(words, from, mark);
		if (!scan_is(words, mark, "的") || utf8_count(base.data, base.len) < 3 || !last_quantity(words, scan_back(words, at, "，。；"), at, &part) || part.unit_end != at || !part.unit.len)
			continue;
		long long whole = figure_of(text, base, part.unit);
		if (!quantity_next(words, mark, words.len, &share) || share.start - mark > strlen("的约") || !str_is(share.unit, "%") || whole <= 0)
			continue;
		double made = 100.0 * (double)part.value / (double)whole, said = (double)share.value / QUANTITY_ONE;
		if (made - said > 0.6 || said - made > 0.6)
			check_report(check, DIAG_CHECK_RATE, block, share.start, check_words_of(check, scan_slice(words, share.start, share.end + 1)), arena_printf(check->arena, "%.1f%%", made));
	}
}

/* ---- 62，4万元; 27年5月 */

static void check_figure_form(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = block->number_len, end; quantity_next_figure(text, text.len, &at, &end); at = end + 1) {
		size_t size, stop;
		bool comma = scan_in(scan_at(text, end, &size), "，、") && scan_is_digit(scan_at(text, end + size, NULL));
		stop = comma ? quantity_figure_end(text, end + size) : end;
		if (comma && scan_is(text, end, "，") && stop - end - size <= 2 && (scan_is(text, stop, "万") || scan_is(text, stop, "亿") || scan_is(text, stop, "%") || scan_is(text, stop, "元")) && !scan_ends(text, at, "第"))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, check_words_of(check, scan_slice(text, at, stop)), "小数点写“.”");
		bool years = end - at == 4 && scan_in(scan_at(text, end, NULL), "-－") && quantity_figure_end(text, end + 1) == end + 5 && (scan_is(text, end + 5, "年") || scan_is(text, end + 5, "学年"));
		if (years)
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, check_words_of(check, scan_slice(text, at, end + 5)), "起止年份之间写“—”");
		uint32_t before = scan_before(text, at, NULL);
		struct day day;
		bool year = end - at == 2 && scan_is(text, end, "年") && !scan_in(before, "第近约共历过前后满达至—－-") && !scan_is_digit(before);
		if (year && day_at(text, end + strlen("年"), &day) && day.month && !day.year)
			check_report(check, DIAG_CHECK_DATE_FORM, block, at, check_words_of(check, scan_slice(text, at, day.end)));
	}
}

/* ---- days */

/* The day behind a label at the start of a numbered line: （一）报到：9月25日. */
static bool labelled_day(const struct check_text *text, const char *const *labels, const struct check_block **block, struct day *day)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		size_t from = text->blocks[i].number_len, label = from < words.len ? str_starts_any(str_from(words, from), labels) : 0;
		if (label && scan_is(words, from + label, "：") && day_at(words, from + label + strlen("："), day) && day->day) {
			*block = &text->blocks[i];
			return true;
		}
	}
	return false;
}

static void check_day_order(struct check *check, const struct check_text *text)
{
	static const char *const firsts[][4] = { { "报到", "报到时间", "签到", NULL }, { "报名", "报名时间", NULL }, { "初赛", "预赛", "车间初赛", NULL }, { "笔试", "理论考试", NULL } };
	static const char *const seconds[][6] = { { "开会", "会议", "会议时间", "开幕", "培训", NULL }, { "笔试", "初赛", "比赛", "考试", "培训", NULL }, { "决赛", "实操决赛", "复赛", NULL }, { "面试", "体检", NULL } };
	for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++) {
		const struct check_block *a, *b;
		struct day first, second;
		if (labelled_day(text, firsts[k], &a, &first) && labelled_day(text, seconds[k], &b, &second) && !first.year == !second.year && day_number(&first, 2000) > day_number(&second, 2000))
			check_report(check, DIAG_CHECK_DAY_ORDER, a, first.start, check_words_of(check, scan_slice(a->text, a->number_len, first.end)), check_words_of(check, scan_slice(b->text, b->number_len, second.end)));
	}
}

/* 2028年4月印发的 in a text of 2026. */
static void check_still_to_come(struct check *check, const struct check_text *text, const struct check_block *block)
{
	static const char *const pasts[] = { "印发的", "发布的", "公布的", "制定的", "修订的", "通过的", "出台的", "下发的", NULL };
	struct day day;
	for (size_t at = 0; text->context.year && day_next(block->text, at, block->text.len, &day); at = day.end)
		if (day.year > (int)text->context.year && day.end < block->text.len && str_starts_any(str_from(block->text, day.end), pasts))
			check_report(check, DIAG_CHECK_STILL_TO_COME, block, day.start, check_words_of(check, scan_slice(block->text, day.start, day.end)));
}

/* The first sentence of a plan names its own year. */
static void check_first_year(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text), *first = title ? title + 1 : NULL;
	int year = (int)text->context.year;
	size_t end;
	if (!year || !first || first >= text->blocks + text->count || !check_genre_is(text->genre, GENRE_PLANS) || first->kind != CHECK_PARAGRAPH)
		return;
	int named = scan_numeral(first->text, 0, &end);
	if (named == year - 1 && scan_is(first->text, end, "年，") && str_find(first->text, check_number(check, year)) == (size_t)-1)
		check_report(check, DIAG_CHECK_STALE_YEAR, first, 0, check_number(check, named), check_number(check, year));
}

/* ---- “三课一会” */

/* Whether the two have the same characters in another order, or differ in one of them. */
static bool is_nearly(struct str a, struct str b)
{
	enum { CHAR = 3 };
	size_t others = 0, missing = 0;
	for (size_t at = 0; at < a.len; at += CHAR) {
		struct str one = scan_slice(a, at, at + CHAR);
		others += !scan_stands(b, at, one);
		missing += !memmem(b.data, b.len, one.data, one.len);
	}
	return others == 1 || (others > 1 && !missing);
}

static void check_sayings(struct check *check, const struct check_block *block)
{
	enum { LEAST_BYTES = 12, MOST_BYTES = 60 };
	const struct check_list *sayings = &check->tables->sayings;
	for (size_t at = 0; (at = check_find(block, at, "“")) != (size_t)-1;) {
		size_t from = at + strlen("“"), close = scan_until(block->text, from, "“”");
		struct str said = scan_slice(block->text, from, close);
		at = from;
		if (!scan_is(block->text, close, "”") || said.len < LEAST_BYTES || said.len > MOST_BYTES || check_listed_at(sayings, said, 0) == said.len)
			continue;
		for (size_t i = 0; i < sayings->count; i++)
			if (sayings->items[i].text.len == said.len && is_nearly(said, sayings->items[i].text)) {
				check_report(check, DIAG_CHECK_SAYING, block, from, check_words_of(check, said), check_words_of(check, sayings->items[i].text));
				break;
			}
	}
}

void check_rule_relations(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_TITLE && !text->composed)
			check_figure_form(check, block);
		if (!check_is_prose(block))
			continue;
		check_direction(check, block);
		check_sayings(check, block);
		if (text->composed)
			continue;
		check_difference(check, block);
		check_share(check, text, block);
		check_figure_form(check, block);
		check_still_to_come(check, text, block);
	}
	if (text->composed)
		return;
	check_day_order(check, text);
	check_first_year(check, text);
}
