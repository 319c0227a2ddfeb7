/* Words that do not stand together in a sentence, or not without each other (content/words/frames.csv); limits of a row of cases that do not meet;
 * what is left out in one place and listed in another; short forms that were never explained. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/rules.h"

enum { SENTENCE_BYTES = 500 /* longer ones are looked at in part */ };

/* ---- frames.csv */

/* Where one of the words, parted by |, ends that stands first in the text, of those that begin there the longest; 0: none does. *start (may be NULL):
 * where it begins. */
static size_t first_of(struct str text, struct str words, size_t *start)
{
	size_t best = (size_t)-1, end = 0;
	while (words.data && words.len) {
		struct str word = str_trim(str_cut(&words, "|"));
		size_t at = word.len ? scan_find_view(text, 0, word) : (size_t)-1;
		if (at != (size_t)-1 && (at < best || (at == best && at + word.len > end))) {
			best = at;
			end = at + word.len;
		}
	}
	if (start)
		*start = best;
	return best == (size_t)-1 ? 0 : end;
}

/* Whether a verb begins its clause here, behind nothing but words like 不断. */
static bool begins_clause(struct str text, size_t at)
{
	static const char *const adverbs[] = { "不断", "进一步", "切实", "着力", "持续", "有效", "全面", "地", "大力", "更好", "将", "要", "以", "来", "已", "努力", "必须", "应当", "可以", "能够", "逐步", "稳步", "显著", "继续", "坚持", "如期", "按期", "圆满", "全部", "和", "并", "也", NULL };
	return !utf8_is_han(scan_before(text, at, NULL)) || str_ends_any(scan_slice(text, 0, at), adverbs) > 0;
}

static const char clause_ends[] = "，。；：！？（）";

/* The end of what the frame forbids at the offset; 0: nothing is wrong. */
static size_t breach(const struct check_frame *frame, struct str text, size_t at)
{
	size_t from = at + frame->first.len, found, start, clause, sentence;
	struct str near = scan_near(text, at, 0, SENTENCE_BYTES);
	switch (frame->mode) {
	case FRAME_NEAR:
	case FRAME_SENTENCE:
		clause = at + scan_until(near, 0, frame->mode == FRAME_NEAR ? clause_ends : "。！？；");
		found = first_of(scan_slice(text, from, clause), frame->second, &start);
		return found && (!frame->gap || utf8_count(text.data + from, start) <= frame->gap) ? from + found : 0;
	case FRAME_END: {
		clause = at + scan_until(near, 0, clause_ends);
		struct str whole = scan_slice(text, from, from < clause ? from + scan_until(scan_slice(text, from, clause), 0, "、") : from);
		found = check_ends_any(whole, frame->second);
		return found && begins_clause(text, at) && utf8_count(whole.data, whole.len - found) <= frame->gap ? from + whole.len : 0;
	}
	case FRAME_LAST:
		clause = from < at + near.len ? at + scan_until(near, frame->first.len, "，。；！？") : from;
		return scan_in(scan_at(text, clause, NULL), "。；") && check_ends_any(scan_slice(text, from, clause), frame->second) ? clause : 0;
	case FRAME_LACKS:
		sentence = at + scan_until(near, 0, "。！？");
		return sentence < text.len && sentence < at + near.len && !first_of(scan_slice(text, from, sentence), frame->second, NULL) ? from : 0;
	case FRAME_ALONE:
		return from;
	}
	return 0;
}

static bool is_for(const struct check_frame *frame, const struct check_text *text)
{
	return !frame->genres.len || (text->genre && check_lists(frame->genres, str_of(text->genre->name)));
}

/* Whether one of the frame's exceptions stands in the sentence, beside the frame's own words. */
static bool is_excepted(const struct check_frame *frame, struct str text, size_t at)
{
	struct str near = scan_near(text, at, SENTENCE_BYTES, SENTENCE_BYTES);
	return frame->except.len && check_holds_any(scan_around(near, (size_t)(text.data + at - near.data), "。！？"), frame->except);
}

