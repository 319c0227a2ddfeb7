#include "write/png/raster.h"

#include <ft2build.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include FT_FREETYPE_H
#include FT_MODULE_H
#include FT_OUTLINE_H

#include "base/arena.h"
#include "base/memory.h"

enum {
	UNIT = 64,        /* FreeType counts 1/64 pixel */
	FAR = 1 << 14,    /* pixels beyond which it cannot count */
	MOST_POINTS = 32000, /* of outlines that are filled together */
};

struct raster {
	struct arena *arena;
	size_t width, height;
	uint8_t *pixels;
	FT_Library library;
	struct FT_MemoryRec_ memory;
	FT_Vector *points;
	char *tags;
	size_t point_count, point_room, tag_count, tag_room;
	short *ends;          /* the last point of each outline */
	size_t end_count, end_room;
	uint8_t *cover;       /* of the shape that is filled */
	size_t cover_room;
};

static void *take(FT_Memory memory, long size)
{
	(void)memory;
	return memory_serve((size_t)size);
}

static void give(FT_Memory memory, void *block)
{
	(void)memory;
	free(block);
}

static void *take_again(FT_Memory memory, long old, long size, void *block)
{
	(void)memory, (void)old;
	return memory_serve_again(block, (size_t)size);
}

static void release(void *raster)
{
	struct raster *picture = raster;
	FT_Done_Library(picture->library);
	free(picture->pixels);
	free(picture->cover);
}

struct raster *raster_new(struct arena *arena, size_t width, size_t height, uint32_t color)
{
	struct raster *picture = ARENA_NEW(arena, struct raster);
	*picture = (struct raster){ .arena = arena, .width = width, .height = height, .memory = { NULL, take, give, take_again } };
	picture->pixels = memory_resize(NULL, width * height, RASTER_CHANNELS);
	for (size_t i = 0; i < width * RASTER_CHANNELS; i++)
		picture->pixels[i] = (uint8_t)(color >> (8 * (2 - i % RASTER_CHANNELS)));
	for (size_t y = 1; y < height; y++)
		memcpy(picture->pixels + y * width * RASTER_CHANNELS, picture->pixels, width * RASTER_CHANNELS);
	if (FT_New_Library(&picture->memory, &picture->library))
		memory_fail();
	FT_Add_Default_Modules(picture->library);
	arena_on_free(arena, release, picture);
	return picture;
}

size_t raster_width(const struct raster *picture)
{
	return picture->width;
}

size_t raster_height(const struct raster *picture)
{
	return picture->height;
}

const uint8_t *raster_row(const struct raster *picture, size_t y)
{
	return picture->pixels + y * picture->width * RASTER_CHANNELS;
}

/* ---- outlines */

static FT_Pos units(double pixels)
{
	return lround(fmin(fmax(pixels, -FAR), FAR) * UNIT);
}

static void add_point(struct raster *picture, double x, double y, char tag)
{
	*ARENA_PUSH(picture->arena, picture->points, picture->point_count, picture->point_room) =
		(FT_Vector){ units(x), units((double)picture->height - y) };
	*ARENA_PUSH(picture->arena, picture->tags, picture->tag_count, picture->tag_room) = tag;
}

static void end_outline(struct raster *picture)
{
	short last = (short)(picture->point_count - 1);
	if (picture->point_count && (!picture->end_count || picture->ends[picture->end_count - 1] != last))
		*ARENA_PUSH(picture->arena, picture->ends, picture->end_count, picture->end_room) = last;
}

void raster_move(struct raster *picture, double x, double y)
{
	end_outline(picture);
	add_point(picture, x, y, FT_CURVE_TAG_ON);
}

void raster_line(struct raster *picture, double x, double y)
{
	add_point(picture, x, y, FT_CURVE_TAG_ON);
}

void raster_curve(struct raster *picture, const double x[], const double y[], int beside)
{
	for (int i = 0; i < beside; i++)
		add_point(picture, x[i], y[i], beside == 1 ? FT_CURVE_TAG_CONIC : FT_CURVE_TAG_CUBIC);
	add_point(picture, x[beside], y[beside], FT_CURVE_TAG_ON);
}

/* ---- filling */

/* Lays the colour over the pixels as far as they are covered; `left`, `top`: where the coverage begins. */
static void blend(struct raster *picture, const FT_Bitmap *cover, size_t left, size_t top, uint32_t color)
{
	for (size_t y = 0; y < cover->rows; y++) {
		uint8_t *pixel = picture->pixels + ((top + y) * picture->width + left) * RASTER_CHANNELS;
		const uint8_t *part = cover->buffer + y * (size_t)cover->pitch;
		for (size_t x = 0; x < cover->width; x++, pixel += RASTER_CHANNELS)
			for (int i = 0; part[x] && i < RASTER_CHANNELS; i++) {
				int wanted = (int)(color >> (8 * (2 - i)) & 0xFF);
				pixel[i] = (uint8_t)(pixel[i] + ((wanted - pixel[i]) * part[x] + (wanted > pixel[i] ? 127 : -127)) / 255);
			}
	}
}

/* Pixels from `low` to `high` (1/64, y upwards or x) within `size`; false: none. */
static bool clip(FT_Pos low, FT_Pos high, size_t size, FT_Pos *first, FT_Pos *end)
{
	*first = low < 0 ? 0 : low / UNIT;
	*end = (high + UNIT - 1) / UNIT;
	*end = *end > (FT_Pos)size ? (FT_Pos)size : *end;
	return high > 0 && *first < *end;
}

static void fill(struct raster *picture, FT_Outline *outline, uint32_t color)
{
	FT_BBox box;
	FT_Pos left, right, bottom, top;
	FT_Outline_Get_CBox(outline, &box);
	if (!clip(box.xMin, box.xMax, picture->width, &left, &right) || !clip(box.yMin, box.yMax, picture->height, &bottom, &top))
		return;
	FT_Bitmap cover = { .rows = (unsigned)(top - bottom), .width = (unsigned)(right - left), .pitch = (int)(right - left),
			    .num_grays = 256, .pixel_mode = FT_PIXEL_MODE_GRAY };
	size_t need = (size_t)cover.rows * cover.width;
	if (need > picture->cover_room) {
		picture->cover_room = memory_grow(picture->cover_room, need);
		picture->cover = memory_resize(picture->cover, picture->cover_room, 1);
	}
	memset(picture->cover, 0, need);
	cover.buffer = picture->cover;
	FT_Outline_Translate(outline, -left * UNIT, -bottom * UNIT);
	if (FT_Outline_Get_Bitmap(picture->library, outline, &cover) == 0)
		blend(picture, &cover, (size_t)left, picture->height - (size_t)top, color);
}

void raster_fill(struct raster *picture, uint32_t color)
{
	end_outline(picture);
	FT_Outline outline = { .n_points = (short)picture->point_count, .n_contours = (short)picture->end_count, .points = picture->points,
			       .tags = picture->tags, .contours = picture->ends };
	if (picture->point_count && picture->point_count <= MOST_POINTS)
		fill(picture, &outline, color);
	picture->point_count = picture->tag_count = picture->end_count = 0;
}

void raster_rectangle(struct raster *picture, double x, double y, double width, double height, uint32_t color)
{
	raster_move(picture, x, y);
	raster_line(picture, x + width, y);
	raster_line(picture, x + width, y + height);
	raster_line(picture, x, y + height);
	raster_fill(picture, color);
}
