#include <criterion/criterion.h>
#include <string.h>

#include "base/limits.h"
#include "vars/json.h"
#include "vars/number.h"
#include "vars/term.h"
#include "vars/type.h"
#include "support.h"

TestSuite(vars_type, .init = start, .fini = stop);

static const struct value *parse(enum type_kind kind, const char *text)
{
	struct value_type *type = ARENA_NEW(arena, struct value_type);
	type->kind = kind;
	return type_parse(arena, type, "名", str_of(text), NO_PLACE, &diags);
}

static void gives(enum type_kind kind, const char *text, const char *expected)
{
	const struct value *value = parse(kind, text);
	cr_assert(value, "%s: %s", text, diags.last ? diag_id(diags.last->code) : "");
	cr_assert_str_eq(value->text.data, expected, "%s gave %s", text, value->text.data);
	cr_assert_eq(value->type->kind, kind);
}

static void refuses(enum type_kind kind, const char *text, enum diag_code code)
{
	cr_assert_null(parse(kind, text), "%s", text);
	cr_assert_eq(diags.last->code, code, "%s: %s", text, diag_id(diags.last->code));
}

Test(vars_type, names_go_both_ways)
{
	for (int kind = 0; kind < TYPE_KINDS; kind++) {
		enum type_kind back;
		cr_assert(type_of_name(str_of(type_name((enum type_kind)kind)), &back) && (int)back == kind);
	}
	enum type_kind none;
	cr_assert_not(type_of_name(STR("number"), &none));
}

Test(vars_type, what_stands_for_no_value_is_none_wherever_it_comes_from_but_in_titles)
{
	static const char *const texts[] = { "待定", "-", "XX县", "张三（待定）", "待 定", "待　定。", "（拟）", "3月(拟)", "（待定）张三", "Ｎ／Ａ", "n / a", "N\\A", "T B D", "李某", "李某、王某",
					     "甲某", "欧阳某某", "某年某月某日", "xX", "ⅩⅩ", "OO局", "▲▲", "～～", "。。。", "...", "2026年X月X日", "2026年×月", "2026年__月__日", "2026年  月  日",
					     "年 月 日", "138XXXX1234", "1XXXXXXXXXX", "张三(?)", "时间待定", "具体人选待确定", "<姓名>", "＜姓名＞", "｛姓名｝", "{{姓名}}", "“姓名”", "$姓名$", "【联系电话】",
					     "尚未确定", "在此填写", "后补", "FIXME", "无变化", "（同去年）", "与去年相同。" };
	struct value_type titled = { .kind = TYPE_STRING, .names_any = true };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		refuses(TYPE_STRING, texts[i], DIAG_VALUE_STAND_IN);
		cr_assert_not_null(type_parse(arena, &titled, "名", str_of(texts[i]), NO_PLACE, &diags), "%s", texts[i]);
	}
}

/* Where nobody can tell, the value is printed with a warning; what only looks alike says nothing. */
Test(vars_type, what_may_stand_for_no_value_is_told)
{
	static const char *const doubtful[] = { "略", "（略）", "拟于三月召开", "张三（拟任）", "（拟任）张三", "张三？", "李**", "某局", "某市公司", "原告李某与被告王某的合同纠纷", "地点另行通知", "根据实际情况填写", "维持不变", "（照旧）", "沿用去年" };
	static const char *const sound[] = { "李明", "待遇（不变）", "维持不变的标准", "沿用去年的做法", "同去年相比增长", "某些领域的问题", "模拟于桥梁工程", "虚拟现实", "A4、B5", "3×5米", "XXL", "K101+250—K103+100", "12345", "100%", "√", "①", "★★★", "无", "待业青年就业",
					     "待遇落实", "出生年月", "2026年3月", "年月报表", "信息化（一期）", "三定方案（试行）", "标准化（2026）", "TOOLS", "OA系统", "二〇二六", "群众反映的办事难怎么办？", "DNA",
					     "电话", "“三个一”", "《条例》", "联系电话3部", "谋划", "姓名地名规范" };
	for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++) {
		struct value_type type = { .kind = TYPE_STRING };
		size_t before = diag_count(&diags);
		cr_expect(type_parse(arena, &type, "名", str_of(doubtful[i]), NO_PLACE, &diags) && diag_count(&diags) == before + 1 &&
			  diags.last->code == DIAG_VALUE_STAND_IN_DOUBTFUL, "%s", doubtful[i]);
	}
	for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
		struct value_type type = { .kind = TYPE_STRING };
		size_t before = diag_count(&diags);
		cr_expect(type_parse(arena, &type, "名", str_of(sound[i]), NO_PLACE, &diags) && diag_count(&diags) == before, "%s", sound[i]);
	}
}

