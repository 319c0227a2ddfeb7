/* Attachments set across (横排), read back: the type area on the sheet, the page number at its place, in PDF and DOCX (GB/T 9704-2012, clause 8). */
#include <criterion/criterion.h>
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "rendered.h"

static const double height = MM(297), left = MM(28), right = MM(184), top = MM(37), bottom = MM(262);
static const double pitch = 156 * 72 / 25.4 / 28;
static const double em_top = 0.88; /* of the free fonts */

/* A page of text, then a table of that many rows on pages set across. */
static const char *render(struct arena *arena, int rows, const char *formats)
{
	const char *folder = rendered_folder(arena), *source = file_join(arena, folder, "turned.md");
	struct buf text = BUF_INIT;
	struct diag_list diags;
	diag_init(&diags, arena);
	buf_add_text(&text, "---\n标题: 工作计划\n---\n\n正文。\n\n```附件 标题=\"重点任务分工表\" 方向=\"横\"\n```\n\n```表格\n序号 | 任务 | 内容 | 单位 | 时限\n");
	for (int i = 1; i <= rows; i++)
		buf_printf(&text, "%d | 农村供水保障工程 | 新建改造供水管网，覆盖各行政村并落实管护责任 | 县水利局 | 2026年12月31日\n", i);
	buf_add_text(&text, "```\n");
	cr_assert(file_write(source, buf_str(&text), &diags));
	buf_free(&text);
	cr_assert_eq(rendered_run(NULL, "%s render -q -f %s -o '%s' '%s' 2>&1", rendered_plangen(), formats, folder, source), 0);
	return folder;
}

/* The digit of the page's number. */
static const struct rendered_char *number_of(const struct rendered_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->chars[i].size > 13.9 && page->chars[i].size < 14.1 && page->chars[i].codepoint >= '0' && page->chars[i].codepoint <= '9')
			return &page->chars[i];
	cr_assert_fail("the page has no number");
	return NULL;
}

Test(turned, text_goes_from_the_foot_of_the_sheet_to_its_head)
{
	struct arena *arena = arena_new();
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, 40, "pdf"), ".pdf"));
	cr_assert_geq(pdf.count, 4);
	for (size_t p = 1; p < pdf.count; p++) {
		const struct rendered_page *page = &pdf.pages[p];
		const struct rendered_char *number = number_of(page);
		cr_expect_float_eq(number->y - (em_top - 0.5) * 14, MM(297 - 35 + 7), MM(0.5), "page %zu", p + 1);
		cr_expect(p % 2 ? number->x > left + pitch && number->x < MM(50) : number->x < right - pitch && number->x > MM(160), "page %zu", p + 1);
		double leftmost = 1e9, lowest = 0;
		for (size_t i = 0; i < page->count; i++) {
			const struct rendered_char *c = &page->chars[i];
			if (fabs(c->y - number->y) < 1 && fabs(c->x - number->x) < MM(10))
				continue;
			cr_expect(c->x - em_top * c->size > left - MM(1) && c->x < right + 0.1, "page %zu: at %.1f mm", p + 1, c->x / MM(1));
			cr_expect(c->y < bottom + 0.1 && c->y > top, "page %zu: %.1f mm down", p + 1, c->y / MM(1));
			leftmost = fmin(leftmost, c->x);
			lowest = fmax(lowest, c->y);
		}
		cr_expect_lt(leftmost, left + MM(12), "the table's head is at the sheet's left edge");
		cr_expect_gt(lowest, bottom - MM(12), "its rows begin at the sheet's foot");
	}
	arena_free(arena);
}

Test(turned, a_word_processor_has_landscape_pages_and_the_number_where_it_is)
{
	if (!rendered_has("soffice") || !rendered_has("mutool"))
		cr_skip_test("LibreOffice or mutool is not installed");
	struct arena *arena = arena_new();
	const char *folder = render(arena, 24, "pdf,docx");
	struct rendered_pdf own = rendered_read(arena, rendered_find(arena, folder, ".pdf"));
	struct rendered_pdf theirs = rendered_office(arena, folder);
	cr_assert(own.count >= 3 && theirs.count >= 3);
	for (size_t p = 1; p < 3; p++) {
		const struct rendered_char *ours = number_of(&own.pages[p]), *number = number_of(&theirs.pages[p]);
		cr_expect_float_eq(number->x, height - ours->y, MM(1), "page %zu: %.1f and %.1f mm from the foot", p + 1, number->x / MM(1), (height - ours->y) / MM(1));
		cr_expect_float_eq(number->y, ours->x, MM(1), "page %zu: %.1f and %.1f mm from the left", p + 1, number->y / MM(1), ours->x / MM(1));
	}
	arena_free(arena);
}
