/* The commands, one function each. They return the process's exit status. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/diag.h"
#include "base/str.h"
#include "cli/home.h"
#include "cli/message.h"
#include "cli/options.h"

struct arena;
struct catalogue;
struct catalogue_request;
struct catalogue_setting;
struct catalogue_variant;
struct draft_request;
struct draft_tools;
struct buf;
struct catalogue_picked;
struct guard;
struct output_request;
struct output_result;
struct outputs;
struct plangen_change;
struct plangen_document;
struct plangen_log;
struct plangen_messages;
struct plangen_request;

/* What every command starts with. */
struct session {
	struct arena *arena; /* lives as long as the process */
	const struct options *options;
	struct home home;
	struct diag_list diags;            /* what the command has to say, until session_said() */
	struct plangen_messages *messages; /* what was said so far; NULL: nothing. See session_said() */
	int told;            /* exit status for what session_tell() printed */
	struct message_array array; /* of --diagnostics json: what was printed of it already */
	struct known *known; /* of session_load_catalogue() and session_open_tools() */
	bool lacks_told;     /* what units lack was said, with the cells of their forms */
	struct plangen *plangen; /* of session_open() */
	bool fonts_new;      /* which fonts stand in for others is news; set by session_close_tools() */
};

int command_draft(struct session *session);
int command_render(struct session *session);
int command_list(struct session *session);
int command_explain(struct session *session);

/* Says what the rule of `plangen check` means; USAGE_STATUS when there is none of that id or name. */
int explain_rule(const char *name);
int command_expand(struct session *session);
int command_import(struct session *session);
int command_build(struct session *session);
int command_report(struct session *session);
int command_toc(struct session *session);
int command_check(struct session *session);
int command_log(struct session *session);
int command_undo(struct session *session);
int command_gaps(struct session *session);
int command_form(struct session *session);
int command_fill(struct session *session);
int command_year(struct session *session);
int command_unit(struct session *session);
int command_diff(struct session *session);
int command_stats(struct session *session);
int command_upgrade(struct session *session);
int command_serve(struct session *session);
int command_impose(struct session *session);

/* ---- shared by the commands */

/* The content folder, after a change of it that was interrupted was seen to. Of a program that came with its content, what writes works on the
 * office's own copy, which is made when it is not there yet. NULL with errors. */
const char *session_content(struct session *session);

/* Reads the catalogue; NULL with errors in the session's diagnostics. */
const struct catalogue *session_load_catalogue(struct session *session);

/* Opens the content; session_finish() closes it. NULL with errors. */
struct plangen *session_open(struct session *session);

/* The environment that fontconfig reads, in the arena: remembered font look-ups hold only for the same. */
const char *session_font_key(struct session *session);

/* The id of the unit of --unit, or NULL; what there is to say of it is said. False with errors. */
bool session_find_unit(struct session *session, const char **unit);

/* Gives the request the date, and the values of --data, --issue and --set; says what is not confirmed in the year's profile. False with errors. */
bool session_give(struct session *session, struct plangen_request *request);

/* The plans of the units of --units (or --unit; of neither, of all), of --variant or of all variants, with what is given. NULL with errors. */
struct plangen_request *session_plans(struct session *session);

/* Writes the change, or with --dry-run finds out what would be written; what that is, as a log, which the caller frees. NULL with errors. */
struct plangen_log *session_write(struct session *session, struct plangen_change *change);

/* The format; of a text all that there is to say, where --verbose asks for it. NULL stays NULL. */
const char *session_whole(const struct session *session, const char *format);

/* The year of --year, else the current one (of SOURCE_DATE_EPOCH when that is set). 0 with an error. */
unsigned session_year(struct session *session);

/* The year that the text names; 0 with an error. */
unsigned session_read_year(struct session *session, const char *text);

/* Fills year, profile, unit, date, --data and --set into the request. A unit that is in no file is taken by its name when a variant is
 * named. False with errors. */
bool session_fill_request(struct session *session, const struct catalogue *catalogue, struct catalogue_request *request);

/* The variant of --variant; without it `variant` stays as it is. False with errors. */
bool session_find_variant(struct session *session, const struct catalogue *catalogue, const struct catalogue_variant **variant);

/* What --set gives, in the arena; their number. */
size_t session_read_settings(struct session *session, struct catalogue_setting **settings);

/* The units of --units (or --unit; of neither, all) that the request is for. False with errors. */
bool session_pick_units(struct session *session, const struct catalogue *catalogue, struct catalogue_picked *picked);

/* What the command reads, and the folders that it has it from: nothing of it is written over. */
struct guard *session_guard(struct session *session);

/* Opens fonts and the page template, which the request gets, and what guards the sources. False with errors. */
bool session_open_tools(struct session *session, const struct catalogue *catalogue, struct draft_request *request,
			struct draft_tools *tools, struct outputs *outputs);
void session_close_tools(struct session *session, struct draft_tools *tools);

/* ---- output.c */

/* Reads --format (or `otherwise`) into request->draft.writers. An --output that names a file by its ending sets request->path, and the
 * format when --format is not given. False with errors. */
bool session_choose_writers(struct session *session, const char *otherwise, struct output_request *request);

/* Whether what --output names can hold as many documents: a file holds one. False with an error. */
bool session_check_output(struct session *session, const struct output_request *request, size_t documents);

/* The format of a command that takes one of `names` (separated by ", "): that of --format, else that which the ending of --output names, else the
 * first. NULL with an error that names the one that was probably meant. */
const char *session_choose_format(struct session *session, const char *names);

/* Writes what a command made to the file, whose folder is made where it is not there; without a file to standard output. */
void session_put(struct session *session, const struct guard *guard, const char *file, const struct buf *out);

/* The same with a document of the library in its format, which is freed; NULL, of which the library said why, is nothing. */
void session_put_document(struct session *session, struct plangen_document *document, const char *format);

/* The same to that file; NULL: standard output. */
void session_put_document_to(struct session *session, struct plangen_document *document, const char *format, const char *file);

/* Whether messages are for programs: then nothing else is on standard error. */
bool session_speaks_json(const struct session *session);

/* Whether a word for people, which is no message, may stand on standard error: neither --quiet nor messages for programs. */
bool session_says(const struct session *session);

/* What follows a command that people are told to type, so that it is about the same content: " --content DIR", ready to be pasted, where the option
 * was given, else nothing. */
const char *session_where(const struct session *session);

/* Appends that, and before it the year where one was given, to a command that is told. */
void session_add_rest(const struct session *session, struct buf *line);

/* Names the files of a document, and what a draft lacks. */
void session_print_result(const struct session *session, const struct output_result *result);

/* Takes over a document's diagnostics and releases its arena: at once when nothing points into it, else with the session. */
void session_end_document(struct session *session, struct arena *arena, const struct diag_list *diags);

/* Drafts what the options name; what there is to say goes to the session's diagnostics. False when Ctrl-C ended the questions. */
bool draft_for(struct session *session);

/* The messages so far, for the library to add its own, in their order: the session's diagnostics are moved there. */
struct plangen_messages *session_said(struct session *session);

/* Prints the diagnostics gathered so far, which are no more then, before a person is asked something; for programs they come at the end. */
void session_tell(struct session *session);

/* Prints the diagnostics gathered since and returns the exit status. */
int session_finish(struct session *session);

#endif
