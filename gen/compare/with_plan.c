/* A document that came back, and the plan that it was drafted as. */
#include "compare/compare.h"
#include "compare/internal.h"

bool compare_with_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *before,
		       struct compare_side *after, struct compare_result *result, struct diag_list *diags)
{
	bool good = compare_draft(arena, tools, request, before, diags) && (!after->plain || plain_settle(arena, tools, request, after, diags)) &&
		    compare_sides(arena, before, after, result, diags);
	if (!good)
		return false;
	compare_tell_margins(before, after, diags);
	since_settle(arena, tools, request, before, after, result, diags);
	return true;
}
