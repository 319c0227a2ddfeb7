/* Messages that say the same of several things, as one. */
#include <string.h>

#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/said.h"

/* What was said before it was gathered. */
struct all {
	const struct said *items;
	size_t count;
};

static bool is_region(const struct said *said)
{
	return said->diag.code == DIAG_REGION_UNKNOWN || said->diag.code == DIAG_REGION_UNKNOWN_NEAR;
}

static bool is_of_region(const struct said *said, const struct said *other)
{
	return is_region(said) && is_region(other) && strcmp(said->diag.arguments[0], other->diag.arguments[0]) == 0;
}

static bool is_same_place(const struct said_place *a, const struct said_place *b)
{
	bool same_file = a->file && b->file ? strcmp(a->file, b->file) == 0 : a->file == b->file;
	return same_file && a->line == b->line && a->column == b->column;
}

/* Whether one before says the same of the region. */
static bool is_said(const struct all *all, size_t index)
{
	size_t i = 0;
	while (i < index && !is_of_region(&all->items[i], &all->items[index]))
		i++;
	return i < index;
}

/* How many other places have the region, each counted once: a document says again what is wrong with the row of its unit. */
static size_t count_others(const struct all *all, size_t index)
{
	size_t count = 0;
	for (size_t i = index + 1; i < all->count; i++) {
		size_t before = index;
		while (before < i && !(is_of_region(&all->items[before], &all->items[i]) &&
				       is_same_place(&all->items[before].place, &all->items[i].place)))
			before++;
		count += is_of_region(&all->items[i], &all->items[index]) && before == i;
	}
	return count;
}

static void add(struct plangen_messages *messages, enum diag_code code, const char *first, const char *second)
{
	struct diag_list one;
	diag_init(&one, messages->arena);
	diag_add(&one, code, NO_PLACE, first, second);
	said_keep(messages, &one);
}

static void add_fonts(struct plangen_messages *messages, const struct all *all)
{
	struct buf names = BUF_INIT;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].diag.code == DIAG_FONT_SUBSTITUTED)
			buf_printf(&names, "%s%s", names.len ? ", " : "", all->items[i].diag.arguments[0]);
	if (names.len)
		add(messages, DIAG_FONTS_SUBSTITUTED, names.data, NULL);
	buf_free(&names);
}

void plangen_messages_gather(struct plangen_messages *messages, bool fonts)
{
	const struct all all = { messages->items, messages->count };
	size_t counts[DIAG_SYSTEM + 1];
	memcpy(counts, messages->counts, sizeof counts);
	messages->items = NULL;
	messages->count = messages->capacity = 0;
	if (fonts)
		add_fonts(messages, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct said *said = &all.items[i];
		if (said->diag.code == DIAG_FONT_SUBSTITUTED || (is_region(said) && is_said(&all, i)))
			continue;
		*ARENA_PUSH(messages->arena, messages->items, messages->count, messages->capacity) = *said;
		size_t others = is_region(said) ? count_others(&all, i) : 0;
		if (others)
			add(messages, DIAG_REGION_UNKNOWN_MORE, said->diag.arguments[0], arena_printf(messages->arena, "%zu", others));
	}
	memcpy(messages->counts, counts, sizeof counts);
}
