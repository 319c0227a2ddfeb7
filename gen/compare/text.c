/* Two texts, character by character. */
#include <string.h>
#include <unicode/utext.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "compare/internal.h"

/* ---- characters as people see them */

/* Texts of more than one code point, which get numbers behind those of Unicode. */
struct names {
	struct str *items;
	size_t count, capacity;
};

enum { FIRST_NAME = 0x110000 };

static uint32_t number_of(struct comparison *c, struct names *names, struct str text)
{
	uint32_t codepoint;
	if (utf8_decode(text.data, text.len, &codepoint) == text.len)
		return codepoint;
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], text))
			return FIRST_NAME + (uint32_t)i;
	*ARENA_PUSH(c->scratch, names->items, names->count, names->capacity) = text;
	return FIRST_NAME + (uint32_t)names->count - 1;
}

size_t text_gap_at(struct str text)
{
	struct str rest = text, before, label;
	if (!str_starts(text, DOC_GAP_OPEN) || !doc_cut_gap(&rest, &before, &label) || before.len)
		return 0;
	return text.len - rest.len;
}

static void cut(struct comparison *c, struct names *names, struct str text, struct text_tokens *tokens)
{
	UErrorCode status = U_ZERO_ERROR;
	UText view = UTEXT_INITIALIZER;
	uint32_t *ids = ARENA_ARRAY(c->scratch, uint32_t, text.len + 1);
	size_t *ends = ARENA_ARRAY(c->scratch, size_t, text.len + 1), count = 0, at = 0;
	utext_openUTF8(&view, text.data, (int64_t)text.len, &status);
	ubrk_setUText(c->characters, &view, &status);
	while (at < text.len) {
		size_t len = text_gap_at(str_from(text, at));
		int32_t next = ubrk_following(c->characters, (int32_t)at);
		if (!len)
			len = (next == UBRK_DONE ? text.len : (size_t)next) - at;
		ids[count] = number_of(c, names, (struct str){ text.data + at, len });
		ends[count++] = at += len;
	}
	utext_close(&view);
	*tokens = (struct text_tokens){ { ids, count }, ends };
}

void text_cut(struct comparison *c, struct str before, struct str after, struct text_tokens *old, struct text_tokens *new)
{
	struct names names = { 0 };
	cut(c, &names, before, old);
	cut(c, &names, after, new);
}

/* ---- pieces */

/* A stretch of both texts, in tokens. */
struct stretch {
	size_t from, to, new_from, new_to;
	bool same;
};

struct stretches {
	struct stretch *items;
	size_t count, capacity;
};

static void add_stretch(struct comparison *c, struct stretches *all, size_t to, size_t new_to, bool same)
{
	const struct stretch *last = all->count ? &all->items[all->count - 1] : NULL;
	struct stretch next = { last ? last->to : 0, to, last ? last->new_to : 0, new_to, same };
	if (next.to > next.from || next.new_to > next.new_from)
		*ARENA_PUSH(c->scratch, all->items, all->count, all->capacity) = next;
}

/* What differs and what is the same, in turns. */
static struct stretches find_stretches(struct comparison *c, const struct text_tokens *old, const struct text_tokens *new)
{
	struct stretches all = { 0 };
	size_t count = old->sequence.count, *match = ARENA_ARRAY(c->scratch, size_t, count + 1);
	for (size_t i = 0; i < count; i++)
		match[i] = COMPARE_NONE;
	if (!sequence_match(c->scratch, &old->sequence, 0, count, &new->sequence, 0, new->sequence.count, match))
		c->result->coarse = true;
	for (size_t i = 0; i < count;) {
		size_t from = i, length = 0;
		while (i < count && match[i] == COMPARE_NONE)
			i++;
		size_t new_from = i < count ? match[i] : new->sequence.count;
		if (i > from || new_from > (all.count ? all.items[all.count - 1].new_to : 0))
			add_stretch(c, &all, i, new_from, false);
		while (i < count && match[i] == new_from + length)
			i++, length++;
		add_stretch(c, &all, i, new_from + length, true);
	}
	add_stretch(c, &all, count, new->sequence.count, false);
	return all;
}

static size_t most_of(const struct stretch *s)
{
	size_t old = s->to - s->from, new = s->new_to - s->new_from;
	return old > new ? old : new;
}

/* What two texts have in common by chance, a 的 between other words, is no part of both: a stretch that is the same goes where more
 * than it differs on either side. */
static void join_across(struct stretches *all)
{
	for (size_t i = 1; i + 1 < all->count;) {
		struct stretch *s = &all->items[i], *before = s - 1, *after = s + 1;
		if (!s->same || before->same || after->same || most_of(s) > most_of(before) || most_of(s) > most_of(after)) {
			i++;
			continue;
		}
		before->to = after->to;
		before->new_to = after->new_to;
		memmove(s, after + 1, sizeof *s * (all->count - i - 2));
		all->count -= 2;
		i = i > 2 ? i - 2 : 1;
	}
}

static struct str text_between(struct str text, const struct text_tokens *tokens, size_t from, size_t to)
{
	size_t start = from ? tokens->ends[from - 1] : 0, end = to ? tokens->ends[to - 1] : 0;
	return (struct str){ text.data + start, end - start };
}

static void add_piece(struct comparison *c, struct compare_change *change, size_t *capacity, enum compare_op op, struct str text)
{
	if (text.len)
		*ARENA_PUSH(c->arena, change->pieces, change->piece_count, *capacity) = (struct compare_piece){ op, { arena_copy(c->arena, text.data, text.len), text.len } };
}

void text_compare(struct comparison *c, struct compare_change *change)
{
	struct text_tokens old, new;
	struct str before = change->before->text, after = change->after->text;
	size_t capacity = 0;
	text_cut(c, before, after, &old, &new);
	struct stretches all = find_stretches(c, &old, &new);
	join_across(&all);
	for (size_t i = 0; i < all.count; i++) {
		const struct stretch *s = &all.items[i];
		struct str gone = text_between(before, &old, s->from, s->to), come = text_between(after, &new, s->new_from, s->new_to);
		add_piece(c, change, &capacity, s->same ? COMPARE_SAME : COMPARE_DELETED, gone);
		if (!s->same)
			add_piece(c, change, &capacity, COMPARE_INSERTED, come);
	}
	arena_reset(c->scratch);
}
