/* A plan: what it uses, its pages, its files, what is to be said about it. */
#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "serve/call.h"
#include "serve/calls.h"

/* ---- what it uses */

static json_t *choices_json(const struct plangen_needs *needs, size_t need)
{
	json_t *all = json_array();
	const char *choice;
	for (size_t i = 0; (choice = plangen_need_choice(needs, need, i)); i++)
		json_array_append_new(all, json_string(choice));
	return all;
}

static json_t *need_json(const struct plangen_needs *needs, size_t need)
{
	static const struct {
		const char *name;
		enum plangen_need_field field;
	} fields[] = { { "name", PLANGEN_NEED_NAME },	    { "label", PLANGEN_NEED_LABEL }, { "group", PLANGEN_NEED_GROUP },
		       { "type", PLANGEN_NEED_TYPE },	    { "kind", PLANGEN_NEED_KIND },   { "help", PLANGEN_NEED_HELP },
		       { "example", PLANGEN_NEED_EXAMPLE }, { "value", PLANGEN_NEED_VALUE }, { "origin", PLANGEN_NEED_ORIGIN },
		       { "scope", PLANGEN_NEED_SCOPE },	    { "own", PLANGEN_NEED_OWN },     { "else", PLANGEN_NEED_ELSE },
		       { "file", PLANGEN_NEED_FILE },	    { "from", PLANGEN_NEED_FROM } };
	json_t *object = json_object();
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *text = plangen_need(needs, need, fields[i].field);
		json_object_set_new(object, fields[i].name, text ? json_string(text) : json_null());
	}
	json_object_set_new(object, "missing", json_boolean(plangen_need_missing(needs, need)));
	json_object_set_new(object, "choices", choices_json(needs, need));
	return object;
}

/* What the same plan of the year before uses; NULL: that year has no profile, or the plan cannot be composed for it. */
static struct plangen_needs *needs_before(const struct call *call)
{
	struct plangen_needs *needs = NULL;
	unsigned before = call_year(call) - 1;
	for (size_t i = 0; i < plangen_year_count(call->plangen); i++)
		if (plangen_year(call->plangen, i) == before) {
			struct plangen_request *plan = plangen_plan(call->plangen, call_text(call, "unit"), call_text(call, "variant"), before, NULL);
			needs = plan ? plangen_needs(plan, NULL) : NULL;
			plangen_request_free(plan);
		}
	return needs;
}

/* The value of the year before, where it is another one. */
static void put_before(json_t *need, const struct plangen_needs *before)
{
	const char *name = json_string_value(json_object_get(need, "name")), *now = json_string_value(json_object_get(need, "value"));
	for (size_t i = 0; before && i < plangen_need_count(before); i++) {
		const char *value = plangen_need(before, i, PLANGEN_NEED_VALUE);
		if (str_is(str_of(name), plangen_need(before, i, PLANGEN_NEED_NAME)) && value && !str_is(str_of(now), value))
			json_object_set_new(need, "before", json_string(value));
	}
}

void call_needs(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	struct plangen_needs *needs = plan ? plangen_needs(plan, call->messages) : NULL, *before = needs ? needs_before(call) : NULL;
	json_t *all = json_array();
	for (size_t i = 0; needs && i < plangen_need_count(needs); i++) {
		json_t *need = need_json(needs, i);
		put_before(need, before);
		json_array_append_new(all, need);
	}
	plangen_needs_free(before);
	if (needs)
		call_answer(call, 200, json_pack("{s:O}", "needs", all));
	else if (plan)
		call_refuse(call, 422, "plan");
	json_decref(all);
	plangen_needs_free(needs);
	plangen_request_free(plan);
}

/* ---- its files */

static json_t *gaps_json(const struct plangen_document *document)
{
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_gap_count(document); i++)
		json_array_append_new(all, json_pack("{s:s, s:s}", "name", plangen_gap(document, i, PLANGEN_GAP_NAME), "label",
						     plangen_gap(document, i, PLANGEN_GAP_LABEL)));
	return all;
}

/* The content type of a format that can be taken away, whose name is the ending of its files, too; NULL: there is none. */
static const char *type_of(const char *format)
{
	static const struct {
		const char *format, *type;
	} formats[] = {
		{ "pdf", "application/pdf" },
		{ "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
		{ "md", "text/markdown; charset=utf-8" },
		{ "txt", "text/plain; charset=utf-8" },
	};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_is(str_of(format), formats[i].format))
			return formats[i].type;
	return NULL;
}

