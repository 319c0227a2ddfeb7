/* Parts of a text that cannot both be right: what begins after it ends, who is there and is not, periods that are over, numbers of sessions and
 * letters, items that lack what their neighbours have. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { SENTENCE_BYTES = 300 }; /* longer ones are not looked at as a whole */

/* The sentence, or the part of one up to a semicolon, that the offset is in. */
static struct str sentence_at(struct str text, size_t at)
{
	struct str near = scan_near(text, at, SENTENCE_BYTES, SENTENCE_BYTES);
	return scan_around(near, (size_t)(text.data + at - near.data), "。；");
}

/* ---- 11月30日开工、9月1日前完工 */

/* The day right before the word in the sentence from `start` on. */
static bool day_before(struct str text, size_t start, size_t word, struct day *day)
{
	enum { NEAR_BYTES = 12 };
	bool found = false;
	struct day one;
	for (size_t at = start; day_next(text, at, word, &one); at = one.end)
		if (one.end <= word && word - one.end <= NEAR_BYTES) {
			*day = one;
			found = true;
		}
	return found;
}

static void check_begun(struct check *check, const struct check_block *block)
{
	static const char *const begins[] = { "开工", "动工", "启动" }, *const ends[] = { "完工", "竣工", "建成", "投入使用", "交付" };
	struct str text = block->text;
	struct day first, last;
	for (size_t k = 0; k < sizeof begins / sizeof *begins; k++)
		for (size_t at = 0; (at = check_find(block, at, begins[k])) != (size_t)-1; at += strlen(begins[k])) {
			struct str sentence = sentence_at(text, at);
			size_t start = (size_t)(sentence.data - text.data);
			for (size_t m = 0; m < sizeof ends / sizeof *ends; m++) {
				size_t end = scan_find(scan_slice(text, 0, start + sentence.len), at, ends[m]);
				if (end == (size_t)-1 || !day_before(text, start, at, &first) || !day_before(text, at, end, &last))
					continue;
				last.year = last.year ? last.year : first.year;
				if (!first.year == !last.year && day_number(&last, 2000) < day_number(&first, 2000))
					check_report(check, DIAG_CHECK_BACKWARDS, block, first.start, check_words_of(check, scan_slice(text, first.start, end + strlen(ends[m]))));
				break;
			}
		}
}

/* ---- （一）动员部署（2026年4月）, （三）总结评估（2026年3月） */

/* The day that begins a bracket in the head of a numbered paragraph. */
static bool stage_of(const struct check_block *block, struct day *day)
{
	enum { HEAD_BYTES = 60 };
	size_t open = scan_until(block->text, block->number_len, "（。；：");
	return block->number && open < HEAD_BYTES && scan_is(block->text, open, "（") && day_at(block->text, open + strlen("（"), day);
}

static void check_stage_days(struct check *check, const struct check_text *text)
{
	struct day before = { 0 }, day;
	const struct check_block *last = NULL;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (!stage_of(block, &day)) {
			last = block->number ? NULL : last;
			continue;
		}
		day.year = day.year ? day.year : before.year;
		bool row = last && last->number == block->number && block->ordinal == last->ordinal + 1 && !before.year == !day.year;
		if (row && day_number(&day, 2000) < day_number(&before, 2000)) {
			check_report(check, DIAG_CHECK_BACKWARDS, block, day.start, check_words_of(check, scan_slice(block->text, day.start, day.end)));
			check_report(check, DIAG_CHECK_BACKWARDS, last, before.start, check_words_of(check, scan_slice(last->text, before.start, before.end)));
		}
		before = day;
		last = block;
	}
}

/* ---- 出席：甲、乙; 请假：乙 */

/* The names behind a label of the record. */
static struct str names_of(const struct check_text *text, const char *const *labels, const struct check_block **block)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str line = text->blocks[i].text;
		size_t label = str_starts_any(line, labels);
		if (label) {
			*block = &text->blocks[i];
			return scan_slice(line, label, line.len);
		}
	}
	return (struct str){ "", 0 };
}

static void check_present(struct check *check, const struct check_text *text)
{
	static const char *const here[] = { "出席：", "参会：", "出席人员：", "参会人员：", "出席会议：", NULL }, *const away[] = { "请假：", "缺席：", "请假人员：", "缺席人员：", "因事请假：", NULL };
	const struct check_block *present = NULL, *absent = NULL;
	struct str first = names_of(text, here, &present), second = names_of(text, away, &absent);
	for (size_t at = 0, end; present && absent && at < second.len; at = end) {
		end = scan_until(second, at, "、，；。 \u3000（");
		struct str name = str_trim(scan_slice(second, at, end));
		if (utf8_count(name.data, name.len) >= 2 && utf8_count(name.data, name.len) <= 4 && memmem(first.data, first.len, name.data, name.len) &&
		    check_listed_at(&check->tables->surnames, name, 0))
			check_report(check, DIAG_CHECK_PRESENT, absent, 0, check_words_of(check, name));
		if (scan_is(second, end, "（"))
			end = scan_until(second, end, "）");
		size_t size = 0;
		scan_at(second, end, &size);
		end += size ? size : 1;
	}
}