static void check_frames(struct check *check, const struct check_text *text, const struct check_block *block)
{
	enum { MOST_BYTES = 90 };
	size_t size;
	for (size_t at = block->number_len; scan_at(block->text, at, &size); at += size)
		for (const struct check_frame *f = check->tables->frames[check_chain_of(block->text, at)]; f; f = f->next) {
			if (!scan_stands(block->text, at, f->first) || !is_for(f, text))
				continue;
			size_t end = breach(f, block->text, at);
			if (!end || is_excepted(f, block->text, at))
				continue;
			struct str said = scan_slice(block->text, at, end < at + MOST_BYTES ? end : at + f->first.len);
			if (check_report(check, DIAG_CHECK_FRAME, block, at, check_words_of(check, said), f->note))
				break;
		}
}

/* ---- 1天以上、3天以内; 5天以上: cases that do not meet */

struct limit {
	int value;
	struct str unit, words;
	size_t at;
};

/* A number with its unit (天, 万元) and one of the words behind or before it. */
static bool limit_in(const struct check_block *block, const char *const *behind, const char *const *before, struct limit *limit)
{
	static const char *const units[] = { "个工作日", "天", "日", "万元", "元", "人", "分钟", "小时", "个月", "年", "亩", "次", "周岁", "岁", "分", "公里", "米", "平方米", "%", NULL };
	struct str text = block->text;
	for (size_t at = block->number_len, size; scan_at(text, at, &size); at += size) {
		size_t end;
		int value = scan_numeral(text, at, &end);
		if (value <= 0 || scan_in(scan_before(text, at, NULL), "0123456789.一二三四五六七八九十百千万第"))
			continue;
		size_t unit = end < text.len ? str_starts_any(str_from(text, end), units) : 0;
		if (!unit)
			continue;
		size_t tail = end + unit < text.len ? str_starts_any(str_from(text, end + unit), behind) : 0;
		size_t head = str_ends_any(scan_slice(text, 0, at), before);
		if (!tail && !head)
			continue;
		*limit = (struct limit){ value, scan_slice(text, end, end + unit), scan_slice(text, at - head, end + unit + tail), at - head };
		return true;
	}
	return false;
}

static bool upper_of(const struct check_block *block, struct limit *limit)
{
	static const char *const behind[] = { "以内", "以下", "之内", "及以下", "（含）以内", "（含）以下", "（不含）以下", NULL }, *const before[] = { "不超过", "不足", "不满", "不到", "未满", NULL };
	return limit_in(block, behind, before, limit);
}

static bool lower_of(const struct check_block *block, struct limit *limit)
{
	static const char *const behind[] = { "以上", "及以上", "（含）以上", "（不含）以上", NULL }, *const before[] = { "超过", "满", "达到", NULL };
	static const char *const not_before[] = { "不超过", "不满", "未满", NULL };
	return limit_in(block, behind, before, limit) && !str_starts_any(limit->words, not_before) && !str_ends_any(scan_slice(block->text, 0, limit->at), (const char *const[]){ "不", "未", NULL });
}

static void check_limits(struct check *check, const struct check_text *text)
{
	struct limit upper, lower;
	for (size_t i = 1; i < text->count; i++) {
		const struct check_block *a = &text->blocks[i - 1], *b = &text->blocks[i];
		if (!b->number || a->number != b->number || b->ordinal != a->ordinal + 1 || !upper_of(a, &upper) || !lower_of(b, &lower))
			continue;
		bool first = a->ordinal == 1, chained = lower_of(a, &(struct limit){ 0 });
		if ((!first && !chained) || !str_equal(upper.unit, lower.unit) || upper.value == lower.value || upper.value + 1 == lower.value)
			continue;
		check_report(check, DIAG_CHECK_LIMITS, a, upper.at, check_words_of(check, upper.words), check_words_of(check, lower.words));
		check_report(check, DIAG_CHECK_LIMITS, b, lower.at, check_words_of(check, upper.words), check_words_of(check, lower.words));
	}
}

/* ---- 甲、乙不在共享之列, and 提供甲、丙 in another paragraph */

/* Reports where another block has the word as a member of a list. */
static void check_listed(struct check *check, const struct check_text *text, const struct check_block *besides, struct str word)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		size_t at = &text->blocks[i] != besides && check_is_prose(&text->blocks[i])
				    ? check_find_view(&text->blocks[i], 0, word)
				    : (size_t)-1;
		bool list = at != (size_t)-1 && scan_in(scan_before(words, at, NULL), "、") && scan_in(scan_at(words, at + word.len, NULL), "、和及以等");
		if (list && str_find(scan_around(words, at, "。；"), "不") == (size_t)-1)
			check_report(check, DIAG_CHECK_CONTRADICTION, &text->blocks[i], at, check_words_of(check, word),
				     check_words_of(check, scan_slice(besides->text, besides->number_len, scan_until(besides->text, besides->number_len, "，。；"))));
	}
}

