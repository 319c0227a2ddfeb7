#include "serve/guard.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

enum { KEY_BYTES = 16 };

bool guard_begin(struct guard *guard, unsigned port)
{
	unsigned char bytes[KEY_BYTES];
	if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
		return false;
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(guard->key + 2 * i, 3, "%02x", bytes[i]);
	guard->port = port;
	snprintf(guard->cookie, sizeof guard->cookie, "plangen-%u", port);
	return true;
}

bool guard_is_key(const struct guard *guard, struct str text)
{
	unsigned char differs = 0;
	if (text.len != strlen(guard->key))
		return false;
	for (size_t i = 0; i < text.len; i++)
		differs |= (unsigned char)(text.data[i] ^ guard->key[i]);
	return !differs;
}

bool guard_is_host(const struct guard *guard, struct str host)
{
	static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };
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
	static const char scheme[] = "http://";
	return str_starts(origin, scheme) && guard_is_host(guard, str_from(origin, sizeof scheme - 1));
}

bool guard_has_cookie(const struct guard *guard, struct str cookies)
{
	while (cookies.len) {
		struct str value = str_trim(str_cut(&cookies, ";")), name = str_cut(&value, "=");
		if (str_is(name, guard->cookie) && guard_is_key(guard, value))
			return true;
	}
	return false;
}
