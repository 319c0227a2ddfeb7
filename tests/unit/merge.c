#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/expand.h"
#include "merge/merge.h"
#include "vars/json.h"
#include "vars/type.h"
#include "vars/value.h"

/* One merge with its partials and declarations. */
struct bench {
	struct arena *arena;
	struct diag_list diags;
	const char *const (*partials)[2]; /* name, text; ended by NULL */
	const struct source *loaded[8];
	const struct merge_declaration *(*declare)(void *, struct str);
	enum merge_sink sink;
	struct merged out;
	bool ok;
	size_t seen;
};

static const struct source *load(void *context, struct str name)
{
	struct bench *bench = context;
	for (size_t i = 0; bench->partials && bench->partials[i][0]; i++) {
		if (!str_is(name, bench->partials[i][0]))
			continue;
		if (!bench->loaded[i])
			bench->loaded[i] = source_of_text(bench->arena, bench->partials[i][0],
							  str_of(bench->partials[i][1]));
		return bench->loaded[i];
	}
	return NULL;
}

static void count_seen(void *context, struct str name)
{
	(void)name;
	((struct bench *)context)->seen++;
}

static const struct merge_declaration *declare(void *context, struct str name)
{
	static const char *const columns[] = { "任务", "部门" };
	static const struct {
		const char *name;
		struct merge_declaration declaration;
	} table[] = {
		{ "党员总数", { "党员总数", "41", true, false, NULL, 0, false, NULL, false, NULL } },
		{ "联系人", { "联系人", NULL, false, false, NULL, 0, false, NULL, false, NULL } },
		{ "附件表", { "附件表", NULL, false, true, NULL, 0, false, NULL, false, NULL } },
		{ "任务表", { "任务表", NULL, false, false, columns, 2, false, NULL, false, NULL } },
		{ "要务表", { "要务", "学|办公室", true, false, columns, 2, false, NULL, true, NULL } },
		{ "要点", { "要点", "学", true, false, NULL, 0, false, NULL, true, NULL } },
		{ "单位.名称", { "名称", NULL, true, false, NULL, 0, false, NULL, false, NULL } },
		{ "被拒", { "被拒", NULL, true, false, NULL, 0, true, NULL, false, NULL } },
	};
	(void)context;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (str_is(name, table[i].name))
			return &table[i].declaration;
	return NULL;
}

static void merge_named(struct bench *bench, const char *name, const char *text, const char *json,
			enum merge_dialect dialect)
{
	bench->arena = arena_new();
	diag_init(&bench->diags, bench->arena);
	memset(bench->loaded, 0, sizeof bench->loaded);
	struct merge_options options = { .sink = bench->sink, .dialect = dialect, .load = load,
					 .declare = bench->declare, .seen = count_seen, .context = bench };
	options.data = json_read_value(bench->arena, source_of_text(bench->arena, "data.json", str_of(json)),
				       &bench->diags);
	cr_assert_not_null(options.data, "%s", json);
	bench->ok = merge_expand(bench->arena, source_of_text(bench->arena, name, str_of(text)), &options,
				 &bench->out, &bench->diags);
}

static void merge_strict(struct bench *bench, const char *text, const char *json)
{
	merge_named(bench, "plan.md", text, json, MERGE_STRICT);
}

/* Plain text with MERGE_STRICT and no errors. */
static void expect_text(const char *const (*partials)[2], const char *text, const char *json, const char *expected)
{
	struct bench bench = { .partials = partials, .sink = MERGE_PLAIN };
	merge_strict(&bench, text, json);
	cr_expect(bench.ok, "%s: %s", text, bench.ok ? "" : diag_id(bench.diags.first->code));
	cr_expect_str_eq(bench.out.text.data, expected);
	arena_free(bench.arena);
}

/* The only error, at this line and column, with `depth` frames. */
static void expect_error_in(struct bench *bench, const char *text, const char *json, enum diag_code code,
			    unsigned line, unsigned column, unsigned depth)
{
	merge_strict(bench, text, json);
	cr_assert_not(bench->ok, "%s", text);
	const struct diag *diag = bench->diags.first;
	unsigned got_line, got_column, frames = 0;
	source_position(diag->place, &got_line, &got_column);
	for (const struct diag_frame *f = diag->frames; f; f = f->outer)
		frames++;
	cr_expect_eq(diag->code, code, "%s: %s, not %s", text, diag_id(diag->code), diag_id(code));
	cr_expect(got_line == line && got_column == column, "%s: %u:%u", text, got_line, got_column);
	cr_expect_eq(frames, depth, "%s: %u frames", text, frames);
	cr_expect_null(diag->next, "%s: a second message, %s", text, diag->next ? diag_id(diag->next->code) : "");
}

