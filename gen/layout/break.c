#include "layout/break.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"

struct breaker {
	struct arena *arena;
	struct diag_list *diags;
	UBreakIterator *lines;
	UBreakIterator *words; /* NULL until a title needs it */
};

static void close_iterator(void *iterator)
{
	ubrk_close(iterator);
}

static UBreakIterator *keep(struct arena *arena, UBreakIterator *iterator, UErrorCode status, struct diag_list *diags)
{
	if (U_FAILURE(status)) {
		diag_add(diags, DIAG_ICU_FAILED, NO_PLACE, u_errorName(status));
		return NULL;
	}
	arena_on_free(arena, close_iterator, iterator);
	return iterator;
}

const struct UBreakIterator *break_open_shared(struct arena *arena, const char *locale, struct diag_list *diags)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
	return keep(arena, iterator, status, diags);
}

struct breaker *breaker_new(struct arena *arena, const struct UBreakIterator *shared, const char *locale,
			    struct diag_list *diags)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *lines = shared ? ubrk_clone(shared, &status) : ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
	struct breaker *breaker = ARENA_NEW(arena, struct breaker);
	*breaker = (struct breaker){ arena, diags, keep(arena, lines, status, diags), NULL };
	return breaker->lines ? breaker : NULL;
}

/* Whether it is one of the marks of the set. */
static bool is_one_of(uint32_t cp, const uint32_t *set)
{
	for (; *set; set++)
		if (*set == cp)
			return true;
	return false;
}

bool break_mark_may_hang(uint32_t cp)
{
	static const uint32_t marks[] = U"、，。；：！？";
	return is_one_of(cp, marks);
}

bool break_mark_is_opener(uint32_t cp)
{
	static const uint32_t marks[] = U"“‘（《〈「『【〔〖［｛([{";
	return is_one_of(cp, marks);
}

bool break_mark_is_closer(uint32_t cp)
{
	static const uint32_t marks[] = U"”’）》〉」』】〕〗］｝)]}";
	return is_one_of(cp, marks);
}

/* CLREQ 3.1.4.4 and office practice: connectors too. */
static bool never_starts(uint32_t cp)
{
	static const uint32_t marks[] = U"、，。；：！？…—～·・／/%‰％℃!,.:;?";
	return !utf8_is_ideograph(cp) && (is_one_of(cp, marks) || break_is_closer(cp));
}

static bool never_ends(uint32_t cp)
{
	static const uint32_t marks[] = U"￥＄¥$€£￡";
	return !utf8_is_ideograph(cp) && (is_one_of(cp, marks) || break_is_opener(cp));
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Bytes of the unit that follows a number: the longest entry of the table at the start of `text`, or 0. */
static size_t unit_after_number(struct str text)
{
	static const char *const units[] = {
		"平方公里", "平方米", "立方米", "个百分点", "个月", "小时", "分钟", "公里", "千米", "公斤", "千克", "万元",
		"亿元", "万人", "万名", "万亩", "周年", "年度", "年级", "年", "月", "日", "时", "分", "秒", "天", "周", "岁", "元",
		"万", "亿", "个", "名", "人", "位", "次", "项", "条", "家", "户", "所", "亩", "米", "吨", "期", "届", "份", "件",
		"篇", "场", "级", "度", "倍", "组", "类", "章", "节", "号", "轮", "批", "支", "种", "张", "本", "课时", "学时",
		"字", "处", "套", "台", "座", "辆", "栋", "部", "间", "页", "起", "例", "段", "公顷", "毫米", "厘米",
	};
	enum { FIRST = sizeof "年" - 1 }; /* bytes of each unit's first character */
	size_t best = 0;
	if (text.len < FIRST)
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (memcmp(units[i], text.data, FIRST) == 0 && strlen(units[i]) > best && str_starts(text, units[i]))
			best = strlen(units[i]);
	return best;
}

static void glue(uint8_t *flags, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		flags[i] = (uint8_t)((flags[i] & ~(BREAK_ALLOWED | BREAK_WORD)) | BREAK_GLUED);
}

/* Whether nothing may come between two neighbours, not even stretched space. */
static bool is_unit(uint32_t before, uint32_t after)
{
	if ((before == 0x2014 || before == 0x2026) && before == after)
		return true;
	if (before == 0x3014 || after == 0x3015 || (before == 0x3015 && is_digit(after))) /* 〔2026〕1号 */
		return true;
	if (is_digit(before) && (after == '%' || after == 0x2030 || after == 0x2103 || after == 0xFF05))
		return true;
	return before < 0x2000 && after < 0x2000 && before != ' ' && after != ' ' &&
	       !utf8_is_cjk(before) && !utf8_is_cjk(after);
}

/* On top of ICU's rules: what a line never starts or ends with, what is never parted. */
static void apply_rules(uint8_t *flags, struct str text)
{
	uint32_t older = 0, before = 0, cp = 0;
	for (size_t i = 0, size; i < text.len; i += size, older = before, before = cp) {
		size = utf8_decode(text.data + i, text.len - i, &cp);
		if (!size)
			return;
		bool bare = utf8_is_ideograph(before) && utf8_is_ideograph(cp); /* nearly all text: no rule speaks of it */
		if (i == 0 || bare || flags[i] & BREAK_FORCED)
			continue;
		if (never_starts(cp) || never_ends(before))
			flags[i] &= (uint8_t)~(BREAK_ALLOWED | BREAK_WORD);
		bool range = is_digit(older) && (before == 0x2014 || before == '-' || before == 0xFF5E); /* 2026—2028 */
		if ((before == 0x3015 || range) && is_digit(cp))
			flags[i] &= (uint8_t)~(BREAK_ALLOWED | BREAK_WORD);
		if (is_unit(before, cp))
			flags[i] = (uint8_t)((flags[i] & BREAK_ALLOWED) | BREAK_GLUED);
		if ((before == cp && (cp == 0x2014 || cp == 0x2026)) || before == 0x3014 || cp == 0x3015)
			glue(flags, i, i + 1);
		if (is_digit(before) && cp >= 0x2E80)
			glue(flags, i, i + unit_after_number(str_from(text, i)));
	}
}

/* Sets the flag where the iterator stops in the text; `origin`: where each of its bytes stands in what the flags are of, NULL: at its own place. */
static void find(UBreakIterator *iterator, struct str text, const uint32_t *origin, uint8_t *flags, uint8_t flag)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	utext_openUTF8(&utext, text.data ? text.data : "", (int64_t)text.len, &status);
	if (U_FAILURE(status))
		return;
	ubrk_setUText(iterator, &utext, &status);
	if (U_SUCCESS(status))
		for (int32_t at = ubrk_first(iterator); (at = ubrk_next(iterator)) != UBRK_DONE;)
			if ((size_t)at < text.len)
				flags[origin ? origin[at] : (uint32_t)at] |= flag;
	utext_close(&utext);
}

