/* What a text announces against what it lists: items below a sentence, items within one, names before their number, votes. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

enum { BEHIND_CHARS = 8, MOST_ITEMS = 20, LIST_BYTES = 1500 };

/* Bytes of what a list is made of, behind its number: 个方面, 项任务, 类. */
static size_t measure_at(struct str text, size_t at)
{
	static const char *const measures[] = { "个方面", "个阶段", "个步骤", "个环节", "个问题", "个重点", "个要点", "个原则", "个目标", "个任务", "个层面", "个部分", "个专项", "个议题", "个事项", "个等级", "个档次",
						"方面",	  "阶段",   "步骤",   "环节",   "项",	  "条",	    "点",     "大类",	"大项",	  "大任务", "大行动", "大工程", "步",	 "种情形", "种方式", "类情形", "部分",	 "个一", NULL };
	static const char *const no_items[] = {"个月",	 "个工作日", "个小时", "个百分点", "个人",   "个单位", "个学时",
					       "个课时", "个季度",   "个学期", "个年度",   "个星期", "个半",   NULL};
	if (at >= text.len || str_starts_any(str_from(text, at), no_items))
		return 0;
	size_t listed = str_starts_any(str_from(text, at), measures);
	return listed ? listed : scan_is(text, at, "个") ? strlen("个") : 0;
}

/* The number announced in the clause before the colon: its value; *start and *end its bytes with the measure. 0: none. */
static int announced_before(struct str text, size_t colon, size_t *start, size_t *end)
{
	size_t from = scan_back(text, colon, "。；！？，：“”《》（）"), size, stop, measure;
	for (size_t at = from; at < colon; at += size) {
		scan_at(text, at, &size);
		int number = scan_numeral(text, at, &stop);
		if (stop == at)
			continue;
		size = stop - at;
		measure = number > 1 && number <= MOST_ITEMS && stop < colon ? measure_at(text, stop) : 0;
		if (!measure || scan_in(scan_before(text, at, NULL), "第每各前后这那另.—") || stop + measure > colon)
			continue;
		struct str rest = scan_slice(text, stop + measure, colon);
		if (utf8_count(rest.data, rest.len) > BEHIND_CHARS || check_holds_any(rest, STR("以下|如下|下列|其中|分别为")))
			continue;
		*start = at;
		*end = stop + measure;
		return number;
	}
	return 0;
}

/* ---- 分四个阶段进行： and the numbered blocks below */

/* How many blocks with numbers of one kind, from 1 on, follow; others of deeper numbers, or with none, may stand between. 0: not at once. */
static int count_below(const struct check_text *text, size_t index)
{
	if (index + 1 >= text->count || text->blocks[index + 1].number == NUMBER_NONE || text->blocks[index + 1].ordinal != 1)
		return 0;
	int depth = check_depth(text->blocks[index + 1].number), count = 0;
	for (size_t i = index + 1; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		int own = check_depth(block->number);
		if (block->kind == CHECK_TITLE || block->kind == CHECK_LABEL || (own && own < depth) || (own == depth && block->ordinal != count + 1))
			break;
		count += own == depth;
	}
	return count;
}

static void check_below(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	size_t start, end;
	int announced = str_ends(block->text, "：") ? announced_before(block->text, block->text.len - strlen("："), &start, &end) : 0;
	int below = announced ? count_below(text, index) : 0;
	if (below > 1 && below != announced)
		check_report_count(check, block, start, end, announced, below);
}

/* ---- 抓好三项任务：甲；乙；丙。 */

static bool is_series(struct str list)
{
	return check_holds_any(list, STR("一是|一要|首先|第一，|（一）|（1）|①|1.|一、"));
}

static void check_within(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "：")) != (size_t)-1; at += strlen("：")) {
		size_t start, end, list = at + strlen("："), near = list + LIST_BYTES < text.len ? list + LIST_BYTES : text.len;
		size_t stop = scan_until(scan_slice(text, 0, near), list, "。！？：");
		int announced = stop < text.len ? announced_before(text, at, &start, &end) : 0, listed = 1;
		struct str items = scan_slice(text, list, stop);
		if (!announced || is_series(items) || str_ends(items, "等"))
			continue;
		for (size_t mark = 0; (mark = scan_find(items, mark, "；")) != (size_t)-1; mark += strlen("；"))
			listed++;
		if (listed > 1 && !str_ends(items, "；") && listed != announced)
			check_report_count(check, block, start, end, announced, listed);
	}
}

/* ---- 张秀兰、李建业、周培德5名同志; 清水镇、柳溪镇、青渡镇4个乡镇 */

