#include "base/utf8.h"

#include <string.h>

size_t utf8_decode_rare(const char *text, size_t len, uint32_t *codepoint)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (!len)
		return 0;
	unsigned char first = (unsigned char)text[0];
	if (first < 0x80) {
		*codepoint = first;
		return 1;
	}
	size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
	if (first < 0xC2 || first > 0xF4 || size > len)
		return 0;
	uint32_t cp = first & (0xFFu >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		unsigned char byte = (unsigned char)text[i];
		if ((byte & 0xC0) != 0x80)
			return 0;
		cp = cp << 6 | (byte & 0x3F);
	}
	if (cp < least[size] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	*codepoint = cp;
	return size;
}

size_t utf8_decode_last(const char *text, size_t len, uint32_t *codepoint)
{
	if (!len)
		return 0;
	size_t start = len;
	while (start > 0 && utf8_is_continuation(text[--start]))
		;
	return utf8_decode(text + start, len - start, codepoint) == len - start ? len - start : 0;
}

size_t utf8_encode(uint32_t codepoint, char *out)
{
	if (codepoint < 0x80) {
		out[0] = (char)codepoint;
		return 1;
	}
	size_t size = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (codepoint & 0x3F));
		codepoint >>= 6;
	}
	out[0] = (char)((0xF00u >> size) | codepoint);
	return size;
}

/* Whether U+3000 … U+CFFF but for the filler U+3164, or U+FF00 … U+FF7F stands here. */
static bool is_plain_wide(const unsigned char *at, size_t len)
{
	if (len < 3 || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80)
		return false;
	if (at[0] == 0xE3 && at[1] == 0x85 && at[2] == 0xA4)
		return false;
	return (at[0] >= 0xE3 && at[0] <= 0xEC) || (at[0] == 0xEF && (at[1] == 0xBC || at[1] == 0xBD));
}

/* Whether the eight bytes are printable ASCII; any of another kind sets or clears the top bit of its own. */
static bool is_plain_narrow(const char *at)
{
	const uint64_t each = 0x0101010101010101;
	uint64_t bytes;
	memcpy(&bytes, at, sizeof bytes);
	return !((bytes | (bytes - 0x20 * each) | (bytes + each)) & 0x80 * each);
}

size_t utf8_plain(const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t i = 0;
	while (i < len)
		if (bytes[i] >= 0x20 && bytes[i] < 0x7F)
			i += i + 8 <= len && is_plain_narrow(text + i) ? 8 : 1;
		else if (is_plain_wide(bytes + i, len - i))
			i += 3;
		else
			break;
	return i;
}

static bool is_ascii_word(const char *at)
{
	uint64_t bytes;
	memcpy(&bytes, at, sizeof bytes);
	return !(bytes & 0x8080808080808080);
}

/* Whether two such characters begin the eight bytes. */
static bool are_common_wide(const char *at)
{
	static const unsigned char kinds[8] = { 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0 }, wide[8] = { 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80 };
	uint64_t bytes, mask, found;
	memcpy(&bytes, at, sizeof bytes);
	memcpy(&mask, kinds, sizeof mask);
	memcpy(&found, wide, sizeof found);
	return (bytes & mask) == found && (unsigned char)at[0] - 0xE1u < 12 && (unsigned char)at[3] - 0xE1u < 12;
}

/* Bytes of ASCII and of common wide characters at the start. */
static size_t skip_valid(const char *text, size_t len)
{
	size_t i = 0;
	while (i < len) {
		if ((unsigned char)text[i] < 0x80)
			i += i + 8 <= len && is_ascii_word(text + i) ? 8 : 1;
		else if (i + 8 <= len && are_common_wide(text + i))
			i += 6;
		else if (utf8_is_common_wide(text + i, len - i))
			i += 3;
		else
			break;
	}
	return i;
}

bool utf8_valid(const char *text, size_t len, size_t *bad)
{
	uint32_t cp;
	for (size_t i = skip_valid(text, len), size; i < len; i += size + skip_valid(text + i + size, len - i - size)) {
		size = utf8_decode(text + i, len - i, &cp);
		if (!size) {
			if (bad)
				*bad = i;
			return false;
		}
	}
	return true;
}

size_t utf8_count(const char *text, size_t len)
{
	const uint64_t lowest = 0x0101010101010101u;
	size_t count = 0, i = 0;
	for (uint64_t bytes; i + sizeof bytes <= len;
	     i += sizeof bytes) { /* eight at once: their bits 7 and 6 are not 1 and 0 */
		memcpy(&bytes, text + i, sizeof bytes);
		count += (size_t)((((~bytes >> 7) | (bytes >> 6)) & lowest) * lowest >> 56);
	}
	for (; i < len; i++)
		count += !utf8_is_continuation(text[i]);
	return count;
}

