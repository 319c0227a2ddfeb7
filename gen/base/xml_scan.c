#include "base/xml_scan.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml_lex.h"

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

/* ---- texts */

static size_t count_lines(struct str text)
{
	size_t count = 0;
	for (const char *at = text.data, *end = at + text.len; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		count++;
	return count;
}

/* Whether the text holds only what XML has. */
static bool is_good(const struct xml_run *run)
{
	return !run->wide || xml_lex_check_wide(run->text);
}

static bool read_text(struct xml_scan *scan, const char **at)
{
	struct xml_run run;
	if (!xml_lex_run(at, '<', &run) || !is_good(&run) || (run.references && !xml_lex_resolve(&scan->text, run.text)))
		return false;
	scan->handler->text(scan->context, run.references ? buf_str(&scan->text) : run.text);
	return true;
}

/* ---- names */

/* Whether the prefix of a name, if it has one, is one that the root declares. */
static bool check_prefix(const struct xml_scan *scan, const struct xml_name *name)
{
	if (name->whole.len == name->local.len)
		return true;
	struct str prefix = { name->whole.data, name->whole.len - name->local.len - 1 };
	for (size_t i = 0; i < scan->prefix_count; i++)
		if (str_equal(scan->prefixes[i], prefix))
			return true;
	return str_is(prefix, "xml");
}

/* The name as one that the handler may have; NULL: it may not stand here, or there are too many. */
static const struct name *find_name(struct xml_scan *scan, const struct xml_name *given)
{
	struct str text = given->whole;
	size_t at = text.len * 31 + (unsigned char)text.data[0] * 7 + (unsigned char)text.data[text.len - 1];
	struct name *name;
	for (; (name = &scan->names[at % NAMES])->text.data; at++)
		if (str_equal(name->text, text))
			return name;
	if (scan->name_count == NAMES / 2 || !check_prefix(scan, given))
		return NULL;
	scan->name_count++;
	name->text = (struct str){ arena_copy(scan->arena, text.data, text.len), text.len };
	name->local = name->text.data + (text.len - given->local.len);
	return name;
}

static bool is_same(struct str a, struct str b)
{
	return a.len == b.len && a.data[0] == b.data[0] && (a.len == 1 || memcmp(a.data, b.data, a.len) == 0);
}

/* The same, for an element at the depth that is reached. */
static const struct name *keep_name(struct xml_scan *scan, const struct xml_name *given)
{
	const struct name **usual = &scan->usual[scan->depth];
	if (!*usual || !is_same((*usual)->text, given->whole))
		*usual = find_name(scan, given);
	return *usual;
}

/* ---- tags */

/* An attribute whose value reads as it is written. */
static bool read_attribute(const struct xml_scan *scan, const char **at, struct xml_attribute *attribute)
{
	struct xml_lex_attribute read;
	if (!xml_lex_attribute(at, &read) || !check_prefix(scan, &read.name) || !is_good(&read.value) || read.value.references || read.value.shaped)
		return false;
	*attribute = (struct xml_attribute){ read.name.local, read.value.text };
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
		bool ended;
		if (!xml_lex_next_attribute(at, &ended, closed))
			return false;
		if (ended)
			return true;
		if (*count == ATTRIBUTES || !read_attribute(scan, at, &attributes[*count]) || is_twice(attributes, *count))
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
	struct xml_name given;
	const char *start = *at;
	bool closed;
	(*at)++;
	if (scan->depth == DEPTH || !xml_lex_name(at, &given))
		return false;
	const struct name *name = read_attributes(scan, at, attributes, &tag.count, &closed) ? keep_name(scan, &given) : NULL;
	if (!name)
		return false;
	if (!closed)
		scan->open[scan->depth++] = (struct open){ name, { start, (size_t)(*at - start) }, 0, 0 };
	*stopped = !scan->handler->start(scan->context, name->local, &tag) || (closed && !end_element(scan, name));
	return true;
}

static bool read_end(struct xml_scan *scan, const char **at, bool *stopped)
{
	struct xml_name given;
	*at += 2;
	if (!scan->depth || !xml_lex_name(at, &given))
		return false;
	*at = xml_lex_blanks(*at);
	const struct open *open = &scan->open[scan->depth - 1];
	if (**at != '>' || !is_same(given.whole, open->name->text))
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
	if (piece.len - at < 2 || piece.data[at] != '<' || !xml_lex_begins_name(piece.data[at + 1]))
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
