#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/jobs.h"
#include "batch/names.h"
#include "batch/owners.h"
#include "cli/accept_base.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/quote.h"

/* The variants to draft: the one named, else those of the unit. */
static size_t choose_variants(struct session *session, const struct catalogue *catalogue, const struct catalogue_request *request,
			      const struct catalogue_variant ***variants)
{
	if (request->variant) {
		*variants = ARENA_NEW(session->arena, const struct catalogue_variant *);
		**variants = request->variant;
		return 1;
	}
	size_t count = catalogue_unit_variants(session->arena, catalogue, request->unit, variants);
	if (!count)
		diag_add(&session->diags, DIAG_UNIT_HAS_NO_VARIANT, request->unit->place, session->options->unit);
	return count;
}

/* Where drafts go that are given no folder: beside the products of batches. */
static const char plans[] = "out/plans", store[] = "out/store";

static const char *output_folder(struct session *session, const struct catalogue *catalogue,
				 const struct catalogue_request *request)
{
	if (request->unit)
		return jobs_folder(session->arena, plans, catalogue, request->unit);
	struct str name = str_of(request->unit_name ? request->unit_name : request->variant->id);
	const char *suffix = names_of_unlisted(session->arena, catalogue, name);
	return file_join(session->arena, plans, file_safe_name(session->arena, name, suffix, ""));
}

/* Says which day a final document bears: it goes to print, and the day may come from the year's profile. */
static void tell_date(struct session *session, const struct draft_result *result, struct diag_list *diags)
{
	const char *date = arena_copy(session->arena, result->date.data, result->date.len);
	diag_add(diags, DIAG_FINAL_DATED, NO_PLACE, arena_strdup(session->arena, result->title), date);
}

/* Whether something was said to be missing. */
static bool lacks_values(const struct diag_list *diags)
{
	for (const struct diag *d = diags->first; d; d = d->next)
		if (d->code == DIAG_REQUIRED_MISSING || d->code == DIAG_CELL_MISSING)
			return true;
	return false;
}

/* `lacking` becomes true where a final document lacks values. */
static bool draft_variant(struct session *session, struct outputs *outputs, const struct output_request *request, bool *lacking)
{
	const struct catalogue_variant *variant = request->draft.values.variant;
	if (!request->draft.file) {
		diag_add(&session->diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
		return false;
	}
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, session->arena);
	struct output_result result;
	bool ok = output_make(arena, outputs, request, &result, &diags);
	if (ok)
		session_print_result(session, &result);
	*lacking = *lacking || lacks_values(&diags);
	if (ok && request->draft.policy == POLICY_FINAL && result.draft.date.len)
		tell_date(session, &result.draft, &diags);
	session_end_document(session, arena, &diags);
	return ok;
}

/* How the values that the unit's final documents lack are given: the commands of a form. */
static void advise_filling(struct session *session, const struct catalogue_unit *unit)
{
	const char *name = arena_copy(session->arena, unit->name.data, unit->name.len), *file = file_safe_name(session->arena, unit->name, "", ".xlsx");
	struct buf form = BUF_INIT, fill = BUF_INIT;
	buf_add_text(&form, "plangen form --unit ");
	quote_add_word(name, &form);
	session_add_rest(session, &form);
	buf_add_text(&fill, "plangen fill ");
	quote_add_word(file, &fill);
	buf_add_text(&fill, " --yes");
	session_add_rest(session, &fill);
	diag_add(&session->diags, DIAG_FINAL_NEXT, NO_PLACE, buf_str(&form).data, buf_str(&fill).data);
	buf_free(&form);
	buf_free(&fill);
}

/* Drafts all variants that are wanted; returns how asking for values ended. */
static enum ask_end draft_all(struct session *session, struct outputs *outputs, const struct output_request *request)
{
	struct draft_tools *tools = outputs->tools;
	const struct catalogue *catalogue = tools->catalogue;
	const struct catalogue_request *values = &request->draft.values;
	const struct catalogue_variant **variants;
	size_t count = choose_variants(session, catalogue, values, &variants);
	const struct name *names = values->unit ? names_of_plans(session->arena, tools, &request->draft) : NULL;
	static const struct batch_options batch = { .store = store };
	if (!count || !session_check_output(session, request, count))
		return ASK_FAILED;
	if (!request->folder)
		outputs->owners = owners_new(session->arena, catalogue, NULL, 0, &batch);
	struct output_request *requests = ARENA_ARRAY(session->arena, struct output_request, count);
	for (size_t i = 0; i < count; i++) {
		requests[i] = *request;
		requests[i].draft = draft_request_of(session->arena, catalogue, &request->draft, values->unit, variants[i]);
		if (!request->folder)
			requests[i].folder = output_folder(session, catalogue, &requests[i].draft.values);
		requests[i].suffix = names ? names[variants[i] - catalogue->variants].suffix : "";
	}
	if (session->options->accept_base && !accept_base(session, tools, requests, count))
		return ASK_FAILED;
	enum ask_end asked = session->options->ask ? ask_missing(session, tools, requests, count) : ASK_DONE;
	bool lacking = false;
	for (size_t i = 0; i < count && asked == ASK_DONE; i++)
		draft_variant(session, outputs, &requests[i], &lacking);
	if (lacking && values->unit)
		advise_filling(session, values->unit);
	return asked;
}

bool draft_for(struct session *session)
{
	const struct options *options = session->options;
	struct output_request request = { .draft.policy = options->final ? POLICY_FINAL : POLICY_DRAFT };
	struct catalogue_request *values = &request.draft.values;
	if (!session_choose_writers(session, "pdf,docx", &request))
		return true;
	const struct catalogue *catalogue = session_load_catalogue(session);
	if (!catalogue || !session_find_variant(session, catalogue, &values->variant) || !session_fill_request(session, catalogue, values))
		return true;
	struct draft_tools tools;
	struct outputs outputs;
	enum ask_end asked = session_open_tools(session, catalogue, &request.draft, &tools, &outputs) ?
				     draft_all(session, &outputs, &request) :
				     ASK_FAILED;
	session_close_tools(session, &tools);
	return asked != ASK_INTERRUPTED;
}

int command_draft(struct session *session)
{
	const struct options *options = session->options;
	if (!options->unit && !options->variant) {
		message_usage("%s", _("which unit? plangen --unit UNIT drafts its plans; plangen list shows units and variants"));
		return USAGE_STATUS;
	}
	bool whole = draft_for(session);
	int status = session_finish(session);
	return whole ? status : INTERRUPTED_STATUS;
}
