#include "cli/accept_base.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "batch/output.h"
#include "change/change.h"
#include "cli/author.h"
#include "cli/command.h"
#include "draft/draft.h"
#include "draft/own.h"

/* Whether the document is a plan of a unit with text of its own. */
static bool has_own_text(struct session *session, const struct draft_tools *tools, const struct draft_request *request)
{
	const struct catalogue_unit *unit = request->kind == DRAFT_PLAN && request->file ? request->values.unit : NULL;
	return unit && file_is_folder(own_folder(session->arena, tools->catalogue->content_folder, unit->id));
}

/* What the plan's unit has otherwise; NULL: nothing, or the plan has errors, which are said when it is drafted. */
static const struct own_view *view_of(struct session *session, struct draft_tools *tools, const struct draft_request *wanted)
{
	struct draft_request request = *wanted;
	struct draft_result result = { 0 };
	struct diag_list ignored;
	diag_init(&ignored, session->arena);
	request.policy = POLICY_REVIEW;
	if (has_own_text(session, tools, wanted))
		draft_compose(session->arena, tools, &request, &result, &ignored);
	return result.own;
}

bool accept_base(struct session *session, struct draft_tools *tools, const struct output_request *requests, size_t count)
{
	const struct own_view **views = ARENA_ARRAY(session->arena, const struct own_view *, count);
	for (size_t i = 0; i < count; i++)
		views[i] = view_of(session, tools, &requests[i].draft);
	struct change *change = author_begin(session, "--accept-base");
	size_t accepted = change_accept_base(change, views, count);
	if (!accepted) {
		diag_add(&session->diags, DIAG_BASE_ACCEPTED_NONE, NO_PLACE);
		return true;
	}
	const struct change_entry *entry = change_commit(change, false, &session->diags);
	if (entry && session_says(session))
		fprintf(stderr, _("New bases: %zu. This takes them back: plangen undo %u\n"), accepted, entry->number);
	return entry;
}
