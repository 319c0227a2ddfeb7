/* Which paragraphs, tables and rows of two documents are one, and what becomes of the others. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "compare/redline_internal.h"

/* What stands in an element, in its order, and its texts for align_passages(). */
struct blocks {
	xmlNode **nodes;
	struct compare_passage *passages;
	size_t count, node_capacity, passage_capacity;
};

static const char table_mark[] = "\xEF\xBF\xBC"; /* U+FFFC: no table has the text of a paragraph */

/* ---- lists of blocks */

/* Whether the control holds the list of contents (17.5.2.12), which is no text of anybody. */
static bool is_contents(struct redline *r, xmlNode *control)
{
	xmlNode *object = redline_child(redline_child(control, "sdtPr"), "docPartObj");
	const char *gallery = redline_attribute(r->arena, redline_child(object, "docPartGallery"), "val");
	return gallery && strcmp(gallery, "Table of Contents") == 0;
}

static void add_row_text(struct redline *r, xmlNode *node, struct buf *out, int depth)
{
	for (xmlNode *child = redline_first(node); child && depth < REDLINE_DEPTH; child = redline_next(child))
		if (xml_is(child, "p")) {
			buf_add_str(out, redline_text(r, child));
			buf_add_char(out, '\t');
		} else if (!xml_is(child, "tblPr") && !xml_is(child, "tcPr") && !xml_is(child, "trPr")) {
			add_row_text(r, child, out, depth + 1);
		}
}

static struct str text_of(struct redline *r, xmlNode *block)
{
	struct buf text = BUF_INIT;
	if (xml_is(block, "p"))
		return redline_text(r, block);
	if (xml_is(block, "tbl"))
		buf_add_text(&text, table_mark);
	add_row_text(r, block, &text, 0);
	return buf_move_str(&text, r->arena);
}

static void add_block(struct redline *r, struct blocks *blocks, xmlNode *node)
{
	struct str text = text_of(r, node);
	struct compare_passage passage = { .kind = xml_is(node, "p") ? DOC_PARAGRAPH : DOC_ROW, .text = { text.data ? text.data : "", text.len } };
	size_t count = blocks->count;
	*ARENA_PUSH(r->arena, blocks->nodes, count, blocks->node_capacity) = node;
	*ARENA_PUSH(r->arena, blocks->passages, blocks->count, blocks->passage_capacity) = passage;
}

/* Adds the elements of the two names, also those in controls. */
static void add_blocks(struct redline *r, struct blocks *blocks, xmlNode *parent, const char *const *names, int depth)
{
	for (xmlNode *node = redline_first(parent); node && depth < REDLINE_DEPTH; node = redline_next(node))
		if (str_listed(names, (const char *)node->name))
			add_block(r, blocks, node);
		else if (xml_is(node, "sdt") ? !is_contents(r, node) : xml_is(node, "sdtContent") || xml_is(node, "customXml"))
			add_blocks(r, blocks, node, names, depth + 1);
}

static size_t *align(struct redline *r, const struct blocks *old, const struct blocks *new)
{
	struct compare_side before = { .passages = old->passages, .count = old->count }, after = { .passages = new->passages, .count = new->count };
	size_t *match = ARENA_ARRAY(r->arena, size_t, old->count + 1);
	align_passages(&r->c, &before, &after, match);
	return match;
}

/* ---- tables */

static const char *const rows[] = { "tr", NULL }, *const cells[] = { "tc", NULL }, *const texts[] = { "p", "tbl", NULL };

static struct blocks list(struct redline *r, xmlNode *parent, const char *const *names)
{
	struct blocks blocks = { 0 };
	add_blocks(r, &blocks, parent, names, 0);
	return blocks;
}

/* How the cell lies in its table: columns, and whether it goes on from the row above. */
static const char *shape_of(struct redline *r, xmlNode *cell)
{
	xmlNode *properties = redline_child(cell, "tcPr"), *merged = redline_child(properties, "vMerge");
	const char *span = redline_attribute(r->arena, redline_child(properties, "gridSpan"), "val"), *merge = redline_attribute(r->arena, merged, "val");
	return arena_printf(r->arena, "%s %s", span ? span : "1", merged ? merge ? merge : "continue" : "");
}

