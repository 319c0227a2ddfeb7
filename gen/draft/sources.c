#include "draft/sources.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "draft/draft.h"

struct draft_source {
	struct draft_source *next;
	const char *path;
	const struct source *source; /* NULL: there is no such file */
};

static const struct draft_source *find(const struct draft_tools *tools, const char *path)
{
	const struct draft_source *s = tools->sources;
	while (s && strcmp(s->path, path) != 0)
		s = s->next;
	return s;
}

static void keep(struct draft_tools *tools, const char *path, const struct source *source)
{
	struct draft_source *new = ARENA_NEW(tools->arena, struct draft_source);
	*new = (struct draft_source){ tools->sources, arena_strdup(tools->arena, path), source };
	tools->sources = new;
}

static void release(void *arena)
{
	arena_free(arena);
}

static const struct source *load(struct draft_tools *tools, struct arena *arena, const char *path, struct diag_list *diags)
{
	size_t before = diag_count(diags);
	struct arena *own = arena_new();
	const struct source *source = source_load(own, path, LIMIT_SOURCE_BYTES, diags);
	bool good = source && diag_count(diags) == before;
	arena_on_free(good ? tools->arena : arena, release, own);
	if (good)
		keep(tools, path, source);
	return source;
}

const struct source *sources_load(struct draft_tools *tools, struct arena *arena, const char *path, struct diag_list *diags)
{
	const struct draft_source *kept = find(tools, path);
	return kept && kept->source ? kept->source : load(tools, arena, path, diags);
}

const struct source *sources_find(struct draft_tools *tools, struct arena *arena, const char *path, struct diag_list *diags)
{
	const struct draft_source *kept = find(tools, path);
	if (kept)
		return kept->source;
	if (file_exists(path))
		return load(tools, arena, path, diags);
	keep(tools, path, NULL);
	return NULL;
}

bool sources_has(const struct draft_tools *tools, const struct source *source)
{
	const struct draft_source *s = tools->sources;
	while (s && s->source != source)
		s = s->next;
	return s;
}
