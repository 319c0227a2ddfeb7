#include "serve/call.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- arguments */

const char *call_text(const struct call *call, const char *name)
{
	return json_string_value(json_object_get(call->given, name));
}

/* An address has texts only. */
bool call_flag(const struct call *call, const char *name)
{
	const json_t *value = json_object_get(call->given, name);
	return json_is_true(value) || str_is(str_of(json_string_value(value)), "1");
}

unsigned call_year(const struct call *call)
{
	const json_t *value = json_object_get(call->given, "year");
	long long year = json_is_string(value) ? strtoll(json_string_value(value), NULL, 10) : json_integer_value(value);
	return year > 0 && year < 10000 ? (unsigned)year : call->desk->year;
}

const char *call_language(const struct call *call)
{
	const char *language = call_text(call, "language");
	return language ? language : call->desk->language;
}

/* Values that are none do not stop a draft: the page marks them, and shows the rest. */
static void set_values(const struct call *call, struct plangen_request *request)
{
	const char *name;
	json_t *value;
	json_object_foreach(json_object_get(call->given, "values"), name, value)
		if (json_is_string(value))
			plangen_set(request, name, json_string_value(value), call->messages);
}

struct plangen_request *call_plan(struct call *call)
{
	const char *unit = call_text(call, "unit"), *variant = call_text(call, "variant"), *date = call_text(call, "date");
	const char *template = call_text(call, "template");
	struct plangen_request *request = unit && variant ? plangen_plan(call->plangen, unit, variant, call_year(call), call->messages) : NULL;
	bool good = request && (!template || plangen_set_template(request, template, call->messages)) &&
		    (!date || !*date || plangen_set_date(request, date, call->messages));
	if (good) {
		set_values(call, request);
		return request;
	}
	plangen_request_free(request);
	call_refuse(call, 422, "plan");
	return NULL;
}

/* ---- answers */

const char *call_shown(const struct call *call, const char *text)
{
	return text && call->brought && str_is(str_of(text), call->brought) ? strrchr(text, '/') + 1 : text;
}

/* What it says, piece by piece: texts, of which those that are arguments have their number. `whole` gets all of it. */
static json_t *pieces_json(const struct call *call, size_t index, struct buf *whole)
{
	json_t *pieces = json_array();
	const char *text;
	buf_add_text(whole, "");
	unsigned argument;
	for (size_t i = 0; (text = plangen_message_piece(call->messages, index, call_language(call), i, &argument)); i++) {
		text = call_shown(call, text);
		buf_add_text(whole, text);
		json_array_append_new(pieces, argument ? json_pack("{s:s, s:i}", "text", text, "argument", (int)argument) : json_pack("{s:s}", "text", text));
	}
	return pieces;
}

/* The arguments as they are; null where there is none. */
static json_t *arguments_json(const struct call *call, size_t index)
{
	json_t *all = json_array();
	for (unsigned i = PLANGEN_MESSAGE_ARGUMENT_1; i <= PLANGEN_MESSAGE_ARGUMENT_4; i++) {
		const char *text = call_shown(call, plangen_message(call->messages, index, (enum plangen_message_field)i));
		json_t *json = text ? json_string(text) : NULL; /* none, too, where its bytes are no text */
		json_array_append_new(all, json ? json : json_null());
	}
	return all;
}

static json_t *message_json(const struct call *call, size_t index)
{
	static const char *const severities[] = { "note", "warning", "error", "system" };
	const struct plangen_messages *messages = call->messages;
	struct buf text = BUF_INIT;
	json_t *pieces = pieces_json(call, index, &text);
	json_t *json = json_pack("{s:s, s:s, s:s, s:o, s:o, s:s?, s:i, s:i, s:s?}", "severity", severities[plangen_message_severity(messages, index)], "code",
				 plangen_message(messages, index, PLANGEN_MESSAGE_CODE), "text", text.data, "pieces", pieces, "arguments",
				 arguments_json(call, index), "file", call_shown(call, plangen_message(messages, index, PLANGEN_MESSAGE_FILE)), "line",
				 (int)plangen_message_line(messages, index), "column", (int)plangen_message_column(messages, index), "cell",
				 plangen_message(messages, index, PLANGEN_MESSAGE_CELL));
	buf_free(&text);
	return json;
}

json_t *call_messages(const struct call *call)
{
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_messages_count(call->messages); i++)
		json_array_append_new(all, message_json(call, i));
	return all;
}

void call_answer(struct call *call, unsigned status, json_t *object)
{
	json_object_set_new(object, "messages", call_messages(call));
	char *text = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER);
	json_decref(object);
	call->status = text ? status : 500;
	call->type = "application/json; charset=utf-8";
	buf_add_text(&call->content, text ? text : "{}");
	free(text);
}

void call_refuse(struct call *call, unsigned status, const char *error)
{
	call_answer(call, status, json_pack("{s:s}", "error", error));
}

void call_give(struct call *call, const char *type, const char *file, const void *bytes, size_t size)
{
	call->status = 200;
	call->type = type;
	call->file = file ? strdup(file) : NULL;
	buf_add(&call->content, bytes, size);
}

struct plangen_change *call_change(const struct call *call)
{
	return plangen_change(call->plangen, call->who, "serve", (long long)time(NULL));
}

/* Whether somebody else changed the same since it was read. */
static bool in_conflict(const struct call *call)
{
	for (size_t i = 0; i < plangen_messages_count(call->messages); i++)
		if (str_is(str_of(plangen_message(call->messages, i, PLANGEN_MESSAGE_CODE)), "X092"))
			return true;
	return false;
}

void call_commit(struct call *call, struct plangen_change *change, bool good, const char *error)
{
	if (!good)
		call_refuse(call, 422, error);
	else if (plangen_change_commit(change, call->messages))
		call_answer(call, 200, json_pack("{s:i}", "number", (int)plangen_change_number(change)));
	else
		call_refuse(call, 409, in_conflict(call) ? "conflict" : "refused");
	plangen_change_free(change);
}

json_t *call_parts(const struct plangen_log *log, size_t index)
{
	json_t *parts = json_array();
	for (size_t i = 0; i < plangen_log_part_count(log, index); i++)
		json_array_append_new(parts, json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?}", "file", plangen_log_part(log, index, i, PLANGEN_PART_FILE),
						       "cell", plangen_log_part(log, index, i, PLANGEN_PART_CELL), "row",
						       plangen_log_part(log, index, i, PLANGEN_PART_ROW), "column",
						       plangen_log_part(log, index, i, PLANGEN_PART_COLUMN), "label",
						       plangen_log_part(log, index, i, PLANGEN_PART_LABEL), "old",
						       plangen_log_part(log, index, i, PLANGEN_PART_OLD), "new",
						       plangen_log_part(log, index, i, PLANGEN_PART_NEW)));
	return parts;
}
