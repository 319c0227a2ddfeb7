#include "write/pdf/content.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "layout/page.h"
#include "write/cluster.h"
#include "write/pdf/font.h"
#include "write/pdf/tags.h"
#include "write/pdf/token.h"

enum { UNITS = 1000 }; /* positions are kept in 1/1000 pt, as written, so that differences do not add up errors */

static const double TOLERANCE = 0.004;  /* pt a glyph may stand beside its place before it is moved */
static const double SPACE_SEEN = 0.1;   /* em: programs that read PDF take a wider gap for a space */
static const double SPACE_MEANT = 1.0;  /* em: a gap as wide as a character parts the text */

/* A cluster of a line. */
struct piece {
	const struct page_run *run;
	const struct page_run *start; /* of the line: that with which `run` begins */
	const struct pdf_face *face;
	struct cluster cluster;
	double left, right;       /* of its natural width, or that of the wider glyph, pt */
	const struct pdf_glyph *wide; /* the glyph with the gap behind it; NULL: its own is shown */
};

/* With the graphics state as the operators written so far have set it. */
struct pdf_content {
	struct arena *arena;
	struct buf *out;
	const struct pdf_fonts *fonts;
	double height;            /* of the frame at work, pt */
	uint32_t color;
	const struct pdf_font *font;
	double size;
	long long spacing;        /* Tc, 1/10000 pt */
	long long rise;           /* Ts, units */
	long long x, y;           /* origin of the text line, units */
	struct piece *pieces;     /* of the line at work */
	size_t piece_count, piece_capacity;
	bool inks;                /* colours are of four inks */
	struct pdf_tags *tags;    /* NULL: the file has none */
	const struct page_line *marked; /* of the marked content that is open, and its first run; NULL: none is */
	const struct page_run *marked_run;
};

static void add_units(struct buf *out, long long units)
{
	buf_add_number(out, (double)units / UNITS, 3);
}

/* The colour in inks without a colour profile: greys are black alone, red is magenta and yellow. `operator`: k fills, K strokes. */
static void add_inks(struct buf *out, uint32_t color, const char *operator)
{
	unsigned parts[] = { color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF }, most = 0;
	for (int i = 0; i < 3; i++)
		most = parts[i] > most ? parts[i] : most;
	for (int i = 0; i < 3; i++) {
		buf_add_number(out, most ? (most - parts[i]) / (double)most : 0, 4);
		buf_add_char(out, ' ');
	}
	buf_add_number(out, 1 - most / 255.0, 4);
	buf_printf(out, " %s\n", operator);
}

