#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "content_support.h"
#include "support.h"
#include "vars/json.h"

#define FIXTURE "tests/data/catalogue"
#define SCHEMAS "templates/schema"

/* `text` with the first `old` replaced. */
static const char *change(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);
	cr_assert(at, "%s", old);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static const struct catalogue *load(const char *content)
{
	return catalogue_load(arena, content, SCHEMAS, NULL, &diags);
}

/* The one error expected: its code and place. */
static void check(enum diag_code code, unsigned line, unsigned column)
{
	expect_diag(diags.last, code, line, column);
}

/* ---- look-up */

TestSuite(catalogue_lookup, .init = start, .fini = stop);

static void finds_variant(const struct catalogue *catalogue, const char *query, const char *id)
{
	const struct catalogue_variant *variant = catalogue_find_variant(catalogue, str_of(query), &diags);
	cr_assert(variant, "%s", query);
	cr_assert_str_eq(variant->id, id);
}

Test(catalogue_lookup, loads_the_fixture)
{
	const struct catalogue *catalogue = load(FIXTURE);
	expect_no_errors();
	cr_assert_eq(catalogue->variant_count, 4);
	cr_assert_str_eq(catalogue->variants[0].id, "01-企业");
	cr_assert_str_eq(catalogue->variants[0].source, "plans/01-企业.md");
	cr_assert_null(catalogue->variants[1].source);
	cr_assert(catalogue->year_count == 1 && catalogue->years[0] == 2026);
	cr_assert_eq(catalogue->unit_count, 4);
	const struct catalogue_variable *variable = catalogue_variable(catalogue, STR("党员总数"));
	cr_assert(variable->required && !variable->built_in && variable->type.kind == TYPE_INTEGER);
	cr_assert_str_eq(variable->type.max, "200000");
	cr_assert(catalogue_variable(catalogue, STR("单位.名称"))->built_in);
	cr_assert_null(catalogue_variable(catalogue, STR("党员人数")));
	const struct catalogue_variable *of_one = catalogue_variable(catalogue, STR("书记姓名"));
	cr_assert(catalogue_applies(variable, &catalogue->variants[0]) && catalogue_applies(of_one, NULL));
	cr_assert(catalogue_applies(of_one, &catalogue->variants[1]) && !catalogue_applies(of_one, &catalogue->variants[0]));
}

Test(catalogue_lookup, variants_by_number_id_names_and_parts)
{
	const struct catalogue *catalogue = load(FIXTURE);
	finds_variant(catalogue, "1", "01-企业");
	finds_variant(catalogue, "03", "03-企业-简版");
	finds_variant(catalogue, "02-支部", "02-支部");
	finds_variant(catalogue, "企业简版", "03-企业-简版");
	finds_variant(catalogue, "党 支 部", "02-支部");
	finds_variant(catalogue, "简版", "03-企业-简版");
	finds_variant(catalogue, "2018年政法宣传工作", "04-政法宣传");
	expect_no_errors();
	cr_assert_null(catalogue_find_variant(catalogue, STR("企业"), &diags));
	cr_assert_eq(diags.last->code, DIAG_VARIANT_AMBIGUOUS);
	cr_assert_str_eq(diags.last->arguments[1], "01-企业, 03-企业-简版");
	cr_assert_null(catalogue_find_variant(catalogue, STR("政发宣传"), &diags));
	cr_assert_eq(diags.last->code, DIAG_VARIANT_UNKNOWN_NEAR);
	cr_assert_null(catalogue_find_variant(catalogue, STR("99"), &diags));
	cr_assert_null(catalogue_find_variant(catalogue, STR(""), &diags));
	cr_assert_eq(diags.last->code, DIAG_VARIANT_UNKNOWN);
}

static void finds_unit(const struct catalogue *catalogue, const char *query, const char *id)
{
	const struct catalogue_unit *unit = catalogue_find_unit(catalogue, str_of(query), &diags);
	cr_assert(unit, "%s", query);
	cr_assert(str_is(unit->id, id));
}

