/* What formats read of layout besides lines: nodes of runs, regions of pages, measures. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/measure.h"
#include "layout_support.h"

static struct doc_node *add_row(struct set *set, struct doc_node *table, const char *first, const char *second)
{
	struct doc_node *row = add_node(set, table, DOC_ROW, NULL);
	add_node(set, row, DOC_CELL, first);
	add_node(set, row, DOC_CELL, second);
	return row;
}

static struct doc_node *add_table(struct set *set)
{
	struct doc_node *table = add_node(set, NULL, DOC_TABLE, NULL);
	table->columns = 2;
	add_row(set, table, "任务", "责任部门")->head = true;
	add_row(set, table, han(set, 60), "办公室");
	add_row(set, table, "修订", "");
	return table;
}

static struct doc_node *add_note(struct set *set, const char *number, const char *text)
{
	struct doc_node *note = add_node(set, NULL, DOC_ATTACHMENT_NOTE, NULL), *item = add_node(set, note, DOC_ITEM, text);
	item->number = number;
	return item;
}

/* The line's runs, each with the kind of its node before it and '/' behind it. */
static const char *runs_of(struct set *set, size_t page, size_t at)
{
	struct buf out = BUF_INIT;
	const struct page_line *line = line_at(set, page, at);
	for (size_t i = 0; i < line->run_count; i++) {
		buf_printf(&out, "%s:", line->runs[i].node ? doc_kind_name(line->runs[i].node->kind) : "-");
		buf_add_str(&out, line->runs[i].text);
		buf_add_char(&out, '/');
	}
	return buf_move_to(&out, set->arena);
}

Test(layout_measure, runs_know_the_block_they_are_of)
{
	struct set set = set_new();
	struct doc_node *item = add_node(&set, add_node(&set, NULL, DOC_LIST, NULL), DOC_ITEM, NULL);
	item->number = "（一）";
	add_node(&set, item, DOC_PARAGRAPH, "条目。");
	struct doc_node *heading = add_node(&set, NULL, DOC_HEADING, "同一字体。"); /* a run-in heading in the look of its text */
	heading->level = 3;
	heading->run_in = true;
	add_node(&set, NULL, DOC_PARAGRAPH, "正文。");
	add_note(&set, "（二）", "名单");
	lay_out(&set);
	cr_assert(set.ok);
	cr_expect_str_eq(runs_of(&set, 0, 0), "item:（一）/paragraph:条目。/");
	cr_expect_str_eq(runs_of(&set, 0, 1), "heading:同一字体。/paragraph:正文。/");
	cr_expect_str_eq(runs_of(&set, 0, 2), "attachment-note:附件：/item:（二）名单/");
	const struct page_line *line = line_at(&set, 0, 0);
	cr_expect_eq(line->runs[0].x, line->runs[1].x, "they look alike: one origin");
	cr_expect_float_eq(glyph_x(line, 3) - glyph_x(line, 0), 3 * set.template->char_pitch, 0.01);
	set_free(&set);
}

Test(layout_measure, leaders_and_page_numbers_are_no_block_s)
{
	struct set set = set_new();
	struct doc_node *contents = add_node(&set, NULL, DOC_CONTENTS, NULL), *entry = add_node(&set, contents, DOC_ENTRY, "要点");
	entry->level = 1;
	entry->page = "7";
	lay_out(&set);
	cr_assert(set.ok);
	const char *runs = runs_of(&set, 0, 0);
	cr_expect(strncmp(runs, "entry:要点/-:....", strlen("entry:要点/-:....")) == 0, "%s", runs);
	cr_expect(strstr(runs, "/-:7/") || strstr(runs, ".7/"), "%s", runs);
	set_free(&set);
}

Test(layout_measure, pages_have_regions)
{
	struct set set = set_new();
	*set.template = *template_load(set.arena, "templates", "gbt9704-head", NULL, &set.diags);
	add_node(&set, NULL, DOC_TITLE, "关于值班工作的通知");
	add_node(&set, NULL, DOC_PARAGRAPH, "正文。");
	struct doc_meta meta[] = { { "发文字号", STR("甲科〔2026〕3号"), { 0 }, NULL }, { "抄送", STR("县委办公室"), { 0 }, NULL } };
	set.doc->meta = meta;
	set.doc->meta_count = 2;
	doc_add_head(set.doc, STR("甲县科技局"), "文件");
	doc_add_record(set.doc, true);
	lay_out(&set);
	cr_assert(set.ok);
	cr_assert_eq(set.pages.page_count, 2);
	const size_t expected[2][PAGE_REGIONS] = { { 2, 2, 0, 0, 1 }, { 0, 0, 0, 1, 1 } };
	for (size_t p = 0; p < 2; p++) {
		const struct page *page = &set.pages.pages[p];
		const struct page_line *next = page->lines;
		for (int r = 0; r < PAGE_REGIONS; r++) {
			const struct page_part *part = &page->regions[r];
			cr_expect_eq(part->line_count, expected[p][r], "page %zu, region %d: %zu lines", p, r, part->line_count);
			cr_expect_eq(part->lines, next);
			next = part->lines + part->line_count;
			for (size_t i = 0; i < part->line_count; i++)
				cr_expect(part->lines[i].baseline > part->top && part->lines[i].baseline < part->bottom);
			if (r)
				cr_expect(r == PAGE_FURNITURE || part->top == page->regions[r - 1].bottom);
		}
		cr_expect_eq(next, page->lines + page->line_count);
	}
	set_free(&set);
}

