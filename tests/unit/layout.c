#include <criterion/criterion.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "layout/break.h"
#include "layout/text.h"
#include "layout_support.h"
#include "random.h"

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

/* What ICU says of the whole text, and what we say, who show it less; `bare`: no rule of ours speaks of any character of the text. */
static void expect_breaks_of_icu(struct arena *arena, UBreakIterator *icu, struct breaker *breaker, struct str text, bool bare)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	bool *wanted = ARENA_ARRAY(arena, bool, text.len + 1);
	utext_openUTF8(&utext, text.data, (int64_t)text.len, &status);
	ubrk_setUText(icu, &utext, &status);
	cr_assert(U_SUCCESS(status));
	for (int32_t at = ubrk_first(icu); (at = ubrk_next(icu)) != UBRK_DONE;)
		wanted[at] = true;
	utext_close(&utext);
	const uint8_t *flags = breaker_find(breaker, arena, text, false);
	for (size_t i = 1; i < text.len; i++) {
		bool allowed = flags[i] & BREAK_ALLOWED;
		cr_assert(bare ? allowed == wanted[i] : !allowed || wanted[i], "%s at %zu", text.data, i);
	}
}

Test(layout_break, lines_are_broken_where_icu_would)
{
	static const char *const parts[] = { "党", "的", "建设", "一", "\u9FFF", "\u4E00\u5E74", " ", "a", "Wo", "\u00AD", "\u0301", "\u200B", "\u2060", "\u200D", "\u00A0", "ア", "ァ",
					     "ー", "한", "👍", "👍🏽", "🇨🇳", "々", "〇", "㐀", "\U00020BB7", "\uF900", "\u3000", "\u05D0", "\n", "ก", "≠", "№", "\uFE0F", "\u2028",
					     /* from here on, rules of ours */
					     "，", "。", "“", "”", "（", "）", "—", "…", "2026", "年", "%", "￥", "-", "/", "《", "'", "\"", "〔", "〕", "!" };
	enum { PARTS = sizeof parts / sizeof *parts, BARE = 35 };
	cr_assert_str_eq(parts[BARE], "，");
	struct arena *arena = arena_new();
	struct diag_list diags;
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *icu = ubrk_open(UBRK_LINE, "zh@lb=strict", NULL, 0, &status);
	diag_init(&diags, arena);
	struct breaker *breaker = breaker_new(arena, NULL, "zh@lb=strict", &diags);
	cr_assert(icu && breaker);
	unsigned state = 1;
	for (int i = 0; i < 20000; i++) {
		struct arena *scratch = arena_new();
		struct buf text = BUF_INIT;
		for (unsigned k = 1 + next_random(&state) % 12; k--;)
			buf_add_text(&text, parts[next_random(&state) % (i % 2 ? BARE : PARTS)]);
		expect_breaks_of_icu(scratch, icu, breaker, buf_str(&text), i % 2);
		buf_free(&text);
		arena_free(scratch);
	}
	ubrk_close(icu);
	arena_free(arena);
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
		{ "inter\u00ADnational甲\u00AD乙", "inter\u00AD|national|甲\u00AD|乙" },
		{ "甲乙\u2060丙\u200B丁word\u200Bword", "甲|乙\u2060丙\u200B|丁|word\u200B|word" },
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(breaks(arena, cases[i][0]), cases[i][1], "got %s", breaks(arena, cases[i][0]));
	arena_free(arena);
}

/* ---- whole documents, with the fonts installed here */

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

/* Whatever shows nothing takes nothing away: every such character between two others. */
Test(layout_line, holds_every_ignorable_character)
{
	struct set set = set_new();
	size_t count = 0;
	for (uint32_t cp = 0x80; cp < 0xE0200; cp++) {
		char bytes[5] = "";
		if (!text_is_ignorable(cp))
			continue;
		bytes[utf8_encode(cp, bytes)] = '\0';
		add_node(&set, NULL, DOC_PARAGRAPH, arena_printf(set.arena, "甲%s乙", bytes));
		count++;
	}
	lay_out(&set);
	cr_expect_gt(count, 260);
	for (const struct diag *d = set.diags.first; d; d = d->next)
		cr_expect(d->severity < DIAG_SYSTEM, "%s %s", diag_id(d->code), d->arguments[0]);
	set_free(&set);
}

Test(layout_line, refuses_text_that_runs_from_right_to_left)
{
	static const char *const texts[] = { "维语：مرحبا。", "שלום", "甲ـ乙" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct set set = set_new();
		add_node(&set, NULL, DOC_PARAGRAPH, texts[i]);
		lay_out(&set);
		cr_expect_not(set.ok);
		set_free(&set);
	}
}