Test(catalogue_lookup, units_by_id_names_and_aliases)
{
	const struct catalogue *catalogue = load(FIXTURE);
	finds_unit(catalogue, "Q01", "Q01");
	finds_unit(catalogue, "Ｑ０１", "Q01");
	finds_unit(catalogue, "q01", "Q01");
	finds_unit(catalogue, "临江 港务\u3000集团", "Q01");
	finds_unit(catalogue, "港务集团", "Q01");
	finds_unit(catalogue, "港务", "Q01");
	finds_unit(catalogue, "(临江)水务公司", "Q02");
	finds_unit(catalogue, "水务", "Q02");
	expect_no_errors();
	cr_assert_null(catalogue_find_unit(catalogue, STR("集团公司"), &diags));
	cr_assert_eq(diags.last->code, DIAG_UNIT_AMBIGUOUS);
	cr_assert_str_eq(diags.last->arguments[1], "Q01 临江港务集团, Q02 （临江）水务公司");
}

Test(catalogue_lookup, unknown_units_are_never_guessed)
{
	const struct catalogue *catalogue = load(FIXTURE);
	cr_assert_null(catalogue_find_unit(catalogue, STR("县科技句"), &diags));
	cr_assert_eq(diags.last->code, DIAG_UNIT_UNKNOWN_NEAR);
	cr_assert_str_eq(diags.last->arguments[0], "县科技句");
	cr_assert_str_eq(diags.last->arguments[1], "‘县科技局’, ‘科技局’");
	cr_assert_null(catalogue_find_unit(catalogue, STR("外星人"), &diags));
	cr_assert_eq(diags.last->code, DIAG_UNIT_UNKNOWN);
	cr_assert_null(catalogue_find_unit(catalogue, STR(""), &diags));
	cr_assert_null(catalogue_find_unit(catalogue, STR("\xFF"), &diags));
}

Test(catalogue_lookup, variants_of_a_unit)
{
	const struct catalogue *catalogue = load(FIXTURE);
	const struct catalogue_variant **variants;
	cr_assert_eq(catalogue_unit_variants(arena, catalogue, &catalogue->units[0], &variants), 2,
		     "国企 extends 企业");
	cr_assert_str_eq(variants[1]->id, "03-企业-简版");
	cr_assert_eq(catalogue_unit_variants(arena, catalogue, &catalogue->units[1], &variants), 2, "its own list");
	cr_assert_str_eq(variants[1]->id, "04-政法宣传");
	cr_assert_eq(catalogue_unit_variants(arena, catalogue, &catalogue->units[3], &variants), 1);
}

/* ---- values */

TestSuite(catalogue_values, .init = start, .fini = stop);

/* The values of a unit (NULL: none) for a variant, with everything of 2026. */
static const struct catalogue_values *values_of(const char *unit, const char *variant, const char *json,
						const struct catalogue_setting *settings, size_t count)
{
	const struct catalogue *catalogue = load(FIXTURE);
	struct catalogue_request request = { .year = 2026, .settings = settings, .setting_count = count };
	request.variant = catalogue_find_variant(catalogue, str_of(variant), &diags);
	request.unit = unit ? catalogue_find_unit(catalogue, str_of(unit), &diags) : NULL;
	request.profile = catalogue_year(arena, catalogue, 2026, &diags);
	if (json)
		request.data = json_read_value(arena, source_of_text(arena, "d.json", str_of(json)), &diags);
	return catalogue_values(arena, catalogue, &request, &diags);
}

static void is(const struct catalogue_values *values, const char *name, const char *expected)
{
	const struct value *value = value_member(values->root, str_of(name));
	cr_assert(value || !expected, "%s has no value", name);
	cr_assert(!value || expected, "%s is %s", name, value ? value->text.data : "");
	if (value)
		cr_assert_str_eq(value->text.data, expected, "%s is %s", name, value->text.data);
}

