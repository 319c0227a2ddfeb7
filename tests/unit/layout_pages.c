/* Pages: what is kept together, the signature, tables. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout_support.h"

static void add_lines(struct set *set, size_t count)
{
	add_node(set, NULL, DOC_PARAGRAPH, han(set, 26 + 28 * (count - 1)));
}

/* Lines of text on each page. */
static void expect_counts(const struct set *set, const size_t *counts, size_t pages)
{
	cr_assert_eq(set->pages.page_count, pages, "%zu pages", set->pages.page_count);
	for (size_t i = 0; i < pages; i++)
		cr_expect_eq(count_lines(&set->pages.pages[i]), counts[i], "page %zu: %zu lines", i + 1,
			     count_lines(&set->pages.pages[i]));
}

/* Lays out, compares and frees the set. */
static void expect_pages(struct set *set, const size_t *counts, size_t pages)
{
	lay_out(set);
	expect_counts(set, counts, pages);
	set_free(set);
}

static struct doc_node *add_heading(struct set *set, int level, const char *number, const char *text)
{
	struct doc_node *node = add_node(set, NULL, DOC_HEADING, text);
	node->level = level;
	node->number = number;
	return node;
}

static void add_signature(struct set *set, const char *authority, const char *date)
{
	struct doc_node *node = add_node(set, NULL, DOC_SIGNATURE, NULL);
	add_node(set, node, DOC_AUTHORITY, authority);
	add_node(set, node, DOC_DATE, date);
}

Test(layout_pages, open_with_two_lines_of_a_paragraph)
{
	static const size_t cases[][4] = { { 20, 3, 21, 2 }, { 21, 2, 21, 2 }, { 22, 1, 22, 1 } }; /* paragraphs, pages */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct set set = set_new();
		add_lines(&set, cases[i][0]);
		add_lines(&set, cases[i][1]);
		expect_pages(&set, &cases[i][2], 2);
	}
}

Test(layout_pages, keep_headings_with_two_lines)
{
	struct set set = set_new();
	add_lines(&set, 19);
	add_heading(&set, 1, "一、", "指导思想");
	add_lines(&set, 4);
	expect_pages(&set, (const size_t[]){ 22, 2 }, 2);
	set = set_new();
	add_lines(&set, 20);
	add_heading(&set, 1, "一、", "指导思想");
	add_lines(&set, 4);
	expect_pages(&set, (const size_t[]){ 20, 5 }, 2);
	set = set_new();
	add_lines(&set, 19);
	add_heading(&set, 1, "一、", "指导思想");
	add_heading(&set, 2, "（一）", "总体要求");
	add_lines(&set, 1);
	add_lines(&set, 1);
	expect_pages(&set, (const size_t[]){ 19, 4 }, 2);
	set = set_new(); /* a heading waits for no more than stands below it */
	add_lines(&set, 18);
	for (int i = 0; i < 3; i++) {
		add_heading(&set, 1, "一、", "指导思想");
		add_lines(&set, 1);
	}
	expect_pages(&set, (const size_t[]){ 22, 2 }, 2);
}

Test(layout_pages, never_leave_the_signature_alone)
{
	struct set set = set_new();
	add_lines(&set, 20);
	add_signature(&set, "青石县科技局", "2026年3月1日");
	expect_pages(&set, (const size_t[]){ 18, 4 }, 2);
	set = set_new();
	add_lines(&set, 19);
	add_signature(&set, "青石县科技局", "2026年3月1日");
	expect_pages(&set, (const size_t[]){ 21 }, 1);
	set = set_new();
	add_lines(&set, 18);
	add_heading(&set, 1, "一、", "附则");
	add_lines(&set, 2);
	add_signature(&set, "青石县科技局", "2026年3月1日");
	expect_pages(&set, (const size_t[]){ 18, 5 }, 2);
}

/* A document with a title (one line, one blank), a recipient, so many lines, a note of so many attachments and a signature; `heading`: below a heading. */
static struct set notice(bool heading, size_t lines, int attachments)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_TITLE, "通知");
	add_node(&set, NULL, DOC_RECIPIENT, "各科室");
	if (heading)
		add_heading(&set, 1, "一、", "值班");
	add_lines(&set, lines);
	struct doc_node *note = add_node(&set, NULL, DOC_ATTACHMENT_NOTE, NULL);
	for (int i = 0; i < attachments; i++)
		add_node(&set, note, DOC_PARAGRAPH, "值班表")->number = "1.";
	add_signature(&set, "县科技局", "2026年3月11日");
	return set;
}

/* What stays with the last line is counted once, also where a heading stays with that line: 14 + 1 + 1 + 3 + 3 lines are a page. */
Test(layout_pages, reserve_the_end_once)
{
	struct set set = set_new();
	add_lines(&set, 14);
	add_heading(&set, 1, "一、", "值班");
	add_lines(&set, 1);
	struct doc_node *note = add_node(&set, NULL, DOC_ATTACHMENT_NOTE, NULL);
	for (int i = 0; i < 2; i++)
		add_node(&set, note, DOC_PARAGRAPH, "值班表")->number = "1.";
	add_signature(&set, "县科技局", "2026年3月11日");
	expect_pages(&set, (const size_t[]){ 20 }, 1);
}

