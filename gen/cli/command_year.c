/* Profiles of years: made of another's, and gone through. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalogue/catalogue.h"
#include "change/change.h"
#include "cli/answer.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_change.h"
#include "form/form.h"

/* ---- written */

/* Writes the change, or shows what it would write; NULL with errors. */
static const struct change_entry *write_change(struct session *session, struct change *change)
{
	const struct options *options = session->options;
	const struct change_entry *entry = change_commit(change, options->dry_run, &session->diags);
	if (entry && (options->dry_run || options->verbose))
		show_change_files(entry);
	return entry;
}

/* ---- new */

static int make_new(struct session *session, const struct catalogue *catalogue, unsigned year)
{
	const char *given = session->options->from;
	unsigned from = given ? session_read_year(session, given) : 0;
	struct change *change = author_begin(session, "year new");
	const struct change_entry *entry = NULL;
	if ((from || !given) && change_add_year(change, catalogue, year, from, &session->diags))
		entry = write_change(session, change);
	if (!entry || session->options->dry_run)
		return session_finish(session);
	if (!session->options->quiet)
		message_put(stdout, "%s/%s\n", session->home.content, entry->files[0].name);
	if (session_says(session))
		fprintf(stderr, _("None of its entries is confirmed yet. This goes through them: plangen year confirm %u%s\n"), year,
			session_where(session));
	return session_finish(session);
}

/* ---- confirm */

/* The settings that the arguments are: NAME, NAME=VALUE; none for “all”. */
static struct catalogue_setting *read_settings(struct session *session, char **arguments, int count)
{
	struct catalogue_setting *settings = ARENA_ARRAY(session->arena, struct catalogue_setting, (size_t)count + 1);
	for (int i = 0; i < count; i++) {
		const char *equals = strchr(arguments[i], '=');
		size_t len = equals ? (size_t)(equals - arguments[i]) : strlen(arguments[i]);
		settings[i].name = arena_copy(session->arena, arguments[i], len);
		settings[i].value = equals ? equals + 1 : NULL;
	}
	return settings;
}

static const char *text_of(struct session *session, const struct catalogue_set *set)
{
	return set->value ? form_text(session->arena, set->value) : "";
}

/* Whether the entry can be confirmed so; else why not is said. */
static bool fits(struct session *session, const struct catalogue *catalogue, unsigned year, const struct catalogue_setting *answer)
{
	struct diag_list faults;
	diag_init(&faults, session->arena);
	if (change_confirm_year(author_begin(session, "year confirm"), catalogue, year, answer, 1, &faults))
		return true;
	message_print(&faults, MESSAGE_TEXT, false);
	return false;
}

/* Asks about an entry until the answer fits, the one of that number of so many. False when no more answers are to be had. */
static bool ask(struct session *session, const struct catalogue *catalogue, unsigned year, const struct catalogue_set *set, size_t number, size_t of,
		struct catalogue_setting *answer, bool *answered)
{
	for (;;) {
		message_put(stderr, "[%zu/%zu] ", number, of);
		message_put(stderr, _("%s (%s), %s: ‘%s’\n  Enter confirms, another value replaces it, - leaves it open: "), set->variable->label,
			    set->variable->name, set->from, text_of(session, set));
		const char *line = answer_read(session->arena);
		if (!line)
			return false;
		*answer = (struct catalogue_setting){ .name = set->variable->name, .value = *line ? line : NULL };
		*answered = strcmp(line, "-") != 0;
		if (!*answered || fits(session, catalogue, year, answer))
			return true;
	}
}

/* Goes through the entries that nobody confirmed. What was answered counts, also when the answers end early. */
static size_t ask_all(struct session *session, const struct catalogue *catalogue, unsigned year, const struct catalogue_scope *profile,
		      struct catalogue_setting *settings)
{
	size_t count = 0, number = 0, of = catalogue_unconfirmed(profile);
	fprintf(stderr, _("Entries to go through: %zu. Ctrl-D ends early and keeps what was answered; the same command goes on from there.\n"), of);
	for (size_t i = 0; i < profile->count; i++) {
		bool answered = false;
		if (!profile->sets[i].from)
			continue;
		if (!ask(session, catalogue, year, &profile->sets[i], ++number, of, &settings[count], &answered)) {
			fputc('\n', stderr);
			break;
		}
		count += answered;
	}
	return count;
}