Test(vars_type, integers)
{
	gives(TYPE_INTEGER, " 41 ", "41");
	gives(TYPE_INTEGER, "1,234,567", "1234567");
	gives(TYPE_INTEGER, "１，２３４", "1234");
	gives(TYPE_INTEGER, "007", "7");
	gives(TYPE_INTEGER, "000", "0");
	gives(TYPE_INTEGER, "-12", "-12");
	gives(TYPE_INTEGER, "-0", "0");
	gives(TYPE_INTEGER, "+3", "3");
	gives(TYPE_INTEGER, "123456789012345678901234567890", "123456789012345678901234567890");
	static const char *const bad[] = { "",	  "四十", "1,23", ",123", "1,",	 "12,34,567",
					   "1.5", "1e5",  "--1",  "4 1", "0x10" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(TYPE_INTEGER, bad[i], DIAG_VALUE_NOT_INTEGER);
	refuses(TYPE_INTEGER, "1.2E+05", DIAG_VALUE_SCIENTIFIC);
}

Test(vars_type, days_of_terms_have_one_form)
{
	static const char *const days[] = { "2026-09-30", "2026.9.30", "2026/9/30", "2026年9月30日", "二〇二六年九月三十日", "20260930", "2026-9-30 0:00", "２０２６－９－３０", "46295" };
	static const char *const others[] = { "9月底前", "第三季度", "9/10", "9.5", "3-4", "2026年9月底", "2026年", "每月20日", "2026-09-31", "26-9-30", "9月30日之前", "2月30日", "2/30", "13/30" };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		gives(TYPE_TERM, days[i], "2026年9月30日");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		gives(TYPE_TERM, others[i], others[i]);
	gives(TYPE_TERM, "2026-09-30前", "2026年9月30日前");
	gives(TYPE_TERM, "9/30", "9月30日");
	gives(TYPE_TERM, "2.29前", "2月29日前");
	refuses(TYPE_TERM, "9月\n10月", DIAG_VALUE_LINES);
	cr_expect(str_is(term_of_year(STR("2026年9月30日"), 2026), "9月30日"));
	cr_expect(str_is(term_of_year(STR("2026年十月底"), 2026), "十月底"));
	cr_expect(str_is(term_of_year(STR("2027年1月"), 2026), "2027年1月"));
	cr_expect(str_is(term_of_year(STR("2026年底"), 2026), "2026年底"));
}

Test(vars_type, decimals_and_percents_stay_as_written)
{
	gives(TYPE_DECIMAL, "0.10", "0.10");
	gives(TYPE_DECIMAL, "1,234.50", "1234.50");
	gives(TYPE_DECIMAL, "8.0", "8");
	gives(TYPE_DECIMAL, "-8.00", "-8");
	gives(TYPE_DECIMAL, "48000.00", "48000");
	gives(TYPE_PERCENT, "98.50%", "98.50");
	gives(TYPE_PERCENT, "98.0%", "98");
	gives(TYPE_DECIMAL, "-00.5", "-0.5");
	gives(TYPE_DECIMAL, "-0.00", "0");
	gives(TYPE_PERCENT, "85%", "85");
	gives(TYPE_PERCENT, "97.5 ％", "97.5");
	gives(TYPE_PERCENT, "3", "3");
	refuses(TYPE_DECIMAL, "1.", DIAG_VALUE_NOT_NUMBER);
	refuses(TYPE_DECIMAL, ".5", DIAG_VALUE_NOT_NUMBER);
	refuses(TYPE_DECIMAL, "1.2.3", DIAG_VALUE_NOT_NUMBER);
	refuses(TYPE_DECIMAL, "85%", DIAG_VALUE_NOT_NUMBER);
	refuses(TYPE_DECIMAL, "1.2E-05", DIAG_VALUE_SCIENTIFIC);
}

Test(vars_type, dates_in_all_forms)
{
	static const char *const same[] = { "2026-3-1",	 "2026-03-01",	 "2026/3/1",
					    "2026.03.1", "2026年3月1日", "２０２６年３月１日" };
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		gives(TYPE_DATE, same[i], "2026-03-01");
	gives(TYPE_DATE, "2024-2-29", "2024-02-29");
	gives(TYPE_DATE, "2026-03-11印发", "2026-03-11");
	gives(TYPE_DATE, "2026年3月11日 印发", "2026-03-11");
	gives(TYPE_DATE, "二〇二六年三月十一日印发", "2026-03-11");
	gives(TYPE_DATE, "二〇二六年十二月三十一日", "2026-12-31");
	gives(TYPE_DATE, "二零三零年十月二十日", "2030-10-20");
	static const char *const miscounted[] = { "二〇二六年三月二十十日", "二〇二六年三月十一二日", "二〇二六年三月二十零日", "二〇二六年三月一二十日", "二〇二六年十十月一日", "二〇二六年三月二拾日" };
	for (size_t i = 0; i < sizeof miscounted / sizeof *miscounted; i++)
		refuses(TYPE_DATE, miscounted[i], DIAG_VALUE_NOT_DATE);
	refuses(TYPE_DATE, "26/3/1", DIAG_VALUE_CENTURY);
	refuses(TYPE_DATE, "26年3月1日", DIAG_VALUE_CENTURY);
	refuses(TYPE_DATE, "226-3-1", DIAG_VALUE_NO_SUCH_DAY);
	refuses(TYPE_DATE, "2026年2月30日", DIAG_VALUE_NO_SUCH_DAY);
	refuses(TYPE_DATE, "2026-2-29", DIAG_VALUE_NO_SUCH_DAY);
	refuses(TYPE_DATE, "2026-13-1", DIAG_VALUE_NO_SUCH_DAY);
	refuses(TYPE_DATE, "2026-0-1", DIAG_VALUE_NO_SUCH_DAY);
	static const char *const bad[] = { "",		 "2026",       "2026-3",    "2026-3/1",	 "3月1日",
					   "2026年3月1", "2026-3-1日", "20260-1-1", "2026-003-1" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(TYPE_DATE, bad[i], DIAG_VALUE_NOT_DATE);
	gives(TYPE_YEAR, "2026年", "2026");
	refuses(TYPE_YEAR, "26", DIAG_VALUE_NOT_YEAR);
	refuses(TYPE_YEAR, "20261", DIAG_VALUE_NOT_YEAR);
}

Test(vars_type, booleans)
{
	cr_assert(parse(TYPE_BOOLEAN, "是")->truth);
	cr_assert_not(parse(TYPE_BOOLEAN, "否")->truth);
	cr_assert(parse(TYPE_BOOLEAN, "true")->truth);
	cr_assert_eq(parse(TYPE_BOOLEAN, "0")->kind, VALUE_BOOL);
	refuses(TYPE_BOOLEAN, "大概", DIAG_VALUE_NOT_BOOLEAN);
}

Test(vars_type, texts_and_codes)
{
	gives(TYPE_STRING, "\u3000何静 ", "何静");
	gives(TYPE_TEXT, "一\n二", "一\n二");
	gives(TYPE_STRING, "12E3", "12E3");
	refuses(TYPE_STRING, "一\n二", DIAG_VALUE_LINES);
	refuses(TYPE_STRING, "5.3012E+17", DIAG_VALUE_SCIENTIFIC);
	refuses(TYPE_STRING, "a\xFF", DIAG_VALUE_NOT_UTF8);
	refuses(TYPE_STRING, "a\uFDD0", DIAG_VALUE_HIDDEN);
	refuses(TYPE_MARKDOWN, "a\x01", DIAG_VALUE_HIDDEN);
	struct value_type code = { .kind = TYPE_STRING, .example = "001204" };
	cr_assert_null(type_parse(arena, &code, "代码", STR("1204"), NO_PLACE, &diags));
	cr_assert_eq(diags.last->code, DIAG_VALUE_LOST_ZEROS);
	cr_assert_not_null(type_parse(arena, &code, "代码", STR("121204"), NO_PLACE, &diags));
	char *longer = arena_alloc(arena, LIMIT_VALUE_BYTES + 2);
	memset(longer, 'a', LIMIT_VALUE_BYTES + 1);
	refuses(TYPE_TEXT, longer, DIAG_VALUE_TOO_LONG);
}

/* A number of an area code without its 0 is none; mobile ones, those without a code and 400 are whole. */
Test(vars_type, telephone_numbers_have_the_zero_of_their_area)
{
	static const char *const lost[] = { "8995592561", "899-5592561", "1012345678", "87163512345" };
	static const char *const whole[] = { "0899-5592561", "5592561", "13800138000", "400-8001234", "0871-63512345", "138001380001", "见8995592561" };
	struct value_type phone = { .kind = TYPE_STRING, .example = "0899-5512036" };
	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
		diag_init(&diags, arena);
		cr_expect(!type_parse(arena, &phone, "电话", str_of(lost[i]), NO_PLACE, &diags) && diags.last->code == DIAG_VALUE_AREA_ZERO, "%s", lost[i]);
	}
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		diag_init(&diags, arena);
		cr_expect(type_parse(arena, &phone, "电话", str_of(whole[i]), NO_PLACE, &diags) && !diags.first, "%s", whole[i]);
	}
}