/* GB/T 9704-2012, 7.3.3: the first page shows text, though what stays with its last line does not fit. */
Test(layout_pages, begin_with_text)
{
	struct set set = notice(false, 1, 15);
	expect_pages(&set, (const size_t[]){ 3, 17 }, 2);
	set = notice(true, 2, 15);
	set.template->signature = TEMPLATE_NO_SEAL; /* nor is a line parted from its heading's two where the signature has the note beside it */
	expect_pages(&set, (const size_t[]){ 5, 17 }, 2);
}

/* The page of a seal has text beside it, whatever the length of the note between (GB/T 9704-2012, 7.3.5.1). */
Test(layout_pages, carry_text_to_the_seal)
{
	for (int attachments = 5; attachments < 14; attachments++) {
		struct set set = notice(false, 15, attachments);
		set.template->signature = TEMPLATE_SEAL;
		lay_out(&set);
		cr_assert_eq(set.pages.page_count, 2);
		cr_expect_eq(count_lines(&set.pages.pages[0]), 2 + 13, "%d attachments: %zu lines on page 1", attachments, count_lines(&set.pages.pages[0]));
		set_free(&set);
	}
}

Test(layout_pages, place_the_signature)
{
	static const struct {
		enum template_signature kind;
		const char *authority;
		double right, date_right, date_shift; /* chars; < 0: not checked */
		size_t date_line;
	} cases[] = {
		{ TEMPLATE_NO_SEAL, "中共青石县科学技术局机关委员会", 2, -1, 2, 3 },
		{ TEMPLATE_NO_SEAL, "县科技局", -1, 2, 2, 3 }, /* the date is the longer one */
		{ TEMPLATE_SEAL, "县科技局", -1, 4, -1, 4 },
		{ TEMPLATE_STAMP, "青石县县长", 4 + 2 + 40 * 72 / 25.4 / 15.793, 4, -1, 6 }, /* beside 40 mm × 2 lines */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct set set = set_new();
		set.template->signature = cases[i].kind;
		add_lines(&set, 1);
		add_signature(&set, cases[i].authority, "2026年3月1日");
		lay_out(&set);
		const struct page_line *first = line_at(&set, 0, 0), *authority = line_at(&set, 0, 1), *date =
			line_at(&set, 0, 2);
		double edge = 184 * 72 / 25.4, pitch = set.template->char_pitch;
		if (cases[i].right >= 0)
			cr_expect_float_eq(edge - authority->right, cases[i].right * pitch, 0.01);
		if (cases[i].date_right >= 0)
			cr_expect_float_eq(edge - date->right, cases[i].date_right * pitch, 0.01);
		if (cases[i].date_shift >= 0)
			cr_expect_float_eq(date->left - authority->left, cases[i].date_shift * pitch, 0.01);
		if (cases[i].kind == TEMPLATE_SEAL)
			cr_expect_float_eq(date->left + date->right, authority->left + authority->right, 0.01);
		cr_expect_float_eq((date->baseline - first->baseline) / 28.95, (double)cases[i].date_line, 1e-6);
		set_free(&set);
	}
}

Test(layout_pages, set_the_parts_of_a_document)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_TITLE, "2026年工作计划");
	add_node(&set, NULL, DOC_RECIPIENT, "各党支部：");
	add_heading(&set, 2, "（一）", "提高思想认识。")->run_in = true;
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 16 + 28 * 2));
	struct doc_node *note = add_node(&set, NULL, DOC_ATTACHMENT_NOTE, NULL);
	add_node(&set, note, DOC_PARAGRAPH, han(&set, 30))->number = "1. ";
	add_node(&set, note, DOC_PARAGRAPH, "名册")->number = "1. "; /* digits may differ in width */
	struct doc_node *attachment = add_node(&set, NULL, DOC_ATTACHMENT, NULL);
	attachment->number = "附件1";
	add_node(&set, attachment, DOC_TITLE, "名册");
	add_node(&set, attachment, DOC_PARAGRAPH, "正文。");
	set.doc->gaps = 1;
	lay_out(&set);
	static const double rows[] = { 2, 3, 4, 5, 7, 8, 9 };
	const struct page *page = &set.pages.pages[0];
	double first = line_at(&set, 0, 1)->baseline - rows[0] * 28.95, top = set.template->margin_top;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_float_eq((line_at(&set, 0, i + 1)->baseline - first) / 28.95, rows[i], 1e-6);
	/* The ink of larger type begins where that of the body would. */
	cr_expect_float_eq(line_at(&set, 0, 0)->baseline - top, (first - top) * 22 / 16, 1e-6);
	double pitch = set.template->char_pitch, left = set.template->margin_left;
	cr_expect_float_eq(line_at(&set, 0, 1)->left, left, 0.01);
	cr_expect(str_starts(line_at(&set, 0, 2)->text, "（一）提高思想认识。认真"));
	cr_expect_eq(line_at(&set, 0, 2)->node->kind, DOC_HEADING);
	cr_expect_eq(line_at(&set, 0, 3)->node->kind, DOC_PARAGRAPH);
	cr_expect_eq(line_at(&set, 0, 2)->run_count, 2);
	const struct page_line *wrapped = line_at(&set, 0, 6), *second = line_at(&set, 0, 7);
	cr_expect_float_eq(second->left, left + 5 * pitch, 0.01);
	cr_expect_float_eq(wrapped->left, glyph_x(second, 3), 0.01);
	cr_expect(str_is(page->lines[page->line_count - 2].text, "草稿"));
	cr_expect(page->lines[page->line_count - 2].artifact);
	cr_expect_str_eq(lines(&set, 1), "附件1/名册/正文。/");
	cr_expect_float_eq((line_at(&set, 1, 1)->baseline - line_at(&set, 1, 0)->baseline) / 28.95, 2, 1e-6);
	cr_expect_eq(set.pages.outline_count, 3);
	cr_expect_str_eq(set.pages.outline[1].text, "（一）提高思想认识");
	cr_expect_str_eq(set.pages.outline[2].text, "附件1 名册");
	cr_expect_eq(set.pages.outline[2].page, 1);
	set_free(&set);
}

