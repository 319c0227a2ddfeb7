/* Elements of the second document for the first one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/xml.h"
#include "compare/redline_internal.h"

/* What another part holds, which the first document has not. */
static bool is_picture(const xmlNode *node)
{
	static const char *const names[] = { "drawing", "pict", "object", "control", "AlternateContent", "altChunk", "subDoc", NULL };
	return str_listed(names, (const char *)node->name);
}

/* What is about the place that it stands in, or is the program's own. */
static bool is_tied(const xmlNode *node)
{
	static const char *const names[] = { "commentReference", "commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "permStart",
					     "permEnd", "proofErr", "sectPr", "lastRenderedPageBreak", "cnfStyle", "annotationRef", NULL };
	return str_listed(names, (const char *)node->name);
}

/* The namespace in the part that is written: its own for that of WordprocessingML, whichever of the two forms the second document has. */
static xmlNs *space_for(struct redline *r, const xmlNode *node)
{
	const xmlNode *root = xmlDocGetRootElement(node->doc);
	if (!node->ns || (root->ns && xmlStrEqual(node->ns->href, root->ns->href)))
		return r->space;
	xmlNs *found = xmlSearchNsByHref(r->root->doc, r->root, node->ns->href);
	for (unsigned i = 0; !found; i++) {
		char prefix[16];
		snprintf(prefix, sizeof prefix, "x%u", i);
		found = xmlNewNs(r->root, node->ns->href, BAD_CAST prefix); /* NULL: the prefix is taken */
	}
	return found;
}

/* Attributes of other namespaces are ids of parts, or marks of programs. */
static void copy_attributes(struct redline *r, xmlNode *copy, const xmlNode *node)
{
	const xmlNode *root = xmlDocGetRootElement(node->doc);
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		const xmlChar *value = a->children && a->children->content ? a->children->content : BAD_CAST "";
		if (strncmp((const char *)a->name, "rsid", 4) == 0)
			continue;
		if (a->ns && xmlStrEqual(a->ns->href, XML_XML_NAMESPACE))
			xmlNodeSetSpacePreserve(copy, 1);
		else if (!a->ns)
			xmlNewProp(copy, a->name, value);
		else if (root->ns && xmlStrEqual(a->ns->href, root->ns->href))
			xmlNewNsProp(copy, r->space, a->name, value);
		else if (node->ns && xmlStrEqual(a->ns->href, node->ns->href))
			xmlNewNsProp(copy, copy->ns, a->name, value);
	}
}

/* An element that names something of its document by w:val or w:id; NULL: that is nowhere. */
static xmlNode *copy_named(struct redline *r, xmlNode *node, const char *attribute, const char *name)
{
	if (!name)
		return NULL;
	xmlNode *copy = redline_new(r, (const char *)node->name);
	redline_set(r, copy, attribute, name);
	return copy;
}

static xmlNode *copy(struct redline *r, xmlNode *node, int depth)
{
	r->lost += is_picture(node);
	if (is_picture(node) || is_tied(node) || depth > REDLINE_DEPTH)
		return NULL;
	const char *value = redline_attribute(r->arena, node, "val"), *id = redline_attribute(r->arena, node, "id");
	if (xml_is(node, "pStyle") || xml_is(node, "rStyle") || xml_is(node, "tblStyle"))
		return copy_named(r, node, "val", redline_style(r, value));
	if (xml_is(node, "footnoteReference") || xml_is(node, "endnoteReference"))
		return copy_named(r, node, "id", redline_copy_note(r, xml_is(node, "endnoteReference") ? REDLINE_ENDNOTES : REDLINE_FOOTNOTES, id));
	xmlNode *made = xmlNewNode(space_for(r, node), node->name);
	copy_attributes(r, made, node);
	for (xmlNode *child = node->children; child; child = child->next) {
		xmlNode *part = child->type == XML_ELEMENT_NODE ? copy(r, child, depth + 1) : NULL;
		if (child->type == XML_TEXT_NODE)
			part = xmlNewText(child->content);
		if (part)
			xmlAddChild(made, part);
	}
	return made;
}

xmlNode *redline_copy(struct redline *r, xmlNode *node)
{
	return copy(r, node, 0);
}

/* ---- styles */

static xmlNode *find_style(struct redline *r, xmlDocPtr styles, const char *attribute, const char *value, const char *type)
{
	xmlNode *style = styles ? redline_first(xmlDocGetRootElement(styles)) : NULL;
	for (; style; style = redline_next(style)) {
		const char *own_type = redline_attribute(r->arena, style, "type");
		const char *own = attribute ? redline_attribute(r->arena, style, attribute) : redline_attribute(r->arena, redline_child(style, "name"), "val");
		if (xml_is(style, "style") && own && strcasecmp(own, value) == 0 && (!type || (own_type && strcmp(own_type, type) == 0)))
			return style;
	}
	return NULL;
}

