/* Where lines of text files end. */
#include "base/utf8.h"
#include "read/internal.h"

/* Bytes of the line end at the start of the text: CR LF is one; CR alone, and what UAX 14 ends lines with
 * (BK, NL: U+0085 is \xC2\x85), are some, too. */
static size_t line_end_at(struct str text)
{
	static const char *const ends[] = { "\r\n", "\n", "\r", "\f", "\v", "\xC2\x85", "\u2028", "\u2029", NULL };
	return str_starts_any(text, ends);
}

struct str read_next_line(struct str *rest)
{
	size_t len = utf8_plain(rest->data, rest->len), end = 0; /* nothing plain ends a line */
	while (len < rest->len && !(end = line_end_at(str_from(*rest, len))))
		len += 1 + utf8_plain(rest->data + len + 1, rest->len - len - 1);
	struct str line = { rest->data, len };
	*rest = end ? str_from(*rest, len + end) : (struct str){ 0 };
	return line;
}