static void list_unconfirmed(struct session *session, const struct catalogue_scope *profile)
{
	if (session_says(session))
		message_put(stderr, _("Entries of the profile of %s that nobody confirmed, with the values taken over: %zu\n"), profile->name,
			    catalogue_unconfirmed(profile));
	for (size_t i = 0; i < profile->count; i++)
		if (profile->sets[i].from)
			message_put(stdout, "%s\t%s\n", profile->sets[i].variable->name, text_of(session, &profile->sets[i]));
	if (session_says(session))
		message_put(stderr, _("Confirm them by their names, replace them with NAME=VALUE, or confirm all: plangen year confirm %s all%s\n"),
			    profile->name, session_where(session));
}

static void confirm_entries(struct session *session, const struct catalogue *catalogue, unsigned year, const struct catalogue_setting *settings,
			    size_t count)
{
	struct change *change = author_begin(session, "year confirm");
	const struct change_entry *entry = NULL;
	if (change_confirm_year(change, catalogue, year, settings, count, &session->diags))
		entry = write_change(session, change);
	if (!entry || !session_says(session) || session->options->dry_run)
		return;
	struct diag_list ignored;
	diag_init(&ignored, session->arena);
	size_t open = catalogue_unconfirmed(catalogue_year(session->arena, catalogue, year, &ignored));
	if (!entry->count)
		fputs(_("These entries were confirmed already.\n"), stderr);
	else
		fprintf(stderr, _("Written. Still not confirmed: %zu. This takes it back: plangen undo %u%s\n"), open, entry->number,
			session_where(session));
	if (entry->count && !open)
		fprintf(stderr, _("All entries of the profile of %u are confirmed: final documents of that year can be made.\n"), year);
}

/* The profile of the year; NULL with an error. */
static const struct catalogue_scope *find_profile(struct session *session, const struct catalogue *catalogue, unsigned year)
{
	if (catalogue_has_year(catalogue, year))
		return catalogue_year(session->arena, catalogue, year, &session->diags);
	diag_add(&session->diags, DIAG_YEAR_NO_PROFILE, NO_PLACE, arena_printf(session->arena, "%u", year),
		 catalogue_year_names(session->arena, catalogue));
	return NULL;
}

static int confirm(struct session *session, const struct catalogue *catalogue, unsigned year)
{
	const struct options *options = session->options;
	int named = options->argument_count - 2;
	bool all = named == 1 && strcmp(options->arguments[2], "all") == 0;
	if (named > 0) {
		struct catalogue_setting *settings = read_settings(session, options->arguments + 2, all ? 0 : named);
		confirm_entries(session, catalogue, year, settings, all ? 0 : (size_t)named);
		return session_finish(session);
	}
	const struct catalogue_scope *profile = find_profile(session, catalogue, year);
	if (!profile)
		return session_finish(session);
	struct catalogue_setting *settings = ARENA_ARRAY(session->arena, struct catalogue_setting, profile->count + 1);
	size_t count = 0;
	if (!catalogue_unconfirmed(profile) && session_says(session))
		fprintf(stderr, _("All entries of the profile of %u are confirmed.\n"), year);
	else if (options->ask || isatty(STDIN_FILENO))
		count = ask_all(session, catalogue, year, profile, settings);
	else
		list_unconfirmed(session, profile);
	if (count)
		confirm_entries(session, catalogue, year, settings, count);
	return session_finish(session);
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
	const struct catalogue *catalogue = year ? session_load_catalogue(session) : NULL;
	if (!catalogue)
		return session_finish(session);
	return new ? make_new(session, catalogue, year) : confirm(session, catalogue, year);
}
