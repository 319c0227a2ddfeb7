#include "batch/gallery.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/html.h"
#include "batch/guard.h"
#include "batch/store.h"
#include "write/png/png.h"

static const char look[] = "img{display:block;max-width:100%;margin-bottom:2em}";

/* The path as an address: what means something else in one is written as its number (RFC 3986, 2.1); browsers do so with the rest. */
static void add_address(struct buf *out, const char *path)
{
	for (; *path; path++)
		if (strchr("%?#\\\"<>&' ", *path))
			buf_printf(out, "%%%02X", (unsigned char)*path);
		else
			buf_add_char(out, *path);
}

/* Appends the place of the file as seen from the folder, both without links. */
static void add_place(struct buf *out, const char *folder, const char *path)
{
	size_t same = 0; /* bytes of the folders that both are in */
	for (size_t i = 0; path[i] && (folder[i] == path[i] || (!folder[i] && path[i] == '/')); i++) {
		if (path[i] == '/')
			same = i + 1;
		if (!folder[i])
			break;
	}
	for (const char *at = folder + (same > strlen(folder) ? strlen(folder) : same); *at; at++)
		if (*at == '/' || !at[1])
			buf_add_text(out, "../");
	add_address(out, path + same);
}

static void add_document(struct arena *arena, const struct store_record *record, const char *folder, struct buf *out)
{
	html_add(out, "h2", NULL, str_of(record->title));
	for (size_t i = 0; i < record->output_count; i++) {
		const char *path = file_real_path(arena, record->outputs[i].path);
		if (!path || !str_ends(str_of(path), writer_png.extension))
			continue;
		buf_add_text(out, "<a href=\"");
		add_place(out, folder, path);
		buf_add_text(out, "\"><img loading=\"lazy\" alt=\"");
		buf_add_xml(out, str_of(record->title));
		buf_add_text(out, "\" src=\"");
		add_place(out, folder, path);
		buf_add_text(out, "\"></a>\n");
	}
}

/* The folder of the file that is to be written, without links; NULL when there is none. */
static const char *folder_of(struct arena *arena, const char *path)
{
	const char *real = file_real_path(arena, path), *slash = real ? strrchr(real, '/') : NULL;
	return slash ? arena_copy(arena, real, (size_t)(slash - real)) : real;
}

bool gallery_write(const char *path, const struct batch_job *jobs, size_t count, const char *store, const char *language, const char *title,
		   const struct guard *guard, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	struct buf out = BUF_INIT;
	bool good = guard_allows(guard, path, diags);
	const char *folder = folder_of(arena, path);
	html_begin(&out, language, str_of(title), look);
	html_add(&out, "h1", NULL, str_of(title));
	for (size_t i = 0; good && folder && i < count; i++) {
		const struct store_record *record = store_load(arena, store, &jobs[i].id);
		if (record)
			add_document(arena, record, folder, &out);
	}
	html_end(&out);
	good = good && file_write(path, buf_str(&out), diags);
	buf_free(&out);
	arena_free(arena);
	return good;
}
