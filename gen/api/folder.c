/* What is done with a content folder that is not opened: it may be one that cannot be. */
#include <stdio.h>
#include <string.h>

#include "api/internal.h"
#include "change/shipped.h"

bool plangen_folder_recover(const char *content, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = change_recover(content, &call.diags);
	api_leave(&call);
	return good;
}

struct plangen_log *plangen_folder_undo(const char *content, unsigned number, const char *who, long long when, bool planned, const char *language,
					struct plangen_messages *messages)
{
	struct api_call call;
	struct change_author author = { who, "undo", when };
	api_enter(&call, messages);
	const struct change_entry *entry = change_undo(call.arena, content, number, &author, planned, &call.diags);
	struct plangen_log *log = entry ? api_log_of(NULL, words_language_of(language), planned, NULL, entry) : NULL;
	api_leave(&call);
	return log;
}

/* ---- an office's own copy of what came with the program */

bool plangen_folder_copy(const char *shipped, const char *own, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = shipped_copy(call.arena, shipped, own, PLANGEN_VERSION, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_folder_version(const char *content, char *version, size_t room)
{
	struct api_call call;
	api_enter(&call, NULL);
	const char *found = shipped_version(call.arena, content);
	if (found && room)
		snprintf(version, room, "%s", found);
	api_leave(&call);
	return found != NULL;
}

struct plangen_log *plangen_folder_upgrade(const char *content, const char *shipped, const char *who, long long when, bool planned, const char *language,
					   struct plangen_messages *messages)
{
	struct api_call call;
	struct change_author author = { who, "upgrade", when };
	const struct change_entry *entry = NULL;
	api_enter(&call, messages);
	struct change *change = change_begin(call.arena, content, &author);
	if (change_take_shipped(change, shipped, PLANGEN_VERSION, &call.diags))
		entry = change_commit(change, planned, &call.diags);
	struct plangen_log *log = entry ? api_log_of(NULL, words_language_of(language), planned, SHIPPED_LIST, entry) : NULL;
	api_leave(&call);
	return log;
}
