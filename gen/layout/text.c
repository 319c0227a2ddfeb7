#include "layout/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/footnote.h"

/* Characters that a family draws as others come from the stack's next one. */
static void avoid_wrong(struct layout *layout, const struct template_font *font, struct font_stack *stack)
{
	for (size_t i = 0; stack && i < font->family_count; i++)
		if (font->wrong[i])
			font_stack_avoid(layout->fonts, stack, font->families[i], str_of(font->wrong[i]));
}

/* The stacks of a role, opened at first use. */
static void open_stacks(struct layout *layout, const struct template_font *font, struct text_look *look)
{
	struct font_stack **stacks = &layout->stacks[2 * (font - layout->template->fonts)];
	bool differ = font->latin_family_count && font->latin_family_count < font->family_count;
	bool *missing = &layout->stack_missing[font - layout->template->fonts];
	if (layout->ahead && (!stacks[0] || !stacks[1]))
		layout->unsure = true;
	else if (!stacks[0] && !*missing) {
		stacks[0] = font_stack_open(layout->fonts, font->role, font->families, font->family_count, layout->diags);
		*missing = !stacks[0];
		avoid_wrong(layout, font, stacks[0]);
	}
	if (!stacks[1] && !layout->ahead)
		stacks[1] = differ && stacks[0] ? font_stack_open(layout->fonts, font->role, font->latin_families,
						     font->latin_family_count, layout->diags) :
				     stacks[0];
	look->stack = stacks[0];
	look->latin = stacks[1] ? stacks[1] : stacks[0];
}

/* First place of the character in the source at or behind `from`; `from` itself where there is none. */
static struct place find_character(struct place from, const char *character)
{
	struct str text = from.source->text;
	size_t at = str_find((struct str){ text.data + from.offset, text.len - from.offset }, character);
	return at == (size_t)-1 ? from : (struct place){ from.source, from.offset + at };
}

/* Where the character stands. The text's own place for what the source does not spell out: values, generated numbers, character
 * references. XML knows only the line on which a text ends, so the search begins at the element around it. */
static struct place place_of_character(const struct doc_node *node, const char *character)
{
	if (!node || !node->place.source || (node->kind != DOC_TEXT && node->kind != DOC_CODE))
		return node ? node->place : NO_PLACE;
	struct place from = node->place, outer = node->parent ? node->parent->place : NO_PLACE;
	bool wider = outer.source == from.source && outer.offset < from.offset &&
		     str_find(source_line(from), character) == (size_t)-1;
	struct place found = find_character(wider ? outer : from, character);
	return found.offset == outer.offset ? from : found;
}

static void report_character(struct layout *layout, enum diag_code code, uint32_t cp, const struct text_look *look,
			     const char *fonts)
{
	char bytes[5] = "", name[16];
	bytes[utf8_encode(cp, bytes)] = '\0';
	snprintf(name, sizeof name, "U+%04X", (unsigned)cp);
	diag_add(layout->diags, code, place_of_character(look->node, bytes), bytes, name, fonts);
}

/* The face of a character that no family of its role has: any family's of the template, then any font's. It is looked for once
 * and told once. NULL: no font has it. */
static const struct font_face *spare_face(struct layout *layout, const struct text_look *look, uint32_t cp)
{
	const struct font_face *face = NULL;
	for (size_t i = 0; i < layout->spare_count; i++)
		if (layout->spares[i].codepoint == cp)
			return layout->spares[i].face;
	if (layout->ahead) {
		layout->unsure = true;
		return NULL;
	}
	for (size_t i = 0; i < layout->template->font_count && !face; i++) {
		struct text_look other;
		open_stacks(layout, &layout->template->fonts[i], &other);
		face = other.stack ? font_stack_face(other.stack, cp) : NULL;
	}
	bool foreign = !face;
	if (foreign)
		face = font_spare_face(layout->fonts, cp, layout->diags);
	if (layout->spare_count < LIMIT_DIAGNOSTICS)
		*ARENA_PUSH(layout->arena, layout->spares, layout->spare_count, layout->spare_capacity) =
			(struct text_spare){ cp, foreign, face };
	if (face)
		report_character(layout, DIAG_GLYPH_ELSEWHERE, cp, look, font_face_family(face));
	return face;
}

