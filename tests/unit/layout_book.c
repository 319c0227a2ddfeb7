#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "font/font.h"
#include "layout/layout.h"
#include "layout/settle.h"
#include "layout/template.h"

/* ---- the fixed point */

/* Pages needed for each number of pages kept; the last one serves all larger numbers. */
struct needs {
	size_t of[5];
	size_t rounds, last;
};

static size_t measure(void *context, size_t pages)
{
	struct needs *needs = context;
	needs->rounds++;
	needs->last = pages;
	return needs->of[pages < 5 ? pages - 1 : 4];
}

Test(layout_settle, ends_at_the_first_number_that_suffices)
{
	static const struct {
		struct needs needs;
		size_t kept, rounds;
	} cases[] = {
		{ { { 1, 1, 1, 1, 1 }, 0, 0 }, 1, 1 },
		{ { { 2, 2, 2, 2, 2 }, 0, 0 }, 2, 2 }, /* grows from 1 to 2 */
		{ { { 2, 3, 3, 3, 3 }, 0, 0 }, 3, 3 }, /* grows again because it grew */
		{ { { 2, 1, 2, 1, 2 }, 0, 0 }, 2, 2 }, /* would go to and fro for ever */
		{ { { 4, 9, 9, 2, 2 }, 0, 0 }, 4, 2 },
		{ { { 0, 0, 0, 0, 0 }, 0, 0 }, 1, 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct needs needs = cases[i].needs;
		cr_expect_eq(layout_settle(measure, &needs), cases[i].kept, "case %zu", i);
		cr_expect_eq(needs.rounds, cases[i].rounds, "case %zu", i);
		cr_expect_eq(needs.last, cases[i].kept, "case %zu: what was set last must show the numbers that hold", i);
	}
}

/* ---- whole books, with the fonts installed here */

struct book {
	struct arena *arena;
	struct diag_list diags;
	const struct page_template *template;
	struct font_library *fonts;
	struct doc *doc;
	struct doc_node *contents;
	struct page_list pages;
};

static struct doc_node *add(struct book *book, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct doc_node *node = doc_add(book->doc, parent, kind, NO_PLACE);
	if (*text)
		doc_add_text(book->doc, node, DOC_TEXT, str_of(text), NO_PLACE);
	return node;
}

static struct book book_new(void)
{
	struct book book = { .arena = arena_new() };
	diag_init(&book.diags, book.arena);
	book.template = template_load(book.arena, "templates", "compendium", NULL, &book.diags);
	cr_assert_not_null(book.template);
	book.fonts = font_library_new(NULL, NULL);
	book.doc = doc_new(book.arena, NULL);
	struct doc_node *cover = add(&book, book.doc->root, DOC_COVER, "");
	add(&book, cover, DOC_TITLE, "工作计划汇编");
	add(&book, cover, DOC_PARAGRAPH, "二〇二六年三月");
	book.contents = add(&book, book.doc->root, DOC_CONTENTS, "");
	add(&book, book.contents, DOC_TITLE, "目录");
	return book;
}

static void book_free(struct book *book)
{
	font_library_free(book->fonts);
	arena_free(book->arena);
}

/* A plan of `pages` pages with an entry in the contents. */
static struct doc_node *add_plan(struct book *book, const char *title, int pages)
{
	struct doc_node *plan = add(book, book->doc->root, DOC_PLAN, "");
	struct doc_node *head = add(book, plan, DOC_TITLE, title);
	struct doc_node *entry = add(book, book->contents, DOC_ENTRY, title);
	entry->level = 1;
	entry->entry_target = head;
	head->entry_target = entry;
	for (int i = 0; i < pages; i++) {
		if (i)
			add(book, plan, DOC_PAGE_BREAK, "");
		add(book, plan, DOC_PARAGRAPH, "加强学习，落实责任。");
	}
	return plan;
}

/* Skips the test where the fonts are not installed. */
static void lay_out(struct book *book)
{
	bool ok = layout_document(book->arena, book->doc, book->template, book->fonts, &book->pages, &book->diags);
	for (const struct diag *d = book->diags.first; d; d = d->next)
		if (strncmp(diag_id(d->code), "F0", 2) == 0 && d->severity >= DIAG_ERROR)
			cr_skip("fonts are not installed");
	cr_assert(ok);
}

/* The page whose lines show the title, behind the contents. */
static const struct page *page_of_title(const struct book *book, const struct doc_node *title)
{
	for (size_t i = 0; i < book->pages.page_count; i++)
		for (size_t k = 0; k < book->pages.pages[i].line_count; k++)
			if (book->pages.pages[i].lines[k].node == title)
				return &book->pages.pages[i];
	return NULL;
}

/* Each entry's last line ends with the number printed on the page of its target; its runs lead there, and the title's back. */
static void check_entries(const struct book *book)
{
	size_t entries = 0;
	for (size_t i = 0; i < book->pages.page_count; i++)
		for (size_t k = 0; k < book->pages.pages[i].line_count; k++) {
			const struct page_line *line = &book->pages.pages[i].lines[k];
			if (!line->node || line->node->kind != DOC_ENTRY || !line->last)
				continue;
			entries++;
			const struct page *page = page_of_title(book, line->node->entry_target);
			cr_assert_not_null(page);
			struct str rest = line->text;
			str_cut(&rest, "\t");
			cr_expect(str_is(rest, page->label), "%.*s, printed %s", (int)line->text.len, line->text.data, page->label);
			for (size_t r = 0; r < line->run_count; r++)
				cr_expect_eq(line->runs[r].target, line->node->entry_target);
			cr_expect_float_eq(line->right, book->template->page_width - book->template->margin_right, 0.01);
			for (size_t t = 0; t < page->line_count; t++)
				if (page->lines[t].node == line->node->entry_target)
					cr_expect_eq(page->lines[t].runs[0].target, line->node);
		}
	size_t wanted = 0;
	for (const struct doc_node *n = book->contents->first; n; n = n->next)
		wanted += n->kind == DOC_ENTRY;
	cr_expect_eq(entries, wanted);
}

/* Pages that carry lines of the contents. */
static size_t contents_pages(const struct book *book)
{
	size_t count = 0;
	for (size_t i = 0; i < book->pages.page_count; i++) {
		const struct page *page = &book->pages.pages[i];
		count += page->line_count && page->lines[0].node && page->lines[0].node->parent == book->contents;
	}
	return count;
}

Test(layout_book, cover_is_not_counted_and_the_contents_are_page_1)
{
	struct book book = book_new();
	add_plan(&book, "甲计划", 2);
	add_plan(&book, "乙计划", 1);
	lay_out(&book);
	static const char *const labels[] = { NULL, NULL, "1", "2", "3", "4" }; /* behind the cover its back, so that odd pages are fronts */
	cr_assert_eq(book.pages.page_count, 6);
	cr_expect_eq(book.pages.pages[1].line_count, 0);
	for (size_t i = 0; i < 6; i++) {
		const char *label = book.pages.pages[i].label;
		cr_expect(label && labels[i] ? strcmp(label, labels[i]) == 0 : label == labels[i], "page %zu", i);
	}
	check_entries(&book);
	cr_expect_eq(book.pages.outline_count, 3);
	cr_expect_str_eq(book.pages.outline[0].text, "目录");
	cr_expect_eq(book.pages.outline[2].page, 5);
	book_free(&book);
}

Test(layout_book, contents_grow_from_one_page_to_two)
{
	struct book book = book_new();
	for (int i = 0; i < 20; i++)
		add_plan(&book, "某单位工作计划", 1);
	lay_out(&book);
	cr_expect_eq(contents_pages(&book), 1);
	check_entries(&book);
	add_plan(&book, "又一单位工作计划", 1);
	lay_out(&book);
	cr_expect_eq(contents_pages(&book), 2);
	check_entries(&book);
	book_free(&book);
}

/* With one page of contents the last plan is on page 99, and its title has room beside the number; the wider 100 needs one
 * line more, for which the page has no room. Found by adding letters until the width of one digit decides. */
Test(layout_book, a_wider_number_takes_a_line_and_so_a_page)
{
	size_t before = 0;
	bool seen = false;
	for (int letters = 0; letters < 24 && !seen; letters++) {
		struct book book = book_new();
		for (int i = 0; i < 19; i++)
			add_plan(&book, "某单位工作计划", i ? 1 : 80);
		struct buf title = BUF_INIT;
		buf_add_text(&title, "二〇二六年某某县某某局某某股某某某工作计划要点");
		for (int i = 0; i < letters; i++)
			buf_add_char(&title, 'l');
		add_plan(&book, title.data, 1);
		lay_out(&book);
		check_entries(&book);
		size_t pages = contents_pages(&book);
		const struct page *last = &book.pages.pages[book.pages.page_count - 1];
		seen = before == 1 && pages == 2 && strcmp(last->label, "101") == 0;
		before = pages;
		buf_free(&title);
		book_free(&book);
	}
	cr_expect(seen);
}

Test(layout_book, long_titles_wrap_with_the_number_on_the_last_line)
{
	struct book book = book_new();
	add_plan(&book, "二〇二六年云岭省澜江市青石县科学技术局机关党支部委员会党员教育培训和志愿服务工作计划要点", 1);
	lay_out(&book);
	check_entries(&book);
	const struct page *page = &book.pages.pages[2];
	cr_assert_geq(page->line_count, 3);
	cr_expect_eq(page->lines[1].node, page->lines[2].node);
	cr_expect_not(page->lines[1].last);
	cr_expect_eq(str_find(page->lines[1].text, "\t"), (size_t)-1);
	cr_expect_float_eq(page->lines[2].left - page->lines[1].left, 2 * book.template->char_pitch, 0.01, "hanging");
	book_free(&book);
}

Test(layout_book, long_titles_break_between_words)
{
	struct book book = book_new();
	add_plan(&book, "2026年市委办公室党员干部结对帮扶脱贫户活动工作计划要点", 1);
	lay_out(&book);
	check_entries(&book);
	const struct page_line *lines = book.pages.pages[2].lines;
	cr_expect(str_is(lines[1].text, "2026年市委办公室党员干部结对帮扶脱贫户活动"), "%.*s", (int)lines[1].text.len, lines[1].text.data);
	book_free(&book);
}

Test(layout_book, a_title_that_no_font_has_is_a_message)
{
	struct book book = book_new();
	add_plan(&book, "\U0010FFFD", 1);
	layout_document(book.arena, book.doc, book.template, book.fonts, &book.pages, &book.diags);
	bool missing = false;
	for (const struct diag *d = book.diags.first; d; d = d->next)
		missing = missing || d->code == DIAG_GLYPH_MISSING;
	if (!missing)
		cr_skip("fonts are not installed");
	cr_assert_eq(book.pages.page_count, 3);
	book_free(&book);
}

Test(layout_book, plans_on_odd_pages)
{
	struct book book = book_new();
	for (int i = 0; i < 5; i++)
		add_plan(&book, "某单位工作计划", 1 + i % 3)->odd_page = true;
	lay_out(&book);
	check_entries(&book);
	size_t blank = 0;
	for (size_t i = 0; i < book.pages.page_count; i++) {
		const struct page *page = &book.pages.pages[i];
		blank += !page->line_count;
		cr_expect(page->line_count || !page->label, "a blank page shows no number");
		cr_expect(!page->number || page->number % 2 == (int)(i + 1) % 2, "odd numbers are on fronts");
	}
	for (size_t i = 1; i < book.pages.outline_count; i++)
		cr_expect_eq(book.pages.pages[book.pages.outline[i].page].number % 2, 1);
	cr_expect_eq(blank, 5, "behind the cover, the contents and three plans of odd length that others follow, not %zu", blank);
	book_free(&book);
}

/* Lines of a cover begin in the lower third of the sheet, and stay on the cover below a long title. */
Test(layout_book, lines_of_a_cover_stand_in_its_lower_third)
{
	static const char *const titles[] = { "工作计划汇编", "云岭省澜江市青石县科学技术局二〇二六年工作计划汇编",
					      "云岭省澜江市青石县科学技术局机关党支部委员会党员教育培训二〇二六年度工作计划要点和志愿服务安排汇编" };
	for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
		struct book book = book_new();
		struct doc_node *cover = book.doc->root->first;
		cover->first->first->text = str_of(titles[k]);
		add(&book, cover, DOC_PARAGRAPH, "某某办公室编");
		add(&book, cover, DOC_PARAGRAPH, "内部资料");
		add_plan(&book, "甲计划", 1);
		lay_out(&book);
		const struct page *page = &book.pages.pages[0];
		cr_assert_geq(page->line_count, 4, "all on one page");
		const struct page_line *first = &page->lines[page->line_count - 3];
		cr_expect_eq(first->node->kind, DOC_PARAGRAPH);
		double third = book.template->page_height * 2 / 3;
		cr_expect(k == 2 || first->baseline > third, "%zu: %.1f pt down", k, first->baseline);
		book_free(&book);
	}
}

