#include "write/png/draw.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "font/font.h"
#include "layout/page.h"
#include "write/png/raster.h"

/* Where points of the frame at work are in the picture. */
struct drawing {
	struct arena *arena;
	struct raster *picture;
	double left, top, scale;
	bool turned;           /* the frame's top is the sheet's left edge */
	double height;         /* of the upright sheet, pt */
};

static double place_x(const struct drawing *d, double x, double y)
{
	return d->left + (d->turned ? y : x) * d->scale;
}

static double place_y(const struct drawing *d, double x, double y)
{
	return d->top + (d->turned ? d->height - x : y) * d->scale;
}

/* Adds a piece of an outline whose origin is at (x, y). */
static void add_stroke(const struct drawing *d, const struct font_stroke *stroke, double x, double y, double size)
{
	double xs[3], ys[3];
	for (int i = 0; i < 3; i++) {
		double at_x = x + (double)stroke->x[i] * size, at_y = y - (double)stroke->y[i] * size;
		xs[i] = place_x(d, at_x, at_y);
		ys[i] = place_y(d, at_x, at_y);
	}
	switch (stroke->kind) {
	case 'M':
		raster_move(d->picture, xs[0], ys[0]);
		break;
	case 'L':
		raster_line(d->picture, xs[0], ys[0]);
		break;
	case 'Q':
	case 'C':
		raster_curve(d->picture, xs, ys, stroke->kind == 'Q' ? 1 : 2);
		break;
	default: /* outlines are closed */
		break;
	}
}

static void draw_run(const struct drawing *d, const struct page_run *run, double baseline)
{
	for (size_t i = 0; i < run->glyph_count; i++) {
		const struct page_glyph *glyph = &run->glyphs[i];
		size_t count;
		const struct font_stroke *strokes = font_outline(d->arena, run->face, glyph->id, &count);
		for (size_t k = 0; k < count; k++)
			add_stroke(d, &strokes[k], run->x + (double)glyph->x, baseline + (double)glyph->y, run->size);
		raster_fill(d->picture, run->color);
	}
}

static void draw_lines(const struct drawing *d, const struct page *page, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		for (size_t r = 0; r < page->lines[i].run_count; r++)
			draw_run(d, &page->lines[i].runs[r], page->lines[i].baseline);
}

/* Edges on whole pixels, at least one apart: a fine rule is as black as a thick one. */
static void snap(double a, double b, double *first, double *size)
{
	double low = floor(fmin(a, b) + 0.5), high = floor(fmax(a, b) + 0.5);
	*first = low;
	*size = fmax(1, high - low);
}

static void draw_rules(const struct drawing *d, const struct page *page)
{
	for (size_t i = 0; i < page->rule_count; i++) {
		const struct page_rule *rule = &page->rules[i];
		double right = rule->x + rule->width, bottom = rule->y + rule->height, x, y, width, height;
		snap(place_x(d, rule->x, rule->y), place_x(d, right, bottom), &x, &width);
		snap(place_y(d, rule->x, rule->y), place_y(d, right, bottom), &y, &height);
		raster_rectangle(d->picture, x, y, width, height, rule->color);
	}
}

void png_draw_page(struct arena *arena, struct raster *picture, const struct page *page, double left, double top, double scale)
{
	struct drawing d = { arena, picture, left, top, scale, page->turned, page->height };
	size_t own = page->line_count - page->regions[PAGE_FURNITURE].line_count;
	draw_rules(&d, page);
	draw_lines(&d, page, 0, own);
	d.turned = false;
	draw_lines(&d, page, own, page->line_count);
}
