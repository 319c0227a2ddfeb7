/* The runs of a paragraph of a DOCX. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "doc/doc.h"
#include "read/docx.h"
#include "read/package.h"

/* Where new inlines go: into the strong, emphasised or linked inline that is open at the end of the paragraph, when it is like the run. */
static struct doc_node *parent_for(struct docx_reader *r, struct docx_fill *f)
{
	const bool wanted[] = { f->link != NULL, f->strong && !f->plain, f->emphasis && !f->plain };
	static const enum doc_kind kinds[] = { DOC_LINK, DOC_STRONG, DOC_EMPHASIS };
	struct doc_node *parent = f->node;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!wanted[i])
			continue;
		struct doc_node *last = parent->last;
		bool same = last && last->kind == kinds[i] && (i || strcmp(last->target, f->link) == 0);
		if (!same) {
			last = doc_add(r->file->doc, parent, kinds[i], docx_place(r));
			last->target = i ? NULL : f->link;
		}
		parent = last;
	}
	return parent;
}

void docx_end_text(struct docx_reader *r, struct docx_fill *f)
{
	if (!f->text)
		return;
	f->text->text = buf_move_str(&f->pieces, r->arena);
	if (f->text->kind == DOC_GAP) {
		struct str rest = f->text->text, before, label;
		f->text->label = doc_cut_gap(&rest, &before, &label) ? arena_copy(r->arena, label.data, label.len) : f->text->name;
	}
	f->text = NULL;
}

/* Adds text; pieces that are alike become one, which is whole when another begins. */
static void add_inline(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	struct doc_node *parent = parent_for(r, f), *last = parent->last;
	enum doc_kind kind = f->gap ? DOC_GAP : f->value ? DOC_VALUE : DOC_TEXT;
	bool alike = last && last == f->text && last->kind == kind && (kind == DOC_TEXT || strcmp(last->name, f->value) == 0);
	if (!alike) {
		docx_end_text(r, f);
		f->text = doc_add(r->file->doc, parent, kind, docx_place(r));
		f->text->name = f->value;
	}
	buf_add_str(&f->pieces, text);
}

static void add_text(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	if (!text.len)
		return;
	if (f->node)
		add_inline(r, f, text);
	f->length += text.len;
	buf_add_str(&r->part->text, text);
	if (f->lead_open && f->strong && !f->paragraph_bold)
		f->lead += text.len;
	else if (str_trim(text).len)
		f->lead_open = false;
}

/* In the text that checks read a tab stays one; in the tree it is a blank. */
static void add_tab(struct docx_reader *r, struct docx_fill *f)
{
	if (f->node)
		add_inline(r, f, STR("\t"));
	f->length++;
	buf_add_char(&r->part->text, '\t');
}

static void add_break(struct docx_reader *r, struct docx_fill *f, const xmlNode *node)
{
	const char *type = docx_attribute(r->scratch, node, "type");
	if (type && strcmp(type, "page") == 0) {
		f->page_break = true;
		return;
	}
	if (!f->node || (type && strcmp(type, "column") == 0))
		return;
	doc_add(r->file->doc, parent_for(r, f), DOC_LINE_BREAK, docx_place(r));
	f->length++;
}

/* A sign of a symbol font: the private characters of Wingdings have no meaning of their own. */
static void add_symbol(struct docx_reader *r, struct docx_fill *f, const xmlNode *node)
{
	const char *code = docx_attribute(r->scratch, node, "char"), *font = docx_attribute(r->scratch, node, "font");
	unsigned long cp = code ? strtoul(code, NULL, 16) : 0;
	char bytes[5] = { 0 };
	if (cp >= 0x20 && cp < 0xE000) {
		add_text(r, f, (struct str){ bytes, utf8_encode((uint32_t)cp, bytes) });
		return;
	}
	if (r->findings)
		diag_add(r->findings, DIAG_READ_SYMBOL, docx_place(r), code ? code : "", font ? font : "");
}

static void add_reference(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, bool end)
{
	const char *id = docx_attribute(r->scratch, node, "id");
	struct docx_note key = { .id = id, .end = end };
	struct docx_note *note = id && f->node && r->note_count ? bsearch(&key, r->notes, r->note_count, sizeof key, docx_compare_notes) : NULL;
	if (!note || !note->count)
		return;
	struct doc_node *footnote = doc_add_reference(r->file->doc, parent_for(r, f), docx_place(r));
	for (size_t p = 0; p < note->count; p++) {
		struct doc_node *paragraph = read_new(r->file->doc, DOC_PARAGRAPH, note->paragraphs[p]->place);
		read_append(paragraph, note->paragraphs[p]);
		read_put(footnote, paragraph);
	}
	note->count = 0;
}

/* What a picture, chart or object is called: its description, title or name. */
static const char *name_of_drawing(struct docx_reader *r, const xmlNode *node, int depth)
{
	static const char *const names[] = { "descr", "title", "name", "ProgID" };
	const char *found = NULL;
	bool named = xml_is(node, "docPr") || xml_is(node, "OLEObject") || xml_is(node, "imagedata");
	for (size_t i = 0; named && !(found && *found) && i < sizeof names / sizeof *names; i++)
		found = docx_attribute(r->scratch, node, names[i]);
	for (const xmlNode *n = xml_first(node); n && !(found && *found) && depth < DOCX_DEPTH; n = xml_next(n))
		found = name_of_drawing(r, n, depth + 1);
	return found;
}

