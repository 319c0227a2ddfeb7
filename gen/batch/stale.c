#include "batch/stale.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "batch/jobs.h"
#include "batch/listed.h"
#include "batch/names.h"
#include "batch/store.h"
#include "draft/draft.h"

/* What the look at one store shares. */
struct stale {
	struct arena *arena;
	const struct stale_request *request;
	const struct listed *listed;
	unsigned long long *used;            /* inodes of files that are some document's; ascending */
	size_t used_count, used_room;
	const char *out;            /* the output folder without links; NULL: not looked for yet */
	const char *const *folders; /* of the units' plans, without links; NULL: there are none */
	struct diag_list *diags;
};

static bool is_of_batch(const struct stale *stale, const struct document_id *id)
{
	return id->year == stale->request->base->values.year && document_id_in_shard(id, stale->request->shard, stale->request->shards);
}

static bool has_stale(void *context, const struct store_record *record)
{
	const struct stale *stale = context;
	if (!is_of_batch(stale, &record->id))
		return false;
	return record->former_count || !listed_has(stale->listed, &record->id);
}

/* ---- files that are some document's */

/* Whether there is such a file. False with errno 0 when there is none, else with why that cannot be found out. */
static bool find_file(const char *path, struct file_stamp *stamp)
{
	errno = 0;
	bool found = file_stat(path, stamp);
	if (!found && (errno == ENOENT || errno == ENOTDIR))
		errno = 0;
	return found;
}

static void report_unread(struct stale *stale, const char *path)
{
	if (stale->request->prune)
		diag_add(stale->diags, DIAG_STALE_UNREAD, NO_PLACE, path, strerror(errno));
}

/* Keeps no record: gathers the files that stand where documents have theirs, but for those that are gone. */
static bool gather_used(void *context, const struct store_record *record)
{
	struct stale *stale = context;
	struct file_stamp stamp;
	if (is_of_batch(stale, &record->id) && !listed_has(stale->listed, &record->id))
		return false;
	for (size_t i = 0; i < record->output_count; i++)
		if (find_file(record->outputs[i].path, &stamp))
			*ARENA_PUSH(stale->arena, stale->used, stale->used_count, stale->used_room) = stamp.inode;
		else if (errno)
			report_unread(stale, record->outputs[i].path);
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

/* Whether a path without links is in a folder without links. */
static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);
	return strncmp(path, folder, len) == 0 && path[len] == '/';
}

/* What may be done with a product that no document has any more. */
enum fate {
	FATE_NONE,    /* it is gone, not in the output folder, or another document's */
	FATE_KEEP,    /* it was changed since it was made */
	FATE_REMOVE,
	FATE_AWAITED, /* a document that is not made yet has this name, or somebody is making it just now */
	FATE_UNKNOWN, /* the system does not say; errno is set */
};

/* Whether the file is a page of the record's document, which has fewer pages now. */
static bool is_own_page(const struct store_record *record, const struct store_output *output)
{
	for (size_t i = 0; record && i < record->output_count; i++)
		if (names_are_of_one(output->path, record->outputs[i].path))
			return true;
	return false;
}

/* What becomes of an output; `record`: that of the document which made it and has other files now, NULL: it is gone. */
static enum fate decide(struct stale *stale, const struct store_record *record, const struct store_output *output)
{
	struct file_stamp stamp;
	bool same;
	if (!find_file(output->path, &stamp))
		return errno ? FATE_UNKNOWN : FATE_NONE;
	const char *path = file_real_path(stale->arena, output->path);
	if (path && !stale->out)
		stale->out = file_real_path(stale->arena, stale->request->out);
	if (!path || !stale->out)
		return FATE_UNKNOWN;
	if (!is_below(path, stale->out) || is_used(stale, stamp.inode))
		return FATE_NONE;
	if (!store_output_same(output, &same))
		return FATE_UNKNOWN;
	if (same && stale->folders && !is_own_page(record, output) && jobs_have_file(stale->request->tools, stale->request->base, stale->folders, path))
		return FATE_AWAITED;
	return same ? FATE_REMOVE : FATE_KEEP;
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

/* Reports or removes one product, of which decide() says more. False when it is left and is, or may be, to be removed: its record must stay. */
static bool drop_one(struct stale *stale, const struct store_record *record, const struct store_output *output)
{
	enum fate fate = decide(stale, record, output);
	if (fate == FATE_REMOVE && stale->request->prune)
		return remove_output(stale, output->path);
	if (fate == FATE_UNKNOWN)
		report_unread(stale, output->path);
	else if (fate == FATE_REMOVE || fate == FATE_KEEP)
		diag_add(stale->diags, fate == FATE_REMOVE ? DIAG_STALE_OUTPUT : DIAG_STALE_KEPT, NO_PLACE, output->path);
	return fate != FATE_UNKNOWN && fate != FATE_AWAITED;
}

static bool drop(struct stale *stale, const struct store_record *record, const struct store_output *outputs, size_t count)
{
	bool done = true;
	for (size_t i = 0; i < count; i++)
		done = drop_one(stale, record, &outputs[i]) && done;
	return done;
}

void stale_report(const struct stale_request *request, struct diag_list *diags)
{
	const struct catalogue *catalogue = request->tools->catalogue;
	if (!catalogue->whole) {
		if (request->prune)
			diag_add(diags, DIAG_NOT_PRUNED, NO_PLACE);
		return;
	}
	struct stale stale = { .arena = arena_new(), .request = request, .diags = diags };
	const struct store_record *const *records;
	size_t errors = diag_errors(diags);
	stale.listed = listed_new(stale.arena, catalogue);
	size_t count = store_find(stale.arena, request->store, has_stale, &stale, &records, request->prune ? diags : NULL);
	if (count && diag_errors(diags) == errors)
		find_used(&stale);
	const char *plans = count ? file_real_path(stale.arena, request->plans) : NULL;
	if (plans)
		stale.folders = jobs_folders(stale.arena, plans, catalogue);
	bool known = diag_errors(diags) == errors; /* whose the files are: an unreadable record may name them too */
	for (size_t i = 0; known && i < count; i++) {
		drop(&stale, records[i], records[i]->former, records[i]->former_count);
		if (listed_has(stale.listed, &records[i]->id))
			continue;
		bool done = drop(&stale, NULL, records[i]->outputs, records[i]->output_count);
		if (request->prune && done)
			store_remove(request->store, &records[i]->id);
	}
	arena_free(stale.arena);
}