static bool same_shape(struct redline *r, const struct blocks *old, const struct blocks *new)
{
	bool same = old->count == new->count;
	for (size_t i = 0; same && i < old->count; i++)
		same = strcmp(shape_of(r, old->nodes[i]), shape_of(r, new->nodes[i])) == 0;
	return same;
}

static size_t column_count(xmlNode *table)
{
	size_t count = 0;
	for (xmlNode *column = redline_first(redline_child(table, "tblGrid")); column; column = redline_next(column))
		count += xml_is(column, "gridCol");
	return count;
}

/* Whether cells of the table go through several rows, so that no row of it can come or go alone. */
static bool is_tied(xmlNode *node, int depth)
{
	bool tied = xml_is(node, "vMerge");
	for (xmlNode *child = redline_first(node); child && !tied && depth < REDLINE_DEPTH; child = redline_next(child))
		tied = !xml_is(child, "p") && is_tied(child, depth + 1);
	return tied;
}

/* Rows of two tables which are one. */
struct tables {
	struct blocks old, new;
	size_t *match;
};

/* Whether the first table can become the second one row by row. */
static bool pair_tables(struct redline *r, xmlNode *before, xmlNode *after, struct tables *t)
{
	bool tied = is_tied(before, 0) || is_tied(after, 0);
	*t = (struct tables){ list(r, before, rows), list(r, after, rows), NULL };
	if (column_count(before) != column_count(after) || !t->old.count || !t->new.count)
		return false;
	t->match = align(r, &t->old, &t->new);
	size_t kept = 0;
	for (size_t i = 0; i < t->old.count; i++) {
		size_t mate = t->match[i];
		if (mate == COMPARE_NONE)
			continue;
		struct blocks old = list(r, t->old.nodes[i], cells), new = list(r, t->new.nodes[mate], cells);
		if (same_shape(r, &old, &new))
			kept++;
		else
			t->match[i] = COMPARE_NONE;
	}
	return kept && (!tied || (kept == t->old.count && kept == t->new.count));
}

static void compare_cells(struct redline *r, xmlNode *before, xmlNode *after, int depth)
{
	struct blocks old = list(r, before, cells), new = list(r, after, cells);
	for (size_t i = 0; i < old.count; i++)
		redline_compare(r, old.nodes[i], new.nodes[i], depth + 1);
}

/* ---- what comes and goes */

static void delete_block(struct redline *r, xmlNode *block, bool mark, int depth);

static void delete_row(struct redline *r, xmlNode *row, int depth)
{
	struct blocks own = list(r, row, cells);
	for (size_t i = 0; i < own.count; i++) {
		struct blocks inside = list(r, own.nodes[i], texts);
		for (size_t k = 0; k < inside.count; k++)
			delete_block(r, inside.nodes[k], k + 1 < inside.count, depth + 1);
	}
	xmlAddChild(redline_properties(r, row, "trPr"), redline_mark(r, "del"));
}

static void delete_block(struct redline *r, xmlNode *block, bool mark, int depth)
{
	if (xml_is(block, "p")) {
		redline_delete(r, block, mark);
		return;
	}
	struct blocks own = list(r, block, rows);
	for (size_t i = 0; i < own.count && depth < REDLINE_DEPTH; i++)
		delete_row(r, own.nodes[i], depth);
}

static xmlNode *insert_block(struct redline *r, xmlNode *block, bool mark, int depth);

static xmlNode *insert_cell(struct redline *r, xmlNode *cell, int depth)
{
	struct blocks inside = list(r, cell, texts);
	xmlNode *made = redline_new(r, "tc"), *properties = redline_child(cell, "tcPr");
	if (properties)
		xmlAddChild(made, redline_copy(r, properties));
	for (size_t i = 0; i < inside.count; i++)
		xmlAddChild(made, insert_block(r, inside.nodes[i], i + 1 < inside.count, depth + 1));
	return made;
}

