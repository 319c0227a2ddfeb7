#include "batch/wish.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/format_name.h"
#include "batch/output.h"
#include "write/pdf/pdf.h"
#include "write/png/png.h"
#include "write/writer.h"

const char *output_wish_dot(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL, *name = slash ? slash + 1 : path;
	const char *dot = name ? strrchr(name, '.') : NULL;
	return !dot || dot == name || file_is_folder(path) ? NULL : dot;
}

/* The ending of the file that the path names, with its dot; NULL when it names a folder: one that is there, or a name that no document has. */
static const char *file_ending(const char *path)
{
	const char *dot = output_wish_dot(path);
	for (const struct writer *const *writer = writer_table; dot && *writer; writer++)
		if (strcasecmp((*writer)->extension, dot) == 0)
			return dot;
	return dot && format_is_called(dot + 1) ? dot : NULL;
}

/* The format that has the ending; where none has, the ending's name, which is refused as one. */
static const char *format_of(const char *ending)
{
	const char *name = ending + 1;
	for (const struct writer *const *writer = writer_table; *writer; writer++)
		if (strcasecmp((*writer)->extension, ending) == 0)
			name = (*writer)->name;
	return name;
}

/* Takes the path as a file of the one format. False with an error when several are wanted, or another. */
static bool take_path(struct arena *arena, const struct output_wish *wish, const char *ending, struct output_request *request, struct diag_list *diags)
{
	const char *slash = strrchr(wish->path, '/');
	if (request->draft.writer_count != 1 || strcasecmp(request->draft.writers[0]->extension, ending) != 0) {
		diag_add(diags, DIAG_OUTPUT_FORMATS, NO_PLACE, wish->path, format_lower(arena, str_of(ending + 1)), wish->formats);
		return false;
	}
	request->path = wish->path;
	request->folder = slash == wish->path ? "/" : slash ? arena_copy(arena, wish->path, (size_t)(slash - wish->path)) : ".";
	return true;
}

/* Adds the writer to those of the request where it is none of them. */
static void add_writer(struct arena *arena, struct output_request *request, const struct writer *writer)
{
	size_t count = request->draft.writer_count;
	for (size_t i = 0; i < count; i++)
		if (request->draft.writers[i] == writer)
			return;
	const struct writer **all = ARENA_ARRAY(arena, const struct writer *, count + 1);
	memcpy(all, request->draft.writers, count * sizeof *all);
	all[count] = writer;
	request->draft.writers = all;
	request->draft.writer_count = count + 1;
}

bool output_wish_take(struct arena *arena, const struct output_wish *wish, struct output_request *request, struct diag_list *diags)
{
	const char *ending = file_ending(wish->path);
	const char *formats = wish->formats ? wish->formats : ending ? format_of(ending) : wish->pictures ? writer_png.name : wish->otherwise;
	if (!writers_read(arena, formats, &request->draft.writers, &request->draft.writer_count, diags))
		return false;
	if (!request->draft.writer_count) {
		diag_add(diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, formats, writer_names(arena));
		return false;
	}
	if (wish->also_pictures)
		add_writer(arena, request, &writer_png);
	if (wish->also_pdf)
		add_writer(arena, request, &writer_pdf);
	request->folder = wish->path;
	return !ending || take_path(arena, wish, ending, request, diags);
}

bool output_wish_fits(const struct output_request *request, size_t documents, struct diag_list *diags)
{
	if (request->path && documents > 1)
		diag_add(diags, DIAG_OUTPUT_ONE_FILE, NO_PLACE, request->path);
	return !request->path || documents <= 1;
}
