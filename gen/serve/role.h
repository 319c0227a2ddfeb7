/* What people at the desk may do: each role also what those before it may. */
#ifndef SERVE_ROLE_H
#define SERVE_ROLE_H

#include "base/str.h"

enum role {
	ROLE_NONE,    /* who has not said who it is */
	ROLE_LOOK,    /* look, check, take documents away */
	ROLE_FILL,    /* fill in values, add units */
	ROLE_TEXT,    /* change texts, settle findings */
	ROLE_APPROVE, /* approve finals */
	ROLE_OWNER    /* who started the desk, at this machine: end it */
};

/* "look", "fill", "text", "approve", "owner"; "" of ROLE_NONE. */
const char *role_name(enum role role);

/* The role that a user may be given by its name; ROLE_NONE: there is none. */
enum role role_find(struct str name);

#endif
