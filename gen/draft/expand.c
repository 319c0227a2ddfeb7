#include "draft/expand.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "vars/json.h"
#include "vars/value.h"

struct partial {
	const char *name;
	const struct source *source; /* NULL: looked for and not found */
	struct partial *next;
};

struct folder {
	const struct expand_request *request;
	struct diag_list *diags;
	struct partial *partials; /* asked for so far */
};

/* Whether the name stays within the folder. */
static bool is_inside(struct str name)
{
	if (!name.len || name.data[0] == '/')
		return false;
	for (struct str rest = name; rest.data;)
		if (str_is(str_cut(&rest, "/"), ".."))
			return false;
	return true;
}

static const struct source *find_partial(const struct folder *folder, const char *name)
{
	static const char *const usual[] = { ".md", ".mustache", ".xml", "" };
	static const char *const xml[] = { ".xml", ".md", ".mustache", "" };
	const char *const *endings = str_ends(str_of(folder->request->file), ".xml") ? xml : usual;
	struct arena *arena = folder->diags->arena;
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		const char *path = file_join(arena, folder->request->partials, arena_printf(arena, "%s%s", name, endings[i]));
		if (file_exists(path) && !file_is_folder(path))
			return source_load(arena, path, LIMIT_SOURCE_BYTES, folder->diags);
	}
	return NULL;
}

static const struct source *load(void *context, struct str name)
{
	struct folder *folder = context;
	for (const struct partial *p = folder->partials; p; p = p->next)
		if (str_is(name, p->name))
			return p->source;
	struct arena *arena = folder->diags->arena;
	struct partial *partial = ARENA_NEW(arena, struct partial);
	partial->name = arena_copy(arena, name.data, name.len);
	partial->source = folder->request->partials && is_inside(name) ? find_partial(folder, partial->name) : NULL;
	partial->next = folder->partials;
	folder->partials = partial;
	return partial->source;
}

bool expand_file(const struct expand_request *request, struct buf *out, struct diag_list *diags)
{
	struct folder folder = { request, diags, NULL };
	struct merge_options options = { .sink = request->sink, .dialect = request->dialect, .data = value_null(),
					 .load = load, .context = &folder };
	const struct source *template = source_load(diags->arena, request->file, LIMIT_SOURCE_BYTES, diags);
	if (request->data) {
		const struct source *data = source_load(diags->arena, request->data, LIMIT_DATA_BYTES, diags);
		options.data = data ? json_read_value(diags->arena, data, diags) : NULL;
	}
	if (!template || !options.data)
		return false;
	struct merged merged;
	bool ok = merge_expand(diags->arena, template, &options, &merged, diags);
	buf_add_str(out, merged.text);
	return ok;
}
