#include "write/svg/page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/page.h"
#include "write/cluster.h"
#include "write/svg/font.h"
#include "write/writer.h"

enum { PLACES = 3 }; /* decimals of positions, as in PDF */

/* How characters look. */
struct look {
	struct svg_font *font;    /* NULL: none shows them, they are drawn */
	double size;
	uint32_t color;
};

/* The page at work. */
struct drawing {
	struct arena *arena;
	const struct writer_input *input;
	const struct page *page;
	const struct svg_fonts *fonts;
	struct buf *out;
	struct buf outlines;      /* of what no font shows */
	const struct doc_node *block; /* of the <text> that is open */
	struct look look;         /* that it gives its pieces */
};

/* Clusters of a run from glyph `first` on that one <tspan> holds. */
struct piece {
	const struct page_run *run;
	size_t first, end;
	struct look look;
	float y;
	uint32_t value;
};

/* ---- attributes */

static void add_attribute(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, " %s=\"", name);
	buf_add_xml(out, value);
	buf_add_char(out, '"');
}

static void add_number_attribute(struct buf *out, const char *name, double number)
{
	buf_printf(out, " %s=\"", name);
	buf_add_number(out, number, PLACES);
	buf_add_char(out, '"');
}

static void add_color(struct buf *out, uint32_t color)
{
	buf_printf(out, " fill=\"#%06x\"", (unsigned)color & 0xFFFFFF);
}

static int compare_passages(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct writer_passage *)a)->block, y = (uintptr_t)((const struct writer_passage *)b)->block;
	return (x > y) - (x < y);
}

/* The passage that the block is, or stands in; NULL: none. */
static const struct writer_passage *passage_of(const struct writer_input *input, const struct doc_node *block)
{
	for (; block && input->passage_count; block = block->parent) {
		struct writer_passage key = { .block = block }, *found;
		found = bsearch(&key, input->passages, input->passage_count, sizeof key, compare_passages);
		if (found)
			return found;
	}
	return NULL;
}

/* Names where the text comes from. */
static void add_source(struct drawing *d, const struct doc_node *block)
{
	const struct writer_passage *passage = passage_of(d->input, block);
	add_attribute(d->out, "data-block", str_of(doc_kind_name(block->kind)));
	if (block->kind == DOC_FIELD && block->name)
		add_attribute(d->out, "data-field", str_of(block->name));
	if (!passage)
		return;
	add_attribute(d->out, "data-passage", str_of(passage->id));
	if (passage->own)
		buf_add_text(d->out, " data-own=\"\"");
}

/* What differs from the look that is there. */
static void add_look(struct drawing *d, const struct look *look, const struct look *before)
{
	if (look->font && look->font != before->font)
		buf_printf(d->out, " font-family=\"p%s\"", look->font->hash);
	if (look->size != before->size)
		add_number_attribute(d->out, "font-size", look->size);
	if (look->color != before->color)
		add_color(d->out, look->color);
}

/* ---- outlines */

static void add_point(struct buf *out, double x, double y)
{
	buf_add_number(out, x, PLACES);
	buf_add_char(out, ' ');
	buf_add_number(out, y, PLACES);
}

static void draw_glyph(struct drawing *d, const struct page_run *run, const struct page_glyph *glyph, double baseline)
{
	size_t count;
	const struct font_stroke *strokes = font_outline(d->arena, run->face, glyph->id, &count);
	if (!count)
		return;
	buf_add_text(&d->outlines, "<path");
	add_color(&d->outlines, run->color);
	buf_add_text(&d->outlines, " d=\"");
	for (size_t i = 0; i < count; i++) {
		int points = strokes[i].kind == 'Z' ? 0 : strokes[i].kind == 'Q' ? 2 : strokes[i].kind == 'C' ? 3 : 1;
		buf_add_char(&d->outlines, strokes[i].kind);
		for (int k = 0; k < points; k++) {
			if (k)
				buf_add_char(&d->outlines, ' ');
			add_point(&d->outlines, run->x + (double)glyph->x + (double)strokes[i].x[k] * run->size,
				  baseline + (double)glyph->y - (double)strokes[i].y[k] * run->size);
		}
	}
	buf_add_text(&d->outlines, "\"/>");
}

/* ---- text */

/* The look of the cluster; no font where its characters cannot show it. */
static struct look look_of(const struct drawing *d, const struct page_run *run, const struct cluster *cluster)
{
	uint32_t codepoint;
	struct look look = { NULL, run->size, run->color };
	if (svg_font_can_show(run, cluster, &codepoint))
		look.font = svg_fonts_lookup(d->fonts, run->face, codepoint, run->glyphs[cluster->first].id);
	return look;
}

