#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "font/font.h"
#include "layout/break.h"
#include "layout/layout.h"
#include "layout/template.h"

static const struct page_template *load_template(struct arena *arena)
{
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct page_template *template = template_load(arena, "templates", "gbt9704", &diags);
	for (const struct diag *d = diags.first; d; d = d->next)
		cr_log_error("%s %s %s", diag_id(d->code), d->arguments[0], d->arguments[1]);
	cr_assert_not_null(template);
	return template;
}

Test(layout_template, holds_the_numbers_of_the_standard)
{
	struct arena *arena = arena_new();
	const struct page_template *t = load_template(arena);
	cr_assert_float_eq(t->page_width, 595.276, 0.001);
	cr_assert_float_eq(t->margin_top, 104.882, 0.001);
	cr_assert_float_eq(t->char_pitch, 442.205 / 28, 0.001);
	cr_assert_float_eq(t->line_pitch, 28.95, 1e-9);
	cr_assert_eq(t->lines, 22);
	cr_assert_eq(t->chars, 28);
	cr_assert_float_eq(t->number_gap, 19.843, 0.001);
	cr_assert_eq(t->signature, TEMPLATE_NO_SEAL);
	cr_assert_float_eq(t->forms[TEMPLATE_SEAL].indent_right, 4, 1e-9);
	cr_assert_str_eq(template_style(t, "heading1")->font->families[0], "黑体");
	cr_assert_float_eq(template_style(t, "title")->size, 22, 1e-9);
	cr_assert_eq(template_style(t, "draft-mark")->color, 0xC00000);
	cr_assert_str_eq(template_style(t, "no such style")->name, "body");
	for (size_t i = 0; i < t->font_count; i++)
		cr_assert_str_eq(t->fonts[i].families[t->fonts[i].family_count - 1], "Noto Serif CJK SC");
	arena_free(arena);
}

/* The text with '|' where a line may break. */
static const char *breaks(struct arena *arena, const char *text)
{
	struct diag_list diags;
	diag_init(&diags, arena);
	struct breaker *breaker = breaker_new(arena, NULL, "zh@lb=strict", &diags);
	cr_assert_not_null(breaker);
	const uint8_t *flags = breaker_find(breaker, arena, str_of(text), false);
	struct buf out = BUF_INIT;
	for (size_t i = 0; text[i]; i++) {
		if (i && flags[i] & BREAK_ALLOWED)
			buf_add_char(&out, '|');
		buf_add_char(&out, text[i]);
	}
	return buf_move_to(&out, arena);
}

Test(layout_break, keeps_marks_and_units_together)
{
	static const char *const cases[][2] = {
		{ "以“两学一做”为", "以|“两|学|一|做”|为" },
		{ "今后——将来", "今|后——|将|来" },
		{ "等……等", "等……|等" },
		{ "发〔2026〕1号文", "发|〔2026〕1号|文" },
		{ "推进“1+5党员”", "推|进|“1+5|党|员”" },
		{ "达95%以上", "达|95%|以|上" },
		{ "约1,234.5万元的", "约|1,234.5万元|的" },
		{ "共41名党员", "共|41名|党|员" },
		{ "QQ群Word", "QQ|群|Word" },
		{ "用￥5买", "用|￥5|买" },
		{ "《党章》、《条例》", "《党|章》、|《条|例》" },
		{ "2026—2028年", "2026—2028年" },
		{ "25℃时", "25℃|时" },
		{ "甲·乙", "甲·|乙" },
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(breaks(arena, cases[i][0]), cases[i][1], "got %s", breaks(arena, cases[i][0]));
	arena_free(arena);
}

/* ---- whole documents, with the fonts installed here */

struct set {
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc;
	struct page_template *template; /* a copy that a test may change */
	struct font_library *fonts;
	struct page_list pages;
	bool ok;
};

static struct set set_new(void)
{
	struct set set = { .arena = arena_new() };
	diag_init(&set.diags, set.arena);
	set.template = ARENA_NEW(set.arena, struct page_template);
	*set.template = *load_template(set.arena);
	set.fonts = font_library_new(NULL, NULL);
	set.doc = doc_new(set.arena, source_of_text(set.arena, "test.md", STR("text\n")));
	return set;
}

static void set_free(struct set *set)
{
	font_library_free(set->fonts);
	arena_free(set->arena);
}

/* Lays the document out; skips the test where the fonts are not installed. */
static void lay_out(struct set *set)
{
	struct diag_list diags;
	diag_init(&diags, set->arena);
	const struct template_font *body = template_font(set->template, "body");
	struct font_stack *stack = font_stack_open(set->fonts, body->role, body->families, body->family_count, &diags);
	if (!stack || strcmp(font_face_family(font_stack_first(stack)), "FandolFang") != 0)
		cr_skip_test("FandolFang is not installed");
	set->ok = layout_document(set->arena, set->doc, set->template, set->fonts, &set->pages, &set->diags);
}

static struct doc_node *add_node(struct set *set, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct place place = { set->doc->source, 0 };
	struct doc_node *node = doc_add(set->doc, parent ? parent : set->doc->root, kind, place);
	if (text)
		doc_add_text(set->doc, node, DOC_TEXT, str_of(arena_strdup(set->arena, text)), place);
	return node;
}

/* `count` Han characters. */
static char *han(struct set *set, size_t count)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		buf_add(&text, &"认真贯彻落实工作要求推动全面过硬"[i % 16 * 3], 3);
	return buf_move_to(&text, set->arena);
}

