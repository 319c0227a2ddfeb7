#include "cli/diff_plans.h"

#include <string.h>

#include "api/diff_html.h"
#include "base/arena.h"
#include "base/buf.h"
#include "batch/output.h"
#include "cli/command.h"
#include "cli/show_diff.h"
#include "cli/terminal.h"
#include "compare/compare.h"
#include "draft/draft.h"

struct plans {
	struct session *session;
	const struct catalogue *catalogue;
	struct draft_request sides[2]; /* before and after, without a variant */
	struct compare_result *results; /* of the plans that could be compared */
	size_t count;
};

/* The request of one side; false with errors. */
static bool fill_side(struct plans *p, const char *unit, const char *year, struct draft_request *side)
{
	struct session *session = p->session;
	const struct options *given = session->options;
	struct options own = *given;
	own.unit = unit;
	own.year = year;
	session->options = &own;
	*side = (struct draft_request){ .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
	bool good = session_fill_request(session, p->catalogue, &side->values);
	session->options = given;
	return good && side->values.unit;
}

/* The variants to be compared: that of --variant, else those of both units. Their number; 0 with an error. */
static size_t find_variants(struct plans *p, const struct catalogue_variant ***variants)
{
	struct session *session = p->session;
	const struct catalogue_unit *other = p->sides[1].values.unit;
	const struct catalogue_variant *named = NULL;
	if (!session_find_variant(session, p->catalogue, &named))
		return 0;
	size_t count = catalogue_unit_variants(session->arena, p->catalogue, p->sides[0].values.unit, variants), kept = 0;
	for (size_t i = 0; i < count && !named; i++)
		if ((*variants)[i]->source && catalogue_unit_uses(p->catalogue, other, (*variants)[i]))
			(*variants)[kept++] = (*variants)[i];
	if (named) {
		*variants = ARENA_ARRAY(session->arena, const struct catalogue_variant *, 1);
		(*variants)[kept++] = named;
	}
	if (!kept)
		diag_add(&session->diags, DIAG_COMPARE_NO_PLAN, NO_PLACE, session->options->unit,
			 session->options->other_unit ? session->options->other_unit : session->options->unit);
	return kept;
}

/* Compares the plan of the variant. False with errors. */
static bool compare_variant(struct plans *p, struct draft_tools *tools, const struct catalogue_variant *variant, struct compare_result *result)
{
	struct arena *arena = p->session->arena;
	struct diag_list *diags = &p->session->diags;
	struct compare_side *sides = ARENA_ARRAY(arena, struct compare_side, 2);
	for (size_t i = 0; i < 2; i++) {
		struct draft_request plan = draft_request_of(arena, p->catalogue, &p->sides[i], p->sides[i].values.unit, variant);
		if (!plan.file) {
			diag_add(diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
			return false;
		}
		plan.page_template = p->sides[0].page_template;
		if (!compare_draft(arena, tools, &plan, &sides[i], diags))
			return false;
	}
	bool good = compare_sides(arena, &sides[0], &sides[1], result, diags);
	if (good && result->coarse)
		diag_add(diags, DIAG_COMPARE_COARSE, NO_PLACE, sides[0].name, sides[1].name);
	return good;
}

/* ---- what is printed */

static void add_json(const struct plans *p, struct buf *out)
{
	buf_add_text(out, "[\n");
	for (size_t i = 0; i < p->count; i++) {
		buf_add_text(out, i ? ",\n" : "");
		compare_add_json(&p->results[i], out);
	}
	buf_add_text(out, "]\n");
}

static void add_text(const struct plans *p, struct buf *out)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct compare_result *result = &p->results[i];
		buf_add_printable(out, str_of(result->before->name), "");
		buf_add_text(out, " → ");
		buf_add_printable(out, str_of(result->after->name), "");
		buf_add_char(out, '\n');
		show_diff(result, terminal_has_colours(p->session->options->output), out);
	}
}

static void put(struct plans *p, const char *format)
{
	struct session *session = p->session;
	struct buf out = BUF_INIT;
	if (strcmp(format, "json") == 0)
		add_json(p, &out);
	else if (strcmp(format, "html") == 0)
		diff_add_html(p->results, p->count, message_language(), &out);
	else
		add_text(p, &out);
	session_put(session, session_guard(session), session->options->output, &out);
	buf_free(&out);
}

/* Compares all plans; whether something differs. */
static bool compare_all(struct plans *p, const char *format)
{
	struct session *session = p->session;
	const struct catalogue_variant **variants;
	struct draft_tools tools = { 0 };
	struct outputs outputs;
	size_t count = find_variants(p, &variants);
	bool differs = false;
	p->results = ARENA_ARRAY(session->arena, struct compare_result, count + 1);
	if (count && session_open_tools(session, p->catalogue, &p->sides[0], &tools, &outputs)) {
		for (size_t i = 0; i < count; i++)
			p->count += compare_variant(p, &tools, variants[i], &p->results[p->count]);
		for (size_t i = 0; i < p->count; i++)
			differs = differs || !compare_is_same(&p->results[i]);
		if (p->count)
			put(p, format);
	}
	session_close_tools(session, &tools);
	return differs;
}

int diff_plans(struct session *session)
{
	const struct options *options = session->options;
	struct plans p = { .session = session };
	const char *format = session_choose_format(session, "text, json, html");
	const char *unit = options->other_unit ? options->other_unit : options->unit;
	const char *year = options->other_year ? options->other_year : options->year;
	bool differs = false;
	p.catalogue = format ? session_load_catalogue(session) : NULL;
	if (p.catalogue && fill_side(&p, options->unit, options->year, &p.sides[0]) && fill_side(&p, unit, year, &p.sides[1]))
		differs = compare_all(&p, format);
	int status = session_finish(session);
	return status ? status : differs;
}