static struct doc_node *add_table(struct set *set, int columns)
{
	struct doc_node *table = add_node(set, NULL, DOC_TABLE, NULL);
	table->columns = columns;
	return table;
}

static void add_row(struct set *set, struct doc_node *table, bool head, const char *first, const char *second)
{
	struct doc_node *row = add_node(set, table, DOC_ROW, NULL);
	row->head = head;
	add_node(set, row, DOC_CELL, first);
	add_node(set, row, DOC_CELL, second);
}

Test(layout_table, repeats_its_head_and_returns_to_the_grid)
{
	struct set set = set_new();
	add_lines(&set, 2);
	struct doc_node *table = add_table(&set, 2);
	add_row(&set, table, true, "任务", "责任部门");
	for (int i = 0; i < 30; i++)
		add_row(&set, table, false, "修订制度", "办公室");
	add_lines(&set, 1);
	lay_out(&set);
	cr_assert(set.ok);
	cr_assert_eq(set.pages.page_count, 2);
	cr_expect(str_starts(str_of(lines(&set, 1)), "任务/责任部门/修订制度/"));
	const struct page *page = &set.pages.pages[1];
	double first = line_at(&set, 0, 0)->baseline, last = page->lines[page->line_count - 2].baseline;
	double row = (last - first) / 28.95;
	cr_expect_float_eq(row, round(row), 1e-6);
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < set.pages.pages[p].rule_count; i++) {
			const struct page_rule *rule = &set.pages.pages[p].rules[i];
			cr_expect(rule->y + rule->height <= 842 - 35 * 72 / 25.4 && rule->x >= 28 * 72 / 25.4 - 0.3 &&
				  rule->x + rule->width <= 184 * 72 / 25.4 + 0.3);
		}
	set_free(&set);
}

/* Horizontal rules of the page that reach over all of the text's width. */
static int whole_rules(const struct page *page)
{
	int count = 0;
	for (size_t i = 0; i < page->rule_count; i++)
		count += page->rules[i].width > (184 - 28) * 72 / 25.4 - 1;
	return count;
}

Test(layout_table, rules_off_its_repeated_head_from_a_cell_that_goes_on)
{
	struct set set = set_new();
	struct doc_node *table = add_table(&set, 2);
	add_row(&set, table, true, "类别", "任务");
	add_row(&set, table, false, "甲", "任务");
	table->last->first->rows = 40;
	for (int i = 1; i < 40; i++)
		add_node(&set, add_node(&set, table, DOC_ROW, NULL), DOC_CELL, "任务");
	cr_assert_null(doc_place_cells(table));
	lay_out(&set);
	cr_assert(set.ok);
	cr_assert_eq(set.pages.page_count, 2);
	for (size_t p = 0; p < 2; p++)
		cr_expect_eq(whole_rules(&set.pages.pages[p]), 3, "above and below the head, and at the foot: %d on page %zu", whole_rules(&set.pages.pages[p]), p);
	set_free(&set);
}

Test(layout_table, cuts_a_row_that_no_page_holds)
{
	struct set set = set_new();
	struct doc_node *table = add_table(&set, 2);
	table->widths = (const int[]){ 3, 1 };
	add_row(&set, table, true, "任务", "责任部门");
	add_row(&set, table, false, han(&set, 2000), "办公室");
	lay_out(&set);
	cr_assert(set.ok);
	cr_assert_eq(set.pages.page_count, 3);
	size_t characters = 0;
	for (const char *at = strchr(lines(&set, -1), '/'); *at; at++)
		characters += ((unsigned char)*at & 0xC0) != 0x80 && *at != '/';
	cr_expect_eq(characters, 2000 + 3 + 3 * 4 + 2 * 2, "%zu", characters);
	set_free(&set);
}

