/* DOCX: attachments set across (横排) are landscape sections of their own. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "docx_support.h"
#include "layout/page.h"
#include "layout/template.h"

static struct doc_node *add_attachment(struct fixture *f, struct doc_node *parent, bool turned)
{
	struct doc_node *attachment = add(f, parent, DOC_ATTACHMENT, NULL);
	attachment->number = "附件";
	attachment->turned = turned;
	add(f, attachment, DOC_TITLE, "分工表");
	add(f, attachment, DOC_PARAGRAPH, "说明。");
	return attachment;
}

/* "PLP": the pages of its sections, portrait or landscape. */
static const char *sections(struct fixture *f)
{
	struct buf out = BUF_INIT;
	for (const char *at = part(f, "word/document.xml"); (at = strstr(at, "<w:pgSz ")); at++)
		buf_add_char(&out, strncmp(at, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>", 53) == 0   ? 'L' :
				   strncmp(at, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", 33) == 0 ? 'P' :
														 '?');
	return buf_move_to(&out, f->arena);
}

static size_t page_breaks(struct fixture *f)
{
	const char *text = part(f, "word/document.xml");
	return count(text, "<w:pageBreakBefore/>") + count(text, "<w:br w:type=\"page\"/>");
}

Test(docx_turned, an_attachment_is_a_section)
{
	struct fixture f;
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "正文。");
	add_table(&f, add_attachment(&f, NULL, true), "任务", 3);
	add_attachment(&f, NULL, true);
	add_attachment(&f, NULL, false);
	check_valid(&f, "turned");
	cr_expect_str_eq(sections(&f), "PLP");
	cr_expect_eq(page_breaks(&f), 1, "between the two that are set across; sections break the others");
	const char *landscape = strstr(part(&f, "word/document.xml"), "landscape");
	cr_expect_not_null(strstr(landscape, "<w:pgMar w:top=\"1587\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\" "));
	cr_expect_not_null(strstr(part(&f, "word/footer3.xml"), "<w:framePr "));
	cr_expect_not_null(strstr(part(&f, "word/footer4.xml"), "<w:textDirection w:val=\"tbRl\"/>"));
	cr_expect_null(part(&f, "word/header3.xml"));
	tear_down(&f);
}

Test(docx_turned, what_follows_is_upright)
{
	struct fixture f;
	set_up(&f);
	f.input.draft = true;
	add_attachment(&f, NULL, true);
	add(&f, NULL, DOC_PAGE_BREAK, NULL);
	add(&f, NULL, DOC_PARAGRAPH, "正文。");
	check_valid(&f, "turned-first");
	cr_expect_str_eq(sections(&f), "LP", "it begins the document: nothing stands before it");
	cr_expect_eq(page_breaks(&f), 0);
	cr_expect_not_null(part(&f, "word/header4.xml"));
	tear_down(&f);
}

Test(docx_turned, the_record_block_is_upright)
{
	for (int begun = 0; begun < 3; begun++) {
		struct fixture f;
		struct page_list pages = { .record_pages = begun };
		set_up(&f);
		f.input.template = template_load(f.arena, "templates", "gbt9704-head", NULL, &f.diags);
		f.input.pages = &pages;
		add(&f, NULL, DOC_PARAGRAPH, "正文。");
		add_attachment(&f, NULL, true);
		struct doc_meta meta = { "抄送", STR("县委办公室"), NO_PLACE, NULL };
		f.doc->meta = &meta;
		f.doc->meta_count = 1;
		doc_add_record(f.doc, true);
		check_valid(&f, "turned-record");
		cr_expect_str_eq(sections(&f), begun == 2 ? "PLPP" : "PLP", "%d", begun);
		cr_expect_eq(page_breaks(&f), 0, "%d", begun);
		tear_down(&f);
	}
}

Test(docx_turned, the_next_plan_of_a_book_is_upright)
{
	for (int odd = 0; odd < 2; odd++) {
		struct fixture f;
		set_up(&f);
		for (int i = 0; i < 2; i++) {
			struct doc_node *plan = add(&f, NULL, DOC_PLAN, NULL);
			plan->odd_page = odd;
			add(&f, plan, DOC_TITLE, "计划");
			add_attachment(&f, plan, true);
		}
		check_valid(&f, "turned-book");
		cr_expect_str_eq(sections(&f), "PLPL");
		cr_expect_eq(page_breaks(&f), 0);
		tear_down(&f);
	}
}
