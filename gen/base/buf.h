/* Growing byte buffer.
 *
 * Invariants: `data` is NUL-terminated once anything was added (the NUL is not
 * counted in `len`); BUF_INIT is a valid empty buffer that owns nothing. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

struct arena;

struct buf {
	char *data;
	size_t len, capacity;
};

#define BUF_INIT { NULL, 0, 0 }

void buf_free(struct buf *buf);                       /* back to BUF_INIT */
void buf_reset(struct buf *buf);                      /* len = 0, memory kept */
void buf_cut(struct buf *buf, size_t len);            /* takes off what stands behind the first `len` bytes */
void buf_reserve(struct buf *buf, size_t more);       /* room for `more` bytes and the NUL */
void buf_add(struct buf *buf, const void *data, size_t len);
/* Inline, so that the lengths of literals are constants. */
static inline void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}
void buf_add_str(struct buf *buf, struct str text);
void buf_add_char(struct buf *buf, char c);
void buf_add_utf8(struct buf *buf, uint32_t codepoint);

/* The lowest `bytes` (0 … 4) bytes of the number, the highest of them first, as font tables and ICC profiles have them. */
void buf_add_binary(struct buf *buf, uint32_t number, unsigned bytes);

/* The same, the lowest first, as ZIP files have them. */
void buf_add_little(struct buf *buf, uint32_t number, unsigned bytes);

__attribute__((format(printf, 2, 3)))
void buf_printf(struct buf *buf, const char *format, ...);

/* Number with up to `places` decimals, trailing zeros cut, always '.' as the decimal sign
 * (printf follows the locale; PDF, XML and JSON must not). */
void buf_add_number(struct buf *buf, double number, int places);

/* Text with & < > " and control characters escaped for XML content and attributes. */
void buf_add_xml(struct buf *buf, struct str text);

/* The bytes in Base64 (RFC 4648, 4). */
void buf_add_base64(struct buf *buf, struct str bytes);

/* Text of a URI (RFC 3986, 2.1): letters, digits and the characters of `kept` as they are, other bytes as %XX. */
void buf_add_percent(struct buf *buf, struct str text, const char *kept);

/* Text as a JSON string, with its quotes; control characters (utf8_is_control()) are escaped. */
void buf_add_json(struct buf *buf, struct str text);

/* JSON text that others wrote, the same with control characters in its strings escaped. */
void buf_add_json_text(struct buf *buf, struct str json);

/* Text of others for people's eyes: control characters (utf8_is_control()) become \u001B, bytes that are not UTF-8 \x9B, so that no
 * terminal obeys them. Those among the ASCII controls in `kept` stay. */
void buf_add_printable(struct buf *buf, struct str text, const char *kept);

/* View of the content; "" when empty. Valid until the next change. */
struct str buf_str(const struct buf *buf);

/* NUL-terminated copy of the content in the arena, and the same as a view; the buffer is freed. */
char *buf_move_to(struct buf *buf, struct arena *arena);
struct str buf_move_str(struct buf *buf, struct arena *arena);

/* The content itself, NUL-terminated, released with the arena: for what is large, so that it is not there twice. arena_size() does not count it. */
struct str buf_give_str(struct buf *buf, struct arena *arena);

#endif
