/* Units' own text: outlines, passages and their ids, the files, changes of them. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "catalogue/catalogue.h"
#include "change/change.h"
#include "content_support.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "draft/own.h"
#include "draft/passage.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "support.h"
#include "vars/value.h"

/* ---- outlines */

TestSuite(own_outline, .init = start, .fini = stop);

static const struct source *load(void *context, struct str name)
{
	(void)context;
	return str_is(name, "块") ? source_of_text(arena, "块", STR("由{{谁}}办{{数|小写}}件，{{#有}}另有{{名}}{{/有}}。\n")) : NULL;
}

/* The text of the template before values are put in, with its slots written out. */
static const char *outline_of(const char *template)
{
	struct value_builder none = { .arena = arena };
	struct merge_options options = { .dialect = MERGE_STRICT, .load = load, .outline = true, .data = value_map_finish(&none) };
	struct merged out;
	struct diag_list ignored; /* nothing is declared */
	struct buf text = BUF_INIT;
	diag_init(&ignored, arena);
	merge_expand(arena, source_of_text(arena, "t.md", str_of(template)), &options, &out, &ignored);
	for (struct str rest = out.text; rest.len;) {
		buf_add_str(&text, str_cut(&rest, "\uFDD0"));
		struct str number = rest.data ? str_cut(&rest, "\uFDD1") : STR("");
		if (number.len)
			buf_add_str(&text, out.slots[strtoul(number.data, NULL, 10)].text);
	}
	return buf_move_to(&text, arena);
}

Test(own_outline, is_the_text_before_values)
{
	cr_assert_str_eq(outline_of("甲{{数}}名，{{ 数 | 小写 }}。\n"), "甲{{数}}名，{{ 数 | 小写 }}。\n");
	cr_assert_str_eq(outline_of("{{#有}}\n一段。\n{{/有}}\n{{^有}}\n另一段。\n{{/有}}\n"), "一段。\n另一段。\n");
	cr_assert_str_eq(outline_of("甲{{#有}}乙{{/有}}{{^有}}丙{{/有}}\n"), "甲{{#有}}乙{{/有}}{{^有}}丙{{/有}}\n");
	cr_assert_str_eq(outline_of("{{#数=\"0\"}}## 甲{{/数}}\n"), "## 甲\n");
	cr_assert_str_eq(outline_of("{{#表}}\n{{事项}} | {{责任人}}\n{{/表}}\n"), "{{事项}} | {{责任人}}\n");
	cr_assert_str_eq(outline_of("{{>块 谁=\"甲\" 数=人数}}\n"), "由甲办{{人数}}|小写件，{{#有}}另有{{名}}{{/有}}。\n");
}

/* ---- passages */

TestSuite(own_passages, .init = start, .fini = stop);

static struct doc *parse(const char *text)
{
	const struct source *source = source_of_text(arena, "t.md", str_of(text));
	struct merge_span span = { 0, source->text.len, true, { source, 0 }, NULL };
	struct merged merged = { source->text, &span, 1, NULL, 0 };
	return parse_document(arena, source, &merged, PARSE_MARKDOWN, &diags);
}

static void expect_ids(const char *text, const char *const *ids)
{
	struct passages found = passages_of(arena, parse(text));
	size_t count = 0;
	while (ids[count])
		count++;
	for (size_t i = 0; i < found.count && i < count; i++)
		cr_assert_str_eq(found.items[i].id, ids[i]);
	cr_assert_eq(found.count, count);
}

Test(own_passages, are_known_by_the_path_of_headings)
{
	static const char *const ids[] = { "开头", "总体", "重点", "重点/学习", "重点/学习/一", "重点/支部", "落款", "附注", "附件：表", "附件：表/说明", NULL };
	expect_ids("---\n主送: 各科室\n---\n前言。\n\n# 总体\n\n甲。\n\n# 重点\n\n## 学习。\n\n乙。\n\n### 一\n\n## 支部。\n\n丙。\n\n"
		   "```落款\n某局\n2026年3月1日\n```\n\n```附注\n此件公开\n```\n\n```附件 标题=\"表\"\n```\n\n# 说明\n\n丁。\n",
		   ids);
	static const char *const same[] = { "甲[1]", "甲[1]/乙", "甲[2]", "甲[2]/乙[1]", "甲[2]/乙[2]", "一／二＃［3", NULL };
	expect_ids("# 甲\n\n## 乙\n\n# 甲\n\n## 乙\n\n## 乙\n\n# 一/二#[3\n", same);
	static const char *const none[] = { NULL };
	expect_ids("", none);
}

