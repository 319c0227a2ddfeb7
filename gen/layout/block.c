#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/footnote.h"
#include "layout/indent.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/text.h"
#include "layout/turn.h"

/* Where a block stands. */
struct setting {
	struct indent_around around;
	const char *prefix;       /* number or mark of a list item, for its first paragraph; or NULL */
	const struct doc_node *item; /* that `prefix` belongs to */
};

static struct indents indents_of(const struct layout *layout, const struct template_style *style,
				 const struct setting *setting)
{
	return indent_of(layout->template, style, setting ? setting->around : (struct indent_around){ style->name, 0, 0 });
}

/* Lines of the grid that a line of this size takes. */
static double pitches_of(const struct layout *layout, const struct template_style *style)
{
	return fmax(1, ceil(fmax(style->size, style->line_height) / layout->template->line_pitch));
}

/* Whether the block's lines are told to those who set it themselves. */
static bool is_measured(const struct doc_node *node)
{
	return node->kind == DOC_TITLE || node->kind == DOC_CAPTION || doc_is_attendance(node) ||
	       (node->kind == DOC_PARAGRAPH && node->parent->kind == DOC_COVER);
}

/* Sets a text that is ready for shaping as the next block. */
static struct flow_block *set_text(struct layout *layout, struct flow *flow, struct text *text,
				   const struct template_style *style,
				   struct indents indents)
{
	bool title = style->align == TEMPLATE_CENTER;
	double width = layout->text_width - indents.left - indents.right;
	struct line *lines;
	text_shape(layout, text);
	size_t count = line_break_aligned(layout, text, style->align, width - indents.first, width, &lines);
	if (is_measured(text->node) && count > 1)
		measure_add_breaks(layout, text, lines, count);
	struct flow_block *block = flow_add(layout, flow, text->node);
	block->lines = ARENA_ARRAY(layout->arena, struct page_line, count);
	for (size_t i = 0; i < count; i++) {
		double indent = i || title ? 0 : indents.first;
		double left = layout->template->margin_left + indents.left + indent;
		struct line_place place = { left, width - indent, style->align };
		block->lines[i] = line_set(layout, text, &lines[i], place);
		block->lines[i].last = i + 1 == count;
	}
	block->line_count = count;
	block->before = style->space_before;
	block->after = style->space_after;
	block->keep_next = style->keep_with_next;
	block->whole = title;
	block->pitches = pitches_of(layout, style);
	return block;
}

/* A block of one text: prefix and inlines in one style. */
static struct flow_block *add_text(struct layout *layout, struct flow *flow, const struct doc_node *node,
				   const char *name,
				   const char *prefix, const struct setting *setting)
{
	const struct template_style *style = template_style(layout->template, name);
	struct text_look look = text_look_of(layout, style, node);
	struct text *text = text_new(layout, node);
	look.target = node->kind == DOC_TITLE ? node->entry_target : NULL; /* a plan's title leads back to the contents */
	look.block = setting && setting->prefix ? setting->item : node;
	text_add(layout, text, str_of(prefix), &look);
	look.block = node;
	text->own = text->building.len;
	text->held = doc_is_attendance(node) ? strlen(node->name) + strlen("：") : 0;
	text_add_inlines(layout, text, node, &look);
	return set_text(layout, flow, text, style, indents_of(layout, style, setting));
}

static void add_outline(struct layout *layout, struct flow_block *block, const struct doc_node *node, int level)
{
	struct buf text = BUF_INIT;
	doc_add_entry_text(node, &text);
	block->outline = buf_move_to(&text, layout->arena);
	block->outline_node = node;
	block->outline_level = level;
}

static const char *heading_style(const struct doc_node *heading)
{
	static const char *const styles[] = { "heading1", "heading2", "heading3", "heading4" };
	int level = heading->level < 1 ? 1 : heading->level > 4 ? 4 : heading->level;
	return styles[level - 1];
}

/* A run-in heading: its own font up to its 。, then the paragraph that follows it. */
static void add_run_in(struct layout *layout, struct flow *flow, const struct doc_node *heading)
{
	const struct doc_node *paragraph = heading->next;
	const struct template_style *style = template_style(layout->template, heading_style(heading));
	const struct template_style *body = template_style(layout->template, "body");
	struct text_look look = text_look_of(layout, style, heading), body_look = text_look_of(layout, body, paragraph);
	struct text *text = text_new(layout, paragraph);
	text_add(layout, text, str_of(heading->number), &look);
	text_add_inlines(layout, text, heading, &look);
	size_t end = text->building.len;
	text_add_inlines(layout, text, paragraph, &body_look);
	struct flow_block *block = set_text(layout, flow, text, body, indents_of(layout, style, NULL));
	for (size_t i = 0; i < block->line_count && (size_t)(block->lines[i].text.data - text->chars.data) < end; i++) {
		struct str line = block->lines[i].text;
		block->lines[i].node = heading;
		block->first_lines = i + 1 + (line.data + line.len <= text->chars.data + end);
	}
	add_outline(layout, block, heading, heading->level);
}

