#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"
#include "cli/quote.h"

const char *session_where(const struct session *session)
{
	struct buf words = BUF_INIT;
	if (session->options->content) {
		buf_add_text(&words, " --content ");
		quote_add_word(session->options->content, &words);
	}
	const char *where = arena_copy(session->arena, buf_str(&words).data, words.len);
	buf_free(&words);
	return where;
}

void session_add_rest(const struct session *session, struct buf *line)
{
	if (session->options->year) {
		buf_add_text(line, " --year ");
		quote_add_word(session->options->year, line);
	}
	buf_add_text(line, session_where(session));
}
