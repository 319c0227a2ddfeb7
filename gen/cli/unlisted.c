#include "cli/unlisted.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalogue/catalogue.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/quote.h"
#include "plangen.h"

/* ---- which type */

const char *unlisted_type(struct session *session, const struct catalogue *catalogue, const char *name, bool *certain)
{
	bool sure = true;
	const struct catalogue_scope *type = catalogue_type_by_name(catalogue, str_of(name), &sure);
	const struct catalogue_unit *like = type ? NULL : catalogue_unit_like(catalogue, str_of(name));
	if (!type)
		sure = !catalogue_types_are_named(catalogue);
	if (certain)
		*certain = sure;
	if (type)
		return type->name;
	return like ? arena_copy(session->arena, like->type.data, like->type.len) : NULL;
}

/* The unit as one of the content, as far as which plans it has goes. */
static struct catalogue_unit alike_of(const char *name, const char *type)
{
	return (struct catalogue_unit){ .name = str_of(name), .type = str_of(type) };
}

const char *unlisted_ask_type(struct session *session, const struct catalogue *catalogue, const char *proposed)
{
	struct buf names = BUF_INIT;
	for (size_t i = 0; i < catalogue->type_count; i++)
		buf_printf(&names, "%s%s", i ? "、" : "", catalogue->types[i].name);
	message_put(stderr, _("Unit types: %s\n"), buf_str(&names).data);
	buf_free(&names);
	for (;;) {
		if (proposed)
			message_put(stderr, _("Type of the unit, Enter takes ‘%s’: "), proposed);
		else
			fputs(_("Type of the unit: "), stderr);
		const char *answer = answer_read(session->arena);
		if (answer && !*answer && proposed)
			return proposed;
		struct diag_list own;
		diag_init(&own, session->arena);
		if (!answer || catalogue_find_type(catalogue, str_of(answer), &own))
			return answer;
		message_print(&own, false);
	}
}

/* ---- what is advised */

static void add_word(struct buf *line, const char *option, const char *word)
{
	buf_printf(line, "%s%s ", line->len ? " " : "", option);
	quote_add_word(word, line);
}

/* How the unit gets a row: ready to be pasted, with the type named or told by its name; and how it is drafted without one. */
static void advise_adding(struct session *session, const char *type, const char *draft)
{
	const struct options *options = session->options;
	struct buf form = BUF_INIT, new = BUF_INIT;
	add_word(&form, "plangen form --unit", options->unit);
	add_word(&new, "plangen unit new", options->unit);
	if (type)
		add_word(&form, "--type", type);
	if (type)
		add_word(&new, "--type", type);
	buf_add_text(&form, session_where(session));
	buf_add_text(&new, session_where(session));
	diag_add(&session->diags, DIAG_UNIT_HOW_TO_ADD, NO_PLACE, options->unit, form.data, new.data, draft);
	buf_free(&form);
	buf_free(&new);
}

void unlisted_advise(struct session *session)
{
	const struct options *options = session->options;
	const struct home *home = &session->home;
	struct plangen *opened = session->plangen ? NULL : plangen_open(home->content, home->templates, home->cache, NULL);
	const struct plangen *plangen = opened ? opened : session->plangen;
	const char *variant, *type, *row_type;
	if (plangen && plangen_suggest(plangen, options->unit, options->type, &variant, &type, &row_type)) {
		struct buf line = BUF_INIT;
		add_word(&line, "plangen --unit", options->unit);
		add_word(&line, "--variant", variant);
		if (type)
			add_word(&line, "--type", type);
		buf_add_text(&line, session_where(session));
		advise_adding(session, row_type, buf_str(&line).data);
		buf_free(&line);
	}
	plangen_close(opened);
}

/* ---- for a draft */

void unlisted_take(struct session *session, const struct catalogue *catalogue, const struct diag *unknown, struct catalogue_request *request)
{
	const struct options *options = session->options;
	bool certain;
	const char *names = unknown->arguments[1], *type = unlisted_type(session, catalogue, options->unit, &certain);
	request->unit_name = options->unit;
	request->unit_place = source_of_option(session->arena, "--unit", options->unit, 0);
	diag_add(&session->diags, names ? DIAG_UNIT_NOT_LISTED : DIAG_UNIT_NOT_LISTED_ALONE, NO_PLACE, options->unit, names);
	if (options->type || request->variant->unit_type_count < 1)
		return;
	const struct catalogue_unit alike = alike_of(options->unit, type);
	const struct str *all = request->variant->unit_types;
	if (type && certain && catalogue_unit_uses(catalogue, &alike, request->variant))
		request->unit_type = type;
	if (request->variant->unit_type_count < 2)
		return;
	struct buf types = BUF_INIT;
	for (size_t i = 0; i < request->variant->unit_type_count; i++)
		buf_printf(&types, "%s%.*s", i ? ", " : "", (int)all[i].len, all[i].data);
	diag_add(&session->diags, DIAG_UNIT_TYPE_TAKEN, NO_PLACE, options->unit,
		 request->unit_type ? request->unit_type : arena_copy(session->arena, all[0].data, all[0].len), types.data);
	buf_free(&types);
}

