/* What differs between documents, as the users of the library ask for it. */
#include <stdlib.h>
#include <string.h>

#include "api/diff_html.h"
#include "api/diff_text.h"
#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "compare/plans.h"
#include "read/read.h"

static struct plangen_diff *new_diff(void)
{
	struct plangen_diff *diff = memory_alloc(sizeof *diff);
	*diff = (struct plangen_diff){ .arena = arena_new() };
	return diff;
}

void plangen_diff_free(struct plangen_diff *diff)
{
	if (!diff)
		return;
	buf_free(&diff->bytes);
	arena_free(diff->arena);
	plangen_edited_free(diff->edited);
	free(diff);
}

/* The diff when all went well, else NULL, and it is freed. */
static struct plangen_diff *finish(struct api_call *call, struct plangen_diff *diff, bool good)
{
	if (good && diff->result.coarse)
		diag_add(&call->diags, DIAG_COMPARE_COARSE, NO_PLACE, diff->before.name, diff->after.name);
	api_leave(call);
	if (good)
		return diff;
	plangen_diff_free(diff);
	return NULL;
}

/* ---- making one */

struct plangen_edited {
	struct arena *arena; /* of all of it */
	const char *name;
	struct compare_side side;
	struct read_origin origin;
};

/* Reads the document, and, of a DOCX, which plan it is. */
static bool open_edited(struct plangen_edited *edited, const char *path, struct diag_list *diags)
{
	struct str name = str_of(edited->name);
	if (!compare_open(edited->arena, path, edited->name, &edited->side, diags))
		return false;
	bool docx = str_ends_caseless(name, ".docx") || str_ends_caseless(name, ".docm");
	return !docx || read_docx_origin(edited->arena, path, NULL, &edited->origin, diags);
}

struct plangen_edited *plangen_edited(const char *path, const char *name, struct plangen_messages *messages)
{
	struct plangen_edited *edited = api_object(sizeof *edited);
	struct api_call call;
	api_enter(&call, messages);
	edited->name = arena_strdup(edited->arena, name ? name : path);
	bool good = open_edited(edited, path, &call.diags);
	api_leave(&call);
	if (good)
		return edited;
	plangen_edited_free(edited);
	return NULL;
}

void plangen_edited_free(struct plangen_edited *edited)
{
	api_object_free(edited);
}

const char *plangen_edited_text(const struct plangen_edited *edited, enum plangen_edited_field field)
{
	const struct read_origin *origin = &edited->origin;
	switch (field) {
	case PLANGEN_EDITED_UNIT:
		return origin->unit && *origin->unit ? origin->unit : NULL;
	case PLANGEN_EDITED_VARIANT:
		return origin->variant;
	case PLANGEN_EDITED_YEAR:
		return origin->year;
	case PLANGEN_EDITED_TEMPLATE:
		return origin->page_template;
	case PLANGEN_EDITED_ISSUED:
		return origin->issued;
	}
	return NULL;
}

struct plangen_request *plangen_plan_of(struct plangen *plangen, const char *path, struct plangen_messages *messages)
{
	struct arena *arena = arena_new();
	struct read_origin origin;
	struct plangen_request *request = NULL;
	struct api_call call;
	api_enter(&call, messages);
	bool good = read_docx_origin(arena, path, NULL, &origin, &call.diags);
	if (good && !origin.variant)
		diag_add(&call.diags, DIAG_ORIGIN_UNKNOWN, NO_PLACE, path);
	api_leave(&call);
	if (good && origin.variant) {
		const char *unit = origin.unit && *origin.unit ? origin.unit : NULL;
		unsigned long year = origin.year ? strtoul(origin.year, NULL, 10) : 0;
		request = plangen_plan(plangen, unit, origin.variant, year <= 9999 ? (unsigned)year : 0, messages);
	}
	bool set = !request || ((!origin.page_template || plangen_set_template(request, origin.page_template, messages)) &&
				(!origin.issued || plangen_set(request, "印发通知", "是", messages)));
	if (!set) {
		plangen_request_free(request);
		request = NULL;
	}
	arena_free(arena);
	return request;
}

struct plangen_diff *plangen_diff(struct plangen_request *request, const char *path, struct plangen_messages *messages)
{
	struct plangen_edited *edited = plangen_edited(path, NULL, messages);
	struct plangen_diff *diff = edited ? plangen_diff_edited(request, edited, messages) : NULL;
	if (diff)
		diff->edited = edited;
	else
		plangen_edited_free(edited);
	return diff;
}

struct plangen_diff *plangen_diff_edited(struct plangen_request *request, const struct plangen_edited *edited, struct plangen_messages *messages)
{
	struct plangen_diff *diff = new_diff();
	struct draft_tools *tools = &request->plangen->state->tools;
	struct draft_request draft;
	struct api_call call;
	api_enter(&call, messages);
	diff->paths[1] = edited->name;
	diff->after = edited->side;
	bool good = request->kind != DRAFT_BOOK;
	if (!good)
		diag_add(&call.diags, DIAG_ORIGIN_UNKNOWN, NO_PLACE, edited->name);
	good = good && api_resolve(&call, request, POLICY_REVIEW, &draft) &&
	       compare_with_plan(diff->arena, tools, &draft, &diff->before, &diff->after, &diff->result, &call.diags);
	return finish(&call, diff, good);
}