Test(own_passages, have_blocks_and_a_text)
{
	struct doc *doc = parse("# 甲\n\n一。\n\n二。[^1]\n\n## 乙\n\n三。\n\n# 丙\n\n[^1]: 注。\n");
	struct passages found = passages_of(arena, doc);
	const struct passage *first = &found.items[0];
	cr_assert_eq(found.count, 3);
	cr_assert_eq(passage_blocks(first), 2);
	cr_assert(passage_block(first, 2) && !passage_block(first, 3) && passage_blocks(&found.items[2]) == 0);
	cr_assert(found.items[1].outer == 0 && found.items[2].outer == PASSAGE_NONE);
	cr_assert(str_is(passage_text(arena, first->first, first->end), "# 甲\n一。\n二。\n[^] 注。\n## 乙\n三。\n"));
	cr_assert(str_is(passage_text(arena, passage_block(first, 1), passage_block(first, 2)), "一。\n"));
}

/* ---- files */

TestSuite(own_file, .init = start, .fini = stop);

static struct own_file read_own(const char *text)
{
	struct own_file file;
	cr_assert(own_file_read_source(arena, source_of_text(arena, "own.md", str_of(text)), &file, &diags));
	return file;
}

static struct str text_of(const struct own_file *file, size_t i)
{
	return str_trim(own_text_source(arena, file, &file->items[i])->text);
}

Test(own_file, reads_what_it_writes)
{
	struct buf out = BUF_INIT;
	own_add_override(&out, "甲/乙#2", OWN_BEHIND, "理由", STR("1-科室"), STR("一。\n\n> 二。\n"), STR("文字。\n\n---\n\n再。"));
	own_add_override(&out, "丙", OWN_DROP, "另有", STR(""), STR("丙。\n"), STR(""));
	struct own_file file = read_own(buf_move_to(&out, arena));
	cr_assert_eq(file.count, 2);
	cr_assert(strcmp(file.items[0].target, "甲/乙#2") == 0 && file.items[0].action == OWN_BEHIND && strcmp(file.items[0].reason, "理由") == 0);
	cr_assert(str_is(own_base_of(&file.items[0], STR("1-科室"))->text, "一。\n\n> 二。\n") && !own_base_of(&file.items[0], STR("")));
	cr_assert(str_is(text_of(&file, 0), "文字。\n\n---\n\n再。") && !text_of(&file, 1).len && file.items[1].action == OWN_DROP);
}

Test(own_file, takes_full_width_signs_and_other_line_ends)
{
	struct own_file file = read_own("\r\n---\r\n段落：甲\r\n处理：替换\r\n\r\n理由：乙\r\n基准：\r\n>一\r\n>\r\n---\r\n文字\r\n");
	cr_assert_eq(file.count, 1);
	cr_assert(str_is(file.items[0].bases[0].text, "一\n\n") && str_is(text_of(&file, 0), "文字"));
	cr_assert_eq(file.items[0].place.offset, strlen("\r\n---\r\n段落："));
}

Test(own_file, says_what_is_wrong_with_a_head)
{
	static const struct {
		const char *text;
		enum diag_code code;
	} cases[] = {
		{ "甲\n", DIAG_OWN_OUTSIDE },
		{ "---\n段落: 甲\n处理: 删除\n理由: 乙\n", DIAG_OWN_HEAD_OPEN },
		{ "---\n段落: 甲\n处理: 删除\n---\n", DIAG_OWN_LACKS },
		{ "---\n段落: 甲\n理由: 乙\n---\n文\n", DIAG_OWN_LACKS },
		{ "---\n段落:\n处理: 删除\n理由: 乙\n---\n", DIAG_OWN_LACKS },
		{ "---\n段落: 甲\n处理: 删\n理由: 乙\n---\n", DIAG_OWN_ACTION },
		{ "---\n段落: 甲\n处理: 删除\n理由: 乙\n理由: 丙\n---\n", DIAG_OWN_HEAD_LINE },
		{ "---\n段落: 甲\n处理: 删除\n理由: 乙\n基准: 丙\n---\n", DIAG_OWN_HEAD_LINE },
		{ "---\n段落: 甲\n处理: 删除\n理由: 乙\n> 丙\n---\n", DIAG_OWN_HEAD_LINE },
		{ "---\n段落: 甲\n处理: 前加\n理由: 乙\n---\n\n", DIAG_OWN_NO_TEXT },
		{ "---\n段落: 甲\n处理: 删除\n理由: 乙\n---\n丙\n", DIAG_OWN_DROP_TEXT },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct own_file file;
		struct diag_list said;
		diag_init(&said, arena);
		cr_assert(!own_file_read_source(arena, source_of_text(arena, "own.md", str_of(cases[i].text)), &file, &said));
		cr_assert(said.first && said.first->code == cases[i].code && !said.first->next, "%s", cases[i].text);
	}
}