/* ---- for a form */

/* The first plan for the type, which the form then asks for; said where there are others. NULL: there is none. */
static const char *plan_of_type(struct session *session, const struct catalogue *catalogue, const char *name, const char *type)
{
	const struct catalogue_unit alike = alike_of(name, type);
	const struct catalogue_variant **variants;
	struct buf others = BUF_INIT;
	size_t count = catalogue_unit_variants(session->arena, catalogue, &alike, &variants);
	for (size_t i = 1; i < count; i++)
		buf_printf(&others, "%s%s", i > 1 ? ", " : "", variants[i]->id);
	if (count > 1)
		diag_add(&session->diags, DIAG_FORM_PLAN_TAKEN, NO_PLACE, name, variants[0]->id, type, others.data);
	buf_free(&others);
	return count ? variants[0]->id : NULL;
}

/* Says how the form of a new unit is made whose name does not tell its type: the command line with the likely one, or with a place for one of the list. */
static void refuse_untyped(struct session *session, const struct catalogue *catalogue, const char *likely)
{
	const struct options *options = session->options;
	struct buf line = BUF_INIT, names = BUF_INIT;
	add_word(&line, "plangen form --unit", options->unit);
	add_word(&line, "--type", likely ? likely : _("TYPE"));
	if (options->output)
		add_word(&line, "-o", options->output);
	buf_add_text(&line, session_where(session));
	for (size_t i = 0; i < catalogue->type_count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", catalogue->types[i].name);
	if (likely)
		diag_add(&session->diags, DIAG_FORM_TYPE_LIKELY, NO_PLACE, options->unit, likely, buf_str(&line).data);
	else
		diag_add(&session->diags, DIAG_FORM_TYPE, NO_PLACE, options->unit, buf_str(&line).data, buf_str(&names).data);
	buf_free(&line);
	buf_free(&names);
}

/* Which type the unit of the form has: the one named; else the one that its name tells, where the variant is for it; else the variant's first; else the one
 * that a person at the terminal says. NULL with an error: none is known. */
static const char *type_of_new(struct session *session, const struct catalogue *catalogue, const struct catalogue_variant *variant)
{
	const struct options *options = session->options;
	bool certain;
	if (options->type)
		return options->type;
	const char *told = unlisted_type(session, catalogue, options->unit, &certain), *asked = NULL;
	const struct catalogue_unit alike = alike_of(options->unit, told);
	if (variant && variant->unit_type_count && !(told && catalogue_unit_uses(catalogue, &alike, variant)))
		return arena_copy(session->arena, variant->unit_types[0].data, variant->unit_types[0].len);
	if (told && (certain || variant))
		return told;
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
		message_put(stderr, _("‘%s’ is in no units file; which type of unit is it?\n"), options->unit);
		asked = unlisted_ask_type(session, catalogue, told);
	}
	if (!asked)
		refuse_untyped(session, catalogue, told);
	return asked;
}

bool unlisted_take_new(struct session *session, const struct catalogue *catalogue, const struct diag *unknown, struct catalogue_request *request)
{
	const struct options *options = session->options;
	request->unit_name = options->unit;
	request->unit_region = options->region ? options->region : catalogue_region_by_name(catalogue, str_of(options->unit));
	if (options->region)
		catalogue_report_region(catalogue, catalogue_tidy_region(session->arena, str_of(options->region)), NO_PLACE, &session->diags);
	request->unit_type = type_of_new(session, catalogue, request->variant);
	if (!request->unit_type || !catalogue_find_type(catalogue, str_of(request->unit_type), &session->diags))
		return false;
	diag_add(&session->diags, unknown->arguments[1] ? DIAG_FORM_NEW_UNIT : DIAG_FORM_NEW_ALONE, NO_PLACE, options->unit, request->unit_type,
		 unknown->arguments[1]);
	if (!request->variant)
		request->unit_variants = catalogue_plans_like(session->arena, catalogue, options->unit, request->unit_type);
	if (!request->variant && !request->unit_variants)
		request->unit_variants = plan_of_type(session, catalogue, options->unit, request->unit_type);
	return true;
}
