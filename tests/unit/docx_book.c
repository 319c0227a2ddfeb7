/* Books in DOCX: cover, contents, plans. */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "docx_support.h"

static struct doc_node *add_plan(struct fixture *f, const char *name, enum doc_numbering numbering, bool continued)
{
	struct doc *plan = doc_new(f->arena, NULL), *book = f->doc;
	f->doc = plan;
	plan->numbering = numbering;
	plan->continue_level3 = continued;
	add(f, NULL, DOC_TITLE, name);
	for (int i = 0; i < 2; i++) {
		add_heading(f, NULL, 1, "甲");
		add_heading(f, NULL, 2, "乙");
		add_heading(f, NULL, 3, "丙");
	}
	add_run_in(f, 2, "丁。", "正文");
	add_value(f, add(f, NULL, DOC_PARAGRAPH, "党员"), "党员总数", "41");
	doc_number(plan, &f->diags);
	f->doc = book;
	return doc_add_plan(book, plan, name);
}

static void add_entry(struct fixture *f, struct doc_node *contents, const struct doc_node *target, int level, const char *page)
{
	struct buf text = BUF_INIT;
	doc_add_entry_text(target, &text);
	struct doc_node *entry = add(f, contents, DOC_ENTRY, buf_move_to(&text, f->arena));
	entry->entry_target = target;
	entry->level = level;
	entry->page = page;
}

/* Cover, contents, a plan of each way of numbering and once more the first. */
static void add_book(struct fixture *f)
{
	struct doc_node *cover = add(f, NULL, DOC_COVER, NULL), *contents = add(f, NULL, DOC_CONTENTS, NULL);
	add(f, cover, DOC_TITLE, "工作计划要点汇编");
	add(f, cover, DOC_PARAGRAPH, "2026年");
	add(f, contents, DOC_TITLE, "目录");
	const struct doc_node *plans[] = {
		add_plan(f, "一号", DOC_NUMBER_STANDARD, false), add_plan(f, "二号", DOC_NUMBER_STANDARD, true),
		add_plan(f, "三号", DOC_NUMBER_TWO_LEVEL, false), add_plan(f, "四号", DOC_NUMBER_TWO_LEVEL, true),
		add_plan(f, "五号", DOC_NUMBER_NONE, false), add_plan(f, "六号", DOC_NUMBER_STANDARD, false),
	};
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
		add_entry(f, contents, plans[i]->first, 1, arena_printf(f->arena, "%zu", i + 2));
		add_entry(f, contents, plans[i]->first->next, 2, arena_printf(f->arena, "%zu", i + 2));
	}
}

Test(docx, a_book_counts_each_plan_by_its_own_scheme)
{
	static const char standard[] = "一、甲\n（一）乙\n1.丙\n二、甲\n（一）乙\n%s.丙\n（二）丁。正文\n党员41\n";
	static const char two_level[] = "一、甲\n1.乙\n（1）丙\n二、甲\n%s.乙\n（1）丙\n%s.丁。正文\n党员41\n";
	struct fixture f;
	struct buf want = BUF_INIT;
	set_up(&f);
	add_book(&f);
	buf_add_text(&want, "工作计划要点汇编\n2026年\n§\n目录\n一号\t2\n一、甲\t2\n二号\t3\n一、甲\t3\n三号\t4\n一、甲\t4\n四号\t5\n一、甲\t5\n"
			    "五号\t6\n甲\t6\n六号\t7\n一、甲\t7\n⏏\n一号\n");
	buf_printf(&want, standard, "1");
	buf_add_text(&want, "⏏\n二号\n");
	buf_printf(&want, standard, "2");
	buf_add_text(&want, "⏏\n三号\n");
	buf_printf(&want, two_level, "1", "2");
	buf_add_text(&want, "⏏\n四号\n");
	buf_printf(&want, two_level, "2", "3");
	buf_add_text(&want, "⏏\n五号\n甲\n乙\n丙\n甲\n乙\n丙\n丁。正文\n党员41\n⏏\n六号\n");
	buf_printf(&want, standard, "1");
	cr_assert_str_eq(shown_text(&f, "book"), buf_str(&want).data);
	buf_free(&want);
	tear_down(&f);
}

Test(docx, contents_are_a_field_with_the_entries_in_it)
{
	struct fixture f;
	set_up(&f);
	add_book(&f);
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "<w:docPartGallery w:val=\"Table of Contents\"/>"), 1);
	cr_assert_eq(count(text, " TOC \\o \"1-2\" \\h \\z \\u "), 1);
	cr_assert_eq(count(text, " PAGEREF _Toc"), 12);
	cr_assert_eq(count(text, "<w:hyperlink w:anchor=\"_Toc"), 12);
	cr_assert_eq(count(text, "<w:bookmarkStart "), 12);
	cr_assert_eq(count(text, "<w:bookmarkEnd "), 12);
	cr_assert_eq(count(text, "w:fldCharType=\"begin\""), 13);
	cr_assert_eq(count(text, "w:fldCharType=\"end\""), 13);
	cr_assert_eq(count(part(&f, "word/settings.xml"), "updateFields"), 0);
	cr_assert_eq(count(text, "<w:pStyle w:val=\"TOC1\"/><w:keepNext/>"), 6, "kept with the entry of the section below");
	cr_assert_eq(count(text, "<w:pStyle w:val=\"TOC2\"/><w:keepNext/>"), 0);
	const char *styles = part(&f, "word/styles.xml");
	cr_assert_eq(count(styles, "<w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/>"), 4);
	cr_assert_eq(count(styles, "<w:name w:val=\"heading 5\"/>"), 1);
	tear_down(&f);
}

/* The cover has no number and is not counted. */
Test(docx, a_book_has_its_cover_in_a_section_of_its_own)
{
	struct fixture f;
	set_up(&f);
	add_book(&f);
	f.doc->root->last->odd_page = true;
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "<w:sectPr>"), 3);
	cr_assert_eq(count(text, "<w:sectPr><w:pgSz"), 1, "no page number on the cover");
	cr_assert_eq(count(text, "<w:pgNumType w:start=\"1\"/>"), 1);
	cr_assert_eq(count(text, "<w:type w:val=\"oddPage\"/>"), 1);
	check_valid(&f, "book-odd");
	tear_down(&f);
}

Test(docx, plans_of_a_book_have_their_values_apart)
{
	struct fixture f;
	set_up(&f);
	add_book(&f);
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "/v:values[1]/v:plan[@name='二号'][1]/v:value[@name='党员总数'][1]\""), 1);
	text = part(&f, "customXml/item1.xml");
	cr_assert_eq(count(text, "<plan "), 6);
	cr_assert_eq(count(text, "</plan>"), 6);
	tear_down(&f);
}

/* Contents without the plans they name: no field that Word would find nothing for. */
Test(docx, contents_alone_point_nowhere)
{
	struct fixture f;
	set_up(&f);
	struct doc *book = f.doc, *other = doc_new(f.arena, NULL);
	f.doc = other;
	const struct doc_node *plan = add_plan(&f, "一号", DOC_NUMBER_STANDARD, false);
	f.doc = book;
	struct doc_node *contents = add(&f, NULL, DOC_CONTENTS, NULL);
	add(&f, contents, DOC_TITLE, "目录");
	add_entry(&f, contents, plan->first, 1, "2");
	cr_assert_str_eq(shown_text(&f, "contents"), "目录\n一号\t2\n");
	cr_assert_eq(count(part(&f, "word/document.xml"), "w:instrText"), 0);
	tear_down(&f);
}
