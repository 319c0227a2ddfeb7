/* Who is logged in: each by a secret in a cookie, until the desk ends, twelve hours without a request, or the user gets another password or role. */
#ifndef SERVE_SESSIONS_H
#define SERVE_SESSIONS_H

#include <stdbool.h>

#include "serve/users.h"

enum { SECRET_HEX = 33, MOST_SESSIONS = 500 };

struct session {
	char key[SECRET_HEX];
	char *name, *hash; /* of the user, as it was; malloc. NULL: the place is free */
	double last;       /* stopwatch_now() of its last request */
};

struct sessions {
	struct session places[MOST_SESSIONS];
};

/* 32 hexadecimal digits from the kernel. False with errno. */
bool secret_make(char key[SECRET_HEX]);

/* Whether the text is the secret; how long that takes does not depend on where they differ. */
bool secret_is(const char key[SECRET_HEX], struct str text);

/* A session for the user; where there is no place, the one that rested longest ends. NULL with errno. */
const struct session *sessions_begin(struct sessions *sessions, const struct user *user);

/* The user whose session the key is of; NULL: there is none, or it is over. */
const struct user *sessions_find(struct sessions *sessions, const struct users *users, struct str key);

void sessions_end(struct sessions *sessions, struct str key);
void sessions_free(struct sessions *sessions);

#endif
