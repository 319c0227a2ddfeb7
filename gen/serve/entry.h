/* The door of a desk that others reach: who logs in, who is in, who goes. */
#ifndef SERVE_ENTRY_H
#define SERVE_ENTRY_H

#include "serve/guard.h"
#include "serve/sessions.h"
#include "serve/users.h"

struct entry {
	const char *path; /* of the file of users; NULL: the desk has none */
	struct users users;
	struct sessions sessions;
	unsigned tries;   /* passwords that are being looked at */
};

void entry_free(struct entry *entry);

/* The name that a login, as JSON, gives; malloc. NULL: none. */
char *entry_name(struct str login);

/* Whether a password of that name may be looked at now: not many at once, as each costs its hash, and not at once for who was wrong some times. Then it is a
 * try, which entry_end_try() ends. */
bool entry_begin_try(struct entry *entry, const char *name);

/* What came of it: `good` begins a session, whose secret is in `key`; `wrong` was a wrong password. */
void entry_end_try(struct entry *entry, const char *name, bool good, bool wrong, char key[SECRET_HEX]);

/* The user whose session one of the cookies is of, as the file of users is now; NULL: nobody is in. */
const struct user *entry_find(struct entry *entry, const struct guard *guard, struct str cookies);

/* Ends the sessions of the cookies. */
void entry_leave(struct entry *entry, const struct guard *guard, struct str cookies);

#endif
