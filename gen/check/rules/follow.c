/* What a line announces and what follows it, or stands before it: nothing behind 如下：, one item of 下列情形之一, 以上四件事 behind five, 五项：甲、乙、丙、丁, an item that is
 * referred to and is not there, closing words twice. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { MOST_COUNT = 20, CLAUSE_BYTES = 150, LIST_BYTES = 3000 };

/* ---- 拟分学科使用如下： and a heading behind it */

/* Whether the block cannot be what the one before it leads in to: a further heading of the same list or a higher one, or what ends a text. */
static bool begins_another(const struct check_text *text, size_t index, int depth, int ordinal)
{
	const struct check_block *block = &text->blocks[index];
	static const char *const endings[] = { "妥否", "当否", "特此", "以上", "此复", "专此", "附件", NULL };
	int own = check_depth(block->number);
	if (block->kind == CHECK_CELL || block->kind == CHECK_TITLE)
		return false;
	if (own)
		return block->ordinal > 1 && (!depth || own < depth || (own == depth && block->ordinal == ordinal + 1));
	struct day day;
	bool signature = index + 1 < text->count && day_is(str_trim(text->blocks[index + 1].text), &day) && scan_until(block->text, 0, "，。；：、") == block->text.len;
	return signature || (block->text.len && str_starts_any(block->text, endings) > 0);
}

static void check_nothing_behind(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	static const char *const leads[] = { "如下：", "如下。", "如下", "下列：", "以下几点：", "以下内容：", "以下工作：", "以下要求：", "以下措施：", "以下任务：", "包括：", "分别是：", "安排为：", "措施：", NULL };
	size_t lead = str_ends_any(block->text, leads);
	if (!check_is_prose(block) || !lead || index + 1 >= text->count || !begins_another(text, index + 1, check_depth(block->number), block->ordinal))
		return;
	size_t start = block->text.len - lead;
	check_report(check, DIAG_CHECK_NOTHING_BEHIND, block, start, check_words_of(check, scan_slice(block->text, start, block->text.len)));
}

/* ---- …进行抽查， and nothing more */

/* Sentences that no mark ends, but one that goes on. Of a text that is broken into lines anywhere, each third ends so: it is left alone. */
static void check_unfinished(struct check *check, const struct check_text *text)
{
	enum { MOST_UNFINISHED = 2, LEAST_CHARS = 20 };
	static const char *const marks[] = { "，", "、", NULL };
	const struct check_block *found[MOST_UNFINISHED] = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (!check_is_prose(block) || !str_ends_any(block->text, marks) || utf8_count(block->text.data, block->text.len) < LEAST_CHARS)
			continue;
		if (count < MOST_UNFINISHED)
			found[count] = block;
		count++;
	}
	for (size_t i = 0; i < count && count <= MOST_UNFINISHED; i++) {
		struct str words = found[i]->text;
		size_t start = words.len - strlen("，");
		check_report(check, DIAG_CHECK_UNFINISHED, found[i], start, check_words_of(check, str_from(words, start)));
	}
}

/* ---- 有下列情形之一的，…： and one item */

static bool is_one_of_several(struct str text)
{
	return str_ends(text, "：") && check_holds_any(text, STR("下列情形之一|下列行为之一|下列条件之一|以下情形之一|以下条件之一|下列情况之一|以下情况之一|下列情形的|下列条件的|下列措施之一|下列方式之一|下列要求"));
}

/* Blocks behind the index that are items of one list, from its first one on. */
static int items_behind(const struct check_text *text, size_t index)
{
	int count = 0, depth = 0;
	for (size_t i = index + 1; i < text->count; i++) {
		int own = check_depth(text->blocks[i].number);
		depth = depth ? depth : own;
		if (!own || own < depth || (own == depth && text->blocks[i].ordinal != count + 1))
			return count;
		count += own == depth;
	}
	return count;
}

static void check_one_of(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	if (!is_one_of_several(block->text) || items_behind(text, index) != 1)
		return;
	size_t at = block->text.len - strlen("：");
	check_report(check, DIAG_CHECK_SINGLE, block, scan_back(block->text, at, "，。"), check_words_of(check, scan_slice(block->text, scan_back(block->text, at, "，。"), at)));
}

/* ---- 以上四件事 behind （一）…（五） */

/* The numeral with its measure behind 以上, 上述 at the start of the block or of a sentence; 0: none. */
static int summing_up(struct str text, size_t at, size_t *end)
{
	static const char *const measures[] = { "件事", "件实事", "点", "个方面", "项工作", "项任务", "项措施", "项要求", "项", "条意见", "条措施", "条", "个问题", "个环节", "类情形", "种情形", "个步骤", "个阶段", "方面", "个重点", "项内容", "项制度", "类问题", NULL };
	size_t lead = scan_is(text, at, "以上") || scan_is(text, at, "上述") ? strlen("以上") : 0, stop;
	int number = lead ? scan_numeral(text, at + lead, &stop) : -1;
	number = lead && scan_is(text, at + lead, "两") ? 2 : number;
	stop = number == 2 && lead && scan_is(text, at + lead, "两") ? at + lead + strlen("两") : stop;
	size_t measure = number > 1 && number <= MOST_COUNT && stop < text.len ? str_starts_any(str_from(text, stop), measures) : 0;
	*end = stop + measure;
	return measure ? number : 0;
}

