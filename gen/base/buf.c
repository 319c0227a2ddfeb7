#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf)BUF_INIT;
}

void buf_reset(struct buf *buf)
{
	buf_cut(buf, 0);
}

void buf_cut(struct buf *buf, size_t len)
{
	if (len < buf->len)
		buf->data[buf->len = len] = '\0';
}

void buf_reserve(struct buf *buf, size_t more)
{
	size_t need = buf->len + more + 1;
	if (need <= buf->capacity)
		return;
	buf->capacity = memory_grow(buf->capacity, need);
	buf->data = memory_resize(buf->data, buf->capacity, 1);
}

void buf_add(struct buf *buf, const void *data, size_t len)
{
	buf_reserve(buf, len);
	if (len)
		memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void buf_add_str(struct buf *buf, struct str text)
{
	buf_add(buf, text.data, text.len);
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_add_utf8(struct buf *buf, uint32_t codepoint)
{
	char bytes[4];
	buf_add(buf, bytes, utf8_encode(codepoint, bytes));
}

void buf_add_little(struct buf *buf, uint32_t number, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		buf_add_char(buf, (char)(number >> 8 * i & 0xFF));
}

void buf_add_binary(struct buf *buf, uint32_t number, unsigned bytes)
{
	char digits[sizeof number];
	for (unsigned i = 0; i < bytes; i++)
		digits[i] = (char)(number >> 8 * (bytes - 1 - i));
	buf_add(buf, digits, bytes);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	enum { USUAL = 256 };
	va_list args;
	buf_reserve(buf, USUAL);
	va_start(args, format);
	int len = vsnprintf(buf->data + buf->len, USUAL + 1, format, args);
	va_end(args);
	if (len > USUAL) {
		buf_reserve(buf, (size_t)len);
		va_start(args, format);
		vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
		va_end(args);
	}
	buf->len += (size_t)len;
}

void buf_add_number(struct buf *buf, double number, int places)
{
	static const long long scales[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
	if (places > 6)
		places = 6;
	long long scaled = llround(number * (double)scales[places]);
	unsigned long long left = scaled < 0 ? 0ULL - (unsigned long long)scaled : (unsigned long long)scaled;
	/* digits by hand, from the last: PDF pages hold thousands of numbers, and printf takes five times as long */
	char digits[32];
	char *at = digits + sizeof digits;
	bool shown = false; /* a digit behind the point */
	for (int i = 0; i < places; i++, left /= 10) {
		shown = shown || left % 10;
		if (shown)
			*--at = (char)('0' + left % 10);
	}
	if (shown)
		*--at = '.';
	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (scaled < 0)
		*--at = '-';
	buf_add(buf, at, (size_t)(digits + sizeof digits - at));
}

void buf_add_xml(struct buf *buf, struct str text)
{
	size_t start = 0;
	for (size_t i = 0; i < text.len; i++) {
		const char *escape = NULL;
		switch (text.data[i]) {
		case '&': escape = "&amp;"; break;
		case '<': escape = "&lt;"; break;
		case '>': escape = "&gt;"; break;
		case '"': escape = "&quot;"; break;
		case '\t': escape = "&#9;"; break;
		case '\n': escape = "&#10;"; break;
		case '\r': escape = "&#13;"; break;
		default: break;
		}
		if (!escape)
			continue;
		buf_add(buf, text.data + start, i - start);
		buf_add_text(buf, escape);
		start = i + 1;
	}
	buf_add(buf, text.data ? text.data + start : NULL, text.len - start);
}

void buf_add_base64(struct buf *buf, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	buf_reserve(buf, (bytes.len + 2) / 3 * 4);
	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i;
		uint32_t three = 0;
		for (size_t k = 0; k < 3; k++)
			three = three << 8 | (k < left ? (unsigned char)bytes.data[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_add_char(buf, k <= left ? digits[three >> (18 - 6 * k) & 63] : '=');
	}
}

/* Bytes at the start of the text that JSON and terminals take as they are. */
static size_t plain_bytes(struct str text, const char *kept, const char *marked)
{
	size_t len = 0;
	for (; len < text.len; len++) {
		unsigned char c = (unsigned char)text.data[len];
		if (c < 0x20 || c > 0x7E ? !c || c > 0x7E || !strchr(kept, c) : strchr(marked, c) != NULL)
			break;
	}
	return len;
}

/* The text with control characters but those in `kept` as JSON writes them, and a ‘\\’ before those in `marked`. */
static void add_escaped(struct buf *buf, struct str text, const char *kept, const char *marked)
{
	while (text.len) {
		size_t size = plain_bytes(text, kept, marked);
		uint32_t cp;
		buf_add(buf, text.data, size);
		text = str_from(text, size);
		if (!text.len)
			return;
		size = utf8_decode(text.data, text.len, &cp);
		if (!size || !utf8_is_control(cp)) {
			buf_add_text(buf, size == 1 ? "\\" : "");
			buf_add(buf, text.data, size ? size : 1);
		} else if (cp > 0xFFFF) { /* as two surrogates */
			buf_printf(buf, "\\u%04x\\u%04x", 0xD7C0 + (unsigned)(cp >> 10), 0xDC00 + (unsigned)(cp & 0x3FF));
		} else {
			buf_printf(buf, "\\u%04x", (unsigned)cp);
		}
		text = str_from(text, size ? size : 1);
	}
}

void buf_add_json(struct buf *buf, struct str text)
{
	buf_add_char(buf, '"');
	add_escaped(buf, text, "", "\"\\");
	buf_add_char(buf, '"');
}

void buf_add_json_text(struct buf *buf, struct str json)
{
	add_escaped(buf, json, "\n", "");
}

void buf_add_percent(struct buf *buf, struct str text, const char *kept)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] && (strchr(plain, text.data[i]) || strchr(kept, text.data[i])))
			buf_add_char(buf, text.data[i]);
		else
			buf_printf(buf, "%%%02X", (unsigned char)text.data[i]);
}

void buf_add_printable(struct buf *buf, struct str text, const char *kept)
{
	for (size_t i = 0, size; i < text.len; i += size) {
		uint32_t cp;
		size = utf8_plain(text.data + i, text.len - i);
		if (size) {
			buf_add(buf, text.data + i, size);
			continue;
		}
		size = utf8_decode(text.data + i, text.len - i, &cp);
		if (!size)
			buf_printf(buf, "\\x%02X", (unsigned char)text.data[i]);
		else if (utf8_is_control(cp) && (!cp || cp > 0x7F || !strchr(kept, (int)cp)))
			buf_printf(buf, "\\u%04X", (unsigned)cp);
		else
			buf_add(buf, text.data + i, size);
		size += !size;
	}
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){ buf->data ? buf->data : "", buf->len };
}

char *buf_move_to(struct buf *buf, struct arena *arena)
{
	char *copy = arena_copy(arena, buf->data, buf->len);
	buf_free(buf);
	return copy;
}

struct str buf_give_str(struct buf *buf, struct arena *arena)
{
	buf_reserve(buf, 0);
	buf->data[buf->len] = '\0';
	struct str text = { memory_resize(buf->data, buf->len + 1, 1), buf->len };
	arena_on_free(arena, free, (void *)text.data);
	*buf = (struct buf)BUF_INIT;
	return text;
}

struct str buf_move_str(struct buf *buf, struct arena *arena)
{
	size_t len = buf->len;
	return (struct str){ buf_move_to(buf, arena), len };
}