static void expect_error(const char *text, const char *json, enum diag_code code, unsigned line, unsigned column)
{
	struct bench bench = { .declare = declare };
	expect_error_in(&bench, text, json, code, line, column, 0);
	arena_free(bench.arena);
}

Test(merge, filters_comparisons_and_loops)
{
	expect_text(NULL, "{{数|默认:\"若干\"}}名，{{人|前缀:\"由\"|后缀:\"办\"}}", "{\"数\":\"\",\"人\":\"张\"}",
		    "若干名，由张办");
	expect_text(NULL, "[{{联系人?}}]", "{\"联系人\":null}", "[]");
	expect_text(NULL, "{{#类=\"机关|学校\"}}甲{{/类}}{{#类!=\"机关\"}}乙{{/类}}{{^类=\"企业\"}}丙{{/类=\"企业\"}}",
		    "{\"类\":\"学校\"}", "甲乙丙");
	expect_text(NULL, "{{#会}}{{@序号|序号:\"（一）\"}}{{.}}{{^@末}}、{{/@末}}{{#@首}}*{{/@首}}{{/会}}",
		    "{\"会\":[\"甲\",\"乙\"]}", "（一）甲、*（二）乙");
	expect_text(NULL, "\\{{名}} {{名}}", "{\"名\":\"x\"}", "{{名}} x");
	expect_text(NULL, "{{甲.乙}}{{丙.丁}}", "{\"甲.乙\":\"1\",\"丙\":{\"丁\":\"2\"}}", "12");
	expect_text(NULL, "{{名|默认:\"}}\"}}", "{\"名\":null}", "}}");
}

static const struct merge_declaration *declare_typed(void *context, struct str name)
{
	static const struct value_type types[] = { { .kind = TYPE_BOOLEAN }, { .kind = TYPE_DATE }, { .kind = TYPE_PERCENT }, { .kind = TYPE_DECIMAL },
						   { .kind = TYPE_INTEGER, .min = "1", .max = "99" }, { .kind = TYPE_YEAR },
						   { .kind = TYPE_LIST, .min = "2" }, { .kind = TYPE_STRING, .example = "0012" } };
	static const char *const names[] = { "窗口", "启动", "办结率", "面积", "人数", "年份", "重点", "编号" };
	static struct merge_declaration declarations[sizeof names / sizeof *names];
	(void)context;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i])) {
			declarations[i] = (struct merge_declaration){ .label = names[i], .type = &types[i] };
			return &declarations[i];
		}
	return NULL;
}

Test(merge, comparisons_read_texts_as_values_of_the_type)
{
	static const char *const json =
		"{\"窗口\":true,\"启动\":\"2026-03-01\",\"办结率\":\"85\",\"面积\":7.2,\"人数\":41,\"年份\":\"2026\",\"重点\":[\"何静\",\"李明\"],\"编号\":\"0012\"}";
	static const char *const same[] = { "窗口=\"是\"", "窗口=\"YES\"", "窗口!=\"否\"", "启动=\"2026年3月1日\"", "启动=\"2026-3-1\"",
					    "启动=\"二〇二六年三月一日\"", "办结率=\"85%\"", "办结率=\" 85％ \"", "面积=\"7.20\"", "人数=\"４１\"",
					    "人数=\"40|041\"", "人数=\"40｜41\"", "人数!=\"0\"", "年份=\"2026年\"", "重点=\"李明\"", "重点=\"王五｜何静\"",
					    "编号=\"0012\"", "人数!=\"\"", "重点!=\"\"" };
	static const char *const never[] = { "窗口=\"开\"", "启动!=\"三月\"", "启动=\"2026-02-30\"", "办结率=\"八成五\"", "办结率=\"0.85\"",
					     "人数=\"41人\"", "年份=\"26\"", "编号=\"12\"", "编号=\"是\"" };
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct bench bench = { .declare = declare_typed };
		struct buf text = BUF_INIT;
		buf_printf(&text, "{{#%s}}甲{{/%s}}", same[i], same[i]);
		merge_strict(&bench, text.data, json);
		cr_expect(bench.ok && !bench.diags.first, "%s", same[i]);
		cr_expect_str_eq(bench.out.text.data, "甲", "%s", same[i]);
		arena_free(bench.arena);
		buf_free(&text);
	}
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		struct bench bench = { .declare = declare_typed };
		struct buf text = BUF_INIT;
		unsigned column = (unsigned)utf8_count(never[i], (size_t)(strchr(never[i], '"') - never[i])) + 5;
		buf_printf(&text, "{{#%s}}甲{{/%s}}", never[i], never[i]);
		expect_error_in(&bench, text.data, json, DIAG_NEVER_OF_TYPE, 1, column, 0);
		arena_free(bench.arena);
		buf_free(&text);
	}
}

