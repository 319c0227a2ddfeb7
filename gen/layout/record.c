/* The record block (版记): GB/T 9704-2012, 7.4. */
#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/text.h"

/* The block while it is set, from its first rule on. */
struct record {
	struct layout *layout;
	struct flow_fixed *fixed;
	const struct template_style *style;
	double left, width;   /* of its text, pt */
	double pitch;         /* of its lines, pt */
	double y;             /* bottom of what has been set, from the block's top */
};

static struct text *shaped(struct record *record, const struct doc_node *field)
{
	struct text_look look = text_look_of(record->layout, record->style, field);
	return text_of_block(record->layout, field, &look);
}

static void add_rule(struct record *record, double height)
{
	if (height <= 0) /* of a letter */
		return;
	fixed_add_rule(record->layout, record->fixed, record->y, height, record->style->color);
	record->y += height;
}

/* Baseline of a line whose top is `y`: its em box is in the middle of the line. */
static double baseline_at(struct record *record, double y)
{
	struct text_look look = text_look_of(record->layout, record->style, NULL);
	return y + (record->pitch - look.size) / 2 + text_em_top(&look) * look.size;
}

/* Lines of a text; those behind the first hang under the character behind its colon (抄送：), where it has one. */
static void add_text(struct record *record, struct text *text, double width, bool hanging)
{
	double hang = 0;
	for (size_t i = 0; hanging && i < text->cell_count && !hang; i++)
		if (text->cells[i].codepoint == 0xFF1A) {
			hang = text_width(text, 0, i + 1);
			text_hold(text, text->cells[i].start + text->cells[i].len);
		}
	struct line *lines;
	size_t count = line_break(record->layout, text, width, width - hang, &lines);
	for (size_t i = 0; i < count; i++, record->y += record->pitch) {
		double indent = i ? hang : 0;
		struct line_place place = { record->left + indent, width - indent, TEMPLATE_LEFT };
		fixed_add_line(record->layout, record->fixed, line_set(record->layout, text, &lines[i], place),
			       baseline_at(record, record->y));
	}
	if (hanging)
		measure_add_breaks(record->layout, text, lines, count);
	measure_add(record->layout, text->node)->left = record->left - record->layout->template->margin_left + hang;
}

/* 7.4.3: 印发机关 at the left, 印发日期 at the right of its last line. */
static void add_printing(struct record *record, const struct doc_node *office, const struct doc_node *date)
{
	struct text *date_text = date ? shaped(record, date) : NULL;
	double date_width = date ? text_width(date_text, 0, date_text->cell_count) : 0;
	double gap = date ? record->style->size : 0;
	if (office)
		add_text(record, shaped(record, office), record->width - date_width - gap, false);
	else
		record->y += record->pitch;
	if (!date)
		return;
	struct line line = { 0, date_text->cell_count, false, true };
	struct line_place place = { record->left, record->width, TEMPLATE_RIGHT };
	fixed_add_line(record->layout, record->fixed, line_set(record->layout, date_text, &line, place),
		       baseline_at(record, record->y - record->pitch));
}

void flow_add_record(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	const struct page_template *t = layout->template;
	const struct template_style *style = template_style(t, "record");
	double indent = t->record.indent * style->size;
	struct record record = {
		.layout = layout, .fixed = fixed_new(layout, flow, node), .style = style,
		.pitch = style->line_height > 0 ? style->line_height : t->line_pitch,
		.left = t->margin_left + indent, .width = layout->text_width - 2 * indent,
	};
	const struct doc_node *copies = doc_field(node, "抄送"), *office = doc_field(node, "印发机关");
	const struct doc_node *date = doc_field(node, "印发日期");
	add_rule(&record, t->record.outer_rule);
	if (copies)
		add_text(&record, shaped(&record, copies), record.width, true);
	if (copies && (office || date))
		add_rule(&record, t->record.inner_rule);
	if (office || date)
		add_printing(&record, office, date);
	add_rule(&record, t->record.outer_rule);
	record.fixed->height = record.y;
	record.fixed->foot = true;
}
