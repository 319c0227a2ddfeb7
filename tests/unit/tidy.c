/* Values that are not values: whichever way they come in, they are refused or come out as what was meant. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "support.h"
#include "vars/element.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/reference.h"
#include "vars/stand_in.h"
#include "vars/tidy.h"
#include "vars/type.h"

/* What comes in and what comes out; NULL: refused. */
static const char *const hostile[][2] = {
	{ "何静", "何静" },
	{ "\u00a0何静\u3000", "何静" },
	{ "\ufeff\u200b何\u200b静\u200e", "何静" },
	{ "\u202d13800138000\u202c", "13800138000" },
	{ "\u2066何静\u2069", "何静" },
	{ "葛\U000E0101城", "葛\U000E0101城" },
	{ "\U000E0101葛城", "葛城" },
	{ "何\u200d静", "何静" },
	{ "👨\u200d👩", "👨\u200d👩" },
	{ "张\u00a0三", "张 三" },
	{ "=\"001234\"", "001234" },
	{ "'001234", "001234" },
	{ "\u00ad何\u00ad静\u00ad", "何\u00ad静" },
	{ "\u180e何静", "何静" },
	{ "\u2800何\u2800静", "何 静" },
	{ "C#", "C#" },
	{ "#抗疫!", "#抗疫!" },
	{ "12E3", "12E3" },
	{ "13800138000.0", "13800138000" },
	{ "2.0", "2.0" },
	{ "#N/A", NULL },
	{ "＃Ｎ／Ａ", NULL },
	{ "#REF!", NULL },
	{ "共#VALUE!人", NULL },
	{ "#DIV/0!", NULL },
	{ "#NAME?", NULL },
	{ "#NUM!", NULL },
	{ "#NULL!", NULL },
	{ "#¡VALOR!", NULL },
	{ "#ССЫЛКА!", NULL },
	{ "Err:502", NULL },
	{ "########", NULL },
	{ "1.38E+10", NULL },
	{ "=A1+B1", NULL },
	{ "=\"a\"&\"b\"", NULL },
	{ "\u202e何静", NULL },
	{ "何\u2067静", NULL },
	{ "何\u202e静\u202c", NULL },
	{ "何\x01静", NULL },
	{ "何\ufffd静", NULL },
	{ "何\ufdd0静", NULL },
	{ "何\u3164静", NULL },
	{ "何\U000E0041静", NULL },
	{ "何\xff静", NULL },
};
enum { COUNT = sizeof hostile / sizeof *hostile };

TestSuite(vars_tidy, .init = start, .fini = stop);

/* One value came in on one way. A code (.0) is undone only where the whole value is one. */
static void compare(const char *way, size_t i, const struct value *value, bool part)
{
	const char *expected = part && strstr(hostile[i][0], "000.0") ? hostile[i][0] : hostile[i][1];
	if (expected)
		cr_expect(value && str_is(value->text, expected), "%s: %s gave %s", way, hostile[i][0], value ? value->text.data : "an error");
	else
		cr_expect(!value && diag_errors(&diags), "%s: %s was taken", way, hostile[i][0]);
	diag_init(&diags, arena);
}

static const struct value *first_of(const struct value *list)
{
	const struct value *item = list && list->count ? list->items[0] : NULL;
	return item && item->kind == VALUE_MAP ? item->members[0].value : item;
}

