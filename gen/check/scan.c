#include "check/scan.h"

#include <string.h>

#include "base/utf8.h"

uint32_t scan_before(struct str text, size_t offset, size_t *size)
{
	uint32_t character = 0;
	size_t bytes = utf8_decode_last(text.data, offset, &character);
	if (size)
		*size = bytes;
	return bytes ? character : 0;
}

bool scan_ends(struct str text, size_t offset, const char *word)
{
	size_t len = strlen(word);
	return len <= offset && memcmp(text.data + offset - len, word, len) == 0;
}

bool scan_in(uint32_t character, const char *set)
{
	return utf8_among(character, set);
}

size_t scan_find(struct str text, size_t from, const char *word)
{
	if (from > text.len)
		return (size_t)-1;
	size_t at = str_find(scan_slice(text, from, text.len), word);
	return at == (size_t)-1 ? at : from + at;
}

size_t scan_find_view(struct str text, size_t from, struct str word)
{
	const char *found = from < text.len ? memmem(text.data + from, text.len - from, word.data, word.len) : NULL;
	return found ? (size_t)(found - text.data) : (size_t)-1;
}

struct str scan_near(struct str text, size_t offset, size_t back, size_t on)
{
	size_t start = offset > back ? offset - back : 0, end = text.len - offset > on ? offset + on : text.len;
	while (start && ((unsigned char)text.data[start] & 0xC0) == 0x80)
		start--;
	while (end < text.len && ((unsigned char)text.data[end] & 0xC0) == 0x80)
		end++;
	return (struct str){ text.data + start, end - start };
}

size_t scan_digits_before(struct str text, size_t offset)
{
	while (offset && scan_is_digit((unsigned char)text.data[offset - 1]))
		offset--;
	return offset;
}

bool scan_is_blank(uint32_t character)
{
	return character == ' ' || character == '\t' || character == 0x3000 || character == 0xA0;
}

bool scan_room(struct str text, size_t offset)
{
	static const char *const around[][2] = { { "（", "）" }, { "(", ")" }, { "〔", "〕" }, { "【", "】" },
						 { "《", "》" }, { "“", "”" } };
	size_t end = offset, size, cells = 0;
	for (uint32_t c; scan_is_blank(c = scan_at(text, end, &size)); end += size)
		cells += c == 0x3000 ? 2 : 1;
	for (size_t i = 0; i < sizeof around / sizeof *around; i++)
		if (scan_ends(text, offset, around[i][0]) && scan_is(text, end, around[i][1]))
			return true;
	if (scan_ends(text, offset, "〕") && scan_is(text, end, "号")) /* 〔2026〕  号 */
		return true;
	if (scan_is(text, end, "月") && !scan_is_digit(scan_before(text, offset, NULL)) &&
	    scan_is_blank(scan_at(text, end + strlen("月"), &size)) &&
	    !scan_ends(text, offset, "年")) { /* 于 月 日前 */
		size_t day = end + strlen("月");
		for (; scan_is_blank(scan_at(text, day, &size)); day += size)
			;
		return scan_is(text, day, "日");
	}
	if (scan_ends(text, offset, "第"))
		return utf8_is_han(scan_at(text, end, NULL)) && scan_numeral(text, end, &size) < 0;
	if (cells > 1 && (scan_ends(text, offset, "：") || scan_ends(text, offset, ":")))
		return scan_in(scan_at(text, end, NULL), "，。；、");
	return cells > 1 && ((scan_ends(text, offset, "年") && scan_is(text, end, "月")) || (scan_ends(text, offset, "月") && scan_is(text, end, "日")));
}

/* The digit 0 … 9 that a Chinese character stands for, or -1. */
static int digit_of(uint32_t character)
{
	switch (character) {
	case 0x96F6:
		return 0; /* 零 */
	case 0x4E00:
		return 1;
	case 0x4E8C:
		return 2;
	case 0x4E24:
		return 2; /* 两 */
	case 0x4E09:
		return 3;
	case 0x56DB:
		return 4;
	case 0x4E94:
		return 5;
	case 0x516D:
		return 6;
	case 0x4E03:
		return 7;
	case 0x516B:
		return 8;
	case 0x4E5D:
		return 9;
	default:
		return -1;
	}
}

