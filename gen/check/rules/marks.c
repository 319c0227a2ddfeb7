/* Marks that stand where another one or none does, numbers of chapters and articles, words of another kind of organisation. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

/* ---- 第一章, 第一条 */

static void check_articles(struct check *check, const struct check_text *text, const char *measure)
{
	const struct check_block *before = NULL;
	int expected = 1;
	size_t before_end = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t end, size;
		int number = scan_is(block->text, 0, "第") ? scan_numeral(block->text, strlen("第"), &end) : -1;
		if (number < 1 || end == strlen("第") || !scan_is(block->text, end, measure))
			continue;
		end += strlen(measure);
		if (end < block->text.len && !scan_is_blank(scan_at(block->text, end, &size)))
			continue;
		if (number != expected && before)
			check_report(check, DIAG_CHECK_ARTICLE, block, 0, check_words_of(check, scan_slice(block->text, 0, end)),
				     check_words_of(check, scan_slice(before->text, 0, before_end)));
		expected = number + 1;
		before = block;
		before_end = end;
	}
}

void check_rule_articles(struct check *check, const struct check_text *text)
{
	check_articles(check, text, "条");
	check_articles(check, text, "章");
}

/* ---- words of another kind of organisation */

/* The kinds, by the end of the name that a title begins with. */
static const char *const kinds[] = { "公司", "医院", "学校", "中学", "小学", "图书馆", "街道", "镇", "乡", "局", "政协", "人大常委会", "支部", NULL };

static const struct foreign_word {
	const char *word, *kinds; /* those that have none of it */
} foreign_words[] = {
	{ "各股室", "公司|医院|学校|中学|小学" }, { "各车间", "医院|学校|中学|小学|局|图书馆|街道" }, { "各班组", "医院|局" },
	{ "全局公务员", "公司|医院|学校|中学|小学|图书馆" }, { "全局干部", "公司|医院|学校|中学|小学" }, { "全校", "公司|医院|局|图书馆|街道|镇|乡" },
	{ "全院", "公司|学校|中学|小学|局|图书馆|街道|镇|乡" }, { "校党委", "局|公司|医院|街道|镇|乡" }, { "院党委", "局|公司|学校|中学|小学|街道|镇|乡" },
	{ "住院患者", "图书馆|公司|学校|中学|小学" }, { "生产线", "学校|中学|小学|医院|图书馆" }, { "镇党委每", "街道" }, { "镇党委要", "街道" },
	{ "村党总支", "局|公司|医院|学校" }, { "局党组", "学校|公司|医院|中学|小学|街道|镇|乡|政协|人大常委会" }, { "人大常委会党组", "政协" }, { "政协党组", "人大常委会" },
	{ "政协委员提出", "人大常委会" },
};

/* The kind of the name before 关于 or the year in the title, NULL when it is none of these. */
static const char *kind_of(const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	if (!title)
		return NULL;
	struct str name = scan_slice(title->text, 0, scan_until(title->text, 0, "0123456789《“"));
	size_t about = str_find(name, "关于");
	name.len = about != (size_t)-1 ? about : name.len;
	for (size_t i = 0; name.len && kinds[i]; i++)
		if (str_ends(name, kinds[i]))
			return kinds[i];
	return NULL;
}

static bool is_kind(const char *list, const char *kind)
{
	struct str rest = str_of(list);
	while (rest.data && rest.len)
		if (str_is(str_cut(&rest, "|"), kind))
			return true;
	return false;
}

void check_rule_foreign_kind(struct check *check, const struct check_text *text)
{
	const char *kind = text->composed ? NULL : kind_of(text);
	for (size_t k = 0; kind && k < sizeof foreign_words / sizeof *foreign_words; k++)
		for (size_t i = 0; is_kind(foreign_words[k].kinds, kind) && i < text->count; i++) {
			size_t at = scan_find(text->blocks[i].text, 0, foreign_words[k].word);
			if (at != (size_t)-1)
				check_report(check, DIAG_CHECK_FOREIGN_KIND, &text->blocks[i], at, foreign_words[k].word, kind);
		}
}

/* ---- marks */

