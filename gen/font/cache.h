/* The file that remembers where families are, so that most processes need not start fontconfig (10 ms and more).
 *
 * It holds the answers, and the time stamps of everything they depend on: font folders, fontconfig's files, the font
 * files. One stamp that differs makes all of it void. A file that is damaged, unreadable or cannot be written is as good
 * as none. */
#ifndef FONT_CACHE_H
#define FONT_CACHE_H

#include <stdbool.h>

#include "font/resolve.h"

struct arena;

struct font_answer {
	const char *family; /* or ":U+2611", a character */
	struct font_file file;
	struct font_answer *next;
};

/* A file or folder that an answer depends on. */
struct font_watch {
	const char *path;
	const char *stamp; /* time and size, or "-" when it does not exist */
	struct font_watch *next;
};

/* Puts a watch with the present stamp before *watches, unless the path is there already. */
void font_cache_watch(struct arena *arena, struct font_watch **watches, const char *path);

/* The remembered answers, or NULL when there are none that still hold. */
struct font_answer *font_cache_load(struct arena *arena, const char *folder, const char *key);

void font_cache_save(const char *folder, const char *key, const struct font_watch *watches,
		     const struct font_answer *answers);

#endif