Test(layout_table, moves_a_row_that_fits_the_next_page)
{
	struct set set = set_new();
	add_lines(&set, 16);
	struct doc_node *table = add_table(&set, 2);
	add_row(&set, table, true, "任务", "责任部门");
	add_row(&set, table, false, "修订制度", "办公室");
	add_row(&set, table, false, "公开制度", "办公室");
	add_row(&set, table, false, han(&set, 300), "办公室");
	add_row(&set, table, false, "执行制度", "办公室");
	lay_out(&set);
	cr_assert_eq(set.pages.page_count, 2);
	cr_expect(str_ends(str_of(lines(&set, 0)), "任务/责任部门/修订制度/办公室/公开制度/办公室/"));
	set_free(&set);
}

Test(layout_table, opens_no_page_on_a_lone_last_row)
{
	struct set set = set_new();
	add_lines(&set, 18);
	struct doc_node *table = add_table(&set, 2);
	add_row(&set, table, true, "任务", "责任部门");
	add_row(&set, table, false, "甲", "一");
	add_row(&set, table, false, "乙", "二");
	add_row(&set, table, false, "丙", "三");
	add_row(&set, table, false, "丁", "四");
	lay_out(&set);
	cr_assert_eq(set.pages.page_count, 2);
	cr_expect(str_ends(str_of(lines(&set, 0)), "任务/责任部门/甲/一/乙/二/"), "%s", lines(&set, 0));
	cr_expect_str_eq(lines(&set, 1), "任务/责任部门/丙/三/丁/四/");
	set_free(&set);
}

/* However much the table below its title wants to have with it. */
Test(layout_table, leaves_no_mark_of_an_attachment_alone)
{
	for (size_t title = 20; title < 400; title += 20) {
		struct set set = set_new();
		add_lines(&set, 1);
		struct doc_node *attachment = add_node(&set, NULL, DOC_ATTACHMENT, NULL);
		attachment->number = "附件";
		add_node(&set, attachment, DOC_TITLE, han(&set, title));
		struct doc_node *table = add_node(&set, attachment, DOC_TABLE, NULL);
		table->columns = 2;
		add_row(&set, table, true, "任务", "责任部门");
		for (int i = 0; i < 3; i++)
			add_row(&set, table, false, han(&set, 50), "办公室");
		lay_out(&set);
		cr_assert(set.ok);
		for (size_t p = 0; p < set.pages.page_count; p++)
			cr_expect_str_neq(lines(&set, (int)p), "附件/", "title of %zu characters, page %zu", title, p);
		set_free(&set);
	}
}

/* Wherever it begins, a table of low rows has two of them, or none, on each side of a break; of three none is parted. */
Test(layout_table, has_two_rows_on_each_side_of_a_break)
{
	for (size_t start = 0; start < 22; start++)
		for (int rows = 2; rows < 40; rows += rows < 5 ? 1 : 17) {
			struct set set = set_new();
			if (start)
				add_lines(&set, start);
			struct doc_node *table = add_table(&set, 2);
			add_row(&set, table, true, "任务", "责任部门");
			for (int i = 0; i < rows; i++)
				add_row(&set, table, false, "甲项", "乙科");
			lay_out(&set);
			cr_assert(set.ok);
			for (size_t p = 0; p < set.pages.page_count; p++) {
				int here = 0;
				for (const char *at = lines(&set, (int)p); (at = strstr(at, "甲项")); at++)
					here++;
				cr_expect(here != 1 && (rows > 3 || !here || here == rows), "start %zu, %d of %d rows on page %zu", start,
					  here, rows, p);
			}
			set_free(&set);
		}
}

/* Tables that begin at every line of a page, longer than a page, with rows of one and of two lines, with and without text kept
 * with them: the law of conservation, which layout_document() checks, holds, and no page has a head alone. */
Test(layout_table, stays_on_its_pages_wherever_it_begins)
{
	for (size_t start = 0; start < 22; start++)
		for (size_t kind = 0; kind < 6; kind++) {
			struct set set = set_new();
			if (start)
				add_lines(&set, start);
			struct doc_node *table = add_table(&set, 2);
			add_row(&set, table, true, "任务", "责任部门");
			for (int i = 0; i < (kind < 4 ? 60 : 1); i++)
				add_row(&set, table, false, han(&set, kind % 2 ? 40 : 4), kind == 4 ? han(&set, 900) : "办公室");
			if (kind > 1) {
				struct doc_node *signature = add_node(&set, NULL, DOC_SIGNATURE, NULL);
				add_node(&set, signature, DOC_AUTHORITY, "办公室");
				add_node(&set, signature, DOC_DATE, "2026年3月1日");
			}
			lay_out(&set);
			cr_expect(set.ok, "start %zu kind %zu", start, kind);
			for (size_t p = 0; p < set.pages.page_count; p++)
				cr_expect_not(str_ends(str_of(lines(&set, (int)p)), "任务/责任部门/"), "start %zu kind %zu", start, kind);
			set_free(&set);
		}
}