struct plangen_diff *plangen_diff_files(const char *before, const char *after, struct plangen_messages *messages)
{
	return plangen_diff_files_as(before, NULL, after, NULL, messages);
}

struct plangen_diff *plangen_diff_files_as(const char *before, const char *before_name, const char *after, const char *after_name,
					   struct plangen_messages *messages)
{
	struct plangen_diff *diff = new_diff();
	struct api_call call;
	api_enter(&call, messages);
	diff->paths[0] = arena_strdup(diff->arena, before_name ? before_name : before);
	diff->paths[1] = arena_strdup(diff->arena, after_name ? after_name : after);
	bool good = compare_open(diff->arena, before, diff->paths[0], &diff->before, &call.diags);
	good = compare_open(diff->arena, after, diff->paths[1], &diff->after, &call.diags) && good;
	good = good && compare_sides(diff->arena, &diff->before, &diff->after, &diff->result, &call.diags);
	if (good)
		compare_tell_margins(&diff->before, &diff->after, &call.diags);
	return finish(&call, diff, good);
}

/* ---- plans against plans */

/* The one unit of the request, and all that its plans have. False with errors. */
static bool resolve_side(struct api_call *call, struct plangen_request *request, struct draft_request *side)
{
	struct catalogue_picked picked;
	if (!api_resolve_plans(call, request, side, &picked) || picked.count != 1)
		return false;
	side->values.unit = picked.units[0];
	return true;
}

static void add_plans_text(const struct compare_plans *plans, enum words_language language, bool colours, struct buf *out)
{
	for (size_t i = 0; i < plans->count; i++) {
		const struct compare_result *result = &plans->results[i];
		buf_add_printable(out, str_of(result->before->name), "");
		buf_add_text(out, " → ");
		buf_add_printable(out, str_of(result->after->name), "");
		buf_add_char(out, '\n');
		diff_add_text(result, language, colours, out);
	}
}

static bool add_plans(const struct compare_plans *plans, const char *format, enum words_language language, struct buf *out)
{
	bool colours = strcmp(format, "text-colour") == 0, text = colours || strcmp(format, "text") == 0;
	if (text)
		add_plans_text(plans, language, colours, out);
	else if (strcmp(format, "html") == 0)
		diff_add_html(plans->results, plans->count, language, out);
	else if (strcmp(format, "json") == 0)
		compare_plans_add_json(plans, out);
	else
		return false;
	return true;
}

struct plangen_document *plangen_diff_plans(struct plangen_request *before, struct plangen_request *after, const char *format, size_t *plans, bool *differ,
					    struct plangen_messages *messages)
{
	struct plangen *plangen = before->plangen;
	struct compare_plans all = { .tools = &plangen->state->tools };
	struct plangen_document *document = NULL;
	struct buf out = BUF_INIT;
	struct api_call call;
	api_enter(&call, messages);
	*plans = 0;
	if (resolve_side(&call, before, &all.sides[0]) && resolve_side(&call, after, &all.sides[1]) && api_open_template(&call, before, &all.sides[0])) {
		all.named = all.sides[0].values.variant;
		*plans = compare_plans(call.arena, &all, &call.diags);
	}
	*differ = compare_plans_differ(&all);
	if (all.count && !add_plans(&all, format, plangen->language, &out))
		diag_add(&call.diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, format, "text, text-colour, json, html");
	else if (all.count)
		document = api_document_of("", format, &out);
	api_leave(&call);
	buf_free(&out);
	return document;
}

/* ---- as tracked changes */

/* The bytes as a DOCX document; NULL, and they are freed, where it is not good. */
static struct plangen_document *finish_redline(struct api_call *call, bool good, struct buf *out)
{
	struct plangen_document *document = good ? api_document_of("", "docx", out) : NULL;
	api_leave(call);
	buf_free(out);
	return document;
}

struct plangen_document *plangen_diff_redline(struct plangen_diff *diff, struct plangen_request *request, const char *who, long long when,
					      struct plangen_messages *messages)
{
	const struct compare_maker maker = { who, when };
	struct draft_request draft;
	struct buf out = BUF_INIT;
	struct api_call call;
	api_enter(&call, messages);
	bool good = diff->paths[0] ? compare_redline_files(call.arena, diff->paths[0], diff->paths[1], &maker, &out, &call.diags) :
				     api_resolve(&call, request, POLICY_REVIEW, &draft) &&
					     compare_redline_plan(call.arena, &request->plangen->state->tools, &draft, &diff->result, diff->paths[1], &maker, &out,
								  &call.diags);
	return finish_redline(&call, good, &out);
}

