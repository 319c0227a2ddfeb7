/* What a change of a shared passage would touch: each unit's plan that has it, and the pages that it stands on. */
#include <string.h>

#include "serve/call.h"
#include "serve/calls.h"

/* Where a passage begins, which is the same in all plans that share it. */
struct beginning {
	const char *file;
	unsigned line;
};

/* The index of the passage; the number of passages: there is none. */
static size_t find_at(const struct plangen_passages *passages, const struct beginning *at)
{
	size_t count = plangen_passage_count(passages), i = 0;
	while (i < count && (plangen_passage_line(passages, i) != at->line || !str_is(str_of(at->file), plangen_passage(passages, i, PLANGEN_PASSAGE_FILE))))
		i++;
	return i;
}

static size_t find_id(const struct plangen_passages *passages, const char *id)
{
	size_t count = plangen_passage_count(passages), i = 0;
	while (i < count && !str_is(str_of(id), plangen_passage(passages, i, PLANGEN_PASSAGE_ID)))
		i++;
	return i;
}

/* Whether the unit has a text of its own in the passage's place, or leaves it out. */
static bool is_replaced(const struct plangen_passages *passages, const char *id)
{
	for (size_t i = 0; i < plangen_override_count(passages); i++) {
		struct str action = str_of(plangen_override(passages, i, PLANGEN_OVERRIDE_ACTION));
		if (str_is(str_of(id), plangen_override(passages, i, PLANGEN_OVERRIDE_PASSAGE)) && (str_is(action, "替换") || str_is(action, "删除")))
			return true;
	}
	return false;
}

/* Whether the page shows the passage or a block of it (plangen_page(): data-passage). */
static bool shows(struct str page, const char *id)
{
	static const char mark[] = "data-passage=\"";
	for (size_t at; (at = str_find(page, mark)) != (size_t)-1;) {
		page = str_from(page, at + strlen(mark));
		if (str_starts(page, id) && strchr("\"#", page.data[strlen(id)]))
			return true;
	}
	return false;
}

/* The numbers of the pages that show it, from 1. */
static json_t *pages_json(struct plangen_request *plan, const char *id)
{
	json_t *all = json_array();
	plangen_set_fonts(plan, "");
	struct plangen_document *document = plangen_draft(plan, "svg", NULL);
	for (size_t i = 0; document && i < plangen_pages(document); i++) {
		struct str page = STR("");
		page.data = plangen_page(document, "svg", i, &page.len);
		if (shows(page, id))
			json_array_append_new(all, json_integer((json_int_t)i + 1));
	}
	plangen_document_free(document);
	return all;
}

/* Adds the unit's plan, where it has the passage. */
static void add_plan(const struct call *call, size_t unit, size_t variant, const struct beginning *at, json_t *all)
{
	const char *unit_id = plangen_unit(call->plangen, unit, PLANGEN_UNIT_ID), *variant_id = plangen_variant(call->plangen, variant, PLANGEN_VARIANT_ID);
	struct plangen_request *plan = plangen_plan(call->plangen, unit_id, variant_id, call_year(call), NULL);
	struct plangen_passages *passages = plan ? plangen_passages(plan, NULL) : NULL;
	size_t found = passages ? find_at(passages, at) : 0;
	if (passages && found < plangen_passage_count(passages)) {
		const char *id = plangen_passage(passages, found, PLANGEN_PASSAGE_ID);
		bool replaced = is_replaced(passages, id);
		json_t *pages = replaced ? json_array() : pages_json(plan, id);
		if (replaced || json_array_size(pages))
			json_array_append_new(all, json_pack("{s:s, s:s, s:b, s:O}", "unit", unit_id, "variant", variant_id, "own", (int)replaced, "pages", pages));
		json_decref(pages);
	}
	plangen_passages_free(passages);
	plangen_request_free(plan);
}

static json_t *plans_json(const struct call *call, const struct beginning *at)
{
	json_t *all = json_array();
	for (size_t unit = 0; unit < plangen_unit_count(call->plangen); unit++)
		for (size_t variant = 0; variant < plangen_variant_count(call->plangen); variant++)
			if (plangen_unit_uses(call->plangen, unit, variant) && plangen_variant(call->plangen, variant, PLANGEN_VARIANT_SOURCE))
				add_plan(call, unit, variant, at, all);
	return all;
}

void call_touch(struct call *call)
{
	const char *id = call_text(call, "passage");
	struct plangen_request *plan = id ? call_plan(call) : NULL;
	struct plangen_passages *passages = plan ? plangen_passages(plan, NULL) : NULL;
	size_t found = passages ? find_id(passages, id) : 0;
	if (!id) {
		call_refuse(call, 400, "arguments");
	} else if (passages && found < plangen_passage_count(passages)) {
		struct beginning at = { plangen_passage(passages, found, PLANGEN_PASSAGE_FILE), plangen_passage_line(passages, found) };
		call_answer(call, 200, json_pack("{s:o}", "plans", plans_json(call, &at)));
	} else if (plan) {
		call_refuse(call, 422, "passages");
	}
	plangen_passages_free(passages);
	plangen_request_free(plan);
}
