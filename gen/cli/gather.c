#include "cli/gather.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static bool is_region(const struct diag *d)
{
	return d->code == DIAG_REGION_UNKNOWN || d->code == DIAG_REGION_UNKNOWN_NEAR;
}

static bool is_of_region(const struct diag *d, const struct diag *other)
{
	return is_region(d) && is_region(other) && strcmp(d->arguments[0], other->arguments[0]) == 0;
}

/* Whether an entry before says the same of the region. */
static bool is_said(const struct diag_list *diags, const struct diag *entry)
{
	const struct diag *d = diags->first;
	while (d != entry && !is_of_region(d, entry))
		d = d->next;
	return d != entry;
}

/* How many other places have the region, each counted once: a document says again what is wrong with the row of its unit. */
static size_t count_others(const struct diag *entry)
{
	size_t count = 0;
	for (const struct diag *d = entry->next; d; d = d->next) {
		const struct diag *before = entry;
		while (before != d && !(is_of_region(before, d) && before->place.source == d->place.source && before->place.offset == d->place.offset))
			before = before->next;
		count += is_of_region(d, entry) && before == d;
	}
	return count;
}

static void add_fonts(struct diag_list *shown, const struct diag_list *diags)
{
	struct buf names = BUF_INIT;
	for (const struct diag *d = diags->first; d; d = d->next)
		if (d->code == DIAG_FONT_SUBSTITUTED)
			buf_printf(&names, "%s%s", names.len ? ", " : "", d->arguments[0]);
	if (names.len)
		diag_add(shown, DIAG_FONTS_SUBSTITUTED, NO_PLACE, names.data);
	buf_free(&names);
}

static void add_entry(struct diag_list *shown, const struct diag *entry)
{
	struct diag *copy = ARENA_NEW(shown->arena, struct diag);
	*copy = *entry;
	copy->next = NULL;
	*(shown->last ? &shown->last->next : &shown->first) = copy;
	shown->last = copy;
}

const struct diag_list *gather_messages(struct arena *arena, const struct diag_list *diags, bool fonts)
{
	struct diag_list *shown = ARENA_NEW(arena, struct diag_list);
	diag_init(shown, arena);
	if (fonts)
		add_fonts(shown, diags);
	for (const struct diag *d = diags->first; d; d = d->next) {
		if (d->code == DIAG_FONT_SUBSTITUTED || (is_region(d) && is_said(diags, d)))
			continue;
		add_entry(shown, d);
		size_t others = is_region(d) ? count_others(d) : 0;
		if (others)
			diag_add(shown, DIAG_REGION_UNKNOWN_MORE, NO_PLACE, d->arguments[0], arena_printf(arena, "%zu", others));
	}
	shown->dropped = diags->dropped;
	return shown;
}
