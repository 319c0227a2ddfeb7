/* Changes of the content as the users of the library make them. */
#include <stdlib.h>

#include "api/internal.h"
#include "base/arena.h"
#include "base/memory.h"

struct plangen_change *plangen_change(struct plangen *plangen, const char *who, const char *what, long long when)
{
	struct plangen_change *change = memory_alloc(sizeof *change);
	*change = (struct plangen_change){ .plangen = plangen, .arena = arena_new() };
	change->author = (struct change_author){ arena_strdup(change->arena, who), arena_strdup(change->arena, what), when };
	change->change = change_begin(change->arena, plangen->content, &change->author);
	return change;
}

void plangen_change_free(struct plangen_change *change)
{
	if (change)
		arena_free(change->arena);
	free(change);
}

bool plangen_change_value(struct plangen_change *change, const char *unit, const char *variable, const char *value,
			  struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct catalogue *catalogue = change->plangen->state->catalogue;
	const struct catalogue_unit *found = catalogue_find_unit(catalogue, str_of(unit), &call.diags);
	struct catalogue_setting setting = { variable, value ? value : "", NO_PLACE };
	bool good = found && change_set_values(change->change, catalogue, found, &setting, 1, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_new_unit(struct plangen_change *change, const char *id, const char *name, const char *type, const char *region,
			     struct plangen_messages *messages)
{
	return plangen_change_new_unit_with(change, id, name, type, region, NULL, messages);
}

bool plangen_change_new_unit_with(struct plangen_change *change, const char *id, const char *name, const char *type, const char *region,
				  const char *plans, struct plangen_messages *messages)
{
	struct api_call call;
	struct catalogue_fresh fresh = { .id = id, .name = name, .type = type, .region = region, .variants = plans };
	api_enter(&call, messages);
	bool good = change_add_unit(change->change, change->plangen->state->catalogue, &fresh, NO_PLACE, NULL, 0, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_plans(struct plangen_change *change, const char *unit, const char *plans, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct catalogue *catalogue = change->plangen->state->catalogue;
	const struct catalogue_unit *found = catalogue_find_unit(catalogue, str_of(unit), &call.diags);
	struct catalogue_setting setting = { CATALOGUE_VARIANTS, plans ? plans : "", NO_PLACE };
	bool good = found && change_set_fixed(change->change, catalogue, found, &setting, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_rename_unit(struct plangen_change *change, const char *unit, const char *name, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct catalogue *catalogue = change->plangen->state->catalogue;
	const struct catalogue_unit *found = catalogue_find_unit(catalogue, str_of(unit), &call.diags);
	bool good = found && change_rename_unit(change->change, catalogue, found, name, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_remove_unit(struct plangen_change *change, const char *unit, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct catalogue_unit *found = catalogue_find_unit(change->plangen->state->catalogue, str_of(unit), &call.diags);
	bool good = found && change_remove_unit(change->change, found, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_new_year(struct plangen_change *change, unsigned year, unsigned from, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = api_check_year(year, &call.diags) && change_add_year(change->change, change->plangen->state->catalogue, year, from, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_confirm(struct plangen_change *change, unsigned year, const char *variable, const char *value,
			    struct plangen_messages *messages)
{
	struct api_call call;
	struct catalogue_setting setting = { variable, value, NO_PLACE };
	api_enter(&call, messages);
	bool good = change_confirm_year(change->change, change->plangen->state->catalogue, year, &setting, variable != NULL, &call.diags);
	api_leave(&call);
	return good;
}

/* Leaves the call; how many were added, -1 with errors. */
static long leave_accept(struct api_call *call, size_t count)
{
	bool good = !diag_errors(&call->diags);
	api_leave(call);
	return good ? (long)count : -1;
}

long plangen_change_accept(struct plangen_change *change, struct plangen_request *request, const struct plangen_diff *diff,
			   struct plangen_messages *messages)
{
	struct draft_request draft;
	struct api_call call;
	size_t count = 0;
	api_enter(&call, messages);
	if (api_resolve(&call, request, POLICY_REVIEW, &draft))
		count = compare_accept(call.arena, &request->plangen->state->tools, &draft, &diff->result, change->change, &call.diags);
	long added = leave_accept(&call, count);
	change->has_values |= added >= 0;
	return added;
}

long plangen_change_accept_text(struct plangen_change *change, struct plangen_request *request, const struct plangen_diff *diff,
				const char *reason, struct plangen_messages *messages)
{
	struct draft_request draft;
	struct api_call call;
	size_t count = 0;
	api_enter(&call, messages);
	if (api_resolve(&call, request, POLICY_REVIEW, &draft))
		count = compare_accept_text(call.arena, &request->plangen->state->tools, &draft, &diff->result, reason, change->has_values,
					    change->change, &call.diags);
	return leave_accept(&call, count);
}

bool plangen_change_commit(struct plangen_change *change, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct change_entry *entry = change_commit(change->change, false, &call.diags);
	api_leave(&call);
	if (entry) {
		change->written = entry;
		change->change = change_begin(change->arena, change->plangen->content, &change->author);
		change->has_values = false;
	}
	return entry != NULL;
}

unsigned plangen_change_number(const struct plangen_change *change)
{
	return change->written && change->written->count ? change->written->number : 0;
}

struct plangen_log *plangen_change_preview(struct plangen_change *change, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct change_entry *entry = change_commit(change->change, true, &call.diags);
	struct plangen_log *log = entry ? api_log_of(change->plangen, change->plangen->language, true, NULL, entry) : NULL;
	api_leave(&call);
	return log;
}

struct plangen_log *plangen_change_written(const struct plangen_change *change)
{
	return change->written ? api_log_of(change->plangen, change->plangen->language, false, NULL, change->written) : NULL;
}

bool plangen_change_confirm_all(struct plangen_change *change, unsigned year, const char *const *variables, const char *const *values, size_t count,
				struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	struct catalogue_setting *settings = ARENA_ARRAY(call.arena, struct catalogue_setting, count + 1);
	for (size_t i = 0; i < count; i++)
		settings[i] = (struct catalogue_setting){ variables[i], values[i], NO_PLACE };
	bool good = change_confirm_year(change->change, change->plangen->state->catalogue, year, settings, count, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_undo(struct plangen *plangen, unsigned number, const char *who, long long when, struct plangen_messages *messages)
{
	struct api_call call;
	struct change_author author = { who, "undo", when };
	api_enter(&call, messages);
	bool good = change_undo(call.arena, plangen->content, number, &author, false, &call.diags);
	api_leave(&call);
	return good;
}