Test(layout_line, leaves_no_orphan)
{
	expect_lines(TEN TEN "一二三四五六甲。", TEN TEN "一二三四五/六甲。/");
	expect_lines(TEN TEN "一二三四五六甲乙。", TEN TEN "一二三四五六/甲乙。/");
	expect_lines(TEN TEN "一二三四见附件1。", TEN TEN "一二三四见附/件1。/");
	expect_lines(TEN TEN "一二三四见表12。", TEN TEN "一二三四见表/12。/");
}

Test(layout_line, keeps_numbers_and_units)
{
	expect_lines(TEN TEN "一二三四2026年甲乙", TEN TEN "一二三四/2026年甲乙/");
	expect_lines(TEN TEN "一二三四五1,234.5万元甲乙", TEN TEN "一二三四五/1,234.5万元甲乙/");
	expect_lines(TEN TEN "一二三〔2026〕12号甲乙", TEN TEN "一二三/〔2026〕12号甲乙/");
	expect_lines(TEN TEN "一二三四4000字甲乙", TEN TEN "一二三四/4000字甲乙/");
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
	while (diag && diag->code != DIAG_GLYPH_PRIVATE)
		diag = diag->next;
	cr_assert_not_null(diag);
	cr_assert_str_eq(diag->arguments[1], "U+F0000");
	cr_assert_not_null(strstr(diag->arguments[2], "Noto Serif CJK SC"));
	cr_assert_eq(diag->place.source, set.doc->source);
	set_free(&set);
}

Test(layout_line, takes_a_character_from_any_font_with_a_note)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "甲≒乙≒丙☑");
	lay_out(&set);
	if (!set.ok)
		cr_skip_test("no font here has U+2252 or U+2611");
	size_t notes = 0;
	for (const struct diag *d = set.diags.first; d; d = d->next)
		notes += d->code == DIAG_GLYPH_ELSEWHERE;
	cr_expect_eq(notes, 2);
	cr_expect_str_eq(lines(&set, -1), "甲≒乙≒丙☑/");
	cr_expect(set.pages.foreign_count == 1 && set.pages.foreign[0] == 0x2611, "the template names a font with U+2252");
	set_free(&set);
}

Test(layout_line, takes_no_glyph_that_shows_another_sign)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "￥￣元");
	lay_out(&set);
	cr_assert(set.ok);
	const struct page_line *line = line_at(&set, 0, 0);
	cr_assert_eq(line->run_count, 2);
	cr_expect_str_neq(font_face_family(line->runs[0].face), "FandolFang");
	cr_expect_str_eq(font_face_family(line->runs[1].face), "FandolFang");
	set_free(&set);
}

/* In whatever face: the ink of the dashes of —— meets. */
Test(layout_line, joins_the_halves_of_a_dash)
{
	static const char *const fonts[] = { "title", "body", "heading1", "heading2", "number" };
	for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
		struct set set = set_new();
		struct template_style style = *template_style(set.template, "body");
		style.font = template_font(set.template, fonts[i]);
		set.template->styles = &style;
		set.template->style_count = 1;
		add_node(&set, NULL, DOC_PARAGRAPH, "今后——将来，今后————将来");
		lay_out(&set);
		cr_assert(set.ok);
		const struct page_line *line = line_at(&set, 0, 0);
		size_t pairs = 0;
		for (size_t r = 0; r < line->run_count; r++)
			for (size_t g = 0; g + 1 < line->runs[r].glyph_count; g++) {
				const struct page_run *run = &line->runs[r];
				const struct page_glyph *one = &run->glyphs[g], *other = one + 1;
				if (one->len != 3 || memcmp(run->text.data + one->start, "—", 3) != 0 || one->id != other->id)
					continue;
				double ink = font_face_ink(run->face, one->id) * run->size;
				cr_expect_leq(other->x - one->x, ink + 0.006 * run->size, "%s", fonts[i]);
				pairs++;
			}
		cr_expect_eq(pairs, 4, "%s", fonts[i]);
		set_free(&set);
	}
}