static void set_color(struct pdf_content *c, uint32_t color)
{
	if (color == c->color)
		return;
	c->color = color;
	if (c->inks) {
		add_inks(c->out, color, "k");
		return;
	}
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

static void set_font(struct pdf_content *c, const struct pdf_font *font, double size)
{
	if (font == c->font && size == c->size)
		return;
	c->font = font;
	c->size = size;
	buf_add_text(c->out, "/F");
	buf_add_number(c->out, (double)pdf_font_number(font), 0);
	buf_add_char(c->out, ' ');
	buf_add_number(c->out, size, 4);
	buf_add_text(c->out, " Tf\n");
}

static void set_spacing(struct pdf_content *c, long long spacing)
{
	if (spacing == c->spacing)
		return;
	c->spacing = spacing;
	buf_add_number(c->out, (double)spacing / 10000, 4);
	buf_add_text(c->out, " Tc\n");
}

static void set_rise(struct pdf_content *c, double y)
{
	long long rise = llround(-y * UNITS);
	if (rise == c->rise)
		return;
	c->rise = rise;
	add_units(c->out, rise);
	buf_add_text(c->out, " Ts\n");
}

static void move_to(struct pdf_content *c, double x, double y)
{
	long long to_x = llround(x * UNITS), to_y = llround((c->height - y) * UNITS);
	add_units(c->out, to_x - c->x);
	buf_add_char(c->out, ' ');
	add_units(c->out, to_y - c->y);
	buf_add_text(c->out, " Td\n");
	c->x = to_x;
	c->y = to_y;
}

static void begin_text(struct pdf_content *c)
{
	buf_add_text(c->out, "BT\n");
	c->x = c->y = 0;
}

/* Space that the layout adds behind glyph `i` to its natural width, 1/10000 pt. */
static long long space_behind(const struct page_run *run, size_t i, const struct pdf_face *face)
{
	double natural = pdf_face_glyph(face, run->glyphs[i].id, STR(""))->width * run->size;
	return llround(((double)run->glyphs[i + 1].x - run->glyphs[i].x - natural) * 10000);
}

/* The character spacing that suits most glyphs of the run (majority vote): the others are moved by TJ. A grid line needs
 * no other number. */
static long long main_spacing(const struct page_run *run, const struct pdf_face *face)
{
	long long candidate = 0, votes = 0;
	for (size_t i = 0; i + 1 < run->glyph_count; i++) {
		long long space = space_behind(run, i, face);
		if (!votes)
			candidate = space;
		votes += llabs(space - candidate) <= 2 ? 1 : -1;
	}
	return candidate;
}

/* Glyphs that one operator shows: (…) Tj, or [(…) number (…)] TJ when some of them are moved. */
struct show {
	struct pdf_content *content;
	uint8_t codes[512];       /* of the string that is open */
	size_t used;
	double pen;               /* where a viewer stands, pt from the run's origin */
	bool array;               /* an array is open */
	bool span;                /* a span with /ActualText is open */
};

static void end_string(struct show *s)
{
	if (s->used)
		pdf_add_literal(s->content->out, s->codes, s->used);
	s->used = 0;
}

static void end_show(struct show *s)
{
	if (!s->used)
		return;
	end_string(s);
	buf_add_text(s->content->out, s->array ? "]TJ\n" : "Tj\n");
	s->array = false;
}

/* Moves the pen by a number in the array: 1/1000 em, against the direction of writing. */
static void move_pen(struct show *s, double distance, double size)
{
	if (!s->array)
		buf_add_char(s->content->out, '[');
	s->array = true;
	end_string(s);
	double adjust = round(-distance / size * 10000) / 10;
	buf_add_number(s->content->out, adjust, 1);
	s->pen -= adjust * size / 1000;
}

static struct str own_text(const struct piece *piece)
{
	return cluster_own_text(piece->run, &piece->cluster);
}

static void add_glyph(struct show *s, const struct piece *piece, const struct page_glyph *glyph)
{
	struct pdf_content *c = s->content;
	const struct page_run *run = piece->run;
	const struct pdf_glyph *font_glyph = piece->wide ? piece->wide : pdf_face_glyph(piece->face, glyph->id, own_text(piece));
	if (font_glyph->font != c->font) {
		end_show(s);
		set_font(c, font_glyph->font, run->size);
	}
	if (llround(-(double)glyph->y * UNITS) != c->rise) {
		end_show(s);
		set_rise(c, glyph->y);
	}
	if (s->used == sizeof s->codes)
		end_show(s);
	double off = (double)glyph->x - s->pen;
	if (fabs(off) > TOLERANCE && run->size > 0)
		move_pen(s, off, run->size);
	s->codes[s->used++] = (uint8_t)(font_glyph->code >> 8);
	s->codes[s->used++] = (uint8_t)(font_glyph->code & 0xFF);
	s->pen += font_glyph->width * run->size + (double)c->spacing / 10000;
}

/* Whether what the line shows is in the structure. */
static bool is_tagged(const struct pdf_content *c, const struct page_line *line)
{
	return c->tags && !line->artifact;
}

/* Whether tags do not part two runs of the line. */
static bool are_one(const struct pdf_content *c, const struct page_line *line, const struct page_run *a, const struct page_run *b)
{
	return !is_tagged(c, line) || pdf_tags_are_one(line, a, b);
}

/* Whether two runs of the line may be shown as one: only their nodes differ, and tags do not part them. */
static bool goes_on(const struct pdf_content *c, const struct page_line *line, const struct page_run *run, const struct page_run *next)
{
	bool same = next->x == run->x && next->face == run->face && next->size == run->size && next->color == run->color;
	return same && are_one(c, line, run, next);
}

/* The run at *at of a line, which moves behind it, joined with those that go on with it. */
static const struct page_run *take_run(struct pdf_content *c, const struct page_line *line, size_t *at)
{
	const struct page_run *first = &line->runs[*at], *end = line->runs + line->run_count;
	size_t count = first->glyph_count;
	const struct page_run *last = first;
	for (; last + 1 < end && goes_on(c, line, first, last + 1); last++)
		count += last[1].glyph_count;
	*at += (size_t)(last - first) + 1;
	if (last == first)
		return first;
	struct page_run *joined = ARENA_NEW(c->arena, struct page_run);
	struct page_glyph *glyphs = ARENA_ARRAY(c->arena, struct page_glyph, count);
	*joined = *first;
	joined->text.len = (size_t)(last->text.data + last->text.len - first->text.data);
	joined->glyphs = glyphs;
	joined->glyph_count = count;
	for (const struct page_run *run = first; run <= last; run++)
		for (size_t i = 0; i < run->glyph_count; i++, glyphs++) {
			*glyphs = run->glyphs[i];
			glyphs->start += (uint32_t)(run->text.data - first->text.data);
		}
	return joined;
}

/* Gives the piece the glyph that has the gap to the next one in it, where there is one. */
static void widen(struct piece *piece, const struct piece *next)
{
	const struct page_run *run = piece->run;
	uint32_t cp = 0;
	if (piece->cluster.count != 1 || piece->cluster.text.len != 1 || run->size <= 0 || !utf8_decode(next->cluster.text.data, next->cluster.text.len, &cp) || !utf8_is_han(cp))
		return;
	piece->wide = pdf_face_wide_glyph(piece->face, run->glyphs[piece->cluster.first].id, (next->left - piece->right) / run->size);
	if (piece->wide)
		piece->right = run->x + (double)run->glyphs[piece->cluster.first].x + piece->wide->width * run->size;
}

/* Notes the clusters of a line, in reading order. */
static void collect_pieces(struct pdf_content *c, const struct page_line *line)
{
	c->piece_count = 0;
	for (size_t r = 0; r < line->run_count;) {
		const struct page_run *start = &line->runs[r], *run = take_run(c, line, &r);
		const struct pdf_face *face = pdf_fonts_lookup(c->fonts, run->face);
		for (size_t i = 0; i < run->glyph_count;) {
			const struct cluster cluster = cluster_at(run, i);
			const struct page_glyph *last = &run->glyphs[i + cluster.count - 1];
			double width = pdf_face_glyph(face, last->id, STR(""))->width * run->size;
			*ARENA_PUSH(c->arena, c->pieces, c->piece_count, c->piece_capacity) = (struct piece){
				run, start, face, cluster, run->x + (double)run->glyphs[i].x, run->x + (double)last->x + width, NULL
			};
			i += cluster.count;
		}
	}
	for (size_t i = 0; i + 1 < c->piece_count; i++)
		widen(&c->pieces[i], &c->pieces[i + 1]);
}

static bool is_space(struct str text)
{
	return str_trim(text).len == 0;
}

/* Whether a reader of the PDF would see a space between the piece and the next one where the text has none: a
 * half-width mark in a full cell, the gap between Chinese and Latin. */
static bool has_false_space(const struct piece *piece)
{
	double gap = piece[1].left - piece->right, size = piece->run->size;
	return gap > SPACE_SEEN * size && gap < SPACE_MEANT * size && !is_space(piece->cluster.text) &&
	       !is_space(piece[1].cluster.text);
}

/* Whether /ToUnicode alone gives the piece's text. */
static bool is_plain(const struct piece *piece)
{
	const struct cluster *cluster = &piece->cluster;
	const struct page_glyph *glyph = &piece->run->glyphs[cluster->first];
	return cluster->count == 1 && str_equal(pdf_face_glyph(piece->face, glyph->id, cluster->text)->text, cluster->text);
}

/* The pieces from `first` whose text must be told in one (ISO 32000-1, 14.9.4): returns the one behind them. Tags part it. */
static size_t span_end(const struct pdf_content *c, const struct page_line *line, size_t first)
{
	size_t end = first + 1;
	while (end < c->piece_count && has_false_space(&c->pieces[end - 1]) && are_one(c, line, c->pieces[first].start, c->pieces[end].start))
		end++;
	return end;
}

static void end_mark(struct pdf_content *c)
{
	if (c->marked)
		buf_add_text(c->out, "EMC\n");
	c->marked = NULL;
}

/* Goes on with the marked content of the run's element. */
static void set_mark(struct pdf_content *c, const struct page_line *line, const struct page_run *run)
{
	if (!is_tagged(c, line))
		return;
	if (c->marked && c->marked->node == line->node && pdf_tags_are_one(line, c->marked_run, run))
		return;
	end_mark(c);
	pdf_tags_begin(c->tags, line, run, STR(""), c->out);
	c->marked = line;
	c->marked_run = run;
}

/* Tells the text of pieces [first, end) of the line, until EMC. */
static void begin_span(struct pdf_content *c, const struct page_line *line, size_t first, size_t end)
{
	struct buf text = BUF_INIT;
	buf_add_text(&text, "/ActualText<FEFF");
	for (size_t i = first; i < end; i++)
		pdf_add_utf16_hex(&text, c->pieces[i].cluster.text);
	buf_add_char(&text, '>');
	end_mark(c);
	if (is_tagged(c, line))
		pdf_tags_begin(c->tags, line, c->pieces[first].start, buf_str(&text), c->out);
	else
		buf_printf(c->out, "/Span<<%s>>BDC\n", text.data);
	buf_free(&text);
}

static void begin_run(struct pdf_content *c, const struct piece *piece, double baseline)
{
	const struct page_run *run = piece->run;
	set_rise(c, 0);
	set_color(c, run->color);
	set_font(c, pdf_face_glyph(piece->face, run->glyphs[0].id, own_text(piece))->font, run->size);
	if (run->glyph_count > 1)
		set_spacing(c, main_spacing(run, piece->face));
	move_to(c, run->x, baseline);
}

/* Shows piece `i` of the line; `end` is where its span ends. */
static void add_piece(struct show *show, const struct page_line *line, size_t i, size_t end)
{
	struct pdf_content *c = show->content;
	const struct piece *piece = &c->pieces[i];
	bool span = !show->span && (end > i + 1 || !is_plain(piece));
	bool new_run = i == 0 || piece[-1].run != piece->run;
	if (span || new_run)
		end_show(show);
	if (span)
		begin_span(c, line, i, end);
	else if (!show->span && (new_run || !c->marked))
		set_mark(c, line, piece->start);
	show->span = show->span || span;
	if (new_run) {
		begin_run(c, piece, line->baseline);
		show->pen = 0;
	}
	for (size_t k = 0; k < piece->cluster.count; k++)
		add_glyph(show, piece, &piece->run->glyphs[piece->cluster.first + k]);
	if (show->span && i + 1 == end) {
		end_show(show);
		buf_add_text(c->out, "EMC\n");
		show->span = false;
	}
}

static void add_line(struct pdf_content *c, const struct page_line *line)
{
	collect_pieces(c, line);
	struct show show = { .content = c };
	for (size_t i = 0, end = 0; i < c->piece_count; i++) {
		if (i >= end)
			end = span_end(c, line, i);
		add_piece(&show, line, i, end);
	}
	end_show(&show);
	set_rise(c, 0);
}

/* Lines from `first`, before `limit`, that belong to one block: one text object. Returns the line after them. */
static size_t add_block(struct pdf_content *c, const struct page *page, size_t first, size_t limit)
{
	const struct page_line *lines = page->lines;
	size_t end = first + 1;
	while (end < limit && lines[end].node == lines[first].node &&
	       lines[end].artifact == lines[first].artifact)
		end++;
	if (lines[first].artifact)
		buf_add_text(c->out, "/Artifact<</Type/Pagination>>BDC\n");
	begin_text(c);
	for (size_t i = first; i < end; i++)
		add_line(c, &lines[i]);
	end_mark(c);
	buf_add_text(c->out, "ET\n");
	if (lines[first].artifact)
		buf_add_text(c->out, "EMC\n");
	return end;
}

static void add_rules(struct pdf_content *c, const struct page *page)
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

struct pdf_content *pdf_content_new(struct arena *arena, const struct pdf_fonts *fonts, struct pdf_tags *tags)
{
	struct pdf_content *content = ARENA_NEW(arena, struct pdf_content);
	content->arena = arena;
	content->fonts = fonts;
	content->tags = tags;
	return content;
}

void pdf_content_for_print(struct pdf_content *content)
{
	content->inks = true;
}

/* A line from one point to another, to be stroked. */
static void add_stroke(struct buf *out, double x, double y, double to_x, double to_y)
{
	const double numbers[] = { x, y, to_x, to_y };
	for (int i = 0; i < 4; i++) {
		buf_add_number(out, numbers[i], 3);
		buf_add_text(out, i == 1 ? " m " : i == 3 ? " l\n" : " ");
	}
}

/* The marks at the corners of the trimmed page: outside the bleed, black. */
static void add_marks(struct buf *out, const struct page *page)
{
	const double mm = 72 / 25.4, from = (PDF_BLEED_MM + 1) * mm, to = (PDF_SLUG_MM - 1) * mm;
	buf_add_text(out, "q 0.25 w ");
	add_inks(out, 0, "K");
	for (int i = 0; i < 4; i++) {
		double x = i % 2 ? page->width : 0, y = i / 2 ? page->height : 0, right = i % 2 ? 1 : -1, up = i / 2 ? 1 : -1;
		add_stroke(out, x + right * from, y, x + right * to, y);
		add_stroke(out, x, y + up * from, x, y + up * to);
	}
	buf_add_text(out, "S Q\n");
}

/* Colours have none that a page begins with where they are inks: that is black of another kind. */
static const uint32_t no_color = UINT32_MAX;

/* Begins with the graphics state that a page begins with, in a frame of that height. */
static void reset_state(struct pdf_content *c, struct buf *out, double height)
{
	*c = (struct pdf_content){ .arena = c->arena, .fonts = c->fonts, .tags = c->tags, .out = out, .height = height,
				   .inks = c->inks, .color = c->inks ? no_color : 0, .pieces = c->pieces, .piece_capacity = c->piece_capacity };
}

/* What stands in a turned page's own frame: the sheet's left edge is its top (ISO 32000-1, 8.3.4). Returns the line behind it. */
static size_t add_turned(struct pdf_content *c, const struct page *page, struct buf *out)
{
	size_t end = page->line_count - page->regions[PAGE_FURNITURE].line_count;
	reset_state(c, out, page->width);
	buf_add_text(out, "q\n0 1 -1 0 ");
	buf_add_number(out, page->width, 3);
	buf_add_text(out, " 0 cm\n");
	add_rules(c, page);
	for (size_t i = 0; i < end;)
		i = add_block(c, page, i, end);
	buf_add_text(out, "Q\n");
	return end;
}

void pdf_content_add(struct pdf_content *c, const struct page *page, struct buf *out)
{
	size_t first = page->turned ? add_turned(c, page, out) : 0;
	reset_state(c, out, page->height);
	if (!page->turned)
		add_rules(c, page);
	for (size_t i = first; i < page->line_count;)
		i = add_block(c, page, i, page->line_count);
	if (c->inks)
		add_marks(out, page);
}
