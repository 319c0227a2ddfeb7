/* The blocks of a DOCX file: its main part and what stands around it (ECMA-376 part 1). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "doc/doc.h"
#include "read/docx.h"
#include "read/package.h"

/* ---- paragraphs */

/* List and level of the paragraph: its own, else its style's. */
static void find_list(struct docx_reader *r, const xmlNode *properties, const struct style_facts *style, const char *id, int *num, int *level)
{
	const xmlNode *own = docx_child(properties, "numPr");
	const char *list = docx_value_of(r->scratch, own, "numId"), *own_level = docx_value_of(r->scratch, own, "ilvl");
	int style_level = style->num_level ? style->num_level : numbering_level_of_style(r->numbering, id, style->num);
	*num = list ? (int)strtol(list, NULL, 10) : style->num;
	*level = own_level ? (int)strtol(own_level, NULL, 10) : style_level;
}

/* What the paragraph itself says of its left side; "start" is the name of the strict form (17.3.1.12). */
static int left_indent(struct docx_reader *r, const xmlNode *properties)
{
	const xmlNode *indents = docx_child(properties, "ind");
	const char *left = indents ? docx_attribute(r->scratch, indents, "left") : NULL;
	return docx_number(left || !indents ? left : docx_attribute(r->scratch, indents, "start"), 0);
}

static void set_facts(struct docx_reader *r, struct read_block *block, const xmlNode *properties, const struct style_facts *style, const char *id)
{
	const char *outline = docx_value_of(r->scratch, properties, "outlineLvl");
	int num, level;
	block->role = r->contents ? READ_CONTENTS : style->role;
	block->level = style->level;
	block->nest = style->nest;
	block->align = (enum read_align)docx_align(docx_value_of(r->scratch, properties, "jc"), (int)style->align);
	if (block->role == READ_TEXT && outline && outline[0] >= '0' && outline[0] <= '8') {
		block->role = READ_HEADING;
		block->level = outline[0] - '0' + 1;
	}
	find_list(r, properties, style, id, &num, &level);
	block->number = numbering_next(r->numbering, r->arena, num, level, &block->set, &block->bullet);
	block->listed = num > 0 && block->role != READ_HEADING;
	block->list = block->listed ? num : 0;
	if (block->listed)
		block->level = level > 0 && level < DOCX_DEPTH ? level : block->role == READ_LIST ? style->level : 0;
	block->indent = left_indent(r, properties);
}

/* Whether the paragraph's end shows none: the mark was deleted, or is hidden, or parts a large first letter from the rest (17.3.1.11), so
 * that the next paragraph goes on in its line. */
static bool runs_on(struct docx_reader *r, const xmlNode *properties)
{
	const xmlNode *mark = docx_child(properties, "rPr"), *frame = docx_child(properties, "framePr");
	const char *letter = frame ? docx_attribute(r->scratch, frame, "dropCap") : NULL;
	if (letter && strcmp(letter, "none") != 0)
		return true;
	return docx_child(mark, "del") || docx_child(mark, "moveFrom") || look_read(r->scratch, mark).signs[LOOK_HIDDEN] == 1;
}

/* A note's own number in front of its text is generated; that of a list in it stays. */
static void keep_note(struct docx_reader *r, struct doc_node *node, const char *number)
{
	read_trim(r->file->doc, node);
	if (number)
		read_put_number(r->file->doc, node, number);
	if (node->first)
		*ARENA_PUSH(r->arena, r->into->paragraphs, r->into->count, r->into->capacity) = node;
}

static void read_blocks(struct docx_reader *r, const xmlNode *node, int depth);

/* WordArt of old (part 4, 19.1.2.23). */
static void read_text_path(struct docx_reader *r, const xmlNode *node)
{
	struct look none = look_none(), plain = look_of_run(&none, &none, &none);
	struct docx_fill fill = { .paragraph = plain, .look = plain };
	if (!r->margin && !docx_is_full(r))
		fill.now.node = read_new(r->file->doc, DOC_PARAGRAPH, docx_place(r));
	docx_add_text(r, &fill, str_of(docx_attribute(r->scratch, node, "string")));
	docx_end_text(r, &fill);
	if (fill.now.node && r->into)
		keep_note(r, fill.now.node, NULL);
	else if (fill.now.node && fill.now.node->first)
		read_add_block(r->file, fill.now.node, READ_TEXT);
	buf_add_char(&r->part->text, '\n');
}

