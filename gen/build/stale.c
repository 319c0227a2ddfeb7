#include "build/stale.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "build/store.h"
#include "catalogue/catalogue.h"

/* Whether "unit/variant" names a unit and a written variant that it uses; ids without '/' are the books. */
static bool is_known(struct arena *arena, const struct catalogue *catalogue, const char *id)
{
	struct str rest = str_of(id), unit_id = str_cut(&rest, "/");
	if (!rest.data)
		return true;
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct catalogue_variant **variants;
		if (!str_equal(catalogue->units[i].id, unit_id))
			continue;
		size_t count = catalogue_unit_variants(arena, catalogue, &catalogue->units[i], &variants);
		for (size_t j = 0; j < count; j++)
			if (str_is(rest, variants[j]->id))
				return variants[j]->source != NULL;
	}
	return false;
}

/* Removes the product, and its folder when nothing else is in it. */
static void remove_output(struct arena *arena, const char *path)
{
	unlink(path);
	char *folder = arena_strdup(arena, path), *slash = strrchr(folder, '/');
	if (!slash || slash == folder)
		return;
	*slash = '\0';
	rmdir(folder);
}

void stale_report(const struct catalogue *catalogue, const char *store, bool prune, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	const struct store_record *const *records;
	size_t count = store_load_all(arena, store, &records);
	for (size_t i = 0; i < count; i++) {
		if (is_known(arena, catalogue, records[i]->id))
			continue;
		for (size_t j = 0; j < records[i]->output_count; j++) {
			const char *path = records[i]->outputs[j].path;
			diag_add(diags, prune ? DIAG_PRUNED_OUTPUT : DIAG_STALE_OUTPUT, NO_PLACE, path);
			if (prune)
				remove_output(arena, path);
		}
		if (prune)
			store_remove(store, records[i]->id);
	}
	arena_free(arena);
}
