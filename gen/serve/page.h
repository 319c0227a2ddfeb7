/* The files of the page, read when the desk starts: no request reaches the file system. */
#ifndef SERVE_PAGE_H
#define SERVE_PAGE_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

struct page_file {
	const char *path; /* as it is asked for: "/desk.js" */
	const char *type; /* content type */
	const char *tag;  /* entity tag, with its quotes */
	struct str data;
};

struct page {
	struct page_file *files;
	size_t count;
};

/* Reads the folder "desk" of the templates; "index.html" is "/". All of it lives in `arena`. False, and nothing, when it is not there. */
bool page_read(struct arena *arena, const char *templates, struct page *page);

/* NULL: there is none. */
const struct page_file *page_find(const struct page *page, struct str path);

#endif
