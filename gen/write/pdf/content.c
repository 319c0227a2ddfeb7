#include "write/pdf/content.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "layout/page.h"
#include "write/pdf/font.h"
#include "write/pdf/token.h"

enum { UNITS = 1000 }; /* positions are kept in 1/1000 pt, as written, so that differences do not add up errors */

static const double TOLERANCE = 0.004; /* pt a glyph may stand beside its place before it is moved */

/* The graphics state as the operators written so far have set it. */
struct content {
	struct buf *out;
	const struct pdf_fonts *fonts;
	double height;            /* of the page, pt */
	uint32_t color;
	const struct pdf_font *font;
	double size;
	long long spacing;        /* Tc, 1/10000 pt */
	long long rise;           /* Ts, units */
	long long x, y;           /* origin of the text line, units */
};

static void add_units(struct buf *out, long long units)
{
	buf_add_number(out, (double)units / UNITS, 3);
}

static void set_color(struct content *c, uint32_t color)
{
	if (color == c->color)
		return;
	c->color = color;
	unsigned red = color >> 16 & 0xFF, green = color >> 8 & 0xFF, blue = color & 0xFF;
	buf_add_number(c->out, red / 255.0, 4);
	if (red == green && green == blue) {
		buf_add_text(c->out, " g\n");
		return;
	}
	buf_add_char(c->out, ' ');
	buf_add_number(c->out, green / 255.0, 4);
	buf_add_char(c->out, ' ');
	buf_add_number(c->out, blue / 255.0, 4);
	buf_add_text(c->out, " rg\n");
}

static void set_font(struct content *c, const struct pdf_font *font, double size)
{
	if (font == c->font && size == c->size)
		return;
	c->font = font;
	c->size = size;
	buf_printf(c->out, "/F%zu ", pdf_font_number(font));
	buf_add_number(c->out, size, 4);
	buf_add_text(c->out, " Tf\n");
}

static void set_spacing(struct content *c, long long spacing)
{
	if (spacing == c->spacing)
		return;
	c->spacing = spacing;
	buf_add_number(c->out, (double)spacing / 10000, 4);
	buf_add_text(c->out, " Tc\n");
}

static void set_rise(struct content *c, double y)
{
	long long rise = llround(-y * UNITS);
	if (rise == c->rise)
		return;
	c->rise = rise;
	add_units(c->out, rise);
	buf_add_text(c->out, " Ts\n");
}

static void move_to(struct content *c, double x, double y)
{
	long long to_x = llround(x * UNITS), to_y = llround((c->height - y) * UNITS);
	add_units(c->out, to_x - c->x);
	buf_add_char(c->out, ' ');
	add_units(c->out, to_y - c->y);
	buf_add_text(c->out, " Td\n");
	c->x = to_x;
	c->y = to_y;
}

static void begin_text(struct content *c)
{
	buf_add_text(c->out, "BT\n");
	c->x = c->y = 0;
}

/* Space that the layout adds behind glyph `i` to its natural width, 1/10000 pt. */
static long long space_behind(const struct page_run *run, size_t i, const struct pdf_font *font)
{
	double natural = pdf_font_glyph(font, run->glyphs[i].id)->width * run->size;
	return llround(((double)run->glyphs[i + 1].x - run->glyphs[i].x - natural) * 10000);
}

/* The character spacing that suits most glyphs of the run (majority vote): the others are moved by TJ. A grid line needs no
 * other number. */
static long long main_spacing(const struct page_run *run, const struct pdf_font *font)
{
	long long candidate = 0, votes = 0;
	for (size_t i = 0; i + 1 < run->glyph_count; i++) {
		long long space = space_behind(run, i, font);
		if (!votes)
			candidate = space;
		votes += llabs(space - candidate) <= 2 ? 1 : -1;
	}
	return candidate;
}

/* A piece of a run that is shown by one operator. */
struct show {
	struct content *content;
	uint8_t codes[512];       /* of the string that is open */
	size_t used;
	double pen;               /* where a viewer stands, pt from the run's origin */
	bool array;               /* [ … ] TJ is open, else nothing */
	size_t start;             /* of the array in the buffer */
	bool moved;               /* the array holds numbers */
};

static void end_string(struct show *s)
{
	if (!s->used)
		return;
	pdf_add_literal(s->content->out, s->codes, s->used);
	s->used = 0;
}

/* Ends the operator; an array of one string becomes a plain Tj. */
static void end_show(struct show *s)
{
	struct buf *out = s->content->out;
	end_string(s);
	if (!s->array)
		return;
	if (s->moved) {
		buf_add_text(out, "]TJ\n");
	} else {
		out->data[s->start] = ' ';
		buf_add_text(out, "Tj\n");
	}
	s->array = s->moved = false;
}