Test(catalogue_values, every_layer_overrides_the_one_below)
{
	struct catalogue_setting set = { "层", "命令行", NO_PLACE };
	const struct catalogue_values *values = values_of("Q01", "01-企业", "{\"层\": \"数据\"}", &set, 1);
	expect_no_errors();
	static const struct {
		const char *layer, *scope, *value, *file;
		unsigned line;
	} chain[] = {
		{ "set", NULL, "命令行", NULL, 0 },
		{ "data", NULL, "数据", "d.json", 1 },
		{ "unit-variant", "01-企业@层", "港务企业版", FIXTURE "/units/a.csv", 2 },
		{ "unit", "Q01", "港务", FIXTURE "/units/a.csv", 2 },
		{ "region", "云岭省/临江市", "临江市", FIXTURE "/variables.xml", 26 },
		{ "region", "云岭省", "云岭省", FIXTURE "/variables.xml", 27 },
		{ "unit-type", "国企", "国企", FIXTURE "/variables.xml", 20 },
		{ "unit-type", "企业", "企业", FIXTURE "/variables.xml", 21 },
		{ "year", "2026", "2026年", FIXTURE "/years/2026.xml", 3 },
		{ "default", NULL, "默认", FIXTURE "/variables.xml", 4 },
	};
	const struct catalogue_origin *origin = catalogue_explain(values, STR("层"));
	for (size_t i = 0; i < sizeof chain / sizeof *chain; i++, origin = origin->overrode) {
		cr_assert(origin, "layer %s is missing", chain[i].layer);
		cr_assert_str_eq(catalogue_layer_name(origin->layer), chain[i].layer);
		cr_assert_str_eq(origin->value->text.data, chain[i].value);
		cr_assert(chain[i].scope ? strcmp(origin->scope, chain[i].scope) == 0 : !origin->scope);
		unsigned line, column;
		source_position(origin->value->place, &line, &column);
		cr_assert_eq(line, chain[i].line, "%s: line %u", chain[i].layer, line);
		cr_assert(!chain[i].file || strcmp(origin->value->place.source->name, chain[i].file) == 0);
	}
	cr_assert_null(origin);
	is(values, "层", "命令行");
}

Test(catalogue_values, layers_that_do_not_apply_stay_out)
{
	const struct catalogue_values *values = values_of("Q01", "03-企业-简版", NULL, NULL, 0);
	is(values, "层", "港务");
	values = values_of("Q02", "01-企业", NULL, NULL, 0);
	is(values, "层", "临江市");
	is(values, "联系人", "省办公室");
	values = values_of("Q03", "04-政法宣传", NULL, NULL, 0);
	is(values, "层", "2026年");
	is(values, "联系人", "办公室");
	cr_assert_null(catalogue_explain(values, STR("党员总数")));
	expect_no_errors();
}

