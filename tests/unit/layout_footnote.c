/* Footnotes on the pages: numbers, notes at the foot, what is kept together, ends. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/conserve.h"
#include "layout_support.h"

/* A paragraph of `before` characters, a reference, and `behind` more. */
static struct doc_node *add_referring(struct set *set, struct doc_node *parent, size_t before, size_t length, size_t behind)
{
	struct doc_node *block = add_node(set, parent, DOC_PARAGRAPH, han(set, before));
	refer(set, block, length);
	if (behind)
		doc_add_text(set->doc, block, DOC_TEXT, str_of(han(set, behind)), block->place);
	return block;
}

static void lay_out_notes(struct set *set)
{
	doc_set_footnotes(set->doc);
	lay_out(set);
}

/* The numbers on a page in the region: of references, or before the notes that begin there. */
static const char *numbers(struct set *set, size_t page, enum page_region region)
{
	struct buf out = BUF_INIT;
	const struct page_part *part = &set->pages.pages[page].regions[region];
	for (size_t i = 0; i < part->line_count; i++)
		for (size_t r = 0; r < part->lines[i].run_count; r++)
			if (part->lines[i].runs[r].anchor)
				buf_add_str(&out, part->lines[i].runs[r].text);
	return buf_move_to(&out, set->arena);
}

static size_t note_lines(const struct set *set, size_t page)
{
	return set->pages.pages[page].regions[PAGE_NOTES].line_count;
}

/* How many warnings and errors there are whose id begins so. */
static size_t warnings(const struct set *set, const char *id)
{
	size_t count = 0;
	for (const struct diag *d = set->diags.first; d; d = d->next)
		count += d->severity >= DIAG_WARNING && strncmp(diag_id(d->code), id, strlen(id)) == 0;
	return count;
}

/* What holds on every page: numbers from ① on, each before its note on the same page; lines in their regions, text on the grid. */
static void check_pages(struct set *set, const char *what)
{
	static const char circled[] = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚";
	const struct page_template *t = set->template;
	cr_assert(set->ok, "%s: %s", what, set->diags.first ? diag_id(set->diags.first->code) : "");
	for (size_t p = 0; p < set->pages.page_count; p++) {
		const struct page *page = &set->pages.pages[p];
		const struct page_part *text = &page->regions[PAGE_TEXT], *notes = &page->regions[PAGE_NOTES];
		const char *given = numbers(set, p, PAGE_TEXT);
		cr_expect_eq(strncmp(circled, given, strlen(given)), 0, "%s: page %zu has %s", what, p, given);
		cr_expect_str_eq(numbers(set, p, PAGE_NOTES), given, "%s: page %zu", what, p);
		cr_expect(page->rule_count >= (notes->line_count > 0), "%s: page %zu", what, p);
		for (size_t i = 0; i < text->line_count; i++) {
			if (text->lines[i].node->kind == DOC_CELL)
				continue;
			double row = (text->lines[i].baseline - text->lines[0].baseline) / t->line_pitch;
			cr_expect_float_eq(row, round(row), 1e-6, "%s: page %zu line %zu is off the grid", what, p, i);
			cr_expect_lt(text->lines[i].baseline, text->bottom);
		}
		for (size_t i = 0; i < notes->line_count; i++)
			cr_expect(notes->lines[i].baseline > notes->top && notes->lines[i].baseline < notes->bottom, "%s: page %zu", what, p);
	}
}

