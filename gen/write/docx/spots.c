#include "write/docx/spots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum kind { OTHER, PARAGRAPH, PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, TEXT, CONTROL, BINDING, TRACKED };

/* An element that is open. */
struct open {
	enum kind kind;
	size_t at;    /* its start tag */
	size_t first; /* the next spot when it began */
	bool outer;   /* of a paragraph: of the body; of a control: the first in its line */
	bool bound;   /* of a control */
};

struct scan {
	struct arena *arena;
	struct docx_spots *spots;
	struct str xml;
	struct open *open;
	size_t depth, capacity;
	size_t paragraphs, controls, kept; /* that are open: paragraphs, controls in the line, what must not be changed */
};

/* ---- tags */

/* A tag: `name` with its prefix. */
struct tag {
	size_t at, end;
	struct str name;
	bool ends, empty;
};

static size_t skip_to(struct str xml, size_t at, const char *mark)
{
	size_t found = str_find(str_from(xml, at), mark);
	return found == (size_t)-1 ? xml.len : at + found + strlen(mark);
}

/* Behind the '>' of the tag that begins at `at`; values may hold one. */
static size_t tag_end(struct str xml, size_t at)
{
	char quote = 0;
	for (; at < xml.len; at++) {
		char c = xml.data[at];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	return xml.len;
}

static bool is_at(struct str xml, size_t at, const char *mark)
{
	return str_starts(str_from(xml, at), mark);
}

/* The next tag from `at` on; false: there is none. */
static bool next_tag(struct str xml, size_t at, struct tag *tag)
{
	for (;;) {
		const char *found = at < xml.len ? memchr(xml.data + at, '<', xml.len - at) : NULL;
		if (!found)
			return false;
		at = (size_t)(found - xml.data);
		if (is_at(xml, at, "<!--"))
			at = skip_to(xml, at, "-->");
		else if (is_at(xml, at, "<![CDATA["))
			at = skip_to(xml, at, "]]>");
		else if (is_at(xml, at, "<?"))
			at = skip_to(xml, at, "?>");
		else
			break;
	}
	*tag = (struct tag){ .at = at, .end = tag_end(xml, at), .ends = is_at(xml, at, "</") };
	size_t name = at + 1 + tag->ends, end = name;
	while (end < tag->end && !strchr(" \t\r\n/>", xml.data[end]))
		end++;
	tag->name = (struct str){ xml.data + name, end - name };
	tag->empty = !tag->ends && tag->end - tag->at > 2 && xml.data[tag->end - 2] == '/';
	return true;
}

struct str docx_tag_value(struct str tag, const char *name)
{
	size_t len = strlen(name);
	for (size_t at = 0; at + len < tag.len; at++) {
		bool here = strchr(" \t\r\n", tag.data[at]) && is_at(tag, at + 1, name);
		size_t equals = at + 1 + len;
		if (!here)
			continue;
		while (equals < tag.len && strchr(" \t\r\n", tag.data[equals]))
			equals++;
		if (equals + 1 >= tag.len || tag.data[equals] != '=')
			continue;
		for (equals++; equals < tag.len && strchr(" \t\r\n", tag.data[equals]);)
			equals++;
		if (equals >= tag.len || (tag.data[equals] != '"' && tag.data[equals] != '\''))
			continue;
		const char *start = tag.data + equals + 1, *end = memchr(start, tag.data[equals], tag.len - equals - 1);
		return end ? (struct str){ start, (size_t)(end - start) } : (struct str){ NULL, 0 };
	}
	return (struct str){ NULL, 0 };
}

/* ---- elements */

static struct str local_name(struct str name, struct str *prefix)
{
	const char *colon = name.len ? memchr(name.data, ':', name.len) : NULL;
	size_t len = colon ? (size_t)(colon - name.data) + 1 : 0;
	*prefix = (struct str){ name.data, len };
	return str_from(name, len);
}

static enum kind kind_of(const struct scan *s, const struct tag *tag, bool *text)
{
	static const struct {
		const char *name;
		enum kind kind;
	} kinds[] = {
		{ "p", PARAGRAPH }, { "pPr", PARAGRAPH_PROPERTIES }, { "r", RUN },	   { "rPr", RUN_PROPERTIES },	{ "t", TEXT },
		{ "sdt", CONTROL }, { "dataBinding", BINDING },	     { "ins", TRACKED },   { "del", TRACKED },		{ "moveFrom", TRACKED },
		{ "moveTo", TRACKED },
	};
	struct str prefix, name = local_name(tag->name, &prefix);
	*text = str_is(name, "t");
	if (!str_equal(prefix, s->spots->prefix))
		return OTHER;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(name, kinds[i].name))
			return kinds[i].kind;
	return OTHER;
}

