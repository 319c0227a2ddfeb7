#include "serve/entry.h"

#include <jansson.h>
#include <string.h>

#include "base/stopwatch.h"

enum { MOST_TRIES = 2, MOST_FAILURES = 5, REST_SECONDS = 30 };

void entry_free(struct entry *entry)
{
	sessions_free(&entry->sessions);
	users_free(&entry->users);
}

/* ---- tries */

char *entry_name(struct str login)
{
	json_t *given = json_loadb(login.data ? login.data : "", login.len, JSON_REJECT_DUPLICATES, NULL);
	const char *name = json_string_value(json_object_get(given, "name"));
	char *copy = name ? strdup(name) : NULL;
	json_decref(given);
	return copy;
}

bool entry_begin_try(struct entry *entry, const char *name)
{
	const struct user *user = users_find(&entry->users, str_of(name));
	if (entry->tries >= MOST_TRIES || (user && user->until > stopwatch_now()))
		return false;
	entry->tries++;
	return true;
}

void entry_end_try(struct entry *entry, const char *name, bool good, bool wrong, char key[SECRET_HEX])
{
	struct user *user = users_find(&entry->users, str_of(name));
	entry->tries--;
	if (user && good) {
		const struct session *session = sessions_begin(&entry->sessions, user);
		user->failures = 0;
		if (session)
			memcpy(key, session->key, SECRET_HEX);
	} else if (user && wrong && ++user->failures % MOST_FAILURES == 0) {
		user->until = stopwatch_now() + REST_SECONDS;
	}
}

/* ---- sessions */

const struct user *entry_find(struct entry *entry, const struct guard *guard, struct str cookies)
{
	const struct user *user = NULL;
	struct str value;
	users_refresh(&entry->users, entry->path);
	while (!user && guard_next_cookie(guard, &cookies, &value))
		user = sessions_find(&entry->sessions, &entry->users, value);
	return user;
}

void entry_leave(struct entry *entry, const struct guard *guard, struct str cookies)
{
	struct str value;
	while (guard_next_cookie(guard, &cookies, &value))
		sessions_end(&entry->sessions, value);
}
