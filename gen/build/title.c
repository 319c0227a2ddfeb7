#include "build/title.h"

#include "base/arena.h"
#include "build/build.h"
#include "build/merging.h"

const char *build_title(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			struct diag_list *diags)
{
	const struct catalogue_values *values = catalogue_values(arena, catalogue, request, diags);
	if (!values)
		return NULL;
	struct build_tools tools = { .arena = arena, .catalogue = catalogue };
	struct merging merging = { .arena = arena, .tools = &tools, .values = values, .extension = ".md", .diags = diags };
	struct merged merged;
	const struct source *source = merging_title_source(arena, request->variant);
	return merging_expand(arena, &merging, source, MERGE_PLAIN, &merged) ? merged.text.data : NULL;
}
