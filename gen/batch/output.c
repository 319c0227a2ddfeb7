#include "batch/output.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "batch/edited.h"
#include "batch/guard.h"
#include "batch/names.h"
#include "batch/owners.h"
#include "book/book.h"
#include "write/writer.h"

/* A file that the command wrote before, and the source it shows. */
struct output_taken {
	const char *path, *source;
	const struct output_taken *next;
};

void output_remember(struct outputs *outputs, const struct output_request *request, const struct output_result *result)
{
	struct arena *arena = outputs->tools->arena;
	for (size_t i = 0; i < result->file_count; i++) {
		struct output_taken *taken = ARENA_NEW(arena, struct output_taken);
		*taken = (struct output_taken){ arena_strdup(arena, result->files[i].path), request->draft.file, outputs->taken };
		outputs->taken = taken;
	}
}

/* Whether the file may be written: it is no source, nor another source's. */
static bool is_free(const struct outputs *outputs, const char *source, const char *path, struct diag_list *diags)
{
	if (file_same(path, source)) {
		diag_add(diags, DIAG_OUTPUT_IS_SOURCE, NO_PLACE, path);
		return false;
	}
	for (const struct output_taken *taken = outputs->taken; taken; taken = taken->next)
		if (file_same(path, taken->path)) {
			diag_add(diags, DIAG_OUTPUT_TAKEN, NO_PLACE, path, taken->source, source);
			return false;
		}
	return guard_allows_file(outputs->guard, path, diags);
}

/* Whether one of the files is another document's, or not yet free. */
static bool is_taken(const struct outputs *outputs, const struct output_request *request, const struct output_file *files, size_t count,
		     struct output_result *result, struct diag_list *diags)
{
	struct document_id id = draft_id(&request->draft);
	struct owner owner = { 0 };
	enum owner_answer answer = OWNER_NONE;
	if (outputs->owners)
		answer = owners_ask(outputs->owners, &id, files, count, &owner);
	if (answer == OWNER_OTHER)
		diag_add(diags, DIAG_OUTPUT_OF_OTHER, NO_PLACE, owner.path, owner.whose);
	if (answer == OWNER_WAIT) {
		result->first = owner.first;
		result->first_count = owner.first_count;
	}
	return answer != OWNER_NONE;
}

/* The files that a document makes. */
struct files {
	struct output_file *items;
	const struct writer **writers; /* of each */
	size_t count;
};

/* Where the file with this ending goes, of a format with that extension. A path that was given has the page's number put before its ending. */
static const char *path_of(struct arena *arena, const struct output_request *request, const char *title, const char *ending, const char *extension)
{
	const struct draft_request *draft = &request->draft;
	unsigned year = draft->kind == DRAFT_FILE ? 0 : draft->values.year;
	size_t stem = request->path ? strlen(request->path) - strlen(extension) : 0;
	if (request->path)
		return arena_printf(arena, "%.*s%s", (int)stem, request->path, strcmp(ending, extension) == 0 ? request->path + stem : ending);
	return file_join(arena, request->folder, names_file(arena, str_of(title), year, request->suffix ? request->suffix : "", ending));
}

/* Where the document's files go. */
static struct files list_files(struct arena *arena, const struct output_request *request, const struct draft_result *result)
{
	const struct draft_request *draft = &request->draft;
	struct files files = { 0 };
	for (size_t i = 0; i < draft->writer_count; i++)
		files.count += draft_file_count(draft, result, draft->writers[i]);
	files.items = ARENA_ARRAY(arena, struct output_file, files.count);
	files.writers = ARENA_ARRAY(arena, const struct writer *, files.count);
	for (size_t i = 0, file = 0; i < draft->writer_count; i++) {
		const struct writer *writer = draft->writers[i];
		size_t count = draft_file_count(draft, result, writer);
		int digits = snprintf(NULL, 0, "%zu", count);
		for (size_t k = 0; k < count; k++, file++) {
			const char *ending = draft_has_pages(draft, writer) ? names_page_ending(arena, k, digits, writer->extension) : writer->extension;
			files.items[file].path = path_of(arena, request, result->title, ending, writer->extension);
			files.writers[file] = writer;
		}
	}
	return files;
}

/* Tells of pages that an earlier draft left beside those of now: behind the last, or numbered with more or fewer digits. */
static void report_older(struct arena *arena, const struct output_request *request, const struct draft_result *result, struct diag_list *diags)
{
	enum { MOST_DIGITS = 5 };
	struct file_stamp stamp;
	for (size_t i = 0; i < request->draft.writer_count; i++) {
		const struct writer *writer = request->draft.writers[i];
		size_t count = draft_file_count(&request->draft, result, writer);
		int own = snprintf(NULL, 0, "%zu", count);
		for (int digits = 1; draft_has_pages(&request->draft, writer) && digits <= MOST_DIGITS; digits++) {
			const char *ending = names_page_ending(arena, digits == own ? count : 0, digits, writer->extension);
			const char *path = path_of(arena, request, result->title, ending, writer->extension);
			if (file_stat(path, &stamp))
				diag_add(diags, DIAG_OUTPUT_OLDER_PAGES, NO_PLACE, path);
		}
	}
}

/* The folder of the files is there, unless the document is only tried. */
static bool make_folder(const struct outputs *outputs, const struct output_request *request, struct diag_list *diags)
{
	if (!guard_allows_folder(outputs->guard, request->folder, diags) ||
	    (!request->trial && !file_make_folder(request->folder, request->sync, diags)))
		return false;
	if (!request->swept)
		file_remove_leftovers(request->folder);
	return true;
}

/* All formats are ready before the first file is written. */
static void write_files(struct arena *arena, struct outputs *outputs, const struct output_request *request,
			struct output_result *result, struct diag_list *diags)
{
	struct files files = list_files(arena, request, &result->draft);
	struct buf *contents = ARENA_ARRAY(arena, struct buf, files.count);
	bool ok = true;
	for (size_t i = 0; i < files.count; i++)
		ok = is_free(outputs, request->draft.file, files.items[i].path, diags) && ok;
	ok = !is_taken(outputs, request, files.items, files.count, result, diags) && ok;
	for (size_t i = 0; i < files.count; i++)
		contents[i] = (struct buf)BUF_INIT;
	ok = draft_write(arena, outputs->tools, &request->draft, &result->draft, contents, diags) && ok;
	for (size_t i = 0; i < files.count; i++)
		files.items[i].hash = hash_text(buf_str(&contents[i]));
	for (size_t i = 0; ok && !request->trial && i < files.count; i++)
		if (edited_keep(arena, files.writers[i], files.items[i].path, diags) &&
		    file_write_stamped(files.items[i].path, buf_str(&contents[i]), request->sync, &files.items[i].stamp, diags))
			files.items[result->file_count++] = files.items[i];
	for (size_t i = 0; i < files.count; i++)
		buf_free(&contents[i]);
	if (ok && !request->draft.reads) /* of a batch, the store knows */
		report_older(arena, request, &result->draft, diags);
	result->files = files.items;
}

bool output_make(struct arena *arena, struct outputs *outputs, const struct output_request *request, struct output_result *result,
		 struct diag_list *diags)
{
	size_t errors_before = diag_errors(diags);
	*result = (struct output_result){ 0 };
	if (!book_lay_out_document(arena, outputs->tools, &request->draft, &result->draft, diags) ||
	    !make_folder(outputs, request, diags))
		return false;
	write_files(arena, outputs, request, result, diags);
	return diag_errors(diags) == errors_before && !result->first_count;
}
