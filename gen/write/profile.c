#include "write/profile.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"

const struct profile profile_table[] = {
	{ .name = "a-2a+ua", .version = 7, .part = 2, .conformance = 'A', .tagged = true, .packed = true },
	{ .name = "a-2u", .version = 7, .part = 2, .conformance = 'U', .packed = true },
	{ .name = "a-1b", .version = 4, .part = 1, .conformance = 'B' },
	{ .name = "x-4", .version = 6, .printed = true, .packed = true },
	{ .name = "plain", .version = 7 },
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
