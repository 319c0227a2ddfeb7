/* A view of UTF-8 text: pointer and length in bytes, not owned, not necessarily
 * NUL-terminated. `data` may be NULL only when `len` is 0. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *data;
	size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

static inline struct str str_of(const char *text)      /* NULL gives the empty view */
{
	return (struct str){ text, text ? strlen(text) : 0 };
}
bool str_equal(struct str a, struct str b);
bool str_is(struct str a, const char *text);          /* equal to a C string */
bool str_listed(const char *const *list, const char *text); /* `text` is in the list, which NULL ends */
bool str_starts(struct str text, const char *prefix);
bool str_ends(struct str text, const char *suffix);
bool str_ends_caseless(struct str text, const char *suffix); /* A–Z are a–z, as in names of files */

/* Bytes of the first of the words, which NULL ends, that `text` starts with, or ends with; 0: with none. */
size_t str_starts_any(struct str text, const char *const *words);
size_t str_ends_any(struct str text, const char *const *words);

/* The first character of `text`, and its last one; `none` where there is none or its bytes are not valid. */
uint32_t str_first(struct str text, uint32_t none);
uint32_t str_last(struct str text, uint32_t none);
/* Without its last character; as it is where there is none or its bytes are not valid. */
struct str str_without_last(struct str text);
/* Without white space of any kind (U+00A0, U+3000 …) and marks that show nothing (U+200B, U+202D …) at both ends. */
struct str str_trim(struct str text);

/* Cuts *rest at the first `separator` (which may be several bytes): returns what stands before it and moves
 * *rest behind it. Without a separator all of *rest is returned and *rest becomes {NULL, 0}. */
struct str str_cut(struct str *rest, const char *separator);

/* Byte offset of `needle` in `text`, or (size_t)-1. */
size_t str_find(struct str text, const char *needle);

/* What stands from byte `start` on; nothing when the text ends before it. */
struct str str_from(struct str text, size_t start);

/* Byte order, shorter first: for qsort and binary search. */
int str_compare(struct str a, struct str b);

#endif
