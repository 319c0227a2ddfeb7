/* Lines and pages as word processors have them: the profiles of a page template. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "layout/break.h"
#include "layout_support.h"

/* A set with the template of that name. */
static struct set set_with(const char *name)
{
	struct set set = set_new();
	*set.template = *template_load(set.arena, "templates", name, NULL, &set.diags);
	return set;
}

/* The lines of one paragraph, each ended by '/'. */
static const char *break_text(const char *name, const char *text)
{
	static char kept[4096];
	struct set set = set_with(name);
	add_node(&set, NULL, DOC_PARAGRAPH, text);
	lay_out(&set);
	snprintf(kept, sizeof kept, "%s", lines(&set, -1));
	set_free(&set);
	return kept;
}

#define HAN_10 "汉字汉字汉字汉字汉字"

Test(layout_profile, numbers_part_from_their_units_and_names_are_cut)
{
	const char *text = HAN_10 HAN_10 "汉字汉字汉41名";
	cr_expect_null(strstr(break_text("gbt9704", text), "41/"));
	cr_expect_str_eq(break_text("gbt9704:word", text), HAN_10 HAN_10 "汉字汉字汉41/名/");
}

Test(layout_profile, a_last_line_may_have_one_character)
{
	const char *text = HAN_10 HAN_10 "汉字汉字汉字字";
	cr_expect_str_eq(break_text("gbt9704:word", text), HAN_10 HAN_10 "汉字汉字汉字/字/");
	cr_expect_str_neq(break_text("gbt9704", text), HAN_10 HAN_10 "汉字汉字汉字/字/");
}

Test(layout_profile, libreoffice_sets_a_gap_at_digits)
{
	const char *text = HAN_10 HAN_10 "汉4汉4汉4汉";
	cr_expect_str_eq(break_text("gbt9704:word", text), HAN_10 HAN_10 "汉4汉4汉4汉/");
	cr_expect_str_neq(break_text("gbt9704:libreoffice", text), HAN_10 HAN_10 "汉4汉4汉4汉/");
}

/* A line that fits with the spacing of the DOCX is set to the edge of the type area, whatever its characters would need on the grid. */
Test(layout_profile, lines_fill_the_type_area_and_none_leaves_it)
{
	struct set set = set_with("gbt9704:word");
	double edge = set.template->page_width - set.template->margin_right;
	add_node(&set, NULL, DOC_PARAGRAPH, HAN_10 "35岁" HAN_10 "2026年" HAN_10 "，100名" HAN_10 "占8.5%，" HAN_10 HAN_10 HAN_10);
	lay_out(&set);
	cr_assert_gt(count_lines(&set.pages.pages[0]), 2);
	for (size_t i = 0; i < count_lines(&set.pages.pages[0]); i++) {
		const struct page_line *line = line_at(&set, 0, i);
		cr_expect(line->right < edge + 0.02, "%.*s", (int)line->text.len, line->text.data);
		cr_expect(line->last || line->right > edge - 0.02, "%.*s", (int)line->text.len, line->text.data);
	}
	set_free(&set);
}

/* Word and LibreOffice leave no first line of a paragraph alone at a page's end (w:widowControl). */
Test(layout_profile, no_page_ends_with_a_first_line)
{
	static const char *const names[] = { "gbt9704", "gbt9704:word" };
	for (size_t i = 0; i < 2; i++) {
		struct set set = set_with(names[i]);
		for (int n = 0; n < 21; n++)
			add_node(&set, NULL, DOC_PARAGRAPH, "汉");
		add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 80));
		lay_out(&set);
		cr_expect_eq(count_lines(&set.pages.pages[0]), i ? 21 : 22, "%s: %zu", names[i], count_lines(&set.pages.pages[0]));
		set_free(&set);
	}
}

Test(layout_profile, breaks_are_those_of_the_lists_in_a_docx)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct breaker *breaker = breaker_new(arena, NULL, "zh@lb=strict", &diags);
	static const char text[] = "甲，乙（丙）丁41名word戊";
	const uint8_t *flags = breaker_find_office(breaker, arena, str_of(text));
	static const char *const broken[] = { "乙", "（", "丁", "4", "名", "w", "戊" };
	for (size_t i = 1; text[i]; i++) {
		bool wanted = false;
		for (size_t k = 0; k < sizeof broken / sizeof *broken; k++)
			wanted = wanted || strncmp(text + i, broken[k], strlen(broken[k])) == 0;
		if ((text[i] & 0xC0) != 0x80)
			cr_expect_eq(flags[i] & BREAK_ALLOWED ? 1 : 0, wanted, "before %s", text + i);
	}
	arena_free(arena);
}
