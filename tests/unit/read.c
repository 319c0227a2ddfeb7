/* Documents made elsewhere: numbers, and what lines of text become. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "read/internal.h"
#include "support.h"

TestSuite(read, .init = start, .fini = stop);

static void expect_number(const char *text, enum read_shape shape, int ordinal, size_t len)
{
	struct read_number number = read_number_of(str_of(text));
	cr_expect_eq(number.shape, shape, "%s: %d", text, (int)number.shape);
	cr_expect_eq(number.ordinal, ordinal, "%s: %d", text, number.ordinal);
	cr_expect_eq(number.len, len, "%s: %zu", text, number.len);
}

Test(read, numbers_of_every_practice)
{
	expect_number("一、总体要求", SHAPE_COMMA, 1, strlen("一、"));
	expect_number("十二、总体要求", SHAPE_COMMA, 12, strlen("十二、"));
	expect_number("贰、总体要求", SHAPE_FORMAL, 2, strlen("贰、"));
	expect_number("（三）抓学习", SHAPE_BRACKET, 3, strlen("（三）"));
	expect_number("(三)抓学习", SHAPE_BRACKET, 3, strlen("(三)"));
	expect_number("㈢抓学习", SHAPE_BRACKET, 3, strlen("㈢"));
	expect_number("1.甲", SHAPE_DOT, 1, 2);
	expect_number("１２．甲", SHAPE_DOT, 12, strlen("１２．"));
	expect_number("2、甲", SHAPE_DOT, 2, strlen("2、"));
	expect_number("（4）甲", SHAPE_ROUND, 4, strlen("（4）"));
	expect_number("⑷甲", SHAPE_ROUND, 4, strlen("⑷"));
	expect_number("5）甲", SHAPE_HALF, 5, strlen("5）"));
	expect_number("⑥甲", SHAPE_CIRCLED, 6, strlen("⑥"));
	expect_number("1.2 甲", SHAPE_DOTS2, 2, strlen("1.2 "));
	expect_number("1.2.3 甲", SHAPE_DOTS3, 3, strlen("1.2.3 "));
	expect_number("1.1前期工作", SHAPE_DOTS2, 1, 3);
	expect_number("第二章　甲", SHAPE_CHAPTER, 2, strlen("第二章　"));
	expect_number("第十条　甲", SHAPE_ARTICLE, 10, strlen("第十条　"));
	expect_number("2.一岗双责", SHAPE_DOT, 2, 2);
	expect_number("1.二级响应", SHAPE_DOT, 1, 2);
	expect_number("B.甲", SHAPE_CAPITAL, 2, 2);
	expect_number("b.甲", SHAPE_LETTER, 2, 2);
	expect_number("(b)甲", SHAPE_LETTER, 2, 3);
	expect_number("Ⅱ.甲", SHAPE_ROMAN, 2, strlen("Ⅱ."));
}

Test(read, figures_are_no_numbers)
{
	static const char *const texts[] = { "2026年工作", "1.5亿元", "一季度完成", "二、三线城市", "十五五规划", "第一季度", "3月开展", "10.1假期值班", "5.1期间值班", "7.1前开展慰问", "11.9起开展宣传", "3.15前后开展检查", "第一，统一思想", "第二、狠抓落实", "2025. 这一年完成目标", "（2026）3号文件", "" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_number(texts[i], SHAPE_NONE, 0, 0);
}

/* The first plan of the text as a dump of its content. */
static void read_text(const char *text, struct buf *out, struct diag_list *findings)
{
	struct read_file file;
	struct doc **plans;
	diag_init(findings, arena);
	cr_assert(read_lines(arena, source_of_text(arena, "a.txt", str_of(text)), &file, findings));
	cr_assert_geq(read_plans(arena, &file, &plans, findings), 1);
	doc_dump_content(plans[0], out);
}

static void expect_holds(const char *text, const char *part, bool wanted)
{
	struct buf out = BUF_INIT;
	struct diag_list findings;
	read_text(text, &out, &findings);
	cr_expect_eq(strstr(out.data, part) != NULL, wanted, "%s\n%s", part, out.data);
	buf_free(&out);
}

Test(read, a_level_is_what_stands_below)
{
	static const char *const text = "2026年工作计划\n一、甲\n1.乙\n丙。\n（1）丁\n戊。\n2.己\n庚。\n";
	expect_holds(text, "numbering two-level", true);
	expect_holds(text, "heading level=3 number=\"（1）\"", true);
	expect_holds("2026年工作计划\n1.甲\n（一）乙\n丙。\n（二）丁\n戊。\n2.己\n（一）庚\n辛。\n", "heading level=2 number=\"（一）\"", true);
}

