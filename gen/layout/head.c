/* The head (版头): GB/T 9704-2012, 7.2. Heights count from the text area's top. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/text.h"

const double head_mark_pitch = 1.1;

double head_mark_size(const struct page_template *template, struct str mark)
{
	double size = template_style(template, "head-mark")->size;
	double cells = utf8_cells(mark.data, mark.len) / 2.0; /* em */
	double width = template->page_width - template->margin_left - template->margin_right - head_mark_slack;
	if (cells * size > width)
		size = floor(2 * width / cells) / 2; /* word processors know half points */
	return fmax(size, template->head.mark_least);
}

/* Sets lines of a text into the text area less `indent` at the left and right; returns how many. */
static size_t add_lines(struct layout *layout, struct flow_fixed *fixed, struct text *text,
			const struct template_style *style, double first_baseline, double pitch)
{
	struct line *lines;
	bool centered = style->align == TEMPLATE_CENTER;
	size_t count = centered ? line_break_title(layout, text, layout->text_width, &lines) :
				  line_break(layout, text, layout->text_width, layout->text_width, &lines);
	struct line_place place = { layout->template->margin_left, layout->text_width, style->align };
	measure_add_breaks(layout, text, lines, count);
	for (size_t i = 0; i < count; i++)
		fixed_add_line(layout, fixed, line_set(layout, text, &lines[i], place),
			       first_baseline + (double)i * pitch);
	return count;
}

size_t head_add_labels(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *head, double top)
{
	const struct page_template *t = layout->template;
	size_t rows = 0;
	for (size_t i = 0; doc_label_keys[i]; i++) {
		const struct doc_node *field = doc_field(head, doc_label_keys[i]);
		const struct template_style *style = template_style(t, i ? "head-security" : "head-line");
		struct text_look look = text_look_of(layout, style, field);
		if (field)
			rows += add_lines(layout, fixed, text_of_block(layout, field, &look), style,
					  top + layout->em_top * t->body_size + (double)rows * t->line_pitch, t->line_pitch);
	}
	return rows;
}

double head_add_mark(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *field, double top)
{
	if (!field)
		return top;
	const struct doc_node *suffix = doc_field(field->parent, DOC_MARK_SUFFIX);
	if (suffix)
		return head_add_joint(layout, fixed, field, suffix, top);
	const struct template_style *style = template_style(layout->template, "head-mark");
	struct text_look look = text_look_of(layout, style, field);
	struct buf mark = BUF_INIT;
	doc_add_plain_text(field, &mark);
	look.size = head_mark_size(layout->template, buf_str(&mark));
	buf_free(&mark);
	double pitch = head_mark_pitch * look.size;
	size_t count = add_lines(layout, fixed, text_of_block(layout, field, &look), style, top + text_em_top(&look) * look.size, pitch);
	return top + (double)(count ? count - 1 : 0) * pitch + look.size;
}

/* Width of the text's first cells up to the label's colon. */
static double label_width(const struct text *text)
{
	for (size_t i = 0; i < text->cell_count; i++)
		if (text->cells[i].codepoint == 0xFF1A)
			return text_width(text, 0, i + 1);
	return 0;
}

/* Where the rows of signers stand. */
struct signers {
	size_t rows;
	double last_left;          /* of the last row, pt from the text area's left */
};

static double indent_of(const struct page_template *template)
{
	return template->head.number_indent * template->char_pitch;
}

/* 7.2.6: 签发人 at the right, further rows under the first name. */
static struct signers add_signers(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *field, double baseline)
{
	const struct page_template *t = layout->template;
	struct text_look look = text_look_of(layout, template_style(t, "head-number"), field);
	struct text *text = text_of_block(layout, field, &look);
	struct line *lines;
	double label = label_width(text), room = layout->text_width - indent_of(t), widest = 0;
	size_t count = line_break(layout, text, room, room - label, &lines);
	for (size_t i = 0; i < count; i++)
		widest = fmax(widest, (i ? label : 0) + text_width(text, lines[i].first, lines[i].end));
	double left = fmax(0, room - widest);
	for (size_t i = 0; i < count; i++) {
		struct line_place place = { t->margin_left + left + (i ? label : 0), room, TEMPLATE_LEFT };
		fixed_add_line(layout, fixed, line_set(layout, text, &lines[i], place), baseline + (double)i * t->line_pitch);
	}
	return (struct signers){ count, left + (count > 1 ? label : 0) };
}

/* 7.2.5: 发文字号 at the left on the signers' last row, where a character is left between them, else below it; returns how many
 * rows both have. */
static size_t add_number_beside(struct layout *layout, struct flow_fixed *fixed, struct text *text, struct signers signers,
				double baseline)
{
	const struct page_template *t = layout->template;
	struct line *lines;
	double indent = indent_of(t), room = layout->text_width - 2 * indent;
	bool beside = indent + text_width(text, 0, text->cell_count) + t->char_pitch <= signers.last_left;
	size_t first = signers.rows - (beside && signers.rows), count = line_break(layout, text, room, room, &lines);
	struct line_place place = { t->margin_left + indent, room, TEMPLATE_LEFT };
	for (size_t i = 0; i < count; i++)
		fixed_add_line(layout, fixed, line_set(layout, text, &lines[i], place),
			       baseline + (double)(first + i) * t->line_pitch);
	if (count)
		measure_add(layout, text->node)->end = indent + text_width(text, lines[0].first, lines[0].end);
	return first + count;
}

/* 7.2.5: 发文字号 in the middle, or beside the signers; returns the bottom. A missing number keeps its line, to be stamped. */
static double add_number(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *head, double top)
{
	const struct page_template *t = layout->template;
	const struct doc_node *field = doc_field(head, "发文字号"), *signers = doc_field(head, "签发人");
	const struct template_style *style = template_style(t, "head-number");
	struct text_look look = text_look_of(layout, style, field);
	double baseline = top + text_em_top(&look) * look.size;
	struct text *text = field ? text_of_block(layout, field, &look) : NULL;
	struct signers set = signers ? add_signers(layout, fixed, signers, baseline) : (struct signers){ 0, 0 };
	size_t rows = set.rows;
	fixed->measure->number = baseline;
	if (text && signers)
		rows = add_number_beside(layout, fixed, text, set, baseline);
	else if (text)
		rows = add_lines(layout, fixed, text, style, baseline, t->line_pitch);
	return top + (double)(rows ? rows - 1 : 0) * t->line_pitch + look.size;
}

double head_title_rise(struct layout *layout)
{
	const struct template_style *title = template_style(layout->template, "title");
	struct text_look look = text_look_of(layout, title, NULL);
	return text_em_top(&look) * look.size - layout->em_top * layout->template->body_size;
}

void flow_add_head(struct layout *layout, struct flow *flow, const struct doc_node *head)
{
	const struct page_template *t = layout->template;
	struct flow_fixed *fixed = fixed_new(layout, flow, head);
	double labels = (double)head_add_labels(layout, fixed, head, 0) * t->line_pitch; /* 7.2.1 to 7.2.3 */
	double bottom = head_add_mark(layout, fixed, doc_field(head, "发文机关"), fmax(labels, t->head.mark_top));
	double rule = add_number(layout, fixed, head, bottom + t->head.number_lines * t->line_pitch) + t->head.rule_gap;
	fixed_add_rule(layout, fixed, rule, t->head.rule_width, template_style(t, "head-mark")->color);
	fixed->height = rule + t->head.rule_width + t->head.title_lines * t->line_pitch + head_title_rise(layout);
	fixed->measure->rule = rule;
	fixed->measure->height = fixed->height;
}
