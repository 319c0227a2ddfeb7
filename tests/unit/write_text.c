#include <cmark.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "write/writer.h"

/* A plan's source, which holds one gap and one value at U+FDD0 0 and 1 U+FDD1, through a writer. NULL when it has an
 * error. */
static char *convert_value(struct arena *arena, const char *text, const char *value, const char *format)
{
	struct diag_list diags;
	diag_init(&diags, arena);
	struct source *source = source_of_text(arena, "plan.md", str_of(text));
	struct place place = { source, 0 };
	struct merge_span span = { .len = strlen(text), .place = place, .verbatim = true };
	struct merge_slot slots[] = { { SLOT_GAP, "党员总数", STR("党员总数"), NULL, place, NULL },
				      { SLOT_VALUE, "名称", str_of(value), NULL, place, NULL } };
	struct merged merged = { str_of(text), &span, 1, slots, 2 };
	struct writer_input input = { .draft = true };
	struct doc *doc = parse_document(arena, source, &merged, PARSE_MARKDOWN, &diags);
	doc_number(doc, &diags);
	doc_check(doc, &diags);
	input.doc = doc;
	if (diag_errors(&diags))
		return NULL;
	const struct writer *writer = writer_lookup(format);
	cr_assert(writer && !writer->needs_pages);
	struct buf out = BUF_INIT;
	cr_assert(writer->write(&input, &out, &diags));
	return buf_move_to(&out, arena);
}

static char *convert(struct arena *arena, const char *text, const char *format)
{
	char *result = convert_value(arena, text, " 1. *局*_<b>_|`#`&amp;\n- x ", format);
	cr_assert_not_null(result, "%s", text);
	return result;
}

static const char plan[] =
	"---\n标题: 计划\n主送: 各支部\n---\n开头\\\n一行\n# 思想\n## 提高认识。\n突出**政治**。\n- 甲\n  1. 乙\n\n> 引\n\n```表格 标题=\"表\"\n任务|部门\n修订|\uFDD00\uFDD1\n```\n"
	"[站](http://a/b)\n\n---\n\n```附件说明\n分工\n名册\n```\n```落款\n县科技局\n2026年3月1日\n```\n```附件 标题=\"分工\"\n```\n共\uFDD00\uFDD1名\n```附件 标题=\"名册\"\n```\n# 乙\n";

Test(write_text, lines_within_a_cell_stay_apart)
{
	struct arena *arena = arena_new();
	static const char table[] = "# 表\n```表格\n\uFDD01\uFDD1|乙|\n丙||丁\n```\n";
	cr_expect_str_eq(convert_value(arena, table, "甲\n\n一", "txt"), "一、表\n甲\t乙\t\n\t\t\n一\t\t\n丙\t\t丁\n");
	arena_free(arena);
}

Test(write_text, numbers_are_written_out_and_gaps_listed)
{
	struct arena *arena = arena_new();
	cr_expect_str_eq(convert(arena, plan, "txt"),
			 "计划\n\n各支部：\n开头\n一行\n一、思想\n（一）提高认识。突出政治。\n•甲\n　　1.乙\n　　引\n表\n任务\t部门\n"
			 "修订\t〔待填：党员总数〕\n站（http://a/b）\n\n附件：1. 分工\n　　　2. 名册\n"
			 "　　　　　　　　　　　　　　　　　　　　　　县科技局\n　　　　　　　　　　　　　　　　　　　　2026年3月1日\n"
			 "\n附件1\n分工\n\n共〔待填：党员总数〕名\n\n附件2\n名册\n\n一、乙\n");
	arena_free(arena);
}

#define NOTED "甲[^1]。\n\n```表格\n乙[^2] | 丙\n```\n\n[^1]: 一\n二\n\n    三\\\n四\n\n[^2]: \uFDD00\uFDD1\n"

Test(write_text, footnotes_stand_behind_the_text)
{
	struct arena *arena = arena_new();
	cr_expect_str_eq(convert(arena, NOTED, "txt"), "甲①。\n乙②\t丙\n\n①一二\n　　三\n四\n②〔待填：党员总数〕\n");
	cr_expect_str_eq(convert(arena, NOTED, "md"), "甲[^1]。\n\n```表格\n| 乙[^2] | 丙 |\n| --- | --- |\n```\n\n[^1]: 一二\n\n    三\\\n四\n\n"
						      "[^2]: 〔待填：党员总数〕\n");
	arena_free(arena);
}

