#include "build/stale.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "build/jobs.h"
#include "build/store.h"
#include "catalogue/catalogue.h"

/* What the look at one store shares. */
struct stale {
	struct arena *arena;
	const struct stale_request *request;
	const struct catalogue *catalogue;
	const struct catalogue_unit **units; /* by id */
	struct diag_list *diags;
};

static int by_id(const void *a, const void *b)
{
	const struct catalogue_unit *x = *(const struct catalogue_unit *const *)a, *y = *(const struct catalogue_unit *const *)b;
	return str_compare(x->id, y->id);
}

static void sort_units(struct stale *stale)
{
	size_t count = stale->catalogue->unit_count;
	stale->units = ARENA_ARRAY(stale->arena, const struct catalogue_unit *, count + 1);
	for (size_t i = 0; i < count; i++)
		stale->units[i] = &stale->catalogue->units[i];
	qsort(stale->units, count, sizeof *stale->units, by_id);
}

/* The unit of that id, or NULL. */
static const struct catalogue_unit *const *find_unit(const struct stale *stale, struct str id)
{
	struct catalogue_unit wanted = { .id = id };
	const struct catalogue_unit *key = &wanted;
	return bsearch(&key, stale->units, stale->catalogue->unit_count, sizeof *stale->units, by_id);
}

/* Whether the catalogue has the unit of a book's id: "book-JG001"; the book of all plans, "book", has none. */
static bool is_known_book(const struct stale *stale, struct str id)
{
	str_cut(&id, "-");
	return !id.data || find_unit(stale, id);
}

/* Whether "unit/variant" names a unit and a written variant that it uses; ids without '/' are the books. */
static bool is_known(const struct stale *stale, struct arena *arena, const char *id)
{
	struct str rest = str_of(id), head = str_cut(&rest, "/");
	const struct catalogue_variant **variants;
	if (!rest.data)
		return is_known_book(stale, head);
	const struct catalogue_unit *const *unit = find_unit(stale, head);
	size_t count = unit ? catalogue_unit_variants(arena, stale->catalogue, *unit, &variants) : 0;
	for (size_t i = 0; i < count; i++)
		if (str_is(rest, variants[i]->id))
			return variants[i]->source != NULL;
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

/* Reports or removes. A file that somebody changed since, or that is another document's now, stays. */
static void drop(struct stale *stale, const struct store_output *outputs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!store_output_intact(&outputs[i]))
			continue;
		diag_add(stale->diags, stale->request->prune ? DIAG_PRUNED_OUTPUT : DIAG_STALE_OUTPUT, NO_PLACE, outputs[i].path);
		if (stale->request->prune)
			remove_output(stale->arena, outputs[i].path);
	}
}

static bool has_stale(void *context, const struct store_record *record)
{
	const struct stale *stale = context;
	if (!jobs_in_shard(record->id, stale->request->shard, stale->request->shards))
		return false;
	struct arena *arena = arena_new();
	bool found = record->former_count || !is_known(stale, arena, record->id);
	arena_free(arena);
	return found;
}

void stale_report(const struct stale_request *request, struct diag_list *diags)
{
	struct stale stale = { .arena = arena_new(), .request = request, .catalogue = request->catalogue, .diags = diags };
	const struct store_record *const *records;
	sort_units(&stale);
	size_t count = store_find(stale.arena, request->store, has_stale, &stale, &records);
	for (size_t i = 0; i < count; i++) {
		drop(&stale, records[i]->former, records[i]->former_count);
		if (is_known(&stale, stale.arena, records[i]->id))
			continue;
		drop(&stale, records[i]->outputs, records[i]->output_count);
		if (request->prune)
			store_remove(request->store, records[i]->id);
	}
	arena_free(stale.arena);
}
