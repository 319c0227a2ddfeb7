/* Revisions that a document has already are accepted, so that it is the text that a reader of it takes it for. */
#include <string.h>

#include "base/xml.h"
#include "compare/redline_internal.h"

static bool is_deletion(const xmlNode *node)
{
	static const char *const names[] = { "del", "moveFrom", NULL };
	return str_listed(names, (const char *)node->name);
}

static bool is_insertion(const xmlNode *node)
{
	static const char *const names[] = { "ins", "moveTo", NULL };
	return str_listed(names, (const char *)node->name);
}

/* What only says what was before. */
static bool is_memory(const xmlNode *node)
{
	static const char *const names[] = { "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange",
					     "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart",
					     "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", NULL };
	return str_listed(names, (const char *)node->name);
}

static bool has_deletion(xmlNode *properties)
{
	return redline_child(properties, "del") || redline_child(properties, "moveFrom");
}

/* Whether the node is about a mark or a row, and holds no text itself. */
static bool is_property(const xmlNode *node)
{
	static const char *const names[] = { "rPr", "trPr", "numPr", "ctrlPr", NULL };
	return node->parent && str_listed(names, (const char *)node->parent->name);
}

/* The paragraph's end was deleted: its text begins the next one, if there is one. */
static void join(xmlNode *paragraph)
{
	xmlNode *next = redline_next(paragraph), *place = redline_child(next, "pPr");
	if (!next || !xml_is(next, "p"))
		return;
	if (!place) {
		place = xmlNewNode(paragraph->ns, BAD_CAST "pPr");
		redline_put_first(next, place);
	}
	for (xmlNode *child = redline_first(paragraph), *behind; child; child = behind) {
		behind = redline_next(child);
		if (xml_is(child, "pPr"))
			continue;
		redline_move_behind(place, child);
		place = child;
	}
	redline_drop(paragraph);
}

static void settle(xmlNode *node, int depth)
{
	for (xmlNode *child = redline_first(node), *next; child; child = next) {
		next = redline_next(child);
		if (depth < REDLINE_DEPTH)
			settle(child, depth + 1);
		if (is_memory(child)) {
			redline_drop(child);
		} else if (xml_is(child, "tr") && has_deletion(redline_child(child, "trPr"))) {
			redline_drop(child);
		} else if (xml_is(child, "tbl") && !redline_child(child, "tr") && !redline_child(child, "sdt") && !redline_child(child, "customXml")) {
			redline_drop(child);
		} else if (is_deletion(child) && !is_property(child)) {
			redline_drop(child);
		} else if (is_insertion(child)) {
			if (is_property(child))
				redline_drop(child);
			else
				redline_unwrap(child);
		}
	}
	for (xmlNode *child = redline_first(node), *next; child; child = next) {
		next = redline_next(child);
		if (xml_is(child, "p") && has_deletion(redline_child(redline_child(child, "pPr"), "rPr")))
			join(child);
	}
}

/* Marks of ends that could not be joined with a next paragraph, rows apart. */
static void clear(xmlNode *node, int depth)
{
	for (xmlNode *child = redline_first(node), *next; child; child = next) {
		next = redline_next(child);
		if (is_deletion(child))
			redline_drop(child);
		else if (depth < REDLINE_DEPTH)
			clear(child, depth + 1);
	}
}

void redline_settle(xmlNode *node)
{
	settle(node, 0);
	clear(node, 0);
}
