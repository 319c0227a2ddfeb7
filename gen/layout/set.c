#include <math.h>

#include "base/arena.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/footnote.h"
#include "layout/line.h"
#include "layout/spacing.h"
#include "layout/text.h"

/* Widths that differ by less are the same, pt. */
static const double SAME = 1e-6;

static double em_of(const struct text *text, const struct text_cell *cell)
{
	return text->spans[cell->span].look.size;
}

/* The turns in which a line that is too long loses width (CLREQ 3.1.6.2). */
enum turn { TURN_LINE_END, TURN_BRACKET, TURN_PAUSE, TURN_GAP, TURN_STOP, TURNS };

static enum turn turn_of(const struct line *line, size_t at, const struct text_cell *cell)
{
	uint32_t cp = cell->codepoint;
	if (at + 1 == line->end)
		return TURN_LINE_END;
	if (break_is_opener(cp) || break_is_closer(cp))
		return TURN_BRACKET;
	return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F ? TURN_STOP : TURN_PAUSE;
}

/* How a line comes to its width; all 0: it has it. */
struct fitting {
	bool changes;
	struct spacing_stretch stretch;
	double squeeze[TURNS]; /* shares, 0 … 1, of what is lost in each turn */
};

/* A line that would come apart (more than one em at each place) stays short. */
static void stretch_line(const struct text *text, const struct line *line, double room, struct fitting *fitting)
{
	struct spacing_places places = { 0 };
	for (size_t i = line->first + 1; i < line->end - line->hung; i++)
		spacing_add(&places, text, i);
	struct spacing_stretch stretch = spacing_share(&places, room);
	if (!(stretch.each <= em_of(text, &text->cells[line->first])))
		return;
	fitting->changes = true;
	fitting->stretch = stretch;
}

static void squeeze_line(const struct text *text, const struct line *line, double over, struct fitting *fitting)
{
	double give[TURNS] = { 0 };
	fitting->changes = true;
	for (size_t i = line->first; i < line->end - line->hung; i++) {
		const struct text_cell *cell = &text->cells[i];
		give[turn_of(line, i, cell)] += spacing_mark_give(cell, i == line->first);
		give[TURN_GAP] += i > line->first ? spacing_gap_give(cell) : 0;
	}
	for (int turn = 0; turn < TURNS && over > 0; turn++)
		if (give[turn] > 0) {
			fitting->squeeze[turn] = fmin(1, over / give[turn]);
			over -= give[turn];
		}
}

static struct fitting fitting_of(const struct text *text, const struct line *line, double width, bool justify)
{
	struct fitting fitting = { 0 };
	double room = width - text_width(text, line->first, line->end - line->hung);
	if (fabs(room) < SAME)
		return fitting;
	if (room < 0)
		squeeze_line(text, line, -room, &fitting);
	else if (justify)
		stretch_line(text, line, room, &fitting);
	return fitting;
}

/* Where cell `at` of the line is moved, pt, and in *cut what it loses of its width. */
static double move_of(const struct text *text, const struct line *line, size_t at, const struct fitting *fitting, double *cut)
{
	const struct text_cell *cell = &text->cells[at];
	if (line->hung && at + 1 == line->end)
		return at > line->first ? -fitting->squeeze[TURN_GAP] * spacing_gap_give(cell) : 0;
	*cut = fitting->squeeze[turn_of(line, at, cell)] * spacing_mark_give(cell, at == line->first);
	if (at == line->first)
		return 0;
	return spacing_gains(text, at, fitting->stretch) - fitting->squeeze[TURN_GAP] * spacing_gap_give(cell);
}

/* Final x of each cell of the line, relative to its left edge; the entry behind the last is its right edge. */
static double *positions(struct layout *layout, const struct text *text, const struct line *line, const struct fitting *fitting)
{
	size_t count = line->end - line->first;
	double *x = ARENA_ARRAY(layout->scratch, double, count + 1), at = 0;
	for (size_t i = 0; i < count; i++) {
		const struct text_cell *cell = &text->cells[line->first + i];
		double cut = 0;
		at += i ? cell->gap : 0;
		at += fitting->changes ? move_of(text, line, line->first + i, fitting, &cut) : 0;
		x[i] = cut > 0 && break_is_opener(cell->codepoint) ? at - cut : at; /* an opener's blank half is its left one */
		at += text_cell_width(text, line->first + i, line->end) - cut;
	}
	x[count] = at;
	return x;
}

/* Whether two cells stand in one run. */
static bool same_run(const struct text *text, const struct text_cell *a, const struct text_cell *b)
{
	const struct text_look *one = &text->spans[a->span].look, *other = &text->spans[b->span].look;
	return a->face == b->face && (a->span == b->span || (one->size == other->size && one->color == other->color &&
							     one->link == other->link && one->target == other->target &&
							     one->mark == other->mark));
}

static size_t run_end(const struct text *text, size_t first, size_t end)
{
	size_t at = first + 1;
	while (at < end && same_run(text, &text->cells[first], &text->cells[at]))
		at++;
	return at;
}

/* Whether the cell is drawn in a line that ends at `line_end`. */
static bool is_shown(const struct text *text, size_t at, size_t line_end)
{
	return text->cells[at].kind != TEXT_HYPHEN || at + 1 == line_end;
}

static bool is_dash(const struct text_cell *cell)
{
	return cell->codepoint == 0x2014 && cell->glyph_count == 1;
}

/* How far a dash moves, pt, so that it is one line with the dashes beside it: many faces leave room around its ink. All move towards
 * the middle of theirs, and overlap a little. */
