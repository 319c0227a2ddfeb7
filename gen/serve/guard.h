/* Which requests are let in: from the page that this desk gave out, to the address that it is reached at, with a secret. */
#ifndef SERVE_GUARD_H
#define SERVE_GUARD_H

#include <stdbool.h>

#include "base/str.h"
#include "serve/sessions.h"

/* Where the desk is reached, and the secret of who started it. */
struct guard {
	char key[SECRET_HEX];
	unsigned port;
	char site[256];   /* scheme and authority that others reach it at: "https://desk.example"; "": only this machine does */
	char cookie[32];  /* name of the cookie with a secret: desks on other ports have others */
};

/* Takes the port, and the site (NULL: none), and makes a secret. False with errno. */
bool guard_begin(struct guard *guard, unsigned port, const char *site);

/* Reads an address that others are to reach the desk at: http or https, a host, perhaps a port, nothing behind it. Small letters, and without the port
 * that the scheme has anyway. False: it is none. */
bool guard_read_site(const char *text, char *site, size_t room);

/* Whether browsers may send the cookie over TLS alone. */
bool guard_is_secure(const struct guard *guard);

/* Whether the header “Host” names this desk: its site, else an address of this machine; names that others lead to it do not (DNS rebinding). */
bool guard_is_host(const struct guard *guard, struct str host);

/* Whether the header “Origin” is the desk's own page. */
bool guard_is_origin(const struct guard *guard, struct str origin);

/* The value of the next cookie of the desk in the header “Cookie” (RFC 6265, 4.2), of which it takes what it read; false: there is none left. */
bool guard_next_cookie(const struct guard *guard, struct str *cookies, struct str *value);

/* Whether the header holds the secret. */
bool guard_has_cookie(const struct guard *guard, struct str cookies);

#endif