Test(vars_tidy, the_same_on_every_way_in)
{
	static const struct str columns[] = { { "列", sizeof "列" - 1 } };
	const struct value_type string = { .kind = TYPE_STRING }, text = { .kind = TYPE_TEXT }, list = { .kind = TYPE_LIST },
				table = { .kind = TYPE_TABLE, .choices = columns, .choice_count = 1 };
	for (size_t i = 0; i < COUNT; i++) {
		struct str in = str_of(hostile[i][0]);
		struct value_builder items = { .arena = arena };
		value_list_add(&items, value_string(arena, in));
		const struct value *json = value_list_finish(&items);
		struct value_builder rows = { .arena = arena };
		value_list_add(&rows, json);
		const struct value *json_rows = value_list_finish(&rows);
		compare("string", i, type_parse(arena, &string, "名", in, NO_PLACE, &diags), false);
		compare("JSON string", i, type_check(arena, &string, "名", value_string(arena, in), &diags), false);
		compare("text", i, type_parse(arena, &text, "名", in, NO_PLACE, &diags), true);
		compare("list", i, first_of(type_parse(arena, &list, "名", in, NO_PLACE, &diags)), true);
		compare("JSON list", i, first_of(type_check(arena, &list, "名", json, &diags)), true);
		compare("table", i, first_of(type_parse(arena, &table, "名", in, NO_PLACE, &diags)), true);
		compare("JSON table", i, first_of(type_check(arena, &table, "名", json_rows, &diags)), true);
	}
}

Test(vars_tidy, what_is_not_seen_is_no_text)
{
	static const char *const unseen[] = { "\u00ad", "\u00ad\u00ad", "\u180e", "\u2800", "\u200b\u00ad" };
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
		struct str text = str_of(unseen[i]);
		cr_expect(tidy_value(arena, "名", &text, NO_PLACE, &diags) && !text.len, "%zu", i);
	}
}

/* What is refused as a text is refused as anything else. */
Test(vars_tidy, no_type_takes_what_is_none)
{
	static const struct str choices[] = { { "何静", sizeof "何静" - 1 } };
	for (int kind = 0; kind < TYPE_KINDS; kind++)
		for (size_t i = 0; i < COUNT; i++) {
			struct value_type type = { .kind = (enum type_kind)kind, .choices = choices, .choice_count = 1 };
			bool taken = type_parse(arena, &type, "名", str_of(hostile[i][0]), NO_PLACE, &diags) != NULL;
			cr_expect(!taken || hostile[i][1], "%s took %s", type_name(type.kind), hostile[i][0]);
		}
}

static const char *read_as(enum type_kind kind, const char *text, const char *min, const char *max)
{
	struct value_type type = { .kind = kind, .min = min, .max = max };
	const struct value *value = type_parse(arena, &type, "名", str_of(text), NO_PLACE, &diags);
	return value ? value->text.data : "refused";
}

Test(vars_tidy, yes_and_no_are_no_text)
{
	static const char *const answers[] = { "TRUE", "false", "是", "否" };
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		cr_expect_str_eq(read_as(TYPE_STRING, answers[i], NULL, NULL), "refused");
	cr_expect_str_eq(read_as(TYPE_STRING, "是否", NULL, NULL), "是否");
}

Test(vars_tidy, a_time_of_another_zone_says_no_day)
{
	cr_expect_str_eq(read_as(TYPE_DATE, "2026-03-10T08:30:00", NULL, NULL), "2026-03-10");
	cr_expect_str_eq(read_as(TYPE_DATE, "2026-03-10T00:00:00+08:00", NULL, NULL), "2026-03-10");
	cr_expect_str_eq(read_as(TYPE_DATE, "2026-03-09T16:00:00.000Z", NULL, NULL), "refused");
	cr_expect_str_eq(read_as(TYPE_DATE, "2026-03-09T11:00:00-05:00", NULL, NULL), "refused");
}

Test(vars_tidy, days_are_counted_as_their_workbook_counts_them)
{
	static const struct value_type type = { .kind = TYPE_DATE };
	struct source sheet = { .name = "b.xlsx", .sheet = "1", .from_1904 = true };
	const struct value *value = type_parse(arena, &type, "启动", STR("44620"), (struct place){ &sheet, 0 }, &diags);
	cr_assert(value);
	cr_expect_str_eq(value->text.data, "2026-03-01");
	value = type_parse(arena, &type, "启动", STR("35064"), (struct place){ &sheet, 0 }, &diags);
	cr_assert(value);
	cr_expect_str_eq(value->text.data, "2000-01-01");
	cr_expect_null(type_parse(arena, &type, "启动", STR("72000"), (struct place){ &sheet, 0 }, &diags));
	sheet.from_1904 = false;
	value = type_parse(arena, &type, "启动", STR("44620"), (struct place){ &sheet, 0 }, &diags);
	cr_assert(value);
	cr_expect_str_eq(value->text.data, "2022-02-28");
}

