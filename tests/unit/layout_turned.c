/* Attachments set across (横排): pages turned on their side, between upright ones. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/measure.h"
#include "layout/turn.h"
#include "layout_support.h"

static const double MM = PAGE_PT_PER_MM;

static struct doc_node *add_attachment(struct set *set, bool turned)
{
	struct doc_node *attachment = add_node(set, NULL, DOC_ATTACHMENT, NULL);
	attachment->number = "附件";
	attachment->turned = turned;
	add_node(set, attachment, DOC_TITLE, "重点任务分工表");
	return attachment;
}

static struct doc_node *add_table(struct set *set, struct doc_node *parent, int columns, int rows, size_t length)
{
	struct doc_node *table = add_node(set, parent, DOC_TABLE, NULL);
	for (int r = 0; r < rows; r++) {
		struct doc_node *row = add_node(set, table, DOC_ROW, NULL);
		row->head = r == 0;
		for (int c = 0; c < columns; c++)
			add_node(set, row, DOC_CELL, han(set, r ? length : 2));
	}
	doc_place_cells(table);
	return table;
}

/* "UTTU": which pages are turned; blank ones as "." */
static const char *pages_of(struct set *set)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < set->pages.page_count; i++)
		buf_add_char(&out, set->pages.pages[i].turned ? 'T' : set->pages.pages[i].line_count ? 'U' : '.');
	return buf_move_to(&out, set->arena);
}

/* What holds on every page: text in the type area of its frame, 225 × 156 mm or 156 × 225, and the page number at its place. */
static void check_pages(struct set *set, const char *what)
{
	cr_assert(set->ok, "%s: %s", what, set->diags.first ? diag_id(set->diags.first->code) : "");
	for (size_t p = 0; p < set->pages.page_count; p++) {
		const struct page *page = &set->pages.pages[p];
		bool turned = page->turned;
		double left = (turned ? 35 : 28) * MM, right = left + (turned ? 225 : 156) * MM;
		double top = (turned ? 28 : 37) * MM, bottom = top + (turned ? 156 : 225) * MM;
		cr_expect_float_eq(page->width, 210 * MM, 0.01);
		cr_expect_float_eq(page->height, 297 * MM, 0.01);
		for (size_t i = 0; i < page->line_count - page->regions[PAGE_FURNITURE].line_count; i++) {
			const struct page_line *line = &page->lines[i];
			cr_expect(line->left > left - 0.1 && line->right < right + 0.1, "%s: page %zu: %.1f … %.1f", what, p + 1, line->left / MM, line->right / MM);
			cr_expect(line->baseline > top + 5 && line->baseline < bottom, "%s: page %zu: %.1f", what, p + 1, line->baseline / MM);
		}
		for (size_t i = 0; i < page->rule_count; i++) {
			const struct page_rule *rule = &page->rules[i];
			cr_expect(rule->x > left - 1 && rule->x + rule->width < right + 1 && rule->y > top - 1 && rule->y + rule->height < bottom + 1);
		}
		const struct page_part *furniture = &page->regions[PAGE_FURNITURE];
		if (!furniture->line_count)
			continue;
		const struct page_line *number = &furniture->lines[0];
		cr_expect(number->baseline > (297 - 35 + 7) * MM && number->baseline < (297 - 35 + 10) * MM);
		double edge = (p % 2 ? 28 : 210 - 26) * MM, pitch = set->template->char_pitch;
		cr_expect_float_eq(p % 2 ? number->left : number->right, edge + (p % 2 ? pitch : -pitch), 0.5, "%s: page %zu", what, p + 1);
	}
}

Test(layout_turned, the_grid_turns)
{
	struct set set = set_new();
	struct page_template t = template_turned(set.template);
	cr_expect_float_eq(t.page_width, 297 * MM, 0.01);
	cr_expect_float_eq(t.margin_top, 28 * MM, 0.01, "what was left is on top");
	cr_expect_float_eq(t.margin_left, 35 * MM, 0.01, "what was below is at the left");
	cr_expect_eq(t.lines, 15);
	cr_expect_eq(t.chars, 40);
	cr_expect_float_eq(t.chars * t.char_pitch, 225 * MM, 0.01);
	cr_expect_eq(t.line_pitch, set.template->line_pitch);
	set_free(&set);
}

