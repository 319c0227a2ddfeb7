#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/suggest.h"
#include "vars/filter.h"
#include "vars/json.h"
#include "vars/value.h"

Test(vars_value, maps_keep_order_replace_and_find)
{
	struct arena *arena = arena_new();
	struct value_builder builder = { .arena = arena };
	for (int i = 0; i < 1000; i++) {
		char name[16];
		snprintf(name, sizeof name, "名%d", i % 900);
		value_map_set(&builder, name, value_number(arena, str_of(name + 3)));
	}
	value_map_set(&builder, "名7", value_bool(arena, true));
	const struct value *map = value_map_finish(&builder);
	cr_assert_eq(map->count, 900);
	cr_assert_str_eq(map->members[899].name, "名899");
	cr_assert(value_member(map, STR("名7"))->truth);
	cr_assert(str_is(value_member(map, STR("名899"))->text, "899"));
	cr_assert_null(value_member(map, STR("名900")));
	cr_assert_null(value_member(value_null(), STR("x")));
	arena_free(arena);
}

Test(vars_value, truth_follows_mustache)
{
	struct arena *arena = arena_new();
	struct value_builder none = { .arena = arena }, one = { .arena = arena };
	value_list_add(&one, value_null());
	cr_assert_not(value_truth(NULL));
	cr_assert_not(value_truth(value_null()));
	cr_assert_not(value_truth(value_string(arena, STR(""))));
	cr_assert_not(value_truth(value_bool(arena, false)));
	cr_assert_not(value_truth(value_list_finish(&none)));
	cr_assert(value_truth(value_list_finish(&one)));
	cr_assert(value_truth(value_number(arena, STR("0"))));
	cr_assert(value_truth(value_map_finish(&none)));
	arena_free(arena);
}

/* One filter on one value; `in` with '|' is a list, `out` NULL means refused. */
struct filter_case {
	const char *filter, *argument, *in, *out;
};

static const struct value *case_value(struct arena *arena, const char *text)
{
	struct value_builder builder = { .arena = arena };
	struct str rest = str_of(text);
	if (!strchr(text, '|'))
		return value_string(arena, rest);
	while (rest.data)
		value_list_add(&builder, value_string(arena, str_cut(&rest, "|")));
	return value_list_finish(&builder);
}

static void check_cases(const struct filter_case *cases, size_t count)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < count; i++) {
		const struct filter *filter = filter_find(str_of(cases[i].filter));
		struct str argument = str_of(cases[i].argument);
		const struct str *given = cases[i].argument ? &argument : NULL;
		cr_assert(filter && filter_accepts(filter, given), "%s:%s", cases[i].filter, cases[i].argument);
		const struct value *out = filter_apply(arena, filter, given, case_value(arena, cases[i].in));
		if (cases[i].out)
			cr_expect(out && str_is(out->text, cases[i].out), "%s of %s is %s, not %s", cases[i].filter,
				  cases[i].in, out ? out->text.data : "refused", cases[i].out);
		else
			cr_expect_null(out, "%s of %s is refused, not %s", cases[i].filter, cases[i].in,
				       out ? out->text.data : "");
	}
	arena_free(arena);
}

Test(vars_filter, writes_counting_numbers)
{
	static const struct filter_case cases[] = {
		{ "小写", NULL, "0", "零" },
		{ "小写", NULL, "10", "十" },
		{ "小写", NULL, "12", "十二" },
		{ "小写", NULL, "0020", "二十" },
		{ "小写", NULL, "101", "一百零一" },
		{ "小写", NULL, "110", "一百一十" },
		{ "小写", NULL, "1010", "一千零一十" },
		{ "小写", NULL, "10010", "一万零一十" },
		{ "小写", NULL, "101000", "十万一千" },
		{ "小写", NULL, "100010000", "一亿零一万" },
		{ "小写", NULL, "100001234", "一亿零一千二百三十四" },
		{ "小写", NULL, "1000000010", "十亿零一十" },
		{ "小写", NULL, "1000000000000", "一万亿" },
		{ "小写", NULL, "9999999999999999",
		  "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九" },
		{ "小写", NULL, "-5.0", "负五" },
		{ "小写", NULL, "10000000000000000", NULL },
		{ "小写", NULL, "1.5", NULL },
		{ "小写", NULL, "若干", NULL },
		{ "小写", NULL, "1e3", NULL },
		{ "大写", NULL, "10", "壹拾" },
		{ "大写", NULL, "12345", "壹万贰仟叁佰肆拾伍" },
		{ "大写", NULL, "1000005", "壹佰万零伍" },
		{ "序号", NULL, "3", "三、" },
		{ "序号", "（一）", "12", "（十二）" },
		{ "序号", "1.", "12", "12." },
		{ "序号", "（1）", "2", "（2）" },
		{ "序号", "①", "1", "①" },
		{ "序号", "①", "21", "㉑" },
		{ "序号", "①", "50", "㊿" },
		{ "序号", "①", "51", NULL },
		{ "序号", "1.", "0", NULL },
		{ "序号", "1.", "10000", NULL },
	};
	check_cases(cases, sizeof cases / sizeof *cases);
}

