/* Geometry of finished pages, read back from the PDF: GB/T 9704-2012, 5.2 and 7.5. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/utf8.h"
#include "rendered.h"

enum { LINES = 22, CHARS = 28 };

static const double top = MM(37), left = MM(28), text_width = MM(156), pitch = 28.95, body = 16;
static const double em_top = 0.88; /* of the free body font, FandolFang; see the font's BASE and OS/2 tables */

/* Renders paragraphs of plain Han characters, without title; returns the PDF. */
static struct rendered_pdf render_plain(struct arena *arena, size_t paragraphs, size_t chars)
{
	const char *folder = rendered_folder(arena);
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < paragraphs; i++) {
		for (size_t j = 0; j < chars; j++)
			buf_add_text(&text, j % 2 ? "国" : "中");
		buf_add_text(&text, "\n\n");
	}
	struct diag_list diags;
	diag_init(&diags, arena);
	const char *source = file_join(arena, folder, "plain.md");
	cr_assert(file_write(source, buf_str(&text), &diags));
	buf_free(&text);
	cr_assert_eq(rendered_run(NULL, "%s render -q -f pdf -o '%s' '%s' 2>&1", rendered_plangen(), folder, source), 0);
	return rendered_read(arena, rendered_find(arena, folder, ".pdf"));
}

static bool is_body(const struct rendered_char *c)
{
	return fabs(c->size - body) < 0.01 && utf8_is_han(c->codepoint);
}

/* Characters of the page on the grid's line `line`. */
static size_t on_line(const struct rendered_page *page, int line, double *first_x, double *last_x)
{
	size_t count = 0;
	for (size_t i = 0; i < page->count; i++) {
		const struct rendered_char *c = &page->chars[i];
		double row = (c->y - top - em_top * body) / pitch;
		if (!is_body(c) || fabs(row - line) * pitch > MM(0.1))
			continue;
		if (!count++)
			*first_x = c->x;
		*last_x = c->x;
	}
	return count;
}

Test(page, plain_text_stands_on_the_grid)
{
	struct arena *arena = arena_new();
	struct rendered_pdf pdf = render_plain(arena, 3, 26 + 40 * CHARS);
	double cell = text_width / CHARS;
	cr_assert_geq(pdf.count, 5);
	for (size_t p = 0; p + 1 < pdf.count; p++) {
		size_t found = 0, all = 0;
		for (size_t i = 0; i < pdf.pages[p].count; i++)
			all += is_body(&pdf.pages[p].chars[i]);
		for (int line = 0; line < LINES; line++) {
			double first = 0, last = 0;
			size_t count = on_line(&pdf.pages[p], line, &first, &last);
			bool opens = fabs(first - left - 2 * cell) < 0.2;
			cr_assert_eq(count, opens ? CHARS - 2 : CHARS, "page %zu line %d has %zu", p + 1, line + 1, count);
			cr_assert_float_eq(first, opens ? left + 2 * cell : left, MM(0.1));
			cr_assert_float_eq(last, left + text_width - cell, MM(0.1));
			found += count;
		}
		cr_assert_eq(found, all, "every character of page %zu is on the grid", p + 1);
	}
	arena_free(arena);
}

Test(page, first_glyph_starts_37_mm_below_the_edge)
{
	struct arena *arena = arena_new();
	struct rendered_pdf pdf = render_plain(arena, 1, 30);
	cr_assert_float_eq(pdf.pages[0].chars[0].y - em_top * body, MM(37), MM(0.1));
	arena_free(arena);
}

Test(page, numbers_stand_outside_and_7_mm_below_the_text)
{
	struct arena *arena = arena_new();
	struct rendered_pdf pdf = render_plain(arena, 2, 40 * CHARS);
	double cell = text_width / CHARS;
	cr_assert_geq(pdf.count, 2);
	for (size_t p = 0; p < 2; p++) {
		const struct rendered_char *first = NULL, *last = NULL;
		for (size_t i = 0; i < pdf.pages[p].count; i++) {
			const struct rendered_char *c = &pdf.pages[p].chars[i];
			if (fabs(c->size - 14) > 0.01)
				continue;
			first = first ? first : c;
			last = c;
		}
		cr_assert(first && last && first->codepoint == 0x2014 && last->codepoint == 0x2014);
		if (p % 2)
			cr_assert_float_eq(first->x, left + cell, MM(0.3));
		else
			cr_assert_float_eq(last->right, left + text_width - cell, MM(0.3));
		/* the dash is in the middle of its em box */
		cr_assert_float_eq(first->y - (em_top - 0.5) * 14, MM(297 - 35 + 7), MM(0.5));
	}
	arena_free(arena);
}
