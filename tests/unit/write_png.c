#include <criterion/criterion.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout_support.h"
#include "write/png/encode.h"
#include "write/png/png.h"
#include "write/png/raster.h"

/* A file read again: pixels of `channels` bytes, rows without their filter. */
struct picture {
	size_t width, height, channels;
	unsigned dots; /* per metre */
	uint8_t *pixels;
};

static unsigned number_at(const char *at)
{
	const unsigned char *bytes = (const unsigned char *)at;
	return (unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 | bytes[3];
}

static struct picture decode(struct arena *arena, const struct buf *file)
{
	struct picture picture = { 0 };
	cr_assert(str_starts(buf_str(file), "\x89PNG\r\n\x1A\n"));
	for (size_t at = 8, len; at < file->len; at += len + 12) {
		const char *chunk = file->data + at + 4, *data = chunk + 4;
		len = number_at(file->data + at);
		cr_assert_eq(number_at(data + len), crc32(0, (const Bytef *)chunk, (uInt)len + 4));
		if (memcmp(chunk, "IHDR", 4) == 0) {
			picture.width = number_at(data);
			picture.height = number_at(data + 4);
			cr_assert(data[8] == 8 && (data[9] == 0 || data[9] == 2));
			picture.channels = data[9] ? 3 : 1;
		} else if (memcmp(chunk, "pHYs", 4) == 0) {
			picture.dots = number_at(data);
			cr_assert(number_at(data + 4) == picture.dots && data[8] == 1);
		} else if (memcmp(chunk, "IDAT", 4) == 0) {
			size_t row = picture.width * picture.channels + 1;
			uLongf size = row * picture.height;
			uint8_t *raw = arena_alloc(arena, size);
			cr_assert_eq(uncompress(raw, &size, (const Bytef *)data, len), Z_OK);
			cr_assert_eq(size, row * picture.height);
			picture.pixels = arena_alloc(arena, size);
			for (size_t y = 0; y < picture.height; y++) {
				cr_assert_eq(raw[y * row], 0);
				memcpy(picture.pixels + y * (row - 1), raw + y * row + 1, row - 1);
			}
		}
	}
	cr_assert_not_null(picture.pixels);
	return picture;
}

static unsigned color_at(const struct picture *picture, size_t x, size_t y)
{
	const uint8_t *pixel = picture->pixels + (y * picture->width + x) * picture->channels;
	return picture->channels == 1 ? pixel[0] * 0x10101u : (unsigned)(pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
}

/* The pages of a document of one paragraph and one rule as files: `out` has a buffer for each. */
static struct picture write_document(struct set *set, unsigned resolution, bool sheet, bool turned, const struct page_rule *rule, struct buf *out)
{
	add_node(set, NULL, DOC_PARAGRAPH, "工作要求");
	lay_out(set);
	struct page *page = (struct page *)set->pages.pages;
	page->rules = rule;
	page->rule_count = 1;
	page->turned = turned;
	struct writer_input input = { .doc = set->doc, .pages = &set->pages, .title = "", .resolution = resolution, .sheet = sheet };
	cr_assert(writer_png.write(&input, out, &set->diags));
	return decode(set->arena, out);
}

static size_t count_dark(const struct picture *picture, size_t top, size_t bottom)
{
	size_t dark = 0;
	for (size_t y = top; y < bottom; y++)
		for (size_t x = 0; x < picture->width; x++)
			dark += color_at(picture, x, y) < 0xA0A0A0;
	return dark;
}

Test(write_png, a_page_has_the_size_and_colours_that_are_asked_for)
{
	struct set set = set_new();
	struct buf out = BUF_INIT;
	struct page_rule rule = { 72, 36, 36, 0.01, 0xFF0000, 0 };
	struct picture picture = write_document(&set, 144, false, false, &rule, &out);
	cr_assert(picture.width == 1191 && picture.height == 1684, "%zu × %zu", picture.width, picture.height);
	cr_assert_eq(picture.dots, 5669);
	cr_assert(color_at(&picture, 144, 72) == 0xFF0000 && color_at(&picture, 215, 72) == 0xFF0000, "a fine rule is a whole pixel");
	cr_assert(color_at(&picture, 143, 72) == 0xFFFFFF && color_at(&picture, 216, 72) == 0xFFFFFF && color_at(&picture, 150, 73) == 0xFFFFFF);
	cr_assert_gt(count_dark(&picture, 200, 400), 500, "text");
	buf_free(&out);
	set_free(&set);
}

Test(write_png, a_page_without_colours_is_grey)
{
	struct set set = set_new();
	struct buf out = BUF_INIT;
	struct page_rule rule = { 72, 36, 36, 10, 0, 0 };
	struct picture picture = write_document(&set, 0, false, false, &rule, &out);
	cr_assert(picture.width == 794 && picture.height == 1123 && picture.channels == 1);
	cr_assert(color_at(&picture, 96, 48) == 0 && color_at(&picture, 95, 48) == 0xFFFFFF);
	buf_free(&out);
	set_free(&set);
}

Test(write_png, what_is_set_across_begins_at_the_foot_of_the_sheet)
{
	struct set set = set_new();
	struct buf out = BUF_INIT;
	struct page_rule rule = { 72, 36, 36, 10, 0x0000FF, 0 };
	struct picture picture = write_document(&set, 72, false, true, &rule, &out);
	cr_assert(color_at(&picture, 40, 842 - 73) == 0x0000FF && color_at(&picture, 40, 842 - 107) == 0x0000FF);
	cr_assert(color_at(&picture, 40, 842 - 70) == 0xFFFFFF && color_at(&picture, 48, 842 - 73) == 0xFFFFFF);
	buf_free(&out);
	set_free(&set);
}

Test(write_png, a_sheet_has_all_pages)
{
	struct set set = set_new();
	struct buf out = BUF_INIT;
	struct page_rule rule = { 0, 0, 1, 1, 0x00FF00, 0 };
	for (int i = 0; i < 4; i++)
		add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 600));
	struct picture picture = write_document(&set, 0, true, false, &rule, &out);
	cr_assert_eq(set.pages.page_count, 5);
	cr_assert(picture.width == 12 + 3 * (298 + 12) && picture.height == 12 + 2 * (421 + 12), "%zu × %zu", picture.width, picture.height);
	cr_assert(color_at(&picture, 0, 0) == 0xD8D8D8 && color_at(&picture, 12, 12) == 0x00FF00 && color_at(&picture, 14, 14) == 0xFFFFFF);
	cr_assert_eq(color_at(&picture, 12 + 2 * 310 + 5, 12 + 433 + 5), 0xD8D8D8, "no sixth page");
	cr_assert_gt(count_dark(&picture, 12 + 433, picture.height), 100, "text of the second row");
	buf_free(&out);
	set_free(&set);
}