Test(vars_tidy, numbers_and_dates_of_spreadsheets)
{
	cr_expect_str_eq(read_as(TYPE_INTEGER, "41.0", NULL, NULL), "41");
	cr_expect_str_eq(read_as(TYPE_INTEGER, "41.5", NULL, NULL), "refused");
	cr_expect_str_eq(read_as(TYPE_INTEGER, "\u00a0４１\u200b", NULL, NULL), "41");
	cr_expect_str_eq(read_as(TYPE_DECIMAL, "\u221212.50", NULL, NULL), "-12.50");
	cr_expect_str_eq(read_as(TYPE_YEAR, "2026.0", NULL, NULL), "2026");
	cr_expect_str_eq(read_as(TYPE_BOOLEAN, "TRUE", NULL, NULL), "true");
	cr_expect_str_eq(read_as(TYPE_DATE, "46082", NULL, NULL), "2026-03-01");
	cr_expect_str_eq(read_as(TYPE_DATE, "46081.75", NULL, NULL), "2026-02-28");
	cr_expect_str_eq(read_as(TYPE_DATE, "36526", NULL, NULL), "2000-01-01");
	cr_expect_str_eq(read_as(TYPE_DATE, "36585", NULL, NULL), "2000-02-29");
	cr_expect_str_eq(read_as(TYPE_DATE, "45351", NULL, NULL), "2024-02-29");
	cr_expect_str_eq(read_as(TYPE_DATE, "73050", NULL, NULL), "2099-12-31");
	cr_expect_str_eq(read_as(TYPE_DATE, "12345", NULL, NULL), "refused");
	cr_expect_str_eq(read_as(TYPE_DATE, "2026.3.1", NULL, NULL), "2026-03-01");
	cr_expect_str_eq(read_as(TYPE_DATE, "2026/3/1 0:00", NULL, NULL), "2026-03-01");
	cr_expect_str_eq(read_as(TYPE_DATE, "20260301", NULL, NULL), "2026-03-01");
	cr_expect_str_eq(read_as(TYPE_DATE, "20261301", NULL, NULL), "refused");
	cr_expect_str_eq(read_as(TYPE_DATE, "3/1/2026", NULL, NULL), "refused");
}

Test(vars_tidy, fractions_for_percentages)
{
	cr_expect_str_eq(read_as(TYPE_PERCENT, "0.85%", "0", "100"), "0.85");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "0.85", "0", "100"), "refused");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "1", NULL, NULL), "refused");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "0.85", "50", "100"), "85");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "0.855", "50", "100"), "85.5");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "0.85", "0", "10"), "0.85");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "85", "0", "100"), "85");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "1.02", NULL, "300"), "refused");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "1.02", "50", "300"), "102");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "1.02%", NULL, "300"), "1.02");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "1.02", "0", "100"), "1.02");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "102", NULL, "300"), "102");
	cr_expect_str_eq(read_as(TYPE_PERCENT, "3.5", NULL, "300"), "3.5");
}

