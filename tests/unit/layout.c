#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "layout/break.h"
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
		{ "发〔2026〕1号文", "发|〔2026〕1号文" },
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
