/* Which requests are let in: from the page that this desk gave out, to the address that it listens at, with its secret. */
#ifndef SERVE_GUARD_H
#define SERVE_GUARD_H

#include <stdbool.h>

#include "base/str.h"

/* The desk's secret, and its address. */
struct guard {
	char key[33];     /* 32 hexadecimal digits */
	unsigned port;
	char cookie[32];  /* its name: desks on other ports have others */
};

/* Takes a new secret from the kernel. False with errno. */
bool guard_begin(struct guard *guard, unsigned port);

/* Whether the text is the secret; how long that takes does not depend on where they differ. */
bool guard_is_key(const struct guard *guard, struct str text);

/* Whether the header “Host” names this desk by an address of this machine: names that others lead to it do not (DNS rebinding). */
bool guard_is_host(const struct guard *guard, struct str host);

/* Whether the header “Origin” is the desk's own page. */
bool guard_is_origin(const struct guard *guard, struct str origin);

/* Whether the header “Cookie” holds the secret (RFC 6265, 4.2). */
bool guard_has_cookie(const struct guard *guard, struct str cookies);

#endif