/* ---- changes */

static struct diag_list said;
static const struct catalogue *catalogue;
static const struct change_author author = { "何静", "test", 1767225600 };

static void open_content(void)
{
	content_start();
	diag_init(&said, arena);
	cr_assert(file_make_folder(content_path("plans"), FILE_SYNC_LATER, &said));
	content_put("plans/01-企业.md", "# 总体\n\n{{单位.名称}}。\n\n第二段。\n\n# 重点\n\n## 制度修订\n\n修订。\n");
	catalogue = catalogue_load(arena, content_folder, "templates/schema", NULL, &said);
}

static void close_content(void)
{
	content_stop();
}

TestSuite(own_change, .init = open_content, .fini = close_content);

static const struct own_view *look(void)
{
	struct draft_tools *tools = ARENA_NEW(arena, struct draft_tools);
	struct draft_request base = { .policy = POLICY_REVIEW, .passages = true, .values.year = 2026 };
	struct draft_result result = { 0 };
	*tools = (struct draft_tools){ .arena = arena, .catalogue = catalogue };
	base.values.profile = catalogue_year(arena, catalogue, 2026, &said);
	struct draft_request request = draft_request_of(arena, catalogue, &base, &catalogue->units[0], &catalogue->variants[0]);
	draft_compose(arena, tools, &request, &result, &said);
	return result.own;
}

static bool set_text(struct change *change, const char *target, enum own_action action, const char *reason, const char *text)
{
	return change_set_own_text(change, catalogue, &catalogue->units[0], &catalogue->variants[0], look(), target, action, reason, str_of(text),
				   &said);
}

Test(own_change, texts_come_and_are_replaced)
{
	char *path = content_path("units/Q01/01-企业.md");
	struct change *change = change_begin(arena, content_folder, &author);
	cr_assert(set_text(change, "重点/制度修订", OWN_REPLACE, "本科室没有", "不修订。"));
	cr_assert(set_text(change, "总体#2", OWN_DROP, "已撤", ""));
	cr_assert(change_commit(change, true, &said) && !file_exists(path));
	cr_assert(change_commit(change, false, &said) && file_exists(path));
	const struct own_view *view = look();
	cr_assert(view->use_count == 2 && !view->changed && view->uses[0].base && view->uses[1].base && view->uses[1].state == OWN_APPLIED);
	change = change_begin(arena, content_folder, &author);
	cr_assert(set_text(change, "重点/制度修订", OWN_BEHIND, "另有", "再加。"));
	cr_assert(change_commit(change, false, &said));
	view = look();
	cr_assert(view->use_count == 2 && view->uses[0].override->action == OWN_BEHIND);
	cr_assert_eq(diag_errors(&said), 0);
}

Test(own_change, what_cannot_be_is_refused)
{
	struct change *change = change_begin(arena, content_folder, &author);
	cr_assert(!set_text(change, "没有", OWN_DROP, "甲", "") && said.last->code == DIAG_OWN_UNKNOWN);
	cr_assert(!set_text(change, "总体#9", OWN_DROP, "甲", "") && said.last->code == DIAG_OWN_UNKNOWN);
	cr_assert(!set_text(change, "总体", OWN_DROP, "", "") && said.last->code == DIAG_OWN_LACKS);
	cr_assert(!set_text(change, "总体", OWN_REPLACE, "甲", " ") && said.last->code == DIAG_OWN_NO_TEXT);
	cr_assert(!set_text(change, "总体", OWN_REPLACE, "甲", "乙\n---\n段落: 丙\n处理: 删除\n理由: 丁\n---\n") &&
		  said.last->code == DIAG_OWN_TEXT_HEAD);
	cr_assert(!set_text(change, "总体", OWN_DROP, "甲\n乙", "") && said.last->code == DIAG_OWN_HEAD_LINE);
	cr_assert_eq(change_accept_base(change, (const struct own_view *[]){ look() }, 1), 0);
	const struct change_entry *entry = change_commit(change, false, &said);
	cr_assert(entry && !entry->count);
}