/* A colophon is the last page, without number, its lines at the foot. */
Test(layout_book, a_colophon_ends_the_book)
{
	struct book book = book_new();
	add_plan(&book, "甲计划", 2);
	struct doc_node *colophon = add(&book, book.doc->root, DOC_COVER, "");
	add(&book, colophon, DOC_PARAGRAPH, "工作计划汇编");
	add(&book, colophon, DOC_PARAGRAPH, "某某办公室编印");
	lay_out(&book);
	check_entries(&book);
	const struct page *page = &book.pages.pages[book.pages.page_count - 1];
	cr_assert_eq(page->line_count, 2);
	cr_expect(!page->label && !page->number);
	cr_expect_gt(page->lines[1].baseline, book.template->margin_top + (book.template->lines - 1) * book.template->line_pitch);
	cr_expect_str_eq(book.pages.pages[book.pages.page_count - 2].label, "3");
	book_free(&book);
}

/* ---- the page template */

Test(layout_book, its_template_extends_that_of_documents)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct page_template *base = template_load(arena, "templates", "gbt9704", NULL, &diags);
	const struct page_template *book = template_load(arena, "templates", "compendium", NULL, &diags);
	cr_assert(base && book);
	cr_expect_str_eq(book->name, "compendium");
	cr_expect_str_eq(book->base_file, base->file);
	cr_expect_null(base->base_file);
	cr_expect_float_eq(book->char_pitch, base->char_pitch, 1e-9);
	cr_expect_eq(book->lines, base->lines);
	cr_expect_str_eq(template_style(book, "title")->font->role, "title");
	cr_expect_str_eq(template_style(base, "contents-entry1")->name, "body");
	cr_expect_float_eq(template_style(book, "contents-entry1")->indent_first, -2, 1e-9);
	arena_free(arena);
}

