#include "serve/sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/stopwatch.h"

enum { KEY_BYTES = 16, IDLE_SECONDS = 12 * 60 * 60 };

bool secret_make(char key[SECRET_HEX])
{
	unsigned char bytes[KEY_BYTES];
	if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
		return false;
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(key + 2 * i, 3, "%02x", bytes[i]);
	return true;
}

bool secret_is(const char key[SECRET_HEX], struct str text)
{
	unsigned char differs = 0;
	if (text.len != SECRET_HEX - 1)
		return false;
	for (size_t i = 0; i < text.len; i++)
		differs |= (unsigned char)(text.data[i] ^ key[i]);
	return !differs;
}

static void end_one(struct session *session)
{
	free(session->name);
	free(session->hash);
	*session = (struct session){ .name = NULL };
}

const struct session *sessions_begin(struct sessions *sessions, const struct user *user)
{
	struct session *place = &sessions->places[0];
	for (size_t i = 0; i < MOST_SESSIONS && place->name; i++)
		if (!sessions->places[i].name || sessions->places[i].last < place->last)
			place = &sessions->places[i];
	end_one(place);
	if (!secret_make(place->key))
		return NULL;
	place->name = strdup(user->name);
	place->hash = strdup(user->hash);
	place->last = stopwatch_now();
	return place;
}

static struct session *find(struct sessions *sessions, struct str key)
{
	for (size_t i = 0; i < MOST_SESSIONS; i++)
		if (sessions->places[i].name && secret_is(sessions->places[i].key, key))
			return &sessions->places[i];
	return NULL;
}

const struct user *sessions_find(struct sessions *sessions, const struct users *users, struct str key)
{
	struct session *session = find(sessions, key);
	const struct user *user = session ? users_find(users, str_of(session->name)) : NULL;
	double now = stopwatch_now();
	if (user && strcmp(user->hash, session->hash) == 0 && now - session->last < IDLE_SECONDS) {
		session->last = now;
		return user;
	}
	if (session)
		end_one(session);
	return NULL;
}

void sessions_end(struct sessions *sessions, struct str key)
{
	struct session *session = find(sessions, key);
	if (session)
		end_one(session);
}

void sessions_free(struct sessions *sessions)
{
	for (size_t i = 0; i < MOST_SESSIONS; i++)
		end_one(&sessions->places[i]);
}