static void read_boxes(struct docx_reader *r, const struct docx_fill *fill, int depth)
{
	for (size_t i = 0; i < fill->box_count; i++) {
		docx_tell(r, DIAG_READ_TEXT_BOX, NULL, NULL);
		if (xml_is(fill->box[i], "textpath"))
			read_text_path(r, fill->box[i]);
		else
			read_blocks(r, fill->box[i], depth + 1);
	}
}

/* Whether something is made of the number of such a block. */
static bool has_use(enum read_role role)
{
	return role == READ_TEXT || role == READ_HEADING || role == READ_LIST || role == READ_QUOTE || role == READ_QUOTE_LIST ||
	       role == READ_ATTACHED || role == READ_CONTENTS;
}

/* A number that is words, that nothing is made of, or that is all that a cell shows, becomes text. One without text is no heading and no
 * item, and is told. */
static void place_number(struct docx_reader *r, struct read_block *block)
{
	struct doc_node *node = block->node;
	bool words = !block->set.shape;
	if (!block->number || (node->first && !words && has_use(block->role)))
		return;
	if (node->first || r->cell || words) {
		read_put_number(r->file->doc, node, block->number);
		block->worded = words;
	} else {
		docx_tell(r, DIAG_READ_NUMBER_ALONE, block->number, NULL);
	}
	block->number = NULL;
}

/* Whether a line of the text begins with a number. */
static bool has_numbered_line(struct str text)
{
	while (text.len)
		if (read_number_of(str_trim(str_cut(&text, "\n"))).shape)
			return true;
	return false;
}

/* Parts the last block where its lines end, when a number begins one of them: they are headings and items as if each were a paragraph. */
static void part_lines(struct docx_reader *r)
{
	struct read_block *block = &r->file->blocks[r->file->block_count - 1];
	struct read_block rest = *block;
	struct str text = read_text_of(r->arena, block->node);
	if (r->cell || (block->role != READ_TEXT && block->role != READ_HEADING) || str_find(text, "\n") == (size_t)-1 || !has_numbered_line(text))
		return;
	if (r->findings)
		diag_add(r->findings, DIAG_READ_LINES, block->node->place, read_sample(r->arena, str_cut(&text, "\n")));
	rest.role = READ_TEXT;
	rest.number = NULL;
	rest.worded = false;
	rest.bullet = rest.listed = rest.page_break = false;
	rest.list = 0;
	rest.lead = 0;
	for (size_t end; (end = str_find(text = read_text_of(r->arena, rest.node), "\n")) != (size_t)-1;) {
		rest.node = read_split(r->file->doc, rest.node, end);
		read_cut_front(rest.node, 1);
		*read_add_block(r->file, rest.node, READ_TEXT) = rest;
	}
}

/* The block of a stretch of text. Only the first of a paragraph has its number, and its role where that would make another heading. */
static void add_block(struct docx_reader *r, const struct docx_stretch *stretch, const struct read_block *facts, bool first)
{
	struct read_block *block;
	struct read_block own = *facts;
	own.node = stretch->node;
	if (first) {
		place_number(r, &own);
	} else {
		own.number = NULL;
		own.bullet = own.listed = false;
		own.list = 0;
		own.role = own.role == READ_QUOTE || own.role == READ_QUOTE_LIST || own.role == READ_CONTENTS ? own.role : READ_TEXT;
	}
	if (!own.node->first)
		return;
	block = read_add_block(r->file, own.node, READ_TEXT);
	own.lead = stretch->lead < stretch->length ? stretch->lead : 0;
	own.page_break = stretch->page_break || (first && own.page_break);
	if (!r->cell) {
		own.page_break = own.page_break || r->page_break;
		r->page_break = false;
	}
	*block = own;
	part_lines(r);
}

