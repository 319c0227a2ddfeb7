/* The law of conservation: page lists that were broken on purpose are found out. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "layout/conserve.h"
#include "layout_support.h"

enum { LINES = 200 };

/* A document with all that pages hold, laid out; its pages as copies that a test may change. */
struct broken {
	struct set set;
	struct page pages[8];
	struct page_line lines[8][LINES];
};

static struct doc_node *add_row(struct set *set, struct doc_node *table, bool head, const char *first, const char *second)
{
	struct doc_node *row = add_node(set, table, DOC_ROW, NULL);
	row->head = head;
	add_node(set, row, DOC_CELL, first);
	add_node(set, row, DOC_CELL, second);
	return row;
}

static void add_all(struct set *set)
{
	add_node(set, NULL, DOC_TITLE, "关于保存内容的若干规定");
	struct doc_node *heading = add_node(set, NULL, DOC_HEADING, "总则。");
	heading->level = 3;
	heading->run_in = true;
	heading->number = "1.";
	add_node(set, NULL, DOC_PARAGRAPH, han(set, 100));
	struct doc_node *list = add_node(set, NULL, DOC_LIST, NULL);
	struct doc_node *item = add_node(set, list, DOC_ITEM, NULL);
	item->number = "1.";
	add_node(set, item, DOC_PARAGRAPH, "甲 乙");
	struct doc_node *inner = add_node(set, add_node(set, list, DOC_ITEM, NULL), DOC_LIST, NULL);
	add_node(set, add_node(set, inner, DOC_ITEM, NULL), DOC_PARAGRAPH, "丙");
	struct doc_node *table = add_node(set, NULL, DOC_TABLE, NULL);
	table->columns = 2;
	static const int widths[] = { 1, 1 };
	table->widths = widths;
	add_node(set, table, DOC_CAPTION, "分工");
	add_row(set, table, true, "任务", "责任部门");
	add_row(set, table, false, han(set, 400), han(set, 350));
	add_row(set, table, false, "修订", "");
	struct doc_node *note = add_node(set, NULL, DOC_ATTACHMENT_NOTE, NULL);
	add_node(set, note, DOC_PARAGRAPH, "名单")->number = NULL;
	struct doc_node *signature = add_node(set, NULL, DOC_SIGNATURE, NULL);
	add_node(set, signature, DOC_AUTHORITY, "办公室");
	add_node(set, signature, DOC_DATE, "2026年3月1日");
	struct doc_node *attachment = add_node(set, NULL, DOC_ATTACHMENT, NULL);
	attachment->number = "附件";
	add_node(set, attachment, DOC_TITLE, "名单");
	add_node(set, attachment, DOC_PARAGRAPH, han(set, 60));
}

static void open_broken(struct broken *b)
{
	b->set = set_new();
	add_all(&b->set);
	lay_out(&b->set);
	cr_assert(b->set.ok);
	cr_assert_leq(b->set.pages.page_count, 8);
	for (size_t i = 0; i < b->set.pages.page_count; i++) {
		b->pages[i] = b->set.pages.pages[i];
		cr_assert_leq(b->pages[i].line_count + 1, LINES);
		memcpy(b->lines[i], b->pages[i].lines, b->pages[i].line_count * sizeof **b->lines);
		b->pages[i].lines = b->lines[i];
	}
	b->set.pages.pages = b->pages;
}

/* Id of the law that the pages break, or "". */
static const char *verdict(struct broken *b)
{
	diag_init(&b->set.diags, b->set.arena);
	for (size_t i = 0; i < b->set.pages.page_count; i++) { /* what does not belong to the text is an artifact */
		b->pages[i].regions[PAGE_TEXT].lines = b->lines[i];
		b->pages[i].regions[PAGE_TEXT].line_count = b->pages[i].line_count;
	}
	bool ok = conserve_check(b->set.arena, b->set.doc, b->set.template, &b->set.pages, &b->set.diags);
	cr_assert_eq(ok, !b->set.diags.first);
	return ok ? "" : diag_id(b->set.diags.first->code);
}

static bool counts(const struct page_line *line)
{
	return !line->artifact && line->run_count;
}