static xmlNode *insert_row(struct redline *r, xmlNode *row, int depth)
{
	struct blocks own = list(r, row, cells);
	xmlNode *made = redline_new(r, "tr"), *properties = redline_child(row, "trPr");
	if (properties)
		xmlAddChild(made, redline_copy(r, properties));
	xmlAddChild(redline_properties(r, made, "trPr"), redline_mark(r, "ins"));
	for (size_t i = 0; i < own.count && depth < REDLINE_DEPTH; i++)
		xmlAddChild(made, insert_cell(r, own.nodes[i], depth));
	return made;
}

static xmlNode *insert_block(struct redline *r, xmlNode *block, bool mark, int depth)
{
	static const char *const facts[] = { "tblPr", "tblGrid", NULL };
	if (xml_is(block, "p"))
		return redline_insert(r, block, mark);
	struct blocks own = list(r, block, rows);
	xmlNode *made = redline_new(r, "tbl");
	for (xmlNode *child = redline_first(block); child; child = redline_next(child))
		if (str_listed(facts, (const char *)child->name))
			xmlAddChild(made, redline_copy(r, child));
	for (size_t i = 0; i < own.count; i++)
		xmlAddChild(made, insert_row(r, own.nodes[i], depth));
	return made;
}

/* ---- all that stands in an element */

/* An element while what stands in it becomes what stands in the other one. */
struct filling {
	struct redline *r;
	xmlNode *parent;
	struct blocks old, new;
	struct tables *tables; /* by block of the first document that is a table */
	size_t *match;
	xmlNode *place;        /* the block behind which the next one comes; NULL: none is before it */
	int depth;
};

/* Mates that are not of one kind, and tables that are too different, are none. The last paragraph, which nothing can be joined with, stays. */
static void settle_mates(struct filling *f)
{
	size_t last = f->old.count, new_last = f->new.count;
	bool free = last && new_last;
	for (size_t i = 0; i < f->old.count; i++) {
		size_t mate = f->match[i];
		if (mate == COMPARE_NONE)
			continue;
		xmlNode *before = f->old.nodes[i], *after = f->new.nodes[mate];
		bool table = xml_is(before, "tbl");
		if (table != xml_is(after, "tbl") || (table && !pair_tables(f->r, before, after, &f->tables[i])))
			f->match[i] = COMPARE_NONE;
		else
			free = free && mate + 1 != new_last;
	}
	free = free && f->match[last - 1] == COMPARE_NONE && xml_is(f->old.nodes[last - 1], "p") && xml_is(f->new.nodes[new_last - 1], "p");
	if (free)
		f->match[last - 1] = new_last - 1;
	for (size_t i = 0; i < f->old.count; i++)
		if (f->match[i] != COMPARE_NONE)
			redline_pair_lists(f->r, f->old.nodes[i], f->new.nodes[f->match[i]]);
}

static void compare_rows(struct filling *f, const struct tables *t)
{
	xmlNode *place = NULL;
	for (size_t i = 0, next = 0; i <= t->old.count; i++) {
		size_t mate = i < t->old.count ? t->match[i] : t->new.count;
		xmlNode *row = i < t->old.count ? t->old.nodes[i] : NULL;
		for (; mate != COMPARE_NONE && next < mate; next++) {
			xmlNode *made = insert_row(f->r, t->new.nodes[next], f->depth);
			if (place)
				xmlAddNextSibling(place, made);
			else
				xmlAddPrevSibling(t->old.nodes[0], made);
			place = made;
		}
		if (row && mate == COMPARE_NONE)
			delete_row(f->r, row, f->depth);
		else if (row)
			compare_cells(f->r, row, t->new.nodes[next++], f->depth);
		place = row ? row : place;
	}
}

/* Puts the block of the second document behind the last one. */
static void add(struct filling *f, size_t index)
{
	xmlNode *made = insert_block(f->r, f->new.nodes[index], true, f->depth), *first = redline_first(f->parent);
	if (f->place)
		xmlAddNextSibling(f->place, made);
	else if (f->old.count)
		xmlAddPrevSibling(f->old.nodes[0], made);
	else if (first && (xml_is(first, "tcPr") || xml_is(first, "sdtPr")))
		xmlAddNextSibling(first, made);
	else
		redline_put_first(f->parent, made);
	f->place = made;
}

