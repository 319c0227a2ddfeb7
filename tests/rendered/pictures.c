/* Pages as pictures, beside the PDF of the same document: SVG as Chromium shows it, PNG as it is. */
#include <criterion/criterion.h>
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "rendered.h"

/* ---- documents */

/* What plans hardly have: signs of several characters, characters beyond the BMP, soft hyphens, notes, a table, a page set across. */
static const char *const odd_source =
	"---\n标题: 各种“字符”的一页\n---\n\n古字𠮷野家，葛󠄀城，带调的e\u0301，以及“引号”与it’s——破折号……省略号。\n\n"
	"长词con\u00ADsid\u00ADer\u00ADation、inter\u00ADnation\u00ADal\u00ADi\u00ADsa\u00ADtion、char\u00ADac\u00ADter\u00ADis\u00ADtic、"
	"un\u00ADchar\u00ADac\u00ADter\u00ADis\u00ADti\u00ADcal\u00ADly long words of a docu\u00ADment in sev\u00ADer\u00ADal places.[^1]\n\n"
	"[^1]: 注释：见〔2026〕5号文。\n\n```表格\n序号 | 事项 | 数量\n1 | 培训 | 1,234.5\n2 | 调研 | 67%\n```\n\n"
	"```附件 标题=\"重点任务分工表\" 方向=\"横\"\n```\n\n```表格\n序号 | 任务\n1 | 农村供水保障工程\n```\n";

/* Drafts or renders documents of at least 20 pages in the formats: `index` 0 … 4. Returns the folder, NULL behind the last. */
static const char *make(struct arena *arena, int index, const char *formats)
{
	static const char *const requests[] = { "--unit 县科技局 --variant 11", "--variant 1", "--variant 14", "--variant 2" };
	const char *folder = rendered_folder(arena), *source = file_join(arena, folder, "odd.md"), *out = file_join(arena, folder, "out");
	int requested = (int)(sizeof requests / sizeof *requests);
	struct diag_list diags;
	diag_init(&diags, arena);
	if (index > requested)
		return NULL;
	cr_assert(file_write(source, str_of(odd_source), &diags));
	const char *what = index < requested ? requests[index] : arena_printf(arena, "render '%s'", source);
	cr_assert_eq(rendered_run(NULL, "%s %s -q -f %s -o '%s' 2>&1", rendered_plangen(), what, formats, out), 0, "%s", what);
	return out;
}

/* The paths of all files of that ending, in order. */
static size_t list(struct arena *arena, const char *folder, const char *ending, const char ***paths)
{
	const char **names;
	size_t count = 0, room = 0, all = file_list(arena, folder, &names);
	*paths = NULL;
	for (size_t i = 0; i < all; i++)
		if (str_ends(str_of(names[i]), ending))
			*ARENA_PUSH(arena, *paths, count, room) = file_join(arena, folder, names[i]);
	cr_assert_gt(count, 0);
	return count;
}

/* ---- where characters stand */

/* A character as Chromium shows it; pt. */
struct shown {
	unsigned page, codepoint;
	double x, y, end_x, end_y;
};

static const char script[] =
	"<script>Promise.all([...document.fonts].map(f=>f.load())).then(()=>{let out='';\n"
	"document.querySelectorAll('svg').forEach((svg,page)=>svg.querySelectorAll('text').forEach(t=>{const m=t.getCTM(),s=t.textContent;\n"
	"for(let i=0;i<t.getNumberOfChars();i+=s.codePointAt(i)>65535?2:1){\n"
	"const a=t.getStartPositionOfChar(i).matrixTransform(m),b=t.getEndPositionOfChar(i).matrixTransform(m);\n"
	"out+=[page,s.codePointAt(i),a.x*.75,a.y*.75,b.x*.75,b.y*.75].join(' ')+'\\n'}}));\n"
	"document.body.innerHTML='<pre></pre>';document.body.firstChild.textContent=out})</script>";

/* All characters of the pages but blanks. */
static size_t show(struct arena *arena, const char *folder, struct shown **found)
{
	const char **paths, *page = file_join(arena, folder, "pages.html");
	struct buf html = BUF_INIT, out = BUF_INIT;
	struct diag_list diags;
	diag_init(&diags, arena);
	buf_add_text(&html, "<!DOCTYPE html><meta charset=\"utf-8\"><body>");
	for (size_t i = 0, count = list(arena, folder, ".svg", &paths); i < count; i++)
		cr_assert_eq(rendered_run(&html, "cat '%s'", paths[i]), 0);
	buf_add_text(&html, script);
	cr_assert(file_write(page, buf_str(&html), &diags));
	rendered_chromium(arena, "--dump-dom", page, &out);
	size_t count = 0, room = 0;
	const char *start = strstr(out.data ? out.data : "", "<pre>");
	cr_assert_not_null(start, "Chromium gave: %.300s", out.data ? out.data : "nothing");
	struct shown one;
	for (const char *at = start + strlen("<pre>"); sscanf(at, "%u %u %lf %lf %lf %lf", &one.page, &one.codepoint, &one.x, &one.y, &one.end_x, &one.end_y) == 6;
	     at = strchr(at, '\n') + 1)
		if (one.codepoint > ' ' && one.codepoint != 0x3000 && one.codepoint != 0xA0)
			*ARENA_PUSH(arena, *found, count, room) = one;
	buf_free(&html);
	buf_free(&out);
	return count;
}