Test(layout_turned, an_attachment_stands_on_pages_of_its_own)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 40));
	struct doc_node *attachment = add_attachment(&set, true);
	add_node(&set, attachment, DOC_PARAGRAPH, han(&set, 80));
	add_table(&set, attachment, 8, 30, 10);
	add_attachment(&set, false);
	lay_out(&set);
	check_pages(&set, "between upright ones");
	cr_expect_eq(strspn(pages_of(&set), "U"), 1, "%s", pages_of(&set));
	cr_expect_eq(strspn(pages_of(&set) + 1, "T"), set.pages.page_count - 2, "%s", pages_of(&set));
	cr_expect_eq(set.pages.pages[set.pages.page_count - 2].end, PAGE_ENDS_ATTACHMENT);
	cr_expect_eq(line_at(&set, 1, 2)->text.len, 38 * 3, "40 characters a line, two of them indented");
	cr_expect_float_eq(line_at(&set, 1, 2)->right, (35 + 225) * MM, 0.1, "to the edge");
	cr_expect_eq(set.pages.outline[0].page, 1);
	cr_expect_float_eq(set.pages.outline[0].y, 28 * MM, 0.01, "in the page's frame");
	set_free(&set);
}

/* Whatever stands before the attachment and however long it is, on odd pages and even ones. */
Test(layout_turned, every_position)
{
	for (size_t before = 0; before < 3; before++)
		for (int rows = 1; rows < 60; rows += 9) {
			struct set set = set_new();
			if (before)
				add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 28 * 22 * before - 30));
			struct doc_node *attachment = add_attachment(&set, true);
			add_table(&set, attachment, 2 + rows % 11, rows, 3 + (size_t)rows % 20);
			add_node(&set, attachment, DOC_PARAGRAPH, "表中数据由各单位填报。");
			add_node(&set, NULL, DOC_NOTE, "（此件公开发布）"); /* as behind 正文 */
			lay_out(&set);
			char *what = arena_printf(set.arena, "%zu pages before, %d rows", before, rows);
			check_pages(&set, what);
			const char *pages = pages_of(&set);
			cr_expect_eq(strspn(pages, "U"), before, "%s: %s", what, pages);
			cr_expect_eq(strspn(pages + before, "T"), set.pages.page_count - before - 1, "%s: %s", what, pages);
			cr_expect_eq(pages[set.pages.page_count - 1], 'U', "%s: %s", what, pages);
			set_free(&set);
		}
}

Test(layout_turned, footnotes_stand_at_its_foot_and_end_on_turned_pages)
{
	struct set set = set_new();
	struct doc_node *before = add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 40));
	refer(&set, before, 28 * 60);
	struct doc_node *attachment = add_attachment(&set, true), *paragraph = add_node(&set, attachment, DOC_PARAGRAPH, han(&set, 60));
	refer(&set, paragraph, 40 * 25);
	add_attachment(&set, false);
	doc_set_footnotes(set.doc);
	lay_out(&set);
	check_pages(&set, "notes");
	cr_expect_str_eq(pages_of(&set), "UUTTU");
	const size_t expected[] = { 1, 1, 1, 1, 0 };
	for (size_t p = 0; p < 5; p++) {
		const struct page_part *notes = &set.pages.pages[p].regions[PAGE_NOTES];
		cr_expect_eq(notes->line_count > 0, expected[p], "page %zu: %zu lines", p + 1, notes->line_count);
		bool turned = set.pages.pages[p].turned;
		double bottom = turned ? 28 * MM + 15 * set.template->line_pitch : 37 * MM + 22 * set.template->line_pitch;
		cr_expect_float_eq(notes->bottom, bottom, 0.01);
	}
	set_free(&set);
}

