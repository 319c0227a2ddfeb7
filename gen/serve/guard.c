#include "serve/guard.h"

#include <stdio.h>
#include <string.h>

bool guard_begin(struct guard *guard, unsigned port, const char *site)
{
	guard->port = port;
	snprintf(guard->site, sizeof guard->site, "%s", site ? site : "");
	if (guard_is_secure(guard))
		snprintf(guard->cookie, sizeof guard->cookie, "__Host-plangen");
	else
		snprintf(guard->cookie, sizeof guard->cookie, "plangen-%u", port);
	return secret_make(guard->key);
}

/* ---- the site */

static const char *const schemes[] = { "https://", "http://" };

/* Behind the scheme; 0: there is none. */
static size_t host_at(struct str site)
{
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts(site, schemes[i]))
			return strlen(schemes[i]);
	return 0;
}

/* Letters, digits, dots, hyphens, a port; brackets and colons of an address. */
static bool is_authority(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-[]:");
	return *text && len == strlen(text) && text[0] != ':' && text[len - 1] != ':';
}

bool guard_read_site(const char *text, char *site, size_t room)
{
	size_t len = strlen(text);
	if (len >= room)
		return false;
	for (size_t i = 0; i <= len; i++)
		site[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 'a' - 'A' : text[i]);
	while (len && site[len - 1] == '/')
		site[--len] = '\0';
	size_t host = host_at(str_of(site));
	const char *port = host == strlen(schemes[0]) ? ":443" : ":80";
	if (str_ends(str_of(site), port))
		site[len - strlen(port)] = '\0';
	return host && is_authority(site + host);
}

bool guard_is_secure(const struct guard *guard)
{
	return str_starts(str_of(guard->site), schemes[0]);
}

/* ---- headers */

bool guard_is_host(const struct guard *guard, struct str host)
{
	static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };
	if (*guard->site)
		return str_is(host, guard->site + host_at(str_of(guard->site)));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char known[32];
		snprintf(known, sizeof known, "%s:%u", names[i], guard->port);
		if (str_is(host, known))
			return true;
	}
	return false;
}

bool guard_is_origin(const struct guard *guard, struct str origin)
{
	if (*guard->site)
		return str_is(origin, guard->site);
	return str_starts(origin, schemes[1]) && guard_is_host(guard, str_from(origin, strlen(schemes[1])));
}

bool guard_next_cookie(const struct guard *guard, struct str *cookies, struct str *value)
{
	while (cookies->len) {
		*value = str_trim(str_cut(cookies, ";"));
		if (str_is(str_cut(value, "="), guard->cookie))
			return true;
	}
	return false;
}

bool guard_has_cookie(const struct guard *guard, struct str cookies)
{
	struct str value;
	while (guard_next_cookie(guard, &cookies, &value))
		if (secret_is(guard->key, value))
			return true;
	return false;
}
