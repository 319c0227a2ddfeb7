#include "layout/footnote.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/indent.h"
#include "layout/line.h"
#include "layout/text.h"
#include "vars/number.h"

static const struct template_style *note_style(const struct layout *layout)
{
	return template_style(layout->template, "footnote");
}

double footnote_pitch(const struct layout *layout)
{
	const struct template_style *style = note_style(layout);
	return style->line_height > 0 ? style->line_height : layout->template->line_pitch;
}

/* Sets a paragraph of the note behind its lines; the first one begins with the number. */
static void set_paragraph(struct layout *layout, struct footnote *note, const struct doc_node *paragraph, size_t *capacity)
{
	const struct template_style *style = note_style(layout);
	struct indents indents = indent_of(layout->template, style, (struct indent_around){ style->name, 0, 0 });
	struct text_look look = text_look_of(layout, style, paragraph);
	struct text *text = text_new(layout, paragraph);
	if (!paragraph->previous) {
		text_add_number(layout, text, note, note->node, &look);
		text_add(layout, text, STR(" "), &look);
	}
	text_add_inlines(layout, text, paragraph, &look);
	text_shape(layout, text);
	double width = layout->text_width - indents.left - indents.right, first_width = width - indents.first;
	struct line *lines;
	size_t count = line_break_aligned(layout, text, style->align, first_width, width, &lines);
	for (size_t i = 0; i < count; i++) {
		double indent = indents.left + (i ? 0 : indents.first);
		struct line_place place = { layout->template->margin_left + indent, i ? width : first_width, style->align };
		struct page_line line = line_set(layout, text, &lines[i], place);
		line.baseline = (footnote_pitch(layout) - look.size) / 2 + text_em_top(&look) * look.size;
		line.last = i + 1 == count;
		*ARENA_PUSH(layout->arena, note->lines, note->count, *capacity) = line;
	}
}

void footnote_set_new(struct layout *layout)
{
	for (; layout->notes_set < layout->note_count; layout->notes_set++) {
		struct footnote *note = layout->notes[layout->notes_set];
		size_t capacity = 0;
		for (const struct doc_node *n = note->node->first; n; n = n->next)
			set_paragraph(layout, note, n, &capacity);
	}
}

/* Writes the number as a face of the look has it: circled up to ㊿, else in brackets. */
static const struct font_face *write_number(struct layout *layout, const struct text_look *look, int number, struct buf *out)
{
	struct buf digits = BUF_INIT;
	buf_printf(&digits, "%d", number);
	const struct font_face *face = number_write_circled(buf_str(&digits), out) ? text_face(layout, look, str_first(buf_str(out), 0)) : NULL;
	if (!face) {
		buf_reset(out);
		buf_printf(out, "(%d)", number);
		face = text_face(layout, look, '(');
	}
	buf_free(&digits);
	return face;
}

/* The glyphs of a number in the room of the one that was set: smaller where they are wider. */
static void set_glyphs(struct layout *layout, struct page_run *run, const struct text_look *look)
{
	size_t count;
	const struct font_glyph *shaped = font_shape(layout->scratch, run->face, run->text, &count);
	double natural = 0, advance = run->glyph_count ? (double)run->glyphs[run->glyph_count - 1].advance : look->size;
	double room = fmin(look->size, advance);
	for (size_t i = 0; i < count; i++)
		natural += (double)shaped[i].advance * look->size;
	run->size = look->size * (natural > room ? room / natural : 1);
	struct page_glyph *glyphs = ARENA_ARRAY(layout->arena, struct page_glyph, count);
	double pen = fmax(0, (room - natural) / 2);
	for (size_t i = 0; i < count; i++) {
		uint32_t start = shaped[i].cluster, end = i + 1 < count ? shaped[i + 1].cluster : (uint32_t)run->text.len;
		double own = i + 1 < count ? (double)shaped[i].advance * run->size : advance - pen;
		glyphs[i] = (struct page_glyph){
			.id = shaped[i].id,
			.x = (float)(pen + (double)shaped[i].x * run->size),
			.y = (float)(-(double)shaped[i].y * run->size - look->rise),
			.advance = (float)own,
			.start = start,
			.len = end - start,
			.variable = true,
		};
		pen += own;
	}
	run->glyphs = glyphs;
	run->glyph_count = count;
}

void footnote_show_numbers(struct layout *layout, struct page_line *line)
{
	struct page_run *runs = ARENA_ARRAY(layout->arena, struct page_run, line->run_count);
	struct str rest = line->text;
	struct buf text = BUF_INIT;
	size_t count = 0;
	for (size_t i = 0; i < line->run_count; i++) {
		struct page_run *run = &runs[count];
		*run = line->runs[i];
		count += !(run->mark && line->artifact);
		if (!run->mark)
			continue;
		bool inside = run->text.data >= rest.data && run->text.data < rest.data + rest.len;
		size_t before = inside ? (size_t)(run->text.data - rest.data) : rest.len;
		buf_add(&text, rest.data, before);
		rest = str_from(rest, inside ? before + run->text.len : before);
		if (line->artifact)
			continue;
		struct buf number = BUF_INIT;
		run->face = write_number(layout, &run->mark->look, run->mark->note->number, &number);
		run->text = buf_move_str(&number, layout->arena);
		if (run->face)
			set_glyphs(layout, run, &run->mark->look);
		buf_add_str(&text, run->text);
	}
	buf_add_str(&text, rest);
	line->runs = runs;
	line->run_count = count;
	line->text = buf_move_str(&text, layout->arena);
}