Test(write_markdown, structure)
{
	struct arena *arena = arena_new();
	cr_expect_str_eq(convert(arena, plan, "md"),
			 "---\n标题: 计划\n主送: 各支部：\n---\n\n开头\\\n一行\n\n# 思想\n\n## 提高认识。\n\n突出**政治**。\n\n- 甲\n\n  1. 乙\n\n> 引\n\n"
			 "```表格 标题=\"表\"\n| 任务 | 部门 |\n| --- | --- |\n| 修订 | 〔待填：党员总数〕 |\n```\n\n[站](<http://a/b>)\n\n---\n\n"
			 "```附件说明\n分工\n名册\n```\n\n```落款\n县科技局\n2026年3月1日\n```\n\n```附件 标题=\"分工\"\n```\n\n共〔待填：党员总数〕名\n\n"
			 "```附件 标题=\"名册\"\n```\n\n# 乙\n");
	arena_free(arena);
}

/* Text of all inlines that plain cmark finds, line breaks as '\n', and the shape of emphasis as * and _ around it. */
static char *read_back(struct arena *arena, const char *markdown)
{
	struct buf out = BUF_INIT;
	cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(document);
	for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		const char *literal = cmark_node_get_literal(node);
		if (type == CMARK_NODE_STRONG || (literal && strstr(literal, "strong>")))
			buf_add_char(&out, '*');
		else if (type == CMARK_NODE_EMPH || (literal && strstr(literal, "em>")))
			buf_add_char(&out, '_');
		else if (type == CMARK_NODE_LINEBREAK)
			buf_add_char(&out, '\n');
		else if (literal)
			buf_add_text(&out, literal);
	}
	cmark_iter_free(iter);
	cmark_node_free(document);
	return buf_move_to(&out, arena);
}

Test(write_markdown, reads_back_to_the_same_text_anywhere)
{
	static const struct {
		const char *source, *text;
	} cases[] = {
		{ "\uFDD01\uFDD1", "1. *局*_<b>_|`#`&amp;\n- x " },
		{ "坚持**“两学一做”**学习", "坚持*“两学一做”*学习" },
		{ "**提高认识。**突出", "*提高认识。*突出" },
		{ "**提高**认识", "*提高*认识" },
		{ "a **b *c* d** e", "a *b _c_ d* e" },
		{ "***甲*** 乙", "_*甲*_ 乙" },
		{ "**甲**[乙](http://u)**丙**", "*甲*乙*丙*" },
		{ "甲**（乙）**\\\n**丙。**", "甲*（乙）*\n*丙。*" },
		{ "\\# 甲", "# 甲" },
		{ "\\- 甲\\\n\\=== 乙\\\n\\~~~", "- 甲\n=== 乙\n~~~" },
		{ "2026\\. 甲\\\n1\\) 乙", "2026. 甲\n1) 乙" },
		{ "`` a`b `` `` ` ``", "a`b `" },
		{ "\\&amp; \\<b> \\`x\\` \\\\ a\\_b\\_c", "&amp; <b> `x` \\ a_b_c" },
		{ "&#32;   甲", "甲" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		char *markdown = convert(arena, cases[i].source, "md");
		cr_expect_str_eq(read_back(arena, markdown), cases[i].text, "%s\n→ %s", cases[i].source, markdown);
		arena_free(arena);
	}
}

/* What the template engine makes of the Markdown: \\{{ stands for braces. */
static char *merged_text(struct arena *arena, const char *markdown)
{
	struct buf out = BUF_INIT;
	for (struct str rest = str_of(markdown); rest.data; buf_add_text(&out, rest.data ? "{{" : ""))
		buf_add_str(&out, str_cut(&rest, "\\{{"));
	return buf_move_to(&out, arena);
}

/* What we write we read: the same tree. */
static void expect_same(const char *source, const char *value)
{
	struct arena *arena = arena_new();
	char *tree = convert_value(arena, source, value, "tree"), *markdown = convert_value(arena, source, value, "md");
	const char *again = tree ? convert_value(arena, merged_text(arena, markdown), "", "tree") : NULL;
	if (tree) /* what is refused, a typed number in a heading, is not written */
		cr_expect_str_eq(again ? again : "refused", tree, "‘%s’ in\n%s\n→\n%s", value, source, markdown);
	arena_free(arena);
}

/* A value wherever text can stand. */
#define V "\uFDD01\uFDD1"
static const char *const settings[] = {
	V, "甲" V "乙", "**" V "**", "甲*" V "*乙", "# " V "\n\n甲", "# 甲" V "。\n\n乙", "- " V "\n- 甲\n\n  " V, "1. " V "\n2. 甲", "> " V "\n>\n> > " V,
	"```表格 标题=\"" V "\"\n" V " | 甲\n乙 | " V "\n```", "```附注\n" V "\n```", "```落款\n" V "\n2026年1月2日\n```", "```附件说明\n甲" V "\n乙\n```",
	"---\n标题: " V "\n主送: " V "\n作者: " V "\n---\n甲", "```附件 标题=\"甲" V "\"\n```\n" V, "[" V "](<http://a/b>)", "甲\\\n" V,
	"甲[^1]\n\n[^1]: " V, "甲[^1]\n\n[^1]: 乙\n\n    " V, "甲[^1]\n\n[^1]: 乙\\\n" V "\n\n丙", V "甲[^1]" V "\n\n[^1]: 乙",
};

Test(write_markdown, hostile_text_reads_back)
{
	char text[64];
	for (int c = '!'; c < 0x7F; c++) {
		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			continue;
		for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
			snprintf(text, sizeof text, "甲%c%c%c 乙%c", c, c, c, c);
			expect_same(settings[i], text + (i % 2 ? 0 : strlen("甲")));
		}
	}
}

