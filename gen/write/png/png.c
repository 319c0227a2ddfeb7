#include "write/png/png.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "layout/page.h"
#include "write/png/draw.h"
#include "write/png/encode.h"
#include "write/png/raster.h"

enum {
	SHEET_RESOLUTION = 36,  /* of contact sheets, unless the caller chooses or they would be too wide */
	SHEET_WIDTH = 4000,     /* pixels, that they then have at most */
	GAP = 12,               /* pixels around each page of a sheet */
};

static const double INCH = 72; /* pt */
static const uint32_t WHITE = 0xFFFFFF, DESK = 0xD8D8D8; /* of a contact sheet between its pages */

static size_t pixels(double points, double resolution)
{
	return (size_t)fmax(1, lround(points / INCH * resolution));
}

/* Whether a picture may be as large as this. False with an error. */
static bool is_possible(size_t width, size_t height, size_t pages, double resolution, struct diag_list *diags)
{
	if (height <= LIMIT_PICTURE_PIXELS / width)
		return true;
	char count[24], dots[24];
	snprintf(count, sizeof count, "%zu", pages);
	snprintf(dots, sizeof dots, "%.0f", resolution);
	diag_add(diags, DIAG_PICTURE_TOO_LARGE, NO_PLACE, count, dots);
	return false;
}

static bool write_page(const struct page *page, double resolution, struct buf *out, struct diag_list *diags)
{
	size_t width = pixels(page->width, resolution), height = pixels(page->height, resolution);
	if (!is_possible(width, height, 1, resolution, diags))
		return false;
	struct arena *arena = arena_new();
	struct raster *picture = raster_new(arena, width, height, WHITE);
	png_draw_page(arena, picture, page, 0, 0, resolution / INCH);
	png_encode(picture, resolution, out);
	arena_free(arena);
	return true;
}

/* ---- contact sheets */

struct sheet {
	double resolution;
	size_t columns, rows;
	size_t width, height;  /* of the places of its pages, pixels */
};

/* Pages in rows, so that the sheet is about as high as wide. */
static struct sheet plan_sheet(const struct page_list *pages, double resolution)
{
	double width = 1, height = 1;
	for (size_t i = 0; i < pages->page_count; i++) {
		width = fmax(width, pages->pages[i].width);
		height = fmax(height, pages->pages[i].height);
	}
	struct sheet sheet = { .resolution = resolution ? resolution : SHEET_RESOLUTION };
	sheet.columns = (size_t)fmax(1, ceil(sqrt((double)pages->page_count * height / width)));
	sheet.columns = sheet.columns > pages->page_count ? pages->page_count : sheet.columns;
	sheet.rows = (pages->page_count + sheet.columns - 1) / sheet.columns;
	double room = (double)SHEET_WIDTH / (double)sheet.columns - GAP;
	if (!resolution && width / INCH * sheet.resolution > room)
		sheet.resolution = fmax(1, floor(room * INCH / width));
	sheet.width = pixels(width, sheet.resolution);
	sheet.height = pixels(height, sheet.resolution);
	return sheet;
}

static void add_to_sheet(struct raster *picture, const struct sheet *sheet, const struct page *page, size_t index)
{
	struct arena *arena = arena_new();
	double left = (double)(GAP + index % sheet->columns * (sheet->width + GAP));
	double top = (double)(GAP + index / sheet->columns * (sheet->height + GAP));
	raster_rectangle(picture, left, top, (double)pixels(page->width, sheet->resolution), (double)pixels(page->height, sheet->resolution), WHITE);
	png_draw_page(arena, picture, page, left, top, sheet->resolution / INCH);
	arena_free(arena);
}

static bool write_sheet(const struct page_list *pages, double resolution, struct buf *out, struct diag_list *diags)
{
	struct sheet sheet = plan_sheet(pages, resolution);
	size_t width = GAP + sheet.columns * (sheet.width + GAP), height = GAP + sheet.rows * (sheet.height + GAP);
	if (!is_possible(width, height, pages->page_count, sheet.resolution, diags))
		return false;
	struct arena *arena = arena_new();
	struct raster *picture = raster_new(arena, width, height, DESK);
	for (size_t i = 0; i < pages->page_count; i++)
		add_to_sheet(picture, &sheet, &pages->pages[i], i);
	png_encode(picture, sheet.resolution, out);
	arena_free(arena);
	return true;
}

static bool write_png(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	double resolution = input->resolution;
	if (input->sheet)
		return write_sheet(input->pages, resolution, out, diags);
	bool good = true;
	for (size_t i = 0; good && i < input->pages->page_count; i++)
		good = write_page(&input->pages->pages[i], resolution ? resolution : WRITER_RESOLUTION, &out[i], diags);
	return good;
}

const struct writer writer_png = {
	.name = "png",
	.extension = ".png",
	.help = "each page as a picture of pixels, or a sheet of all pages (PNG)",
	.needs_pages = true,
	.per_page = true,
	.has_sheet = true,
	.write = write_png,
};