Test(vars_filter, writes_dates_and_amounts)
{
	static const struct filter_case cases[] = {
		{ "年份", NULL, "2026", "二〇二六" },
		{ "年份", NULL, "2026-03-01", "二〇二六" },
		{ "年份", NULL, "26", NULL },
		{ "日期", NULL, "2026-03-01", "2026年3月1日" },
		{ "日期", NULL, "2024-02-29", "2024年2月29日" },
		{ "日期", NULL, "2026-02-29", NULL },
		{ "日期", NULL, "1900-02-29", NULL },
		{ "日期", NULL, "2026-13-01", NULL },
		{ "日期", NULL, "2026-3-1", NULL },
		{ "中文日期", NULL, "2026-03-01", "二〇二六年三月一日" },
		{ "中文日期", NULL, "2030-10-31", "二〇三〇年十月三十一日" },
		{ "千分", NULL, "1234567.50", "1,234,567.50" },
		{ "千分", NULL, "-999", "-999" },
		{ "千分", NULL, "-1000", "-1,000" },
		{ "百分", NULL, "98.50", "98.5%" },
		{ "百分", NULL, "-0.0", "0%" },
		{ "万元", NULL, "1234567", "123.4567万元" },
		{ "万元", NULL, "120000", "12万元" },
		{ "万元", NULL, "5", "0.0005万元" },
		{ "万元", NULL, "-0.5", "-0.00005万元" },
		{ "万元", NULL, "1,000", NULL },
		{ "计量", "万元", "48000", "4.8亿元" },
		{ "计量", "吨", "168500", "16.85万吨" },
		{ "计量", "万元", "8.50", "8.5万元" },
		{ "计量", "万元", "0.5", "5000元" },
		{ "计量", "万元", "0.00001", "0.00001万元" },
		{ "计量", "元", "123456789", "12345.6789万元" },
		{ "计量", "亿元", "0.12345", "1234.5万元" },
		{ "计量", "吨", "9999", "9999吨" },
		{ "计量", "吨", "0", "0吨" },
		{ "计量", "万元", "0", "0万元" },
		{ "计量", "万元", "-48000", "-4.8亿元" },
		{ "计量", "吨", "约百", NULL },
		{ "计量", NULL, "5", NULL },
	};
	check_cases(cases, sizeof cases / sizeof *cases);
}

Test(vars_filter, joins_and_wraps_text)
{
	static const struct filter_case cases[] = {
		{ "顿号", NULL, "甲|乙|丙", "甲、乙、丙" },
		{ "顿号", NULL, "甲", "甲" },
		{ "并列", NULL, "甲|乙|丙", "甲、乙和丙" },
		{ "并列", "及", "甲|乙", "甲及乙" },
		{ "前缀", "第", "三", "第三" },
		{ "前缀", "第", "", "" },
		{ "后缀", "等", "甲", "甲等" },
		{ "书名号", NULL, "党章", "《党章》" },
		{ "书名号", NULL, "《党章》", "《党章》" },
		{ "书名号", NULL, "学习《党章》办法", "《学习〈党章〉办法》" },
		{ "默认", "若干", "", "若干" },
		{ "默认", "若干", "41", "41" },
	};
	check_cases(cases, sizeof cases / sizeof *cases);
}

