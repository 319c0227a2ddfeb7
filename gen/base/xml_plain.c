#include "base/xml_plain.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"

/* libxml2's own limits: what is beyond them it may tell. */
enum {
	DEPTH = 256,             /* of elements within each other */
	LONGEST_NAME = 50000,
	LONGEST_TEXT = 10000000, /* bytes */
	LINES = 0xFFFF           /* as many as the line of a node has room for */
};

struct plain {
	struct arena *arena;
	const struct source *source;
	char *text, *at;    /* a copy of the source's, in which names and values become texts of their own; it ends in NUL, and holds none else before `at` */
	size_t line;        /* from 1: one at or before that of `at` */
	xmlDocPtr doc;
	xmlNodePtr parent;  /* the element that is open; NULL: none */
	size_t depth, nodes;
};

/* ---- characters */

/* Whether XML forbids one of the bytes, whatever stands around it; without a way out, so that a block of them is looked at at once. */
static bool has_control(const char *text, size_t len)
{
	unsigned char found = 0;
	for (size_t i = 0; i < len; i++)
		found |= ((unsigned char)text[i] < ' ') & (text[i] != '\n') & (text[i] != '\t');
	return found;
}

/* Whether XML forbids a character of the text, or something stands in it that is left to libxml2 wherever it stands: line ends of two
 * characters, references by number, the end of a CDATA section. */
static bool is_odd(struct str text)
{
	static const char *const marks[] = { "\uFFFE", "\uFFFF", "&#", "]]>" };
	enum { BLOCK = 64 };
	size_t at = 0;
	for (; at + BLOCK <= text.len; at += BLOCK)
		if (has_control(text.data + at, BLOCK))
			return true;
	if (has_control(text.data + at, text.len - at))
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_find(text, marks[i]) != (size_t)-1)
			return true;
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static char *skip_blanks(char *at)
{
	while (is_blank(*at))
		at++;
	return at;
}

static bool begins_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The end of the name that begins here: `name` itself where none of ASCII does. What else a name may hold ends it, and the tag is not plain then. */
static char *skip_name(char *name)
{
	char *at = name;
	if (begins_name(*at))
		while (begins_name(*at) || (*at >= '0' && *at <= '9') || *at == '-' || *at == '.')
			at++;
	return at - name < LONGEST_NAME ? at : name;
}