/* Whether the text, a character, has two units in UTF-16, by which programs count positions: it is the last of its piece. */
static bool is_wide_character(struct str text)
{
	return text.len > 3 && ((unsigned char)text.data[0] & 0xF8) == 0xF0;
}

/* The piece that begins at the glyph. */
static struct piece next_piece(const struct drawing *d, const struct page_run *run, size_t first)
{
	struct cluster cluster = cluster_at(run, first);
	struct piece piece = { run, first, first + cluster.count, look_of(d, run, &cluster), run->glyphs[first].y, run->glyphs[first].value };
	while (piece.look.font && piece.end < run->glyph_count && !is_wide_character(cluster.text)) {
		const struct page_glyph *glyph = &run->glyphs[piece.end];
		cluster = cluster_at(run, piece.end);
		if (glyph->value != piece.value || glyph->y != piece.y || look_of(d, run, &cluster).font != piece.look.font)
			break;
		piece.end += cluster.count;
	}
	return piece;
}

static void begin_piece(struct drawing *d, const struct page_line *line, const struct piece *piece)
{
	const struct page_run *run = piece->run;
	const struct doc_node *value = piece->value ? d->input->pages->values[piece->value - 1] : NULL;
	buf_add_text(d->out, "<tspan x=\"");
	for (size_t i = piece->first; i < piece->end; i++) {
		if (i > piece->first && !run->glyphs[i].len)
			continue;
		if (i > piece->first)
			buf_add_char(d->out, ' ');
		buf_add_number(d->out, run->x + (double)run->glyphs[i].x, PLACES);
	}
	buf_add_char(d->out, '"');
	add_number_attribute(d->out, "y", line->baseline + (double)piece->y);
	add_look(d, &piece->look, &d->look);
	if (!piece->look.font)
		buf_add_text(d->out, " fill-opacity=\"0\"");
	if (run->node && run->node != d->block)
		add_source(d, run->node);
	if (value && value->name)
		add_attribute(d->out, "data-value", str_of(value->name));
	if (value && value->kind == DOC_GAP)
		buf_add_text(d->out, " class=\"gap\"");
	buf_add_char(d->out, '>');
}

static void add_piece(struct drawing *d, const struct page_line *line, const struct piece *piece, bool blank)
{
	const struct page_run *run = piece->run;
	bool link = run->link && doc_link_is_harmless(run->link);
	if (piece->look.font)
		piece->look.font->used = true;
	if (link) {
		buf_add_text(d->out, "<a");
		add_attribute(d->out, "href", str_of(run->link));
		buf_add_char(d->out, '>');
	}
	begin_piece(d, line, piece);
	for (size_t i = piece->first; i < piece->end;) {
		struct cluster cluster = cluster_at(run, i);
		buf_add_xml(d->out, cluster.text);
		for (size_t k = 0; k < cluster.count && !piece->look.font; k++)
			draw_glyph(d, run, &run->glyphs[i + k], line->baseline);
		i += cluster.count;
	}
	buf_add_text(d->out, blank ? " </tspan>" : "</tspan>");
	if (link)
		buf_add_text(d->out, "</a>");
}

/* Whether a blank of the text parts the line from the next one, which is of the same block. */
static bool has_blank_behind(const struct page_line *line, const struct page_line *next)
{
	uintptr_t end = (uintptr_t)line->text.data + line->text.len, start = (uintptr_t)next->text.data;
	return end < start && start - end == 1 && line->text.data[line->text.len] == ' ';
}

static void add_line(struct drawing *d, const struct page_line *line, bool blank)
{
	size_t last = line->run_count;
	while (last && !line->runs[last - 1].glyph_count)
		last--;
	for (size_t r = 0; r < last; r++)
		for (size_t i = 0; i < line->runs[r].glyph_count;) {
			struct piece piece = next_piece(d, &line->runs[r], i);
			i = piece.end;
			add_piece(d, line, &piece, blank && r + 1 == last && i == line->runs[r].glyph_count);
		}
}

/* The look of the first characters that a font shows. */
static struct look first_look(const struct drawing *d, const struct page_line *line)
{
	for (size_t r = 0; r < line->run_count; r++)
		if (line->runs[r].glyph_count) {
			struct cluster cluster = cluster_at(&line->runs[r], 0);
			return look_of(d, &line->runs[r], &cluster);
		}
	return (struct look){ 0 };
}