Test(layout_footnote, notes_stand_at_the_foot_of_their_page)
{
	struct set set = set_new();
	for (int i = 0; i < 3; i++)
		add_referring(&set, NULL, 40, 20, 200);
	lay_out_notes(&set);
	check_pages(&set, "three notes");
	cr_assert_eq(set.pages.page_count, 2);
	cr_expect_str_eq(numbers(&set, 0, PAGE_TEXT), "①②");
	cr_expect_str_eq(numbers(&set, 1, PAGE_TEXT), "①", "numbers begin anew");
	const struct page *page = &set.pages.pages[0];
	const struct page_part *notes = &page->regions[PAGE_NOTES];
	cr_expect_float_eq(notes->bottom, set.template->margin_top + 22 * set.template->line_pitch, 1e-6);
	cr_expect_float_eq(notes->lines[1].baseline - notes->lines[0].baseline, 18, 1e-6);
	cr_expect(notes->lines[0].size > 11.9 && notes->lines[0].size < 12.1, "小四");
	cr_expect_eq(page->rule_count, 1);
	cr_expect(page->rules[0].y > notes->top && page->rules[0].y < notes->lines[0].baseline - 11, "the rule stands above the notes");
	cr_expect(str_starts(notes->lines[0].text, "① 认真"));
	cr_expect(str_starts(notes->lines[1].text, "② 认真"), "the line's text shows its own number");
	set_free(&set);
}

Test(layout_footnote, a_number_is_small_raised_and_leads_to_its_note)
{
	struct set set = set_new();
	struct doc_node *block = add_referring(&set, NULL, 4, 10, 4);
	lay_out_notes(&set);
	check_pages(&set, "one note");
	const struct page_line *line = line_at(&set, 0, 0), *note = &set.pages.pages[0].regions[PAGE_NOTES].lines[0];
	cr_expect_eq(memcmp(line->text.data, "认真贯彻①认真贯彻", line->text.len), 0);
	cr_assert_eq(line->run_count, 3);
	const struct page_run *mark = &line->runs[1];
	cr_expect(mark->size < 0.7 * 16 && mark->glyphs[0].y < -4);
	cr_expect_eq(mark->anchor, block->last->previous);
	cr_expect_eq(mark->target, note->runs[0].anchor);
	cr_expect_eq(note->runs[0].target, mark->anchor);
	cr_expect_eq(note->runs[0].anchor->kind, DOC_FOOTNOTE);
	set_free(&set);
}

Test(layout_footnote, a_long_note_goes_on_on_the_next_page)
{
	struct set set = set_new();
	add_referring(&set, NULL, 500, 1500, 300);
	add_referring(&set, NULL, 50, 20, 50);
	lay_out_notes(&set);
	check_pages(&set, "a long note");
	cr_assert_geq(set.pages.page_count, 3);
	cr_expect_gt(note_lines(&set, 0), 0, "it begins below its number");
	cr_expect_gt(note_lines(&set, 1), 20);
	cr_expect_geq(set.pages.pages[1].regions[PAGE_TEXT].line_count, 3, "text goes on above it");
	set_free(&set);
}

/* No line of text or note begins with a number. */
Test(layout_footnote, no_line_begins_with_a_number)
{
	for (size_t before = 20; before < 60; before++) {
		struct set set = set_new();
		struct doc_node *block = add_referring(&set, NULL, before, 10, 1);
		refer(&set, block, 30);
		doc_add_text(set.doc, block, DOC_TEXT, str_of("。然后"), block->place);
		refer(&set, block, 30);
		lay_out_notes(&set);
		check_pages(&set, "a number at the edge");
		for (size_t i = 0; i < set.pages.pages[0].regions[PAGE_TEXT].line_count; i++)
			cr_expect_null(line_at(&set, 0, i)->runs[0].anchor, "%zu characters before", before);
		set_free(&set);
	}
}

