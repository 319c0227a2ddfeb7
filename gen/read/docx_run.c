/* The runs of a paragraph of a DOCX. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "doc/doc.h"
#include "read/docx.h"
#include "read/package.h"

static void add_break(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const char *type = docx_attribute(r->scratch, node, "type");
	(void)depth;
	if (type && strcmp(type, "page") == 0)
		docx_add_page_break(r, f);
	else if (type && strcmp(type, "column") == 0)
		docx_add_column_break(r, f);
	else
		docx_add_line_break(r, f);
}

static void add_symbol(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const char *code = docx_attribute(r->scratch, node, "char");
	unsigned long cp = code ? strtoul(code, NULL, 16) : 0;
	(void)depth;
	docx_add_symbol(r, f, docx_attribute(r->scratch, node, "font"), cp < 0x110000 ? (uint32_t)cp : 0);
}

/* ---- controls */

/* What a control asks for that nobody has filled in: its title, else its placeholder (17.5.2.39). */
static void add_unfilled(struct docx_reader *r, struct docx_fill *f, const xmlNode *node)
{
	const char *title = docx_value_of(r->scratch, docx_child(node, "sdtPr"), "alias");
	struct buf text = BUF_INIT;
	buf_add_text(&text, DOC_GAP_OPEN);
	if (title && *title)
		buf_add_text(&text, title);
	else
		docx_add_texts(r->asking ? r->asking : docx_child(node, "sdtContent"), "", &text, 0);
	buf_add_text(&text, DOC_GAP_CLOSE);
	docx_add_text(r, f, buf_str(&text));
	buf_free(&text);
}

static void add_control(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const char *outer = f->value;
	bool outer_gap = f->gap;
	struct docx_nested *around = f->nested;
	const char *name = around ? NULL : docx_binding_of(r, node).name;
	f->nested = around ? around : name ? docx_part_nested(r, node) : NULL;
	f->value = name ? name : outer;
	f->gap = f->value && docx_is_on(docx_child(node, "sdtPr"), "showingPlcHdr", outer_gap);
	if (f->value || !docx_is_unfilled(node))
		docx_read_runs(r, f, node, depth + 1);
	else
		add_unfilled(r, f, node);
	f->nested = around;
	f->value = outer;
	f->gap = outer_gap;
}

static void add_link(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const char *outer = f->link;
	const struct package_link *link = docx_link(r, node, "id");
	if (link && link->external)
		f->link = link->target;
	docx_read_runs(r, f, node, depth + 1);
	f->link = outer;
}

static void add_field(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	docx_open_field(r, f, node);
	docx_read_runs(r, f, node, depth + 1);
	docx_close_field(r, f);
}

/* ---- runs */

/* What the run's properties make of its text. */
static void add_run(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	struct look outer = f->look;
	f->look = docx_look_of(r, f, node);
	if (f->look.position || f->paragraph.position)
		f->look.position = (short)(f->look.position - docx_baseline(r, f));
	look_set_script(&f->look, f->size);
	if (!f->look.position && f->look.script == LOOK_LEVEL)
		f->size = f->look.size;
	f->told_hidden = false;
	docx_read_runs(r, f, node, depth + 1);
	f->look = outer;
}

/* The text below stays, what stands above it is told (17.3.3.25). */
static void add_ruby(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	struct buf above = BUF_INIT, below = BUF_INIT;
	docx_tell_stray(r, node);
	for (const xmlNode *n = xml_first(node); n; n = xml_next(n))
		if (!xml_is(n, "rt"))
			docx_read_inline(r, f, n, depth + 1);
	docx_add_texts(docx_child(node, "rt"), "", &above, depth);
	docx_add_texts(docx_child(node, "rubyBase"), "", &below, depth);
	if (above.len && docx_shows(r, f, STR("")))
		docx_tell(r, DIAG_READ_RUBY, docx_extract(r, buf_str(&above)), docx_extract(r, buf_str(&below)));
	buf_free(&above);
	buf_free(&below);
}

static void add_math(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)depth;
	struct buf text = BUF_INIT;
	bool sure = docx_write_math(r, node, &text);
	docx_add_formula(r, f, buf_str(&text), sure);
	buf_free(&text);
}

static void add_note(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)depth;
	docx_add_reference(r, f, docx_attribute(r->scratch, node, "id"), xml_is(node, "endnoteReference"));
}

/* ---- what has no parts */

static void add_text(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)depth;
	struct str text = xml_text(r->scratch, node);
	size_t before = r->part->text.len;
	docx_add_text(r, f, text);
	docx_trace(r, node, text, before);
}

static void add_tab(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)node, (void)depth;
	docx_add_tab(r, f);
}

static void add_soft_hyphen(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)node, (void)depth;
	docx_add_text(r, f, STR(DOC_SOFT_HYPHEN));
}

static void add_hyphen(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)node, (void)depth;
	docx_add_text(r, f, STR("-"));
}

static void add_box(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)depth;
	*ARENA_PUSH(r->scratch, f->box, f->box_count, f->box_capacity) = node;
}

static void add_code(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)f, (void)depth;
	docx_add_code(r, xml_text(r->scratch, node));
}

static void add_embedded(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)f, (void)depth;
	docx_tell_embedded(r, node);
}

static void add_lost(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	(void)depth;
	if (docx_shows(r, f, STR(" ")))
		docx_tell(r, DIAG_READ_LOST, (const char *)node->name, NULL);
}

/* What is made of the elements that stand in a line. What is in the others is read, and what should not be in the empty ones, too. */
static void (*const readers[ELEMENT_COUNT])(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth) = {
	[ELEMENT_RUN] = add_run,         [ELEMENT_TEXT] = add_text,   [ELEMENT_TAB] = add_tab,         [ELEMENT_BREAK] = add_break,
	[ELEMENT_SOFT_HYPHEN] = add_soft_hyphen, [ELEMENT_HYPHEN] = add_hyphen, [ELEMENT_SYMBOL] = add_symbol, [ELEMENT_NOTE] = add_note,
	[ELEMENT_BOX] = add_box,         [ELEMENT_CONTROL] = add_control, [ELEMENT_LINK] = add_link,   [ELEMENT_DRAWING] = docx_add_drawing,
	[ELEMENT_RUBY] = add_ruby,       [ELEMENT_FIELD] = add_field, [ELEMENT_CODE] = add_code, [ELEMENT_MATH] = add_math,
	[ELEMENT_EMBEDDED] = add_embedded, [ELEMENT_LOST] = add_lost, [ELEMENT_FIELD_SIGN] = docx_read_field_sign,
};

void docx_read_inline(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	if (docx_is_hidden(r, node))
		return;
	enum docx_element kind = docx_element_of(node);
	if (readers[kind])
		readers[kind](r, f, node, depth);
	if (!readers[kind] || kind >= ELEMENT_TAB)
		docx_read_runs(r, f, docx_inside(node), depth + 1);
}

void docx_read_runs(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	if (node)
		docx_tell_stray(r, node);
	for (const xmlNode *n = node ? xml_first(node) : NULL; n && depth < DOCX_DEPTH; n = xml_next(n))
		docx_read_inline(r, f, n, depth);
}
