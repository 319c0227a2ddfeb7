/* What the signs of finished pages look like, and how they read: ink of the raster beside the text of the PDF. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "rendered.h"

enum { RESOLUTION = 300, DARK = 128 };

/* A page as grey pixels. */
struct raster {
	const unsigned char *pixels;
	int width, height;
};

/* A PDF made from Markdown: its file, its text, its first page. */
struct made {
	struct arena *arena;
	const char *path;
	struct rendered_pdf pdf;
	struct raster raster;
};

static struct raster read_raster(struct arena *arena, const char *path)
{
	struct raster raster = { NULL, 0, 0 };
	struct buf out = BUF_INIT;
	if (!rendered_has("pdftoppm"))
		cr_skip_test("pdftoppm is not installed");
	cr_assert_eq(rendered_run(&out, "pdftoppm -r %d -gray -f 1 -l 1 '%s'", RESOLUTION, path), 0);
	struct str data = { arena_copy(arena, out.data, out.len), out.len };
	int header = 0;
	cr_assert_eq(sscanf(data.data, "P5 %d %d 255%n", &raster.width, &raster.height, &header), 2);
	raster.pixels = (const unsigned char *)data.data + header + 1;
	cr_assert_eq(data.len - (size_t)header - 1, (size_t)raster.width * (size_t)raster.height);
	buf_free(&out);
	return raster;
}

static struct made make(const char *markdown)
{
	struct made made = { .arena = arena_new() };
	struct diag_list diags;
	diag_init(&diags, made.arena);
	const char *folder = rendered_folder(made.arena), *source = file_join(made.arena, folder, "source.md");
	cr_assert(file_write(source, str_of(markdown), &diags));
	cr_assert_eq(rendered_run(NULL, "%s render -q -f pdf -o '%s' '%s' 2>&1", rendered_plangen(), folder, source), 0);
	made.path = rendered_find(made.arena, folder, ".pdf");
	made.pdf = rendered_read(made.arena, made.path);
	made.raster = read_raster(made.arena, made.path);
	return made;
}

/* Pixels of a part of the page, edges in pt. */
static int dark(const struct raster *raster, double left, double top, double right, double bottom)
{
	static const double scale = RESOLUTION / 72.0;
	int count = 0;
	for (int y = (int)(top * scale); y < (int)(bottom * scale); y++)
		for (int x = (int)(left * scale); x < (int)(right * scale); x++)
			count += raster->pixels[(size_t)y * (size_t)raster->width + (size_t)x] < DARK;
	return count;
}

/* The part of the character's em that goes from (left, top) to (right, bottom), in em from its origin, upwards. */
static int ink(const struct made *made, const struct rendered_char *c, double left, double top, double right, double bottom)
{
	return dark(&made->raster, c->x + left * c->size, c->y - top * c->size, c->x + right * c->size, c->y - bottom * c->size);
}

static const struct rendered_char *find(const struct made *made, uint32_t codepoint, size_t number)
{
	const struct rendered_page *page = &made->pdf.pages[0];
	for (size_t i = 0; i < page->count; i++)
		if (page->chars[i].codepoint == codepoint && number-- == 0)
			return &page->chars[i];
	return NULL;
}

/* In every font of a page —— is one line: no column of pixels between its ends is blank. */
Test(signs, dashes_are_one_line)
{
	struct made made = make("---\n标题: 破折号——试验\n---\n# 一级标题——破折号\n\n## 二级标题——破折号\n\n### 三级标题——破折号\n\n"
				"正文——破折号，**重点——破折号**，*楷体——破折号*，English——dash，2024——2026年。\n\n"
				"```表格 标题=\"表格——试验\"\n表头——一 | 表头二\n单元格——一 | 甲\n```\n");
	const struct rendered_char *dash;
	size_t pairs = 0;
	for (; (dash = find(&made, 0x2014, 2 * pairs)); pairs++) {
		const struct rendered_char *other = find(&made, 0x2014, 2 * pairs + 1);
		cr_assert_not_null(other);
		if (other->y != dash->y || other->x > dash->x + 1.5 * dash->size)
			break; /* the page number's */
		double step = 72.0 / RESOLUTION, middle = (dash->x + other->right) / 2;
		for (double x = middle - 0.8 * dash->size; x < middle + 0.8 * dash->size; x += step)
			cr_expect(dark(&made.raster, x, dash->y - 0.7 * dash->size, x + step * 1.01, dash->y - 0.1 * dash->size),
				  "pair %zu (%s) has a gap", pairs + 1, dash->font);
	}
	cr_expect_eq(pairs, 12);
	arena_free(made.arena);
}

