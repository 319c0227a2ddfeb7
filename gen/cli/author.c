#include "cli/author.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "plangen.h"

long long author_when(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	bool given = epoch && *epoch && strlen(epoch) < 13 && strspn(epoch, "0123456789") == strlen(epoch);
	return given ? strtoll(epoch, NULL, 10) : (long long)time(NULL);
}

/* The first field of the entry for people is the full name. */
const char *author_name(struct session *session)
{
	struct arena *arena = session->arena;
	const struct passwd *user = getpwuid(getuid());
	struct str field = str_of(user ? user->pw_gecos : NULL), full = str_trim(str_cut(&field, ","));
	const char *name = full.len ? arena_copy(arena, full.data, full.len) : user ? arena_strdup(arena, user->pw_name) : NULL;
	return name && *name && utf8_valid(name, strlen(name), NULL) ? name : arena_printf(arena, "%u", (unsigned)getuid());
}

struct change_author author_of(struct session *session, const char *command)
{
	return (struct change_author){ .who = author_name(session), .command = command, .when = author_when() };
}

struct change *author_begin(struct session *session, const char *command)
{
	struct change_author author = author_of(session, command);
	return change_begin(session->arena, session->home.content, &author);
}

struct plangen_change *author_change(struct session *session, const char *command)
{
	return plangen_change(session->plangen, author_name(session), command, author_when());
}