Test(layout_footnote, headings_stay_with_text_and_two_lines_together)
{
	for (size_t rows = 10; rows < 22; rows++)
		for (size_t length = 10; length < 200; length += 60) {
			struct set set = set_new();
			add_node(&set, NULL, DOC_PARAGRAPH, han(&set, rows * 28 - 2));
			struct doc_node *heading = add_node(&set, NULL, DOC_HEADING, "标题");
			heading->level = 1;
			heading->number = "一、";
			refer(&set, heading, length);
			add_referring(&set, NULL, 30, length, 60);
			lay_out_notes(&set);
			check_pages(&set, "a heading");
			for (size_t p = 0; p < set.pages.page_count; p++) {
				const struct page_part *text = &set.pages.pages[p].regions[PAGE_TEXT];
				size_t own = 0;
				for (size_t i = 0; i < text->line_count; i++)
					own += text->lines[i].node->previous == heading;
				cr_expect(!text->line_count || text->lines[text->line_count - 1].node != heading, "%zu rows, notes of %zu", rows, length);
				cr_expect_neq(own, 1, "%zu rows, notes of %zu: one line of four alone on page %zu", rows, length, p);
			}
			set_free(&set);
		}
}

Test(layout_footnote, a_signature_stays_with_text)
{
	for (size_t rows = 12; rows < 24; rows++) {
		struct set set = set_new();
		add_referring(&set, NULL, rows * 28 - 10, 70, 40);
		struct doc_node *signature = add_node(&set, NULL, DOC_SIGNATURE, NULL);
		add_node(&set, signature, DOC_AUTHORITY, "办公室");
		add_node(&set, signature, DOC_DATE, "2026年3月1日");
		lay_out_notes(&set);
		check_pages(&set, "a signature");
		const struct page *last = &set.pages.pages[set.pages.page_count - 1];
		cr_expect_eq(last->regions[PAGE_TEXT].lines[0].node->kind, DOC_PARAGRAPH, "%zu rows", rows);
		set_free(&set);
	}
}

static struct doc_node *add_row(struct set *set, struct doc_node *table, bool head, size_t first, size_t second)
{
	struct doc_node *row = add_node(set, table, DOC_ROW, NULL);
	row->head = head;
	add_node(set, row, DOC_CELL, han(set, first));
	add_node(set, row, DOC_CELL, han(set, second));
	return row;
}

Test(layout_footnote, tables_have_notes)
{
	struct set set = set_new();
	struct doc_node *table = add_node(&set, NULL, DOC_TABLE, NULL), *row = add_row(&set, table, true, 4, 4);
	table->columns = 2;
	refer(&set, row->first, 20);
	for (size_t i = 0; i < 40; i++) {
		row = add_row(&set, table, false, 10 + i * 7, 20);
		refer(&set, i % 3 ? row->first : row->last, 10 + i * 5);
		if (i % 4 == 0)
			refer(&set, row->last, 20);
	}
	row = add_row(&set, table, false, 1200, 900); /* a row that is cut */
	refer(&set, row->first, 40);
	refer(&set, row->last, 40);
	lay_out_notes(&set);
	check_pages(&set, "a table");
	for (size_t p = 1; p < set.pages.page_count; p++)
		if (line_at(&set, p, 0)->artifact)
			cr_expect_eq(line_at(&set, p, 0)->run_count, 1, "the head that is repeated has no number");
	set_free(&set);
}

/* The rest of a long note leaves so little room on the table's page that its first row must not lose it to the end of the note. */
Test(layout_footnote, a_table_below_a_caption_with_a_long_note)
{
	for (size_t above = 0; above < 16; above++) {
		struct set set = set_new();
		for (size_t i = 0; i < above; i++)
			add_node(&set, NULL, DOC_PARAGRAPH, "正文。");
		add_referring(&set, NULL, 88, 5, 120);
		add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 40));
		struct doc_node *table = add_node(&set, NULL, DOC_TABLE, NULL), *caption = doc_add(set.doc, table, DOC_CAPTION, table->place);
		table->columns = 2;
		doc_add_text(set.doc, caption, DOC_TEXT, STR("表"), table->place);
		refer(&set, caption, 1200);
		for (size_t i = 0; i < 6; i++) {
			struct doc_node *row = add_row(&set, table, i == 0, 2, 1);
			if (i == 3)
				refer(&set, row->last, 300);
		}
		lay_out_notes(&set);
		check_pages(&set, "a table below a caption");
		set_free(&set);
	}
}