/* Whether there is something to see in the drawing but a text box. */
static bool has_picture(const xmlNode *node, int depth)
{
	static const char *const seen[] = { "blip", "imagedata", "chart", "OLEObject", "relIds", NULL };
	bool found = str_listed(seen, (const char *)node->name);
	for (const xmlNode *n = xml_first(node); n && !found && depth < DOCX_DEPTH; n = xml_next(n))
		found = !xml_is(n, "txbxContent") && has_picture(n, depth + 1);
	return found;
}

/* The text boxes in a drawing stay; what else is in it cannot be kept. */
static void add_drawing(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	if (r->findings && !r->margin && has_picture(node, depth)) {
		const char *name = name_of_drawing(r, node, depth);
		diag_add(r->findings, DIAG_READ_PICTURE, docx_place(r), name && *name ? name : (const char *)node->name);
	}
	docx_read_runs(r, f, node, depth + 1);
}

/* The variable that a control is bound to: …/v:value[@name='年度'][1]. */
static const char *binding_of(struct docx_reader *r, const xmlNode *properties)
{
	const xmlNode *binding = docx_child(properties, "dataBinding");
	const char *path = binding ? docx_attribute(r->scratch, binding, "xpath") : NULL;
	const char *start = path ? strstr(path, "@name='") : NULL, *end;
	start = start ? start + strlen("@name='") : NULL;
	end = start ? strchr(start, '\'') : NULL;
	return end ? arena_copy(r->arena, start, (size_t)(end - start)) : NULL;
}

static void add_control(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const xmlNode *properties = docx_child(node, "sdtPr");
	const char *outer = f->value;
	bool outer_gap = f->gap;
	const char *name = binding_of(r, properties);
	f->value = name ? name : outer;
	f->gap = f->value && docx_is_on(properties, "showingPlcHdr", outer_gap);
	docx_read_runs(r, f, docx_child(node, "sdtContent"), depth + 1);
	f->value = outer;
	f->gap = outer_gap;
}

static void add_link(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const char *outer = f->link, *id = docx_attribute(r->scratch, node, "id");
	const struct package_link *link = id ? package_find_link(r->package, id) : NULL;
	if (link && link->external)
		f->link = link->target;
	docx_read_runs(r, f, node, depth + 1);
	f->link = outer;
}

/* What the run's properties make of its text. */
static void add_run(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const xmlNode *properties = docx_child(node, "rPr");
	bool strong = false, emphasis = false;
	if (docx_is_on(properties, "vanish", false)) {
		r->left[LEFT_HIDDEN]++;
		return;
	}
	styles_character(r->styles, docx_value_of(r->scratch, properties, "rStyle"), &strong, &emphasis);
	f->strong = docx_is_on(properties, "b", strong || f->paragraph_bold);
	f->emphasis = docx_is_on(properties, "i", emphasis);
	docx_read_runs(r, f, node, depth + 1);
	f->strong = f->emphasis = false;
}

static void add_child(struct docx_reader *r, struct docx_fill *f, const xmlNode *n, int depth)
{
	static const char *const drawings[] = { "drawing", "pict", "object", NULL };
	if (docx_is_hidden(r, n))
		return;
	if (xml_is(n, "r")) {
		add_run(r, f, n, depth);
	} else if (xml_is(n, "t")) {
		add_text(r, f, xml_text(r->scratch, n));
	} else if (xml_is(n, "tab")) {
		add_tab(r, f);
	} else if (xml_is(n, "br") || xml_is(n, "cr")) {
		add_break(r, f, n);
	} else if (xml_is(n, "softHyphen")) {
		add_text(r, f, STR(DOC_SOFT_HYPHEN));
	} else if (xml_is(n, "noBreakHyphen")) {
		add_text(r, f, STR("-"));
	} else if (xml_is(n, "sym")) {
		add_symbol(r, f, n);
	} else if (xml_is(n, "footnoteReference") || xml_is(n, "endnoteReference")) {
		add_reference(r, f, n, xml_is(n, "endnoteReference"));
	} else if (xml_is(n, "txbxContent")) {
		*ARENA_PUSH(r->scratch, f->box, f->box_count, f->box_capacity) = n;
	} else if (xml_is(n, "sdt")) {
		add_control(r, f, n, depth);
	} else if (xml_is(n, "hyperlink")) {
		add_link(r, f, n, depth);
	} else if (str_listed(drawings, (const char *)n->name)) {
		add_drawing(r, f, n, depth);
	} else {
		docx_read_runs(r, f, n, depth + 1);
	}
}

void docx_read_runs(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	for (const xmlNode *n = node ? xml_first(node) : NULL; n && depth < DOCX_DEPTH; n = xml_next(n))
		add_child(r, f, n, depth);
}
