/* Documents in memory. */
#include <stdlib.h>
#include <string.h>

#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "batch/toc.h"
#include "book/book.h"
#include "book/contents.h"
#include "write/contents/contents.h"
#include "write/writer.h"

/* The document in one format, or a page of it. */
struct bytes {
	const char *format;
	size_t page;
	struct buf data;
};

struct gap {
	const char *texts[PLANGEN_GAP_FILE + 1];
	unsigned line;
};

struct plangen_document {
	struct arena *arena; /* of all texts */
	const char *title;
	size_t pages;
	struct gap *gaps;
	size_t gap_count;
	struct bytes *bytes;
	size_t byte_count;
	struct writer_fonts fonts;
};

static struct plangen_document *new_document(void)
{
	struct plangen_document *document = memory_alloc(sizeof *document);
	document->arena = arena_new();
	document->title = "";
	return document;
}

void plangen_document_free(struct plangen_document *document)
{
	if (!document)
		return;
	for (size_t i = 0; i < document->byte_count; i++)
		buf_free(&document->bytes[i].data);
	arena_free(document->arena);
	free(document);
}

/* The document when it is good, else NULL, and it is freed. */
static struct plangen_document *finish(struct api_call *call, struct plangen_document *document, bool good)
{
	api_leave(call);
	if (good)
		return document;
	plangen_document_free(document);
	return NULL;
}

/* ---- drafting */

static const char *keep_text(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

static void keep_gap(struct arena *arena, const struct catalogue *catalogue, const struct draft_gap *gap, struct gap *kept)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(gap->name));
	const char *file = gap->place.source ? gap->place.source->name : NULL;
	const char *const texts[] = {
		[PLANGEN_GAP_NAME] = gap->name,
		[PLANGEN_GAP_LABEL] = gap->label,
		[PLANGEN_GAP_TYPE] = variable ? type_name(variable->type.kind) : NULL,
		[PLANGEN_GAP_HELP] = variable ? variable->help : NULL,
		[PLANGEN_GAP_EXAMPLE] = gap->example,
		[PLANGEN_GAP_FILE] = file,
	};
	unsigned column;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		kept->texts[i] = keep_text(arena, texts[i]);
	source_position(gap->place, &kept->line, &column);
}

/* What of the result outlives the call. */
static void keep_result(struct plangen_document *document, const struct catalogue *catalogue, const struct draft_result *result)
{
	document->title = arena_strdup(document->arena, result->title);
	document->pages = result->pages;
	document->gap_count = result->gap_count;
	document->gaps = ARENA_ARRAY(document->arena, struct gap, result->gap_count + 1);
	for (size_t i = 0; i < result->gap_count; i++)
		keep_gap(document->arena, catalogue, &result->gaps[i], &document->gaps[i]);
}

/* Keeps the contents of all files. */
static void keep_bytes(struct plangen_document *document, const struct draft_request *request, const struct draft_result *result,
		       const struct buf *contents, size_t count)
{
	document->bytes = ARENA_ARRAY(document->arena, struct bytes, count + 1);
	for (size_t i = 0; i < request->writer_count; i++)
		for (size_t page = 0; page < draft_file_count(request, result, request->writers[i]); page++, document->byte_count++)
			document->bytes[document->byte_count] =
				(struct bytes){ request->writers[i]->name, page, contents[document->byte_count] };
}

static bool write_all(struct api_call *call, struct draft_tools *tools, const struct draft_request *request,
		      const struct draft_result *result, struct plangen_document *document)
{
	size_t count = 0;
	for (size_t i = 0; i < request->writer_count; i++)
		count += draft_file_count(request, result, request->writers[i]);
	struct buf *contents = ARENA_ARRAY(call->arena, struct buf, count + 1);
	bool good = draft_write(call->arena, tools, request, result, contents, &call->diags);
	keep_bytes(document, request, result, contents, count);
	return good;
}

/* Has the fonts of SVG pages kept apart, where that is asked for. */
static void part_fonts(const struct plangen_request *request, struct draft_request *draft, struct plangen_document *document)
{
	if (!request->font_prefix)
		return;
	document->fonts = (struct writer_fonts){ .arena = document->arena, .prefix = request->font_prefix };
	draft->fonts = &document->fonts;
}

struct plangen_document *plangen_draft(struct plangen_request *request, const char *formats, struct plangen_messages *messages)
{
	struct plangen_document *document = new_document();
	struct draft_tools *tools = &request->plangen->state->tools;
	struct draft_request draft;
	struct draft_result result = { 0 };
	struct api_call call;
	api_enter(&call, messages);
	size_t errors = diag_errors(&call.diags);
	bool good = api_resolve(&call, request, POLICY_DRAFT, &draft) && writers_read(call.arena, formats, &draft.writers, &draft.writer_count, &call.diags) &&
		    book_lay_out_document(call.arena, tools, &draft, &result, &call.diags);
	if (good) {
		part_fonts(request, &draft, document);
		keep_result(document, tools->catalogue, &result);
		good = write_all(&call, tools, &draft, &result, document) && diag_errors(&call.diags) == errors;
	}
	return finish(&call, document, good);
}

