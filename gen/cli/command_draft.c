#include "base/arena.h"
#include "base/file.h"
#include "build/build.h"
#include "build/jobs.h"
#include "build/names.h"
#include "build/owners.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/message.h"

/* The variants to draft: the one named, else those of the unit. */
static size_t choose_variants(struct session *session, const struct catalogue *catalogue, struct catalogue_request *request,
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

static bool draft_variant(struct session *session, struct build_tools *tools, const struct build_request *request)
{
	if (!request->file) {
		diag_add(&session->diags, DIAG_VARIANT_NOT_WRITTEN, request->values.variant->place, request->values.variant->id);
		return false;
	}
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, session->arena);
	struct build_result result;
	bool ok = build_document(arena, tools, request, &result, &diags);
	if (ok)
		session_print_result(session, &result);
	session_end_document(session, arena, &diags);
	return ok;
}

/* Fills what depends on the variant. */
static void set_variant(struct session *session, const struct catalogue *catalogue, const struct catalogue_variant *variant,
			struct build_request *request)
{
	request->values.variant = variant;
	request->file = variant->source ? file_join(session->arena, catalogue->content_folder, variant->source) : NULL;
	if (!request->folder)
		request->folder = output_folder(session, catalogue, &request->values);
}

/* Drafts all variants that are wanted; returns how asking for values ended. */
static enum ask_end draft_all(struct session *session, const struct catalogue *catalogue, struct build_tools *tools,
			      struct build_request *request)
{
	const struct catalogue_variant **variants;
	size_t count = choose_variants(session, catalogue, &request->values, &variants);
	const struct name *names = request->values.unit ? names_of_plans(session->arena, tools, request) : NULL;
	static const struct batch_options batch = { .store = store };
	if (!count || !session_check_output(session, request, count))
		return ASK_FAILED;
	if (!request->folder)
		tools->owners = owners_new(session->arena, catalogue, NULL, 0, &batch);
	struct build_request *requests = ARENA_ARRAY(session->arena, struct build_request, count);
	for (size_t i = 0; i < count; i++) {
		requests[i] = *request;
		set_variant(session, catalogue, variants[i], &requests[i]);
		requests[i].suffix = names ? names[variants[i] - catalogue->variants].suffix : "";
	}
	enum ask_end asked = session->options->ask ? ask_missing(session, tools, requests, count) : ASK_DONE;
	for (size_t i = 0; i < count && asked == ASK_DONE; i++)
		draft_variant(session, tools, &requests[i]);
	return asked;
}

int command_draft(struct session *session)
{
	const struct options *options = session->options;
	if (!options->unit && !options->variant) {
		message_usage("%s", _("which unit? plangen --unit UNIT drafts its plans; plangen list shows units and variants"));
		return USAGE_STATUS;
	}
	struct build_request request = { .policy = options->final ? BUILD_FINAL : BUILD_DRAFT };
	if (!session_choose_writers(session, "pdf,docx", &request))
		return session_finish(session);
	const struct catalogue *catalogue = session_load_catalogue(session);
	if (catalogue && options->variant)
		request.values.variant = catalogue_find_variant(catalogue, str_of(options->variant), &session->diags);
	bool lost = options->variant && !request.values.variant;
	if (!catalogue || lost || !session_fill_request(session, catalogue, &request.values))
		return session_finish(session);
	struct build_tools tools;
	enum ask_end asked = session_open_tools(session, catalogue, &tools) ?
				     draft_all(session, catalogue, &tools, &request) :
				     ASK_FAILED;
	session_close_tools(session, &tools);
	int status = session_finish(session);
	return asked == ASK_INTERRUPTED ? INTERRUPTED_STATUS : status;
}