Test(layout_footnote, what_no_page_holds_ends_with_a_warning)
{
	struct set set = set_new();
	struct doc_node *table = add_node(&set, NULL, DOC_TABLE, NULL), *row = add_row(&set, table, false, 4, 4);
	table->columns = 2;
	for (int i = 0; i < 60; i++)
		refer(&set, i % 2 ? row->first : row->last, 20);
	add_row(&set, table, false, 4, 4);
	add_referring(&set, NULL, 40, 20, 20);
	lay_out_notes(&set);
	cr_assert(set.ok);
	cr_expect(set.pages.notes_late);
	cr_expect_eq(warnings(&set, "L027"), 1, "it is said once");
	cr_expect_eq(warnings(&set, ""), 1);
	set_free(&set);
}

Test(layout_footnote, more_than_fifty_numbers_on_a_page_are_in_brackets)
{
	struct set set = set_new();
	struct template_style *styles = ARENA_ARRAY(set.arena, struct template_style, set.template->style_count);
	memcpy(styles, set.template->styles, set.template->style_count * sizeof *styles);
	set.template->styles = styles;
	for (size_t i = 0; i < set.template->style_count; i++)
		if (strcmp(styles[i].name, "footnote") == 0)
			styles[i].size = styles[i].line_height = 4;
	struct doc_node *block = add_referring(&set, NULL, 4, 4, 4);
	for (int i = 1; i < 60; i++)
		refer(&set, block, 4);
	lay_out_notes(&set);
	cr_assert(set.ok);
	cr_assert_eq(set.pages.page_count, 1);
	cr_expect(strstr(numbers(&set, 0, PAGE_TEXT), "㊿(51)(52)"), "%s", numbers(&set, 0, PAGE_TEXT));
	cr_expect_str_eq(numbers(&set, 0, PAGE_NOTES), numbers(&set, 0, PAGE_TEXT));
	set_free(&set);
}

Test(layout_footnote, attachments_and_record_block_begin_behind_all_notes)
{
	struct set set = set_new();
	*set.template = *template_load(set.arena, "templates", "gbt9704-head", NULL, &set.diags);
	add_referring(&set, NULL, 500, 900, 10);
	struct doc_node *attachment = add_node(&set, NULL, DOC_ATTACHMENT, NULL);
	attachment->number = "附件";
	add_node(&set, attachment, DOC_TITLE, "名单");
	add_referring(&set, attachment, 30, 20, 10);
	struct doc_meta meta[] = { { "抄送", STR("县委办公室"), { 0 }, NULL } };
	set.doc->meta = meta;
	set.doc->meta_count = 1;
	doc_set_footnotes(set.doc);
	doc_add_record(set.doc, true);
	cr_expect_eq(set.doc->root->last->kind, DOC_FOOTNOTES, "they stand behind all blocks");
	lay_out(&set);
	cr_assert(set.ok);
	size_t count = set.pages.page_count;
	cr_expect_eq(set.pages.pages[count - 1].regions[PAGE_FOOT].line_count, 1);
	for (size_t p = 0; p < count; p++) {
		const struct page *page = &set.pages.pages[p];
		cr_expect(!page->regions[PAGE_FOOT].line_count || !page->regions[PAGE_NOTES].line_count);
		bool begins = page->regions[PAGE_TEXT].line_count && page->regions[PAGE_TEXT].lines[0].node == attachment;
		cr_expect(!begins || strcmp(numbers(&set, p, PAGE_NOTES), "①") == 0);
		cr_expect(!begins || note_lines(&set, p) == 1, "no note goes on below an attachment");
	}
	set_free(&set);
}

/* No page ends with a heading. */
static void expect_no_heading_alone(const struct set *set, int round)
{
	for (size_t p = 0; p < set->pages.page_count; p++) {
		const struct page_part *text = &set->pages.pages[p].regions[PAGE_TEXT];
		if (text->line_count)
			cr_expect_neq(text->lines[text->line_count - 1].node->kind, DOC_HEADING, "round %d: page %zu", round, p);
	}
}