/* ---- passages */

/* The change; where the index is too large, one in which nothing stands. */
static const struct compare_change *change_at(const struct plangen_diff *diff, size_t index)
{
	static const struct compare_change none = { 0 };
	return index < diff->result.change_count ? &diff->result.changes[index] : &none;
}

size_t plangen_diff_count(const struct plangen_diff *diff)
{
	return diff->result.change_count;
}

enum plangen_diff_kind plangen_diff_kind(const struct plangen_diff *diff, size_t index)
{
	static const enum plangen_diff_kind kinds[COMPARE_KIND_COUNT] = {
		[COMPARE_CHANGED] = PLANGEN_DIFF_CHANGED, [COMPARE_ADDED] = PLANGEN_DIFF_ADDED,	      [COMPARE_REMOVED] = PLANGEN_DIFF_REMOVED,
		[COMPARE_MOVED] = PLANGEN_DIFF_MOVED,	  [COMPARE_RESTYLED] = PLANGEN_DIFF_RESTYLED,
	};
	return kinds[change_at(diff, index)->kind];
}

const char *plangen_diff_text(const struct plangen_diff *diff, size_t index, enum plangen_diff_field field)
{
	const struct compare_change *change = change_at(diff, index);
	bool old = field == PLANGEN_DIFF_OLD || field == PLANGEN_DIFF_OLD_FILE;
	const struct compare_passage *passage = old ? change->before : change->after;
	if (field == PLANGEN_DIFF_ELEMENT)
		return passage ? passage->element : change->before ? change->before->element : NULL;
	if (!passage || (unsigned)field > PLANGEN_DIFF_NEW_FILE)
		return NULL;
	return field == PLANGEN_DIFF_OLD || field == PLANGEN_DIFF_NEW ? passage->text.data : passage->file;
}

unsigned plangen_diff_old_line(const struct plangen_diff *diff, size_t index)
{
	const struct compare_passage *passage = change_at(diff, index)->before;
	return passage ? passage->line : 0;
}

unsigned plangen_diff_new_line(const struct plangen_diff *diff, size_t index)
{
	const struct compare_passage *passage = change_at(diff, index)->after;
	return passage ? passage->line : 0;
}

size_t plangen_diff_piece_count(const struct plangen_diff *diff, size_t index)
{
	return change_at(diff, index)->piece_count;
}

int plangen_diff_piece_side(const struct plangen_diff *diff, size_t index, size_t piece)
{
	static const int sides[] = { [COMPARE_SAME] = 0, [COMPARE_DELETED] = -1, [COMPARE_INSERTED] = 1 };
	const struct compare_change *change = change_at(diff, index);
	return piece < change->piece_count ? sides[change->pieces[piece].op] : 0;
}

const char *plangen_diff_piece(const struct plangen_diff *diff, size_t index, size_t piece)
{
	const struct compare_change *change = change_at(diff, index);
	return piece < change->piece_count ? change->pieces[piece].text.data : NULL;
}

/* ---- values */

size_t plangen_diff_value_count(const struct plangen_diff *diff)
{
	return diff->result.value_count;
}

const char *plangen_diff_value(const struct plangen_diff *diff, size_t index, enum plangen_diff_value_field field)
{
	if (index >= diff->result.value_count)
		return NULL;
	const struct compare_value *value = &diff->result.values[index];
	switch (field) {
	case PLANGEN_DIFF_VALUE_NAME:
		return value->name;
	case PLANGEN_DIFF_VALUE_OLD:
		return value->old;
	case PLANGEN_DIFF_VALUE_NEW:
		return value->now;
	}
	return NULL;
}

size_t plangen_diff_value_places(const struct plangen_diff *diff, size_t index)
{
	return index < diff->result.value_count ? diff->result.values[index].spot_count : 0;
}

bool plangen_diff_value_agreed(const struct plangen_diff *diff, size_t index)
{
	return index < diff->result.value_count && diff->result.values[index].agreed;
}

bool plangen_diff_is_same(const struct plangen_diff *diff)
{
	return compare_is_same(&diff->result);
}

/* ---- formats */

const char *plangen_diff_bytes(struct plangen_diff *diff, const char *format, const char *language, size_t *size)
{
	bool html = strcmp(format, "html") == 0, colours = strcmp(format, "text-colour") == 0;
	buf_reset(&diff->bytes);
	if (html)
		diff_add_html(&diff->result, 1, words_language_of(language), &diff->bytes);
	else if (strcmp(format, "json") == 0)
		compare_add_json(&diff->result, &diff->bytes);
	else if (colours || strcmp(format, "text") == 0)
		diff_add_text(&diff->result, words_language_of(language), colours, &diff->bytes);
	else
		return NULL;
	buf_add_text(&diff->bytes, "");
	if (size)
		*size = diff->bytes.len;
	return diff->bytes.data;
}