/* The same with merged cells: groups of rows that a cell of as many lines ties together, more than a page of them, too; a cell over two
 * columns below. Each part of the table ends with a whole rule. */
Test(layout_table, merged_cells_stay_on_their_pages)
{
	static const int tied[] = { 2, 3, 7, 40 };
	static const size_t long_cells[] = { 4, 60, 900 };
	for (size_t start = 0; start < 22; start++)
		for (size_t kind = 0; kind < 12; kind++) {
			struct set set = set_new();
			if (start)
				add_lines(&set, start);
			struct doc_node *table = add_table(&set, 3);
			add_row(&set, table, true, "任务", "责任部门");
			table->first->first->columns = 2;
			for (int i = 0; i < 90; i++) {
				struct doc_node *row = add_node(&set, table, DOC_ROW, NULL);
				bool first = i % tied[kind % 4] == 0;
				if (first)
					add_node(&set, row, DOC_CELL, han(&set, long_cells[kind / 4]))->rows = tied[kind % 4];
				add_node(&set, row, DOC_CELL, han(&set, i % 5 ? 4 : 30));
				if (i % 7)
					add_node(&set, row, DOC_CELL, "办公室");
				else
					row->last->columns = 2;
			}
			for (int i = 90 % tied[kind % 4]; i && i < tied[kind % 4]; i++)
				add_node(&set, add_node(&set, table, DOC_ROW, NULL), DOC_CELL, "末")->columns = 2;
			cr_assert_null(doc_place_cells(table));
			cr_assert_eq(table->columns, 3);
			lay_out(&set);
			cr_expect(set.ok, "start %zu kind %zu", start, kind);
			for (size_t p = 0; p < set.pages.page_count; p++)
				cr_expect_not(str_ends(str_of(lines(&set, (int)p)), "任务/责任部门/"), "start %zu kind %zu page %zu %s", start, kind, p, lines(&set, (int)p));
			set_free(&set);
		}
}

/* Places the table's cells, lays out and frees the set; its pages, but for the last `but`, end with at most so many blank lines. */
static void expect_full_pages(struct set *set, struct doc_node *table, size_t length, size_t but, int most)
{
	cr_assert_null(doc_place_cells(table));
	lay_out(set);
	cr_assert(set->ok, "%zu", length);
	for (size_t p = 0; p + but < set->pages.page_count; p++)
		cr_expect_leq(set->pages.pages[p].blank_lines, most, "%zu: page %zu has %d blank lines", length, p + 1, set->pages.pages[p].blank_lines);
	set_free(set);
}

/* Rows that a cell ties together and of which not two fit leave at most half of a page blank: one stands there, or a part of it. */
Test(layout_table, high_tied_rows_leave_no_page_blank)
{
	for (size_t length = 200; length < 900; length += 50) {
		struct set set = set_new();
		struct doc_node *table = add_table(&set, 3);
		add_row(&set, table, true, "任务", "责任部门");
		table->first->first->columns = 2;
		add_row(&set, table, false, "甲", "办公室");
		table->last->first->columns = 2;
		for (int i = 0; i < 6; i++) {
			struct doc_node *row = add_node(&set, table, DOC_ROW, NULL);
			if (i % 3 == 0)
				add_node(&set, row, DOC_CELL, "类")->rows = 3;
			add_node(&set, row, DOC_CELL, han(&set, length));
			add_node(&set, row, DOC_CELL, "办公室");
		}
		expect_full_pages(&set, table, length, 2, 12);
	}
}

/* A row that takes more than half of a page begins below the others that cells tie it to, if more than half is left. */
Test(layout_table, a_high_row_begins_below_those_it_is_tied_to)
{
	for (size_t length = 300; length < 1300; length += 50) {
		struct set set = set_new();
		struct doc_node *table = add_table(&set, 2);
		for (size_t i = 0; i < 12; i++) {
			struct doc_node *row = add_node(&set, table, DOC_ROW, NULL);
			if (i == 0)
				add_node(&set, row, DOC_CELL, "类")->rows = 12;
			add_node(&set, row, DOC_CELL, han(&set, i % 2 ? length : 100 + i * 20));
		}
		expect_full_pages(&set, table, length, 2, 11);
	}
}

/* For the sake of the last row of those that cells tie together no more than half of a page stays blank, where others follow. */
Test(layout_table, tied_rows_wait_for_each_other_on_half_a_page)
{
	for (size_t length = 200; length < 700; length += 50) {
		struct set set = set_new();
		struct doc_node *table = add_table(&set, 2);
		for (size_t i = 0; i < 6; i++) {
			struct doc_node *row = add_node(&set, table, DOC_ROW, NULL);
			struct doc_node *cell = i == 0 || i > 2 ? add_node(&set, row, DOC_CELL, "类") : NULL;
			if (i == 0)
				cell->rows = 3;
			add_node(&set, row, DOC_CELL, han(&set, i == 0 ? 100 : i < 3 ? length : 40));
		}
		expect_full_pages(&set, table, length, 1, 11);
	}
}

