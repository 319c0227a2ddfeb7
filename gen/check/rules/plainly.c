/* Figures and days that cannot both be right within one sentence: a part over its whole, how often against how many
 * times, a sum behind its parts, a number that is said again as another, who is to register after the day. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { SENTENCE_BYTES = 400 };

static const char *figure_of(struct check *check, long long value)
{
	return arena_printf(check->arena, "%g", (double)value / QUANTITY_ONE);
}

/* ---- 企业30家，其中规模以上企业35家 */

static void check_part(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "其中")) != (size_t)-1; at += strlen("其中")) {
		struct quantity q, whole = {0}, part;
		size_t start = scan_back(text, at, "。；："),
		       stop = scan_until_near(text, at, SENTENCE_BYTES, "，。；");
		for (size_t i = start; quantity_next(text, i, at, &q); i = q.end)
			whole = q;
		bool near = whole.unit.len && at - whole.unit_end <= strlen("（其"),
		     more = near && quantity_next(text, at, stop, &part);
		if (more && str_equal(whole.unit, part.unit) && part.value > whole.value && !str_is(part.unit, "%") &&
		    !scan_is(text, whole.unit_end, "以"))
			check_report(check, DIAG_CHECK_PARTS, block, whole.start,
				     check_words_of(check, scan_slice(text, whole.start, whole.unit_end)),
				     figure_of(check, part.value));
	}
}

/* ---- 每季度召开一次，全年不少于3次 */

static void check_often(struct check *check, const struct check_block *block)
{
	static const struct {
		const char *every;
		long long times;
	} every[] = {{"每季度", 4}, {"每半年", 2}, {"每两个月", 6}, {"每个季度", 4}, {"每月", 12}, {"每个月", 12}};
	struct str text = block->text;
	for (size_t k = 0; k < sizeof every / sizeof *every; k++)
		for (size_t at = 0; (at = check_find(block, at, every[k].every)) != (size_t)-1;
		     at += strlen(every[k].every)) {
			size_t stop = scan_until_near(text, at, SENTENCE_BYTES, "。；"),
			       clause = scan_until(scan_slice(text, 0, stop), at, "，"), all, size, end;
			struct quantity q;
			all = scan_find(scan_slice(text, 0, stop), clause, "全年");
			bool one = check_holds_any(scan_slice(text, at, clause), STR("一次|1次|一期|1期|一场|1场")) &&
				   !check_holds_any(scan_slice(text, at, clause), STR("至少|不少于"));
			if (!one || all != clause + strlen("，") || !quantity_next(text, all, stop, &q) ||
			    q.start - all > strlen("全年共举办不少于"))
				continue;
			int least = scan_numeral(text, q.start, &end);
			if (scan_in(scan_at(text, end, &size), "次期场") && least > 0 && least != every[k].times &&
			    (least < every[k].times ||
			     !check_holds_any(scan_slice(text, all, q.start), STR("不少于|至少"))))
				check_report(check, DIAG_CHECK_COUNT, block, q.start,
					     check_words_of(check, scan_slice(text, q.start, end + size)),
					     check_number(check, least), check_number(check, every[k].times));
		}
}

/* ---- 10个镇、2个乡，共13个乡镇 */

static void check_sum(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "，共")) != (size_t)-1; at += strlen("，共")) {
		size_t start = scan_back(text, at, "。；：，"),
		       from = at + strlen("，共") + (scan_is(text, at + strlen("，共"), "计") ? strlen("计") : 0), size;
		struct quantity q, sum;
		long long parts = 0;
		size_t count = 0, last = start;
		bool plain = true;
		if (!quantity_next(text, from, text.len, &sum) || sum.start != from)
			continue;
		uint32_t measure = scan_at(text, sum.end, &size);
		for (size_t i = start; quantity_next(text, i, at, &q); i = q.end, count++) {
			plain = plain && scan_at(text, q.end, NULL) == measure &&
				(!count || scan_find(scan_slice(text, last, q.start), 0, "、") != (size_t)-1 ||
				 scan_find(scan_slice(text, last, q.start), 0, "和") != (size_t)-1);
			plain = plain && q.start - last <= 60;
			parts += q.value;
			last = q.end;
		}
		if (plain && count > 1 && scan_in(measure, "个名人户家所项处") && parts != sum.value)
			check_report(check, DIAG_CHECK_PARTS, block, sum.start,
				     check_words_of(check, scan_slice(text, sum.start, sum.end + size)),
				     figure_of(check, parts));
	}
}

