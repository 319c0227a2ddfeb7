#include "build/stale.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "build/store.h"
#include "catalogue/catalogue.h"

/* What the look at one store shares. */
struct stale {
	struct arena *arena;
	const struct stale_request *request;
	const struct catalogue *catalogue;
	const struct catalogue_unit **units; /* by id */
	unsigned long long *used;            /* inodes of files that are some document's; ascending */
	size_t used_count, used_room;
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

/* Whether the catalogue still knows the document: its unit, and a written variant that the unit uses. */
static bool is_known(const struct stale *stale, struct arena *arena, const struct document_id *id)
{
	const struct catalogue_variant **variants;
	const struct catalogue_unit *const *unit = find_unit(stale, id->unit);
	if (!id->variant.len)
		return unit || !id->unit.len;
	size_t count = unit ? catalogue_unit_variants(arena, stale->catalogue, *unit, &variants) : 0;
	for (size_t i = 0; i < count; i++)
		if (str_is(id->variant, variants[i]->id))
			return variants[i]->source != NULL;
	return false;
}

static bool is_of_batch(const struct stale *stale, const struct document_id *id)
{
	return id->year == stale->request->year && document_id_in_shard(id, stale->request->shard, stale->request->shards);
}

static bool has_stale(void *context, const struct store_record *record)
{
	const struct stale *stale = context;
	if (!is_of_batch(stale, &record->id))
		return false;
	struct arena *arena = arena_new();
	bool found = record->former_count || !is_known(stale, arena, &record->id);
	arena_free(arena);
	return found;
}

/* ---- files that are some document's */

/* Keeps no record: gathers the files that stand where documents have theirs, but for those that are gone. */
static bool gather_used(void *context, const struct store_record *record)
{
	struct stale *stale = context;
	struct file_stamp stamp;
	if (is_of_batch(stale, &record->id) && !is_known(stale, stale->arena, &record->id))
		return false;
	for (size_t i = 0; i < record->output_count; i++)
		if (file_stat(record->outputs[i].path, &stamp))
			*ARENA_PUSH(stale->arena, stale->used, stale->used_count, stale->used_room) = stamp.inode;
	return false;
}

static int by_number(const void *a, const void *b)
{
	unsigned long long x = *(const unsigned long long *)a, y = *(const unsigned long long *)b;
	return (x > y) - (x < y);
}

static void find_used(struct stale *stale)
{
	const struct store_record *const *none;
	store_find(stale->arena, stale->request->store, gather_used, stale, &none, stale->request->prune ? stale->diags : NULL);
	if (stale->used_count)
		qsort(stale->used, stale->used_count, sizeof *stale->used, by_number);
}

static bool is_used(const struct stale *stale, unsigned long long inode)
{
	return stale->used_count && bsearch(&inode, stale->used, stale->used_count, sizeof *stale->used, by_number);
}

/* Whether the file is in the output folder, links and ".." followed. */
static bool is_inside(const char *path, const char *folder)
{
	char *file = realpath(path, NULL), *real = realpath(folder, NULL);
	size_t len = real ? strlen(real) : 0;
	bool inside = file && real && strncmp(file, real, len) == 0 && file[len] == '/';
	free(file);
	free(real);
	return inside;
}

/* ---- removing */

/* Removes the product, and its folder when nothing else is in it. False with an error. */
static bool remove_output(struct stale *stale, const char *path)
{
	if (unlink(path) != 0) {
		diag_add(stale->diags, DIAG_REMOVE_FAILED, NO_PLACE, path, strerror(errno));
		return false;
	}
	diag_add(stale->diags, DIAG_PRUNED_OUTPUT, NO_PLACE, path);
	char *folder = arena_strdup(stale->arena, path), *slash = strrchr(folder, '/');
	if (slash && slash != folder) {
		*slash = '\0';
		rmdir(folder);
	}
	return true;
}

/* Reports or removes. False when a file is left that is to be removed: its record must stay. */
static bool drop(struct stale *stale, const struct store_output *outputs, size_t count)
{
	bool prune = stale->request->prune, done = true;
	for (size_t i = 0; i < count; i++) {
		struct file_stamp stamp;
		const char *path = outputs[i].path;
		if (!file_stat(path, &stamp) || !is_inside(path, stale->request->out) || is_used(stale, stamp.inode))
			continue;
		bool ours = store_output_same(&outputs[i]);
		if (ours && prune)
			done = remove_output(stale, path) && done;
		else
			diag_add(stale->diags, ours ? DIAG_STALE_OUTPUT : DIAG_STALE_KEPT, NO_PLACE, path);
	}
	return done;
}

void stale_report(const struct stale_request *request, struct diag_list *diags)
{
	if (!request->catalogue->whole) {
		if (request->prune)
			diag_add(diags, DIAG_NOT_PRUNED, NO_PLACE);
		return;
	}
	struct stale stale = { .arena = arena_new(), .request = request, .catalogue = request->catalogue, .diags = diags };
	const struct store_record *const *records;
	size_t errors = diag_errors(diags);
	sort_units(&stale);
	size_t count = store_find(stale.arena, request->store, has_stale, &stale, &records, request->prune ? diags : NULL);
	if (count && diag_errors(diags) == errors)
		find_used(&stale);
	bool known = diag_errors(diags) == errors; /* whose the files are: an unreadable record may name them too */
	for (size_t i = 0; known && i < count; i++) {
		drop(&stale, records[i]->former, records[i]->former_count);
		if (is_known(&stale, stale.arena, &records[i]->id))
			continue;
		bool done = drop(&stale, records[i]->outputs, records[i]->output_count);
		if (request->prune && done)
			store_remove(request->store, &records[i]->id);
	}
	arena_free(stale.arena);
}