Test(read, formal_numbers_stand_below_brackets)
{
	expect_holds("2026年工作计划\n一、甲\n（一）乙\n壹、丙\n丁。\n贰、戊\n己。\n", "heading level=3", true);
	expect_holds("2026年工作计划\n壹、甲\n一、乙\n丙。\n贰、丁\n一、戊\n己。\n", "heading level=2 number=\"（一）\"", true);
}

Test(read, a_series_is_a_list)
{
	expect_holds("2026年工作计划\n一、甲\n1.乙；\n2.丙；\n3.丁。\n", "list ordered", true);
	expect_holds("2026年工作计划\n一、甲\n1.乙。子丑寅。\n2.丙。卯辰巳。\n", "list", false);
}

Test(read, figures_in_a_row_are_no_list)
{
	expect_holds("2026年工作计划\n一、甲\n1.5万元用于培训。\n2.8万元用于阵地。\n二、乙\n丙。\n", "1.5万元用于培训。", true);
	expect_holds("2026年工作计划\n一、甲\n1.5万元用于培训。\n2.8万元用于阵地。\n二、乙\n丙。\n", "list", false);
	expect_holds("2026年工作计划\n一、甲\n1.5公里；\n2.6公里；\n3.7公里。\n二、乙\n丙。\n", "list", false);
	expect_holds("2026年工作计划\n一、甲\n1.3月调研；\n2.5月座谈。\n", "list ordered", true);
	expect_holds("2026年工作计划\n一、甲\n1.3月调研；\n2.5月座谈；\n3.总结。\n", "list ordered", true);
	expect_holds("2026年工作计划\n一、甲\n1.部署；\n2.5月座谈；\n3.6月总结。\n", "list ordered", true);
}

Test(read, lines_end_in_every_way)
{
	expect_holds("2026年工作计划\r\n\r\n一、甲\r乙。\r\n", "text \"甲\"\n", true);
	expect_holds("2026年工作计划\n一、甲\n乙。\xC2\x85丙。\n", "text \"乙。\"", true);
	expect_holds("2026年工作计划\n一、甲\n乙。\f二、丙\n丁。\n", "page-break", true);
	expect_holds("2026年工作计划\n一、甲\n乙。\f二、丙\n丁。\n", "text \"丙\"", true);
}

Test(read, a_page_begins_with_a_table_of_any_kind)
{
	expect_holds("2026年工作计划\n一、甲\n乙。\f甲\t乙\t丙\n丁\t戊\t己\n\n庚。\n", "page-break\n  table", true);
	expect_holds("2026年工作计划\n一、甲\n乙。\f+---+---+\n| 甲 | 乙 |\n+===+===+\n| 丙 | 丁 |\n+---+---+\n\n庚。\n", "page-break\n  table", true);
}

Test(read, the_end_is_a_signature)
{
	expect_holds("2026年工作计划\n甲。\n某局\n2026年1月8日\n", "signature", true);
	expect_holds("2026年工作计划\n甲。\n2026年1月8日\n", "signature", false);
}

/* The first plan of the text has the value; NULL: none. */
static void expect_meta(const char *text, const char *key, const char *wanted)
{
	struct read_file file;
	struct doc **plans;
	struct diag_list findings;
	diag_init(&findings, arena);
	cr_assert(read_lines(arena, source_of_text(arena, "a.txt", str_of(text)), &file, &findings));
	cr_assert_geq(read_plans(arena, &file, &plans, &findings), 1);
	const struct doc_meta *meta = doc_find_meta(plans[0], key);
	cr_expect((wanted != NULL) == (meta != NULL) && (!meta || str_is(meta->value, wanted)), "%s: %s", key, meta ? meta->value.data : "");
}

/* 10.3: below text and attachment note, above the signature; what begins so amid the text is text, and so is a second list of one kind. */
Test(read, who_was_there_stands_below_the_text)
{
	static const char *const text = "甲局会议纪要\n第3期\n\n研究工作会议纪要\n\n出席：会上有人。\n会议研究工作。\n附件：名单\n出席：何静、陆明远\n请假：左秀英\n列席:王小明\n甲局\n2026年3月9日\n";
	expect_meta(text, "发文机关", "甲局会议");
	expect_meta(text, "发文字号", "第3期");
	expect_meta(text, "出席", "何静、陆明远");
	expect_meta(text, "请假", "左秀英");
	expect_meta(text, "列席", "王小明");
	expect_holds(text, "出席：会上有人。", true);
	expect_holds(text, "text \"甲局\"", true);
	static const char *const unsigned_text = "2026年工作计划\n会议研究工作。\n出席：何静\n（此件公开发布）\n";
	expect_meta(unsigned_text, "出席", "何静");
	expect_holds(unsigned_text, "note\n", true);
	expect_meta("2026年工作纪要\n会议开始。\n出席：何静\n会议研究工作。\n", "出席", NULL);
	expect_meta("2026年工作纪要\n会议研究工作。\n出席：何静\n出席：陆明远\n", "出席", "何静");
	expect_holds("2026年工作纪要\n会议研究工作。\n出席：何静\n出席：陆明远\n", "出席：陆明远", true);
}

