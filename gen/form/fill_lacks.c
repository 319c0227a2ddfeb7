/* What the forms leave open, and where they do. */
#include "form/fill_internal.h"

#include <stdlib.h>

#include "base/arena.h"
#include "form/needs.h"

/* ---- values */

/* The unit's values as they would be with what the forms give it. */
static struct catalogue_request request_of(struct arena *arena, const struct catalogue *catalogue, const struct fill *fill,
					   const struct catalogue_unit *unit, unsigned year)
{
	struct diag_list ignored;
	struct catalogue_setting *settings;
	diag_init(&ignored, arena);
	const struct fill_unit *new = fill_new_unit_of(fill, unit);
	struct catalogue_request request = { .unit = new ? NULL : unit, .year = year, .profile = catalogue_year(arena, catalogue, year, &ignored) };
	request.setting_count = fill_settings(arena, fill, unit, &settings);
	request.settings = settings;
	if (new) {
		request.unit_name = new->fresh.name;
		request.unit_type = new->fresh.type;
		request.unit_region = new->fresh.region;
		request.unit_variants = new->fresh.variants;
	}
	return request;
}

static struct place blank_of(const struct fill *fill, const struct catalogue_unit *unit, const struct catalogue_variable *variable)
{
	for (size_t i = 0; i < fill->blank_count; i++)
		if (fill->blanks[i].unit == unit && fill->blanks[i].variable == variable)
			return fill->blanks[i].place;
	return NO_PLACE;
}

static void push_unit(struct arena *arena, const struct catalogue_unit *unit, const struct catalogue_unit ***units, size_t *count, size_t *room)
{
	if (*count && (*units)[*count - 1] == unit) /* as the items of one stand */
		return;
	for (size_t i = 0; i < *count; i++)
		if ((*units)[i] == unit)
			return;
	*ARENA_PUSH(arena, *units, *count, *room) = unit;
}

/* The units that the forms are about, each once; their number. */
static size_t list_units(struct arena *arena, const struct fill *fill, const struct catalogue_unit ***units)
{
	size_t count = 0, room = 0;
	*units = NULL;
	for (size_t i = 0; i < fill->unit_count; i++)
		if (!fill->units[i]->refused)
			push_unit(arena, fill->units[i]->unit, units, &count, &room);
	for (size_t i = 0; i < fill->count; i++)
		push_unit(arena, fill->items[i].unit, units, &count, &room);
	for (size_t i = 0; i < fill->blank_count; i++)
		if (fill->blanks[i].alone && !fill_new_unit_of(fill, fill->blanks[i].unit))
			push_unit(arena, fill->blanks[i].unit, units, &count, &room);
	return count;
}

size_t fill_find_lacks(struct arena *arena, struct draft_tools *tools, const struct fill *fill, unsigned year, struct fill_lack **lacks)
{
	const struct catalogue_unit **units;
	size_t count = 0, room = 0, unit_count = list_units(arena, fill, &units);
	*lacks = NULL;
	for (size_t i = 0; i < unit_count; i++) {
		struct arena *scratch = arena_new(); /* of what is composed on the way */
		struct draft_request base = { .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
		struct needs needs = { .count = 0 };
		struct diag_list ignored; /* a draft says what is wrong besides */
		diag_init(&ignored, scratch);
		base.values = request_of(scratch, tools->catalogue, fill, units[i], year);
		if (base.values.profile)
			needs_find(scratch, tools, &base, &needs, &ignored);
		for (size_t j = 0; j < needs.count; j++)
			if (needs.items[j].missing)
				*ARENA_PUSH(arena, *lacks, count, room) = (struct fill_lack){
					units[i], needs.items[j].variable, blank_of(fill, units[i], needs.items[j].variable)
				};
		arena_free(scratch);
	}
	return count;
}

/* ---- messages */

/* A message, and where it goes. */
struct ranked {
	struct diag *diag;
	size_t sheet, index; /* number of the sheet of its place, FILL_NONE: of none; where it stood */
};

static int by_place(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	size_t left = x->diag->place.offset, right = y->diag->place.offset;
	if (x->sheet != FILL_NONE && left != right)
		return left < right ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static size_t sheet_of(const struct fill *fill, struct place place)
{
	for (size_t i = 0; i < fill->sheet_count; i++)
		if (fill->sheets[i] == place.source)
			return i;
	return FILL_NONE;
}

void fill_sort(const struct fill *fill, struct diag_list *diags)
{
	size_t count = 0;
	for (const struct diag *d = diags->first; d; d = d->next)
		count++;
	struct ranked *ranked = ARENA_ARRAY(diags->arena, struct ranked, count + 1);
	count = 0;
	for (struct diag *d = diags->first; d; d = d->next, count++)
		ranked[count] = (struct ranked){ d, sheet_of(fill, d->place), count };
	qsort(ranked, count, sizeof *ranked, by_place);
	for (size_t i = 0; i < count; i++)
		ranked[i].diag->next = i + 1 < count ? ranked[i + 1].diag : NULL;
	diags->first = count ? ranked[0].diag : NULL;
	diags->last = count ? ranked[count - 1].diag : NULL;
}
