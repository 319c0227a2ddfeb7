#include <math.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/text.h"

struct sign_line {
	const struct text *text;
	struct line line;
	double width;              /* pt */
	struct measure *measure;   /* of its authority or date */
};

/* The signature's lines before they are placed: each line of each authority, then those of the date. */
struct signature {
	struct sign_line *lines;
	size_t count, capacity;
	double widest;             /* of the authorities, pt */
};

static void add_lines(struct layout *layout, struct signature *signature, const struct doc_node *node, double width)
{
	struct text_look look = text_look_of(layout, template_style(layout->template, "signature"), node);
	struct text *text = text_of_block(layout, node, &look);
	struct line *lines;
	size_t count = line_break(layout, text, width, width, &lines);
	struct measure *measure = measure_add_breaks(layout, text, lines, count);
	for (size_t i = 0; i < count; i++) {
		lines[i].last = true; /* never stretched */
		*ARENA_PUSH(layout->arena, signature->lines, signature->count, signature->capacity) =
			(struct sign_line){ text, lines[i], text_width(text, lines[i].first, lines[i].end), measure };
	}
}

/* Left edges of the authorities (common) and of the date, pt from the text area's left. With a seal each authority is
 * centred on the date instead: *authority is then the centre. */
static void place(const struct layout *layout, const struct signature *signature, double date, double *authority,
		  double *date_left)
{
	const struct page_template *t = layout->template;
	const struct template_signature_form *form = &t->forms[t->signature];
	double right = layout->text_width - form->indent_right * t->char_pitch;
	double shift = form->date_shift * t->char_pitch;
	if (form->centered) {
		*date_left = right - date;
		*authority = right - date / 2;
	} else if (date > signature->widest) {
		*date_left = right - date;
		*authority = *date_left - shift;
	} else {
		*authority = right - signature->widest;
		*date_left = shift > 0 ? *authority + shift : right - date;
	}
}

static struct flow_block *add_set(struct layout *layout, struct flow *flow, const struct doc_node *node,
				  const struct signature *signature,
				  size_t first, size_t end, double left, bool centered)
{
	struct flow_block *block = flow_add(layout, flow, node);
	block->lines = ARENA_ARRAY(layout->arena, struct page_line, end - first);
	for (size_t i = first; i < end; i++) {
		const struct sign_line *own = &signature->lines[i];
		double width = own->width;
		double x = centered ? left - width / 2 : left;
		x = fmax(0, fmin(x, layout->text_width - width));
		struct line_place at = { layout->template->margin_left + x, width, TEMPLATE_LEFT };
		struct page_line *line = &block->lines[block->line_count++];
		*line = line_set(layout, own->text, &own->line, at);
		measure_add_line(layout, own->measure, line);
	}
	block->whole = block->keep_previous = true;
	return block;
}

void flow_add_signature(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	const struct page_template *t = layout->template;
	const struct template_signature_form *form = &t->forms[t->signature];
	double width = layout->text_width - form->indent_right * t->char_pitch;
	struct signature signature = { 0 };
	for (const struct doc_node *part = node->first; part; part = part->next)
		if (part->kind == DOC_AUTHORITY)
			add_lines(layout, &signature, part, width);
	size_t authorities = signature.count;
	for (size_t i = 0; i < authorities; i++)
		signature.widest = fmax(signature.widest, signature.lines[i].width);
	if (node->last && node->last->kind == DOC_DATE)
		add_lines(layout, &signature, node->last, width);
	double date = 0, authority, date_left;
	for (size_t i = authorities; i < signature.count; i++)
		date = fmax(date, signature.lines[i].width);
	place(layout, &signature, date, &authority, &date_left);
	if (authorities)
		add_set(layout, flow, node, &signature, 0, authorities, authority, form->centered)->before =
			form->space_before;
	if (signature.count > authorities)
		add_set(layout, flow, node, &signature, authorities, signature.count, date_left, false)->before =
			authorities ? form->space_between : form->space_before;
}