Test(merge, comparisons_know_what_a_parameter_stands_for)
{
	static const char *const partials[][2] = { { "p", "{{#a=\"是\"}}甲{{/a}}" }, { "q", "{{#a=\"开\"}}甲{{/a}}" }, { NULL, NULL } };
	struct bench bench = { .partials = partials, .declare = declare_typed };
	merge_strict(&bench, "{{>p a=窗口}}{{>p a=\"是\"}}", "{\"窗口\":true}");
	cr_expect(bench.ok && !bench.diags.first);
	cr_expect_str_eq(bench.out.text.data, "甲甲");
	arena_free(bench.arena);
	bench = (struct bench){ .partials = partials, .declare = declare_typed };
	expect_error_in(&bench, "{{>q a=窗口}}", "{\"窗口\":true}", DIAG_NEVER_OF_TYPE, 1, 7, 1);
	arena_free(bench.arena);
}

Test(merge, nothing_is_said_of_refused_values)
{
	static const char *const partials[][2] = { { "p", "{{a}}" }, { NULL, NULL } };
	struct bench bench = { .partials = partials, .declare = declare };
	merge_strict(&bench, "甲{{被拒}}{{被拒|小写}}{{#被拒}}乙{{/被拒}}{{^被拒}}丙{{/被拒}}{{#被拒!=\"丁\"}}丁{{/被拒}}{{>p a=被拒}}", "{}");
	cr_expect(bench.ok && !bench.diags.first && !bench.out.slot_count);
	cr_expect_str_eq(bench.out.text.data, "甲");
	arena_free(bench.arena);
}

Test(merge, empty_cells_are_gaps_that_know_their_row)
{
	struct bench bench = { .declare = declare };
	merge_strict(&bench, "{{#任务表}}{{任务}}，{{任务?}}{{任务|默认:\"无\"}}。{{/任务表}}", "{\"任务表\": [{\"任务\": \"甲\"},\n {\"任务\": \"\"}]}");
	cr_assert(bench.ok);
	cr_assert_eq(bench.out.slot_count, 5);
	const struct merge_slot *gap = &bench.out.slots[3];
	cr_assert_eq(gap->kind, SLOT_GAP);
	cr_expect_str_eq(gap->name, "任务");
	cr_expect_str_eq(gap->cell->variable, "任务表");
	cr_expect_str_eq(gap->cell->list, "任务表");
	cr_expect_eq(gap->cell->row, 2);
	unsigned line, column;
	source_position(gap->cell->given, &line, &column);
	cr_expect(line == 2 && column == 2);
	cr_expect_eq(bench.out.slots[4].kind, SLOT_VALUE);
	arena_free(bench.arena);
}

Test(merge, partials_take_parameters)
{
	static const char *const partials[][2] = { { "共用/组织", "由{{主体}}和{{#内}}{{主体}}{{/内}}负责" },
						   { "外", "{{>共用/组织 主体=谁}}" },
						   { NULL, NULL } };
	expect_text(partials, "{{>共用/组织 主体=\"局党委\"}}。", "{\"内\":true}", "由局党委和局党委负责。");
	expect_text(partials, "{{>外 谁=单位.名称}}。", "{\"内\":true,\"单位\":{\"名称\":\"县局\"}}",
		    "由县局和县局负责。");
}

Test(merge, parameters_keep_the_gap_of_their_variable)
{
	static const char *const partials[][2] = { { "p", "{{数}}" }, { NULL, NULL } };
	struct bench bench = { .partials = partials, .declare = declare };
	merge_strict(&bench, "{{>p 数=党员总数}}", "{}");
	cr_assert(bench.ok);
	cr_assert_eq(bench.out.slot_count, 1);
	cr_assert_eq(bench.out.slots[0].kind, SLOT_GAP);
	cr_assert_str_eq(bench.out.slots[0].name, "党员总数");
	cr_assert_str_eq(bench.out.slots[0].example, "41");
	arena_free(bench.arena);
}