/* All that DOCX takes from layout. */
static struct doc_node *add_measured(struct set *set)
{
	add_node(set, NULL, DOC_TITLE, "青石县科学技术局机关委员会2026年度党建工作和科技创新重点任务计划要点");
	struct doc_node *table = add_table(set);
	add_note(set, "1. ", han(set, 40));
	struct doc_node *signature = add_node(set, NULL, DOC_SIGNATURE, NULL);
	add_node(set, signature, DOC_AUTHORITY, "青石县科学技术局机关委员会");
	add_node(set, signature, DOC_DATE, "2026年3月11日");
	return table;
}

static bool same_numbers(const double *a, const double *b, size_t count)
{
	return memcmp(a, b, count * sizeof *a) == 0;
}

Test(layout_measure, is_the_same_with_pages_and_without)
{
	struct set set = set_new();
	add_measured(&set);
	struct page_list alone;
	lay_out(&set);
	cr_assert(set.ok);
	layout_measure(set.arena, set.doc, set.template, set.fonts, &alone);
	cr_expect_eq(alone.page_count, 0);
	cr_assert_eq(alone.measures.count, set.pages.measures.count);
	cr_expect_eq(alone.measures.count, 5);
	for (size_t i = 0; i < alone.measures.count; i++) {
		const struct measure *a = alone.measures.items[i], *b = measure_find(&set.pages.measures, a->node);
		cr_assert_not_null(b);
		cr_expect(a->first == b->first && a->left == b->left && a->columns == b->columns && a->break_count == b->break_count);
		cr_expect(!a->columns || (same_numbers(a->widths, b->widths, 2) && same_numbers(a->heights, b->heights, 3)));
		cr_expect(!a->break_count || memcmp(a->breaks, b->breaks, a->break_count * sizeof *a->breaks) == 0);
	}
	set_free(&set);
}

Test(layout_measure, says_where_lines_begin)
{
	struct set set = set_new();
	struct doc_node *table = add_measured(&set), *title = set.doc->root->first, *note = table->next->first;
	lay_out(&set);
	const struct measures *all = &set.pages.measures;
	const struct measure *broken = measure_find(all, title), *hung = measure_find(all, note), *wide = measure_find(all, table);
	cr_assert(broken && hung && wide);
	cr_assert_eq(broken->break_count, 1);
	cr_expect_eq(broken->breaks[0], line_at(&set, 0, 0)->text.len, "the second line begins where the first one ends");
	cr_expect_float_eq(hung->first, 2 * set.template->char_pitch, 0.01);
	cr_expect_gt(hung->left, hung->first + 3 * set.template->char_pitch);
	cr_expect_float_eq(wide->widths[0] + wide->widths[1], 28 * set.template->char_pitch, 0.01);
	cr_expect_float_eq(wide->heights[0], set.template->line_pitch, 0.01);
	cr_expect_null(measure_find(all, set.doc->root));
	cr_expect_null(measure_find(NULL, title));
	set_free(&set);
}

/* A word processor elsewhere may have the fonts that are not here. */
Test(layout_measure, takes_usual_widths_where_there_is_no_font)
{
	struct set set = set_new();
	struct doc_node *table = add_measured(&set), *authority = table->next->next->first;
	struct page_list bare;
	static const char *const families[] = { "no such family" };
	struct template_font *fonts = (struct template_font *)set.template->fonts; /* styles point to them */
	lay_out(&set);
	for (size_t i = 0; i < set.template->font_count; i++) {
		fonts[i].families = fonts[i].latin_families = families;
		fonts[i].family_count = fonts[i].latin_family_count = 1;
	}
	layout_measure(set.arena, set.doc, set.template, set.fonts, &bare);
	const struct measure *table_here = measure_find(&set.pages.measures, table), *table_there = measure_find(&bare.measures, table);
	const struct measure *here = measure_find(&set.pages.measures, authority), *there = measure_find(&bare.measures, authority);
	cr_assert(table_here && table_there && here && there);
	cr_expect_float_eq(table_here->widths[0], table_there->widths[0], 1);
	cr_expect_float_eq(here->left, there->left, 8, "%g and %g", here->left, there->left);
	set_free(&set);
}