/* ---- threads */

/* A plan with what is set in several ways: values, a table, a footnote, and where `odd` says so a character that no font has. */
static void add_mixed_plan(struct book *book, const char *title, size_t seed, const char *odd)
{
	struct doc_node *plan = add_plan(book, title, 1 + (int)(seed % 3));
	struct doc_node *paragraph = add(book, plan, DOC_PARAGRAPH, "全年发展党员");
	doc_add_text(book->doc, paragraph, DOC_VALUE, seed % 2 ? STR("12") : STR("三十六"), NO_PLACE);
	doc_add_text(book->doc, paragraph, DOC_TEXT, str_of(odd), NO_PLACE);
	struct doc_node *table = add(book, plan, DOC_TABLE, "");
	table->columns = 2;
	for (size_t row = 0; row < 3 + seed; row++) {
		struct doc_node *line = add(book, table, DOC_ROW, "");
		add(book, line, DOC_CELL, "措施");
		doc_add_text(book->doc, add(book, line, DOC_CELL, ""), DOC_VALUE, STR("党建办公室"), NO_PLACE);
	}
}

/* What each glyph of the pages was given by. */
static const struct doc_node *next_value(const struct page_list *pages, size_t *at)
{
	size_t left = *at;
	for (size_t i = 0; i < pages->page_count; i++)
		for (size_t k = 0; k < pages->pages[i].line_count; k++)
			for (size_t r = 0; r < pages->pages[i].lines[k].run_count; r++) {
				const struct page_run *run = &pages->pages[i].lines[k].runs[r];
				for (size_t g = 0; g < run->glyph_count; g++) {
					if (!run->glyphs[g].value || left--)
						continue;
					++*at;
					return pages->values[run->glyphs[g].value - 1];
				}
			}
	return NULL;
}