/* One that no latin family has may still come from the others. */
const struct font_face *text_face(struct layout *layout, const struct text_look *look, uint32_t cp)
{
	if (!look->stack)
		return NULL;
	const struct font_face *face = utf8_is_cjk(cp) ? NULL : font_stack_face(look->latin, cp);
	if (!face)
		face = font_stack_face(look->stack, cp);
	return face ? face : spare_face(layout, look, cp);
}

struct text_look text_look_of(struct layout *layout, const struct template_style *style, const struct doc_node *node)
{
	const struct template_font *font = style->font ? style->font : template_font(layout->template, "body");
	struct text_look look = {
		.size = style->size > 0 ? style->size : layout->template->body_size,
		.color = style->color,
		.node = node,
		.block = node,
	};
	open_stacks(layout, font, &look);
	return look;
}

struct text *text_new(struct layout *layout, const struct doc_node *node)
{
	struct text *text = ARENA_NEW(layout->scratch, struct text);
	text->node = node;
	return text;
}

void text_add(struct layout *layout, struct text *text, struct str chars, const struct text_look *look)
{
	if (!chars.len)
		return;
	buf_add_str(&text->building, chars);
	struct text_span *span = ARENA_PUSH(layout->scratch, text->spans, text->span_count, text->span_capacity);
	*span = (struct text_span){ text->building.len, *look };
}

/* The look of an inline's content: its style changes font and colour, never the size. */
static struct text_look inline_look(struct layout *layout, const struct doc_node *node, struct text_look look)
{
	const char *name = node->kind == DOC_STRONG ? "strong" : node->kind == DOC_EMPHASIS ? "emphasis" : "gap";
	look.node = node;
	if (node->kind == DOC_VALUE || node->kind == DOC_GAP) {
		*ARENA_PUSH(layout->arena, layout->values, layout->value_count, layout->value_capacity) = node;
		look.variable = true;
		look.value = (uint32_t)layout->value_count;
	}
	if (node->kind == DOC_LINK)
		look.link = node->target;
	if (node->kind != DOC_STRONG && node->kind != DOC_EMPHASIS && node->kind != DOC_GAP)
		return look;
	const struct template_style *style = template_style(layout->template, name);
	if (strcmp(style->name, name) != 0)
		return look;
	if (style->font)
		open_stacks(layout, style->font, &look);
	look.color = style->color ? style->color : look.color;
	return look;
}

/* What stands for a footnote's number while lines are set: all circled numbers are as wide. */
#define NUMBER "①"
_Static_assert(sizeof NUMBER - 1 == MEASURE_REFERENCE, "as measures count it");

/* Size and rise of a number in the text, em: as word processors set superscripts. */
static const double MARK_SIZE = 0.65, MARK_RISE = 0.33;

void text_add_number(struct layout *layout, struct text *text, struct footnote *note, const struct doc_node *anchor,
		     const struct text_look *look)
{
	struct footnote_mark *mark = ARENA_NEW(layout->arena, struct footnote_mark);
	struct text_look own = *look;
	own.target = anchor->mate;
	own.variable = true; /* where pages end depends on values */
	*mark = (struct footnote_mark){ note, anchor, own };
	own.mark = mark;
	text_add(layout, text, STR(NUMBER), &own);
}

/* Adds the number of a note that is still to be set. */
static void add_reference(struct layout *layout, struct text *text, const struct doc_node *reference, struct text_look look)
{
	struct footnote *note = ARENA_NEW(layout->arena, struct footnote);
	note->node = reference->mate;
	*ARENA_PUSH(layout->arena, layout->notes, layout->note_count, layout->note_capacity) = note;
	look.node = reference;
	look.rise += MARK_RISE * look.size;
	look.size *= MARK_SIZE;
	text_add_number(layout, text, note, reference, &look);
}

void text_add_inlines(struct layout *layout, struct text *text, const struct doc_node *block,
		      const struct text_look *look)
{
	for (const struct doc_node *node = block->first; node; node = node->next) {
		struct text_look own = inline_look(layout, node, *look);
		if (node->kind == DOC_LINE_BREAK)
			text_add(layout, text, STR("\n"), &own);
		else if (node->kind == DOC_REFERENCE)
			add_reference(layout, text, node, own);
		else if (node->first)
			text_add_inlines(layout, text, node, &own);
		else
			text_add(layout, text, node->text, &own);
	}
}

