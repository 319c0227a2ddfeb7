#include "write/png/encode.h"

#include <libdeflate.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "write/png/raster.h"

enum {
	LEVEL = 6,             /* of compression; pages are mostly white */
	GREY = 0, RGB = 2,     /* colour types */
};

static const double INCH = 0.0254; /* m */

static bool is_grey(const struct raster *picture)
{
	size_t count = raster_width(picture) * raster_height(picture);
	const uint8_t *pixel = raster_row(picture, 0);
	for (size_t i = 0; i < count; i++, pixel += RASTER_CHANNELS)
		if (pixel[0] != pixel[1] || pixel[1] != pixel[2])
			return false;
	return true;
}

/* The rows, each behind the number of its filter: none, which suits type best. Owned by the caller. */
static struct buf scan(const struct raster *picture, bool grey)
{
	struct buf rows = BUF_INIT;
	size_t width = raster_width(picture), height = raster_height(picture);
	buf_reserve(&rows, (width * (grey ? 1 : RASTER_CHANNELS) + 1) * height);
	for (size_t y = 0; y < height; y++) {
		const uint8_t *row = raster_row(picture, y);
		buf_add_char(&rows, '\0');
		if (!grey)
			buf_add(&rows, row, width * RASTER_CHANNELS);
		for (size_t x = 0; grey && x < width; x++)
			buf_add_char(&rows, (char)row[x * RASTER_CHANNELS]);
	}
	return rows;
}

static void add_chunk(struct buf *out, const char *type, struct str data)
{
	buf_add_binary(out, (uint32_t)data.len, 4);
	size_t start = out->len;
	buf_add(out, type, 4);
	buf_add_str(out, data);
	buf_add_binary(out, libdeflate_crc32(0, out->data + start, out->len - start), 4);
}

static void add_pixels(struct buf *out, struct str rows)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
	if (!compressor)
		memory_fail();
	size_t room = libdeflate_zlib_compress_bound(compressor, rows.len);
	struct buf packed = BUF_INIT;
	buf_reserve(&packed, room);
	packed.len = libdeflate_zlib_compress(compressor, rows.data, rows.len, packed.data, room);
	libdeflate_free_compressor(compressor);
	add_chunk(out, "IDAT", buf_str(&packed));
	buf_free(&packed);
}

void png_encode(const struct raster *picture, double resolution, struct buf *out)
{
	bool grey = is_grey(picture);
	struct buf head = BUF_INIT, rows = scan(picture, grey);
	buf_add(out, "\x89PNG\r\n\x1A\n", 8);
	buf_add_binary(&head, (uint32_t)raster_width(picture), 4);
	buf_add_binary(&head, (uint32_t)raster_height(picture), 4);
	buf_add_binary(&head, 8, 1);
	buf_add_binary(&head, grey ? GREY : RGB, 1);
	buf_add_binary(&head, 0, 3); /* compression, filter, interlace: the usual */
	add_chunk(out, "IHDR", buf_str(&head));
	buf_reset(&head);
	for (int i = 0; i < 2; i++)
		buf_add_binary(&head, (uint32_t)lround(resolution / INCH), 4);
	buf_add_binary(&head, 1, 1); /* per metre */
	add_chunk(out, "pHYs", buf_str(&head));
	add_pixels(out, buf_str(&rows));
	add_chunk(out, "IEND", STR(""));
	buf_free(&head);
	buf_free(&rows);
}