/* The last row but one goes to the last one's page only where that has room for both. */
Test(layout_table, rows_that_no_page_holds_together_are_parted)
{
	for (size_t start = 1; start < 5; start++) {
		struct set set = set_new();
		add_lines(&set, start);
		struct doc_node *table = add_table(&set, 2);
		add_row(&set, table, true, "任务", "责任部门");
		add_row(&set, table, false, "甲", "办公室");
		add_row(&set, table, false, "甲", "办公室");
		add_row(&set, table, false, han(&set, 600), "办公室"); /* more than half of a page */
		add_row(&set, table, false, han(&set, 360), "办公室"); /* less than that */
		lay_out(&set);
		cr_assert(set.ok);
		cr_expect_leq(set.pages.pages[0].blank_lines, 11, "start %zu: %d blank lines", start, set.pages.pages[0].blank_lines);
		set_free(&set);
	}
}

/* x of the end of the whole part of the number that the line begins with. */
static double point_of(const struct page_line *line)
{
	const struct page_run *run = &line->runs[0];
	size_t at = 0;
	while (at < run->glyph_count && run->text.data[run->glyphs[at].start] != '.')
		at++;
	return run->x + (at < run->glyph_count ? (double)run->glyphs[at].x
					       : (double)run->glyphs[at - 1].x + (double)run->glyphs[at - 1].advance);
}

Test(layout_table, aligns_numbers_on_their_points)
{
	struct set set = set_new();
	struct doc_node *table = add_table(&set, 2);
	table->aligns = (const enum doc_align[]){ DOC_ALIGN_POINT, DOC_ALIGN_RIGHT };
	add_row(&set, table, true, "金额", "件数");
	add_row(&set, table, false, "9.5", "7");
	add_row(&set, table, false, "1,234.25", "120");
	add_row(&set, table, false, "300", "办公室");
	lay_out(&set);
	cr_assert(set.ok);
	const struct page_line *all = set.pages.pages[0].lines;
	cr_expect_float_eq(point_of(&all[2]), point_of(&all[4]), 0.01);
	cr_expect_float_eq(point_of(&all[2]), point_of(&all[6]), 0.01);
	cr_expect_float_eq(all[3].right, all[5].right, 0.01);
	cr_expect_float_eq(all[3].right, all[7].right, 0.01);
	cr_expect_float_eq(all[3].right, set.template->page_width - set.template->margin_right - set.template->cell_padding, 0.01);
	set_free(&set);
}

/* 序号 is narrow and stands in the middle, as short cells do; long ones begin at the left. */
Test(layout_table, short_columns_stand_under_their_heads)
{
	static const char *const rows[][4] = {
		{ "序号", "内容", "单位", "时限" },
		{ "1", "新建改造供水管网，覆盖各行政村并落实管护责任，完善水质检测制度", "县水利局", "2026年12月31日" },
		{ "12", "建立台账", "县住建局", "6月" },
	};
	struct set set = set_new();
	struct doc_node *table = add_table(&set, 4);
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
		struct doc_node *row = add_node(&set, table, DOC_ROW, NULL);
		row->head = r == 0;
		for (size_t c = 0; c < 4; c++)
			add_node(&set, row, DOC_CELL, rows[r][c]);
	}
	lay_out(&set);
	cr_assert(set.ok);
	const struct page_line *heads[4] = { NULL };
	for (size_t i = 0; i < count_lines(&set.pages.pages[0]); i++) {
		const struct page_line *line = line_at(&set, 0, i);
		int column = line->node->column;
		if (line->node->parent->head)
			heads[column] = line;
		else if (column == 1)
			cr_expect_lt(line->left, heads[1]->left - 12, "%.*s at the left", (int)line->text.len, line->text.data);
		else
			cr_expect_float_eq(line->left + line->right, heads[column]->left + heads[column]->right, 0.02, "%.*s under its head", (int)line->text.len,
					   line->text.data);
	}
	double serial = heads[0]->left + heads[0]->right - 2 * set.template->margin_left; /* its head is in its middle */
	cr_expect_float_eq(serial, 2 * 12 + 2 * set.template->cell_padding, 0.02, "序号 is as wide as its head: %.2f pt", serial);
	set_free(&set);
}

