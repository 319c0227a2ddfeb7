#include "draft/partial.h"

#include <string.h>

#include "base/arena.h"
#include "draft/draft.h"
#include "draft/reads.h"
#include "draft/sources.h"

/* Names stay below content/shared. */
static bool is_safe(struct str name)
{
	return name.len && name.data[0] != '/' && str_find(name, "..") == (size_t)-1;
}

const struct source *partial_load(struct draft_tools *tools, struct arena *arena, struct str name, const char *extension,
				  struct reads *reads, struct diag_list *diags)
{
	if (!is_safe(name))
		return NULL;
	const char *other = strcmp(extension, ".xml") == 0 ? ".md" : ".xml";
	const char *const extensions[] = { extension, other };
	for (int i = 0; i < 2; i++) {
		const char *path = arena_printf(arena, "%s/shared/%.*s%s", tools->catalogue->content_folder,
						(int)name.len, name.data, extensions[i]);
		const struct source *source = sources_find(tools, arena, path, diags);
		reads_add_source(reads, path, source);
		if (source)
			return source;
	}
	return NULL;
}