Test(merge, blocks_override_and_call_the_text_above)
{
	static const char *const partials[][2] = {
		{ "骨架", "# 一\n{{$甲}}\n默认\n{{/甲}}\n尾\n" },
		{ "中间", "{{<骨架}}{{$甲}}\n中\n{{@上级}}\n{{/甲}}{{/骨架}}\n" },
		{ NULL, NULL },
	};
	expect_text(partials, "{{<骨架}}\n{{$甲}}\n新\n{{/甲}}\n{{/骨架}}\n", "{}", "# 一\n\n新\n\n尾\n");
	expect_text(partials, "{{<骨架}}{{/骨架}}\n", "{}", "# 一\n\n默认\n\n尾\n");
	expect_text(partials, "{{<中间}}{{$甲}}\n新\n{{@上级}}\n后\n{{/甲}}{{/中间}}\n", "{}",
		    "# 一\n\n新\n\n中\n\n默认\n\n后\n\n尾\n");
}

Test(merge, standalone_partials_are_paragraphs)
{
	static const char *const partials[][2] = { { "p", "段" }, { "行", "a | b\n" }, { NULL, NULL } };
	expect_text(partials, "前\n{{>p}}\n{{>p}}\n后\n", "{}", "前\n\n段\n\n段\n\n后\n");
	expect_text(partials, "前\n\n{{>p}}\n\n后\n", "{}", "前\n\n段\n\n后\n");
	expect_text(partials, "前{{>p}}后\n", "{}", "前段后\n");
	expect_text(partials, "{{>p}}\r\n后", "{}", "段\n\n后");
	expect_text(partials, "```表格\n{{>行}}\n{{>行}}\n```\n{{>p}}\n", "{}", "```表格\na | b\na | b\n```\n\n段");
	expect_text(partials, "---\n{{>行}}\n甲: 乙\n---\n{{>p}}\n", "{}", "---\na | b\n甲: 乙\n---\n\n段");
	struct bench bench = { .partials = partials };
	merge_named(&bench, "plan.xml", "<p>\n{{>p}}\n</p>", "{}", MERGE_STRICT);
	cr_expect_str_eq(bench.out.text.data, "<p>\n段</p>");
	arena_free(bench.arena);
}

Test(merge, errors_name_line_and_column)
{
	expect_error("甲\n乙{{人数", "{}", DIAG_TAG_NOT_CLOSED, 2, 2);
	expect_error("{{人\n数}}", "{}", DIAG_TAG_NOT_CLOSED, 1, 1);
	expect_error("甲{{ }}", "{}", DIAG_TAG_EMPTY, 1, 4);
	expect_error("{{联系人 x}}", "{}", DIAG_TAG_SYNTAX, 1, 7);
	expect_error("{{联系人|}}", "{}", DIAG_TAG_INCOMPLETE, 1, 7);
	expect_error("{{联系人｜小写}}", "{}", DIAG_TAG_FULL_WIDTH, 1, 6);
	expect_error("{{联系人|默认:“无”}}", "{}", DIAG_TAG_FULL_WIDTH, 1, 10);
	expect_error("{{联系人|默认:\"无}}", "{}", DIAG_TAG_QUOTE, 1, 10);
	expect_error("{{>*名}}", "{}", DIAG_TAG_DYNAMIC, 1, 4);
	expect_error("{{=<% %>=}}", "{}", DIAG_TAG_DELIMITERS, 1, 1);
	expect_error("{{%X}}", "{}", DIAG_TAG_PRAGMA, 1, 1);
	expect_error("{{@总数}}", "{}", DIAG_TAG_AT_NAME, 1, 3);
	expect_error("\n{{#联系人}}", "{}", DIAG_SECTION_NOT_CLOSED, 2, 1);
	expect_error("甲{{/联系人}}", "{}", DIAG_SECTION_NOT_OPEN, 1, 2);
	expect_error("{{#联系人}}{{^党员总数}}{{/联系人}}", "{}", DIAG_SECTION_CROSSED, 1, 18);
	expect_error("{{@上级}}", "{}", DIAG_SUPER_OUTSIDE, 1, 1);
	expect_error("{{>p 甲=\"1\" 甲=\"2\"}}", "{}", DIAG_GIVEN_TWICE, 1, 12);
	expect_error("{{联系人|大小}}", "{}", DIAG_FILTER_UNKNOWN_NEAR, 1, 7);
	expect_error("{{联系人|xyz}}", "{}", DIAG_FILTER_UNKNOWN, 1, 7);
	expect_error("{{联系人|序号:\"1)\"}}", "{}", DIAG_FILTER_ARGUMENT, 1, 7);
	expect_error("{{联系人|小写}}", "{\"联系人\":\"张\"}", DIAG_FILTER_VALUE, 1, 7);
	expect_error("{{@序号}}", "{}", DIAG_NAME_OUTSIDE_LOOP, 1, 3);
	expect_error("甲{{>无}}", "{}", DIAG_PARTIAL_UNKNOWN, 1, 5);
	expect_error("{{联系人}}", "{}", DIAG_VALUE_MISSING, 1, 1);
	expect_error("{{任务表}}", "{\"任务表\":[\"甲\"]}", DIAG_VALUE_NOT_TEXT, 1, 1);
	expect_error("{{联系人}}", "{\"联系人\":true}", DIAG_VALUE_IS_BOOLEAN, 1, 1);
	expect_error("{{联系人}}", "{\"联系人\":\"\\u0007\"}", DIAG_VALUE_CHARACTER, 1, 1);
	expect_error("{{联系人}}", "{\"联系人\":\"\\ufdd0\"}", DIAG_VALUE_CHARACTER, 1, 1);
	expect_error("甲{{{附件表}}}", "{\"附件表\":\"x\"}", DIAG_MARKDOWN_NOT_ALONE, 1, 2);
	expect_error("{{{联系人}}}", "{\"联系人\":\"x\"}", DIAG_MARKDOWN_NOT_TYPE, 1, 1);
	expect_error("{{附件表}}", "{\"附件表\":\"x\"}", DIAG_MARKDOWN_AS_TEXT, 1, 1);
}