/* Lines from `first`, before `limit`, that belong to one block: one <text>, so that what stands across their ends is found. Returns the line behind them. */
static size_t add_block(struct drawing *d, size_t first, size_t limit)
{
	static const struct look none = { NULL, -1, 0 };
	const struct page_line *lines = d->page->lines, *line = &lines[first];
	size_t end = first + 1;
	while (end < limit && lines[end].node == line->node && lines[end].artifact == line->artifact)
		end++;
	d->block = line->node;
	d->look = first_look(d, line);
	buf_add_text(d->out, "<text");
	if (line->artifact)
		buf_add_text(d->out, " aria-hidden=\"true\"");
	if (d->block)
		add_source(d, d->block);
	add_look(d, &d->look, &none);
	buf_add_char(d->out, '>');
	for (size_t i = first; i < end; i++)
		add_line(d, &lines[i], i + 1 < end && has_blank_behind(&lines[i], &lines[i + 1]));
	buf_add_text(d->out, "</text>\n");
	return end;
}

static void add_outlines(struct drawing *d)
{
	if (d->outlines.len) {
		buf_add_text(d->out, "<g aria-hidden=\"true\">");
		buf_add_str(d->out, buf_str(&d->outlines));
		buf_add_text(d->out, "</g>\n");
	}
	buf_reset(&d->outlines);
}

/* ---- the page */

static void add_rules(struct drawing *d)
{
	for (size_t i = 0; i < d->page->rule_count; i++) {
		const struct page_rule *rule = &d->page->rules[i];
		bool first = !i || rule[-1].color != rule->color;
		bool last = i + 1 == d->page->rule_count || rule[1].color != rule->color;
		if (first) {
			buf_add_text(d->out, "<path aria-hidden=\"true\"");
			add_color(d->out, rule->color);
			buf_add_text(d->out, " d=\"");
		}
		buf_add_char(d->out, 'M');
		add_point(d->out, rule->x, rule->y);
		buf_add_char(d->out, 'h');
		buf_add_number(d->out, rule->width, PLACES);
		buf_add_char(d->out, 'v');
		buf_add_number(d->out, rule->height, PLACES);
		buf_add_char(d->out, 'h');
		buf_add_number(d->out, -rule->width, PLACES);
		buf_add_char(d->out, 'z');
		if (last)
			buf_add_text(d->out, "\"/>\n");
	}
}

/* Rules and lines, in their frames: a turned page's own has the sheet's left edge as its top. */
static void add_content(struct drawing *d)
{
	const struct page *page = d->page;
	size_t own = page->line_count - page->regions[PAGE_FURNITURE].line_count, limit = page->turned ? own : page->line_count, i = 0;
	if (page->turned) {
		buf_add_text(d->out, "<g transform=\"matrix(0 -1 1 0 0 ");
		buf_add_number(d->out, page->height, PLACES);
		buf_add_text(d->out, ")\">\n");
	}
	add_rules(d);
	while (i < limit)
		i = add_block(d, i, limit);
	add_outlines(d);
	if (page->turned)
		buf_add_text(d->out, "</g>\n");
	while (i < page->line_count)
		i = add_block(d, i, page->line_count);
	add_outlines(d);
}

static void add_fonts(const struct writer_input *input, const struct svg_fonts *fonts, struct buf *out)
{
	size_t count;
	struct svg_font *list = svg_fonts_list(fonts, &count);
	if (input->fonts && !*input->fonts->prefix)
		return;
	buf_add_text(out, "<style>");
	for (size_t i = 0; i < count; i++) {
		if (list[i].used)
			svg_font_add_rule(&list[i], input->fonts, out);
		list[i].used = false;
	}
	buf_add_text(out, "</style>\n");
}

static void begin_page(const struct writer_input *input, const struct page *page, struct buf *out)
{
	buf_add_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
	buf_add_number(out, page->width, PLACES);
	buf_add_text(out, "pt\" height=\"");
	buf_add_number(out, page->height, PLACES);
	buf_add_text(out, "pt\" viewBox=\"0 0 ");
	add_point(out, page->width, page->height);
	buf_add_text(out, "\" xml:space=\"preserve\" xml:lang=\"zh-CN\" lang=\"zh-CN\" text-rendering=\"geometricPrecision\"");
	buf_printf(out, " data-page=\"%d\"", page->index + 1);
	if (page->label)
		add_attribute(out, "data-label", str_of(page->label));
	add_attribute(out, "aria-label", str_of(input->title));
	buf_add_text(out, ">\n");
}

void svg_page_add(struct arena *arena, const struct writer_input *input, const struct page *page, const struct svg_fonts *fonts,
		  struct buf *out)
{
	struct buf content = BUF_INIT;
	struct drawing d = { .arena = arena, .input = input, .page = page, .fonts = fonts, .out = &content };
	add_content(&d);
	begin_page(input, page, out);
	add_fonts(input, fonts, out);
	buf_add_text(out, "<rect fill=\"#ffffff\" width=\"100%\" height=\"100%\"/>\n");
	buf_add_str(out, buf_str(&content));
	buf_add_text(out, "</svg>\n");
	buf_free(&content);
	buf_free(&d.outlines);
}
