/* What was changed in a document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/diff_plans.h"
#include "cli/message.h"
#include "cli/office.h"
#include "cli/show_log.h"
#include "cli/terminal.h"
#include "plangen.h"

/* ---- the documents */

/* The file as it can be read: itself, or converted, which is to be removed then. NULL with errors. */
static const char *open_file(struct session *session, const char *file)
{
	return office_is_needed(file) ? office_convert(session->arena, file, &session->diags) : file;
}

static void close_file(struct session *session, const char *file, const char *opened)
{
	if (opened && opened != file)
		office_remove(session->arena, opened);
}

/* Which plan the file is: as the options say, else as its properties do. False with errors. */
static bool find_origin(struct session *session, const char *file, const struct plangen_edited *edited, struct options *own)
{
	const char *variant = plangen_edited_text(edited, PLANGEN_EDITED_VARIANT), *year = plangen_edited_text(edited, PLANGEN_EDITED_YEAR);
	const char *template = plangen_edited_text(edited, PLANGEN_EDITED_TEMPLATE);
	if (!own->variant && !variant) {
		diag_add(&session->diags, DIAG_ORIGIN_UNKNOWN, NO_PLACE, file);
		return false;
	}
	if (!own->variant && !own->unit)
		own->unit = plangen_edited_text(edited, PLANGEN_EDITED_UNIT);
	own->variant = own->variant ? own->variant : variant;
	own->year = own->year ? own->year : year;
	own->issue = own->issue || plangen_edited_text(edited, PLANGEN_EDITED_ISSUED);
	own->page_template = own->page_template ? own->page_template : template;
	return true;
}

/* The request for the plan; NULL with errors. */
static struct plangen_request *make_request(struct session *session)
{
	const struct options *options = session->options;
	unsigned year = session_year(session);
	struct plangen_request *request = year ? plangen_plan(session->plangen, NULL, options->variant, year, session_said(session)) : NULL;
	if (request && session_give(session, request) &&
	    (!options->unit || plangen_set_unit(request, "--unit", options->unit, options->type, session_said(session))))
		return request;
	plangen_request_free(request);
	return NULL;
}

/* ---- what is printed */

/* That nothing differs, which would else be told by silence; and which file has the comparison. */
static void say_result(const struct session *session, const struct plangen_diff *diff)
{
	if (!session_says(session))
		return;
	if (plangen_diff_is_same(diff))
		fputs(_("Nothing differs.\n"), stderr);
	if (session->options->output)
		message_put(stderr, _("The comparison is in ‘%s’.\n"), session->options->output);
}

/* Writes it, with what there is to say of it when it could be written. */
static void put(struct session *session, const struct plangen_diff *diff, const struct buf *out)
{
	size_t errors = plangen_messages_worse(session_said(session), PLANGEN_ERROR);
	if (out->len || session->options->output)
		session_put(session, session_guard(session), session->options->output, out);
	if (plangen_messages_worse(session_said(session), PLANGEN_ERROR) == errors)
		say_result(session, diff);
}

static void put_result(struct session *session, const char *format, struct plangen_diff *diff)
{
	bool colours = strcmp(format, "text") == 0 && terminal_has_colours(session->options->output);
	struct buf out = BUF_INIT;
	size_t size;
	const char *bytes = plangen_diff_bytes(diff, colours ? "text-colour" : format, message_language(), &size);
	buf_add(&out, bytes, size);
	put(session, diff, &out);
	buf_free(&out);
}

/* As tracked changes, by who runs the program, as far as it knows. */
static void put_redline(struct session *session, struct plangen_request *request, struct plangen_diff *diff)
{
	struct plangen_document *document = plangen_diff_redline(diff, request, author_name(session), author_when(), session_said(session));
	struct buf out = BUF_INIT;
	size_t size;
	if (!document)
		return;
	const char *bytes = plangen_bytes(document, "docx", &size);
	buf_add(&out, bytes, size);
	put(session, diff, &out);
	buf_free(&out);
	plangen_document_free(document);
}

static void show(struct session *session, const char *format, struct plangen_request *request, struct plangen_diff *diff)
{
	if (strcmp(format, "docx") == 0)
		put_redline(session, request, diff);
	else
		put_result(session, format, diff);
}

/* ---- taken over */

/* What was taken over; -1: with errors. */
struct accepted {
	long values, texts;
};

static void say_values(const struct session *session, const struct plangen_log *log, long count)
{
	if (!count)
		fputs(_("No value of the document is to be written.\n"), stderr);
	else if (session->options->dry_run)
		fprintf(stderr, _("Values that would be written: %zu\n"), (size_t)count);
	else
		fprintf(stderr, _("Values written: %zu. This takes them back: plangen undo %u%s\n"), (size_t)count, plangen_log_number(log, 0),
			session_where(session));
}

static void say_texts(const struct session *session, const struct plangen_log *log, long count)
{
	if (!count)
		fputs(_("No text of the document is to be written.\n"), stderr);
	else if (session->options->dry_run)
		fprintf(stderr, _("Passages that would be written: %zu\n"), (size_t)count);
	else
		fprintf(stderr, _("Passages written as the unit's own: %zu. This takes them back: plangen undo %u%s\n"), (size_t)count,
			plangen_log_number(log, 0), session_where(session));
}