Test(vars_type, bounds)
{
	struct value_type percent = { .kind = TYPE_PERCENT, .min = "0", .max = "100" };
	cr_assert_not_null(type_parse(arena, &percent, "率", STR("100.0%"), NO_PLACE, &diags));
	cr_assert_null(type_parse(arena, &percent, "率", STR("100.01%"), NO_PLACE, &diags));
	cr_assert_eq(diags.last->code, DIAG_VALUE_ABOVE);
	cr_assert_null(type_parse(arena, &percent, "率", STR("-0.1%"), NO_PLACE, &diags));
	cr_assert_eq(diags.last->code, DIAG_VALUE_BELOW);
	struct value_type date = { .kind = TYPE_DATE, .min = "2026-01-01" };
	cr_assert_null(type_parse(arena, &date, "日", STR("2025-12-31"), NO_PLACE, &diags));
	struct value_type name = { .kind = TYPE_STRING, .max = "2" };
	cr_assert_not_null(type_parse(arena, &name, "名", STR("党员"), NO_PLACE, &diags));
	cr_assert_null(type_parse(arena, &name, "名", STR("党员们"), NO_PLACE, &diags));
	cr_assert_eq(number_compare(STR("-2"), STR("-10")), 1);
	cr_assert_eq(number_compare(STR("0.50"), STR("0.5")), 0);
	cr_assert_eq(number_compare(STR("-0"), STR("0")), 0);
	cr_assert_eq(number_compare(STR("0.09"), STR("0.1")), -1);
}

