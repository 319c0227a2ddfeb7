/* What holds for all in a year: a profile for one that has none, and its entries confirmed. */
#include "serve/call.h"
#include "serve/calls.h"

void call_new_year(struct call *call)
{
	struct plangen_change *change = call_change(call);
	bool good = plangen_change_new_year(change, call_year(call), 0, call->messages);
	call_commit(call, change, good, "year");
}

/* Entries by name, each with the text that it is to have; null: it is right as it stands. */
void call_confirm(struct call *call)
{
	json_t *entries = json_object_get(call->given, "entries"), *value;
	const char *name;
	bool good = true;
	if (!json_object_size(entries)) {
		call_refuse(call, 400, "arguments");
		return;
	}
	struct plangen_change *change = call_change(call);
	json_object_foreach(entries, name, value)
		good = plangen_change_confirm(change, call_year(call), name, json_string_value(value), call->messages) && good;
	call_commit(call, change, good, "confirm");
}
