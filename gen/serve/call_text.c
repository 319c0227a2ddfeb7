/* Passages of a plan, and what the unit has otherwise. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "serve/call.h"
#include "serve/calls.h"

/* A passage with what the unit has of it, as one short text: another one, once somebody changed it. Where it stands does not count. */
static void put_version(json_t *passage)
{
	json_t *copy = json_deep_copy(passage), *use;
	size_t i;
	char hex[HASH_HEX];
	json_object_del(copy, "line");
	json_array_foreach(json_object_get(copy, "overrides"), i, use) {
		json_object_del(use, "line");
		json_object_del(use, "now");
	}
	char *text = json_dumps(copy, JSON_COMPACT | JSON_SORT_KEYS);
	hash_write(hash_text(str_of(text)), hex);
	json_object_set_new(passage, "version", json_string(hex));
	free(text);
	json_decref(copy);
}

/* All of it as the library has it, and a version of each passage; NULL: there are none. */
static json_t *read_passages(struct plangen_passages *passages)
{
	size_t size = 0, i;
	const char *text = passages ? plangen_passages_json(passages, &size) : NULL;
	json_t *all = text ? json_loadb(text, size, 0, NULL) : NULL, *passage;
	json_array_foreach(json_object_get(all, "passages"), i, passage)
		put_version(passage);
	return all;
}

void call_passages(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	struct plangen_passages *passages = plan ? plangen_passages(plan, call->messages) : NULL;
	json_t *all = read_passages(passages);
	if (all)
		call_answer(call, 200, all);
	else if (plan)
		call_refuse(call, 422, "passages");
	plangen_passages_free(passages);
	plangen_request_free(plan);
}

/* Whether the passage, or that which the block is of, is as the page read it. */
static bool is_as_read(const struct call *call, struct plangen_passages *passages)
{
	struct str rest = str_of(call_text(call, "passage")), id = str_cut(&rest, "#");
	json_t *all = read_passages(passages), *passage;
	bool same = false;
	size_t i;
	json_array_foreach(json_object_get(all, "passages"), i, passage)
		if (str_is(id, json_string_value(json_object_get(passage, "id"))))
			same = str_is(str_of(call_text(call, "version")), json_string_value(json_object_get(passage, "version")));
	json_decref(all);
	return same;
}

/* Puts the text, or with the action “共用” none, into the change. */
static bool edit(struct call *call, struct plangen_change *change, const struct plangen_passages *passages, const char *passage)
{
	const char *action = call_text(call, "action"), *reason = call_text(call, "reason"), *text = call_text(call, "text");
	if (str_is(str_of(action), "共用"))
		return plangen_change_shared_text(change, passages, passage, call->messages);
	return plangen_change_own_text(change, passages, passage, action ? action : "", reason ? reason : "", text ? text : "", call->messages);
}

void call_own_text(struct call *call)
{
	const char *passage = call_text(call, "passage");
	struct plangen_request *plan = passage ? call_plan(call) : NULL;
	struct plangen_passages *passages = plan ? plangen_passages(plan, call->messages) : NULL;
	plangen_messages_clear(call->messages);
	if (!passage) {
		call_refuse(call, 400, "arguments");
	} else if (!passages) {
		call_refuse(call, 422, "passages");
	} else if (!is_as_read(call, passages)) {
		call_refuse(call, 409, "conflict");
	} else {
		struct plangen_change *change = call_change(call);
		call_commit(call, change, edit(call, change, passages, passage), "text");
	}
	plangen_passages_free(passages);
	plangen_request_free(plan);
}

/* The shared texts of now are what the unit's texts were written against, once somebody looked at them. */
void call_accept_base(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	struct plangen_passages *passages = plan ? plangen_passages(plan, call->messages) : NULL;
	if (passages) {
		struct plangen_change *change = call_change(call);
		plangen_change_accept_base(change, passages);
		call_commit(call, change, true, "text");
	} else if (plan) {
		call_refuse(call, 422, "passages");
	}
	plangen_passages_free(passages);
	plangen_request_free(plan);
}