/* Whether one of the lists that end before the block has so many items; *nearest: of the last one that does not. */
static bool some_list_has(const struct check_text *text, size_t index, int number, int *nearest)
{
	int last[8] = { 0 };
	*nearest = 0;
	for (size_t i = 0; i < index; i++) {
		const struct check_block *block = &text->blocks[i];
		int depth = check_depth(block->number), series = 0;
		static const char *const words[] = { "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", NULL };
		for (int k = 0; words[k]; k++)
			series = check_find(block, 0, words[k]) != (size_t)-1 ? k + 1 : series;
		if (series == number)
			return true;
		if (!depth || depth > 7)
			continue;
		if (block->ordinal == 1 && last[depth] == number)
			return true;
		last[depth] = block->ordinal;
		*nearest = block->ordinal;
	}
	for (int depth = 1; depth < 8; depth++)
		if (last[depth] == number)
			return true;
	return false;
}

static void check_summed_up(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	size_t from = block->number_len, end;
	int nearest, number = from < block->text.len ? summing_up(block->text, from, &end) : 0;
	if (!number || some_list_has(text, index, number, &nearest) || nearest < 2)
		return;
	check_report_count(check, block, from, end, number, nearest);
}

/* ---- 五项工作：甲、乙、丙、丁。 */

/* The numeral with a measure in the clause that ends at the colon or 即; 0: none. */
static int announced_at(struct str text, size_t mark, size_t *start)
{
	static const char *const measures[] = { "项", "个", "类", "种", "大", "方面", "条", "点", NULL };
	struct str near = scan_near(text, mark, CLAUSE_BYTES, 0);
	size_t from = mark - near.len + scan_back(near, near.len, "，。；：！？、（）"), size, stop;
	for (size_t at = from; at < mark; at += size) {
		scan_at(text, at, &size);
		int number = scan_numeral(text, at, &stop);
		size = stop > at ? stop - at : size;
		if (number < 3 || number > MOST_COUNT || stop <= at || stop >= mark || !str_starts_any(str_from(text, stop), measures) || scan_in(scan_before(text, at, NULL), "第每各前后这那另.—十百"))
			continue;
		struct str rest = scan_slice(text, stop, mark);
		enum { MOST_REST = 10 };
		if (utf8_count(rest.data, rest.len) > MOST_REST || check_holds_any(rest, STR("以下|如下|下列|其中|不少于|以上|左右|余")))
			return 0;
		*start = at;
		return number;
	}
	return 0;
}

/* Items of a plain list to the end of its sentence, parted by 、 and before the last one by 和; 0: it is none. */
static int plain_items(struct str list)
{
	enum { MOST_ITEM = 12 };
	int count = 0;
	if (!list.len || check_holds_any(list, STR("，|；|：|等|（|“|《|包括|分别|以及")))
		return 0;
	for (size_t at = 0, end; at < list.len; at = end + strlen("、"), count++) {
		end = scan_until(list, at, "、");
		struct str item = scan_slice(list, at, end);
		if (!item.len || utf8_count(item.data, item.len) > MOST_ITEM || (scan_until(item, 0, "和与及或并0123456789") < item.len))
			return 0;
	}
	return count;
}

static void check_plain_list(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	static const char *const marks[] = { "：", "，即", "——" };
	for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
		for (size_t at = 0; (at = check_find(block, at, marks[k])) != (size_t)-1; at += strlen(marks[k])) {
			size_t start, from = at + strlen(marks[k]), stop = scan_until_near(text, from, 300, "。！？；");
			int announced = announced_at(text, at, &start), listed = announced && scan_in(scan_at(text, stop, NULL), "。；") ? plain_items(scan_slice(text, from, stop)) : 0;
			if (listed > 2 && listed != announced)
				check_report_count(check, block, start, at, announced, listed);
		}
}

/* ---- 讲三个方面。第一，… 第四，… within one paragraph */

static int highest_in_row(struct str text)
{
	int highest = 0;
	for (size_t at = 0, end; (at = scan_find(text, at, "第")) != (size_t)-1; at += strlen("第")) {
		int number = scan_numeral(text, at + strlen("第"), &end);
		bool begins = !at || scan_in(scan_before(text, at, NULL), "。；：，！");
		if (begins && number == highest + 1 && scan_in(scan_at(text, end, NULL), "，、："))
			highest = number;
	}
	return highest;
}

