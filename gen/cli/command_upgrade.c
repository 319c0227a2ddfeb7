/* The office's own content folder, brought up to what a newer program came with. */
#include <stdio.h>
#include <string.h>

#include "change/change.h"
#include "change/shipped.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_change.h"

/* Whether the folder is an own copy of what an installed program came with; else an error says what it is. */
static bool is_copy(struct session *session, const char *content)
{
	const struct home *home = &session->home;
	if (!home->shipped)
		diag_add(&session->diags, DIAG_UPGRADE_NO_PACKAGE, NO_PLACE, content);
	else if (!shipped_version(session->arena, content))
		diag_add(&session->diags, DIAG_UPGRADE_NO_COPY, NO_PLACE, content, home->shipped);
	return home->shipped && shipped_version(session->arena, content);
}

/* The files that a person knows: not the list of them, which comes last. */
static void show_files(const struct change_entry *entry)
{
	struct change_entry shown = *entry;
	if (shown.count && strcmp(shown.files[shown.count - 1].name, SHIPPED_LIST) == 0)
		shown.count--;
	show_change_files(&shown);
}

static void say_done(const struct session *session, const char *content, const struct change_entry *entry)
{
	if (!entry->count)
		message_put(stderr, _("The texts in ‘%s’ are those of plangen %s.\n"), content, PLANGEN_VERSION);
	else if (session->options->dry_run)
		fputs(_("Nothing is written yet: without -n this is taken over.\n"), stderr);
	else
		message_put(stderr, _("The texts in ‘%s’ are now those of plangen %s. This takes it back: plangen undo %u%s\n"), content, PLANGEN_VERSION,
			    entry->number, session_where(session));
}

int command_upgrade(struct session *session)
{
	const struct options *options = session->options;
	const char *content = session_content(session);
	if (!content || !is_copy(session, content))
		return session_finish(session);
	struct change *change = author_begin(session, "upgrade");
	const struct change_entry *entry = NULL;
	if (change_take_shipped(change, session->home.shipped, PLANGEN_VERSION, &session->diags))
		entry = change_commit(change, options->dry_run, &session->diags);
	if (entry && !options->quiet)
		show_files(entry);
	if (entry && session_says(session))
		say_done(session, content, entry);
	return session_finish(session);
}
