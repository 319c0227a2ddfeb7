#include "draft/own_json.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "draft/draft.h"
#include "draft/own.h"

static void set_place(json_t *object, struct place place)
{
	unsigned line, column;
	source_position(place, &line, &column);
	if (place.source)
		json_object_set_new(object, "file", json_string(place.source->name));
	json_object_set_new(object, "line", json_integer(line));
	json_object_set_new(object, "column", json_integer(column));
}

static json_t *use_json(const struct own_use *use)
{
	static const char *const states[] = { [OWN_APPLIED] = "applied", [OWN_HIDDEN] = "hidden", [OWN_FAULTY] = "faulty" };
	const struct own_override *override = use->override;
	json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:b}", "passage", use->id ? use->id : override->target, "action",
				   own_action_name(override->action), "reason", override->reason ? override->reason : "", "state",
				   states[use->state], "base_changed", (int)use->changed);
	json_object_set_new(object, "text", json_of_str(own_text_of(use->file, override)));
	json_object_set_new(object, "base", use->base ? json_of_str(use->base->text) : json_null());
	json_object_set_new(object, "now", json_of_str(use->now));
	set_place(object, override->place);
	return object;
}

bool own_is_about(const struct own_use *use, const char *id)
{
	struct str rest = str_of(use->id);
	return str_is(str_cut(&rest, "#"), id);
}

json_t *own_json(const struct own_view *view, const struct draft_request *request)
{
	json_t *passages = json_array(), *faulty = json_array();
	for (size_t i = 0; i < view->passage_count; i++) {
		const struct own_passage *passage = &view->passages[i];
		json_t *uses = json_array(), *blocks = json_array(),
		       *object = json_pack("{s:s, s:s, s:i}", "id", passage->id, "heading", passage->title, "level", passage->level);
		for (size_t k = 0; k < passage->blocks; k++)
			json_array_append_new(blocks, json_of_str(passage->block_texts[k]));
		json_object_set_new(object, "blocks", blocks);
		json_object_set_new(object, "text", json_of_str(passage->text));
		set_place(object, passage->place);
		for (size_t k = 0; k < view->use_count; k++)
			if (own_is_about(&view->uses[k], passage->id))
				json_array_append_new(uses, use_json(&view->uses[k]));
		json_object_set_new(object, "overrides", uses);
		json_array_append_new(passages, object);
	}
	for (size_t k = 0; k < view->use_count; k++)
		if (!view->uses[k].id)
			json_array_append_new(faulty, use_json(&view->uses[k]));
	const struct catalogue_unit *unit = request->values.unit;
	return json_pack("{s:o, s:s, s:o, s:o}", "unit", unit ? json_of_str(unit->id) : json_null(), "variant", request->values.variant->id,
			 "passages", passages, "faulty", faulty);
}