static void scale_look(struct text_look *look, double factor)
{
	look->size *= factor;
	look->rise *= factor;
}

void text_scale(struct layout *layout, struct text *text, double factor)
{
	for (size_t i = 0; i < text->span_count; i++) {
		struct text_look *look = &text->spans[i].look;
		scale_look(look, factor);
		if (!look->mark)
			continue;
		struct footnote_mark *mark = ARENA_NEW(layout->arena, struct footnote_mark);
		*mark = *look->mark;
		scale_look(&mark->look, factor);
		look->mark = mark;
	}
	for (size_t i = 0; i < text->cell_count; i++) {
		text->cells[i].width *= factor;
		text->cells[i].shift *= factor;
		text->cells[i].spacing *= factor;
		text->cells[i].gap *= factor;
	}
}

bool text_is_ignorable(uint32_t cp)
{
	return text_is_format(cp) || cp == 0x200C || cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0xE0100 && cp <= 0xE01EF);
}

bool text_is_format(uint32_t cp)
{
	return cp == TEXT_SOFT_HYPHEN || cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x61C || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || cp == 0x180E || (cp >= 0xFFF9 && cp <= 0xFFFB);
}

/* Private use: what such a character means is agreed between a program and its own font. */
static bool is_private(uint32_t cp)
{
	return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

static void report_missing(struct layout *layout, uint32_t cp, const struct text_look *look)
{
	for (size_t i = 0; i < layout->missing_count; i++)
		if (layout->missing[i].codepoint == cp && layout->missing[i].stack == look->stack)
			return;
	layout->unsure = true;
	if (layout->missing_count == LIMIT_DIAGNOSTICS || layout->ahead)
		return;
	*ARENA_PUSH(layout->arena, layout->missing, layout->missing_count, layout->missing_capacity) =
		(struct text_missing){ cp, look->stack };
	report_character(layout, is_private(cp) ? DIAG_GLYPH_PRIVATE : DIAG_GLYPH_MISSING, cp, look, font_stack_tried(look->stack));
}

static bool is_letter(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
	       (cp >= 0xC0 && cp < 0x2000 && cp != 0xD7 && cp != 0xF7);
}

static bool is_kana(uint32_t cp)
{
	return cp >= 0x3041 && cp <= 0x30FF;
}

/* Width that a character gains, pt, where lines are a word processor's. */
static double spacing_of(const struct layout *layout, double size)
{
	enum { TWIPS = 20 };
	return layout->template->profile.name ? (double)template_run_spacing(layout->upright, size) / TWIPS : 0;
}

/* Width of a full cell: the grid's pitch for text of the body's size, else one em. */
static double cell_width(const struct layout *layout, double size)
{
	const struct page_template *t = layout->template;
	if (t->profile.name)
		return size + spacing_of(layout, size);
	return t->punctuation == TEMPLATE_GRID && fabs(size - t->body_size) < 0.01 ? t->char_pitch : size;
}

/* Class and width of a cell whose glyphs are known. */
static void measure(const struct layout *layout, const struct text *text, struct text_cell *cell)
{
	double size = text->spans[cell->span].look.size, natural = 0;
	for (uint32_t i = 0; i < cell->glyph_count; i++)
		natural += (double)cell->glyphs[i].advance * size;
	uint32_t cp = cell->codepoint;
	bool apostrophe = cp == 0x2019 && cell->start && is_letter((unsigned char)text->chars.data[cell->start - 1]);
	if (apostrophe && natural > 0.9 * size) /* a Chinese font's, its mark in the left half */
		natural /= 2;
	bool em_wide = cp >= 0x80 && fabs(natural - size) < 0.05 * size;
	cell->width = natural;
	if (cp == ' ')
		cell->kind = TEXT_SPACE;
	else if (utf8_is_han(cp) || is_kana(cp))
		cell->kind = TEXT_HAN;
	else if ((utf8_is_cjk(cp) && !apostrophe) || em_wide)
		cell->kind = TEXT_MARK;
	else
		cell->kind = is_letter(cp) ? TEXT_LATIN : TEXT_OTHER;
	const struct template_profile *profile = &layout->template->profile;
	bool full = cell->kind == TEXT_HAN || (cell->kind == TEXT_MARK && !profile->natural_marks);
	cell->spacing = spacing_of(layout, size);
	cell->width = full ? cell_width(layout, size) : natural + cell->spacing;
	if (!full)
		return;
	double room = cell->width - natural;
	if (room > 0.05 * size) /* a proportional mark */
		cell->shift = break_is_opener(cp) ? room : break_is_closer(cp) ? 0 : room / 2;
}

static struct text_cell *add_cell(struct layout *layout, struct text *text, size_t start, size_t len, size_t span)
{
	struct text_cell *cell = ARENA_PUSH(layout->scratch, text->cells, text->cell_count, text->cell_capacity);
	*cell = (struct text_cell){ .start = (uint32_t)start, .len = (uint32_t)len, .span = (uint32_t)span };
	utf8_decode(text->chars.data + start, len, &cell->codepoint);
	return cell;
}

/* Text that runs from right to left would be set backwards and unjoined: once for each text. */
static void refuse_leftwards(struct layout *layout, struct text *text, const struct text_cell *cell)
{
	if (cell->kind == TEXT_HAN || cell->kind == TEXT_MARK || text->leftwards || !utf8_runs_leftwards(cell->codepoint))
		return;
	report_character(layout, DIAG_TEXT_LEFTWARDS, cell->codepoint, &text->spans[cell->span].look, NULL);
	text->leftwards = true;
}

/* Shapes bytes [start, end), which one face shows, into cells. */
static void shape_run(struct layout *layout, struct text *text, size_t start, size_t end, size_t span,
		      const struct font_face *face)
{
	size_t count;
	struct str part = { text->chars.data + start, end - start };
	const struct font_glyph *glyphs = font_shape(layout->scratch, face, part, &count);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count && glyphs[next].cluster == glyphs[i].cluster; next++)
			;
		size_t first = i ? glyphs[i].cluster : 0;
		size_t stop = next < count ? glyphs[next].cluster : part.len;
		struct text_cell *cell = add_cell(layout, text, start + first, stop - first, span);
		cell->face = face;
		cell->glyphs = glyphs + i;
		cell->glyph_count = (uint32_t)(next - i);
		measure(layout, text, cell);
		refuse_leftwards(layout, text, cell);
	}
}

