/* 附件说明: the names of the attachments behind the body (GB/T 9704-2012, 7.3.4), a line each, or several on one. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"

enum {
	HEAD_CHARS = 60, /* a longer line that begins with 附件： but without a number is none */
	REST_CHARS = 40, /* of a line that is the rest of a name */
	FULL_CHARS = 20, /* a shorter line is not broken because it is full */
	MOST_DIGITS = 2, /* of the number of an attachment */
};

/* A note while it is built. */
struct attached {
	struct read_plan *plan;
	struct doc_node *note;
	enum read_shape shape; /* of its numbers; SHAPE_NONE: it has none so far */
	int due;               /* the next number */
	struct read_line *last; /* the line that was taken last */
};

static bool is_text(const struct read_line *line)
{
	return line->class == CLASS_TEXT && line->block->role == READ_TEXT;
}

/* ---- numbers */

/* Whether attachments are counted in that shape. */
static bool can_count(enum read_shape shape)
{
	return shape == SHAPE_COMMA || shape == SHAPE_BRACKET || shape == SHAPE_FORMAL || shape == SHAPE_DOT || shape == SHAPE_ROUND ||
	       shape == SHAPE_HALF || shape == SHAPE_CIRCLED;
}

/* Whether the text begins with a year: 2025年. */
static bool is_year(struct str text)
{
	enum { YEAR_DIGITS = 4 };
	return strspn(text.data, "0123456789") == YEAR_DIGITS && str_starts(str_from(text, YEAR_DIGITS), "年");
}

/* The number with its dot before a name that begins with digits itself, “1.” of “1.2025年清单”; *sure: these are a year, so that it is no decimal. */
static struct read_number number_joined(struct str text, bool *sure)
{
	static const char *const dots[] = { ".", "．", NULL };
	size_t digits = strspn(text.data, "0123456789"), dot = digits <= MOST_DIGITS ? str_starts_any(str_from(text, digits), dots) : 0;
	if (!digits || !dot)
		return (struct read_number){ 0 };
	*sure = is_year(str_from(text, digits + dot));
	return (struct read_number){ SHAPE_DOT, doc_count(text), digits + dot };
}

/* The number before a name; *sure: it is one whatever stands around it. */
static struct read_number number_of(struct str text, bool *sure)
{
	struct read_number number = read_number_of(text);
	*sure = can_count(number.shape);
	return *sure ? number : number_joined(text, sure);
}

/* The number before the text when it is the one that is due, or else none. */
static struct read_number due_number(const struct attached *a, struct str text, bool certain)
{
	bool sure = false;
	struct read_number number = number_of(text, &sure);
	bool fits = number.ordinal == a->due && (!a->shape || number.shape == a->shape) && (sure || !certain);
	return fits ? number : (struct read_number){ 0 };
}

/* Bytes of 附件： at the start, also with blanks in it (附 件：), or of 附： before the first number; or 0. */
static size_t head_of(struct str text)
{
	static const char *const colons[] = { "：", ":", NULL }, *const briefs[] = { "附：", "附:", NULL };
	size_t word = read_attached_word(text), brief = str_starts_any(text, briefs);
	struct str rest = str_trim(str_from(text, word));
	size_t colon = word ? str_starts_any(rest, colons) : 0;
	bool sure;
	if (colon)
		return (size_t)(rest.data - text.data) + colon;
	return brief && number_of(str_trim(str_from(text, brief)), &sure).ordinal == 1 ? brief : 0;
}

/* ---- names on one line */

/* Whether what stands before the number parts it from the name before; a 、 does so only where it is no mark of the numbers: 第1、2、3号 is one name. */
static bool is_parted(struct str before, struct str text, struct read_number number)
{
	static const char *const between[] = { "；", ";", "，", ",", "。", " ", "　", "\t", "\n", NULL };
	bool comma = str_ends(str_trim((struct str){ text.data, number.len }), "、");
	return str_ends_any(before, between) || (str_ends(before, "、") && !comma);
}

