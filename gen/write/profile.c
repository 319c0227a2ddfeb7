#include "write/profile.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"

const struct profile profile_table[] = {
	{ "a-2a+ua", 7, 2, 'A', true, true },
	{ "a-2u", 7, 2, 'U', false, true },
	{ "a-1b", 4, 1, 'B', false, false },
	{ "plain", 7, 0, '\0', false, false },
	{ 0 }
};

const char *profile_names(struct arena *arena)
{
	struct buf names = BUF_INIT;
	for (const struct profile *profile = profile_table; profile->name; profile++)
		buf_printf(&names, "%s%s", profile == profile_table ? "" : ", ", profile->name);
	return buf_move_to(&names, arena);
}

const struct profile *profile_lookup(const char *name)
{
	for (const struct profile *profile = profile_table; profile->name; profile++)
		if (strcmp(profile->name, name) == 0)
			return profile;
	return NULL;
}
