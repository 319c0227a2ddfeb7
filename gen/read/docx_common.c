/* What all that read a DOCX share. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/package.h"

const char *docx_attribute(struct arena *arena, const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node ? node->properties : NULL; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return arena_strdup(arena, a->children && a->children->content ? (const char *)a->children->content : "");
	return NULL;
}

const xmlNode *docx_child(const xmlNode *node, const char *name)
{
	const xmlNode *n = node ? xml_first(node) : NULL;
	while (n && !xml_is(n, name))
		n = xml_next(n);
	return n;
}

const char *docx_value_of(struct arena *arena, const xmlNode *node, const char *child)
{
	const xmlNode *found = docx_child(node, child);
	const char *value = found ? docx_attribute(arena, found, "val") : NULL;
	return found ? value ? value : "" : NULL;
}

bool docx_is_on(const xmlNode *properties, const char *name, bool otherwise)
{
	static const char *const off[] = { "0", "false", "off", "none", NULL };
	const xmlNode *property = docx_child(properties, name);
	for (const xmlAttr *a = property ? property->properties : NULL; a; a = a->next)
		if (strcmp((const char *)a->name, "val") == 0 && a->children && a->children->content)
			return !str_listed(off, (const char *)a->children->content);
	return property ? true : otherwise;
}

int docx_number(const char *text, int otherwise)
{
	enum { MOST = 1000000 };
	long number = text && *text ? strtol(text, NULL, 10) : otherwise;
	return number < -MOST || number > MOST ? otherwise : (int)number;
}

int docx_align(const char *value, int otherwise)
{
	if (!value)
		return otherwise;
	return strcmp(value, "center") == 0 ? READ_CENTRE : strcmp(value, "right") == 0 || strcmp(value, "end") == 0 ? READ_RIGHT : READ_LEFT;
}

struct place docx_place(const struct docx_reader *r)
{
	return (struct place){ r->part->source, r->part->text.len };
}

const struct package_link *docx_link(struct docx_reader *r, const xmlNode *node, const char *name)
{
	const char *id = docx_attribute(r->scratch, node, name);
	return id ? package_find_link(r->package, id) : NULL;
}

bool docx_is_full(struct docx_reader *r)
{
	if (++r->paragraphs <= LIMIT_PARAGRAPHS)
		return false;
	if (!r->full)
		diag_add(r->diags, DIAG_READ_PARAGRAPHS, NO_PLACE, r->file->text->name, arena_printf(r->arena, "%d", LIMIT_PARAGRAPHS));
	return r->full = true;
}

void docx_add_code(struct docx_reader *r, struct str text)
{
	struct docx_field *last = r->field_count ? &r->fields[r->field_count - 1] : NULL;
	if (last && last->loose)
		buf_add_str(&last->code, text);
	else if (r->code)
		buf_add_str(&r->fields[r->code - 1].code, text);
}

/* ---- traces */

/* What comes next in the tree below `root`, or NULL. */
static xmlNode *next_in(xmlNode *node, const xmlNode *root)
{
	if (node->children)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

void docx_number_texts(xmlNode *root)
{
	uintptr_t count = 0;
	for (xmlNode *node = root; node; node = next_in(node, root))
		if (node->type == XML_ELEMENT_NODE && xml_is(node, "t"))
			node->_private = (void *)++count;
}

void docx_trace(struct docx_reader *r, const xmlNode *node, struct str text, size_t before)
{
	const struct buf *body = &r->part->text;
	if (!r->traced || r->margin || r->into || !text.len || !node->_private || body->len - before < text.len ||
	    memcmp(body->data + body->len - text.len, text.data, text.len) != 0)
		return;
	*ARENA_PUSH(r->arena, r->file->traces, r->file->trace_count, r->file->trace_capacity) =
		(struct read_trace){ body->len - text.len, text.len, (size_t)(uintptr_t)node->_private };
}

void docx_add_texts(const xmlNode *node, const char *part, struct buf *out, int depth)
{
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		size_t before = out->len;
		bool text = (xml_is(n, "t") || xml_is(n, "v")) && !xml_first(n);
		if (text && n->children && n->children->content)
			buf_add_text(out, (const char *)n->children->content);
		else
			docx_add_texts(n, part, out, depth + 1);
		if (*part && out->len > before && (xml_is(n, "p") || xml_is(n, "pt")))
			buf_add_text(out, part);
	}
}