Test(write_markdown, strange_text_reads_back)
{
	static const char *const texts[] = {
		"2026. 甲", "1) 甲", "&amp;&#65;", "a|b\\|c\\\\|d", "`a``b`", "\\\\ \\", "[^1]: 甲", "[甲](乙)", "![甲](乙)", "<b>甲</b>", "<!-- 甲 -->",
		"{{甲}}", "{不编号}", "甲 ", "\"甲\"", "“甲”\"乙\"", "---", "***", "===", "```落款", "~~~", "\u00AD甲\u00AD", "＃甲", "•甲",
		"| --- | --- |", "http://a/b", "<http://a/b>", "a_b_c", "甲\n- 乙\n1. 丙\n# 丁\n> 戊\n| 己\n", "    甲", "+甲", "-甲", "#甲", "1.甲",
	};
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
			expect_same(settings[i], texts[k]);
}

Test(write_markdown, structure_reads_back)
{
	static const char *const sources[] = {
		"- 甲\n\n* 乙\n\n- 丙\n", "3. 甲\n4. 乙\n\n1) 丙", "- - 甲\n- > 乙\n- \n- 丙", "> 甲\n\n> 乙\n>\n> 1. 丙\n>    - 丁", "甲\n\n---\n\n乙",
		"---\n编号: 两级\n三级编号: 续编\n份号: 1\n---\n# 甲 {重新编号}\n## ①乙 {编号}\n# 第一章 丙 {不编号}",
		"```表格 表头=\"2\" 列宽=\"3 1\"\n甲 | 乙\n丙 |\n1 | 2\n```", "```表格 表头=\"0\"\n甲 | 乙\n丙 | `a\\|b`\n```",
		"```附件说明\n①甲 {编号}\n乙\n```\n```附件 标题=\"甲<br>**乙**\"\n```\n丙\n```正文\n```\n丁", "# 甲<br>乙\n\n# **丙***丁*",
		"**甲**<strong>乙</strong>*丙<em>丁</em>*", "共\uFDD00\uFDD1名，`\uFDD00\uFDD1`", "甲\\\n\\\n乙",
		NOTED, "# 甲。[^1]\n乙[^2]\n\n- 丙[^3]\n\n> 丁[^4]\n\n[^1]: 一\n[^2]: 二\n[^3]: 三\n[^4]: 四\n", "# 甲[^1] {不编号}\n\n乙\n\n[^1]: 一",
		"**甲[^1]**乙**[丙[^2]](http://a/b)**。\n\n[^1]: **一**、*二*\n[^2]: [三](http://a/b)", "**“两学”**[^1]**一做**[^2]\n\n[^1]: 一\n[^2]: 二",
		"```附件 标题=\"甲\"\n```\n乙[^1]\n\n[^1]: 一\n```正文\n```\n丙[^2]\n\n[^2]: 二", "---\n抄送: 甲\n---\n乙[^1]\n```版记\n```\n丙\n\n[^1]: 一",
		"李<strong>同志、王</strong>同志和长<em>宽</em>高", "3米<em>2</em>的4<em>5</em>6", "<em>注：甲</em>标<em>的</em>", "（<strong>、甲（</strong>）",
	};
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		expect_same(sources[i], "值");
}

Test(write_table, looks_up_by_name)
{
	cr_assert_null(writer_lookup("odt"));
	for (size_t i = 0; writer_table[i]; i++)
		cr_assert(writer_lookup(writer_table[i]->name) == writer_table[i] && writer_table[i]->extension[0] == '.');
}
