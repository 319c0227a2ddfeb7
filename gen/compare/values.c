/* What became of the values of variables. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compare/internal.h"

/* ---- a value in one passage */

/* How many values of the name stand before the span, or, with NULL, in all. */
static size_t count_named(const struct compare_passage *passage, const char *name, const struct compare_span *before)
{
	size_t count = 0;
	for (size_t i = 0; i < passage->span_count && &passage->spans[i] != before; i++)
		count += strcmp(passage->spans[i].name, name) == 0;
	return count;
}

static struct str span_text(const struct compare_passage *passage, const struct compare_span *span)
{
	return (struct str){ passage->text.data + span->at, span->len };
}

/* The text of the same value in the second document, where that has its values marked, too. */
static bool find_marked(const struct compare_passage *before, const struct compare_span *span, const struct compare_passage *after,
			struct str *now)
{
	size_t index = count_named(before, span->name, span);
	if (count_named(before, span->name, NULL) != count_named(after, span->name, NULL))
		return false;
	for (size_t i = 0; i < after->span_count; i++)
		if (strcmp(after->spans[i].name, span->name) == 0 && index-- == 0) {
			*now = span_text(after, &after->spans[i]);
			return true;
		}
	return false;
}

/* The text that stands in the place of the span. False where that is not certain: what was changed reaches beyond it, or nothing is left. */
static bool find_by_place(struct comparison *c, const struct compare_change *change, const struct compare_span *span, struct str *now)
{
	struct buf text = BUF_INIT;
	size_t at = 0, end = span->at + span->len;
	bool crossed = false, within = false; /* what was deleted last lies within the span */
	for (size_t i = 0; i < change->piece_count; i++) {
		const struct compare_piece *piece = &change->pieces[i];
		if (piece->op == COMPARE_INSERTED) {
			if (within || (at > span->at && at < end))
				buf_add_str(&text, piece->text);
			within = false;
			continue;
		}
		size_t to = at + piece->text.len, first = at > span->at ? at : span->at, last = to < end ? to : end;
		if (piece->op == COMPARE_SAME && first < last)
			buf_add(&text, piece->text.data + (first - at), last - first);
		within = piece->op == COMPARE_DELETED && first < last;
		crossed = crossed || (within && (at < span->at || to > end));
		at = to;
	}
	*now = buf_move_str(&text, c->arena);
	return !crossed && now->len;
}

void values_note(struct comparison *c, const struct compare_passage *before, const struct compare_passage *after,
		 const struct compare_change *change)
{
	for (size_t i = 0; i < before->span_count; i++) {
		const struct compare_span *span = &before->spans[i];
		bool whole = before->element && span->len == before->text.len;
		struct str old = span_text(before, span), now = whole ? after->text : old;
		if (change && !whole && !find_marked(before, span, after, &now) && !find_by_place(c, change, span, &now))
			continue;
		struct value_note *note = ARENA_PUSH(c->arena, c->notes, c->note_count, c->note_capacity);
		*note = (struct value_note){ span, old, now, { before, after }, c->note_count };
	}
}

/* ---- all places of a value */

static int by_value(const void *a, const void *b)
{
	const struct value_note *x = a, *y = b;
	int order = strcmp(x->span->name, y->span->name);
	order = order ? order : str_compare(x->old, y->old);
	order = order ? order : str_compare(x->now, y->now);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Where the notes that are like the first of them end: of one value, or of one that became the same. */
static size_t end_of_group(const struct comparison *c, size_t from, bool same_now)
{
	const struct value_note *first = &c->notes[from];
	size_t end = from;
	while (end < c->note_count && strcmp(c->notes[end].span->name, first->span->name) == 0 && str_equal(c->notes[end].old, first->old) &&
	       (!same_now || str_equal(c->notes[end].now, first->now)))
		end++;
	return end;
}

/* How many places read neither as before nor as the note does. */
static size_t count_others(const struct comparison *c, size_t from, size_t end, struct str now)
{
	size_t count = 0;
	for (size_t i = from; i < end; i++)
		count += !str_equal(c->notes[i].now, now) && !str_equal(c->notes[i].now, c->notes[i].old);
	return count;
}

static void add_value(struct comparison *c, size_t from, size_t end, size_t group, size_t group_end)
{
	struct compare_result *result = c->result;
	const struct value_note *first = &c->notes[from];
	struct compare_value *value = ARENA_PUSH(c->arena, result->values, result->value_count, result->value_capacity);
	value->name = first->span->name;
	value->label = first->span->label;
	value->gap = first->span->gap;
	value->old = arena_copy(c->arena, first->old.data, first->old.len);
	value->now = arena_copy(c->arena, first->now.data, first->now.len);
	value->places = group_end - group;
	for (size_t i = from; i < end; i++)
		*ARENA_PUSH(c->arena, value->spots, value->spot_count, value->spot_capacity) = c->notes[i].spot;
	value->agreed = value->gap ? !count_others(c, group, group_end, first->now) : end - from == group_end - group;
}

/* By the first place: passages of one document lie behind each other. */
static int by_spot(const void *a, const void *b)
{
	const struct compare_value *x = a, *y = b;
	const struct compare_passage *first = x->spots->before, *other = y->spots->before;
	int order = (first > other) - (first < other);
	order = order ? order : strcmp(x->name, y->name);
	order = order ? order : strcmp(x->old, y->old);
	return order ? order : strcmp(x->now, y->now);
}

void values_judge(struct comparison *c)
{
	if (c->note_count)
		qsort(c->notes, c->note_count, sizeof *c->notes, by_value);
	for (size_t group = 0, group_end; group < c->note_count; group = group_end) {
		group_end = end_of_group(c, group, false);
		for (size_t from = group, end; from < group_end; from = end) {
			end = end_of_group(c, from, true);
			if (!str_equal(c->notes[from].old, c->notes[from].now))
				add_value(c, from, end, group, group_end);
		}
	}
	if (c->result->value_count)
		qsort(c->result->values, c->result->value_count, sizeof *c->result->values, by_spot);
}