static void put_log(struct session *session, const char *format, struct plangen_log *log, const struct accepted *accepted)
{
	const struct options *options = session->options;
	bool json = strcmp(format, "json") == 0;
	log_print(log, 0, json ? "json" : "text");
	if (json || !session_says(session))
		return;
	if (options->accept_values)
		say_values(session, log, accepted->values);
	if (options->accept_text)
		say_texts(session, log, accepted->texts);
}

/* Whether something of the document is to be written in place of being shown. */
static bool accepts(const struct options *options)
{
	return options->accept_values || options->accept_text;
}

/* Writes values and texts of the document as one change. */
static void accept(struct session *session, const char *format, struct plangen_request *request, const struct plangen_diff *diff)
{
	const struct options *options = session->options;
	bool values = options->accept_values, texts = options->accept_text;
	struct plangen_change *change =
		author_change(session, !texts ? "diff --accept-values" : !values ? "diff --accept-text" : "diff --accept-values --accept-text");
	struct accepted accepted = { 0 };
	struct plangen_log *log = NULL;
	if (values)
		accepted.values = plangen_change_accept(change, request, diff, session_said(session));
	if (texts && accepted.values >= 0)
		accepted.texts = plangen_change_accept_text(change, request, diff, options->reason, session_said(session));
	if (accepted.values >= 0 && accepted.texts >= 0)
		log = session_write(session, change);
	if (log)
		put_log(session, format, log, &accepted);
	plangen_log_free(log);
	plangen_change_free(change);
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
	const char *before = open_file(session, files[0]), *after = open_file(session, files[1]);
	struct plangen_diff *diff = before && after ? plangen_diff_files_as(before, files[0], after, files[1], session_said(session)) : NULL;
	close_file(session, files[0], before);
	close_file(session, files[1], after);
	bool differs = diff && !plangen_diff_is_same(diff);
	if (diff)
		show(session, format, NULL, diff);
	plangen_diff_free(diff);
	return finish(session, differs);
}

/* The document against a draft of its plan; whether they differ. */
static bool diff_draft(struct session *session, const char *format, const struct plangen_edited *edited, struct plangen_request *request)
{
	struct plangen_diff *diff = plangen_diff_edited(request, edited, session_said(session));
	bool differs = diff && !accepts(session->options) && !plangen_diff_is_same(diff);
	if (diff && accepts(session->options))
		accept(session, format, request, diff);
	else if (diff)
		show(session, format, request, diff);
	plangen_diff_free(diff);
	return differs;
}

/* Whether the id or the name is that of the request's unit; true, too, where it has none. */
static bool is_unit(const struct session *session, const struct plangen_request *request, const char *name)
{
	const char *id = plangen_request_text(request, PLANGEN_REQUEST_UNIT);
	size_t i = 0;
	while (id && i < plangen_unit_count(session->plangen) && strcmp(plangen_unit(session->plangen, i, PLANGEN_UNIT_ID), id) != 0)
		i++;
	return !id || strcmp(id, name) == 0 || strcmp(plangen_unit(session->plangen, i, PLANGEN_UNIT_NAME), name) == 0;
}

/* Whether what is to be taken over may go where the options say: a document that names another unit or year belongs there. Else an error. */
static bool may_accept(struct session *session, const char *file, const struct plangen_edited *edited, const struct plangen_request *request)
{
	const char *unit = plangen_edited_text(edited, PLANGEN_EDITED_UNIT), *of = plangen_edited_text(edited, PLANGEN_EDITED_YEAR);
	const char *year = session->options->year;
	if (!accepts(session->options) || ((!unit || is_unit(session, request, unit)) && (!of || !year || strcmp(of, year) == 0)))
		return true;
	plangen_find_year(session->plangen, plangen_request_year(request), session_said(session));
	diag_add(&session->diags, DIAG_ORIGIN_OTHER, NO_PLACE, file, unit ? unit : "—", of ? of : "—");
	return false;
}

/* Says that the plan which the file names is none of the content. */
static void say_gone(struct session *session, const char *file, const struct plangen_edited *edited)
{
	const char *variant = plangen_edited_text(edited, PLANGEN_EDITED_VARIANT), *unit = plangen_edited_text(edited, PLANGEN_EDITED_UNIT);
	const char *year = plangen_edited_text(edited, PLANGEN_EDITED_YEAR);
	if (variant)
		diag_add(&session->diags, DIAG_ORIGIN_GONE, NO_PLACE, file, variant, unit ? unit : "—", year ? year : "—");
}

/* Compares the file with the plan that the session's options name now. Whether they differ. */
static bool diff_plan(struct session *session, const char *format, const char *file, const struct plangen_edited *edited)
{
	struct plangen_request *request = make_request(session);
	bool differs = false;
	if (!request)
		say_gone(session, file, edited);
	else if (may_accept(session, file, edited, request) &&
		 plangen_set_template(request, session->options->page_template, session_said(session)))
		differs = diff_draft(session, format, edited, request);
	plangen_request_free(request);
	return differs;
}

static int diff_one(struct session *session, const char *format)
{
	const char *file = session->options->arguments[0], *opened = open_file(session, file);
	const struct options *given = session->options;
	struct options own = *given;
	struct plangen_edited *edited = opened ? plangen_edited(opened, file, session_said(session)) : NULL;
	bool differs = false;
	session->options = &own;
	close_file(session, file, opened);
	if (edited && find_origin(session, file, edited, &own) && session_open(session))
		differs = diff_plan(session, format, file, edited);
	int status = finish(session, differs);
	plangen_edited_free(edited);
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
