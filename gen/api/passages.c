/* Passages of plans and units' own text, as the users of the library have them. */
#include <string.h>

#include "api/internal.h"
#include "api/passages_text.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "draft/own.h"
#include "draft/own_json.h"

/* Where a passage begins: sources go when the context reads its files anew. */
struct passage_spot {
	const char *file;
	unsigned line;
};

struct plangen_passages {
	struct arena *arena; /* of all of it */
	const char *unit;    /* id; NULL: none */
	const char *variant;
	const struct own_view *view;
	struct passage_spot *spots; /* by passage */
	struct str json, text;
};

void plangen_passages_free(struct plangen_passages *passages)
{
	api_object_free(passages);
}

static void keep_spots(struct plangen_passages *passages)
{
	const struct own_view *view = passages->view;
	passages->spots = ARENA_ARRAY(passages->arena, struct passage_spot, view->passage_count + 1);
	for (size_t i = 0; i < view->passage_count; i++) {
		struct place place = view->passages[i].place;
		unsigned column;
		source_position(place, &passages->spots[i].line, &column);
		passages->spots[i].file = place.source ? arena_strdup(passages->arena, place.source->name) : "";
	}
}

static void keep_json(struct plangen_passages *passages, const struct draft_request *request)
{
	struct buf out = BUF_INIT;
	json_t *object = own_json(passages->view, request);
	json_put(object, &out);
	passages->json = buf_move_str(&out, passages->arena);
}

static void keep_text(struct plangen_passages *passages, const struct draft_request *request, enum words_language language)
{
	struct buf out = BUF_INIT;
	passages_add_text(request, passages->view, language, &out);
	passages->text = buf_move_str(&out, passages->arena);
}

struct plangen_passages *plangen_passages(struct plangen_request *request, struct plangen_messages *messages)
{
	struct plangen_passages *passages = api_object(sizeof *passages);
	struct draft_request draft;
	struct draft_result result = { 0 };
	struct api_call call;
	api_enter(&call, messages);
	if (request->kind != DRAFT_PLAN)
		diag_add(&call.diags, DIAG_NO_PASSAGES, NO_PLACE);
	else if (api_resolve(&call, request, POLICY_REVIEW, &draft)) {
		draft.passages = true;
		draft_compose(passages->arena, &request->plangen->state->tools, &draft, &result, &call.diags);
	}
	passages->view = result.own;
	if (result.own) {
		struct str unit = draft.values.unit ? draft.values.unit->id : STR("");
		passages->unit = unit.len ? arena_copy(passages->arena, unit.data, unit.len) : NULL;
		passages->variant = arena_strdup(passages->arena, draft.values.variant->id);
		keep_spots(passages);
		keep_json(passages, &draft);
		keep_text(passages, &draft, request->plangen->language);
	}
	api_leave(&call);
	if (passages->view)
		return passages;
	plangen_passages_free(passages);
	return NULL;
}

/* ---- passages */

size_t plangen_passage_count(const struct plangen_passages *passages)
{
	return passages->view->passage_count;
}

const char *plangen_passage(const struct plangen_passages *passages, size_t index, enum plangen_passage_field field)
{
	if (index >= passages->view->passage_count)
		return NULL;
	const struct own_passage *passage = &passages->view->passages[index];
	switch (field) {
	case PLANGEN_PASSAGE_ID:
		return passage->id;
	case PLANGEN_PASSAGE_HEADING:
		return passage->title;
	case PLANGEN_PASSAGE_TEXT:
		return passage->text.data;
	case PLANGEN_PASSAGE_FILE:
		return passages->spots[index].file;
	}
	return NULL;
}

unsigned plangen_passage_line(const struct plangen_passages *passages, size_t index)
{
	return index < passages->view->passage_count ? passages->spots[index].line : 0;
}

const char *plangen_passages_text(struct plangen_passages *passages, size_t *size)
{
	if (size)
		*size = passages->text.len;
	return passages->text.data;
}

const char *plangen_passages_json(struct plangen_passages *passages, size_t *size)
{
	if (size)
		*size = passages->json.len;
	return passages->json.data;
}

/* ---- overrides */

size_t plangen_override_count(const struct plangen_passages *passages)
{
	return passages->view->use_count;
}

static const char *text_or_none(const char *text)
{
	return text ? text : "";
}

const char *plangen_override(const struct plangen_passages *passages, size_t index, enum plangen_override_field field)
{
	if (index >= passages->view->use_count)
		return NULL;
	const struct own_use *use = &passages->view->uses[index];
	switch (field) {
	case PLANGEN_OVERRIDE_PASSAGE:
		return use->id ? use->id : use->override->target;
	case PLANGEN_OVERRIDE_ACTION:
		return own_action_name(use->override->action);
	case PLANGEN_OVERRIDE_REASON:
		return text_or_none(use->override->reason);
	case PLANGEN_OVERRIDE_FILE:
		return use->file->source->name;
	case PLANGEN_OVERRIDE_BASE:
		return text_or_none(use->base ? use->base->text.data : NULL);
	case PLANGEN_OVERRIDE_NOW:
		return text_or_none(use->now.data);
	}
	return NULL;
}

unsigned plangen_override_line(const struct plangen_passages *passages, size_t index)
{
	unsigned line = 0, column;
	if (index < passages->view->use_count)
		source_position(passages->view->uses[index].override->place, &line, &column);
	return line;
}

bool plangen_override_changed(const struct plangen_passages *passages, size_t index)
{
	return index < passages->view->use_count && passages->view->uses[index].changed;
}

/* ---- changes */

/* The unit's text for a passage of the plan. */
static bool edit(struct plangen_change *change, const struct plangen_passages *passages, const struct change_own *own, struct diag_list *diags)
{
	const struct catalogue *catalogue = change->plangen->state->catalogue;
	const struct catalogue_unit *unit = catalogue_find_unit(catalogue, str_of(passages->unit), diags);
	const struct catalogue_variant *variant = catalogue_variant_of_id(catalogue, str_of(passages->variant));
	if (unit && !variant)
		catalogue_find_variant(catalogue, str_of(passages->variant), diags);
	return unit && variant && change_edit_own_text(change->change, catalogue, unit, variant, passages->view, own, diags);
}

bool plangen_change_own_text(struct plangen_change *change, const struct plangen_passages *passages, const char *passage, const char *action,
			     const char *reason, const char *text, struct plangen_messages *messages)
{
	struct change_own own = { .target = passage, .reason = reason, .text = str_of(text) };
	struct api_call call;
	api_enter(&call, messages);
	bool good = own_action_of(str_of(action), &own.action);
	if (!good)
		diag_add(&call.diags, DIAG_OWN_ACTION, NO_PLACE, action);
	good = good && edit(change, passages, &own, &call.diags);
	api_leave(&call);
	return good;
}

bool plangen_change_shared_text(struct plangen_change *change, const struct plangen_passages *passages, const char *passage,
				struct plangen_messages *messages)
{
	struct change_own own = { .target = passage, .gone = true };
	struct api_call call;
	api_enter(&call, messages);
	bool good = edit(change, passages, &own, &call.diags);
	api_leave(&call);
	return good;
}

size_t plangen_change_accept_base(struct plangen_change *change, const struct plangen_passages *passages)
{
	return change_accept_base(change->change, &passages->view, 1);
}
