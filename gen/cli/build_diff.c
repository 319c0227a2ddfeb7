#include "cli/build_diff.h"

#include <stdio.h>
#include <string.h>

#include "api/altered.h"
#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/terminal.h"

/* What is being shown. */
struct shown {
	struct session *session;
	struct buf text, redlines;
	size_t states[ALTERED_STATES], passages;
};

bool build_diff_is_wanted(const struct session *session)
{
	const struct options *options = session->options;
	return options->diff || options->altered || options->redlines;
}

/* The ending of the file, which must be one of `names` (separated by ", "); NULL with an error. */
static const char *ending_of(struct session *session, const char *file, const char *names)
{
	const char *dot = strrchr(file, '.'), *ending = dot ? dot + 1 : "";
	struct str rest = str_of(names);
	while (rest.data)
		if (str_is(str_cut(&rest, ", "), ending))
			return ending;
	diag_add(&session->diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, ending, names);
	return NULL;
}

/* ---- text */

static void add_pages(struct buf *out, const struct altered_document *document)
{
	if (!document->pages_now)
		return;
	if (document->pages_before)
		buf_printf(out, _("  pages: %u → %u"), document->pages_before, document->pages_now);
	else
		buf_printf(out, _("  pages: %u"), document->pages_now);
	if (document->pages && *document->pages)
		buf_printf(out, _("; other: %s"), document->pages);
	buf_add_char(out, '\n');
}

static void add_document(struct shown *shown, const struct altered_document *document)
{
	struct buf *out = &shown->text;
	struct buf line = BUF_INIT;
	buf_printf(&line, "%s  %s: %s (%s)", document_id_text(shown->session->arena, &document->job->id), document->title,
		   _(altered_state_name(document->state)), document->reason);
	buf_add_printable(out, buf_str(&line), "");
	buf_add_char(out, '\n');
	add_pages(out, document);
	buf_free(&line);
}

static void document_found(void *context, const struct altered_document *document)
{
	struct shown *shown = context;
	shown->states[document->state]++;
	shown->passages += document->passage_count;
	if (document->state != ALTERED_NOTHING && shown->session->options->diff)
		add_document(shown, document);
}

static void print_sum(const struct shown *shown)
{
	const size_t *states = shown->states;
	if (!session_says(shown->session))
		return;
	fprintf(stderr, _("Documents with other text: %zu (passages: %zu); otherwise only in look: %zu; new: %zu; as they are: %zu; not to be compared: %zu; not to be made: %zu. Nothing was made.\n"),
		states[ALTERED_TEXT], shown->passages, states[ALTERED_PAGES], states[ALTERED_NEW], states[ALTERED_NOTHING], states[ALTERED_UNKNOWN],
		states[ALTERED_FAILED]);
}

/* ---- files */

static void write_table(struct session *session, const struct altered *altered, const char *format, unsigned year, const struct guard *guard)
{
	struct buf out = BUF_INIT;
	altered_write(session->arena, altered, format, year, &out);
	session_put(session, guard, session->options->altered, &out);
	buf_free(&out);
}

bool build_diff(struct session *session, struct draft_tools *tools, const struct batch_job *jobs, size_t count, unsigned year, const char *store,
		const struct guard *guard)
{
	const struct options *options = session->options;
	const char *format = options->altered ? ending_of(session, options->altered, "csv, xlsx, json, html") : NULL;
	struct shown shown = { .session = session, .text = BUF_INIT, .redlines = BUF_INIT };
	const struct altered_listener listener = { document_found, &shown, words_language_of(message_language()), options->diff ? &shown.text : NULL,
						   terminal_has_colours(NULL), options->redlines ? &shown.redlines : NULL };
	struct altered altered;
	if ((options->altered && !format) || (options->redlines && !ending_of(session, options->redlines, "html")))
		return false;
	altered_find(session->arena, tools, jobs, count, store, &listener, &altered, &session->diags);
	if (options->diff)
		session_put(session, guard, NULL, &shown.text);
	if (options->altered)
		write_table(session, &altered, format, year, guard);
	if (options->redlines)
		session_put(session, guard, options->redlines, &shown.redlines);
	fflush(stdout);
	print_sum(&shown);
	buf_free(&shown.text);
	buf_free(&shown.redlines);
	return altered_is_some(&altered);
}