static int unit_of(uint32_t character)
{
	return character == 0x5341 ? 10 : character == 0x767E ? 100 : character == 0x5343 ? 1000 : 0; /* 十百千 */
}

bool scan_is_numeral(uint32_t character)
{
	return unit_of(character) || digit_of(character) >= 0;
}

static int ascii_numeral(struct str text, size_t offset, size_t *end)
{
	int value = 0;
	size_t at = offset;
	for (; scan_is_digit(scan_at(text, at, NULL)); at++)
		value = value > 9999 ? value : value * 10 + (text.data[at] - '0');
	*end = at;
	return at == offset || value > 9999 ? -1 : value;
}

int scan_numeral(struct str text, size_t offset, size_t *end)
{
	size_t at = offset, size;
	uint32_t first = scan_at(text, offset, &size);
	*end = offset;
	if (scan_is_digit(first))
		return ascii_numeral(text, offset, end);
	if (!scan_is_numeral(first))
		return -1;
	int sum = 0, digit = -1;
	for (uint32_t c; (c = scan_at(text, at, &size)); at += size) {
		int unit = unit_of(c), next = digit_of(c);
		if (unit) {
			sum += sum > 9999 ? 0 : (digit < 0 ? 1 : digit) * unit;
			digit = -1;
		} else if (next >= 0 && digit < 0) {
			digit = next ? next : -1;
		} else {
			break;
		}
	}
	*end = at;
	return sum > 9999 ? -1 : sum + (digit > 0 ? digit : 0);
}

int scan_number_before(struct str text, size_t offset, size_t *start)
{
	size_t end;
	*start = scan_digits_before(text, offset);
	return *start < offset ? scan_numeral(text, *start, &end) : -1;
}

/* The first bytes of some characters, as bits: what stands between them is passed over without looking at it. */
struct leads {
	uint64_t bits[4];
};

static struct leads leads_of(const char *characters)
{
	struct leads leads = { { 1 } }; /* NUL, which ends a text */
	for (const unsigned char *c = (const void *)characters; *c; c++)
		leads.bits[*c / 64] |= (*c & 0xC0) == 0x80 ? 0 : 1ull << *c % 64;
	return leads;
}

static bool is_lead(const struct leads *leads, char byte)
{
	unsigned char c = (unsigned char)byte;
	return leads->bits[c / 64] >> c % 64 & 1;
}

/* Whether the byte begins a character of three bytes. */
static bool is_wide_lead(char byte)
{
	return ((unsigned char)byte & 0xF0) == 0xE0;
}

/* Where the first of the characters stands, or a NUL, or the end. */
static size_t until(struct str text, size_t from, const char *stops)
{
	struct leads leads = leads_of(stops);
	size_t at = from, size;
	for (; at < text.len; at += is_wide_lead(text.data[at]) ? strlen("一") : 1) {
		uint32_t c;
		if (is_lead(&leads, text.data[at]) && (!(c = scan_at(text, at, &size)) || scan_in(c, stops)))
			break;
	}
	return at < text.len ? at : text.len;
}

/* Where the last of the characters before `at` ends, or a NUL, or `from`. */
static size_t back(struct str text, size_t from, size_t at, const char *stops)
{
	struct leads leads = leads_of(stops);
	for (size_t before = at, size; before > from; before--) {
		uint32_t c;
		if (is_lead(&leads, text.data[before - 1]) && (!(c = scan_at(text, before - 1, &size)) || scan_in(c, stops)))
			return c ? before - 1 + size : before;
	}
	return from;
}

size_t scan_until(struct str text, size_t from, const char *stops)
{
	size_t at = until(text, from, stops);
	return at < text.len ? at : text.len;
}

size_t scan_until_near(struct str text, size_t from, size_t most, const char *stops)
{
	return from + scan_until(scan_near(text, from, 0, most), 0, stops);
}

size_t scan_back(struct str text, size_t from, const char *stops)
{
	return back(text, 0, from, stops);
}

size_t scan_back_on(struct str text, size_t from, const char *stops, struct scan_last *last)
{
	size_t at = last->from < from ? back(text, last->from, from, stops) : from;
	*last = (struct scan_last){ from, at > last->from ? at : last->start };
	return last->start;
}

struct str scan_around(struct str text, size_t offset, const char *stops)
{
	return scan_slice(text, scan_back(text, offset, stops), scan_until(text, offset, stops));
}
