/* Who somebody is, by name and password. */
#include "serve/call.h"
#include "serve/calls.h"
#include "serve/users.h"

void call_login(struct call *call)
{
	struct users users = { 0 };
	const char *name = call_text(call, "name"), *password = call_text(call, "password");
	bool read = call->desk->users && users_refresh(&users, call->desk->users);
	const struct user *user = name ? users_find(&users, str_of(name)) : NULL;
	if (!name || !password)
		call_refuse(call, 400, "arguments");
	else if (!read)
		call_refuse(call, 503, "users");
	else if (user_has_password(user, password))
		call_answer(call, 200, json_pack("{s:s, s:s}", "name", user->name, "role", role_name(user->role)));
	else
		call_refuse(call, 401, "password");
	users_free(&users);
}