/* The blocks of a paragraph that says something and does not go on in the one before. */
static void add_blocks(struct docx_reader *r, struct docx_fill *fill, const xmlNode *properties, const struct style_facts *style, const char *id)
{
	bool begun = r->open != NULL, open = runs_on(r, properties), said = fill->before_count || fill->now.node->first;
	struct read_block facts = { 0 };
	if (!begun && (said || !open))
		set_facts(r, &facts, properties, style, id);
	if (r->into) {
		keep_note(r, fill->now.node, facts.number);
		return;
	}
	facts.page_break = docx_is_on(properties, "pageBreakBefore", style->page_break);
	r->open = open && (begun || said) ? fill->now.node : NULL;
	for (size_t i = 0; i < fill->before_count; i++)
		if (i || !begun)
			add_block(r, &fill->before[i], &facts, !i);
	if (fill->before_count || !begun)
		add_block(r, &fill->now, &facts, !fill->before_count);
}

/* Ends the section whose properties these are, if any: now its blocks learn of their pages (17.6.13), and whether it began on a new one:
 * that is said by its own properties, not by those of the section before it (17.6.22). */
static void end_section(struct docx_reader *r, const xmlNode *section)
{
	if (!section || r->margin || r->into || r->cell)
		return;
	const char *orientation = docx_attribute(r->scratch, docx_child(section, "pgSz"), "orient");
	bool turned = orientation && strcmp(orientation, "landscape") == 0;
	const char *type = docx_value_of(r->scratch, section, "type");
	bool continuous = type && strcmp(type, "continuous") == 0 && turned == r->turned; /* what is turned has a page of its own */
	bool new_page = r->sections++ && !continuous;
	r->turned = turned;
	if (r->section < r->file->block_count)
		r->file->blocks[r->section].page_break = r->file->blocks[r->section].page_break || new_page;
	else
		r->page_break = r->page_break || new_page;
	for (; r->section < r->file->block_count; r->section++)
		r->file->blocks[r->section].turned = turned;
}

/* A paragraph; `within` its runs, or one element that stands in a line where blocks do. */
static void read_paragraph(struct docx_reader *r, const xmlNode *node, bool within, int depth)
{
	if (docx_is_full(r))
		return;
	const xmlNode *properties = within ? docx_child(node, "pPr") : NULL;
	const char *id = docx_value_of(r->scratch, properties, "pStyle");
	struct style_facts style = styles_paragraph(r->styles, id);
	struct look none = look_none();
	struct docx_fill fill = { .plain = style.role != READ_TEXT && style.role != READ_LIST && style.role != READ_QUOTE &&
					   style.role != READ_QUOTE_LIST, .lead_open = true,
				  .paragraph = style.look, .size = style.look.size, .look = look_of_run(&none, &none, &style.look), .element = node };
	if (!r->margin)
		fill.now.node = r->open ? r->open : read_new(r->file->doc, DOC_PARAGRAPH, docx_place(r));
	fill.now.begun = r->open != NULL;
	if (within)
		docx_read_runs(r, &fill, node, depth + 1);
	else
		docx_read_inline(r, &fill, node, depth + 1);
	docx_end_text(r, &fill);
	bool break_behind = fill.now.page_break && !fill.now.node->first;
	const xmlNode *section = docx_child(properties, "sectPr");
	if (fill.now.node)
		add_blocks(r, &fill, properties, &style, id);
	r->page_break = r->page_break || break_behind;
	buf_add_char(&r->part->text, '\n');
	read_boxes(r, &fill, depth);
	end_section(r, section);
}

/* ---- blocks */

/* Whether a control holds the list of contents (17.5.2.12). */
static bool is_contents(struct docx_reader *r, const xmlNode *control)
{
	const xmlNode *object = docx_child(docx_child(control, "sdtPr"), "docPartObj");
	const char *gallery = docx_value_of(r->scratch, object, "docPartGallery");
	return gallery && strcmp(gallery, "Table of Contents") == 0;
}

static void read_unfilled(struct docx_reader *r, const xmlNode *control, int depth)
{
	read_paragraph(r, control, false, depth);
}