static double dash_move(const struct text *text, size_t first, size_t end, size_t at)
{
	static const double SEEN = 0.005, OVERLAP = 0.01; /* em */
	const struct text_cell *cell = &text->cells[at];
	if (!is_dash(cell))
		return 0;
	size_t before = 0, behind = 0;
	while (at - before > first && is_dash(cell - before - 1))
		before++;
	while (at + behind + 1 < end && is_dash(cell + behind + 1))
		behind++;
	double size = text->spans[cell->span].look.size, ink = font_face_ink(cell->face, cell->glyphs->id) * size;
	double gap = cell->width - ink;
	return gap > SEEN * size ? ((double)behind - (double)before) / 2 * (gap + OVERLAP * size) : 0;
}

/* Cells of a line that look alike. */
struct stretch {
	const struct text *text;
	size_t first, end;
	size_t line_end;
	const double *x;         /* of the cells, from `first` on */
};

/* Glyphs of cells [first, end) of the stretch, which are of one block, as one run. */
static struct page_run make_run(struct layout *layout, const struct stretch *s, size_t first, size_t end)
{
	const struct text *text = s->text;
	const struct text_cell *cells = text->cells;
	const struct text_look *look = &text->spans[cells[first].span].look;
	size_t count = 0, bytes = cells[first].start;
	for (size_t i = first; i < end; i++)
		count += is_shown(text, i, s->line_end) ? cells[i].glyph_count : 0;
	struct page_glyph *glyphs = ARENA_ARRAY(layout->arena, struct page_glyph, count);
	struct page_run run = {
		.node = look->block, .face = cells[first].face, .size = look->size, .color = look->color, .x = s->x[0],
		.text = { text->chars.data + bytes, cells[end - 1].start + cells[end - 1].len - bytes },
		.glyphs = glyphs, .glyph_count = count, .link = look->link, .target = look->target,
		.anchor = look->mark ? look->mark->anchor : NULL, .mark = look->mark,
	};
	for (size_t i = first; i < end; i++) {
		if (!is_shown(text, i, s->line_end))
			continue;
		const double *x = s->x + (i - s->first);
		double pen = x[0] - s->x[0] + cells[i].shift + dash_move(text, s->first, s->end, i), next = x[1] - s->x[0];
		for (uint32_t k = 0; k < cells[i].glyph_count; k++, glyphs++) {
			const struct font_glyph *shaped = &cells[i].glyphs[k];
			bool inner = k + 1 < cells[i].glyph_count;
			double advance = inner ? (double)shaped->advance * look->size : next - pen;
			*glyphs = (struct page_glyph){
				.id = shaped->id,
				.x = (float)(pen + (double)shaped->x * look->size),
				.y = (float)(-(double)shaped->y * look->size - look->rise),
				.advance = (float)advance,
				.start = cells[i].start - (uint32_t)bytes + (k ? cells[i].len : 0),
				.len = k ? 0 : cells[i].len,
				.variable = text->spans[cells[i].span].look.variable,
				.value = text->spans[cells[i].span].look.value & INT32_MAX,
			};
			pen += advance;
		}
	}
	return run;
}

static const struct doc_node *block_of(const struct text *text, size_t cell)
{
	return text->spans[text->cells[cell].span].look.block;
}

/* The end of the cells from `first` on that are of one block; those up to `end` look alike. Blocks follow each other. */
static size_t part_end(const struct text *text, size_t first, size_t end)
{
	size_t at = first + 1;
	if (block_of(text, first) == block_of(text, end - 1))
		return end;
	while (block_of(text, at) == block_of(text, first))
		at++;
	return at;
}

static size_t count_runs(const struct text *text, const struct line *line)
{
	size_t count = 0;
	for (size_t i = line->first, end = i; i < line->end; i = part_end(text, i, end), count++)
		end = i == end ? run_end(text, i, line->end) : end;
	return count;
}

static void add_runs(struct layout *layout, const struct text *text, const struct line *line, const double *x,
		     struct page_line *out)
{
	struct page_run *runs = ARENA_ARRAY(layout->arena, struct page_run, count_runs(text, line));
	struct stretch stretch = { .text = text, .end = line->first, .line_end = line->end };
	for (size_t i = line->first, next; i < line->end; i = next) {
		if (i == stretch.end) {
			stretch.first = i;
			stretch.end = run_end(text, i, line->end);
			stretch.x = x + (i - line->first);
		}
		next = part_end(text, i, stretch.end);
		runs[out->run_count] = make_run(layout, &stretch, i, next);
		out->size = fmax(out->size, runs[out->run_count++].size);
	}
	out->runs = runs;
}

struct page_line line_set(struct layout *layout, const struct text *text, const struct line *line,
			  struct line_place place)
{
	struct page_line out = { .node = text->node, .hung = line->hung, .last = line->last, .left = place.left };
	size_t start = line->first < text->cell_count ? text->cells[line->first].start : text->chars.len;
	out.text = (struct str){ text->chars.data + start, 0 };
	out.right = place.left;
	if (line->end <= line->first)
		return out;
	bool justify = place.align == TEMPLATE_JUSTIFY && !line->last;
	size_t count = line->end - line->first;
	struct fitting fitting = fitting_of(text, line, place.width, justify);
	double *x = positions(layout, text, line, &fitting);
	double set = line->hung ? x[count - 1] : x[count];
	if (place.align == TEMPLATE_CENTER)
		out.left += (place.width - set) / 2;
	else if (place.align == TEMPLATE_RIGHT)
		out.left += place.width - set;
	for (size_t i = 0; i <= count; i++)
		x[i] += out.left;
	out.right = out.left + set;
	const struct text_cell *last = &text->cells[line->end - 1];
	out.text.len = last->start + last->len - start;
	add_runs(layout, text, line, x, &out);
	return out;
}