/* A soft hyphen inside a word: a cell that shows only at a line's end. Between Chinese characters, which break without one, and
 * at the text's ends it is nothing. */
static void add_hyphen(struct layout *layout, struct text *text, size_t at, size_t size, size_t span)
{
	uint32_t next = 0;
	const struct text_cell *before = text->cell_count ? &text->cells[text->cell_count - 1] : NULL;
	utf8_decode(text->chars.data + at + size, text->chars.len - at - size, &next);
	const struct font_face *face = text_face(layout, &text->spans[span].look, '-');
	if (!face || !is_letter(next) || !before || before->kind != TEXT_LATIN || before->start + before->len != at)
		return;
	size_t count;
	struct text_cell *cell = add_cell(layout, text, at, size, span);
	cell->kind = TEXT_HYPHEN;
	cell->face = face;
	cell->glyphs = font_shape(layout->scratch, face, STR("-"), &count);
	cell->glyph_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++)
		cell->width += (double)cell->glyphs[i].advance * text->spans[span].look.size;
}

/* A character that no font has, while only measures are wanted: as wide as its like. */
static void add_nominal(struct layout *layout, struct text *text, size_t at, size_t size, size_t span)
{
	struct text_cell *cell = add_cell(layout, text, at, size, span);
	double em = text->spans[span].look.size;
	bool full = utf8_is_cjk(cell->codepoint);
	cell->kind = cell->codepoint == ' ' ? TEXT_SPACE : full ? TEXT_HAN : is_letter(cell->codepoint) ? TEXT_LATIN : TEXT_OTHER;
	cell->width = full ? cell_width(layout, em) : em / 2;
}

