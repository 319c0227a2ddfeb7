#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/file.h"
#include "build/build.h"
#include "build/guard.h"
#include "build/identity.h"
#include "build/names.h"
#include "build/owners.h"
#include "doc/doc.h"
#include "layout/layout.h"
#include "vars/value.h"
#include "write/writer.h"

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

bool build_needs_pages(const struct build_tools *tools, const struct build_request *request)
{
	for (size_t i = 0; i < request->writer_count; i++)
		if (request->writers[i]->needs_pages ||
		    (request->writers[i]->record_needs_pages && tools->page_template->record.shown))
			return true;
	return false;
}

/* Whether the file may be written: it is no source, nor another document's. */
static bool is_free(const struct build_tools *tools, const struct build_request *request, const char *path, struct diag_list *diags)
{
	if (file_same(path, request->file)) {
		diag_add(diags, DIAG_OUTPUT_IS_SOURCE, NO_PLACE, path);
		return false;
	}
	for (const struct build_taken *taken = request->taken; taken; taken = taken->next)
		if (file_same(path, taken->path)) {
			diag_add(diags, DIAG_OUTPUT_TAKEN, NO_PLACE, path, taken->source, request->file);
			return false;
		}
	return guard_allows_file(tools->guard, path, diags);
}

/* Whether one of the files is another document's, or not yet free. */
static bool is_taken(struct build_tools *tools, const struct build_request *request, const struct build_file *files,
		     struct build_result *result, struct diag_list *diags)
{
	const struct catalogue_request *values = &request->values;
	struct document_id id = { values->unit ? values->unit->id : STR(""), str_of(values->variant ? values->variant->id : ""),
				  values->year };
	struct owner owner = { 0 };
	enum owner_answer answer = OWNER_NONE;
	if (tools->owners)
		answer = owners_ask(tools->owners, &id, files, request->writer_count, &owner);
	if (answer == OWNER_OTHER)
		diag_add(diags, DIAG_OUTPUT_OF_OTHER, NO_PLACE, owner.path, owner.whose);
	if (answer == OWNER_WAIT)
		result->waits_for = owner.first;
	return answer != OWNER_NONE;
}

/* Where the document's files go. */
static struct build_file *list_files(struct arena *arena, const struct build_request *request, const char *title)
{
	unsigned year = request->values.variant || request->page_template ? request->values.year : 0; /* a file of one's own has none */
	struct build_file *files = ARENA_ARRAY(arena, struct build_file, request->writer_count);
	for (size_t i = 0; i < request->writer_count; i++) {
		const char *suffix = request->suffix ? request->suffix : "";
		const char *name = names_file(arena, str_of(title), year, suffix, request->writers[i]->extension);
		files[i].path = request->path ? request->path : file_join(arena, request->folder, name);
	}
	return files;
}

/* All formats are ready before the first file is written. */
static void write_formats(struct arena *arena, struct build_tools *tools, const struct build_request *request,
			  const struct writer_input *input, struct build_result *result, struct diag_list *diags)
{
	struct build_file *files = list_files(arena, request, input->title);
	struct buf *contents = ARENA_ARRAY(arena, struct buf, request->writer_count);
	bool ok = true;
	for (size_t i = 0; i < request->writer_count; i++)
		ok = is_free(tools, request, files[i].path, diags) && ok;
	ok = !is_taken(tools, request, files, result, diags) && ok;
	for (size_t i = 0; i < request->writer_count; i++) {
		contents[i] = (struct buf)BUF_INIT;
		ok = request->writers[i]->write(input, &contents[i], diags) && ok;
		files[i].hash = hash_text(buf_str(&contents[i]));
	}
	for (size_t i = 0; ok && !request->trial && i < request->writer_count; i++)
		if (file_write_stamped(files[i].path, buf_str(&contents[i]), request->sync, &files[i].stamp, diags))
			files[result->file_count++] = files[i];
	for (size_t i = 0; i < request->writer_count; i++)
		buf_free(&contents[i]);
	result->files = files;
}

/* The folder of the files is there, unless the document is only tried. */
static bool make_folder(const struct build_tools *tools, const struct build_request *request, struct diag_list *diags)
{
	return guard_allows_folder(tools->guard, request->folder, diags) &&
	       (request->trial || file_make_folder(request->folder, request->sync, diags));
}

bool build_write(struct arena *arena, struct build_tools *tools, const struct build_request *request, const struct doc *doc,
		 const struct page_list *pages, struct build_result *result, struct diag_list *diags)
{
	size_t errors_before = diag_errors(diags);
	result->layout = pages;
	result->pages = pages ? pages->page_count : 0;
	struct writer_input input = {
		.doc = doc,
		.pages = pages,
		.template = request->page_template ? request->page_template : tools->page_template,
		.title = result->title,
		.author = arena_copy(arena, result->author.data, result->author.len),
		.keywords = doc_meta_value(doc, "关键词").data,
		.producer = tools->producer,
		.created = seconds_of(result->date),
		.draft = result->gap_count > 0,
		.cache = tools->cache,
	};
	cache_trim(tools->cache);
	if (!make_folder(tools, request, diags))
		return false;
	if (!request->reads) /* a batch does it once for each folder */
		file_remove_leftovers(request->folder);
	write_formats(arena, tools, request, &input, result, diags);
	return diag_errors(diags) == errors_before && !result->waits_for;
}

bool build_document(struct arena *arena, struct build_tools *tools, const struct build_request *request,
		    struct build_result *result, struct diag_list *diags)
{
	*result = (struct build_result){ 0 };
	size_t errors_before = diag_errors(diags);
	struct build_request formal = *request;
	formal.formal = true;
	struct doc *doc = build_compose(arena, tools, &formal, result, diags);
	if (!doc)
		return false;
	struct page_list *pages = build_needs_pages(tools, request) ? ARENA_NEW(arena, struct page_list) : NULL;
	if (pages && !layout_document(arena, doc, tools->page_template, tools->fonts, pages, diags))
		return false;
	identity_add_foreign_fonts(tools, pages, request->reads);
	return build_write(arena, tools, request, doc, pages, result, diags) && diag_errors(diags) == errors_before;
}