static void add_heading(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	struct flow_block *block = add_text(layout, flow, node, heading_style(node), node->number, NULL);
	add_outline(layout, block, node, node->level);
}

struct flow_block *flow_add_title(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	enum doc_kind parent = node->parent ? node->parent->kind : DOC_ROOT;
	const char *name = parent == DOC_ATTACHMENT ? "attachment-title" :
			   parent == DOC_COVER	    ? "cover-title" :
			   parent == DOC_CONTENTS   ? "contents-title" :
						      "title";
	struct flow_block *block = add_text(layout, flow, node, name, NULL, NULL);
	block->sunk = parent == DOC_COVER;
	if (parent != DOC_ATTACHMENT && parent != DOC_COVER)
		add_outline(layout, block, node, 0);
	return block;
}

/* 附件说明 (GB/T 9704-2012, 7.3.4): `附件：1. …`, later items under the first number, wrapped lines under the text. */
static void add_attachment_note(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	const struct template_style *style = template_style(layout->template, "attachment-note");
	struct indents indents = indents_of(layout, style, NULL);
	struct text_look look = text_look_of(layout, style, node);
	flow_keep_whole(layout, flow);
	const struct text *label = text_shaped(layout, node, STR(FLOW_NOTE_LABEL), &look);
	double label_width = text_width(label, 0, label->cell_count);
	for (const struct doc_node *item = node->first; item; item = item->next) {
		const struct text *number = text_shaped(layout, item, str_of(item->number), &look);
		struct text *text = text_new(layout, item);
		bool first = item == node->first;
		double number_width = 0; /* with the space at its end */
		for (size_t i = 0; i < number->cell_count; i++)
			number_width += number->cells[i].width;
		look.block = node;
		text_add(layout, text, str_of(first ? FLOW_NOTE_LABEL : NULL), &look);
		look.block = item;
		text_add(layout, text, str_of(item->number), &look);
		text->held = text->building.len;
		text_add_inlines(layout, text, item, &look);
		struct indents own = indents;
		own.left += label_width + number_width;
		own.first = -number_width - (first ? label_width : 0);
		struct measure *measure = measure_add(layout, item);
		measure->left = own.left;
		measure->first = own.left + own.first;
		struct flow_block *block = set_text(layout, flow, text, style, own);
		block->before = first ? style->space_before : 0;
		block->keep_previous = true; /* it takes text along, as the signature below it must */
	}
}

static void add_attendance(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	add_text(layout, flow, node, "attendance", NULL, NULL)->before = doc_begins_attendance(node);
}

static void add_blocks(struct layout *layout, struct flow *flow, const struct doc_node *parent,
		       struct setting *setting);

/* An item's number or mark on a line of its own: the item does not begin with a paragraph. */
static void add_prefix(struct layout *layout, struct flow *flow, struct setting *setting)
{
	const struct template_style *style = template_style(layout->template, setting->around.style);
	struct text_look look = text_look_of(layout, style, setting->item);
	struct text *text = text_new(layout, setting->item);
	text_add(layout, text, str_of(setting->prefix), &look);
	set_text(layout, flow, text, style, indents_of(layout, style, setting))->keep_next = setting->item->first != NULL;
	setting->prefix = NULL;
}

static void add_list(struct layout *layout, struct flow *flow, const struct doc_node *list,
		     const struct setting *around)
{
	for (const struct doc_node *item = list->first; item; item = item->next) {
		struct setting setting = { .around = indent_in_list(around->around, list), .item = item };
		setting.prefix = item->number ? item->number : layout->template->list_mark;
		add_blocks(layout, flow, item, &setting);
		if (setting.prefix)
			add_prefix(layout, flow, &setting);
	}
}

static void add_quote(struct layout *layout, struct flow *flow, const struct doc_node *quote,
		      const struct setting *around)
{
	struct setting setting = *around;
	setting.around = indent_in_quote(around->around, layout->template);
	add_blocks(layout, flow, quote, &setting);
}

static void add_caption(struct layout *layout, struct flow *flow, const struct doc_node *caption)
{
	add_text(layout, flow, caption, "caption", NULL, NULL);
}

static void add_table(struct layout *layout, struct flow *flow, const struct doc_node *table)
{
	if (table->first && table->first->kind == DOC_CAPTION)
		add_caption(layout, flow, table->first);
	flow_add_table(layout, flow, table);
}

/* 附件1, on a page of its own. */
static void add_mark(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	const struct template_style *style = template_style(layout->template, "attachment-mark");
	struct text_look look = text_look_of(layout, style, node);
	struct text *text = text_new(layout, node);
	text_add(layout, text, str_of(node->number), &look);
	struct flow_block *block = set_text(layout, flow, text, style, indents_of(layout, style, NULL));
	if (node->first)
		add_outline(layout, block, node, 1);
}

