/* Values that are written, what was written so far, and taking it back. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "serve/call.h"
#include "serve/calls.h"

/* What the unit's row says of the variable; NULL: nothing. */
static const char *own_value(const struct plangen_needs *needs, const char *name)
{
	for (size_t i = 0; needs && i < plangen_need_count(needs); i++)
		if (str_is(str_of(name), plangen_need(needs, i, PLANGEN_NEED_NAME)))
			return plangen_need(needs, i, PLANGEN_NEED_OWN);
	return NULL;
}

static const char *text_of(const json_t *value, const char *name)
{
	const char *text = json_string_value(json_object_get(value, name));
	return text ? text : "";
}

/* The values that somebody changed since the page read them, unless to the same: name, and all three texts. */
static json_t *find_conflicts(struct call *call, json_t *values)
{
	struct plangen_request *plan = plangen_plan(call->plangen, call_text(call, "unit"), call_text(call, "variant"), call_year(call), NULL);
	struct plangen_needs *needs = plan ? plangen_needs(plan, NULL) : NULL;
	json_t *conflicts = json_array(), *value;
	const char *name;
	json_object_foreach(values, name, value) {
		const char *now = own_value(needs, name), *theirs = now ? now : "";
		if (needs && strcmp(theirs, text_of(value, "old")) != 0 && strcmp(theirs, text_of(value, "new")) != 0)
			json_array_append_new(conflicts, json_pack("{s:s, s:s, s:s, s:s}", "name", name, "old", text_of(value, "old"), "mine",
								   text_of(value, "new"), "theirs", theirs));
	}
	plangen_needs_free(needs);
	plangen_request_free(plan);
	return conflicts;
}

/* Puts the values into the change; false with messages, each about its variable. */
static bool add_values(struct call *call, struct plangen_change *change, json_t *values)
{
	const char *unit = call_text(call, "unit"), *name;
	json_t *value;
	bool good = true;
	json_object_foreach(values, name, value)
		good = plangen_change_value(change, unit, name, text_of(value, "new"), call->messages) && good;
	return good;
}

/* Values come with what they were when the page read them: what others changed since is not written over. */
void call_save(struct call *call)
{
	json_t *values = json_object_get(call->given, "values");
	if (!call_text(call, "unit") || !call_text(call, "variant") || !json_object_size(values)) {
		call_refuse(call, 400, "arguments");
		return;
	}
	json_t *conflicts = find_conflicts(call, values);
	if (json_array_size(conflicts)) {
		call_answer(call, 409, json_pack("{s:s, s:o}", "error", "conflict", "conflicts", conflicts));
		return;
	}
	json_decref(conflicts);
	struct plangen_change *change = call_change(call);
	call_commit(call, change, add_values(call, change, values), "values");
}

/* The role that it takes to change what the part of a change is about: values of units, approvals, or texts and all else. */
static enum role role_for(const struct plangen_log *log, size_t change, size_t part)
{
	struct str file = str_of(plangen_log_part(log, change, part, PLANGEN_PART_FILE));
	if (str_is(file, "approved.csv"))
		return ROLE_APPROVE;
	bool table = plangen_log_part(log, change, part, PLANGEN_PART_ROW) || plangen_log_part(log, change, part, PLANGEN_PART_COLUMN);
	return str_starts(file, "units/") && table ? ROLE_FILL : ROLE_TEXT;
}

/* Whether who asks may take back the change: who may not make it may not undo it. */
static bool may_undo(const struct call *call, unsigned number)
{
	struct plangen_log *log = plangen_log(call->plangen, NULL);
	bool may = log != NULL;
	for (size_t i = 0; log && i < plangen_log_count(log); i++)
		for (size_t part = 0; plangen_log_number(log, i) == number && part < plangen_log_part_count(log, i); part++)
			may = may && call->role >= role_for(log, i, part);
	plangen_log_free(log);
	return may;
}

void call_undo(struct call *call)
{
	json_int_t number = json_integer_value(json_object_get(call->given, "number"));
	if (number <= 0)
		call_refuse(call, 400, "arguments");
	else if (!may_undo(call, (unsigned)number))
		call_refuse(call, 403, "role");
	else if (plangen_undo(call->plangen, (unsigned)number, call->who, (long long)time(NULL), call->messages))
		call_answer(call, 200, json_object());
	else
		call_refuse(call, 409, "conflict");
}

enum { SHOWN_CHANGES = 200 };

/* The newest first. */
void call_log(struct call *call)
{
	struct plangen_log *log = plangen_log(call->plangen, call->messages);
	json_t *changes = json_array();
	size_t count = log ? plangen_log_count(log) : 0;
	for (size_t shown = 0; shown < count && shown < SHOWN_CHANGES; shown++) {
		size_t i = count - 1 - shown;
		json_array_append_new(changes, json_pack("{s:i, s:i, s:i, s:I, s:s, s:s, s:o}", "number", (int)plangen_log_number(log, i), "undoes",
							 (int)plangen_log_undoes(log, i), "undone", (int)plangen_log_undone(log, i), "when",
							 (json_int_t)plangen_log_when(log, i), "who", plangen_log_who(log, i), "what",
							 plangen_log_what(log, i), "parts", call_parts(log, i)));
	}
	call_answer(call, log ? 200 : 500, json_pack("{s:o}", "changes", changes));
	plangen_log_free(log);
}