/* Documents of all lengths end, on pages that hold what they must. Where no page can hold a heading, a line below it and all notes of that, one
 * note begins late, and is told. */
Test(layout_footnote, any_document_ends)
{
	unsigned seed = 1;
	int late = 0;
	for (int round = 0; round < 60; round++) {
		struct set set = set_new();
		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245u + 12345u;
			unsigned pick = seed >> 8;
			if (pick % 5 == 0) {
				struct doc_node *heading = add_node(&set, NULL, DOC_HEADING, "标题");
				heading->level = 1 + pick / 5 % 4;
			}
			size_t length = pick / 7 % 9 == 0 ? pick % 2500 : 10 + pick % 90;
			struct doc_node *block = add_referring(&set, NULL, 1 + pick / 11 % 200, length, pick / 13 % 100);
			if (pick / 17 % 3 == 0 && block->last->kind == DOC_TEXT)
				refer(&set, block, 10 + pick / 19 % 120);
		}
		lay_out_notes(&set);
		late += set.pages.notes_late;
		if (!set.pages.notes_late)
			check_pages(&set, arena_printf(set.arena, "round %d", round));
		expect_no_heading_alone(&set, round);
		cr_expect_eq(warnings(&set, ""), set.pages.notes_late, "round %d", round);
		set_free(&set);
	}
	cr_expect_leq(late, 1);
}

/* ---- conservation */

static const char *verdict(struct set *set)
{
	diag_init(&set->diags, set->arena);
	bool ok = conserve_check(set->arena, set->doc, set->template, &set->pages, &set->diags);
	return ok ? "" : diag_id(set->diags.first->code);
}

Test(layout_footnote, conservation_finds_notes_that_are_lost_swapped_or_elsewhere)
{
	struct set set = set_new();
	struct doc_node *block = add_referring(&set, NULL, 40, 60, 10);
	refer(&set, block, 20);
	lay_out_notes(&set);
	check_pages(&set, "two notes");
	struct page page = set.pages.pages[0];
	struct page_line notes[3], text[3];
	struct page_part *part = &page.regions[PAGE_NOTES];
	cr_assert_eq(part->line_count, 3);
	memcpy(notes, part->lines, sizeof notes);
	part->lines = notes;
	set.pages.pages = &page;
	cr_expect_str_eq(verdict(&set), "");
	notes[1].run_count = 0;
	cr_expect_str_eq(verdict(&set), "L020");
	memcpy(notes, set.pages.pages[0].lines + page.regions[PAGE_TEXT].line_count, sizeof notes);
	struct page_line first = notes[1];
	notes[1] = notes[2];
	notes[2] = first;
	cr_expect_str_neq(verdict(&set), "");
	notes[2] = notes[1];
	notes[1] = first;
	notes[2].baseline += 40;
	cr_expect_str_eq(verdict(&set), "L022");
	notes[2].baseline -= 40;
	part->line_count = 2;
	cr_expect_str_eq(verdict(&set), "L020", "a number without its note");
	part->line_count = 3;
	size_t count = page.regions[PAGE_TEXT].line_count;
	cr_assert_leq(count, 3);
	memcpy(text, page.regions[PAGE_TEXT].lines, count * sizeof *text);
	struct page_run runs[8];
	cr_assert_leq(text[1].run_count, 8);
	memcpy(runs, text[1].runs, text[1].run_count * sizeof *runs);
	for (size_t r = 0; r < text[1].run_count; r++)
		if (runs[r].anchor)
			runs[r].text = STR("②");
	text[1].runs = runs;
	page.regions[PAGE_TEXT].lines = text;
	cr_expect_str_eq(verdict(&set), "L021", "a number that is another note's");
	set_free(&set);
}
