#include "batch/output.h"

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
static bool is_taken(const struct outputs *outputs, const struct output_request *request, const struct output_file *files,
		     struct output_result *result, struct diag_list *diags)
{
	struct document_id id = draft_id(&request->draft);
	struct owner owner = { 0 };
	enum owner_answer answer = OWNER_NONE;
	if (outputs->owners)
		answer = owners_ask(outputs->owners, &id, files, request->draft.writer_count, &owner);
	if (answer == OWNER_OTHER)
		diag_add(diags, DIAG_OUTPUT_OF_OTHER, NO_PLACE, owner.path, owner.whose);
	if (answer == OWNER_WAIT) {
		result->first = owner.first;
		result->first_count = owner.first_count;
	}
	return answer != OWNER_NONE;
}

/* Where the document's files go. */
static struct output_file *list_files(struct arena *arena, const struct output_request *request, const char *title)
{
	const struct draft_request *draft = &request->draft;
	unsigned year = draft->kind == DRAFT_FILE ? 0 : draft->values.year;
	struct output_file *files = ARENA_ARRAY(arena, struct output_file, draft->writer_count);
	for (size_t i = 0; i < draft->writer_count; i++) {
		const char *suffix = request->suffix ? request->suffix : "";
		const char *name = names_file(arena, str_of(title), year, suffix, draft->writers[i]->extension);
		files[i].path = request->path ? request->path : file_join(arena, request->folder, name);
	}
	return files;
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
	size_t count = request->draft.writer_count;
	struct output_file *files = list_files(arena, request, result->draft.title);
	struct buf *contents = ARENA_ARRAY(arena, struct buf, count);
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		ok = is_free(outputs, request->draft.file, files[i].path, diags) && ok;
	ok = !is_taken(outputs, request, files, result, diags) && ok;
	for (size_t i = 0; i < count; i++)
		contents[i] = (struct buf)BUF_INIT;
	ok = draft_write(arena, outputs->tools, &request->draft, &result->draft, contents, diags) && ok;
	for (size_t i = 0; i < count; i++)
		files[i].hash = hash_text(buf_str(&contents[i]));
	for (size_t i = 0; ok && !request->trial && i < count; i++)
		if (edited_keep(arena, request->draft.writers[i], files[i].path, diags) &&
		    file_write_stamped(files[i].path, buf_str(&contents[i]), request->sync, &files[i].stamp, diags))
			files[result->file_count++] = files[i];
	for (size_t i = 0; i < count; i++)
		buf_free(&contents[i]);
	result->files = files;
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
