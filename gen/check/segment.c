#include "check/segment.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/arena.h"

struct check_segmenter {
	struct arena *arena;
	UBreakIterator *words;
	size_t *starts;
	size_t capacity;
};

static void close_iterator(void *iterator)
{
	ubrk_close(iterator);
}

struct check_segmenter *check_segmenter_new(struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	struct check_segmenter *segmenter = ARENA_NEW(arena, struct check_segmenter);
	*segmenter = (struct check_segmenter){ .arena = arena, .words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status) };
	if (U_FAILURE(status))
		return NULL;
	arena_on_free(arena, close_iterator, segmenter->words);
	return segmenter;
}

const size_t *check_segment(struct check_segmenter *segmenter, struct str text, size_t *count)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	*count = 0;
	if (!segmenter)
		return NULL;
	utext_openUTF8(&utext, text.data, (int64_t)text.len, &status);
	ubrk_setUText(segmenter->words, &utext, &status);
	for (int32_t at = U_FAILURE(status) ? UBRK_DONE : ubrk_first(segmenter->words); at != UBRK_DONE; at = ubrk_next(segmenter->words))
		*ARENA_PUSH(segmenter->arena, segmenter->starts, *count, segmenter->capacity) = (size_t)at;
	utext_close(&utext);
	return U_FAILURE(status) || !*count ? NULL : segmenter->starts;
}
