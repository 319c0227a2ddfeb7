/* What units owe, and forms, as the users of the library have them. */
#include <string.h>

#include "api/internal.h"
#include "api/stats.h"
#include "api/table_text.h"
#include "api/tables.h"
#include "base/arena.h"
#include "draft/templates.h"
#include "form/fill.h"
#include "form/form.h"
#include "form/gaps.h"
#include "write/xlsx/book.h"

#define FORMATS "json, csv, xlsx, html"

/* What is asked about several units. */
struct asked {
	struct draft_request base;
	struct catalogue_picked picked;
};

/* The units of the list, and the year. False with errors. */
static bool resolve(struct api_call *call, struct plangen *plangen, const char *units, unsigned year, struct asked *asked)
{
	struct plangen_request request = { .plangen = plangen, .kind = DRAFT_PLAN, .year = year, .units = units };
	bool good = api_resolve_plans(call, &request, &asked->base, &asked->picked);
	if (good && !asked->picked.count)
		diag_add(&call->diags, DIAG_UNIT_UNKNOWN, NO_PLACE, units ? units : "");
	return good && asked->picked.count;
}

/* Leaves the call; the document of the bytes, or NULL, and they are freed. */
static struct plangen_document *finish(struct api_call *call, bool good, const char *title, const char *format, struct buf *out)
{
	struct plangen_document *document = good ? api_document_of(title, format, out) : NULL;
	api_leave(call);
	buf_free(out);
	return document;
}

static bool refuse_format(struct api_call *call, const char *format)
{
	diag_add(&call->diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, format, FORMATS);
	return false;
}

/* Whether the format is a text for people; `all`: with all that there is to say. */
static bool is_text(const char *format, bool *all)
{
	*all = strcmp(format, "text-all") == 0;
	return *all || strcmp(format, "text") == 0;
}

static bool add_gaps(struct api_call *call, struct plangen *plangen, struct asked *asked, const char *format, struct buf *out)
{
	struct gaps gaps = { 0 };
	const struct catalogue *catalogue = plangen->state->catalogue;
	bool all;
	gaps_find(call->arena, &plangen->state->tools, &asked->base, &asked->picked, &gaps, &call->diags);
	if (!is_text(format, &all))
		return tables_write_gaps(call->arena, &gaps, catalogue, format, asked->base.values.year, out) || refuse_format(call, format);
	gaps_add_text(call->arena, &gaps, catalogue, plangen->language, all, out);
	return true;
}

struct plangen_document *plangen_gaps_of(struct plangen_request *request, const char *format, struct plangen_messages *messages)
{
	struct api_call call;
	struct asked asked;
	struct buf out = BUF_INIT;
	api_enter(&call, messages);
	bool good = api_resolve_plans(&call, request, &asked.base, &asked.picked) && add_gaps(&call, request->plangen, &asked, format, &out);
	return finish(&call, good, arena_printf(call.arena, "%u年计划缺项", request->year), format, &out);
}

struct plangen_document *plangen_gaps(struct plangen *plangen, const char *units, unsigned year, const char *format,
				      struct plangen_messages *messages)
{
	struct api_call call;
	struct asked asked;
	struct buf out = BUF_INIT;
	api_enter(&call, messages);
	bool good = resolve(&call, plangen, units, year, &asked) && add_gaps(&call, plangen, &asked, format, &out);
	return finish(&call, good, arena_printf(call.arena, "%u年计划缺项", year), format, &out);
}

static bool add_stats(struct api_call *call, struct plangen *plangen, struct asked *asked, const char *format, struct buf *out)
{
	struct stats stats = { 0 };
	bool all;
	stats_find(call->arena, &plangen->state->tools, &asked->base, &asked->picked, &stats);
	if (!is_text(format, &all))
		return stats_write(call->arena, &stats, format, asked->base.values.year, out) || refuse_format(call, format);
	stats_add_text(call->arena, &stats, plangen->language, all, out);
	return true;
}

struct plangen_document *plangen_stats_of(struct plangen_request *request, const char *format, struct plangen_messages *messages)
{
	struct api_call call;
	struct asked asked;
	struct buf out = BUF_INIT;
	api_enter(&call, messages);
	bool good = api_resolve_plans(&call, request, &asked.base, &asked.picked) &&
		    api_open_template(&call, request, &asked.base) && add_stats(&call, request->plangen, &asked, format, &out);
	return finish(&call, good, arena_printf(call.arena, "%u年计划统计", request->year), format, &out);
}

struct plangen_document *plangen_stats(struct plangen *plangen, const char *units, unsigned year, const char *format,
				       struct plangen_messages *messages)
{
	struct api_call call;
	struct asked asked;
	struct buf out = BUF_INIT;
	api_enter(&call, messages);
	const struct plangen_request plain = { .plangen = plangen };
	bool good = resolve(&call, plangen, units, year, &asked) && api_open_template(&call, &plain, &asked.base) && add_stats(&call, plangen, &asked, format, &out);
	return finish(&call, good, arena_printf(call.arena, "%u年计划统计", year), format, &out);
}

struct plangen_document *plangen_form(struct plangen *plangen, const char *units, unsigned year, struct plangen_messages *messages)
{
	struct api_call call;
	struct asked asked;
	struct buf out = BUF_INIT;
	struct draft_tools *tools = &plangen->state->tools;
	api_enter(&call, messages);
	const char *title = arena_printf(call.arena, "%u", year);
	struct book book = { .arena = call.arena };
	bool good = resolve(&call, plangen, units, year, &asked);
	if (good && asked.picked.count == 1)
		asked.base.values.unit = asked.picked.units[0];
	good = good && (asked.picked.count == 1 ? form_add_unit(&book, tools, &asked.base, &call.diags) :
						 form_add_units(&book, tools, &asked.base, &asked.picked, &call.diags));
	if (good)
		book_write(&book, title, arena_printf(call.arena, "%u-01-01", year), &out);
	return finish(&call, good, title, "xlsx", &out);
}

long plangen_change_fill(struct plangen_change *change, const char *path, unsigned year, struct plangen_messages *messages)
{
	struct api_call call;
	struct fill fill = { 0 };
	const struct catalogue *catalogue = change->plangen->state->catalogue;
	api_enter(&call, messages);
	fill_read(change->arena, catalogue, year, path, &fill, &call.diags);
	fill_check(change->arena, &fill, catalogue, year, &call.diags);
	bool good = !fill.refused && fill_change(change->arena, &fill, catalogue, change->change, &call.diags);
	api_leave(&call);
	return good ? (long)fill.count : -1;
}
