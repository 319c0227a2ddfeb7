#include "write/profile.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"

const struct profile profile_table[] = {
	{ "a-2a+ua", 7, 2, 'A', true, true },
	{ "a-2u", 7, 2, 'U', false, true },
	{ "a-1b", 4, 1, 'B', false, false },
	{ "plain", 7, 0, '\0', false, false },
	{ 0 }
};

const struct profile *profile_lookup(const char *name)
{
	for (const struct profile *profile = profile_table; profile->name; profile++)
		if (strcmp(profile->name, name) == 0)
			return profile;
	return NULL;
}

const struct profile *profile_find(struct arena *arena, const char *name, struct diag_list *diags)
{
	const struct profile *found = profile_lookup(name);
	struct buf names = BUF_INIT;
	for (const struct profile *profile = profile_table; profile->name && !found; profile++)
		buf_printf(&names, "%s%s", profile == profile_table ? "" : ", ", profile->name);
	if (!found)
		diag_add(diags, DIAG_UNKNOWN_PROFILE, NO_PLACE, name, buf_move_to(&names, arena));
	return found;
}
