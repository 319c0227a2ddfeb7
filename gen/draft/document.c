#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "draft/identity.h"
#include "draft/own.h"
#include "draft/own_nowhere.h"
#include "draft/own_parts.h"
#include "draft/passage.h"
#include "layout/layout.h"
#include "layout/template.h"
#include "write/writer.h"

enum { CACHE_BYTES = 32 << 20 }; /* kept between documents */

struct draft_tools draft_tools_new(struct arena *arena, const struct catalogue *catalogue, const char *templates,
				   struct font_library *fonts)
{
	return (struct draft_tools){
		.arena = arena,
		.catalogue = catalogue,
		.templates = templates,
		.fonts = fonts,
		.cache = cache_new(CACHE_BYTES),
		.producer = "plangen " PLANGEN_VERSION,
	};
}

/* Seconds since 1970 of an ISO date, at 00:00 UTC; 0 for anything else. */
static long long seconds_of(struct str date)
{
	struct tm tm = { 0 };
	if (date.len != 10 || sscanf(date.data, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday) != 3)
		return 0;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	return (long long)timegm(&tm);
}

/* Whether some format names passages; only plans have them. */
static bool needs_passages(const struct draft_request *request)
{
	const struct catalogue_unit *unit = request->values.unit;
	bool has = request->kind == DRAFT_PLAN && (!unit || unit->id.len);
	return has && draft_has_writer(request, offsetof(struct writer, needs_passages));
}

bool draft_step(const struct draft_tools *tools, size_t done, size_t total, struct diag_list *diags)
{
	const struct draft_progress *progress = tools->progress;
	if (!progress || !progress->step || progress->step(progress->context, done, total))
		return true;
	diag_add(diags, DIAG_CANCELLED, NO_PLACE);
	return false;
}

enum { STEPS = 2 }; /* of a document that is laid out: composing it, setting it */

bool draft_lay_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		   struct draft_result *result, struct diag_list *diags)
{
	*result = (struct draft_result){ 0 };
	struct draft_request formal = *request;
	formal.formal = true;
	if (needs_passages(request))
		formal.passages = formal.parts = true;
	if (!draft_step(tools, 0, STEPS, diags))
		return false;
	struct doc *doc = draft_compose(arena, tools, &formal, result, diags);
	if (!doc)
		return false;
	result->doc = doc;
	formal.page_template = result->page_template;
	own_report_nowhere(arena, tools, &formal, result, diags);
	if (!draft_needs_fonts(&formal))
		return true;
	struct page_list *pages = ARENA_NEW(arena, struct page_list);
	if (!draft_step(tools, 1, STEPS, diags))
		return false;
	if (!draft_needs_pages(&formal))
		layout_measure(arena, doc, formal.page_template, tools->fonts, pages);
	else if (!layout_document(arena, doc, formal.page_template, tools->fonts, pages, diags))
		return false;
	identity_add_foreign_fonts(tools, pages, request->reads);
	result->layout = pages;
	result->pages = pages->page_count;
	return true;
}

/* The unit's id; of one in no file its name; NULL: there is none. */
static const char *unit_of(struct arena *arena, const struct catalogue_request *values)
{
	return values->unit ? arena_copy(arena, values->unit->id.data, values->unit->id.len) : values->unit_name;
}

static int compare_blocks(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct writer_passage *)a)->block, y = (uintptr_t)((const struct writer_passage *)b)->block;
	return (x > y) - (x < y);
}

/* Tells the writers which passage each block stands in. */
static void name_passages(struct arena *arena, const struct draft_result *result, struct writer_input *input)
{
	const struct own_parts *parts = result->own ? result->own->parts : NULL;
	size_t count = parts ? parts->part_count : 0;
	struct writer_passage *list = ARENA_ARRAY(arena, struct writer_passage, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct own_part *part = &parts->parts[i];
		const char *id = part->id || part->section == PASSAGE_NONE ? part->id : parts->sections[part->section].id;
		if (id)
			list[input->passage_count++] = (struct writer_passage){ part->node, id, part->use != NULL };
	}
	qsort(list, input->passage_count, sizeof *list, compare_blocks);
	input->passages = list;
}

bool draft_has_pages(const struct draft_request *request, const struct writer *writer)
{
	return writer->per_page && !(request->sheet && writer->has_sheet);
}

size_t draft_file_count(const struct draft_request *request, const struct draft_result *result, const struct writer *writer)
{
	return draft_has_pages(request, writer) ? result->layout->page_count : 1;
}

bool draft_write(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		 const struct draft_result *result, struct buf *contents, struct diag_list *diags)
{
	struct writer_input input = {
		.doc = result->doc,
		.pages = result->layout && result->layout->page_count ? result->layout : NULL,
		.measures = result->layout ? &result->layout->measures : NULL,
		.template = result->page_template ? result->page_template : request->page_template,
		.profile = request->profile,
		.output_intent = request->output_intent,
		.docx_form = request->plain_docx ? DOCX_FORM_PLAIN : DOCX_FORM_CONTROLS,
		.title = result->title,
		.author = arena_copy(arena, result->author.data, result->author.len),
		.keywords = doc_meta_value(result->doc, "关键词").data,
		.producer = tools->producer,
		.variant = request->kind == DRAFT_PLAN ? request->values.variant->id : NULL,
		.unit = unit_of(arena, &request->values),
		.year = request->values.year,
		.created = seconds_of(result->date),
		.issued = result->issued,
		.draft = result->gap_count > 0,
		.fonts = request->fonts,
		.resolution = request->resolution,
		.sheet = request->sheet,
		.cache = tools->cache,
	};
	bool ok = true;
	name_passages(arena, result, &input);
	cache_trim(tools->cache);
	for (size_t i = 0, file = 0; i < request->writer_count; file += draft_file_count(request, result, request->writers[i++]))
		ok = request->writers[i]->write(&input, &contents[file], diags) && ok;
	return ok;
}