/* The character that a reference stands for, whose end goes to *end; 0: none that needs no declaration. */
static char referred(const char *at, const char **end)
{
	static const struct {
		const char *text;
		char c;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' } };
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (strncmp(at, entities[i].text, strlen(entities[i].text)) == 0) {
			*end = at + strlen(entities[i].text);
			return entities[i].c;
		}
	return 0;
}

/* Turns the text from `from` to `to`, which is our own, into what is meant, and ends it with NUL; NULL where a reference needs a declaration. */
static char *finish_text(char *from, char *to)
{
	*to = '\0';
	char *out = memchr(from, '&', (size_t)(to - from));
	for (const char *in = out; in && *in; out++) {
		*out = *in == '&' ? referred(in, &in) : *in++;
		if (!*out)
			return NULL;
	}
	if (out)
		*out = '\0';
	return from;
}

/* ---- nodes */

static unsigned short line_at(struct plain *p, const char *at)
{
	size_t offset = (size_t)(at - p->text);
	while (p->line < p->source->lines && p->source->line_starts[p->line] <= offset)
		p->line++;
	return (unsigned short)p->line;
}

static xmlNodePtr begin_node(struct plain *p, xmlNodePtr node, xmlElementType type, const char *name)
{
	node->type = type;
	node->name = (const xmlChar *)name;
	node->doc = p->doc;
	return node;
}

static xmlNodePtr new_node(struct plain *p, xmlElementType type, const char *name)
{
	return begin_node(p, ARENA_NEW(p->arena, xmlNode), type, name);
}

/* The last node in the element, or in the document. */
static void append(struct plain *p, xmlNodePtr node)
{
	xmlNodePtr *first = p->parent ? &p->parent->children : &p->doc->children, *last = p->parent ? &p->parent->last : &p->doc->last;
	node->parent = p->parent ? p->parent : (xmlNodePtr)p->doc;
	node->prev = *last;
	if (*last)
		(*last)->next = node;
	else
		*first = node;
	*last = node;
}

/* ---- reading; each leaves `at` behind what it read, and is false where that is not plain */

static bool has_attribute(const xmlNode *element, const char *name)
{
	for (const xmlAttr *a = element->properties; a; a = a->next)
		if (a->name[0] == (xmlChar)*name && strcmp((const char *)a->name, name) == 0)
			return true;
	return false;
}

/* The text in quotes at `at`; NULL: none that is plain. */
static char *read_value(struct plain *p)
{
	char quote = *p->at;
	char *end = quote == '"' || quote == '\'' ? strchr(p->at + 1, quote) : NULL;
	if (!end || memchr(p->at, '<', (size_t)(end - p->at)))
		return NULL;
	char *text = finish_text(p->at + 1, end);
	for (char *c = text ? strpbrk(text, "\n\t") : NULL; c; c = strpbrk(c, "\n\t"))
		*c = ' ';
	p->at = end + 1;
	return text;
}

/* ` name="text"`, and to the element with it, behind `last`. */
static bool read_attribute(struct plain *p, xmlNodePtr element, xmlAttrPtr *last)
{
	char *name = p->at, *end = skip_name(name);
	p->at = skip_blanks(end);
	if (end == name || *p->at != '=')
		return false;
	p->at = skip_blanks(p->at + 1);
	*end = '\0';
	struct {
		xmlAttr attribute;
		xmlNode text;
	} *new = arena_alloc(p->arena, sizeof *new);
	xmlAttrPtr attribute = &new->attribute;
	attribute->type = XML_ATTRIBUTE_NODE;
	attribute->name = (const xmlChar *)name;
	attribute->parent = element;
	attribute->doc = p->doc;
	char *text = read_value(p);
	if (!text || has_attribute(element, (const char *)attribute->name) || strcmp((const char *)attribute->name, "xmlns") == 0)
		return false;
	if (*text) {
		attribute->children = attribute->last = begin_node(p, &new->text, XML_TEXT_NODE, "text");
		attribute->children->content = (xmlChar *)text;
		attribute->children->parent = (xmlNodePtr)attribute;
	}
	attribute->prev = *last;
	*(*last ? &(*last)->next : &element->properties) = attribute;
	*last = attribute;
	return true;
}

/* All attributes up to the end of the tag, which is not read. */
static bool read_attributes(struct plain *p, xmlNodePtr element)
{
	xmlAttrPtr last = NULL;
	size_t count = 0;
	for (;;) {
		const char *blanks = p->at;
		p->at = skip_blanks(p->at);
		if (*p->at == '>' || *p->at == '/')
			break;
		if (p->at == blanks || ++count > LIMIT_XML_ATTRIBUTES || !read_attribute(p, element, &last))
			return false;
	}
	p->nodes += count;
	return true;
}

/* The tag that opens an element, or all of one without content. */
static bool read_start(struct plain *p)
{
	char *name = p->at + 1, *end = skip_name(name);
	if (end == name || (!p->parent && p->doc->children) || p->depth >= DEPTH || ++p->nodes > LIMIT_XML_NODES)
		return false;
	xmlNodePtr element = new_node(p, XML_ELEMENT_NODE, arena_copy(p->arena, name, (size_t)(end - name)));
	p->at = end;
	if (!read_attributes(p, element))
		return false;
	element->line = line_at(p, p->at); /* libxml2's: where the tag ends */
	append(p, element);
	bool closed = *p->at == '/';
	p->at += closed;
	if (*p->at++ != '>')
		return false;
	if (!closed) {
		p->parent = element;
		p->depth++;
	}
	return true;
}

static bool read_end(struct plain *p)
{
	size_t len = p->parent ? strlen((const char *)p->parent->name) : 0;
	if (!len || strncmp(p->at + 2, (const char *)p->parent->name, len) != 0)
		return false;
	p->at = skip_blanks(p->at + 2 + len);
	if (*p->at++ != '>')
		return false;
	p->parent = --p->depth ? p->parent->parent : NULL;
	return true;
}

static bool read_comment(struct plain *p)
{
	char *end = strstr(p->at + strlen("<!--"), "--");
	p->at = end ? end + strlen("--") : p->at;
	return end && *p->at++ == '>';
}

/* Text up to the next tag; outside the root blanks alone. */
static bool read_text(struct plain *p)
{
	char *from = p->at, *end = strchr(from, '<');
	if (!p->parent) {
		p->at = skip_blanks(from);
		return p->at == end || !*p->at;
	}
	if (!end)
		return false;
	xmlNodePtr node = new_node(p, XML_TEXT_NODE, "text");
	node->line = line_at(p, from);
	char *text = arena_copy(p->arena, from, (size_t)(end - from)); /* the next tag begins where it ends */
	node->content = (xmlChar *)finish_text(text, text + (end - from));
	append(p, node);
	p->at = end;
	return node->content;
}

static bool read_next(struct plain *p)
{
	if (*p->at != '<')
		return read_text(p);
	if (p->at[1] == '/')
		return read_end(p);
	return p->at[1] == '!' && strncmp(p->at, "<!--", strlen("<!--")) == 0 ? read_comment(p) : read_start(p);
}

xmlDocPtr xml_plain_read(struct arena *arena, const struct source *source)
{
	static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
	if (source->text.len >= LONGEST_TEXT || source->lines >= LINES || is_odd(source->text))
		return NULL;
	struct plain p = { .arena = arena, .source = source, .text = arena_copy(arena, source->text.data, source->text.len), .line = 1, .doc = ARENA_NEW(arena, xmlDoc) };
	p.at = p.text;
	p.doc->type = XML_DOCUMENT_NODE;
	p.doc->doc = p.doc;
	if (str_starts(source->text, declaration))
		p.at += strlen(declaration);
	while (*p.at)
		if (!read_next(&p))
			return NULL;
	return p.doc->children && !p.parent ? p.doc : NULL;
}
