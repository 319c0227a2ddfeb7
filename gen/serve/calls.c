#include "serve/calls.h"

#include <stddef.h>

static const struct call_row call_table[] = {
	{ "start", call_start, false, false, 20 },
	{ "unit", call_new_unit, true, false, 20 },
	{ "needs", call_needs, false, false, 20 },
	{ "draft", call_draft, false, false, 30 },
	{ "get", call_get, false, false, 60 },
	{ "form", call_form, false, false, 60 },
	{ "check", call_check, false, false, 30 },
	{ "mend", call_mend, true, false, 30 },
	{ "judge", call_judge, true, false, 20 },
	{ "save", call_save, true, false, 20 },
	{ "undo", call_undo, true, false, 20 },
	{ "log", call_log, false, false, 20 },
	{ "passages", call_passages, false, false, 20 },
	{ "text", call_own_text, true, false, 20 },
	{ "base", call_accept_base, true, false, 20 },
	{ "bring", call_bring, false, true, 60 },
	{ "accept", call_bring, true, true, 60 },
	{ "overview", call_overview, false, false, 300 },
	{ "approve", call_approve, true, false, 60 },
	{ CALL_PING, NULL, false, false, 0 },
	{ CALL_END, NULL, false, false, 0 },
	{ NULL, NULL, false, false, 0 },
};

const struct call_row *call_find(struct str name)
{
	for (const struct call_row *row = call_table; row->name; row++)
		if (str_is(name, row->name))
			return row;
	return NULL;
}