/* Lines of a page or of all pages (-1), page numbers and marks apart, each ended by '/'. */
static const char *lines(struct set *set, int page)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < set->pages.page_count; i++)
		for (size_t k = 0; k < set->pages.pages[i].line_count; k++) {
			const struct page_line *line = &set->pages.pages[i].lines[k];
			if ((line->artifact && !line->node) || (page >= 0 && (size_t)page != i))
				continue;
			buf_add_str(&out, line->text);
			buf_add_char(&out, '/');
		}
	return buf_move_to(&out, set->arena);
}

static size_t count_lines(const struct page *page)
{
	size_t count = 0;
	for (size_t i = 0; i < page->line_count; i++)
		count += !page->lines[i].artifact;
	return count;
}

static const struct page_line *line_at(const struct set *set, size_t page, size_t line)
{
	return &set->pages.pages[page].lines[line];
}

Test(layout_document, fills_the_grid)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 26 + 28 * 43));
	lay_out(&set);
	cr_assert(set.ok);
	cr_assert_eq(set.pages.page_count, 2);
	double top = 37 * 72 / 25.4, left = 28 * 72 / 25.4, pitch = 442.2047 / 28;
	for (size_t p = 0; p < 2; p++) {
		cr_assert_eq(count_lines(&set.pages.pages[p]), 22);
		for (size_t i = 0; i < 22; i++) {
			const struct page_line *line = line_at(&set, p, i);
			double em_top = font_face_metrics(line->runs[0].face)->em_top;
			cr_assert_float_eq(line->baseline, top + em_top * 16 + (double)i * 28.95, 0.01);
			cr_assert_eq(utf8_count(line->text.data, line->text.len), p + i ? 28 : 26);
			cr_assert_float_eq(line->left, left + (p + i ? 0 : 2 * pitch), 0.01);
			cr_assert_float_eq(line->right, left + 28 * pitch, 0.01);
			cr_assert_eq(line->run_count, 1);
			for (size_t g = 0; g < line->runs[0].glyph_count; g++)
				cr_assert_float_eq(line->runs[0].glyphs[g].x, (double)g * pitch, 0.01);
		}
	}
	set_free(&set);
}

Test(layout_document, numbers_its_pages)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 26 + 28 * 30));
	lay_out(&set);
	double left = 28 * 72 / 25.4, right = 184 * 72 / 25.4, pitch = 442.2047 / 28;
	for (size_t p = 0; p < 2; p++) {
		const struct page *page = &set.pages.pages[p];
		const struct page_line *line = &page->lines[page->line_count - 1];
		cr_assert(line->artifact && !line->node);
		cr_assert(str_is(line->text, p ? "— 2 —" : "— 1 —"));
		cr_assert_float_eq(p ? line->left : line->right, p ? left + pitch : right - pitch, 0.01);
		/* The dash, in the middle of the em box, is 7 mm below the type area. */
		double em_top = font_face_metrics(line->runs[0].face)->em_top;
		cr_assert_float_eq(line->baseline - (em_top - 0.5) * 14, (297 - 35 + 7) * 72 / 25.4, 0.01);
	}
	set_free(&set);
}

/* Sets one paragraph and compares its lines. */
static void expect_lines(const char *text, const char *expected)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, text);
	lay_out(&set);
	cr_expect_str_eq(lines(&set, -1), expected, "got %s", lines(&set, -1));
	set_free(&set);
}

#define TEN "一二三四五六七八九十"

