#include "batch/listed.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalogue/catalogue.h"
#include "draft/document_id.h"

struct listed {
	const struct catalogue *catalogue;
	const struct catalogue_unit **units; /* by id */
	bool all_named; /* every row of a unit could be read, and has its right id */
};

static int by_id(const void *a, const void *b)
{
	const struct catalogue_unit *x = *(const struct catalogue_unit *const *)a, *y = *(const struct catalogue_unit *const *)b;
	return str_compare(x->id, y->id);
}

static bool are_named(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->fault_count; i++)
		if (catalogue->faults[i].column == CATALOGUE_NONE && !catalogue->faults[i].named && diag_errors(catalogue->faults[i].diags))
			return false;
	return catalogue->readable;
}

struct listed *listed_new(struct arena *arena, const struct catalogue *catalogue)
{
	struct listed *listed = ARENA_NEW(arena, struct listed);
	listed->catalogue = catalogue;
	listed->all_named = are_named(catalogue);
	listed->units = ARENA_ARRAY(arena, const struct catalogue_unit *, catalogue->unit_count + 1);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		listed->units[i] = &catalogue->units[i];
	qsort(listed->units, catalogue->unit_count, sizeof *listed->units, by_id);
	return listed;
}

/* The unit of that id, or NULL. */
static const struct catalogue_unit *find_unit(const struct listed *listed, struct str id)
{
	struct catalogue_unit wanted = { .id = id };
	const struct catalogue_unit *key = &wanted, *const *found;
	found = bsearch(&key, listed->units, listed->catalogue->unit_count, sizeof *listed->units, by_id);
	return found ? *found : NULL;
}

bool listed_has(const struct listed *listed, const struct document_id *id)
{
	const struct catalogue_unit *unit = find_unit(listed, id->unit);
	if (!id->variant.len)
		return unit || !id->unit.len;
	const struct catalogue_variant *variant = unit ? catalogue_variant_of_id(listed->catalogue, id->variant) : NULL;
	return variant && catalogue_unit_uses(listed->catalogue, unit, variant);
}

/* Whether a fault of the unit's row, or of a column of its table, may hide which variants it uses. */
static bool is_faulty(const struct catalogue *catalogue, const struct catalogue_unit *unit)
{
	for (size_t i = 0; i < catalogue->fault_count; i++) {
		const struct catalogue_fault *fault = &catalogue->faults[i];
		bool concerns = fault->column == CATALOGUE_NONE ? fault->unit == (size_t)(unit - catalogue->units) : fault->file == unit->file;
		if (concerns && diag_errors(fault->diags))
			return true;
	}
	return false;
}

bool listed_is_gone(const struct listed *listed, const struct document_id *id)
{
	const struct catalogue_unit *unit = find_unit(listed, id->unit);
	if (listed_has(listed, id))
		return false;
	return listed->catalogue->readable && (unit ? !is_faulty(listed->catalogue, unit) : listed->all_named);
}
