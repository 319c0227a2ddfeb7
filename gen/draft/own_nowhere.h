/* Overrides for all plans of a unit whose passage no plan of it has. Private to gen/draft. */
#ifndef DRAFT_OWN_NOWHERE_H
#define DRAFT_OWN_NOWHERE_H

struct arena;
struct diag_list;
struct draft_request;
struct draft_result;
struct draft_tools;

/* Warns of the overrides that this plan, which was composed, has no passage for, and none of the unit's other plans either: these are
 * composed for that. Of a plan that has errors nobody knows what it has. */
void own_report_nowhere(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct draft_result *result,
			struct diag_list *diags);

#endif