static const struct value_type *table_type(void)
{
	struct value_type *type = ARENA_NEW(arena, struct value_type);
	type->kind = TYPE_TABLE;
	type->choice_count = type_split(arena, STR("任务|责任部门|完成时限"), "|", &type->choices);
	return type;
}

Test(vars_type, lists_tables_and_enums)
{
	const struct value *list = parse(TYPE_LIST, "甲| 乙 |丙|");
	cr_assert_eq(list->count, 3);
	cr_assert_str_eq(list->items[1]->text.data, "乙");
	const struct value *table =
		type_parse(arena, table_type(), "任务", STR("修订|办公室|3月;评议||12月"), NO_PLACE, &diags);
	cr_assert_eq(table->count, 2);
	cr_assert_str_eq(value_member(table->items[1], STR("完成时限"))->text.data, "12月");
	cr_assert_str_eq(value_member(table->items[1], STR("责任部门"))->text.data, "");
	cr_assert_null(type_parse(arena, table_type(), "任务", STR("a|b|c;d|e"), NO_PLACE, &diags));
	cr_assert_eq(diags.last->code, DIAG_VALUE_COLUMNS);
	cr_assert_str_eq(diags.last->arguments[1], "2");
	list = parse(TYPE_LIST, "甲\\|乙|\\|丙|C:\\丁\\;\\戊\\");
	cr_assert_eq(list->count, 3);
	cr_assert_str_eq(list->items[0]->text.data, "甲|乙");
	cr_assert_str_eq(list->items[1]->text.data, "|丙");
	cr_assert_str_eq(list->items[2]->text.data, "C:\\丁;\\戊\\");
	table = type_parse(arena, table_type(), "任务", STR("修订\\|评议|甲\\;乙|3月;检修|丙|4月"), NO_PLACE, &diags);
	cr_assert_eq(table->count, 2);
	cr_assert_str_eq(value_member(table->items[0], STR("任务"))->text.data, "修订|评议");
	cr_assert_str_eq(value_member(table->items[0], STR("责任部门"))->text.data, "甲;乙");
	cr_assert_null(type_parse(arena, table_type(), "任务", STR("修订|办公室"), NO_PLACE, &diags));
	struct value_type school = { .kind = TYPE_ENUM };
	school.choice_count = type_split(arena, STR("小学|初中"), "|", &school.choices);
	cr_assert_not_null(type_parse(arena, &school, "学段", STR("初中"), NO_PLACE, &diags));
	cr_assert_null(type_parse(arena, &school, "学段", STR("大学"), NO_PLACE, &diags));
	cr_assert_str_eq(diags.last->arguments[2], "小学、初中");
}

