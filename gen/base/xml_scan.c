#include "base/xml_scan.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum {
	DEPTH = 32,              /* of elements in the root; in a workbook's sheet it is 6 */
	ATTRIBUTES = 16,
	NAMES = 128,             /* of elements: a power of two */
	PREFIXES = 32,
	TOKEN_BYTES = 128 << 10, /* a tag or text that is longer is for the parser */
};

/* The name of an element as it is written, with its prefix. */
struct name {
	struct str text; /* data NULL: free */
	const char *local;
};

/* An element that is open. */
struct open {
	const struct name *name;
	struct str fresh; /* its start tag in `rest`, as long as that is being read; data NULL: it was kept */
	size_t tag;       /* where the start tag begins in `tags` */
	size_t line;      /* line ends before it */
};

struct xml_scan {
	struct arena *arena;
	const struct xml_stream_handler *handler;
	void *context;
	struct str prefixes[PREFIXES];
	size_t prefix_count;
	struct name names[NAMES];
	size_t name_count;
	struct open open[DEPTH];
	size_t depth;
	const struct name *usual[DEPTH]; /* the last name at each depth: mostly the next one, too */
	struct buf tags; /* start tags of what is open, as they were written, but for fresh ones */
	struct buf rest; /* what was not read yet */
	struct buf text; /* one with its references resolved */
	size_t lines;    /* line ends before `rest` */
};

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

static const char *behind_blanks(const char *at)
{
	while (class_of(*at) == BLANK || class_of(*at) == LINE)
		at++;
	return at;
}

/* Whether characters of several bytes are valid, and none of those that XML has not. */
static bool check_wide(struct str text)
{
	if (!utf8_valid(text.data, text.len, NULL))
		return false;
	for (const char *end = text.data + text.len, *at = text.data; (at = memmem(at, (size_t)(end - at), "\xEF\xBF", 2)) != NULL; at += 3)
		if ((unsigned char)at[2] >= 0xBE) /* U+FFFE, U+FFFF */
			return false;
	return true;
}

/* A text or a value, as far as it goes. */
struct run {
	struct str text;
	bool wide, references;
	bool shaped; /* it has tabs or line ends, which are blanks in values */
};

/* Reads to the first ‘end’ or what no text has; whether that is the end, and the text is one that means what it says but for references. Where it is
 * not, *at is where it went no further. */
static bool read_run(const char **at, char end, struct run *run)
{
	const char *start = *at, *c = start;
	*run = (struct run){ .wide = false };
	for (; *c != end; c++) {
		enum class class = class_of(*c);
		if (class >= PLAIN)
			continue;
		if (class == STRANGE || *c == '<' || (*c == ']' && c[1] == ']'))
			break;
		run->wide |= class == WIDE;
		run->references |= *c == '&';
		run->shaped |= *c == '\t' || *c == '\n';
	}
	*at = c;
	run->text = (struct str){ start, (size_t)(c - start) };
	return *c == end && (!run->wide || check_wide(run->text));
}

/* ---- texts */

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

/* Puts the text with its references resolved into scan->text; false where one is not known. */
static bool resolve(struct xml_scan *scan, struct str text)
{
	buf_reset(&scan->text);
	while (text.len) {
		const char *mark = memchr(text.data, '&', text.len);
		size_t before = mark ? (size_t)(mark - text.data) : text.len;
		buf_add(&scan->text, text.data, before);
		text = str_from(text, before + 1);
		if (!mark)
			return true;
		const char *end = text.len ? memchr(text.data, ';', text.len) : NULL;
		uint32_t character = end ? referred((struct str){ text.data, (size_t)(end - text.data) }) : 0;
		if (!character)
			return false;
		buf_add_utf8(&scan->text, character);
		text = str_from(text, (size_t)(end - text.data) + 1);
	}
	return true;
}

static size_t count_lines(struct str text)
{
	size_t count = 0;
	for (const char *at = text.data, *end = at + text.len; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		count++;
	return count;
}

static bool read_text(struct xml_scan *scan, const char **at)
{
	struct run run;
	if (!read_run(at, '<', &run) || (run.references && !resolve(scan, run.text)))
		return false;
	scan->handler->text(scan->context, run.references ? buf_str(&scan->text) : run.text);
	return true;
}

/* ---- names */

/* A name at *at, behind which *at is moved; *local: its part behind a prefix. False where none begins there. */
static bool read_name(const char **at, struct str *name, struct str *local)
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
	*name = (struct str){ start, (size_t)(end - start) };
	*local = (struct str){ part, (size_t)(end - part) };
	return *end != ':';
}

/* Whether the prefix of a name, if it has one, is one that the root declares. */
static bool check_prefix(const struct xml_scan *scan, struct str name, struct str local)
{
	if (name.len == local.len)
		return true;
	struct str prefix = { name.data, name.len - local.len - 1 };
	for (size_t i = 0; i < scan->prefix_count; i++)
		if (str_equal(scan->prefixes[i], prefix))
			return true;
	return str_is(prefix, "xml");
}

