/* The signature: GB/T 9704-2012, 7.3.5. */
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

/* The lines of an authority or of the date. */
struct sign_part {
	size_t first, end;
	double width;              /* of the widest, pt */
};

/* The signature before it is placed. */
struct signature {
	const struct doc_node *node;
	const struct template_signature_form *form;
	struct sign_line *lines;
	size_t count, capacity;
	struct sign_part *parts;   /* authorities, then the date */
	size_t part_count, part_capacity;
	size_t authorities;
	double widest;             /* of the authorities, pt */
	double date;               /* width of the date, pt; 0: there is none */
};

static void add_part(struct layout *layout, struct signature *signature, const struct doc_node *node, double width)
{
	struct text_look look = text_look_of(layout, template_style(layout->template, "signature"), node);
	struct text *text = text_of_block(layout, node, &look);
	struct line *lines;
	size_t count = line_break(layout, text, width, width, &lines);
	struct measure *measure = measure_add_breaks(layout, text, lines, count);
	struct sign_part *part = ARENA_PUSH(layout->arena, signature->parts, signature->part_count, signature->part_capacity);
	*part = (struct sign_part){ .first = signature->count };
	for (size_t i = 0; i < count; i++) {
		lines[i].last = true; /* never stretched */
		*ARENA_PUSH(layout->arena, signature->lines, signature->count, signature->capacity) =
			(struct sign_line){ text, lines[i], text_width(text, lines[i].first, lines[i].end), measure };
		part->width = fmax(part->width, signature->lines[signature->count - 1].width);
	}
	part->end = signature->count;
	if (node->kind == DOC_DATE)
		signature->date = part->width;
	else
		signature->widest = fmax(signature->widest, part->width);
	signature->authorities += node->kind != DOC_DATE;
}

/* Where the lines of parts stand. */
struct sign_place {
	double x;                  /* pt from the text area's left: of their left edges, middles or right edges */
	enum template_align align;
	double before;             /* blank lines above them */
};

static struct flow_block *add_block(struct layout *layout, struct flow *flow, const struct signature *signature, double before)
{
	struct flow_block *block = flow_add(layout, flow, signature->node);
	block->lines = ARENA_ARRAY(layout->arena, struct page_line, signature->count);
	block->whole = block->keep_previous = true;
	block->before = before;
	return block;
}

/* Sets the lines of a part into the block; what would be outside the text area is moved into it. */
static void set_part(struct layout *layout, struct flow_block *block, const struct signature *signature, const struct sign_part *part,
		     struct sign_place place)
{
	for (size_t i = part->first; i < part->end; i++) {
		const struct sign_line *own = &signature->lines[i];
		double share = place.align == TEMPLATE_RIGHT ? 1 : place.align == TEMPLATE_CENTER ? 0.5 : 0;
		double x = fmax(0, fmin(place.x - share * own->width, layout->text_width - own->width));
		struct line_place at = { layout->template->margin_left + x, own->width, TEMPLATE_LEFT };
		struct page_line *line = &block->lines[block->line_count++];
		*line = line_set(layout, own->text, &own->line, at);
		measure_add_line(layout, own->measure, line);
		own->measure->before = i == part->first ? place.before : own->measure->before;
	}
}

/* Sets parts [first, end) below each other, as one block. */
static void add_below(struct layout *layout, struct flow *flow, const struct signature *signature, size_t first, size_t end,
		      struct sign_place place)
{
	struct flow_block *block = first < end ? add_block(layout, flow, signature, place.before) : NULL;
	for (size_t i = first; i < end; i++, place.before = 0)
		set_part(layout, block, signature, &signature->parts[i], place);
}

static void add_date(struct layout *layout, struct flow *flow, const struct signature *signature, double left, double before)
{
	add_below(layout, flow, signature, signature->authorities, signature->part_count,
		  (struct sign_place){ left, TEMPLATE_LEFT, signature->authorities ? before : signature->form->space_before });
}

/* 7.3.5.2: without seals, below each other. */
static void set_plain(struct layout *layout, struct flow *flow, const struct signature *signature, double right)
{
	const struct template_signature_form *form = signature->form;
	double shift = form->date_shift * layout->template->char_pitch, date_left = right - signature->date;
	double authority = right - signature->widest;
	if (signature->date > signature->widest)
		authority = date_left - shift;
	else if (shift > 0)
		date_left = authority + shift;
	add_below(layout, flow, signature, 0, signature->authorities, (struct sign_place){ authority, TEMPLATE_LEFT, form->space_before });
	add_date(layout, flow, signature, date_left, form->space_between);
}

/* Lines of the grid, to halves, from one seal or stamp to the one below it. */
static double rows_apart(const struct layout *layout, const struct template_signature_form *form)
{
	return fmax(1, ceil(2 * (form->seal_height + form->seal_gap) / layout->template->line_pitch) / 2);
}

/* Rows of seals: the last name of each stands over the date, the others have their middles so far left of it, pt. */
struct rows {
	size_t columns;
	double *left;              /* of the columns, from the right one on */
};