/* Where a run of one face ends: at a span's end, a line break, a character of another face or of none. */
static size_t run_end(struct layout *layout, const struct text *text, size_t start, size_t span, const struct font_face *face)
{
	size_t at = start;
	while (at < text->spans[span].end && text->chars.data[at] != '\n') {
		uint32_t cp;
		size_t size = utf8_decode(text->chars.data + at, text->chars.len - at, &cp);
		if (at > start && (text_is_format(cp) ||
				   (!text_is_ignorable(cp) && text_face(layout, &text->spans[span].look, cp) != face)))
			break;
		at += size ? size : 1;
	}
	return at;
}

static void shape_span(struct layout *layout, struct text *text, size_t start, size_t span)
{
	const struct text_look *look = &text->spans[span].look;
	for (size_t at = start; at < text->spans[span].end;) {
		uint32_t cp;
		size_t size = utf8_decode(text->chars.data + at, text->chars.len - at, &cp);
		if (cp == '\n') {
			add_cell(layout, text, at, 1, span)->kind = TEXT_BREAK;
			at++;
			continue;
		}
		if (text_is_format(cp)) {
			if (cp == TEXT_SOFT_HYPHEN)
				add_hyphen(layout, text, at, size, span);
			at += size;
			continue;
		}
		const struct font_face *face =
			text_is_ignorable(cp) && look->stack ? font_stack_first(look->stack) : text_face(layout, look, cp);
		if (!face) {
			if (layout->measuring)
				add_nominal(layout, text, at, size, span);
			else
				report_missing(layout, cp, look);
			at += size;
			continue;
		}
		size_t end = run_end(layout, text, at, span, face);
		shape_run(layout, text, at, end, span, face);
		at = end;
	}
}

/* Whether a character of the text is set as one of a Chinese script; others but letters and digits go with what stands before them. */
static bool goes_on_chinese(const struct text_cell *cell, bool before)
{
	bool full = cell->kind == TEXT_HAN || cell->kind == TEXT_MARK;
	return full || (before && cell->kind != TEXT_LATIN);
}

/* Takes the spacing off the last cell of each stretch of one script and font, and of the text's number. */
static void end_plainly(struct text *text)
{
	bool chinese = text->cell_count && goes_on_chinese(&text->cells[0], false);
	for (size_t i = 0; i < text->cell_count; i++) {
		struct text_cell *cell = &text->cells[i], *next = i + 1 < text->cell_count ? cell + 1 : NULL;
		bool was = chinese;
		chinese = next && goes_on_chinese(next, chinese);
		bool ends = !next || was != chinese || cell->start + cell->len == text->own || next->kind == TEXT_BREAK ||
			    text->spans[cell->span].look.stack != text->spans[next->span].look.stack;
		cell->width -= ends ? cell->spacing : 0;
		cell->spacing = ends ? 0 : cell->spacing;
	}
}

/* CLREQ 3.2.2: a gap where Han meets a letter or digit, none beside punctuation nor in what is a formula of fixed form. */
static void add_gaps(const struct layout *layout, struct text *text)
{
	for (size_t i = 1; i < text->cell_count; i++) {
		struct text_cell *before = &text->cells[i - 1], *cell = &text->cells[i];
		bool meet = (before->kind == TEXT_HAN && cell->kind == TEXT_LATIN) || (before->kind == TEXT_LATIN && cell->kind == TEXT_HAN);
		if (meet && !doc_is_formula(text->spans[cell->span].look.block))
			cell->gap = template_gap(layout->template) * text->spans[cell->span].look.size;
	}
}

static void keep_whole(struct text *text, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++)
		text->cells[i].breaks &= (uint8_t)~BREAK_ALLOWED;
}

/* Names of persons are not cut at a line's end. What a variable gave, two or three Han characters, may be one. */
static void keep_names(struct text *text)
{
	enum { LONGEST = 3 };
	for (size_t i = 0, end; i < text->cell_count; i = end) {
		const struct text_cell *first = &text->cells[i];
		for (end = i + 1; end < text->cell_count && text->cells[end].span == first->span && text->cells[end].kind == first->kind; end++)
			;
		if (first->kind == TEXT_HAN && end - i <= LONGEST && text->spans[first->span].look.value)
			keep_whole(text, i, end);
	}
}