static void note_name(struct redline *r, struct redline_name **names, size_t *count, size_t *capacity, const char *from, const char *to)
{
	*ARENA_PUSH(r->arena, *names, *count, *capacity) = (struct redline_name){ from, to };
}

static const char *find_name(const struct redline_name *names, size_t count, const char *from, bool *known)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i].from, from) == 0) {
			*known = true;
			return names[i].to;
		}
	return NULL;
}

/* Puts a style that the first document has not into it. */
static void add_style(struct redline *r, xmlNode *style, const char *id)
{
	static const char *const tied[] = { "link", "next", "numPr", "uiPriority", NULL };
	xmlNode *root = redline_enter(r, r->before.style_tree), *made = redline_new(r, "style");
	redline_set(r, made, "type", redline_attribute(r->arena, style, "type"));
	redline_set(r, made, "customStyle", "1");
	redline_set(r, made, "styleId", id);
	for (xmlNode *child = redline_first(style); child; child = redline_next(child)) {
		bool based = xml_is(child, "basedOn");
		xmlNode *part = based ? copy_named(r, child, "val", redline_style(r, redline_attribute(r->arena, child, "val")))
				      : str_listed(tied, (const char *)child->name) ? NULL : redline_copy(r, child);
		xmlNode *list = xml_is(child, "pPr") ? redline_child(part, "numPr") : NULL;
		if (list)
			redline_drop(list);
		if (part)
			xmlAddChild(made, part);
	}
	xmlAddChild(r->root, made);
	redline_enter_root(r, root);
}

const char *redline_style(struct redline *r, const char *id)
{
	bool known = false;
	const char *found = id ? find_name(r->styles, r->style_count, id, &known) : NULL;
	xmlNode *style = id && !known ? find_style(r, r->after.style_tree, "styleId", id, NULL) : NULL;
	const char *name = redline_attribute(r->arena, redline_child(style, "name"), "val"), *type = redline_attribute(r->arena, style, "type");
	if (!style || !name || !type || !r->before.style_tree)
		return found;
	xmlNode *own = find_style(r, r->before.style_tree, NULL, name, type);
	const char *made = own ? redline_attribute(r->arena, own, "styleId") : id;
	for (unsigned i = 2; !own && find_style(r, r->before.style_tree, "styleId", made, NULL); i++)
		made = arena_printf(r->arena, "%s%u", id, i);
	note_name(r, &r->styles, &r->style_count, &r->style_capacity, id, made);
	if (!own)
		add_style(r, style, made);
	return made;
}

/* The name of the paragraph's style, that of all others where it names none. */
static const char *style_name(struct redline *r, xmlDocPtr styles, xmlNode *paragraph)
{
	const char *id = redline_attribute(r->arena, redline_child(redline_child(paragraph, "pPr"), "pStyle"), "val");
	xmlNode *style = id ? find_style(r, styles, "styleId", id, "paragraph") : find_style(r, styles, "default", "1", "paragraph");
	const char *name = redline_attribute(r->arena, redline_child(style, "name"), "val");
	return name ? name : "";
}

bool redline_same_style(struct redline *r, xmlNode *before, xmlNode *after)
{
	return strcasecmp(style_name(r, r->before.style_tree, before), style_name(r, r->after.style_tree, after)) == 0;
}

/* ---- lists */

static xmlNode *find_numbered(struct redline *r, xmlDocPtr part, const char *element, const char *attribute, const char *id)
{
	xmlNode *node = part ? redline_first(xmlDocGetRootElement(part)) : NULL;
	for (; node; node = redline_next(node)) {
		const char *own = xml_is(node, element) ? redline_attribute(r->arena, node, attribute) : NULL;
		if (own && (!id || strcmp(own, id) == 0))
			return node;
	}
	return NULL;
}

/* A number that no element of the kind has yet. */
static const char *next_number(struct redline *r, const char *element, const char *attribute)
{
	long most = 0;
	for (xmlNode *node = redline_first(r->root); node; node = redline_next(node)) {
		const char *own = xml_is(node, element) ? redline_attribute(r->arena, node, attribute) : NULL;
		long number = own ? strtol(own, NULL, 10) : 0;
		most = number > most && number < 1000000000 ? number : most;
	}
	return arena_printf(r->arena, "%ld", most + 1);
}

/* Names of a level or list by which programs know it again go. */
static void untie_list(xmlNode *list)
{
	static const char *const tied[] = { "nsid", "tmpl", "styleLink", "numStyleLink", "pStyle", "lvlPicBulletId", "name", NULL };
	for (xmlNode *child = redline_first(list), *next; child; child = next) {
		next = redline_next(child);
		if (str_listed(tied, (const char *)child->name))
			redline_drop(child);
		else if (xml_is(child, "lvl"))
			untie_list(child);
	}
}