/* Every separator that the help of a variable may name, alone and with the others. */
Test(vars_type, parts_of_lists_and_tables)
{
	static const char *const items[] = { ";", "；", "|", "｜", "\n", " ; ", "；\n", "|\r\n" }, *const rows[] = { ";", "；", "\n", "；\n" };
	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		const struct value *list = parse(TYPE_LIST, arena_printf(arena, "甲、己%s乙%s丙。", items[i], items[i]));
		cr_assert(list && list->count == 3, "%s", items[i]);
		cr_expect_str_eq(list->items[0]->text.data, "甲、己");
		cr_expect_str_eq(list->items[2]->text.data, "丙。");
		if (!strchr(items[i], '\n') && *items[i] != ' ') {
			list = parse(TYPE_LIST, arena_printf(arena, "甲\\%s乙", items[i]));
			cr_expect(list && list->count == 1 && str_is(list->items[0]->text, arena_printf(arena, "甲%s乙", items[i])));
		}
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int wide = 0; wide < 2; wide++) {
			const char *bar = wide ? "｜" : "|";
			const char *text = arena_printf(arena, "修订%s甲\\；乙\\｜丙%s3月%s评议%s%s", bar, bar, rows[i], bar, bar);
			const struct value *table = type_parse(arena, table_type(), "任务", str_of(text), NO_PLACE, &diags);
			cr_assert(table && table->count == 2, "%s", text);
			cr_expect_str_eq(value_member(table->items[0], STR("责任部门"))->text.data, "甲；乙｜丙");
		}
}

/* A list that JSON would be is taken apart; one item that is likely to be several is told, and one with a bar behind it is meant as one. */
Test(vars_type, several_items_typed_as_one)
{
	static const char *const several[] = { "甲、乙、丙", "甲、乙和丙", "甲，乙", "预算编制,专项资金监控", "党务公开 队伍建设", "1.甲 2.乙", "①甲②乙", "['甲', '乙']", "[甲，乙]", "甲（一、二）、乙" };
	static const char *const one[] = { "甲、乙|", "甲", "甲（乙、丙）", "“甲、乙”行动", "第三、第五村民小组", "一、二级公路", "每月选择两个预算单位，各写一页执行情况分析材料", "预算12,000元", "先学，后做。", "[2026]甲",
					   "甲、乙;丙", "Word 文档", "时间：3月，地点：县局" };
	static const char *const arrays[] = { "[\"甲\",\"乙|丙\"]", " [ \"甲\" , \"乙|丙\" ] " };
	for (size_t i = 0; i < sizeof several / sizeof *several; i++) {
		const struct value *list = parse(TYPE_LIST, several[i]);
		cr_expect(list && list->count == 1 && diags.first && diags.first->code == DIAG_VALUE_SEVERAL, "%s", several[i]);
		diag_init(&diags, arena);
	}
	for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
		cr_expect(parse(TYPE_LIST, one[i]) && !diags.first, "%s", one[i]);
		diag_init(&diags, arena);
	}
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
		const struct value *list = parse(TYPE_LIST, arrays[i]);
		cr_assert(list && list->count == 2 && str_is(list->items[1]->text, "乙|丙"), "%s", arrays[i]);
		cr_expect(diags.first && diags.first->code == DIAG_VALUE_READ_AS);
		diag_init(&diags, arena);
	}
	cr_expect_eq(parse(TYPE_LIST, "[1, 2]")->count, 1);
}