/* The name as one that the handler may have; NULL: it may not stand here, or there are too many. */
static const struct name *find_name(struct xml_scan *scan, struct str text, struct str local)
{
	size_t at = text.len * 31 + (unsigned char)text.data[0] * 7 + (unsigned char)text.data[text.len - 1];
	struct name *name;
	for (; (name = &scan->names[at % NAMES])->text.data; at++)
		if (str_equal(name->text, text))
			return name;
	if (scan->name_count == NAMES / 2 || !check_prefix(scan, text, local))
		return NULL;
	scan->name_count++;
	name->text = (struct str){ arena_copy(scan->arena, text.data, text.len), text.len };
	name->local = name->text.data + (text.len - local.len);
	return name;
}

static bool is_same(struct str a, struct str b)
{
	return a.len == b.len && a.data[0] == b.data[0] && (a.len == 1 || memcmp(a.data, b.data, a.len) == 0);
}

/* The same, for an element at the depth that is reached. */
static const struct name *keep_name(struct xml_scan *scan, struct str text, struct str local)
{
	const struct name **usual = &scan->usual[scan->depth];
	if (!*usual || !is_same((*usual)->text, text))
		*usual = find_name(scan, text, local);
	return *usual;
}

/* ---- tags */



static bool read_attribute(const struct xml_scan *scan, const char **at, struct xml_attribute *attribute)
{
	struct str name;
	struct run run;
	if (!read_name(at, &name, &attribute->name) || !check_prefix(scan, name, attribute->name) || str_is(name, "xmlns"))
		return false;
	*at = behind_blanks(*at);
	if (**at != '=')
		return false;
	*at = behind_blanks(*at + 1);
	char quote = **at;
	if (quote != '"' && quote != '\'')
		return false;
	(*at)++;
	if (!read_run(at, quote, &run) || run.references || run.shaped)
		return false;
	attribute->value = run.text;
	(*at)++;
	return true;
}

static bool is_twice(const struct xml_attribute *attributes, int count)
{
	for (int i = 0; i < count; i++)
		if (is_same(attributes[i].name, attributes[count].name))
			return true;
	return false;
}

/* The attributes and the end of a start tag. */
static bool read_attributes(const struct xml_scan *scan, const char **at, struct xml_attribute *attributes, int *count, bool *closed)
{
	for (*count = 0;; (*count)++) {
		const char *before = *at;
		*at = behind_blanks(before);
		*closed = **at == '/';
		if (*closed)
			(*at)++;
		if (**at == '>') {
			(*at)++;
			return true;
		}
		if (*closed || *at == before || *count == ATTRIBUTES || !read_attribute(scan, at, &attributes[*count]) || is_twice(attributes, *count))
			return false;
	}
}

static bool end_element(struct xml_scan *scan, const struct name *name)
{
	return scan->handler->end(scan->context, name->local);
}

static bool read_start(struct xml_scan *scan, const char **at, bool *stopped)
{
	struct xml_attribute attributes[ATTRIBUTES + 1];
	struct xml_tag tag = { attributes, 0 };
	struct str text, local;
	const char *start = *at;
	bool closed;
	(*at)++;
	if (scan->depth == DEPTH || !read_name(at, &text, &local))
		return false;
	const struct name *name = read_attributes(scan, at, attributes, &tag.count, &closed) ? keep_name(scan, text, local) : NULL;
	if (!name)
		return false;
	if (!closed)
		scan->open[scan->depth++] = (struct open){ name, { start, (size_t)(*at - start) }, 0, 0 };
	*stopped = !scan->handler->start(scan->context, name->local, &tag) || (closed && !end_element(scan, name));
	return true;
}

static bool read_end(struct xml_scan *scan, const char **at, bool *stopped)
{
	struct str text, local;
	*at += 2;
	if (!scan->depth || !read_name(at, &text, &local))
		return false;
	*at = behind_blanks(*at);
	const struct open *open = &scan->open[scan->depth - 1];
	if (**at != '>' || !is_same(text, open->name->text))
		return false;
	(*at)++;
	if (!open->fresh.data)
		buf_cut(&scan->tags, open->tag);
	scan->depth--;
	*stopped = !end_element(scan, open->name);
	return true;
}

/* ---- the whole */

size_t xml_scan_head(struct str piece)
{
	size_t at = str_starts(piece, "\xEF\xBB\xBF") ? 3 : 0;
	struct str rest = str_from(piece, at);
	if (str_starts(rest, "<?xml ")) {
		size_t end = str_find(rest, "?>"), encoding = str_find(rest, "encoding=");
		if (end == (size_t)-1)
			return 0;
		if (encoding < end && strncasecmp(rest.data + encoding + 10, "utf-8", 5) != 0)
			return 0;
		at += end + 2;
	}
	while (at < piece.len && (strchr(" \t\r\n", piece.data[at]) && piece.data[at]))
		at++;
	if (piece.len - at < 2 || piece.data[at] != '<' || class_of(piece.data[at + 1]) != LETTER)
		return 0;
	for (char quote = 0; at < piece.len; at++) {
		char c = piece.data[at];
		if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
		else if (!quote && c == '>')
			return piece.data[at - 1] == '/' ? 0 : at + 1;
	}
	return 0;
}

