/* A comparison for programs. */
#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/json.h"
#include "compare/compare.h"

/* Where the passage stands: file and line (of a DOCX the paragraph), and the headings above it. */
static void set_place(json_t *object, const struct compare_passage *passage)
{
	struct buf section = BUF_INIT;
	compare_add_section(passage, &section);
	if (passage->file) {
		json_object_set_new(object, "file", json_string(passage->file));
		json_object_set_new(object, "line", json_integer(passage->line));
	}
	if (section.len)
		json_object_set_new(object, "section", json_of_str(buf_str(&section)));
	buf_free(&section);
}

static json_t *passage_json(const struct compare_passage *passage)
{
	if (!passage)
		return json_null();
	json_t *object = json_pack("{s:s}", "block", doc_kind_name(passage->kind));
	if (passage->element)
		json_object_set_new(object, "element", json_string(passage->element));
	if (passage->level)
		json_object_set_new(object, "level", json_integer(passage->level));
	if (*passage->lists)
		json_object_set_new(object, "lists", json_string(passage->lists));
	if (passage->number)
		json_object_set_new(object, "number", json_string(passage->number));
	json_object_set_new(object, "text", json_of_str(passage->text));
	set_place(object, passage);
	return object;
}

static json_t *change_json(const struct compare_change *change)
{
	static const char *const ops[] = { [COMPARE_SAME] = "same", [COMPARE_DELETED] = "delete", [COMPARE_INSERTED] = "insert" };
	json_t *pieces = json_array();
	for (size_t i = 0; i < change->piece_count; i++)
		json_array_append_new(pieces, json_pack("{s:s, s:o}", "op", ops[change->pieces[i].op], "text", json_of_str(change->pieces[i].text)));
	return json_pack("{s:s, s:o, s:o, s:o}", "kind", compare_kind_name(change->kind), "before", passage_json(change->before), "after",
			 passage_json(change->after), "pieces", pieces);
}

static json_t *value_json(const struct compare_value *value)
{
	json_t *spots = json_array();
	for (size_t i = 0; i < value->spot_count; i++) {
		json_t *spot = json_object();
		set_place(spot, value->spots[i].after);
		json_array_append_new(spots, spot);
	}
	return json_pack("{s:s, s:s*, s:s, s:s, s:b, s:b, s:i, s:i, s:b, s:o}", "name", value->name, "label", value->label, "old", value->old, "new",
			 value->now, "missing", value->gap, "both", value->both, "places", (int)value->places, "changed", (int)value->spot_count, "agreed",
			 value->agreed, "spots", spots);
}

void compare_add_json(const struct compare_result *result, struct buf *out)
{
	json_t *changes = json_array(), *values = json_array(), *since = json_array();
	for (size_t i = 0; i < result->change_count; i++)
		json_array_append_new(changes, change_json(&result->changes[i]));
	for (size_t i = 0; i < result->value_count; i++)
		json_array_append_new(values, value_json(&result->values[i]));
	for (size_t i = 0; i < result->since_count; i++)
		json_array_append_new(since, json_pack("{s:s, s:s, s:s}", "name", result->since[i].name, "then", result->since[i].then, "now",
						       result->since[i].now));
	json_t *all = json_pack("{s:s, s:s, s:b, s:b, s:o, s:o, s:o}", "before", result->before->name, "after", result->after->name, "same",
				compare_is_same(result), "coarse", result->coarse, "changes", changes, "values", values, "since", since);
	json_put(all, out);
}