/* Between ideographs a line may always break, and all of them are alike to what stands beside them (UAX 14: class ID, rule LB31; wide, so that the rules that
 * ask for the width of neighbours tell none from another). ICU, which takes 400 instructions a character, sees one of each row. */
static void find_lines(struct breaker *breaker, struct arena *arena, struct str text, uint8_t *flags)
{
	char *seen = arena_alloc(arena, text.len + 1);
	uint32_t *origin = ARENA_ARRAY(arena, uint32_t, text.len + 1), cp = 0;
	size_t len = 0;
	bool beside = false; /* an ideograph stands before */
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &cp);
		size = size ? size : 1;
		bool ideograph = size > 1 && utf8_is_ideograph(cp);
		if (ideograph && beside) {
			flags[at] |= BREAK_ALLOWED;
			continue;
		}
		beside = ideograph;
		origin[len] = (uint32_t)at;
		memcpy(seen + len, text.data + at, size);
		len += size;
	}
	find(breaker->lines, (struct str){ seen, len }, origin, flags, BREAK_ALLOWED);
}

/* Words of official titles that the dictionary parts: no word starts inside them. */
static void join_office_words(uint8_t *flags, struct str text)
{
	static const char *const words[] = {
		"结对帮扶", "党风廉政", "反腐败", "党建", "要点", "工作计划", "计划要点", "常委会", "市场监管", "意识形态", "纪检监察", "政法宣传",
		"思想政治", "责任制", "乡村振兴", "主题教育", "组织生活会", "民主评议", "主体责任", "精神文明", "党支部", "办公室",
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		for (size_t at = 0; at + len <= text.len; at++)
			if (memcmp(text.data + at, words[i], len) == 0)
				for (size_t k = at + 1; k < at + len; k++)
					flags[k] &= (uint8_t)~BREAK_WORD;
	}
}

static void find_words(struct breaker *breaker, struct str text, uint8_t *flags)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!breaker->words)
		breaker->words = keep(breaker->arena, ubrk_open(UBRK_WORD, "zh", NULL, 0, &status), status,
				      breaker->diags);
	if (breaker->words)
		find(breaker->words, text, NULL, flags, BREAK_WORD);
}

const uint8_t *breaker_find(struct breaker *breaker, struct arena *arena, struct str text, bool words)
{
	uint8_t *flags = ARENA_ARRAY(arena, uint8_t, text.len + 1);
	flags[text.len] = BREAK_ALLOWED;
	find_lines(breaker, arena, text, flags);
	if (words) {
		find_words(breaker, text, flags);
		join_office_words(flags, text);
	}
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == '\n')
			flags[i + 1] |= BREAK_FORCED;
	apply_rules(flags, text);
	return flags;
}

const char break_office_not_first[] = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｜｝～￠";
const char break_office_not_last[] = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥";

/* Whether the character at the start of `text` stands in the list. */
static bool is_listed(const char *list, struct str text, size_t size)
{
	for (const char *at = list; (at = strchr(at, *text.data)); at++)
		if (memcmp(at, text.data, size) == 0)
			return true;
	return false;
}

static bool is_wide(uint32_t cp)
{
	return utf8_is_cjk(cp) || is_one_of(cp, U"“”‘’—…·");
}

const uint8_t *breaker_find_office(struct breaker *breaker, struct arena *arena, struct str text)
{
	uint8_t *flags = ARENA_ARRAY(arena, uint8_t, text.len + 1);
	uint32_t before = 0, cp = 0;
	flags[text.len] = BREAK_ALLOWED;
	find_lines(breaker, arena, text, flags);
	for (size_t i = 0, size, last = 0; i < text.len; last = size, i += size, before = cp) {
		size = utf8_decode(text.data + i, text.len - i, &cp);
		if (!size)
			break;
		bool forbidden = i && (is_listed(break_office_not_first, str_from(text, i), size) || is_listed(break_office_not_last, str_from(text, i - last), last));
		if (forbidden)
			flags[i] = 0;
		else if (i && (is_wide(before) || is_wide(cp)) && cp != ' ')
			flags[i] = BREAK_ALLOWED;
		if (i && before == '\n')
			flags[i] |= BREAK_FORCED;
	}
	return flags;
}
