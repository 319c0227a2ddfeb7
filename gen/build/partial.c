#include "build/partial.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "build/build.h"
#include "build/identity.h"
#include "build/reads.h"

struct build_partial {
	struct build_partial *next;
	const char *path;
	const struct source *source; /* NULL: there is no such file */
};

/* Names stay below content/shared. */
static bool is_safe(struct str name)
{
	return name.len && name.data[0] != '/' && str_find(name, "..") == (size_t)-1;
}

static const struct source *load_path(struct build_tools *tools, const char *path, struct diag_list *diags)
{
	for (struct build_partial *p = tools->partials; p; p = p->next)
		if (strcmp(p->path, path) == 0)
			return p->source;
	struct build_partial *new = ARENA_NEW(tools->arena, struct build_partial);
	new->path = path;
	new->source = file_exists(path) ? source_load(tools->arena, path, LIMIT_SOURCE_BYTES, diags) : NULL;
	new->next = tools->partials;
	tools->partials = new;
	return new->source;
}

static void record(struct build_tools *tools, struct reads *reads, const char *path)
{
	bool exists;
	struct hash hash = identity_of_file(tools, path, &exists);
	reads_add(reads, exists ? READ_FILE : READ_MISSING, str_of(path), hash);
}

const struct source *partial_load(struct build_tools *tools, struct str name, const char *extension, struct reads *reads,
				  struct diag_list *diags)
{
	if (!is_safe(name))
		return NULL;
	const char *other = strcmp(extension, ".xml") == 0 ? ".md" : ".xml";
	const char *const extensions[] = { extension, other };
	for (int i = 0; i < 2; i++) {
		const char *path = arena_printf(tools->arena, "%s/shared/%.*s%s", tools->catalogue->content_folder,
						(int)name.len, name.data, extensions[i]);
		if (reads)
			record(tools, reads, path);
		const struct source *source = load_path(tools, path, diags);
		if (source)
			return source;
	}
	return NULL;
}
