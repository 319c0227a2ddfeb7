/* The head of a letter (信函格式): GB/T 9704-2012, 10.1. Heights count from the text area's top, above which the mark stands. */
#include "layout/letter.h"

#include <math.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/text.h"

void letter_rules(const struct page_template *template, double y, bool thick_first, struct page_rule rules[2])
{
	const struct template_letter *letter = &template->letter;
	double first = thick_first ? letter->thick : letter->thin, second = thick_first ? letter->thin : letter->thick;
	struct page_rule rule = { .x = (template->page_width - letter->rule_length) / 2, .width = letter->rule_length,
				  .color = template_style(template, "head-mark")->color };
	for (int i = 0; i < 2; i++) {
		rules[i] = rule;
		rules[i].y = i ? y + first + letter->between : y;
		rules[i].height = i ? second : first;
	}
}

/* Where the widest of the lines [first, …) ends, pt from the text area's left. */
static double end_of(const struct layout *layout, const struct flow_fixed *fixed, size_t first)
{
	double end = 0;
	for (size_t i = first; i < fixed->line_count; i++)
		end = fmax(end, fixed->lines[i].right - layout->template->margin_left);
	return end;
}

/* 发文字号 at the right, on the first line of the labels, which end at `end`, where it fits beside them, else below; returns the line behind it. */
static size_t add_number(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *field, double top, size_t labels, double end)
{
	const struct page_template *t = layout->template;
	struct text_look look = text_look_of(layout, template_style(t, "head-number"), field);
	struct text *text = text_of_block(layout, field, &look);
	bool beside = end + t->char_pitch + text_width(text, 0, text->cell_count) <= layout->text_width;
	size_t first = beside ? 0 : labels;
	struct line *lines;
	size_t count = line_break(layout, text, layout->text_width, layout->text_width, &lines);
	struct line_place place = { t->margin_left, layout->text_width, TEMPLATE_RIGHT };
	fixed->measure->number = top + text_em_top(&look) * look.size + (double)first * t->line_pitch;
	for (size_t i = 0; i < count; i++)
		fixed_add_line(layout, fixed, line_set(layout, text, &lines[i], place),
			       fixed->measure->number + (double)i * t->line_pitch);
	return first + count;
}

/* Where the ink of the lines [first, …) ends, pt from the text area's top; `bottom`: where there is none. */
static double ink_end(const struct layout *layout, const struct flow_fixed *fixed, size_t first, double bottom)
{
	double end = -INFINITY;
	for (size_t i = first; i < fixed->line_count; i++)
		for (size_t r = 0; r < fixed->lines[i].run_count; r++) {
			const struct page_run *run = &fixed->lines[i].runs[r];
			for (size_t g = 0; run->face && g < run->glyph_count; g++)
				end = fmax(end, fixed->lines[i].baseline + (double)run->glyphs[g].y +
							font_outline_depth(layout->scratch, run->face, run->glyphs[g].id) * run->size);
		}
	return end > -INFINITY ? end : bottom;
}

/* The mark; returns where its ink ends: 10.1 counts the millimetres from the characters, not from their boxes. */
static double add_mark(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *mark)
{
	size_t first = fixed->line_count;
	double bottom = head_add_mark(layout, fixed, mark, layout->template->head.mark_top);
	return ink_end(layout, fixed, first, bottom);
}

static void add_rules(struct layout *layout, struct flow_fixed *fixed, double y)
{
	struct page_rule rules[2];
	letter_rules(layout->template, y, true, rules);
	for (int i = 0; i < 2; i++)
		*ARENA_PUSH(layout->arena, fixed->rules, fixed->rule_count, fixed->rule_capacity) = rules[i];
}

void flow_add_letter(struct layout *layout, struct flow *flow, const struct doc_node *head)
{
	const struct page_template *t = layout->template;
	const struct doc_node *number = doc_field(head, "发文字号");
	struct flow_fixed *fixed = fixed_new(layout, flow, head);
	double rule = add_mark(layout, fixed, doc_field(head, "发文机关")) + t->head.rule_gap;
	double top = rule + t->head.rule_width + t->letter.gap;
	size_t before = fixed->line_count, labels = head_add_labels(layout, fixed, head, top);
	fixed->measure->number = top + layout->em_top * t->body_size;
	size_t end = number ? add_number(layout, fixed, number, top, labels, end_of(layout, fixed, before)) : 0;
	size_t rows = labels > end ? labels : end;
	double bottom = rows ? top + (double)(rows - 1) * t->line_pitch + t->body_size : rule + t->head.rule_width;
	add_rules(layout, fixed, rule);
	fixed->letter = true;
	fixed->height = fmax(0, bottom + t->head.title_lines * t->line_pitch + head_title_rise(layout));
	fixed->measure->rule = rule;
	fixed->measure->height = fixed->height;
}