size_t utf8_prefix(const char *text, size_t len, size_t count)
{
	size_t i = 0;
	while (i < len && count--) {
		do
			i++;
		while (i < len && utf8_is_continuation(text[i]));
	}
	return i;
}

bool utf8_in_ranges(uint32_t codepoint, const struct utf8_range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (codepoint >= ranges[i].first && codepoint <= ranges[i].last)
			return true;
	return false;
}

bool utf8_is_rare_han(uint32_t cp)
{
	static const struct utf8_range han[] = { { 0x3005, 0x3007 }, { 0x3400, 0x4DBF }, { 0xF900, 0xFAFF }, { 0x20000, 0x323AF } };
	return utf8_in_ranges(cp, han, sizeof han / sizeof *han);
}

bool utf8_is_rare_cjk(uint32_t cp)
{
	static const struct utf8_range wide[] = {
		{ 0x2014, 0x2015 }, { 0x2018, 0x2019 }, { 0x201C, 0x201D }, { 0x2026, 0x2026 },
		{ 0x2460, 0x24FF }, { 0x2E80, 0x303E }, { 0x3041, 0x33FF }, { 0xFE30, 0xFE4F },
		{ 0xFF01, 0xFF60 }, { 0xFFE0, 0xFFE6 },
	};
	if (cp < 0x2014)
		return false;
	return utf8_is_rare_han(cp) || utf8_in_ranges(cp, wide, sizeof wide / sizeof *wide);
}

bool utf8_among(uint32_t codepoint, const char *characters)
{
	char bytes[5] = { 0 };
	return codepoint && utf8_encode(codepoint, bytes) && strstr(characters, bytes);
}

int utf8_cells(const char *text, size_t len)
{
	int cells = 0;
	uint32_t cp;
	for (size_t i = 0, size; i < len && (size = utf8_decode(text + i, len - i, &cp)) > 0; i += size)
		cells += utf8_is_cjk(cp) ? 2 : 1;
	return cells;
}

bool utf8_is_control(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x00, 0x1F },	    { 0x7F, 0x9F },	{ 0x061C, 0x061C }, { 0x200E, 0x200F },	  { 0x2028, 0x202E },
		{ 0x2066, 0x2069 }, { 0xFDD0, 0xFDEF }, { 0xFEFF, 0xFEFF }, { 0xE0000, 0xE007F },
	};
	return (codepoint & 0xFFFE) == 0xFFFE || utf8_in_ranges(codepoint, ranges, sizeof ranges / sizeof *ranges);
}

bool utf8_is_invisible(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x20, 0x20 },	    { 0xA0, 0xA0 },	{ 0xAD, 0xAD },	    { 0x034F, 0x034F }, { 0x115F, 0x1160 },
		{ 0x1680, 0x1680 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180E }, { 0x2000, 0x200D }, { 0x202F, 0x202F },
		{ 0x205F, 0x2065 }, { 0x206A, 0x206F }, { 0x2800, 0x2800 }, { 0x3000, 0x3000 }, { 0x3164, 0x3164 },
		{ 0xFE00, 0xFE0F }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB }, { 0xE0100, 0xE01EF },
	};
	return utf8_is_control(codepoint) || utf8_in_ranges(codepoint, ranges, sizeof ranges / sizeof *ranges);
}

bool utf8_is_unwanted(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x00, 0x08 },	    { 0x0B, 0x0C },	{ 0x0E, 0x1F },	    { 0x7F, 0x84 },	{ 0x86, 0x9F },
		{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x202B, 0x202B }, { 0x202E, 0x202E }, { 0x2067, 0x2067 },
		{ 0x206A, 0x206F }, { 0x3164, 0x3164 }, { 0xFDD0, 0xFDEF }, { 0xFFA0, 0xFFA0 }, { 0xFFF9, 0xFFFF },
		{ 0x1D173, 0x1D17A }, { 0xE0000, 0xE00FF }, { 0xE01F0, 0xE0FFF },
	};
	return (codepoint & 0xFFFE) == 0xFFFE || utf8_in_ranges(codepoint, ranges, sizeof ranges / sizeof *ranges);
}

bool utf8_runs_leftwards(uint32_t codepoint)
{
	static const struct utf8_range letters[] = { { 0x0590, 0x061B }, { 0x061D, 0x08FF },	  { 0xFB1D, 0xFDCF },
						     { 0xFDF0, 0xFDFF }, { 0xFE70, 0xFEFC },   { 0x10800, 0x10FFF },
						     { 0x1E800, 0x1EFFF } };
	return utf8_in_ranges(codepoint, letters, sizeof letters / sizeof *letters);
}