/* Whether the character changes the one before it, with which it has one glyph: readers of PDF that go by /ToUnicode alone know neither. */
static bool is_mark(unsigned codepoint)
{
	return codepoint == 0x301 || (codepoint >= 0xE0100 && codepoint <= 0xE01EF);
}

/* Compares the characters of a page; returns the one behind them. */
static size_t compare_page(const struct rendered_page *page, size_t number, const struct shown *shown, size_t at, size_t count)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct rendered_char *c = &page->chars[i];
		bool again = c->codepoint == 0xFFFD && i && c[-1].codepoint == 0xFFFD && !is_mark(shown[at + 1].codepoint);
		if (c->codepoint <= ' ' || c->codepoint == 0x3000 || c->codepoint == 0xA0 || again || is_mark(c->codepoint))
			continue;
		cr_assert(at < count && shown[at].page == number, "page %zu has more characters in the PDF", number + 1);
		cr_assert(shown[at].codepoint == c->codepoint || (c->codepoint == 0xFFFD && is_mark(shown[at + 1].codepoint)),
			  "page %zu: U+%04X where the PDF has U+%04X", number + 1, shown[at].codepoint, (unsigned)c->codepoint);
		double off = hypot(shown[at].x - c->x, shown[at].y - c->y);
		cr_expect(off <= MM(0.1), "page %zu: U+%04X is %.2f mm beside its place", number + 1, (unsigned)c->codepoint, off / MM(1));
		at++;
		while (at < count && is_mark(shown[at].codepoint))
			at++;
	}
	cr_expect(at == count || shown[at].page != number, "page %zu has more characters in the SVG", number + 1);
	return at;
}

struct point {
	double x, y; /* pt */
};

/* Where poppler puts the glyphs of the page. */
static size_t read_origins(struct arena *arena, const char *pdf, size_t page, struct point **origins)
{
	static const char use[] = "<use xlink:href=\"#glyph";
	struct buf svg = BUF_INIT;
	size_t count = 0, room = 0;
	*origins = NULL;
	cr_assert_eq(rendered_run(&svg, "pdftocairo -svg -noshrink -nocenter -f %zu -l %zu '%s' -", page + 1, page + 1, pdf), 0);
	for (const char *at = svg.data; at && (at = strstr(at, use)); at++) {
		struct point *point = ARENA_PUSH(arena, *origins, count, room);
		cr_assert_eq(sscanf(strstr(at, " x=\""), " x=\"%lf\" y=\"%lf\"", &point->x, &point->y), 2);
	}
	buf_free(&svg);
	return count;
}

/* Each character of the page begins where poppler has a glyph; returns the one behind them. */
static size_t compare_poppler(struct arena *arena, const char *pdf, size_t page, const struct shown *shown, size_t at, size_t count)
{
	struct point *origins;
	size_t glyphs = read_origins(arena, pdf, page, &origins);
	cr_expect_gt(glyphs, 0);
	for (; at < count && shown[at].page == page; at++) {
		double least = 1e9;
		for (size_t i = 0; i < glyphs; i++)
			least = fmin(least, hypot(shown[at].x - origins[i].x, shown[at].y - origins[i].y));
		cr_expect(is_mark(shown[at].codepoint) || least <= MM(0.1), "page %zu: U+%04X is %.2f mm beside poppler's glyph", page + 1, shown[at].codepoint, least / MM(1));
	}
	return at;
}

Test(pictures, characters_stand_where_the_pdf_has_them, .timeout = 600)
{
	struct arena *arena = arena_new();
	const char *folder;
	size_t pages = 0;
	if (!rendered_has("chromium"))
		cr_skip_test("chromium is not installed");
	for (int i = 0; (folder = make(arena, i, "pdf,svg")); i++) {
		struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, folder, ".pdf"));
		struct shown *shown = NULL;
		size_t count = show(arena, folder, &shown), at = 0, poppler_at = 0;
		for (size_t p = 0; p < pdf.count; p++) {
			at = compare_page(&pdf.pages[p], p, shown, at, count);
			if (rendered_has("pdftocairo"))
				poppler_at = compare_poppler(arena, rendered_find(arena, folder, ".pdf"), p, shown, poppler_at, count);
		}
		pages += pdf.count;
	}
	cr_expect_geq(pages, 20);
	arena_free(arena);
}

