/* From a family name to a font file. The only user of fontconfig. */
#ifndef FONT_RESOLVE_H
#define FONT_RESOLVE_H

#include <stdbool.h>
#include <stdint.h>

struct font_resolver;

struct font_file {
	const char *path; /* NULL: the family is not installed */
	int index;        /* of the face in a collection (TTC), else 0 */
};

/* Starts nothing yet: fontconfig is loaded at the first question that the cache file cannot answer.
 * Arguments as for font_library_new(). Owned by the caller. */
struct font_resolver *font_resolver_new(const char *cache_folder, const char *extra_key);

/* Remembers new answers in the cache folder. */
void font_resolver_free(struct font_resolver *resolver);

/* The regular upright face of a family that has exactly this name, in any of the languages it is named in (fontconfig
 * itself would silently answer with another family), or else the face of this full name ("Noto Serif CJK SC Bold"). Not thread-safe.
 * The result lives as long as the resolver. */
const struct font_file *font_resolver_find(struct font_resolver *resolver, const char *family);

/* Whether a family had to be looked up because the cache did not know it. */
bool font_resolver_is_new(const struct font_resolver *resolver);

/* What is remembered of the face of a file by font_resolver_keep_plain(), NULL: nothing. Lives as long as the resolver. */
const char *font_resolver_plain(const struct font_resolver *resolver, const char *path, int index);

/* Remembers a text of font_plain_write(). */
void font_resolver_keep_plain(struct font_resolver *resolver, const char *path, int index, const char *text);

/* The regular upright face nearest to regular, of any family, that has the character. */
const struct font_file *font_resolver_find_character(struct font_resolver *resolver, uint32_t codepoint);

#endif
