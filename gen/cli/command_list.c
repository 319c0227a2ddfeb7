#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "cli/message.h"
#include "draft/title.h"

/* What both forms of the list show. */
struct listing {
	struct session *session;
	const struct catalogue *catalogue;
	const struct catalogue_scope *profile;
	unsigned year;
};

static const char *title_of(const struct listing *list, const struct catalogue_variant *variant)
{
	struct catalogue_request request = { .variant = variant, .year = list->year, .profile = list->profile };
	const char *title = draft_title(list->session->arena, list->catalogue, &request, &list->session->diags);
	return title ? title : "";
}

/* Required variables that only this variant needs or that all need. */
static json_t *needs_json(const struct catalogue *catalogue, const struct catalogue_variant *variant)
{
	json_t *needs = json_array();
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &catalogue->variables[i];
		if (v->required && !v->built_in && catalogue_applies(v, variant))
			json_array_append_new(needs, json_pack("{s:s, s:s, s:s?}", "name", v->name, "label", v->label, "example",
							       v->example));
	}
	return needs;
}

static json_t *string_of(struct str text)
{
	return json_stringn(text.data ? text.data : "", text.len);
}

static json_t *unit_json(const struct listing *list, const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(list->session->arena, list->catalogue, unit, &variants);
	json_t *ids = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(ids, json_string(variants[i]->id));
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "id", string_of(unit->id), "name", string_of(unit->name), "type",
			 string_of(unit->type), "region", string_of(unit->region), "variants", ids);
}

static void print_json(const struct listing *list)
{
	json_t *variants = json_array(), *units = json_array();
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		json_array_append_new(variants, json_pack("{s:i, s:s, s:s, s:s, s:b, s:o}", "order", (int)v->order, "id", v->id,
							  "title", title_of(list, v), "category", v->category, "written",
							  v->source != NULL, "needs", needs_json(list->catalogue, v)));
	}
	for (size_t i = 0; i < list->catalogue->unit_count; i++)
		json_array_append_new(units, unit_json(list, &list->catalogue->units[i]));
	json_t *all = json_pack("{s:i, s:o, s:o}", "year", (int)list->year, "variants", variants, "units", units);
	message_put_json(all);
}

static void print_needs(const struct catalogue *catalogue, const struct catalogue_variant *variant)
{
	bool any = false;
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &catalogue->variables[i];
		if (!v->required || v->built_in || !v->variant_count || !catalogue_applies(v, variant))
			continue;
		message_put(stdout, "%s%s", any ? "、" : _("      needs: "), v->name);
		any = true;
	}
	if (any)
		putchar('\n');
}

static void print_text(const struct listing *list)
{
	printf(_("Variants (%zu)\n"), list->catalogue->variant_count);
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		message_put(stdout, "%4u  %s\t%s%s\n", v->order, title_of(list, v), v->id, v->source ? "" : _("\t(not written yet)"));
		if (list->session->options->verbose)
			print_needs(list->catalogue, v);
	}
	printf(_("\nUnits (%zu)\n"), list->catalogue->unit_count);
	for (size_t i = 0; i < list->catalogue->unit_count; i++) {
		const struct catalogue_unit *u = &list->catalogue->units[i];
		message_put(stdout, "%8.*s  %.*s\t%.*s\t%.*s\n", (int)u->id.len, u->id.data, (int)u->name.len, u->name.data, (int)u->type.len,
		       u->type.data, (int)u->variants.len, u->variants.len ? u->variants.data : "");
	}
}

/* ---- types */

/* How many units are of the type itself. */
static size_t units_of(const struct catalogue *catalogue, const struct catalogue_scope *type)
{
	size_t count = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++)
		count += str_is(catalogue->units[i].type, type->name);
	return count;
}

static json_t *type_json(struct session *session, const struct catalogue *catalogue, const struct catalogue_scope *type)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(session->arena, catalogue, &alike, &variants);
	json_t *ids = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(ids, json_string(variants[i]->id));
	return json_pack("{s:s, s:s?, s:i, s:o}", "name", type->name, "extends", type->extends ? type->extends->name : NULL, "units",
			 (int)units_of(catalogue, type), "variants", ids);
}

/* A type with those that extend it below it. */
static void print_type(struct session *session, const struct catalogue *catalogue, const struct catalogue_scope *type, int depth)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(session->arena, catalogue, &alike, &variants);
	message_put(stdout, "%*s%s\t%zu\t", 2 * depth, "", type->name, units_of(catalogue, type));
	for (size_t i = 0; i < count; i++)
		message_put(stdout, "%s%s", i ? "、" : "", variants[i]->id);
	putchar('\n');
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (catalogue->types[i].extends == type)
			print_type(session, catalogue, &catalogue->types[i], depth + 1);
}

static int list_types(struct session *session, const char *format)
{
	const struct catalogue *catalogue = session_load_catalogue(session);
	if (!catalogue)
		return session_finish(session);
	bool json = strcmp(format, "json") == 0;
	json_t *all = json_array();
	if (!json)
		fputs(_("Unit types, with the number of their units and the plans for them\n"), stdout);
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (json)
			json_array_append_new(all, type_json(session, catalogue, &catalogue->types[i]));
		else if (!catalogue->types[i].extends)
			print_type(session, catalogue, &catalogue->types[i], 0);
	if (json)
		message_put_json(all);
	else
		json_decref(all);
	return session_finish(session);
}

int command_list(struct session *session)
{
	const struct options *options = session->options;
	bool types = options->argument_count == 1 && strcmp(options->arguments[0], "types") == 0;
	if (options->argument_count && !types) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[options->argument_count - 1]);
		return USAGE_STATUS;
	}
	const char *format = session_choose_format(session, "text, json");
	if (!format)
		return session_finish(session);
	if (types)
		return list_types(session, format);
	struct listing list = { .session = session, .year = session_year(session) };
	list.catalogue = list.year ? session_load_catalogue(session) : NULL;
	if (!list.catalogue)
		return session_finish(session);
	list.profile = catalogue_year(session->arena, list.catalogue, list.year, &session->diags);
	if (strcmp(format, "json") == 0)
		print_json(&list);
	else
		print_text(&list);
	return session_finish(session);
}