Test(merge, unknown_names_are_errors_in_branches_not_taken)
{
	expect_error("{{#联系人}}\n党{{党员人数}}{{/联系人}}", "{\"党员总数\":1}", DIAG_NAME_UNKNOWN_NEAR, 2, 4);
	expect_error("{{#任务表}}{{部们}}{{/任务表}}", "{}", DIAG_NAME_UNKNOWN_NEAR, 1, 11);
	expect_error("{{^任务表}}{{部门}}{{/任务表}}", "{}", DIAG_NAME_UNKNOWN, 1, 11);
	expect_error("{{#任务表}}{{任务}}{{部门}}{{x}}{{/任务表}}", "{}", DIAG_NAME_UNKNOWN, 1, 23);
	expect_error("{{#无此}}{{/无此}}", "{}", DIAG_NAME_UNKNOWN, 1, 4);
}

Test(merge, errors_name_the_chain_of_includes)
{
	static const char *const partials[][2] = {
		{ "a", "一\n {{>b}}" },  { "b", "{{无此}}" },   { "环", "x{{>环二}}" },
		{ "环二", "{{>环}}" },   { "骨架", "{{$甲}}{{/甲}}" }, { NULL, NULL },
	};
	struct bench bench = { .partials = partials, .declare = declare };
	expect_error_in(&bench, "{{>a}}", "{}", DIAG_NAME_UNKNOWN, 1, 3, 2);
	const struct diag_frame *frame = bench.diags.first->frames;
	unsigned line, column;
	cr_assert_str_eq(frame->what, "b");
	cr_assert_str_eq(frame->place.source->name, "a");
	source_position(frame->place, &line, &column);
	cr_assert(line == 2 && column == 2);
	cr_assert_str_eq(frame->outer->what, "a");
	cr_assert_str_eq(frame->outer->place.source->name, "plan.md");
	arena_free(bench.arena);
	expect_error_in(&bench, "{{>环}}", "{}", DIAG_PARTIAL_CYCLE, 1, 1, 2);
	arena_free(bench.arena);
	expect_error_in(&bench, "{{<骨架}}{{$甲}}{{无此}}{{/甲}}{{/骨架}}", "{}", DIAG_NAME_UNKNOWN, 1, 16, 2);
	arena_free(bench.arena);
	expect_error_in(&bench, "{{<骨架}}{{$甲乙}}{{/甲乙}}{{/骨架}}", "{}", DIAG_BLOCK_UNKNOWN_NEAR, 1, 11, 0);
	arena_free(bench.arena);
	expect_error_in(&bench, "{{<骨架}}\n{{$甲}}{{/甲}}失{{/骨架}}", "{}", DIAG_TEXT_BETWEEN_BLOCKS, 2, 13, 0);
	arena_free(bench.arena);
	expect_error_in(&bench, "{{<骨架}}{{$甲}}1{{/甲}}{{$甲}}2{{/甲}}{{/骨架}}", "{}", DIAG_GIVEN_TWICE, 1, 24, 0);
	arena_free(bench.arena);
}

