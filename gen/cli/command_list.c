#include <string.h>

#include "api/listing.h"
#include "base/buf.h"
#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "cli/message.h"

static void add_needs(const struct catalogue *catalogue, const struct catalogue_variant *variant, struct buf *out)
{
	bool any = false;
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &catalogue->variables[i];
		if (!v->required || v->built_in || !v->variant_count || !catalogue_applies(v, variant))
			continue;
		buf_printf(out, "%s%s", any ? "、" : _("      needs: "), v->name);
		any = true;
	}
	if (any)
		buf_add_char(out, '\n');
}

static void add_text(const struct listing *list, bool verbose, struct buf *out)
{
	buf_printf(out, _("Variants (%zu)\n"), list->catalogue->variant_count);
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		buf_printf(out, "%4u  %s\t%s%s\n", v->order, listing_title(list, v), v->id, v->source ? "" : _("\t(not written yet)"));
		if (verbose)
			add_needs(list->catalogue, v, out);
	}
	buf_printf(out, _("\nUnits (%zu)\n"), list->catalogue->unit_count);
	for (size_t i = 0; i < list->catalogue->unit_count; i++) {
		const struct catalogue_unit *u = &list->catalogue->units[i];
		buf_printf(out, "%8.*s  %.*s\t%.*s\t%.*s\n", (int)u->id.len, u->id.data, (int)u->name.len, u->name.data, (int)u->type.len,
			   u->type.data, (int)u->variants.len, u->variants.len ? u->variants.data : "");
	}
}

/* ---- types */

/* A type with those that extend it below it. */
static void add_type(const struct listing *list, const struct catalogue_scope *type, int depth, struct buf *out)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	buf_printf(out, "%*s%s\t%zu\t%s\n", 2 * depth, "", type->name, listing_units(list->catalogue, type), listing_variants(list->arena, list->catalogue, &alike));
	for (size_t i = 0; i < list->catalogue->type_count; i++)
		if (list->catalogue->types[i].extends == type)
			add_type(list, &list->catalogue->types[i], depth + 1, out);
}

static void add_types_text(const struct listing *list, struct buf *out)
{
	buf_add_text(out, _("Unit types, with the number of their units and the plans for them\n"));
	for (size_t i = 0; i < list->catalogue->type_count; i++)
		if (!list->catalogue->types[i].extends)
			add_type(list, &list->catalogue->types[i], 0, out);
}

/* ---- both */

/* Writes what was made; `text`: for people's eyes. */
static int put(struct session *session, const struct buf *made, bool text)
{
	struct buf out = BUF_INIT;
	if (text)
		buf_add_printable(&out, buf_str(made), "\n\t");
	session_put(session, session_guard(session), session->options->output, text ? &out : made);
	buf_free(&out);
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
	const char *format = session_choose_format(session, "text, json, csv, xlsx, html");
	if (!format)
		return session_finish(session);
	struct listing list = { .arena = session->arena, .year = session_year(session), .diags = &session->diags };
	list.catalogue = list.year ? session_load_catalogue(session) : NULL;
	if (!list.catalogue)
		return session_finish(session);
	if (!types)
		list.profile = catalogue_year(session->arena, list.catalogue, list.year, &session->diags);
	struct buf out = BUF_INIT;
	bool text = strcmp(format, "text") == 0;
	if (!text)
		(void)(types ? listing_write_types : listing_write)(&list, format, options->excel, &out);
	else if (types)
		add_types_text(&list, &out);
	else
		add_text(&list, options->verbose, &out);
	int status = put(session, &out, text);
	buf_free(&out);
	return status;
}
