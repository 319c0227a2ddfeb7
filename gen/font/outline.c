#include <math.h>

#include "base/arena.h"
#include "base/memory.h"
#include "font/face.h"

/* The outline that is being read. */
struct outline {
	struct arena *arena;
	double unit;
	struct font_stroke *strokes;
	size_t count, room;
};

static struct font_stroke *add_stroke(struct outline *outline, char kind)
{
	struct font_stroke *stroke = ARENA_PUSH(outline->arena, outline->strokes, outline->count, outline->room);
	stroke->kind = kind;
	return stroke;
}

static void set_point(const struct outline *outline, struct font_stroke *stroke, int at, float x, float y)
{
	stroke->x[at] = (float)((double)x * outline->unit);
	stroke->y[at] = (float)((double)y * outline->unit);
}

static void move_to(hb_draw_funcs_t *functions, void *outline, hb_draw_state_t *state, float x, float y, void *data)
{
	(void)functions, (void)state, (void)data;
	set_point(outline, add_stroke(outline, 'M'), 0, x, y);
}

static void line_to(hb_draw_funcs_t *functions, void *outline, hb_draw_state_t *state, float x, float y, void *data)
{
	(void)functions, (void)state, (void)data;
	set_point(outline, add_stroke(outline, 'L'), 0, x, y);
}

static void quadratic_to(hb_draw_funcs_t *functions, void *outline, hb_draw_state_t *state, float bx, float by, float x, float y, void *data)
{
	(void)functions, (void)state, (void)data;
	struct font_stroke *stroke = add_stroke(outline, 'Q');
	set_point(outline, stroke, 0, bx, by);
	set_point(outline, stroke, 1, x, y);
}

static void cubic_to(hb_draw_funcs_t *functions, void *outline, hb_draw_state_t *state, float ax, float ay, float bx, float by, float x,
		     float y, void *data)
{
	(void)functions, (void)state, (void)data;
	struct font_stroke *stroke = add_stroke(outline, 'C');
	set_point(outline, stroke, 0, ax, ay);
	set_point(outline, stroke, 1, bx, by);
	set_point(outline, stroke, 2, x, y);
}

static void close_path(hb_draw_funcs_t *functions, void *outline, hb_draw_state_t *state, void *data)
{
	(void)functions, (void)state, (void)data;
	add_stroke(outline, 'Z');
}

const struct font_stroke *font_outline(struct arena *arena, const struct font_face *face, uint32_t glyph, size_t *count)
{
	struct outline outline = { .arena = arena, .unit = face->unit };
	memory_watch();
	hb_draw_funcs_t *functions = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(functions, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(functions, line_to, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(functions, quadratic_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(functions, cubic_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(functions, close_path, NULL, NULL);
	hb_font_get_glyph_shape(face->font, glyph, functions, &outline);
	hb_draw_funcs_destroy(functions);
	memory_watched();
	*count = outline.count;
	return outline.strokes;
}

/* Height of a stroke that begins at the height `from`, at t = 0 … 1 of its length: a Bézier curve by de Casteljau. */
static double height_at(const struct font_stroke *stroke, double from, int points, double t)
{
	double y[4] = { from };
	for (int i = 0; i < points; i++)
		y[i + 1] = (double)stroke->y[i];
	for (int left = points; left; left--)
		for (int i = 0; i < left; i++)
			y[i] += t * (y[i + 1] - y[i]);
	return y[0];
}

/* The glyph's box that HarfBuzz gives holds the control points of its curves, which may lie outside its ink. */
double font_outline_depth(struct arena *scratch, const struct font_face *face, uint32_t glyph)
{
	enum { STEPS = 16 }; /* of a curve; what lies between them is far below a hundredth of an em */
	size_t count;
	const struct font_stroke *strokes = font_outline(scratch, face, glyph, &count);
	double least = INFINITY, at = 0;
	for (size_t i = 0; i < count; i++) {
		int points = strokes[i].kind == 'C' ? 3 : strokes[i].kind == 'Q' ? 2 : strokes[i].kind != 'Z';
		for (int step = 1; points && step <= STEPS; step++)
			least = fmin(least, height_at(&strokes[i], at, points, points == 1 ? 1 : (double)step / STEPS));
		at = points ? (double)strokes[i].y[points - 1] : at;
	}
	return -least;
}
