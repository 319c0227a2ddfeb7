#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "layout/break.h"
#include "layout/spacing.h"
#include "layout_support.h"

/* Text as plans have it: Han, marks, numbers with their units, brackets; the same for a seed. */
static char *mixed(struct set *set, unsigned seed, int pieces)
{
	static const char *const parts[] = { "认真", "贯彻落实", "工作", "要求", "，", "。", "、", "推动", "全面过硬", "；", "（办公室负责）", "“三会一课”",
					     "2026年", "56学时", "7.2万元", "1,234.5万元", "18家", "〔2026〕12号", "每季度", "；", "党员" };
	struct buf text = BUF_INIT;
	for (int i = 0; i < pieces; i++) {
		seed = seed * 1103515245 + 12345;
		const char *part = parts[seed / 65536 % (sizeof parts / sizeof *parts)];
		bool mark = strlen(part) == 3;
		if (mark && (!i || text.len < 3 || (unsigned char)text.data[text.len - 3] == 0xE3 || (unsigned char)text.data[text.len - 3] == 0xEF))
			continue;
		buf_add(&text, part, strlen(part));
	}
	return buf_move_to(&text, set->arena);
}

/* The widest gap between two Han characters of the line, as a share of the grid's pitch. */
static double widest_gap(const struct set *set, const struct page_line *line)
{
	double widest = 0;
	for (size_t r = 0; r < line->run_count; r++)
		for (size_t i = 0; i + 1 < line->runs[r].glyph_count; i++) {
			const struct page_run *run = &line->runs[r];
			const struct page_glyph *glyph = &run->glyphs[i], *next = glyph + 1;
			uint32_t before, behind;
			utf8_decode(run->text.data + glyph->start, glyph->len, &before);
			utf8_decode(run->text.data + next->start, next->len, &behind);
			if (utf8_is_han(before) && utf8_is_han(behind))
				widest = fmax(widest, (double)glyph->advance / set->template->char_pitch - 1);
		}
	return widest;
}

/* Sums of a layout: squares of the widest gaps, lines, and the joined text. */
struct result {
	double squares, widest;
	size_t lines;
	char *text;
};

static void expect_line(const struct set *set, const struct page_line *line, const char *what)
{
	uint32_t first, last;
	utf8_decode(line->text.data, line->text.len, &first);
	utf8_decode_last(line->text.data, line->text.len, &last);
	cr_expect_not(break_may_hang(first) || break_is_closer(first), "%s: starts %.*s", what, (int)line->text.len, line->text.data);
	cr_expect_not(break_is_opener(last), "%s: ends %.*s", what, (int)line->text.len, line->text.data);
	double edge = 184 * 72 / 25.4;
	cr_expect(line->right < edge + 0.02 && (line->last || line->right > edge - 0.02 || widest_gap(set, line) > 0.5), "%s: right %f", what, line->right);
}

static struct result set_paragraph(struct arena *arena, unsigned seed, enum template_breaking breaking, enum template_overflow overflow)
{
	struct set set = set_new();
	struct result result = { 0 };
	set.template->breaking = breaking;
	set.template->overflow = overflow;
	add_node(&set, NULL, DOC_PARAGRAPH, mixed(&set, seed, 120));
	lay_out(&set);
	cr_expect(set.ok);
	struct buf text = BUF_INIT;
	for (size_t p = 0; p < set.pages.page_count; p++)
		for (size_t i = 0; i < count_lines(&set.pages.pages[p]); i++) {
			const struct page_line *line = line_at(&set, p, i);
			double widest = line->last ? 0 : widest_gap(&set, line);
			expect_line(&set, line, breaking == TEMPLATE_GREEDY ? "greedy" : "total fit");
			result.squares += widest * widest;
			result.widest = fmax(result.widest, widest);
			result.lines++;
			buf_add_str(&text, line->text);
		}
	result.text = buf_move_to(&text, arena);
	set_free(&set);
	return result;
}

/* Marks hang, are pushed in or out: the same text on not more lines, and far less stretched. */
Test(layout_total_fit, stretches_less_than_greedy)
{
	struct arena *arena = arena_new();
	for (int overflow = TEMPLATE_HANG; overflow <= TEMPLATE_PUSH_OUT; overflow++) {
		double squares = 0, greedy_squares = 0, widest = 0, greedy_widest = 0;
		for (unsigned seed = 1; seed <= 30; seed++) {
			struct result fit = set_paragraph(arena, seed, TEMPLATE_TOTAL_FIT, (enum template_overflow)overflow);
			struct result greedy = set_paragraph(arena, seed, TEMPLATE_GREEDY, (enum template_overflow)overflow);
			cr_expect_str_eq(fit.text, greedy.text);
			cr_expect_leq(fit.lines, greedy.lines, "seed %u: %zu lines, greedy %zu", seed, fit.lines, greedy.lines);
			squares += fit.squares;
			greedy_squares += greedy.squares;
			widest = fmax(widest, fit.widest);
			greedy_widest = fmax(greedy_widest, greedy.widest);
		}
		cr_expect_lt(squares, greedy_squares / 4, "overflow %d: %f, greedy %f", overflow, squares, greedy_squares);
		cr_expect_leq(widest, greedy_widest, "overflow %d: %f, greedy %f", overflow, widest, greedy_widest);
	}
	arena_free(arena);
}

