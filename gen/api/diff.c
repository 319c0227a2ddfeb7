/* What differs between documents, as the users of the library ask for it. */
#include <stdlib.h>
#include <string.h>

#include "api/diff_html.h"
#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
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
	struct plangen_diff *diff = new_diff();
	struct draft_tools *tools = &request->plangen->state->tools;
	struct draft_request draft;
	struct api_call call;
	api_enter(&call, messages);
	bool good = request->kind != DRAFT_BOOK;
	if (!good)
		diag_add(&call.diags, DIAG_ORIGIN_UNKNOWN, NO_PLACE, path);
	good = good && api_resolve(&call, request, POLICY_REVIEW, &draft) &&
	       compare_open(diff->arena, path, NULL, &diff->after, &call.diags) &&
	       compare_with_plan(diff->arena, tools, &draft, &diff->before, &diff->after, &diff->result, &call.diags);
	return finish(&call, diff, good);
}

struct plangen_diff *plangen_diff_files(const char *before, const char *after, struct plangen_messages *messages)
{
	struct plangen_diff *diff = new_diff();
	struct api_call call;
	api_enter(&call, messages);
	bool good = compare_open(diff->arena, before, NULL, &diff->before, &call.diags) &&
		    compare_open(diff->arena, after, NULL, &diff->after, &call.diags) &&
		    compare_sides(diff->arena, &diff->before, &diff->after, &diff->result, &call.diags);
	if (good)
		compare_tell_margins(&diff->before, &diff->after, &call.diags);
	return finish(&call, diff, good);
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

/* ---- formats */

const char *plangen_diff_bytes(struct plangen_diff *diff, const char *format, const char *language, size_t *size)
{
	bool html = strcmp(format, "html") == 0;
	buf_reset(&diff->bytes);
	if (html)
		diff_add_html(&diff->result, 1, words_language_of(language), &diff->bytes);
	else if (strcmp(format, "json") == 0)
		compare_add_json(&diff->result, &diff->bytes);
	if (size)
		*size = diff->bytes.len;
	return diff->bytes.len ? diff->bytes.data : NULL;
}
