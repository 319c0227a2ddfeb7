/* `plangen impose`, read back: which page stands where on which side, of PDF files that others made. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "rendered.h"

/* A PDF of so many pages, each with its number in one word; `page` is put into the dictionary of each. On each page lies a stamp with
 * an s, twice as large as it is drawn, and one that is hidden. */
static const char *write_pages(struct arena *arena, const char *folder, int count, const char *page)
{
	struct buf pdf = BUF_INIT;
	struct diag_list diags;
	const char *path = file_join(arena, folder, "in.pdf");
	diag_init(&diags, arena);
	buf_add_text(&pdf, "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
			   "3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n"
			   "4 0 obj << /Subtype /Form /BBox [ 0 0 20 20 ] /Matrix [ 1 0 0 1 7 -3 ] /Resources << /Font << /F 3 0 R >> >> /Length 31 >> stream\nBT /F 5 Tf 2.5 2.5 Td (s) Tj ET\nendstream endobj\n"
			   "5 0 obj << /Type /Annot /Subtype /Stamp /F 4 /Rect [ 300 40 340 80 ] /AP << /N 4 0 R >> >> endobj\n"
			   "6 0 obj << /Type /Annot /Subtype /Stamp /F 2 /Rect [ 200 40 240 80 ] /AP << /N 4 0 R >> >> endobj\n"
			   "2 0 obj << /Type /Pages /MediaBox [ 0 0 420 595 ] /Resources << /Font << /F 3 0 R >> >> /Kids [");
	for (int i = 0; i < count; i++)
		buf_printf(&pdf, " %d 0 R", 10 + 2 * i);
	buf_printf(&pdf, " ] /Count %d >> endobj\n", count);
	for (int i = 0; i < count; i++) {
		struct buf text = BUF_INIT;
		buf_printf(&text, "BT /F 20 Tf 40 40 Td (p%dq) Tj ET", i + 1);
		buf_printf(&pdf, "%d 0 obj << /Type /Page /Parent 2 0 R %s /Annots [ 5 0 R 6 0 R ] /Contents %d 0 R >> endobj\n", 10 + 2 * i, page, 11 + 2 * i);
		buf_printf(&pdf, "%d 0 obj << /Length %zu >> stream\n%s\nendstream endobj\n", 11 + 2 * i, text.len, text.data);
		buf_free(&text);
	}
	buf_add_text(&pdf, "trailer << /Root 1 0 R >>\n%%EOF\n");
	cr_assert(file_write(path, buf_str(&pdf), &diags));
	buf_free(&pdf);
	return path;
}

static struct rendered_pdf impose(struct arena *arena, int pages, const char *page, const char *how)
{
	const char *folder = rendered_folder(arena), *in = write_pages(arena, folder, pages, page), *out = file_join(arena, folder, "out.pdf");
	cr_assert_eq(rendered_run(NULL, "%s impose -q %s -o '%s' '%s' 2>&1", rendered_plangen(), how, out, in), 0);
	return rendered_read(arena, out);
}

/* Where the page's word begins on the side; false: it does not stand there. */
static bool find(const struct rendered_page *side, int number, struct rendered_char *first)
{
	for (size_t i = 0; i < side->count; i++) {
		int found = 0;
		size_t at = i + 1;
		if (side->chars[i].codepoint != 'p')
			continue;
		for (; at < side->count && side->chars[at].codepoint >= '0' && side->chars[at].codepoint <= '9'; at++)
			found = 10 * found + (int)(side->chars[at].codepoint - '0');
		*first = side->chars[i];
		if (found == number)
			return true;
	}
	return false;
}

static size_t words_on(const struct rendered_page *side)
{
	size_t count = 0;
	for (size_t i = 0; i < side->count; i++)
		count += side->chars[i].codepoint == 'p';
	return count;
}

Test(impose, booklets_have_each_page_on_its_side_and_in_its_half, .timeout = 120)
{
	static const int lengths[] = { 1, 4, 5, 8, 13, 46 };
	struct arena *arena = arena_new();
	for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
		int pages = lengths[k], all = (pages + 3) / 4 * 4;
		struct rendered_pdf pdf = impose(arena, pages, "", "--booklet");
		struct rendered_char c;
		size_t words = 0;
		cr_assert_eq(pdf.count, (size_t)all / 2, "%d pages", pages);
		for (int number = 1; number <= pages; number++) {
			/* Of a sheet's four pages the odd ones are at the right; n and all + 1 - n stand beside each other. */
			int lower = number <= all / 2 ? number : all + 1 - number;
			cr_assert(find(&pdf.pages[lower - 1], number, &c), "page %d of %d", number, pages);
			cr_expect_float_eq(c.x, number % 2 ? 460 : 40, 0.1, "page %d of %d at %.1f", number, pages, c.x);
			cr_expect_float_eq(c.y, 555, 0.1);
		}
		for (size_t side = 0; side < pdf.count; side++)
			words += words_on(&pdf.pages[side]);
		cr_expect_eq(words, (size_t)pages);
	}
	arena_free(arena);
}

