/* Profiles of years: made of another's, and gone through. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/answer.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_log.h"
#include "plangen.h"

/* ---- written */

/* Writes the change, or finds out what would be written, and shows it where that is asked for. See session_write(). */
static struct plangen_log *write_change(struct session *session, struct plangen_change *change)
{
	struct plangen_log *log = session_write(session, change);
	if (log && (session->options->dry_run || session->options->verbose))
		log_print(log, 0, "text");
	return log;
}

/* ---- new */

static void make_new(struct session *session, unsigned year)
{
	const char *given = session->options->from;
	unsigned from = given ? session_read_year(session, given) : 0;
	struct plangen_change *change = author_change(session, "year new");
	struct plangen_log *log = NULL;
	if ((from || !given) && plangen_change_new_year(change, year, from, session_said(session)))
		log = write_change(session, change);
	if (log && !session->options->dry_run && !session->options->quiet)
		message_put(stdout, "%s/%s\n", session->home.content, plangen_log_file(log, 0, 0));
	if (log && !session->options->dry_run && session_says(session))
		fprintf(stderr, _("None of its entries is confirmed yet. This goes through them: plangen year confirm %u%s\n"), year,
			session_where(session));
	plangen_log_free(log);
	plangen_change_free(change);
}

/* ---- confirm */

/* What is to be confirmed: names, with the values that replace those taken over (NULL: as they are). */
struct confirmed {
	const char **names, **values;
	size_t count;
};

static struct confirmed confirmed_new(struct session *session, size_t room)
{
	return (struct confirmed){ ARENA_ARRAY(session->arena, const char *, room + 1), ARENA_ARRAY(session->arena, const char *, room + 1), 0 };
}

/* The entries that the arguments name: NAME, NAME=VALUE; none for “all”. */
static struct confirmed read_arguments(struct session *session, char **arguments, int count)
{
	struct confirmed confirmed = confirmed_new(session, (size_t)count);
	for (; confirmed.count < (size_t)count; confirmed.count++) {
		const char *text = arguments[confirmed.count], *equals = strchr(text, '=');
		confirmed.names[confirmed.count] = arena_copy(session->arena, text, equals ? (size_t)(equals - text) : strlen(text));
		confirmed.values[confirmed.count] = equals ? equals + 1 : NULL;
	}
	return confirmed;
}

static const char *entry_of(struct session *session, unsigned year, size_t index, enum plangen_entry_field field)
{
	return plangen_entry(session->plangen, year, index, field);
}

/* Whether the entry can be confirmed so; else why not is said. */
static bool fits(struct session *session, unsigned year, const char *name, const char *value)
{
	struct plangen_messages *faults = plangen_messages_new();
	struct plangen_change *change = author_change(session, "year confirm");
	bool good = plangen_change_confirm_all(change, year, &name, &value, 1, faults);
	if (!good)
		message_tell(faults, PLANGEN_WARNING);
	plangen_change_free(change);
	plangen_messages_free(faults);
	return good;
}

/* Asks about an entry, one of so many, until the answer fits. False when no more answers are to be had. */
static bool ask(struct session *session, unsigned year, size_t index, size_t of, struct confirmed *confirmed)
{
	const char *name = entry_of(session, year, index, PLANGEN_ENTRY_NAME);
	for (;;) {
		message_put(stderr, "[%zu/%zu] ", index + 1, of);
		message_put(stderr, _("%s (%s), %s: ‘%s’\n  Enter confirms, another value replaces it, - leaves it open: "),
			    entry_of(session, year, index, PLANGEN_ENTRY_LABEL), name, entry_of(session, year, index, PLANGEN_ENTRY_FROM),
			    entry_of(session, year, index, PLANGEN_ENTRY_VALUE));
		const char *line = answer_read(session->arena);
		if (!line)
			return false;
		if (strcmp(line, "-") == 0)
			return true;
		const char *value = *line ? line : NULL;
		if (!fits(session, year, name, value))
			continue;
		confirmed->names[confirmed->count] = name;
		confirmed->values[confirmed->count++] = value;
		return true;
	}
}

static void list_unconfirmed(struct session *session, unsigned year, size_t count)
{
	const char *profile = arena_printf(session->arena, "%u", year);
	if (session_says(session))
		message_put(stderr, _("Entries of the profile of %s that nobody confirmed, with the values taken over: %zu\n"), profile, count);
	for (size_t i = 0; i < count; i++)
		message_put(stdout, "%s\t%s\n", entry_of(session, year, i, PLANGEN_ENTRY_NAME), entry_of(session, year, i, PLANGEN_ENTRY_VALUE));
	if (session_says(session))
		message_put(stderr, _("Confirm them by their names, replace them with NAME=VALUE, or confirm all: plangen year confirm %s all%s\n"),
			    profile, session_where(session));
}

