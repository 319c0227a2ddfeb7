/* Persons and their offices: one office with two names, names that differ in one character, a person who is head and deputy. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum { LAST_PERSONS = 64 /* those that a further one is compared with */, QUALIFIER_CHARS = 14 };

struct person {
	const struct check_block *block;
	size_t at;
	struct str name, office; /* with its body: 县教育局局长; empty: not said */
};

struct persons {
	struct check *check;
	struct person last[LAST_PERSONS];
	size_t count; /* seen so far; the last ones are kept */
};

/* ---- names */

/* Whether a name ends at the offset: no word goes on there. */
static bool name_ends(struct str text, size_t end)
{
	static const char *const words[] = { "主持", "要求", "指出", "强调", "作", "介绍", "出席", "参加", "通报", "同志", "负责", "带队", "讲", "汇报", "传达", "宣", "担任", "为", "在", "带领", "总结",
					     "到", "发言", "表示", "致", "率", "牵头", "签", "代表", "与", "和", "及", "等", "对", "就", "一行", "走访", "听取", "召集", "分管", "深入", "前往", "陪同", "会见",
					     "赴", "审", "主讲", "领", "组织", "安排", "部署", "提", "的", "因", "将", "向", "分别", "亲自", "同", "兼", "说", "任", "主动", "先后", "不", "列席", "联系", "包", NULL };
	return !utf8_is_han(scan_at(text, end, NULL)) || str_starts_any(str_from(text, end), words);
}

/* Bytes of the name at the offset: surname and one or two characters; 0: none. */
static size_t name_at(const struct check_tables *tables, struct str text, size_t at)
{
	size_t surname = check_listed_at(&tables->surnames, text, at), one, two;
	if (!surname || !utf8_is_han(scan_at(text, at + surname, &one)))
		return 0;
	if (scan_in(scan_at(text, at + surname, NULL), "某的是要和与在将为对负主"))
		return 0;
	size_t three = utf8_is_han(scan_at(text, at + surname + one, &two)) ? surname + one + two : 0;
	if (three && name_ends(text, at + three) && !name_ends(text, at + surname + one))
		return three;
	if (name_ends(text, at + surname + one))
		return surname + one;
	return three && name_ends(text, at + three) ? three : 0;
}

/* Bytes of the office that begins in the row of characters before `end` and goes on to it: 由县教育局局长 gives 县教育局局长. */
static struct str office_before(struct str text, size_t start, size_t end)
{
	size_t from = start, size;
	for (int i = 0; i < QUALIFIER_CHARS && utf8_is_han(scan_before(text, from, &size)) && !scan_in(scan_before(text, from, NULL), "由请经与和及任为是向对并的让"); i++)
		from -= size;
	return scan_slice(text, from, end);
}

/* ---- what does not agree */

/* Characters in which two names of equal length differ. */
static size_t differences(struct str a, struct str b)
{
	size_t count = 0, size;
	for (size_t at = 0; scan_at(a, at, &size); at += size)
		count += !scan_stands(b, at, scan_slice(a, at, at + size));
	return count;
}

static bool is_one_of_several(struct str office)
{
	return check_holds_any(office, STR("副|原|前|时任|各|两|新任|拟任|候选|代表|助理|常务|分管"));
}

/* The deputy's office against the head's: 副局长, 局长 of one body, or of none that is named. */
static bool is_deputy_of(struct str deputy, struct str head)
{
	size_t mark = str_find(deputy, "副");
	if (mark != (size_t)-1 && str_equal(scan_slice(deputy, mark + strlen("副"), deputy.len), head))
		return true;
	return mark != (size_t)-1 && str_find(head, "副") == (size_t)-1 && deputy.len == head.len + strlen("副") &&
	       memcmp(deputy.data, head.data, mark) == 0 && memcmp(deputy.data + mark + strlen("副"), head.data + mark, head.len - mark) == 0;
}

static void compare(struct check *check, const struct person *a, const struct person *b)
{
	bool both = a->office.len && b->office.len;
	size_t others = a->name.len == b->name.len ? differences(a->name, b->name) : 9;
	if (!others) {
		if (both && (is_deputy_of(a->office, b->office) || is_deputy_of(b->office, a->office)))
			check_report(check, DIAG_CHECK_TWO_OFFICES, b->block, b->at, check_words_of(check, b->name), check_words_of(check, b->office), check_words_of(check, a->office));
	} else if (both && str_equal(a->office, b->office) && !is_one_of_several(a->office)) {
		check_report(check, DIAG_CHECK_TWO_NAMES, b->block, b->at, check_words_of(check, b->office), check_words_of(check, b->name), check_words_of(check, a->name));
	} else if (others == 1 && a->name.len >= strlen("甲乙丙") && !(both && !str_equal(a->office, b->office) && is_one_of_several(a->office))) {
		check_report(check, DIAG_CHECK_NEAR_NAME, b->block, b->at, check_words_of(check, b->name), check_words_of(check, a->name));
	}
}