/* Whether the end of the paragraph is the last of the element, which stays what it is. */
static bool is_last(const struct filling *f, const xmlNode *paragraph)
{
	const xmlNode *next = redline_next((xmlNode *)paragraph);
	while (next && !xml_is(next, "p") && !xml_is(next, "tbl") && !xml_is(next, "sdt"))
		next = redline_next((xmlNode *)next);
	return !next && paragraph->parent == f->parent;
}

/* Block of the first document, as its mate in the second one is. */
static void take(struct filling *f, size_t index)
{
	xmlNode *block = f->old.nodes[index];
	size_t mate = f->match[index];
	if (mate == COMPARE_NONE)
		delete_block(f->r, block, !is_last(f, block), f->depth);
	else if (xml_is(block, "p"))
		redline_change(f->r, block, f->new.nodes[mate]);
	else
		compare_rows(f, &f->tables[index]);
	f->place = block;
}

/* ---- the end of an element, whose last paragraph no other one follows that it could be joined with */

static bool has_mark(xmlNode *paragraph, const char *kind)
{
	return redline_child(redline_child(redline_child(paragraph, "pPr"), "rPr"), kind) != NULL;
}

/* The paragraph before, unless something else stands there, or a section ends with it. */
static xmlNode *paragraph_before(xmlNode *paragraph)
{
	xmlNode *before = paragraph->prev;
	while (before && before->type != XML_ELEMENT_NODE)
		before = before->prev;
	return before && xml_is(before, "p") && !redline_child(redline_child(before, "pPr"), "sectPr") ? before : NULL;
}

/* What was inserted behind all others is parted from them by the end of the one before, not by its own: so that goes with it. */
static void shift_inserted(struct redline *r, xmlNode *last)
{
	xmlNode *first = last, *before;
	while ((before = paragraph_before(first)) && has_mark(before, "ins"))
		first = before;
	if (!before || has_mark(before, "del"))
		return;
	redline_drop(redline_child(redline_child(redline_child(last, "pPr"), "rPr"), "ins"));
	redline_mark_end(r, before, "ins");
	redline_remember_properties(r, last, redline_child(before, "pPr"));
}

/* What was deleted behind all others goes with the end of the one before, which then ends as that one did. */
static void shift_deleted(struct redline *r, xmlNode *last)
{
	xmlNode *first = last, *before;
	while ((before = paragraph_before(first)) && has_mark(before, "del") && !has_mark(before, "ins"))
		first = before;
	if (!before)
		return;
	redline_mark_end(r, before, "del");
	redline_set_properties(r, last, redline_own_properties(r, redline_child(before, "pPr")));
}

static void settle_end(struct filling *f)
{
	xmlNode *last = f->place;
	if (!last || !xml_is(last, "p") || !is_last(f, last))
		return;
	if (has_mark(last, "ins"))
		shift_inserted(f->r, last);
	else if (f->old.count && f->old.nodes[f->old.count - 1] == last && f->match[f->old.count - 1] == COMPARE_NONE && f->new.count)
		shift_deleted(f->r, last);
}

void redline_compare(struct redline *r, xmlNode *before, xmlNode *after, int depth)
{
	struct filling f = { .r = r, .parent = before, .old = list(r, before, texts), .new = list(r, after, texts), .depth = depth };
	if (depth > REDLINE_DEPTH)
		return;
	f.tables = ARENA_ARRAY(r->arena, struct tables, f.old.count + 1);
	f.match = align(r, &f.old, &f.new);
	settle_mates(&f);
	for (size_t i = 0, next = 0; i <= f.old.count; i++) {
		size_t mate = i < f.old.count ? f.match[i] : f.new.count;
		for (; mate != COMPARE_NONE && next < mate; next++)
			add(&f, next);
		if (i < f.old.count)
			take(&f, i);
		next += i < f.old.count && mate != COMPARE_NONE;
	}
	settle_end(&f);
}
