/* libFuzzer target: what the office desk itself reads of requests. The first byte says what the rest is: lines with site, key, Host, Origin and Cookie; frames
 * that server and workers send each other; or the file of users. */
#include "base/buf.h"
#include "fuzz/scratch.h"
#include "serve/guard.h"
#include "serve/users.h"
#include "serve/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
	if (!held)
		abort();
}

/* Who is let in has the very host, the very origin, and the whole secret. */
static void read_headers(struct str rest)
{
	struct guard guard = { .port = 0 };
	char site[256] = "", given[512];
	struct str first = str_cut(&rest, "\n"), key = str_cut(&rest, "\n"), host = str_cut(&rest, "\n"), origin = str_cut(&rest, "\n"), value;
	snprintf(given, sizeof given, "%.*s", (int)(first.len < 500 ? first.len : 500), first.data ? first.data : "");
	bool reached = guard_read_site(given, site, sizeof site);
	must(guard_begin(&guard, 8321, reached ? site : NULL));
	if (key.len == SECRET_HEX - 1)
		memcpy(guard.key, key.data, key.len);
	if (guard_is_host(&guard, host))
		must(reached ? str_ends(str_of(site), "") && strlen(site) > host.len && memcmp(site + strlen(site) - host.len, host.data, host.len) == 0
			     : str_ends(host, ":8321"));
	if (guard_is_origin(&guard, origin))
		must(reached ? str_is(origin, site) : str_starts(origin, "http://") && str_ends(origin, ":8321"));
	if (guard_has_cookie(&guard, rest))
		must(str_find(rest, guard.key) != (size_t)-1);
	while (guard_next_cookie(&guard, &rest, &value))
		must(!value.len || memchr(value.data, ';', value.len) == NULL);
}

/* A frame that is read lies in the bytes, and is the same when it is written. */
static void read_frames(struct str bytes)
{
	struct str parts[WIRE_PARTS];
	for (size_t used; (used = wire_read(bytes, parts)) && used != SIZE_MAX; bytes = str_from(bytes, used)) {
		struct buf again = BUF_INIT;
		must(used <= bytes.len);
		wire_add(&again, parts);
		must(again.len == used && memcmp(again.data, bytes.data, used) == 0);
		buf_free(&again);
	}
}

/* Users have a name, a role that can be given, and a hash; and are found. */
static void read_users(struct str text)
{
	struct arena *arena = arena_new();
	struct users users = { 0 };
	const char *path = scratch_write(arena, "users", (const uint8_t *)text.data, text.len);
	must(chmod(path, 0600) == 0 && users_refresh(&users, path));
	for (size_t i = 0; i < users.count; i++) {
		const struct user *user = &users.items[i];
		must(*user->name && *user->hash && user->role >= ROLE_LOOK && user->role <= ROLE_APPROVE && users_find(&users, str_of(user->name)));
	}
	users_free(&users);
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data + 1, size ? size - 1 : 0 };
	if (size && data[0] == 'h')
		read_headers(rest);
	else if (size && data[0] == 'f')
		read_frames(rest);
	else if (size && data[0] == 'u')
		read_users(rest);
	return 0;
}