Test(merge, hostile_values_stay_values)
{
	static const char *const values[] = { "**x**", "# x",     "<b>",   "|",       "`x`",  "{{x}}", "![]()", "```",
					      "- x",   "\\n\\n# x", "&amp;", "[x](y)", "</p>", "---",   "\\t" };
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct bench bench = { .sink = MERGE_PLACEHOLDERS };
		char json[64];
		snprintf(json, sizeof json, "{\"值\":\"%s\"}", values[i]);
		merge_strict(&bench, "**{{值}}**|{{值}}", json);
		cr_assert(bench.ok);
		cr_assert_str_eq(bench.out.text.data, "**\uFDD00\uFDD1**|\uFDD01\uFDD1");
		cr_assert_eq(bench.out.slot_count, 2);
		cr_assert_eq(bench.out.slots[1].kind, SLOT_VALUE);
		cr_assert_str_eq(bench.out.slots[1].name, "值");
		if (!strchr(values[i], '\\'))
			cr_assert(str_is(bench.out.slots[1].text, values[i]));
		arena_free(bench.arena);
	}
}

Test(merge, gaps_and_markdown_are_slots)
{
	struct bench bench = { .declare = declare };
	merge_strict(&bench, "有{{党员总数}}名\n{{{附件表}}}\n尾", "{\"附件表\":\"| a |\"}");
	cr_assert(bench.ok);
	cr_assert_str_eq(bench.out.text.data, "有\uFDD00\uFDD1名\n\n\uFDD01\uFDD1\n\n尾");
	cr_assert_eq(bench.out.slots[0].kind, SLOT_GAP);
	cr_assert(str_is(bench.out.slots[0].text, "党员总数"));
	cr_assert_str_eq(bench.out.slots[0].example, "41");
	cr_assert_eq(bench.out.slots[1].kind, SLOT_MARKDOWN);
	cr_assert_eq(bench.seen, 2);
	arena_free(bench.arena);
	bench.sink = MERGE_PLAIN;
	merge_strict(&bench, "{{党员总数}}、{{单位.名称?}}", "{}");
	cr_assert_str_eq(bench.out.text.data, "【党员总数】、【名称】");
	arena_free(bench.arena);
}

Test(merge, every_byte_maps_back)
{
	static const char *const partials[][2] = { { "p", "一\n{{名}}二\n" }, { NULL, NULL } };
	struct bench bench = { .partials = partials, .sink = MERGE_PLAIN };
	const struct diag_frame *frames;
	unsigned line, column;
	merge_strict(&bench, "前\n  {{>p}}\n后", "{\"名\":\"值\"}");
	cr_assert_str_eq(bench.out.text.data, "前\n\n  一\n  值二\n\n后");
	struct place two = merge_place(&bench.out, str_find(bench.out.text, "二"), &frames);
	source_position(two, &line, &column);
	cr_assert_str_eq(two.source->name, "p");
	cr_assert(line == 2 && column == 6);
	cr_assert_str_eq(frames->what, "p");
	source_position(merge_place(&bench.out, str_find(bench.out.text, "值"), &frames), &line, &column);
	cr_assert(line == 2 && column == 1);
	source_position(merge_place(&bench.out, str_find(bench.out.text, "后"), &frames), &line, &column);
	cr_assert(line == 3 && column == 1);
	cr_assert_null(frames);
	cr_assert_not_null(merge_place(&bench.out, 9999, NULL).source);
	arena_free(bench.arena);
}

Test(merge, sinks_escape)
{
	struct bench bench = { .sink = MERGE_MARKDOWN };
	merge_named(&bench, "t", "{{x}}", "{\"x\":\"1. *a*\\n- b-c\"}", MERGE_SPEC);
	cr_assert_str_eq(bench.out.text.data, "1\\. \\*a\\*\n\\- b-c");
	arena_free(bench.arena);
	bench.sink = MERGE_HTML;
	merge_named(&bench, "t", "{{x}}{{{x}}}", "{\"x\":\"<&\\\"\"}", MERGE_SPEC);
	cr_assert_str_eq(bench.out.text.data, "&lt;&amp;&quot;<&\"");
	arena_free(bench.arena);
}