/* Answers with the document, to be saved under its title. */
static void give_document(struct call *call, const struct plangen_document *document, const char *format)
{
	struct arena *arena = arena_new();
	char ending[8];
	size_t size;
	const void *bytes = plangen_bytes(document, format, &size);
	snprintf(ending, sizeof ending, ".%s", format);
	call_give(call, type_of(format), file_safe_name(arena, str_of(plangen_title(document)), "", ending), bytes, size);
	arena_free(arena);
}

/* All plans of the unit in one document, or the one that the arguments name. NULL after a refusal. */
static struct plangen_request *wanted_plan(struct call *call)
{
	if (!call_flag(call, "book"))
		return call_plan(call);
	const char *unit = call_text(call, "unit");
	struct plangen_request *book = unit ? plangen_book(call->plangen, unit, call_year(call), call->messages) : NULL;
	if (!book)
		call_refuse(call, 422, "plan");
	return book;
}

void call_get(struct call *call)
{
	const char *format = call_text(call, "format");
	if (!type_of(format)) {
		call_refuse(call, 400, "format");
		return;
	}
	struct plangen_request *plan = wanted_plan(call);
	if (!plan)
		return;
	plangen_set_final(plan, call_flag(call, "final"));
	struct plangen_document *document = plangen_draft(plan, format, call->messages);
	if (document)
		give_document(call, document, format);
	else
		call_refuse(call, 422, "draft");
	plangen_document_free(document);
	plangen_request_free(plan);
}

void call_form(struct call *call)
{
	const char *units = call_text(call, "units");
	struct plangen_document *form = units ? plangen_form(call->plangen, units, call_year(call), call->messages) : NULL;
	size_t size;
	const void *bytes = form ? plangen_bytes(form, "xlsx", &size) : NULL;
	if (bytes)
		call_give(call, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "填报表.xlsx", bytes, size);
	else
		call_refuse(call, 422, "form");
	plangen_document_free(form);
}

/* ---- its pages */

/* Whether the array of texts holds the text. */
static bool holds(const json_t *texts, const char *text)
{
	const json_t *entry;
	size_t i;
	json_array_foreach(texts, i, entry)
		if (str_is(str_of(text), json_string_value(entry)))
			return true;
	return false;
}

/* The pages, each by the hash of its bytes; only those are sent that the page of the browser, which names what it shows, has not. */
static json_t *sheets_json(const struct call *call, const struct plangen_document *document)
{
	const json_t *shown = json_object_get(call->given, "pages");
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_pages(document); i++) {
		struct str svg = STR("");
		char hex[HASH_HEX];
		svg.data = plangen_page(document, "svg", i, &svg.len);
		hash_write(hash_text(svg), hex);
		bool same = str_is(str_of(hex), json_string_value(json_array_get(shown, i)));
		json_array_append_new(all, same ? json_pack("{s:s}", "hash", hex) : json_pack("{s:s, s:s%}", "hash", hex, "svg", svg.data, svg.len));
	}
	return all;
}

/* The fonts that the browser has not yet, in base64. */
static json_t *fonts_json(const struct call *call, const struct plangen_document *document)
{
	const json_t *known = json_object_get(call->given, "fonts");
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_font_count(document); i++) {
		const char *hash = plangen_font(document, i, PLANGEN_FONT_HASH);
		struct str bytes;
		struct buf data = BUF_INIT;
		if (holds(known, hash))
			continue;
		bytes.data = plangen_font_bytes(document, i, &bytes.len);
		buf_add_base64(&data, bytes);
		json_array_append_new(all, json_pack("{s:s, s:s%}", "hash", hash, "data", data.data, data.len));
		buf_free(&data);
	}
	return all;
}

void call_draft(struct call *call)
{
	struct plangen_request *plan = call_plan(call);
	if (plan)
		plangen_set_fonts(plan, "");
	struct plangen_document *document = plan ? plangen_draft(plan, "svg", call->messages) : NULL;
	if (document)
		call_answer(call, 200, json_pack("{s:s, s:i, s:o, s:o, s:o}", "title", plangen_title(document), "pages", (int)plangen_pages(document),
						 "gaps", gaps_json(document), "sheets", sheets_json(call, document), "fonts",
						 fonts_json(call, document)));
	else if (plan)
		call_refuse(call, 422, "draft");
	plangen_document_free(document);
	plangen_request_free(plan);
}
