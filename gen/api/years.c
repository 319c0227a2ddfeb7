/* What is left to confirm in the profiles of years. */
#include "api/internal.h"
#include "base/arena.h"
#include "form/form.h"

bool plangen_find_year(struct plangen *plangen, unsigned year, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = api_check_year(year, &call.diags) && api_find_year(plangen, year, &call.diags);
	api_leave(&call);
	return good;
}

/* The profile of the year; NULL: it has none of its own. */
static const struct catalogue_scope *profile_of(struct plangen *plangen, unsigned year, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct catalogue_scope *profile = catalogue_has_year(plangen->state->catalogue, year) ? api_find_year(plangen, year, &call.diags) : NULL;
	api_leave(&call);
	return profile;
}

size_t plangen_entry_count(struct plangen *plangen, unsigned year, struct plangen_messages *messages)
{
	return catalogue_unconfirmed(profile_of(plangen, year, messages));
}

const char *plangen_entry(struct plangen *plangen, unsigned year, size_t index, enum plangen_entry_field field)
{
	const struct catalogue_scope *profile = profile_of(plangen, year, NULL);
	const struct catalogue_set *set = NULL;
	for (size_t i = 0; profile && i < profile->count && !set; i++)
		if (profile->sets[i].from && !index--)
			set = &profile->sets[i];
	if (!set)
		return NULL;
	switch (field) {
	case PLANGEN_ENTRY_NAME:
		return set->variable->name;
	case PLANGEN_ENTRY_LABEL:
		return set->variable->label;
	case PLANGEN_ENTRY_VALUE:
		return set->value ? form_text(plangen->state->arena, set->value) : "";
	case PLANGEN_ENTRY_FROM:
		return set->from;
	case PLANGEN_ENTRY_PROFILE:
		return profile->name;
	}
	return NULL;
}
