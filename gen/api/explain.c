/* Where values come from, for people. */
#include "api/internal.h"
#include "api/phrase.h"
#include "base/arena.h"
#include "base/buf.h"
#include "vars/value.h"

static void add_value(struct buf *out, enum words_language language, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		buf_add_text(out, words_in(language, "(taken away)"));
		break;
	case VALUE_LIST:
		for (size_t i = 0; i < value->count; i++) {
			if (i)
				buf_add_text(out, " | ");
			add_value(out, language, value->items[i]);
		}
		break;
	case VALUE_MAP:
		for (size_t i = 0; i < value->count; i++) {
			buf_printf(out, "%s%s=", i ? "; " : "", value->members[i].name);
			add_value(out, language, value->members[i].value);
		}
		break;
	case VALUE_STRING:
	case VALUE_NUMBER:
	case VALUE_BOOL:
		buf_add_str(out, value->text);
	}
}

static void add_origin(struct buf *out, enum words_language language, const struct catalogue_origin *origin)
{
	add_value(out, language, origin->value);
	buf_printf(out, "  ← %s%s%s", phrase_of_word(language, catalogue_layer_name(origin->layer)), origin->scope ? " " : "",
		   origin->scope ? origin->scope : "");
	if (origin->from)
		buf_printf(out, words_in(language, " (taken over from %s, not confirmed)"), origin->from);
	struct place place = origin->value->place;
	if (place.source && !place.source->option) {
		buf_add_text(out, "  ");
		source_add_place(place, out);
	}
	buf_add_char(out, '\n');
}

static void explain(const struct catalogue *catalogue, const struct catalogue_values *values, const char *name, enum words_language language,
		    struct buf *out, struct diag_list *diags)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(name));
	if (!variable) {
		catalogue_report_undeclared(catalogue, str_of(name), NO_PLACE, diags);
		return;
	}
	catalogue_report_values(values, str_of(name), diags);
	buf_printf(out, "%s (%s): ", variable->name, variable->label);
	const struct catalogue_origin *origin = catalogue_explain(values, str_of(name));
	if (origin)
		add_origin(out, language, origin);
	else if (catalogue_is_refused(values, variable))
		buf_printf(out, "%s\n", words_in(language, "no value: the one given has an error"));
	else
		buf_printf(out, "%s%s%s\n", variable->required ? words_in(language, "required, but no value") : words_in(language, "no value"),
			   variable->example ? words_in(language, ", e.g. ") : "", variable->example ? variable->example : "");
	for (origin = origin ? origin->overrode : NULL; origin; origin = origin->overrode) {
		buf_add_text(out, words_in(language, "    overrides "));
		add_origin(out, language, origin);
	}
}

/* With what the document says itself: the file named, or the plan of the request; NULL: there is none. Its faults are for those who make it. */
static const struct catalogue_values *values_of_document(struct api_call *call, struct draft_tools *tools, const struct catalogue_request *values,
							 const char *file)
{
	struct diag_list ignored;
	diag_init(&ignored, call->arena);
	struct draft_request base = { .kind = DRAFT_FILE, .values = *values, .file = file, .policy = POLICY_REVIEW };
	struct draft_request wanted = file ? base : draft_request_of(call->arena, tools->catalogue, &base, values->unit, values->variant);
	struct draft_result result = { 0 };
	if (wanted.file)
		draft_compose(call->arena, tools, &wanted, &result, &ignored);
	return result.values;
}

struct plangen_document *plangen_explain(struct plangen_request *request, const char *file, const char *const *names, size_t count,
					 struct plangen_messages *messages)
{
	struct plangen *plangen = request->plangen;
	struct draft_tools tools = { .catalogue = plangen->state->catalogue };
	struct plangen_document *document = NULL;
	struct buf text = BUF_INIT, out = BUF_INIT;
	struct catalogue_request given;
	struct api_call call;
	api_enter(&call, messages);
	tools.arena = call.arena;
	if (api_resolve_values(&call, request, &given)) {
		const struct catalogue_values *values = catalogue_values(call.arena, tools.catalogue, &given, &call.diags);
		const struct catalogue_values *own = values_of_document(&call, &tools, &given, file);
		for (size_t i = 0; i < count; i++)
			explain(tools.catalogue, own ? own : values, names[i], plangen->language, &text, &call.diags);
		buf_add_printable(&out, buf_str(&text), "\n\t");
		buf_add_text(&out, "");
		document = api_document_of("", "text", &out);
	}
	api_leave(&call);
	buf_free(&text);
	buf_free(&out);
	return document;
}