/* ---- 选派科技特派员30名，35名科技特派员全年…; 3个党支部…，4个党支部书记 */

/* The three characters or more of the thing that stands behind the figure with its measure. */
static struct str thing_behind(struct str text, size_t at)
{
	size_t end = at, size;
	for (int i = 0; i < 3; i++, end += size)
		if (!utf8_is_han(scan_at(text, end, &size)))
			return (struct str){"", 0};
	return scan_slice(text, at, end);
}

static bool is_all(struct str text, size_t from, size_t stop)
{
	return check_holds_any(scan_slice(text, from, stop), STR("全部|全年|均|都|人人|逐一"));
}

static void check_said_other(struct check *check, const struct check_block *block)
{
	static const char *const picks[] = {"其中", "新增", "另",   "每",   "等",     "各",   "再",   "前",
					    "第",   "约",   "近",   "至少", "不少于", "增加", "减少", "还有",
					    "剩余", "超",   "选派", "新建", "评选",   "抽取", NULL};
	struct str text = block->text;
	struct quantity a, b;
	for (size_t at = 0; quantity_next(text, at, text.len, &a); at = a.end) {
		size_t size, stop = scan_until_near(text, a.end, SENTENCE_BYTES, "。；"), behind;
		if (!scan_in(scan_at(text, a.end, &size), "名个家所"))
			continue;
		behind = a.end + size;
		struct str after = thing_behind(text, behind);
		for (size_t i = a.end; quantity_next(text, i, stop, &b); i = b.end) {
			size_t measure, clause = scan_back(text, b.start, "，。；");
			if (scan_at(text, b.end, &measure) != scan_at(text, a.end, NULL) || a.value == b.value ||
			    clause != b.start)
				continue;
			struct str thing = thing_behind(text, b.end + measure);
			bool before = thing.len && scan_ends(text, a.start, check_words_of(check, thing)),
			     same = thing.len && (before || str_equal(thing, after));
			bool picked = str_ends_any(scan_slice(text, 0, a.start), picks) && !before;
			size_t next = scan_until(text, b.end, "，。；");
			if (same && !picked && (b.value > a.value || is_all(text, b.end, next)))
				check_report(
					check, DIAG_CHECK_TWO_NUMBERS, block, b.start,
					check_words_of(check, scan_slice(text, b.start, b.end + measure + thing.len)),
					check_words_of(check, scan_slice(text, a.start, a.end + size)));
		}
	}
}

/* ---- 会议3月20日召开，请于3月22日前报名 */

static bool day_near(struct str text, size_t from, size_t stop, struct day *day)
{
	return day_next(text, from, stop, day) && day->day;
}

static void check_registering(struct check *check, const struct check_block *block)
{
	static const char *const held[] = {"召开", "举行", "举办", "开幕", "开班", "开赛", NULL},
				 *const due[] = {"前报名",     "前报送参会", "前将参会", "前将报名",
						 "前将回执",   "前反馈参会", "前报参会", "前回复是否参",
						 "前报送报名", "前将名单报", NULL};
	struct str text = block->text;
	struct day event = {0}, day;
	for (size_t at = 0; day_near(text, at, text.len, &day); at = day.end) {
		struct str behind = str_from(text, day.end);
		if (day.end < text.len && str_starts_any(behind, held) && !event.day)
			event = day;
		else if (event.day && day.end < text.len && str_starts_any(behind, due) &&
			 day_number(&day, event.year ? event.year : 2000) > day_number(&event, 2000))
			check_report(check, DIAG_CHECK_DAY_ORDER, block, day.start,
				     check_words_of(check, scan_slice(text, day.start, day.end)),
				     check_words_of(check, scan_slice(text, event.start, event.end)));
	}
}

