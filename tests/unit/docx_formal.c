/* DOCX of formal documents: head (版头) and record block (版记). */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "docx_support.h"
#include "layout/page.h"
#include "layout/template.h"

static const struct doc_meta meta[] = {
	{ "密级", { "机密", 6 }, { NULL, 0 }, NULL },
	{ "发文字号", { "甲科〔2026〕3号", 20 }, { NULL, 0 }, NULL },
	{ "抄送", { "县委办公室", 15 }, { NULL, 0 }, NULL },
	{ "印发机关", { "甲县科技局办公室", 24 }, { NULL, 0 }, NULL },
	{ "签发人", { "张三、李四、王五", 24 }, { NULL, 0 }, NULL },
};

enum { WITHOUT_SIGNERS = 4, ALL = 5 };

static void set_up_formal(struct fixture *f, size_t meta_count)
{
	set_up(f);
	f->input.template = template_load(f->arena, "templates", "gbt9704-head", NULL, &f->diags);
	cr_assert_not_null(f->input.template);
	f->doc->meta = meta;
	f->doc->meta_count = meta_count;
	add(f, NULL, DOC_TITLE, "关于值班工作的通知");
	add(f, NULL, DOC_PARAGRAPH, "正文。");
	doc_add_head(f->doc, STR("甲县科技局"), "文件");
	doc_add_record(f->doc, true);
}

Test(docx_formal, the_head_is_paragraphs)
{
	struct fixture f;
	set_up_formal(&f, WITHOUT_SIGNERS);
	check_valid(&f, "formal");
	const char *text = part(&f, "word/document.xml");
	const char *security = strstr(text, "<w:pStyle w:val=\"Security\"/>"), *mark = strstr(text, "\"AuthorityMark\"");
	const char *number = strstr(text, "\"DocumentNumber\""), *title = strstr(text, "\"Title\"");
	cr_assert(security && mark && number && title && security < mark && mark < number && number < title);
	/* 35 mm less one line; 48 pt */
	cr_assert_not_null(strstr(mark, "<w:spacing w:before=\"1405\" w:after=\"0\" w:line=\"1056\" w:lineRule=\"exact\"/>"));
	cr_assert_not_null(strstr(mark, "<w:sz w:val=\"96\"/>"));
	cr_assert_not_null(strstr(number, "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"11\" w:space=\"9\" w:color=\"FF0000\"/>"));
	cr_assert_null(strstr(number, "<w:tabs><w:tab w:val=\"left\""));
	tear_down(&f);
}

Test(docx_formal, signers_stand_on_tabs)
{
	struct fixture f;
	set_up_formal(&f, ALL);
	check_valid(&f, "formal-signers");
	const char *text = part(&f, "word/document.xml"), *number = strstr(text, "\"DocumentNumber\"");
	const char *first = strstr(number, "签发人："), *document = strstr(number, "甲科〔2026〕3号"), *last = strstr(number, "王五");
	cr_assert(first && document && last && first < document && document < last);
	cr_assert_not_null(strstr(number, "<w:tab w:val=\"left\" w:pos=\"316\"/>"));
	tear_down(&f);
}

Test(docx_formal, a_long_number_stands_below_the_signers)
{
	static const struct doc_meta long_meta[] = {
		{ "发文字号", { "中共青石县科学技术局党组字〔2026〕第13号", 57 }, { NULL, 0 }, NULL },
		{ "签发人", { "张三、李四", 15 }, { NULL, 0 }, NULL },
	};
	struct fixture f;
	set_up_formal(&f, 0);
	f.doc->meta = long_meta;
	f.doc->meta_count = sizeof long_meta / sizeof *long_meta;
	doc_add_head(f.doc, STR("甲县科技局"), "文件");
	check_valid(&f, "formal-long-number");
	const char *text = part(&f, "word/document.xml"), *last = strstr(text, "李四"), *number = strstr(text, "中共青石");
	cr_assert(last && number && last < number, "behind all signers");
	const char *line_break = strstr(last, "<w:br/>");
	cr_assert(line_break && line_break < number, "on a row of its own");
	tear_down(&f);
}

Test(docx_formal, the_record_block_floats_to_the_foot)
{
	struct fixture f;
	set_up_formal(&f, WITHOUT_SIGNERS);
	const char *text = part(&f, "word/document.xml"), *table = strstr(text, "<w:tbl>");
	cr_assert_not_null(strstr(table, "w:vertAnchor=\"margin\" w:horzAnchor=\"page\" w:tblpX=\"1588\" w:tblpYSpec=\"bottom\""));
	cr_assert_not_null(strstr(table, "抄送：县委办公室。"));
	cr_assert_not_null(strstr(table, "甲县科技局办公室"));
	cr_assert_eq(count(text, "<w:sectPr>"), 1);
	cr_assert_eq(count(text, "<w:pageBreakBefore/>"), 0);
	tear_down(&f);
}

Test(docx_formal, the_layout_says_on_which_page_the_record_block_is)
{
	static const struct {
		int begun;
		size_t breaks, sections, bare;
	} cases[] = { { 0, 0, 1, 0 }, { 1, 1, 1, 0 }, { 2, 0, 3, 2 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture f;
		struct page_list pages = { .record_pages = cases[i].begun };
		set_up_formal(&f, WITHOUT_SIGNERS);
		f.input.pages = &pages;
		check_valid(&f, "formal-pages");
		const char *text = part(&f, "word/document.xml");
		cr_expect_eq(count(text, "<w:pageBreakBefore/>"), cases[i].breaks);
		cr_expect_eq(count(text, "<w:sectPr>"), cases[i].sections);
		cr_expect_eq(count(text, "<w:titlePg/>"), cases[i].bare, "7.5: sections whose page has no number");
		tear_down(&f);
	}
}

#define TIGHT "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"

Test(docx_formal, styles_come_with_the_template)
{
	struct fixture f;
	set_up_formal(&f, WITHOUT_SIGNERS);
	cr_assert_eq(count(part(&f, "word/styles.xml"), "w:styleId=\"AuthorityMark\""), 1);
	cr_assert_eq(count(part(&f, "word/styles.xml"), "w:styleId=\"Record\""), 1);
	cr_assert_eq(count(part(&f, "word/styles.xml"), TIGHT), 6, "no style has space at its figures, as the template says");
	tear_down(&f);
	set_up_formal(&f, WITHOUT_SIGNERS);
	struct page_template spaced = *f.input.template;
	spaced.latin_gap = 0.25;
	f.input.template = &spaced;
	cr_assert_eq(count(part(&f, "word/styles.xml"), TIGHT), 5, "份号, 密级, 发文字号, 成文日期 and 附件1 have none in any case");
	tear_down(&f);
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "正文。");
	cr_assert_eq(count(part(&f, "word/styles.xml"), "w:styleId=\"AuthorityMark\""), 0);
	tear_down(&f);
}

Test(docx_formal, keywords_are_core_properties)
{
	struct fixture f;
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "正文。");
	cr_assert_null(strstr(part(&f, "docProps/core.xml"), "cp:keywords"));
	f.input.keywords = "党建，<计划>";
	cr_assert_not_null(strstr(part(&f, "docProps/core.xml"), "<cp:keywords>党建，&lt;计划&gt;</cp:keywords>"));
	check_valid(&f, "keywords");
	tear_down(&f);
}