static const struct bad_mark {
	const char *mark, *advice;
} bad_marks[] = {
	{ "。）", "句内括号里不用句号，句号移到括号外（4.1）" },
	{ "……等", "省略号与“等”只用一个（4.11）" },
	{ "等……", "省略号与“等”只用一个（4.11）" },
};

/* Whether a sentence that ends within the bracket begins there, so that the mark is its own. */
static bool is_own_sentence(struct str text, size_t at)
{
	size_t open = scan_back(text, at, "（）");
	uint32_t before = open > strlen("（") ? scan_before(text, open - strlen("（"), NULL) : 0;
	return !before || scan_in(before, "。！？");
}

/* （一）、 第一、 第一是 at the start of a block or a sentence. */
static void check_sequence(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	size_t end;
	int number = scan_is(text, 0, "（") ? scan_numeral(text, strlen("（"), &end) : -1;
	if (number > 0 && scan_is(text, end, "）、"))
		check_report(check, DIAG_CHECK_BAD_MARK, block, 0, check_words_of(check, scan_slice(text, 0, end + strlen("）、"))),
			     "带括号的序次语后不加标点（4.5）");
	for (size_t at = 0; (at = scan_find(text, at, "第")) != (size_t)-1; at += strlen("第")) {
		bool begins = !at || scan_in(scan_before(text, at, NULL), "。；：");
		number = begins ? scan_numeral(text, at + strlen("第"), &end) : -1;
		size_t after;
		if (number > 0 && end > at + strlen("第") && number < 10 && scan_is(text, end, "、") && scan_numeral(text, end + strlen("、"), &after) < 0 &&
		    !scan_is(text, end, "、第"))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, check_words_of(check, scan_slice(text, at, end + strlen("、"))),
				     "“第一”之类后用逗号（4.4）");
	}
}

/* 3月——12月: a range has a single dash. 三、四个: neighbouring numbers that mean a rough one have none. */
static void check_between(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = scan_find(text, at, "——")) != (size_t)-1; at += strlen("——"))
		if (scan_in(scan_before(text, at, NULL), "月日年0123456789%") && scan_is_digit(scan_at(text, at + strlen("——"), NULL)))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "——", "数值、日期的起止用一字线“—”（4.13）");
	static const char digits[] = "一二三四五六七八九";
	for (size_t at = 0; (at = scan_find(text, at, "、")) != (size_t)-1; at += strlen("、")) {
		size_t size, next;
		uint32_t a = scan_before(text, at, &size), b = scan_at(text, at + strlen("、"), &next);
		size_t behind = at + strlen("、") + next;
		const char *first = a && scan_in(a, digits) ? strstr(digits, check_words_of(check, scan_slice(text, at - size, at))) : NULL;
		if (first && scan_in(b, digits) && scan_is(text, at + strlen("、"), first[strlen("一")] ? check_words_of(check, (struct str){ first + strlen("一"), 3 }) : "-") &&
		    scan_in(scan_at(text, behind, NULL), "个名天次家户人") && !scan_in(scan_before(text, at - size, NULL), "第十百初小高") )
			check_report(check, DIAG_CHECK_BAD_MARK, block, at - size, check_words_of(check, scan_slice(text, at - size, behind)),
				     "相邻两数表示概数，中间不用顿号（4.5）");
	}
	for (size_t at = 0; (at = scan_find(text, at, "...")) != (size_t)-1; at += strspn(text.data + at, "."))
		if (utf8_is_han(scan_before(text, at, NULL)))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "...", "省略号是六个点“……”（4.11）");
}

void check_rule_bad_mark(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_ENTRY || block->kind == CHECK_CELL)
			continue;
		for (size_t k = 0; k < sizeof bad_marks / sizeof *bad_marks; k++)
			for (size_t at = 0; (at = scan_find(block->text, at, bad_marks[k].mark)) != (size_t)-1; at += strlen("。"))
				if (k || (!is_own_sentence(block->text, at) && !scan_ends(block->text, at, "”")))
					check_report(check, DIAG_CHECK_BAD_MARK, block, at, bad_marks[k].mark, bad_marks[k].advice);
		check_sequence(check, block);
		check_between(check, block);
	}
}