/* Whether the item is a person's name; the first one may stand behind a verb. */
static bool is_name(const struct check *check, struct str item, bool first)
{
	size_t count = utf8_count(item.data, item.len);
	struct str name = item;
	if (first && count > 3) {
		name = scan_slice(item, item.len - 3 * strlen("甲"), item.len);
		if (!check_listed_at(&check->tables->surnames, name, 0))
			name = scan_slice(item, item.len - 2 * strlen("甲"), item.len);
	} else if (count < 2 || count > 3) {
		return false;
	}
	return check_listed_at(&check->tables->surnames, name, 0) > 0 && scan_until(name, 0, "的是和为对，") == name.len;
}

/* Whether the items are places or bodies of one kind: all end in the same character. */
static bool ends_alike(struct str item, uint32_t last)
{
	return scan_before(item, item.len, NULL) == last && scan_in(last, "镇乡村局县区校司院社所");
}

/* The list that ends at the offset: how many names, 0: it is none. */
static int count_named(const struct check *check, struct str text, size_t end)
{
	size_t start = scan_back(text, end, "，。；：！？（）“”《》0123456789"), stop;
	struct str list = scan_slice(text, start, end);
	uint32_t last = scan_before(text, end, NULL);
	bool names = true, places = true;
	int count = 0;
	for (size_t at = 0; at < list.len; at = stop + strlen("、"), count++) {
		stop = scan_until(list, at, "、");
		struct str item = scan_slice(list, at, stop);
		names = names && is_name(check, item, count == 0);
		places = places && ends_alike(item, last) && utf8_count(item.data, item.len) <= (count ? 8 : 14);
	}
	return count > 1 && (names || places) ? count : 0;
}

static void check_named(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	size_t size;
	for (size_t at = 0; scan_at(text, at, &size); at += size) {
		size_t end, begin = at;
		int announced = scan_numeral(text, at, &end);
		if (end == at)
			continue;
		size = end - at;
		bool more = scan_ends(text, at, "等");
		begin -= more ? strlen("等") : 0;
		bool sorted = scan_ends(text, begin, "）"); /* （按姓氏笔画排序） */
		if (sorted)
			begin = scan_back(text, begin - strlen("）"), "（") - strlen("（");
		if (announced < 2 || announced > 30 || (!scan_in(scan_at(text, end, NULL), "名位个家所") && !(sorted && scan_is(text, end, "人"))) || !utf8_is_han(scan_before(text, begin, NULL)))
			continue;
		int listed = count_named(check, text, begin);
		size_t measure;
		scan_at(text, end, &measure);
		if (listed && (more ? listed > announced : listed != announced))
			check_report_count(check, block, at, end + measure, announced, listed);
	}
}

/* ---- votes: 到会16名，赞成15票，反对0票，弃权0票 */

static long long figure_behind(struct str text, size_t from, const char *word)
{
	size_t at = scan_find(text, from, word), end;
	while (at != (size_t)-1 && at + strlen(word) < text.len && !scan_is_digit((unsigned char)text.data[at + strlen(word)]))
		at = scan_find(text, at + strlen(word), word);
	return at == (size_t)-1 ? -1 : quantity_number(text, at + strlen(word), &end) / QUANTITY_ONE;
}

static void check_votes(struct check *check, const struct check_block *block)
{
	for (size_t at = 0; (at = check_find(block, at, "赞成")) != (size_t)-1; at += strlen("赞成")) {
		struct str words = scan_around(block->text, at, "。");
		static const char *const present[] = { "到会", "实到", "实到会", "参加表决", "发出选票", "收回有效票", NULL };
		long long yes = figure_behind(words, 0, "赞成"), no = figure_behind(words, 0, "反对"), none = figure_behind(words, 0, "弃权"), all = -1;
		for (int i = 0; present[i] && all < 0; i++)
			all = figure_behind(words, 0, present[i]);
		if (all > 0 && yes >= 0 && no >= 0 && none >= 0 && yes + no + none != all)
			check_report(check, DIAG_CHECK_PARTS, block, at, arena_printf(check->arena, "%lld", all), check_number(check, yes + no + none));
	}
	for (size_t at = 0; (at = check_find(block, at, "应到")) != (size_t)-1; at += strlen("应到")) {
		struct str words = scan_slice(block->text, at, scan_until(block->text, at, "。"));
		long long due = figure_behind(words, 0, "应到"), here = figure_behind(words, 0, "实到");
		due = due < 0 ? figure_behind(words, 0, "应到会") : due;
		here = here < 0 ? figure_behind(words, 0, "实到会") : here;
		long long away = figure_behind(words, 0, "请假"), missing = figure_behind(words, 0, "缺席");
		long long sum = here + (away > 0 ? away : 0) + (missing > 0 ? missing : 0); /* who is excused and who is not, where either is counted */
		if (due >= 0 && here >= 0 && (away > 0 || missing > 0) && sum != due && scan_find(words, 0, "列席") == (size_t)-1)
			check_report(check, DIAG_CHECK_PARTS, block, at, arena_printf(check->arena, "应到%lld", due), check_number(check, sum));
		else if (due >= 0 && here > due)
			check_report(check, DIAG_CHECK_PARTS, block, at, arena_printf(check->arena, "应到%lld", due), arena_printf(check->arena, "实到%lld", here));
	}
}