Test(merge, limits_stop_with_a_message)
{
	static const char *const partials[][2] = { { "p", "{{>q}}{{>q}}" }, { "q", "{{#x}}{{>p}}{{/x}}" }, { NULL, NULL } };
	struct bench bench = { .partials = partials };
	struct buf text = BUF_INIT, json = BUF_INIT;
	merge_named(&bench, "t", "{{>p}}", "{\"x\":true}", MERGE_SPEC);
	cr_expect_eq(bench.diags.first->code, DIAG_INCLUDE_DEPTH);
	arena_free(bench.arena);
	for (int i = 0; i <= LIMIT_SECTION_DEPTH; i++)
		buf_add_text(&text, "{{#x}}");
	merge_named(&bench, "t", text.data, "{}", MERGE_SPEC);
	cr_expect_eq(bench.diags.first->code, DIAG_SECTIONS_TOO_DEEP);
	arena_free(bench.arena);
	buf_add_text(&json, "{\"l\":[0");
	for (int i = 1; i < 150; i++)
		buf_add_text(&json, ",0");
	buf_add_text(&json, "],\"v\":\"");
	for (int i = 0; i < 1000; i++)
		buf_add_text(&json, "0123456789");
	buf_add_text(&json, "\"}");
	merge_named(&bench, "t", "{{#l}}{{#l}}x{{/l}}{{/l}}", json.data, MERGE_SPEC);
	cr_expect_eq(bench.diags.first->code, DIAG_LOOP_PASSES);
	arena_free(bench.arena);
	bench.sink = MERGE_PLAIN;
	merge_named(&bench, "t", "{{#l}}{{v}}{{v}}{{v}}{{/l}}", json.data, MERGE_SPEC);
	cr_expect_eq(bench.diags.first->code, DIAG_EXPANDED_SIZE);
	arena_free(bench.arena);
	buf_free(&text);
	buf_free(&json);
}

Test(merge, too_large_values_are_refused)
{
	struct bench bench = { .sink = MERGE_PLAIN };
	char json[LIMIT_VALUE_BYTES + 16];
	memset(json, 'x', sizeof json);
	memcpy(json, "{\"v\":\"", 6);
	memcpy(json + 6 + LIMIT_VALUE_BYTES, "\"}", 3);
	merge_strict(&bench, "{{v}}", json);
	cr_expect(bench.ok);
	arena_free(bench.arena);
	memcpy(json + 6 + LIMIT_VALUE_BYTES, "x\"}", 4);
	merge_strict(&bench, "{{v}}", json);
	cr_expect_eq(bench.diags.first->code, DIAG_MERGED_VALUE_TOO_LARGE);
	arena_free(bench.arena);
}

/* ---- templates kept in a library */

/* Expands `source`, which is not made anew, with other values. */
static void merge_kept(struct bench *bench, struct merge_library *library, const struct source *source, const char *json)
{
	struct merge_options options = { .dialect = MERGE_STRICT, .load = load, .declare = bench->declare, .seen = count_seen,
					 .context = bench, .sink = MERGE_PLAIN, .library = library };
	diag_init(&bench->diags, bench->arena);
	bench->seen = 0;
	options.data = json_read_value(bench->arena, source_of_text(bench->arena, "data.json", str_of(json)), &bench->diags);
	bench->ok = merge_expand(bench->arena, source, &options, &bench->out, &bench->diags);
}

Test(merge, kept_templates_give_what_new_ones_give)
{
	static const char *const partials[][2] = { { "落款", "{{单位.名称}}\n" }, { NULL, NULL } };
	struct bench bench = { .arena = arena_new(), .partials = partials, .declare = declare };
	struct merge_library *library = merge_library_new(bench.arena);
	const struct source *source =
		source_of_text(bench.arena, "plan.md", STR("{{#党员总数}}党员{{党员总数}}名{{/党员总数}}\n{{>落款}}\n"
							   "{{#任务表}}{{任务}}，{{/任务表}}\n"));
	for (int round = 0; round < 3; round++) {
		merge_kept(&bench, library, source, "{\"党员总数\":3,\"单位.名称\":\"甲局\",\"任务表\":[{\"任务\":\"学\"}]}");
		cr_expect(bench.ok && strstr(bench.out.text.data, "党员3名\n\n甲局\n"), "%s", bench.out.text.data);
		cr_expect_eq(bench.seen, 4);
		merge_kept(&bench, library, source, "{\"单位.名称\":\"乙局\"}");
		cr_expect(bench.ok && strstr(bench.out.text.data, "乙局\n") && !strstr(bench.out.text.data, "党员"));
		merge_kept(&bench, library, source, "{\"党员总数\":[],\"任务表\":[{\"部门\":\"办公室\"}]}");
		cr_expect_not(bench.ok, "each document says what it lacks");
		cr_expect_eq(diag_errors(&bench.diags), 1);
	}
	arena_free(bench.arena);
}

