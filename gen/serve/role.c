#include "serve/role.h"

static const char *const names[] = { [ROLE_NONE] = "", [ROLE_LOOK] = "look", [ROLE_FILL] = "fill", [ROLE_TEXT] = "text", [ROLE_APPROVE] = "approve",
				     [ROLE_OWNER] = "owner" };

const char *role_name(enum role role)
{
	return names[role];
}

enum role role_find(struct str name)
{
	for (enum role role = ROLE_LOOK; role <= ROLE_APPROVE; role++)
		if (str_is(name, names[role]))
			return role;
	return ROLE_NONE;
}