/* ---- 责任单位 in all items but one */

static void check_fields(struct check *check, const struct check_text *text)
{
	static const char *const labels[] = { "责任单位：", "责任部门：", "牵头单位：", "责任人：", "完成时限：", "责任科室：", "承办单位：" };
	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
		for (size_t i = 0, end; i < text->count; i = end) {
			size_t with = 0, without = 0, lacking = i;
			for (end = i; end < text->count && text->blocks[end].number && text->blocks[end].number == text->blocks[i].number &&
				      text->blocks[end].ordinal == text->blocks[i].ordinal + (int)(end - i);
			     end++) {
				bool has = check_find(&text->blocks[end], 0, labels[k]) != (size_t)-1;
				with += has;
				without += !has;
				lacking = has ? lacking : end;
			}
			end = end > i ? end : i + 1;
			if (with >= 3 && without == 1)
				check_report(check, DIAG_CHECK_FIELD, &text->blocks[lacking], 0, check_words_of(check, scan_slice(str_of(labels[k]), 0, strlen(labels[k]) - strlen("："))));
		}
}

/* ---- 第62次 in the title, 第61次 in the text; 第47号, 第74号 */

static int counted_in(struct str text, const char *measure, size_t *start, size_t *end)
{
	for (size_t at = 0; (at = scan_find(text, at, "第")) != (size_t)-1; at += strlen("第")) {
		int number = scan_numeral(text, at + strlen("第"), end);
		if (number > 0 && *end > at + strlen("第") && scan_is(text, *end, measure)) {
			*start = at;
			*end += strlen(measure);
			return number;
		}
	}
	return -1;
}

/* The number of the title against that of the first sentence. */
static void check_counted(struct check *check, const struct check_text *text, const struct check_block *title)
{
	enum { FIRST_BLOCKS = 5 };
	static const char *const measures[] = { "次常务会议", "次会议", "次办公会", "次党组会", "次全体会议", "号建议", "号提案", "号" };
	size_t start, end, other;
	if (!check_genre_is(text->genre, GENRE_MINUTES) && !check_genre_named(text->genre, "答复"))
		return;
	for (size_t k = 0; k < sizeof measures / sizeof *measures; k++) {
		int number = counted_in(title->text, measures[k], &start, &end);
		if (number < 0)
			continue;
		const char *in_text = str_starts(str_of(measures[k]), "号") ? "号" : measures[k];
		for (const struct check_block *b = title + 1; b < text->blocks + text->count && b <= title + FIRST_BLOCKS; b++) {
			int named = counted_in(b->text, in_text, &start, &other);
			if (named > 0 && named != number && !scan_in(scan_before(b->text, start, NULL), "〕"))
				check_report(check, DIAG_CHECK_OTHER_NUMBER, b, start, check_words_of(check, scan_slice(b->text, start, other)), check_number(check, number));
			if (named > 0)
				return;
		}
		return;
	}
}

/* ---- 通过…，使…: a sentence without a subject */

static void check_subject(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0, end; at < text.len; at = end + strlen("。")) {
		end = scan_until(text, at, "。！？");
		size_t start = at == 0 ? block->number_len : at, comma = scan_until(text, start, "，"), size;
		bool lead = scan_is(text, start, "通过") || scan_is(text, start, "经过");
		scan_at(text, comma, &size);
		if (lead && comma < end && scan_is(text, comma + size, "使") && !scan_in(scan_at(text, comma + size + strlen("使"), NULL), "用命馆者节"))
			check_report(check, DIAG_CHECK_SUBJECT, block, start, check_words_of(check, scan_slice(text, start, start + strlen("通过"))));
	}
}

/* ---- 未经审查可以先行公开 */

static void check_without(struct check *check, const struct check_block *block)
{
	static const char *const rights[] = { "可以", "可先", "方可", "应当先" };
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "未经")) != (size_t)-1; at += strlen("未经")) {
		size_t stop = scan_until_near(text, at, SENTENCE_BYTES, "，。；：）");
		for (size_t k = 0; k < sizeof rights / sizeof *rights; k++) {
			size_t right = scan_find(scan_slice(text, 0, stop), at, rights[k]);
			if (right != (size_t)-1)
				check_report(check, DIAG_CHECK_CONTRADICTION, block, at, check_words_of(check, scan_slice(text, at, right)), rights[k]);
		}
	}
}

