/* What was changed in a document. */
#include <stdio.h>
#include <string.h>

#include "api/diff_html.h"
#include "base/arena.h"
#include "base/buf.h"
#include "batch/output.h"
#include "change/change.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/diff_plans.h"
#include "cli/office.h"
#include "cli/show_change.h"
#include "cli/show_diff.h"
#include "cli/terminal.h"
#include "compare/compare.h"
#include "draft/draft.h"
#include "read/read.h"

/* ---- the documents */

static bool open_side(struct session *session, const char *file, struct compare_side *side)
{
	if (!office_is_needed(file))
		return compare_open(session->arena, file, NULL, side, &session->diags);
	const char *converted = office_convert(session->arena, file, &session->diags);
	bool ok = converted && compare_open(session->arena, converted, file, side, &session->diags);
	if (converted)
		office_remove(session->arena, converted);
	return ok;
}

/* Which plan the file is: as the options say, else as its properties do. False with errors. */
static bool find_origin(struct session *session, const char *file, struct options *own, struct read_origin *origin)
{
	struct str name = str_of(file);
	*origin = (struct read_origin){ 0 };
	if ((str_ends_caseless(name, ".docx") || str_ends_caseless(name, ".docm")) &&
	    !read_docx_origin(session->arena, file, NULL, origin, &session->diags))
		return false;
	if (!own->variant && !origin->variant) {
		diag_add(&session->diags, DIAG_ORIGIN_UNKNOWN, NO_PLACE, file);
		return false;
	}
	if (!own->variant && !own->unit && origin->unit && *origin->unit)
		own->unit = origin->unit;
	own->variant = own->variant ? own->variant : origin->variant;
	own->year = own->year ? own->year : origin->year;
	own->issue = own->issue || origin->issued;
	own->page_template = own->page_template ? own->page_template : origin->page_template;
	return true;
}