static bool is_number(uint32_t cp)
{
	return cp < 0x80 && cp > ' ' && strchr("0123456789", (int)cp);
}

/* The widest places of a line, pt beyond what they have in any line: between a Han character and a digit beside it, and all others. */
struct widest {
	double number, other;
};

static struct widest widest_places(const struct set *set, const struct page_line *line)
{
	struct widest widest = { 0 };
	uint32_t before = 0;
	double behind = 0; /* pt behind the character before, beyond its width */
	for (size_t r = 0; r < line->run_count; r++)
		for (size_t i = 0; i < line->runs[r].glyph_count; i++) {
			const struct page_run *run = &line->runs[r];
			const struct page_glyph *glyph = &run->glyphs[i];
			uint32_t cp;
			utf8_decode(run->text.data + glyph->start, glyph->len, &cp);
			if ((is_number(before) && utf8_is_han(cp)) || (utf8_is_han(before) && is_number(cp)))
				widest.number = fmax(widest.number, behind - set->template->latin_gap * run->size);
			else
				widest.other = fmax(widest.other, behind);
			double width = utf8_is_cjk(cp) ? set->template->char_pitch : font_face_advance(run->face, glyph->id) * run->size;
			behind = (double)glyph->advance - width;
			before = cp;
		}
	return widest;
}

/* What a line lacks is shared over all of it: no gap beside a number is a hole in it. */
Test(layout_total_fit, shares_what_a_line_lacks)
{
	static const char *const one = "现将《2026年科技工作要点》印发给你们，请结合工作实际，认真抓好贯彻落实，并及时报告进展情况。";
	size_t seen = 0;
	for (unsigned seed = 0; seed <= 60; seed++) {
		struct set set = set_new();
		add_node(&set, NULL, DOC_PARAGRAPH, seed ? mixed(&set, seed, 120) : (char *)one);
		lay_out(&set);
		for (size_t p = 0; p < set.pages.page_count; p++)
			for (size_t i = 0; i < count_lines(&set.pages.pages[p]); i++) {
				const struct page_line *line = line_at(&set, p, i);
				struct widest widest = widest_places(&set, line);
				if (line->last || widest.number <= 0)
					continue;
				cr_expect_leq(widest.number, SPACING_GAP_SHARE * widest.other + 0.02, "%.*s: %.2f pt, %.2f between others", (int)line->text.len,
					      line->text.data, widest.number, widest.other);
				cr_expect_leq(widest.number, 4 + widest.other + 0.02, "%.*s: up to half an em", (int)line->text.len, line->text.data);
				seen++;
			}
		set_free(&set);
	}
	cr_expect_gt(seen, 100, "%zu", seen);
}

/* Full cells stand on the grid: no other way of breaking is better, but where a last line would have one of them. */
Test(layout_total_fit, keeps_full_cells_on_the_grid)
{
	for (size_t count = 20; count < 140; count += 7) {
		if ((count + 2) % 28 == 1)
			continue;
		struct set set = set_new();
		add_node(&set, NULL, DOC_PARAGRAPH, han(&set, count));
		lay_out(&set);
		for (size_t i = 0; i < count_lines(&set.pages.pages[0]); i++)
			cr_expect_lt(widest_gap(&set, line_at(&set, 0, i)), 1e-6, "%zu characters, line %zu", count, i);
		set_free(&set);
	}
}

/* A piece that is wider than the line is broken where the edge is, by either way. */
Test(layout_total_fit, breaks_what_has_no_place_to_break)
{
	struct set set = set_new();
	struct buf text = BUF_INIT;
	for (int i = 0; i < 400; i++)
		buf_add_char(&text, (char)('a' + i % 26));
	add_node(&set, NULL, DOC_PARAGRAPH, buf_move_to(&text, set.arena));
	lay_out(&set);
	cr_expect(set.ok);
	cr_expect_gt(count_lines(&set.pages.pages[0]), 4);
	set_free(&set);
}