static void check_told_in_row(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	static const char *const measures[] = { "个方面", "点", "条", "件事", "个问题", "层意思", "方面", NULL };
	size_t size, stop;
	for (size_t at = block->number_len; scan_at(text, at, &size); at += size) {
		int number = scan_numeral(text, at, &stop);
		size = stop > at ? stop - at : size;
		size_t measure = number > 1 && number <= MOST_COUNT && stop > at && stop < text.len ? str_starts_any(str_from(text, stop), measures) : 0;
		if (!measure || scan_in(scan_before(text, at, NULL), "第每各前后这那另.—十以上述"))
			continue;
		size_t end = scan_until_near(text, stop + measure, CLAUSE_BYTES, "。：");
		int listed = scan_is(text, end + strlen("。"), "第一") ? highest_in_row(scan_near(text, end, 0, LIST_BYTES)) : 0;
		if (listed > 1 && listed != number)
			check_report_count(check, block, at, stop + measure, number, listed);
	}
}

/* ---- 第七项 of five */

/* The highest number of a list of the first level, and of the articles. */
static int highest_of(const struct check_text *text, enum check_number number)
{
	int highest = 0;
	for (size_t i = 0; i < text->count; i++)
		if (text->blocks[i].number == number && text->blocks[i].ordinal > highest)
			highest = text->blocks[i].ordinal;
	return highest;
}

/* The number of the last article (第十二条) that begins a block. */
static int last_article(const struct check_text *text)
{
	int last = 0;
	for (size_t i = 0; i < text->count; i++) {
		size_t end;
		int number = scan_is(text->blocks[i].text, 0, "第") ? scan_numeral(text->blocks[i].text, strlen("第"), &end) : -1;
		if (number > last && scan_is(text->blocks[i].text, end, "条"))
			last = number;
	}
	return last;
}

/* 第…项 and 第…条 with nothing before them that names another document. */
static void check_referred(struct check *check, const struct check_block *block, int items, int articles)
{
	struct str words = block->text;
	for (size_t at = 0, end; (at = check_find(block, at, "第")) != (size_t)-1; at += strlen("第")) {
		int number = scan_numeral(words, at + strlen("第"), &end);
		bool item = number > 0 && scan_is(words, end, "项") && items > 1 && number > items && !articles;
		bool article = number > 0 && scan_is(words, end, "条") && articles > 1 && number > articles;
		if (!item && !article)
			continue;
		struct str before = scan_near(words, at, CLAUSE_BYTES, 0);
		before = scan_slice(before, scan_back(before, before.len, "。；，"), before.len);
		static const char *const own[] = { "本办法", "本规定", "本细则", "本制度", "本条例", "本章程", NULL };
		size_t self = str_ends_any(before, own); /* 依照本办法第十五条: its own, whatever it is called */
		if ((!self && check_holds_any(before, STR("《|》|法|条例|规定|章程|上级|全国|国家|本次会议"))) || (article && !check_holds_any(scan_near(words, at, 30, 0), STR("本办法|本规定|本细则|本制度|本条例|本章程|依照|按照|根据"))))
			continue;
		if (item && !scan_in(scan_before(words, at, NULL), "，、。和及与，照"))
			continue;
		check_report(check, DIAG_CHECK_NOT_THERE, block, at, check_words_of(check, scan_slice(words, at, end + strlen("项"))), check_number(check, item ? items : articles));
	}
}

/* ---- closing words twice */

static bool is_closing(const struct check *check, struct str line)
{
	for (size_t i = 0; i < check->tables->closings.count; i++)
		if (str_starts(line, check->tables->closings.items[i].words.data))
			return true;
	return false;
}

static void check_closings(struct check *check, const struct check_text *text)
{
	enum { LAST = 12, MOST_CHARS = 20 };
	const struct check_block *before = NULL;
	for (size_t i = text->count > LAST ? text->count - LAST : 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (!is_closing(check, block->text) || utf8_count(block->text.data, block->text.len) > MOST_CHARS)
			continue;
		if (before)
			check_report(check, DIAG_CHECK_SENTENCE_TWICE, block, 0, check_words_of(check, scan_slice(block->text, 0, scan_until(block->text, 0, "。"))));
		before = block;
	}
}

void check_rule_follow(struct check *check, const struct check_text *text)
{
	if (text->composed)
		return;
	int items = highest_of(text, NUMBER_COMMA), articles = last_article(text);
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		check_nothing_behind(check, text, i);
		check_one_of(check, text, i);
		if (!check_is_prose(block))
			continue;
		check_summed_up(check, text, i);
		check_plain_list(check, block);
		check_told_in_row(check, block);
		check_referred(check, block, items, articles);
	}
	check_unfinished(check, text);
	check_closings(check, text);
}
