#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_passages.h"
#include "draft/draft.h"
#include "draft/own.h"
#include "draft/own_json.h"
#include "plangen.h"
#include "vars/value.h"

static void add_value(struct buf *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		buf_add_text(out, _("(taken away)"));
		break;
	case VALUE_LIST:
		for (size_t i = 0; i < value->count; i++) {
			if (i)
				buf_add_text(out, " | ");
			add_value(out, value->items[i]);
		}
		break;
	case VALUE_MAP:
		for (size_t i = 0; i < value->count; i++) {
			buf_printf(out, "%s%s=", i ? "; " : "", value->members[i].name);
			add_value(out, value->members[i].value);
		}
		break;
	case VALUE_STRING:
	case VALUE_NUMBER:
	case VALUE_BOOL:
		buf_add_str(out, value->text);
	}
}

static void add_origin(struct buf *out, const struct catalogue_origin *origin)
{
	add_value(out, origin->value);
	buf_printf(out, "  ← %s%s%s", plangen_word(catalogue_layer_name(origin->layer), message_language()), origin->scope ? " " : "",
		   origin->scope ? origin->scope : "");
	if (origin->from)
		buf_printf(out, _(" (taken over from %s, not confirmed)"), origin->from);
	struct place place = origin->value->place;
	if (place.source && !place.source->option) {
		buf_add_text(out, "  ");
		source_add_place(place, out);
	}
	buf_add_char(out, '\n');
}

static void explain(struct session *session, const struct catalogue *catalogue, const struct catalogue_values *values,
		    const char *name)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(name));
	if (!variable) {
		catalogue_report_undeclared(catalogue, str_of(name), NO_PLACE, &session->diags);
		return;
	}
	catalogue_report_values(values, str_of(name), &session->diags);
	struct buf out = BUF_INIT;
	buf_printf(&out, "%s (%s): ", variable->name, variable->label);
	const struct catalogue_origin *origin = catalogue_explain(values, str_of(name));
	if (origin)
		add_origin(&out, origin);
	else if (catalogue_is_refused(values, variable))
		buf_printf(&out, "%s\n", _("no value: the one given has an error"));
	else
		buf_printf(&out, "%s%s%s\n", variable->required ? _("required, but no value") : _("no value"),
			   variable->example ? _(", e.g. ") : "", variable->example ? variable->example : "");
	for (origin = origin ? origin->overrode : NULL; origin; origin = origin->overrode) {
		buf_add_text(&out, _("    overrides "));
		add_origin(&out, origin);
	}
	message_put(stdout, "%s", out.data);
	buf_free(&out);
}

/* The variant named, else the first of the unit's, else the catalogue's first. */
static bool choose_variant(struct session *session, const struct catalogue *catalogue, struct catalogue_request *request)
{
	const struct options *options = session->options;
	if (options->variant)
		return session_find_variant(session, catalogue, &request->variant);
	const struct catalogue_variant **variants;
	struct diag_list ignored;
	diag_init(&ignored, session->arena);
	const struct catalogue_unit *unit =
		options->unit ? catalogue_find_unit(catalogue, str_of(options->unit), &ignored) : NULL;
	if (unit && catalogue_unit_variants(session->arena, catalogue, unit, &variants))
		request->variant = variants[0];
	else if (!options->unit)
		request->variant = &catalogue->variants[0];
	return true;
}

/* With what the document says itself: the file named, or the plan of the variant. Its faults are for those who make it. */
static const struct catalogue_values *values_of_document(struct session *session, const struct catalogue *catalogue,
							 const struct catalogue_request *request, const char *file)
{
	struct diag_list ignored;
	diag_init(&ignored, session->arena);
	struct draft_tools tools = { .arena = session->arena, .catalogue = catalogue };
	struct draft_request base = { .kind = DRAFT_FILE, .values = *request, .file = file, .policy = POLICY_REVIEW };
	struct draft_request wanted = file ? base : draft_request_of(session->arena, catalogue, &base, request->unit, request->variant);
	struct draft_result result = { 0 };
	if (wanted.file)
		draft_compose(session->arena, &tools, &wanted, &result, &ignored);
	return result.values;
}