Test(vars_filter, maps_over_lists_and_passes_nothing_on)
{
	struct arena *arena = arena_new();
	const struct value *titles =
		filter_apply(arena, filter_find(STR("书名号")), NULL, case_value(arena, "党章|准则"));
	cr_assert_eq(titles->kind, VALUE_LIST);
	cr_assert(str_is(filter_apply(arena, filter_find(STR("顿号")), NULL, titles)->text, "《党章》《准则》"));
	struct value_builder rows = { .arena = arena }, row = { .arena = arena };
	value_list_add(&rows, value_map_finish(&row));
	cr_assert_null(filter_apply(arena, filter_find(STR("顿号")), NULL, value_list_finish(&rows)));
	cr_assert(filter_missing(filter_apply(arena, filter_find(STR("小写")), NULL, NULL)));
	arena_free(arena);
}

Test(vars_filter, checks_arguments_and_suggests_names)
{
	struct str style = STR("1)"), none = STR("");
	cr_assert_null(filter_find(STR("小寫")));
	cr_assert_str_eq(filter_suggest(STR("中文日")), "中文日期");
	cr_assert_null(filter_suggest(STR("abc")));
	cr_assert_not(filter_accepts(filter_find(STR("序号")), &style));
	cr_assert_not(filter_accepts(filter_find(STR("前缀")), NULL));
	cr_assert_not(filter_accepts(filter_find(STR("默认")), &none));
	cr_assert_not(filter_accepts(filter_find(STR("小写")), &style));
}

Test(vars_suggest, counts_changes_and_swaps)
{
	cr_assert_eq(suggest_distance(STR("党员总数"), STR("党员总数")), 0);
	cr_assert_eq(suggest_distance(STR("党员总数"), STR("党员数总")), 1);
	cr_assert_eq(suggest_distance(STR("党员人数"), STR("党员总数")), 1);
	cr_assert_eq(suggest_distance(STR(""), STR("甲乙")), 2);
	cr_assert_eq(suggest_distance(STR("ca"), STR("abc")), 3);
}

static const struct value *read_json(struct arena *arena, const char *text, struct diag_list *diags)
{
	diag_init(diags, arena);
	return json_read_value(arena, source_of_text(arena, "data.json", str_of(text)), diags);
}

Test(vars_json, keeps_numbers_as_they_are)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	static const char *const numbers[][2] = {
		{ "1.21", "1.21" },        { "0.1", "0.1" },     { "-0.05", "-0.05" },
		{ "9223372036854775807", "9223372036854775807" }, { "1e3", "1000" }, { "2.50", "2.50" },
		{ "1.5e300", "1.5e300" },  { "123456.789", "123456.789" }, { "0.0000001", "0.0000001" },
		{ "1e-9", "0.000000001" },   { "0.0", "0.0" },
		{ "99999999999999999999", "99999999999999999999" }, { "1.250E2", "125.0" },  { "-12.5e-3", "-0.0125" },
		{ "12.50", "12.50" },
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const struct value *value = read_json(arena, numbers[i][0], &diags);
		cr_expect(value && str_is(value->text, numbers[i][1]), "%s became %s", numbers[i][0],
			  value ? value->text.data : "an error");
	}
	arena_free(arena);
}

Test(vars_json, names_the_place_of_errors)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	unsigned line, column;
	cr_assert_null(read_json(arena, "{\n  \"甲\": 1,\n  \"乙\": tru\n}", &diags));
	cr_assert_eq(diags.first->code, DIAG_JSON_SYNTAX);
	source_position(diags.first->place, &line, &column);
	cr_assert_eq(line, 3);
	cr_assert_null(read_json(arena, "{\"甲\": 1, \"甲\": 2}", &diags));
	cr_assert_null(read_json(arena, "\"\\u0000\"", &diags));
	char deep[200];
	memset(deep, '[', 65);
	memset(deep + 65, ']', 65);
	deep[130] = '\0';
	cr_assert_null(read_json(arena, deep, &diags));
	cr_assert_eq(diags.first->code, DIAG_JSON_TOO_DEEP);
	deep[0] = ' ';
	deep[129] = '\0';
	cr_assert_not_null(read_json(arena, deep, &diags));
	arena_free(arena);
}
