/* Where the words of Chinese text begin, by the dictionary of ICU (UAX 29 with dictionary, locale zh). */
#ifndef CHECK_SEGMENT_H
#define CHECK_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct check_segmenter;

/* One for a run; NULL where ICU has no dictionary. Closed with the arena. */
struct check_segmenter *check_segmenter_new(struct arena *arena);

/* The words of the text: the byte where each begins, and at the end the text's length. Good until the next call; NULL on failure. */
const size_t *check_segment(struct check_segmenter *segmenter, struct str text, size_t *count);

/* Whether the character rarely is a word alone; 0 never is one. */
bool check_may_be_part(uint32_t character);

#endif
