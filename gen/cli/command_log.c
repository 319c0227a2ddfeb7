/* What was changed in the content, and taking it back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "change/change.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_change.h"

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

/* The changes, the newest first, or the one of the number. */
static void print_log(const struct change_log *log, unsigned number)
{
	for (size_t i = log->count; i-- > 0;)
		if (!number || log->entries[i].number == number)
			show_change(&log->entries[i]);
}

static void print_log_json(const struct change_log *log, unsigned number)
{
	json_t *all = json_array();
	for (size_t i = log->count; i-- > 0;)
		if (!number || log->entries[i].number == number)
			json_array_append_new(all, show_change_json(&log->entries[i]));
	message_put_json(all);
}

int command_log(struct session *session)
{
	if (!has_one_argument(session))
		return USAGE_STATUS;
	const char *format = session_choose_format(session, "text, json"), *content = format ? session_content(session) : NULL;
	struct change_log log;
	unsigned number;
	if (!content || !read_number(session, &number) || !change_log_read(session->arena, content, &log, &session->diags))
		return session_finish(session);
	change_log_report_damage(session->arena, content, &log, &session->diags);
	if (number && !change_log_find(&log, number))
		diag_add(&session->diags, DIAG_UNDO_UNKNOWN, NO_PLACE, session->options->arguments[0]);
	else if (strcmp(format, "json") == 0)
		print_log_json(&log, number);
	else
		print_log(&log, number);
	if (!log.count && strcmp(format, "text") == 0 && session_says(session))
		fputs(_("No change is in the log.\n"), stderr);
	return session_finish(session);
}

/* ---- undo */

static void print_undo(const struct session *session, const struct change_entry *entry)
{
	if (entry->count)
		show_change_files(entry);
	if (!session_says(session))
		return;
	if (!entry->count)
		fprintf(stderr, _("Nothing to undo: the files are already as they were before change %u.\n"), entry->undoes);
	else if (session->options->dry_run)
		fprintf(stderr, _("Change %u would be undone.\n"), entry->undoes);
	else
		fprintf(stderr, _("Change %u is undone. This does it again: plangen undo %u%s\n"), entry->undoes, entry->number,
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
	struct change_author author = author_of(session, "undo");
	const struct change_entry *entry =
		change_undo(session->arena, content, number, &author, session->options->dry_run, &session->diags);
	if (!entry)
		return session_finish(session);
	if (strcmp(format, "json") == 0)
		message_put_json(show_change_json(entry));
	else
		print_undo(session, entry);
	return session_finish(session);
}