/* Type is lessened where the longest words of the columns together are wider than the table, and no further. */
Test(layout_table, lessens_type_for_long_words)
{
	static const struct { const char *word; double size; } cases[] = {
		{ "1234", 12 }, { "12345", 10.5 }, { "123456", 9 }, { "123456789012", 9 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct set set = set_new();
		struct doc_node *table = add_table(&set, 11);
		for (int r = 0; r < 3; r++) {
			struct doc_node *row = add_node(&set, table, DOC_ROW, NULL);
			for (int c = 0; c < 11; c++)
				add_node(&set, row, DOC_CELL, cases[i].word);
		}
		lay_out(&set);
		cr_assert(set.ok);
		cr_expect_float_eq(set.pages.pages[0].lines[0].size, cases[i].size, 0.01, "%s %g", cases[i].word,
				   set.pages.pages[0].lines[0].size);
		set_free(&set);
	}
}

static void expect_end(struct set *set, enum page_end end, int blank)
{
	lay_out(set);
	cr_assert(set->ok);
	cr_expect_eq(set->pages.pages[0].end, end, "%d, not %d", set->pages.pages[0].end, end);
	cr_expect_eq(set->pages.pages[0].blank_lines, blank, "%d blank lines, not %d", set->pages.pages[0].blank_lines, blank);
	cr_expect_eq(set->pages.pages[set->pages.page_count - 1].end, PAGE_ENDS_FULL);
	set_free(set);
}

Test(layout_pages, say_why_they_end)
{
	struct set set = set_new();
	add_lines(&set, 20);
	add_heading(&set, 1, "一、", "指导思想");
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 60));
	expect_end(&set, PAGE_ENDS_HEADING, 2);
	set = set_new();
	add_lines(&set, 21);
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 40));
	expect_end(&set, PAGE_ENDS_LINES, 1);
	set = set_new();
	add_lines(&set, 21);
	add_heading(&set, 2, "（一）", "提高认识。")->run_in = true; /* one line of it has text */
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 70));
	expect_end(&set, PAGE_ENDS_FULL, 0);
	set = set_new();
	add_lines(&set, 21);
	add_heading(&set, 2, "（一）", han(&set, 30))->run_in = true; /* its first line has none */
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 70));
	expect_end(&set, PAGE_ENDS_HEADING, 1);
	set = set_new();
	add_lines(&set, 4);
	add_node(&set, NULL, DOC_PAGE_BREAK, NULL);
	add_lines(&set, 4);
	expect_end(&set, PAGE_ENDS_FORCED, 18);
	set = set_new();
	add_lines(&set, 19);
	struct doc_node *signature = add_node(&set, NULL, DOC_SIGNATURE, NULL);
	add_node(&set, signature, DOC_AUTHORITY, "办公室");
	add_node(&set, signature, DOC_DATE, "2026年3月1日");
	add_node(&set, NULL, DOC_NOTE, "（此件公开发布）");
	expect_end(&set, PAGE_ENDS_SIGNATURE, 5); /* two lines of the paragraph go with it */
}

/* A table with two columns that share 280 parts. */
static struct doc_node *add_columns(struct set *set, int first)
{
	struct doc_node *table = add_node(set, NULL, DOC_TABLE, NULL);
	int *widths = ARENA_ARRAY(set->arena, int, 2);
	widths[0] = first;
	widths[1] = 280 - first;
	table->columns = 2;
	table->widths = widths;
	return table;
}

/* x of the first column's right edge beside the line. */
static double right_edge(const struct page *page, const struct page_line *line)
{
	double edge = 0;
	for (size_t i = 0; i < page->rule_count; i++) {
		const struct page_rule *rule = &page->rules[i];
		bool beside = rule->edge == 2 && rule->y <= line->baseline && rule->y + rule->height >= line->baseline;
		edge = beside ? rule->x + rule->width / 2 : edge;
	}
	return edge;
}

/* Marks hang or are pushed in, short last lines get more characters: no column that holds two characters is too narrow for it. */
Test(layout_table, keeps_cells_in_any_column_of_two_characters)
{
	static const char *const texts[] = { "学领：建点想建推发础实认~~~明", "学，领：建，点想，建推发，础实，认明", "“学（领）”：建点（想）建推，学“领”，建点。",
					     "一二三四五六七八九十甲。" };
	for (int overflow = TEMPLATE_HANG; overflow <= TEMPLATE_PUSH_OUT; overflow++) {
		struct set set = set_new();
		set.template->overflow = (enum template_overflow)overflow;
		for (int weight = 22; weight <= 140; weight++)
			for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
				add_row(&set, add_columns(&set, weight), false, texts[i], "");
		lay_out(&set);
		for (const struct diag *d = set.diags.first; d; d = d->next)
			cr_expect(d->severity < DIAG_ERROR, "overflow %d: %s %s", overflow, diag_id(d->code), d->arguments[0]);
		cr_expect(set.ok, "overflow %d", overflow);
		for (size_t p = 0; p < set.pages.page_count; p++)
			for (size_t k = 0; k < set.pages.pages[p].line_count; k++) {
				const struct page_line *line = &set.pages.pages[p].lines[k];
				double edge = right_edge(&set.pages.pages[p], line);
				cr_expect(line->artifact || line->right < edge - set.template->cell_padding + 0.02, "overflow %d: %.*s", overflow,
					  (int)line->text.len, line->text.data);
			}
		set_free(&set);
	}
}

/* Short columns want four characters, so that nine of them leave nothing to others: each column has at least its widest piece, and
 * where there is no room for the pieces, its widest character. */