/* What the head and the record block print of an element, or NULL where it is refused. */
Test(vars_tidy, elements_of_the_head)
{
	static const char *const elements[][3] = {
		{ "发文机关", "县科技局", "县科技局" }, { "发文机关", "县科技局|县财政局", "县科技局、县财政局" }, { "发文机关", "县科技局；县财政局", "县科技局、县财政局" },
		{ "发文机关", "甲\\；乙", "甲；乙" }, { "签发人", "甲\\|乙|丙", "甲|乙、丙" },
		{ "印发机关", "县科技局｜县财政局", NULL }, { "签发人", "张三|李四", "张三、李四" }, { "签发人", "张三；李四", "张三、李四" },
		{ "签发人", "张三、李四", "张三、李四" }, { "抄送", "甲|乙；丙", "甲，乙；丙" }, { "份号", "0", NULL }, { "份号", "000000", NULL },
		{ "份号", "12", "12" }, { "保密期限", "5", NULL }, { "保密期限", "五", NULL }, { "保密期限", "★10", NULL }, { "保密期限", "5年", "5年" },
		{ "保密期限", "长期", "长期" }, { "密级", "机密★5", NULL }, { "密级", "机密*1年", "机密★1年" }, { "密级", "机密★", "机密★" },
		{ "发文机关", "甲局、乙局", "甲局、乙局" }, { "印发机关", "甲局、乙局", NULL }, { "印章", "签名章", "签名章" }, { "印章", "公章", NULL }, { "发文字号", "文号：青科〔2026〕1号", "青科〔2026〕1号" }, { "抄送", "抄送 甲、乙", "甲、乙" },
		{ "发文字号", "青科〔２０２６〕１号", "青科〔2026〕1号" }, { "印发日期", "2026-03-11印发", "2026年3月11日" }, { "成文日期", "26-3-1", NULL }, { "作者", "null", NULL },
		{ "发文机关", "甲局,乙局", "甲局、乙局" }, { "发文机关", "甲局， 乙局", "甲局、乙局" }, { "发文机关", "ABC, Ltd.", "ABC, Ltd." }, { "抄送", "甲局 ,乙局;丙局", "甲局，乙局；丙局" },
		{ "印发机关", "甲办,乙办", NULL }, { "发文字号", "青科〔2026〕0号", NULL }, { "发文字号", "青科〔2026〕010号", "青科〔2026〕10号" }, { "保密期限", "十五年", "15年" },
		{ "保密期限", "★六个月", "★6个月" }, { "密级", "机密★二十年", "机密★20年" }, { "保密期限", "三年规划完成前", "三年规划完成前" }, { "签发人", "无", NULL },
		{ "保密期限", "（无）", NULL }, { "抄送", "待定", NULL }, { "发文机关", "无锡市科技局", "无锡市科技局" }, { "抄送", "XX局", NULL }, { "发文机关", "TRUE", NULL }, { "签发人", "false", NULL }, { "保密期限", "是", NULL },
	};
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		struct str text = str_of(elements[i][1]);
		bool good = element_read(arena, elements[i][0], &text, NO_PLACE, &diags);
		cr_expect(good == (elements[i][2] != NULL) && (!good || str_is(text, elements[i][2])), "%s=%s", elements[i][0], elements[i][1]);
	}
}

/* What names nothing, by what the example shows that a value is of. */
Test(vars_tidy, names_of_nothing)
{
	static const struct {
		const char *text, *example;
		bool nothing;
	} values[] = {
		{ "无", "赵国安", true }, { "张三", "何静", true }, { "小王", "陆明远", true }, { "老李", "何静", true }, { "000", "何静", true }, { "若干", "何静", true },
		{ "无", "0899-5512036", true }, { "000", "0899-5512036", true }, { "00000000000", "0899-5512036", true }, { "没有", "13800138000", true }, { "若干", "柳溪镇南坪村", true },
		{ "无", "县直机关工委", true }, { "12345", "城东社区", true }, { "无", "预算股股长", false }, { "无", "9月", false }, { "无", "高山蔬菜、中药材和食用菌", false },
		{ "110", "0899-5512036", false }, { "12345", "0899-5512036", false }, { "张三丰", "何静", false }, { "小明", "何静", false }, { "老舍", "何静", false },
		{ "张三", "县直机关工委", false }, { "无锡市委", "县委", false }, { "无", "", false }, { "赵国安", "何静", false },
	};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		cr_expect(stand_in_names_nothing(str_of(values[i].text), str_of(values[i].example)) == values[i].nothing, "%s of %s", values[i].text,
			  values[i].example);
}