Test(read, no_text_is_lost)
{
	static const char *const text = "2026年工作计划\n甲甲。\n（五）乙乙。丙丙。\n①丁丁；\nA.戊戊\n附件1\n己己\n庚庚。\n";
	static const char *const parts[] = { "甲甲", "乙乙", "丙丙", "丁丁", "戊戊", "己己", "庚庚" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		expect_holds(text, parts[i], true);
}

/* ---- 附件说明 */

/* What the note of attachments behind a body of one heading names, each with a bar before it. */
static const char *noted(const char *lines)
{
	struct buf names = BUF_INIT;
	struct read_file file;
	struct doc **plans;
	struct diag_list findings;
	diag_init(&findings, arena);
	const char *text = arena_printf(arena, "2026年工作计划\n一、要求\n认真执行。\n%s\n县水利局\n2026年2月18日\n", lines);
	cr_assert(read_lines(arena, source_of_text(arena, "a.txt", str_of(text)), &file, &findings));
	cr_assert_eq(read_plans(arena, &file, &plans, &findings), 1);
	for (const struct doc_node *n = plans[0]->root->first; n; n = n->next)
		for (const struct doc_node *name = n->kind == DOC_ATTACHMENT_NOTE ? n->first : NULL; name; name = name->next) {
			buf_add_char(&names, '|');
			doc_add_plain_text(name, &names);
		}
	return buf_move_to(&names, arena);
}

Test(read, attachments_are_named_on_one_line_or_on_several)
{
	static const char *const three = "|任务清单|联系表|时间表";
	cr_expect_str_eq(noted("附件：1.任务清单\n2.联系表\n3.时间表"), three);
	cr_expect_str_eq(noted("附件：1、任务清单；2、联系表；3、时间表"), three);
	cr_expect_str_eq(noted("附件：1.任务清单  2.联系表　3.时间表"), three);
	cr_expect_str_eq(noted("附件：（1）任务清单；（2）联系表；\n（3）时间表"), three);
	cr_expect_str_eq(noted("附件：1.任务清单、2.联系表、3.时间表"), three);
	cr_expect_str_eq(noted("附件：1.任务清单2.联系表"), "|1.任务清单2.联系表");
	cr_expect_str_eq(noted("附件：1.第1、2、3号水库名单\n2.联系表"), "|第1、2、3号水库名单|联系表");
	cr_expect_str_eq(noted("附件：①任务清单 ②联系表 ③时间表"), three);
	cr_expect_str_eq(noted("附件：一、任务清单\n二、联系表\n三、时间表"), three);
	cr_expect_str_eq(noted("附件：\n1.任务清单\n2.联系表\n3.时间表"), three);
	cr_expect_str_eq(noted("附件：任务清单\n2.联系表\n3.时间表"), three);
	cr_expect_str_eq(noted("附 件：1.任务清单\n2.联系表\n3.时间表"), three);
	cr_expect_str_eq(noted("附　件: 1. 任务清单\n　　2. 联系表\n　　3. 时间表"), three);
	cr_expect_str_eq(noted("附：1.任务清单\n2.联系表\n3.时间表"), three);
	cr_expect_str_eq(noted("附 件：1.任务清单"), "|任务清单");
	cr_expect_str_eq(noted("附：1.任务清单"), "|任务清单");
}

Test(read, names_of_attachments_begin_with_digits)
{
	cr_expect_str_eq(noted("附件：1.2025年任务清单\n2.联系表"), "|2025年任务清单|联系表");
	cr_expect_str_eq(noted("附件：1．2025年任务清单"), "|2025年任务清单");
	cr_expect_str_eq(noted("附件：1.任务清单 2.2026年联系表"), "|任务清单|2026年联系表");
	cr_expect_str_eq(noted("附件：1.1号水库清单\n2.2号水库清单"), "|1号水库清单|2号水库清单");
	cr_expect_str_eq(noted("附件：1.5万元以上项目清单"), "|1.5万元以上项目清单");
	cr_expect_str_eq(noted("附件：第1、2、3号水库名单"), "|第1、2、3号水库名单");
}

Test(read, the_rest_of_an_attachments_name_belongs_to_it)
{
	cr_expect_str_eq(noted("附件：1.任务清单\n2.一个很长很长很长很长很长很长很长的附件名称\n换行部分"), "|任务清单|一个很长很长很长很长很长很长很长的附件名称换行部分");
	cr_expect_str_eq(noted("附件：1.一个很长很长的附件\n名称\n2.联系表"), "|一个很长很长的附件名称|联系表");
	cr_expect_str_eq(noted("附件：1.任务清单\n2.联系表\n未尽事宜另行通知"), "|任务清单|联系表");
}

/* ---- enumerations, and letters on levels of their own */

Test(read, items_of_one_enumeration_are_of_one_kind)
{
	static const char *const text = "2026年工作计划\n一、适用\n有下列情形：\n（一）未完成的；\n（二）弄虚作假的。情节严重；\n（三）其他情形。\n二、责任\n（一）追责。按规定处理。\n";
	expect_holds(text, "（三）其他情形。", true);
	expect_holds(text, "（二）弄虚作假的。情节严重；", true);
	expect_holds(text, "heading level=2 number=\"（一）\" ordinal=1 run-in", true);
	static const char *const items = "2026年工作计划\n一、任务\n抓好工作：\n1.抓学习；\n2.抓落实。每月检查。\n3.抓考核。\n";
	expect_holds(items, "抓落实。每月检查。", true);
	expect_holds(items, "heading level=2", false);
	expect_holds("2026年工作计划\n一、任务\n（一）领导。成立小组；\n（二）保障。落实经费。\n", "heading level=2 number=\"（二）\" ordinal=2 run-in", true);
}

Test(read, roman_capital_and_small_letters_are_levels)
{
	static const char *const text = "2026年工作计划\nⅠ. 总则\n文。\nA. 丙\n文。\n(a) 甲项。说明。\nB. 丁\n文。\nⅡ. 任务\n文。\n";
	expect_holds(text, "heading level=1 number=\"二、\"", true);
	expect_holds(text, "heading level=2 number=\"（二）\"", true);
	expect_holds(text, "heading level=3 number=\"1.\" ordinal=1 run-in", true);
}

/* ---- record blocks, and front matter of other programs */

Test(read, what_stands_behind_the_record_block_is_told)
{
	struct buf out = BUF_INIT;
	struct diag_list findings;
	read_text("2026年工作计划\n一、要求\n执行。\n县水利局\n2026年2月18日\n抄送：县委办公室。\n县水利局办公室 2026年2月19日印发\n（共印30份）\n", &out, &findings);
	bool told = false;
	for (const struct diag *d = findings.first; d; d = d->next)
		told |= d->code == DIAG_READ_BEHIND_RECORD;
	cr_expect(told);
	buf_free(&out);
}

Test(read, a_record_block_may_be_a_table)
{
	static const char *const text = "2026年工作计划\n一、要求\n执行。\n县水利局\n2026年2月18日\n抄送：县委办公室。\t\n县水利局办公室\t2026年2月19日印发\n";
	struct read_file file;
	struct doc **plans;
	struct diag_list findings;
	diag_init(&findings, arena);
	cr_assert(read_lines(arena, source_of_text(arena, "a.txt", str_of(text)), &file, &findings));
	cr_assert_eq(read_plans(arena, &file, &plans, &findings), 1);
	cr_expect(doc_find_meta(plans[0], "抄送") && str_is(doc_find_meta(plans[0], "抄送")->value, "县委办公室"));
	cr_expect(doc_find_meta(plans[0], "印发机关") && str_is(doc_find_meta(plans[0], "印发机关")->value, "县水利局办公室"));
	for (const struct doc_node *n = plans[0]->root->first; n; n = n->next)
		cr_expect_neq(n->kind, DOC_TABLE);
}

Test(read, front_matter_of_other_programs_goes_with_typed_numbers)
{
	static const char *const text = "---\ntitle: 2026年工作计划\n主送: 各科室\n---\n\n## 一、要求\n\n正文。\n\n### （一）甲\n\n正文。\n";
	struct read_file file;
	struct doc **plans;
	struct diag_list findings;
	struct buf out = BUF_INIT;
	diag_init(&findings, arena);
	cr_assert(read_markdown(arena, source_of_text(arena, "a.md", str_of(text)), &file, &findings));
	cr_assert_eq(read_plans(arena, &file, &plans, &findings), 1);
	cr_expect_eq(diag_errors(&findings), 0);
	doc_dump_content(plans[0], &out);
	cr_expect(strstr(out.data, "2026年工作计划") && strstr(out.data, "heading level=2 number=\"（一）\""), "%s", out.data);
	cr_expect(strstr(out.data, "各科室") != NULL, "%s", out.data);
	buf_free(&out);
}
