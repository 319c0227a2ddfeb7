#include "serve/page.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"

enum { MOST_BYTES = 1 << 20 };

static const char *type_of(const char *name)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{ ".html", "text/html; charset=utf-8" }, { ".css", "text/css; charset=utf-8" },	   { ".js", "text/javascript; charset=utf-8" },
		{ ".svg", "image/svg+xml" },		 { ".json", "application/json; charset=utf-8" },
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_ends(str_of(name), types[i].ending))
			return types[i].type;
	return NULL;
}

static bool read_one(struct arena *arena, const char *folder, const char *name, struct page_file *file)
{
	struct buf data = BUF_INIT;
	struct diag_list ignored;
	char hex[HASH_HEX];
	diag_init(&ignored, arena);
	file->type = type_of(name);
	if (!file->type || !file_read(file_join(arena, folder, name), MOST_BYTES, &data, &ignored)) {
		buf_free(&data);
		return false;
	}
	file->data = buf_move_str(&data, arena);
	hash_write(hash_text(file->data), hex);
	file->tag = arena_printf(arena, "\"%s\"", hex);
	file->path = str_is(str_of(name), "index.html") ? "/" : arena_printf(arena, "/%s", name);
	return true;
}

bool page_read(struct arena *arena, const char *templates, struct page *page)
{
	const char *folder = file_join(arena, templates, "desk"), **names;
	size_t count = file_list(arena, folder, &names);
	page->count = 0;
	page->files = ARENA_ARRAY(arena, struct page_file, count + 1);
	for (size_t i = 0; i < count; i++)
		page->count += read_one(arena, folder, names[i], &page->files[page->count]);
	return page_find(page, STR("/")) != NULL;
}

const struct page_file *page_find(const struct page *page, struct str path)
{
	for (size_t i = 0; i < page->count; i++)
		if (str_is(path, page->files[i].path))
			return &page->files[i];
	return NULL;
}