/* ---- two statements of contradictions.csv in one text */

static void check_contradictions(struct check *check, const struct check_text *text)
{
	for (size_t k = 0; k < check->tables->contradictions.count; k++) {
		const struct check_formula *pair = &check->tables->contradictions.items[k];
		bool said = false;
		for (size_t i = 0; i < text->count && !said; i++)
			said = check_block_holds(&text->blocks[i], pair->words);
		for (size_t i = 0; said && i < text->count; i++)
			for (struct str rest = pair->kinds; rest.data && rest.len;) {
				struct str word = str_trim(str_cut(&rest, "|"));
				size_t at = check_find_view(&text->blocks[i], 0, word);
				if (at != (size_t)-1)
					check_report(check, DIAG_CHECK_CONTRADICTION, &text->blocks[i], at, check_words_of(check, word),
						     check_words_of(check, str_cut(&(struct str){ pair->words.data, pair->words.len }, "|")));
			}
	}
}

/* ---- campaigns and their years: periods.csv */

/* The number that the text gives to the plan's year in the campaign (第二年, 最后一年), as the year that this would be; 0: none. */
static int year_meant(struct str text, size_t at, const struct check_period *period)
{
	size_t end, from = at + (scan_is(text, at, "”") ? strlen("”") : 0);
	static const char *const links[] = { "的", "进入", "是", "行动的", NULL };
	from += from < text.len ? str_starts_any(str_from(text, from), links) : 0;
	int number = scan_is(text, from, "第") ? scan_numeral(text, from + strlen("第"), &end) : -1;
	if (number > 0 && scan_is(text, end, "年"))
		return period->first + number - 1;
	if (scan_is(text, from, "收官之年") || scan_is(text, from, "最后一年") || scan_is(text, from, "收官年"))
		return period->last;
	return scan_is(text, from, "开局之年") || scan_is(text, from, "启动之年") ? period->first : 0;
}

static void check_periods(struct check *check, const struct check_text *text)
{
	int year = (int)text->context.year;
	for (size_t i = 0; year && i < text->count; i++)
		for (size_t k = 0; k < check->tables->period_count; k++) {
			const struct check_period *period = &check->tables->periods[k];
			struct str words = text->blocks[i].text;
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, period->name)) != (size_t)-1;
			     at += strlen(period->name)) {
				size_t end = at + strlen(period->name);
				struct str sentence = sentence_at(words, at);
				int meant = year_meant(words, end, period);
				bool back = check_holds_any(sentence, STR("总结|巩固|成果|成效|以来|曾|此前|完成了|收官后|期间|去年|上年|已|评估|《")) || check_genre_is(text->genre, GENRE_BACK);
				if ((meant && meant != year) || (!meant && !back && year > period->last && check_genre_is(text->genre, GENRE_PLANS | GENRE_LETTER)))
					check_report(check, DIAG_CHECK_PLAN_PERIOD, &text->blocks[i], at, period->name, check_number(check, period->first), check_number(check, period->last));
			}
		}
}

/* ---- 2025年工作打算 in a summary of 2025 */

static void check_next_year(struct check *check, const struct check_text *text, const struct check_block *title)
{
	static const char *const plans[] = { "工作打算", "工作安排", "工作计划", "工作思路", "重点工作打算", "重点工作安排", "工作重点", "工作举措", NULL };
	size_t end, at = scan_until(title->text, 0, "0123456789");
	int own = scan_numeral(title->text, at, &end);
	if (!check_genre_named(text->genre, "总结") || own < 1949 || end - at != 4 || str_find(title->text, "半年") != (size_t)-1 || str_find(title->text, "季度") != (size_t)-1)
		return;
	for (const struct check_block *b = title + 1; b < text->blocks + text->count; b++) {
		size_t from = b->number_len, stop;
		int year = b->number ? scan_numeral(b->text, from, &stop) : -1;
		size_t behind = year == own && scan_is(b->text, stop, "年") ? stop + strlen("年") : 0;
		behind += behind && scan_is(b->text, behind, "度") ? strlen("度") : 0;
		if (behind && behind < b->text.len && str_starts_any(str_from(b->text, behind), plans))
			check_report(check, DIAG_CHECK_STALE_YEAR, b, from, check_number(check, own), check_number(check, own + 1));
	}
}

void check_rule_sense(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (!check_is_prose(block))
			continue;
		check_begun(check, block);
		check_subject(check, block);
		check_without(check, block);
	}
	check_stage_days(check, text);
	check_present(check, text);
	if (!text->composed)
		check_fields(check, text);
	check_contradictions(check, text);
	check_periods(check, text);
	if (title && !text->composed) {
		check_counted(check, text, title);
		check_next_year(check, text, title);
	}
}