Test(layout_conserve, holds_for_what_layout_makes)
{
	struct broken b;
	open_broken(&b);
	cr_assert_geq(b.set.pages.page_count, 3);
	cr_expect_str_eq(verdict(&b), "");
	set_free(&b.set);
}

/* A mark that shapes the character before it (variation selectors, joiners) takes no room, wherever in a line it stands. */
Test(layout_conserve, holds_for_marks_without_room)
{
	static const char *const marks[] = { "葛\xF3\xA0\x84\x80", "国\xEF\xB8\x80", "人\xE2\x80\x8D", "a\xCC\x81" };
	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
		for (size_t before = 22; before < 30; before++) {
			struct set set = set_new();
			add_node(&set, NULL, DOC_PARAGRAPH,
				 arena_printf(set.arena, "%s%s%s。", han(&set, before), marks[m], han(&set, 30)));
			lay_out(&set);
			cr_expect(set.ok, "mark %zu behind %zu characters", m, before);
			set_free(&set);
		}
}

Test(layout_conserve, finds_every_line_that_is_missing)
{
	struct broken b;
	open_broken(&b);
	for (size_t p = 0; p < b.set.pages.page_count; p++)
		for (size_t i = 0; i < b.pages[p].line_count; i++) {
			if (!counts(&b.lines[p][i]))
				continue;
			struct page_line line = b.lines[p][i];
			b.lines[p][i].run_count = 0;
			cr_expect_str_eq(verdict(&b), "L020", "page %zu line %zu", p, i);
			b.lines[p][i] = line;
			b.lines[p][i].artifact = true;
			cr_expect_str_eq(verdict(&b), "L020", "page %zu line %zu", p, i);
			b.lines[p][i] = line;
		}
	b.set.pages.page_count--;
	cr_expect_str_eq(verdict(&b), "L020");
	set_free(&b.set);
}

Test(layout_conserve, finds_every_line_that_stands_twice)
{
	struct broken b;
	open_broken(&b);
	for (size_t p = 0; p < b.set.pages.page_count; p++)
		for (size_t i = 0; i < b.pages[p].line_count; i++) {
			if (!counts(&b.lines[p][i]))
				continue;
			struct page_line added = b.lines[p][i], *end = &b.lines[p][b.pages[p].line_count++];
			*end = added;
			cr_expect_str_neq(verdict(&b), "", "page %zu line %zu", p, i);
			end->baseline = b.set.template->page_height - b.set.template->margin_bottom - 1;
			if (added.node->kind != DOC_CELL) /* there is no column for it */
				cr_expect_str_eq(verdict(&b), "L021", "page %zu line %zu", p, i);
			else
				cr_expect_str_neq(verdict(&b), "", "page %zu line %zu", p, i);
			b.pages[p].line_count--;
		}
	set_free(&b.set);
}

Test(layout_conserve, finds_every_line_outside)
{
	struct broken b;
	open_broken(&b);
	const struct page_template *t = b.set.template;
	for (size_t p = 0; p < b.set.pages.page_count; p++)
		for (size_t i = 0; i < b.pages[p].line_count; i++) {
			struct page_line line = b.lines[p][i];
			if (!counts(&line))
				continue;
			b.lines[p][i].baseline = t->page_height - t->margin_bottom + 5;
			cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			b.lines[p][i].baseline = t->margin_top - 1;
			cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			b.lines[p][i] = line;
			b.lines[p][i].right = t->page_width - t->margin_right + 1;
			cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			b.lines[p][i] = line;
		}
	set_free(&b.set);
}

/* The line, moved sideways and down. */
static struct page_line moved(struct arena *arena, const struct page_line *line, double x, double y)
{
	struct page_line out = *line;
	struct page_run *runs = ARENA_ARRAY(arena, struct page_run, line->run_count);
	memcpy(runs, line->runs, line->run_count * sizeof *runs);
	for (size_t i = 0; i < line->run_count; i++)
		runs[i].x += x;
	out.runs = runs;
	out.left += x;
	out.right += x;
	out.baseline += y;
	return out;
}

/* y of the nearest horizontal rule above. */
static double rule_above(const struct page *page, double y)
{
	double above = 0;
	for (size_t i = 0; i < page->rule_count; i++) {
		const struct page_rule *rule = &page->rules[i];
		above = rule->width > rule->height && rule->y < y && rule->y > above ? rule->y : above;
	}
	return above;
}