Test(catalogue_values, names_that_are_always_there)
{
	const struct catalogue_values *values = values_of("Q01", "01-企业", NULL, NULL, 0);
	static const char *const expected[][2] = {
		{ "年度", "2026" },	     { "变体", "01-企业" },   { "标题名", "临江港务集团" },
		{ "日期", "2026-03-01" },    { "单位.编号", "Q01" },  { "单位.名称", "临江港务集团" },
		{ "单位.简称", "港务集团" }, { "单位.类型", "国企" }, { "单位.地区", "云岭省/临江市/江城区" },
		{ "单位.省", "云岭省" },     { "单位.市", "临江市" }, { "单位.县", "江城区" },
		{ "党员总数", "1234" },	     { "标题", NULL },
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		is(values, expected[i][0], expected[i][1]);
	const struct value *tasks = value_member(values->root, STR("任务"));
	cr_assert_str_eq(value_member(tasks->items[1], STR("责任部门"))->text.data, "组织部");
	cr_assert_eq(value_member(values->root, STR("党员总数"))->type->kind, TYPE_INTEGER);
}

Test(catalogue_values, without_a_unit_the_variant_stands_for_one)
{
	const struct catalogue_values *values = values_of(NULL, "03-企业-简版", NULL, NULL, 0);
	is(values, "标题名", "企业");
	is(values, "单位.名称", "我公司");
	is(values, "单位.类型", "企业");
	is(values, "组织.主体", "公司党委");
	is(values, "单位.编号", NULL);
	expect_no_errors();
}

Test(catalogue_values, a_unit_in_no_file)
{
	const struct catalogue *catalogue = load(FIXTURE);
	struct catalogue_request request = { .unit_name = "县教育局",
					     .unit_type = "国企",
					     .unit_region = "云岭省",
					     .year = 2027,
					     .variant = &catalogue->variants[0],
					     .date = "2027年1月2日" };
	const struct catalogue_values *values = catalogue_values(arena, catalogue, &request, &diags);
	is(values, "标题名", "县教育局");
	is(values, "单位.名称", "县教育局");
	is(values, "年度", "2027");
	is(values, "层", "云岭省");
	is(values, "组织.主体", "公司党委");
	is(values, "日期", "2027-01-02");
	expect_no_errors();
	request.unit_name = "县\x01局";
	request.unit_type = "国气";
	request.date = "2月30日";
	values = catalogue_values(arena, catalogue, &request, &diags);
	struct diag_list faults;
	diag_init(&faults, arena);
	catalogue_report_values(values, STR("单位.名称"), &faults);
	cr_assert_eq(faults.first->code, DIAG_VALUE_HIDDEN);
	cr_assert_eq(diags.first->code, DIAG_TYPE_UNKNOWN_NEAR);
	cr_assert_eq(diags.last->code, DIAG_VALUE_NOT_DATE);
}

Test(catalogue_values, data_may_nest_names)
{
	const struct catalogue_values *values = values_of("Q01", "01-企业",
							  "{\"组织\": {\"主体\": \"集团党委\"}, \"单位\": {\"名称\": "
							  "\"新名\"}, \"层\": null, \"支部\": [\"一\", \"二\"]}",
							  NULL, 0);
	expect_no_errors();
	is(values, "组织.主体", "集团党委");
	is(values, "单位.名称", "新名");
	is(values, "层", NULL);
	cr_assert_eq(value_member(values->root, STR("支部"))->count, 2);
	cr_assert_str_eq(catalogue_explain(values, STR("层"))->overrode->value->text.data, "港务企业版");
}

Test(catalogue_values, faults_leave_the_lower_value)
{
	struct catalogue_setting settings[] = {
		{ "党员总数", "四十", NO_PLACE },
		{ "党员人数", "41", NO_PLACE },
		{ "年度", "2018", NO_PLACE },
		{ "学段", "大学", NO_PLACE },
		{ "成文日期", "2026年2月30日", NO_PLACE },
		{ "参保率", "101%", NO_PLACE },
		{ "代码", "1204", NO_PLACE },
		{ "层", "", NO_PLACE },
	};
	const struct catalogue_values *values = values_of("Q01", "01-企业", "{\"组织\": {\"主题\": 1}}", settings, 8);
	static const enum diag_code expected[] = {
		DIAG_VARIABLE_UNKNOWN_NEAR, DIAG_VALUE_NOT_INTEGER, DIAG_VARIABLE_UNKNOWN_NEAR, DIAG_VARIABLE_BUILT_IN,
		DIAG_VALUE_NOT_A_CHOICE,    DIAG_VALUE_NO_SUCH_DAY, DIAG_VALUE_ABOVE,	DIAG_VALUE_LOST_ZEROS,
	};
	const struct diag *diag = diags.first;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, diag = diag->next)
		cr_assert_eq(diag->code, expected[i], "%zu: %s", i, diag_id(diag->code));
	cr_assert_null(diag);
	cr_assert_str_eq(diags.first->arguments[0], "组织.主题");
	cr_assert_str_eq(diags.first->arguments[1], "‘组织.主体’");
	is(values, "党员总数", "1234");
	is(values, "日期", "2026-03-01");
	is(values, "层", NULL);
}

Test(catalogue_values, an_empty_setting_takes_a_value_away)
{
	struct catalogue_setting none = { "党员总数", " ", NO_PLACE };
	const struct catalogue_values *values = values_of("Q01", "01-企业", NULL, &none, 1);
	const struct catalogue_origin *origin = catalogue_explain(values, STR("党员总数"));
	cr_assert(origin && origin->value->kind == VALUE_NULL && origin->overrode);
	is(values, "党员总数", NULL);
}

