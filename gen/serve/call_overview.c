/* The head of office's table: all plans, how far they are, and who changed their units last. */
#include <string.h>

#include "serve/call.h"
#include "serve/calls.h"

/* The report of the library as JSON, and frees it; NULL: there is none. */
static json_t *read_report(struct plangen_document *report)
{
	size_t size = 0;
	const char *text = report ? plangen_bytes(report, "json", &size) : NULL;
	json_t *all = text ? json_loadb(text, size, 0, NULL) : NULL;
	plangen_document_free(report);
	return all;
}

/* The unit that a part of a change is about: that of the row, or of the file of its own text. */
static struct str unit_of(const struct plangen_log *log, size_t change, size_t part)
{
	struct str rest = str_of(plangen_log_part(log, change, part, PLANGEN_PART_FILE));
	const char *row = plangen_log_part(log, change, part, PLANGEN_PART_ROW);
	if (row)
		return str_of(row);
	if (!str_starts(rest, "units/"))
		return STR("");
	str_cut(&rest, "/");
	return str_cut(&rest, "/");
}

/* Of each unit the last change: number, when, who. */
static json_t *last_changes(const struct plangen_log *log)
{
	json_t *all = json_object();
	for (size_t i = log ? plangen_log_count(log) : 0; i-- > 0;)
		for (size_t part = 0; part < plangen_log_part_count(log, i); part++) {
			struct str unit = unit_of(log, i, part);
			char id[256];
			if (!unit.len || unit.len >= sizeof id)
				continue;
			memcpy(id, unit.data, unit.len);
			id[unit.len] = '\0';
			if (!json_object_get(all, id))
				json_object_set_new(all, id, json_pack("{s:i, s:I, s:s}", "number", (int)plangen_log_number(log, i), "when",
								       (json_int_t)plangen_log_when(log, i), "who",
								       plangen_log_who(log, i)));
		}
	return all;
}

/* What was approved, and whether it still is what the plan would be. */
static json_t *approvals_json(struct plangen_approvals *approvals)
{
	json_t *all = json_array();
	for (size_t i = 0; approvals && i < plangen_approval_count(approvals); i++) {
		const char *hash = plangen_approval(approvals, i, PLANGEN_APPROVAL_HASH), *now = plangen_approval(approvals, i, PLANGEN_APPROVAL_NOW);
		json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s, s:s, s:b}", "unit", plangen_approval(approvals, i, PLANGEN_APPROVAL_UNIT),
						     "variant", plangen_approval(approvals, i, PLANGEN_APPROVAL_VARIANT), "who",
						     plangen_approval(approvals, i, PLANGEN_APPROVAL_WHO), "when",
						     plangen_approval(approvals, i, PLANGEN_APPROVAL_WHEN), "hash", hash, "stale",
						     (int)!str_is(str_of(hash), now ? now : "")));
	}
	return all;
}

/* Whether the text is the id of a unit. */
static bool is_unit(const struct plangen *plangen, const char *text)
{
	for (size_t i = 0; i < plangen_unit_count(plangen); i++)
		if (str_is(str_of(text), plangen_unit(plangen, i, PLANGEN_UNIT_ID)))
			return true;
	return false;
}

void call_overview(struct call *call)
{
	const char *units = call_text(call, "units");
	json_t *stats = read_report(plangen_stats(call->plangen, units ? units : "all", call_year(call), "json", call->messages));
	if (!stats) {
		call_refuse(call, 422, "overview");
		return;
	}
	struct plangen_log *log = plangen_log(call->plangen, NULL);
	json_object_set_new(stats, "changes", last_changes(log));
	plangen_log_free(log);
	struct plangen_approvals *approvals = plangen_approvals(call->plangen, is_unit(call->plangen, units) ? units : NULL, call_year(call), call->messages);
	json_object_set_new(stats, "approvals", approvals_json(approvals));
	plangen_approvals_free(approvals);
	call_answer(call, 200, stats);
}

/* What is saved is approved, not what a page shows beside it. */
void call_approve(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	if (!plan)
		return;
	struct plangen_change *change = call_change(call);
	bool good = plangen_change_approve(change, plan, call->messages);
	call_commit(call, change, good, "approve");
	plangen_request_free(plan);
}
