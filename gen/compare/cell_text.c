/* What a cell must say for a value to read as a document has it. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compare/internal.h"
#include "vars/value.h"

/* What stands around the parts of a value where it is shown: before the first, between, and behind the last one. */
struct frame {
	const char **marks; /* one more than parts */
	size_t count;       /* of parts */
};

/* The parts of the value: entries of a list, or the value itself. */
static struct str part_of(const struct value *value, size_t index)
{
	return value->kind == VALUE_LIST ? value->items[index]->text : value->text;
}

/* Finds the parts in the text that shows them. False where one is shown in another form. */
static bool find_frame(struct arena *arena, const struct value *value, struct str shown, struct frame *frame)
{
	frame->count = value->kind == VALUE_LIST ? value->count : 1;
	frame->marks = ARENA_ARRAY(arena, const char *, frame->count + 1);
	for (size_t i = 0; i < frame->count; i++) {
		struct str part = part_of(value, i);
		size_t at = part.len ? str_find(shown, part.data) : (size_t)-1;
		if (at == (size_t)-1)
			return false;
		frame->marks[i] = arena_copy(arena, shown.data, at);
		shown = str_from(shown, at + part.len);
	}
	frame->marks[frame->count] = arena_copy(arena, shown.data ? shown.data : "", shown.len);
	return frame->count > 0;
}

static bool holds(struct str text, const char *mark)
{
	return str_find(text, mark) != (size_t)-1;
}

/* Whether the part holds a mark that parts it from others, but that the part in its place did not hold. */
static bool holds_mark(const struct frame *frame, struct str part, struct str was)
{
	bool marked = frame->count > 1 && (holds(part, "|") || holds(part, ";"));
	for (size_t i = 1; i < frame->count && !marked; i++)
		marked = holds(part, frame->marks[i]) && !holds(was, frame->marks[i]);
	return marked;
}

/* Takes the next part off the text, with the mark behind it. False where that is not there. */
static bool cut_part(struct str *text, const char *mark, struct str *part)
{
	size_t end = *mark ? str_find(*text, mark) : (size_t)-1;
	if (end == (size_t)-1)
		return false;
	*part = str_trim((struct str){ text->data, end });
	*text = str_from(*text, end + strlen(mark));
	return true;
}

/* Appends the parts of the text by what stood around those of the value, as a cell has them. False where it has not as many. */
static bool add_parts(const struct frame *frame, const struct value *value, struct str text, struct buf *out)
{
	const char *first = frame->marks[0], *last = frame->marks[frame->count];
	if (text.len < strlen(first) + strlen(last) || !str_starts(text, first) || !str_ends(text, last))
		return false;
	text = str_from(text, strlen(first));
	text.len -= strlen(last);
	for (size_t i = 0; i < frame->count; i++) {
		struct str part = str_trim(text);
		bool cut = i + 1 == frame->count || cut_part(&text, frame->marks[i + 1], &part);
		if (!cut || !part.len || holds_mark(frame, part, part_of(value, i)))
			return false;
		buf_add_text(out, i ? "|" : "");
		buf_add_str(out, part);
	}
	return true;
}

/* Whether the value is a list of texts; those of tables are maps. */
static bool is_list(const struct value *value)
{
	return value && value->kind == VALUE_LIST && value->count && value->items[0]->kind == VALUE_STRING;
}

const char *accept_cell_text(struct arena *arena, const struct value *value, const char *old, const char *now)
{
	struct frame frame;
	struct buf out = BUF_INIT;
	bool list = is_list(value), single = value && (value->kind == VALUE_STRING || value->kind == VALUE_NUMBER);
	bool parted = (list || single) && find_frame(arena, value, str_of(old), &frame) && add_parts(&frame, value, str_of(now), &out);
	const char *text = parted ? buf_move_to(&out, arena) : list && value->count > 1 ? NULL : now;
	buf_free(&out);
	return text;
}