/* Where the next name begins in the line: its number stands behind a mark or blank. (size_t)-1: none does; *doubt: the number stands there otherwise. */
static size_t find_next(const struct attached *a, struct str text, bool *doubt)
{
	*doubt = false;
	for (size_t at = 1; at < text.len; at++) {
		struct read_number number = due_number(a, str_from(text, at), true);
		if (number.shape && is_parted((struct str){ text.data, at }, str_from(text, at), number))
			return at;
		*doubt = *doubt || number.shape;
	}
	return (size_t)-1;
}

/* Puts a name into the note, without the mark that parts it from the next. */
static void add_name(struct attached *a, struct doc_node *name)
{
	static const char *const ends[] = { "；", ";", "，", ",", "、", NULL };
	read_trim(a->plan->doc, name);
	struct str text = read_text_of(a->plan->arena, name);
	size_t end = str_ends_any(text, ends);
	if (end)
		read_split(a->plan->doc, name, text.len - end);
	if (name->first)
		read_put(a->note, name);
}

/* Takes the line, from behind the first `head` bytes and the number, as one name or several. */
static void add_names(struct attached *a, struct read_line *line, size_t head, struct read_number number)
{
	struct doc_node *name = line->block->node;
	bool doubt;
	a->last = line;
	a->shape = number.shape ? number.shape : a->shape;
	a->due += number.shape || head < line->text.len;
	read_flatten(name);
	read_cut_front(name, head + number.len);
	for (size_t at; a->shape && (at = find_next(a, read_text_of(a->plan->arena, name), &doubt)) != (size_t)-1; a->due++) {
		struct doc_node *rest = read_split(a->plan->doc, name, at);
		add_name(a, name);
		name = rest;
		read_cut_front(name, due_number(a, read_text_of(a->plan->arena, name), true).len);
	}
	add_name(a, name);
}

/* ---- names on lines of their own */

/* The number of a line behind the first: the one that is due, or another of the same kind. */
static struct read_number number_behind(const struct attached *a, const struct read_line *line)
{
	bool sure = false;
	if (line->block->number)
		return line->number;
	struct read_number due = due_number(a, line->text, false), number = number_of(line->text, &sure);
	bool alike = sure && number.shape == (a->shape ? a->shape : SHAPE_DOT);
	return due.shape || !alike ? due : number;
}

/* Whether the line is a name: by its style, or a number of the kind that the note has; 2. behind a first name without one. */
static bool is_name(const struct attached *a, const struct read_line *line)
{
	enum read_shape shape = is_text(line) ? number_behind(a, line).shape : SHAPE_NONE;
	enum read_shape due = a->shape ? a->shape : a->note->first ? SHAPE_DOT : shape;
	return line->block->role == READ_ATTACHED || (shape && shape == due);
}

/* Whether nothing of the note's lines follows but what ends the document or begins an attachment. */
static bool is_end(const struct read_plan *plan, size_t at)
{
	return at >= plan->count || plan->lines[at].class != CLASS_TEXT || read_is_mark(&plan->lines[at]);
}

/* Whether the line is the rest of the name above it, which was too long for one: *sure: the next name stands behind it. */
static bool is_rest(const struct attached *a, size_t at, bool *sure)
{
	const struct read_plan *plan = a->plan;
	const struct read_line *line = &plan->lines[at];
	bool label = is_text(line) && read_is_label(line, REST_CHARS) && line->block->align == READ_LEFT && !line->block->page_break &&
		     !line->block->apart && !read_is_mark(line);
	if (!label || !a->shape || a->last->block->role == READ_ATTACHED)
		return false;
	bool full = utf8_count(a->last->text.data, a->last->text.len) >= FULL_CHARS;
	*sure = at + 1 < plan->count && is_name(a, &plan->lines[at + 1]);
	return *sure || (full && is_end(plan, at + 1));
}