static void read_control(struct docx_reader *r, const xmlNode *node, int depth)
{
	bool outer = r->contents;
	r->contents = outer || is_contents(r, node);
	if (!r->contents && docx_is_unfilled(node))
		read_unfilled(r, node, depth);
	else
		read_blocks(r, node, depth + 1);
	r->contents = outer;
}

/* A table in a cell, a note or a margin: its cells as paragraphs there. */
static void read_table(struct docx_reader *r, const xmlNode *node, int depth)
{
	r->open = NULL;
	if (r->into && !r->margin && !r->cell)
		docx_tell(r, DIAG_READ_NESTED_TABLE, NULL, NULL);
	if (r->margin || r->into || r->cell)
		read_blocks(r, node, depth + 1);
	else
		docx_read_table(r, node, depth, read_blocks, read_unfilled);
}

static void read_block(struct docx_reader *r, const xmlNode *node, int depth)
{
	enum docx_element kind = docx_element_of(node);
	if (kind == ELEMENT_EMBEDDED)
		docx_tell_embedded(r, node);
	if (kind == ELEMENT_PARAGRAPH)
		read_paragraph(r, node, true, depth);
	else if (kind == ELEMENT_TABLE)
		read_table(r, node, depth);
	else if (kind == ELEMENT_CONTROL)
		read_control(r, node, depth);
	else if (kind >= ELEMENT_IN_LINE && kind != ELEMENT_EMBEDDED)
		read_paragraph(r, node, false, depth);
	else
		read_blocks(r, docx_inside(node), depth + 1);
}

static void read_blocks(struct docx_reader *r, const xmlNode *node, int depth)
{
	if (node)
		docx_tell_stray(r, node);
	for (const xmlNode *n = node ? xml_first(node) : NULL; n && depth < DOCX_DEPTH && !r->full; n = xml_next(n))
		if (!docx_is_hidden(r, n))
			read_block(r, n, depth);
}

/* ---- parts */

static void open_part(struct docx_reader *r, struct docx_part *part, const char *name)
{
	*part = (struct docx_part){ .source = ARENA_NEW(r->arena, struct source), .text = BUF_INIT };
	*part->source = *source_of_text(r->arena, name, STR(""));
	r->part = part;
}

static const struct source *close_part(struct docx_reader *r)
{
	docx_close_fields(r);
	r->open = NULL;
	const char *name = r->part->source->name;
	*r->part->source = *source_of_text(r->arena, name, buf_move_str(&r->part->text, r->arena));
	return r->part->source;
}

/* Whether the text shows nothing, or is that of a part before: pages at the left and at the right often have one header. */
static bool is_needless(const struct read_file *file, struct str text)
{
	for (size_t i = 0; i < file->margin_count; i++)
		if (str_equal(str_trim(file->margins[i]->text), str_trim(text)))
			return true;
	return !str_trim(text).len;
}

/* The notes of a part, each with its id; separators have none that is referred to. */
static void read_notes(struct docx_reader *r, const xmlNode *root, bool end)
{
	for (const xmlNode *n = xml_first(root); n; n = xml_next(n)) {
		const char *id = docx_attribute(r->scratch, n, "id");
		r->into = ARENA_PUSH(r->scratch, r->notes, r->note_count, r->note_capacity);
		r->into->id = id ? id : "";
		r->into->end = end;
		read_blocks(r, n, 1);
		docx_close_fields(r);
		r->open = NULL;
	}
	r->into = NULL;
}

/* Whether a margin shows nothing but the number of the page: — 1 —, 第1页 共3页. */
static bool is_page_number(struct str text)
{
	uint32_t cp;
	for (size_t len; (len = utf8_decode(text.data, text.len, &cp)); text = str_from(text, len))
		if (!utf8_among(cp, " \t\n\u3000\u00A00123456789-–—－·/第页共"))
			return false;
	return true;
}

