#include <cmark.h>
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "write/writer.h"

/* A plan's source, which holds one gap and one value at U+FDD0 0 and 1 U+FDD1, through a writer. */
static char *convert(struct arena *arena, const char *text, const char *format)
{
	struct diag_list diags;
	diag_init(&diags, arena);
	struct source *source = source_of_text(arena, "plan.md", str_of(text));
	struct place place = { source, 0 };
	struct merge_span span = { .len = strlen(text), .place = place, .verbatim = true };
	struct merge_slot slots[] = { { SLOT_GAP, "党员总数", STR("党员总数"), NULL, place },
				      { SLOT_VALUE, "名称", STR(" 1. *局*_<b>_|`#`&amp;\n- x "), NULL, place } };
	struct merged merged = { str_of(text), &span, 1, slots, 2 };
	struct writer_input input = { .draft = true };
	struct doc *doc = parse_document(arena, source, &merged, PARSE_MARKDOWN, &diags);
	input.doc = doc;
	cr_assert_eq(diag_errors(&diags), 0);
	const struct writer *writer = writer_lookup(format);
	cr_assert(writer && !writer->needs_pages);
	struct buf out = BUF_INIT;
	cr_assert(writer->write(&input, &out, &diags));
	return buf_move_to(&out, arena);
}

static const char plan[] =
	"---\n标题: 计划\n主送: 各支部\n---\n开头\\\n一行\n# 思想\n## 提高认识。\n突出**政治**。\n- 甲\n  1. 乙\n\n> 引\n\n```表格 标题=\"表\"\n任务|部门\n修订|\uFDD00\uFDD1\n```\n"
	"[站](http://a/b)\n\n---\n\n```附件说明\n分工\n名册\n```\n```落款\n县科技局\n2026年3月1日\n```\n```附件 标题=\"分工\"\n```\n共\uFDD00\uFDD1名\n```附件 标题=\"名册\"\n```\n# 乙\n";

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

Test(write_markdown, structure)
{
	struct arena *arena = arena_new();
	cr_expect_str_eq(convert(arena, plan, "md"),
			 "# 计划\n\n各支部：\n\n开头\\\n一行\n\n## 一、思想\n\n### （一）提高认识。\n\n突出**政治**。\n\n- 甲\n\n  1. 乙\n\n> 引\n\n表\n\n"
			 "| 任务 | 部门 |\n| --- | --- |\n| 修订 | 〔待填：党员总数〕 |\n\n[站](<http://a/b>)\n\n***\n\n附件：1. 分工\\\n2\\. 名册\n\n"
			 "县科技局\\\n2026年3月1日\n\n附件1\n\n# 分工\n\n共〔待填：党员总数〕名\n\n附件2\n\n# 名册\n\n## 一、乙\n");
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
		{ "\uFDD01\uFDD1", " 1. *局*_<b>_|`#`&amp;\n- x " },
		{ "坚持**“两学一做”**学习", "坚持*“两学一做”*学习" },
		{ "**提高认识。**突出", "*提高认识。*突出" },
		{ "**提高**认识", "*提高*认识" },
		{ "a **b*c*d** e", "a *b_c_d* e" },
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

Test(write_table, looks_up_by_name)
{
	cr_assert_null(writer_lookup("odt"));
	for (size_t i = 0; writer_table[i]; i++)
		cr_assert(writer_lookup(writer_table[i]->name) == writer_table[i] && writer_table[i]->extension[0] == '.');
}
