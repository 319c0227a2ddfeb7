/* A page drawn: the same glyphs, rules and places as in PDF. */
#ifndef WRITE_PNG_DRAW_H
#define WRITE_PNG_DRAW_H

struct arena;
struct page;
struct raster;

/* Draws what stands on the page, whose top left corner is at (left, top), with so many pixels to a point. `arena`: for what is needed meanwhile. */
void png_draw_page(struct arena *arena, struct raster *picture, const struct page *page, double left, double top, double scale);

#endif
