#include <math.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/text.h"

/* An entry while it is set. */
struct entry {
	struct text_look look;     /* of its leader and number; its title is the node's */
	struct text *title, *number;
	double first, left;        /* pt from the text area's left: of its first line, of the others */
	double width;              /* pt: of its lines but the last */
	double number_width;       /* pt */
	double digit;              /* pt: of the widest one */
	struct line *lines;
	size_t count;
};

static const struct template_style *style_of(const struct layout *layout, const struct doc_node *entry)
{
	static const char *const styles[] = { "contents-entry1", "contents-entry2", "contents-entry3", "contents-entry4" };
	int level = entry->level < 1 ? 1 : entry->level > 4 ? 4 : entry->level;
	return template_style(layout->template, styles[level - 1]);
}

/* Right end of the last line, pt from the text area's left. */
static double last_end(const struct entry *entry)
{
	const struct line *last = &entry->lines[entry->count - 1];
	return (entry->count == 1 ? entry->first : entry->left) + text_width(entry->title, last->first, last->end);
}

/* Breaks the title so that its last line leaves room for two leader cells and the number: all lines get shorter until it
 * does. */
static void break_title(struct layout *layout, struct entry *entry)
{
	double pitch = layout->template->char_pitch, least = 6 * pitch;
	if (line_break(layout, entry->title, entry->width - entry->first + entry->left, entry->width, &entry->lines) > 1)
		line_keep_words(layout, entry->title);
	for (double width = entry->width;; width -= pitch) {
		entry->count = line_break(layout, entry->title, width - entry->first + entry->left, width, &entry->lines);
		if (!entry->count || width - pitch < least)
			return;
		if (last_end(entry) + 2 * entry->look.size + entry->number_width <= layout->text_width)
			return;
	}
}

/* The page number, its digits as wide as the widest one, each in the middle of its place: so those of all entries stand below each other. */
static void set_number(struct layout *layout, struct entry *entry, const struct doc_node *node, const char *page)
{
	const struct text *digits = text_shaped(layout, node, STR("0123456789"), &entry->look);
	entry->digit = entry->look.size / 4;
	for (size_t i = 0; i < digits->cell_count; i++)
		entry->digit = fmax(entry->digit, digits->cells[i].width);
	entry->number = text_shaped(layout, node, str_of(page), &entry->look);
	for (size_t i = 0; i < entry->number->cell_count; i++) {
		struct text_cell *cell = &entry->number->cells[i];
		cell->shift += (entry->digit - cell->width) / 2;
		cell->width = entry->digit;
	}
	entry->number_width = text_width(entry->number, 0, entry->number->cell_count);
}

/* Dots behind `from` (pt from the text area's left) and before the number, on a grid that is counted from the right edge of the text area; an
 * empty line when there is no room. */
static struct page_line set_leader(struct layout *layout, const struct entry *entry, const struct doc_node *node, double from)
{
	enum { STEPS_BEFORE_NUMBER = 2, STEPS_BEHIND_TITLE = 1 };
	/* Half a digit from dot to dot: they end as far before the number however many digits it has. */
	double step = entry->digit / 2, right = layout->text_width;
	long last = lround(entry->number_width / step) + STEPS_BEFORE_NUMBER, first = (long)floor((right - from) / step) - STEPS_BEHIND_TITLE;
	struct text *dots = text_new(layout, node);
	for (long i = first; i > last; i--)
		text_add(layout, dots, STR("."), &entry->look);
	text_shape(layout, dots);
	for (size_t i = 0; i < dots->cell_count; i++)
		dots->cells[i].width = step;
	struct line line = { 0, dots->cell_count, false, true };
	struct line_place place = { layout->template->margin_left + right - (double)first * step, right, TEMPLATE_LEFT };
	return line_set(layout, dots, &line, place);
}

/* Puts leader and number behind the title's last line, as one line. */
static void add_number(struct layout *layout, const struct entry *entry, const struct doc_node *node, struct page_line *line)
{
	double margin = layout->template->margin_left, at = layout->text_width - entry->number_width;
	struct line all = { 0, entry->number->cell_count, false, true };
	struct line_place place = { margin + at, entry->number_width, TEMPLATE_LEFT };
	const struct page_line parts[] = { *line, set_leader(layout, entry, node, line->right - margin),
					   line_set(layout, entry->number, &all, place) };
	struct page_run *runs = ARENA_ARRAY(layout->arena, struct page_run,
					    parts[0].run_count + parts[1].run_count + parts[2].run_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (size_t k = 0; k < parts[i].run_count; k++)
			runs[count++] = parts[i].runs[k];
	line->runs = runs;
	line->run_count = count;
	line->right = parts[2].right;
	line->size = fmax(line->size, parts[2].size);
	const char *text = arena_printf(layout->arena, "%.*s\t%.*s", (int)line->text.len, line->text.data,
					(int)parts[2].text.len, parts[2].text.data);
	line->text = str_of(text);
}

void flow_add_entry(struct layout *layout, struct flow *flow, const struct doc_node *node, const char *page)
{
	const struct template_style *style = style_of(layout, node);
	double pitch = layout->template->char_pitch;
	struct entry entry = { .look = text_look_of(layout, style, node) };
	entry.look.target = node->entry_target;
	entry.left = style->indent_left * pitch;
	entry.first = fmax(0, (style->indent_left + style->indent_first) * pitch);
	entry.width = layout->text_width - entry.left - style->indent_right * pitch;
	entry.title = text_of_block(layout, node, &entry.look);
	entry.look.block = NULL;
	set_number(layout, &entry, node, page);
	break_title(layout, &entry);
	struct flow_block *block = flow_add(layout, flow, node);
	block->lines = ARENA_ARRAY(layout->arena, struct page_line, entry.count + 1);
	for (size_t i = 0; i < entry.count; i++) {
		double left = i ? entry.left : entry.first;
		struct line_place place = { layout->template->margin_left + left, entry.width + entry.left - left, style->align };
		block->lines[i] = line_set(layout, entry.title, &entry.lines[i], place);
		block->lines[i].last = i + 1 == entry.count;
	}
	if (entry.count)
		add_number(layout, &entry, node, &block->lines[entry.count - 1]);
	block->line_count = entry.count;
	block->before = style->space_before;
	block->after = style->space_after;
	block->whole = true;
	block->keep_next = style->keep_with_next && node->next && node->next->level > node->level;
}