/* Puts the line behind the name above it. */
static void add_rest(struct attached *a, struct read_line *line, bool sure)
{
	if (!sure)
		diag_add(a->plan->findings, DIAG_READ_NAME_REST, line->block->node->place, read_sample(a->plan->arena, line->text));
	read_flatten(line->block->node);
	read_append(a->note->last, line->block->node);
	a->last = line;
}

/* Takes a line behind the first that is a name. */
static void take_name(struct attached *a, struct read_line *line)
{
	size_t head = head_of(line->text);
	struct read_number number = head ? due_number(a, str_trim(str_from(line->text, head)), false) : number_behind(a, line);
	if (number.shape && number.ordinal && number.ordinal != a->due && line->block->role == READ_TEXT)
		diag_add(a->plan->findings, DIAG_READ_NUMBER_GAP, line->block->node->place, read_label_of(a->plan->arena, line),
			 arena_printf(a->plan->arena, "%d", a->due));
	add_names(a, line, head, number);
}

/* ---- the first line */

/* Bytes of 附件： that the line begins with, and blanks; *number: behind it. A decimal is a number where the second stands behind it; 1. of
 * “1.甲2.乙” stays text with the rest. */
static size_t read_head(struct attached *a, size_t at, struct read_number *number)
{
	const struct read_line *line = &a->plan->lines[at];
	struct str rest = str_trim(str_from(line->text, head_of(line->text)));
	bool sure = false, doubt = false;
	*number = number_of(rest, &sure);
	a->shape = number->shape;
	a->due = 2;
	bool second = number->shape && (find_next(a, rest, &doubt) != (size_t)-1 || (at + 1 < a->plan->count && is_name(a, &a->plan->lines[at + 1])));
	if (number->ordinal != 1 || !(second || (sure && !doubt)))
		*number = (struct read_number){ 0 };
	a->shape = number->shape;
	a->due = 1;
	return (size_t)(rest.data - line->text.data);
}

/* Whether the note begins with the line; in attachments only their style tells it. */
static bool is_head(const struct read_line *line, bool in_attachment)
{
	bool sure = false, head = is_text(line) && head_of(line->text) && !read_is_mark(line) && !in_attachment;
	struct str rest = str_trim(str_from(line->text, head_of(line->text)));
	bool brief = utf8_count(line->text.data, line->text.len) <= HEAD_CHARS || number_of(rest, &sure).ordinal == 1;
	return (line->class == CLASS_TEXT && line->block->role == READ_ATTACHED) || (head && brief);
}

/* Takes the note that begins with the line; returns the line behind it. */
static size_t take_note(struct read_plan *plan, size_t at)
{
	struct read_line *first = &plan->lines[at];
	struct attached a = { .plan = plan, .note = read_new(plan->doc, DOC_ATTACHMENT_NOTE, first->block->node->place) };
	struct read_number number;
	size_t head = read_head(&a, at, &number), end = at + 1;
	if (head == first->text.len && (end == plan->count || !is_name(&a, &plan->lines[end])))
		return end; /* 附件： alone is text */
	add_names(&a, first, head, number);
	for (bool sure = false; end < plan->count; end++) {
		struct read_line *line = &plan->lines[end];
		if (line->class == CLASS_TEXT && is_name(&a, line))
			take_name(&a, line);
		else if (a.note->last && is_rest(&a, end, &sure))
			add_rest(&a, line, sure);
		else
			break;
		line->class = CLASS_TAKEN;
	}
	first->block->node = a.note;
	first->block->role = READ_WHOLE;
	first->class = CLASS_WHOLE;
	return end;
}

void read_take_attached(struct read_plan *plan)
{
	bool in_attachment = false;
	for (size_t i = 0; i < plan->count;) {
		in_attachment = in_attachment || read_is_mark(&plan->lines[i]) || read_is_issued(&plan->lines[i]);
		i = is_head(&plan->lines[i], in_attachment) ? take_note(plan, i) : i + 1;
	}
}