/* Numbers typed before the items go where they are those of a list, and are refused where they are others; what only looks like one stays. */
Test(vars_type, typed_numbers_of_lists)
{
	static const char *const numbered[] = { "1.甲|2.乙", "1、甲；2、乙", "（1）甲\n（2）乙", "(1) 甲;(2) 乙", "一、甲|二、乙", "（一）甲|（二）乙",
						"①甲|②乙", "１．甲|２．乙", "1) 甲|2) 乙", "1. 甲\n2. 乙\n" };
	static const char *const wrong[] = { "1.甲|3.乙", "2.甲|1.乙", "1.甲|乙|3.丙", "3.甲|4.乙" };
	static const char *const other[] = { "1.5亿元|2.5亿元", "一、二级医院|二、三级医院", "甲|2.乙", "2026.甲|2027.乙", "1号楼|2号楼", "一、|二、" };
	for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
		const struct value *list = parse(TYPE_LIST, numbered[i]);
		cr_assert(list && list->count == 2 && str_is(list->items[0]->text, "甲") && str_is(list->items[1]->text, "乙"), "%s", numbered[i]);
		cr_expect_eq(diags.last->code, DIAG_VALUE_READ_AS);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refuses(TYPE_LIST, wrong[i], DIAG_VALUE_ITEM_NUMBER);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		struct str rest = str_of(other[i]), first = str_cut(&rest, "|");
		const struct value *list = parse(TYPE_LIST, other[i]);
		cr_assert(list && str_equal(list->items[0]->text, first), "%s", other[i]);
	}
}

static const struct value *check(const struct value_type *type, const char *json)
{
	const struct value *value = json_read_value(arena, source_of_text(arena, "d.json", str_of(json)), &diags);
	cr_assert_not_null(value);
	return type_check(arena, type, "名", value, &diags);
}

Test(vars_type, json_follows_the_same_rules)
{
	struct value_type integer = { .kind = TYPE_INTEGER }, list = { .kind = TYPE_LIST },
			  boolean = { .kind = TYPE_BOOLEAN };
	cr_assert_str_eq(check(&integer, "41")->text.data, "41");
	cr_assert_str_eq(check(&integer, "\"1,041\"")->text.data, "1041");
	cr_assert_eq(check(&integer, "null")->kind, VALUE_NULL);
	cr_assert(check(&boolean, "true")->truth);
	cr_assert_eq(check(&list, "[\"甲\", 2]")->count, 2);
	cr_assert_eq(check(&list, "\"甲|乙\"")->count, 2);
	const struct value *table = check(table_type(), "[{\"任务\": \"修订\"}, [\"评议\", \"组织部\", \"12月\"]]");
	cr_assert_str_eq(value_member(table->items[0], STR("责任部门"))->text.data, "");
	cr_assert_str_eq(value_member(table->items[1], STR("责任部门"))->text.data, "组织部");
	cr_assert_eq(diag_errors(&diags), 0);
	cr_assert_null(check(&integer, "1.5"));
	cr_assert_null(check(&integer, "true"));
	struct value_type string = { .kind = TYPE_STRING };
	cr_assert_null(check(&string, "true"));
	cr_assert_null(check(&string, "\"null\""));
	cr_assert_null(check(&string, "\"TRUE\""));
	cr_assert_null(check(&list, "[\"甲\", false]"));
	cr_assert_null(check(&list, "[\"甲\\n乙\"]"));
	cr_assert_null(check(&list, "[\"1.甲\", \"3.乙\"]"));
	cr_assert_str_eq(check(&list, "[\"1.甲\", \"2.乙\"]")->items[1]->text.data, "乙");
	cr_assert_null(check(&integer, "{}"));
	cr_assert_null(check(&list, "[[]]"));
	cr_assert_null(check(&list, "[\"\uFDD1\"]"));
	cr_assert_null(check(table_type(), "[[1]]"));
	cr_assert_null(check(table_type(), "[{\"任何\": 1}]"));
	cr_assert_eq(diags.last->code, DIAG_VALUE_NO_COLUMN);
	cr_assert_eq(diag_errors(&diags), 13);
}