Test(impose, two_pages_a_side_however_they_are_turned, .timeout = 120)
{
	/* The word's place, from the top left corner of what is seen of the page. */
	static const struct {
		const char *page;
		double x, y;       /* of the first page */
		double next_x, next_y; /* how far off the second one is */
	} cases[] = {
		{ "", 40, 555, 420, 0 },
		{ "/MediaBox [ 20 20 440 615 ]", 20, 575, 420, 0 },
		{ "/CropBox [ 10 30 410 590 ]", 30, 550, 400, 0 },
		{ "/UserUnit 2", 80, 1110, 840, 0 },
		{ "/Rotate 180", 380, 40, 420, 0 },
		{ "/Rotate 90", 40, 40, 0, 420 },
		{ "/Rotate 270", 555, 380, 0, 420 },
	};
	struct arena *arena = arena_new();
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct rendered_pdf pdf = impose(arena, 3, cases[k].page, "--2up");
		struct rendered_char c;
		cr_assert_eq(pdf.count, 2);
		cr_assert(find(&pdf.pages[0], 1, &c));
		cr_expect(fabs(c.x - cases[k].x) < 0.1 && fabs(c.y - cases[k].y) < 0.1, "%s: at %.1f, %.1f", cases[k].page, c.x, c.y);
		cr_assert(find(&pdf.pages[0], 2, &c));
		cr_expect(fabs(c.x - cases[k].x - cases[k].next_x) < 0.1 && fabs(c.y - cases[k].y - cases[k].next_y) < 0.1, "%s: 2 at %.1f, %.1f",
			  cases[k].page, c.x, c.y);
		cr_assert(find(&pdf.pages[1], 3, &c));
		cr_expect_eq(words_on(&pdf.pages[1]), 1);
	}
	arena_free(arena);
}

Test(impose, stamps_are_printed_where_they_lie_and_hidden_ones_are_not)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena), *in = write_pages(arena, folder, 2, ""), *out = file_join(arena, folder, "out.pdf");
	struct rendered_char c[2] = { 0 };
	size_t count = 0;
	cr_assert_eq(rendered_run(NULL, "%s impose -q --2up -o '%s' '%s' 2>&1", rendered_plangen(), out, in), 0);
	const struct rendered_page side = rendered_read(arena, out).pages[0];
	for (size_t i = 0; i < side.count; i++)
		if (side.chars[i].codepoint == 's' && count++ < 2)
			c[count - 1] = side.chars[i];
	cr_assert_eq(count, 2);
	for (size_t i = 0; i < count; i++) {
		cr_expect(fabs(c[i].x - (i ? 725 : 305)) < 0.1 && fabs(c[i].y - (595 - 45)) < 0.1, "%.1f, %.1f", c[i].x, c[i].y);
		cr_expect_float_eq(c[i].size, 10, 0.01);
	}
	arena_free(arena);
}

Test(impose, the_same_file_gives_the_same_bytes_which_qpdf_finds_whole)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena), *in = write_pages(arena, folder, 7, "");
	cr_assert_eq(rendered_run(NULL, "cd '%s' && for n in 1 2; do %s impose -q --booklet --paper A3 -o $n.pdf '%s' || exit; done; cmp 1.pdf 2.pdf && qpdf --check 1.pdf >/dev/null",
				  folder, rendered_plangen(), in), 0);
	arena_free(arena);
}

static bool same_page(const struct rendered_page *a, const struct rendered_page *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++)
		same = a->chars[i].codepoint == b->chars[i].codepoint && fabs(a->chars[i].x - b->chars[i].x) < 0.01 && fabs(a->chars[i].y - b->chars[i].y) < 0.01;
	return same;
}

/* The page of the print file on which the plan begins; all its pages follow. */
static size_t find_plan(const struct rendered_pdf *print, const struct rendered_pdf *plan, const char *path)
{
	for (size_t first = 0; first + plan->count <= print->count; first++) {
		size_t same = 0;
		while (same < plan->count && same_page(&print->pages[first + same], &plan->pages[same]))
			same++;
		if (same == plan->count)
			return first;
	}
	cr_assert_fail("%s is not in the print file", path);
	return 0;
}

Test(print_file, each_plan_begins_on_an_odd_page_as_it_is, .timeout = 120)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena), *file = file_join(arena, folder, "print.pdf"), **paths;
	cr_assert_eq(rendered_run(NULL, "%s build -q -f pdf --year 2026 --units JG001,JG004,JG029 -o '%s/out' --print-file '%s' 2>&1", rendered_plangen(),
				  folder, file), 0);
	struct rendered_pdf print = rendered_read(arena, file);
	size_t count = file_list_tree(arena, file_join(arena, folder, "out/plans"), &paths), blanks = 0, pages = 0, odd = 0;
	cr_assert_geq(count, 4);
	for (size_t i = 0; i < count; i++) {
		struct rendered_pdf plan = rendered_read(arena, paths[i]);
		size_t first = find_plan(&print, &plan, paths[i]);
		cr_expect_eq(first % 2, 0, "%s begins on page %zu", paths[i], first + 1);
		pages += plan.count;
		odd += plan.count % 2;
	}
	for (size_t i = 0; i < print.count; i++)
		blanks += print.pages[i].count == 0;
	cr_expect_eq(print.count, pages + blanks);
	cr_expect(blanks == odd || blanks + 1 == odd, "a plan of an odd number of pages, unless it is the last, has a blank one behind it");
	cr_expect_eq(rendered_run(NULL, "qpdf --check '%s' >/dev/null", file), 0);
	arena_free(arena);
}