/* Widest of the names that stand in a column, counted from the right, and how far its seal reaches to each side. */
static double half_of(const struct signature *signature, size_t columns, size_t column)
{
	double widest = 0;
	for (size_t i = 0; i < signature->authorities; i++) {
		size_t row = i / columns, end = (row + 1) * columns < signature->authorities ? (row + 1) * columns : signature->authorities;
		widest = end - 1 - i == column ? fmax(widest, signature->parts[i].width) : widest;
	}
	return widest / 2;
}

/* Places the columns so that neither seals nor names touch; whether all are inside the text area, the last one's middle being `middle`. */
static bool place_columns(const struct layout *layout, const struct signature *signature, double middle, struct rows *rows)
{
	const struct template_signature_form *form = signature->form;
	double half = half_of(signature, rows->columns, 0);
	for (size_t i = 1; i < rows->columns; i++) {
		double next = half_of(signature, rows->columns, i);
		double apart = fmax(form->seal_width + form->seal_gap, half + next + layout->template->char_pitch);
		rows->left[i] = rows->left[i - 1] + apart;
		half = next;
	}
	double right = middle + half_of(signature, rows->columns, 0);
	return rows->columns == 1 || (middle - rows->left[rows->columns - 1] >= fmax(form->seal_width / 2, half) && right <= layout->text_width);
}

/* As many beside each other as the text area takes, in rows that are as even as can be. Names that take two lines stand alone. */
static struct rows find_rows(const struct layout *layout, const struct signature *signature, double middle)
{
	size_t names = signature->authorities, first = 1;
	struct rows rows = { 1, ARENA_ARRAY(layout->scratch, double, names + 1) };
	for (size_t i = 0; i < names; i++)
		first = signature->parts[i].end - signature->parts[i].first > 1 ? names : first;
	for (size_t count = first; count <= names; count++) {
		rows.columns = (names + count - 1) / count;
		if (place_columns(layout, signature, middle, &rows))
			break;
	}
	return rows;
}

/* Sets the names from `first` on that share a row. */
static void add_row(struct layout *layout, struct flow *flow, const struct signature *signature, size_t first, struct rows rows,
		    struct sign_place last)
{
	size_t end = first + rows.columns < signature->authorities ? first + rows.columns : signature->authorities;
	struct flow_block *block = add_block(layout, flow, signature, last.before);
	double middle = last.x;
	block->beside = end - first > 1;
	for (size_t i = first; i < end; i++) {
		last.x = middle - rows.left[end - 1 - i];
		set_part(layout, block, signature, &signature->parts[i], last);
		for (size_t k = signature->parts[i].first; k < signature->parts[i].end; k++)
			signature->lines[k].measure->beside = i > first;
	}
}

/* 7.3.5.1: a name under each seal, the last one over the date, centred on it. Seals are in rows, do not touch, and none reaches out of
 * the type area. */
static void set_sealed(struct layout *layout, struct flow *flow, const struct signature *signature, double right)
{
	double middle = right - signature->date / 2, apart = rows_apart(layout, signature->form);
	struct rows rows = find_rows(layout, signature, middle);
	for (size_t i = 0; i < signature->authorities; i += rows.columns) {
		size_t above = i ? signature->parts[i - 1].end - signature->parts[i - 1].first : 0;
		double before = i ? fmax(0, apart - (double)above) : signature->form->space_before;
		add_row(layout, flow, signature, i, rows, (struct sign_place){ middle, TEMPLATE_CENTER, before });
	}
	add_date(layout, flow, signature, right - signature->date, signature->form->space_between);
}

void flow_keep_whole(const struct layout *layout, struct flow *flow)
{
	if (layout->template->profile.whole_keeps && flow->count)
		flow->blocks[flow->count - 1].whole = true;
}

/* 7.3.5.3: an office on each line, its stamp at the right; both are centred on each other. */
static void set_stamped(struct layout *layout, struct flow *flow, const struct signature *signature, double right)
{
	const struct template_signature_form *form = signature->form;
	double office = right - form->seal_width - form->seal_beside * layout->template->char_pitch;
	double apart = rows_apart(layout, form), over = fmax(0, ceil(form->seal_height / layout->template->line_pitch - 1) / 2);
	for (size_t i = 0; i < signature->authorities; i++) {
		double before = i ? fmax(0, apart - 1) : form->space_before + over;
		add_below(layout, flow, signature, i, i + 1, (struct sign_place){ office, TEMPLATE_RIGHT, before });
	}
	add_date(layout, flow, signature, right - signature->date, form->space_between + over);
}

void flow_add_signature(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	const struct page_template *t = layout->template;
	const struct template_signature_form *form = template_form(t, node);
	struct signature signature = { .node = node, .form = form };
	double right = layout->text_width - form->indent_right * t->char_pitch;
	double office = form->seal_beside > 0 ? right - form->seal_width - form->seal_beside * t->char_pitch : right;
	flow_keep_whole(layout, flow);
	for (const struct doc_node *part = node->first; part; part = part->next)
		add_part(layout, &signature, part, part->kind == DOC_DATE ? right : office);
	if (form->seal_beside > 0)
		set_stamped(layout, flow, &signature, right);
	else if (form->centered)
		set_sealed(layout, flow, &signature, right);
	else
		set_plain(layout, flow, &signature, right);
}
