/* Walking through UTF-8 text, and the classes of characters that the rules ask for. */
#ifndef CHECK_SCAN_H
#define CHECK_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* The character at `offset`, 0 at the end; *size (may be NULL) its bytes. */
static inline uint32_t scan_at(struct str text, size_t offset, size_t *size)
{
	uint32_t character = 0;
	size_t bytes = offset < text.len ? utf8_decode(text.data + offset, text.len - offset, &character) : 0;
	if (size)
		*size = bytes;
	return bytes ? character : 0;
}

/* The character before `offset`, 0 at the start; *size (may be NULL) its bytes. */
uint32_t scan_before(struct str text, size_t offset, size_t *size);

/* Whether `word` stands at `offset`; whether the text before `offset` ends in it. */
static inline bool scan_stands(struct str text, size_t offset, struct str word) /* the same for a view */
{
	return offset <= text.len && word.len <= text.len - offset && word.len && text.data[offset] == word.data[0] &&
	       text.data[offset + word.len - 1] == word.data[word.len - 1] &&
	       memcmp(text.data + offset, word.data, word.len) == 0;
}
static inline bool scan_is(struct str text, size_t offset, const char *word)
{
	return offset < text.len && text.data[offset] == *word && scan_stands(text, offset, str_of(word));
}
bool scan_ends(struct str text, size_t offset, const char *word);

/* Whether the character is one of those in `set`. */
bool scan_in(uint32_t character, const char *set);

/* The same of a set without ideographs, which nearly all of a text are. */
static inline bool scan_is_mark(uint32_t character, const char *marks)
{
	return !utf8_is_ideograph(character) && scan_in(character, marks);
}

/* First offset from `from` on where `word` stands, or (size_t)-1. */
size_t scan_find(struct str text, size_t from, const char *word);
size_t scan_find_view(struct str text, size_t from, struct str word); /* the same for a view */

/* The text from `back` bytes before the offset, or its start, to `on` bytes behind it, or its end: what is near. Whole characters. */
struct str scan_near(struct str text, size_t offset, size_t back, size_t on);

/* Part of a text. */
static inline struct str scan_slice(struct str text, size_t start, size_t end)
{
	return (struct str){ text.data + start, end - start };
}

static inline bool scan_is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

/* Start of the row of digits 0 … 9 that ends at the offset. */
size_t scan_digits_before(struct str text, size_t offset);

/* A blank of any width. */
bool scan_is_blank(uint32_t character);

/* Whether the blanks that begin at `offset` are left open for something to be written into them: all that stands in brackets or quotes,
 * between 第 and what it counts, between 年, 月 and 日, between a colon and the mark behind it. */
bool scan_room(struct str text, size_t offset);

/* Whether a Chinese numeral up to 9999 may begin with the character: 零 … 九, 两, 十, 百, 千. */
bool scan_is_numeral(uint32_t character);

/* Value of the Chinese or ASCII numeral at `offset` (up to 9999), -1 when there is none; *end behind it. */
int scan_numeral(struct str text, size_t offset, size_t *end);

/* Value of the digits that end at the offset (up to 9999), -1 when there are none; *start their first byte. */
int scan_number_before(struct str text, size_t offset, size_t *start);

/* End of the clause, sentence …: first of the characters of `stops` from `from` on, or the end. */
size_t scan_until(struct str text, size_t from, const char *stops);

/* The same, but no further than `most` bytes behind `from`. */
size_t scan_until_near(struct str text, size_t from, size_t most, const char *stops);

/* Start of what stands before `from` without any character of `stops`. */
size_t scan_back(struct str text, size_t from, const char *stops);

/* The same for growing `from`, in time that grows with the text only. `last`: zeros at first. */
struct scan_last {
	size_t from, start;
};
size_t scan_back_on(struct str text, size_t from, const char *stops, struct scan_last *last);

/* What stands around the offset without any character of `stops`: its clause, its sentence … */
struct str scan_around(struct str text, size_t offset, const char *stops);

#endif