/* The request for the plan; false with errors. */
static bool make_request(struct session *session, const struct catalogue *catalogue, struct draft_request *request)
{
	const struct catalogue_variant *variant = NULL;
	if (!session_find_variant(session, catalogue, &variant))
		return false;
	request->values.variant = variant;
	if (!session_fill_request(session, catalogue, &request->values))
		return false;
	*request = draft_request_of(session->arena, catalogue, request, request->values.unit, variant);
	if (!request->file)
		diag_add(&session->diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
	return request->file != NULL;
}

/* ---- what is printed */

/* That nothing differs, which would else be told by silence; and which file has the comparison. */
static void say_result(const struct session *session, const struct compare_result *result)
{
	if (!session_says(session))
		return;
	if (compare_is_same(result))
		fputs(_("Nothing differs.\n"), stderr);
	if (session->options->output)
		message_put(stderr, _("The comparison is in ‘%s’.\n"), session->options->output);
}

static void put_result(struct session *session, const char *format, const struct compare_result *result)
{
	struct buf out = BUF_INIT;
	size_t errors = diag_errors(&session->diags);
	if (strcmp(format, "json") == 0)
		compare_add_json(result, &out);
	else if (strcmp(format, "html") == 0)
		diff_add_html(result, 1, message_language(), &out);
	else
		show_diff(result, terminal_has_colours(session->options->output), &out);
	if (result->coarse)
		diag_add(&session->diags, DIAG_COMPARE_COARSE, NO_PLACE, result->before->name, result->after->name);
	if (out.len || session->options->output)
		session_put(session, session_guard(session), session->options->output, &out);
	buf_free(&out);
	if (diag_errors(&session->diags) == errors)
		say_result(session, result);
}

/* ---- as tracked changes */

/* Who made the changes that the document shows, as far as the program knows. */
static struct compare_maker maker_of(struct session *session)
{
	struct change_author author = author_of(session, "diff");
	return (struct compare_maker){ author.who, author.when };
}

/* Writes the document with the changes, if there is one. */
static void put_redline(struct session *session, bool good, const struct compare_result *result, struct buf *out)
{
	size_t errors = diag_errors(&session->diags);
	if (good)
		session_put(session, session_guard(session), session->options->output, out);
	if (good && diag_errors(&session->diags) == errors)
		say_result(session, result);
	buf_free(out);
}

/* ---- taken over */

/* What was taken over. */
struct accepted {
	size_t values, texts;
};

static void say_values(const struct session *session, const struct change_entry *entry, size_t count)
{
	if (!count)
		fputs(_("No value of the document is to be written.\n"), stderr);
	else if (session->options->dry_run)
		fprintf(stderr, _("Values that would be written: %zu\n"), count);
	else
		fprintf(stderr, _("Values written: %zu. This takes them back: plangen undo %u%s\n"), count, entry->number, session_where(session));
}

static void say_texts(const struct session *session, const struct change_entry *entry, size_t count)
{
	if (!count)
		fputs(_("No text of the document is to be written.\n"), stderr);
	else if (session->options->dry_run)
		fprintf(stderr, _("Passages that would be written: %zu\n"), count);
	else
		fprintf(stderr, _("Passages written as the unit's own: %zu. This takes them back: plangen undo %u%s\n"), count, entry->number,
			session_where(session));
}

static void put_entry(struct session *session, const char *format, const struct change_entry *entry, const struct accepted *accepted)
{
	const struct options *options = session->options;
	if (strcmp(format, "json") == 0) {
		message_put_json(show_change_json(entry));
		return;
	}
	show_change_files(entry);
	if (!session_says(session))
		return;
	if (options->accept_values)
		say_values(session, entry, accepted->values);
	if (options->accept_text)
		say_texts(session, entry, accepted->texts);
}

/* Whether something of the document is to be written in place of being shown. */
static bool accepts(const struct options *options)
{
	return options->accept_values || options->accept_text;
}

/* Writes values and texts of the document as one change. */
static void accept(struct session *session, const char *format, struct draft_tools *tools, const struct draft_request *request,
		   const struct compare_result *result)
{
	const struct options *options = session->options;
	bool values = options->accept_values, texts = options->accept_text;
	struct change *change = author_begin(session, !texts ? "diff --accept-values" : !values ? "diff --accept-text" : "diff --accept-values --accept-text");
	struct accepted accepted = { 0 };
	size_t errors = diag_errors(&session->diags);
	if (values)
		accepted.values = compare_accept(session->arena, tools, request, result, change, &session->diags);
	if (texts && diag_errors(&session->diags) == errors)
		accepted.texts = compare_accept_text(session->arena, tools, request, result, options->reason, values, change, &session->diags);
	if (diag_errors(&session->diags) != errors)
		return;
	const struct change_entry *entry = change_commit(change, options->dry_run, &session->diags);
	if (entry)
		put_entry(session, format, entry, &accepted);
}

/* ---- the command */

/* Exit status as diff has it: 1 when something differs. */
static int finish(struct session *session, bool differs)
{
	int status = session_finish(session);
	return status ? status : differs;
}

static int diff_two(struct session *session, const char *format)
{
	char **files = session->options->arguments;
	struct compare_side before, after;
	struct compare_result result = { 0 };
	bool good = open_side(session, files[0], &before);
	good = open_side(session, files[1], &after) && good;
	if (!good || !compare_sides(session->arena, &before, &after, &result, &session->diags))
		return session_finish(session);
	compare_tell_margins(&before, &after, &session->diags);
	if (strcmp(format, "docx") == 0) {
		struct compare_maker maker = maker_of(session);
		struct buf out = BUF_INIT;
		put_redline(session, compare_redline_files(session->arena, files[0], files[1], &maker, &out, &session->diags), &result, &out);
	} else {
		put_result(session, format, &result);
	}
	return finish(session, !compare_is_same(&result));
}

/* The document against a draft of its plan; whether they differ. */
static bool diff_draft(struct session *session, const char *format, struct draft_tools *tools, const struct draft_request *request,
		       struct compare_side *after)
{
	struct compare_side before;
	struct compare_result result;
	if (!compare_with_plan(session->arena, tools, request, &before, after, &result, &session->diags))
		return false;
	if (accepts(session->options)) {
		accept(session, format, tools, request, &result);
		return false;
	}
	if (strcmp(format, "docx") == 0) {
		struct compare_maker maker = maker_of(session);
		struct buf out = BUF_INIT;
		put_redline(session, compare_redline_plan(session->arena, tools, request, &result, session->options->arguments[0], &maker, &out, &session->diags), &result,
			    &out);
	} else {
		put_result(session, format, &result);
	}
	return !compare_is_same(&result);
}

/* Whether what is to be taken over may go where the options say: a document that names another unit or year belongs there. Else an error. */
static bool may_accept(struct session *session, const char *file, const struct read_origin *origin, const struct catalogue_unit *unit)
{
	const char *year = session->options->year;
	bool named = origin->unit && *origin->unit, same_unit = !named || !unit || str_is(unit->id, origin->unit) || str_is(unit->name, origin->unit);
	bool same_year = !origin->year || !year || strcmp(origin->year, year) == 0;
	if (!accepts(session->options) || (same_unit && same_year))
		return true;
	diag_add(&session->diags, DIAG_ORIGIN_OTHER, NO_PLACE, file, named ? origin->unit : "—", origin->year ? origin->year : "—");
	return false;
}

static int diff_one(struct session *session, const char *format)
{
	const char *file = session->options->arguments[0];
	const struct options *given = session->options;
	struct options own = *given;
	struct read_origin origin;
	struct compare_side after;
	session->options = &own;
	bool good = open_side(session, file, &after) && find_origin(session, file, &own, &origin);
	const struct catalogue *catalogue = good ? session_load_catalogue(session) : NULL;
	struct draft_request request = { .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
	struct draft_tools tools = { 0 };
	struct outputs outputs;
	bool differs = false;
	if (catalogue && make_request(session, catalogue, &request)) {
		if (may_accept(session, file, &origin, request.values.unit) && session_open_tools(session, catalogue, &request, &tools, &outputs))
			differs = diff_draft(session, format, &tools, &request, &after);
		session_close_tools(session, &tools);
	} else if (catalogue && origin.variant) {
		diag_add(&session->diags, DIAG_ORIGIN_GONE, NO_PLACE, file, origin.variant, origin.unit && *origin.unit ? origin.unit : "—",
			 origin.year ? origin.year : "—");
	}
	int status = finish(session, differs);
	session->options = given;
	return status;
}

int command_diff(struct session *session)
{
	const struct options *options = session->options;
	bool plans = options->unit && (options->other_unit || options->other_year);
	if (options->reason && !options->accept_text) {
		message_usage("%s", _("--reason goes with --accept-text: plangen diff FILE.docx --accept-text --reason TEXT"));
		return USAGE_STATUS;
	}
	if (plans && !options->argument_count && !accepts(options))
		return diff_plans(session);
	if (plans || options->other_unit || options->other_year) {
		message_usage("%s", _("two units or two years are compared without a document: plangen diff --unit UNIT --year YEAR --year YEAR, or "
				      "plangen diff --unit UNIT --unit UNIT"));
		return USAGE_STATUS;
	}
	if (!options->argument_count) {
		message_usage("%s", _("diff needs a document: plangen diff FILE.docx"));
		return USAGE_STATUS;
	}
	if (options->argument_count > 2) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[2]);
		return USAGE_STATUS;
	}
	bool two = options->argument_count == 2;
	if (two && (accepts(options) || options->variant || options->unit)) {
		message_usage("%s", _("--accept-values, --accept-text, --unit and --variant are for one document, which is compared with its plan"));
		return USAGE_STATUS;
	}
	const char *format = session_choose_format(session, accepts(options) ? "text, json" : "text, json, html, docx");
	if (!format)
		return session_finish(session);
	if (strcmp(format, "docx") == 0 && !options->output) {
		message_usage("%s", _("tracked changes are a DOCX file, which needs a name: plangen diff FILE.docx -f docx -o OUT.docx"));
		return USAGE_STATUS;
	}
	return two ? diff_two(session, format) : diff_one(session, format);
}