/* ---- what they look like */

/* Grey pixels. */
struct picture {
	size_t width, height;
	uint8_t *pixels;
};

static struct picture read_png(struct arena *arena, const char *path)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	cr_assert(png_image_begin_read_from_file(&image, path), "%s: %s", path, image.message);
	image.format = PNG_FORMAT_GRAY;
	struct picture picture = { image.width, image.height, arena_alloc(arena, PNG_IMAGE_SIZE(image)) };
	cr_assert(png_image_finish_read(&image, NULL, picture.pixels, 0, NULL), "%s: %s", path, image.message);
	return picture;
}

/* A page of the PDF as poppler draws it. */
static struct picture draw_pdf(struct arena *arena, const char *pdf, size_t page, int resolution)
{
	const char *stem = file_join(arena, rendered_folder(arena), "page");
	cr_assert_eq(rendered_run(NULL, "pdftoppm -r %d -png -singlefile -f %zu -l %zu '%s' '%s'", resolution, page + 1, page + 1, pdf, stem), 0);
	return read_png(arena, arena_printf(arena, "%s.png", stem));
}

/* The darkest pixel at most one pixel from there. */
static int darkest_near(const struct picture *picture, size_t x, size_t y)
{
	int darkest = 255;
	for (size_t v = y ? y - 1 : 0; v <= y + 1 && v < picture->height; v++)
		for (size_t u = x ? x - 1 : 0; u <= x + 1 && u < picture->width; u++)
			if (picture->pixels[v * picture->width + u] < darkest)
				darkest = picture->pixels[v * picture->width + u];
	return darkest;
}

/* Pixels that are black or nearly so, none of whose neighbours in the other picture has ink. */
static size_t count_lone(const struct picture *picture, const struct picture *other)
{
	enum { DARK = 96, INK = 208 };
	size_t lone = 0;
	for (size_t y = 0; y < picture->height; y++)
		for (size_t x = 0; x < picture->width; x++)
			lone += picture->pixels[y * picture->width + x] < DARK && darkest_near(other, x, y) > INK;
	return lone;
}

static double ink_of(const struct picture *picture)
{
	double ink = 0;
	for (size_t i = 0; i < picture->width * picture->height; i++)
		ink += 255 - picture->pixels[i];
	return ink / 255;
}

/* Nobody sees a difference where the ink of each lies within a pixel of the other's and is as much. */
static void expect_alike(const struct picture *a, const struct picture *b, double most, const char *what, size_t page)
{
	cr_assert(a->width == b->width && a->height == b->height, "%s, page %zu: %zu × %zu, not %zu × %zu", what, page + 1, a->width, a->height,
		  b->width, b->height);
	size_t lone = count_lone(a, b) + count_lone(b, a);
	cr_expect_eq(lone, 0, "%s, page %zu: %zu pixels of ink are in one picture alone", what, page + 1, lone);
	double ink = ink_of(a), other = ink_of(b);
	cr_expect(fabs(ink - other) <= most * other, "%s, page %zu: ink of %.0f pixels, not of %.0f", what, page + 1, ink, other);
}

Test(pictures, png_pages_look_like_the_pdf, .timeout = 600)
{
	struct arena *arena = arena_new();
	const char *folder;
	if (!rendered_has("pdftoppm"))
		cr_skip_test("pdftoppm is not installed");
	for (int i = 0; (folder = make(arena, i, "pdf,png")); i++) {
		const char **paths, *pdf = rendered_find(arena, folder, ".pdf");
		for (size_t p = 0, count = list(arena, folder, ".png", &paths); p < count; p++) {
			struct picture own = read_png(arena, paths[p]), popplers = draw_pdf(arena, pdf, p, 96);
			expect_alike(&own, &popplers, 0.01, "PNG and PDF", p);
		}
	}
	arena_free(arena);
}

Test(pictures, svg_pages_look_like_png, .timeout = 600)
{
	struct arena *arena = arena_new();
	const char *folder;
	if (!rendered_has("chromium"))
		cr_skip_test("chromium is not installed");
	for (int i = 0; (folder = make(arena, i, "svg,png")); i += 4) {
		const char **pages, **paths, *shot = file_join(arena, rendered_folder(arena), "shot.png");
		size_t count = list(arena, folder, ".svg", &pages);
		cr_assert_eq(list(arena, folder, ".png", &paths), count);
		for (size_t p = 0; p < count; p++) {
			struct picture own = read_png(arena, paths[p]);
			rendered_chromium(arena, arena_printf(arena, "--force-device-scale-factor=1 --window-size=%zu,%zu --screenshot='%s'", own.width, own.height, shot),
				     pages[p], NULL);
			struct picture shown = read_png(arena, shot);
			expect_alike(&shown, &own, 0.2, "SVG and PNG", p); /* browsers draw fine rules grey */
		}
	}
	arena_free(arena);
}
