/* Formal documents, read back: positions in the PDF, pages of the DOCX (GB/T 9704-2012, 7.2 and 7.4). */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "rendered.h"

static const double top = MM(37), left = MM(28), width = MM(156), bottom = MM(297 - 35), pitch = 28.95;
static const double em_top = 0.88; /* of the free fonts */

static const char front[] = "---\n标题: 关于值班工作的通知\n份号: 1\n密级: 机密\n保密期限: 1年\n紧急程度: 特急\n发文机关: 中共甲县科技局党组\n"
			    "发文字号: 甲科〔2026〕3号\n抄送: 县委办公室\n印发机关: 甲县科技局办公室\n印发日期: 2026年1月6日\n---\n\n";

/* Renders so many paragraphs of one line behind the front matter; returns the folder. */
static const char *render(struct arena *arena, size_t paragraphs, const char *formats)
{
	const char *folder = rendered_folder(arena), *source = file_join(arena, folder, "formal.md");
	struct buf text = BUF_INIT;
	struct diag_list diags;
	diag_init(&diags, arena);
	buf_add_text(&text, front);
	for (size_t i = 0; i < paragraphs; i++)
		buf_add_text(&text, "正文中国中国中国中国。\n\n");
	cr_assert(file_write(source, buf_str(&text), &diags));
	buf_free(&text);
	cr_assert_eq(rendered_run(NULL, "%s render -q --template gbt9704-head -f %s -o '%s' '%s' 2>&1", rendered_plangen(),
				  formats, folder, source),
		     0);
	return folder;
}

/* The first character of the page with this code point and size. */
static const struct rendered_char *find(const struct rendered_page *page, uint32_t codepoint, double size)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->chars[i].codepoint == codepoint && fabs(page->chars[i].size - size) < 0.01)
			return &page->chars[i];
	cr_assert_fail("U+%04X of %g pt is not on the page", (unsigned)codepoint, size);
	return NULL;
}

static double top_of(const struct rendered_char *c)
{
	return c->y - em_top * c->size;
}

Test(formal, head_and_record_block_stand_where_the_standard_wants_them)
{
	struct arena *arena = arena_new();
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, 3, "pdf"), ".pdf"));
	cr_assert_eq(pdf.count, 2);
	const struct rendered_char *security = find(&pdf.pages[0], 0x673A, 16); /* 机 */
	const struct rendered_char *mark = find(&pdf.pages[0], 0x4E2D, 40); /* 中: 442 pt for 11 characters */
	const struct rendered_char *number = find(&pdf.pages[0], 0x7532, 16); /* 甲 */
	const struct rendered_char *title = find(&pdf.pages[0], 0x5173, 22); /* 关 */
	const struct rendered_char *copies = find(&pdf.pages[1], 0x6284, 14); /* 抄 */
	const struct rendered_char *office = find(&pdf.pages[1], 0x7532, 14);
	cr_assert_float_eq(security->x, left, MM(0.3));
	cr_assert_float_eq(top_of(security), top + pitch, MM(0.3), "7.2.2: the second line");
	cr_assert_float_eq(top_of(mark), top + MM(35), MM(0.3), "7.2.4");
	cr_assert_float_eq(mark->x, left + (width - 11 * 40) / 2, MM(0.3));
	cr_assert_float_eq(top_of(number), top_of(mark) + 40 + 2 * pitch, MM(0.3), "7.2.5");
	cr_assert_float_eq(top_of(title), top_of(number) + 16 + MM(4 + 0.5) + 2 * pitch, MM(0.3), "7.2.7, 7.3.1");
	cr_assert_float_eq(copies->x, left + 14, MM(0.3));
	cr_assert_float_eq(office->x, left + 14, MM(0.3));
	cr_assert_float_eq(top_of(office), bottom - MM(0.35) - (24 + 14) / 2.0, MM(0.3), "7.4.3");
	cr_assert_float_eq(top_of(copies), top_of(office) - 24 - MM(0.25), MM(0.3), "7.4.2");
	arena_free(arena);
}

Test(formal, rules_are_as_wide_as_the_text)
{
	struct arena *arena = arena_new();
	struct rendered_rule *rules;
	const double heights[] = { 0.5, 0.35, 0.25, 0.35 };
	cr_assert_geq(rendered_rules(arena, rendered_find(arena, render(arena, 3, "pdf"), ".pdf"), &rules), 4);
	cr_assert(rules[0].red, "the head's rule is red");
	for (size_t i = 0; i < sizeof heights / sizeof *heights; i++) {
		cr_expect_float_eq(rules[i].width, width, MM(0.3), "rule %zu is %g wide", i, rules[i].width);
		cr_expect_float_eq(rules[i].height, MM(heights[i]), MM(0.02), "rule %zu is %g high", i, rules[i].height);
	}
	arena_free(arena);
}

/* Pages that LibreOffice makes of the DOCX beside the PDF. */
static void expect_same_pages(size_t paragraphs, size_t pages)
{
	struct arena *arena = arena_new();
	const char *folder = render(arena, paragraphs, "pdf,docx");
	struct rendered_pdf own = rendered_read(arena, rendered_find(arena, folder, ".pdf"));
	cr_expect_eq(own.count, pages, "%zu pages", own.count);
	struct rendered_pdf theirs = rendered_office(arena, folder);
	cr_expect_eq(theirs.count, pages, "%zu pages of %zu", theirs.count, pages);
	const struct rendered_page *last = &theirs.pages[theirs.count - 1];
	cr_expect_float_eq(find(last, 0x6284, 14)->x, left + 14, MM(0.5));
	arena_free(arena);
}

Test(formal, word_processors_make_the_same_pages)
{
	if (!rendered_has("soffice") || !rendered_has("mutool"))
		cr_skip_test("LibreOffice or mutool is not installed");
	expect_same_pages(3, 2);
	expect_same_pages(31, 4);
}
