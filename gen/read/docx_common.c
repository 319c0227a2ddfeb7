/* What all that read a DOCX share. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/xml.h"
#include "read/docx.h"

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

/* Text that was deleted or moved away, and the second of two drawings of one thing (17.13.5; part 3, mc:AlternateContent: mc:Fallback is
 * for programs that do not know the choice). */
bool docx_is_hidden(struct docx_reader *r, const xmlNode *node)
{
	static const char *const deleted[] = { "del", "moveFrom", NULL };
	static const char *const silent[] = { "pPr", "rPr", "sdtPr", "instrText", "delText", "rt", NULL };
	if (str_listed(deleted, (const char *)node->name)) {
		r->left[LEFT_DELETED]++;
		return true;
	}
	r->left[LEFT_COMMENTS] += xml_is(node, "commentReference");
	bool second = xml_is(node, "Fallback") && xml_is(xml_first(node->parent), "Choice");
	return second || str_listed(silent, (const char *)node->name);
}

bool docx_is_full(struct docx_reader *r)
{
	if (++r->paragraphs <= LIMIT_PARAGRAPHS)
		return false;
	if (!r->full)
		diag_add(r->diags, DIAG_READ_PARAGRAPHS, NO_PLACE, r->file->text->name, arena_printf(r->arena, "%d", LIMIT_PARAGRAPHS));
	return r->full = true;
}

int docx_compare_notes(const void *a, const void *b)
{
	const struct docx_note *x = a, *y = b;
	return x->end != y->end ? x->end - y->end : strcmp(x->id, y->id);
}
