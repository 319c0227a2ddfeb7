/* Units that a person names together: all, those of a type, those of a region. */
#include <string.h>

#include "catalogue/internal.h"

static bool is_of_type(const struct catalogue *catalogue, const struct catalogue_unit *unit, const struct catalogue_scope *wanted)
{
	const struct catalogue_scope *type = catalogue_type_of_name(catalogue, unit->type);
	while (type && type != wanted)
		type = type->extends;
	return type != NULL;
}

static void add(struct arena *arena, struct catalogue_picked *picked, const struct catalogue_unit *unit)
{
	for (size_t i = 0; i < picked->count; i++)
		if (picked->units[i] == unit)
			return;
	*ARENA_PUSH(arena, picked->units, picked->count, picked->room) = unit;
}

/* Whether the region of the unit is, or lies in, the one that is named by its path (省/市) or by one step of it (市). */
static bool lies_in(const struct catalogue_unit *unit, struct str name)
{
	struct str rest = unit->region;
	bool path = str_find(name, "/") != (size_t)-1;
	if (path)
		return rest.len >= name.len && memcmp(rest.data, name.data, name.len) == 0 &&
		       (rest.len == name.len || rest.data[name.len] == '/');
	while (rest.len)
		if (str_equal(str_trim(str_cut(&rest, "/")), name))
			return true;
	return false;
}

/* Tells of unit types and regions whose names are like the word. */
static void report_near(struct arena *arena, const struct catalogue *catalogue, struct str word, struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, word);
	for (size_t i = 0; i < catalogue->type_count; i++)
		nearest_offer(&nearest, str_of(catalogue->types[i].name));
	catalogue_offer_regions(catalogue, &nearest);
	if (nearest.count)
		diag_add(diags, DIAG_PICK_NEAR, NO_PLACE, arena_copy(arena, word.data, word.len), nearest_text(arena, &nearest));
}

bool catalogue_pick_units(struct arena *arena, const struct catalogue *catalogue, struct str word, struct catalogue_picked *picked,
			  struct diag_list *diags)
{
	const struct catalogue_scope *type = catalogue_type_of_name(catalogue, word);
	bool all = str_is(word, "all"), found = all || type;
	struct diag_list own;
	diag_init(&own, diags->arena);
	const struct catalogue_unit *unit = found ? NULL : catalogue_find_unit(catalogue, word, &own);
	if (unit) {
		add(arena, picked, unit);
		catalogue_report_faults_of(catalogue, unit, NULL, diags);
		return true;
	}
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct catalogue_unit *each = &catalogue->units[i];
		bool wanted = all || (type ? is_of_type(catalogue, each, type) : lies_in(each, word));
		found |= wanted;
		if (wanted)
			add(arena, picked, each);
	}
	if (found) {
		catalogue_report_faults(catalogue, diags);
	} else {
		diag_append_new(diags, &own);
		report_near(arena, catalogue, word, diags);
	}
	return found;
}