/* 版记 on an even page, upright: behind an odd page on the next, behind an even one on the next but one, both without numbers. */
Test(layout_turned, the_record_block_stands_upright)
{
	for (int pages = 1; pages < 3; pages++) {
		struct set set = set_new();
		*set.template = *template_load(set.arena, "templates", "gbt9704-head", NULL, &set.diags);
		struct doc_meta meta[] = { { "抄送", STR("县委办公室"), { 0 }, NULL } };
		set.doc->meta = meta;
		set.doc->meta_count = 1;
		add_node(&set, NULL, DOC_PARAGRAPH, "正文。");
		struct doc_node *attachment = add_attachment(&set, true);
		for (int i = 1; i < pages; i++) {
			add_node(&set, attachment, DOC_PARAGRAPH, "说明。");
			add_node(&set, attachment, DOC_PAGE_BREAK, NULL);
		}
		add_node(&set, attachment, DOC_PARAGRAPH, "说明。");
		doc_add_record(set.doc, true);
		lay_out(&set);
		check_pages(&set, "record");
		cr_expect_str_eq(pages_of(&set), pages == 1 ? "UT.U" : "UTTU", "%d", pages);
		cr_expect_eq(set.pages.record_pages, pages == 1 ? 2 : 1);
		const struct page *last = &set.pages.pages[set.pages.page_count - 1];
		cr_expect_eq(last->regions[PAGE_FOOT].line_count, 1);
		cr_expect_eq(last->label != NULL, pages == 2);
		set_free(&set);
	}
}

/* A signature is not kept with text that stands on turned pages. */
Test(layout_turned, a_signature_behind_it_is_on_an_upright_page)
{
	struct set set = set_new();
	struct doc_node *attachment = add_attachment(&set, true);
	add_node(&set, attachment, DOC_PARAGRAPH, han(&set, 40 * 8));
	struct doc_node *signature = add_node(&set, NULL, DOC_SIGNATURE, NULL);
	add_node(&set, signature, DOC_AUTHORITY, "县科技局");
	add_node(&set, signature, DOC_DATE, "2026年3月1日");
	lay_out(&set);
	check_pages(&set, "signature");
	cr_expect_str_eq(pages_of(&set), "TU");
	set_free(&set);
}

Test(layout_turned, measures_are_the_same_without_pages)
{
	struct set set = set_new();
	add_table(&set, NULL, 3, 4, 20);
	struct doc_node *table = add_table(&set, add_attachment(&set, true), 9, 6, 14);
	struct doc_node *behind = add_table(&set, add_attachment(&set, false), 3, 4, 20);
	lay_out(&set);
	check_pages(&set, "tables");
	struct page_list bare;
	layout_measure(set.arena, set.doc, set.template, set.fonts, &bare);
	const struct doc_node *const tables[] = { set.doc->root->first, table, behind };
	for (size_t t = 0; t < 3; t++) {
		const struct measure *with = measure_find(&set.pages.measures, tables[t]), *without = measure_find(&bare.measures, tables[t]);
		cr_assert(with && without);
		double width = 0;
		for (int c = 0; c < with->columns; c++) {
			cr_expect_eq(with->widths[c], without->widths[c]);
			width += with->widths[c];
		}
		cr_expect_float_eq(width, (t == 1 ? 225 : 156) * MM, 0.1, "table %zu", t);
		cr_expect_eq(with->heights[1], without->heights[1]);
	}
	set_free(&set);
}

/* In a book, too, whatever the number of the page; the next plan is upright. */
Test(layout_turned, in_a_book)
{
	struct set set = set_new();
	for (int i = 0; i < 2; i++) {
		struct doc_node *plan = add_node(&set, NULL, DOC_PLAN, NULL);
		plan->odd_page = true;
		add_node(&set, plan, DOC_TITLE, "工作计划");
		add_node(&set, plan, DOC_PARAGRAPH, "正文。");
		struct doc_node *attachment = add_node(&set, plan, DOC_ATTACHMENT, NULL);
		attachment->number = "附件";
		attachment->turned = true;
		add_node(&set, attachment, DOC_TITLE, "分工表");
		add_table(&set, attachment, 6, i ? 3 : 18, 8);
	}
	lay_out(&set);
	check_pages(&set, "book");
	cr_expect_str_eq(pages_of(&set), "UTT.UT");
	set_free(&set);
}