static void add_glyph(struct show *s, const struct page_run *run, const struct page_glyph *glyph)
{
	struct content *c = s->content;
	const struct pdf_glyph *font_glyph = pdf_font_glyph(c->font, glyph->id);
	if (llround(-(double)glyph->y * UNITS) != c->rise) {
		end_show(s);
		set_rise(c, glyph->y);
	}
	if (!s->array) {
		s->array = true;
		s->start = c->out->len;
		buf_add_char(c->out, '[');
	}
	double off = glyph->x - s->pen;
	if (fabs(off) > TOLERANCE && run->size > 0) {
		end_string(s);
		/* 1/1000 em; a decimal where a whole number is coarser than the tolerance */
		int places = run->size > 8 ? 1 : 0;
		double adjust = -off / run->size * 1000;
		adjust = places ? round(adjust * 10) / 10 : round(adjust);
		buf_add_number(c->out, adjust, places);
		s->pen -= adjust * run->size / 1000;
		s->moved = true;
	}
	if (s->used == sizeof s->codes) {
		end_string(s);
		s->moved = true;
	}
	s->codes[s->used++] = (uint8_t)(font_glyph->code >> 8);
	s->codes[s->used++] = (uint8_t)(font_glyph->code & 0xFF);
	s->pen += font_glyph->width * run->size + (double)c->spacing / 10000;
}

/* Whether /ToUnicode alone gives the cluster's text. */
static bool is_plain(const struct pdf_font *font, const struct page_run *run, const struct pdf_cluster *cluster)
{
	return cluster->count == 1 && str_equal(pdf_font_glyph(font, run->glyphs[cluster->first].id)->text, cluster->text);
}

static void add_run(struct content *c, const struct page_run *run, double baseline)
{
	if (!run->glyph_count)
		return;
	const struct pdf_font *font = pdf_fonts_lookup(c->fonts, run->face);
	set_color(c, run->color);
	set_font(c, font, run->size);
	if (run->glyph_count > 1)
		set_spacing(c, main_spacing(run, font));
	move_to(c, run->x, baseline);
	struct show show = { .content = c };
	for (size_t i = 0; i < run->glyph_count;) {
		struct pdf_cluster cluster = pdf_cluster_at(run, i);
		bool plain = is_plain(font, run, &cluster);
		if (!plain) {
			end_show(&show);
			buf_add_text(c->out, "/Span<</ActualText");
			pdf_add_text_string(c->out, cluster.text);
			buf_add_text(c->out, ">>BDC\n");
		}
		for (size_t k = 0; k < cluster.count; k++)
			add_glyph(&show, run, &run->glyphs[i + k]);
		if (!plain) {
			end_show(&show);
			buf_add_text(c->out, "EMC\n");
		}
		i += cluster.count;
	}
	end_show(&show);
	set_rise(c, 0);
}

static void add_line(struct content *c, const struct page_line *line)
{
	for (size_t i = 0; i < line->run_count; i++)
		add_run(c, &line->runs[i], line->baseline);
}

/* Lines from `first` that belong to one block: one text object. Returns the line after them. */
static size_t add_block(struct content *c, const struct page *page, size_t first)
{
	const struct page_line *lines = page->lines;
	size_t end = first + 1;
	while (end < page->line_count && lines[end].node == lines[first].node && lines[end].artifact == lines[first].artifact)
		end++;
	if (lines[first].artifact)
		buf_add_text(c->out, "/Artifact<</Type/Pagination>>BDC\n");
	begin_text(c);
	for (size_t i = first; i < end; i++)
		add_line(c, &lines[i]);
	buf_add_text(c->out, "ET\n");
	if (lines[first].artifact)
		buf_add_text(c->out, "EMC\n");
	return end;
}

static void add_rules(struct content *c, const struct page *page)
{
	if (!page->rule_count)
		return;
	buf_add_text(c->out, "/Artifact BMC\n");
	for (size_t i = 0; i < page->rule_count; i++) {
		const struct page_rule *rule = &page->rules[i];
		set_color(c, rule->color);
		add_units(c->out, llround(rule->x * UNITS));
		buf_add_char(c->out, ' ');
		add_units(c->out, llround((c->height - rule->y - rule->height) * UNITS));
		buf_add_char(c->out, ' ');
		add_units(c->out, llround(rule->width * UNITS));
		buf_add_char(c->out, ' ');
		add_units(c->out, llround(rule->height * UNITS));
		buf_add_text(c->out, " re f\n");
	}
	buf_add_text(c->out, "EMC\n");
}

void pdf_content_add(struct buf *out, const struct page *page, const struct pdf_fonts *fonts)
{
	struct content content = { .out = out, .fonts = fonts, .height = page->height };
	add_rules(&content, page);
	for (size_t i = 0; i < page->line_count;)
		i = add_block(&content, page, i);
}
