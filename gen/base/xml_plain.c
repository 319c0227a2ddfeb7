#include "base/xml_plain.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/xml_lex.h"

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
	const char *at;     /* in the source's text */
	char *text;         /* a copy of it, in which names and values become texts of their own */
	size_t line;        /* from 1: one at or before that of `at` */
	xmlDocPtr doc;
	xmlNodePtr parent;  /* the element that is open; NULL: none */
	size_t depth, nodes;
};

/* ---- texts */

/* The part of the source's text as a text of its own, in the copy. */
static char *own_text(struct plain *p, struct str part)
{
	char *text = p->text + (part.data - p->source->text.data);
	text[part.len] = '\0';
	return text;
}

/* The same, as it is meant; NULL where a reference needs a declaration. */
static char *finish_text(struct plain *p, const struct xml_run *run)
{
	char *text = own_text(p, run->text);
	if (!run->references)
		return text;
	struct buf resolved = BUF_INIT;
	bool good = xml_lex_resolve(&resolved, (struct str){ text, run->text.len });
	text = good ? buf_move_to(&resolved, p->arena) : NULL;
	buf_free(&resolved);
	return text;
}

/* Of an attribute: blanks instead of tabs and line ends, but for those that references stand for. */
static char *finish_value(struct plain *p, const struct xml_run *run)
{
	char *text = own_text(p, run->text);
	for (char *c = run->shaped ? strpbrk(text, "\n\t") : NULL; c; c = strpbrk(c, "\n\t"))
		*c = ' ';
	return finish_text(p, run);
}

/* The name, where it has no prefix and is not too long; NULL: it has, or is. */
static char *finish_name(struct plain *p, const struct xml_name *name)
{
	return name->local.len == name->whole.len && name->local.len < LONGEST_NAME ? own_text(p, name->local) : NULL;
}

/* ---- nodes */

static unsigned short line_at(struct plain *p, const char *at)
{
	size_t offset = (size_t)(at - p->source->text.data);
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

/* ` name="text"`, and to the element with it, behind `last`. */
static bool read_attribute(struct plain *p, xmlNodePtr element, xmlAttrPtr *last)
{
	struct xml_lex_attribute read;
	if (!xml_lex_attribute(&p->at, &read))
		return false;
	const char *text = finish_value(p, &read.value), *name = finish_name(p, &read.name);
	if (!text || !name || has_attribute(element, name))
		return false;
	struct {
		xmlAttr attribute;
		xmlNode text;
	} *new = arena_alloc(p->arena, sizeof *new);
	xmlAttrPtr attribute = &new->attribute;
	attribute->type = XML_ATTRIBUTE_NODE;
	attribute->name = (const xmlChar *)name;
	attribute->parent = element;
	attribute->doc = p->doc;
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

/* All attributes and the end of the tag. */
static bool read_attributes(struct plain *p, xmlNodePtr element, bool *closed)
{
	xmlAttrPtr last = NULL;
	for (size_t count = 0;; count++) {
		bool ended;
		if (!xml_lex_next_attribute(&p->at, &ended, closed))
			return false;
		if (ended) {
			p->nodes += count;
			return true;
		}
		if (count == LIMIT_XML_ATTRIBUTES || !read_attribute(p, element, &last))
			return false;
	}
}

/* The tag that opens an element, or all of one without content. */
static bool read_start(struct plain *p)
{
	struct xml_name name;
	bool closed;
	p->at++;
	if ((!p->parent && p->doc->children) || p->depth >= DEPTH || ++p->nodes > LIMIT_XML_NODES || !xml_lex_name(&p->at, &name))
		return false;
	xmlNodePtr element = new_node(p, XML_ELEMENT_NODE, finish_name(p, &name));
	if (!element->name || !read_attributes(p, element, &closed))
		return false;
	element->line = line_at(p, p->at - 1 - closed); /* libxml2's: where the tag ends */
	append(p, element);
	if (!closed) {
		p->parent = element;
		p->depth++;
	}
	return true;
}

static bool read_end(struct plain *p)
{
	struct xml_name name;
	p->at += 2;
	if (!p->parent || !xml_lex_name(&p->at, &name) || !str_is(name.whole, (const char *)p->parent->name))
		return false;
	p->at = xml_lex_blanks(p->at);
	if (*p->at++ != '>')
		return false;
	p->parent = --p->depth ? p->parent->parent : NULL;
	return true;
}

static bool read_comment(struct plain *p)
{
	const char *end = strstr(p->at + strlen("<!--"), "--");
	for (; p->at < end; p->at++)
		if (xml_lex_is_strange(*p->at))
			return false;
	p->at += strlen("--");
	return end && *p->at++ == '>';
}

/* Text up to the next tag; outside the root blanks alone. */
static bool read_text(struct plain *p)
{
	const char *from = p->at;
	struct xml_run run;
	if (!p->parent) {
		p->at = xml_lex_blanks(from);
		return *p->at == '<' || !*p->at;
	}
	if (!xml_lex_run(&p->at, '<', &run))
		return false;
	xmlNodePtr node = new_node(p, XML_TEXT_NODE, "text");
	node->line = line_at(p, from);
	node->content = (xmlChar *)finish_text(p, &run);
	append(p, node);
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

/* Whether XML forbids a character of several bytes. */
static bool has_nonsense(struct str text)
{
	return str_find(text, "\uFFFE") != (size_t)-1 || str_find(text, "\uFFFF") != (size_t)-1;
}

xmlDocPtr xml_plain_read(struct arena *arena, const struct source *source)
{
	static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
	struct str text = source->text;
	if (text.len >= LONGEST_TEXT || source->lines >= LINES || has_nonsense(text))
		return NULL;
	struct plain p = { .arena = arena, .source = source, .at = text.data, .text = arena_copy(arena, text.data, text.len), .line = 1, .doc = ARENA_NEW(arena, xmlDoc) };
	p.doc->type = XML_DOCUMENT_NODE;
	p.doc->doc = p.doc;
	if (str_starts(text, declaration))
		p.at += strlen(declaration);
	while (*p.at)
		if (!read_next(&p))
			return NULL;
	return p.at == text.data + text.len && p.doc->children && !p.parent ? p.doc : NULL;
}
