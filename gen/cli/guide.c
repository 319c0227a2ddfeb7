#include "cli/guide.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/suggest.h"
#include "cli/message.h"
#include "cli/option_table.h"

#define ENDING ".md"

/* The names of the guides, with ENDING. */
static size_t find_guides(struct arena *arena, const char *templates, const char ***names)
{
	return templates ? file_list(arena, file_join(arena, templates, "guide"), names) : 0;
}

void guide_list(struct arena *arena, const char *templates)
{
	const char **names;
	size_t count = find_guides(arena, templates, &names);
	if (!count)
		return;
	printf("\n%s\n", _("Guides in Chinese (plangen help NAME prints one):"));
	for (size_t i = 0; i < count; i++) {
		struct str name = str_of(names[i]);
		if (str_ends(name, ENDING))
			message_put(stdout, "  %.*s\n", (int)(name.len - strlen(ENDING)), name.data);
	}
}

/* Behind the second of the lines --- with which front matter begins and ends. */
static const char *behind_front_matter(const char *text)
{
	const char *end = strncmp(text, "---\n", 4) == 0 ? strstr(text + 4, "\n---\n") : NULL;
	return end ? end + strspn(end + 5, "\n") + 5 : text;
}

/* Says that the word is neither a command nor a guide, and which may be meant. */
static void report_unknown(const char *word, struct arena *arena, const char *const *names, size_t count)
{
	struct suggestion near = { .wanted = str_of(word) };
	for (int i = COMMAND_DRAFT + 1; i < COMMAND_COUNT; i++)
		suggest_offer(&near, command_table[i].name);
	for (size_t i = 0; i < count; i++)
		if (str_ends(str_of(names[i]), ENDING))
			suggest_offer(&near, arena_copy(arena, names[i], strlen(names[i]) - strlen(ENDING)));
	if (near.best)
		message_usage(_("there is no command and no guide ‘%s’; did you mean ‘%s’?"), word, near.best);
	else
		message_usage(_("there is no command and no guide ‘%s’; plangen help lists both"), word);
}

bool guide_print(struct arena *arena, const char *templates, const char *name)
{
	const char *wanted = arena_printf(arena, "%s" ENDING, name);
	const char **names;
	size_t count = find_guides(arena, templates, &names), at = 0;
	while (at < count && strcmp(names[at], wanted) != 0)
		at++;
	struct buf text = BUF_INIT;
	struct diag_list diags;
	diag_init(&diags, arena);
	bool found = at < count;
	bool read = found && file_read(file_join(arena, file_join(arena, templates, "guide"), wanted), LIMIT_SOURCE_BYTES, &text, &diags);
	if (read)
		message_put(stdout, "%s", behind_front_matter(text.data));
	else if (found)
		message_print(&diags, true);
	else
		report_unknown(name, arena, names, count);
	buf_free(&text);
	return read;
}
