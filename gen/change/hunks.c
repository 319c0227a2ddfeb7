#include "change/hunks.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

void hunks_add(struct arena *arena, struct change_hunks *hunks, size_t at, struct str old, struct str text)
{
	*ARENA_PUSH(arena, hunks->items, hunks->count, hunks->room) = (struct change_hunk){ at, old, text };
}

/* ---- two texts, line by line */

/* The lines of a text, each with its end. */
struct lines {
	struct str *items;
	size_t count, room;
};

static struct lines lines_of(struct arena *arena, struct str text)
{
	struct lines lines = { 0 };
	while (text.len) {
		const char *end = memchr(text.data, '\n', text.len);
		size_t len = end ? (size_t)(end - text.data) + 1 : text.len;
		*ARENA_PUSH(arena, lines.items, lines.count, lines.room) = (struct str){ text.data, len };
		text = str_from(text, len);
	}
	return lines;
}

/* Two texts while they are compared. */
struct comparison {
	struct arena *arena;
	struct change_hunks *hunks;
	const char *start; /* of the text before */
	struct lines before, after;
};

/* Whether a byte goes on with a character. */
static bool inside_character(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* One piece, without the characters that are the same at both ends. */
static void add_trimmed(struct comparison *c, struct str before, struct str after)
{
	size_t least = before.len < after.len ? before.len : after.len, head = 0, tail = 0;
	while (head < least && before.data[head] == after.data[head])
		head++;
	while (head && ((head < before.len && inside_character(before.data[head])) ||
			(head < after.len && inside_character(after.data[head]))))
		head--;
	while (tail < least - head && before.data[before.len - 1 - tail] == after.data[after.len - 1 - tail])
		tail++;
	while (tail && inside_character(before.data[before.len - tail]))
		tail--;
	before = (struct str){ before.data + head, before.len - head - tail };
	after = (struct str){ after.data + head, after.len - head - tail };
	if (before.len || after.len)
		hunks_add(c->arena, c->hunks, (size_t)(before.data - c->start), before, after);
}

/* The text of some lines, which stand behind each other; of none, the place `at`. */
static struct str joined(const struct lines *lines, size_t from, size_t to, const char *at)
{
	size_t len = 0;
	for (size_t i = from; i < to; i++)
		len += lines->items[i].len;
	return (struct str){ from < to ? lines->items[from].data : at, len };
}

/* Where line `index` of a text begins, which may be its end. */
static const char *place_of(const struct lines *lines, size_t index, const char *start)
{
	if (index < lines->count)
		return lines->items[index].data;
	return lines->count ? lines->items[index - 1].data + lines->items[index - 1].len : start;
}

/* Lines that differ: in pairs where there are as many of both. */
static void add_lines(struct comparison *c, size_t from, size_t to, size_t new_from, size_t new_to)
{
	if (to - from == new_to - new_from) {
		for (size_t i = 0; i < to - from; i++)
			add_trimmed(c, c->before.items[from + i], c->after.items[new_from + i]);
		return;
	}
	const char *at = place_of(&c->before, from, c->start), *new_at = place_of(&c->after, new_from, "");
	add_trimmed(c, joined(&c->before, from, to, at), joined(&c->after, new_from, new_to, new_at));
}

enum { MOST_PAIRS = 4000000 }; /* of lines that are compared each with each; more are taken as one piece */

/* Lengths of the longest common sequences of the lines from each pair on, in rows of `width`. */
static uint32_t *common_lengths(const struct comparison *c, size_t skip, size_t count, size_t new_count)
{
	size_t width = new_count + 1;
	uint32_t *lengths = ARENA_ARRAY(c->arena, uint32_t, (count + 1) * width);
	for (size_t i = count; i-- > 0;)
		for (size_t j = new_count; j-- > 0;) {
			uint32_t down = lengths[(i + 1) * width + j], right = lengths[i * width + j + 1];
			bool same = str_equal(c->before.items[skip + i], c->after.items[skip + j]);
			lengths[i * width + j] = same ? lengths[(i + 1) * width + j + 1] + 1 : down > right ? down : right;
		}
	return lengths;
}

/* Compares the lines between those that are the same at both ends. */
static void compare_middle(struct comparison *c, size_t skip, size_t count, size_t new_count)
{
	if (!count || !new_count || count * new_count > MOST_PAIRS) {
		add_lines(c, skip, skip + count, skip, skip + new_count);
		return;
	}
	const uint32_t *lengths = common_lengths(c, skip, count, new_count);
	size_t width = new_count + 1, i = 0, j = 0, from = 0, new_from = 0;
	while (i < count && j < new_count) {
		if (!str_equal(c->before.items[skip + i], c->after.items[skip + j])) {
			bool down = lengths[(i + 1) * width + j] >= lengths[i * width + j + 1];
			i += down;
			j += !down;
			continue;
		}
		add_lines(c, skip + from, skip + i, skip + new_from, skip + j);
		from = ++i;
		new_from = ++j;
	}
	add_lines(c, skip + from, skip + count, skip + new_from, skip + new_count);
}

struct change_hunks hunks_between(struct arena *arena, struct str before, struct str after)
{
	struct change_hunks hunks = { 0 };
	struct comparison c = { .arena = arena, .hunks = &hunks, .start = before.data ? before.data : "" };
	c.before = lines_of(arena, before);
	c.after = lines_of(arena, after);
	size_t head = 0, tail = 0, least = c.before.count < c.after.count ? c.before.count : c.after.count;
	while (head < least && str_equal(c.before.items[head], c.after.items[head]))
		head++;
	while (tail < least - head && str_equal(c.before.items[c.before.count - 1 - tail], c.after.items[c.after.count - 1 - tail]))
		tail++;
	compare_middle(&c, head, c.before.count - head - tail, c.after.count - head - tail);
	return hunks;
}

/* ---- lists of pieces */

bool hunks_apply(const struct change_hunks *hunks, struct str text, struct buf *out)
{
	size_t done = 0;
	for (size_t i = 0; i < hunks->count; i++) {
		const struct change_hunk *hunk = &hunks->items[i];
		if (hunk->at < done || hunk->at > text.len || hunk->old.len > text.len - hunk->at ||
		    !str_equal((struct str){ text.data + hunk->at, hunk->old.len }, hunk->old))
			return false;
		buf_add(out, text.data + done, hunk->at - done);
		buf_add_str(out, hunk->text);
		done = hunk->at + hunk->old.len;
	}
	buf_add_str(out, str_from(text, done));
	return true;
}

struct change_hunks hunks_reverse(struct arena *arena, const struct change_hunks *hunks)
{
	struct change_hunks reverse = { 0 };
	size_t longer = 0, shorter = 0;
	for (size_t i = 0; i < hunks->count; i++) {
		const struct change_hunk *hunk = &hunks->items[i];
		hunks_add(arena, &reverse, hunk->at + longer - shorter, hunk->text, hunk->old);
		longer += hunk->text.len;
		shorter += hunk->old.len;
	}
	return reverse;
}

static bool same_hunk(const struct change_hunk *a, const struct change_hunk *b)
{
	return a->at == b->at && str_equal(a->old, b->old) && str_equal(a->text, b->text);
}

bool hunks_merge(struct arena *arena, const struct change_hunks *mine, const struct change_hunks *theirs, struct change_hunks *merged,
		 struct change_hunk *my_hunk, struct change_hunk *their_hunk)
{
	size_t longer = 0, shorter = 0, next = 0;
	for (size_t i = 0; i < mine->count; i++) {
		const struct change_hunk *hunk = &mine->items[i];
		for (; next < theirs->count && theirs->items[next].at + theirs->items[next].old.len < hunk->at; next++) {
			longer += theirs->items[next].text.len;
			shorter += theirs->items[next].old.len;
		}
		const struct change_hunk *near = next < theirs->count ? &theirs->items[next] : NULL;
		if (near && same_hunk(near, hunk))
			continue;
		if (near && near->at <= hunk->at + hunk->old.len) {
			*my_hunk = *hunk;
			*their_hunk = *near;
			their_hunk->at += longer - shorter;
			return false;
		}
		hunks_add(arena, merged, hunk->at + longer - shorter, hunk->old, hunk->text);
	}
	return true;
}
