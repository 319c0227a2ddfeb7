/* The contents of a book in DOCX against those of its PDF: entries, indents, lines, pages, and where their numbers lead. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "rendered.h"

/* A line of a page without its blanks. */
struct line {
	size_t page;
	int row;       /* of the grid, from 0 */
	double left;   /* pt, of its first character */
	struct str text;
};

struct lines {
	struct line *items;
	size_t count, capacity;
};

static const double top = MM(37), pitch = 28.95;

static bool is_shown(uint32_t c)
{
	return c > ' ' && c != 0xA0 && c != 0x3000;
}

/* Whether dots that lead to the number go on behind character `at`; their last one stands for them all. */
static bool leads_on(const struct rendered_page *page, size_t at)
{
	uint32_t c = page->chars[at].codepoint;
	return (c == 0x2026 || c == '.') && at + 1 < page->count && page->chars[at + 1].codepoint == c;
}

static bool ends_leader(const struct rendered_page *page, size_t at)
{
	return at && leads_on(page, at - 1);
}

/* The characters of one baseline that follow each other are a line; the page numbers below the text are not read. Blank pages, which LibreOffice leaves out
 * where the next one only has to be odd, do not count. */
static struct lines read_lines(struct arena *arena, const struct rendered_pdf *pdf)
{
	struct lines lines = { 0 };
	for (size_t at = 0, p = 0; at < pdf->count; p += pdf->pages[at++].count > 0) {
		const struct rendered_page *page = &pdf->pages[at];
		for (size_t i = 0, end; i < page->count; i = end) {
			struct buf text = BUF_INIT;
			double left = 0;
			for (end = i; end < page->count && fabs(page->chars[end].y - page->chars[i].y) < 1; end++) {
				const struct rendered_char *c = &page->chars[end];
				if (!is_shown(c->codepoint) || leads_on(page, end))
					continue;
				left = text.len ? left : c->x;
				buf_add_utf8(&text, ends_leader(page, end) ? '~' : c->codepoint);
			}
			int row = (int)floor((page->chars[i].y - top) / pitch);
			if (text.len && row < 22)
				*ARENA_PUSH(arena, lines.items, lines.count, lines.capacity) =
					(struct line){ p, row, left, buf_move_str(&text, arena) };
			else
				buf_free(&text);
		}
	}
	return lines;
}

/* Makes the book, or its contents alone; what the PDF shows, and what LibreOffice shows of the DOCX. */
static void make(struct arena *arena, bool alone, struct lines *pdf, struct lines *docx)
{
	static const char book[] = "build --content tests/data/contents --compendium --year 2026 -q";
	static const char contents[] = "toc --content tests/data/contents --year 2026 --depth 4 -q";
	const char *folder = rendered_folder(arena), *out = file_join(arena, folder, "out");
	if (!rendered_has("soffice"))
		cr_skip_test("LibreOffice is not installed");
	if (alone)
		cr_assert_eq(rendered_run(NULL, "mkdir '%s' && %s %s -f pdf >'%s/a.pdf' && %s %s -f docx >'%s/a.docx'", out,
					  rendered_plangen(), contents, out, rendered_plangen(), contents, out), 0);
	else
		cr_assert_eq(rendered_run(NULL, "%s %s -f pdf,docx -o '%s'", rendered_plangen(), book, out), 0);
	struct rendered_pdf ours = rendered_read(arena, rendered_find(arena, out, ".pdf"));
	struct rendered_pdf theirs = rendered_office(arena, out);
	*pdf = read_lines(arena, &ours);
	*docx = read_lines(arena, &theirs);
}

/* The first line of the contents' last page; lines before it, from `first` on, are compared. */
static size_t end_of_contents(const struct lines *lines, size_t first)
{
	size_t end = first;
	for (size_t i = first; i < lines->count; i++)
		if (str_find(lines->items[i].text, "~") != (size_t)-1)
			end = i + 1;
	return end;
}

static void compare(const struct lines *pdf, const struct lines *docx, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct line *a = &pdf->items[i], *b = &docx->items[i];
		cr_expect_str_eq(b->text.data, a->text.data);
		cr_expect(a->page == b->page && a->row == b->row, "%s: page %zu, line %d, in the DOCX page %zu, line %d", a->text.data,
			  a->page + 1, a->row + 1, b->page + 1, b->row + 1);
		cr_expect_float_eq(a->left, b->left, 2, "%s: from %.1f on, in the DOCX from %.1f on", a->text.data, a->left, b->left);
	}
}

/* Each entry's number is the page, counted from behind the cover, where the DOCX has its heading. */
static void follow(struct arena *arena, const struct lines *docx, size_t first, size_t end)
{
	size_t at = end, entries = 0;
	struct buf entry = BUF_INIT;
	for (size_t i = first; i < end; i++) {
		struct str text = docx->items[i].text, number = text, title = str_cut(&number, "~");
		buf_add_str(&entry, title);
		if (!number.len)
			continue;
		struct buf heading = BUF_INIT; /* lines until they are as long */
		for (; at < docx->count && !str_starts(buf_str(&entry), docx->items[at].text.data); at++)
			;
		cr_assert_lt(at, docx->count, "%s: no such heading", entry.data);
		const struct line *found = &docx->items[at];
		while (heading.len < entry.len && at < docx->count)
			buf_add_str(&heading, docx->items[at++].text);
		cr_expect_str_eq(heading.data, entry.data);
		cr_expect_str_eq(number.data, arena_printf(arena, "%zu", found->page), "%s", entry.data);
		buf_free(&heading);
		buf_reset(&entry);
		entries++;
	}
	cr_expect_gt(entries, 50);
	buf_free(&entry);
}

Test(contents, docx_has_the_lines_and_numbers_of_the_pdf_at_every_depth, .timeout = 600)
{
	struct arena *arena = arena_new();
	struct lines pdf, docx;
	make(arena, false, &pdf, &docx);
	size_t first = 1; /* the cover's line is not compared */
	size_t end = end_of_contents(&pdf, first);
	cr_assert_gt(pdf.items[end - 1].page, 2, "the contents are to have more than two pages");
	cr_assert_eq(end_of_contents(&docx, first), end);
	compare(&pdf, &docx, first, end);
	follow(arena, &docx, first + 1, end);
	arena_free(arena);
}

Test(contents, docx_of_contents_alone_has_the_lines_of_the_pdf, .timeout = 600)
{
	struct arena *arena = arena_new();
	struct lines pdf, docx;
	make(arena, true, &pdf, &docx);
	cr_assert_eq(docx.count, pdf.count);
	compare(&pdf, &docx, 0, pdf.count);
	arena_free(arena);
}