/* Numbers before the items of a list go where each of several counts; those that belong to a name stay. */
Test(vars_tidy, numbers_of_items)
{
	static const char *const lists[][2] = {
		{ "1.甲;2.乙", "甲" }, { "（一）甲；（二）乙", "甲" }, { "①甲|②乙", "甲" }, { "（一）期末检查；（二）号召", "期末检查" }, { "（1）号楼;（2）号楼", "（1）号楼" },
		{ "①号线;②号线", "①号线" }, { "（一）期工程", "（一）期工程" }, { "1.甲", "1.甲" }, { "1.甲;3.乙", NULL },
	};
	static const struct value_type type = { .kind = TYPE_LIST };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct value *first = first_of(type_parse(arena, &type, "名", str_of(lists[i][0]), NO_PLACE, &diags));
		cr_expect(lists[i][1] ? first && str_is(first->text, lists[i][1]) : !first, "%s", lists[i][0]);
	}
}

Test(vars_tidy, document_numbers)
{
	static const char *const numbers[][2] = {
		{ "青科党〔2026〕3号", "青科党〔2026〕3号" },  { "青科党[2026]03号", "青科党〔2026〕3号" },
		{ "青科党（2026）第3号", "青科党〔2026〕3号" }, { "青科党【2026】 010 号", "青科党〔2026〕10号" },
		{ "三号", NULL }, { "青科党〔26〕3号", NULL }, { "青科党〔2026〕三号", NULL }, { "〔2026〕3号", NULL },
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct buf out = BUF_INIT;
		bool ok = reference_add(str_of(numbers[i][0]), &out);
		cr_expect(ok == (numbers[i][1] != NULL) && (!ok || str_is(buf_str(&out), numbers[i][1])), "%s", numbers[i][0]);
		buf_free(&out);
	}
}

Test(vars_tidy, numbers_of_issues)
{
	static const char *const numbers[][2] = {
		{ "第3期", "第3期" }, { "第 03 期", "第3期" }, { "2026年第3期", "2026年第3期" }, { "2026 年 第 3 期（总第 015 期）", "2026年第3期（总第15期）" },
		{ "第3期(总第15期)", "第3期（总第15期）" }, { "第期", NULL }, { "3期", NULL }, { "26年第3期", NULL }, { "第3期（总第15期", NULL },
		{ "第3期（第15期）", NULL }, { "第3期草案", NULL }, { "", NULL }, { "第三期", NULL },
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct buf out = BUF_INIT;
		bool ok = reference_add_issue(str_of(numbers[i][0]), &out);
		cr_expect(ok == (numbers[i][1] != NULL) && (!ok || str_is(buf_str(&out), numbers[i][1])), "%s: %s", numbers[i][0], out.len ? out.data : "");
		buf_free(&out);
	}
}

/* Every day of a year in Chinese numerals, and what is near to one but none. */
Test(vars_tidy, chinese_dates)
{
	static const char *const numerals[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
	static const char *const wrong[] = { "二〇二六年十十月一日", "二〇二六年三月二十十日", "二〇二六年三月一一日", "二〇二六年三月", "二六年三月一日",
					     "二〇二六年三月十〇日", "二〇二六年三月一日前", "二〇二六年零三月一日", "年三月一日" };
	for (int month = 1; month <= 12; month++)
		for (int day = 1; day <= 31; day++) {
			struct number_date date = { 0 };
			const char *text = arena_printf(arena, "二〇%s六年%s%s月%s%s%s日", month % 2 ? "二" : "九", month >= 10 ? "十" : "",
							numerals[month >= 10 ? month - 10 : month], day >= 20 ? numerals[day / 10] : "",
							day >= 10 ? "十" : "", numerals[day % 10]);
			cr_expect(input_read_date(arena, str_of(text), &date) && date.year == (month % 2 ? 2026 : 2096) &&
					  date.month == month && date.day == day, "%s", text);
		}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct number_date date;
		cr_expect_not(input_read_date(arena, str_of(wrong[i]), &date), "%s", wrong[i]);
	}
}