static void add_person(struct persons *persons, const struct check_block *block, size_t at, struct str name, struct str office)
{
	struct person person = { block, at, name, office };
	size_t first = persons->count > LAST_PERSONS ? persons->count - LAST_PERSONS : 0;
	for (size_t i = persons->count; i-- > first;)
		if (str_equal(persons->last[i % LAST_PERSONS].name, name) && (!office.len || str_equal(persons->last[i % LAST_PERSONS].office, office)))
			return; /* known */
	for (size_t i = first; i < persons->count; i++)
		compare(persons->check, &persons->last[i % LAST_PERSONS], &person);
	persons->last[persons->count++ % LAST_PERSONS] = person;
}

/* ---- where persons are named */

/* 镇长王立新主持 */
static size_t take_office(struct persons *persons, const struct check_block *block, size_t at)
{
	const struct check_tables *tables = persons->check->tables;
	size_t office = check_listed_at(&tables->offices, block->text, at);
	size_t name = office ? name_at(tables, block->text, at + office) : 0;
	if (name)
		add_person(persons, block, at + office, scan_slice(block->text, at + office, at + office + name),
			   office_before(block->text, at, at + office));
	return office;
}

/* 陈志强（董事长）, 王立新同志: the name before the mark. */
static void take_name_before(struct persons *persons, const struct check_block *block, size_t mark)
{
	struct str text = block->text, office = { "", 0 };
	size_t start = mark, size, count = 0;
	while (count < 4 && utf8_is_han(scan_before(text, start, &size)) && !scan_in(scan_before(text, start, NULL), "由请经与和及"))
		start -= size, count++;
	size_t surname = check_listed_at(&persons->check->tables->surnames, text, start);
	if (count < 2 || count > 3 || !surname || surname == mark - start)
		return;
	if (scan_is(text, mark, "（")) {
		size_t end = scan_until(text, mark + strlen("（"), "）、，；");
		office = scan_slice(text, mark + strlen("（"), end);
		size_t last = office.len < strlen("局长") ? 0 : office.len - strlen("局长");
		if (!check_listed_at(&persons->check->tables->offices, office, last) || office.len > 60)
			return;
	}
	add_person(persons, block, start, scan_slice(text, start, mark), office);
}

/* At the start of a sentence: 王立新强调, 王立新局长强调. */
static void take_speaker(struct persons *persons, const struct check_block *block, size_t at)
{
	static const char *const says[] = { "强调", "指出", "要求", "表示", "主持", "在总结", "最后", "作总结", "作了", "在讲话", "首先", "代表", "宣布", "通报", "介绍", "传达", NULL };
	const struct check_tables *tables = persons->check->tables;
	struct str text = block->text;
	size_t size, surname = check_listed_at(&tables->surnames, text, at);
	for (size_t end = at + surname, count = 1; surname && count <= 2 && utf8_is_han(scan_at(text, end, &size)); count++) {
		end += size;
		size_t office = check_listed_at(&tables->offices, text, end), behind = end + office;
		if (behind < text.len && str_starts_any(str_from(text, behind), says))
			add_person(persons, block, at, scan_slice(text, at, end), scan_slice(text, end, behind));
	}
}

/* 出席：高建民、赵文博 */
static void take_roster(struct persons *persons, const struct check_block *block)
{
	static const char *const heads[] = { "出席：", "列席：", "参加：", "参会：", "请假：", "缺席：", "主持：", "记录：", "主持人：", "记录人：", "参加人员：", "出席人员：", "列席人员：", "组长：", "副组长：", "成员：", "联系人：", NULL };
	size_t at = str_starts_any(block->text, heads), end;
	for (; at && at < block->text.len; at = end + strlen("、")) {
		end = scan_until(block->text, at, "、，；。（");
		struct str name = scan_slice(block->text, at, end);
		size_t surname = check_listed_at(&persons->check->tables->surnames, name, 0), count = utf8_count(name.data, name.len);
		if (surname && count >= 2 && count <= 3)
			add_person(persons, block, at, name, (struct str){ "", 0 });
		if (scan_is(block->text, end, "（"))
			end = scan_until(block->text, end, "）") + strlen("）");
	}
}

void check_rule_persons(struct check *check, const struct check_text *text)
{
	struct persons persons = { .check = check };
	for (size_t i = 0; !text->shared && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t at = 0, size;
		if (block->kind == CHECK_ENTRY || block->kind == CHECK_CELL)
			continue;
		take_roster(&persons, block);
		bool begins = true;
		for (uint32_t c; (c = scan_at(block->text, at, &size));
		     begins = scan_is_mark(c, "。；！？"), at += size) {
			if (begins)
				take_speaker(&persons, block, at);
			size_t office = utf8_is_han(c) ? take_office(&persons, block, at) : 0;
			if (office)
				size = office;
			else if (c == 0xFF08 || scan_is(block->text, at, "同志"))
				take_name_before(&persons, block, at);
		}
	}
	struct str names[LAST_PERSONS];
	size_t count = persons.count < LAST_PERSONS ? persons.count : LAST_PERSONS;
	for (size_t i = 0; i < count; i++)
		names[i] = persons.last[i].name;
	check_persons_alone(check, text, names, count);
}