static void say_confirmed(struct session *session, unsigned year, const struct plangen_log *log)
{
	if (!session_says(session) || session->options->dry_run)
		return;
	plangen_refresh(session->plangen, NULL);
	bool any = plangen_log_file_count(log, 0);
	size_t open = plangen_entry_count(session->plangen, year, NULL);
	if (!any)
		fputs(_("These entries were confirmed already.\n"), stderr);
	else
		fprintf(stderr, _("Written. Still not confirmed: %zu. This takes it back: plangen undo %u%s\n"), open, plangen_log_number(log, 0),
			session_where(session));
	if (any && !open)
		fprintf(stderr, _("All entries of the profile of %u are confirmed: final documents of that year can be made.\n"), year);
}

static void confirm_entries(struct session *session, unsigned year, const struct confirmed *confirmed)
{
	struct plangen_change *change = author_change(session, "year confirm");
	struct plangen_log *log = NULL;
	if (plangen_change_confirm_all(change, year, confirmed->names, confirmed->values, confirmed->count, session_said(session)))
		log = write_change(session, change);
	if (log)
		say_confirmed(session, year, log);
	plangen_log_free(log);
	plangen_change_free(change);
}

/* Whether the year has a profile; else an error names the years that have one. */
static bool has_profile(struct session *session, unsigned year)
{
	struct buf years = BUF_INIT;
	bool found = false;
	for (size_t i = 0; i < plangen_year_count(session->plangen); i++) {
		unsigned known = plangen_year(session->plangen, i);
		buf_printf(&years, "%s%u", i ? ", " : "", known);
		found = found || known == year;
	}
	if (!found)
		diag_add(&session->diags, DIAG_YEAR_NO_PROFILE, NO_PLACE, arena_printf(session->arena, "%u", year), years.len ? years.data : "-");
	buf_free(&years);
	return found;
}

/* Goes through the entries that nobody confirmed. What was answered counts, also when the answers end early. */
static void ask_all(struct session *session, unsigned year, size_t of, struct confirmed *confirmed)
{
	fprintf(stderr, _("Entries to go through: %zu. Ctrl-D ends early and keeps what was answered; the same command goes on from there.\n"), of);
	for (size_t i = 0; i < of; i++)
		if (!ask(session, year, i, of, confirmed)) {
			fputc('\n', stderr);
			return;
		}
}

/* Goes through the entries that nobody confirmed, or lists them. */
static void go_through(struct session *session, unsigned year)
{
	const struct options *options = session->options;
	size_t errors = plangen_messages_worse(session_said(session), PLANGEN_ERROR), count = plangen_entry_count(session->plangen, year, session_said(session));
	struct confirmed confirmed = confirmed_new(session, count);
	if (plangen_messages_worse(session_said(session), PLANGEN_ERROR) != errors)
		return;
	if (!count && session_says(session))
		fprintf(stderr, _("All entries of the profile of %u are confirmed.\n"), year);
	else if (!options->ask && !isatty(STDIN_FILENO))
		list_unconfirmed(session, year, count);
	else
		ask_all(session, year, count, &confirmed);
	if (confirmed.count)
		confirm_entries(session, year, &confirmed);
}

static void confirm(struct session *session, unsigned year)
{
	const struct options *options = session->options;
	int named = options->argument_count - 2;
	bool all = named == 1 && strcmp(options->arguments[2], "all") == 0;
	if (named > 0) {
		struct confirmed confirmed = read_arguments(session, options->arguments + 2, all ? 0 : named);
		confirm_entries(session, year, &confirmed);
	} else if (has_profile(session, year)) {
		go_through(session, year);
	}
}

int command_year(struct session *session)
{
	const struct options *options = session->options;
	const char *action = options->argument_count ? options->arguments[0] : "";
	bool new = strcmp(action, "new") == 0, confirming = strcmp(action, "confirm") == 0;
	if ((!new && !confirming) || options->argument_count < 2) {
		message_usage("%s", _("write plangen year new YEAR, or plangen year confirm YEAR"));
		return USAGE_STATUS;
	}
	if (new && options->argument_count > 2) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[2]);
		return USAGE_STATUS;
	}
	unsigned year = session_read_year(session, options->arguments[1]);
	if (year && session_open(session))
		(new ? make_new : confirm)(session, year);
	return session_finish(session);
}
