/* The mark of several authorities (联合行文): GB/T 9704-2012, 7.2.4. */
#include <math.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/line.h"
#include "layout/measure.h"
#include "layout/text.h"

const double head_joint_pitch = 1.25;
const double head_mark_slack = 1;

/* Between the names and what stands at their right, em. */
static const double GAP = 0.5;

/* The mark while it is set. */
struct joint {
	struct layout *layout;
	struct flow_fixed *fixed;
	struct text_look look;
	double em_top;             /* pt */
	double pitch;              /* of the lines, pt */
};

/* A field's text, each of its lines whole. */
struct joint_text {
	struct text *text;
	struct line *lines;
	size_t count;
	double widest;             /* pt */
};

static struct joint_text shape(struct joint *joint, const struct doc_node *field)
{
	joint->look.block = field;
	struct joint_text out = { .text = text_of_block(joint->layout, field, &joint->look) };
	out.count = line_break(joint->layout, out.text, INFINITY, INFINITY, &out.lines);
	for (size_t i = 0; i < out.count; i++)
		out.widest = fmax(out.widest, text_width(out.text, out.lines[i].first, out.lines[i].end));
	return out;
}

/* Parts the characters of the line so that it is as wide as the widest one; returns how far. */
static double spread_line(struct joint_text *names, const struct line *line)
{
	double room = names->widest - text_width(names->text, line->first, line->end);
	size_t places = line->end - line->first > 1 ? line->end - line->first - 1 : 0;
	for (size_t i = line->first + 1; i < line->end; i++)
		names->text->cells[i].gap += room / (double)places;
	return places ? room / (double)places : 0;
}

static void add_line(struct joint *joint, struct joint_text *text, size_t at, double left, double baseline)
{
	struct line_place place = { joint->layout->template->margin_left + left, text->widest, TEMPLATE_LEFT };
	text->lines[at].last = true;
	fixed_add_line(joint->layout, joint->fixed, line_set(joint->layout, text->text, &text->lines[at], place), baseline);
}

/* The size at which names and suffix are as wide as the text area at most, and all names as high as the template allows. */
static double size_of(const struct layout *layout, const struct joint_text *names, const struct joint_text *suffix, double size)
{
	double em = (names->widest + suffix->widest) / size + GAP;
	double high = layout->template->head.joint_height / (1 + (double)(names->count - 1) * head_joint_pitch);
	return fmin(size, floor(2 * fmin((layout->text_width - head_mark_slack) / em, high > 0 ? high : size)) / 2); /* word processors know half points */
}

static void look_in(struct joint *joint, double size)
{
	joint->look.size = size;
	joint->em_top = text_em_top(&joint->look) * size;
	joint->pitch = head_joint_pitch * size;
}

double head_add_joint(struct layout *layout, struct flow_fixed *fixed, const struct doc_node *names, const struct doc_node *suffix, double top)
{
	const struct template_style *style = template_style(layout->template, "head-mark");
	struct joint joint = { .layout = layout, .fixed = fixed, .look = text_look_of(layout, style, names) };
	struct joint_text left = shape(&joint, names), right = shape(&joint, suffix);
	look_in(&joint, fmax(1, size_of(layout, &left, &right, style->size)));
	left = shape(&joint, names);
	right = shape(&joint, suffix);
	double gap = right.count ? GAP * joint.look.size : 0, x = fmax(0, (layout->text_width - left.widest - gap - right.widest) / 2);
	double *spread = ARENA_ARRAY(layout->arena, double, left.count + 1);
	for (size_t i = 0; i < left.count; i++) {
		spread[i] = spread_line(&left, &left.lines[i]);
		add_line(&joint, &left, i, x, top + joint.em_top + (double)i * joint.pitch);
	}
	struct measure *measure = measure_add(layout, names);
	measure->size = joint.look.size;
	measure->spread = spread;
	double rest = (double)(left.count ? left.count - 1 : 0) * joint.pitch;
	for (size_t i = 0; i < right.count; i++)
		add_line(&joint, &right, i, x + left.widest + gap, top + joint.em_top + rest / 2 + (double)i * joint.pitch);
	return top + rest + joint.look.size;
}
