/* What the desk gives as it is, its page and the guides: read when it starts, so that no request reaches the file
 * system. */
#ifndef SERVE_PAGE_H
#define SERVE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct asset;

struct page {
	struct asset *files;
	size_t count;
};

/* Reads the folder "desk" of the templates, where "index.html" is "/", and the guides. All of it lives in `arena`.
 * False, and nothing, when it is not there. */
bool page_read(struct arena *arena, const char *templates, struct page *page);

/* NULL: there is none. */
const struct asset *page_find(const struct page *page, struct str path);

#endif