/* Puts a list of the second document into the first; its number there. */
static const char *add_list(struct redline *r, xmlNode *num, xmlNode *shape)
{
	xmlNode *root = redline_enter(r, r->before.number_tree), *first = redline_child(r->root, "num"), *last = first;
	const char *id = next_number(r, "num", "numId"), *shape_id = next_number(r, "abstractNum", "abstractNumId");
	xmlNode *made = redline_copy(r, num), *form = redline_copy(r, shape);
	for (xmlNode *node = first; node; node = redline_next(node))
		last = xml_is(node, "num") ? node : last;
	untie_list(form);
	redline_set(r, form, "abstractNumId", shape_id);
	redline_set(r, made, "numId", id);
	redline_set(r, redline_child(made, "abstractNumId"), "val", shape_id);
	if (first) {
		xmlAddPrevSibling(first, form);
		xmlAddNextSibling(last, made);
	} else {
		xmlAddChild(r->root, form);
		xmlAddChild(r->root, made);
	}
	redline_enter_root(r, root);
	return id;
}

static const char *list_of(struct redline *r, const char *id)
{
	bool known = false;
	const char *found = id ? find_name(r->lists, r->list_count, id, &known) : NULL;
	if (!id || known || strcmp(id, "0") == 0)
		return known ? found : id;
	xmlNode *num = find_numbered(r, r->after.number_tree, "num", "numId", id);
	const char *shape_id = redline_attribute(r->arena, redline_child(num, "abstractNumId"), "val");
	xmlNode *shape = shape_id ? find_numbered(r, r->after.number_tree, "abstractNum", "abstractNumId", shape_id) : NULL;
	found = shape && r->before.number_tree ? add_list(r, num, shape) : NULL;
	note_name(r, &r->lists, &r->list_count, &r->list_capacity, id, found);
	return found;
}

static const char *number_in(struct redline *r, xmlNode *paragraph)
{
	return redline_attribute(r->arena, redline_child(redline_child(redline_child(paragraph, "pPr"), "numPr"), "numId"), "val");
}

void redline_pair_lists(struct redline *r, xmlNode *before, xmlNode *after)
{
	bool known = false;
	const char *old = number_in(r, before), *new = number_in(r, after);
	if (!old || !new)
		return;
	find_name(r->lists, r->list_count, new, &known);
	if (!known)
		note_name(r, &r->lists, &r->list_count, &r->list_capacity, new, old);
}

/* ---- properties of paragraphs */

static xmlNode *copy_list(struct redline *r, xmlNode *properties)
{
	const char *id = list_of(r, redline_attribute(r->arena, redline_child(properties, "numId"), "val"));
	xmlNode *level = redline_child(properties, "ilvl"), *made = id ? redline_new(r, "numPr") : NULL;
	if (!made)
		return NULL;
	if (level)
		xmlAddChild(made, redline_copy(r, level));
	xmlNode *number = redline_new(r, "numId");
	redline_set(r, number, "val", id);
	xmlAddChild(made, number);
	return made;
}

xmlNode *redline_copy_properties(struct redline *r, xmlNode *properties)
{
	xmlNode *made = redline_new(r, "pPr");
	for (xmlNode *child = redline_first(properties); child; child = redline_next(child)) {
		if (xml_is(child, "rPr"))
			continue;
		xmlNode *part = xml_is(child, "numPr") ? copy_list(r, child) : redline_copy(r, child);
		if (part)
			xmlAddChild(made, part);
	}
	return made;
}

/* ---- notes */

xmlNode *redline_find_note(struct redline *r, xmlDocPtr notes, enum redline_notes kind, const char *id)
{
	return id ? find_numbered(r, notes, redline_note_element(kind), "id", id) : NULL;
}

const char *redline_copy_note(struct redline *r, enum redline_notes kind, const char *id)
{
	const char *name = redline_note_element(kind);
	xmlNode *note = redline_find_note(r, r->after.note_trees[kind], kind, id);
	if (!note)
		return NULL;
	if (!r->before.note_trees[kind])
		redline_begin_notes(r, kind);
	xmlNode *root = redline_enter(r, r->before.note_trees[kind]), *made = redline_new(r, name);
	const char *own = next_number(r, name, "id");
	redline_set(r, made, "id", own);
	xmlAddChild(r->root, made);
	redline_enter_root(r, root);
	*ARENA_PUSH(r->arena, r->pairs, r->pair_count, r->pair_capacity) = (struct redline_pair){ kind, made, note };
	return own;
}
