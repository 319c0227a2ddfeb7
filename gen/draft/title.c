#include "draft/title.h"

#include "base/arena.h"
#include "draft/draft.h"
#include "draft/merging.h"

const char *draft_title(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			struct diag_list *diags)
{
	const struct catalogue_values *values = catalogue_values(arena, catalogue, request, diags);
	if (!values)
		return NULL;
	struct draft_tools tools = { .arena = arena, .catalogue = catalogue };
	struct merging merging = { .arena = arena, .tools = &tools, .values = values, .extension = ".md", .diags = diags };
	struct merged merged;
	const struct source *source = merging_title_source(arena, request->variant);
	return merging_expand(arena, &merging, source, MERGE_PLAIN, &merged) ? merged.text.data : NULL;
}
