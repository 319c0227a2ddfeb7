#include "serve/calls.h"

#include <stddef.h>

static const struct call_row call_table[] = {
	{ "start", call_start, ROLE_LOOK, false, false, 20 },
	{ "unit", call_new_unit, ROLE_FILL, true, false, 20 },
	{ "suits", call_suits, ROLE_LOOK, false, false, 20 },
	{ "plans", call_unit_plans, ROLE_FILL, true, false, 20 },
	{ "needs", call_needs, ROLE_LOOK, false, false, 20 },
	{ "draft", call_draft, ROLE_LOOK, false, false, 30 },
	{ "get", call_get, ROLE_LOOK, false, false, 60 },
	{ "form", call_form, ROLE_LOOK, false, false, 60 },
	{ "check", call_check, ROLE_LOOK, false, false, 30 },
	{ "mend", call_mend, ROLE_TEXT, true, false, 30 },
	{ "judge", call_judge, ROLE_TEXT, true, false, 20 },
	{ "save", call_save, ROLE_FILL, true, false, 20 },
	{ "undo", call_undo, ROLE_FILL, true, false, 20 },
	{ "log", call_log, ROLE_LOOK, false, false, 20 },
	{ "passages", call_passages, ROLE_LOOK, false, false, 20 },
	{ "touch", call_touch, ROLE_LOOK, false, false, 300 },
	{ "text", call_own_text, ROLE_TEXT, true, false, 20 },
	{ "base", call_accept_base, ROLE_TEXT, true, false, 20 },
	{ "bring", call_bring, ROLE_FILL, false, true, 60 },
	{ "accept", call_bring, ROLE_FILL, true, true, 60 },
	{ "overview", call_overview, ROLE_LOOK, false, false, 300 },
	{ "year", call_new_year, ROLE_TEXT, true, false, 20 },
	{ "confirm", call_confirm, ROLE_TEXT, true, false, 20 },
	{ "approve", call_approve, ROLE_APPROVE, true, false, 60 },
	{ CALL_LOGIN, call_login, ROLE_NONE, false, false, 20 },
	{ CALL_LOGOUT, NULL, ROLE_NONE, false, false, 0 },
	{ CALL_PING, NULL, ROLE_LOOK, false, false, 0 },
	{ CALL_END, NULL, ROLE_OWNER, false, false, 0 },
	{ NULL, NULL, ROLE_NONE, false, false, 0 },
};

const struct call_row *call_find(struct str name)
{
	for (const struct call_row *row = call_table; row->name; row++)
		if (str_is(name, row->name))
			return row;
	return NULL;
}