/* ---- 我讲四点意见 and the numbered headings of the speech */

/* Whether the number sums up what follows: 以下四项工作, 讲四点意见. */
static bool announces_parts(struct str text, size_t at, struct str rest)
{
	static const char *const verbs[] = {"讲", "谈", "提", "强调", "再讲", "就讲", "提出", NULL}, *const below[] = {
													     "以下",
													     "下列",
													     "如下",
													     NULL};
	bool said = check_holds_any(rest, STR("意见|要求|体会|希望|建议|问题")) &&
		    str_ends_any(scan_slice(text, 0, at), verbs);
	return said || (check_holds_any(rest, STR("意见|要求|问题|工作|任务|措施|事项|重点|内容|方面")) &&
			str_ends_any(scan_slice(text, 0, at), below));
}

static void check_points(struct check *check, const struct check_text *text, size_t index)
{
	const struct check_block *block = &text->blocks[index];
	struct str words = block->text;
	size_t size;
	for (size_t at = 0; scan_at(words, at, &size); at += size) {
		size_t end, measure, count = 0;
		int number = scan_numeral(words, at, &end);
		if (end == at)
			continue;
		size = end - at;
		measure = measure_at(words, end);
		if (number < 2 || number > MOST_ITEMS || !measure)
			continue;
		struct str near = scan_near(words, end + measure, 0, LIST_BYTES), rest = scan_slice(near, 0, scan_until(near, 0, "，。；：！"));
		rest = scan_slice(words, end, end + measure + rest.len);
		if (!announces_parts(words, at, rest) || utf8_count(rest.data, rest.len) > BEHIND_CHARS + 2)
			continue;
		for (size_t i = index + 1; i < text->count; i++)
			count += text->blocks[i].number == NUMBER_COMMA;
		if (count > 1 && count != (size_t)number)
			check_report_count(check, block, at, end + measure, number, (int)count);
	}
}

/* ---- 分四个阶段：第一阶段……，第二阶段……，第三阶段…… within a paragraph */

static void check_stages_within(struct check *check, const struct check_block *block)
{
	static const char *const stages[] = {"个阶段", "个步骤", "个环节", "个批次", NULL};
	struct str text = block->text;
	size_t size;
	for (size_t at = 0; scan_at(text, at, &size); at += size) {
		size_t end = at, from, len = 0;
		int number = scan_is_numeral(scan_at(text, at, NULL)) || scan_is_digit(scan_at(text, at, NULL))
				     ? scan_numeral(text, at, &end)
				     : -1,
		    count = 0;
		size_t measure = number > 1 && number < MOST_ITEMS && end < text.len && !scan_ends(text, at, "第")
					 ? str_starts_any(str_from(text, end), stages)
					 : 0;
		size = end > at ? end - at : size; /* also of one that is too long to be a number */
		if (!measure)
			continue;
		struct str stage = scan_slice(text, end + strlen("个"), end + measure);
		from = end + measure;
		for (size_t next = from; (next = scan_find(text, next, "第")) != (size_t)-1; next += strlen("第"))
			if (scan_numeral(text, next + strlen("第"), &len) == count + 1 && scan_stands(text, len, stage))
				count++;
		if (count > 1 && count != number)
			check_report_count(check, block, at, end + measure, number, count);
		return;
	}
}

/* ---- 第一阶段, 第二阶段, 第四阶段 at the start of paragraphs */

static void check_stages(struct check *check, const struct check_text *text)
{
	static const char *const stages[] = { "阶段", "步", "环节", "部分", NULL };
	const struct check_block *before = NULL;
	int last = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t from = block->number_len, end, word = 0;
		int number = scan_is(block->text, from, "第") ? scan_numeral(block->text, from + strlen("第"), &end) : -1;
		word = number > 0 && end < block->text.len ? str_starts_any(str_from(block->text, end), stages) : 0;
		if (!word)
			continue;
		if (before && number != last + 1 && number != 1)
			check_report(check, DIAG_CHECK_ARTICLE, block, from, check_words_of(check, scan_slice(block->text, from, end + word)),
				     arena_printf(check->arena, "第%d%s", last, check_words_of(check, scan_slice(block->text, end, end + word))));
		before = block;
		last = number;
	}
}

void check_rule_lists(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		if (block->kind == CHECK_ENTRY || block->kind == CHECK_CELL || block->kind == CHECK_TITLE)
			continue;
		check_below(check, text, i);
		check_within(check, block);
		check_named(check, block);
		check_votes(check, block);
		check_points(check, text, i);
		check_stages_within(check, block);
	}
	check_stages(check, text);
}