/* ---- faults in content */

TestSuite(catalogue_faults, .init = content_start, .fini = content_stop);

static void change_file(const char *name, const char *old, const char *new)
{
	content_put(name, change(content_get(content_path(name)), old, new));
	load(content_folder);
}

Test(catalogue_faults, cycle_of_types)
{
	change_file("variables.xml", "<type name=\"企业\">", "<type name=\"企业\" extends=\"国企\">");
	check(DIAG_TYPE_CYCLE, 20, 3);
	cr_assert_eq(diag_errors(&diags), 1);
}

Test(catalogue_faults, type_that_extends_itself)
{
	change_file("variables.xml", "<type name=\"企业\">", "<type name=\"企业\" extends=\"企业\">");
	check(DIAG_TYPE_CYCLE, 21, 3);
}

Test(catalogue_faults, undeclared_set)
{
	change_file("years/2026.xml", "name=\"层\"", "name=\"组织.主提\"");
	expect_no_errors();
	const struct catalogue *catalogue = load(content_folder);
	cr_assert_not_null(catalogue_year(arena, catalogue, 2026, &diags));
	check(DIAG_VARIABLE_UNKNOWN_NEAR, 3, 2);
	diag_init(&diags, arena);
	cr_assert_eq(catalogue_year(arena, catalogue, 2030, &diags)->count, 0);
	cr_assert(diags.last->code == DIAG_YEAR_MISSING && diags.last->severity == DIAG_WARNING);
	cr_assert_str_eq(diags.last->arguments[1], "2026");
}

Test(catalogue_faults, year_in_another_years_file)
{
	change_file("years/2026.xml", "value=\"2026\"", "value=\"2025\"");
	catalogue_check(load(content_folder), &diags);
	check(DIAG_YEAR_VALUE, 2, 1);
}

Test(catalogue_faults, bad_value_in_a_type)
{
	change_file("variables.xml", "<set name=\"层\">国企</set>", "<set name=\"党员总数\">很多</set>");
	catalogue_check(load(content_folder), &diags);
	check(DIAG_VALUE_NOT_INTEGER, 20, 32);
}

Test(catalogue_faults, declarations)
{
	change_file("variables.xml", "values=\"小学|初中|高中\"", "columns=\"小学\"");
	check(DIAG_VARIABLE_NEEDLESS, 13, 3);
	cr_assert_eq(diags.first->code, DIAG_VARIABLE_LACKS);
	diag_init(&diags, arena);
	change_file("variables.xml", "columns=\"小学\"", "values=\"小学\"");
	change_file("variables.xml", "name=\"学段\"", "name=\"单位.名称\"");
	check(DIAG_VARIABLE_TWICE, 13, 3);
	diag_init(&diags, arena);
	change_file("variables.xml", "name=\"单位.名称\"", "name=\"学段\"");
	change_file("variables.xml", "variants=\"02-支部\"", "variants=\"20-支部\"");
	check(DIAG_VARIANT_UNKNOWN_NEAR, 10, 3);
}

Test(catalogue_faults, grammar)
{
	change_file("variables.xml", "type=\"enum\"", "type=\"number\"");
	check(DIAG_XML_INVALID, 13, 3);
	cr_assert_null(load(content_folder));
}

Test(catalogue_faults, variants)
{
	change_file("catalogue.xml", "order=\"3\"", "order=\"1\"");
	check(DIAG_VARIANT_TWICE, 9, 2);
	diag_init(&diags, arena);
	change_file("catalogue.xml", "order=\"1\" category=\"企业\" short=\"企业简版\"",
		    "order=\"三\" category=\"企业\" short=\"企业简版\"");
	check(DIAG_VARIANT_ORDER, 9, 2);
	diag_init(&diags, arena);
	change_file("catalogue.xml", "order=\"三\"", "order=\"3\"");
	change_file("catalogue.xml", "plans/01-企业.md", "plans/../../x.md");
	check(DIAG_VARIANT_SOURCE, 6, 2);
	diag_init(&diags, arena);
	change_file("catalogue.xml", "plans/../../x.md", "plans/01-企业.md");
	change_file("catalogue.xml", "unit-types=\"机关\"", "unit-types=\"机关 事业\"");
	check(DIAG_TYPE_UNKNOWN_NEAR, 12, 2);
}