Test(layout_table, leaves_no_column_thinner_than_what_is_not_broken)
{
	static const char *const pieces[] = { "2026年12月", "（责任）", "12,345.67" };
	for (int columns = 2; columns <= 14; columns++)
		for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
			struct set set = set_new();
			struct doc_node *table = add_table(&set, columns), *row = add_node(&set, table, DOC_ROW, NULL);
			for (int c = 0; c < columns; c++)
				add_node(&set, row, DOC_CELL, c == columns - 1 ? pieces[i] : c % 2 ? "办" : han(&set, (size_t)c * 9));
			lay_out(&set);
			cr_expect(set.ok, "%d columns, %s", columns, pieces[i]);
			cr_expect(columns > 6 || strstr(lines(&set, -1), pieces[i]), "%d columns: %s", columns, lines(&set, -1));
			set_free(&set);
		}
}

/* A number is whole, or it is said that it is not. */
Test(layout_table, cuts_no_number_without_a_word)
{
	for (int columns = 4; columns <= 20; columns += 2) {
		struct set set = set_new();
		struct doc_node *table = add_table(&set, columns), *row = add_node(&set, table, DOC_ROW, NULL);
		for (int c = 0; c < columns; c++)
			add_node(&set, row, DOC_CELL, c % 2 ? "14808" : "1234.5");
		lay_out(&set);
		cr_assert(set.ok);
		size_t warned = 0, cut = 0;
		for (const struct diag *d = set.diags.first; d; d = d->next)
			warned += d->code == DIAG_CELL_CUT;
		for (size_t i = 0; i < count_lines(&set.pages.pages[0]); i++) {
			struct str text = line_at(&set, 0, i)->text;
			cut += !str_is(text, "14808") && !str_is(text, "1234.5") && line_at(&set, 0, i)->last;
		}
		cr_expect_eq(warned, cut > 0, "%d columns: %zu warnings, %zu cut", columns, warned, cut);
		set_free(&set);
	}
}

Test(layout_table, reports_a_column_too_narrow_for_a_character)
{
	struct set set = set_new();
	struct doc_node *table = add_table(&set, 32), *row = add_node(&set, table, DOC_ROW, NULL);
	for (int c = 0; c < 32; c++)
		add_node(&set, row, DOC_CELL, "任务");
	lay_out(&set);
	cr_assert_not(set.ok);
	cr_assert_eq(diag_errors(&set.diags), 1);
	set_free(&set);
}

Test(layout_quote, gives_its_look_to_lists_and_quotes_inside)
{
	struct set set = set_new();
	struct doc_node *quote = add_node(&set, NULL, DOC_QUOTE, NULL);
	add_node(&set, quote, DOC_PARAGRAPH, han(&set, 60));
	add_node(&set, add_node(&set, add_node(&set, quote, DOC_LIST, NULL), DOC_ITEM, NULL), DOC_PARAGRAPH, han(&set, 60));
	add_node(&set, add_node(&set, quote, DOC_QUOTE, NULL), DOC_PARAGRAPH, han(&set, 60));
	lay_out(&set);
	cr_assert(set.ok);
	const struct font_face *face = line_at(&set, 0, 0)->runs[0].face;
	for (size_t i = 0; i < count_lines(&set.pages.pages[0]); i++) {
		const struct page_line *line = line_at(&set, 0, i);
		bool inner = line->node->parent->parent == quote && line->node->parent->kind == DOC_QUOTE;
		double left = set.template->margin_left + set.template->char_pitch * ((inner ? 4 : 2) + (line_at(&set, 0, i - !!i)->node == line->node && i ? 0 : 2));
		cr_expect_eq(line->runs[line->run_count - 1].face, face, "line %zu", i);
		cr_expect_float_eq(line->left, left, 0.01, "line %zu", i);
	}
	set_free(&set);
}

/* An item's number stands before its first paragraph, or alone; never twice, never not at all. */
Test(layout_list, shows_each_number_once)
{
	struct set set = set_new();
	struct doc_node *list = add_node(&set, NULL, DOC_LIST, NULL);
	for (int i = 0; i < 4; i++)
		add_node(&set, list, DOC_ITEM, NULL)->number = arena_printf(set.arena, "%d.", i + 1);
	struct doc_node *item = list->first;
	add_node(&set, add_node(&set, item, DOC_QUOTE, NULL), DOC_PARAGRAPH, "引");
	add_node(&set, item, DOC_PARAGRAPH, "后");
	item = item->next->next;
	add_node(&set, item, DOC_PARAGRAPH, "文");
	lay_out(&set);
	cr_assert(set.ok);
	cr_expect_str_eq(lines(&set, 0), "1./引/后/2./3.文/4./");
	set_free(&set);
}

Test(layout_dump, is_json_with_places)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "说“好”\\\"完\"");
	lay_out(&set);
	struct buf out = BUF_INIT;
	layout_dump(&set.pages, &out);
	cr_expect_not_null(strstr(out.data,
				  "\"text\": \"说“好”\\\\\\\"完\\\"\", \"block\": \"paragraph\", "
				  "\"file\": \"test.md\", \"line\": 1"));
	cr_expect_not_null(strstr(out.data, "{\"page\": 1, \"baseline\": "));
	buf_free(&out);
	set_free(&set);
}