/* ￥ has two arms and nothing between them at its top, where $ has its stroke; ￣ stands high, where - does not. */
Test(signs, full_width_signs_are_what_they_are)
{
	struct made made = make("合同价款￥1,234.50，余款￣￥88，$5。\n");
	const struct rendered_char *yen = find(&made, 0xFFE5, 0), *high = find(&made, 0xFFE3, 0), *dollar = find(&made, '$', 0);
	cr_assert(yen && high && dollar);
	double width = (yen->right - yen->x) / yen->size, top = 1;
	while (top > 0 && !ink(&made, yen, 0, top, width, top - 0.02))
		top -= 0.01;
	cr_assert_gt(top, 0.4);
	cr_expect_gt(ink(&made, yen, 0, top, width * 0.45, top - 0.1), 0, "left arm");
	cr_expect_gt(ink(&made, yen, width * 0.55, top, width, top - 0.1), 0, "right arm");
	cr_expect_eq(ink(&made, yen, width * 0.47, top, width * 0.53, top - 0.1), 0, "nothing in the middle");
	cr_expect_gt(ink(&made, high, 0.1, 1, 0.9, 0.6), 0);
	cr_expect_eq(ink(&made, high, 0.1, 0.6, 0.9, -0.1), 0);
	cr_expect_str_neq(yen->font, find(&made, 0x5408, 0)->font);
	arena_free(made.arena);
}

/* Whether the text of the PDF, white space apart, holds the part as this program reads it. */
static void expect_text(const struct made *made, const char *command, const char *part)
{
	struct buf text = BUF_INIT;
	cr_assert_eq(rendered_run(&text, command, made->path), 0);
	buf_add_text(&text, "");
	cr_expect(strstr(text.data, part), "no %s in %s", part, text.data);
	buf_free(&text);
}

/* A word is divided at a soft hyphen: a hyphen is seen, and reads as what it is. What shares its glyph or its face with it, hyphens
 * and blanks, reads as what that is. */
Test(signs, a_soft_hyphen_at_a_line_end_is_seen)
{
	static const char *const programs[] = { "pdftotext -raw '%s' -", "mutool draw -q -F txt '%s' 2>/dev/null" };
	struct made made = make("国际国际国际国际国际国际国际国际国际国际国际 Word&shy;longhyphenation 国际，甲-乙，Wi-Fi code，甲&shy;乙。\n");
	const struct rendered_char *hyphen = find(&made, 0xAD, 0);
	cr_assert_not_null(hyphen);
	cr_expect_null(find(&made, 0xAD, 1), "only one is drawn");
	cr_expect_gt(hyphen[1].y, hyphen->y + hyphen->size, "it ends its line");
	cr_expect_gt(dark(&made.raster, hyphen->x, hyphen->y - 0.5 * hyphen->size, hyphen->right, hyphen->y - 0.1 * hyphen->size), 0);
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		expect_text(&made, programs[i], "Word\u00AD\n");
		expect_text(&made, programs[i], "甲-乙");
		expect_text(&made, programs[i], "Wi-Fi code");
		expect_text(&made, programs[i], "甲乙。");
	}
	arena_free(made.arena);
}

/* Lists and quotes in a quote have its font and stand as far in; a quote in it stands further in. */
Test(signs, blocks_in_a_quote_look_like_it)
{
	struct made made = make("正文。\n\n> 引文第一段。\n>\n> 1. 列表一条。\n> 2. 列表二条。\n>\n> - 项目。\n>\n> > 二层引文。\n>\n> 尾。\n\n"
				"1. 条目：\n\n   > 另引。\n");
	const struct rendered_char *body = find(&made, 0x6B63, 0), *quote = find(&made, 0x5F15, 0), *list = find(&made, 0x5217, 0);
	const struct rendered_char *mark = find(&made, 0x9879, 0), *nested = find(&made, 0x4E8C, 1), *last = find(&made, 0x5C3E, 0);
	const struct rendered_char *number = find(&made, '1', 0), *item = find(&made, 0x6761, 2), *inner = find(&made, 0x53E6, 0);
	cr_assert(body && quote && list && mark && nested && last && number && item && inner);
	cr_expect_str_neq(quote->font, body->font);
	cr_expect_str_eq(item->font, body->font);
	const struct rendered_char *const quoted[] = { list, mark, nested, last, inner };
	for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
		cr_expect_str_eq(quoted[i]->font, quote->font, "%zu", i);
	cr_expect_gt(quote->x, body->x + quote->size);
	cr_expect_float_eq(number->x, quote->x, 0.5);
	cr_expect_float_eq(last->x, quote->x, 0.5);
	cr_expect_gt(nested->x, quote->x + 0.9 * quote->size);
	cr_expect_gt(inner->x, body->x + quote->size);
	arena_free(made.arena);
}