Test(layout_line, hangs_one_mark)
{
	expect_lines(TEN TEN "一二三四五六，甲乙丙", TEN TEN "一二三四五六，/甲乙丙/");
	expect_lines(TEN TEN "一二三四五六。", TEN TEN "一二三四五六。/");
	/* Two marks do not hang: the last character goes with them. */
	expect_lines("“" TEN TEN "一二三四五。”甲乙丙", "“" TEN TEN "一二三四/五。”甲乙丙/");
	expect_lines(TEN TEN "一二三四五（甲乙丙）", TEN TEN "一二三四五/（甲乙丙）/");
	expect_lines(TEN TEN "一二三四五六——甲乙丙", TEN TEN "一二三四五/六——甲乙丙/");
	expect_lines(TEN TEN "一二三四五六％甲乙丙", TEN TEN "一二三四五/六％甲乙丙/");
}

/* Sets one paragraph with another way out of overfull lines. */
static void expect_overflow(enum template_overflow overflow, const char *text, const char *expected)
{
	struct set set = set_new();
	set.template->overflow = overflow;
	add_node(&set, NULL, DOC_PARAGRAPH, text);
	lay_out(&set);
	cr_expect_str_eq(lines(&set, -1), expected, "got %s", lines(&set, -1));
	const struct page_line *line = line_at(&set, 0, 0);
	cr_expect_not(line->hung);
	cr_expect_float_eq(line->right, 184 * 72 / 25.4, 0.01);
	set_free(&set);
}

Test(layout_line, pushes_marks_in_or_out)
{
	static const char text[] = "“" TEN "一二三，" TEN "四。甲乙丙", closer[] = "（" TEN TEN "四五六七）”甲乙丙";
	expect_overflow(TEMPLATE_PUSH_OUT, text, "“" TEN "一二三，" TEN "/四。甲乙丙/");
	expect_overflow(TEMPLATE_PUSH_IN, text, "“" TEN "一二三，" TEN "四。/甲乙丙/");
	expect_overflow(TEMPLATE_PUSH_IN, closer, "（" TEN TEN "四五六七）”/甲乙丙/");
}

Test(layout_line, leaves_no_orphan)
{
	expect_lines(TEN TEN "一二三四五六甲。", TEN TEN "一二三四五/六甲。/");
	expect_lines(TEN TEN "一二三四五六甲乙。", TEN TEN "一二三四五六/甲乙。/");
}

Test(layout_line, keeps_numbers_and_units)
{
	expect_lines(TEN TEN "一二三四2026年甲乙", TEN TEN "一二三四/2026年甲乙/");
	expect_lines(TEN TEN "一二三四五1,234.5万元甲乙", TEN TEN "一二三四五/1,234.5万元甲乙/");
	expect_lines(TEN TEN "一二三〔2026〕12号甲乙", TEN TEN "一二三/〔2026〕12号甲乙/");
}

Test(layout_line, hung_line_ends_at_the_edge)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, TEN TEN "一二三四五六，甲乙丙");
	lay_out(&set);
	const struct page_line *line = line_at(&set, 0, 0);
	cr_assert(line->hung);
	cr_assert_float_eq(line->right, 184 * 72 / 25.4, 0.01);
	const struct page_run *run = &line->runs[line->run_count - 1];
	cr_assert_float_eq(run->x + run->glyphs[run->glyph_count - 1].x, line->right, 0.01);
	set_free(&set);
}

/* x of the line's glyph `index`, counted through its runs. */
static double glyph_x(const struct page_line *line, size_t index)
{
	const struct page_run *run = line->runs;
	for (; index >= run->glyph_count; run++)
		index -= run->glyph_count;
	return run->x + (double)run->glyphs[index].x;
}

/* Distance between the first cells of the line's Han and what follows, less the cell. */
static double gap_after(double latin_gap, const char *text)
{
	struct set set = set_new();
	set.template->latin_gap = latin_gap;
	add_node(&set, NULL, DOC_PARAGRAPH, text);
	lay_out(&set);
	const struct page_line *line = line_at(&set, 0, 0);
	double gap = glyph_x(line, 1) - glyph_x(line, 0) - set.template->char_pitch;
	set_free(&set);
	return gap;
}

Test(layout_line, separates_chinese_and_latin)
{
	cr_assert_float_eq(gap_after(0.25, "甲A乙"), 4, 0.01);
	cr_assert_float_eq(gap_after(0, "甲A乙"), 0, 0.01);
	cr_assert_float_eq(gap_after(0.25, "，A乙"), 0, 0.01);
	cr_assert_float_eq(gap_after(0.25, "甲5乙"), 4, 0.01);
}

