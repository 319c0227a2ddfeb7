/* Marks that stand where another one or none does; numbers of chapters and articles. */
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

/* ---- marks */

static const struct bad_mark {
	const char *mark, *advice;
} bad_marks[] = {
	{ "。）", "句内括号里不用句号，句号移到括号外（4.1）" },
	{ "……等", "省略号与“等”只用一个（4.11）" },
	{ "等……", "省略号与“等”只用一个（4.11）" },
	{ "。”。", "引语是句子的一部分时，句号只在引号外用一个（4.8）" },
	{ "。”，", "引语后句子未完，引号内不用句号（4.8）" },
	{ "、等", "“等”前不用顿号（4.5）" },
	{ "》，和《", "“和”连接的两项之间不用逗号（4.5）" },
	{ "》，与《", "“与”连接的两项之间不用逗号（4.5）" },
	{ "》，以及《", "“以及”连接的两项之间不用逗号（4.5）" },
	{ "》、和《", "“和”前不用顿号（4.5）" },
	{ "、和", "“和”前不用顿号（4.5）" },
	{ "、及", "“及”前不用顿号（4.5）" },
};

/* Whether a sentence that ends within the bracket begins there, so that the mark is its own. */
static bool is_own_sentence(struct str text, size_t at)
{
	size_t open = scan_back(text, at, "（）");
	uint32_t before = open > strlen("（") ? scan_before(text, open - strlen("（"), NULL) : 0;
	return !before || scan_in(before, "。！？");
}

/* 、和谐, 、及时, 、等级: the conjunction is the beginning of a word; so it is, of a name, where the list goes on: 、和里乡、 */
static bool goes_on_as_word(struct str text, size_t at, const char *mark)
{
	static const char *const words[] = { "和谐", "和平", "和解", "和美", "和睦", "和合", "和风", "和善", "和气", "和顺", "和田", "和县", "和缓", "和约", "及时", "及格", "及早", "等级", "等次", "等额", "等候", "等待", "等外", "等同", "等价", "等量", "等值", "和服", "和声", "和畅", "和悦", NULL };
	size_t word = strlen("、");
	if ((strcmp(mark, "、和") && strcmp(mark, "、及") && strcmp(mark, "、等")) || at + word >= text.len)
		return false;
	size_t end = scan_until(text, at + strlen(mark), "、，。；：！？");
	return str_starts_any(str_from(text, at + word), words) > 0 || (!strcmp(mark, "、和") && scan_is(text, end, "、"));
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
	for (size_t at = 0; (at = check_find(block, at, "第")) != (size_t)-1; at += strlen("第")) {
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
	for (size_t at = 0; (at = check_find(block, at, "——")) != (size_t)-1; at += strlen("——"))
		if (scan_in(scan_before(text, at, NULL), "月日年0123456789%") && scan_is_digit(scan_at(text, at + strlen("——"), NULL)))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "——", "数值、日期的起止用一字线“—”（4.13）");
	static const char digits[] = "一二三四五六七八九";
	for (size_t at = 0; (at = check_find(block, at, "、")) != (size_t)-1; at += strlen("、")) {
		size_t size, next;
		uint32_t a = scan_before(text, at, &size), b = scan_at(text, at + strlen("、"), &next);
		size_t behind = at + strlen("、") + next;
		const char *first = a && scan_in(a, digits) ? strstr(digits, check_words_of(check, scan_slice(text, at - size, at))) : NULL;
		if (first && scan_in(b, digits) && scan_is(text, at + strlen("、"), first[strlen("一")] ? check_words_of(check, (struct str){ first + strlen("一"), 3 }) : "-") &&
		    scan_in(scan_at(text, behind, NULL), "个名天次家户人十百千万") && !scan_in(scan_before(text, at - size, NULL), "第十百初小高") )
			check_report(check, DIAG_CHECK_BAD_MARK, block, at - size, check_words_of(check, scan_slice(text, at - size, behind)),
				     "相邻两数表示概数，中间不用顿号（4.5）");
	}
	for (size_t at = 0; (at = check_find(block, at, "...")) != (size_t)-1; at += strspn(text.data + at, "."))
		if (utf8_is_han(scan_before(text, at, NULL)))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "...", "省略号是六个点“……”（4.11）");
}

/* 10-20人, 3-5月: a range has a dash. Numbers of telephones and documents have none of these units behind them. */
static void check_hyphen(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "-")) != (size_t)-1; at++) {
		size_t start = scan_digits_before(text, at), end = at + 1;
		while (end < text.len && scan_is_digit((unsigned char)text.data[end]))
			end++;
		uint32_t before = scan_before(text, start, NULL);
		if (start < at && at - start <= 4 && end > at + 1 && end - at <= 5 && scan_in(scan_at(text, end, NULL), "年月日%人名个天次岁元万时") &&
		    (!before || before >= 0x80))
			check_report(check, DIAG_CHECK_BAD_MARK, block, start, check_words_of(check, scan_slice(text, start, end)),
				     "数值、日期的起止用一字线“—”或浪纹线“～”（4.13）");
	}
}

/* 了解…怎样…？: a question within a statement has no mark of its own. */
static void check_question(struct check *check, const struct check_block *block)
{
	static const char *const verbs[] = { "了解", "研究", "明确", "弄清", "说明", "掌握", "知道", "清楚", "搞清", "摸清", "思考", "探讨", "讨论", NULL };
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "？")) != (size_t)-1; at += strlen("？")) {
		size_t start = scan_back(text, at, "。！？；：“");
		struct str words = scan_slice(text, start, at);
		if (str_starts_any(words, verbs) && check_holds_any(words, STR("怎样|如何|什么|哪些|怎么|多少|是否|为何")))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "？", "陈述句里的疑问词不用问号（4.2）");
	}
}