Test(layout_conserve, finds_cells_outside_their_column_and_row)
{
	struct broken b;
	open_broken(&b);
	const struct page_template *t = b.set.template;
	double column = (t->page_width - t->margin_left - t->margin_right) / 2;
	size_t tried = 0;
	for (size_t p = 0; p < b.set.pages.page_count; p++)
		for (size_t i = 0; i < b.pages[p].line_count; i++) {
			struct page_line line = b.lines[p][i];
			if (!counts(&line) || line.node->kind != DOC_CELL)
				continue;
			double side = line.node->previous ? -1 : 1;
			b.lines[p][i] = moved(b.set.arena, &line, side * column, 0); /* over the other cell */
			cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			b.lines[p][i] = moved(b.set.arena, &line, side * (column - (line.right - line.left)), 0); /* over the rule */
			cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			b.lines[p][i] = moved(b.set.arena, &line, 0, rule_above(&b.pages[p], line.baseline) + 1 - line.baseline); /* out of the row */
			cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			if (i && b.lines[p][i - 1].node == line.node) {
				b.lines[p][i] = moved(b.set.arena, &line, 0, -line.size); /* over the line above */
				cr_expect_str_eq(verdict(&b), "L022", "page %zu line %zu", p, i);
			}
			b.lines[p][i] = line;
			tried++;
		}
	cr_expect_gt(tried, 10);
	set_free(&b.set);
}

Test(layout_conserve, finds_lines_that_changed_places)
{
	struct broken b;
	open_broken(&b);
	size_t tried = 0;
	for (size_t p = 0; p < b.set.pages.page_count; p++)
		for (size_t i = 1; i < b.pages[p].line_count; i++) {
			struct page_line *one = &b.lines[p][i - 1], *other = &b.lines[p][i];
			if (!counts(one) || !counts(other) || (one->node != other->node && one->node->kind == DOC_CELL))
				continue; /* the cells of a row are read in any order */
			struct page_line swapped = *one, kept = *other;
			double high = one->baseline, low = other->baseline;
			*one = kept;
			*other = swapped;
			one->baseline = high;
			other->baseline = low;
			cr_expect_str_neq(verdict(&b), "", "page %zu line %zu", p, i);
			*one = swapped;
			*other = kept;
			tried++;
		}
	cr_expect_gt(tried, 10);
	set_free(&b.set);
}

Test(layout_conserve, finds_text_that_glyphs_do_not_show)
{
	struct broken b;
	open_broken(&b);
	struct page_line *line = &b.lines[0][0];
	struct page_run run = line->runs[0];
	line->runs = &run;
	run.glyph_count--;
	cr_expect_str_eq(verdict(&b), "L020");
	run.glyph_count++;
	struct page_glyph glyphs[64];
	cr_assert_leq(run.glyph_count, 64);
	memcpy(glyphs, run.glyphs, run.glyph_count * sizeof *glyphs);
	run.glyphs = glyphs;
	cr_expect_str_eq(verdict(&b), "");
	glyphs[1].id = 0;
	cr_expect_str_eq(verdict(&b), "L020");
	set_free(&b.set);
}

Test(layout_conserve, finds_nodes_that_layout_never_saw)
{
	static const enum doc_kind kinds[] = { DOC_PARAGRAPH, DOC_NOTE, DOC_AUTHORITY, DOC_CAPTION, DOC_ENTRY, DOC_FIELD };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct broken b;
		open_broken(&b);
		add_node(&b.set, NULL, kinds[i], "漏");
		cr_expect_str_eq(verdict(&b), "L020");
		cr_expect_str_eq(b.set.diags.first->arguments[0], "漏");
		set_free(&b.set);
	}
}

/* Kinds of blocks that no other block sets where they stand: an error, not a loss. */
Test(layout_conserve, refuses_a_tree_that_layout_cannot_show)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "正文");
	add_node(&set, NULL, DOC_CAPTION, "无表之题");
	lay_out(&set);
	cr_assert_not(set.ok);
	cr_expect_str_eq(diag_id(set.diags.last->code), "L020");
	set_free(&set);
}
