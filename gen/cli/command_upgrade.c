/* The office's own content folder, brought up to what a newer program came with. */
#include <stdio.h>

#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/show_log.h"
#include "plangen.h"

/* Whether the folder is an own copy of what an installed program came with; else an error says what it is. */
static bool is_copy(struct session *session, const char *content)
{
	const struct home *home = &session->home;
	bool copy = plangen_folder_version(content, NULL, 0);
	if (!home->shipped)
		diag_add(&session->diags, DIAG_UPGRADE_NO_PACKAGE, NO_PLACE, content);
	else if (!copy)
		diag_add(&session->diags, DIAG_UPGRADE_NO_COPY, NO_PLACE, content, home->shipped);
	return home->shipped && copy;
}

static void say_done(const struct session *session, const char *content, const struct plangen_log *log)
{
	if (!plangen_log_file_count(log, 0))
		message_put(stderr, _("The texts in ‘%s’ are those of plangen %s.\n"), content, plangen_version());
	else if (session->options->dry_run)
		fputs(_("Nothing is written yet: without -n this is taken over.\n"), stderr);
	else
		message_put(stderr, _("The texts in ‘%s’ are now those of plangen %s. This takes it back: plangen undo %u%s\n"), content, plangen_version(),
			    plangen_log_number(log, 0), session_where(session));
}

int command_upgrade(struct session *session)
{
	const struct options *options = session->options;
	const char *content = session_content(session);
	if (!content || !is_copy(session, content))
		return session_finish(session);
	struct plangen_log *log = plangen_folder_upgrade(content, session->home.shipped, author_name(session), author_when(), options->dry_run,
							 message_language(), session_said(session));
	if (log && !options->quiet)
		log_print(log, 0, "text");
	if (log && session_says(session))
		say_done(session, content, log);
	plangen_log_free(log);
	return session_finish(session);
}