/* 《关于报送《甲》的请示》: within a title in 《》 stands 〈〉. */
static void check_nested(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	enum { TITLE_BYTES = 300 };
	size_t size;
	int depth = 0;
	for (size_t at = 0; scan_at(text, at, &size); at += size) {
		struct str near = scan_is(text, at, "《") && depth ? scan_near(text, at, 0, TITLE_BYTES) : (struct str){ "", 0 };
		size_t inner = str_find(near, "》");
		depth += scan_is(text, at, "《");
		if (inner != (size_t)-1 && scan_find(near, inner + strlen("》"), "》") != (size_t)-1)
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "《", "书名号里面再用书名号时用单书名号〈〉（4.15）");
		else if (scan_is(text, at, "》") && depth)
			depth--;
	}
}

/* 增长5.8%其中…: a figure and its unit, and no mark before what is a part of it. */
static void check_of_which(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "其中")) != (size_t)-1; at += strlen("其中")) {
		size_t size, unit = at;
		for (int i = 0; i < 3 && unit && !scan_is_digit(scan_before(text, unit, NULL)); i++) {
			scan_before(text, unit, &size);
			unit -= size;
		}
		bool measured = unit && scan_is_digit(scan_before(text, unit, NULL)) && unit < at;
		struct str between = scan_slice(text, unit, at);
		if (measured && scan_until(between, 0, "，。；：、（）的在到与和") == between.len && (utf8_is_han(scan_before(text, at, NULL)) || scan_ends(text, at, "%")))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "其中", "“其中”前用逗号或者句号断开");
	}
}

/* 一是甲，二是乙；三是丙: the members of a series are parted by one mark. */
static void check_series_marks(struct check *check, const struct check_block *block)
{
	enum { MEMBERS = 12 };
	static const char *const members[] = { "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是" };
	struct str text = block->text;
	size_t places[MEMBERS], count = 0, semicolons = 0, from = check_find(block, 0, "一是");
	for (size_t k = 0; from != (size_t)-1 && k < sizeof members / sizeof *members; k++) {
		size_t at = check_find(block, from, members[k]);
		if (at == (size_t)-1 || !scan_in(scan_before(text, at, NULL), "，；。"))
			break;
		places[count++] = at - strlen("；");
		semicolons += scan_ends(text, at, "；");
		from = at;
	}
	for (size_t k = 0; k < count && semicolons && semicolons < count; k++)
		if (!scan_is(text, places[k], "；"))
			check_report(check, DIAG_CHECK_BAD_MARK, block, places[k], check_words_of(check, scan_slice(text, places[k], places[k] + strlen("；二是"))),
				     "同一列举的各项之间用同一种标点（4.6）");
}

/* 甲、乙、丙，丁四个环节: the last item parted by a comma, which makes the number right. */
static void check_comma_in_list(struct check *check, const struct check_block *block)
{
	enum { ITEM_CHARS = 4, MOST_CHARS = 6 };
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "，")) != (size_t)-1; at += strlen("，")) {
		size_t start = scan_back(text, at, "，。；：（）“”"), end = at + strlen("，"), stop, size;
		int items = 2, number = -1;
		for (size_t i = start; (i = scan_find(scan_slice(text, 0, at), i, "、")) != (size_t)-1; i += strlen("、"))
			items++;
		for (int i = 0; i < ITEM_CHARS && utf8_is_han(scan_at(text, end, &size)) && number < 0; i++)
			if (i > 0 && scan_numeral(text, end, &stop) > 2 && scan_in(scan_at(text, stop, NULL), "个项类种方大环"))
				number = scan_numeral(text, end, &stop);
			else
				end += size;
		struct str item = scan_slice(text, at + strlen("，"), end);
		if (items > 2 && number == items && at - scan_back(text, at, "、，。；：") <= MOST_CHARS * strlen("甲") && !check_holds_any(item, STR("到|做|有|年|抓|是|为|共|等|月|底|要|了")))
			check_report(check, DIAG_CHECK_BAD_MARK, block, at, "，", "并列的词语之间用顿号（4.5）");
	}
}

/* 应当建立下列制度。 before （一）…；: what leads in a list of clauses ends in a colon. */
static void check_before_list(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index], *next = index + 1 < text->count ? block + 1 : NULL;
	size_t last = scan_back(block->text, block->text.len - (str_ends(block->text, "。") ? strlen("。") : 0), "。；，");
	struct str clause = scan_slice(block->text, last, block->text.len);
	bool leads_in = check_holds_any(clause, STR("下列|以下"));
	if (next && str_ends(block->text, "。") && leads_in && next->number && next->ordinal == 1 && str_ends(str_trim(next->text), "；"))
		check_report(check, DIAG_CHECK_BAD_MARK, block, block->text.len - strlen("。"), "。", "引出分项的句子末尾用冒号（4.7）");
}

void check_rule_bad_mark(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_ENTRY || block->kind == CHECK_CELL)
			continue;
		for (size_t k = 0; k < sizeof bad_marks / sizeof *bad_marks; k++)
			for (size_t at = 0; (at = check_find(block, at, bad_marks[k].mark)) != (size_t)-1;
			     at += strlen("。"))
				if (k || (!is_own_sentence(block->text, at) && !scan_ends(block->text, at, "”")))
					if (!goes_on_as_word(block->text, at, bad_marks[k].mark))
						check_report(check, DIAG_CHECK_BAD_MARK, block, at, bad_marks[k].mark, bad_marks[k].advice);
		check_sequence(check, block);
		check_between(check, block);
		check_hyphen(check, block);
		check_question(check, block);
		check_nested(check, block);
		check_of_which(check, block);
		check_series_marks(check, block);
		check_comma_in_list(check, block);
		check_before_list(check, text, i);
	}
}