static bool ends_name(uint32_t cp)
{
	return cp == 0x3001 || cp == 0xFF0C || cp == 0xFF1B || cp == 0xFF1A; /* 、，；： */
}

/* Lines of a list of names break behind the marks between them; one that is very long breaks inside. */
static void keep_list(struct text *text)
{
	enum { LONGEST = 16 };
	for (size_t i = 0, end; i < text->cell_count; i = end) {
		for (end = i + 1; end < text->cell_count && !ends_name(text->cells[end - 1].codepoint); end++)
			;
		if (end - i <= LONGEST)
			keep_whole(text, i, end);
	}
}

static void mark_breaks(struct layout *layout, struct text *text, bool words)
{
	bool office = layout->template->profile.name && !words; /* titles are broken by us in any case */
	const uint8_t *flags = office ? breaker_find_office(layout->breaker, layout->scratch, text->chars) :
					breaker_find(layout->breaker, layout->scratch, text->chars, words);
	for (size_t i = 0; i < text->cell_count; i++) {
		struct text_cell *cell = &text->cells[i];
		bool number = i && text->spans[cell->span].look.mark; /* of a footnote: it stays with what it follows */
		cell->breaks = number ? BREAK_GLUED : flags[cell->start];
	}
	if (office)
		return;
	keep_names(text);
	if (doc_is_name_list(text->node))
		keep_list(text);
}

bool text_hangs(const struct layout *layout, const struct text *text)
{
	const struct template_profile *profile = &layout->template->profile;
	if (layout->template->overflow != TEMPLATE_HANG)
		return false;
	return profile->name ? !profile->even_cells || text->node->kind != DOC_CELL : !doc_is_name_list(text->node);
}

void text_mark_words(struct layout *layout, struct text *text)
{
	mark_breaks(layout, text, true);
}

void text_hold(struct text *text, size_t bytes)
{
	for (size_t i = 0; bytes && i < text->cell_count && text->cells[i].start <= bytes; i++)
		text->cells[i].held = true;
}

void text_shape(struct layout *layout, struct text *text)
{
	text->chars = buf_move_str(&text->building, layout->arena);
	text->cells = arena_grow(layout->scratch, NULL, &text->cell_capacity, text->chars.len / 3 + 8, sizeof *text->cells);
	for (size_t i = 0, start = 0; i < text->span_count; start = text->spans[i++].end)
		if (text->spans[i].look.stack || layout->measuring)
			shape_span(layout, text, start, i);
	text_hold(text, text->held);
	mark_breaks(layout, text, false);
	add_gaps(layout, text);
	if (layout->template->profile.plain_ends)
		end_plainly(text);
}

struct text *text_shaped(struct layout *layout, const struct doc_node *node, struct str chars, const struct text_look *look)
{
	struct text *text = text_new(layout, node);
	text_add(layout, text, chars, look);
	text_shape(layout, text);
	return text;
}

struct text *text_of_block(struct layout *layout, const struct doc_node *block, const struct text_look *look)
{
	struct text *text = text_new(layout, block);
	text_add_inlines(layout, text, block, look);
	text_shape(layout, text);
	return text;
}

double text_cell_width(const struct text *text, size_t at, size_t end)
{
	const struct text_cell *cell = &text->cells[at];
	return cell->kind == TEXT_HYPHEN && at + 1 < end ? 0 : cell->width;
}

size_t text_trim(const struct text *text, size_t first, size_t end)
{
	while (end > first && (text->cells[end - 1].kind == TEXT_SPACE || text->cells[end - 1].kind == TEXT_BREAK))
		end--;
	return end;
}

size_t text_skip_spaces(const struct text *text, size_t at)
{
	while (at < text->cell_count && text->cells[at].kind == TEXT_SPACE)
		at++;
	return at;
}

double text_width(const struct text *text, size_t first, size_t end)
{
	end = text_trim(text, first, end);
	double width = 0;
	for (size_t i = first; i < end; i++)
		width += text_cell_width(text, i, end) + (i > first ? text->cells[i].gap : 0);
	return width;
}

double text_em_top(const struct text_look *look)
{
	return look->stack ? font_face_metrics(font_stack_first(look->stack))->em_top : 0;
}