static void release(void *scan)
{
	buf_free(&((struct xml_scan *)scan)->tags);
	buf_free(&((struct xml_scan *)scan)->rest);
	buf_free(&((struct xml_scan *)scan)->text);
}

struct xml_scan *xml_scan_new(struct arena *arena, const struct xml_stream_handler *handler, void *context)
{
	struct xml_scan *scan = ARENA_NEW(arena, struct xml_scan);
	*scan = (struct xml_scan){ .arena = arena, .handler = handler, .context = context };
	arena_on_free(arena, release, scan);
	return scan;
}

void xml_scan_declare(struct xml_scan *scan, const char *prefix)
{
	if (scan->prefix_count < PREFIXES)
		scan->prefixes[scan->prefix_count++] = str_of(arena_strdup(scan->arena, prefix));
}

/* Reads the tag or text at *at; XML_SCAN_ENDS, and *at as it was, where it is strange or not all there: *whole tells which. */
static enum xml_scan_state read_token(struct xml_scan *scan, const char **at, const char *end, bool *whole)
{
	const struct xml_stream_handler *handler = scan->handler;
	const char *start = *at, *behind = handler->leap && scan->depth ? handler->leap(scan->context, start) : start;
	if (behind != start) {
		*at = behind ? behind : start;
		return behind ? XML_SCAN_GOES_ON : XML_SCAN_STOPPED;
	}
	bool stopped = false, good = *start != '<' ? read_text(scan, at) : start[1] == '/' ? read_end(scan, at, &stopped) : read_start(scan, at, &stopped);
	*whole = good || *at < end;
	*at = good ? *at : start;
	return stopped ? XML_SCAN_STOPPED : good ? XML_SCAN_GOES_ON : XML_SCAN_ENDS;
}

/* Keeps the start tags of what stays open, and counts the lines before `at`, to which `rest` was read. */
static void keep_open(struct xml_scan *scan, const char *at)
{
	const char *from = scan->rest.data;
	for (size_t i = 0; i < scan->depth; i++) {
		struct open *open = &scan->open[i];
		if (!open->fresh.data)
			continue;
		scan->lines += count_lines((struct str){ from, (size_t)(open->fresh.data - from) });
		from = open->fresh.data;
		open->line = scan->lines;
		open->tag = scan->tags.len;
		buf_add_str(&scan->tags, open->fresh);
		open->fresh = (struct str){ NULL, 0 };
	}
	scan->lines += count_lines((struct str){ from, (size_t)(at - from) });
}

enum xml_scan_state xml_scan_feed(struct xml_scan *scan, struct str piece)
{
	buf_add_str(&scan->rest, piece);
	const char *at = scan->rest.data, *end = at + scan->rest.len;
	enum xml_scan_state state = XML_SCAN_GOES_ON;
	bool whole = true;
	while (at < end && state == XML_SCAN_GOES_ON)
		state = read_token(scan, &at, end, &whole);
	keep_open(scan, at);
	scan->rest.len = (size_t)(end - at);
	memmove(scan->rest.data, at, scan->rest.len + 1);
	return state == XML_SCAN_ENDS && !whole && scan->rest.len <= TOKEN_BYTES ? XML_SCAN_GOES_ON : state;
}

static bool feed_lines(size_t count, bool (*feed)(void *context, struct str piece), void *context, size_t *lines)
{
	char block[1024];
	memset(block, '\n', sizeof block);
	*lines += count;
	for (size_t len; count; count -= len) {
		len = count < sizeof block ? count : sizeof block;
		if (!feed(context, (struct str){ block, len }))
			return false;
	}
	return true;
}

bool xml_scan_hand_over(struct xml_scan *scan, bool (*feed)(void *context, struct str piece), void *context, size_t *tags, size_t *lines)
{
	size_t fed = 0;
	for (size_t i = 0; i < scan->depth; i++) {
		size_t start = scan->open[i].tag, end = i + 1 < scan->depth ? scan->open[i + 1].tag : scan->tags.len;
		struct str tag = { scan->tags.data + start, end - start };
		++*tags;
		if (!feed_lines(scan->open[i].line - fed, feed, context, lines) || !feed(context, tag))
			return false;
		fed = scan->open[i].line + count_lines(tag);
	}
	return feed_lines(scan->lines - fed, feed, context, lines) && (!scan->rest.len || feed(context, buf_str(&scan->rest)));
}