/* Headers, footers and notes are text that a reader sees; comments are not (11.3): docx_comment.c. */
static void read_margin(struct docx_reader *r, const struct package_link *link, size_t *capacity)
{
	static const char *const margins[] = { "header", "footer", NULL };
	bool end = strcmp(link->type, "endnotes") == 0, notes = end || strcmp(link->type, "footnotes") == 0;
	if (link->external || !(notes || str_listed(margins, link->type)))
		return;
	xmlDocPtr document = package_load(r->package, r->scratch, link->target);
	struct docx_part part;
	if (!document)
		return;
	open_part(r, &part, package_name(r->package, link->target));
	r->margin = !notes;
	docx_find_fields(r, xmlDocGetRootElement(document));
	if (notes)
		read_notes(r, xmlDocGetRootElement(document), end);
	else
		read_blocks(r, xmlDocGetRootElement(document), 0);
	r->margin = false;
	const struct source *text = close_part(r);
	if (is_needless(r->file, text->text))
		return;
	*ARENA_PUSH(r->arena, r->file->margins, r->file->margin_count, *capacity) = text;
	if (!notes && r->findings && !is_page_number(text->text))
		diag_add(r->findings, DIAG_READ_MARGIN, (struct place){ text, 0 }, read_sample(r->arena, str_trim(text->text)));
}

static void read_margins(struct docx_reader *r)
{
	const struct package_link *links;
	size_t count = package_links(r->package, &links), capacity = 0;
	for (size_t i = 0; i < count; i++)
		read_margin(r, &links[i], &capacity);
	if (r->note_count)
		qsort(r->notes, r->note_count, sizeof *r->notes, docx_compare_notes);
}

static void tell_left(struct docx_reader *r)
{
	static const enum diag_code codes[LEFT_COUNT] = {
		[LEFT_DELETED] = DIAG_READ_DELETED, [LEFT_HIDDEN] = DIAG_READ_HIDDEN,
	};
	for (int i = 0; r->findings && i < LEFT_COUNT; i++)
		if (r->left[i])
			diag_add(r->findings, codes[i], NO_PLACE, r->file->text->name, arena_printf(r->arena, "%zu", r->left[i]));
}

static void read_body(struct docx_reader *r, const char *path)
{
	struct docx_part part;
	xmlDocPtr document = package_load(r->package, r->scratch, package_main(r->package));
	if (!document || !xml_is(xmlDocGetRootElement(document), "document"))
		return;
	r->file->styled = read_is_ours(r->scratch, r->package);
	r->styles = styles_load(r->package, r->scratch);
	r->numbering = numbering_load(r->package, r->scratch);
	open_part(r, &part, path);
	r->file->doc = doc_new(r->arena, part.source);
	r->file->text = part.source;
	docx_load_comments(r);
	read_margins(r);
	r->part = &part;
	docx_find_fields(r, xmlDocGetRootElement(document));
	if (r->traced) {
		r->file->main_part = arena_strdup(r->arena, package_main(r->package));
		docx_number_texts(xmlDocGetRootElement(document));
	}
	memset(r->left, 0, sizeof r->left);
	read_blocks(r, xmlDocGetRootElement(document), 0);
	end_section(r, docx_child(docx_child(xmlDocGetRootElement(document), "body"), "sectPr"));
	close_part(r);
	docx_tell_comments_left(r);
	tell_left(r);
}

static bool read_package(struct arena *arena, const char *path, const char *name, bool traced, struct read_file *file, struct diag_list *diags,
			 struct diag_list *findings)
{
	struct docx_reader r = { .arena = arena, .scratch = arena_new(), .file = file, .traced = traced, .diags = diags, .findings = findings };
	size_t errors = diag_errors(diags);
	*file = (struct read_file){ 0 };
	name = name ? name : path;
	r.package = package_open(arena, path, name, diags);
	if (r.package)
		read_body(&r, name);
	if (!file->text && diag_errors(diags) == errors)
		diag_add(diags, DIAG_NOT_DOCX, NO_PLACE, name);
	arena_free(r.scratch);
	return diag_errors(diags) == errors;
}

bool read_docx(struct arena *arena, const char *path, const char *name, struct read_file *file, struct diag_list *diags, struct diag_list *findings)
{
	return read_package(arena, path, name, false, file, diags, findings);
}

bool read_docx_traced(struct arena *arena, const char *path, struct read_file *file, struct diag_list *diags, struct diag_list *findings)
{
	return read_package(arena, path, NULL, true, file, diags, findings);
}
