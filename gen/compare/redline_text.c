/* What stands in the lines of a paragraph. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "compare/redline_internal.h"

enum { FIRST_ATOM = 0xF0000, MOST_ATOMS = 0xFFFD }; /* code points that are no text (Unicode 3.5, private use) */

/* A line while it is taken. */
struct taking {
	struct redline *r;
	struct redline_line *line; /* NULL: only the text is wanted */
	struct buf text;
	struct buf field;          /* the key of the field that is open */
	size_t field_unit;         /* the first unit of it */
	size_t field_at;
	int fields;                /* that are open, within each other */
};

/* ---- what is no text */

static bool is_identity(const xmlAttr *a)
{
	return a->ns && (strcmp((const char *)a->name, "id") == 0 || strncmp((const char *)a->name, "rsid", 4) == 0 ||
			 strcmp((const char *)a->name, "embed") == 0 || strcmp((const char *)a->name, "paraId") == 0 ||
			 strcmp((const char *)a->name, "textId") == 0 || strcmp((const char *)a->name, "dirty") == 0);
}

/* What tells the element: all but what only names it. A reference to a note is any such, as notes are compared by themselves. */
static void add_key(struct buf *key, const xmlNode *node, int depth)
{
	buf_printf(key, "<%s", (const char *)node->name);
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (!is_identity(a))
			buf_printf(key, " %s=%s", (const char *)a->name, a->children && a->children->content ? (const char *)a->children->content : "");
	for (const xmlNode *child = node->children; child && depth < REDLINE_DEPTH; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			add_key(key, child, depth + 1);
		else if (child->type == XML_TEXT_NODE)
			buf_add_text(key, (const char *)child->content);
	buf_add_char(key, '>');
}

/* Appends the character that stands for what has the key. */
static void add_atom(struct redline *r, struct str key, struct buf *out)
{
	size_t i = 0;
	char text[4];
	while (i < r->atom_count && !str_equal(r->atoms[i], key))
		i++;
	if (i == r->atom_count && i < MOST_ATOMS)
		*ARENA_PUSH(r->arena, r->atoms, r->atom_count, r->atom_capacity) = (struct str){ arena_copy(r->arena, key.data, key.len), key.len };
	buf_add(out, text, utf8_encode((uint32_t)(FIRST_ATOM + i), text));
}

/* The character that an element without text is, which a reader sees; NULL: none. */
static const char *sign_of(struct redline *r, xmlNode *node)
{
	const char *type = redline_attribute(r->arena, node, "type");
	if (xml_is(node, "tab"))
		return "\t";
	if (xml_is(node, "cr") || (xml_is(node, "br") && (!type || strcmp(type, "textWrapping") == 0)))
		return "\n";
	return xml_is(node, "softHyphen") ? "\xC2\xAD" : NULL;
}

/* ---- units */

static void add_unit(struct taking *t, xmlNode *run, xmlNode *leaf, size_t at)
{
	if (t->line)
		*ARENA_PUSH(t->r->arena, t->line->units, t->line->count, t->line->capacity) =
			(struct redline_unit){ run, leaf, at, t->text.len - at };
}

/* A field is one thing: its first unit stands for it, with code and result. */
static void take_in_field(struct taking *t, xmlNode *run, xmlNode *leaf)
{
	const char *type = xml_is(leaf, "fldChar") ? redline_attribute(t->r->arena, leaf, "fldCharType") : NULL;
	bool begins = type && strcmp(type, "begin") == 0;
	if (!t->fields && !begins) /* its beginning stands in another paragraph */
		return;
	if (begins && !t->fields++) {
		buf_reset(&t->field);
		t->field_unit = t->line ? t->line->count : 0;
		t->field_at = t->text.len;
	}
	add_key(&t->field, leaf, 0);
	add_unit(t, run, leaf, t->text.len);
	if (!type || strcmp(type, "end") != 0 || --t->fields)
		return;
	add_atom(t->r, buf_str(&t->field), &t->text);
	if (!t->line)
		return;
	t->line->units[t->field_unit].len = t->text.len - t->field_at;
}

static void take_leaf(struct taking *t, xmlNode *run, xmlNode *leaf)
{
	static const char *const unseen[] = { "rPr", "lastRenderedPageBreak", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator",
					      "continuationSeparator", NULL };
	size_t at = t->text.len;
	if (str_listed(unseen, (const char *)leaf->name))
		return;
	if (t->fields || xml_is(leaf, "fldChar")) {
		take_in_field(t, run, leaf);
		return;
	}
	const char *sign = sign_of(t->r, leaf);
	if (xml_is(leaf, "t")) {
		buf_add_str(&t->text, xml_text(t->r->arena, leaf));
	} else if (sign) {
		buf_add_text(&t->text, sign);
	} else {
		struct buf key = BUF_INIT;
		add_key(&key, leaf, 0);
		add_atom(t->r, buf_str(&key), &t->text);
		buf_free(&key);
	}
	add_unit(t, run, leaf, at);
}

/* Parts the run so that it holds one thing that can be seen, as those behind it do. */
static void part_run(xmlNode *run)
{
	xmlNode *properties = redline_child(run, "rPr");
	for (xmlNode *leaf = run->last, *before; leaf; leaf = before) {
		before = leaf->prev;
		if (leaf->type != XML_ELEMENT_NODE || leaf == properties || !before || before == properties)
			continue;
		xmlNode *rest = xmlNewNode(run->ns, run->name);
		xmlAddNextSibling(run, rest);
		if (properties)
			xmlAddChild(rest, redline_clone(properties));
		xmlUnlinkNode(leaf);
		xmlAddChild(rest, leaf);
		if (run->nsDef)
			xmlReconciliateNs(run->doc, leaf);
	}
}

static void take_run(struct taking *t, xmlNode *run)
{
	for (xmlNode *leaf = redline_first(run); leaf; leaf = redline_next(leaf))
		take_leaf(t, run, leaf);
}

static bool is_formula(const xmlNode *node)
{
	return xml_is(node, "oMath") || xml_is(node, "oMathPara");
}

static void take_inline(struct taking *t, xmlNode *parent, int depth)
{
	for (xmlNode *node = redline_first(parent); node && depth < REDLINE_DEPTH; node = redline_next(node)) {
		size_t at = t->text.len;
		if (xml_is(node, "pPr") || xml_is(node, "sdtPr") || xml_is(node, "sdtEndPr"))
			continue;
		if (t->line && xml_is(node, "r"))
			part_run(node);
		if (xml_is(node, "r")) {
			take_run(t, node);
		} else if (is_formula(node)) {
			struct buf key = BUF_INIT;
			add_key(&key, node, 0);
			add_atom(t->r, buf_str(&key), &t->text);
			buf_free(&key);
			add_unit(t, node, NULL, at);
		} else {
			take_inline(t, node, depth + 1);
		}
	}
}

/* Ends of a field that ends in another paragraph belong to no text: what stands behind its beginning stays where it is. */
static struct str finish(struct taking *t)
{
	if (t->fields && t->line)
		t->line->count = t->field_unit;
	struct str text = buf_move_str(&t->text, t->r->arena);
	buf_free(&t->field);
	return text;
}

struct str redline_text(struct redline *r, xmlNode *paragraph)
{
	struct taking t = { .r = r, .text = BUF_INIT, .field = BUF_INIT };
	take_inline(&t, paragraph, 0);
	return finish(&t);
}

struct redline_line redline_take(struct redline *r, xmlNode *paragraph)
{
	struct redline_line line = { .count = 0 };
	struct taking t = { .r = r, .line = &line, .text = BUF_INIT, .field = BUF_INIT };
	take_inline(&t, paragraph, 0);
	line.text = finish(&t);
	return line;
}

/* ---- parted texts */

void redline_set_text(xmlNode *leaf, struct str text)
{
	xmlNodeSetContent(leaf, NULL);
	xmlNodeAddContentLen(leaf, BAD_CAST text.data, (int)text.len);
	xmlNodeSetSpacePreserve(leaf, 1);
}

void redline_part(struct redline *r, struct redline_line *line, size_t at)
{
	size_t i = 0;
	while (i < line->count && !(line->units[i].at < at && at < line->units[i].at + line->units[i].len))
		i++;
	if (i == line->count || !line->units[i].leaf || !xml_is(line->units[i].leaf, "t"))
		return;
	ARENA_PUSH(r->arena, line->units, line->count, line->capacity);
	struct redline_unit *unit = &line->units[i], *rest = unit + 1;
	memmove(rest, unit, sizeof *unit * (line->count - 1 - i));
	rest->run = redline_clone(unit->run);
	xmlAddNextSibling(unit->run, rest->run);
	rest->leaf = redline_child(rest->run, "t");
	rest->at = at;
	rest->len = unit->at + unit->len - at;
	unit->len = at - unit->at;
	redline_set_text(unit->leaf, (struct str){ line->text.data + unit->at, unit->len });
	redline_set_text(rest->leaf, (struct str){ line->text.data + rest->at, rest->len });
}
