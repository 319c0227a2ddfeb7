#include "build/listed.h"

#include <stdlib.h>

#include "base/arena.h"
#include "build/document_id.h"
#include "catalogue/catalogue.h"

struct listed {
	const struct catalogue *catalogue;
	const struct catalogue_unit **units; /* by id */
};

static int by_id(const void *a, const void *b)
{
	const struct catalogue_unit *x = *(const struct catalogue_unit *const *)a, *y = *(const struct catalogue_unit *const *)b;
	return str_compare(x->id, y->id);
}

struct listed *listed_new(struct arena *arena, const struct catalogue *catalogue)
{
	struct listed *listed = ARENA_NEW(arena, struct listed);
	listed->catalogue = catalogue;
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
	for (size_t i = 0; unit && i < listed->catalogue->variant_count; i++)
		if (str_is(id->variant, listed->catalogue->variants[i].id))
			return catalogue_unit_uses(listed->catalogue, unit, &listed->catalogue->variants[i]);
	return false;
}