Test(write_png, a_picture_that_is_too_large_is_refused)
{
	struct set set = set_new();
	struct buf out = BUF_INIT;
	add_node(&set, NULL, DOC_PARAGRAPH, "工作要求");
	lay_out(&set);
	((struct page *)set.pages.pages)->width = 1e6;
	struct writer_input input = { .doc = set.doc, .pages = &set.pages, .title = "", .resolution = 600 };
	cr_assert(!writer_png.write(&input, &out, &set.diags) && out.len == 0);
	bool told = false;
	for (const struct diag *d = set.diags.first; d; d = d->next)
		told = told || d->code == DIAG_PICTURE_TOO_LARGE;
	cr_assert(told);
	set_free(&set);
}

Test(write_png, shapes_are_filled_where_they_go_round)
{
	struct arena *arena = arena_new();
	struct raster *raster = raster_new(arena, 40, 20, 0xFFFFFF);
	struct buf out = BUF_INIT;
	raster_rectangle(raster, -5, 2.5, 10, 4, 0);       /* beyond the edge, half a row at its top and bottom */
	raster_rectangle(raster, 100, 100, 5, 5, 0);       /* outside */
	raster_move(raster, 10, 10);                       /* a ring: the hole goes the other way */
	raster_line(raster, 20, 10);
	raster_line(raster, 20, 18);
	raster_line(raster, 10, 18);
	raster_move(raster, 12, 12);
	raster_line(raster, 12, 16);
	raster_line(raster, 18, 16);
	raster_line(raster, 18, 12);
	raster_fill(raster, 0);
	const double x[] = { 30, 38, 38 }, y[] = { 10, 10, 18 }; /* curves of both kinds */
	raster_move(raster, 30, 18);
	raster_curve(raster, x, y, 2);
	raster_fill(raster, 0);
	png_encode(raster, 96, &out);
	struct picture picture = decode(arena, &out);
	cr_assert(color_at(&picture, 0, 4) == 0 && color_at(&picture, 5, 4) == 0xFFFFFF);
	cr_assert(color_at(&picture, 0, 2) > 0x606060 && color_at(&picture, 0, 2) < 0x909090);
	cr_assert(color_at(&picture, 11, 14) == 0 && color_at(&picture, 14, 14) == 0xFFFFFF && color_at(&picture, 19, 11) == 0);
	cr_assert(color_at(&picture, 34, 16) == 0 && color_at(&picture, 30, 10) == 0xFFFFFF);
	buf_free(&out);
	arena_free(arena);
}
