/* Pictures of pixels: filled shapes with smooth edges. */
#ifndef WRITE_PNG_RASTER_H
#define WRITE_PNG_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct raster;

enum { RASTER_CHANNELS = 3 }; /* red, green, blue */

/* A picture of one colour, 0xRRGGBB, owned by the arena. */
struct raster *raster_new(struct arena *arena, size_t width, size_t height, uint32_t color);

size_t raster_width(const struct raster *picture);
size_t raster_height(const struct raster *picture);

/* The pixels of a row, of RASTER_CHANNELS bytes each; the rows follow each other. */
const uint8_t *raster_row(const struct raster *picture, size_t y);

/* Outlines are gathered, then filled together; points are in pixels from the top left corner, y downwards. Curves are as TrueType (one point beside the line) and
 * PostScript (two) have them. */
void raster_move(struct raster *picture, double x, double y);
void raster_line(struct raster *picture, double x, double y);
void raster_curve(struct raster *picture, const double x[], const double y[], int beside);

/* Fills what lies within the outlines (what they go round more often in one direction than in the other) and forgets them. */
void raster_fill(struct raster *picture, uint32_t color);

/* Fills a rectangle. */
void raster_rectangle(struct raster *picture, double x, double y, double width, double height, uint32_t color);

#endif