Test(layout_line, stretches_full_lines_to_the_edge)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "推进1+5党员质量管理体系，开展QQ群和微信群2026年度考核，推动各项工作任务落实到位，取得新的成效，确保全年目标全面完成。");
	lay_out(&set);
	size_t count = count_lines(&set.pages.pages[0]);
	for (size_t i = 0; i + 1 < count; i++)
		cr_assert_float_eq(line_at(&set, 0, i)->right, 184 * 72 / 25.4, 0.01);
	cr_assert(line_at(&set, 0, count - 1)->right < 184 * 72 / 25.4);
	set_free(&set);
}

Test(layout_line, sets_rare_characters)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "联系人：𠮷田");
	lay_out(&set);
	cr_assert(set.ok);
	cr_assert_str_eq(lines(&set, -1), "联系人：𠮷田/");
	cr_assert_eq(line_at(&set, 0, 0)->run_count, 3);
	cr_assert(str_is(line_at(&set, 0, 0)->runs[1].text, "𠮷"));
	cr_assert_float_eq(line_at(&set, 0, 0)->right - line_at(&set, 0, 0)->left, 6 * 442.2047 / 28, 0.01);
	set_free(&set);
}

Test(layout_line, names_a_missing_glyph)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "甲\U000F0000乙\U000F0000");
	lay_out(&set);
	cr_assert_not(set.ok);
	cr_assert_eq(diag_errors(&set.diags), 1);
	const struct diag *diag = set.diags.first;
	while (diag && diag->code != DIAG_GLYPH_MISSING)
		diag = diag->next;
	cr_assert_not_null(diag);
	cr_assert_str_eq(diag->arguments[1], "U+F0000");
	cr_assert_not_null(strstr(diag->arguments[2], "Noto Serif CJK SC"));
	cr_assert_eq(diag->place.source, set.doc->source);
	set_free(&set);
}

Test(layout_title, is_balanced_between_words)
{
	static const char *const cases[][2] = {
		{ "2026年党建工作计划要点（县科技局）", "2026年党建工作计划要点（县科技局）/" },
		{ "2026年市委办公室党员干部结对帮扶贫困户活动工作计划要点", "2026年市委办公室党员干部/结对帮扶贫困户活动工作计划要点/" },
		{ "2026年医院党风廉政建设和反腐败工作计划要点", "2026年医院党风廉政建设/和反腐败工作计划要点/" },
		{ "2026年党建工作计划要点（青石县第一中学）", "2026年党建工作计划要点/（青石县第一中学）/" },
		{ "2026年党建工作计划要点（市交通运输局机关）", "2026年党建工作计划要点/（市交通运输局机关）/" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct set set = set_new();
		add_node(&set, NULL, DOC_TITLE, cases[i][0]);
		lay_out(&set);
		cr_expect_str_eq(lines(&set, -1), cases[i][1], "got %s", lines(&set, -1));
		for (size_t k = 0; k < count_lines(&set.pages.pages[0]); k++) {
			const struct page_line *line = line_at(&set, 0, k);
			cr_expect_float_eq((line->left + line->right) / 2, (28 + 78) * 72 / 25.4, 0.01, "centred");
		}
		set_free(&set);
	}
}

/* ---- pages */

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
		{ TEMPLATE_STAMP, "青石县科学技术局", 4, 4, -1, 5 },
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
	static const double rows[] = { 0, 2, 3, 4, 5, 7, 8, 9 };
	const struct page *page = &set.pages.pages[0];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_float_eq((line_at(&set, 0, i)->baseline - line_at(&set, 0, 0)->baseline) / 28.95, rows[i],
				   1e-6);
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
	add_lines(&set, 17);
	struct doc_node *table = add_table(&set, 2);
	add_row(&set, table, true, "任务", "责任部门");
	add_row(&set, table, false, "修订制度", "办公室");
	add_row(&set, table, false, han(&set, 300), "办公室");
	lay_out(&set);
	cr_assert_eq(set.pages.page_count, 2);
	cr_expect(str_ends(str_of(lines(&set, 0)), "任务/责任部门/修订制度/办公室/"));
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

Test(layout_table, reports_a_column_too_narrow_for_a_character)
{
	struct set set = set_new();
	struct doc_node *table = add_table(&set, 2);
	table->widths = (const int[]){ 1000, 1 };
	add_row(&set, table, false, "任务", "部门");
	lay_out(&set);
	cr_assert_not(set.ok);
	cr_assert_eq(diag_errors(&set.diags), 1);
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
