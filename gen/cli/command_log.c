/* What was changed in the content, and taking it back. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_log.h"
#include "plangen.h"

/* The number of a change that the command line names; 0 when it names none. False with an error. */
static bool read_number(struct session *session, unsigned *number)
{
	const struct options *options = session->options;
	const char *text = options->argument_count ? options->arguments[0] : NULL;
	*number = 0;
	if (!text)
		return true;
	if (*text >= '1' && *text <= '9' && strlen(text) <= 9 && strspn(text, "0123456789") == strlen(text))
		*number = (unsigned)strtoul(text, NULL, 10);
	else
		diag_add(&session->diags, DIAG_UNDO_UNKNOWN, NO_PLACE, text);
	return *number != 0;
}

static bool has_one_argument(struct session *session)
{
	if (session->options->argument_count > 1)
		message_usage(_("unexpected argument ‘%s’"), session->options->arguments[1]);
	return session->options->argument_count <= 1;
}

/* ---- log */

/* A line about the change at the index: which, when (local time), who, what. */
static void print_head(const struct plangen_log *log, size_t index)
{
	time_t when = (time_t)plangen_log_when(log, index);
	unsigned undoes = plangen_log_undoes(log, index), undone = plangen_log_undone(log, index);
	struct tm tm = { 0 };
	char text[32] = "?";
	if (localtime_r(&when, &tm))
		strftime(text, sizeof text, "%Y-%m-%d %H:%M", &tm);
	message_put(stdout, "%u  %s  %s  %s", plangen_log_number(log, index), text, plangen_log_who(log, index), plangen_log_what(log, index));
	if (undoes)
		printf(_("  (undoes %u)"), undoes);
	if (undone)
		printf(_("  (undone by %u)"), undone);
	putchar('\n');
}

/* The changes, the newest first, or the one of the number. */
static void print_log(struct plangen_log *log, unsigned number)
{
	for (size_t i = plangen_log_count(log); i-- > 0;)
		if (!number || plangen_log_number(log, i) == number) {
			print_head(log, i);
			log_print(log, i, "text");
		}
}

static void print_log_json(struct plangen_log *log, unsigned number)
{
	json_t *all = json_array();
	for (size_t i = plangen_log_count(log); i-- > 0;)
		if (!number || plangen_log_number(log, i) == number)
			json_array_append_new(all, json_loads(plangen_log_bytes(log, i, "json", NULL), 0, NULL));
	message_put_json(all);
}

static bool has_number(const struct plangen_log *log, unsigned number)
{
	for (size_t i = 0; i < plangen_log_count(log); i++)
		if (plangen_log_number(log, i) == number)
			return true;
	return false;
}

int command_log(struct session *session)
{
	if (!has_one_argument(session))
		return USAGE_STATUS;
	const char *format = session_choose_format(session, "text, json"), *content = format ? session_content(session) : NULL;
	unsigned number;
	if (!content || !read_number(session, &number))
		return session_finish(session);
	struct plangen_log *log = plangen_folder_log(content, message_language(), session_said(session));
	if (!log)
		return session_finish(session);
	if (number && !has_number(log, number))
		diag_add(&session->diags, DIAG_UNDO_UNKNOWN, NO_PLACE, session->options->arguments[0]);
	else if (strcmp(format, "json") == 0)
		print_log_json(log, number);
	else
		print_log(log, number);
	if (!plangen_log_count(log) && strcmp(format, "text") == 0 && session_says(session))
		fputs(_("No change is in the log.\n"), stderr);
	plangen_log_free(log);
	return session_finish(session);
}

/* ---- undo */

static void print_undo(const struct session *session, struct plangen_log *log)
{
	bool any = plangen_log_file_count(log, 0);
	unsigned undoes = plangen_log_undoes(log, 0);
	log_print(log, 0, "text");
	if (!session_says(session))
		return;
	if (!any)
		fprintf(stderr, _("Nothing to undo: the files are already as they were before change %u.\n"), undoes);
	else if (session->options->dry_run)
		fprintf(stderr, _("Change %u would be undone.\n"), undoes);
	else
		fprintf(stderr, _("Change %u is undone. This does it again: plangen undo %u%s\n"), undoes, plangen_log_number(log, 0),
			session_where(session));
}

int command_undo(struct session *session)
{
	if (!has_one_argument(session))
		return USAGE_STATUS;
	const char *format = session_choose_format(session, "text, json"), *content = format ? session_content(session) : NULL;
	unsigned number;
	if (!content || !read_number(session, &number))
		return session_finish(session);
	struct plangen_log *log = plangen_folder_undo(content, number, author_name(session), author_when(), session->options->dry_run,
						      message_language(), session_said(session));
	if (log && strcmp(format, "json") == 0)
		log_print(log, 0, "json");
	else if (log)
		print_undo(session, log);
	plangen_log_free(log);
	return session_finish(session);
}