/* Soft hyphens show at line ends only; other characters that show nothing are not drawn, whatever the fonts have. */
Test(layout_line, shows_soft_hyphens_at_line_ends_only)
{
	struct set set = set_new();
	add_node(&set, NULL, DOC_PARAGRAPH, "in\u00ADter\u00ADna\u00ADtion\u00ADal\u00ADi\u00ADza\u00ADtion "
					    "in\u00ADter\u00ADna\u00ADtion\u00ADal\u00ADi\u00ADza\u00ADtion "
					    "in\u00ADter\u00ADna\u00ADtion\u00ADal\u00ADi\u00ADza\u00ADtion "
					    "in\u00ADter\u00ADna\u00ADtion\u00ADal\u00ADi\u00ADza\u00ADtion\u00AD");
	add_node(&set, NULL, DOC_PARAGRAPH, "\uFEFF甲\u200B乙\u2060丙\u00AD丁\u200E戊\u202A己\u202C庚\u2066辛\u2069");
	lay_out(&set);
	cr_assert(set.ok);
	size_t hyphens = 0;
	for (size_t i = 0; i < count_lines(&set.pages.pages[0]); i++) {
		const struct page_line *line = line_at(&set, 0, i);
		for (size_t r = 0; r < line->run_count; r++)
			for (size_t g = 0; g < line->runs[r].glyph_count; g++) {
				const struct page_glyph *glyph = &line->runs[r].glyphs[g];
				struct str text = { line->runs[r].text.data + glyph->start, glyph->len };
				if (!str_is(text, "\u00AD"))
					continue;
				hyphens++;
				cr_expect(!line->last && r + 1 == line->run_count && g + 1 == line->runs[r].glyph_count);
			}
	}
	cr_expect_geq(hyphens, 1);
	const struct page_line *last = line_at(&set, 0, count_lines(&set.pages.pages[0]) - 1);
	size_t glyphs = 0;
	for (size_t r = 0; r < last->run_count; r++)
		glyphs += last->runs[r].glyph_count;
	cr_expect_eq(glyphs, 8);
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

/* The lines of a title of text and values (in ‹›), with words that stay whole and words that lean. */
static void expect_title(const char *title, const char *expected)
{
	const struct break_word words[] = {
		{ STR("局"), true, false },	       { STR("党委"), true, false },	   { STR("关于"), false, true },
		{ STR("党风廉政建设"), false, false }, { STR("思想政治"), false, false }, { STR("工作计划要点"), false, false },
		{ STR("完成时限"), false, false }, { STR("和"), false, true }, { STR("以及"), false, true },
	};
	struct set set = set_new();
	struct doc_node *node = add_node(&set, NULL, DOC_TITLE, NULL);
	struct place place = { set.doc->source, 0 };
	for (struct str rest = str_of(title); rest.len;) {
		struct str text = str_cut(&rest, "‹"), value = rest.len ? str_cut(&rest, "›") : rest;
		doc_add_text(set.doc, node, DOC_TEXT, text, place);
		if (value.len)
			doc_add_text(set.doc, doc_add(set.doc, node, DOC_VALUE, place), DOC_TEXT, value, place);
	}
	set.template->words = (struct break_words){ .items = words, .count = sizeof words / sizeof *words };
	lay_out(&set);
	cr_expect_str_eq(lines(&set, -1), expected, "got %s", lines(&set, -1));
	set_free(&set);
}

Test(layout_title, keeps_names_and_the_words_of_the_list)
{
	expect_title("2026年‹青石县卫生健康局党委›思想政治工作计划要点", "2026年青石县卫生健康局党委/思想政治工作计划要点/");
	expect_title("2026年青石县卫生健康局党委思想政治工作计划要点", "2026年青石县卫生健康局党委/思想政治工作计划要点/");
	expect_title("2026年‹松鹤县人民医院›党风廉政建设和反腐败工作计划要点", "2026年松鹤县人民医院/党风廉政建设和反腐败工作计划要点/");
	expect_title("2026年党建工作计划要点（‹县住房和城乡建设局›）", "2026年党建工作计划要点/（县住房和城乡建设局）/");
	expect_title("关于加强青石县卫生健康局党委党风廉政建设的实施意见", "关于加强青石县卫生健康局党委/党风廉政建设的实施意见/");
	expect_title("青石县科技创新重点任务分工和完成时限以及各牵头单位联系人一览表", "青石县科技创新重点任务分工和完成时限/以及各牵头单位联系人一览表/");
}

/* Characters that change how others are read, and are none that is shown: first and last of each run, and their neighbours. */
Test(layout_text, characters_of_format)
{
	static const uint32_t format[] = { 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0xFEFF, 0xFFF9, 0xFFFB };
	static const uint32_t shown[] = { 0xAC, 0xAE, 0x2010, 0x2029, 0x202F, 0x205F, 0x2070, 0xFF5E, 0xFFFC, 0x4E00 };
	for (size_t i = 0; i < sizeof format / sizeof *format; i++)
		cr_expect(text_is_format(format[i]), "U+%04X", (unsigned)format[i]);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		cr_expect(!text_is_format(shown[i]), "U+%04X", (unsigned)shown[i]);
}
