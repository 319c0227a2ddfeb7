/* The two documents: read from a file, or drafted. */
#include "base/arena.h"
#include "base/diag.h"
#include "compare/compare.h"
#include "draft/draft.h"
#include "read/read.h"

bool compare_open(struct arena *arena, const char *path, const char *name, struct compare_side *side, struct diag_list *diags)
{
	struct read_file file;
	struct doc **docs;
	struct diag_list findings;
	diag_init(&findings, arena);
	if (!read_open(arena, path, name, &file, diags, &findings))
		return false;
	size_t count = read_plans(arena, &file, &docs, &findings);
	read_tell_losses(diags, &findings, false);
	compare_take(arena, name ? name : path, docs, count, side);
	if (side->count)
		return true;
	diag_add(diags, DIAG_READ_NOTHING, NO_PLACE, name ? name : path);
	return false;
}

bool compare_draft(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *side,
		   struct diag_list *diags)
{
	struct draft_request formal = *request;
	struct draft_result result = { 0 };
	struct diag_list said;
	diag_init(&said, arena);
	formal.formal = true;
	formal.policy = POLICY_REVIEW;
	struct doc *doc = draft_compose(arena, tools, &formal, &result, &said);
	if (!doc || diag_errors(&said)) {
		diag_append(diags, &said);
		return false;
	}
	compare_take(arena, doc_title(doc), &doc, 1, side);
	side->own = result.own;
	return true;
}