Test(merge, a_required_list_without_items_is_a_gap_where_a_section_runs_through_it)
{
	struct bench bench = { .arena = arena_new(), .declare = declare };
	merge_strict(&bench, "{{#要务表}}\n{{任务}}|{{部门}}\n{{/要务表}}\n{{#要点}}{{@序号}}{{.}}；{{/要点}}\n", "{\"要务表\":[]}");
	cr_expect_str_eq(bench.out.text.data, "\uFDD00\uFDD1|\uFDD01\uFDD1\n\uFDD02\uFDD1\uFDD03\uFDD1；\n");
	static const char *const texts[] = { "要务", "要务", "1", "要点" };
	cr_expect_eq(bench.out.slot_count, 4);
	for (size_t i = 0; i < bench.out.slot_count; i++)
		cr_expect(bench.out.slots[i].kind == (i == 2 ? SLOT_VALUE : SLOT_GAP) && str_is(bench.out.slots[i].text, texts[i]));
	merge_strict(&bench, "{{#要点}}\n有要点。\n{{/要点}}\n{{^要点}}没有。{{/要点}}", "{}");
	cr_expect_str_eq(bench.out.text.data, "有要点。\n\uFDD00\uFDD1\n没有。");
	merge_strict(&bench, "{{#任务表}}{{任务}}{{/任务表}}{{#要务表}}{{任务}}{{/要务表}}", "{\"要务表\":[{\"任务\":\"学\"}]}");
	cr_expect(bench.ok && str_is(bench.out.text, "\uFDD00\uFDD1") && bench.out.slots[0].kind == SLOT_VALUE, "what is not required may be empty");
	arena_free(bench.arena);
}

Test(merge, what_depends_on_values_is_checked_each_time)
{
	struct bench bench = { .arena = arena_new(), .declare = declare };
	struct merge_library *library = merge_library_new(bench.arena);
	const struct source *source =
		source_of_text(bench.arena, "plan.md", STR("{{#党员总数}}{{^联系人}}{{自定|默认:\"x\"}}{{/联系人}}{{/党员总数}}"));
	for (int round = 0; round < 2; round++) {
		merge_kept(&bench, library, source, "{\"自定\":\"甲\"}");
		cr_expect(bench.ok);
		merge_kept(&bench, library, source, "{}");
		cr_expect_not(bench.ok, "a name that is neither declared nor given");
	}
	arena_free(bench.arena);
}

Test(merge, a_partial_that_becomes_another_is_read_again)
{
	static const char *const first[][2] = { { "落款", "旧" }, { NULL, NULL } };
	static const char *const second[][2] = { { "落款", "新" }, { NULL, NULL } };
	struct bench bench = { .arena = arena_new(), .partials = first, .declare = declare };
	struct merge_library *library = merge_library_new(bench.arena);
	const struct source *source = source_of_text(bench.arena, "plan.md", STR("{{>落款}}"));
	merge_kept(&bench, library, source, "{}");
	cr_expect(str_is(bench.out.text, "旧"));
	bench.partials = second;
	bench.loaded[0] = NULL;
	merge_kept(&bench, library, source, "{}");
	cr_expect(str_is(bench.out.text, "新"));
	arena_free(bench.arena);
}

Test(merge, expand_file_reads_partials_from_its_folder)
{
	char folder[] = "/tmp/plangen-merge-XXXXXX", path[64];
	static const char *const files[][2] = { { "t", "{{>p}}-{{>../t}}-{{>q}}" }, { "p.mustache", "[{{x}}]" },
						{ "d", "{\"x\":1.5}" } };
	cr_assert_not_null(mkdtemp(folder));
	struct arena *arena = arena_new();
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
		FILE *file = fopen(path, "w");
		cr_assert(file && fputs(files[i][1], file) >= 0 && fclose(file) == 0);
	}
	struct diag_list diags;
	struct buf out = BUF_INIT;
	diag_init(&diags, arena);
	struct expand_request request = { arena_printf(arena, "%s/t", folder), arena_printf(arena, "%s/d", folder),
					  folder, MERGE_HTML, MERGE_SPEC };
	cr_expect(expand_file(&request, &out, &diags));
	cr_expect(str_is(buf_str(&out), "[1.5]--"));
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
		unlink(path);
	}
	rmdir(folder);
	buf_free(&out);
	arena_free(arena);
}
