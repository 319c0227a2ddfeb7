#include "cli/accept_base.h"

#include <stdio.h>

#include "base/arena.h"
#include "batch/output.h"
#include "change/change.h"
#include "cli/author.h"
#include "cli/command.h"

bool accept_base(struct session *session, struct draft_tools *tools, const struct output_request *requests, size_t count)
{
	const struct draft_request **plans = ARENA_ARRAY(session->arena, const struct draft_request *, count);
	for (size_t i = 0; i < count; i++)
		plans[i] = &requests[i].draft;
	struct change *change = author_begin(session, "--accept-base");
	size_t accepted = change_accept_bases(change, tools, plans, count);
	if (!accepted) {
		diag_add(&session->diags, DIAG_BASE_ACCEPTED_NONE, NO_PLACE);
		return true;
	}
	const struct change_entry *entry = change_commit(change, false, &session->diags);
	if (entry && session_says(session))
		fprintf(stderr, _("New bases: %zu. This takes them back: plangen undo %u%s\n"), accepted, entry->number, session_where(session));
	return entry;
}
