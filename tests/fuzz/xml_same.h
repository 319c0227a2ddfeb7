/* Whether the reader of plain XML made of a text what libxml2 makes of it; for the unit tests, and for xml.c. */
#ifndef FUZZ_XML_SAME_H
#define FUZZ_XML_SAME_H

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/xml.h"
#include "base/xml_plain.h"

static inline bool same_attributes(struct arena *arena, const xmlNode *a, const xmlNode *b)
{
	const xmlAttr *x = a->properties, *y = b->properties;
	for (; x && y; x = x->next, y = y->next) {
		const char *name = (const char *)x->name;
		if (strcmp(name, (const char *)y->name) != 0 || strcmp(xml_attribute(arena, a, name), xml_attribute(arena, b, name)) != 0)
			return false;
	}
	return !x && !y;
}

static inline const xmlNode *without_comments(const xmlNode *node)
{
	while (node && node->type == XML_COMMENT_NODE)
		node = node->next;
	return node;
}

static inline bool same_nodes(struct arena *arena, const xmlNode *plain, const xmlNode *whole);

static inline bool same_node(struct arena *arena, const xmlNode *plain, const xmlNode *whole)
{
	if (plain->type != whole->type || strcmp((const char *)plain->name, (const char *)whole->name) != 0)
		return false;
	if (plain->type == XML_TEXT_NODE)
		return strcmp((const char *)plain->content, (const char *)whole->content) == 0;
	return xmlGetLineNo(plain) == xmlGetLineNo(whole) && xml_text(arena, plain).len == xml_text(arena, whole).len && same_attributes(arena, plain, whole) &&
	       (!plain->children || plain->children->parent == plain) && same_nodes(arena, plain->children, whole->children);
}

static inline bool same_nodes(struct arena *arena, const xmlNode *plain, const xmlNode *whole)
{
	for (whole = without_comments(whole); plain && whole; plain = plain->next, whole = without_comments(whole->next))
		if (!same_node(arena, plain, whole))
			return false;
	return !plain && !whole;
}

enum plainness {
	NOT_PLAIN,
	SAME,
	OTHERWISE, /* as libxml2 has it, or it is none of it */
};

/* How the text, which ends in NUL and is valid UTF-8, is read. */
static inline enum plainness read_both(struct arena *arena, struct str text)
{
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct source *source = source_of_text(arena, "a.xml", text);
	const xmlDoc *plain = xml_plain_read(arena, source), *whole = plain ? xml_load(arena, source, NULL, NULL, &diags) : NULL;
	if (!plain)
		return NOT_PLAIN;
	return whole && same_nodes(arena, plain->children, whole->children) ? SAME : OTHERWISE;
}

#endif
