#include "base/xml_lex.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* ---- characters */

enum class {
	WIDE,    /* part of a character of several bytes */
	STRANGE, /* controls, line ends that a parser changes */
	LINE,
	BLANK,
	MARK,    /* " & ' / < = > ] */
	PLAIN,
	INNER,   /* of names, not at their start */
	LETTER,
};

/* Of each byte. */
#define S STRANGE
#define B BLANK
#define M MARK
#define P PLAIN
#define I INNER
#define L LETTER
static const unsigned char classes[256] = {
	S, S, S, S, S, S, S, S, S, B, LINE, S, S, S, S, S, /* 0x00 */
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	B, P, M, P, P, P, M, M, P, P, P, P, P, I, I, M,    /* 0x20 */
	I, I, I, I, I, I, I, I, I, I, P, P, M, M, M, P,
	P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,    /* 0x40 */
	L, L, L, L, L, L, L, L, L, L, L, P, P, M, P, L,
	P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,    /* 0x60 */
	L, L, L, L, L, L, L, L, L, L, L, P, P, P, P, P,
};
#undef S
#undef B
#undef M
#undef P
#undef I
#undef L

static enum class class_of(char c)
{
	return (enum class)classes[(unsigned char)c];
}

bool xml_lex_is_strange(char c)
{
	return class_of(c) == STRANGE;
}

bool xml_lex_begins_name(char c)
{
	return class_of(c) == LETTER;
}

static bool is_blank(char c)
{
	return class_of(c) == BLANK || class_of(c) == LINE;
}

const char *xml_lex_blanks(const char *at)
{
	while (is_blank(*at))
		at++;
	return at;
}

/* ---- texts */

bool xml_lex_check_wide(struct str text)
{
	if (!utf8_valid(text.data, text.len, NULL))
		return false;
	for (const char *end = text.data + text.len, *at = text.data; (at = memmem(at, (size_t)(end - at), "\xEF\xBF", 2)) != NULL; at += 3)
		if ((unsigned char)at[2] >= 0xBE) /* U+FFFE, U+FFFF */
			return false;
	return true;
}

static bool is_wide(char c)
{
	return (signed char)c < 0;
}

bool xml_lex_run(const char **at, char end, struct xml_run *run)
{
	const char *c = *at;
	bool wide = false, references = false, shaped = false;
	while (*c != end) {
		if (is_wide(*c)) {
			wide = true;
			do
				c++;
			while (is_wide(*c));
			continue;
		}
		enum class class = class_of(*c);
		if (class < PLAIN) {
			if (class == STRANGE || *c == '<' || (*c == ']' && c[1] == ']' && c[2] == '>'))
				break;
			references |= *c == '&';
			shaped |= *c == '\t' || *c == '\n';
		}
		c++;
	}
	*run = (struct xml_run){ { *at, (size_t)(c - *at) }, wide, references, shaped };
	*at = c;
	return *c == end;
}

/* The character that a number of a reference, "x4E2D" or "20013", stands for; 0: none that XML has. */
static uint32_t numbered(struct str digits)
{
	uint32_t base = digits.len && digits.data[0] == 'x' ? 16 : 10, value = 0;
	digits = str_from(digits, base == 16);
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.data[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10 : 99;
		if (digit >= base || digits.len > 7)
			return 0;
		value = value * base + digit;
	}
	bool control = value < ' ' && value != '\t' && value != '\n' && value != '\r';
	return control || (value >= 0xD800 && value <= 0xDFFF) || value == 0xFFFE || value == 0xFFFF || value > 0x10FFFF ? 0 : value;
}

/* The character of a reference without ‘&’ and ‘;’; 0: another one. */
static uint32_t referred(struct str name)
{
	static const struct {
		const char *name;
		char character;
	} entities[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (str_is(name, entities[i].name))
			return (uint32_t)entities[i].character;
	return str_starts(name, "#") ? numbered(str_from(name, 1)) : 0;
}

bool xml_lex_resolve(struct buf *out, struct str text)
{
	buf_reset(out);
	while (text.len) {
		const char *mark = memchr(text.data, '&', text.len);
		size_t before = mark ? (size_t)(mark - text.data) : text.len;
		buf_add(out, text.data, before);
		text = str_from(text, before + 1);
		if (!mark)
			return true;
		const char *end = text.len ? memchr(text.data, ';', text.len) : NULL;
		uint32_t character = end ? referred((struct str){ text.data, (size_t)(end - text.data) }) : 0;
		if (!character)
			return false;
		buf_add_utf8(out, character);
		text = str_from(text, (size_t)(end - text.data) + 1);
	}
	return true;
}

/* ---- tags */

bool xml_lex_name(const char **at, struct xml_name *name)
{
	const char *start = *at, *part = start, *end = start;
	if (class_of(*end) != LETTER)
		return false;
	while (class_of(*end) >= INNER)
		end++;
	if (*end == ':') {
		part = ++end;
		*at = end;
		if (class_of(*end) != LETTER)
			return false;
		while (class_of(*end) >= INNER)
			end++;
	}
	*at = end;
	name->whole = (struct str){ start, (size_t)(end - start) };
	name->local = (struct str){ part, (size_t)(end - part) };
	return *end != ':';
}

bool xml_lex_attribute(const char **at, struct xml_lex_attribute *attribute)
{
	if (!xml_lex_name(at, &attribute->name) || str_equal(attribute->name.whole, STR("xmlns")))
		return false;
	*at = xml_lex_blanks(*at);
	if (**at != '=')
		return false;
	*at = xml_lex_blanks(*at + 1);
	char quote = **at;
	if (quote != '"' && quote != '\'')
		return false;
	(*at)++;
	bool whole = xml_lex_run(at, quote, &attribute->value);
	*at += whole;
	return whole;
}

bool xml_lex_next_attribute(const char **at, bool *ended, bool *closed)
{
	const char *before = *at;
	*at = xml_lex_blanks(before);
	*closed = **at == '/';
	*at += *closed;
	*ended = **at == '>';
	*at += *ended;
	return *ended || (!*closed && *at != before);
}