/* ---- the contents of a book */

static bool check_contents(struct api_call *call, const struct plangen_request *request, int depth, const char *format)
{
	if (request->kind != DRAFT_BOOK)
		diag_add(&call->diags, DIAG_NOT_A_BOOK, NO_PLACE);
	else if (depth < 1 || depth > 4)
		diag_add(&call->diags, DIAG_BAD_NUMBER, NO_PLACE, "depth", "1, 2, 3 or 4", arena_printf(call->arena, "%d", depth));
	else if (!contents_has_format(format))
		diag_add(&call->diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, format, CONTENTS_FORMATS);
	return !diag_errors(&call->diags);
}

struct plangen_document *plangen_contents(struct plangen_request *request, int depth, const char *format,
					  struct plangen_messages *messages)
{
	return plangen_contents_of_build(request, depth, format, NULL, messages);
}

struct plangen_document *plangen_contents_of_build(struct plangen_request *request, int depth, const char *format, const char *store,
						   struct plangen_messages *messages)
{
	struct plangen_document *document = new_document();
	struct draft_tools *tools = &request->plangen->state->tools;
	struct contents contents = { .depth = depth };
	struct draft_request draft;
	struct api_call call;
	api_enter(&call, messages);
	bool good = check_contents(&call, request, depth, format) && api_resolve(&call, request, POLICY_DRAFT, &draft) &&
		    toc_find(call.arena, tools, &draft, store, &contents, &call.diags);
	if (good) {
		document->title = arena_printf(document->arena, "%s %s", contents.title, contents.heading);
		document->bytes = ARENA_NEW(document->arena, struct bytes);
		document->bytes->format = arena_strdup(document->arena, format);
		document->byte_count = 1;
		good = contents_write(call.arena, tools, &draft, &contents, format, &document->bytes->data, &call.diags);
	}
	return finish(&call, document, good);
}

struct plangen_document *api_document_of(const char *title, const char *format, struct buf *bytes)
{
	struct plangen_document *document = new_document();
	document->title = arena_strdup(document->arena, title);
	document->bytes = ARENA_NEW(document->arena, struct bytes);
	*document->bytes = (struct bytes){ arena_strdup(document->arena, format), 0, *bytes };
	document->byte_count = 1;
	*bytes = (struct buf)BUF_INIT;
	return document;
}

/* ---- what is asked of a document */

const void *plangen_page(const struct plangen_document *document, const char *format, size_t page, size_t *size)
{
	for (size_t i = 0; i < document->byte_count; i++)
		if (document->bytes[i].page == page && strcmp(document->bytes[i].format, format) == 0) {
			struct str data = buf_str(&document->bytes[i].data);
			if (size)
				*size = data.len;
			return data.data ? data.data : "";
		}
	if (size)
		*size = 0;
	return NULL;
}

const void *plangen_bytes(const struct plangen_document *document, const char *format, size_t *size)
{
	return plangen_page(document, format, 0, size);
}

size_t plangen_font_count(const struct plangen_document *document)
{
	return document->fonts.count;
}

const char *plangen_font(const struct plangen_document *document, size_t index, enum plangen_font_field field)
{
	if (index >= document->fonts.count)
		return NULL;
	switch (field) {
	case PLANGEN_FONT_HASH:
		return document->fonts.items[index].hash;
	case PLANGEN_FONT_NAME:
		return document->fonts.items[index].name;
	}
	return NULL;
}

const void *plangen_font_bytes(const struct plangen_document *document, size_t index, size_t *size)
{
	struct str file = index < document->fonts.count ? document->fonts.items[index].file : (struct str){ NULL, 0 };
	if (size)
		*size = file.len;
	return file.data;
}

const char *plangen_title(const struct plangen_document *document)
{
	return document->title;
}

size_t plangen_pages(const struct plangen_document *document)
{
	return document->pages;
}

size_t plangen_gap_count(const struct plangen_document *document)
{
	return document->gap_count;
}

const char *plangen_gap(const struct plangen_document *document, size_t index, enum plangen_gap_field field)
{
	return index < document->gap_count && (unsigned)field <= PLANGEN_GAP_FILE ? document->gaps[index].texts[field] : NULL;
}

unsigned plangen_gap_line(const struct plangen_document *document, size_t index)
{
	return index < document->gap_count ? document->gaps[index].line : 0;
}
