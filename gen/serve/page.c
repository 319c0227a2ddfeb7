#include "serve/page.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "serve/asset.h"
#include "serve/guide.h"

bool page_read(struct arena *arena, const char *templates, struct page *page)
{
	const char *folder = file_join(arena, templates, "desk"), **names;
	size_t count = file_list(arena, folder, &names);
	page->count = 0;
	page->files = ARENA_ARRAY(arena, struct asset, count + guide_most(arena, templates));
	for (size_t i = 0; i < count; i++) {
		const char *path = strcmp(names[i], "index.html") == 0 ? "/" : arena_printf(arena, "/%s", names[i]);
		page->count += asset_read(arena, file_join(arena, folder, names[i]), path, &page->files[page->count]);
	}
	page->count += guide_read(arena, templates, page->files + page->count);
	return page_find(page, STR("/")) != NULL;
}

const struct asset *page_find(const struct page *page, struct str path)
{
	for (size_t i = 0; i < page->count; i++)
		if (str_is(path, page->files[i].path))
			return &page->files[i];
	return NULL;
}