static void check_left_out(struct check *check, const struct check_text *text, const struct check_block *block)
{
	static const char *const phrases[] = { "不在", "不属于", "不列入", "不纳入", "不包括", "不予提供", "不予公开" };
	enum { LEAST = 3, MOST = 12, LEAD_BYTES = 150 };
	for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
		size_t mark = check_find(block, 0, phrases[k]);
		if (mark == (size_t)-1 || (str_is(str_of(phrases[k]), "不在") && !check_holds_any(scan_near(block->text, mark, 0, LEAD_BYTES / 3), STR("之列|范围"))))
			continue;
		size_t start = scan_back(block->text, mark, "。；：");
		start = start < block->number_len ? block->number_len : start;
		size_t stop = scan_until(block->text, start, "属等为是均，不");
		for (size_t at = start, end; mark - start <= LEAD_BYTES && at < stop; at = end + strlen("、")) {
			end = scan_until(block->text, at, "、和及与");
			end = end < stop ? end : stop;
			struct str word = scan_slice(block->text, at, end);
			size_t count = utf8_count(word.data, word.len);
			if (count >= LEAST && count <= MOST)
				check_listed(check, text, block, word);
		}
	}
}

/* ---- 以下简称《方案》, and 《实施计划》 */

/* Whether the characters of the short title stand in the long one, in their order. */
static bool is_short_for(struct str word, struct str title)
{
	size_t from = 0, size;
	for (size_t at = 0; scan_at(word, at, &size); at += size) {
		from = scan_find_view(title, from, scan_slice(word, at, at + size));
		if (from == (size_t)-1)
			return false;
		from += size;
	}
	return true;
}

/* The next title in 《》 from *at on; *at goes behind it. */
static bool next_title(struct str text, size_t *at, struct str *title)
{
	size_t open = scan_find(text, *at, "《"), close = open == (size_t)-1 ? open : scan_find(text, open, "》");
	if (close == (size_t)-1)
		return false;
	*title = scan_slice(text, open + strlen("《"), close);
	*at = close + strlen("》");
	return true;
}

/* Whether a title of the text, or one that it explains, is meant. */
static bool is_known_title(const struct check_text *text, struct str word)
{
	struct str other;
	for (size_t i = 0; i < text->count; i++)
		for (size_t at = 0; next_title(text->blocks[i].text, &at, &other);)
			if ((other.len > word.len && is_short_for(word, other)) ||
			    (str_equal(other, word) && check_holds_any(scan_near(text->blocks[i].text, at - strlen("《》") - word.len, 15, 0), STR("简称"))))
				return true;
	const struct check_block *title = check_title(text);
	return title && is_short_for(word, title->text);
}

static void check_short_forms(struct check *check, const struct check_text *text)
{
	static const char *const kinds[] = { "方案", "计划", "办法", "意见", "通知", "规划", "细则", "规定", "协议", "合同", "条例", "预案", "指引", "清单", NULL };
	enum { MOST_CHARS = 5 };
	struct str explained = { "", 0 }, word;
	for (size_t i = 0; i < text->count; i++)
		for (size_t at = 0, from = 0; (at = check_find(&text->blocks[i], at, "简称《")) != (size_t)-1;
		     at = from) {
			from = at;
			if (!next_title(text->blocks[i].text, &from, &explained))
				break;
		}
	for (size_t i = 0; explained.len && i < text->count; i++)
		for (size_t at = 0; next_title(text->blocks[i].text, &at, &word);) {
			size_t count = utf8_count(word.data, word.len);
			if (count >= 2 && count <= MOST_CHARS && str_ends_any(word, kinds) && !str_equal(word, explained) && !is_known_title(text, word))
				check_report(check, DIAG_CHECK_SHORT_FORM, &text->blocks[i], at - strlen("》") - word.len, check_words_of(check, word), check_words_of(check, explained));
		}
}

void check_rule_frames(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (!check_is_prose(block))
			continue;
		check_frames(check, text, block);
		if (!text->composed)
			check_left_out(check, text, block);
	}
	if (text->composed)
		return;
	check_limits(check, text);
	check_short_forms(check, text);
}