static enum kind parent_kind(const struct scan *s)
{
	return s->depth ? s->open[s->depth - 1].kind : OTHER;
}

static void note_id(struct scan *s, const struct tag *tag)
{
	char name[64];
	struct str text = { s->xml.data + tag->at, tag->end - tag->at };
	snprintf(name, sizeof name, "%.*sid", (int)(s->spots->prefix.len < 50 ? s->spots->prefix.len : 50), s->spots->prefix.data);
	struct str value = docx_tag_value(text, name);
	unsigned long id = value.len && value.len < 10 ? strtoul(value.data, NULL, 10) : 0;
	if (id > s->spots->id && id < 1000000000)
		s->spots->id = (unsigned)id;
}

static void add_text(struct scan *s, const struct tag *tag, enum kind kind)
{
	struct docx_spots *spots = s->spots;
	struct docx_spot *spot = ARENA_PUSH(s->arena, spots->items, spots->count, spots->capacity);
	*spot = (struct docx_spot){ .tag = tag->at, .start = tag->end, .end = tag->end, .after = tag->end, .kept = s->kept > 0 };
	spot->paragraph = spots->paragraph_count ? spots->paragraph_count - 1 : 0;
	spot->usable = kind == TEXT && !tag->empty && parent_kind(s) == RUN && s->paragraphs == 1;
	if (parent_kind(s) == RUN) {
		spot->run = s->open[s->depth - 1].at;
		spot->run_tag = tag_end(s->xml, spot->run);
	}
}

static void open_element(struct scan *s, const struct tag *tag, enum kind kind)
{
	struct open *open = ARENA_PUSH(s->arena, s->open, s->depth, s->capacity);
	*open = (struct open){ .kind = kind, .at = tag->at, .first = s->spots->count };
	if (kind == PARAGRAPH) {
		open->outer = !s->paragraphs++;
		if (open->outer)
			*ARENA_PUSH(s->arena, s->spots->paragraphs, s->spots->paragraph_count, s->spots->paragraph_capacity) =
				(struct docx_paragraph_spot){ tag->end, 0 };
	}
	if (kind == CONTROL && s->paragraphs)
		open->outer = !s->controls++;
	s->kept += kind == TRACKED;
}

/* The control that the binding belongs to shows data: what is in it stays. */
static void bind(struct scan *s)
{
	for (size_t i = s->depth; i-- > 0;)
		if (s->open[i].kind == CONTROL) {
			s->kept += !s->open[i].bound;
			s->open[i].bound = true;
			return;
		}
}

static void close_run(struct scan *s, const struct open *open, size_t end)
{
	for (size_t i = open->first; i < s->spots->count; i++)
		if (s->spots->items[i].run == open->at)
			s->spots->items[i].run_end = end;
}

/* Properties stand before all else in their run. */
static void close_properties(struct scan *s, const struct open *open, size_t end)
{
	struct docx_paragraph_spot *paragraph = s->spots->paragraph_count ? &s->spots->paragraphs[s->spots->paragraph_count - 1] : NULL;
	if (open->kind == PARAGRAPH_PROPERTIES && paragraph && s->paragraphs == 1 && parent_kind(s) == PARAGRAPH)
		paragraph->start = end;
}

static void close_control(struct scan *s, const struct open *open, size_t end)
{
	s->controls -= s->paragraphs && s->controls;
	s->kept -= open->bound;
	for (size_t i = open->first; open->outer && i < s->spots->count; i++) {
		s->spots->items[i].control = open->at;
		s->spots->items[i].control_end = end;
	}
}

static void close_element(struct scan *s, const struct tag *tag)
{
	if (!s->depth)
		return;
	struct open open = s->open[--s->depth];
	if (open.kind == PARAGRAPH) {
		s->paragraphs--;
		if (open.outer)
			s->spots->paragraphs[s->spots->paragraph_count - 1].end = tag->at;
	} else if (open.kind == RUN) {
		close_run(s, &open, tag->end);
	} else if (open.kind == CONTROL) {
		close_control(s, &open, tag->end);
	} else if (open.kind == TRACKED) {
		s->kept--;
	}
	close_properties(s, &open, tag->end);
}

