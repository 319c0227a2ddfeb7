#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/unlisted.h"
#include "plangen.h"

/* The index of the unit of --unit; -1: none is named, or it is in no file, which is said only when nothing else can be meant. */
static long find_unit(struct session *session)
{
	const struct options *options = session->options;
	return options->unit ? plangen_find_unit(session->plangen, options->unit, NULL, NULL) : -1;
}

/* The next variant from *at on that is for the unit, and moves *at behind it; NULL: there is none. */
static const char *next_variant(const struct session *session, size_t unit, size_t *at)
{
	while (*at < plangen_variant_count(session->plangen))
		if (plangen_unit_uses(session->plangen, unit, (*at)++))
			return plangen_variant(session->plangen, *at - 1, PLANGEN_VARIANT_ID);
	return NULL;
}

/* The request for the plan of the variant with what is given; NULL with errors. */
static struct plangen_request *make_plan(struct session *session, const char *variant)
{
	const struct options *options = session->options;
	unsigned year = session_year(session);
	struct plangen_request *request = year ? plangen_plan(session->plangen, NULL, variant, year, session_said(session)) : NULL;
	bool good = request && session_give(session, request);
	long unit = good ? find_unit(session) : -1;
	if (unit >= 0)
		plangen_report_unit(session->plangen, (size_t)unit, session_said(session));
	if (good && (!options->unit || plangen_set_unit(request, "--unit", options->unit, options->type, session_said(session))))
		return request;
	plangen_request_free(request);
	return NULL;
}

/* A unit that is in no file, without a variant: says so, and how it is drafted. */
static void refuse_unit(struct session *session)
{
	const char *unit;
	size_t errors = plangen_messages_worse(session_said(session), PLANGEN_ERROR);
	session_find_unit(session, &unit);
	if (!errors)
		unlisted_advise(session);
}

/* For the variant named, else the first of the unit's, else the catalogue's first. NULL with errors. */
static struct plangen_request *make_request(struct session *session)
{
	const struct options *options = session->options;
	long unit = find_unit(session);
	size_t at = 0;
	if (options->variant)
		return make_plan(session, options->variant);
	if (options->unit && unit < 0) {
		refuse_unit(session);
		return NULL;
	}
	const char *variant = unit >= 0 ? next_variant(session, (size_t)unit, &at) : NULL;
	return make_plan(session, variant ? variant : plangen_variant(session->plangen, 0, PLANGEN_VARIANT_ID));
}

/* ---- values */

static bool is_source(const char *argument)
{
	struct str name = str_of(argument);
	return str_ends(name, ".md") || str_ends(name, ".xml");
}

static void explain_names(struct session *session, struct plangen_request *request)
{
	const struct options *options = session->options;
	const char **names = ARENA_ARRAY(session->arena, const char *, (size_t)options->argument_count + 1), *file = NULL;
	size_t count = 0;
	for (int i = 0; i < options->argument_count; i++)
		if (is_source(options->arguments[i]))
			file = options->arguments[i];
		else
			names[count++] = options->arguments[i];
	session_put_document_to(session, plangen_explain(request, file, names, count, session_said(session)), "text", NULL);
}

/* ---- passages */

/* Shows the passages of one plan, or adds them to the array. */
static void explain_plan(struct session *session, const char *variant, json_t *plans)
{
	struct plangen_request *request = make_plan(session, variant);
	struct plangen_passages *passages = request ? plangen_passages(request, session_said(session)) : NULL;
	if (passages && plans)
		json_array_append_new(plans, json_loads(plangen_passages_json(passages, NULL), 0, NULL));
	else if (passages)
		fputs(plangen_passages_text(passages, NULL), stdout);
	plangen_passages_free(passages);
	plangen_request_free(request);
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
	const char *format = session_choose_format(session, "text, json"), *variant;
	if (!format || !session_open(session))
		return session_finish(session);
	json_t *plans = strcmp(format, "json") == 0 ? json_array() : NULL;
	long unit = find_unit(session);
	size_t at = 0;
	if (options->variant)
		explain_plan(session, options->variant, plans);
	else if (unit < 0)
		refuse_unit(session);
	else
		while ((variant = next_variant(session, (size_t)unit, &at)))
			explain_plan(session, variant, plans);
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
	struct plangen_request *request = session_open(session) ? make_request(session) : NULL;
	if (request)
		explain_names(session, request);
	plangen_request_free(request);
	return session_finish(session);
}
