/* Where a line may end: ICU's line iterator with the rules of Chinese official documents on top. */
#ifndef LAYOUT_BREAK_H
#define LAYOUT_BREAK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/utf8.h"

struct UBreakIterator;
struct arena;
struct diag_list;

/* What may happen before a character. */
enum break_flag {
	BREAK_ALLOWED = 1,
	BREAK_FORCED = 2, /* after a line break in the text */
	BREAK_GLUED = 4,  /* inside a unit (——, 41名, 〔2026〕): nothing is broken or stretched here */
	BREAK_WORD = 8,   /* a Chinese word starts here; only where asked for */
};

/* A line iterator that lives as long as the arena and is only ever cloned, so that threads may share it. NULL with an
 * error. */
const struct UBreakIterator *break_open_shared(struct arena *arena, const char *locale, struct diag_list *diags);

/* The iterators of one layout; `shared` may be NULL: an own one is opened. NULL with an error in `diags`. */
struct breaker;
struct breaker *breaker_new(struct arena *arena, const struct UBreakIterator *shared, const char *locale,
			    struct diag_list *diags);

/* For every byte of `text` (valid UTF-8) the flags of the place before it; text.len + 1 entries, the last is
 * BREAK_ALLOWED. Never breaks before 、，。；：！？”）》…… ——～·/%℃ or after “（《￥, inside ——, ……, numbers with their units, Latin
 * words. `words`: marks the starts of words too (ICU's dictionary, opened at the first such call). */
const uint8_t *breaker_find(struct breaker *breaker, struct arena *arena, struct str text, bool words);

/* The same as word processors have it with the lists that a DOCX gives them (w:noLineBreaksBefore, w:noLineBreaksAfter): beside Chinese characters and marks a
 * line may break but where these forbid it, numbers and their units included; nothing is glued, for stretching. */
const uint8_t *breaker_find_office(struct breaker *breaker, struct arena *arena, struct str text);

/* What a line must not begin and end with, in the lists of a DOCX. */
extern const char break_office_not_first[], break_office_not_last[];

/* The three below, of what is no ideograph. */
bool break_mark_may_hang(uint32_t codepoint);
bool break_mark_is_opener(uint32_t codepoint);
bool break_mark_is_closer(uint32_t codepoint);

/* The marks that may hang past the right edge: 、，。；：！？ */
static inline bool break_may_hang(uint32_t codepoint)
{
	return !utf8_is_ideograph(codepoint) && break_mark_may_hang(codepoint);
}

/* Openers (“（《…), which stand at the right of their cell, and closers (”）》…), at the left. */
static inline bool break_is_opener(uint32_t codepoint)
{
	return !utf8_is_ideograph(codepoint) && break_mark_is_opener(codepoint);
}

static inline bool break_is_closer(uint32_t codepoint)
{
	return !utf8_is_ideograph(codepoint) && break_mark_is_closer(codepoint);
}

#endif