/* The run's properties, for the spots in it. */
static void set_properties(struct scan *s)
{
	for (size_t i = 0; i < s->spots->count; i++) {
		struct docx_spot *spot = &s->spots->items[i];
		struct tag tag;
		bool text;
		spot->usable = spot->usable && spot->run_end > spot->after;
		if (!spot->usable || !next_tag(s->xml, spot->run_tag, &tag) || kind_of(s, &tag, &text) != RUN_PROPERTIES || tag.at >= spot->tag)
			continue;
		size_t end = tag.end;
		for (size_t depth = !tag.empty; depth && next_tag(s->xml, end, &tag); end = tag.end)
			depth += tag.ends ? (size_t)-1 : !tag.empty;
		spot->properties = (struct str){ s->xml.data + spot->run_tag, end - spot->run_tag };
	}
}

/* The prefix of the main element and what it stands for. */
static bool read_root(struct scan *s, const struct tag *root)
{
	struct str prefix, name = local_name(root->name, &prefix), tag = { s->xml.data + root->at, root->end - root->at };
	if (!prefix.len || prefix.len > 40 || !str_is(name, "document"))
		return false;
	s->spots->prefix = prefix;
	s->spots->namespace = docx_tag_value(tag, arena_printf(s->arena, "xmlns:%.*s", (int)prefix.len - 1, prefix.data));
	return s->spots->namespace.len > 0;
}

bool docx_find_spots(struct arena *arena, struct str xml, struct docx_spots *spots)
{
	struct scan s = { .arena = arena, .spots = spots, .xml = xml };
	struct tag tag;
	*spots = (struct docx_spots){ .id = 0 };
	if (!utf8_valid(xml.data, xml.len, NULL) || !next_tag(xml, 0, &tag) || !read_root(&s, &tag))
		return false;
	for (size_t at = tag.end; next_tag(xml, at, &tag); at = tag.end) {
		bool text;
		enum kind kind = kind_of(&s, &tag, &text);
		if (tag.ends) {
			if (text && spots->count) {
				spots->items[spots->count - 1].end = tag.at;
				spots->items[spots->count - 1].after = tag.end;
			}
			close_element(&s, &tag);
			continue;
		}
		if (text)
			add_text(&s, &tag, kind);
		if (kind == BINDING)
			bind(&s);
		note_id(&s, &tag);
		if (!tag.empty)
			open_element(&s, &tag, kind);
	}
	set_properties(&s);
	return true;
}

/* ---- texts */

/* The character at the beginning of the content, written out or by reference; its bytes there, 0: something else is. */
static size_t read_character(struct str content, char out[4], size_t *len)
{
	static const struct {
		const char *name;
		char sign;
	} names[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' } };
	if (*content.data == '<')
		return 0;
	if (*content.data != '&') {
		bool pair = str_starts(content, "\r\n");
		out[0] = *content.data == '\r' ? '\n' : *content.data;
		*len = 1;
		return 1 + (size_t)pair;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_starts(content, names[i].name)) {
			out[0] = names[i].sign;
			*len = 1;
			return strlen(names[i].name);
		}
	char *end;
	if (!str_starts(content, "&#"))
		return 0;
	bool hexadecimal = content.len > 2 && content.data[2] == 'x';
	unsigned long cp = strtoul(content.data + 2 + hexadecimal, &end, hexadecimal ? 16 : 10);
	if (*end != ';' || cp > 0x10FFFF)
		return 0;
	*len = utf8_encode((uint32_t)cp, out);
	return (size_t)(end + 1 - content.data);
}

bool docx_spot_says(struct str xml, const struct docx_spot *spot, struct str text)
{
	size_t done = 0;
	for (size_t at = spot->start; at < spot->end;) {
		char character[4];
		size_t len, taken = read_character((struct str){ xml.data + at, spot->end - at }, character, &len);
		if (!taken || text.len - done < len || memcmp(text.data + done, character, len) != 0)
			return false;
		at += taken;
		done += len;
	}
	return done == text.len;
}

size_t docx_spot_walk(struct str xml, const struct docx_spot *spot, size_t at, size_t bytes)
{
	for (size_t len = 0; bytes && at < spot->end; bytes -= len < bytes ? len : bytes) {
		char character[4];
		size_t taken = read_character((struct str){ xml.data + at, spot->end - at }, character, &len);
		if (!taken)
			break;
		at += taken;
	}
	return at;
}
