/* UTF-8 (RFC 3629) and the character classes that several stages need. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool utf8_is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Whether a character of three bytes that needs no look at its value (U+1000 … U+CFFF) stands here: nearly all that are not ASCII. */
static inline bool utf8_is_common_wide(const char *at, size_t len)
{
	return len >= 3 && (unsigned char)at[0] >= 0xE1 && (unsigned char)at[0] <= 0xEC && utf8_is_continuation(at[1]) && utf8_is_continuation(at[2]);
}

/* utf8_decode() of what is not common: ASCII, too, which others look at before they ask. */
size_t utf8_decode_rare(const char *text, size_t len, uint32_t *codepoint);

/* Decodes the character at `text` (at most `len` bytes). Returns its length in bytes and sets
 * *codepoint; 0 where the bytes are not valid UTF-8 (overlong, surrogate, cut off) or len is 0. */
static inline size_t utf8_decode(const char *text, size_t len, uint32_t *codepoint)
{
	if (!utf8_is_common_wide(text, len))
		return utf8_decode_rare(text, len, codepoint);
	*codepoint = (text[0] & 0x0Fu) << 12 | (text[1] & 0x3Fu) << 6 | (text[2] & 0x3Fu);
	return 3;
}

/* The same for the character that ends `text`. */
size_t utf8_decode_last(const char *text, size_t len, uint32_t *codepoint);

/* Writes the character to `out` (4 bytes of room); returns its length in bytes. */
size_t utf8_encode(uint32_t codepoint, char *out);

/* Bytes at the start of `text` that are valid and plain: ASCII without control characters, U+3000 … U+CFFF but for
 * the filler U+3164, U+FF00 … U+FF7F.
 * Nearly all of a Chinese text is, so that loops that look for something else skip it. */
size_t utf8_plain(const char *text, size_t len);

/* Whether all of `text` is valid; else *bad (may be NULL) is the byte offset of the first fault. */
bool utf8_valid(const char *text, size_t len, size_t *bad);

/* Number of characters in valid UTF-8. */
size_t utf8_count(const char *text, size_t len);

/* Bytes of the first `count` characters of valid UTF-8 (all of it when it has fewer). */
size_t utf8_prefix(const char *text, size_t len, size_t count);

/* Whether the character is in one of the ranges, ends included. */
struct utf8_range {
	uint32_t first, last;
};
bool utf8_in_ranges(uint32_t codepoint, const struct utf8_range *ranges, size_t count);

/* The ideographs of the first block, which are nearly all of a Chinese text. */
static inline bool utf8_is_ideograph(uint32_t codepoint)
{
	return codepoint - 0x4E00 <= 0x9FFF - 0x4E00;
}

/* utf8_is_han() and utf8_is_cjk() of what is none of those. */
bool utf8_is_rare_han(uint32_t codepoint);
bool utf8_is_rare_cjk(uint32_t codepoint);

/* Han characters: CJK unified and compatibility ideographs with all extensions, 〇, 々. */
static inline bool utf8_is_han(uint32_t codepoint)
{
	return utf8_is_ideograph(codepoint) || utf8_is_rare_han(codepoint);
}

/* Characters that a Chinese line sets in a full cell: Han, kana, CJK and full-width punctuation,
 * and the quotes, dashes and ellipsis that Chinese shares with Latin (“ ” ‘ ’ — …). */
static inline bool utf8_is_cjk(uint32_t codepoint)
{
	return utf8_is_ideograph(codepoint) || utf8_is_rare_cjk(codepoint);
}

/* Whether the character is one of those of the UTF-8 string. */
bool utf8_among(uint32_t codepoint, const char *characters);

/* Characters that show nothing and may change what stands around them: controls (C0, DEL, C1), marks of direction (UAX 9), line and
 * paragraph separators, the byte order mark, tags, noncharacters. A terminal may obey them. */
bool utf8_is_control(uint32_t codepoint);

/* Those, white space, and what has no width of its own: joiners, fillers, soft hyphen, variation selectors. */
bool utf8_is_invisible(uint32_t codepoint);

/* Characters that nobody means to print, so that values, sources and templates must not hold them: controls but tab and line ends,
 * noncharacters and placeholders, marks that turn text round or hide it, fillers that look like blanks, tags, the sign for a lost
 * character. */
bool utf8_is_unwanted(uint32_t codepoint);

/* Letters and signs of scripts that run from right to left (UAX #9: R, AL). */
bool utf8_runs_leftwards(uint32_t codepoint);

/* Width of valid UTF-8 in half-width cells, as a terminal or a typewriter grid has them: 2 for full-width characters. */
int utf8_cells(const char *text, size_t len);

#endif
