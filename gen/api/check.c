/* Checking, as the users of the library have it. */
#include "api/checking.h"
#include "api/internal.h"
#include "check/check.h"

/* What the check finds, and what could not be checked, are messages of the call. */
static struct checking start(struct api_call *call, struct api_state *state, const struct draft_request *base)
{
	if (!state->basis)
		state->basis = check_basis_load(state->arena, state->catalogue);
	return (struct checking){
		.arena = call->arena,
		.tools = &state->tools,
		.base = base,
		.check = check_start(call->arena, state->basis, &call->diags),
		.findings = &call->diags,
		.diags = &call->diags,
	};
}

const struct check *api_check(struct api_call *call, struct plangen_request *request)
{
	struct draft_request draft;
	if (request->kind == DRAFT_BOOK)
		diag_add(&call->diags, DIAG_CHECK_BOOK, NO_PLACE);
	if (request->kind == DRAFT_BOOK || !api_resolve(call, request, POLICY_REVIEW, &draft))
		return NULL;
	struct checking checking = start(call, request->plangen->state, &draft);
	if (request->kind == DRAFT_FILE) {
		checking_add_references(&checking);
		checking_add_file(&checking, draft.file, request->year);
	} else {
		checking_add_variant(&checking, draft.values.variant);
	}
	check_run(checking.check);
	return checking.documents > 0 ? checking.check : NULL;
}

bool plangen_check(struct plangen_request *request, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = api_check(&call, request) != NULL;
	api_leave(&call);
	return good;
}

bool plangen_check_content(struct plangen *plangen, unsigned year, struct plangen_messages *messages)
{
	struct api_call call;
	struct draft_request base = { .policy = POLICY_REVIEW, .values.year = year };
	api_enter(&call, messages);
	base.values.profile = api_find_year(plangen, year, &call.diags);
	if (base.values.profile) {
		struct checking checking = start(&call, plangen->state, &base);
		checking_add_plans(&checking);
		check_run(checking.check);
	}
	api_leave(&call);
	return base.values.profile != NULL;
}
