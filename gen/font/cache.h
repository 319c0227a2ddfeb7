/* The file that remembers where families are, so that most processes need not start fontconfig (10 ms and more), and which glyphs of a
 * face need shaping, so that HarfBuzz need not read all rules of a font for a title (a million instructions a face).
 *
 * It holds the answers, and the time stamps of everything they depend on: font folders, fontconfig's files, the font
 * files. One stamp that differs makes all of it void. A file that is damaged, unreadable or cannot be written is as good
 * as none.
 *
 * Each key has a file of its own, so that programs that find fonts otherwise (the command line, others that use the library) do not write over
 * what the other one remembers. There are 256 names: keys that share one differ by the line in it, and only cost the time. */
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

/* What font_plain_write() says of a face. */
struct font_plainness {
	struct font_file file;
	const char *text;
	struct font_plainness *next;
};

struct font_cache {
	struct font_watch *watches;
	struct font_answer *answers;
	struct font_plainness *plain;
};

/* Adds a watch with the present stamp, unless the path is there already. */
void font_cache_watch(struct arena *arena, struct font_cache *cache, const char *path);

/* The file of the key, in `folder`. */
const char *font_cache_path(struct arena *arena, const char *folder, const char *key);

/* What is remembered; nothing when it does not hold any more. */
struct font_cache font_cache_load(struct arena *arena, const char *folder, const char *key);

void font_cache_save(const char *folder, const char *key, const struct font_cache *cache);

#endif