static void add_attachment(struct layout *layout, struct flow *flow, const struct doc_node *node,
			   struct setting *setting)
{
	layout_turn(layout, node->turned);
	flow->page_break = true;
	size_t first = flow->count;
	if (!node->unmarked)
		add_mark(layout, flow, node);
	add_blocks(layout, flow, node, setting);
	if (node->unmarked && flow->count > first)
		add_outline(layout, &flow->blocks[first], node, 1);
	layout_turn(layout, false);
}

static void add_head(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	if (layout->template->letter.shown)
		flow_add_letter(layout, flow, node);
	else
		flow_add_head(layout, flow, node);
}

static void add_block(struct layout *layout, struct flow *flow, const struct doc_node *node, struct setting *setting)
{
	if (setting->prefix && node->kind != DOC_PARAGRAPH)
		add_prefix(layout, flow, setting);
	switch (node->kind) {
	case DOC_TITLE:
		flow_add_title(layout, flow, node);
		break;
	case DOC_RECIPIENT:
		add_text(layout, flow, node, "recipient", NULL, NULL);
		break;
	case DOC_HEADING:
		if (node->run_in && node->next && node->next->kind == DOC_PARAGRAPH)
			add_run_in(layout, flow, node);
		else
			add_heading(layout, flow, node);
		break;
	case DOC_PARAGRAPH:
		if (node->previous && node->previous->kind == DOC_HEADING && node->previous->run_in)
			break; /* set with its heading */
		if (doc_is_attendance(node)) {
			add_attendance(layout, flow, node);
			break;
		}
		add_text(layout, flow, node, setting->around.style, setting->prefix, setting);
		setting->prefix = NULL;
		break;
	case DOC_LIST:
		add_list(layout, flow, node, setting);
		break;
	case DOC_QUOTE:
		add_quote(layout, flow, node, setting);
		break;
	case DOC_TABLE:
		add_table(layout, flow, node);
		break;
	case DOC_ATTACHMENT_NOTE:
		add_attachment_note(layout, flow, node);
		break;
	case DOC_SIGNATURE:
		flow_add_signature(layout, flow, node);
		break;
	case DOC_NOTE:
		add_text(layout, flow, node, "note", NULL, NULL)->keep_previous = true;
		break;
	case DOC_ATTACHMENT:
		add_attachment(layout, flow, node, setting);
		break;
	case DOC_HEAD:
		add_head(layout, flow, node);
		break;
	case DOC_RECORD:
		flow_add_record(layout, flow, node);
		break;
	case DOC_PAGE_BREAK:
		flow->page_break = true;
		break;
	case DOC_FOOTNOTES: /* set where their references stand */
	case DOC_ROOT: /* parts of other blocks, which set them: here conserve_check() would miss them */
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		break;
	}
}

static void add_blocks(struct layout *layout, struct flow *flow, const struct doc_node *parent, struct setting *setting)
{
	for (const struct doc_node *node = parent->first; node; node = node->next) {
		add_block(layout, flow, node, setting);
		footnote_set_new(layout);
		arena_reset(layout->scratch);
	}
}

void flow_add_part(struct layout *layout, struct flow *flow, const struct doc_node *part)
{
	struct setting setting = { .around.style = part->kind == DOC_COVER ? "cover-line" : "body" };
	if (part->kind == DOC_PLAN) {
		flow->page_break = true;
		flow->odd_page = part->odd_page;
	}
	add_blocks(layout, flow, part, &setting);
}

static void add_measured(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	if (node->kind == DOC_TITLE)
		flow_add_title(layout, flow, node);
	else if (node->kind == DOC_CAPTION)
		add_caption(layout, flow, node);
	else if (node->kind == DOC_TABLE)
		flow_add_table(layout, flow, node);
	else if (node->kind == DOC_ATTACHMENT_NOTE)
		add_attachment_note(layout, flow, node);
	else if (node->kind == DOC_SIGNATURE)
		flow_add_signature(layout, flow, node);
	else if (node->kind == DOC_HEAD)
		add_head(layout, flow, node);
	else if (node->kind == DOC_RECORD)
		flow_add_record(layout, flow, node);
	else if (doc_is_attendance(node))
		add_attendance(layout, flow, node);
	else if (is_measured(node))
		add_text(layout, flow, node, "cover-line", NULL, NULL);
}

/* Whether the node stands in an attachment that is set across. */
static bool is_turned(const struct doc_node *node)
{
	while (node && node->kind != DOC_ATTACHMENT)
		node = node->parent;
	return node && node->turned;
}

void flow_measure(struct layout *layout)
{
	struct flow flow = { 0 };
	for (const struct doc_node *node = layout->doc->root; node; node = doc_next(node, layout->doc->root)) {
		layout_turn(layout, is_turned(node));
		add_measured(layout, &flow, node);
		arena_reset(layout->scratch);
	}
}
