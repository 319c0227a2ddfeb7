/* What is made of each element of a DOCX (ECMA-376 part 1, 17, 20 to 22; part 4, 14 and 19; MS-DOCX): one table. What is not in it holds
 * other elements, or nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "read/docx.h"
#include "read/package.h"

static const struct element {
	const char *name;
	enum docx_element kind;
} elements[] = {
	{ "AlternateContent", ELEMENT_CHOICE },
	{ "altChunk", ELEMENT_EMBEDDED },
	{ "br", ELEMENT_BREAK },
	{ "commentReference", ELEMENT_COMMENT },
	{ "conflictDel", ELEMENT_DELETED },
	{ "contentPart", ELEMENT_DRAWING },
	{ "cr", ELEMENT_BREAK },
	{ "customXmlPr", ELEMENT_NOTHING },
	{ "dayLong", ELEMENT_LOST },
	{ "dayShort", ELEMENT_LOST },
	{ "del", ELEMENT_DELETED },
	{ "delInstrText", ELEMENT_NOTHING },
	{ "delText", ELEMENT_DELETED },
	{ "drawing", ELEMENT_DRAWING },
	{ "endnoteReference", ELEMENT_NOTE },
	{ "ffData", ELEMENT_NOTHING },
	{ "fldChar", ELEMENT_FIELD_SIGN },
	{ "fldData", ELEMENT_NOTHING },
	{ "fldSimple", ELEMENT_FIELD },
	{ "footnoteReference", ELEMENT_NOTE },
	{ "hyperlink", ELEMENT_LINK },
	{ "instrText", ELEMENT_CODE },
	{ "monthLong", ELEMENT_LOST },
	{ "monthShort", ELEMENT_LOST },
	{ "moveFrom", ELEMENT_DELETED },
	{ "noBreakHyphen", ELEMENT_HYPHEN },
	{ "oMath", ELEMENT_MATH },
	{ "object", ELEMENT_DRAWING },
	{ "p", ELEMENT_PARAGRAPH },
	{ "pPr", ELEMENT_NOTHING },
	{ "pgNum", ELEMENT_LOST },
	{ "pict", ELEMENT_DRAWING },
	{ "ptab", ELEMENT_TAB },
	{ "r", ELEMENT_RUN },
	{ "rPr", ELEMENT_NOTHING },
	{ "ruby", ELEMENT_RUBY },
	{ "rubyPr", ELEMENT_NOTHING },
	{ "sdt", ELEMENT_CONTROL },
	{ "sdtEndPr", ELEMENT_NOTHING },
	{ "sdtPr", ELEMENT_NOTHING },
	{ "sectPr", ELEMENT_NOTHING },
	{ "smartTagPr", ELEMENT_NOTHING },
	{ "softHyphen", ELEMENT_SOFT_HYPHEN },
	{ "subDoc", ELEMENT_EMBEDDED },
	{ "sym", ELEMENT_SYMBOL },
	{ "t", ELEMENT_TEXT },
	{ "tab", ELEMENT_TAB },
	{ "tbl", ELEMENT_TABLE },
	{ "tblGrid", ELEMENT_NOTHING },
	{ "tblPr", ELEMENT_NOTHING },
	{ "tblPrEx", ELEMENT_NOTHING },
	{ "tc", ELEMENT_CELL },
	{ "tcPr", ELEMENT_NOTHING },
	{ "textpath", ELEMENT_BOX },
	{ "tr", ELEMENT_ROW },
	{ "trPr", ELEMENT_NOTHING },
	{ "txBody", ELEMENT_BOX },
	{ "txbxContent", ELEMENT_BOX },
	{ "yearLong", ELEMENT_LOST },
	{ "yearShort", ELEMENT_LOST },
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct element *)a)->name, ((const struct element *)b)->name);
}

enum docx_element docx_element_of(const xmlNode *node)
{
	struct element key = { .name = (const char *)node->name };
	const struct element *found = bsearch(&key, elements, sizeof elements / sizeof *elements, sizeof *elements, by_name);
	return found ? found->kind : ELEMENT_OTHER;
}

/* ---- what is seen */

