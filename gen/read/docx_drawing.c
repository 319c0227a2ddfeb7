/* Drawings of a DOCX: pictures, charts, shapes, embedded objects (20, 21; part 4, 19). */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/package.h"

/* What a picture, chart or object is called: its description, title or name. */
static const char *name_of(struct docx_reader *r, const xmlNode *node, int depth)
{
	static const char *const names[] = { "descr", "title", "name", "ProgID" };
	const char *found = NULL;
	bool named = xml_is(node, "docPr") || xml_is(node, "OLEObject") || xml_is(node, "imagedata") || xml_is(node, "control");
	for (size_t i = 0; named && !(found && *found) && i < sizeof names / sizeof *names; i++)
		found = docx_attribute(r->scratch, node, names[i]);
	for (const xmlNode *n = xml_first(node); n && !(found && *found) && depth < DOCX_DEPTH; n = xml_next(n))
		found = name_of(r, n, depth + 1);
	return found;
}

/* Whether there is something to see in the drawing but a text box. */
static bool has_picture(const xmlNode *node, int depth)
{
	static const char *const seen[] = { "blip", "imagedata", "chart", "OLEObject", "relIds", "control", "contentPart", "movie", NULL };
	bool found = str_listed(seen, (const char *)node->name);
	for (const xmlNode *n = xml_first(node); n && !found && depth < DOCX_DEPTH; n = xml_next(n))
		found = docx_element_of(n) != ELEMENT_BOX && has_picture(n, depth + 1);
	return found;
}

/* The part that holds what a chart or diagram shows: r:id of c:chart, r:dm of dgm:relIds (21.2.2.27, 21.4.2.22); NULL: none. */
static const char *part_of(struct docx_reader *r, const xmlNode *node, int depth)
{
	const char *name = xml_is(node, "chart") ? "id" : xml_is(node, "relIds") ? "dm" : NULL;
	const struct package_link *link = name ? docx_link(r, node, name) : NULL;
	const char *part = link && !link->external ? link->target : NULL;
	for (const xmlNode *n = xml_first(node); n && !part && depth < DOCX_DEPTH; n = xml_next(n))
		part = part_of(r, n, depth + 1);
	return part;
}

/* The text that a chart or diagram shows is told. Relations of other parts are not known. */
static void tell_text(struct docx_reader *r, const xmlNode *node, int depth)
{
	const char *part = r->margin || r->into || !r->findings ? NULL : part_of(r, node, depth);
	xmlDocPtr document = part ? package_load(r->package, r->scratch, part) : NULL;
	struct buf text = BUF_INIT;
	if (document)
		docx_add_texts(xmlDocGetRootElement(document), " ", &text, 0);
	if (text.len)
		docx_tell(r, DIAG_READ_FIGURE_TEXT, docx_extract(r, buf_str(&text)), NULL);
	buf_free(&text);
}

/* Whether text directly in the element says where or how a drawing stands (20.4.2.1, 20.4.2.12; part 4, 19.4.2.1). */
static bool is_measure(const xmlNode *node)
{
	static const char *const names[] = { "align",     "posOffset", "pctPosHOffset", "pctPosVOffset", "pctWidth",
					     "pctHeight", "LinkType",  "LockedField",   "FieldCodes",    NULL };
	return str_listed(names, (const char *)node->name);
}

/* Text boxes; text outside them is told: a VML text box may hold HTML. */
static void add_boxes(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	if (!is_measure(node))
		docx_tell_stray(r, node);
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		if (docx_is_hidden(r, n))
			continue;
		if (kind == ELEMENT_BOX)
			*ARENA_PUSH(r->scratch, f->box, f->box_count, f->box_capacity) = n;
		else if (kind == ELEMENT_OTHER || kind == ELEMENT_CHOICE || kind == ELEMENT_DRAWING)
			add_boxes(r, f, docx_inside(n), depth + 1);
		else
			docx_tell_lost(r, n);
	}
}

void docx_add_drawing(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	bool struck = look_is_struck(&f->look) && !r->code && f->look.signs[LOOK_HIDDEN] != 1; /* only text is */
	if (!struck && !docx_shows(r, f, STR(" ")))
		return;
	if (has_picture(node, depth)) {
		const char *name = name_of(r, node, depth);
		docx_tell(r, DIAG_READ_PICTURE, name && *name ? name : (const char *)node->name, NULL);
		tell_text(r, node, depth);
	}
	add_boxes(r, f, node, depth);
}