/* ---- 自2026年3月1日起至2026年2月28日止; 为期五天，从3月10日至3月12日 */

static void check_from_to(struct check *check, const struct check_block *block, int year)
{
	struct str text = block->text;
	struct day first, last;
	for (size_t at = 0; day_near(text, at, text.len, &first); at = first.end) {
		size_t from = first.end + (scan_is(text, first.end, "起") ? strlen("起") : 0), number, end;
		if (!scan_is(text, from, "至") || !day_at(text, from + strlen("至"), &last) || !last.day)
			continue;
		last.year = last.year ? last.year : first.year;
		long days = day_number(&last, year) - day_number(&first, year) + 1;
		if (from > first.end && days < 1 && first.year)
			check_report(check, DIAG_CHECK_BACKWARDS, block, first.start,
				     check_words_of(check, scan_slice(text, first.start, last.end)));
		size_t sentence = scan_back(text, first.start, "。；"),
		       term = scan_find(scan_slice(text, 0, first.start), sentence, "为期");
		number = term == (size_t)-1 ? 0 : term + strlen("为期");
		int named = number ? scan_numeral(text, number, &end) : 0;
		if (named > 0 && scan_is(text, end, "天") && days > 0 && named != days && named != days - 1)
			check_report(check, DIAG_CHECK_SPAN, block, number,
				     check_words_of(check, scan_slice(text, number, end + strlen("天"))),
				     check_number(check, days));
	}
}

/* ---- 今年共安排资金90万元，具体如下, and a table whose column is 80 */

static void check_table_below(struct check *check, const struct check_text *text, size_t index)
{
	enum { MOST_CELLS = 400 };
	const struct check_block *block = &text->blocks[index];
	struct quantity q, whole = {0};
	size_t column = 0, end, rows = 0;
	long long sum = 0;
	if (index + 1 >= text->count || text->blocks[index + 1].kind != CHECK_CELL || !check_is_prose(block))
		return;
	for (size_t i = 0; quantity_next(block->text, i, block->text.len, &q); i = q.end)
		if (q.unit.len && !str_is(q.unit, "%") &&
		    check_holds_any(scan_slice(block->text, scan_back(block->text, q.start, "，。；"), q.start),
				    STR("共|总|合计")))
			whole = q;
	const char *unit = whole.unit.len ? check_words_of(check, whole.unit) : NULL;
	for (size_t i = index + 1;
	     unit && i < text->count && i < index + MOST_CELLS && text->blocks[i].kind == CHECK_CELL; i++) {
		const struct check_block *cell = &text->blocks[i];
		if (!rows && !sum && scan_find(cell->text, 0, unit) != (size_t)-1 &&
		    check_holds_any(cell->text, STR("（|("))) {
			column = cell->column;
			rows = 1;
			continue;
		}
		if (!cell->column && check_holds_any(cell->text, STR("合计|小计|总计|其中")))
			return;
		long long value = rows && cell->column == column ? quantity_number(cell->text, 0, &end) : -1;
		if (rows && cell->column == column && (value < 0 || end != cell->text.len))
			return;
		sum += value > 0 ? value : 0;
		rows += value > 0;
	}
	if (rows > 2 && sum != whole.value)
		check_report(check, DIAG_CHECK_PARTS, block, whole.start,
			     check_words_of(check, scan_slice(block->text, whole.start, whole.unit_end)),
			     figure_of(check, sum));
}

void check_rule_plainly(struct check *check, const struct check_text *text)
{
	int year = text->context.year ? (int)text->context.year : 2026;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		check_table_below(check, text, i);
		if (!check_is_prose(block))
			continue;
		check_part(check, block);
		check_often(check, block);
		check_sum(check, block);
		check_said_other(check, block);
		check_registering(check, block);
		check_from_to(check, block, year);
	}
}
