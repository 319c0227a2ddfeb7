/* What is to be said about a plan, and settling it: mended, or judged right as it stands. */
#include <stdlib.h>

#include "base/memory.h"
#include "serve/call.h"
#include "serve/calls.h"

/* The findings that go with the mend: code and column of each. */
static json_t *settled_json(const struct call *call, const struct plangen_mends *mends, size_t mend)
{
	const struct plangen_messages *messages = call->messages;
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_messages_count(messages); i++) {
		const char *file = plangen_message(messages, i, PLANGEN_MESSAGE_FILE), *code = plangen_message(messages, i, PLANGEN_MESSAGE_CODE);
		unsigned column = plangen_message_column(messages, i);
		if (file && str_is(str_of(file), plangen_mend(mends, mend, PLANGEN_MEND_FILE)) && plangen_message_line(messages, i) == plangen_mend_line(mends, mend) &&
		    plangen_mend_settles(mends, mend, code, column))
			json_array_append_new(all, json_pack("{s:s, s:i}", "code", code, "column", (int)column));
	}
	return all;
}

static json_t *mends_json(const struct call *call, const struct plangen_mends *mends)
{
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_mend_count(mends); i++)
		json_array_append_new(all, json_pack("{s:s, s:i, s:s, s:s, s:o}", "file", plangen_mend(mends, i, PLANGEN_MEND_FILE), "line",
						     (int)plangen_mend_line(mends, i), "old", plangen_mend(mends, i, PLANGEN_MEND_OLD), "new",
						     plangen_mend(mends, i, PLANGEN_MEND_NEW), "settles", settled_json(call, mends, i)));
	return all;
}

void call_check(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	struct plangen_mends *mends = plan ? plangen_mends(plan, call->messages) : NULL;
	if (plan)
		call_answer(call, 200, json_pack("{s:o}", "mends", mends ? mends_json(call, mends) : json_array()));
	plangen_mends_free(mends);
	plangen_request_free(plan);
}

/* The lines that the page wants mended, each still as it showed it; NULL: one of them is not. */
static bool *wanted_lines(const struct call *call, const struct plangen_mends *mends)
{
	size_t count = plangen_mend_count(mends), left = json_array_size(json_object_get(call->given, "lines")), i;
	bool *wanted = memory_alloc((count + 1) * sizeof *wanted);
	const json_t *line;
	json_array_foreach(json_object_get(call->given, "lines"), i, line)
		for (size_t k = 0; k < count; k++)
			if (!wanted[k] && plangen_mend_line(mends, k) == (unsigned)json_integer_value(json_object_get(line, "line")) &&
			    str_is(str_of(json_string_value(json_object_get(line, "file"))), plangen_mend(mends, k, PLANGEN_MEND_FILE)) &&
			    str_is(str_of(json_string_value(json_object_get(line, "new"))), plangen_mend(mends, k, PLANGEN_MEND_NEW))) {
				wanted[k] = true;
				left--;
				break;
			}
	if (!left)
		return wanted;
	free(wanted);
	return NULL;
}

void call_mend(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	struct plangen_mends *mends = plan ? plangen_mends(plan, call->messages) : NULL;
	plangen_messages_clear(call->messages);
	bool *wanted = mends ? wanted_lines(call, mends) : NULL;
	if (wanted) {
		struct plangen_change *change = call_change(call);
		size_t count = plangen_change_mend(change, mends, wanted);
		call_commit(call, change, count > 0, "mend");
	} else if (plan) {
		call_refuse(call, mends ? 409 : 422, mends ? "conflict" : "mend");
	}
	free(wanted);
	plangen_mends_free(mends);
	plangen_request_free(plan);
}

void call_judge(struct call *call)
{
	const char *rule = call_text(call, "rule"), *file = call_text(call, "file"), *reason = call_text(call, "reason");
	json_int_t line = json_integer_value(json_object_get(call->given, "line")), column = json_integer_value(json_object_get(call->given, "column"));
	if (!rule || !reason || line < 0 || column < 0) {
		call_refuse(call, 400, "arguments");
		return;
	}
	struct plangen_change *change = call_change(call);
	bool good = plangen_change_accept_finding(change, rule, file, (unsigned)line, (unsigned)column, reason, call->messages);
	call_commit(call, change, good, "judge");
}
