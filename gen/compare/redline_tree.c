/* Elements of a DOCX part that is being changed. */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "compare/redline_internal.h"

void redline_enter_root(struct redline *r, xmlNode *root)
{
	r->root = root;
	r->space = root->ns;
}

xmlNode *redline_enter(struct redline *r, xmlDocPtr part)
{
	xmlNode *before = r->root;
	redline_enter_root(r, xmlDocGetRootElement(part));
	return before;
}

static xmlNode *element_from(xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *redline_first(xmlNode *parent)
{
	return parent ? element_from(parent->children) : NULL;
}

xmlNode *redline_next(xmlNode *node)
{
	return node ? element_from(node->next) : NULL;
}

xmlNode *redline_child(xmlNode *node, const char *name)
{
	xmlNode *child = redline_first(node);
	while (child && !xml_is(child, name))
		child = redline_next(child);
	return child;
}

const char *redline_attribute(struct arena *arena, xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node ? node->properties : NULL; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return arena_strdup(arena, a->children && a->children->content ? (const char *)a->children->content : "");
	return NULL;
}

void redline_set(struct redline *r, xmlNode *node, const char *name, const char *value)
{
	xmlSetNsProp(node, r->space, BAD_CAST name, BAD_CAST value);
}

xmlNode *redline_new(struct redline *r, const char *name)
{
	return xmlNewNode(r->space, BAD_CAST name);
}

xmlNode *redline_mark(struct redline *r, const char *name)
{
	xmlNode *mark = redline_new(r, name);
	redline_set(r, mark, "id", arena_printf(r->arena, "%u", ++r->id));
	redline_set(r, mark, "author", r->author);
	redline_set(r, mark, "date", r->date);
	return mark;
}

xmlNode *redline_clone(const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE || node->nsDef)
		return xmlDocCopyNode((xmlNode *)node, node->doc, 1);
	xmlNode *made = xmlNewNode(node->ns, node->name);
	for (const xmlAttr *a = node->properties; a; a = a->next)
		xmlNewNsProp(made, a->ns, a->name, a->children && a->children->content ? a->children->content : BAD_CAST "");
	for (const xmlNode *child = node->children; child; child = child->next)
		xmlAddChild(made, redline_clone(child));
	return made;
}

void redline_put_first(xmlNode *parent, xmlNode *node)
{
	if (parent->children)
		xmlAddPrevSibling(parent->children, node);
	else
		xmlAddChild(parent, node);
}

void redline_drop(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

void redline_move_behind(xmlNode *place, xmlNode *node)
{
	bool declares = node->parent && node->parent->nsDef;
	xmlUnlinkNode(node);
	xmlAddNextSibling(place, node);
	if (declares)
		xmlReconciliateNs(node->doc, node);
}

void redline_unwrap(xmlNode *node)
{
	for (xmlNode *child = node->last, *before; child; child = before) {
		before = child->prev;
		redline_move_behind(node, child);
	}
	redline_drop(node);
}

xmlNode *redline_properties(struct redline *r, xmlNode *node, const char *name)
{
	xmlNode *properties = redline_child(node, name);
	if (properties)
		return properties;
	properties = redline_new(r, name);
	xmlNode *exception = redline_child(node, "tblPrEx"); /* of a row, before its own (17.4.60) */
	if (exception)
		xmlAddNextSibling(exception, properties);
	else
		redline_put_first(node, properties);
	return properties;
}