/* Whether there is something in it that a reader would see or be told of. */
static bool says_something(const xmlNode *node, int depth)
{
	static const enum docx_element seen[] = { ELEMENT_TEXT, ELEMENT_DRAWING, ELEMENT_MATH, ELEMENT_SYMBOL, ELEMENT_BOX };
	enum docx_element kind = docx_element_of(node);
	bool found = xml_is(node, "graphic");
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		found = found || kind == seen[i];
	for (const xmlNode *n = xml_first(node); n && !found && depth < DOCX_DEPTH; n = xml_next(n))
		found = says_something(n, depth + 1);
	return found;
}

/* The first of the ways to show a thing that shows something (part 3, 9.3: each is for programs that do not know those before). */
static const xmlNode *choose(const xmlNode *alternatives)
{
	const xmlNode *n = xml_first(alternatives);
	while (n && !says_something(n, 0))
		n = xml_next(n);
	return n ? n : xml_first(alternatives);
}

const xmlNode *docx_inside(const xmlNode *node)
{
	return docx_element_of(node) == ELEMENT_CHOICE ? choose(node) : node;
}

bool docx_is_hidden(struct docx_reader *r, const xmlNode *node)
{
	enum docx_element kind = docx_element_of(node);
	r->left[LEFT_DELETED] += kind == ELEMENT_DELETED;
	if (kind == ELEMENT_COMMENT)
		docx_tell_comment(r, node);
	return kind == ELEMENT_DELETED || kind == ELEMENT_COMMENT || kind == ELEMENT_NOTHING;
}

bool docx_is_unfilled(const xmlNode *control)
{
	const xmlNode *content = docx_child(control, "sdtContent");
	return content && says_something(content, 0) && docx_is_on(docx_child(control, "sdtPr"), "showingPlcHdr", false);
}

/* Whether there is a run with text in it that has a character style, or has none. */
static bool has_run(const xmlNode *node, bool styled, int depth)
{
	bool own = docx_element_of(node) == ELEMENT_RUN && says_something(node, depth);
	bool found = own && (docx_child(docx_child(node, "rPr"), "rStyle") != NULL) == styled;
	for (const xmlNode *n = xml_first(node); n && !found && depth < DOCX_DEPTH; n = xml_next(n))
		found = has_run(n, styled, depth + 1);
	return found;
}

static bool has_control(const xmlNode *node, int depth)
{
	bool found = false;
	for (const xmlNode *n = xml_first(node); n && !found && depth < DOCX_DEPTH; n = xml_next(n))
		found = docx_element_of(n) == ELEMENT_CONTROL || has_control(n, depth + 1);
	return found;
}

bool docx_is_prompt(const xmlNode *control, const xmlNode *cell)
{
	if (!says_something(cell, 0) || has_control(cell, 0))
		return false;
	return !has_run(cell, false, 0) || !has_run(control, true, 0);
}

/* ---- what is said of the rest */

void docx_tell(struct docx_reader *r, enum diag_code code, const char *first, const char *second)
{
	r->shown++;
	if (r->findings && !r->margin)
		diag_add(r->findings, code, docx_place(r), first, second);
}

const char *docx_extract(struct docx_reader *r, struct str text)
{
	enum { CHARS = 60 };
	return diag_excerpt(r->arena, str_trim(text), CHARS);
}

void docx_tell_stray(struct docx_reader *r, const xmlNode *node)
{
	for (const xmlNode *n = node->children; n; n = n->next) {
		struct str text = n->type == XML_TEXT_NODE ? str_trim(str_of((const char *)n->content)) : STR("");
		if (text.len)
			docx_tell(r, DIAG_READ_STRAY, docx_extract(r, text), (const char *)node->name);
	}
}

void docx_tell_lost(struct docx_reader *r, const xmlNode *node)
{
	struct str text = str_trim(xml_text(r->scratch, node));
	if (text.len)
		docx_tell(r, DIAG_READ_STRAY, docx_extract(r, text), (const char *)node->name);
}

void docx_tell_embedded(struct docx_reader *r, const xmlNode *node)
{
	const struct package_link *link = docx_link(r, node, "id");
	docx_tell(r, DIAG_READ_EMBEDDED, link ? link->target : (const char *)node->name, NULL);
}