static bool is_source(const char *argument)
{
	struct str name = str_of(argument);
	return str_ends(name, ".md") || str_ends(name, ".xml");
}

/* ---- passages */

/* Shows the passages of one plan, or adds them to the array. */
static void explain_plan(struct session *session, struct draft_tools *tools, const struct draft_request *base,
			 const struct catalogue_variant *variant, json_t *plans)
{
	struct draft_request request = draft_request_of(session->arena, tools->catalogue, base, base->values.unit, variant);
	struct draft_result result = { 0 };
	if (!request.file) {
		diag_add(&session->diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
		return;
	}
	draft_compose(session->arena, tools, &request, &result, &session->diags);
	if (result.own && plans)
		json_array_append_new(plans, own_json(result.own, &request));
	else if (result.own)
		show_passages(&request, result.own);
}

static void put_json(json_t *plans)
{
	struct buf out = BUF_INIT;
	json_t *all = json_pack("{s:o}", "plans", plans);
	json_put(all, &out);
	fputs(out.data, stdout);
	buf_free(&out);
}

/* The passages of the plan of --variant, or of all plans of the unit. */
static int explain_passages(struct session *session)
{
	const struct options *options = session->options;
	struct draft_request base = { .policy = POLICY_REVIEW, .passages = true };
	struct catalogue_request *values = &base.values;
	const struct catalogue_variant **variants;
	const char *format = session_choose_format(session, "text, json");
	const struct catalogue *catalogue = format ? session_load_catalogue(session) : NULL;
	if (!catalogue || !session_find_variant(session, catalogue, &values->variant) || !session_fill_request(session, catalogue, values))
		return session_finish(session);
	struct draft_tools tools = { .arena = session->arena, .catalogue = catalogue };
	json_t *plans = strcmp(format, "json") == 0 ? json_array() : NULL;
	size_t count = options->variant || !values->unit ? 0 : catalogue_unit_variants(session->arena, catalogue, values->unit, &variants);
	for (size_t i = 0; i < count; i++)
		explain_plan(session, &tools, &base, variants[i], plans);
	if (values->variant)
		explain_plan(session, &tools, &base, values->variant, plans);
	if (plans)
		put_json(plans);
	return session_finish(session);
}

int command_explain(struct session *session)
{
	const struct options *options = session->options;
	if (options->passages && (options->argument_count || (!options->unit && !options->variant))) {
		message_usage("%s", _("--passages goes with a plan and no name: plangen explain --passages --unit UNIT"));
		return USAGE_STATUS;
	}
	if (!options->passages && options->formats) {
		message_usage("%s", _("--format is for passages: plangen explain --passages --unit UNIT --format json"));
		return USAGE_STATUS;
	}
	if (options->passages)
		return explain_passages(session);
	if (!options->argument_count) {
		message_usage("%s", _("explain needs a variable's name: plangen explain 党员人数 --unit UNIT"));
		return USAGE_STATUS;
	}
	if (options->argument_count == 1 && plangen_rule_find(options->arguments[0]) >= 0)
		return explain_rule(options->arguments[0]);
	const struct catalogue *catalogue = session_load_catalogue(session);
	struct catalogue_request request = { 0 };
	if (!catalogue || !choose_variant(session, catalogue, &request) || !session_fill_request(session, catalogue, &request))
		return session_finish(session);
	if (!request.variant)
		request.variant = &catalogue->variants[0];
	const struct catalogue_values *values = catalogue_values(session->arena, catalogue, &request, &session->diags);
	const char *file = NULL;
	for (int i = 0; i < options->argument_count; i++)
		file = is_source(options->arguments[i]) ? options->arguments[i] : file;
	const struct catalogue_values *own = values_of_document(session, catalogue, &request, file);
	for (int i = 0; i < options->argument_count; i++)
		if (!is_source(options->arguments[i]))
			explain(session, catalogue, own ? own : values, options->arguments[i]);
	return session_finish(session);
}