Test(catalogue_faults, unit_rows)
{
	content_put("units/b.csv",
	    "编号,名称,类型,适用\nQ01,甲,企业,\n,乙,企业,\nB3,丙,起业,01-企业|99-无\n0012,丁,企业,\n13,戊,企业,\n");
	catalogue_report_faults(load(content_folder), &diags);
	static const struct {
		enum diag_code code;
		unsigned line;
	} expected[] = {
		{ DIAG_UNIT_LACKS, 3 },	     { DIAG_TYPE_UNKNOWN_NEAR, 4 }, { DIAG_VARIANT_UNKNOWN, 4 },
		{ DIAG_UNIT_LOST_ZEROS, 6 }, { DIAG_UNIT_TWICE, 2 }, { DIAG_UNIT_TWICE, 2 },
	};
	const struct diag *diag = diags.first;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, diag = diag->next) {
		unsigned line, column;
		source_position(diag->place, &line, &column);
		cr_assert(diag->code == expected[i].code && line == expected[i].line, "%s at line %u",
			  diag_id(diag->code), line);
	}
	cr_assert_null(diag);
	cr_assert_str_eq(diags.last->arguments[1], arena_printf(arena, "%s/units/a.csv:A2", content_folder));
}

/* Which of the two an id means, nobody knows. */
Test(catalogue_faults, an_id_used_twice_stops_both_units)
{
	content_put("units/b.csv", "编号,名称,类型\nX1,甲,企业\nX2,乙,企业\nX1,丙,企业\nX1,丁,企业\n");
	const struct catalogue *catalogue = load(content_folder);
	static const struct {
		const char *name;
		size_t errors;
	} expected[] = { { "甲", 1 }, { "乙", 0 }, { "丙", 1 }, { "丁", 1 } };
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		diag_init(&diags, arena);
		catalogue_report_faults_of(catalogue, catalogue_find_unit(catalogue, str_of(expected[i].name), &diags), NULL, &diags);
		cr_expect_eq(diag_errors(&diags), expected[i].errors, "%s", expected[i].name);
	}
}

Test(catalogue_faults, names_that_no_tag_can_write)
{
	static const char *const names[] = { "a}}b", "{a", "甲|乙", "甲 乙", "甲@乙", "#甲", ">甲", "甲：乙", "甲=乙" };
	const char *before = "name=\"层\"";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *after = arena_printf(arena, "name=\"%s\"", strcmp(names[i], ">甲") ? names[i] : "&gt;甲");
		diag_init(&diags, arena);
		change_file("variables.xml", before, after);
		catalogue_load(arena, content_folder, SCHEMAS, NULL, &diags);
		cr_expect(diags.first && diags.first->code == DIAG_VARIABLE_NAME, "%s", names[i]);
		before = after;
	}
}

