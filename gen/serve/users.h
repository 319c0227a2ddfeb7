/* Who may sit at a desk that others reach: names, roles and the hashes of passwords, a line each in a file that only its owner may read: 何静:fill:$y$… */
#ifndef SERVE_USERS_H
#define SERVE_USERS_H

#include <stdbool.h>

#include "serve/role.h"

enum { USER_NAME_BYTES = 64, PASSWORD_CHARACTERS = 8, PASSWORD_BYTES = 512 };

struct user {
	char *name, *hash; /* malloc */
	enum role role;
	unsigned failures; /* passwords that were wrong, one after the other */
	double until;      /* stopwatch_now() before which no more is tried */
};

struct users {
	struct user *items;
	size_t count;
	unsigned faults;   /* lines that are none */
	long long stamp;   /* of the file as it was read */
};

/* Reads the file anew where it is another one than before. False with errno, and no users: it cannot be read; EACCES: others than its owner may. */
bool users_refresh(struct users *users, const char *path);
void users_free(struct users *users);

/* NULL: there is none of that name. */
struct user *users_find(const struct users *users, struct str name);

/* Whether the password is the user's (yescrypt, by libcrypt); of nobody's (NULL) it takes as long. */
bool user_has_password(const struct user *user, const char *password);

/* Whether a user may be called so: printable, short, and without what parts the lines. */
bool user_may_be_called(const char *name);

/* Writes the file with the user in it, in place of one of the same name. False with errno. */
bool users_add(const char *path, const char *name, enum role role, const char *password);

#endif