static void lay_out_by(struct book *book, unsigned threads, struct page_list *pages, struct diag_list *diags, struct buf *dump)
{
	font_library_free(book->fonts);
	book->fonts = font_library_new(NULL, NULL); /* which tells anew */
	diag_init(diags, book->arena);
	layout_document_by(book->arena, book->doc, book->template, book->fonts, threads, pages, diags);
	buf_reset(dump);
	layout_dump(pages, dump);
	for (const struct diag *d = diags->first; d; d = d->next)
		buf_printf(dump, "%s %s\n", diag_id(d->code), d->arguments[0] ? d->arguments[0] : "");
}

Test(layout_book, threads_change_nothing)
{
	static const char *const odd[] = { "名", "名", "名", "\U0010FFFD", "名", "\U0010FFFD\U000E0FFF", "ॐ", "名", "ॐ", "\u0F3A" };
	static const unsigned threads[] = { 2, 3, 7, 64 };
	struct book book = book_new();
	struct buf one = BUF_INIT, many = BUF_INIT;
	struct page_list pages, others;
	struct diag_list diags;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		add_mixed_plan(&book, "工作计划要点", i, odd[i]);
	lay_out_by(&book, 1, &pages, &diags, &one);
	for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
		lay_out_by(&book, threads[i], &others, &diags, &many);
		cr_assert_str_eq(buf_str(&many).data, buf_str(&one).data, "%u threads", threads[i]);
		cr_assert_eq(others.measures.count, pages.measures.count);
		cr_assert_eq(others.foreign_count, pages.foreign_count);
		cr_assert_eq(others.value_count, pages.value_count);
		size_t a = 0, b = 0;
		const struct doc_node *value;
		do {
			value = next_value(&pages, &a);
			cr_assert_eq(value, next_value(&others, &b), "%u threads, value %zu", threads[i], a);
		} while (value && a < 40);
	}
	buf_free(&one);
	buf_free(&many);
	book_free(&book);
}