Test(catalogue_faults, unit_headers)
{
	content_put("units/b.csv", "编号,名称,类型,党员人数,99-无@层,层,层,\nB1,甲,企业,1,,,,多\n");
	catalogue_report_faults(load(content_folder), &diags);
	static const struct {
		enum diag_code code;
		unsigned column;
	} expected[] = {
		{ DIAG_VARIABLE_UNKNOWN_NEAR, 10 },
		{ DIAG_VARIANT_UNKNOWN, 15 },
		{ DIAG_UNITS_COLUMN_TWICE, 24 },
		{ DIAG_UNITS_COLUMN_EMPTY, 14 },
	};
	const struct diag *diag = diags.first;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, diag = diag->next) {
		unsigned line, column;
		source_position(diag->place, &line, &column);
		cr_assert(diag->code == expected[i].code && column == expected[i].column, "%s at column %u",
			  diag_id(diag->code), column);
	}
	cr_assert_null(diag);
	diag_init(&diags, arena);
	static const char *const signs[] = { ";", "\t", "，", "；", "|", "｜", "、" };
	for (size_t i = 0; i < 2 * sizeof signs / sizeof *signs; i++) {
		const char *sign = signs[i / 2], *quote = i % 2 ? "\"" : "";
		content_put("units/b.csv", arena_printf(arena, "%s编号%s%s%s名称%s%s类型\nB1%s甲%s企业\n", quote, quote, sign, quote, quote, sign, sign, sign));
		diag_init(&diags, arena);
		catalogue_report_faults(load(content_folder), &diags);
		cr_assert(diags.first->code == DIAG_UNITS_SEPARATOR && !diags.first->next, "%s: %s", sign, diag_id(diags.first->code));
	}
	diag_init(&diags, arena);
	content_put("units/b.csv", "\"编号,名称;类型\n");
	catalogue_report_faults(load(content_folder), &diags);
	const struct diag *unclosed = diags.first;
	while (unclosed && unclosed->code != DIAG_CSV_UNCLOSED)
		unclosed = unclosed->next;
	cr_assert_not_null(unclosed);
	diag_init(&diags, arena);
	content_put("units/b.csv", "");
	catalogue_report_faults(load(content_folder), &diags);
	cr_assert_eq(diags.last->code, DIAG_UNITS_COLUMN_MISSING);
	diag_init(&diags, arena);
	content_put("units/b.csv", "某县各单位,,\n,,\n编号,名称,类型\nB1,甲,企业\n");
	catalogue_report_faults(load(content_folder), &diags);
	cr_assert(diags.first->code == DIAG_UNITS_HEADER_BELOW && !diags.first->next);
	cr_assert_str_eq(diags.first->arguments[1], "A3");
}

/* A file that is no table keeps nobody from the units of the others, and nobody from knowing of it. */
Test(catalogue_faults, a_file_that_is_no_table)
{
	static const char *const files[] = { "", "编号;名称;类型\nB1;甲;企业\n", "题\n编号,名称,类型\n", "\xFF\xFE\x30\x31" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		content_put("units/b.csv", files[i]);
		const struct catalogue *catalogue = load(content_folder);
		cr_expect_eq(diag_errors(&diags), 0, "%zu", i);
		cr_expect_not(catalogue->whole);
		catalogue_report_faults_of(catalogue, &catalogue->units[0], NULL, &diags);
		cr_expect(diag_errors(&diags) == 0 && diags.last->code == DIAG_UNITS_FAULTS, "%zu", i);
		cr_expect(catalogue_report_unread(catalogue, &diags) && diag_errors(&diags) == 1, "%zu", i);
		diag_init(&diags, arena);
	}
}

Test(catalogue_faults, cells_are_checked_when_asked_for)
{
	content_put("units/b.csv", "编号,名称,类型,党员总数\nB1,甲,企业,四十\nB2,乙,企业,0\n");
	const struct catalogue *catalogue = load(content_folder);
	expect_no_errors();
	catalogue_check(catalogue, &diags);
	cr_assert_eq(diag_errors(&diags), 2);
	check(DIAG_VALUE_BELOW, 3, 9);
}

/* Names of units of all kinds as people call them, with the type that common sense gives them (tests/data/unit-kinds.csv): nearly all are told, none wrong. */
Test(catalogue_lookup, types_are_told_by_names)
{
	const struct catalogue *catalogue = load("content");
	const struct source *source = source_load(arena, "tests/data/unit-kinds.csv", 1 << 16, &diags);
	cr_assert(catalogue && source);
	struct str rest = source->text;
	size_t told = 0, count = 0;
	for (str_cut(&rest, "\n"); rest.len;) {
		struct str type = str_cut(&rest, "\n"), name = str_cut(&type, ",");
		bool certain;
		const struct catalogue_scope *found = catalogue_type_by_name(catalogue, name, &certain);
		cr_expect(!certain || str_is(type, found->name), "%.*s: %s", (int)name.len, name.data, found ? found->name : "—");
		count++;
		told += certain || !type.len; /* no type: it is to be asked */
	}
	cr_expect(count > 120 && told + 2 >= count, "%zu of %zu", told, count);
}
